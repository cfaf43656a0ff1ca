/* A run stopped or killed at any moment, and two runs into one directory at once. */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/words.h"

enum { MAX_PATH = 512, N_KILLS = 100, N_STOPS = 100, N_RACES = 30 };

/* All files of a run but build.json, which holds the time it took. */
static const char *const FILES[] = {
    "series.csv",        "summary.csv",           "risk.csv",        "differences.csv",
    "bands.csv",         "accounts.csv",          "dat/balance.dat", "dat/money.dat",
    "dat/shortfall.dat", "dat/costs.dat",         "dat/words.gp",    "dat/balance.txt",
    "dat/costs.txt",     "scenario.resolved.cfg", "employers.csv",   "spread.csv",
    "dat/spread.dat",    "dat/spread.txt",        "partial.sfp",     "manifest.json"};
enum { N_FILES = sizeof(FILES) / sizeof(FILES[0]) };

/** A file's content, freed by the caller; NULL when there is none. */
static char *content(const char *here, const char *directory, const char *name)
{
    char path[MAX_PATH];
    snprintf(path, sizeof(path), "%s/%s/%s", here, directory, name);
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return NULL;
    }
    char *text = NULL;
    size_t length = 0;
    if (getdelim(&text, &length, '\0', file) < 0) {
        free(text);
        text = strdup("");
    }
    fclose(file);
    return text;
}

static bool is_same(const char *here, const char *a, const char *b, const char *name)
{
    char *of_a = content(here, a, name);
    char *of_b = content(here, b, name);
    const bool same = of_a != NULL && of_b != NULL && strcmp(of_a, of_b) == 0;
    free(of_a);
    free(of_b);
    return same;
}

static bool is_same_run(const char *here, const char *a, const char *b)
{
    for (size_t i = 0; i < N_FILES; i++) {
        if (!is_same(here, a, b, FILES[i])) {
            return false;
        }
    }
    return true;
}

static void run_whole(const char *here, const char *line)
{
    expect_words(run_in(here, line), 0, NULL, "");
}

/** Sealed: one of the two runs in all its files. Not sealed: each file is of one of
 *  them, or absent. */
static void expect_whole(const char *here)
{
    char *seal = content(here, "out", "manifest.json");
    if (seal != NULL) {
        cr_expect(is_same_run(here, "out", "one") || is_same_run(here, "out", "two"),
                  "a directory with a manifest is of neither run");
    }
    for (size_t i = 0; i < N_FILES; i++) {
        char *text = content(here, "out", FILES[i]);
        cr_expect(text == NULL || is_same(here, "out", "one", FILES[i]) ||
                      is_same(here, "out", "two", FILES[i]),
                  "%s is not whole", FILES[i]);
        free(text);
    }
    free(seal);
}

static char *two_runs(void)
{
    char *here = process_directory();
    process_write(here, "tiny.cfg", TINY);
    run_whole(here, "run tiny.cfg -o one --quiet --seed 1");
    run_whole(here, "run tiny.cfg -o two --quiet --seed 2");
    return here;
}

/** Starts a run into out/ and does not wait. */
static pid_t start(const char *here, const char *seed, const char *runs)
{
    char line[MAX_PATH];
    snprintf(line, sizeof(line), "run tiny.cfg -o out --quiet --seed %s --runs %s",
             seed, runs);
    return start_in(here, line);
}

Test(interrupt, a_killed_run_leaves_no_file_that_is_not_whole)
{
    char *here = two_runs();
    int n_killed = 0;
    unsigned random = 17;
    for (int i = 0; i < N_KILLS; i++) {
        if (i % 10 == 0) {
            run_whole(here, "run tiny.cfg -o out --quiet --seed 1");
        }
        const pid_t child = start(here, i % 2 == 0 ? "2" : "1", "300");
        usleep((useconds_t)(rand_r(&random) % 30000));
        kill(child, SIGKILL);
        n_killed += end_of(child) == -SIGKILL;
        expect_whole(here);
    }
    cr_expect_gt(n_killed, N_KILLS / 10, "only %d were killed in time", n_killed);
    process_directory_end(here);
}

/** The last run that the manifest in out/ names. */
static unsigned long last_run(const char *manifest)
{
    const char *at = strstr(manifest, "\"last_run\": ");
    cr_assert_not_null(at);
    return strtoul(at + strlen("\"last_run\": "), NULL, 10);
}

Test(interrupt, a_stopped_run_is_a_smaller_whole_run)
{
    char *here = two_runs();
    int n_stopped = 0;
    unsigned random = 23;
    for (int i = 0; i < N_STOPS; i++) {
        const pid_t child = start(here, "1", "200000");
        usleep((useconds_t)(rand_r(&random) % 250000));
        kill(child, SIGINT);
        const int code = end_of(child);
        char *manifest = content(here, "out", "manifest.json");
        cr_expect(code == 0 || code == 130 || code == -SIGINT, "ended with %d", code);
        if (code == 130 && manifest != NULL) {
            char line[MAX_PATH];
            snprintf(
                line, sizeof(line),
                "run tiny.cfg -o again --quiet --seed 1 --runs-from 1 --runs-to %lu",
                last_run(manifest));
            run_whole(here, line);
            n_stopped++;
            for (size_t k = 0; k < N_FILES; k++) {
                /* The resolved scenario, and so its hash, says how many runs were asked
                 * for. */
                if (strncmp(FILES[k], "scenario", 8) != 0 &&
                    strncmp(FILES[k], "partial", 7) != 0 &&
                    strncmp(FILES[k], "manifest", 8) != 0) {
                    cr_expect(is_same(here, "out", "again", FILES[k]), "%s differs",
                              FILES[k]);
                }
            }
        }
        free(manifest);
    }
    cr_expect_gt(n_stopped, N_STOPS / 10, "only %d were stopped in time", n_stopped);
    process_directory_end(here);
}

Test(interrupt, two_runs_into_one_directory_leave_one_of_them)
{
    char *here = two_runs();
    for (int i = 0; i < N_RACES; i++) {
        const pid_t one = start(here, "1", "300");
        const pid_t two = start(here, "2", "300");
        cr_expect_eq(end_of(one), 0);
        cr_expect_eq(end_of(two), 0);
        char *seal = content(here, "out", "manifest.json");
        cr_expect_not_null(seal);
        expect_whole(here);
        free(seal);
    }
    process_directory_end(here);
}
