/* A levy that is given back (M5.6, M7.2): what of it, from when on it is owed, when it
 * is paid, and what then looks at it. */
#include <criterion/criterion.h>

#include "support/campaign.h"
#include "support/pots.h"
#include "support/works.h"

#define EXPECT(campaign, measure, ...)                                                 \
    campaign_expect(&(campaign), 0, measure, (const int64_t[]){__VA_ARGS__},           \
                    sizeof((const int64_t[]){__VA_ARGS__}) / sizeof(int64_t))

/** £380 a month are due, February to April; the fund opens at £10,000. */
#define GIVEN_BACK(terms) WORKS WORKS_LEVY(terms) LEVY_ALONE
#define REFUND(months, promised, paid)                                                 \
    "refund = { " months " promised = \"" promised "\"; paid = \"" paid "\"; };"

/* M5.6 */
Test(refund, is_owed_from_the_month_it_is_promised_until_it_is_paid)
{
    struct campaign c = campaign_open(GIVEN_BACK(REFUND("", "2026-03", "2026-06")));
    EXPECT(c, SF_LEVY_INCOME, 0, 38000, 38000, 38000, 0, 0, 0, 0);
    EXPECT(c, SF_REFUNDS_OWED, 0, 0, 76000, 114000, 114000, 0, 0, 0);
    EXPECT(c, SF_REFUNDS_PROMISED, 0, 0, 76000, 38000, 0, 0, 0, 0);
    EXPECT(c, SF_NET_POSITION, 1000000, 1038000, 1000000, 1000000, 1000000, 1000000,
           1000000);
    campaign_check_books(&c, 2);
    campaign_close(&c);
}

/* M5.6, M7.2 */
Test(refund, is_paid_out_in_its_month)
{
    struct campaign c = campaign_open(GIVEN_BACK(REFUND("", "2026-03", "2026-06")));
    EXPECT(c, SF_REFUNDS_PAID, 0, 0, 0, 0, 0, 114000, 0, 0);
    EXPECT(c, SF_OTHER_OUTGO, 0, 0, 0, 0, 0, 114000, 0, 0);
    EXPECT(c, SF_BALANCE, 1000000, 1038000, 1076000, 1114000, 1114000, 1000000);
    EXPECT(c, SF_LOW_IN_MONTH, 1000000, 1000000, 1038000, 1076000, 1114000, 1000000);
    campaign_close(&c);
}

/* M5.6, M10.3 */
Test(refund, is_no_cost_of_the_action)
{
    struct campaign c = campaign_open(WORKS WORKS_LEVY(
        REFUND("", "2026-03", "2026-06")) "strategies = ( { name = \"s\"; levy = "
                                          "\"levy\"; campaign_cost = 17.3; } "
                                          ");\n");
    struct sf_results *results = campaign_run(&c, 3);
    cr_expect_eq(sf_results_total(results, 0, SF_T_FUND_COST).mean, 8 * 1730.0);
    cr_expect_eq(sf_results_total(results, 0, SF_T_OTHER_OUTGO).mean,
                 8 * 1730.0 + 114000.0);
    cr_expect_eq(sf_results_total(results, 0, SF_T_REFUNDS).mean, 114000.0);
    sf_results_free(results);
    campaign_close(&c);
}

/* M5.6 */
Test(refund, of_k_months_is_of_the_last_k)
{
    struct campaign c =
        campaign_open(GIVEN_BACK(REFUND("months = 2;", "2026-01", "2026-05")));
    EXPECT(c, SF_REFUNDS_OWED, 0, 0, 38000, 76000, 0, 0);
    EXPECT(c, SF_REFUNDS_PAID, 0, 0, 0, 0, 76000, 0);
    campaign_check_books(&c, 2);
    campaign_close(&c);
    /* With a lag they come in as much later. */
    c = campaign_open(
        GIVEN_BACK("collection_lag = 2; " REFUND("months = 1;", "2026-01", "2026-07")));
    EXPECT(c, SF_LEVY_INCOME, 0, 0, 0, 38000, 38000, 38000, 0, 0);
    EXPECT(c, SF_REFUNDS_OWED, 0, 0, 0, 0, 0, 38000, 0, 0);
    EXPECT(c, SF_REFUNDS_PAID, 0, 0, 0, 0, 0, 0, 38000, 0);
    campaign_close(&c);
    /* Of none nothing is given back. */
    c = campaign_open(GIVEN_BACK(REFUND("months = 0;", "2026-01", "2026-05")));
    EXPECT(c, SF_REFUNDS_PROMISED, 0, 0, 0, 0, 0, 0, 0, 0);
    EXPECT(c, SF_OTHER_OUTGO, 0, 0, 0, 0, 0, 0, 0, 0);
    campaign_close(&c);
}

/* M5.6 */
Test(refund, is_of_what_was_paid_and_so_of_what_was_recovered)
{
    /* Every collection fails and is made good a month later. Of April's levy, which
       comes in in May, all is given back; what comes in in April is March's. */
    struct campaign c = campaign_open(GIVEN_BACK(
        "fail = 1.0; recover = 1.0; " REFUND("months = 1;", "2026-02", "2026-06")));
    EXPECT(c, SF_LEVY_INCOME, 0, 0, 38000, 38000, 38000, 0, 0, 0);
    EXPECT(c, SF_REFUNDS_OWED, 0, 0, 0, 0, 38000, 0, 0, 0);
    EXPECT(c, SF_REFUNDS_PAID, 0, 0, 0, 0, 0, 38000, 0, 0);
    campaign_close(&c);
    /* Paid in the very month in which the last of it is recovered. */
    c = campaign_open(GIVEN_BACK(
        "fail = 1.0; recover = 1.0; " REFUND("months = 2;", "2026-02", "2026-05")));
    EXPECT(c, SF_REFUNDS_OWED, 0, 0, 0, 38000, 0, 0, 0, 0);
    EXPECT(c, SF_REFUNDS_PROMISED, 0, 0, 0, 38000, 38000, 0, 0, 0);
    EXPECT(c, SF_REFUNDS_PAID, 0, 0, 0, 0, 76000, 0, 0, 0);
    campaign_close(&c);
    /* What is never recovered was never paid. */
    c = campaign_open(GIVEN_BACK("fail = 1.0; " REFUND("", "2026-02", "2026-05")));
    EXPECT(c, SF_REFUNDS_PROMISED, 0, 0, 0, 0, 0, 0, 0, 0);
    campaign_close(&c);
}

/* M5.6, M5.5 */
Test(refund, is_of_what_each_channel_brings_in_for_its_months)
{
    /* £228 of a month come in at once and £152 two months later, April's in June. */
    struct campaign c = campaign_open(GIVEN_BACK(
        "channels = ( { name = \"debit\"; share = 0.6; }, { name = \"check-off\"; "
        "share = 0.4; collection_lag = 2; } ); " REFUND("months = 1;", "2026-05",
                                                        "2026-07")));
    EXPECT(c, SF_LEVY_INCOME, 0, 22800, 22800, 38000, 15200, 15200, 0, 0);
    EXPECT(c, SF_REFUNDS_OWED, 0, 0, 0, 0, 22800, 38000, 0, 0);
    EXPECT(c, SF_REFUNDS_PAID, 0, 0, 0, 0, 0, 0, 38000, 0);
    campaign_check_books(&c, 1);
    campaign_close(&c);
}

/* M5.6 */
Test(refund, that_is_paid_after_the_plan_is_owed_at_its_end)
{
    struct campaign c = campaign_open(GIVEN_BACK(REFUND("", "2026-07", "2026-09")));
    EXPECT(c, SF_REFUNDS_OWED, 0, 0, 0, 0, 0, 0, 114000, 114000);
    EXPECT(c, SF_BALANCE, 1000000, 1038000, 1076000, 1114000, 1114000, 1114000, 1114000,
           1114000);
    EXPECT(c, SF_NET_POSITION, 1000000, 1038000, 1076000, 1114000, 1114000, 1114000,
           1000000, 1000000);
    struct sf_results *results = campaign_run(&c, 2);
    cr_expect_eq(sf_results_total(results, 0, SF_T_REFUNDS).mean, 114000.0);
    sf_results_free(results);
    campaign_close(&c);
    /* Promised after it, it is nothing to the plan. */
    c = campaign_open(GIVEN_BACK(REFUND("", "2026-09", "2026-09")));
    EXPECT(c, SF_REFUNDS_PROMISED, 0, 0, 0, 0, 0, 0, 0, 0);
    results = campaign_run(&c, 2);
    cr_expect_eq(sf_results_member_view(results, 0, 0, false).levy_paid, 9.0);
    sf_results_free(results);
    campaign_close(&c);
}

/* M5.6 */
Test(refund, promised_and_paid_in_one_month_is_owed_at_no_close)
{
    struct campaign c = campaign_open(GIVEN_BACK(REFUND("", "2026-07", "2026-07")));
    EXPECT(c, SF_REFUNDS_OWED, 0, 0, 0, 0, 0, 0, 0, 0);
    EXPECT(c, SF_REFUNDS_PROMISED, 0, 0, 0, 0, 0, 0, 114000, 0);
    EXPECT(c, SF_REFUNDS_PAID, 0, 0, 0, 0, 0, 0, 114000, 0);
    campaign_check_books(&c, 2);
    campaign_close(&c);
}

/* M5.6, M10.4 */
Test(refund, is_taken_off_the_levy_that_a_member_paid)
{
    struct campaign c =
        campaign_open(GIVEN_BACK(REFUND("months = 2;", "2026-08", "2026-12")));
    struct sf_results *results = campaign_run(&c, 3);
    cr_expect_eq(sf_results_member_view(results, 0, 0, false).levy_paid, 3.0);
    cr_expect_eq(sf_results_member_view(results, 0, 1, false).levy_paid, 5.0);
    sf_results_free(results);
    campaign_close(&c);
}

/* M5.6 */
Test(refund, of_each_levy_is_its_own)
{
    struct campaign c = campaign_open(
        WORKS
        "levies = ( { name = \"one\"; from = \"2026-01\"; to = \"2026-02\";\n"
        "    rates = { low = 3.0; high = 5.0; }; " REFUND(
            "months = 1;", "2026-02",
            "2026-05") " },\n"
                       "  { name = \"two\"; from = \"2026-03\"; to = \"2026-03\";\n"
                       "    rates = { low = 4.0; high = 6.0; }; },\n"
                       "  { name = \"three\"; from = \"2026-04\"; to = "
                       "\"2026-04\";\n"
                       "    rates = { low = 1.0; high = 2.0; }; " REFUND(
                           "", "2026-04",
                           "2026-06") " } );\n"
                                      "strategies = ( { name = \"s\"; levy = "
                                      "[\"one\", \"two\", \"three\"]; } );\n");
    EXPECT(c, SF_LEVY_INCOME, 38000, 38000, 48000, 14000, 0, 0, 0, 0);
    EXPECT(c, SF_REFUNDS_OWED, 0, 38000, 38000, 52000, 14000, 0, 0, 0);
    EXPECT(c, SF_REFUNDS_PAID, 0, 0, 0, 0, 38000, 14000, 0, 0);
    campaign_check_books(&c, 2);
    campaign_close(&c);
}

/* M5.6, M8.2 */
Test(refund, goes_by_the_end_that_a_settlement_gives_the_levy)
{
    /* Settled in March: February is the last month due. */
    struct campaign c = campaign_open(
        WORKS "settlements = ( { name = \"deal\"; kind = \"date\"; date = "
              "\"2026-03-09\"; } );\n" WORKS_LEVY(
                  REFUND("months = 1;", "2026-01",
                         "2026-05")) "strategies = ( { name = \"s\"; levy = \"levy\"; "
                                     "settlement = \"deal\"; } );\n");
    EXPECT(c, SF_LEVY_INCOME, 0, 38000, 0, 0, 0, 0, 0, 0);
    EXPECT(c, SF_REFUNDS_OWED, 0, 38000, 38000, 38000, 0, 0, 0, 0);
    EXPECT(c, SF_REFUNDS_PAID, 0, 0, 0, 0, 38000, 0, 0, 0);
    campaign_close(&c);
}

/* M5.6, M7.3 */
Test(refund, that_is_promised_stops_paid_action_where_the_fund_is_looked_at)
{
    /* £1,380 less £400 in February is £980; with £380 owed from March on it is less
       than £900, and again in June, when they are paid, but for the gift. */
    static const char scenario[] = WORKS_HEAD
        "fund : { opening = 1000.0; minimum_balance = 900.0; on_shortfall = "
        "\"suspend\"; one_offs = ( { name = \"gift\"; month = \"2026-06\"; amount = "
        "1000.0; } ); };\n" WORKS_PLACE
        "levies = ( { name = \"levy\"; from = \"2026-01\"; to = \"2026-01\"; rates = { "
        "low = 3.0; high = 5.0; }; %s } );\n"
        "rules : { a : { basis = \"flat\"; amounts = 40.0; }; };\n"
        "strategies = ( { name = \"s\"; levy = \"levy\"; actions = ( { name = "
        "\"pickets\"; employer = \"Works\"; called = 10; rule = \"a\"; days = "
        "[\"2026-02-03\", \"2026-04-07\", \"2026-07-07\"]; } ); } );\n";
    struct campaign c = campaign_open(scenario, REFUND("", "2026-03", "2026-06"));
    EXPECT(c, SF_STRIKE_DAYS, 0, 10, 0, 0, 0, 0, 10, 0);
    EXPECT(c, SF_NET_POSITION, 138000, 98000, 60000, 60000, 60000, 160000, 120000);
    campaign_check_books(&c, 2);
    campaign_close(&c);
    c = campaign_open(scenario, "");
    EXPECT(c, SF_STRIKE_DAYS, 0, 10, 0, 10, 0, 0, 10, 0);
    campaign_close(&c);
}

/* M5.6 */
Test(refund, that_is_promised_brings_a_levy_that_looks_at_what_is_owed)
{
    static const char scenario[] = WORKS_HEAD
        "fund : { opening = 1000.0; };\n" WORKS_PLACE
        "levies = ( { name = \"levy\"; from = \"2026-01\"; to = \"2026-01\"; rates = { "
        "low = 3.0; high = 5.0; }; " REFUND(
            "", "2026-03", "2026-08") " },\n"
                                      "  { name = \"waits\"; from = \"2026-02\"; to = "
                                      "\"2026-08\"; rates = { low = "
                                      "3.0; high = 5.0; }; trigger = \"%s\"; on_below "
                                      "= 1200.0; off_above = 5000.0; "
                                      "} );\n"
                                      "strategies = ( { name = \"s\"; levy = "
                                      "[\"levy\", \"waits\"]; } );\n";
    struct campaign c = campaign_open(scenario, "net position");
    EXPECT(c, SF_LEVY_INCOME, 38000, 0, 0, 38000, 38000, 38000, 38000, 38000);
    campaign_close(&c);
    c = campaign_open(scenario, "balance");
    EXPECT(c, SF_LEVY_INCOME, 38000, 0, 0, 0, 0, 0, 0, 0);
    campaign_check_books(&c, 2);
    campaign_close(&c);
}

/* M5.6 */
Test(refund, of_a_levy_that_waits_is_of_what_it_brought)
{
    /* Due in April alone, in which it takes the fund above £1,300 again. */
    struct campaign c = campaign_open(
        WORKS_HEAD
        "fund : { opening = 1000.0; one_offs = ( { name = \"out\"; month = "
        "\"2026-03\"; amount = -50.0; } ); };\n" WORKS_PLACE
        "levies = ( { name = \"levy\"; from = \"2026-02\"; to = \"2026-06\"; rates = { "
        "low = 3.0; high = 5.0; }; trigger = \"balance\"; on_below = 1000.0; off_above "
        "= 1300.0; " REFUND("months = 4;", "2026-02", "2026-07") " } );\n" LEVY_ALONE);
    EXPECT(c, SF_LEVY_INCOME, 0, 0, 0, 38000, 0, 0, 0, 0);
    EXPECT(c, SF_REFUNDS_OWED, 0, 0, 0, 38000, 38000, 38000, 0, 0);
    EXPECT(c, SF_BALANCE, 100000, 100000, 95000, 133000, 133000, 133000, 95000, 95000);
    campaign_close(&c);
}

/* M5.6, M7.4 */
Test(refund, is_paid_by_the_pot_that_the_levy_went_to)
{
    struct campaign c = campaign_open(
        WORKS_HEAD
        "fund : { opening = 1000.0; pots = ( { name = \"general\"; }, { name "
        "= \"levy\"; opening = 200.0; } ); };\n" WORKS_PLACE WORKS_LEVY(
            "pot = \"levy\"; " REFUND("months = 2;", "2026-04", "2026-06")) LEVY_ALONE);
    pot_expect(&c, "levy", SF_P_BALANCE,
               (const int64_t[]){20000, 58000, 96000, 134000, 134000, 58000}, 6);
    pot_expect(&c, "levy", SF_P_OTHER_OUTGO, (const int64_t[]){0, 0, 0, 0, 0, 76000},
               6);
    pot_expect(&c, "general", SF_P_BALANCE,
               (const int64_t[]){80000, 80000, 80000, 80000, 80000, 80000}, 6);
    EXPECT(c, SF_BALANCE, 100000, 138000, 176000, 214000, 214000, 138000);
    EXPECT(c, SF_OTHER_OUTGO, 0, 0, 0, 0, 0, 76000);
    EXPECT(c, SF_NET_POSITION, 100000, 138000, 176000, 138000, 138000, 138000);
    campaign_check_books(&c, 2);
    campaign_close(&c);
}
