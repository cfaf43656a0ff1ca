#include "output/closing.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "output/dat.h"
#include "unit/output/seen.h"

/** Rows of a strategy's block of closing.dat that are below zero, and all of them. */
static void count_dots(const char *dat, size_t strategy, size_t *below, size_t *n)
{
    *below = 0;
    *n = 0;
    for (size_t i = 0; i <= strategy; i++) {
        dat = strstr(dat, "# dot closing_balance\n");
        cr_assert_not_null(dat);
        dat = strchr(dat, '\n') + 1;
    }
    for (; *dat >= '1' && *dat <= '9'; dat = strchr(dat, '\n') + 1) {
        (*n)++;
        *below += strchr(dat, ' ')[1] == '-';
    }
}

Test(closing, the_words_are_what_can_be_counted_in_dots)
{
    enum { RUNS = 200, STRATEGIES = 16 };
    struct seen seen;
    char *text = many_strategies();
    look(&seen, RUNS, text);
    free(text);
    struct sf_text dat = {0};
    cr_assert_eq(sf_dat_closing_write(&seen.view, &dat), SF_OK);
    size_t n_between = 0;
    for (size_t i = 0; i < STRATEGIES; i++) {
        size_t below;
        size_t n;
        char said[SF_SAY_CHARS];
        char counted[SF_SAY_CHARS];
        count_dots(dat.chars, i, &below, &n);
        cr_expect_eq(n, 100);
        if (below < 2 || below > 98) {
            continue;
        }
        snprintf(counted, sizeof(counted), "%zu of 100", below);
        sf_closing_say_below_zero(&seen.view, i, said);
        cr_expect_str_eq(said, counted);
        sf_closing_say_below_zero_briefly(&seen.view, i, said);
        cr_expect_str_eq(said, counted);
        /* 13 of 200 is 6.5 of 100, which would be rounded to 6 and is 7 dots. */
        n_between += sf_view_ends_below_zero(&seen.view, i).count % 4 == 1;
    }
    cr_expect_gt(n_between, 0);
    sf_text_free(&dat);
    look_away(&seen);
}

static int compare(const void *a, const void *b)
{
    const int64_t x = *(const int64_t *)a;
    const int64_t y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

Test(closing, a_dot_is_the_middle_of_the_campaigns_it_stands_for)
{
    enum { RUNS = 500 }; /* five a dot: the third of them */
    struct seen seen;
    int64_t closing[RUNS];
    look(&seen, RUNS, UNCERTAIN);
    for (uint64_t run = 1; run <= RUNS; run++) {
        struct sf_ledger ledger = campaign_replay(&seen.campaign, 1, run);
        closing[run - 1] = sf_ledger_value(&ledger, ledger.n_months, SF_BALANCE);
        sf_ledger_free(&ledger);
    }
    qsort(closing, RUNS, sizeof(closing[0]), compare);
    const double width =
        sf_view_total(&seen.view, 1, SF_T_CLOSING_BALANCE).quantile_width;
    for (size_t dot = 1; dot <= 100; dot++) {
        cr_expect_float_eq(sf_closing_dot(&seen.view, 1, dot),
                           (double)closing[5 * dot - 3], width / 2.0, "dot %zu", dot);
    }
    look_away(&seen);
}

Test(closing, none_and_all_are_never_said)
{
    struct seen seen;
    char said[SF_SAY_CHARS];
    look(&seen, 1000, UNCERTAIN);
    sf_closing_say_below_zero(&seen.view, 0, said);
    cr_expect_str_eq(said, "fewer than 4 in 1,000");
    sf_closing_say_below_zero_briefly(&seen.view, 2, said);
    cr_expect_str_eq(said, ">996 in 1,000");
    look_away(&seen);
}

Test(closing, with_fewer_than_a_hundred_runs_each_dot_is_a_run)
{
    struct seen seen;
    look(&seen, 7, UNCERTAIN);
    cr_expect_eq(sf_closing_n_dots(&seen.view), 7);
    double sum = 0.0;
    for (size_t dot = 1; dot <= 7; dot++) {
        sum += sf_closing_dot(&seen.view, 0, dot);
    }
    const struct sf_statistic closing =
        sf_view_total(&seen.view, 0, SF_T_CLOSING_BALANCE);
    cr_expect_float_eq(sum / 7.0, closing.mean, 7.0 * closing.quantile_width);
    look_away(&seen);
}
