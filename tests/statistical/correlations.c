/* Correlated inputs: the ranks go together as asked, and each keeps its distribution.
 */
#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "random/copula.h"
#include "strikefund/scenario.h"
#include "support/campaign.h"
#include "support/fit.h"

enum { BLOCK = 1000, BATCH = 4000, BATCHES = 100, N = BATCH * BATCHES, INPUTS = 6 };

/* Uniform, lognormal, gamma, beta, triangular and discrete. */
#define LINKED                                                                         \
    "title = \"Linked\"; start = \"2026-01\"; months = 2; seed = \"314159\";\n"        \
    "inputs : { even = { dist = \"uniform\"; low = 2.0; high = 5.0; };\n"              \
    "  skew = { dist = \"lognormal\"; mean = 30.0; sd = 25.0; };\n"                    \
    "  wait = { dist = \"gamma\"; mean = 6.0; sd = 4.0; };\n"                          \
    "  rate = { dist = \"beta\"; mean = 0.3; sd = 0.1; };\n"                           \
    "  edge = { dist = \"triangular\"; low = 0.1; mode = 0.2; high = 0.9; };\n"        \
    "  step = { dist = \"discrete\"; values = [0.0, 1.0]; weights = [0.5, 0.5]; };\n"  \
    "};\n"                                                                             \
    "fund : { opening = 5000.0; };\n"                                                  \
    "bands = ( { name = \"all\"; net_ratio = 0.8; } );\n"                              \
    "employers : { list = ( { name = \"Yard\"; members = 12; shares = [1.0]; "         \
    "salaries = [26000.0]; } ); };\n"                                                  \
    "strategies = ( { name = \"s\"; } );\n"                                            \
    "correlations = ( %s );\n"
#define PAIR(a, b, rho) "{ between = [\"" a "\", \"" b "\"]; rho = " rho "; }"

enum { EVEN, SKEW, WAIT, RATE, EDGE, STEP };

/** Draws the six inputs in N runs: rows of one another. */
static double *draw_all(const char *correlations)
{
    struct sf_scenario *scenario = campaign_scenario(LINKED, correlations);
    struct sf_input_table *table = calloc(scenario->n_inputs, sizeof(*table));
    double *value = malloc(INPUTS * N * sizeof(*value));
    const struct sf_stream stream = {.kernels = sf_kernels_best(),
                                     .seed = scenario->seed};
    cr_assert(table != NULL && value != NULL);
    for (size_t i = 0; i < scenario->n_inputs; i++) {
        struct sf_input input = scenario->input[i];
        input.low = fmax(input.low, -1e9); /* no key has narrowed it */
        input.high = fmin(input.high, 1e9);
        cr_assert_eq(sf_input_table_init(&input, &table[i]), SF_OK);
    }
    cr_assert_eq(sf_copula_apply(scenario, table), SF_OK);
    for (size_t i = 0; i < INPUTS; i++) {
        for (uint64_t done = 0; done < N; done += BLOCK) {
            sf_input_table_draw(&table[i], &stream, 1 + done, BLOCK,
                                value + i * N + done);
        }
    }
    for (size_t i = 0; i < scenario->n_inputs; i++) {
        sf_input_table_free(&table[i]);
    }
    free(table);
    sf_scenario_free(scenario);
    return value;
}

struct ranked {
    double value;
    size_t index;
};

static int compare_values(const void *a, const void *b)
{
    const double x = ((const struct ranked *)a)->value;
    const double y = ((const struct ranked *)b)->value;
    return (x > y) - (x < y);
}

/** Ranks less their middle. */
static void rank(const double *value, double *ranks)
{
    static struct ranked sorted[BATCH];
    for (size_t i = 0; i < BATCH; i++) {
        sorted[i] = (struct ranked){value[i], i};
    }
    qsort(sorted, BATCH, sizeof(sorted[0]), compare_values);
    for (size_t i = 0; i < BATCH; i++) {
        ranks[sorted[i].index] = (double)i - (BATCH - 1) / 2.0;
    }
}

/** Spearman's correlation of BATCH pairs, by its definition. */
static double spearman(const double *a, const double *b)
{
    static double x[BATCH];
    static double y[BATCH];
    rank(a, x);
    rank(b, y);
    double xy = 0.0;
    double xx = 0.0;
    for (size_t i = 0; i < BATCH; i++) {
        xy += x[i] * y[i];
        xx += x[i] * x[i];
    }
    return xy / xx;
}

/**
 * What is expected of n pairs whose deviates correlate by r: a little nearer to 0 than
 * of infinitely many.
 *
 * Source: P. A. P. Moran (1948), Rank correlation and product-moment correlation.
 * Biometrika 35, 203-206.
 */
static double expected_of(double rho, double n)
{
    const double r = 2.0 * sin(M_PI * rho / 6.0);
    return 6.0 / (M_PI * (n + 1.0)) * (asin(r) + (n - 2.0) * asin(r / 2.0));
}

/** Expects Spearman's correlation of two rows to be the one asked for: mean of the
 *  batches within five of its standard errors, as the batches themselves show them. */
static void expect_spearman(const double *value, size_t a, size_t b, double rho)
{
    double sum = 0.0;
    double squares = 0.0;
    for (size_t k = 0; k < BATCHES; k++) {
        const double one =
            spearman(value + a * N + k * BATCH, value + b * N + k * BATCH);
        sum += one;
        squares += one * one;
    }
    const double mean = sum / BATCHES;
    const double se = sqrt((squares / BATCHES - mean * mean) / (BATCHES - 1.0));
    cr_expect_lt(se, 0.002);
    cr_expect_lt(fabs(mean - expected_of(rho, BATCH)), 5.0 * se,
                 "%zu with %zu: %.5f, %.5f expected, se %.5f", a, b, mean,
                 expected_of(rho, BATCH), se);
}

static double uniform_cdf(double x, const void *context)
{
    (void)context;
    return (x - 2.0) / 3.0;
}

static double lognormal_cdf(double x, const void *context)
{
    (void)context;
    const double variance = log(1.0 + pow(25.0 / 30.0, 2.0));
    return gsl_cdf_lognormal_P(x, log(30.0) - variance / 2.0, sqrt(variance));
}

static double gamma_cdf(double x, const void *context)
{
    (void)context;
    return gsl_cdf_gamma_P(x, 2.25, 16.0 / 6.0);
}

static double beta_cdf(double x, const void *context)
{
    (void)context;
    return gsl_cdf_beta_P(x, 0.3 * 20.0, 0.7 * 20.0);
}

static double triangular_cdf(double x, const void *context)
{
    (void)context;
    return x < 0.2 ? pow(x - 0.1, 2.0) / 0.8 / 0.1
                   : 1.0 - pow(0.9 - x, 2.0) / 0.8 / 0.7;
}

/** Expects every row to have its distribution still. Sorts them. */
static void expect_marginals(double *value)
{
    double above = 0.0;
    for (size_t i = 0; i < N; i++) {
        above += value[STEP * N + i];
    }
    cr_expect_lt(fabs(above / N - 0.5), 5.0 * 0.5 / sqrt((double)N));
    expect_fits_function(value + EVEN * N, N, uniform_cdf, NULL, "uniform");
    expect_fits_function(value + SKEW * N, N, lognormal_cdf, NULL, "lognormal");
    expect_fits_function(value + WAIT * N, N, gamma_cdf, NULL, "gamma");
    expect_fits_function(value + RATE * N, N, beta_cdf, NULL, "beta");
    expect_fits_function(value + EDGE * N, N, triangular_cdf, NULL, "triangular");
}

Test(correlations, pairs_of_any_distribution_and_sign_go_together_as_asked)
{
    double *value = draw_all(PAIR("even", "skew", "0.4") ", " PAIR(
        "rate", "wait", "-0.85") ", " PAIR("edge", "step", "0.6"));
    expect_spearman(value, EVEN, SKEW, 0.4);
    expect_spearman(value, RATE, WAIT, -0.85);
    expect_spearman(value, EVEN, WAIT, 0.0);
    expect_spearman(value, SKEW, RATE, 0.0);
    expect_spearman(value, SKEW, EDGE, 0.0);
    expect_marginals(value);
    free(value);
    value = draw_all(PAIR("skew", "even", "-0.07") ", " PAIR("edge", "wait", "0.97"));
    expect_spearman(value, EVEN, SKEW, -0.07);
    expect_spearman(value, EDGE, WAIT, 0.97);
    expect_marginals(value);
    free(value);
}

Test(correlations, a_matrix_of_three_and_more_holds_in_every_pair)
{
    double *value = draw_all(
        PAIR("wait", "even", "0.6") ", " PAIR("rate", "even", "-0.3") ", " PAIR(
            "rate", "wait", "0.2") ", " PAIR("skew", "rate",
                                             "-0.5") ", " PAIR("edge", "skew", "0.45"));
    expect_spearman(value, EVEN, WAIT, 0.6);
    expect_spearman(value, EVEN, RATE, -0.3);
    expect_spearman(value, WAIT, RATE, 0.2);
    expect_spearman(value, SKEW, RATE, -0.5);
    expect_spearman(value, SKEW, EDGE, 0.45);
    expect_spearman(value, SKEW, EVEN, 0.0);
    expect_spearman(value, EDGE, RATE, 0.0);
    expect_spearman(value, EDGE, WAIT, 0.0);
    expect_marginals(value);
    free(value);
}

Test(correlations, perfect_ones_rank_alike)
{
    double *value = draw_all(PAIR("wait", "even", "1") ", " PAIR(
        "rate", "even", "-1") ", " PAIR("rate", "wait", "-1"));
    for (size_t k = 0; k < BATCHES; k++) {
        const size_t at = k * BATCH;
        /* But for the 32 bits to which tables are rounded. */
        cr_expect_gt(spearman(value + WAIT * N + at, value + EVEN * N + at), 0.9999999);
        cr_expect_lt(spearman(value + WAIT * N + at, value + RATE * N + at),
                     -0.9999999);
    }
    expect_marginals(value);
    free(value);
}

/* Both above their medians: a quarter and asin(r) / (2 pi) (Sheppard 1899). */
Test(correlations, a_discrete_number_goes_together_through_its_quantile)
{
    double *value = draw_all(PAIR("step", "even", "0.55"));
    double n_both = 0.0;
    for (size_t i = 0; i < N; i++) {
        n_both += value[STEP * N + i] == 1.0 && value[EVEN * N + i] > 3.5;
    }
    const double chance = 0.25 + asin(2.0 * sin(M_PI * 0.55 / 6.0)) / (2.0 * M_PI);
    cr_expect_lt(fabs(n_both - N * chance), 5.0 * sqrt(N * chance * (1.0 - chance)));
    free(value);
}
