/* A small sweep's file, line by line as it was when last agreed. When a change moves
 * it, the commit says why and puts the new file in. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/words.h"

#define AGREED "tests/golden/sweep.csv"
#define FOUND  "build/sweep.found.csv"

Test(golden, the_rows_of_a_small_sweep_are_as_agreed)
{
    char *here = process_directory();
    process_write(here, "tiny.cfg", TINY);
    expect_words(run_in(here, "sweep tiny.cfg -o out --quiet --runs 170 "
                              "--vary strategies.depot.actions.Depot.called=17,38"),
                 0, NULL, "");
    char path[512];
    snprintf(path, sizeof(path), "%s/out/sweep.csv", here);
    FILE *found = fopen(path, "r");
    FILE *agreed = fopen(AGREED, "r");
    FILE *kept = fopen(FOUND, "w"); /* for a look, when something moved */
    cr_assert_not_null(found);
    cr_assert_not_null(agreed, "run the tests from the project's folder");
    size_t line = 1;
    char of_found[512];
    char of_agreed[512];
    for (;; line++) {
        const char *f = fgets(of_found, sizeof(of_found), found);
        const char *a = fgets(of_agreed, sizeof(of_agreed), agreed);
        if (f != NULL && kept != NULL) {
            fputs(f, kept);
        }
        cr_expect((f == NULL) == (a == NULL), "line %zu is in one file only", line);
        if (f == NULL || a == NULL) {
            break;
        }
        cr_expect_str_eq(f, a, "line %zu:\nagreed %sfound  %sdiff " AGREED " " FOUND,
                         line, a, f);
    }
    cr_expect_gt(line, 130);
    fclose(found);
    fclose(agreed);
    if (kept != NULL) {
        fclose(kept);
    }
    process_directory_end(here);
}
