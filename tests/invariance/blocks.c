/* How runs are cut, shared out and ordered changes nothing (M11.4, contract A). */
#include <criterion/criterion.h>

#include "engine/experiment.h"
#include "support/campaign.h"
#include "support/everything.h"
#include "support/kinds.h"
#include "support/pay_rules.h"
#include "support/sameness.h"

enum { RUNS = 1500, BANDS = 2 };

Test(invariance, threads_and_block_sizes_change_no_bit)
{
    struct campaign c = campaign_open(EVERYTHING);
    struct sf_results *plain = campaign_run_cut(&c, 1, RUNS, 1, 128);
    const size_t block[] = {1, 7, 64, 128, 1000, 1024};
    for (int threads = 1; threads <= 3; threads++) {
        for (size_t i = 0; i < sizeof(block) / sizeof(block[0]); i++) {
            struct sf_results *other = campaign_run_cut(&c, 1, RUNS, threads, block[i]);
            expect_same_results(plain, other, BANDS);
            sf_results_free(other);
        }
    }
    struct sf_results *machine = campaign_run_cut(&c, 1, RUNS, 0, 0);
    expect_same_results(plain, machine, BANDS);
    sf_results_free(machine);
    sf_results_free(plain);
    campaign_close(&c);
}

static void expect_same_by_all(const char *text)
{
    struct campaign c = campaign_open("%s", text);
    struct sf_results *best = campaign_run_cut(&c, 3, 700, 2, 128);
    int n_sets = 0;
    for (int isa = 0; isa < SF_N_ISAS; isa++) {
        c.experiment->kernels = sf_kernels_of((enum sf_isa)isa);
        if (c.experiment->kernels != NULL) {
            struct sf_results *other = campaign_run_cut(&c, 3, 700, 1, 100);
            expect_same_results(best, other, BANDS);
            sf_results_free(other);
            n_sets++;
        }
    }
    cr_expect_geq(n_sets, 1);
    sf_results_free(best);
    campaign_close(&c);
}

Test(invariance, every_instruction_set_gives_the_same_results)
{
    expect_same_by_all(EVERYTHING);
    expect_same_by_all(KINDS);
    expect_same_by_all(KINDS_VOTED);
    expect_same_by_all(PAY_RULES_VOTED);
}

static void expect_same_however_cut(const char *text)
{
    struct campaign c = campaign_open("%s", text);
    struct sf_results *plain = campaign_run_cut(&c, 1, RUNS, 1, 128);
    const size_t block[] = {1, 7, 1024};
    for (size_t i = 0; i < sizeof(block) / sizeof(block[0]); i++) {
        struct sf_results *other = campaign_run_cut(&c, 1, RUNS, 2, block[i]);
        expect_same_results(plain, other, BANDS);
        sf_results_free(other);
    }
    campaign_check_books(&c, 200);
    sf_results_free(plain);
    campaign_close(&c);
}

Test(invariance, every_kind_of_action_is_the_same_however_it_is_cut)
{
    expect_same_however_cut(KINDS);
}

Test(invariance, votes_and_kinds_of_action_are_the_same_however_they_are_cut)
{
    expect_same_however_cut(EVERYTHING_VOTED);
    expect_same_however_cut(KINDS_VOTED);
}

Test(invariance, every_rule_of_strike_pay_is_the_same_however_it_is_cut)
{
    expect_same_however_cut(PAY_RULES);
    expect_same_however_cut(PAY_RULES_VOTED);
}

/** Expects each strategy to have in some runs, among the others, the books that it has
 *  when it is replayed alone. */
static void expect_runs_as_alone(const char *text, size_t n_strategies)
{
    struct campaign c = campaign_open("%s", text);
    const uint64_t runs[] = {1, 2, 3, 16, 17, 127, 128, 129, 1000, 4711};
    for (size_t i = 0; i < sizeof(runs) / sizeof(runs[0]); i++) {
        struct sf_results *alone = campaign_run_cut(&c, runs[i], 1, 1, 1);
        for (size_t s = 0; s < n_strategies; s++) {
            struct sf_ledger ledger = campaign_replay(&c, s, runs[i]);
            for (size_t row = 0; row < 10 * SF_N_MEASURES; row++) {
                const size_t m = row / SF_N_MEASURES;
                const enum sf_measure k = (enum sf_measure)(row % SF_N_MEASURES);
                const int64_t value = sf_ledger_value(&ledger, m, k);
                const struct sf_statistic found = sf_results_monthly(alone, s, m, k);
                if (value == INT64_MAX) {
                    cr_assert_gt(found.q50, 1e300);
                } else {
                    cr_assert_eq(found.q50, (double)value);
                    cr_assert(k == SF_COVER_MONTHS || found.mean == (double)value);
                }
            }
            sf_ledger_free(&ledger);
        }
        sf_results_free(alone);
    }
    campaign_close(&c);
}

Test(invariance, a_run_replayed_alone_is_the_run_of_any_block)
{
    expect_runs_as_alone(EVERYTHING, 4);
    expect_runs_as_alone(EVERYTHING_VOTED, 4);
    expect_runs_as_alone(KINDS, 3);
    expect_runs_as_alone(KINDS_VOTED, 3);
    expect_runs_as_alone(PAY_RULES, 3);
    expect_runs_as_alone(PAY_RULES_VOTED, 3);
}

Test(invariance, sums_over_replayed_runs_are_the_means_of_the_whole)
{
    struct campaign c = campaign_open(EVERYTHING);
    struct sf_results *results = campaign_run_cut(&c, 101, 200, 2, 64);
    int64_t sum = 0;
    int64_t largest = INT64_MIN;
    uint64_t n_short = 0;
    for (uint64_t run = 101; run <= 300; run++) {
        struct sf_ledger ledger = campaign_replay(&c, 1, run);
        const int64_t balance = sf_ledger_value(&ledger, 6, SF_BALANCE);
        bool is_short = false;
        for (size_t m = 0; m <= 6; m++) {
            is_short |= sf_ledger_value(&ledger, m, SF_BALANCE) < 900000;
        }
        n_short += is_short;
        sum += balance;
        largest = balance > largest ? balance : largest;
        sf_ledger_free(&ledger);
    }
    cr_expect_eq(sf_results_monthly(results, 1, 6, SF_BALANCE).mean,
                 (double)sum / 200.0);
    cr_expect_eq(sf_results_chance(results, 1, 6, SF_BREACH).count, n_short);
    sf_results_free(results);
    campaign_close(&c);
}

Test(invariance, a_range_in_parts_is_the_range)
{
    struct campaign c = campaign_open(EVERYTHING);
    struct sf_results *whole = campaign_run_cut(&c, 1, 600, 1, 0);
    const uint64_t from[] = {1, 2, 78, 411, 601};
    double sum = 0.0;
    uint64_t n_breaches = 0;
    for (size_t i = 0; i + 1 < sizeof(from) / sizeof(from[0]); i++) {
        const uint64_t n = from[i + 1] - from[i];
        struct sf_results *part = campaign_run_cut(&c, from[i], n, 2, 33);
        sum += sf_results_total(part, 2, SF_T_CLOSING_BALANCE).mean * (double)n;
        n_breaches += sf_results_chance(part, 2, 9, SF_BREACH).count;
        sf_results_free(part);
    }
    cr_expect_float_eq(sum / 600.0,
                       sf_results_total(whole, 2, SF_T_CLOSING_BALANCE).mean, 1e-6);
    cr_expect_eq(n_breaches, sf_results_chance(whole, 2, 9, SF_BREACH).count);
    sf_results_free(whole);
    campaign_close(&c);
}

Test(invariance, runs_far_out_are_like_any_others)
{
    struct campaign c = campaign_open(EVERYTHING);
    const uint64_t far = 0xffffffff00ull;
    struct sf_results *one = campaign_run_cut(&c, far, 100, 1, 7);
    struct sf_results *two = campaign_run_cut(&c, far, 100, 2, 64);
    expect_same_results(one, two, BANDS);
    struct sf_results *near = campaign_run_cut(&c, 1, 100, 1, 64);
    cr_expect_neq(sf_results_total(one, 2, SF_T_CLOSING_BALANCE).mean,
                  sf_results_total(near, 2, SF_T_CLOSING_BALANCE).mean);
    sf_results_free(one);
    sf_results_free(two);
    sf_results_free(near);
    campaign_close(&c);
}

Test(invariance, results_that_are_extended_are_those_of_the_whole)
{
    struct campaign c = campaign_open(EVERYTHING);
    struct sf_results *whole = campaign_run_cut(&c, 50, RUNS, 1, 128);
    struct sf_results *grown = campaign_run_cut(&c, 50, 301, 2, 100);
    struct sf_experiment_options more = {
        .first_run = 351, .n_runs = 1, .n_threads = 2, .block_runs = 37};
    cr_assert_eq(sf_experiment_extend(c.experiment, &more, grown), SF_OK);
    more.first_run = 352;
    more.n_runs = RUNS - 302;
    cr_assert_eq(sf_experiment_extend(c.experiment, &more, grown), SF_OK);
    expect_same_results(whole, grown, BANDS);
    cr_expect_eq(sf_results_first_run(grown), 50);
    /* A gap, and the same runs again, are refused and change nothing. */
    cr_expect_eq(sf_experiment_extend(c.experiment, &more, grown), SF_ERR_RANGE);
    more.first_run = 50 + RUNS + 1;
    cr_expect_eq(sf_experiment_extend(c.experiment, &more, grown), SF_ERR_RANGE);
    expect_same_results(whole, grown, BANDS);
    sf_results_free(grown);
    sf_results_free(whole);
    campaign_close(&c);
}

Test(invariance, experiments_side_by_side_are_each_as_alone)
{
    struct campaign a = campaign_open(EVERYTHING);
    struct campaign b = campaign_open(EVERYTHING);
    const struct sf_experiment *const both[] = {a.experiment, b.experiment};
    const struct sf_experiment_options how = {
        .first_run = 3, .n_runs = 400, .n_threads = 2, .block_runs = 90};
    struct sf_results *results[2];
    struct sf_pairs *pairs = NULL;
    cr_assert_eq(sf_experiments_run(both, 2, &how, results, &pairs), SF_OK);
    struct sf_results *alone = campaign_run_cut(&a, 3, 400, 1, 128);
    expect_same_results(alone, results[0], BANDS);
    expect_same_results(alone, results[1], BANDS);
    const size_t n = sf_results_n_strategies(alone);
    for (size_t x = 0; x < n; x++) {
        /* A scenario beside itself: each strategy differs from its copy by nought, and
           from the copies of the others as from them. */
        const struct sf_difference none =
            sf_pairs_difference(pairs, x, n + x, SF_T_CLOSING_BALANCE);
        cr_expect_eq(none.runs, 400);
        cr_expect_eq(none.mean, 0.0);
        cr_expect_eq(none.se, 0.0);
        for (size_t y = 0; y < n; y++) {
            const struct sf_difference across =
                sf_pairs_difference(pairs, x, n + y, SF_T_CLOSING_BALANCE);
            const struct sf_difference within =
                sf_results_difference(alone, x, y, SF_T_CLOSING_BALANCE);
            cr_expect_eq(across.mean, within.mean);
            cr_expect_eq(across.se, within.se);
        }
    }
    sf_pairs_free(pairs);
    sf_results_free(results[0]);
    sf_results_free(results[1]);
    sf_results_free(alone);
    campaign_close(&a);
    campaign_close(&b);
}
