/* How many are called in each band (M6.1), by hand. Net days are £80 and £112.50. */
#include <criterion/criterion.h>
#include <math.h>

#include "support/campaign.h"
#include "support/works.h"

/* M6.1 */
Test(called, a_head_count_goes_to_the_largest_remainders)
{
    /* Of 7 the low have 4.2 and the high 2.8: 4 and 3. */
    struct campaign c = campaign_open(
        WORKS "strategies = ( { name = \"s\"; actions = ( { name = \"seven\"; employer "
              "= \"Works\"; called = 7; days = [\"2026-01-06\"]; } ); } );\n");
    cr_expect_eq(campaign_value(&c, 0, 1, SF_PAY_LOST), 4 * 8000 + 3 * 11250);
    campaign_close(&c);
}

/* M6.1 */
Test(called, a_share_is_of_those_who_are_members_by_then)
{
    /* Half of the 100 have left on average: half of the rest are called, and a fifth of
       the rest who are not called yet. */
    static const struct {
        const char *second;
        double n_called;
    } list[] = {{"", 25.0},
                {", { name = \"b\"; employer = \"Works\"; called_share = 0.2; days = "
                 "[\"2026-01-06\"]; }",
                 35.0}};
    enum { RUNS = 900 };
    for (size_t i = 0; i < 2; i++) {
        struct campaign c = campaign_open(
            WORKS "members : { leave = 0.5; };\n"
                  "strategies = ( { name = \"s\"; actions = ( { name = \"a\"; employer "
                  "= \"Works\"; called_share = 0.5; days = [\"2026-01-06\"]; }%s ); } "
                  ");\n",
            list[i].second);
        struct sf_results *results = campaign_run(&c, RUNS);
        const double mean = sf_results_monthly(results, 0, 1, SF_STRIKERS).mean;
        /* The members left have sd 5; whole members add less than half of one. */
        cr_expect_float_eq(mean, list[i].n_called, 5.0 * 5.0 / sqrt(RUNS), "%f", mean);
        sf_results_free(results);
        campaign_close(&c);
    }
}
