/* Work not done (M6.9), by hand. Gross days are £100 and £150. */
#include <criterion/criterion.h>
#include <math.h>

#include "support/campaign.h"
#include "support/works.h"

#define PICKETS_ALONE(terms)                                                           \
    "strategies = ( { name = \"s\"; actions = ( " PICKETS(terms) " ); } );\n"

/* M6.9 */
Test(work_not_done, is_weighted_by_employer)
{
    struct campaign c = campaign_open(
        WORKS_HEAD WORKS_FUND WORKS_BANDS
        "employers : { divisor = 260; list = ( { name = \"Works\"; members = 100; "
        "weight = 1.7; shares = [0.6, 0.4]; salaries = [26000.0, 39000.0]; } ); "
        "};\n" PICKETS_ALONE(""));
    /* 18 low days and 12 high ones. */
    cr_expect_eq(campaign_value(&c, 0, 3, SF_WORK_NOT_DONE), 612000);
    cr_expect_eq(campaign_value(&c, 0, 3, SF_PAY_SAVED_BY_EMPLOYER), 360000);
    campaign_close(&c);
}

/* M6.9 */
Test(work_not_done, the_legal_notice_prepares_nobody)
{
    /* Notice on 20 February, ten days before: six more than the four of the law. */
    struct campaign c = campaign_open("notice_days = 4;\n" WORKS PICKETS_ALONE(
        "notice = \"2026-02-20\"; prepared_max = 0.5; prepared_scale = 10.0;"));
    const double left = 1.0 - 0.5 * (1.0 - exp(-0.6));
    cr_expect_eq(campaign_value(&c, 0, 3, SF_WORK_NOT_DONE),
                 2 * llrint(180000.0 * left));
    campaign_close(&c);
    /* And all of the ten where it asks for as many. */
    c = campaign_open("notice_days = 10;\n" WORKS PICKETS_ALONE(
        "notice = \"2026-02-20\"; prepared_max = 0.5; prepared_scale = 10.0;"));
    cr_expect_eq(campaign_value(&c, 0, 3, SF_WORK_NOT_DONE), 360000);
    campaign_close(&c);
}
