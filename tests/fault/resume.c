/* A run stopped or killed a hundred times, each time gone on from: the bytes of a run
 * that nobody disturbed. */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cli/words.h"

enum { MAX_PATH = 512, DISTURBANCES = 100, RUNS = 60000 };

/** The last run that a manifest names; 0 without one. */
static unsigned long last_run(const char *here, const char *directory)
{
    char path[MAX_PATH];
    char text[4096] = "";
    snprintf(path, sizeof(path), "%s/%s/manifest.json", here, directory);
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        return 0;
    }
    text[fread(text, 1, sizeof(text) - 1, file)] = '\0';
    fclose(file);
    const char *at = strstr(text, "\"last_run\": ");
    cr_assert_not_null(at);
    return strtoul(at + strlen("\"last_run\": "), NULL, 10);
}

/** What must hold of out/ whenever a process has ended. */
static void expect_out_of(const char *here, int code, int number)
{
    if (code == 0) {
        cr_assert(is_same_directory(here, "whole", "out"), "disturbance %d", number);
        char from[MAX_PATH];
        char to[MAX_PATH];
        snprintf(from, sizeof(from), "%s/out", here);
        snprintf(to, sizeof(to), "%s/done-%d", here, number);
        cr_assert_eq(rename(from, to), 0); /* and the next begins afresh */
    }
}

static char *with_whole(const char *more)
{
    char *here = unknown_directory();
    char line[MAX_PATH];
    snprintf(line, sizeof(line), "run tiny.cfg -o whole --quiet --runs %d%s", RUNS,
             more);
    expect_words(run_in(here, line), 0, NULL, "");
    return here;
}

Test(resume, a_hundred_interruptions_lose_no_run)
{
    char *here = with_whole("");
    char line[MAX_PATH];
    unsigned random = 4711;
    int n_stopped = 0;
    int n_whole = 0;
    for (int i = 0; i < DISTURBANCES; i++) {
        const unsigned long before = last_run(here, "out");
        snprintf(line, sizeof(line),
                 "run tiny.cfg -o out --quiet --runs %d --resume --threads %d", RUNS,
                 1 + i % 3);
        const pid_t child = start_in(here, line);
        usleep((useconds_t)(rand_r(&random) % 60000));
        kill(child, SIGINT);
        const int code = end_of(child);
        cr_assert(code == 0 || code == 130 || code == -SIGINT, "ended with %d", code);
        n_stopped += code == 130;
        n_whole += code == 0;
        cr_expect_geq(last_run(here, "out"), before, "runs were lost");
        expect_out_of(here, code, i);
    }
    snprintf(line, sizeof(line), "run tiny.cfg -o out --quiet --runs %d --resume",
             RUNS);
    expect_words(run_in(here, line), 0, NULL, NULL);
    cr_expect(is_same_directory(here, "whole", "out"));
    cr_expect_gt(n_stopped, DISTURBANCES / 4, "only %d were stopped", n_stopped);
    cr_expect_gt(n_whole, 0);
    process_directory_end(here);
}

/** Microseconds that a whole run takes on one thread of this machine now. */
static unsigned long time_of_run(const char *here)
{
    struct timespec from;
    struct timespec to;
    char line[MAX_PATH];
    snprintf(line, sizeof(line), "run tiny.cfg -o timed --quiet --threads 1 --runs %d",
             RUNS);
    clock_gettime(CLOCK_MONOTONIC, &from);
    expect_words(run_in(here, line), 0, NULL, "");
    clock_gettime(CLOCK_MONOTONIC, &to);
    return (unsigned long)((to.tv_sec - from.tv_sec) * 1000000 +
                           (to.tv_nsec - from.tv_nsec) / 1000);
}

/* A kill leaves no time for anything: what is kept is what was kept before. Each comes
   well before a whole run would end, so without checkpoints hardly any would. */
Test(resume, a_hundred_kills_lose_no_more_than_a_moment)
{
    char *here = with_whole("");
    char line[MAX_PATH];
    unsigned random = 1789;
    const unsigned long whole = time_of_run(here);
    int n_killed = 0;
    int n_whole = 0;
    for (int i = 0; i < DISTURBANCES; i++) {
        snprintf(line, sizeof(line),
                 "run tiny.cfg -o out --quiet --runs %d --resume --threads 1 "
                 "--checkpoint 0.005",
                 RUNS);
        const pid_t child = start_in(here, line);
        usleep((useconds_t)(whole / 5 + (unsigned long)rand_r(&random) % (whole / 2)));
        kill(child, SIGKILL);
        const int code = end_of(child);
        cr_assert(code == 0 || code == -SIGKILL, "ended with %d", code);
        n_killed += code == -SIGKILL;
        n_whole += code == 0;
        expect_out_of(here, code, i);
    }
    snprintf(line, sizeof(line), "run tiny.cfg -o out --quiet --runs %d --resume",
             RUNS);
    expect_words(run_in(here, line), 0, NULL, NULL);
    cr_expect(is_same_directory(here, "whole", "out"));
    cr_expect(!process_has(here, "out/checkpoint.sfp"));
    cr_expect_gt(n_killed, DISTURBANCES / 2, "only %d were killed", n_killed);
    cr_expect_gt(n_whole, 0, "no run ever came to its end");
    process_directory_end(here);
}

Test(resume, a_full_disk_costs_the_files_and_not_the_runs)
{
    char *here = with_whole("");
    char disk[MAX_PATH];
    snprintf(disk, sizeof(disk), "%s/disk", here);
    cr_assert_eq(mkdir(disk, 0700), 0);
    if (mount("strikefund", disk, "tmpfs", 0, "size=48k") != 0) {
        process_directory_end(here);
        cr_skip("no right to mount a small disk here");
    }
    char line[MAX_PATH];
    snprintf(line, sizeof(line),
             "run tiny.cfg -o disk/out --runs %d --checkpoint 0.02 --quiet", RUNS);
    struct process full = run_in(here, line);
    cr_expect_eq(full.code, 74, "ended with %d", full.code);
    cr_expect_not_null(strstr(full.err, "The 60000 runs are kept in "
                                        "disk/out/checkpoint.sfp: when there is room, "
                                        "type the same with --resume\n"),
                       "%s", full.err);
    process_free(&full);
    cr_expect(!process_has(here, "disk/out/manifest.json"));
    cr_expect(process_has(here, "disk/out/checkpoint.sfp"));
    cr_expect_eq(mount("strikefund", disk, "tmpfs", MS_REMOUNT, "size=4m"), 0);
    snprintf(line, sizeof(line), "run tiny.cfg -o disk/out --runs %d --resume", RUNS);
    struct process again = run_in(here, line);
    cr_expect_eq(again.code, 0);
    cr_expect_not_null(strstr(again.err, "Going on from the 60000 runs in disk/out\n"));
    process_free(&again);
    cr_expect(is_same_directory(here, "whole", "disk/out"));
    cr_expect_eq(umount(disk), 0);
    process_directory_end(here);
}

Test(resume, a_disk_too_full_for_a_checkpoint_does_not_stop_a_run)
{
    char *here = with_whole("");
    char path[MAX_PATH];
    snprintf(path, sizeof(path), "%s/out", here);
    cr_assert_eq(mkdir(path, 0700), 0);
    snprintf(path, sizeof(path), "%s/out/checkpoint.sfp", here);
    cr_assert_eq(mkdir(path, 0700), 0); /* nothing can be put in its place */
    char line[MAX_PATH];
    snprintf(line, sizeof(line),
             "run tiny.cfg -o out --quiet --runs %d --checkpoint 0.02", RUNS);
    struct process process = run_in(here, line);
    const char *said = strstr(process.err, "strikefund: no checkpoint is kept: "
                                           "out/checkpoint.sfp: ");
    cr_expect_not_null(said, "%s", process.err);
    cr_expect(said == NULL || strstr(said + 20, "no checkpoint is kept") == NULL);
    process_free(&process);
    cr_assert_eq(rmdir(path), 0);
    cr_expect(is_same_directory(here, "whole", "out"));
    process_directory_end(here);
}
