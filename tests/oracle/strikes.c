/* Strikes and strike pay without chance: every penny worked out by hand. Gross days
 * are £100 and £150, net days £80 and £112.50. */
#include <criterion/criterion.h>
#include <math.h>

#include "support/campaign.h"
#include "support/works.h"

#define EXPECT(campaign, measure, ...)                                                 \
    campaign_expect(&(campaign), 0, measure, (const int64_t[]){__VA_ARGS__},           \
                    sizeof((const int64_t[]){__VA_ARGS__}) / sizeof(int64_t))

#define STRIKE(action)                                                                 \
    "strategies = ( { name = \"strike\"; actions = ( " action " ); } );\n"
#define RULE(terms) "rules : { pay : { " terms " }; };\n"

/* M6.1, M6.5, M6.6, M6.9 */
Test(strikes, days_pay_lost_and_work_not_done)
{
    struct campaign c = campaign_open(WORKS STRIKE(PICKETS("")));
    /* March: 18 low days and 12 high ones. April: 6 and 4. */
    EXPECT(c, SF_STRIKERS, 0, 0, 10, 10, 0, 0);
    EXPECT(c, SF_STRIKE_DAYS, 0, 0, 30, 10, 0, 0);
    EXPECT(c, SF_PAY_LOST, 0, 0, 144000 + 135000, 48000 + 45000, 0);
    EXPECT(c, SF_PAY_SAVED_BY_EMPLOYER, 0, 0, 180000 + 180000, 60000 + 60000, 0);
    EXPECT(c, SF_WORK_NOT_DONE, 0, 0, 360000, 120000, 0);
    EXPECT(c, SF_STRIKE_PAY_DUE, 0, 0, 0, 0, 0);
    campaign_check_books(&c, 1);
    campaign_close(&c);
}

/* M6.6, M7.1, M7.3 */
Test(strike_pay, waiting_days_most_days_take_up_and_lag)
{
    /* Half the net day, £40 and £56.25, on days 2 and 3 alone, four fifths claimed. */
    struct campaign c = campaign_open(
        WORKS RULE("basis = \"net\"; rate = 0.5; from_day = 2; max_days = 2; "
                   "take_up = 0.8; claim_lag = [0.5, 0.3, 0.2];")
            STRIKE(PICKETS("rule = \"pay\";")));
    EXPECT(c, SF_STRIKE_PAY_DUE, 0, 0, 48000 + 45000, 0, 0, 0);
    EXPECT(c, SF_STRIKE_PAY_CLAIMED, 0, 0, 74400, 0, 0, 0);
    EXPECT(c, SF_CLAIMS_LAPSED, 0, 0, 18600, 0, 0, 0);
    EXPECT(c, SF_STRIKE_PAY_PAID, 0, 0, 37200, 22320, 14880, 0);
    EXPECT(c, SF_CLAIMS, 0, 0, 37200, 14880, 0, 0);
    EXPECT(c, SF_BALANCE, 1000000, 1000000, 962800, 940480, 925600, 925600);
    EXPECT(c, SF_NET_POSITION, 1000000, 1000000, 925600, 925600, 925600, 925600);
    campaign_check_books(&c, 1);
    campaign_close(&c);
}

/* M7.1 */
Test(strike_pay, pence_of_a_claim_go_to_the_largest_remainder)
{
    /* One striker, £10.01 in one day: 350.35, 350.35, 300.3 pence are 351, 350, 300. */
    struct campaign c = campaign_open(
        WORKS RULE("basis = \"flat\"; amounts = 10.01; claim_lag = [0.35, 0.35, 0.3];")
            STRIKE("{ name = \"one\"; employer = \"Works\"; called = 1; "
                   "days = [\"2026-03-02\"]; rule = \"pay\"; }"));
    EXPECT(c, SF_STRIKE_PAY_CLAIMED, 0, 0, 1001, 0, 0, 0);
    EXPECT(c, SF_STRIKE_PAY_PAID, 0, 0, 351, 350, 300, 0);
    campaign_check_books(&c, 1);
    campaign_close(&c);
}

Test(strike_pay, claims_beyond_the_plan_stay_claims)
{
    struct campaign c = campaign_open(
        WORKS RULE("basis = \"flat\"; amounts = 10.0; claim_lag = [0.0, 0.5, 0.5];")
            STRIKE("{ name = \"late\"; employer = \"Works\"; called = 10; "
                   "days = [\"2026-08-03\"]; rule = \"pay\"; }"));
    EXPECT(c, SF_CLAIMS, 0, 0, 0, 0, 0, 0, 0, 10000);
    EXPECT(c, SF_STRIKE_PAY_PAID, 0, 0, 0, 0, 0, 0, 0, 0);
    EXPECT(c, SF_NET_POSITION, 1000000, 1000000, 1000000, 1000000, 1000000, 1000000,
           1000000, 990000);
    campaign_close(&c);
}

/* M6.6 */
Test(strike_pay, a_money_cap_pays_the_day_that_passes_it_in_part)
{
    /* £100 a striker: low 40 + 40 + 20, high 56.25 + 43.75. Nothing is left in April.
     */
    struct campaign c =
        campaign_open(WORKS RULE("basis = \"net\"; rate = 0.5; max_amount = 100.0;")
                          STRIKE(PICKETS("rule = \"pay\";")));
    EXPECT(c, SF_STRIKE_PAY_DUE, 0, 0, 60000 + 40000, 0, 0);
    EXPECT(c, SF_PAY_LOST, 0, 0, 279000, 93000, 0);
    campaign_check_books(&c, 1);
    campaign_close(&c);
    /* £130: low 40 + 40 + 40 and 10 in April; high 56.25 + 56.25 + 17.50. */
    c = campaign_open(WORKS RULE("basis = \"net\"; rate = 0.5; max_amount = 130.0;")
                          STRIKE(PICKETS("rule = \"pay\";")));
    EXPECT(c, SF_STRIKE_PAY_DUE, 0, 0, 72000 + 52000, 6000, 0);
    campaign_close(&c);
}

/* M6.6 */
Test(strike_pay, a_cap_group_is_one_cap_over_its_actions)
{
    /* £100 over two calls of the same six low and four high: days 1 and 2 from the
       first (80, 100 of 112.50), day 3 from the second (20, nothing). */
    struct campaign c = campaign_open(
        WORKS RULE(
            "basis = \"net\"; rate = 0.5; max_amount = 100.0; cap_group = \"g\";")
            STRIKE("{ name = \"a\"; employer = \"Works\"; called = 10; rule = \"pay\"; "
                   "days = [\"2026-03-02\", \"2026-03-03\"]; }, "
                   "{ name = \"b\"; employer = \"Works\"; called = 10; rule = \"pay\"; "
                   "days = [\"2026-04-01\"]; }"));
    EXPECT(c, SF_STRIKE_PAY_DUE, 0, 0, 48000 + 40000, 12000, 0);
    campaign_close(&c);
}

/* M6.6 */
Test(strike_pay, calendar_days_of_waiting_run_over_days_at_work)
{
    /* From calendar day 3: of 2, 3, 4 March and 1 April the 4th and the 1st. */
    struct campaign c = campaign_open(
        WORKS RULE("basis = \"flat\"; amounts = 10.0; from_day = 3; "
                   "from_calendar_day = true;")
            STRIKE("{ name = \"gaps\"; employer = \"Works\"; called = 10; "
                   "days = [\"2026-03-02\", \"2026-03-04\", \"2026-03-05\"]; "
                   "rule = \"pay\"; }"));
    EXPECT(c, SF_STRIKE_PAY_DUE, 0, 0, 20000, 0);
    campaign_close(&c);
}

/* M6.6 */
Test(strike_pay, gross_flat_and_tiers_and_never_above_the_loss)
{
    struct campaign c = campaign_open(WORKS RULE("basis = \"gross\"; rate = 0.3;")
                                          STRIKE(PICKETS("rule = \"pay\";")));
    EXPECT(c, SF_STRIKE_PAY_DUE, 0, 0, 18 * 3000 + 12 * 4500, 6 * 3000 + 4 * 4500);
    campaign_close(&c);
    c = campaign_open(WORKS RULE("basis = \"flat\"; amounts = { low = 25.0; high = "
                                 "35.5; };") STRIKE(PICKETS("rule = \"pay\";")));
    EXPECT(c, SF_STRIKE_PAY_DUE, 0, 0, 18 * 2500 + 12 * 3550, 6 * 2500 + 4 * 3550);
    campaign_close(&c);
    c = campaign_open(WORKS RULE("basis = \"flat\"; amounts = 100.0;")
                          STRIKE(PICKETS("rule = \"pay\";")));
    EXPECT(c, SF_STRIKE_PAY_DUE, 0, 0, 18 * 8000 + 12 * 10000, 6 * 8000 + 4 * 10000);
    campaign_close(&c);
    c = campaign_open(WORKS RULE("basis = \"flat\"; amounts = 100.0; "
                                 "allow_above_loss = true;")
                          STRIKE(PICKETS("rule = \"pay\";")));
    EXPECT(c, SF_STRIKE_PAY_DUE, 0, 0, 300000, 100000);
    campaign_close(&c);
    c = campaign_open(WORKS RULE("basis = \"tiers\"; tiers = ( { from = 0.25; amount = "
                                 "12.0; }, { from = 0.75; amount = 33.0; } );")
                          STRIKE(PICKETS("rule = \"pay\";")));
    EXPECT(c, SF_STRIKE_PAY_DUE, 0, 0, 99000, 33000);
    campaign_close(&c);
}

/* M6.4 */
Test(strike_pay, rostered_days_are_rounded_once_a_month_and_cell)
{
    /* 0.9 of 18 and of 12 days are 16.2 and 10.8: 16 and 11; of 6 and 4: 5 and 4. */
    struct campaign c =
        campaign_open(WORKS RULE("basis = \"flat\"; amounts = 10.0;")
                          STRIKE(PICKETS("rule = \"pay\"; rostered = 0.9;")));
    EXPECT(c, SF_STRIKE_DAYS, 0, 0, 27, 9);
    EXPECT(c, SF_STRIKE_PAY_DUE, 0, 0, 27000, 9000);
    EXPECT(c, SF_PAY_LOST, 0, 0, 16 * 8000 + 11 * 11250, 5 * 8000 + 4 * 11250);
    campaign_close(&c);
}

/* M6.4 */
Test(strike_pay, rostered_days_paid_in_part_are_rounded_too)
{
    /* £100 a striker at half the net day: low 40, 40, 20; high 56.25, 43.75. 0.9 of 12,
       6, 4 and 4 days are 10.8, 5.4, 3.6 and 3.6. */
    struct campaign c =
        campaign_open(WORKS RULE("basis = \"net\"; rate = 0.5; max_amount = 100.0;")
                          STRIKE(PICKETS("rule = \"pay\"; rostered = 0.9;")));
    EXPECT(c, SF_STRIKE_PAY_DUE, 0, 0, 11 * 4000 + 5 * 2000 + 4 * 5625 + 4 * 4375, 0);
    campaign_close(&c);
}

/* M6.8 */
Test(hardship, everybody_gets_a_grant_until_the_months_sum_is_spent)
{
    const char *action = "{ name = \"out\"; employer = \"Works\"; rule = \"pay\"; "
                         "days = [\"2026-03-02\", \"2026-03-03\"]; }";
    struct campaign c = campaign_open(
        WORKS RULE("basis = \"none\"; hardship_share = 1.0; hardship_grant = 30.0;")
            STRIKE("%s"),
        action);
    EXPECT(c, SF_HARDSHIP, 0, 0, 300000, 0);
    EXPECT(c, SF_STRIKERS, 0, 0, 100, 0);
    EXPECT(c, SF_STRIKE_DAYS, 0, 0, 200, 0);
    campaign_check_books(&c, 1);
    campaign_close(&c);
    c = campaign_open(
        WORKS RULE("basis = \"none\"; hardship_share = 1.0; hardship_grant = 30.0; "
                   "hardship_cap = 2000.0;") STRIKE("%s"),
        action);
    EXPECT(c, SF_HARDSHIP, 0, 0, 200000, 0);
    campaign_close(&c);
}

/* M3.1, M5.4 */
Test(exemption, strikers_on_strike_pay_are_let_off_that_month)
{
    struct campaign c =
        campaign_open(WORKS WORKS_LEVY("exempt_on_paid_strike = true;") RULE(
            "basis = \"net\";") "strategies = ( { name = \"s\"; levy = \"levy\"; "
                                "actions = ( " PICKETS("rule = \"pay\";") " ); } );\n");
    /* 54 at £3 and 36 at £5. */
    EXPECT(c, SF_LEVY_INCOME, 0, 38000, 16200 + 18000, 16200 + 18000, 0);
    EXPECT(c, SF_PAYERS, 0, 100, 100, 100, 0);
    campaign_check_books(&c, 1);
    campaign_close(&c);
    /* Unpaid strikers are not let off. */
    c = campaign_open(WORKS WORKS_LEVY(
        "exempt_on_paid_strike = true;") "strategies = ( { name = \"s\"; levy = "
                                         "\"levy\"; "
                                         "actions = ( " PICKETS("") " ); } );\n");
    EXPECT(c, SF_LEVY_INCOME, 0, 38000, 38000, 38000, 0);
    campaign_close(&c);
}

/* M6.1 */
Test(rota, each_striker_has_a_share_of_the_days)
{
    /* Ten days, four in February and six in March; 2.5 days each. February:
       6 * 2.5 * 4/10 = 6 low and 4 high; March: 9 low and 6 high. */
    struct campaign c =
        campaign_open(WORKS RULE("basis = \"flat\"; amounts = 10.0;") STRIKE(
            "{ name = \"rota\"; employer = \"Works\"; called = 10; rule = \"pay\"; "
            "days_per_member = 2.5; from = \"2026-02-24\"; to = \"2026-03-09\"; }"));
    EXPECT(c, SF_STRIKE_DAYS, 0, 10, 15, 0);
    EXPECT(c, SF_STRIKE_PAY_DUE, 0, 10000, 15000, 0);
    EXPECT(c, SF_PAY_LOST, 0, 6 * 8000 + 4 * 11250, 9 * 8000 + 6 * 11250, 0);
    campaign_close(&c);
}

/* M6.1, M6.2 */
Test(overlap, an_all_member_day_leaves_out_who_is_called_already)
{
    /* 3 March: 10 of 100 are called as pickets; 0.9 of 60 and of 40 are 54 and 36. */
    struct campaign c = campaign_open(
        WORKS STRIKE(PICKETS("") ", { name = \"all out\"; employer = \"Works\"; days = "
                                 "[\"2026-03-03\", \"2026-03-10\"]; }"));
    EXPECT(c, SF_STRIKE_DAYS, 0, 0, 30 + 90 + 100, 10, 0);
    EXPECT(c, SF_STRIKERS, 0, 0, 10 + 90, 10, 0);
    campaign_close(&c);
}

/* M6.1 */
Test(pattern, weekdays_leave_out_holidays_and_months_may_have_a_limit)
{
    /* Monday 2 to Sunday 15 March has ten weekdays, one a holiday. */
    struct campaign c = campaign_open(WORKS "holidays = [\"2026-03-11\"];\n" STRIKE(
        "{ name = \"fortnight\"; employer = \"Works\"; called = 10; "
        "from = \"2026-03-02\"; to = \"2026-03-15\"; }"));
    EXPECT(c, SF_STRIKE_DAYS, 0, 0, 90, 0);
    campaign_close(&c);
    c = campaign_open(WORKS STRIKE(
        "{ name = \"fortnight\"; employer = \"Works\"; called = 10; pattern = \"all "
        "days\"; from = \"2026-03-02\"; to = \"2026-03-15\"; }"));
    EXPECT(c, SF_STRIKE_DAYS, 0, 0, 140, 0);
    campaign_close(&c);
    c = campaign_open(WORKS STRIKE(
        "{ name = \"two a month\"; employer = \"Works\"; called = 10; days_per_month = "
        "2; from = \"2026-03-27\"; to = \"2026-05-01\"; }"));
    EXPECT(c, SF_STRIKE_DAYS, 0, 0, 20, 20, 10, 0);
    campaign_close(&c);
}

/* M7.2 */
Test(costs, an_action_day_costs_once_wherever_it_happens)
{
    struct campaign c = campaign_open(WORKS STRIKE(PICKETS("cost_per_day = 17.0;")));
    EXPECT(c, SF_OTHER_OUTGO, 0, 0, 5100, 1700, 0);
    campaign_close(&c);
}

/* M6.9 */
Test(work_not_done, warning_lets_the_employer_prepare)
{
    /* Notice on 20 February, first day 2 March: ten days more than the law (none)
       asks for. Prepared: 0.5 (1 - 1/e). */
    struct campaign c = campaign_open(WORKS STRIKE(PICKETS(
        "notice = \"2026-02-20\"; prepared_max = 0.5; prepared_scale = 10.0;")));
    const double left = 1.0 - 0.5 * (1.0 - exp(-1.0));
    const int64_t expected[] = {0, 0, 2 * llrint(180000.0 * left),
                                2 * llrint(60000.0 * left)};
    campaign_expect(&c, 0, SF_WORK_NOT_DONE, expected, 4);
    EXPECT(c, SF_PAY_SAVED_BY_EMPLOYER, 0, 0, 360000, 120000);
    campaign_close(&c);
}

/* M6.1 */
Test(called, bands_shares_and_all)
{
    struct campaign c = campaign_open(WORKS STRIKE(
        "{ name = \"high alone\"; employer = \"Works\"; called = 12; bands = [0.0, "
        "1.0]; days = [\"2026-03-02\"]; }"));
    EXPECT(c, SF_PAY_LOST, 0, 0, 12 * 11250);
    campaign_close(&c);
    /* 0.33 of 60 and of 40: 19.8 and 13.2. */
    c = campaign_open(WORKS STRIKE("{ name = \"a third\"; employer = \"Works\"; "
                                   "called_share = 0.33; days = [\"2026-03-02\"]; }"));
    EXPECT(c, SF_STRIKERS, 0, 0, 33);
    EXPECT(c, SF_PAY_LOST, 0, 0, 20 * 8000 + 13 * 11250);
    campaign_close(&c);
}

Test(totals, add_up_the_months)
{
    struct campaign c =
        campaign_open(WORKS RULE("basis = \"net\"; rate = 0.5; take_up = 0.8;")
                          STRIKE(PICKETS("rule = \"pay\"; cost_per_day = 17.0;")));
    struct sf_results *results = campaign_run(&c, 3);
    const struct {
        enum sf_total total;
        double value;
    } expected[] = {{SF_T_STRIKE_DAYS, 40},
                    {SF_T_PAY_LOST, 372000},
                    {SF_T_STRIKE_PAY_DUE, 186000},
                    {SF_T_STRIKE_PAY_CLAIMED, 148800},
                    {SF_T_CLAIMS_LAPSED, 37200},
                    {SF_T_OTHER_OUTGO, 6800},
                    {SF_T_FUND_COST, 148800 + 6800},
                    {SF_T_MEMBERS_COST, 372000 - 148800},
                    {SF_T_TOTAL_COST, 372000 + 6800},
                    {SF_T_MEMBERS_INVOLVED, 10},
                    {SF_T_CLOSING_BALANCE, 1000000 - 155600},
                    {SF_T_LOWEST_BALANCE, 1000000 - 155600},
                    {SF_T_OPENING_LESS_LOWEST, 155600},
                    {SF_T_CLOSING_MEMBERS, 100},
                    {SF_T_WORK_NOT_DONE, 480000},
                    {SF_T_PAY_SAVED, 480000}};
    for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
        const struct sf_statistic found =
            sf_results_total(results, 0, expected[i].total);
        cr_expect_eq(found.mean, expected[i].value, "%s is %.2f",
                     sf_total_name(expected[i].total), found.mean);
        cr_expect_eq(found.sd, 0.0);
    }
    const struct sf_ratio ratio =
        sf_results_ratio(results, 0, SF_FUND_COST_PER_STRIKE_DAY);
    cr_expect_float_eq(ratio.value, 1556.0 / 40.0, 1e-12);
    sf_results_free(results);
    campaign_close(&c);
}

/* M6.2 */
Test(called, a_run_with_fewer_members_calls_those_present)
{
    struct campaign c =
        campaign_open(WORKS "members : { leave = 1.0; };\n" STRIKE(PICKETS("")));
    EXPECT(c, SF_STRIKERS, 0, 0, 0, 0);
    EXPECT(c, SF_STRIKE_DAYS, 0, 0, 0, 0);
    campaign_close(&c);
}

/* M6.4 */
Test(called, who_has_left_the_union_is_out_no_more)
{
    /* Ten are out in March; the levy of March drives every member away. */
    struct campaign c = campaign_open(
        WORKS
        "members : { elasticity = 10.0; };\n"
        "levies = ( { name = \"levy\"; from = \"2026-03\"; to = \"2026-04\"; rates = "
        "{ low = 10.0; high = 20.0; }; } );\n"
        "strategies = ( { name = \"s\"; levy = \"levy\"; actions = ( " PICKETS(
            "") " ); } );\n");
    EXPECT(c, SF_STRIKE_DAYS, 0, 0, 30, 0);
    EXPECT(c, SF_MEMBERS, 100, 100, 0, 0);
    campaign_close(&c);
}

Test(member_view, is_what_one_member_pays_loses_and_gets)
{
    /* Band low: £3 a month for three months. Six strikers of March and April, each let
       off twice, lose 4 days at £80 and get 4 days at £80. */
    struct campaign c =
        campaign_open(WORKS WORKS_LEVY("exempt_on_paid_strike = true;") RULE(
            "basis = \"net\";") "strategies = ( { name = \"s\"; levy = \"levy\"; "
                                "actions = ( " PICKETS("rule = \"pay\";") " ); } );\n");
    struct sf_results *results = campaign_run(&c, 4);
    const struct sf_member_view called = sf_results_member_view(results, 0, 0, true);
    const struct sf_member_view other = sf_results_member_view(results, 0, 0, false);
    cr_expect_float_eq(other.levy_paid, 9.0, 1e-12);
    cr_expect_float_eq(other.net, -9.0, 1e-12);
    cr_expect_float_eq(called.levy_paid, 3.0, 1e-12);
    cr_expect_float_eq(called.pay_lost, 320.0, 1e-12);
    cr_expect_float_eq(called.strike_pay, 320.0, 1e-12);
    cr_expect_float_eq(called.net, -3.0, 1e-12);
    sf_results_free(results);
    campaign_close(&c);
}
