/* A levy that waits for the fund (M5.6): when it comes and goes, and who pays it. */
#include <criterion/criterion.h>

#include "engine/experiment.h"
#include "support/campaign.h"
#include "support/everything.h"
#include "support/sameness.h"
#include "support/works.h"

enum { RUNS = 60 };

#define EXPECT(campaign, measure, ...)                                                 \
    campaign_expect(&(campaign), 0, measure, (const int64_t[]){__VA_ARGS__},           \
                    sizeof((const int64_t[]){__VA_ARGS__}) / sizeof(int64_t))

/** £3 and £5 a month, £380 if all pay; £150 a month go out. */
#define WAITING(one_offs, terms)                                                       \
    WORKS_HEAD "fund : { opening = 1000.0; one_offs = ( " one_offs                     \
               " ); };\n" WORKS_PLACE                                                  \
               "levies = ( { name = \"levy\"; from = \"2026-01\"; to = \"2026-08\";\n" \
               "  rates = { low = 3.0; high = 5.0; }; trigger = \"balance\";\n"        \
               "  on_below = 700.0; " terms " } );\n"                                  \
               "strategies = ( { name = \"s\"; levy = \"levy\"; campaign_cost = "      \
               "150.0; } );\n"

/* M3.3, M5.6 */
Test(waiting_levy, comes_below_one_sum_and_goes_above_another)
{
    /* £700 is not below £700; £780 is not above £900, nor £860 below £700. */
    struct campaign c = campaign_open(WAITING("", "off_above = 900.0;"));
    EXPECT(c, SF_LEVY_INCOME, 0, 0, 0, 38000, 38000, 0, 0, 0);
    EXPECT(c, SF_PAYERS, 0, 0, 0, 100, 100, 0, 0, 0);
    EXPECT(c, SF_BALANCE, 85000, 70000, 55000, 78000, 101000, 86000, 71000, 56000);
    struct sf_results *results = campaign_run(&c, 3);
    cr_expect_eq(sf_results_total(results, 0, SF_T_MONTHS_TRIGGERED).mean, 200.0);
    cr_expect_eq(sf_results_first(results, 0, 4, SF_TRIGGERED), 3);
    /* Two months' levy of one who pays it. */
    cr_expect_eq(sf_results_member_view(results, 0, 0, false).levy_paid, 6.0);
    cr_expect_eq(sf_results_member_view(results, 0, 1, false).levy_paid, 10.0);
    sf_results_free(results);
    campaign_check_books(&c, 2);
    campaign_close(&c);
    /* At £900 to the penny it stays, and by default it goes above what it comes below.
     */
    c = campaign_open(WAITING("", "off_above = 780.0;"));
    EXPECT(c, SF_LEVY_INCOME, 0, 0, 0, 38000, 38000, 0, 0, 0);
    campaign_close(&c);
    c = campaign_open(WAITING("", ""));
    EXPECT(c, SF_LEVY_INCOME, 0, 0, 0, 38000, 0, 38000, 0, 0);
    campaign_close(&c);
}

/* M5.6 */
Test(waiting_levy, after_a_gap_it_starts_afresh)
{
    /* Whoever pays stops a month later. April's £1,280 end it, May's £530 bring it
       back: then all are asked again. */
    struct campaign c = campaign_open(
        WAITING("{ name = \"in\"; month = \"2026-04\"; amount = 500.0; }, { name = "
                "\"out\"; month = \"2026-05\"; amount = -600.0; }",
                "off_above = 900.0; lapse = 1.0;"));
    EXPECT(c, SF_PAYERS, 0, 0, 0, 100, 0, 100, 0, 0);
    EXPECT(c, SF_BALANCE, 85000, 70000, 55000, 128000, 53000, 76000, 61000, 46000);
    campaign_close(&c);
}

/* M5.5, M5.6 */
Test(waiting_levy, fails_and_is_recovered_also_when_it_is_no_longer_due)
{
    /* Due in April and May, when every payment fails; each comes in a month later. */
    struct campaign c =
        campaign_open(WAITING("{ name = \"in\"; month = \"2026-05\"; amount = 500.0; }",
                              "off_above = 900.0; fail = 1.0; recover = 1.0;"));
    EXPECT(c, SF_PAYERS, 0, 0, 0, 100, 100, 0, 0, 0);
    EXPECT(c, SF_LEVY_INCOME, 0, 0, 0, 0, 38000, 38000, 0, 0);
    EXPECT(c, SF_BALANCE, 85000, 70000, 55000, 40000, 113000, 136000, 121000, 106000);
    campaign_close(&c);
}

/* M5.6 */
Test(waiting_levy, may_look_at_what_is_owed)
{
    /* £400 of strike pay is claimed in January and paid in April. */
    static const char scenario[] = WORKS_HEAD
        "fund : { opening = 1000.0; };\n" WORKS_PLACE
        "levies = ( { name = \"levy\"; from = \"2026-02\"; to = \"2026-08\";"
        " rates = { low = 3.0; high = 5.0; }; on_below = 700.0; off_above = "
        "5000.0; trigger = \"%s\"; collection_lag = 1; } );\n"
        "rules : { a : { basis = \"flat\"; amounts = 40.0; claim_lag = [0.0, "
        "0.0, 0.0, 1.0]; }; };\n"
        "strategies = ( { name = \"s\"; levy = \"levy\"; actions = ( { name "
        "= \"pickets\"; employer = \"Works\"; called = 10; rule = \"a\"; days "
        "= [\"2026-01-06\"]; } ); } );\n";
    struct campaign c = campaign_open(scenario, "net position");
    EXPECT(c, SF_PAYERS, 0, 100, 100, 100, 100, 100, 100, 100);
    EXPECT(c, SF_LEVY_INCOME, 0, 0, 38000, 38000, 38000, 38000, 38000, 38000);
    EXPECT(c, SF_NET_POSITION, 60000, 98000, 136000, 174000);
    campaign_close(&c);
    c = campaign_open(scenario, "balance");
    EXPECT(c, SF_PAYERS, 0, 0, 0, 0, 100, 100, 100, 100);
    EXPECT(c, SF_LEVY_INCOME, 0, 0, 0, 0, 0, 38000, 38000, 38000);
    campaign_check_books(&c, 2);
    campaign_close(&c);
}

/* M5.6 */
Test(waiting_levy, a_levy_before_it_does_not_bring_it)
{
    /* At the end of March £1,145 are there: more than £700, less than £5,000. */
    struct campaign c = campaign_open(
        WORKS_HEAD
        "fund : { opening = 1000.0; };\n" WORKS_PLACE
        "levies = ( { name = \"plain\"; from = \"2026-02\"; to = \"2026-03\";"
        " rates = { low = 3.0; high = 5.0; }; }, { name = \"waits\"; from = "
        "\"2026-04\"; to = \"2026-08\"; rates = { low = 3.0; high = 5.0; }; "
        "trigger = \"balance\"; on_below = 700.0; off_above = 5000.0; } );\n"
        "strategies = ( { name = \"s\"; levy = [\"plain\", \"waits\"]; "
        "campaign_cost = 205.0; } );\n");
    EXPECT(c, SF_LEVY_INCOME, 0, 38000, 38000, 0, 0, 0, 38000, 38000);
    EXPECT(c, SF_BALANCE, 79500, 97000, 114500, 94000, 73500, 53000, 70500, 88000);
    campaign_close(&c);
}

/* M5.4, M5.6 */
Test(waiting_levy, who_strikes_while_it_is_not_due_is_let_off_nothing)
{
    /* Ten are out on strike pay in January, when nothing is due; it is in April and
       May. */
    struct campaign c = campaign_open(
        WORKS_HEAD
        "fund : { opening = 1100.0; };\n" WORKS_PLACE
        "levies = ( { name = \"levy\"; from = \"2026-01\"; to = \"2026-08\"; rates = { "
        "low = 3.0; high = 5.0; }; exempt_on_paid_strike = true; trigger = "
        "\"balance\"; on_below = 700.0; off_above = 900.0; } );\n"
        "rules : { a : { basis = \"flat\"; amounts = 10.0; }; };\n"
        "strategies = ( { name = \"s\"; levy = \"levy\"; campaign_cost = 150.0; "
        "actions "
        "= ( { name = \"pickets\"; employer = \"Works\"; called = 10; rule = \"a\"; "
        "days = [\"2026-01-06\"]; } ); } );\n");
    EXPECT(c, SF_LEVY_INCOME, 0, 0, 0, 38000, 38000, 0, 0, 0);
    struct sf_results *results = campaign_run(&c, 1);
    cr_expect_eq(sf_results_member_view(results, 0, 0, true).levy_paid, 6.0);
    cr_expect_eq(sf_results_member_view(results, 0, 0, false).levy_paid, 6.0);
    sf_results_free(results);
    campaign_close(&c);
}

/* ---- where it is always due, never, or from a month on, it is a levy like any other
 */

/** Has the first n levies of a campaign wait for a balance below a sum, for ever. */
static void have_wait(struct campaign *c, size_t n, double pounds)
{
    static const size_t ALL[] = {0, 1, 2, 3};
    for (size_t i = 0; i < n; i++) {
        c->scenario->levy[i].trigger = SF_TRIGGER_BALANCE;
        c->scenario->levy[i].on_below = pounds;
        c->scenario->levy[i].off_above = 1e8;
    }
    sf_experiment_free(c->experiment);
    cr_assert_eq(
        sf_experiment_init(c->scenario, ALL, c->scenario->n_strategies, &c->experiment),
        SF_OK);
}

static void expect_same(const struct campaign *a, size_t x, const struct campaign *b,
                        size_t y)
{
    for (uint64_t run = 1; run <= RUNS; run++) {
        struct sf_ledger in_a = campaign_replay(a, x, run);
        struct sf_ledger in_b = campaign_replay(b, y, run);
        expect_same_ledgers(&in_a, &in_b);
        sf_ledger_free(&in_a);
        sf_ledger_free(&in_b);
    }
}

/* M5.6 */
Test(waiting_levy, that_is_always_due_is_a_plain_one_in_every_run)
{
    struct campaign plain = campaign_open(EVERYTHING);
    for (size_t n = 1; n <= 2; n++) {
        struct campaign waits = campaign_open(EVERYTHING);
        have_wait(&waits, n, 9e7);
        for (size_t s = 0; s < 3; s++) {
            expect_same(&waits, s, &plain, s);
        }
        struct sf_results *a = campaign_run(&waits, RUNS);
        struct sf_results *b = campaign_run(&plain, RUNS);
        for (size_t band = 0; band < 4; band++) {
            cr_expect_eq(sf_results_member_view(a, 0, band / 2, band % 2 == 0).net,
                         sf_results_member_view(b, 0, band / 2, band % 2 == 0).net);
        }
        sf_results_free(a);
        sf_results_free(b);
        campaign_close(&waits);
    }
    campaign_close(&plain);
}

/* M5.6 */
Test(waiting_levy, that_is_never_due_is_none_and_leaves_the_next_to_start)
{
#define LEVIED(levy)                                                                   \
    EVERYTHING_HEAD EVERYTHING_FUND("20000.0") EVERYTHING_BANDS EVERYTHING_EMPLOYERS(  \
        HARBOUR ", " LIBRARY ", " MUSEUM) EVERYTHING_REST                              \
        "strategies = ( { name = \"s\"; " levy " actions = ( " PAID_PICKETS            \
        ", " ALL_OUT " ); } );\n"
    struct campaign none = campaign_open(LEVIED(""));
    struct campaign waits = campaign_open(LEVIED("levy = \"first\";"));
    have_wait(&waits, 1, -9e7);
    expect_same(&waits, 0, &none, 0);
    campaign_close(&waits);
    campaign_close(&none);
    struct campaign second = campaign_open(LEVIED("levy = \"second\";"));
    waits = campaign_open(LEVIED("levy = [\"first\", \"second\"];"));
    have_wait(&waits, 1, -9e7);
    expect_same(&waits, 0, &second, 0);
    campaign_close(&waits);
    campaign_close(&second);
}

/* M5.6 */
Test(waiting_levy, from_the_month_in_which_it_comes_is_one_that_begins_there)
{
    /* The fund of £20,000 has nothing but its costs: below £16,000 after April. */
#define SINKING(from, trigger)                                                         \
    EVERYTHING_HEAD "fund : { opening = 20000.0; };\n" EVERYTHING_BANDS                \
    EVERYTHING_EMPLOYERS(                                                              \
        HARBOUR                                                                        \
        ", " LIBRARY                                                                   \
        ", " MUSEUM) "members : { leave = 0.01; join = 0.03; elasticity = 0.4; };\n"   \
                     "levies = ( { name = \"levy\"; from = \"" from                    \
                     "\"; to = \"2023-06\"; " trigger                                  \
                     " rates = { low = 3.0; high = 5.0; }; notpay = 0.2; spread = "    \
                     "0.3; month_spread = "                                            \
                     "0.2; lapse = 0.03; fail = 0.05; recover = 0.6; } );\n"           \
                     "strategies = ( { name = \"s\"; levy = \"levy\"; campaign_cost "  \
                     "= 700.0; } );\n"
    struct campaign plain = campaign_open(SINKING("2023-05", ""));
    struct campaign waits = campaign_open(SINKING(
        "2022-12", "trigger = \"balance\"; on_below = 16000.0; off_above = 90000.0;"));
    cr_expect_eq(campaign_value(&plain, 0, 6, SF_BALANCE), 1580000);
    cr_expect_gt(campaign_value(&plain, 0, 7, SF_LEVY_INCOME), 0);
    expect_same(&waits, 0, &plain, 0);
    campaign_close(&plain);
    campaign_close(&waits);
}
