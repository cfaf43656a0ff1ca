/* Whom a levy is due from: some employers, or members elsewhere; to the penny. */
#include <criterion/criterion.h>

#include "support/campaign.h"
#include "support/laws.h"
#include "support/sameness.h"
#include "support/works.h"

#define EXPECT(campaign, measure, ...)                                                 \
    campaign_expect(&(campaign), 0, measure, (const int64_t[]){__VA_ARGS__},           \
                    sizeof((const int64_t[]){__VA_ARGS__}) / sizeof(int64_t))

/* The Works, 60 low and 40 high; the Dock, 5 and 5; and 30 elsewhere: as the 65 and 45
   here, 18 and 12 of them (17.7 and 12.3). */
#define PLACES(terms)                                                                  \
    WORKS_HEAD WORKS_FUND WORKS_BANDS                                                  \
        "employers : { divisor = 260; other_payers = 30; " terms " list = (\n"         \
        "  { name = \"Works\"; members = 100; shares = [0.6, 0.4];\n"                  \
        "    salaries = [26000.0, 39000.0]; },\n"                                      \
        "  { name = \"Dock\"; group = \"coast\"; members = 10; shares = [0.5, 0.5];\n" \
        "    salaries = [30000.0, 42000.0]; } ); };\n"

/* M5.1 */
Test(scope, is_all_employers_and_nobody_else_unless_it_says_more)
{
    struct campaign c = campaign_open(PLACES("") WORKS_LEVY("lapse = 0.1;") LEVY_ALONE);
    struct campaign d = campaign_open(
        PLACES("") WORKS_LEVY("lapse = 0.1; scope = \"all\";") LEVY_ALONE);
    for (uint64_t run = 1; run <= 20; run++) {
        struct sf_ledger x = campaign_replay(&c, 0, run);
        struct sf_ledger y = campaign_replay(&d, 0, run);
        cr_expect_eq(sf_ledger_value(&x, 2, SF_PAYERS), 110);
        expect_same_ledgers(&x, &y);
        sf_ledger_free(&x);
        sf_ledger_free(&y);
    }
    campaign_close(&c);
    campaign_close(&d);
}

/* M5.1 */
Test(scope, leaves_out_whom_it_does_not_name)
{
    struct campaign c =
        campaign_open(PLACES("") WORKS_LEVY("scope = [\"coast\"];") LEVY_ALONE);
    EXPECT(c, SF_LEVY_INCOME, 0, 4000, 4000, 4000, 0, 0, 0, 0);
    EXPECT(c, SF_PAYERS, 0, 10, 10, 10, 0, 0, 0, 0);
    EXPECT(c, SF_MEMBERS, 140, 140, 140, 140, 140, 140, 140, 140);
    campaign_check_books(&c, 2);
    campaign_close(&c);
    c = campaign_open(PLACES("") WORKS_LEVY("scope = [\"Works\"]; collection_lag = 1;")
                          LEVY_ALONE);
    EXPECT(c, SF_LEVY_INCOME, 0, 0, 38000, 38000, 38000, 0, 0, 0);
    EXPECT(c, SF_NET_POSITION, 1000000, 1038000, 1076000, 1114000, 1114000);
    campaign_close(&c);
}

/* M4.1, M5.1 */
Test(scope, of_other_payers_takes_them_by_band)
{
    struct campaign c = campaign_open(
        PLACES("") WORKS_LEVY("scope = [\"Dock\", \"other payers\"];") LEVY_ALONE);
    EXPECT(c, SF_LEVY_INCOME, 0, 4000 + 11400, 15400, 15400, 0, 0, 0, 0);
    EXPECT(c, SF_PAYERS, 0, 40, 40, 40, 0, 0, 0, 0);
    EXPECT(c, SF_MEMBERS, 140, 140, 140, 140, 140, 140, 140, 140);
    campaign_check_books(&c, 2);
    campaign_close(&c);
    /* 0.85 of 30 are 26 (25.5: the tie goes to the first). */
    c = campaign_open(PLACES("other_shares = [0.85, 0.15];")
                          WORKS_LEVY("scope = [\"other payers\"];") LEVY_ALONE);
    EXPECT(c, SF_LEVY_INCOME, 0, 26 * 300 + 4 * 500, 9800, 9800, 0, 0, 0, 0);
    EXPECT(c, SF_PAYERS, 0, 30, 30, 30, 0, 0, 0, 0);
    campaign_close(&c);
}

/* M4.1 */
Test(scope, a_share_of_pay_of_other_payers_is_of_the_mean_salary_here)
{
    /* Low: (60 * 26,000 + 5 * 30,000) / 65 = £26,307.69, a hundredth of a month of
       which is £21.923077 for 18; high: £39,333.33, £32.777778 for 12. */
    struct campaign c = campaign_open(PLACES(
        "") "levies = ( { name = \"levy\"; from = \"2026-02\"; to = \"2026-02\";\n"
            "  share_of_pay = 0.01; scope = [\"other payers\"]; } );\n" LEVY_ALONE);
    EXPECT(c, SF_LEVY_INCOME, 0, 39462 + 39333, 0);
    campaign_close(&c);
}

#define PHASES(first, second)                                                          \
    "levies = ( { name = \"one\"; from = \"2026-02\"; to = \"2026-03\";\n"             \
    "  rates = { low = 3.0; high = 5.0; }; " first " },\n"                             \
    "  { name = \"two\"; from = \"2026-04\"; to = \"2026-05\";\n"                      \
    "  rates = { low = 3.0; high = 5.0; }; " second " } );\n"                          \
    "strategies = ( { name = \"both\"; levy = [\"one\", \"two\"]; } );\n"
#define WORKS_ALONE "scope = [\"Works\"];"
#define ALL_HERE    "scope = [\"Works\", \"coast\"];"
#define ALWAYS      "trigger = \"balance\"; on_below = 999999.0;"

/* M5.1, M5.2 */
Test(scope, whom_a_later_phase_takes_in_decide_afresh)
{
    /* At the same rate who pays goes on, whatever the second's notpay. */
    struct campaign c =
        campaign_open(PLACES("") PHASES(WORKS_ALONE, ALL_HERE "notpay = 1.0;"));
    EXPECT(c, SF_PAYERS, 0, 100, 100, 100, 100, 0, 0, 0);
    campaign_close(&c);
    c = campaign_open(PLACES("") PHASES(WORKS_ALONE "notpay = 1.0;", ALL_HERE));
    EXPECT(c, SF_PAYERS, 0, 0, 0, 10, 10, 0, 0, 0);
    EXPECT(c, SF_LEVY_INCOME, 0, 0, 0, 4000, 4000, 0, 0, 0);
    campaign_close(&c);
}

/* M4.4, M5.1 */
Test(scope, whom_a_later_phase_takes_in_pay_all_of_its_price)
{
    struct campaign c =
        campaign_open(PLACES("") "members : { elasticity = 10.0; };\n" PHASES(
            WORKS_ALONE "notpay = 1.0;", ALL_HERE));
    EXPECT(c, SF_MEMBERS, 140, 140, 140, 130, 130, 130, 130, 130);
    EXPECT(c, SF_PAYERS, 0, 0, 0, 0, 0, 0, 0, 0);
    campaign_close(&c);
}

/* M5.1 */
Test(scope, whom_a_later_phase_leaves_out_stop)
{
    struct campaign c =
        campaign_open(PLACES("") PHASES(ALL_HERE, "scope = [\"coast\"];"));
    EXPECT(c, SF_PAYERS, 0, 110, 110, 10, 10, 0, 0, 0);
    EXPECT(c, SF_LEVY_INCOME, 0, 42000, 42000, 4000, 4000, 0, 0, 0);
    EXPECT(c, SF_MEMBERS, 140, 140, 140, 140, 140, 140, 140, 140);
    campaign_close(&c);
}

/* M5.1, M5.6 */
Test(scope, is_the_same_of_a_levy_that_waits_for_the_fund)
{
    struct campaign c =
        campaign_open(PLACES("") PHASES(WORKS_ALONE, ALWAYS ALL_HERE "notpay = 1.0;"));
    EXPECT(c, SF_PAYERS, 0, 100, 100, 100, 100, 0, 0, 0);
    campaign_close(&c);
    c = campaign_open(PLACES("")
                          PHASES(ALWAYS WORKS_ALONE "notpay = 1.0;", ALWAYS ALL_HERE));
    EXPECT(c, SF_PAYERS, 0, 0, 0, 10, 10, 0, 0, 0);
    campaign_close(&c);
    c = campaign_open(
        PLACES("") PHASES(ALWAYS ALL_HERE, ALWAYS "scope = [\"other payers\"];"));
    EXPECT(c, SF_PAYERS, 0, 110, 110, 30, 30, 0, 0, 0);
    campaign_close(&c);
}

/* M4.1, M5.4 */
Test(scope, nothing_exempts_other_payers)
{
    /* All ten of the Dock, the last employer, are out on strike pay in March. */
    struct campaign c = campaign_open(
        PLACES("") "rules : { pay : { basis = \"flat\"; amounts = 10.0; }; "
                   "};\n" WORKS_LEVY(
                       "exempt_on_paid_strike = true; scope = [\"coast\", \"other "
                       "payers\"];") "strategies = ( { name = \"s\"; levy = \"levy\"; "
                                     "actions = ( {\n"
                                     "  name = \"out\"; employer = \"Dock\"; called = "
                                     "\"all\"; rule = \"pay\";\n"
                                     "  days = [\"2026-03-02\"]; } ); } );\n");
    EXPECT(c, SF_LEVY_INCOME, 0, 15400, 11400, 15400, 0);
    campaign_close(&c);
}

/* M2.3, M4.1 */
Test(scope, other_payers_differ_as_one_employer_more)
{
    enum { RUNS = 40000 };
    double p;
    double spread;
    logit_normal_moments(0.7, 0.7, &p, &spread);
    struct campaign c = campaign_open(PLACES("") WORKS_LEVY(
        "notpay = 0.3; spread = 0.7; scope = [\"Dock\", \"other payers\"];")
                                          LEVY_ALONE);
    struct sf_results *results = campaign_run(&c, RUNS);
    /* Effects of their own: 30^2 + 10^2, not 40^2. */
    expect_moments(results, 0, 2, SF_PAYERS, 40.0 * p,
                   40.0 * (p - p * p - spread) + (900.0 + 100.0) * spread, 3.6);
    sf_results_free(results);
    campaign_close(&c);
}

/* M4.2, M4.3, M5.2 */
Test(scope, other_payers_leave_join_and_lapse_as_members_do)
{
    enum { RUNS = 20000 };
    struct campaign c =
        campaign_open(PLACES("") "members : { leave = 0.1; join = 0.2; };\n" WORKS_LEVY(
            "notpay = 0.4; lapse = 0.3; scope = [\"other payers\"];") LEVY_ALONE);
    struct sf_results *results = campaign_run(&c, RUNS);
    /* February: of 30 * 0.9 + 6 who were there in January, 0.9 have stayed and 6 are
       new; 0.6 pay. March: 0.9 * 0.7 of those pay still, and 0.6 of 6 new ones. */
    const double february = 0.6 * ((30.0 * 0.9 + 6.0) * 0.9 + 6.0);
    const double march = february * 0.9 * 0.7 + 0.6 * 6.0;
    const struct sf_statistic first = sf_results_monthly(results, 0, 2, SF_PAYERS);
    const struct sf_statistic second = sf_results_monthly(results, 0, 3, SF_PAYERS);
    cr_expect_float_eq(first.mean, february, 5.0 * first.se);
    cr_expect_float_eq(second.mean, march, 5.0 * second.se);
    sf_results_free(results);
    campaign_check_books(&c, 20);
    campaign_close(&c);
}

/* M5.1 */
Test(scope, strategies_of_one_scenario_each_have_their_own)
{
#define OF_THREE                                                                       \
    "levies = ( { name = \"one\"; from = \"2026-02\"; to = \"2026-05\"; notpay = 0.2;" \
    "\n  rates = { low = 3.0; high = 5.0; }; scope = [\"coast\", \"other payers\"]; "  \
    "},\n  { name = \"two\"; from = \"2026-02\"; to = \"2026-05\"; notpay = 0.2;\n"    \
    "  rates = { low = 3.0; high = 5.0; }; } );\n"
    struct campaign both = campaign_open(
        PLACES("") OF_THREE
        "strategies = ( { name = \"a\"; levy = \"two\"; }, { name = \"b\"; levy = "
        "\"one\"; }, { name = \"c\"; levy = \"one\"; campaign_cost = 1.0; } );\n");
    struct campaign alone = campaign_open(
        PLACES("") OF_THREE "strategies = ( { name = \"b\"; levy = \"one\"; } );\n");
    for (uint64_t run = 1; run <= 20; run++) {
        struct sf_ledger x = campaign_replay(&both, 1, run);
        struct sf_ledger y = campaign_replay(&alone, 0, run);
        struct sf_ledger z = campaign_replay(&both, 2, run);
        expect_same_ledgers(&x, &y);
        expect_same_rows(&x, &z, SF_PAYERS);
        sf_ledger_free(&x);
        sf_ledger_free(&y);
        sf_ledger_free(&z);
    }
    struct sf_results *of_both = campaign_run(&both, 300);
    struct sf_results *of_alone = campaign_run(&alone, 300);
    cr_expect_eq(sf_results_monthly(of_both, 1, 4, SF_PAYERS).mean,
                 sf_results_monthly(of_alone, 0, 4, SF_PAYERS).mean);
    cr_expect_gt(sf_results_monthly(of_both, 0, 4, SF_PAYERS).mean, 80.0);
    sf_results_free(of_both);
    sf_results_free(of_alone);
    campaign_close(&both);
    campaign_close(&alone);
}
