/* Rules of strike pay that pay more from a later day, by salary, for a part of the day,
 * or share a cap: every penny worked out by hand, without chance. Gross days are £100
 * and £150, net days £80 and £112.50; of ten called six are low and four high. */
#include <criterion/criterion.h>

#include "support/campaign.h"
#include "support/works.h"

#define EXPECT(campaign, measure, ...)                                                 \
    campaign_expect(&(campaign), 0, measure, (const int64_t[]){__VA_ARGS__},           \
                    sizeof((const int64_t[]){__VA_ARGS__}) / sizeof(int64_t))

#define STRIKE(actions)                                                                \
    "strategies = ( { name = \"strike\"; actions = ( " actions " ); } );\n"
#define RULE(terms) "rules : { pay : { " terms " }; };\n"
/** Ten under a rule, on some days. */
#define OUT(name, rule, days)                                                          \
    "{ name = \"" name "\"; employer = \"Works\"; called = 10; rule = \"" rule         \
    "\"; days = [" days "]; }"

/** Ten out on 2, 3 and 4 March and 1 April under one rule: strike pay of March and of
 *  April. */
static void expect_pay(const char *terms, int64_t march, int64_t april)
{
    struct campaign c =
        campaign_open(WORKS RULE("%s") STRIKE(PICKETS("rule = \"pay\";")), terms);
    EXPECT(c, SF_STRIKE_PAY_DUE, 0, 0, march, april, 0);
    EXPECT(c, SF_PAY_LOST, 0, 0, 144000 + 135000, 48000 + 45000, 0);
    campaign_check_books(&c, 1);
    campaign_close(&c);
}

Test(steps, pay_more_from_later_days_and_never_above_the_loss)
{
    /* £30, £30, £47.50 and £90, which is £80 for the low. */
    expect_pay("basis = \"flat\"; amounts = 30.0; steps = ( { from_day = 3; amounts = "
               "47.5; }, { from_day = 4; amounts = 90.0; } );",
               10 * 10750, 6 * 8000 + 4 * 9000);
    /* By band, and less from the third day. */
    expect_pay("basis = \"flat\"; amounts = { low = 31.0; high = 43.0; }; steps = ( { "
               "from_day = 3; amounts = { low = 7.0; high = 11.0; }; } );",
               6 * 6900 + 4 * 9700, 6 * 700 + 4 * 1100);
    /* Nothing at first. */
    expect_pay("basis = \"flat\"; amounts = 0.0; steps = ( { from_day = 4; amounts = "
               "23.0; } );",
               0, 23000);
}

/* M6.6 */
Test(steps, of_a_share_of_pay_count_days_as_the_waiting_days_do)
{
    /* From day 2 a quarter of £80 and £112.50, from day 4 three quarters. */
    expect_pay("basis = \"net\"; rate = 0.25; from_day = 2; steps = ( { from_day = 4; "
               "rate = 0.75; } );",
               12 * 2000 + 22500, 6 * 6000 + 33750);
    /* Of £100 and £150: three tenths, from day 2 four tenths. */
    expect_pay("basis = \"gross\"; rate = 0.3; steps = ( { from_day = 2; rate = 0.4; } "
               ");",
               6 * 11000 + 4 * 16500, 6 * 4000 + 4 * 6000);
}

Test(steps, stop_at_the_cap_whichever_amount_is_paid_when_it_is_met)
{
#define RISING                                                                         \
    "basis = \"flat\"; amounts = 30.0; steps = ( { from_day = 3; amounts = 70.0; } "   \
    "); "
    expect_pay(RISING "max_amount = 45.0;", 10 * (3000 + 1500), 0);
    expect_pay(RISING "max_amount = 60.0;", 10 * 6000, 0);
    expect_pay(RISING "max_amount = 125.0;", 10 * (6000 + 6500), 0);
    expect_pay(RISING "max_amount = 145.0;", 10 * 13000, 10 * 1500);
    expect_pay(RISING "max_amount = 1000.0;", 10 * 13000, 10 * 7000);
    expect_pay(RISING "max_days = 2;", 10 * 6000, 0);
    expect_pay(RISING "max_days = 3;", 10 * 13000, 0);
    expect_pay(RISING "max_days = 3; from_day = 2;", 10 * 10000, 10 * 7000);
    expect_pay(RISING "max_days = 3; max_amount = 99.0;", 10 * 9900, 0);
}

Test(steps, of_action_short_of_strike_pay_by_what_is_docked)
{
    /* Six tenths of £30 and, from the third day, of £70; up to £80 in all. */
    struct campaign c = campaign_open(WORKS RULE(RISING "max_amount = 80.0;") STRIKE(
        "{ name = \"boycott\"; kind = \"short of strike\"; employer = \"Works\"; "
        "called = 10; docking = 0.6; rule = \"pay\"; days = [\"2026-03-02\", "
        "\"2026-03-03\", \"2026-03-04\", \"2026-04-01\"]; }"));
    EXPECT(c, SF_STRIKE_PAY_DUE, 0, 0, 10 * (1800 + 1800 + 4200), 10 * 200, 0);
    campaign_check_books(&c, 1);
    campaign_close(&c);
}

/* M6.6 */
Test(by_salary, each_employers_pay_in_the_band_decides)
{
    /* The Dock's low earn £31,000: a net day of £95.38. */
    struct campaign c = campaign_open(
        WORKS_HEAD WORKS_FUND WORKS_BANDS
        "employers : { divisor = 260; list = (\n"
        "  { name = \"Works\"; members = 100; shares = [0.6, 0.4]; salaries = "
        "[26000.0, 39000.0]; },\n"
        "  { name = \"Dock\"; members = 50; shares = [1.0, 0.0]; salaries = [31000.0, "
        "39000.0]; } ); };\n" RULE("basis = \"flat\"; amounts_by_salary = ( { from = "
                                   "0.0; amount = 75.0; }, { from = 30000.0; amount = "
                                   "50.0; }, { from = 39000.0; amount = 20.0; } );")
            STRIKE("{ name = \"a\"; employer = \"Works\"; called = 10; rule = \"pay\"; "
                   "days = [\"2026-03-02\"]; }, { name = \"b\"; employer = \"Dock\"; "
                   "called = 7; rule = \"pay\"; days = [\"2026-04-01\"]; }"));
    EXPECT(c, SF_STRIKE_PAY_DUE, 0, 0, 6 * 7500 + 4 * 2000, 7 * 5000, 0);
    campaign_check_books(&c, 1);
    campaign_close(&c);
    /* Below the lowest there is nothing. */
    expect_pay("basis = \"flat\"; amounts_by_salary = ( { from = 26000.01; amount = "
               "41.0; } );",
               12 * 4100, 4 * 4100);
    /* A step is for all. */
    expect_pay("basis = \"flat\"; amounts_by_salary = ( { from = 0.0; amount = 13.0; "
               "}, { from = 30000.0; amount = 17.0; } ); steps = ( { from_day = 4; "
               "amounts = 29.0; } );",
               18 * 1300 + 12 * 1700, 29000);
}

#define HALF(terms) PICKETS("part_of_day = 0.5; rule = \"pay\"; " terms)

/** The same days, of a half each. */
static void expect_half(const char *terms, int64_t march, int64_t april)
{
    struct campaign c = campaign_open(WORKS RULE("%s") STRIKE(HALF("")), terms);
    EXPECT(c, SF_STRIKE_PAY_DUE, 0, 0, march, april, 0);
    campaign_check_books(&c, 1);
    campaign_close(&c);
}

/* M6.6 */
Test(part_of_day, is_docked_paid_and_counted_in_part)
{
    struct campaign c =
        campaign_open(WORKS RULE("basis = \"net\"; rate = 0.9;") STRIKE(HALF("")));
    EXPECT(c, SF_STRIKERS, 0, 0, 10, 10, 0);
    EXPECT(c, SF_STRIKE_DAYS, 0, 0, 15, 5, 0);
    EXPECT(c, SF_PAY_LOST, 0, 0, 18 * 4000 + 12 * 5625, 6 * 4000 + 4 * 5625, 0);
    EXPECT(c, SF_PAY_SAVED_BY_EMPLOYER, 0, 0, 180000, 60000, 0);
    EXPECT(c, SF_WORK_NOT_DONE, 0, 0, 180000, 60000, 0);
    EXPECT(c, SF_STRIKE_PAY_DUE, 0, 0, 18 * 3600 + 60750, 6 * 3600 + 20250, 0);
    campaign_check_books(&c, 1);
    campaign_close(&c);
    /* Half of £50 to all. */
    expect_half("basis = \"flat\"; amounts = 50.0;", 30 * 2500, 10 * 2500);
    /* Each of ten has a half: five days in April, which are 10 payments. */
    expect_half("basis = \"tiers\"; tiers = ( { from = 0.25; amount = 25.0; }, { from "
                "= 0.5; amount = 35.5; }, { from = 0.75; amount = 70.0; } );",
                30 * 3550, 10 * 3550);
    /* A cap in days is one of days on which anything is paid. */
    expect_half("basis = \"flat\"; amounts = 50.0; max_days = 2;", 20 * 2500, 0);
    expect_half("basis = \"flat\"; amounts = 50.0; max_amount = 80.0;", 30 * 2500,
                10 * 500);
}

Test(part_of_day, of_an_odd_number_of_strikers_pays_each_of_them)
{
    struct campaign c =
        campaign_open(WORKS RULE("basis = \"flat\"; amounts = 31.0;") STRIKE(
            "{ name = \"one\"; employer = \"Works\"; called = 1; part_of_day = "
            "0.3; days = [\"2026-03-02\"]; rule = \"pay\"; }"));
    /* One low member, three tenths of a day: £24 of £80; three tenths of £31. */
    EXPECT(c, SF_STRIKE_PAY_DUE, 0, 0, 930, 0);
    EXPECT(c, SF_PAY_LOST, 0, 0, 2400, 0);
    EXPECT(c, SF_STRIKE_DAYS, 0, 0, 0, 0);
    campaign_close(&c);
}

/** Rules a (£40 and £56.25 a day) and b (£30) with one cap. */
#define SHARED(cap)                                                                    \
    "rules : { a : { basis = \"net\"; rate = 0.5; cap_group = \"g\"; " cap             \
    " };\n  b : { basis = \"flat\"; amounts = 30.0; cap_group = \"g\"; " cap           \
    " }; };\n"
#define TWICE                                                                          \
    OUT("later", "b", "\"2026-03-04\", \"2026-04-01\"")                                \
    ", " OUT("first", "a", "\"2026-03-02\", \"2026-03-03\", \"2026-04-02\"")

static void expect_shared(const char *rules, const char *actions, int64_t march,
                          int64_t april)
{
    struct campaign c = campaign_open(WORKS "%s" STRIKE("%s"), rules, actions);
    EXPECT(c, SF_STRIKE_PAY_DUE, 0, 0, march, april, 0);
    campaign_check_books(&c, 1);
    campaign_close(&c);
}

/* M6.6 */
Test(shared_cap, is_used_up_in_the_order_of_days_whichever_rule_pays)
{
    /* £100. Low: 40, 40, then 20 of 30. High: 56.25, then 43.75. */
    expect_shared(SHARED("max_amount = 100.0;"), TWICE, 6 * 10000 + 4 * 10000, 0);
    /* £130. Low: 40, 40, 30, then 20 of 30. High: 56.25, 56.25, then 17.50. */
    expect_shared(SHARED("max_amount = 130.0;"), TWICE, 6 * 11000 + 4 * 13000,
                  6 * 2000);
    /* £155. Low: 40, 40, 30, 30, then 15 of 40. High: 56.25, 56.25, 30, 12.50. */
    expect_shared(SHARED("max_amount = 155.0;"), TWICE, 6 * 11000 + 4 * 14250,
                  6 * 4500 + 4 * 1250);
    /* £1,000: never. */
    expect_shared(SHARED("max_amount = 1000.0;"), TWICE, 6 * 11000 + 4 * 14250,
                  6 * 7000 + 4 * 8625);
    /* Three days in all. */
    expect_shared(SHARED("max_days = 3;"), TWICE, 6 * 11000 + 4 * 14250, 0);
    /* And both: £90 and two days. */
    expect_shared(SHARED("max_days = 2; max_amount = 90.0;"), TWICE,
                  6 * 8000 + 4 * 9000, 0);
}

Test(shared_cap, on_one_day_goes_by_the_order_of_the_file)
{
    /* £60: of 2 March the 30 come first, then 30 of 40 and 30 of 56.25. */
    expect_shared(SHARED("max_amount = 60.0;"),
                  OUT("b first", "b", "\"2026-03-02\"") ", " OUT(
                      "then a", "a", "\"2026-03-02\", \"2026-03-03\""),
                  10 * 6000, 0);
    /* Of April's days b's alone are left with something: 60 - 40 = 20 for the low. */
    expect_shared(
        SHARED("max_amount = 60.0;"),
        OUT("a first", "a", "\"2026-03-02\"") ", " OUT("then b", "b", "\"2026-04-01\""),
        6 * 4000 + 4 * 5625, 6 * 2000 + 4 * 375);
}

Test(shared_cap, counts_the_days_of_steps_and_waits_for_each_action)
{
    /* Days of the group: a, a, b (its second day is the first it pays), b. The step of
       b is its rule's fourth day, which is the third that anything is paid on. */
    expect_shared(
        "rules : { a : { basis = \"net\"; rate = 0.5; cap_group = \"g\"; max_amount = "
        "163.0; };\n"
        "  b : { basis = \"flat\"; amounts = 30.0; from_day = 2; steps = ( { from_day "
        "= 4; amounts = 41.0; } ); cap_group = \"g\"; max_amount = 163.0; }; };\n",
        OUT("first", "a", "\"2026-03-02\", \"2026-03-03\"") ", " OUT(
            "later", "b", "\"2026-03-04\", \"2026-03-05\", \"2026-04-01\""),
        6 * (8000 + 4100) + 4 * (11250 + 4100), 6 * 4100 + 4 * 950);
}

/* M6.6 */
Test(shared_cap, is_each_employers_own)
{
    struct campaign c = campaign_open(
        WORKS_HEAD WORKS_FUND WORKS_BANDS
        "employers : { divisor = 260; list = (\n"
        "  { name = \"Works\"; members = 100; shares = [0.6, 0.4]; salaries = "
        "[26000.0, 39000.0]; },\n"
        "  { name = \"Dock\"; members = 50; shares = [1.0, 0.0]; salaries = [26000.0, "
        "39000.0]; } ); };\n" SHARED("max_amount = 70.0;")
            STRIKE("{ name = \"x\"; employer = \"Works\"; called = 10; rule = \"b\"; "
                   "days = [\"2026-03-02\"]; }, { name = \"y\"; employers = "
                   "[\"Works\", \"Dock\"]; called_share = 0.1; rule = \"a\"; days = "
                   "[\"2026-03-04\", \"2026-04-01\"]; }"));
    /* Works: 30, then 40 of the low's 40 and of the high's 56.25. Dock: 40, 30. */
    EXPECT(c, SF_STRIKE_PAY_DUE, 0, 0, 10 * 3000 + 10 * 4000 + 5 * 4000, 5 * 3000, 0);
    campaign_check_books(&c, 1);
    campaign_close(&c);
}

Test(shared_cap, leaves_an_unpaid_action_between_alone)
{
    expect_shared(
        SHARED("max_amount = 100.0;"),
        OUT("first", "a",
            "\"2026-03-02\", \"2026-03-03\"") ", "
                                              "{ name = \"unpaid\"; employer = "
                                              "\"Works\"; called = 10; days = "
                                              "[\"2026-03-04\"]; }, " OUT(
                                                  "later", "b", "\"2026-04-01\""),
        6 * 8000 + 4 * 10000, 6 * 2000);
}
