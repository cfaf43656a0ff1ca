/* Days by kind of action, counted by hand: strike-days of each kind, and beside them
 * the member-days of action short of strike (M6.7). */
#include <criterion/criterion.h>

#include "support/campaign.h"
#include "support/works.h"

/** Expects the mean days of a kind in months 1 .. n, none of them varying. */
static void expect_days(const struct sf_results *results, size_t strategy,
                        enum sf_kind kind, const double *expected, size_t n)
{
    for (size_t month = 1; month <= n; month++) {
        const struct sf_days_of_kind days =
            sf_results_kind(results, strategy, month, kind);
        cr_expect_eq(days.mean, expected[month - 1], "kind %d, month %zu: %g, not %g",
                     (int)kind, month, days.mean, expected[month - 1]);
        cr_expect_eq(days.sd, 0.0);
        cr_expect_eq(days.se, 0.0);
    }
}

#define EXPECT(results, strategy, kind, ...)                                           \
    expect_days(results, strategy, kind, (const double[]){__VA_ARGS__},                \
                sizeof((const double[]){__VA_ARGS__}) / sizeof(double))

/* The Mill beside the Works: 50 members, 30 low and 20 high. 4 May 2026 is a Monday. */
#define PLACES                                                                         \
    WORKS_HEAD WORKS_FUND WORKS_BANDS                                                  \
        "employers : { divisor = 260; list = (\n"                                      \
        "  { name = \"Works\"; members = 100; shares = [0.6, 0.4]; salaries = "        \
        "[26000.0, 39000.0]; },\n"                                                     \
        "  { name = \"Mill\"; members = 50; shares = [0.6, 0.4]; salaries = "          \
        "[26000.0, 39000.0]; } ); };\n"
#define ALL_OUT                                                                        \
    "{ name = \"all out\"; employer = \"Works\"; days = [\"2026-03-04\", "             \
    "\"2026-03-05\"]; }"
#define SOME                                                                           \
    "{ name = \"some\"; kind = \"selective\"; employer = \"Mill\"; days = "            \
    "[\"2026-03-31\", \"2026-04-14\"]; }"
#define WAVE                                                                           \
    "{ name = \"wave\"; employers = [\"Works\", \"Mill\"]; wave = \"week\"; from = "   \
    "\"2026-05-04\"; to = \"2026-05-15\"; }"
#define BAN                                                                            \
    "{ name = \"ban\"; kind = \"short of strike\"; employer = \"Mill\"; docking = "    \
    "0.5; rostered = 0.9; days = [\"2026-05-05\", \"2026-05-06\", \"2026-05-12\"]; }"

Test(days_by_kind, are_those_of_the_actions_of_each_kind)
{
    struct campaign c = campaign_open(
        PLACES "strategies = ( { name = \"all kinds\"; actions = ( " PICKETS(
            "") ", " ALL_OUT ", " SOME ", " WAVE ", " BAN " ); },\n"
                "  { name = \"one\"; actions = ( " SOME
                " ); }, { name = \"none\"; } );\n");
    struct sf_results *results = campaign_run(&c, 5);
    /* Ten pickets on three days, and on one in April. */
    EXPECT(results, 0, SF_KIND_TARGETED, 0, 0, 30, 10, 0, 0, 0, 0);
    /* All 100 but for the ten pickets on 4 March; all on the 5th. */
    EXPECT(results, 0, SF_KIND_NATIONAL, 0, 0, 190, 0, 0, 0, 0, 0);
    EXPECT(results, 0, SF_KIND_SELECTIVE, 0, 0, 50, 50, 0, 0, 0, 0);
    /* Five days of the Works, then five of the Mill. */
    EXPECT(results, 0, SF_KIND_ROLLING, 0, 0, 0, 0, 750, 0, 0, 0);
    /* On two days 27 low and 18 high; on 12 May all of the Mill are out on strike. */
    EXPECT(results, 0, SF_KIND_SHORT, 0, 0, 0, 0, 90, 0, 0, 0);
    EXPECT(results, 1, SF_KIND_TARGETED, 0, 0, 0, 0, 0, 0, 0, 0);
    EXPECT(results, 1, SF_KIND_SELECTIVE, 0, 0, 50, 50, 0, 0, 0, 0);
    for (int kind = 0; kind < SF_N_KINDS; kind++) {
        EXPECT(results, 2, (enum sf_kind)kind, 0, 0, 0, 0, 0, 0, 0, 0);
    }
    cr_expect_eq(sf_results_monthly(results, 0, 3, SF_STRIKE_DAYS).mean, 270.0);
    cr_expect_eq(sf_results_monthly(results, 0, 5, SF_STRIKE_DAYS).mean, 750.0);
    campaign_check_books(&c, 1);
    sf_results_free(results);
    campaign_close(&c);
}

/* Strategies whose people do the same are counted once, whatever they call it. */
Test(days_by_kind, go_by_what_each_strategy_calls_the_same_action)
{
    struct campaign c = campaign_open(
        WORKS "strategies = ( { name = \"a\"; actions = "
              "( " PICKETS("") " ); },\n  { name = "
                               "\"b\"; actions = "
                               "( " PICKETS("kind = "
                                            "\"selective"
                                            "\";") " ); "
                                                   "},\n "
                                                   " { "
                                                   "name "
                                                   "= "
                                                   "\"a "
                                                   "again"
                                                   "\"; "
                                                   "actio"
                                                   "ns = "
                                                   "("
                                                   " " PICKETS("") " ); } );\n");
    struct sf_results *results = campaign_run(&c, 3);
    for (size_t s = 0; s < 3; s++) {
        const enum sf_kind kind = s == 1 ? SF_KIND_SELECTIVE : SF_KIND_TARGETED;
        const enum sf_kind other = s == 1 ? SF_KIND_TARGETED : SF_KIND_SELECTIVE;
        EXPECT(results, s, kind, 0, 0, 30, 10, 0);
        EXPECT(results, s, other, 0, 0, 0, 0, 0);
        cr_expect_eq(sf_results_monthly(results, s, 3, SF_STRIKE_DAYS).mean, 30.0);
        cr_expect_eq(sf_results_employer(results, s, 0, SF_E_STRIKE_DAYS).mean, 40.0);
    }
    sf_results_free(results);
    campaign_close(&c);
}
