/* Action short of strike (M6.7) without chance, every penny by hand. Gross days are
 * £100 and £150, net days £80 and £112.50; of ten called six are low and four high. */
#include <criterion/criterion.h>

#include "support/campaign.h"
#include "support/works.h"

#define EXPECT(campaign, measure, ...)                                                 \
    campaign_expect(&(campaign), 0, measure, (const int64_t[]){__VA_ARGS__},           \
                    sizeof((const int64_t[]){__VA_ARGS__}) / sizeof(int64_t))

#define RULE(terms) "rules : { pay : { " terms " }; };\n"
/** Ten, on 2, 3 and 4 March and on 1 April. */
#define BOYCOTT(terms)                                                                 \
    "{ name = \"boycott\"; kind = \"short of strike\"; employer = \"Works\";\n"        \
    "  called = 10; days = [\"2026-03-02\", \"2026-03-03\", \"2026-03-04\",\n"         \
    "  \"2026-04-01\"]; " terms " }"
#define SHORT(terms)                                                                   \
    "strategies = ( { name = \"s\"; actions = ( " BOYCOTT(terms) " ); } );\n"

/* M6.7, M6.9 */
Test(short_of_strike, costs_what_is_docked_and_has_no_strike_days)
{
    struct campaign c = campaign_open(WORKS SHORT("docking = 0.37; backlog = 0.25;"));
    /* March: 18 low days and 12 high ones. April: 6 and 4. */
    EXPECT(c, SF_STRIKERS, 0, 0, 0, 0, 0);
    EXPECT(c, SF_STRIKE_DAYS, 0, 0, 0, 0, 0);
    EXPECT(c, SF_PAY_LOST, 0, 0, 18 * 2960 + 49950, 6 * 2960 + 16650, 0);
    EXPECT(c, SF_PAY_SAVED_BY_EMPLOYER, 0, 0, 66600 + 66600, 22200 + 22200, 0);
    EXPECT(c, SF_WORK_NOT_DONE, 0, 0, 45000 + 45000, 15000 + 15000, 0);
    EXPECT(c, SF_STRIKE_PAY_DUE, 0, 0, 0, 0, 0);
    campaign_check_books(&c, 1);
    campaign_close(&c);
}

/* M6.7 */
Test(short_of_strike, overtime_is_lost_beside_what_is_docked_and_not_covered)
{
    struct campaign c = campaign_open(WORKS RULE("basis = \"net\";") SHORT(
        "docking = 0.5; overtime_share = 0.1; rule = \"pay\";"));
    EXPECT(c, SF_PAY_LOST, 0, 0, 18 * 4800 + 12 * 6750, 6 * 4800 + 4 * 6750, 0);
    EXPECT(c, SF_STRIKE_PAY_DUE, 0, 0, 18 * 4000 + 12 * 5625, 6 * 4000 + 4 * 5625, 0);
    EXPECT(c, SF_WORK_NOT_DONE, 0, 0, 0, 0);
    campaign_check_books(&c, 1);
    campaign_close(&c);
    /* Never more than the day's pay. */
    c = campaign_open(WORKS SHORT("docking = 1.0; overtime_share = 0.1;"));
    EXPECT(c, SF_PAY_LOST, 0, 0, 18 * 8000 + 12 * 11250, 6 * 8000 + 4 * 11250, 0);
    campaign_close(&c);
}

/* M6.7 */
Test(short_of_strike, every_basis_covers_what_is_docked_and_no_more)
{
    struct campaign c = campaign_open(WORKS RULE("basis = \"gross\"; rate = 0.3;")
                                          SHORT("docking = 0.5; rule = \"pay\";"));
    EXPECT(c, SF_STRIKE_PAY_DUE, 0, 0, 18 * 1500 + 12 * 2250, 6 * 1500 + 4 * 2250);
    campaign_close(&c);
    /* A flat £50 for a day is £30 for six tenths of one. */
    c = campaign_open(WORKS RULE("basis = \"flat\"; amounts = 50.0;")
                          SHORT("docking = 0.6; rule = \"pay\";"));
    EXPECT(c, SF_STRIKE_PAY_DUE, 0, 0, 30 * 3000, 10 * 3000);
    campaign_close(&c);
    /* Docked nothing, paid nothing, whatever the rule allows. */
    c = campaign_open(WORKS RULE("basis = \"flat\"; amounts = 50.0; "
                                 "allow_above_loss = true;")
                          SHORT("docking = 0.0; rule = \"pay\";"));
    EXPECT(c, SF_STRIKE_PAY_DUE, 0, 0, 0, 0);
    EXPECT(c, SF_PAY_LOST, 0, 0, 0, 0);
    campaign_close(&c);
}

#define TIERS                                                                          \
    "basis = \"tiers\"; tiers = ( { from = 0.0; amount = 3.0; }, { from = 0.25; "      \
    "amount = 25.0; }, { from = 0.5; amount = 47.0; }, { from = 0.75; amount = 70.0; " \
    "} );"

/* M6.6 */
Test(short_of_strike, tiers_pay_by_the_share_of_the_day_docked)
{
    /* £25 above the loss of £20 and £28.12 1/2: paid £20 and £25. */
    const struct {
        const char *docking;
        int64_t low, high;
    } expected[] = {{"0.1", 300, 300},
                    {"0.25", 2000, 2500},
                    {"0.49", 2500, 2500},
                    {"0.6", 4700, 4700},
                    {"1.0", 7000, 7000}};
    for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
        struct campaign c =
            campaign_open(WORKS RULE(TIERS) SHORT("docking = %s; rule = \"pay\";"),
                          expected[i].docking);
        EXPECT(c, SF_STRIKE_PAY_DUE, 0, 0, 18 * expected[i].low + 12 * expected[i].high,
               6 * expected[i].low + 4 * expected[i].high);
        campaign_close(&c);
    }
}

Test(short_of_strike, caps_waiting_days_take_up_and_lag_are_those_of_a_strike)
{
    /* Half of £80 and £112.50 docked, £40 and £56.25, from day 2, £100 a member: days 2
       and 3, and on day 4 £20 for the low; nothing is left for the high after £43.75.
     */
    struct campaign c =
        campaign_open(WORKS RULE("basis = \"net\"; from_day = 2; max_amount = 100.0; "
                                 "take_up = 0.8; claim_lag = [0.5, 0.5];")
                          SHORT("docking = 0.5; rule = \"pay\";"));
    EXPECT(c, SF_STRIKE_PAY_DUE, 0, 0, 12 * 4000 + 4 * 5625 + 4 * 4375, 6 * 2000, 0);
    EXPECT(c, SF_STRIKE_PAY_CLAIMED, 0, 0, 38400 + 32000, 9600, 0);
    EXPECT(c, SF_CLAIMS_LAPSED, 0, 0, 17600, 2400, 0);
    EXPECT(c, SF_STRIKE_PAY_PAID, 0, 0, 35200, 40000, 4800);
    campaign_check_books(&c, 1);
    campaign_close(&c);
    c = campaign_open(WORKS RULE("basis = \"net\"; max_days = 2;")
                          SHORT("docking = 0.5; rule = \"pay\";"));
    EXPECT(c, SF_STRIKE_PAY_DUE, 0, 0, 12 * 4000 + 8 * 5625, 0);
    campaign_close(&c);
}

/* M6.7 */
Test(short_of_strike, rostered_days_are_rounded_once_a_month_and_cell)
{
    struct campaign c = campaign_open(WORKS SHORT("docking = 0.5; rostered = 0.9;"));
    /* 16.2, 10.8; 5.4, 3.6. */
    EXPECT(c, SF_PAY_LOST, 0, 0, 16 * 4000 + 11 * 5625, 5 * 4000 + 4 * 5625);
    campaign_close(&c);
}

/* M6.2, M6.7 */
Test(short_of_strike, who_is_out_on_strike_is_not_short_of_it_that_day)
{
    /* All are short of strike on 2 and 3 March; on the 3rd 12 low and 8 high are out.
       Pay lost: strikes 12 * 80 + 8 * 112.50; half of 60 + 48 and of 40 + 32 days. */
    struct campaign c = campaign_open(
        WORKS "strategies = ( { name = \"s\"; actions = (\n"
              "  { name = \"boycott\"; kind = \"short of strike\"; docking = 0.5; "
              "employer = \"Works\"; days = [\"2026-03-02\", \"2026-03-03\"]; },\n"
              "  { name = \"pickets\"; employer = \"Works\"; called_share = 0.2; "
              "days = [\"2026-03-03\"]; } ); } );\n");
    EXPECT(c, SF_STRIKE_DAYS, 0, 0, 20, 0);
    EXPECT(c, SF_STRIKERS, 0, 0, 20, 0);
    EXPECT(c, SF_PAY_LOST, 0, 0,
           12 * 8000 + 8 * 11250 + (60 + 48) * 4000 + (40 + 32) * 5625, 0);
    campaign_check_books(&c, 1);
    campaign_close(&c);
    /* Where all are out, nobody is short of strike. */
    c = campaign_open(
        WORKS "strategies = ( { name = \"s\"; actions = (\n"
              "  { name = \"boycott\"; kind = \"short of strike\"; docking = 0.5; "
              "employer = \"Works\"; days = [\"2026-03-02\", \"2026-03-03\"]; },\n"
              "  { name = \"all out\"; days = [\"2026-03-03\"]; } ); } );\n");
    EXPECT(c, SF_PAY_LOST, 0, 0, 60 * 12000 + 40 * 16875, 0);
    campaign_close(&c);
}

Test(short_of_strike, a_head_count_may_be_called_for_both)
{
    /* 70 for a strike and 60 for a boycott on one day of 100: three tenths of the 60,
       or 36 low and 24 high, are not out. */
    struct campaign c = campaign_open(
        WORKS
        "strategies = ( { name = \"s\"; actions = (\n"
        "  { name = \"out\"; employer = \"Works\"; called = 70; days = "
        "[\"2026-03-03\"]; },\n"
        "  { name = \"short\"; kind = \"short of strike\"; docking = 1.0; "
        "employer = \"Works\"; called = 60; days = [\"2026-03-03\"]; } ); } );\n");
    EXPECT(c, SF_STRIKE_DAYS, 0, 0, 70, 0);
    EXPECT(c, SF_PAY_LOST, 0, 0, (42 + 11) * 8000 + (28 + 7) * 11250, 0);
    campaign_close(&c);
}

Test(short_of_strike, two_of_them_share_the_members_as_two_strikes_do)
{
    struct campaign c = campaign_open(
        WORKS "strategies = ( { name = \"s\"; actions = (\n"
              "  { name = \"desk\"; kind = \"short of strike\"; docking = 0.5; "
              "employer = \"Works\"; called = 10; days = [\"2026-03-03\"]; },\n"
              "  { name = \"rest\"; kind = \"short of strike\"; overtime_share = 0.1; "
              "employer = \"Works\"; days = [\"2026-03-03\"]; } ); } );\n");
    EXPECT(c, SF_PAY_LOST, 0, 0, 6 * 4000 + 4 * 5625 + 54 * 800 + 36 * 1125, 0);
    campaign_close(&c);
}

Test(short_of_strike, it_may_roll)
{
    struct campaign c = campaign_open(
        WORKS_HEAD WORKS_FUND WORKS_BANDS
        "employers : { divisor = 260; list = ( { name = \"Works\"; members = 100; "
        "shares = [0.6, 0.4]; salaries = [26000.0, 39000.0]; }, { name = \"Mill\"; "
        "members = 10; shares = [1.0, 0.0]; salaries = [26000.0, 39000.0]; } ); };\n"
        "strategies = ( { name = \"s\"; actions = ( { name = \"ban\"; kind = \"short "
        "of strike\"; employers = [\"Mill\", \"Works\"]; wave = 1; overtime_share = "
        "0.25; days = [\"2026-01-05\", \"2026-02-02\"]; } ); } );\n");
    EXPECT(c, SF_PAY_LOST, 10 * 2000, 60 * 2000 + 112500, 0);
    campaign_close(&c);
}

/* M6.7 */
Test(short_of_strike, its_members_are_involved_and_are_not_strikers)
{
    /* No exemption, no hardship, no joining in action. */
    struct campaign c = campaign_open(
        WORKS WORKS_LEVY("exempt_on_paid_strike = true;")
            RULE("basis = \"net\"; hardship_share = 1.0; hardship_grant = "
                 "10.0;") "members : { join_in_action = 0.9; };\n"
                          "strategies = ( { name = \"s\"; levy = \"levy\"; "
                          "actions = ( " BOYCOTT(
                              "docking = 0.5; rule = \"pay\";") " ); } );\n");
    EXPECT(c, SF_LEVY_INCOME, 0, 38000, 38000, 38000, 0);
    EXPECT(c, SF_HARDSHIP, 0, 0, 0, 0, 0);
    EXPECT(c, SF_MEMBERS, 100, 100, 100, 100, 100);
    struct sf_results *results = campaign_run(&c, 2);
    cr_expect_eq(sf_results_total(results, 0, SF_T_MEMBERS_INVOLVED).mean, 10.0);
    cr_expect_eq(sf_results_total(results, 0, SF_T_STRIKE_DAYS).mean, 0.0);
    /* One of the six low: four days at half of £80. */
    const struct sf_member_view low = sf_results_member_view(results, 0, 0, true);
    cr_expect_float_eq(low.pay_lost, 160.0, 1e-9);
    cr_expect_float_eq(low.strike_pay, 160.0, 1e-9);
    sf_results_free(results);
    campaign_close(&c);
}

#define UNCERTAIN                                                                      \
    "{ dist = \"discrete\"; values = [0.0, 0.5, 1.0]; weights = [0.3, 0.3, 0.4]; }"

Test(short_of_strike, docking_is_one_draw_a_run_and_caps_follow_it)
{
    /* £100 a member. Docked in full £80 and £20 to the low, £100 to the high; half:
       £40 + £40 + £20, and £56.25 + £43.75; nothing: nothing. */
    struct campaign c =
        campaign_open(WORKS RULE("basis = \"net\"; max_amount = 100.0;")
                          SHORT("docking = " UNCERTAIN "; rule = \"pay\";"));
    size_t n[3] = {0};
    for (uint64_t run = 1; run <= 300; run++) {
        struct sf_ledger ledger = campaign_replay(&c, 0, run);
        const int64_t lost = sf_ledger_value(&ledger, 3, SF_PAY_LOST);
        const int64_t due = sf_ledger_value(&ledger, 3, SF_STRIKE_PAY_DUE);
        const int64_t unit = 18 * 4000 + 12 * 5625;
        cr_assert_eq(lost % unit, 0);
        cr_assert_leq(lost / unit, 2);
        cr_assert_eq(due, lost > 0 ? 6 * 10000 + 4 * 10000 : 0);
        cr_assert_eq(sf_ledger_value(&ledger, 4, SF_STRIKE_PAY_DUE), 0);
        n[lost / unit]++;
        sf_ledger_free(&ledger);
    }
    cr_expect_gt(n[0], 60);
    cr_expect_gt(n[1], 60);
    cr_expect_gt(n[2], 80);
    campaign_close(&c);
}

/* ---- what happens only when much is docked --------------------------------------- */

#define THEN(condition)                                                                \
    "strategies = ( { name = \"s\"; actions = ( " BOYCOTT(                             \
        "docking = " UNCERTAIN ";") ",\n"                                              \
                                    "  { name = \"then\"; employer = \"Works\"; "      \
                                    "called = 30; cost_per_day = 13.0; days = "        \
                                    "[\"2026-05-05\"]; when = \"" condition "\"; },\n" \
                                    "  { name = \"all\"; employer = \"Works\"; days "  \
                                    "= [\"2026-05-05\"]; } ); } );\n"

/** Runs in which the conditional action happens as its docking says, and is paid for:
 *  of 100 members 70 are then left for the other action of the day. */
static void expect_when(const char *condition, int64_t from, int64_t to)
{
    struct campaign c = campaign_open(WORKS THEN("%s"), condition);
    const int64_t half = 18 * 4000 + 12 * 5625;
    size_t n_happens = 0;
    for (uint64_t run = 1; run <= 200; run++) {
        struct sf_ledger ledger = campaign_replay(&c, 0, run);
        const int64_t docked = sf_ledger_value(&ledger, 3, SF_PAY_LOST) / half;
        const bool happens = docked >= from && docked <= to;
        cr_assert_eq(sf_ledger_value(&ledger, 5, SF_OTHER_OUTGO), happens ? 1300 : 0);
        cr_assert_eq(sf_ledger_value(&ledger, 5, SF_STRIKE_DAYS), 100);
        sf_ledger_free(&ledger);
        struct sf_trace trace;
        cr_assert_eq(sf_experiment_trace(c.experiment, 0, run, &trace), SF_OK);
        for (size_t i = 0; i < trace.n_action_months; i++) {
            const struct sf_action_month *at = &trace.action_month[i];
            const char *name = c.scenario->action[at->action].name;
            if (at->month == 5 && name[0] == 't') {
                cr_assert_eq(at->strikers, happens ? 30 : 0);
            } else if (at->month == 5) {
                cr_assert_eq(at->strikers, happens ? 70 : 100);
            }
        }
        sf_trace_free(&trace);
        n_happens += happens;
    }
    cr_expect_gt(n_happens, 30);
    cr_expect_lt(n_happens, 170);
    campaign_close(&c);
}

/* M6.3 */
Test(when, an_action_happens_in_the_runs_in_which_its_condition_holds)
{
    expect_when("docking >= 1", 2, 2);
    expect_when("docking >= 0.5", 1, 2);
    expect_when("docking of boycott >= 0.51", 2, 2);
    expect_when("docking < 0.5", 0, 0);
}
