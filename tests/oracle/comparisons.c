/* What must hold whatever the numbers: books that balance, copies that agree, and a
 * larger fund that is never worse off. */
#include <criterion/criterion.h>

#include "support/campaign.h"
#include "support/everything.h"

/* M3.2 */
Test(books, balance_in_every_run_and_month_of_every_strategy)
{
    struct campaign c = campaign_open(EVERYTHING);
    campaign_check_books(&c, 400);
    campaign_close(&c);
}

Test(books, something_of_everything_happens)
{
    struct campaign c = campaign_open(EVERYTHING);
    struct sf_results *results = campaign_run(&c, 1000);
    const size_t both = campaign_strategy(&c, "both");
    for (size_t t = 0; t < sf_results_n_totals(results); t++) {
        const struct sf_statistic found =
            sf_results_total(results, both, (enum sf_total)t);
        /* Nothing goes unpaid under overdraw, the levies end before the plan, and no
           dispute settles. */
        const bool is_nought = t == SF_T_STRIKE_PAY_UNPAID ||
                               t == SF_T_CLOSING_PAYERS || t == SF_T_SETTLED_AT_ONCE ||
                               t == SF_T_SETTLED_PER_YEAR;
        cr_expect_eq(found.sd == 0.0, is_nought, "%s", sf_total_name((enum sf_total)t));
    }
    for (size_t e = 0; e < sf_results_n_events(results); e++) {
        const struct sf_chance chance =
            sf_results_chance(results, both, 9, (enum sf_event)e);
        cr_expect_eq(chance.count == 0, e == SF_UNPAID || e == SF_SETTLED,
                     "%s: %lu of 1000", sf_event_name((enum sf_event)e),
                     (unsigned long)chance.count);
    }
    sf_results_free(results);
    campaign_close(&c);
}

/* M11.2 */
Test(copies, a_strategy_under_another_name_differs_by_exactly_nought)
{
    struct campaign c = campaign_open(EVERYTHING);
    struct sf_results *results = campaign_run(&c, 500);
    const size_t a = campaign_strategy(&c, "both");
    const size_t b = campaign_strategy(&c, "both again");
    for (size_t t = 0; t < SF_N_TOTALS; t++) {
        const struct sf_difference found =
            sf_results_difference(results, a, b, (enum sf_total)t);
        cr_expect_eq(found.mean, 0.0);
        cr_expect_eq(found.se, 0.0);
        cr_expect_eq(found.share_a_above_b, 0.0);
        cr_expect_eq(found.runs_to_separate, 0.0);
    }
    sf_results_free(results);
    campaign_close(&c);
}

Test(copies, a_plan_typed_out_again_with_the_same_names_is_the_same)
{
    struct campaign c = campaign_open(
        EVERYTHING_HEAD EVERYTHING_FUND("20000.0")
            EVERYTHING_BANDS EVERYTHING_EMPLOYERS(HARBOUR ", " LIBRARY ", " MUSEUM)
                EVERYTHING_REST
        "strategies = ( { name = \"a\"; levy = \"first\"; actions = ( " ALL_OUT
        " ); },\n"
        "  { name = \"b\"; levy = \"first\"; actions = ( " ALL_OUT " ); } );\n");
    struct sf_results *results = campaign_run(&c, 300);
    for (size_t t = 0; t < SF_N_TOTALS; t++) {
        const struct sf_difference found =
            sf_results_difference(results, 0, 1, (enum sf_total)t);
        cr_expect_eq(found.mean, 0.0, "%s", sf_total_name((enum sf_total)t));
        cr_expect_eq(found.se, 0.0);
    }
    cr_expect_gt(sf_results_total(results, 0, SF_T_STRIKE_DAYS).sd, 0.0);
    sf_results_free(results);
    campaign_close(&c);
}

Test(opening, a_larger_fund_never_raises_any_chance)
{
    const char *const opening[] = {EVERYTHING_AT("0.0"),     EVERYTHING_AT("9500.0"),
                                   EVERYTHING_AT("14000.0"), EVERYTHING_AT("14000.01"),
                                   EVERYTHING_AT("25000.0"), EVERYTHING_AT("90000.0")};
    struct sf_results *before = NULL;
    uint64_t n_falls = 0;
    for (size_t i = 0; i < 6; i++) {
        struct campaign c = campaign_open("%s", opening[i]);
        struct sf_results *results = campaign_run(&c, 600);
        for (size_t s = 0; s < 4 && before != NULL; s++) {
            for (size_t e = 0; e < SF_N_EVENTS; e++) {
                for (size_t m = 0; m <= 9; m++) {
                    const uint64_t now =
                        sf_results_chance(results, s, m, (enum sf_event)e).count;
                    const uint64_t then =
                        sf_results_chance(before, s, m, (enum sf_event)e).count;
                    cr_assert_leq(now, then, "%s by month %zu",
                                  sf_event_name((enum sf_event)e), m);
                    n_falls += now < then;
                }
            }
        }
        sf_results_free(before);
        before = results;
        campaign_close(&c);
    }
    cr_expect_gt(n_falls, 50, "the openings make no difference");
    sf_results_free(before);
}

Test(opening, without_interest_the_quantile_of_what_was_drawn_is_what_was_needed)
{
    /* With interest 0 the opening that makes shortfall p is the 1 - p quantile of
       opening less lowest: to half the width said. */
    struct campaign c = campaign_open(
        "title = \"Need\"; start = \"2026-01\"; months = 6;\n"
        "fund : { opening = 5000.0; };\n"
        "bands = ( { name = \"all\"; net_ratio = 0.8; } );\n"
        "employers : { list = ( { name = \"Yard\"; members = 100; shares = [1.0];\n"
        "  salaries = [26000.0]; } ); };\n"
        "rules : { pay : { basis = \"net\"; }; };\n"
        "strategies = ( { name = \"s\"; actions = ( { name = \"out\"; rule = \"pay\"; "
        "from = \"2026-02-02\"; to = \"2026-02-06\"; participation = { dist = "
        "\"beta\"; "
        "mean = 0.6; sd = 0.1; }; } ); } );\n");
    struct sf_results *results = campaign_run(&c, 2000);
    const double width =
        sf_results_total(results, 0, SF_T_OPENING_LESS_LOWEST).quantile_width;
    const double needed =
        sf_results_total_quantile(results, 0, SF_T_OPENING_LESS_LOWEST, 0.95);
    uint64_t n_short = 0;
    uint64_t n_short_with_less = 0;
    for (uint64_t run = 1; run <= 2000; run++) {
        struct sf_ledger ledger = campaign_replay(&c, 0, run);
        const double drawn = (double)(500000 - sf_ledger_value(&ledger, 6, SF_BALANCE));
        n_short += drawn > needed + width / 2.0;
        n_short_with_less += drawn > needed - width / 2.0 - 1.0;
        sf_ledger_free(&ledger);
    }
    cr_expect(n_short <= 100 && n_short_with_less > 100, "%lu and %lu of 2000",
              (unsigned long)n_short, (unsigned long)n_short_with_less);
    sf_results_free(results);
    campaign_close(&c);
}
