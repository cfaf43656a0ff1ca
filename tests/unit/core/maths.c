#include "core/maths.h"

#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

/** Difference in units in the last place of the true value. */
static double ulps(double found, long double exact)
{
    const double nearest = fabs((double)exact);
    const double unit = nextafter(nearest, INFINITY) - nearest;
    return (double)(fabsl((long double)found - exact) / (long double)unit);
}

static double between(unsigned short state[3], double low, double high)
{
    return low + (high - low) * erand48(state);
}

Test(maths, logarithm_is_within_two_units_in_the_last_place)
{
    unsigned short state[3] = {1, 2, 3};
    double worst = 0.0;
    for (int i = 0; i < 400000; i++) {
        const double x =
            i % 2 == 0 ? exp(between(state, -708.0, 709.0)) : between(state, 0.5, 2.0);
        worst = fmax(worst, ulps(sf_log(x), logl((long double)x)));
    }
    cr_expect_leq(worst, 2.0, "worst %.3f", worst);
    cr_expect_eq(sf_log(1.0), 0.0);
    cr_expect_eq(sf_log(0x1p-32), -32.0 * 0x1.62e42fefa39efp-1);
}

Test(maths, logarithm_keeps_its_digits_close_to_one)
{
    double worst = 0.0;
    for (int e = 1; e <= 52; e++) {
        const double step = ldexp(1.0, -e);
        worst = fmax(worst, ulps(sf_log(1.0 + step), log1pl((long double)step)));
        if (e > 1) {
            worst = fmax(worst, ulps(sf_log(1.0 - step), log1pl(-(long double)step)));
        }
    }
    cr_expect_leq(worst, 2.0, "worst %.3f", worst);
}

Test(maths, log_of_one_minus_x_does_not_cancel)
{
    unsigned short state[3] = {4, 5, 6};
    double worst = 0.0;
    for (int i = 0; i < 200000; i++) {
        const double x =
            i % 2 == 0 ? exp(between(state, -80.0, -1e-9)) : between(state, 0.0, 1.0);
        worst = fmax(worst, ulps(sf_log_one_minus(x), log1pl(-(long double)x)));
    }
    cr_expect_leq(worst, 5.0, "worst %.3f", worst);
    cr_expect_eq(sf_log_one_minus(0.0), 0.0);
    cr_expect_eq(sf_log_one_minus(1e-300), -1e-300);
}

Test(maths, exponential_is_within_two_units_in_the_last_place)
{
    unsigned short state[3] = {7, 8, 9};
    double worst = 0.0;
    for (int i = 0; i < 400000; i++) {
        const double x =
            i % 2 == 0 ? between(state, -708.0, 709.0) : between(state, -1.0, 1.0);
        worst = fmax(worst, ulps(sf_exp(x), expl((long double)x)));
    }
    cr_expect_leq(worst, 2.0, "worst %.3f", worst);
    cr_expect_eq(sf_exp(0.0), 1.0);
    cr_expect_eq(sf_exp(-1e6), sf_exp(-708.0));
    cr_expect_eq(sf_exp(1e6), sf_exp(709.0));
    cr_expect(sf_exp(1e6) < INFINITY);
}

Test(maths, logistic_and_logit_undo_each_other)
{
    for (double p = 1e-6; p < 1.0; p += 0.000373) {
        cr_assert_float_eq(sf_logistic(sf_logit(p)), p, 4e-15 * p + 1e-16, "%.9f", p);
    }
    cr_expect_float_eq(sf_logit(0.08), log(0.08 / 0.92), 1e-14);
    cr_expect_eq(sf_logistic(0.0), 0.5);
}

Test(maths, normal_quantile_is_that_of_the_tables)
{
    unsigned short state[3] = {10, 11, 12};
    double worst = 0.0;
    for (int i = 0; i < 300000; i++) {
        const double u = i % 3 == 0   ? exp(between(state, -36.0, -0.7))
                         : i % 3 == 1 ? 1.0 - exp(between(state, -36.0, -0.7))
                                      : between(state, 0.001, 0.999);
        const double exact = gsl_cdf_ugaussian_Pinv(u);
        /* GSL's own relative error is some 1e-15; near 0 it is absolute. */
        worst =
            fmax(worst, fabs(sf_normal_quantile(u) - exact) / fmax(fabs(exact), 0.01));
    }
    cr_expect_leq(worst, 2e-14, "worst relative error %.3e", worst);
}

Test(maths, normal_quantile_undoes_the_distribution_function)
{
    for (double z = -8.0; z <= 8.0; z += 0.00373) {
        const double u = z < 0.0 ? gsl_cdf_ugaussian_P(z) : gsl_cdf_ugaussian_Q(z);
        const double found = sf_normal_quantile(u);
        cr_assert_float_eq(z < 0.0 ? found : -found, z, 1e-13, "at %.5f", z);
    }
    cr_expect_eq(sf_normal_quantile(0.5), 0.0);
    cr_expect_float_eq(sf_normal_quantile(0.975), 1.959963984540054, 5e-16);
}

Test(maths, normal_quantile_rises_across_the_seams_of_its_branches)
{
    const double seam[] = {0.075, 0.925, 1.3887943864964021e-11};
    for (size_t s = 0; s < 3; s++) {
        double before = -INFINITY;
        for (int i = -500; i <= 500; i++) {
            const double u = seam[s] * (1.0 + (double)i * 1e-9);
            const double z = sf_normal_quantile(u);
            cr_assert_gt(z, before, "at %.17g", u);
            before = z;
        }
    }
}

Test(maths, rounding_is_half_to_even_and_floor_rounds_down)
{
    unsigned short state[3] = {13, 14, 15};
    for (int i = 0; i < 200000; i++) {
        const double scale = i % 2 == 0 ? 20.0 : 1e15;
        const double x = i % 3 == 0 ? floor(between(state, -scale, scale)) + 0.5
                                    : between(state, -scale, scale);
        cr_assert_eq(sf_round_half_even(x), nearbyint(x), "%.17g", x);
        cr_assert_eq(sf_floor(x), floor(x), "%.17g", x);
    }
}
