/* Paid action short of strike that money running short suspends (M6.7, M7.3): months
 * worked out by hand, to the penny, run by run. Net days are £80 and £112.50; of ten
 * called six are low and four high. */
#include <criterion/criterion.h>

#include "support/campaign.h"
#include "support/works.h"

#define EXPECT(campaign, measure, ...)                                                 \
    campaign_expect(&(campaign), 0, measure, (const int64_t[]){__VA_ARGS__},           \
                    sizeof((const int64_t[]){__VA_ARGS__}) / sizeof(int64_t))

/** £2,000 come in in March; £900 are not to be touched. */
#define FUND(opening)                                                                  \
    WORKS_HEAD "fund : { opening = " opening "; minimum_balance = 900.0;\n"            \
               "  on_shortfall = \"suspend\"; one_offs = ( { name = \"gift\"; month "  \
               "= \"2026-03\"; amount = 2000.0; } ); };\n" WORKS_PLACE
#define RULE(terms) "rules : { pay : { " terms " }; none : { basis = \"none\"; }; };\n"
#define NINE_DAYS                                                                      \
    "\"2026-01-06\", \"2026-01-07\", \"2026-01-08\", \"2026-02-03\", "                 \
    "\"2026-02-04\",\n  \"2026-03-03\", \"2026-03-04\", \"2026-04-07\", "              \
    "\"2026-04-08\""
#define BOYCOTT(days, terms)                                                           \
    "{ name = \"boycott\"; kind = \"short of strike\"; employer = \"Works\";\n"        \
    "  called = 10; rule = \"pay\"; days = [" days "];\n  " terms " }"
#define STRATEGY(actions)                                                              \
    "strategies = ( { name = \"s\"; actions = ( " actions " ); } );\n"

/** What a total is on average over two runs, which are alike. */
static int64_t total_of(const struct campaign *c, enum sf_total total)
{
    struct sf_results *results = campaign_run(c, 2);
    const int64_t found = (int64_t)sf_results_total(results, 0, total).mean;
    sf_results_free(results);
    return found;
}

/* M7.3 */
Test(suspend, paid_action_short_of_strike_stops_and_goes_on_and_lost_days_are_lost)
{
    /* Docked £29.60 and £41.625 of a day, and £8 and £11.25 of overtime that no rule
       covers: January's 18 days and 12 take £1,032.30 of the £1,000, so there are none
       in February and March, in which £2,000 come in; April's 12 and 8 cost £688.20. */
    struct campaign c = campaign_open(FUND("1000.0") RULE("basis = \"net\";") STRATEGY(
        BOYCOTT(NINE_DAYS, "docking = 0.37; overtime_share = 0.1; backlog = 0.25;\n"
                           "cost_per_day = 7.0;")));
    EXPECT(c, SF_STRIKE_PAY_DUE, 103230, 0, 0, 68820, 0);
    EXPECT(c, SF_PAY_LOST, 18 * 3760 + 63450, 0, 0, 12 * 3760 + 42300, 0);
    EXPECT(c, SF_PAY_SAVED_BY_EMPLOYER, 84600 + 84600, 0, 0, 56400 + 56400, 0);
    EXPECT(c, SF_WORK_NOT_DONE, 45000 + 45000, 0, 0, 30000 + 30000, 0);
    EXPECT(c, SF_OTHER_OUTGO, 2100, 0, 0, 1400, 0);
    EXPECT(c, SF_BALANCE, -5330, -5330, 194670, 124450, 124450);
    EXPECT(c, SF_STRIKE_DAYS, 0, 0, 0, 0, 0);
    cr_expect_eq(total_of(&c, SF_T_MONTHS_SUSPENDED), 200);
    cr_expect_eq(total_of(&c, SF_T_STRIKE_DAYS_SUSPENDED), 0);
    cr_expect_eq(total_of(&c, SF_T_MEMBERS_INVOLVED), 10);
    campaign_check_books(&c, 3);
    campaign_close(&c);
}

/* M7.3 */
Test(suspend, action_short_of_strike_that_never_begins_has_nobody_in_it)
{
    /* A penny below the minimum until the gift comes, for the months in which it has
       days; at the minimum itself, all ten. */
    const char *two = "\"2026-01-06\", \"2026-02-03\"";
    struct campaign c = campaign_open(FUND("899.99") RULE("basis = \"net\";")
                                          STRATEGY(BOYCOTT("%s", "docking = 0.5;")),
                                      two);
    EXPECT(c, SF_PAY_LOST, 0, 0, 0, 0);
    EXPECT(c, SF_STRIKE_PAY_DUE, 0, 0, 0, 0);
    cr_expect_eq(total_of(&c, SF_T_MEMBERS_INVOLVED), 0);
    cr_expect_eq(total_of(&c, SF_T_MONTHS_SUSPENDED), 200);
    campaign_close(&c);
    c = campaign_open(FUND("900.0") RULE("basis = \"net\";")
                          STRATEGY(BOYCOTT("%s", "docking = 0.5;")),
                      two);
    EXPECT(c, SF_PAY_LOST, 6 * 4000 + 4 * 5625, 0, 0, 0);
    cr_expect_eq(total_of(&c, SF_T_MEMBERS_INVOLVED), 10);
    campaign_close(&c);
}

/* M7.3 */
Test(suspend, unpaid_action_short_of_strike_goes_on_and_has_who_would_have_been_called)
{
    /* A ban on overtime, a fifth of the pay, for all who are in no boycott: 90 in
       January, all 100 in February, when the boycott is suspended. */
    struct campaign c = campaign_open(FUND("1000.0") RULE("basis = \"net\";") STRATEGY(
        BOYCOTT("\"2026-01-06\", \"2026-02-03\"",
                "docking = 1.0;") ", { name = \"ban\"; kind = \"short of strike\"; "
                                  "employer = \"Works\"; rule = \"none\"; "
                                  "overtime_share = 0.2; days = [\"2026-01-06\", "
                                  "\"2026-02-03\"]; }"));
    EXPECT(c, SF_STRIKE_PAY_DUE, 6 * 8000 + 4 * 11250, 0, 0);
    EXPECT(c, SF_PAY_LOST, 6 * 8000 + 4 * 11250 + 54 * 1600 + 36 * 2250,
           60 * 1600 + 40 * 2250, 0);
    cr_expect_eq(total_of(&c, SF_T_MONTHS_SUSPENDED), 100);
    campaign_close(&c);
}

/* M7.3 */
Test(suspend, a_strike_and_a_boycott_of_one_day_are_suspended_each_by_its_own_rule)
{
    /* Twenty are out unpaid on each day, also on that on which the boycott is off: a
       fifth of the ten are out and not in it. */
    struct campaign c = campaign_open(FUND("1000.0") RULE("basis = \"net\";") STRATEGY(
        BOYCOTT("\"2026-01-06\", \"2026-02-03\", \"2026-04-07\"",
                "docking = 0.5;") ", { name = \"out\"; employer = \"Works\"; rule = "
                                  "\"none\"; called_share = 0.2; days = "
                                  "[\"2026-01-06\", \"2026-02-03\", \"2026-04-07\"]; "
                                  "}"));
    /* 4.8 and 3.2 of the days, rounded to 5 and 3. */
    const int64_t out = 12 * 8000 + 8 * 11250;
    const int64_t boycott = 5 * 4000 + 3 * 5625;
    EXPECT(c, SF_STRIKE_DAYS, 20, 20, 0, 20);
    EXPECT(c, SF_STRIKE_PAY_DUE, boycott, 0, 0, boycott);
    EXPECT(c, SF_PAY_LOST, out + boycott, out, 0, out + boycott);
    cr_expect_eq(total_of(&c, SF_T_STRIKE_DAYS_SUSPENDED), 0);
    campaign_check_books(&c, 1);
    campaign_close(&c);
}

/* M7.3 */
Test(suspend, waiting_days_and_caps_short_of_strike_count_the_days_that_are_held)
{
    /* Three are held in January, so those of April are the fourth and fifth. */
    static const char scenario[] =
        WORKS_HEAD "fund : { opening = 1000.0; minimum_balance = 900.0; on_shortfall = "
                   "\"suspend\"; one_offs = ( { name = \"rent\"; month = \"2026-01\"; "
                   "amount = -500.0; }, { name = \"gift\"; month = \"2026-03\"; amount "
                   "= 1500.0; } ); };\n" WORKS_PLACE RULE("basis = \"net\"; %s")
                       STRATEGY(BOYCOTT(NINE_DAYS, "docking = 0.5;"));
    struct campaign c = campaign_open(scenario, "from_day = 5;");
    EXPECT(c, SF_STRIKE_PAY_DUE, 0, 0, 0, 6 * 4000 + 4 * 5625, 0);
    EXPECT(c, SF_PAY_LOST, 139500, 0, 0, 93000, 0);
    campaign_close(&c);
    /* One paid day in January leaves one of two in April; or £12, or nothing, of £52.
     */
    c = campaign_open(scenario, "from_day = 3; max_days = 2;");
    EXPECT(c, SF_STRIKE_PAY_DUE, 46500, 0, 0, 46500, 0);
    campaign_close(&c);
    c = campaign_open(scenario, "from_day = 3; max_amount = 52.0;");
    EXPECT(c, SF_STRIKE_PAY_DUE, 6 * 4000 + 4 * 5200, 0, 0, 6 * 1200, 0);
    campaign_close(&c);
}

/* M7.3 */
Test(suspend, in_each_run_what_is_docked_there_decides)
{
    /* Docked nothing it goes on all along. Half: £1,395 go in January, and with the
       gift £1,605 are there for April. All: £2,790 go, and £210 are not enough. */
    static const int64_t half = 18 * 4000 + 12 * 5625;
    struct campaign c = campaign_open(FUND("1000.0") RULE("basis = \"net\";") STRATEGY(
        BOYCOTT(NINE_DAYS, "docking = { dist = \"discrete\"; values = [0.0, 0.5, 1.0]; "
                           "weights = [0.3, 0.3, 0.4]; }; cost_per_day = 1.0;")));
    size_t n[3] = {0};
    int64_t april = 0;
    for (uint64_t run = 1; run <= 200; run++) {
        struct sf_ledger ledger = campaign_replay(&c, 0, run);
        const int64_t docked = sf_ledger_value(&ledger, 1, SF_STRIKE_PAY_DUE) / half;
        cr_assert(docked >= 0 && docked <= 2);
        const int64_t due[] = {docked * half, 0, 0, docked == 1 ? half * 2 / 3 : 0};
        const int64_t cost[] = {300, docked == 0 ? 200 : 0, docked == 0 ? 200 : 0,
                                docked == 2 ? 0 : 200};
        int64_t balance = 100000;
        for (size_t m = 1; m <= 4; m++) {
            balance += (m == 3 ? 200000 : 0) - due[m - 1] - cost[m - 1];
            cr_assert_eq(sf_ledger_value(&ledger, m, SF_STRIKE_PAY_DUE), due[m - 1]);
            cr_assert_eq(sf_ledger_value(&ledger, m, SF_PAY_LOST), due[m - 1]);
            cr_assert_eq(sf_ledger_value(&ledger, m, SF_BALANCE), balance);
        }
        april += due[3];
        n[docked]++;
        sf_ledger_free(&ledger);
    }
    cr_expect(n[0] > 40 && n[1] > 40 && n[2] > 50);
    struct sf_results *results = campaign_run(&c, 200);
    cr_expect_eq(sf_results_first(results, 0, 2, SF_SUSPENDED), n[1] + n[2]);
    cr_expect_eq(sf_results_monthly(results, 0, 2, SF_PAY_LOST).mean, 0.0);
    cr_expect_float_eq(sf_results_monthly(results, 0, 4, SF_PAY_LOST).mean,
                       (double)april / 200.0, 1e-9);
    cr_expect_float_eq(sf_results_total(results, 0, SF_T_MONTHS_SUSPENDED).mean,
                       (double)(200 * n[1] + 300 * n[2]) / 200.0, 1e-9);
    sf_results_free(results);
    campaign_close(&c);
}

/* M7.3 */
Test(suspend, a_suspended_month_moves_no_draw_of_action_short_of_strike)
{
    /* Half take part, and one in five tires each day. Whoever begins in February has
       the numbers of January's first day; until it is suspended, nothing differs. */
    static const char scenario[] = WORKS_HEAD
        "fund : { opening = %s; minimum_balance = 900.0; on_shortfall = "
        "\"suspend\"; one_offs = ( { name = \"gift\"; month = \"2026-01\"; "
        "amount = %s; } ); };\n" WORKS_PLACE RULE("basis = \"flat\"; amounts = 0.01;")
            STRATEGY(BOYCOTT("\"2026-01-06\", \"2026-02-03\"",
                             "docking = 1.0; participation = 0.5; fatigue = "
                             "0.2;"));
    struct campaign plain = campaign_open(scenario, "5000.0", "0.0");
    struct campaign late = campaign_open(scenario, "100.0", "3000.0");
    struct campaign cut = campaign_open(scenario, "5000.0", "-4500.0");
    size_t n_varied = 0;
    for (uint64_t run = 1; run <= 40; run++) {
        struct sf_ledger a = campaign_replay(&plain, 0, run);
        struct sf_ledger b = campaign_replay(&late, 0, run);
        struct sf_ledger d = campaign_replay(&cut, 0, run);
        const int64_t january = sf_ledger_value(&a, 1, SF_PAY_LOST);
        cr_expect_eq(sf_ledger_value(&b, 1, SF_PAY_LOST), 0);
        cr_expect_eq(sf_ledger_value(&b, 2, SF_PAY_LOST), january);
        cr_expect_eq(sf_ledger_value(&d, 1, SF_PAY_LOST), january);
        cr_expect_eq(sf_ledger_value(&d, 2, SF_PAY_LOST), 0);
        n_varied += january != 3 * 8000 + 2 * 11250;
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
Test(suspend, a_vote_a_pause_and_the_fund_must_all_allow_a_day_short_of_strike)
{
    /* A pause rests it on 7 April, which is not suspended; want of money on 3 February;
       the 8th is left. Where the question fails there is nothing to suspend. */
    static const char voted[] = FUND("899.0")
        RULE("basis = \"net\";") "law = \"tua2016\"; ballots = ( { name = \"vote\"; "
                                 "closes = \"2025-12-01\"; "
                                 "employers = \"all\"; questions = [\"strike\", "
                                 "\"short\"]; turnout = 0.9; yes = "
                                 "0.01; yes_short = %s; } );\n"
                                 "strategies = ( { name = \"s\"; pause : { from = "
                                 "\"2026-04-06\"; to = "
                                 "\"2026-04-07\"; }; actions = ( " BOYCOTT(
                                     "\"2026-02-03\", \"2026-04-07\", \"2026-04-08\"",
                                     "docking = 0.5;") " ); } );\n";
    struct campaign c = campaign_open(voted, "0.99");
    EXPECT(c, SF_STRIKE_PAY_DUE, 0, 0, 0, 46500, 0);
    cr_expect_eq(total_of(&c, SF_T_MONTHS_SUSPENDED), 100);
    campaign_close(&c);
    c = campaign_open(voted, "0.01");
    EXPECT(c, SF_STRIKE_PAY_DUE, 0, 0, 0, 0, 0);
    cr_expect_eq(total_of(&c, SF_T_MONTHS_SUSPENDED), 0);
    campaign_close(&c);
}
