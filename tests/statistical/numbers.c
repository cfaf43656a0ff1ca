/* The stream, the unknown rates and the employers' effects as distributions. */
#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/maths.h"
#include "random/inputs.h"
#include "random/stream.h"
#include "strikefund/scenario.h"
#include "support/fit.h"

enum { BLOCK = 1000, N = 400000 };

Test(stream, words_fill_their_range_evenly)
{
    enum { CLASSES = 4096 };
    static uint64_t seen[CLASSES];
    static double chance[CLASSES];
    static uint32_t word[2 * SF_BLOCK_MAX];
    const struct sf_stream stream = {.kernels = sf_kernels_best(), .seed = 161803};
    for (uint64_t b = 0; b < 2000; b++) {
        const struct sf_path path = {.family = SF_FAMILY_COLLECT,
                                     .month = (uint32_t)(b % 60),
                                     .band = (uint32_t)(b / 60)};
        sf_stream_pair(&stream, &path, 1 + b % 7, BLOCK, word, SF_BLOCK_MAX);
        for (size_t i = 0; i < 2 * BLOCK; i++) {
            const uint32_t one = word[i / BLOCK * SF_BLOCK_MAX + i % BLOCK];
            /* High bits and low bits alike. */
            seen[i % 2 == 0 ? one >> 20 : one & 0xfff]++;
        }
    }
    for (size_t i = 0; i < CLASSES; i++) {
        chance[i] = 1.0 / CLASSES;
    }
    expect_fits_counts(seen, chance, CLASSES, 4000000, "words");
}

/** Correlation of two rows of uniforms, in standard errors. */
static double correlation(const double *a, const double *b, size_t n)
{
    double sum = 0.0;
    for (size_t i = 0; i < n; i++) {
        sum += (a[i] - 0.5) * (b[i] - 0.5) * 12.0;
    }
    return sum / sqrt((double)n);
}

static void draw(const struct sf_path *path, uint64_t seed, double *uniform)
{
    const struct sf_stream stream = {.kernels = sf_kernels_best(), .seed = seed};
    for (uint64_t done = 0; done < N; done += BLOCK) {
        sf_stream_uniform(&stream, path, 1 + done, BLOCK, uniform + done);
    }
}

Test(stream, neighbours_in_every_direction_are_uncorrelated)
{
    static double a[N];
    static double b[N];
    const struct sf_path path = {.family = SF_FAMILY_EFFECT,
                                 .subject = SF_EFFECT_NOTPAY,
                                 .employer = 1000,
                                 .month = 3};
    struct sf_path next[4] = {path, path, path, path};
    next[0].employer++;
    next[1].month++;
    next[2].subject++;
    next[3].pair++;
    draw(&path, 99, a);
    for (size_t i = 0; i < 4; i++) {
        draw(&next[i], 99, b);
        cr_expect_lt(fabs(correlation(a, b, N)), 5.0, "direction %zu", i);
    }
    draw(&path, 100, b);
    cr_expect_lt(fabs(correlation(a, b, N)), 5.0, "the next seed");
    cr_expect_lt(fabs(correlation(a, a + 1, N - 1)), 5.0, "the next run");
    cr_expect_lt(fabs(correlation(a, a + 2, N - 2)), 5.0, "the run after next");
}

static double normal_cdf(double x, const void *context)
{
    (void)context;
    return gsl_cdf_ugaussian_P(x);
}

Test(effects, of_employers_are_standard_normal)
{
    static double value[N];
    const struct sf_path path = {.family = SF_FAMILY_EFFECT,
                                 .subject = SF_EFFECT_PARTICIPATION,
                                 .employer = 0xdecafbadu};
    draw(&path, 42, value);
    for (size_t i = 0; i < N; i++) {
        value[i] = sf_normal_quantile(value[i]);
    }
    expect_fits_function(value, N, normal_cdf, NULL, "effects");
}

/* Distribution functions from their definitions, context: three parameters. */
static double uniform_cdf(double x, const void *context)
{
    const double *p = context;
    return (x - p[0]) / (p[1] - p[0]);
}

static double triangular_cdf(double x, const void *context)
{
    const double *p = context;
    return x < p[1] ? pow(x - p[0], 2.0) / (p[2] - p[0]) / (p[1] - p[0])
                    : 1.0 - pow(p[2] - x, 2.0) / (p[2] - p[0]) / (p[2] - p[1]);
}

static double pert_cdf(double x, const void *context)
{
    const double *p = context;
    const double range = p[2] - p[0];
    return gsl_cdf_beta_P((x - p[0]) / range, 1.0 + 4.0 * (p[1] - p[0]) / range,
                          1.0 + 4.0 * (p[2] - p[1]) / range);
}

static double half_normal_cdf(double x, const void *context) /* cut off at 0 */
{
    const double *p = context;
    const double below = gsl_cdf_gaussian_P(-p[0], p[1]);
    return (gsl_cdf_gaussian_P(x - p[0], p[1]) - below) / (1.0 - below);
}

static double lognormal_cdf(double x, const void *context)
{
    const double *p = context;
    const double variance = log(1.0 + pow(p[1] / p[0], 2.0));
    return gsl_cdf_lognormal_P(x, log(p[0]) - variance / 2.0, sqrt(variance));
}

static double beta_cdf(double x, const void *context)
{
    const double *p = context;
    const double size = p[0] * (1.0 - p[0]) / p[1] / p[1] - 1.0;
    return gsl_cdf_beta_P(x, p[0] * size, (1.0 - p[0]) * size);
}

static double gamma_cdf(double x, const void *context)
{
    const double *p = context;
    return gsl_cdf_gamma_P(x, pow(p[0] / p[1], 2.0), p[1] * p[1] / p[0]);
}

static double logitnormal_cdf(double x, const void *context)
{
    const double *p = context;
    return gsl_cdf_gaussian_P(log(x / (1.0 - x)) - log(p[0] / (1.0 - p[0])), p[1]);
}

Test(inputs, each_distribution_is_drawn_as_defined)
{
    const struct {
        enum sf_distribution distribution;
        double parameter[3], low, high;
        double (*cdf)(double x, const void *context);
        char name[16];
    } known[] = {
        {SF_UNIFORM, {0.9, 1.0, 0.0}, 0, 1, uniform_cdf, "uniform"},
        {SF_TRIANGULAR, {0.005, 0.015, 0.03}, 0, 1, triangular_cdf, "triangular"},
        {SF_PERT, {0.0, 0.07, 0.29}, 0, 100, pert_cdf, "pert"},
        {SF_NORMAL, {0.01, 0.006, 0.0}, 0, 1, half_normal_cdf, "normal"},
        {SF_LOGNORMAL, {3e6, 4e5, 0.0}, -1e9, 1e9, lognormal_cdf, "lognormal"},
        {SF_BETA, {0.08, 0.04, 0.0}, 0, 1, beta_cdf, "beta"},
        {SF_GAMMA, {6000.0, 3000.0, 0.0}, 0, 1e9, gamma_cdf, "gamma"},
        {SF_LOGITNORMAL, {0.3, 0.8, 0.0}, 0, 1, logitnormal_cdf, "logitnormal"}};
    static double value[N];
    const struct sf_stream stream = {.kernels = sf_kernels_best(), .seed = 577215};
    for (size_t k = 0; k < sizeof(known) / sizeof(known[0]); k++) {
        char name[16];
        memcpy(name, known[k].name, sizeof(name));
        struct sf_input input = {.name = name,
                                 .distribution = known[k].distribution,
                                 .low = known[k].low,
                                 .high = known[k].high};
        memcpy(input.parameter, known[k].parameter, sizeof(input.parameter));
        struct sf_input_table table;
        cr_assert_eq(sf_input_table_init(&input, &table), SF_OK);
        for (uint64_t done = 0; done < N; done += BLOCK) {
            sf_input_table_draw(&table, &stream, 1 + done, BLOCK, value + done);
        }
        expect_fits_function(value, N, known[k].cdf, known[k].parameter, name);
        sf_input_table_free(&table);
    }
}
