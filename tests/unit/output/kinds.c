/* Days by kind of action: the table, what gnuplot reads, and the same in words. */
#include "output/kinds.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "output/titles.h"
#include "support/everything.h"
#include "unit/output/seen.h"

/* 100 out on 4 March but for ten pickets, who are out on three days and one; in April
   the high band works to rule, 40 of them on two days. */
#define THREE                                                                          \
    WORKS "strategies = (\n  { name = \"three, kinds\"; actions = ( " PICKETS(         \
        "") ",\n  { name = \"all\"; employers = \"all\"; days = [\"2026-03-04\"]; "    \
            "},\n"                                                                     \
            "  { name = \"rule book\"; kind = \"short of strike\"; employers = "       \
            "\"all\"; "                                                                \
            "called = 40; bands = [0.0, 1.0];\n"                                       \
            "    docking = 0.5; days = [\"2026-04-07\", \"2026-04-08\"]; } ); },\n"    \
            "  { name = \"later\"; actions = ( { name = \"ban\"; kind = \"short of "   \
            "strike\"; employers = \"all\"; docking = 0.5; days = [\"2026-05-05\"]; "  \
            "},\n"                                                                     \
            "  { name = \"out\"; kind = \"selective\"; employers = \"all\"; days = "   \
            "[\"2026-06-01\"]; when = \"docking >= 1\"; } ); },\n"                     \
            "  { name = \"nothing\"; } );\n"

Test(kinds_csv, has_a_row_a_month_and_kind_that_a_strategy_has)
{
    struct seen seen;
    look(&seen, 7, THREE);
    struct sf_text text = {0};
    cr_assert_eq(sf_kinds_write(&seen.view, &text), SF_OK);
    size_t n_lines = 0;
    for (const char *c = text.chars; *c != '\0'; c++) {
        n_lines += *c == '\n';
    }
    cr_expect_eq(n_lines, 1 + 9 * 3 + 9 * 2);
    static const char *const EXPECTED[] = {
        "strategy,month,date,kind,unit,runs,mean,se,sd\n"
        "\"three, kinds\",0,2025-12,targeted,days,7,0.0000,0.0000,0.0000\n",
        "\"three, kinds\",3,2026-03,targeted,days,7,30.0000,0.0000,0.0000\n"
        "\"three, kinds\",3,2026-03,national,days,7,90.0000,0.0000,0.0000\n"
        "\"three, kinds\",3,2026-03,short of "
        "strike,member_days,7,0.0000,0.0000,0.0000\n"
        "\"three, kinds\",4,2026-04,targeted,days,7,10.0000,0.0000,0.0000\n"
        "\"three, kinds\",4,2026-04,national,days,7,0.0000,0.0000,0.0000\n"
        "\"three, kinds\",4,2026-04,short of "
        "strike,member_days,7,80.0000,0.0000,0.0000\n",
        "later,5,2026-05,selective,days,7,0.0000,0.0000,0.0000\n"
        "later,5,2026-05,short of strike,member_days,7,100.0000,0.0000,0.0000\n"};
    for (size_t i = 0; i < sizeof(EXPECTED) / sizeof(EXPECTED[0]); i++) {
        cr_expect_not_null(strstr(text.chars, EXPECTED[i]), "%s", EXPECTED[i]);
    }
    cr_expect_null(strstr(text.chars, "nothing"));
    sf_text_free(&text);
    look_away(&seen);
}

/** A mean as series.csv prints it, in the last decimal. */
static int64_t printed(double mean)
{
    return (int64_t)rint(mean * 1e4);
}

/** Expects the kinds of every month to add up in print; in how many months they would
 *  not, each rounded by itself. */
static size_t expect_sums(const struct seen *seen)
{
    size_t n_off = 0;
    for (size_t cell = 0; cell < 4 * 10; cell++) {
        const size_t s = cell / 10;
        const size_t month = cell % 10;
        double mean[SF_N_KINDS];
        int64_t sum = 0;
        int64_t of_each = 0;
        sf_kinds_means(&seen->view, s, month, mean);
        for (int kind = 0; kind < SF_KIND_SHORT; kind++) {
            const double exact =
                sf_results_kind(seen->results, s, month, (enum sf_kind)kind).mean;
            cr_expect_lt(fabs(mean[kind] - exact), 1e-4);
            sum += printed(mean[kind]);
            of_each += printed(exact);
        }
        const int64_t all =
            printed(sf_results_monthly(seen->results, s, month, SF_STRIKE_DAYS).mean);
        cr_expect_eq(sum, all, "strategy %zu, month %zu: %ld, not %ld", s, month,
                     (long)sum, (long)all);
        n_off += of_each != all;
    }
    return n_off;
}

Test(kinds_csv, strike_days_of_all_kinds_add_up_to_those_of_the_series)
{
    size_t n_off = 0;
    for (uint64_t runs = 371; runs < 383; runs += 3) {
        struct seen seen;
        look(&seen, runs, EVERYTHING);
        n_off += expect_sums(&seen);
        look_away(&seen);
    }
    cr_expect_gt(n_off, 0, "rounding each by itself would have done");
}

Test(days_dat, has_a_block_a_strategy_and_short_of_strike_apart)
{
    struct seen seen;
    look(&seen, 3, THREE);
    struct sf_text text = {0};
    cr_assert_eq(sf_kinds_dat_write(&seen.view, &text), SF_OK);
    static const char *const EXPECTED[] = {
        "# strategy: three, kinds\n# month targeted national selective rolling "
        "short_of_strike strike_days_mean q05 q95\n",
        "\n3 30.0000 90.0000 0.0000 0.0000 0.0000 120.0000 120.0000 120.0000\n"
        "4 10.0000 0.0000 0.0000 0.0000 80.0000 10.0000 10.0000 10.0000\n",
        "\n\n\n# strategy: later\n", "\n\n\n# strategy: nothing\n"};
    for (size_t i = 0; i < sizeof(EXPECTED) / sizeof(EXPECTED[0]); i++) {
        cr_expect_not_null(strstr(text.chars, EXPECTED[i]), "%s", EXPECTED[i]);
    }
    sf_text_free(&text);
    look_away(&seen);
}

Test(days_txt, says_each_kind_and_never_counts_short_of_strike_as_strike_days)
{
    struct seen seen;
    look(&seen, 3, THREE);
    struct sf_text text = {0};
    cr_assert_eq(sf_titles_add_alternative(&seen.view, SF_CHART_DAYS, &text), SF_OK);
    cr_expect_str_eq(
        text.chars,
        "Strike-days until August 2026 by kind of action, on average; action short of "
        "strike has none: three, kinds has 40 targeted strike-days (the most in March "
        "2026), 90 national strike-days (the most in March 2026), 80 member-days of "
        "action short of strike (the most in April 2026); later has no selective "
        "strike-days, 100 member-days of action short of strike (the most in May "
        "2026); nothing calls nobody out.\n");
    sf_text_free(&text);
    look_away(&seen);
}

/** Expects the title of the chart of a view's first n strategies. */
static void expect_title(struct seen *seen, size_t n, const char *expected)
{
    const size_t all = seen->view.n_strategies;
    struct sf_text title = {0};
    seen->view.n_strategies = n;
    cr_assert_eq(sf_titles_add(&seen->view, SF_CHART_DAYS, &title), SF_OK);
    cr_expect_str_eq(title.chars, expected);
    seen->view.n_strategies = all;
    sf_text_free(&title);
}

Test(days_txt, titles_name_strike_days_and_beside_them_what_is_short_of_strike)
{
    struct seen seen;
    look(&seen, 3, THREE);
    expect_title(&seen, 1,
                 "Strike-days by Aug 2026, on average: three, kinds 130 (and short of "
                 "strike 80 member-days)");
    expect_title(&seen, 3,
                 "Strike-days by Aug 2026, on average: 0 to 130 (and short of strike 0 "
                 "to 100 member-days), by strategy");
    look_away(&seen);
    char *text = many_strategies();
    look(&seen, 3, text);
    free(text);
    expect_title(&seen, 16, "Strike-days by Aug 2026, on average: 0, by strategy");
    look_away(&seen);
}
