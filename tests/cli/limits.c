/* Limits as the README states them, and memory as this machine has it. */
#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "cli/words.h"
#include "strikefund/experiment.h"
#include "strikefund/limits.h"
#include "strikefund/scenario.h"
#include "strikefund/showable.h"

/** A sanitizer reserves more address space than any limit leaves. */
#ifdef __SANITIZE_ADDRESS__
#define IS_SANITIZED true
#else
#define IS_SANITIZED false
#endif

/** The README's table, "| what | at most |", row by row. */
static const struct {
    const char *what;
    int64_t most;
} LIMIT[] = {
    {"months of a plan", SF_MAX_MONTHS},
    {"pay bands", SF_MAX_BANDS},
    {"employers", SF_MAX_EMPLOYERS},
    {"members of one employer, and other payers", SF_MAX_MEMBERS},
    {"strategies", SF_MAX_STRATEGIES},
    {"actions of a strategy, included ones counted", SF_MAX_ACTIONS},
    {"days of a strategy's actions, at each employer", SF_MAX_CALLOUT_DAYS},
    {"dates in one list", SF_MAX_DATES},
    {"points of a discrete distribution", SF_MAX_POINTS},
    {"months of `claim_lag`", SF_MAX_CLAIM_LAG},
    {"steps of a strike-pay rule", SF_MAX_STEPS},
    {"channels of a levy", SF_MAX_CHANNELS},
    {"correlations", SF_MAX_CORRELATIONS},
    {"pots of the fund", SF_MAX_POTS},
    {"loans between pots", SF_MAX_LOANS},
    {"questions of ballots left to chance", SF_MAX_VOTES},
    {"pounds in any sum that can arise", SF_MAX_POUNDS},
    {"bytes in a name or a title", SF_MAX_NAME},
    {"accents on one letter", SF_MAX_ACCENTS},
    {"bytes in a source", SF_MAX_TEXT},
    {"bytes in a file", SF_MAX_FILE_BYTES},
    {"bytes in all files of a scenario", 2 * SF_MAX_FILE_BYTES},
    {"depth of `@include`", SF_MAX_INCLUDES},
    {"files of a scenario", SF_MAX_FILES},
    {"depth of brackets", SF_MAX_DEPTH},
    {"settings in one group", SF_MAX_KEYS},
    {"cells in a row of the employers' table", SF_MAX_CELLS},
    {"runs", SF_MAX_RUNS},
    {"scenarios compared with one another", SF_MAX_SCENARIOS},
    {"number of a run", SF_MAX_RUN_NUMBER},
    {"threads", SF_MAX_THREADS},
    {"figures of what has happened", SF_MAX_ACTUALS},
    {"keys of one comparison's --turning", SF_MAX_TURNINGS},
    {"keys of a sweep", SF_MAX_SWEEP_KEYS},
    {"points of a sweep", SF_MAX_SWEEP_POINTS},
};
enum { N_LIMITS = sizeof(LIMIT) / sizeof(LIMIT[0]) };

/** 12,345 */
static void say(int64_t number, char *text)
{
    char digits[32];
    const int n = snprintf(digits, sizeof(digits), "%" PRId64, number);
    for (int i = 0; i < n; i++) {
        if (i > 0 && (n - i) % 3 == 0) {
            *text++ = ',';
        }
        *text++ = digits[i];
    }
    *text = '\0';
}

static char *read_whole(const char *path)
{
    FILE *stream = fopen(path, "r");
    cr_assert_not_null(stream, "%s: the tests run where the source is", path);
    char *text = NULL;
    size_t room = 0;
    cr_assert_gt(getdelim(&text, &room, '\0', stream), 0);
    fclose(stream);
    return text;
}

Test(limits, the_readme_states_each_as_it_is)
{
    char *readme = read_whole("README.md");
    const char *table = strstr(readme, "\n| what | at most |\n");
    cr_assert_not_null(table);
    const char *row = strstr(table, "|---|---:|\n");
    cr_assert_not_null(row);
    row += strlen("|---|---:|\n");
    for (size_t i = 0; i < N_LIMITS; i++) {
        char number[48];
        char wanted[160];
        say(LIMIT[i].most, number);
        const int length =
            snprintf(wanted, sizeof(wanted), "| %s | %s |\n", LIMIT[i].what, number);
        cr_expect_eq(strncmp(row, wanted, (size_t)length), 0, "wanted %snot %.*s",
                     wanted, (int)strcspn(row, "\n"), row);
        row = strchr(row, '\n') + 1;
    }
    cr_expect_neq(*row, '|', "a row too many");
    free(readme);
}

Test(limits, the_header_has_none_that_the_readme_lacks)
{
    char *header = read_whole("include/strikefund/limits.h");
    size_t n = 0;
    for (const char *at = header; (at = strstr(at, "#define SF_MAX_")) != NULL; at++) {
        n++;
    }
    cr_expect_eq(n,
                 N_LIMITS - 2); /* accents are showable.h's, all files twice a file */
    free(header);
}

Test(limits, options_are_taken_at_the_limit_and_refused_past_it)
{
    static const struct {
        const char *option, *at, *past;
    } list[] = {
        {"--threads", "1024", "1025"},
        {"--seed", "18446744073709551615", "18446744073709551616"},
        {"--runs-to", "3", "1000000000001"},
    };
    char *here = process_directory();
    process_write(here, "x.cfg", TINY);
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        char line[160];
        if (!IS_SANITIZED) {
            snprintf(line, sizeof(line), "run x.cfg -o out --quiet %s %s",
                     list[i].option, list[i].at);
            expect_words(run_in(here, line), 0, NULL, NULL);
        }
        snprintf(line, sizeof(line), "run x.cfg -o out --quiet %s %s", list[i].option,
                 list[i].past);
        struct process process = run_in(here, line);
        cr_expect_not_null(strstr(process.err, "must be a whole number from"), "%s",
                           process.err);
        expect_words(process, 64, "", NULL);
    }
    expect_words(run_in(here, "run x.cfg -o out --quiet --runs 10000001"), 64, "",
                 NULL);
    expect_words(run_in(here, "run x.cfg -o out --quiet --runs-from 1000000000000 "
                              "--runs-to 1000000000000"),
                 0, NULL, "");
    expect_words(run_in(here, "check x.cfg --set seed=18446744073709551616"), 65, "",
                 NULL);
    process_directory_end(here);
}

Test(limits, a_seed_of_five_thousand_million_is_not_cut)
{
    char *here = process_directory();
    char text[4096];
    const char *at = strstr(TINY, "seed = \"17\"");
    snprintf(text, sizeof(text), "%.*sseed = 5000000000%s", (int)(at - TINY), TINY,
             at + strlen("seed = \"17\""));
    process_write(here, "x.cfg", text);
    struct process process = run_in(here, "check x.cfg");
    cr_expect_not_null(strstr(process.err, "x.cfg:6: "), "%s", process.err);
    cr_expect_not_null(strstr(process.err, "seed"), "%s", process.err);
    expect_words(process, 65, "", NULL);
    process_write(here, "x.cfg", TINY);
    expect_words(run_in(here, "run x.cfg -o out --quiet --seed 5000000000"), 0, NULL,
                 "");
    char path[256];
    snprintf(path, sizeof(path), "%s/out/manifest.json", here);
    char *manifest = read_whole(path);
    cr_expect_not_null(strstr(manifest, "\"5000000000\""), "%s", manifest);
    free(manifest);
    process_directory_end(here);
}

/** Employers, bands, months and strategies of a scenario in which all varies. */
struct size {
    int employers, bands, months, strategies;
};

static void write_scenario(const char *here, struct size size)
{
    char *text = NULL;
    size_t length = 0;
    FILE *s = open_memstream(&text, &length);
    char last[16];
    snprintf(last, sizeof(last), "%d-%02d", 2026 + (size.months - 1) / 12,
             (size.months - 1) % 12 + 1);
    fprintf(
        s,
        "format = \"strikefund-1\"; title = \"Size\"; start = \"2026-01\"; months = "
        "%d; fund : { opening = { dist = \"normal\"; mean = 90000.0; sd = 7000.0; "
        "}; interest = 0.03; donations = { dist = \"uniform\"; low = 10.0; high = "
        "900.0; }; };\nmembers : { leave = 0.01; join = 0.01; join_in_action = 0.002; "
        "};\nbands = (",
        size.months);
    for (int b = 0; b < size.bands; b++) {
        fprintf(s, "%s{ name = \"b%d\"; net_ratio = 0.77; }", b > 0 ? ",\n" : "", b);
    }
    fputs(");\nlevies = ( { name = \"levy\"; notpay = 0.2; spread = 0.3; rates = {", s);
    for (int b = 0; b < size.bands; b++) {
        fprintf(s, " b%d = 3.0;", b);
    }
    fprintf(s, " }; from = \"2026-01\"; to = \"%s\"; } );\nemployers : { list = (",
            last);
    for (int e = 0; e < size.employers; e++) {
        fprintf(s, "%s{ name = \"e%d\"; members = %d; shares = [", e > 0 ? ",\n" : "",
                e, 170 + e % 7);
        for (int b = 0; b < size.bands; b++) {
            fprintf(s, "%s%.6f", b > 0 ? ", " : "", 1.0 / size.bands);
        }
        fputs("]; salaries = [", s);
        for (int b = 0; b < size.bands; b++) {
            fprintf(s, "%s%d.0", b > 0 ? ", " : "", 24000 + 1000 * b);
        }
        fputs("]; }", s);
    }
    fputs("); };\nrules : { paid = { basis = \"net\"; rate = 0.5; take_up = 0.8; "
          "claim_lag = [0.5, 0.5]; }; };\nstrategies = (",
          s);
    for (int i = 0; i < size.strategies; i++) {
        fprintf(
            s,
            "%s{ name = \"s%d\"; levy = \"levy\"; actions = ( { name = \"a%d\"; rule "
            "= \"paid\"; employers = \"mandated\"; called_share = 0.5; "
            "participation = 0.6; days_per_month = 1; from = \"2026-01-05\"; to = "
            "\"%s-27\"; } ); }",
            i > 0 ? ",\n" : "", i, i, last);
    }
    fputs(");\n", s);
    fclose(s);
    process_write(here, "x.cfg", text);
    free(text);
}

static uint64_t reckon(const char *here, int n_threads)
{
    char path[256];
    snprintf(path, sizeof(path), "%s/x.cfg", here);
    struct sf_faults faults = {0};
    struct sf_scenario *scenario = NULL;
    struct sf_experiment *experiment = NULL;
    size_t strategy[SF_MAX_STRATEGIES];
    for (size_t i = 0; i < SF_MAX_STRATEGIES; i++) {
        strategy[i] = i;
    }
    cr_assert_eq(sf_scenario_read(path, NULL, 0, &faults, &scenario), SF_OK);
    cr_assert_eq(
        sf_experiment_init(scenario, strategy, scenario->n_strategies, &experiment),
        SF_OK);
    const uint64_t bytes = sf_experiment_bytes(experiment, n_threads);
    sf_experiment_free(experiment);
    sf_scenario_free(scenario);
    sf_faults_free(&faults);
    return bytes;
}

/** Largest memory of any child so far, in bytes. */
static double peak(void)
{
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    return 1024.0 * (double)usage.ru_maxrss;
}

static void expect_near(struct size size, int n_threads)
{
    char *here = process_directory();
    char line[160];
    write_scenario(here, size);
    expect_words(run_in(here, "check x.cfg"), 0, NULL, NULL);
    const double before = peak(); /* the program itself, with the scenario read */
    snprintf(line, sizeof(line), "run x.cfg -o out --quiet --runs 520 --threads %d",
             n_threads);
    expect_words(run_in(here, line), 0, NULL, NULL);
    const double measured = peak() - before;
    const double reckoned = (double)reckon(here, n_threads);
    cr_expect_gt(reckoned, 0.75 * measured, "%.1f MB, not %.1f", measured / 1e6,
                 reckoned / 1e6);
    cr_expect_lt(reckoned, 1.25 * measured, "%.1f MB, not %.1f", measured / 1e6,
                 reckoned / 1e6);
    process_directory_end(here);
}

Test(memory, is_reckoned_for_many_employers)
{
    if (IS_SANITIZED) {
        cr_skip_test("a sanitizer needs memory of its own");
    }
    expect_near((struct size){800, 4, 5, 2}, 2);
}

Test(memory, is_reckoned_for_many_months_and_strategies)
{
    if (IS_SANITIZED) {
        cr_skip_test("a sanitizer needs memory of its own");
    }
    expect_near((struct size){3, 1, 70, 6}, 1);
}

Test(memory, is_reckoned_for_many_threads)
{
    if (IS_SANITIZED) {
        cr_skip_test("a sanitizer needs memory of its own");
    }
    expect_near((struct size){700, 5, 7, 1}, 4);
}

static void limit_space(rlim_t megabytes)
{
    struct rlimit space;
    cr_assert_eq(getrlimit(RLIMIT_AS, &space), 0);
    space.rlim_cur = megabytes * 1000000;
    cr_assert_eq(setrlimit(RLIMIT_AS, &space), 0);
}

Test(memory, too_little_is_said_before_the_simulation)
{
    if (IS_SANITIZED) {
        cr_skip_test("a sanitizer needs memory of its own");
    }
    char *here = process_directory();
    write_scenario(here, (struct size){2, 1, 240, 16});
    limit_space(600);
    struct process process =
        run_in(here, "run x.cfg -o out --runs 10000000 --quiet --threads 3");
    cr_expect_not_null(strstr(process.err, "strikefund: not enough memory: this needs "
                                           "about 1."),
                       "%s", process.err);
    cr_expect_not_null(strstr(process.err, " GB even with one thread, and its limit "
                                           "(ulimit -v) leaves it "),
                       "%s", process.err);
    expect_words(process, 75, "", NULL);
    cr_expect_not(process_has(here, "out"));
    process_directory_end(here);
}

Test(memory, a_forecast_says_before_the_simulation_that_its_runs_are_too_many)
{
    if (IS_SANITIZED) {
        cr_skip_test("a sanitizer needs memory of its own");
    }
    char *here = process_directory();
    write_scenario(here, (struct size){2, 1, 12, 1});
    process_write(here, "a.csv", "month,measure,value,sd\n2026-03,balance,900,50\n");
    limit_space(600);
    struct process process =
        run_in(here, "forecast x.cfg --actuals a.csv -o out --runs 10000000 --quiet");
    /* The balance of 13 month ends, a weight, a number and a sorted draw a run. */
    cr_expect_not_null(strstr(process.err, "this needs about 1.3 GB even with one "),
                       "%s", process.err);
    cr_expect_not_null(strstr(process.err, "; fewer runs, strategies, months, "), "%s",
                       process.err);
    expect_words(process, 75, "", NULL);
    cr_expect_not(process_has(here, "out"));
    process_directory_end(here);
}

Test(memory, where_it_is_short_fewer_threads_give_the_same_results)
{
    if (IS_SANITIZED) {
        cr_skip_test("a sanitizer needs memory of its own");
    }
    char *here = process_directory();
    write_scenario(here, (struct size){30, 3, 4, 2});
    struct process free_run = run_in(here, "run x.cfg -o a --runs 700 --threads 9");
    cr_expect_null(strstr(free_run.err, "memory is short"), "%s", free_run.err);
    limit_space(450);
    struct process process = run_in(here, "run x.cfg -o b --runs 700 --threads 9");
    cr_expect_not_null(strstr(process.err, "strikefund: memory is short: "), "%s",
                       process.err);
    const char *words = strstr(process.err, "memory is short: ");
    const int n_threads = atoi(words + strlen("memory is short: "));
    cr_expect(n_threads > 0 && n_threads < 9, "%d", n_threads);
    cr_expect_not_null(strstr(words, " of 9, which need about "));
    char path[256];
    char used[32];
    snprintf(path, sizeof(path), "%s/b/build.json", here);
    snprintf(used, sizeof(used), "\"threads\": %d", n_threads);
    char *build = read_whole(path);
    cr_expect_not_null(strstr(build, used), "%s", build);
    free(build);
    cr_expect_str_eq(process.out, free_run.out);
    expect_words(process, 0, NULL, NULL);
    expect_words(free_run, 0, NULL, NULL);
    process_directory_end(here);
}
