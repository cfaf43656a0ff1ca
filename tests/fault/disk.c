/* Disks that are full and places that cannot be written: the right exit code, nothing
 * half-written, and the results that were there before are left alone. */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/words.h"

enum { MAX_PATH = 512 };

static char *tiny_directory(void)
{
    char *here = process_directory();
    process_write(here, "tiny.cfg", TINY);
    return here;
}

static void path_in(char path[MAX_PATH], const char *here, const char *name)
{
    cr_assert_lt(snprintf(path, MAX_PATH, "%s/%s", here, name), MAX_PATH);
}

static void expect_nothing_sealed(const char *here, const char *directory)
{
    char manifest[MAX_PATH];
    snprintf(manifest, sizeof(manifest), "%s/manifest.json", directory);
    cr_expect(!process_has(here, manifest));
}

Test(disk, every_limit_on_the_size_of_files_is_met_with_nothing_half_written)
{
    char *here = tiny_directory();
    int n_refused = 0;
    for (rlim_t limit = 0; limit < 64 * 1024; limit += limit / 8 + 97) {
        /* Children inherit both: the limit, and not to die of it. */
        const struct rlimit small = {limit, RLIM_INFINITY};
        const struct rlimit none = {RLIM_INFINITY, RLIM_INFINITY};
        signal(SIGXFSZ, SIG_IGN);
        const char *const line[] = {"run", "tiny.cfg", "-o", "out", "--quiet", NULL};
        const struct process_place place = {.directory = here, .out = "/dev/null"};
        cr_assert_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
        struct process process = process_run(&place, line);
        cr_assert_eq(setrlimit(RLIMIT_FSIZE, &none), 0);
        cr_expect(process.code == 0 || process.code == 74, "ended with %d",
                  process.code);
        n_refused += process.code == 74;
        if (process.code == 74) {
            expect_nothing_sealed(here, "out");
            cr_expect(!process_has(here, "out/series.csv"));
        }
        process_free(&process);
        process_directory_end(here);
        here = tiny_directory();
    }
    cr_expect_gt(n_refused, 10);
    process_directory_end(here);
}

Test(disk, a_full_disk_leaves_the_results_that_were_there)
{
    char *here = tiny_directory();
    char disk[MAX_PATH];
    path_in(disk, here, "disk");
    cr_assert_eq(mkdir(disk, 0700), 0);
    if (mount("strikefund", disk, "tmpfs", 0, "size=256k") != 0) {
        process_directory_end(here);
        cr_skip("no right to mount a small disk here");
    }
    int code = 0;
    for (int i = 0; i < 40 && code == 0; i++) {
        char line[MAX_PATH];
        snprintf(line, sizeof(line), "run tiny.cfg -o disk/%d --quiet", i);
        struct process process = run_in(here, line);
        code = process.code;
        process_free(&process);
        snprintf(line, sizeof(line), "disk/%d/manifest.json", i);
        cr_expect_eq(process_has(here, line), code == 0);
    }
    cr_expect_eq(code, 74, "ended with %d", code);
    cr_expect(process_has(here, "disk/0/manifest.json"));
    struct process again = run_in(here, "run tiny.cfg -o disk/0 --quiet --seed 3");
    cr_expect(again.code == 0 || again.code == 74);
    cr_expect(process_has(here, "disk/0/manifest.json"));
    process_free(&again);
    cr_expect_eq(umount(disk), 0);
    process_directory_end(here);
}

Test(disk, a_directory_where_a_file_should_be_is_73)
{
    static const char *const FILES[] = {"series.csv", "manifest.json", "dat/costs.txt",
                                        "build.json"};
    for (size_t i = 0; i < sizeof(FILES) / sizeof(FILES[0]); i++) {
        char *here = tiny_directory();
        char path[MAX_PATH];
        path_in(path, here, "out");
        cr_assert_eq(mkdir(path, 0700), 0);
        path_in(path, here, "out/dat");
        cr_assert_eq(mkdir(path, 0700), 0);
        snprintf(path, sizeof(path), "%s/out/%s", here, FILES[i]);
        cr_assert_eq(mkdir(path, 0700), 0);
        struct process process = run_in(here, "run tiny.cfg -o out --quiet");
        cr_expect_eq(process.code, 73);
        cr_expect_not_null(strstr(process.err, FILES[i]), "%s", process.err);
        cr_expect(!process_has(here, "out/summary.csv"));
        process_free(&process);
        process_directory_end(here);
    }
}

Test(disk, a_file_where_a_directory_should_be_is_73)
{
    char *here = tiny_directory();
    char path[MAX_PATH];
    path_in(path, here, "out");
    cr_assert_eq(mkdir(path, 0700), 0);
    process_write(here, "out/dat", "mine");
    struct process process = run_in(here, "run tiny.cfg -o out --quiet");
    cr_expect_eq(process.code, 73);
    expect_nothing_sealed(here, "out");
    cr_expect(!process_has(here, "out/series.csv"));
    process_free(&process);
    process_directory_end(here);
}

/* Root may write anywhere: what is read-only to all is a file system. */
Test(disk, a_place_that_is_read_only_is_73)
{
    expect_words(run_in("/", "run /nonexistent.cfg -o /proc/strikefund --quiet"), 66,
                 NULL, NULL);
    char *here = tiny_directory();
    struct process process = run_in(here, "run tiny.cfg -o /proc/strikefund --quiet");
    cr_expect_eq(process.code, 73, "ended with %d", process.code);
    process_free(&process);
    char path[MAX_PATH];
    path_in(path, here, "locked");
    cr_assert_eq(mkdir(path, 0500), 0);
    if (geteuid() != 0) {
        process = run_in(here, "run tiny.cfg -o locked --quiet");
        cr_expect_eq(process.code, 73);
        process_free(&process);
    }
    process_directory_end(here);
}
