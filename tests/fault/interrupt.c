/* A run stopped or killed at any moment, and two runs into one directory at once. */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/words.h"
#include "strikefund/output.h"

enum { MAX_PATH = 512, N_KILLS = 100, N_STOPS = 100, N_RACES = 30 };

/** The i-th file of a run but build.json, which holds the time it took; or NULL. */
static const char *file_of_run(size_t i)
{
    size_t at = 0;
    for (size_t n = 0; sf_output_file(NULL, at) != NULL; at++) {
        if (strcmp(sf_output_file(NULL, at), "build.json") != 0 && n++ == i) {
            break;
        }
    }
    return sf_output_file(NULL, at);
}

/** A file's bytes, freed by the caller; NULL when there is none. */
static char *content(const char *here, const char *directory, const char *name,
                     size_t *length)
{
    char path[MAX_PATH];
    snprintf(path, sizeof(path), "%s/%s/%s", here, directory, name);
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return NULL;
    }
    char *bytes = NULL;
    FILE *copy = open_memstream(&bytes, length);
    char part[4096];
    size_t n;
    while ((n = fread(part, 1, sizeof(part), file)) > 0) {
        fwrite(part, 1, n, copy);
    }
    fclose(copy);
    fclose(file);
    return bytes;
}

static bool is_same(const char *here, const char *a, const char *b, const char *name)
{
    size_t length_a = 0;
    size_t length_b = 0;
    char *of_a = content(here, a, name, &length_a);
    char *of_b = content(here, b, name, &length_b);
    const bool same = of_a != NULL && of_b != NULL && length_a == length_b &&
                      memcmp(of_a, of_b, length_a) == 0;
    free(of_a);
    free(of_b);
    return same;
}

static bool is_same_run(const char *here, const char *a, const char *b)
{
    for (size_t i = 0; file_of_run(i) != NULL; i++) {
        if (!is_same(here, a, b, file_of_run(i))) {
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
    size_t length;
    char *seal = content(here, "out", "manifest.json", &length);
    if (seal != NULL) {
        cr_expect(is_same_run(here, "out", "one") || is_same_run(here, "out", "two"),
                  "a directory with a manifest is of neither run");
    }
    for (size_t i = 0; file_of_run(i) != NULL; i++) {
        const char *name = file_of_run(i);
        char *text = content(here, "out", name, &length);
        cr_expect(text == NULL || is_same(here, "out", "one", name) ||
                      is_same(here, "out", "two", name),
                  "%s is not whole", name);
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
        size_t length;
        char *manifest = content(here, "out", "manifest.json", &length);
        cr_expect(code == 0 || code == 130 || code == -SIGINT, "ended with %d", code);
        if (code == 130 && manifest != NULL) {
            char line[MAX_PATH];
            snprintf(
                line, sizeof(line),
                "run tiny.cfg -o again --quiet --seed 1 --runs-from 1 --runs-to %lu",
                last_run(manifest));
            run_whole(here, line);
            n_stopped++;
            for (size_t k = 0; file_of_run(k) != NULL; k++) {
                /* The resolved scenario, and so its hash, says how many runs were asked
                 * for. */
                if (strncmp(file_of_run(k), "scenario", 8) != 0 &&
                    strncmp(file_of_run(k), "partial", 7) != 0 &&
                    strncmp(file_of_run(k), "manifest", 8) != 0) {
                    cr_expect(is_same(here, "out", "again", file_of_run(k)),
                              "%s differs", file_of_run(k));
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
        size_t length;
        char *seal = content(here, "out", "manifest.json", &length);
        cr_expect_not_null(seal);
        expect_whole(here);
        free(seal);
    }
    process_directory_end(here);
}
