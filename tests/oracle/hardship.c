/* Hardship grants (M6.8) without chance, by hand. */
#include <criterion/criterion.h>

#include "support/campaign.h"
#include "support/works.h"

#define EXPECT(campaign, measure, ...)                                                 \
    campaign_expect(&(campaign), 0, measure, (const int64_t[]){__VA_ARGS__},           \
                    sizeof((const int64_t[]){__VA_ARGS__}) / sizeof(int64_t))

#define GRANTS(basis, terms)                                                           \
    "rules : { pay : { basis = \"" basis "\"; hardship_share = 1.0; "                  \
    "hardship_grant = 30.0; " terms " }; };\n"
#define STRIKE(action)                                                                 \
    "strategies = ( { name = \"strike\"; actions = ( " action " ); } );\n"

/* M6.8 */
Test(hardship, nobody_on_strike_pay_gets_a_grant)
{
    struct campaign c =
        campaign_open(WORKS GRANTS("net", "") STRIKE(PICKETS("rule = \"pay\";")));
    EXPECT(c, SF_HARDSHIP, 0, 0, 0, 0, 0);
    EXPECT(c, SF_STRIKERS, 0, 0, 10, 10, 0);
    campaign_close(&c);
}

/* M6.8 */
Test(hardship, grants_go_to_those_out_on_the_first_day)
{
    /* All ten are back at work from the second day on. */
    struct campaign c = campaign_open(
        WORKS GRANTS("none", "") STRIKE(PICKETS("rule = \"pay\"; fatigue = 1.0;")));
    EXPECT(c, SF_HARDSHIP, 0, 0, 10 * 3000, 0, 0);
    campaign_check_books(&c, 1);
    campaign_close(&c);
}

/* M6.8 */
Test(hardship, the_sum_is_there_again_next_month)
{
    /* Ten grants would be £300 in March and again in April. */
    struct campaign c = campaign_open(WORKS GRANTS("none", "hardship_cap = 217.0;")
                                          STRIKE(PICKETS("rule = \"pay\";")));
    EXPECT(c, SF_HARDSHIP, 0, 0, 21700, 21700, 0);
    EXPECT(c, SF_BALANCE, 1000000, 1000000, 978300, 956600, 956600);
    campaign_check_books(&c, 1);
    campaign_close(&c);
}

/* M10.3 */
Test(hardship, costs_the_fund_and_spares_members_as_much)
{
    struct campaign c =
        campaign_open(WORKS GRANTS("none", "") STRIKE(PICKETS("rule = \"pay\";")));
    struct sf_results *results = campaign_run(&c, 2);
    cr_expect_eq(sf_results_total(results, 0, SF_T_PAY_LOST).mean, 372000.0);
    cr_expect_eq(sf_results_total(results, 0, SF_T_FUND_COST).mean, 60000.0);
    cr_expect_eq(sf_results_total(results, 0, SF_T_MEMBERS_COST).mean, 312000.0);
    cr_expect_eq(sf_results_total(results, 0, SF_T_TOTAL_COST).mean, 372000.0);
    sf_results_free(results);
    campaign_close(&c);
}
