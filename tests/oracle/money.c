/* Levies and the fund without chance: every penny worked out by hand. */
#include <criterion/criterion.h>

#include "support/campaign.h"
#include "support/works.h"

#define EXPECT(campaign, measure, ...)                                                 \
    campaign_expect(&(campaign), 0, measure, (const int64_t[]){__VA_ARGS__},           \
                    sizeof((const int64_t[]){__VA_ARGS__}) / sizeof(int64_t))

/* M4.1, M5.1, M5.2 */
Test(levy, sixty_at_three_and_forty_at_five_pounds)
{
    struct campaign c = campaign_open(WORKS WORKS_LEVY("") LEVY_ALONE);
    EXPECT(c, SF_LEVY_INCOME, 0, 38000, 38000, 38000, 0, 0, 0, 0);
    EXPECT(c, SF_PAYERS, 0, 100, 100, 100, 0, 0, 0, 0);
    EXPECT(c, SF_MEMBERS, 100, 100, 100, 100, 100, 100, 100, 100);
    EXPECT(c, SF_BALANCE, 1000000, 1038000, 1076000, 1114000, 1114000, 1114000);
    EXPECT(c, SF_NET_POSITION, 1000000, 1038000, 1076000, 1114000, 1114000);
    campaign_check_books(&c, 3);
    campaign_close(&c);
}

/* M5.1 */
Test(levy, what_is_due_and_not_collected_counts_in_the_net_position)
{
    struct campaign c =
        campaign_open(WORKS WORKS_LEVY("collection_lag = 2;") LEVY_ALONE);
    EXPECT(c, SF_LEVY_INCOME, 0, 0, 0, 38000, 38000, 38000, 0, 0);
    EXPECT(c, SF_BALANCE, 1000000, 1000000, 1000000, 1038000, 1076000, 1114000);
    /* Two months' levy are on their way in March, April; one in May. */
    EXPECT(c, SF_NET_POSITION, 1000000, 1038000, 1076000, 1114000, 1114000, 1114000);
    campaign_check_books(&c, 3);
    campaign_close(&c);
}

/* M5.5 */
Test(levy, what_fails_is_recovered_a_month_later_also_after_the_last)
{
    struct campaign c =
        campaign_open(WORKS WORKS_LEVY("fail = 1.0; recover = 1.0;") LEVY_ALONE);
    EXPECT(c, SF_LEVY_INCOME, 0, 0, 38000, 38000, 38000, 0, 0, 0);
    campaign_check_books(&c, 1);
    campaign_close(&c);
    c = campaign_open(WORKS WORKS_LEVY("fail = 1.0; recover = 1.0; collection_lag = 1;")
                          LEVY_ALONE);
    EXPECT(c, SF_LEVY_INCOME, 0, 0, 0, 38000, 38000, 38000, 0, 0);
    campaign_close(&c);
    c = campaign_open(WORKS WORKS_LEVY("fail = 1.0; recover = 0.0;") LEVY_ALONE);
    EXPECT(c, SF_LEVY_INCOME, 0, 0, 0, 0, 0, 0, 0, 0);
    campaign_close(&c);
}

/* M5.2 */
Test(levy, nobody_pays_when_nobody_wants_to)
{
    struct campaign c = campaign_open(WORKS WORKS_LEVY("notpay = 1.0;") LEVY_ALONE);
    EXPECT(c, SF_LEVY_INCOME, 0, 0, 0, 0, 0, 0, 0, 0);
    EXPECT(c, SF_PAYERS, 0, 0, 0, 0, 0, 0, 0, 0);
    campaign_close(&c);
    c = campaign_open(WORKS WORKS_LEVY("lapse = 1.0;") LEVY_ALONE);
    EXPECT(c, SF_PAYERS, 0, 100, 0, 0, 0, 0, 0, 0);
    EXPECT(c, SF_LEVY_INCOME, 0, 38000, 0, 0, 0, 0, 0, 0);
    campaign_close(&c);
}

/* M5.2 */
Test(levy, who_lapses_stays_a_member)
{
    struct campaign c = campaign_open(WORKS WORKS_LEVY("lapse = 1.0;") LEVY_ALONE);
    EXPECT(c, SF_MEMBERS, 100, 100, 100, 100, 100, 100, 100, 100);
    campaign_close(&c);
}

/* M5.1 */
Test(levy, a_share_of_pay_is_of_the_gross_month)
{
    /* 1 % of 26,000/12 is £21.666667 for 60, of 39,000/12 £32.50 for 40: £2,600. */
    struct campaign c = campaign_open(
        WORKS "levies = ( { name = \"levy\"; from = \"2026-02\"; to = \"2026-03\";\n"
              "  share_of_pay = 0.01; } );\n" LEVY_ALONE);
    EXPECT(c, SF_LEVY_INCOME, 0, 260000, 260000, 0, 0, 0, 0, 0);
    campaign_close(&c);
}

/* M3.2 */
Test(levy, half_pennies_of_a_flow_round_once_to_even)
{
    /* 60 at £1.00025 is 6,001.5 pence: 6,002. 40 at £1.000125 is 4,000.5: 4,000. */
    struct campaign c = campaign_open(
        WORKS "levies = ( { name = \"levy\"; from = \"2026-02\"; to = \"2026-02\";\n"
              "  rates = { low = 1.00025; high = 1.000125; }; } );\n" LEVY_ALONE);
    EXPECT(c, SF_LEVY_INCOME, 0, 10002, 0, 0, 0, 0, 0, 0);
    campaign_close(&c);
}

#define TWO_PHASES(first, second, from)                                                \
    "levies = ( { name = \"one\"; from = \"2026-02\"; to = \"2026-03\"; " first        \
    " },\n"                                                                            \
    "  { name = \"two\"; from = \"" from "\"; to = \"2026-05\"; " second " } );\n"     \
    "strategies = ( { name = \"both\"; levy = [\"one\", \"two\"]; } );\n"

Test(phases, a_new_rate_follows_in_its_first_month)
{
    struct campaign c = campaign_open(
        WORKS TWO_PHASES("rates = { low = 3.0; high = 5.0; };",
                         "rates = { low = 4.0; high = 6.0; };", "2026-04"));
    EXPECT(c, SF_LEVY_INCOME, 0, 38000, 38000, 48000, 48000, 0, 0, 0);
    campaign_check_books(&c, 1);
    campaign_close(&c);
}

/* M5.2 */
Test(phases, the_same_rate_keeps_payers_whatever_the_second_notpay)
{
    struct campaign c = campaign_open(WORKS TWO_PHASES(
        "rates = { low = 3.0; high = 5.0; };",
        "rates = { low = 3.0; high = 5.0; }; notpay = 1.0;", "2026-04"));
    EXPECT(c, SF_PAYERS, 0, 100, 100, 100, 100, 0, 0, 0);
    campaign_close(&c);
    c = campaign_open(WORKS TWO_PHASES(
        "rates = { low = 3.0; high = 5.0; };",
        "rates = { low = 2.0; high = 5.5; }; notpay = 1.0;", "2026-04"));
    /* Band low pays less and stays; band high pays more and nobody wants to. */
    EXPECT(c, SF_PAYERS, 0, 100, 100, 60, 60, 0, 0, 0);
    EXPECT(c, SF_LEVY_INCOME, 0, 38000, 38000, 12000, 12000, 0, 0, 0);
    campaign_close(&c);
}

/* M5.2 */
Test(phases, a_gap_makes_a_fresh_start)
{
    struct campaign c = campaign_open(
        WORKS TWO_PHASES("rates = { low = 3.0; high = 5.0; }; notpay = 1.0;",
                         "rates = { low = 2.0; high = 2.0; };", "2026-05"));
    EXPECT(c, SF_PAYERS, 0, 0, 0, 0, 100, 0, 0, 0);
    EXPECT(c, SF_LEVY_INCOME, 0, 0, 0, 0, 20000, 0, 0, 0);
    campaign_close(&c);
    c = campaign_open(WORKS TWO_PHASES(
        "rates = { low = 3.0; high = 5.0; };",
        "rates = { low = 3.0; high = 5.0; }; notpay = 1.0;", "2026-05"));
    EXPECT(c, SF_PAYERS, 0, 100, 100, 0, 0, 0, 0, 0);
    campaign_close(&c);
}

/* M5.5 */
Test(phases, failures_are_recovered_at_the_rate_they_failed_at)
{
    struct campaign c = campaign_open(WORKS TWO_PHASES(
        "rates = { low = 3.0; high = 5.0; }; fail = 1.0; recover = 1.0;",
        "rates = { low = 4.0; high = 6.0; };", "2026-04"));
    /* March: February's 380. April: March's 380 and its own 480. */
    EXPECT(c, SF_LEVY_INCOME, 0, 0, 38000, 38000 + 48000, 48000, 0, 0, 0);
    campaign_close(&c);
}

/* M5.1 */
Test(phases, each_is_collected_after_its_own_lag)
{
    /* One: February and March, two months later, all failing and recovered a month
       after. Two: April and May, at once. April brings nothing of one's February. */
    struct campaign c = campaign_open(WORKS TWO_PHASES(
        "rates = { low = 3.0; high = 5.0; }; fail = 1.0; recover = 1.0; "
        "collection_lag = 2;",
        "rates = { low = 4.0; high = 6.0; };", "2026-04"));
    EXPECT(c, SF_LEVY_INCOME, 0, 0, 0, 48000, 48000 + 38000, 38000, 0, 0);
    EXPECT(c, SF_NET_POSITION, 1000000, 1038000, 1076000, 1048000 + 38000, 1134000);
    campaign_close(&c);
    /* The second later than the first: March's 380 come in March, April's 480 in May.
     */
    c = campaign_open(WORKS TWO_PHASES("rates = { low = 3.0; high = 5.0; };",
                                       "rates = { low = 4.0; high = 6.0; }; "
                                       "collection_lag = 1;",
                                       "2026-04"));
    EXPECT(c, SF_LEVY_INCOME, 0, 38000, 38000, 0, 48000, 48000, 0, 0);
    EXPECT(c, SF_NET_POSITION, 1000000, 1038000, 1076000, 1124000, 1172000, 1172000);
    campaign_close(&c);
}

/* M4.2 */
Test(members, who_all_leave_are_gone_before_the_levy_is_due)
{
    struct campaign c =
        campaign_open(WORKS "members : { leave = 1.0; };\n" WORKS_LEVY("") LEVY_ALONE);
    EXPECT(c, SF_MEMBERS, 0, 0, 0, 0, 0, 0, 0, 0);
    EXPECT(c, SF_LEVY_INCOME, 0, 0, 0, 0, 0, 0, 0, 0);
    campaign_close(&c);
}

/* M4.4 */
Test(members, a_price_beyond_all_patience_drives_the_payers_out)
{
    /* Elasticity 10: min(1, 10 * 3 / 10) = 1 in band low, min(1, 10 * 5 / 20) = 1. */
    struct campaign c = campaign_open(
        WORKS "members : { elasticity = 10.0; };\n" WORKS_LEVY("") LEVY_ALONE);
    EXPECT(c, SF_MEMBERS, 100, 0, 0, 0, 0, 0, 0, 0);
    EXPECT(c, SF_LEVY_INCOME, 0, 0, 0, 0, 0, 0, 0, 0);
    campaign_close(&c);
}

/* M4.4 */
Test(members, who_do_not_pay_see_no_rise)
{
    struct campaign c = campaign_open(
        WORKS "members : { elasticity = 10.0; };\n" WORKS_LEVY("notpay = 1.0;")
            LEVY_ALONE);
    EXPECT(c, SF_MEMBERS, 100, 100, 100, 100, 100, 100, 100, 100);
    campaign_close(&c);
}

#define FUND_ALONE "strategies = ( { name = \"fund\"; campaign_cost = 0.0; } );\n"

/* M3.4, M5.7 */
Test(fund, interest_subscriptions_gifts_and_single_sums)
{
    /* Subscriptions 50.00 and gifts 12.34 a month; 0.5 % a month on the last close,
       1 % of an overdraft. Interest: 5.00, 5.34 (5.3367), 5.68 (5.6751), 11.02
       (11.0152); then 27.24 (27.236) and 26.88 (26.885, to even) paid. */
    struct campaign c = campaign_open(
        WORKS_HEAD WORKS_PLACE
        "fund : { opening = 1000.0; subscription_share = 0.5; donations = 12.34;\n"
        "  interest = 0.06; overdraft_interest = 0.12; minimum_balance = 1100.0;\n"
        "  one_offs = ( { name = \"gift\"; month = \"2026-03\"; amount = 1000.0; },\n"
        "    { name = \"fine\"; month = \"2026-04\"; amount = -5000.0; } ); "
        "};\n" FUND_ALONE);
    EXPECT(c, SF_OTHER_INCOME, 6734, 6768, 106802, 7336, 6234, 6234);
    EXPECT(c, SF_OTHER_OUTGO, 0, 0, 0, 500000, 2724, 2688);
    EXPECT(c, SF_BALANCE, 106734, 113502, 220304, -272360, -268850, -265304);
    EXPECT(c, SF_LOW_IN_MONTH, 100000, 106734, 113502, -279696, -275084, -271538);
    campaign_check_books(&c, 1);
    struct sf_results *results = campaign_run(&c, 5);
    /* 1,000 is below the minimum of 1,100 from the start; below nought from April. */
    cr_expect_eq(sf_results_first(results, 0, 0, SF_BREACH), 5);
    cr_expect_eq(sf_results_first(results, 0, 0, SF_OVERCOMMITTED), 5);
    cr_expect_eq(sf_results_first(results, 0, 4, SF_SHORTFALL), 5);
    cr_expect_eq(sf_results_first(results, 0, 4, SF_LOW), 5);
    cr_expect_eq(sf_results_first(results, 0, 9, SF_UNPAID), 5);
    sf_results_free(results);
    campaign_close(&c);
}

/* M7.2 */
Test(fund, cover_is_the_balance_over_the_outgo_of_three_months)
{
    /* 1,000 falling by 300 a month: 700/300, 400/300, 100/300, then nothing. */
    struct campaign c = campaign_open(
        WORKS_HEAD WORKS_PLACE
        "fund : { opening = 1000.0; };\n"
        "strategies = ( { name = \"fund\"; campaign_cost = 300.0; } );\n");
    EXPECT(c, SF_COVER_MONTHS, 233, 133, 33, 0, 0);
    campaign_close(&c);
    c = campaign_open(WORKS LEVY_ALONE WORKS_LEVY(""));
    EXPECT(c, SF_COVER_MONTHS, INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX);
    campaign_close(&c);
}

/* M10.3 */
Test(fund, cover_of_ten_years_is_that_of_a_balance_that_does_not_fall)
{
    /* 12,020 falling by 100 a month: 119.2 months after the first, 118.2 after the
       second; of 12,100 it would be 120. */
    struct campaign c = campaign_open(
        WORKS_HEAD WORKS_PLACE
        "fund : { opening = 12020.0; };\n"
        "strategies = ( { name = \"fund\"; campaign_cost = 100.0; } );\n");
    EXPECT(c, SF_COVER_MONTHS, 11920, 11820);
    campaign_close(&c);
    c = campaign_open(
        WORKS_HEAD WORKS_PLACE
        "fund : { opening = 12100.0; };\n"
        "strategies = ( { name = \"fund\"; campaign_cost = 100.0; } );\n");
    EXPECT(c, SF_COVER_MONTHS, INT64_MAX, 11900);
    campaign_close(&c);
}

/* M10.3 */
Test(fund, cover_looks_back_three_months)
{
    /* 2,000 falling by 100, 200, 300 and 400: 1,900/100, 1,700/150, 1,400/200, and
       1,000 over the 300 a month of the last three. */
    struct campaign c = campaign_open(
        WORKS_HEAD WORKS_PLACE
        "fund : { opening = 2000.0; one_offs = (\n"
        "  { name = \"a\"; month = \"2026-01\"; amount = -100.0; },\n"
        "  { name = \"b\"; month = \"2026-02\"; amount = -200.0; },\n"
        "  { name = \"c\"; month = \"2026-03\"; amount = -300.0; },\n"
        "  { name = \"d\"; month = \"2026-04\"; amount = -400.0; } ); };\n" FUND_ALONE);
    EXPECT(c, SF_COVER_MONTHS, 1900, 1133, 700, 333);
    campaign_close(&c);
}

/* M10.2, M10.3 */
Test(fund, claims_overcommit_before_they_breach)
{
    /* Ten on £10 a day: £300 claimed in March, £100 in April, paid two months later; in
       July £5,000 come in. */
    struct campaign c = campaign_open(
        WORKS_HEAD WORKS_PLACE
        "fund : { opening = 1000.0; minimum_balance = 750.0; one_offs = (\n"
        "  { name = \"gift\"; month = \"2026-07\"; amount = 5000.0; } ); };\n"
        "rules : { pay : { basis = \"flat\"; amounts = 10.0; claim_lag = [0.0, 0.0, "
        "1.0]; }; };\n"
        "strategies = ( { name = \"s\"; actions = ( " PICKETS(
            "rule = \"pay\";") " ); } );\n");
    EXPECT(c, SF_BALANCE, 100000, 100000, 100000, 100000, 70000, 60000, 560000, 560000);
    EXPECT(c, SF_NET_POSITION, 100000, 100000, 70000, 60000, 60000, 60000, 560000);
    struct sf_results *results = campaign_run(&c, 3);
    cr_expect_eq(sf_results_first(results, 0, 3, SF_OVERCOMMITTED), 3);
    cr_expect_eq(sf_results_first(results, 0, 5, SF_BREACH), 3);
    cr_expect_eq(sf_results_first(results, 0, 9, SF_SHORTFALL), 3); /* never */
    cr_expect_eq(sf_results_total(results, 0, SF_T_LOWEST_BALANCE).mean, 60000.0);
    sf_results_free(results);
    campaign_close(&c);
}

/* M7.2, M9.1 */
Test(fund, ballots_cost_so_much_a_member_in_the_month_they_close)
{
    struct campaign c = campaign_open(
        WORKS "ballots = ( { name = \"vote\"; closes = \"2026-03-15\"; result = "
              "\"failed\"; cost_per_member = 1.105; } );\n"
              "strategies = ( { name = \"fund\"; campaign_cost = 250.5; } );\n");
    EXPECT(c, SF_OTHER_OUTGO, 25050, 25050, 25050 + 11050, 25050, 25050);
    campaign_check_books(&c, 1);
    campaign_close(&c);
}

/* M4.1 */
Test(fund, other_payers_subscribe_and_owe_no_levy)
{
    struct campaign c = campaign_open(
        WORKS_HEAD WORKS_BANDS
        "fund : { opening = 1000.0; subscription_share = 0.25; };\n"
        "employers : { divisor = 260; other_payers = 300; list = ( {\n"
        "  name = \"Works\"; members = 100; shares = [0.6, 0.4];\n"
        "  salaries = [26000.0, 39000.0]; } ); };\n" WORKS_LEVY("") LEVY_ALONE);
    EXPECT(c, SF_MEMBERS, 400, 400, 400, 400);
    EXPECT(c, SF_PAYERS, 0, 100, 100, 100);
    EXPECT(c, SF_OTHER_INCOME, 10000, 10000, 10000);
    EXPECT(c, SF_LEVY_INCOME, 0, 38000, 38000, 38000, 0);
    campaign_close(&c);
}
