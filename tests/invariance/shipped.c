/* What must hold in every run of every scenario that is shipped (M3.2, M7.4). */
#include <criterion/criterion.h>
#include <glob.h>
#include <stdlib.h>

#include "support/pots.h"

enum { RUNS = 6 };

Test(shipped, in_every_scenario_the_books_balance_and_no_earmark_is_broken)
{
    glob_t found;
    size_t n_with_pots = 0;
    cr_assert_eq(glob("scenarios/*.cfg", 0, NULL, &found), 0);
    cr_assert_gt(found.gl_pathc, 6);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        struct campaign c = campaign_read(found.gl_pathv[i]);
        campaign_check_books(&c, RUNS);
        if (c.scenario->fund.pots.n > 0) {
            pots_check(&c, RUNS);
            n_with_pots++;
        }
        campaign_close(&c);
    }
    cr_expect_gt(n_with_pots, 0);
    globfree(&found);
}
