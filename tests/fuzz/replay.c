/* The corpus of each fuzz target, replayed without libFuzzer. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "fuzz/targets.h"

enum { MAX_BYTES = 100000, MAX_PATH = 512 };

static void replay(const char *corpus, void (*target)(const uint8_t *, size_t))
{
    DIR *directory = opendir(corpus);
    cr_assert_not_null(directory, "%s: run the tests from the repository", corpus);
    uint8_t *bytes = malloc(MAX_BYTES);
    cr_assert_not_null(bytes);
    int n_files = 0;
    for (const struct dirent *entry = readdir(directory); entry != NULL;
         entry = readdir(directory)) {
        char path[MAX_PATH];
        snprintf(path, sizeof(path), "%s/%s", corpus, entry->d_name);
        FILE *file = entry->d_name[0] != '.' ? fopen(path, "rb") : NULL;
        if (file != NULL) {
            const size_t n = fread(bytes, 1, MAX_BYTES, file);
            fclose(file);
            target(bytes, n);
            n_files++;
        }
    }
    closedir(directory);
    free(bytes);
    cr_expect_geq(n_files, 5);
}

Test(fuzz, parts_once_hard_stay_harmless)
{
    replay("tests/fuzz/corpus/part", fuzz_part);
}

Test(fuzz, scenarios_once_hard_stay_harmless)
{
    replay("tests/fuzz/corpus/scenario", fuzz_scenario);
}

Test(fuzz, employers_once_hard_stay_harmless)
{
    replay("tests/fuzz/corpus/employers", fuzz_employers);
}

Test(fuzz, overrides_once_hard_stay_harmless)
{
    replay("tests/fuzz/corpus/set", fuzz_set);
}

Test(fuzz, actuals_once_hard_stay_harmless)
{
    replay("tests/fuzz/corpus/actuals", fuzz_actuals);
}

Test(fuzz, goals_once_hard_stay_harmless)
{
    replay("tests/fuzz/corpus/goals", fuzz_goals);
}
