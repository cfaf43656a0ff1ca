/* The scenarios that come with the program: all of them are read and simulated without
 * a word of complaint. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/words.h"

/** Runs the program here, where the scenarios are. @param out  what "%s" stands for */
static struct process run_here(const char *format, const char *scenario,
                               const char *out)
{
    char line[512];
    snprintf(line, sizeof(line), format, scenario, out);
    return run_in(".", line);
}

/** Calls `test` with every file in scenarios/ that ends in .cfg; says how many. */
static size_t each_scenario(void (*test)(const char *path))
{
    size_t n = 0;
    DIR *directory = opendir("scenarios");
    cr_assert_not_null(directory);
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        const char *end = strrchr(entry->d_name, '.');
        if (end != NULL && strcmp(end, ".cfg") == 0) {
            char path[300];
            snprintf(path, sizeof(path), "scenarios/%s", entry->d_name);
            test(path);
            n++;
        }
    }
    closedir(directory);
    return n;
}

static void expect_checked(const char *path)
{
    struct process process = run_here("check %s", path, "");
    cr_expect_eq(process.code, 0, "%s", path);
    cr_expect_str_eq(process.err, "", "%s", path);
    process_free(&process);
}

Test(cli_shipped, every_scenario_is_right_and_gives_its_sources)
{
    cr_expect_geq(each_scenario(expect_checked), 7);
}

static void expect_simulated(const char *path)
{
    char *there = process_directory();
    struct process process =
        run_here("run %s --runs 40 --quiet -o %s/out", path, there);
    cr_expect_eq(process.code, 0, "%s", path);
    cr_expect_str_eq(process.err, "", "%s", path);
    cr_expect(process_has(there, "out/series.csv"), "%s", path);
    process_free(&process);
    process_directory_end(there);
}

Test(cli_shipped, every_scenario_is_simulated)
{
    cr_expect_geq(each_scenario(expect_simulated), 7);
}

/** A word that check says of the mandates of a scenario under a law. */
static void expect_law(const char *law, const char *words, size_t n_lost)
{
    char line[128];
    snprintf(line, sizeof(line), "check scenarios/era-2026.cfg --set law=%s", law);
    struct process process = run_in(".", line);
    cr_expect_eq(process.code, 0);
    cr_expect_not_null(strstr(process.out, words), "%s", process.out);
    size_t n = 0;
    for (const char *at = process.err; (at = strstr(at, "outside any mandate")); at++) {
        n++;
    }
    cr_expect_eq(n, n_lost, "%s", process.err);
    process_free(&process);
}

Test(cli_shipped, a_year_of_action_outlasts_the_mandates_of_the_law_before)
{
    expect_law("era2025", "10 days' notice, mandates of 12 months", 0);
    expect_law("tua2016", "14 days' notice, mandates of 6 months", 4);
}
