#include "random/inputs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>

#include "core/maths.h"
#include "random/stream.h"
#include "strikefund/scenario.h"

#define Z_END        8.25
#define CELLS_A_UNIT 64.0
#define Z_BEYOND     100.0 /* further out than any deviate or sum of deviates */

/* Beta parameters from mean and sd, on 0..1. */
static void beta_parameters(double mean, double sd, double *a, double *b)
{
    const double strength = mean * (1.0 - mean) / (sd * sd) - 1.0;
    *a = mean * strength;
    *b = (1.0 - mean) * strength;
}

/* PERT: a beta on low..high whose mean is (low + 4 mode + high) / 6. */
static void pert_parameters(const double parameter[3], double *a, double *b)
{
    const double range = parameter[2] - parameter[0];
    *a = 1.0 + 4.0 * (parameter[1] - parameter[0]) / range;
    *b = 1.0 + 4.0 * (parameter[2] - parameter[1]) / range;
}

static double triangular_cdf(const double parameter[3], double x)
{
    const double low = parameter[0];
    const double mode = parameter[1];
    const double high = parameter[2];
    if (x <= low) {
        return 0.0;
    }
    if (x >= high) {
        return 1.0;
    }
    return x < mode ? (x - low) * (x - low) / ((high - low) * (mode - low))
                    : 1.0 - (high - x) * (high - x) / ((high - low) * (high - mode));
}

static double triangular_quantile(const double parameter[3], double u)
{
    const double low = parameter[0];
    const double mode = parameter[1];
    const double high = parameter[2];
    const double at_mode = (mode - low) / (high - low);
    return u < at_mode ? low + sqrt(u * (high - low) * (mode - low))
                       : high - sqrt((1.0 - u) * (high - low) * (high - mode));
}

/* Mean and sd of log x, from mean and sd of x. */
static void lognormal_parameters(double mean, double sd, double *zeta, double *sigma)
{
    const double variance = log1p(sd * sd / (mean * mean));
    *sigma = sqrt(variance);
    *zeta = log(mean) - 0.5 * variance;
}

/** Distribution function at x. */
static double cdf(const struct sf_input *input, double x)
{
    const double *p = input->parameter;
    double a;
    double b;
    if (isinf(x)) {
        return x > 0.0 ? 1.0 : 0.0; /* an entry of inputs that no key has bounded */
    }
    switch (input->distribution) {
    case SF_UNIFORM:
        return gsl_cdf_flat_P(x, p[0], p[1]);
    case SF_TRIANGULAR:
        return triangular_cdf(p, x);
    case SF_PERT:
        pert_parameters(p, &a, &b);
        return gsl_cdf_beta_P((x - p[0]) / (p[2] - p[0]), a, b);
    case SF_NORMAL:
        return gsl_cdf_gaussian_P(x - p[0], p[1]);
    case SF_LOGNORMAL:
        lognormal_parameters(p[0], p[1], &a, &b);
        return x > 0.0 ? gsl_cdf_lognormal_P(x, a, b) : 0.0;
    case SF_BETA:
        beta_parameters(p[0], p[1], &a, &b);
        return gsl_cdf_beta_P(x, a, b);
    case SF_GAMMA:
        a = p[0] * p[0] / (p[1] * p[1]);
        return x > 0.0 ? gsl_cdf_gamma_P(x, a, p[1] * p[1] / p[0]) : 0.0;
    case SF_LOGITNORMAL:
        if (x <= 0.0 || x >= 1.0) {
            return x >= 1.0;
        }
        return gsl_cdf_ugaussian_P((log(x / (1.0 - x)) - log(p[0] / (1.0 - p[0]))) /
                                   p[1]);
    case SF_FIXED:
    case SF_DISCRETE:
        break;
    }
    SF_BUG_ON(true);
    return 0.0;
}

/** A distribution on [0, high] by its two tails, with two parameters. */
struct tails {
    double (*below)(double x, double a, double b);
    double (*above)(double x, double a, double b);
    double a, b, high;
};

/** Its quantile by halving: slow and sure. GSL's own give up here and there, on
 *  nothing out of the ordinary. */
static double halve(const struct tails *tails, double u, double v)
{
    double low = 0.0;
    double high = tails->high;
    for (int i = 0; i < 200 && low < high; i++) {
        const double middle = 0.5 * (low + high);
        const bool is_below = u <= 0.5 ? tails->below(middle, tails->a, tails->b) < u
                                       : tails->above(middle, tails->a, tails->b) > v;
        if (is_below) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return high;
}

static double beta_quantile(double u, double v, double a, double b)
{
    const double x = u <= 0.5 ? gsl_cdf_beta_Pinv(u, a, b) : gsl_cdf_beta_Qinv(v, a, b);
    const struct tails tails = {gsl_cdf_beta_P, gsl_cdf_beta_Q, a, b, 1.0};
    return isnan(x) ? halve(&tails, u, v) : x;
}

static double gamma_quantile(double u, double v, double a, double b)
{
    const double x =
        u <= 0.5 ? gsl_cdf_gamma_Pinv(u, a, b) : gsl_cdf_gamma_Qinv(v, a, b);
    /* Its tail is no heavier than an exponential's of the same scale and mean. */
    const struct tails tails = {gsl_cdf_gamma_P, gsl_cdf_gamma_Q, a, b,
                                b * (2.0 * a + 100.0)};
    return isnan(x) ? halve(&tails, u, v) : x;
}

/** Quantile of a continuous distribution from both tails, u + v = 1. */
static double quantile(const struct sf_input *input, double u, double v)
{
    const double *p = input->parameter;
    double a;
    double b;
    switch (input->distribution) {
    case SF_UNIFORM:
        return u <= 0.5 ? p[0] + u * (p[1] - p[0]) : p[1] - v * (p[1] - p[0]);
    case SF_TRIANGULAR:
        return triangular_quantile(p, u);
    case SF_PERT:
        pert_parameters(p, &a, &b);
        return p[0] + (p[2] - p[0]) * beta_quantile(u, v, a, b);
    case SF_NORMAL:
        return p[0] + (u <= 0.5 ? gsl_cdf_gaussian_Pinv(u, p[1])
                                : gsl_cdf_gaussian_Qinv(v, p[1]));
    case SF_LOGNORMAL:
        lognormal_parameters(p[0], p[1], &a, &b);
        return exp(
            a + b * (u <= 0.5 ? gsl_cdf_ugaussian_Pinv(u) : gsl_cdf_ugaussian_Qinv(v)));
    case SF_BETA:
        beta_parameters(p[0], p[1], &a, &b);
        return beta_quantile(u, v, a, b);
    case SF_GAMMA:
        a = p[0] * p[0] / (p[1] * p[1]);
        b = p[1] * p[1] / p[0];
        return gamma_quantile(u, v, a, b);
    case SF_LOGITNORMAL:
        return 1.0 / (1.0 + exp(-(log(p[0] / (1.0 - p[0])) +
                                  p[1] * (u <= 0.5 ? gsl_cdf_ugaussian_Pinv(u)
                                                   : gsl_cdf_ugaussian_Qinv(v)))));
    case SF_FIXED:
    case SF_DISCRETE:
        break;
    }
    SF_BUG_ON(true);
    return 0.0;
}

/** Rounds to 32 bits below the scale: a last-digit difference between two
 *  mathematical libraries vanishes here, all but surely. */
static double to_grid(double value, double scale)
{
    if (!(scale > 0.0)) {
        return value;
    }
    int exponent;
    frexp(scale, &exponent);
    const double grain = ldexp(1.0, exponent - 32);
    return nearbyint(value / grain) * grain;
}

static enum sf_status init_discrete(const struct sf_input *input,
                                    struct sf_input_table *table)
{
    table->point = malloc(input->n_points * sizeof(*table->point));
    table->cumulated = malloc(input->n_points * sizeof(*table->cumulated));
    table->cut = malloc(input->n_points * sizeof(*table->cut));
    if (table->point == NULL || table->cumulated == NULL || table->cut == NULL) {
        return SF_ERR_MEMORY;
    }
    double sum = 0.0;
    for (size_t i = 0; i < input->n_points; i++) {
        sum += input->weight[i];
        table->point[i] = input->point[i];
        table->cumulated[i] = to_grid(sum, 1.0);
        table->cut[i] = table->cumulated[i] <= 0.0 ? -Z_BEYOND
                        : table->cumulated[i] >= 1.0
                            ? Z_BEYOND
                            : sf_normal_quantile(table->cumulated[i]);
    }
    table->n_points = input->n_points;
    return SF_OK;
}

static double clamp(double value, double low, double high)
{
    return value < low ? low : value > high ? high : value;
}

static enum sf_status init_continuous(const struct sf_input *input,
                                      struct sf_input_table *table)
{
    const double below = to_grid(cdf(input, input->low), 1.0);
    const double within = to_grid(cdf(input, input->high), 1.0) - below;
    if (!(within > 0.0)) {
        return SF_ERR_RANGE;
    }
    table->cut_share = 1.0 - within;
    table->node = malloc((SF_INPUT_CELLS + 3) * sizeof(*table->node));
    if (table->node == NULL) {
        return SF_ERR_MEMORY;
    }
    double scale = 0.0;
    for (size_t i = 0; i < SF_INPUT_CELLS + 3; i++) {
        const double z = ((double)i - 1.0) / CELLS_A_UNIT - Z_END;
        const double above = 1.0 - below - within;
        const double u = below + within * gsl_cdf_ugaussian_P(z);
        const double v = (above > 0.0 ? above : 0.0) + within * gsl_cdf_ugaussian_Q(z);
        const double value = quantile(input, u, v);
        if (isnan(value)) {
            return SF_ERR_RANGE;
        }
        table->node[i] = clamp(value, input->low, input->high);
        scale = fmax(scale, fabs(table->node[i]));
    }
    for (size_t i = 0; i < SF_INPUT_CELLS + 3; i++) {
        table->node[i] = to_grid(table->node[i], scale);
    }
    return SF_OK;
}

enum sf_status sf_input_table_init(const struct sf_input *input,
                                   struct sf_input_table *table)
{
    *table = (struct sf_input_table){
        .subject = sf_name_hash(input->name), .low = input->low, .high = input->high};
    switch (input->distribution) {
    case SF_FIXED:
        table->is_fixed = true;
        table->fixed = input->parameter[0];
        return SF_OK;
    case SF_DISCRETE:
        return init_discrete(input, table);
    case SF_UNIFORM:
    case SF_TRIANGULAR:
    case SF_PERT:
    case SF_NORMAL:
    case SF_LOGNORMAL:
    case SF_BETA:
    case SF_GAMMA:
    case SF_LOGITNORMAL:
        break;
    }
    /* GSL stops the program on a numerical failure unless told not to. */
    gsl_error_handler_t *const handler = gsl_set_error_handler_off();
    const enum sf_status status = init_continuous(input, table);
    gsl_set_error_handler(handler);
    return status;
}

/** Cubic through the four nodes around z: error below 1e-9 of the scale wherever the
 *  quantile function is smooth over a sixty-fourth of a standard deviation. */
static double interpolate(const struct sf_input_table *table, double z)
{
    const double at = (z + Z_END) * CELLS_A_UNIT;
    const double cell = clamp(sf_floor(at), 0.0, (double)SF_INPUT_CELLS - 1.0);
    const double t = at - cell;
    const double *f = table->node + (size_t)cell; /* f[1], f[2] bracket z */
    const double middle = f[1] + t * (f[2] - f[1]);
    /* Second differences at the ends, each weighted by its cubic. */
    const double bend_left = f[0] - 2.0 * f[1] + f[2];
    const double bend_right = f[1] - 2.0 * f[2] + f[3];
    const double value = middle - t * (1.0 - t) * (1.0 / 6.0) *
                                      ((2.0 - t) * bend_left + (1.0 + t) * bend_right);
    /* Monotone in z even where the quantile function bends sharply. */
    return clamp(value, f[1], f[2]);
}

double sf_input_table_quantile(const struct sf_input_table *table, double uniform)
{
    if (table->is_fixed) {
        return table->fixed;
    }
    if (table->n_points > 0) {
        size_t i = 0;
        while (i + 1 < table->n_points && table->cumulated[i] < uniform) {
            i++;
        }
        return table->point[i];
    }
    return sf_input_table_at(table, sf_normal_quantile(uniform));
}

double sf_input_table_at(const struct sf_input_table *table, double deviate)
{
    if (table->is_fixed) {
        return table->fixed;
    }
    if (table->n_points > 0) {
        size_t i = 0;
        while (i + 1 < table->n_points && table->cut[i] < deviate) {
            i++;
        }
        return table->point[i];
    }
    return clamp(interpolate(table, deviate), table->low, table->high);
}

/** The normal deviates of a correlated input, one a run. */
static void draw_sums(const struct sf_input_table *table,
                      const struct sf_stream *stream, uint64_t first_run, size_t n,
                      double *sum)
{
    double own[SF_BLOCK_MAX];
    SF_BUG_ON(n > SF_BLOCK_MAX);
    memset(sum, 0, n * sizeof(*sum));
    for (size_t t = 0; t < table->n_terms; t++) {
        const struct sf_path path = {.family = SF_FAMILY_INPUT,
                                     .subject = table->term[t].subject};
        sf_stream_normal(stream, &path, first_run, n, own);
        for (size_t i = 0; i < n; i++) {
            sum[i] += table->term[t].weight * own[i];
        }
    }
}

void sf_input_table_draw(const struct sf_input_table *table,
                         const struct sf_stream *stream, uint64_t first_run, size_t n,
                         double *value)
{
    const struct sf_path path = {.family = SF_FAMILY_INPUT, .subject = table->subject};
    if (table->is_fixed) {
        for (size_t i = 0; i < n; i++) {
            value[i] = table->fixed;
        }
        return;
    }
    if (table->n_points > 0 && table->n_terms == 0) {
        sf_stream_uniform(stream, &path, first_run, n, value);
        for (size_t i = 0; i < n; i++) {
            value[i] = sf_input_table_quantile(table, value[i]);
        }
        return;
    }
    if (table->n_terms > 0) {
        draw_sums(table, stream, first_run, n, value);
    } else {
        sf_stream_normal(stream, &path, first_run, n, value);
    }
    for (size_t i = 0; i < n; i++) {
        value[i] = sf_input_table_at(table, value[i]);
    }
}

void sf_input_table_free(struct sf_input_table *table)
{
    if (table == NULL) {
        return;
    }
    free(table->point);
    free(table->cumulated);
    free(table->cut);
    free(table->node);
    free(table->term);
    *table = (struct sf_input_table){0};
}
