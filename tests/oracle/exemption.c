/* Who is let off the levy (M5.4), by hand. */
#include <criterion/criterion.h>

#include "support/campaign.h"
#include "support/works.h"

#define STRATEGY                                                                       \
    "strategies = ( { name = \"s\"; levy = \"levy\"; actions = ( " PICKETS(            \
        "rule = \"pay\";") " ); } );\n"

/* M5.4 */
Test(exemption, needs_a_levy_that_says_so)
{
    struct campaign c = campaign_open(
        WORKS WORKS_LEVY("") "rules : { pay : { basis = \"net\"; }; };\n" STRATEGY);
    const int64_t levy[] = {0, 38000, 38000, 38000, 0};
    campaign_expect(&c, 0, SF_LEVY_INCOME, levy, 5);
    campaign_close(&c);
}

/* M5.4 */
Test(exemption, is_for_as_many_as_pay_among_those_out)
{
    /* Of 130 members some 65 pay £4; 41 are out on strike pay in February, so that due
       are the P who pay less 41 P / 130, rounded. */
    struct campaign c = campaign_open(
        WORKS_HEAD WORKS_FUND
        "bands = ( { name = \"all\"; net_ratio = 0.8; } );\n"
        "employers : { list = ( { name = \"Works\"; members = 130; shares = [1.0]; "
        "salaries = [26000.0]; } ); };\n"
        "levies = ( { name = \"levy\"; from = \"2026-02\"; to = \"2026-02\"; rates = { "
        "all = 4.0; }; notpay = 0.5; exempt_on_paid_strike = true; } );\n"
        "rules : { pay : { basis = \"net\"; }; };\n"
        "strategies = ( { name = \"s\"; levy = \"levy\"; actions = ( { name = \"out\"; "
        "employer = \"Works\"; called = 41; rule = \"pay\"; days = [\"2026-02-03\"]; } "
        "); } );\n");
    for (uint64_t run = 1; run <= 30; run++) {
        struct sf_ledger ledger = campaign_replay(&c, 0, run);
        const int64_t payers = sf_ledger_value(&ledger, 2, SF_PAYERS);
        const int64_t exempt = (2 * 41 * payers + 130) / 260; /* no tie occurs */
        cr_assert_neq(41 * payers % 130, 65);
        cr_expect_eq(sf_ledger_value(&ledger, 2, SF_LEVY_INCOME),
                     400 * (payers - exempt));
        sf_ledger_free(&ledger);
    }
    campaign_close(&c);
}
