/* A sweep killed or stopped at any moment and taken up again ends in the same bytes. */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/words.h"

enum { N_ROUNDS = 3, N_KILLS = 10 };

#define VARY "--vary fund.opening=4000:9000:50 --runs 3000"

static const char *const FILES[] = {"sweep.csv", "manifest.json", "dat/sweep.dat",
                                    "dat/sweep.txt", "dat/words.gp"};
enum { N_FILES = sizeof(FILES) / sizeof(FILES[0]) };

/** A file's content, freed by the caller; NULL when there is none. */
static char *content(const char *here, const char *directory, const char *name)
{
    char path[512];
    snprintf(path, sizeof(path), "%s/%s/%s", here, directory, name);
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return NULL;
    }
    char *text = NULL;
    size_t length = 0;
    cr_assert_geq(getdelim(&text, &length, '\0', file), 0);
    fclose(file);
    return text;
}

/** Each of the files in out/ is that of whole/; absent ones only when may_be_absent. */
static void expect_whole(const char *here, bool may_be_absent)
{
    for (size_t i = 0; i < N_FILES; i++) {
        char *expected = content(here, "whole", FILES[i]);
        char *found = content(here, "out", FILES[i]);
        cr_expect(found != NULL || may_be_absent, "%s is missing", FILES[i]);
        if (found != NULL) {
            cr_expect_str_eq(found, expected, "%s differs", FILES[i]);
        }
        free(expected);
        free(found);
    }
}

/** Runs the sweep into out/ and sends it a signal after so long. Its exit code. */
static int stop_after(const char *here, int milliseconds, int sent)
{
    const struct process_place place = {
        .directory = here, .signal = sent, .milliseconds = milliseconds};
    const char *const line[] = {
        "sweep",   "tiny.cfg", "--vary", "fund.opening=4000:9000:50",
        "--runs",  "3000",     "-o",     "out",
        "--quiet", NULL};
    struct process process = process_run(&place, line);
    const int code = process.code;
    process_free(&process);
    return code;
}

static char *one_whole(void)
{
    char *here = process_directory();
    process_write(here, "tiny.cfg", TINY);
    expect_words(run_in(here, "sweep tiny.cfg -o whole --quiet " VARY), 0, NULL, "");
    return here;
}

/** Kills sweeps until one comes to its end; how many were killed. */
static int sweep_in_pieces(const char *here, int sent, unsigned *random)
{
    int n_stopped = 0;
    for (int i = 0; i < N_KILLS; i++) {
        const int code = stop_after(here, 1 + rand_r(random) % 120, sent);
        n_stopped += code == -SIGKILL || code == 130;
        cr_expect(code == -SIGKILL || code == 130 || code == 0 || code == -SIGINT,
                  "ended with %d", code);
        expect_whole(here, true);
    }
    expect_words(run_in(here, "sweep tiny.cfg -o out --quiet " VARY), 0, NULL, "");
    expect_whole(here, false);
    cr_expect(!process_has(here, "out/points"));
    return n_stopped;
}

Test(sweep_kills, a_killed_sweep_goes_on_to_the_same_bytes)
{
    char *here = one_whole();
    unsigned random = 17;
    int n_killed = 0;
    for (int round = 0; round < N_ROUNDS; round++) {
        n_killed += sweep_in_pieces(here, SIGKILL, &random);
    }
    cr_expect_gt(n_killed, N_ROUNDS * N_KILLS / 3, "only %d were killed in time",
                 n_killed);
    process_directory_end(here);
}

Test(sweep_kills, a_stopped_sweep_goes_on_to_the_same_bytes)
{
    char *here = one_whole();
    unsigned random = 23;
    const int n_stopped = sweep_in_pieces(here, SIGINT, &random);
    cr_expect_gt(n_stopped, 1, "only %d were stopped in time", n_stopped);
    process_directory_end(here);
}

Test(sweep_kills, finished_points_are_not_simulated_again)
{
    char *here = one_whole();
    for (int i = 0; i < 60 && !process_has(here, "out/points/000009.point"); i++) {
        stop_after(here, 20 + 10 * i, SIGKILL);
    }
    cr_assert(process_has(here, "out/points/000009.point"));
    char path[512];
    struct stat before;
    struct stat since;
    snprintf(path, sizeof(path), "%s/out/points/000001.point", here);
    cr_assert_eq(stat(path, &before), 0);
    /* On a fast machine only as far as leaves some of the 101 to be done. */
    for (int i = 1; i < 6 && !process_has(here, "out/points/000050.point"); i++) {
        stop_after(here, 10 * i, SIGKILL);
        cr_assert_eq(stat(path, &since), 0);
        cr_expect_eq(since.st_mtim.tv_nsec, before.st_mtim.tv_nsec);
    }
    struct process process = run_in(here, "sweep tiny.cfg -o out " VARY);
    unsigned long kept = 0;
    cr_expect_eq(sscanf(process.err, "Goes on where it was stopped: %lu of 101", &kept),
                 1, "%s", process.err);
    cr_expect_geq(kept, 9);
    process_free(&process);
    expect_whole(here, false);
    process_directory_end(here);
}
