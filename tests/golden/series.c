/* A small campaign's figures as text, line by line as they were when last agreed. When
 * a change moves them, the commit says why and puts the new file in. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "output/kinds.h"
#include "output/tables.h"
#include "support/campaign.h"
#include "support/everything.h"

enum { RUNS = 250, LINE_CHARS = 256 };

static void write_series(FILE *out)
{
    struct campaign c = campaign_open(EVERYTHING);
    struct sf_results *results = campaign_run(&c, RUNS);
    fprintf(out, "strategy,month,measure,mean,sd,q05,q50,q95,width\n");
    for (size_t s = 0; s < 3; s++) {
        for (size_t row = 0; row < 10 * SF_N_PLAIN_MEASURES; row++) {
            const size_t m = row / SF_N_PLAIN_MEASURES;
            const enum sf_measure k = (enum sf_measure)(row % SF_N_PLAIN_MEASURES);
            const struct sf_statistic v = sf_results_monthly(results, s, m, k);
            fprintf(out, "%s,%zu,%s,%.4f,%.4f,%.1f,%.1f,%.1f,%.0f\n",
                    c.scenario->strategy[s].name, m, sf_measure_name(k), v.mean, v.sd,
                    v.q05, v.q50, v.q95, v.quantile_width);
        }
        for (size_t e = 0; e < sf_results_n_events(results); e++) {
            if (e == SF_SETTLED) {
                continue; /* which here no dispute is */
            }
            for (size_t m = 0; m <= 10; m++) {
                fprintf(
                    out, "%s,%zu,first %s,%lu,,,,,\n", c.scenario->strategy[s].name, m,
                    sf_event_name((enum sf_event)e),
                    (unsigned long)sf_results_first(results, s, m, (enum sf_event)e));
            }
        }
    }
    sf_results_free(results);
    campaign_close(&c);
}

/** The first line that differs, from 1; 0 when the texts are the same. */
static size_t first_difference(FILE *a, FILE *b, char line_a[LINE_CHARS],
                               char line_b[LINE_CHARS])
{
    for (size_t line = 1;; line++) {
        const char *of_a = fgets(line_a, LINE_CHARS, a);
        const char *of_b = fgets(line_b, LINE_CHARS, b);
        if (of_a == NULL && of_b == NULL) {
            return 0;
        }
        if (of_a == NULL || of_b == NULL || strcmp(line_a, line_b) != 0) {
            return line;
        }
    }
}

/** Expects the text to be that of tests/golden/<name>.csv, and frees it. */
static void expect_as_agreed(const char *name, char *text, size_t length)
{
    char agreed_name[64];
    char found_name[64];
    snprintf(agreed_name, sizeof(agreed_name), "tests/golden/%s.csv", name);
    snprintf(found_name, sizeof(found_name), "build/%s.found.csv", name);
    FILE *kept = fopen(found_name, "w"); /* for a look, when something moved */
    if (kept != NULL) {
        fwrite(text, 1, length, kept);
        fclose(kept);
    }
    FILE *agreed = fopen(agreed_name, "r");
    cr_assert_not_null(agreed, "run the tests from the project's folder");
    FILE *found = fmemopen(text, length, "r");
    char line_agreed[LINE_CHARS] = "";
    char line_found[LINE_CHARS] = "";
    const size_t line = first_difference(agreed, found, line_agreed, line_found);
    cr_expect_eq(line, 0, "line %zu:\nagreed %sfound  %sdiff %s %s", line, line_agreed,
                 line_found, agreed_name, found_name);
    fclose(agreed);
    fclose(found);
    free(text);
}

Test(golden, the_months_of_a_small_campaign_are_as_agreed)
{
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);
    cr_assert_not_null(memory);
    write_series(memory);
    fclose(memory);
    expect_as_agreed("series", text, length);
}

static void expect_table(const char *name,
                         enum sf_status (*write)(const struct sf_view *view,
                                                 struct sf_text *text))
{
    struct campaign c = campaign_open(EVERYTHING);
    struct sf_results *results = campaign_run(&c, RUNS);
    struct sf_view view;
    struct sf_text text = {0};
    cr_assert_eq(sf_view_init(&view, c.experiment, results, NULL), SF_OK);
    cr_assert_eq(write(&view, &text), SF_OK);
    const size_t length = text.length;
    expect_as_agreed(name, sf_text_take(&text), length);
    sf_view_free(&view);
    sf_results_free(results);
    campaign_close(&c);
}

Test(golden, what_is_asked_of_each_employer_is_as_agreed)
{
    expect_table("employers", sf_employers_write);
}

Test(golden, the_days_of_each_kind_are_as_agreed)
{
    expect_table("kinds", sf_kinds_write);
}

Test(golden, where_the_spread_comes_from_is_as_agreed)
{
    expect_table("spread", sf_spread_write);
}
