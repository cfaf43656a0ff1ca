/* The split of the variance by twins (M10.6) against the same split by brute force, and
 * its standard errors against the truth they claim to be near. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "support/campaign.h"
#include "support/laws.h"

/* --- by brute force: unknown rates and employers' effects are set by hand, and each
 * setting is simulated for its mean and variance alone */

enum { EMPLOYERS = 3, RATES = 3, BATCHES = 12, DRAWS = 40, RUNS = 200 };

static const double RATE[RATES] = {0.37, 0.58, 0.71};
static const double WEIGHT[RATES] = {0.3, 0.5, 0.2};
static const double SPREAD = 0.55;

/* A grant of £60 to some of those out until the month's £1,900
   are gone: the balance is no straight line in the strikers. */
#define DOCKS                                                                          \
    "title = \"Docks\"; start = \"2026-01\"; months = 1; law = \"none\";\n"            \
    "bands = ( { name = \"all\"; net_ratio = 0.8; } );\n"                              \
    "fund : { opening = 9000.0; };\n"                                                  \
    "employers : { list = (\n"                                                         \
    "  { name = \"E0\"; members = 61; shares = [1.0]; salaries = [26000.0]; },\n"      \
    "  { name = \"E1\"; members = 37; shares = [1.0]; salaries = [26000.0]; },\n"      \
    "  { name = \"E2\"; members = 13; shares = [1.0]; salaries = [26000.0]; } ); "     \
    "};\n"                                                                             \
    "rules : { pay : { basis = \"none\"; hardship_share = 0.45; hardship_grant = "     \
    "60.0;\n"                                                                          \
    "    hardship_cap = 1900.0; }; };\n"

/* Uniforms and normals of the test's own. */

static uint64_t next_word(uint64_t *state)
{
    uint64_t word = *state += 0x9e3779b97f4a7c15u;
    word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9u;
    word = (word ^ (word >> 27)) * 0x94d049bb133111ebu;
    return word ^ (word >> 31);
}

static double normal(uint64_t *state)
{
    const double u = ((double)(next_word(state) >> 11) + 0.5) * 0x1p-53;
    const double v = ((double)(next_word(state) >> 11) + 0.5) * 0x1p-53;
    return sqrt(-2.0 * log(u)) * cos(2.0 * acos(-1.0) * v);
}

/** What an employer of effect e takes part with, where the median one has a rate. */
static double participation(double rate, double e)
{
    return 1.0 / (1.0 + exp(-(log(rate / (1.0 - rate)) + SPREAD * e)));
}

/** Mean and variance of the closing balance where all is fixed but chance. */
static void simulate_fixed(const double p[EMPLOYERS], unsigned seed, double *mean,
                           double *variance)
{
    char actions[1024];
    size_t n = 0;
    for (int e = 0; e < EMPLOYERS; e++) {
        n += (size_t)snprintf(
            actions + n, sizeof(actions) - n,
            "%s{ name = \"out %d\"; employer = \"E%d\"; rule = \"pay\"; days = "
            "[\"2026-01-05\"]; participation = %.15f; }",
            e == 0 ? "" : ", ", e, e, p[e]);
    }
    struct campaign c = campaign_open(
        DOCKS "seed = \"%u\"; strategies = ( { name = \"s\"; actions = ( %s ); } );\n",
        seed, actions);
    struct sf_results *results = campaign_run(&c, RUNS);
    const struct sf_statistic close =
        sf_results_total(results, 0, SF_T_CLOSING_BALANCE);
    *mean = close.mean;
    *variance = close.sd * close.sd;
    sf_results_free(results);
    campaign_close(&c);
}

/** Unbiased variances of a batch by source: means and variances over draws of the
 *  employers' effects, for each value of the unknown rate. */
static void split_batch(unsigned batch, double of[SF_N_SOURCES])
{
    uint64_t state = 20261122 + 7919 * batch;
    double mean[RATES] = {0.0};
    double scatter[RATES] = {0.0}; /* of the draws' means */
    double all = 0.0;
    for (int s = 0; s < SF_N_SOURCES; s++) {
        of[s] = 0.0;
    }
    for (unsigned k = 0; k < RATES; k++) {
        double of_draw[DRAWS];
        double within = 0.0;
        for (unsigned d = 0; d < DRAWS; d++) {
            double p[EMPLOYERS];
            double variance;
            for (int e = 0; e < EMPLOYERS; e++) {
                p[e] = participation(RATE[k], normal(&state));
            }
            simulate_fixed(p, 1 + d + DRAWS * (k + RATES * batch), &of_draw[d],
                           &variance);
            mean[k] += of_draw[d] / DRAWS;
            within += variance / DRAWS;
        }
        for (int d = 0; d < DRAWS; d++) {
            scatter[k] += (of_draw[d] - mean[k]) * (of_draw[d] - mean[k]) / (DRAWS - 1);
        }
        of[SF_FROM_CHANCE] += WEIGHT[k] * within;
        of[SF_FROM_DIFFERENCES] += WEIGHT[k] * (scatter[k] - within / RUNS);
        all += WEIGHT[k] * mean[k];
    }
    for (int k = 0; k < RATES; k++) {
        of[SF_FROM_RATES] += WEIGHT[k] * ((mean[k] - all) * (mean[k] - all) -
                                          (1.0 - WEIGHT[k]) * scatter[k] / DRAWS);
    }
}

/** Shares of the variance over all batches, their errors from the scatter of these. */
static void split_by_force(struct sf_mean share[SF_N_SOURCES])
{
    double of[BATCHES][SF_N_SOURCES];
    double sum[SF_N_SOURCES] = {0.0};
    double total = 0.0;
    for (unsigned b = 0; b < BATCHES; b++) {
        split_batch(b, of[b]);
        for (int s = 0; s < SF_N_SOURCES; s++) {
            sum[s] += of[b][s];
            total += of[b][s];
        }
    }
    for (int s = 0; s < SF_N_SOURCES; s++) {
        share[s].mean = sum[s] / total;
        double squares = 0.0;
        for (int b = 0; b < BATCHES; b++) {
            /* How far the batch pulls the ratio of the sums. */
            double whole = 0.0;
            for (int t = 0; t < SF_N_SOURCES; t++) {
                whole += of[b][t];
            }
            const double pull = (of[b][s] - share[s].mean * whole) * BATCHES / total;
            squares += pull * pull;
        }
        share[s].se = sqrt(squares / (BATCHES - 1) / BATCHES);
    }
}

Test(spread, by_twins_is_that_of_fixing_rates_and_employers_by_hand)
{
    struct campaign c = campaign_open(
        DOCKS "seed = \"31337\"; strategies = ( { name = \"s\"; actions = ( { name = "
              "\"out\"; rule = \"pay\"; days = [\"2026-01-05\"]; spread = %f;\n"
              "  participation = { dist = \"discrete\"; values = [%f, %f, %f]; weights "
              "= [%f, %f, %f]; }; } ); } );\n",
        SPREAD, RATE[0], RATE[1], RATE[2], WEIGHT[0], WEIGHT[1], WEIGHT[2]);
    struct sf_results *results = campaign_run_cut(&c, 1, 102400, 0, 0);
    const struct sf_spread spread = sf_results_spread(results, 0, 1);
    struct sf_mean by_force[SF_N_SOURCES];
    split_by_force(by_force);
    for (int s = 0; s < SF_N_SOURCES; s++) {
        const struct sf_mean twins = spread.share[s];
        const double se = hypot(twins.se, by_force[s].se);
        cr_expect_float_eq(twins.mean, by_force[s].mean, 5.0 * se,
                           "source %d: %.4f (se %.4f), by force %.4f (se %.4f)", s,
                           twins.mean, twins.se, by_force[s].mean, by_force[s].se);
        cr_expect(se < 0.025, "source %d: se %.4f", s, se);
        cr_expect(by_force[s].mean > 0.15, "source %d is too small to tell", s);
    }
    sf_results_free(results);
    campaign_close(&c);
}

/* --- in closed form: the opening fund is uniform, with a variance of width^2 / 12;
 * the levy's is that of a binomial whose chance differs between two employers */

#define YARD                                                                           \
    "title = \"Yard\"; start = \"2026-01\"; months = 1; seed = \"%d\";\n"              \
    "bands = ( { name = \"all\"; net_ratio = 0.8; subscription = 12.0; } );\n"         \
    "employers : { list = (\n"                                                         \
    "  { name = \"Yard\"; members = 150; shares = [1.0]; salaries = [26000.0]; },\n"   \
    "  { name = \"Dock\"; members = 100; shares = [1.0]; salaries = [26000.0]; } ); "  \
    "};\n"                                                                             \
    "strategies = ( { name = \"levy alone\"; levy = \"levy\"; } );\n"                  \
    "fund : { opening = { dist = \"uniform\"; low = 1000.0; high = 1150.0; }; };\n"    \
    "levies = ( { name = \"levy\"; from = \"2026-01\"; to = \"2026-01\";\n"            \
    "    rates = { all = 3.0; }; notpay = 0.3; spread = 0.4; } );\n"

/** How often, over seeds, a share lies within one and within two standard errors of the
 *  truth: as often as Student's t does whose degrees are the batches less one. */
static void expect_honest_errors(uint64_t n_runs, bool may_be_large)
{
    enum { SEEDS = 400 };
    const double coverage[2] = {0.6668, 0.9361}; /* |t| < 1, 2; 15 degrees of freedom */
    double p;
    double variance;
    logit_normal_moments(0.3, 0.4, &p, &variance);
    const double of[SF_N_SOURCES] = {150.0 * 150.0 / 12.0,
                                     9.0 * (150.0 * 150.0 + 100.0 * 100.0) * variance,
                                     9.0 * 250.0 * (p - p * p - variance)};
    const double all = of[0] + of[1] + of[2];
    unsigned n_covered[SF_N_SOURCES][2] = {{0}};
    for (int seed = 1; seed <= SEEDS; seed++) {
        struct campaign c = campaign_open(YARD, seed);
        struct sf_results *results = campaign_run_cut(&c, 1, n_runs, 0, 0);
        const struct sf_spread spread = sf_results_spread(results, 0, 1);
        for (int s = 0; s < SF_N_SOURCES; s++) {
            const double away = fabs(spread.share[s].mean - of[s] / all);
            n_covered[s][0] += away <= spread.share[s].se;
            n_covered[s][1] += away <= 2.0 * spread.share[s].se;
        }
        sf_results_free(results);
        campaign_close(&c);
    }
    for (int i = 0; i < 2 * SF_N_SOURCES; i++) {
        const double share = (double)n_covered[i / 2][i % 2] / SEEDS;
        const double expected = coverage[i % 2];
        const double limit = 5.0 * sqrt(expected * (1.0 - expected) / SEEDS);
        cr_expect(share >= expected - limit &&
                      (may_be_large || share <= expected + limit),
                  "%lu runs, source %d, %d errors: %.4f of seeds, not %.4f",
                  (unsigned long)n_runs, i / 2, i % 2 + 1, share, expected);
    }
}

Test(spread, has_the_truth_within_its_errors_as_often_as_it_should)
{
    expect_honest_errors(10240, false);
}

Test(spread, has_errors_none_too_small_where_every_run_has_twins)
{
    expect_honest_errors(128, true);
}
