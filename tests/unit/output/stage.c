#include "output/stage.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "unit/output/place.h"

static bool is_there(const char *place, const char *name)
{
    char path[PATH_CHARS];
    place_path(place, name, path);
    return access(path, F_OK) == 0;
}

static void expect_content(const char *place, const char *name, const char *words)
{
    char path[PATH_CHARS];
    char found[PATH_CHARS] = "";
    place_path(place, name, path);
    FILE *file = fopen(path, "r");
    cr_assert_not_null(file);
    found[fread(found, 1, sizeof(found) - 1, file)] = '\0';
    fclose(file);
    cr_expect_str_eq(found, words);
}

/** Entries of a directory, "." and ".." not counted. */
static int count_entries(const char *place)
{
    DIR *directory = opendir(place);
    cr_assert_not_null(directory);
    int n = 0;
    for (const struct dirent *entry = readdir(directory); entry != NULL;
         entry = readdir(directory)) {
        n += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    }
    closedir(directory);
    return n;
}

static enum sf_status add(struct sf_stage *stage, const char *name, const char *text)
{
    return sf_stage_add(stage, name, text, strlen(text));
}

Test(stage, files_appear_together_and_parents_are_made)
{
    char place[PATH_CHARS];
    char inner[PATH_CHARS];
    place_make(place);
    place_path(place, "a/b", inner);
    struct sf_stage stage = {0};
    cr_assert_eq(sf_stage_open(&stage, inner, false), SF_OK);
    cr_assert_eq(sf_stage_add_directory(&stage, "dat"), SF_OK);
    cr_assert_eq(add(&stage, "dat/balance.dat", "0 1.00\n"), SF_OK);
    cr_assert_eq(add(&stage, "manifest.json", "{}\n"), SF_OK);
    cr_expect_not(is_there(inner, "manifest.json"));
    cr_expect_not(is_there(inner, "dat/balance.dat"));
    cr_assert_eq(sf_stage_commit(&stage), SF_OK);
    sf_stage_close(&stage);
    expect_content(inner, "dat/balance.dat", "0 1.00\n");
    expect_content(inner, "manifest.json", "{}\n");
    cr_expect_eq(count_entries(inner), 2);
    sf_stage_close(&stage);
    place_remove(place);
}

Test(stage, an_abandoned_stage_leaves_the_earlier_files_alone)
{
    char place[PATH_CHARS];
    place_make(place);
    struct sf_stage stage = {0};
    cr_assert_eq(sf_stage_open(&stage, place, false), SF_OK);
    cr_assert_eq(add(&stage, "series.csv", "old\n"), SF_OK);
    cr_assert_eq(sf_stage_commit(&stage), SF_OK);
    sf_stage_close(&stage);
    cr_assert_eq(sf_stage_open(&stage, place, false), SF_OK);
    cr_assert_eq(add(&stage, "series.csv", "new\n"), SF_OK);
    sf_stage_close(&stage);
    expect_content(place, "series.csv", "old\n");
    cr_expect_eq(count_entries(place), 1);
    place_remove(place);
}

/* A checkpoint that is replaced must be there at any moment the process is killed. */
Test(stage, a_file_alone_is_never_gone_while_it_is_replaced)
{
    char place[PATH_CHARS];
    char path[PATH_CHARS];
    place_make(place);
    place_path(place, "alone", path);
    pid_t watcher = 0;
    for (int i = 0; i < 2000; i++) {
        struct sf_stage stage = {0};
        cr_assert_eq(sf_stage_open(&stage, place, false), SF_OK);
        cr_assert_eq(add(&stage, "alone", i % 2 == 0 ? "even" : "odd"), SF_OK);
        cr_assert_eq(sf_stage_commit(&stage), SF_OK);
        sf_stage_close(&stage);
        watcher = i == 0 ? fork() : watcher;
        while (watcher == 0) {
            if (access(path, F_OK) != 0) {
                _exit(1);
            }
        }
    }
    int ended = 0;
    kill(watcher, SIGKILL);
    cr_assert_eq(waitpid(watcher, &ended, 0), watcher);
    cr_expect(WIFSIGNALED(ended), "the file was gone for a moment");
    expect_content(place, "alone", "odd");
    place_remove(place);
}

Test(stage, a_file_that_is_dropped_may_be_absent)
{
    char place[PATH_CHARS];
    place_make(place);
    struct sf_stage stage = {0};
    cr_assert_eq(sf_stage_open(&stage, place, false), SF_OK);
    cr_assert_eq(add(&stage, "useless", "17"), SF_OK);
    cr_assert_eq(sf_stage_commit(&stage), SF_OK);
    cr_expect_eq(sf_stage_drop(&stage, "useless"), SF_OK);
    cr_expect(!is_there(place, "useless"));
    cr_expect_eq(sf_stage_drop(&stage, "useless"), SF_OK);
    cr_assert_eq(sf_stage_add_directory(&stage, "full"), SF_OK);
    cr_expect_eq(sf_stage_drop(&stage, "full"), SF_ERR_CREATE);
    sf_stage_close(&stage);
    place_remove(place);
}

Test(stage, confidential_files_are_for_the_owner_alone)
{
    char place[PATH_CHARS];
    char inner[PATH_CHARS];
    char path[PATH_CHARS];
    place_make(place);
    place_path(place, "private", inner);
    struct sf_stage stage = {0};
    cr_assert_eq(sf_stage_open(&stage, inner, true), SF_OK);
    cr_assert_eq(sf_stage_add_directory(&stage, "dat"), SF_OK);
    cr_assert_eq(add(&stage, "dat/costs.dat", "1\n"), SF_OK);
    cr_assert_eq(sf_stage_commit(&stage), SF_OK);
    sf_stage_close(&stage);
    static const struct {
        const char *name;
        mode_t mode;
    } CASE[] = {
        {"private", 0700}, {"private/dat", 0700}, {"private/dat/costs.dat", 0600}};
    for (size_t i = 0; i < sizeof(CASE) / sizeof(CASE[0]); i++) {
        struct stat found;
        place_path(place, CASE[i].name, path);
        cr_assert_eq(stat(path, &found), 0);
        cr_expect_eq(found.st_mode & 0777, CASE[i].mode, "%s", CASE[i].name);
    }
    place_remove(place);
}

Test(stage, a_directory_in_a_files_place_is_named)
{
    char place[PATH_CHARS];
    char path[PATH_CHARS];
    place_make(place);
    place_path(place, "series.csv", path);
    cr_assert_eq(mkdir(path, 0777), 0);
    struct sf_stage stage = {0};
    cr_assert_eq(sf_stage_open(&stage, place, false), SF_OK);
    cr_expect_eq(add(&stage, "series.csv", "x\n"), SF_ERR_CREATE);
    cr_assert_not_null(stage.failed_path);
    cr_expect_str_eq(stage.failed_path, path);
    sf_stage_close(&stage);
    cr_expect_eq(count_entries(place), 1);
    place_remove(place);
}

Test(stage, a_file_in_a_directorys_place_is_named)
{
    char place[PATH_CHARS];
    char path[PATH_CHARS];
    char inner[PATH_CHARS];
    place_make(place);
    place_path(place, "file", path);
    place_path(path, "inner", inner);
    FILE *file = fopen(path, "w");
    cr_assert_not_null(file);
    fclose(file);
    struct sf_stage stage = {0};
    cr_expect_eq(sf_stage_open(&stage, inner, false), SF_ERR_CREATE);
    cr_expect_str_eq(stage.failed_path, path);
    sf_stage_close(&stage);
    place_remove(place);
}

Test(stage, a_directory_that_cannot_be_written_is_an_error)
{
    char place[PATH_CHARS];
    place_make(place);
    cr_assert_eq(chmod(place, 0555), 0);
    /* The superuser may write anywhere: become nobody for a while. */
    const uid_t user = geteuid();
    if (user == 0) {
        cr_assert_eq(seteuid(65534), 0);
    }
    struct sf_stage stage = {0};
    cr_assert_eq(sf_stage_open(&stage, place, false), SF_OK);
    cr_expect_eq(add(&stage, "series.csv", "x\n"), SF_ERR_CREATE);
    cr_expect_eq(sf_stage_add_directory(&stage, "dat"), SF_ERR_CREATE);
    sf_stage_close(&stage);
    cr_assert_eq(seteuid(user), 0);
    cr_expect_eq(count_entries(place), 0);
    place_remove(place);
}

Test(stage, a_write_cut_short_leaves_nothing_and_keeps_the_old_file)
{
    char place[PATH_CHARS];
    place_make(place);
    struct sf_stage stage = {0};
    cr_assert_eq(sf_stage_open(&stage, place, false), SF_OK);
    cr_assert_eq(add(&stage, "series.csv", "old\n"), SF_OK);
    cr_assert_eq(sf_stage_commit(&stage), SF_OK);
    sf_stage_close(&stage);

    /* As on a full disk: no file may grow beyond 1,000 bytes. */
    struct rlimit limit;
    cr_assert_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
    signal(SIGXFSZ, SIG_IGN);
    const struct rlimit small = {.rlim_cur = 1000, .rlim_max = limit.rlim_max};
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
    static char big[5000];
    memset(big, 'x', sizeof(big) - 1);
    cr_assert_eq(sf_stage_open(&stage, place, false), SF_OK);
    const enum sf_status status = add(&stage, "series.csv", big);
    sf_stage_close(&stage);
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    cr_expect_eq(status, SF_ERR_WRITE);
    expect_content(place, "series.csv", "old\n");
    cr_expect_eq(count_entries(place), 1);
    place_remove(place);
}

Test(stage, closing_is_legal_before_opening_and_twice)
{
    struct sf_stage stage = {0};
    sf_stage_close(&stage);
    sf_stage_close(&stage);
    sf_stage_close(NULL);
}

Test(stage, a_commit_that_breaks_off_leaves_no_seal)
{
    char place[PATH_CHARS];
    char in_the_way[PATH_CHARS];
    place_make(place);
    struct sf_stage stage = {0};
    cr_assert_eq(sf_stage_open(&stage, place, false), SF_OK);
    cr_assert_eq(add(&stage, "series.csv", "of the first run"), SF_OK);
    cr_assert_eq(add(&stage, "manifest.json", "first"), SF_OK);
    cr_assert_eq(sf_stage_commit(&stage), SF_OK);
    sf_stage_close(&stage);
    stage = (struct sf_stage){0};
    cr_assert_eq(sf_stage_open(&stage, place, false), SF_OK);
    cr_assert_eq(add(&stage, "series.csv", "of the second run"), SF_OK);
    cr_assert_eq(add(&stage, "risk.csv", "of the second run"), SF_OK);
    cr_assert_eq(add(&stage, "manifest.json", "second"), SF_OK);
    /* A directory comes in the way between the writing and the renaming. */
    place_path(place, "risk.csv", in_the_way);
    cr_assert_eq(mkdir(in_the_way, 0700), 0);
    cr_expect_neq(sf_stage_commit(&stage), SF_OK);
    sf_stage_close(&stage);
    /* One file is of the second run, and nothing says that the directory is whole. */
    expect_content(place, "series.csv", "of the second run");
    cr_expect(!is_there(place, "manifest.json"));
    rmdir(in_the_way);
    place_remove(place);
}
