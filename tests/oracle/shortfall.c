/* When money runs short (M7.3): months worked out by hand, to the penny. */
#include <criterion/criterion.h>

#include "support/campaign.h"
#include "support/works.h"

#define EXPECT(campaign, measure, ...)                                                 \
    campaign_expect(&(campaign), 0, measure, (const int64_t[]){__VA_ARGS__},           \
                    sizeof((const int64_t[]){__VA_ARGS__}) / sizeof(int64_t))

#define FUND(terms) "fund : { " terms " };\n"
#define RULES(a, b)                                                                    \
    "rules : { a : { basis = \"flat\"; " a " }; b : { basis = \"flat\"; " b " };\n"    \
    "  none : { basis = \"none\"; }; };\n"

static int64_t total_of(const struct campaign *c, size_t strategy, enum sf_total total)
{
    struct sf_results *results = campaign_run(c, 1);
    const struct sf_statistic found = sf_results_total(results, strategy, total);
    sf_results_free(results);
    return (int64_t)found.mean;
}

/** The first month of an event in run 1; 0 when it does not come. */
static size_t first_of(const struct campaign *c, enum sf_event event)
{
    struct sf_results *results = campaign_run(c, 1);
    size_t first = 0;
    for (size_t m = sf_results_n_months(results); m > 0; m--) {
        first = sf_results_first(results, 0, m, event) > 0 ? m : first;
    }
    sf_results_free(results);
    return first;
}

/* ---- claims share the cash ------------------------------------------------------ */

/** In January ten are out for three days under rule a and seven for two under b. */
#define TWO_RULES                                                                      \
    "strategies = ( { name = \"s\"; campaign_cost = 20.0; actions = (\n"               \
    "  { name = \"first\"; employer = \"Works\"; called = 10; rule = \"a\";\n"         \
    "    days = [\"2026-01-06\", \"2026-01-07\", \"2026-01-08\"]; },\n"                \
    "  { name = \"second\"; employer = \"Works\"; called = 7; rule = \"b\";\n"         \
    "    days = [\"2026-01-13\", \"2026-01-14\"]; } ); } );\n"
#define SCALED(opening)                                                                \
    WORKS_HEAD FUND("opening = " opening                                               \
                    "; minimum_balance = 500.0; subscription_share = 1.5;\n"           \
                    "  on_shortfall = \"scale\";") WORKS_PLACE

/* M3.1, M3.3, M7.3 */
Test(scale, claims_share_the_cash_above_the_minimum_to_the_penny)
{
    /* Claimed: 30 days at £37 and 14 at £23, £1,110 and £322. There is £1,500 and the
       month's £150, less £500: £1,150. Of that a gets 1,110/1,432, 89,141.06 pence, and
       b 25,858.94: 89,141 and 25,859. What a lacks, £218.59, is carried on, what b
       lacks, £63.41, is refused. The £20 of campaigning come after that, so £130 can be
       paid in February, and the rest, £88.59, in March. */
    struct campaign c = campaign_open(SCALED("1500.0") RULES(
        "amounts = 37.0;", "amounts = 23.0; unpaid_claims = \"written off\";")
                                          TWO_RULES);
    EXPECT(c, SF_STRIKE_PAY_CLAIMED, 143200, 0, 0, 0);
    EXPECT(c, SF_STRIKE_PAY_PAID, 115000, 13000, 8859, 0);
    EXPECT(c, SF_STRIKE_PAY_UNPAID, 6341, 0, 0, 0);
    EXPECT(c, SF_CLAIMS, 21859, 8859, 0, 0);
    EXPECT(c, SF_BALANCE, 48000, 48000, 52141, 65141);
    EXPECT(c, SF_NET_POSITION, 26141, 39141, 52141, 65141);
    cr_expect_eq(total_of(&c, 0, SF_T_MONTHS_UNPAID), 200);
    cr_expect_eq(total_of(&c, 0, SF_T_CLAIMS_OVERDUE), 0);
    cr_expect_eq(first_of(&c, SF_UNPAID), 1);
    /* What is refused is no cost to the fund: strikers bear it. They lose 30 days, 18
       at £80 and 12 at £112.50, and 14, 8 and 6 of them: £4,105. */
    cr_expect_eq(total_of(&c, 0, SF_T_FUND_COST), 143200 - 6341 + 8 * 2000);
    cr_expect_eq(total_of(&c, 0, SF_T_MEMBERS_COST), 410500 - 143200 + 6341);
    campaign_check_books(&c, 3);
    campaign_close(&c);
}

/* M7.3 */
Test(scale, a_trace_says_what_of_claims_is_paid_carried_on_and_refused)
{
    /* As above: in January, in February and not in March. */
    static const int64_t payable[] = {143200, 21859, 8859};
    static const int64_t paid[] = {115000, 13000, 8859};
    static const int64_t carried[] = {21859, 8859, 0};
    static const int64_t refused[] = {6341, 0, 0};
    struct campaign c = campaign_open(SCALED("1500.0") RULES(
        "amounts = 37.0;", "amounts = 23.0; unpaid_claims = \"written off\";")
                                          TWO_RULES);
    struct sf_trace trace;
    cr_assert_eq(sf_experiment_trace(c.experiment, 0, 1, &trace), SF_OK);
    for (size_t i = 0; i < 3; i++) {
        const struct sf_shortage *month = &trace.shortage[i + 1];
        cr_expect_eq(month->payable, payable[i]);
        cr_expect_eq(month->paid, paid[i]);
        cr_expect_eq(month->carried, carried[i]);
        cr_expect_eq(month->refused, refused[i]);
    }
    sf_trace_free(&trace);
    campaign_close(&c);
}

/* M7.3 */
Test(scale, of_equal_claims_the_first_rule_gets_the_odd_penny)
{
    /* Twice £322 of claims, and £250.01 for them. */
    struct campaign c = campaign_open(SCALED("600.01") RULES(
        "amounts = 23.0;", "amounts = 23.0; unpaid_claims = \"written "
                           "off\";") "strategies = ( { name = \"s\"; "
                                     "actions = (\n"
                                     "  { name = \"first\"; employer = "
                                     "\"Works\"; called = 7; rule = "
                                     "\"a\";\n"
                                     "    days = [\"2026-01-06\", "
                                     "\"2026-01-07\"]; },\n"
                                     "  { name = \"second\"; employer "
                                     "= \"Works\"; called = 7; rule = "
                                     "\"b\";\n"
                                     "    days = [\"2026-01-13\", "
                                     "\"2026-01-14\"]; } ); } );\n");
    EXPECT(c, SF_STRIKE_PAY_PAID, 25001, 15000, 4699, 0);
    EXPECT(c, SF_STRIKE_PAY_UNPAID, 32200 - 12500, 0, 0);
    EXPECT(c, SF_CLAIMS, 32200 - 12501, 4699, 0);
    campaign_check_books(&c, 1);
    campaign_close(&c);
}

/* M7.3 */
Test(scale, nothing_is_paid_out_of_the_minimum_and_what_is_left_is_overdue)
{
    /* £130 a month are left after campaigning. Of £360 and March's £150, £10 are above
       £500; from then on the £150 of a month less the £20 that the last one spent. */
    struct campaign c = campaign_open(
        SCALED("100.0") RULES("amounts = 37.0;", "amounts = 23.0;") TWO_RULES);
    EXPECT(c, SF_STRIKE_PAY_PAID, 0, 0, 1000, 13000, 13000, 13000, 13000, 13000);
    EXPECT(c, SF_BALANCE, 23000, 36000, 48000, 48000, 48000, 48000, 48000, 48000);
    cr_expect_eq(total_of(&c, 0, SF_T_MONTHS_UNPAID), 800);
    cr_expect_eq(total_of(&c, 0, SF_T_CLAIMS_OVERDUE), 143200 - 66000);
    campaign_close(&c);
}

/* M7.3 */
Test(scale, where_there_is_cash_nothing_differs_from_overdraft)
{
    struct campaign c = campaign_open(SCALED("1782.0") RULES(
        "amounts = 37.0; claim_lag = [0.5, 0.3, 0.2];", "amounts = 23.0;") TWO_RULES);
    struct campaign plain = campaign_open(
        WORKS_HEAD FUND("opening = 1782.0; minimum_balance = 500.0; "
                        "subscription_share = 1.5;")
            WORKS_PLACE RULES("amounts = 37.0; claim_lag = [0.5, 0.3, 0.2];",
                              "amounts = 23.0;") TWO_RULES);
    for (size_t m = 1; m <= 8; m++) {
        for (int k = 0; k < SF_N_MEASURES; k++) {
            cr_expect_eq(campaign_value(&c, 0, m, (enum sf_measure)k),
                         campaign_value(&plain, 0, m, (enum sf_measure)k));
        }
    }
    cr_expect_eq(first_of(&c, SF_UNPAID), 0);
    campaign_close(&c);
    campaign_close(&plain);
    /* To the penny: £1,432 are claimed, and £1,782 and £150 less £500 are there. */
    c = campaign_open(SCALED("1782.0") RULES("amounts = 37.0;", "amounts = 23.0;")
                          TWO_RULES);
    EXPECT(c, SF_STRIKE_PAY_PAID, 143200, 0, 0);
    cr_expect_eq(first_of(&c, SF_UNPAID), 0);
    cr_expect_eq(total_of(&c, 0, SF_T_MONTHS_UNPAID), 0);
    campaign_close(&c);
}

/* M3.1, M7.3 */
Test(scale, the_levy_of_the_month_comes_before_its_claims)
{
    /* £380 of levy come in in February, in which £380 and £150 of other income are all
       there is above the minimum for January's £1,110 and February's £370. */
    struct campaign c = campaign_open(SCALED("350.0") WORKS_LEVY("") RULES(
        "amounts = 37.0;", "amounts = 23.0;") "strategies = ( { name = \"s\"; levy = "
                                              "\"levy\"; actions = ( { name = "
                                              "\"first\"; employer = \"Works\"; called "
                                              "= 10; rule = \"a\"; days = "
                                              "[\"2026-01-06\", \"2026-01-07\", "
                                              "\"2026-01-08\", \"2026-02-03\"]; } ); } "
                                              ");\n");
    EXPECT(c, SF_STRIKE_PAY_CLAIMED, 111000, 37000, 0, 0);
    EXPECT(c, SF_STRIKE_PAY_PAID, 0, 53000, 53000, 42000);
    EXPECT(c, SF_BALANCE, 50000, 50000, 50000, 61000);
    cr_expect_eq(total_of(&c, 0, SF_T_MONTHS_UNPAID), 300);
    campaign_check_books(&c, 1);
    campaign_close(&c);
}

/* M7.3 */
Test(scale, a_claim_is_paid_once_however_long_the_plan)
{
    /* Twice £400. Where claims wait for the cash there are £300 for the second, and the
       rest a month later; nothing more in three years. */
    static const char *const plan[] = {"\"overdraw\"", "\"scale\""};
    for (int i = 0; i < 2; i++) {
        struct campaign c = campaign_open(
            "title = \"Works\"; start = \"2026-01\"; months = 36;\n" FUND(
                "opening = 900.0; minimum_balance = 500.0; subscription_share = 1.5; "
                "on_shortfall = %s;")
                WORKS_PLACE RULES(
                    "amounts = 40.0;",
                    "amounts = 23.0;") "strategies = ( { name = "
                                       "\"s\"; actions = ( { name = \"first\"; "
                                       "employer = \"Works\"; called = "
                                       "10; rule = \"a\"; days = [\"2026-01-06\", "
                                       "\"2026-02-03\"]; } ); } "
                                       ");\n",
            plan[i]);
        EXPECT(c, SF_STRIKE_PAY_PAID, 40000, i == 0 ? 40000 : 30000, i == 0 ? 0 : 10000,
               0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
               0, 0, 0, 0, 0, 0, 0, 0, 0);
        campaign_close(&c);
    }
}

/* ---- paid action is suspended ---------------------------------------------------- */

#define NINE_DAYS                                                                      \
    "days = [\"2026-01-06\", \"2026-01-07\", \"2026-01-08\", \"2026-02-03\",\n"        \
    "  \"2026-02-04\", \"2026-03-03\", \"2026-03-04\", \"2026-04-07\", "               \
    "\"2026-04-08\"];"
/** £2,000 come in in March. */
#define SUSPENDED(opening, terms)                                                      \
    WORKS_HEAD FUND("opening = " opening                                               \
                    "; minimum_balance = 900.0; on_shortfall = \"suspend\";\n"         \
                    "  one_offs = ( { name = \"gift\"; month = \"2026-03\"; amount = " \
                    "2000.0; } );" terms) WORKS_PLACE
#define TEN_CALLED(terms)                                                              \
    "strategies = ( { name = \"s\"; actions = ( { name = \"pickets\"; employer = "     \
    "\"Works\";\n  called = 10; rule = \"a\"; " NINE_DAYS terms " } ); } );\n"

/* M3.3, M7.3 */
Test(suspend, action_stops_while_the_last_close_is_low_and_goes_on_above)
{
    /* £1,000 less 30 days at £40 is -£200 at the end of January: no pickets in February
       and March, in which £2,000 come in; 20 days in April cost £800. */
    struct campaign c = campaign_open(SUSPENDED("1000.0", "") RULES(
        "amounts = 40.0;", "amounts = 1.0;") TEN_CALLED(" cost_per_day = 7.0;"));
    EXPECT(c, SF_STRIKE_DAYS, 30, 0, 0, 20, 0);
    EXPECT(c, SF_STRIKERS, 10, 0, 0, 10, 0);
    EXPECT(c, SF_STRIKE_PAY_PAID, 120000, 0, 0, 80000, 0);
    EXPECT(c, SF_OTHER_OUTGO, 2100, 0, 0, 1400, 0);
    EXPECT(c, SF_BALANCE, -22100, -22100, 177900, 96500, 96500);
    cr_expect_eq(total_of(&c, 0, SF_T_MONTHS_SUSPENDED), 200);
    cr_expect_eq(total_of(&c, 0, SF_T_STRIKE_DAYS_SUSPENDED), 40);
    cr_expect_eq(first_of(&c, SF_SUSPENDED), 2);
    campaign_check_books(&c, 3);
    campaign_close(&c);
}

/* M7.3 */
Test(suspend, at_the_minimum_itself_it_goes_on_and_what_is_owed_counts)
{
    struct campaign c = campaign_open(
        SUSPENDED("900.0", "") RULES("amounts = 40.0; claim_lag = [0.0, 0.0, 1.0];",
                                     "amounts = 1.0;") TEN_CALLED(""));
    /* In January on £900 to the penny; after it £1,200 are owed, none of it paid. */
    EXPECT(c, SF_STRIKE_DAYS, 30, 0, 0, 20, 0);
    EXPECT(c, SF_BALANCE, 90000, 90000, 170000, 170000, 170000);
    campaign_close(&c);
    c = campaign_open(SUSPENDED("899.99", "") RULES("amounts = 40.0;", "amounts = 1.0;")
                          TEN_CALLED(""));
    EXPECT(c, SF_STRIKE_DAYS, 0, 0, 0, 20, 0);
    cr_expect_eq(total_of(&c, 0, SF_T_STRIKE_DAYS_SUSPENDED), 70);
    campaign_close(&c);
}

/* M7.3 */
Test(suspend, waiting_days_and_caps_count_the_days_that_are_held)
{
    /* Three are held in January, so those of April are the fourth and fifth. */
    static const char scenario[] =
        WORKS_HEAD FUND("opening = 1000.0; minimum_balance = 900.0; on_shortfall = "
                        "\"suspend\"; one_offs = ( { name = \"rent\"; month = "
                        "\"2026-01\"; amount = -500.0; }, { name = \"gift\"; month = "
                        "\"2026-03\"; amount = 1000.0; } );")
            WORKS_PLACE RULES("amounts = 40.0; %s", "amounts = 1.0;") TEN_CALLED("");
    struct campaign c = campaign_open(scenario, "from_day = 5;");
    EXPECT(c, SF_STRIKE_DAYS, 30, 0, 0, 20, 0);
    EXPECT(c, SF_STRIKE_PAY_DUE, 0, 0, 0, 40000, 0);
    campaign_close(&c);
    /* One paid day in January leaves one of two in April. */
    c = campaign_open(scenario, "from_day = 3; max_days = 2;");
    EXPECT(c, SF_STRIKE_PAY_DUE, 40000, 0, 0, 40000, 0);
    campaign_close(&c);
}

/* M7.3 */
Test(suspend, a_trace_says_in_which_months_and_of_how_many_days)
{
    struct campaign c = campaign_open(SUSPENDED("1000.0", "") RULES(
        "amounts = 40.0;", "amounts = 1.0;") TEN_CALLED(""));
    struct sf_trace trace;
    cr_assert_eq(sf_experiment_trace(c.experiment, 0, 1, &trace), SF_OK);
    for (size_t m = 1; m <= 8; m++) {
        const bool is_low = m == 2 || m == 3;
        cr_expect_eq(trace.shortage[m].is_suspended, is_low, "month %zu", m);
        cr_expect_eq(trace.shortage[m].strike_days, is_low ? 20 : 0);
    }
    sf_trace_free(&trace);
    campaign_close(&c);
}

/* M7.3 */
Test(suspend, whoever_had_tired_is_not_counted_among_the_days_lost)
{
    /* One day each, £400 of the £1,000: nobody is left to be out in February. */
    struct campaign c = campaign_open(SUSPENDED("1000.0", "") RULES(
        "amounts = 40.0;", "amounts = 1.0;") TEN_CALLED(" fatigue = 1.0;"));
    EXPECT(c, SF_STRIKE_DAYS, 10, 0, 0, 0, 0);
    cr_expect_eq(total_of(&c, 0, SF_T_MONTHS_SUSPENDED), 200);
    cr_expect_eq(total_of(&c, 0, SF_T_STRIKE_DAYS_SUSPENDED), 0);
    campaign_close(&c);
}

/* M7.3 */
Test(suspend, unpaid_action_goes_on_and_has_those_who_would_have_been_called)
{
    /* All are out, unpaid, on 3 February, on which ten pickets are called as well: ten
       of a hundred are left out of it where the pickets are held. */
    const char *both =
        "strategies = ( { name = \"s\"; actions = (\n"
        "  { name = \"pickets\"; employer = \"Works\"; called = 10; rule = \"a\";\n"
        "    days = [\"2026-01-06\", \"2026-02-03\"]; },\n"
        "  { name = \"all out\"; employer = \"Works\"; rule = \"none\";\n"
        "    days = [\"2026-02-03\"]; } ); } );\n";
    struct campaign c = campaign_open(
        SUSPENDED("1000.0", "") RULES("amounts = 40.0;", "amounts = 1.0;") "%s", both);
    EXPECT(c, SF_STRIKE_DAYS, 10, 100, 0);
    EXPECT(c, SF_STRIKE_PAY_DUE, 40000, 0, 0);
    cr_expect_eq(total_of(&c, 0, SF_T_STRIKE_DAYS_SUSPENDED), 10);
    campaign_close(&c);
    c = campaign_open(
        SUSPENDED("2000.0", "") RULES("amounts = 40.0;", "amounts = 1.0;") "%s", both);
    EXPECT(c, SF_STRIKE_DAYS, 10, 100, 0);
    EXPECT(c, SF_STRIKE_PAY_DUE, 40000, 40000, 0);
    campaign_close(&c);
}

/* M7.3 */
Test(suspend, a_suspended_month_moves_no_draw)
{
    /* Half come out, and one in five tires each day. Whoever begins in February has the
       numbers that January's first day has where it begins then; and until it is
       suspended, a call-out is as one that never is. */
    static const char half[] = " participation = 0.5; fatigue = 0.2;";
    static const char scenario[] =
        WORKS_HEAD "fund : { opening = %s; minimum_balance = 900.0; on_shortfall = "
                   "\"suspend\"; one_offs = ( { name = \"gift\"; month = "
                   "\"2026-01\"; amount = %s; } ); };\n" WORKS_PLACE RULES(
                       "amounts = 0.01;", "amounts = 1.0;") TEN_CALLED("%s");
    struct campaign plain = campaign_open(scenario, "5000.0", "0.0", half);
    struct campaign late = campaign_open(scenario, "100.0", "3000.0", half);
    struct campaign cut = campaign_open(scenario, "5000.0", "-4500.0", half);
    size_t n_varied = 0;
    for (uint64_t run = 1; run <= 40; run++) {
        struct sf_ledger a = campaign_replay(&plain, 0, run);
        struct sf_ledger b = campaign_replay(&late, 0, run);
        struct sf_ledger d = campaign_replay(&cut, 0, run);
        const int64_t january = sf_ledger_value(&a, 1, SF_STRIKERS);
        cr_expect_eq(sf_ledger_value(&b, 1, SF_STRIKERS), 0);
        cr_expect_eq(sf_ledger_value(&b, 2, SF_STRIKERS), january);
        cr_expect_eq(sf_ledger_value(&d, 1, SF_STRIKE_DAYS),
                     sf_ledger_value(&a, 1, SF_STRIKE_DAYS));
        cr_expect_eq(sf_ledger_value(&d, 2, SF_STRIKERS), 0);
        n_varied += january != 5;
        sf_ledger_free(&a);
        sf_ledger_free(&b);
        sf_ledger_free(&d);
    }
    cr_expect_gt(n_varied, 10);
    campaign_close(&plain);
    campaign_close(&late);
    campaign_close(&cut);
}

/* M7.3 */
Test(suspend, a_vote_and_the_fund_must_both_allow_a_day)
{
    /* The ballot of January passes; those of the Mill's call-out that fall in a month
       of want are lost, and in a run in which it fails there is nothing to suspend. */
    static const char voted[] = SUSPENDED("899.0", "")
        RULES("amounts = 40.0;",
              "amounts = 1.0;") "law = \"tua2016\"; ballots = ( { name = \"vote\"; "
                                "closes = \"2025-12-01\"; "
                                "employers = \"all\"; turnout = 0.9; yes = %s; } );\n"
                                "strategies = ( { name = \"s\"; actions = ( { name = "
                                "\"pickets\"; employer = "
                                "\"Works\"; called = 10; rule = \"a\"; days = "
                                "[\"2026-02-03\", "
                                "\"2026-04-07\"]; } ); } );\n";
    struct campaign c = campaign_open(voted, "0.99");
    EXPECT(c, SF_STRIKE_DAYS, 0, 0, 0, 10, 0);
    cr_expect_eq(total_of(&c, 0, SF_T_STRIKE_DAYS_SUSPENDED), 10);
    campaign_close(&c);
    c = campaign_open(voted, "0.01");
    EXPECT(c, SF_STRIKE_DAYS, 0, 0, 0, 0, 0);
    cr_expect_eq(total_of(&c, 0, SF_T_STRIKE_DAYS_SUSPENDED), 0);
    cr_expect_eq(first_of(&c, SF_SUSPENDED), 0);
    campaign_close(&c);
}

/* ---- whose rule holds ------------------------------------------------------------ */

/* M7.3 */
Test(shortfall, a_strategy_says_otherwise_than_the_fund)
{
    static const char two[] = WORKS_HEAD
        "fund : { opening = 1000.0; minimum_balance = 900.0; on_shortfall = "
        "\"%s\"; };\n" WORKS_PLACE RULES(
            "amounts = 40.0;",
            "amounts = 1.0;") "strategies = ( { name = \"s\"; on_shortfall = \"%s\"; "
                              "actions = ( { name = "
                              "\"pickets\"; employer = \"Works\"; called = 10; rule = "
                              "\"a\"; " NINE_DAYS
                              " } ); }, { name = \"t\"; include = [\"s\"]; } );\n";
    struct campaign c = campaign_open(two, "suspend", "overdraw");
    EXPECT(c, SF_STRIKE_DAYS, 30, 20, 20, 20, 0);
    cr_expect_eq(campaign_value(&c, 1, 2, SF_STRIKE_DAYS), 0);
    cr_expect(sf_strategy_reads_fund(c.scenario, 1));
    cr_expect_not(sf_strategy_reads_fund(c.scenario, 0));
    campaign_close(&c);
    c = campaign_open(two, "overdraw", "scale");
    EXPECT(c, SF_STRIKE_PAY_PAID, 10000, 0, 0, 0, 0);
    cr_expect_eq(campaign_value(&c, 1, 1, SF_STRIKE_PAY_PAID), 120000);
    campaign_close(&c);
}
