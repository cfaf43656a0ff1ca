/* A small campaign's months as text, line by line as they were when last agreed. When
 * a change moves them, the commit says why and puts the new file in. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/campaign.h"
#include "support/everything.h"

#define AGREED "tests/golden/series.csv"
#define FOUND  "build/series.found.csv"

static void write_series(FILE *out)
{
    struct campaign c = campaign_open(EVERYTHING);
    struct sf_results *results = campaign_run(&c, 250);
    fprintf(out, "strategy,month,measure,mean,sd,q05,q50,q95,width\n");
    for (size_t s = 0; s < 3; s++) {
        for (size_t row = 0; row < 10 * SF_N_MEASURES; row++) {
            const size_t m = row / SF_N_MEASURES;
            const enum sf_measure k = (enum sf_measure)(row % SF_N_MEASURES);
            const struct sf_statistic v = sf_results_monthly(results, s, m, k);
            fprintf(out, "%s,%zu,%s,%.4f,%.4f,%.1f,%.1f,%.1f,%.0f\n",
                    c.scenario->strategy[s].name, m, sf_measure_name(k), v.mean, v.sd,
                    v.q05, v.q50, v.q95, v.quantile_width);
        }
        for (size_t e = 0; e < SF_N_EVENTS; e++) {
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
static size_t first_difference(FILE *a, FILE *b, char line_a[256], char line_b[256])
{
    for (size_t line = 1;; line++) {
        const char *of_a = fgets(line_a, 256, a);
        const char *of_b = fgets(line_b, 256, b);
        if (of_a == NULL && of_b == NULL) {
            return 0;
        }
        if (of_a == NULL || of_b == NULL || strcmp(line_a, line_b) != 0) {
            return line;
        }
    }
}

Test(golden, the_months_of_a_small_campaign_are_as_agreed)
{
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);
    cr_assert_not_null(memory);
    write_series(memory);
    fclose(memory);
    FILE *kept = fopen(FOUND, "w"); /* for a look, when something moved */
    if (kept != NULL) {
        fwrite(text, 1, length, kept);
        fclose(kept);
    }
    FILE *agreed = fopen(AGREED, "r");
    cr_assert_not_null(agreed, "run the tests from the project's folder");
    FILE *found = fmemopen(text, length, "r");
    char line_agreed[256] = "";
    char line_found[256] = "";
    const size_t line = first_difference(agreed, found, line_agreed, line_found);
    cr_expect_eq(line, 0, "line %zu:\nagreed %sfound  %sdiff " AGREED " " FOUND, line,
                 line_agreed, line_found);
    fclose(agreed);
    fclose(found);
    free(text);
}
