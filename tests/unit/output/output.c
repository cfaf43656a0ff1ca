#include "strikefund/output.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "output/say.h"
#include "unit/output/place.h"

/* A real experiment, small enough for every test to simulate its own. */

struct finished {
    struct sf_scenario *scenario;
    struct sf_experiment *experiment;
    struct sf_results *results;
};

enum { RUNS = 200 };

static struct finished simulate(int n_threads)
{
    struct finished made = {0};
    struct sf_faults faults = {0};
    cr_assert_eq(
        sf_scenario_read("scenarios/first.cfg", NULL, 0, &faults, &made.scenario),
        SF_OK);
    sf_faults_free(&faults);
    const size_t strategy[] = {0, 1};
    cr_assert_eq(sf_experiment_init(made.scenario, strategy, 2, &made.experiment),
                 SF_OK);
    const struct sf_experiment_options options = {
        .first_run = 1, .n_runs = RUNS, .n_threads = n_threads, .block_runs = 17};
    cr_assert_eq(sf_experiment_run(made.experiment, &options, &made.results), SF_OK);
    return made;
}

static void finish(struct finished *made)
{
    sf_results_free(made->results);
    sf_experiment_free(made->experiment);
    sf_scenario_free(made->scenario);
}

static enum sf_status write_to(const struct finished *made, const char *place,
                               int n_threads, char **failed_path)
{
    const struct sf_run_record record = {.version = "test",
                                         .first_run = 1,
                                         .n_runs = RUNS,
                                         .n_threads = n_threads,
                                         .seconds = 0.17 * n_threads};
    return sf_output_write(place, made->experiment, made->results, &record,
                           failed_path);
}

static char *content_of(const char *place, const char *name)
{
    char path[PATH_CHARS];
    place_path(place, name, path);
    FILE *file = fopen(path, "r");
    cr_assert_not_null(file, "%s", name);
    char *content = NULL;
    size_t size = 0;
    cr_assert_geq(getdelim(&content, &size, '\0', file), 0, "%s", name);
    fclose(file);
    return content;
}

static const char *const CONTRACT[] = {
    "manifest.json",     "scenario.resolved.cfg",
    "series.csv",        "summary.csv",
    "risk.csv",          "differences.csv",
    "bands.csv",         "accounts.csv",
    "dat/balance.dat",   "dat/money.dat",
    "dat/shortfall.dat", "dat/costs.dat",
    "dat/closing.dat",   "dat/members.dat",
    "dat/words.gp",      "dat/balance.txt",
    "dat/money.txt",     "dat/shortfall.txt",
    "dat/costs.txt",     "dat/closing.txt",
    "dat/members.txt",   "employers.csv",
    "spread.csv",        "dat/spread.dat",
    "dat/spread.txt",    "kinds.csv",
    "dat/days.dat",      "dat/days.txt",
    "dat/calendar.dat",  "dat/calendar.labels",
    "dat/calendar.txt",
};

Test(output, files_are_the_same_bytes_whatever_the_threads)
{
    char place[2][PATH_CHARS];
    for (int i = 0; i < 2; i++) {
        place_make(place[i]);
        struct finished made = simulate(i + 1);
        char *failed_path = NULL;
        cr_assert_eq(write_to(&made, place[i], i + 1, &failed_path), SF_OK);
        cr_expect_null(failed_path);
        finish(&made);
    }
    for (size_t i = 0; i < sizeof(CONTRACT) / sizeof(CONTRACT[0]); i++) {
        char *a = content_of(place[0], CONTRACT[i]);
        char *b = content_of(place[1], CONTRACT[i]);
        cr_expect_str_eq(a, b, "%s", CONTRACT[i]);
        cr_expect_null(strstr(a, ",nan"), "%s", CONTRACT[i]);
        cr_expect_null(strstr(a, "/tmp"), "%s", CONTRACT[i]);
        cr_expect_eq(a[strlen(a) - 1], '\n', "%s", CONTRACT[i]);
        free(a);
        free(b);
    }
    place_remove(place[0]);
    place_remove(place[1]);
}

Test(output, an_error_names_the_path_and_leaves_no_manifest)
{
    char place[PATH_CHARS];
    char path[PATH_CHARS];
    place_make(place);
    place_path(place, "accounts.csv", path);
    cr_assert_eq(mkdir(path, 0777), 0);
    struct finished made = simulate(1);
    char *failed_path = NULL;
    cr_expect_eq(write_to(&made, place, 1, &failed_path), SF_ERR_CREATE);
    cr_assert_not_null(failed_path);
    cr_expect_str_eq(failed_path, path);
    free(failed_path);
    place_path(place, "manifest.json", path);
    cr_expect_neq(access(path, F_OK), 0);
    place_path(place, "series.csv", path);
    cr_expect_neq(access(path, F_OK), 0);
    finish(&made);
    place_remove(place);
}

Test(output, words_fit_a_terminal_and_rank_nothing)
{
    struct finished made = simulate(1);
    char *words = NULL;
    cr_assert_eq(sf_output_words(made.experiment, made.results, &words), SF_OK);
    finish(&made);
    static const char *const RANKING[] = {" best",  "better", "worst", "worse", "safer",
                                          "safest", "winner", "beats", "wins"};
    for (size_t i = 0; i < sizeof(RANKING) / sizeof(RANKING[0]); i++) {
        cr_expect_null(strstr(words, RANKING[i]), "%s", RANKING[i]);
    }
    cr_expect_null(strstr(words, " 0 of "));
    char *rest = words;
    for (char *line = strsep(&rest, "\n"); line != NULL; line = strsep(&rest, "\n")) {
        cr_expect_leq(sf_say_columns(line), 100, "%s", line);
    }
    free(words);
}
