/* Whatever the numbers, the strike-days of each kind of action add up to the
 * strike-days, and nothing of action short of strike is among them. */
#include <criterion/criterion.h>

#include "support/campaign.h"
#include "support/everything.h"
#include "support/kinds.h"

enum { RUNS = 60 };

static void expect_sums(const struct sf_results *results)
{
    for (size_t s = 0; s < sf_results_n_strategies(results); s++) {
        for (size_t m = 0; m <= sf_results_n_months(results); m++) {
            double sum = 0.0;
            for (int kind = 0; kind < SF_KIND_SHORT; kind++) {
                sum += sf_results_kind(results, s, m, (enum sf_kind)kind).mean;
            }
            cr_assert_eq(sum, sf_results_monthly(results, s, m, SF_STRIKE_DAYS).mean,
                         "strategy %zu, month %zu", s, m);
        }
    }
}

/** Run by run: the mean of one run is its number. */
static void expect_sums_in_every_run(const char *text, enum sf_kind kind, bool has_kind)
{
    struct campaign c = campaign_open("%s", text);
    double days = 0.0;
    for (uint64_t run = 1; run <= RUNS; run++) {
        struct sf_results *results = campaign_run_cut(&c, run, 1, 1, 1);
        expect_sums(results);
        for (size_t s = 0; s < sf_results_n_strategies(results); s++) {
            for (size_t m = 0; m <= sf_results_n_months(results); m++) {
                days += sf_results_kind(results, s, m, kind).mean;
            }
        }
        sf_results_free(results);
    }
    cr_expect_eq(days > 0.0, has_kind);
    campaign_close(&c);
}

Test(sums_by_kind, add_up_to_the_strike_days_in_every_run)
{
    expect_sums_in_every_run(EVERYTHING, SF_KIND_SHORT, false);
    expect_sums_in_every_run(EVERYTHING_VOTED, SF_KIND_TARGETED, true);
    expect_sums_in_every_run(KINDS, SF_KIND_SHORT, true);
}

Test(sums_by_kind, means_over_replayed_runs_are_those_of_the_whole)
{
    struct campaign c = campaign_open(KINDS);
    struct sf_results *whole = campaign_run_cut(&c, 1, RUNS, 2, 7);
    double sum[SF_N_KINDS] = {0};
    double squares[SF_N_KINDS] = {0};
    const size_t month = 5; /* March: a ban, a boycott's end and a day out */
    for (uint64_t run = 1; run <= RUNS; run++) {
        struct sf_results *one = campaign_run_cut(&c, run, 1, 1, 1);
        for (int kind = 0; kind < SF_N_KINDS; kind++) {
            const double days = sf_results_kind(one, 2, month, (enum sf_kind)kind).mean;
            sum[kind] += days;
            squares[kind] += days * days;
        }
        sf_results_free(one);
    }
    for (int kind = 0; kind < SF_N_KINDS; kind++) {
        const struct sf_days_of_kind found =
            sf_results_kind(whole, 2, month, (enum sf_kind)kind);
        const double variance =
            (squares[kind] - sum[kind] * sum[kind] / RUNS) / (RUNS - 1);
        cr_expect_eq(found.runs, RUNS);
        cr_expect_eq(found.mean, sum[kind] / RUNS);
        cr_expect_float_eq(found.sd * found.sd, variance, 1e-6 * (variance + 1.0));
        cr_expect_float_eq(found.se * found.se * RUNS, variance,
                           1e-6 * (variance + 1.0));
    }
    cr_expect_gt(sum[SF_KIND_SHORT], 0.0);
    cr_expect_gt(sum[SF_KIND_NATIONAL], 0.0);
    sf_results_free(whole);
    campaign_close(&c);
}
