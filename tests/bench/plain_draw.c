/* Random numbers, as GSL has them. */
#include <math.h>

#include <gsl/gsl_randist.h>

#include "bench/plain.h"

uint64_t n_binomial[N_SIZES], n_poisson[N_SIZES];

#ifdef COUNT_DRAWS
static void count(uint64_t *n, double mean)
{
    n[mean < 1.0 ? 0 : mean < 8.0 ? 1 : mean < 100.0 ? 2 : mean < 1000.0 ? 3 : 4]++;
}
#else
#define count(n, mean) ((void)0)
#endif

int draw_binomial(gsl_rng *rng, int n, double p)
{
    if (n <= 0 || p <= 0.0) {
        return 0;
    }
    if (p >= 1.0) {
        return n;
    }
    count(n_binomial, n * fmin(p, 1.0 - p));
    return (int)gsl_ran_binomial(rng, p, (unsigned)n);
}

int draw_poisson(gsl_rng *rng, double mean)
{
    if (mean <= 0.0) {
        return 0;
    }
    count(n_poisson, mean);
    return (int)gsl_ran_poisson(rng, mean);
}

static double draw_triangular(gsl_rng *rng, double low, double mode, double high)
{
    const double u = gsl_rng_uniform(rng);
    return u * (high - low) < mode - low
               ? low + sqrt(u * (high - low) * (mode - low))
               : high - sqrt((1.0 - u) * (high - low) * (high - mode));
}

static double draw_discrete(gsl_rng *rng, const struct input *input)
{
    double left = gsl_rng_uniform(rng);
    int i = 0;
    while (i + 1 < input->n_points && left >= input->weight[i]) {
        left -= input->weight[i++];
    }
    return input->point[i];
}

/** Without regard to the bounds (M2.1). */
static double draw_unbounded(gsl_rng *rng, const struct input *input)
{
    const double *p = input->parameter;
    switch (input->distribution) {
    case FIXED:
        return p[0];
    case UNIFORM:
        return gsl_ran_flat(rng, p[0], p[1]);
    case TRIANGULAR:
        return draw_triangular(rng, p[0], p[1], p[2]);
    case PERT: {
        const double range = p[2] - p[0];
        return p[0] + range * gsl_ran_beta(rng, 1.0 + 4.0 * (p[1] - p[0]) / range,
                                           1.0 + 4.0 * (p[2] - p[1]) / range);
    }
    case NORMAL:
        return p[0] + gsl_ran_gaussian_ziggurat(rng, p[1]);
    case LOGNORMAL: {
        const double variance = log1p(p[1] * p[1] / (p[0] * p[0]));
        return gsl_ran_lognormal(rng, log(p[0]) - 0.5 * variance, sqrt(variance));
    }
    case BETA: {
        const double strength = p[0] * (1.0 - p[0]) / (p[1] * p[1]) - 1.0;
        return gsl_ran_beta(rng, p[0] * strength, (1.0 - p[0]) * strength);
    }
    case GAMMA:
        return gsl_ran_gamma(rng, p[0] * p[0] / (p[1] * p[1]), p[1] * p[1] / p[0]);
    case LOGITNORMAL:
        return 1.0 /
               (1.0 + (1.0 - p[0]) / p[0] * exp(-gsl_ran_gaussian_ziggurat(rng, p[1])));
    case DISCRETE:
        return draw_discrete(rng, input);
    case N_DISTRIBUTIONS:
        break;
    }
    return NAN;
}

double draw_input(gsl_rng *rng, const struct input *input)
{
    double value = draw_unbounded(rng, input);
    while (value < input->low || value > input->high) {
        value = draw_unbounded(rng, input);
    }
    return value;
}
