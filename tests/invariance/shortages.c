/* Rules that look at the fund (M3.3, M7.3): the books balance in every run, and how
 * runs are cut and which strategies are beside one another changes nothing. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "support/campaign.h"
#include "support/kinds.h"
#include "support/sameness.h"
#include "support/shortages.h"

enum { RUNS = 700, BANDS = 2 };

/** Waves, and action short of strike that is paid and that is not, suspended in some
 *  runs, beside the same plan that never is; votes and a settlement decide as well. */
#define HELD_SHORT                                                                     \
    KINDS_PEOPLE KINDS_VOTES                                                           \
        "settlements = ( { name = \"in time\"; kind = \"weibull\"; scale = 4.0; "      \
        "wind_down = 1; } );\n"                                                        \
        "strategies = ( { name = \"plan\"; levy = \"first\"; actions = ( " KINDS_WAVE  \
        ", " KINDS_BOYCOTT ", " KINDS_BAN ", " KINDS_MORE " ); },\n"                   \
        "  { name = \"held\"; levy = \"first\"; include = \"plan\"; on_shortfall = "   \
        "\"suspend\"; settlement = \"in time\"; },\n"                                  \
        "  { name = \"held as well\"; levy = \"first\"; include = \"plan\"; "          \
        "on_shortfall = \"suspend\"; settlement = \"in time\"; } );\n"

/* M7.3 */
Test(shortages, threads_and_block_sizes_change_no_bit)
{
    struct campaign c = campaign_open(SHORTAGES);
    struct sf_results *plain = campaign_run_cut(&c, 1, RUNS, 1, 128);
    const size_t block[] = {1, 7, 1024};
    for (int threads = 1; threads <= 2; threads++) {
        for (size_t i = 0; i < sizeof(block) / sizeof(block[0]); i++) {
            struct sf_results *other = campaign_run_cut(&c, 1, RUNS, threads, block[i]);
            expect_same_results(plain, other, BANDS);
            sf_results_free(other);
        }
    }
    sf_results_free(plain);
    campaign_close(&c);
}

/* M7.3 */
Test(shortages, each_rule_bites_in_some_runs_and_not_in_others)
{
    struct campaign c = campaign_open(SHORTAGES);
    struct sf_results *results = campaign_run(&c, RUNS);
    const size_t last = sf_results_n_months(results);
    const struct sf_chance held = sf_results_chance(results, 1, last, SF_SUSPENDED);
    const struct sf_chance cut = sf_results_chance(results, 2, last, SF_UNPAID);
    cr_expect(held.count > 50 && held.count < RUNS - 50, "%lu",
              (unsigned long)held.count);
    cr_expect(cut.count > 50 && cut.count < RUNS - 50, "%lu", (unsigned long)cut.count);
    const struct sf_chance due = sf_results_chance(results, 5, last, SF_TRIGGERED);
    cr_expect(due.count > 50 && due.count < RUNS - 50, "%lu", (unsigned long)due.count);
    cr_expect_eq(sf_results_chance(results, 0, last, SF_SUSPENDED).count, 0);
    cr_expect_eq(sf_results_chance(results, 0, last, SF_UNPAID).count, 0);
    cr_expect_gt(sf_results_total(results, 2, SF_T_STRIKE_PAY_UNPAID).mean, 0.0);
    cr_expect_gt(sf_results_total(results, 2, SF_T_CLAIMS_OVERDUE).mean, 0.0);
    sf_results_free(results);
    campaign_close(&c);
}

/* M7.3 */
Test(shortages, in_every_run_the_books_balance_to_the_penny)
{
    struct campaign c = campaign_open(SHORTAGES);
    campaign_check_books(&c, 60);
    campaign_close(&c);
}

/** The same over scenarios drawn at random. */
Test(shortages, so_they_do_whatever_the_numbers)
{
    static const char *const rule[] = {"suspend", "scale", "overdraw"};
    static const char *const left[] = {"carried", "written off"};
    unsigned random = 4711;
    for (int i = 0; i < 24; i++) {
#define DRAWN(n) (int)((unsigned)rand_r(&random) % (n))
        struct campaign c = campaign_open(
            "title = \"Any\"; start = \"2022-11\"; months = 9;\n"
            "fund : { opening = %d.%02d; minimum_balance = %d; subscription_share = "
            "%d.%02d; on_shortfall = \"%s\"; };\n" EVERYTHING_BANDS
                EVERYTHING_EMPLOYERS(
                    HARBOUR ", " LIBRARY
                            ", " MUSEUM) "rules : { paid : { basis = \"flat\"; amounts "
                                         "= %d.%02d; from_day = %d; "
                                         "claim_lag = [0.25, 0.5, 0.25]; unpaid_claims "
                                         "= \"%s\"; }; other : { basis "
                                         "= \"gross\"; rate = 0.%d; claim_lag = [0.4, "
                                         "0.6]; unpaid_claims = \"%s\"; "
                                         "}; };\n"
                                         "levies = ( { name = "
                                         "\"levy\"; from = \"2022-12\"; to = "
                                         "\"2023-05\"; rates = { low = %d.0; high = "
                                         "4.5; }; notpay = 0.2; fail = "
                                         "0.04; recover = 0.5; collection_lag = %d; "
                                         "exempt_on_paid_strike = true; } "
                                         ");\n"
                                         "strategies = ( { name = \"s\"; levy = "
                                         "\"levy\"; actions = ( { name = \"a\"; "
                                         "employers = \"all\"; called_share = 0.%d; "
                                         "rule = \"paid\"; participation = "
                                         "0.8; fatigue = 0.03; from = \"2022-12-05\"; "
                                         "to = \"2023-04-28\"; "
                                         "days_per_month = %d; }, { name = \"b\"; "
                                         "employer = \"Harbour\"; called = "
                                         "%d; rule = \"other\"; days = "
                                         "[\"2022-12-14\", \"2023-02-15\", "
                                         "\"2023-03-16\"]; } ); } );\n",
            DRAWN(9000), DRAWN(100), DRAWN(4000), DRAWN(3), DRAWN(100), rule[DRAWN(3)],
            20 + DRAWN(50), DRAWN(100), 1 + DRAWN(4), left[DRAWN(2)], 11 + DRAWN(88),
            left[DRAWN(2)], 1 + DRAWN(8), DRAWN(3), 11 + DRAWN(38), 1 + DRAWN(5),
            5 + DRAWN(40));
#undef DRAWN
        campaign_check_books(&c, 12);
        campaign_close(&c);
    }
}

static void expect_same_statistic(struct sf_statistic a, struct sf_statistic b)
{
    cr_assert(a.mean == b.mean && a.sd == b.sd && a.q05 == b.q05 && a.q50 == b.q50 &&
              a.q95 == b.q95);
}

/** Expects strategy x of one experiment to have found what strategy y of another has.
 */
static void expect_same_strategy(const struct sf_results *a, size_t x,
                                 const struct sf_results *b, size_t y)
{
    for (size_t m = 0; m <= sf_results_n_months(a); m++) {
        for (int k = 0; k < SF_N_MEASURES; k++) {
            expect_same_statistic(sf_results_monthly(a, x, m, (enum sf_measure)k),
                                  sf_results_monthly(b, y, m, (enum sf_measure)k));
        }
        for (int e = 0; e < SF_N_EVENTS; e++) {
            cr_assert_eq(sf_results_first(a, x, m, (enum sf_event)e),
                         sf_results_first(b, y, m, (enum sf_event)e));
        }
    }
    for (int t = 0; t < SF_N_TOTALS; t++) {
        expect_same_statistic(sf_results_total(a, x, (enum sf_total)t),
                              sf_results_total(b, y, (enum sf_total)t));
    }
}

static void expect_alone_as_beside_others(const char *text)
{
    struct campaign c = campaign_open("%s", text);
    struct sf_results *together = campaign_run(&c, RUNS);
    for (size_t s = 0; s < c.scenario->n_strategies; s++) {
        struct campaign alone = {.scenario = c.scenario};
        cr_assert_eq(sf_experiment_init(c.scenario, &s, 1, &alone.experiment), SF_OK);
        struct sf_results *results = campaign_run(&alone, RUNS);
        expect_same_strategy(together, s, results, 0);
        sf_results_free(results);
        sf_experiment_free(alone.experiment);
    }
    sf_results_free(together);
    campaign_close(&c);
}

Test(shortages, a_strategy_alone_is_as_it_is_beside_others)
{
    expect_alone_as_beside_others(SHORTAGES);
    expect_alone_as_beside_others(SHORTAGES_GIVEN);
}

Test(shortages, a_strategy_differs_from_its_copy_by_nothing)
{
    struct campaign c = campaign_open(SHORTAGES);
    struct sf_results *results = campaign_run(&c, RUNS);
    for (size_t s = 1; s <= 2; s++) {
        expect_same_strategy(results, s, results, s + 2);
        for (int t = 0; t < SF_N_TOTALS; t++) {
            const struct sf_difference difference =
                sf_results_difference(results, s, s + 2, (enum sf_total)t);
            cr_assert(difference.mean == 0.0 && difference.se == 0.0);
        }
    }
    sf_results_free(results);
    campaign_close(&c);
}

Test(shortages, side_by_side_with_another_fund_each_is_as_it_is_alone)
{
    /* The people are those of the same plan, but whoever looks at the fund sees
       another. */
    struct campaign a = campaign_open(SHORTAGES);
    struct campaign b = campaign_open(SHORTAGES);
    b.scenario->fund.minimum_balance = 4000.0;
    sf_experiment_free(b.experiment);
    const size_t all[] = {0, 1, 2, 3, 4, 5, 6, 7};
    cr_assert_eq(sf_experiment_init(b.scenario, all, 8, &b.experiment), SF_OK);
    const struct sf_experiment *const both[] = {a.experiment, b.experiment};
    const struct sf_experiment_options how = {
        .first_run = 1, .n_runs = RUNS, .n_threads = 1, .block_runs = 64};
    struct sf_results *beside[2];
    cr_assert_eq(sf_experiments_run(both, 2, &how, beside, NULL), SF_OK);
    struct sf_results *alone = campaign_run(&b, RUNS);
    expect_same_results(beside[1], alone, BANDS);
    cr_expect_neq(sf_results_total(beside[0], 1, SF_T_STRIKE_DAYS).mean,
                  sf_results_total(alone, 1, SF_T_STRIKE_DAYS).mean);
    sf_results_free(beside[0]);
    sf_results_free(beside[1]);
    sf_results_free(alone);
    campaign_close(&a);
    campaign_close(&b);
}

/* M7.3 */
Test(shortages, action_short_of_strike_is_suspended_however_runs_are_cut)
{
    struct campaign c = campaign_open(HELD_SHORT);
    struct sf_results *plain = campaign_run_cut(&c, 1, RUNS, 1, 128);
    struct sf_results *other = campaign_run_cut(&c, 1, RUNS, 2, 7);
    const size_t last = sf_results_n_months(plain);
    const struct sf_chance held = sf_results_chance(plain, 1, last, SF_SUSPENDED);
    cr_expect(held.count > 50 && held.count < RUNS - 50, "%lu",
              (unsigned long)held.count);
    expect_same_results(plain, other, BANDS);
    expect_same_strategy(plain, 1, plain, 2);
    sf_results_free(plain);
    sf_results_free(other);
    campaign_check_books(&c, 40);
    campaign_close(&c);
    expect_alone_as_beside_others(HELD_SHORT);
}
