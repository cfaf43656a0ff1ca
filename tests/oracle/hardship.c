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
