#include "random/inputs.h"

#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "strikefund/scenario.h"

static char NAME[] = "levies.campaign levy.notpay";

/** An input of up to three parameters in a range. */
static struct sf_input input_of(enum sf_distribution distribution, double a, double b,
                                double c, double low, double high)
{
    return (struct sf_input){.name = NAME,
                             .distribution = distribution,
                             .parameter = {a, b, c},
                             .low = low,
                             .high = high};
}

static struct sf_input_table table_of(const struct sf_input *input)
{
    struct sf_input_table table;
    cr_assert_eq(sf_input_table_init(input, &table), SF_OK);
    return table;
}

/** The plain quantile functions, each from its definition. */
static double plain_quantile(const struct sf_input *input, double u)
{
    const double *p = input->parameter;
    switch (input->distribution) {
    case SF_UNIFORM:
        return p[0] + u * (p[1] - p[0]);
    case SF_TRIANGULAR: {
        const double turn = (p[1] - p[0]) / (p[2] - p[0]);
        return u < turn ? p[0] + (p[2] - p[0]) * sqrt(u * turn)
                        : p[2] - (p[2] - p[0]) * sqrt((1.0 - u) * (1.0 - turn));
    }
    case SF_PERT:
        return p[0] + (p[2] - p[0]) * gsl_cdf_beta_Pinv(
                                          u, 1.0 + 4.0 * (p[1] - p[0]) / (p[2] - p[0]),
                                          1.0 + 4.0 * (p[2] - p[1]) / (p[2] - p[0]));
    case SF_NORMAL:
        return p[0] + gsl_cdf_gaussian_Pinv(u, p[1]);
    case SF_LOGNORMAL: {
        const double variance = log(1.0 + p[1] * p[1] / p[0] / p[0]);
        return gsl_cdf_lognormal_Pinv(u, log(p[0]) - variance / 2.0, sqrt(variance));
    }
    case SF_BETA: {
        const double size = p[0] * (1.0 - p[0]) / p[1] / p[1] - 1.0;
        return gsl_cdf_beta_Pinv(u, p[0] * size, (1.0 - p[0]) * size);
    }
    case SF_GAMMA:
        return gsl_cdf_gamma_Pinv(u, p[0] * p[0] / p[1] / p[1], p[1] * p[1] / p[0]);
    case SF_LOGITNORMAL: {
        const double logit =
            log(p[0] / (1.0 - p[0])) + p[1] * gsl_cdf_ugaussian_Pinv(u);
        return exp(logit) / (1.0 + exp(logit));
    }
    case SF_FIXED:
    case SF_DISCRETE:
        break;
    }
    cr_assert_fail("no quantile function");
    return 0.0;
}

/** Compares a table with the truncated quantile function at many uniforms. below and
 *  above are the shares of the distribution outside the range. */
static void expect_quantiles(const struct sf_input *input, double below, double above,
                             double scale, double tolerance)
{
    struct sf_input_table table = table_of(input);
    double before = -INFINITY;
    for (int i = 1; i < 20000; i++) {
        const double u = (double)i / 20000.0;
        const double found = sf_input_table_quantile(&table, u);
        const double exact = plain_quantile(input, below + u * (1.0 - below - above));
        cr_assert_float_eq(found, exact, tolerance * scale,
                           "%.17g at %g, exactly %.17g", found, u, exact);
        cr_assert_geq(found, before, "falls at %g", u);
        cr_assert(found >= input->low && found <= input->high);
        before = found;
    }
    cr_expect_float_eq(table.cut_share, below + above, 1e-8);
    sf_input_table_free(&table);
}

Test(inputs, smooth_distributions_are_tabulated_to_nine_digits)
{
    struct sf_input input = input_of(SF_UNIFORM, 0.9, 1.0, 0, 0, 1);
    expect_quantiles(&input, 0, 0, 1.0, 2e-9);
    input = input_of(SF_NORMAL, 0.010, 0.001, 0, 0, 1);
    expect_quantiles(&input, 0, 0, 0.02, 2e-9);
    input = input_of(SF_BETA, 0.08, 0.04, 0, 0, 1);
    expect_quantiles(&input, 0, 0, 1.0, 2e-9);
    input = input_of(SF_BETA, 0.9, 0.04, 0, 0, 1);
    expect_quantiles(&input, 0, 0, 1.0, 2e-9);
    input = input_of(SF_GAMMA, 6000.0, 3000.0, 0, 0, 1e9);
    expect_quantiles(&input, 0, 0, 60000.0, 2e-9);
    input = input_of(SF_LOGNORMAL, 3e6, 4e5, 0, -1e9, 1e9);
    expect_quantiles(&input, 0, 0, 1e7, 2e-9);
    input = input_of(SF_LOGITNORMAL, 0.3, 0.5, 0, 0, 1);
    expect_quantiles(&input, 0, 0, 1.0, 2e-9);
    input = input_of(SF_PERT, 0.005, 0.015, 0.03, 0, 1);
    expect_quantiles(&input, 0, 0, 0.03, 2e-9);
}

Test(inputs, corners_cost_digits_only_beside_the_corner)
{
    struct sf_input input = input_of(SF_TRIANGULAR, 3e6, 3e6, 4e6, -1e9, 1e9);
    expect_quantiles(&input, 0, 0, 4e6, 1e-8);
    input = input_of(SF_TRIANGULAR, 0.02, 0.05, 0.10, 0, 1);
    expect_quantiles(&input, 0, 0, 0.10, 1e-6);
    input = input_of(SF_PERT, 0.0, 0.07, 0.29, 0, 100);
    expect_quantiles(&input, 0, 0, 0.29, 1e-8);
}

/* M2.1 */
Test(inputs, draws_are_truncated_through_the_quantile_function)
{
    struct sf_input input = input_of(SF_NORMAL, 0.010, 0.008, 0, 0, 1);
    expect_quantiles(&input, gsl_cdf_ugaussian_P(-1.25), 0, 0.1, 1e-8);
    input = input_of(SF_NORMAL, 0.5, 0.4, 0, 0, 1);
    expect_quantiles(&input, gsl_cdf_ugaussian_P(-1.25), gsl_cdf_ugaussian_Q(1.25), 1.0,
                     1e-8);
    input = input_of(SF_UNIFORM, -0.5, 1.5, 0, 0, 1);
    expect_quantiles(&input, 0.25, 0.25, 1.0, 1e-8);
    input = input_of(SF_TRIANGULAR, -1.0, 0.0, 1.0, 0, 1);
    expect_quantiles(&input, 0.5, 0, 1.0, 1e-8);
}

Test(inputs, a_range_without_mass_is_refused)
{
    struct sf_input_table table;
    struct sf_input input = input_of(SF_UNIFORM, 2.0, 3.0, 0, 0, 1);
    cr_expect_eq(sf_input_table_init(&input, &table), SF_ERR_RANGE);
    sf_input_table_free(&table);
    input = input_of(SF_NORMAL, -100.0, 1.0, 0, 0, 1);
    cr_expect_eq(sf_input_table_init(&input, &table), SF_ERR_RANGE);
    sf_input_table_free(&table);
    sf_input_table_free(&table);
    sf_input_table_free(NULL);
}

/** Mean and sd by the midpoint rule over the quantile function. */
static void expect_moments(const struct sf_input *input, double mean, double sd,
                           double tolerance)
{
    enum { N = 400000 };
    struct sf_input_table table = table_of(input);
    double sum = 0.0;
    double squares = 0.0;
    for (int i = 0; i < N; i++) {
        const double x = sf_input_table_quantile(&table, ((double)i + 0.5) / N);
        sum += x - mean;
        squares += (x - mean) * (x - mean);
    }
    cr_expect_float_eq(sum / N, 0.0, tolerance * sd, "mean off by %g", sum / N);
    cr_expect_float_eq(sqrt(squares / N), sd, tolerance * sd, "sd %.9g not %.9g",
                       sqrt(squares / N), sd);
    sf_input_table_free(&table);
}

Test(inputs, means_and_standard_deviations_are_those_asked_for)
{
    struct sf_input input = input_of(SF_BETA, 0.08, 0.04, 0, 0, 1);
    expect_moments(&input, 0.08, 0.04, 1e-4);
    input = input_of(SF_GAMMA, 6000.0, 3000.0, 0, 0, 1e9);
    expect_moments(&input, 6000.0, 3000.0, 1e-3);
    input = input_of(SF_LOGNORMAL, 50.0, 20.0, 0, 0, 1e9);
    expect_moments(&input, 50.0, 20.0, 1e-3);
    input = input_of(SF_NORMAL, 173.0, 23.0, 0, -1e9, 1e9);
    expect_moments(&input, 173.0, 23.0, 1e-3);
    input = input_of(SF_UNIFORM, 2.0, 6.0, 0, 0, 10);
    expect_moments(&input, 4.0, 4.0 / sqrt(12.0), 1e-5);
    /* Triangular: (a + b + c) / 3, and (a^2 + b^2 + c^2 - ab - ac - bc) / 18. */
    input = input_of(SF_TRIANGULAR, 1.0, 2.0, 5.0, 0, 10);
    expect_moments(&input, 8.0 / 3.0, sqrt(13.0 / 18.0), 1e-5);
    /* PERT: (a + 4 b + c) / 6, and (mean - a)(c - mean) / 7. */
    input = input_of(SF_PERT, 1.0, 2.0, 5.0, 0, 10);
    expect_moments(&input, 14.0 / 6.0, sqrt(8.0 / 6.0 * 16.0 / 6.0 / 7.0), 1e-4);
}

Test(inputs, the_median_of_a_logitnormal_is_its_first_parameter)
{
    const struct sf_input input = input_of(SF_LOGITNORMAL, 0.37, 0.8, 0, 0, 1);
    struct sf_input_table table = table_of(&input);
    cr_expect_float_eq(sf_input_table_quantile(&table, 0.5), 0.37, 1e-8);
    sf_input_table_free(&table);
}

Test(inputs, the_furthest_uniforms_stay_inside_the_range)
{
    const struct sf_input inputs[] = {
        input_of(SF_NORMAL, 0.5, 0.4, 0, 0, 1), input_of(SF_BETA, 0.05, 0.1, 0, 0, 1),
        input_of(SF_UNIFORM, 0.0, 1.0, 0, 0, 1), input_of(SF_GAMMA, 5, 5, 0, 0, 1e5),
        input_of(SF_TRIANGULAR, 0.0, 1.0, 1.0, 0, 1)};
    const double ends[] = {0x1p-53, 0x1p-33, 1e-6, 1.0 - 0x1p-33, 1.0 - 0x1p-53};
    for (size_t i = 0; i < sizeof(inputs) / sizeof(inputs[0]); i++) {
        struct sf_input_table table = table_of(&inputs[i]);
        double before = -INFINITY;
        for (size_t j = 0; j < 5; j++) {
            const double x = sf_input_table_quantile(&table, ends[j]);
            cr_expect(x >= inputs[i].low && x <= inputs[i].high && x >= before);
            before = x;
        }
        sf_input_table_free(&table);
    }
}

/** Means and standard deviations at which GSL's own quantile gives up somewhere between
 *  eight standard deviations below and above. */
Test(inputs, quantiles_are_found_where_the_library_gives_none)
{
    const struct sf_input inputs[] = {input_of(SF_BETA, 0.02, 0.01, 0, 0, 1),
                                      input_of(SF_BETA, 0.02, 0.005, 0, 0, 1),
                                      input_of(SF_BETA, 0.001, 0.0005, 0, 0, 1),
                                      input_of(SF_BETA, 0.98, 0.01, 0, 0, 1),
                                      input_of(SF_PERT, 0, 0.001, 0.9, 0, 1),
                                      input_of(SF_GAMMA, 0.98, 0.01, 0, 0, 9)};
    for (size_t i = 0; i < sizeof(inputs) / sizeof(inputs[0]); i++) {
        const double *p = inputs[i].parameter;
        const double size = p[0] * (1.0 - p[0]) / p[1] / p[1] - 1.0;
        const double spread = p[2] - p[0];
        struct sf_input_table table = table_of(&inputs[i]);
        for (double z = -5.0; z < 5.0; z += 0.0123) {
            const double u = gsl_cdf_ugaussian_P(z);
            const double x = sf_input_table_quantile(&table, u);
            double back = 0.0;
            if (inputs[i].distribution == SF_BETA) {
                back = gsl_cdf_beta_P(x, p[0] * size, (1.0 - p[0]) * size);
            } else if (inputs[i].distribution == SF_PERT) {
                back = gsl_cdf_beta_P((x - p[0]) / spread,
                                      1.0 + 4.0 * (p[1] - p[0]) / spread,
                                      1.0 + 4.0 * (p[2] - p[1]) / spread);
            } else {
                back =
                    gsl_cdf_gamma_P(x, p[0] * p[0] / p[1] / p[1], p[1] * p[1] / p[0]);
            }
            cr_assert_float_eq(back, u, 1e-6, "input %zu, z %g: %g", i, z, x);
        }
        sf_input_table_free(&table);
    }
}

Test(inputs, a_range_without_an_end_cuts_nothing)
{
    const enum sf_distribution kinds[] = {SF_GAMMA, SF_LOGNORMAL, SF_NORMAL};
    for (size_t i = 0; i < 3; i++) {
        const struct sf_input input =
            input_of(kinds[i], 30.0, 7.0, 0, -INFINITY, INFINITY);
        struct sf_input_table table = table_of(&input);
        cr_expect_eq(table.cut_share, 0.0);
        cr_expect_float_eq(sf_input_table_quantile(&table, 0.31),
                           plain_quantile(&input, 0.31), 1e-7);
        sf_input_table_free(&table);
    }
}

Test(inputs, a_fixed_number_is_itself_in_every_run)
{
    const struct sf_input input = input_of(SF_FIXED, 0.0173, 0, 0, 0, 1);
    const struct sf_stream stream = {.kernels = sf_kernels_best(), .seed = 3};
    struct sf_input_table table = table_of(&input);
    double value[20];
    sf_input_table_draw(&table, &stream, 7, 20, value);
    for (size_t i = 0; i < 20; i++) {
        cr_expect_eq(value[i], 0.0173);
    }
    cr_expect(table.is_fixed);
    cr_expect_eq(sf_input_table_quantile(&table, 0.9), 0.0173);
    sf_input_table_free(&table);
}

Test(inputs, discrete_points_come_with_their_weights)
{
    double point[] = {1.0, 2.5, 7.0};
    double weight[] = {0.2, 0.5, 0.3};
    struct sf_input input = input_of(SF_DISCRETE, 0, 0, 0, 0, 10);
    input.point = point;
    input.weight = weight;
    input.n_points = 3;
    struct sf_input_table table = table_of(&input);
    cr_expect_eq(sf_input_table_quantile(&table, 1e-9), 1.0);
    cr_expect_eq(sf_input_table_quantile(&table, 0.1999), 1.0);
    cr_expect_eq(sf_input_table_quantile(&table, 0.2001), 2.5);
    cr_expect_eq(sf_input_table_quantile(&table, 0.6999), 2.5);
    cr_expect_eq(sf_input_table_quantile(&table, 0.7001), 7.0);
    cr_expect_eq(sf_input_table_quantile(&table, 1.0 - 0x1p-53), 7.0);
    sf_input_table_free(&table);
}

Test(inputs, a_draw_is_the_quantile_of_the_inputs_own_uniform)
{
    const struct sf_input input = input_of(SF_BETA, 0.08, 0.04, 0, 0, 1);
    const struct sf_stream stream = {.kernels = sf_kernels_best(), .seed = 99};
    const struct sf_path path = {.family = SF_FAMILY_INPUT,
                                 .subject = sf_name_hash(input.name)};
    struct sf_input_table table = table_of(&input);
    double value[50];
    double uniform[50];
    sf_input_table_draw(&table, &stream, 1001, 50, value);
    sf_stream_uniform(&stream, &path, 1001, 50, uniform);
    for (size_t i = 0; i < 50; i++) {
        cr_assert_eq(value[i], sf_input_table_quantile(&table, uniform[i]));
    }
    sf_input_table_free(&table);
}

Test(inputs, the_name_alone_decides_which_uniform_is_used)
{
    char other_name[] = "levies.other levy.notpay";
    const struct sf_stream stream = {.kernels = sf_kernels_best(), .seed = 99};
    const struct sf_input a = input_of(SF_UNIFORM, 0.0, 1.0, 0, 0, 1);
    const struct sf_input same = input_of(SF_UNIFORM, 0.0, 2.0, 0, 0, 2);
    struct sf_input other = a;
    other.name = other_name;
    struct sf_input_table table[3] = {table_of(&a), table_of(&same), table_of(&other)};
    double value[3][40];
    for (size_t t = 0; t < 3; t++) {
        sf_input_table_draw(&table[t], &stream, 1, 40, value[t]);
    }
    for (size_t i = 0; i < 40; i++) {
        cr_assert_float_eq(value[1][i], 2.0 * value[0][i], 1e-8);
        cr_assert_neq(value[2][i], value[0][i]);
    }
    for (size_t t = 0; t < 3; t++) {
        sf_input_table_free(&table[t]);
    }
}
