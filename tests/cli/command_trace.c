#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/words.h"

enum { MONTHS = 3, N_FUND = 6 };

/** A directory with the tiny scenario in it. */
static char *tiny_directory(void)
{
    char *directory = process_directory();
    process_write(directory, "tiny.cfg", TINY);
    return directory;
}

/** Pounds with thousands marks. */
static double read_pounds(const char *text)
{
    char plain[64];
    size_t n = 0;
    for (; *text != '\0' && n + 1 < sizeof(plain); text++) {
        if (*text != ',') {
            plain[n++] = *text;
        }
    }
    plain[n] = '\0';
    return strtod(plain, NULL);
}

/** The figures of the fund's table, a row a month: all but the opening. */
static void read_fund(const char *text, double figure[MONTHS][N_FUND])
{
    const char *line = strstr(text, "\nThe fund, pounds\n");
    cr_assert_not_null(line, "%s", text);
    line = strchr(line + 2, '\n') + 1;
    for (int m = 0; m < MONTHS; m++) {
        char cell[N_FUND][32];
        line = strchr(line, '\n') + 1;
        cr_assert_eq(sscanf(line, "%*s %*s %*s %31s %31s %31s %31s %31s %31s", cell[0],
                            cell[1], cell[2], cell[3], cell[4], cell[5]),
                     N_FUND, "%s", line);
        for (int i = 0; i < N_FUND; i++) {
            figure[m][i] = read_pounds(cell[i]);
        }
    }
}

/** The mean of a measure in a month of series.csv. */
static double read_series(const char *directory, int month, const char *measure)
{
    char path[4096];
    char line[1024];
    char start[64];
    snprintf(path, sizeof(path), "%s/out/series.csv", directory);
    snprintf(start, sizeof(start), "depot,%d,", month);
    FILE *stream = fopen(path, "r");
    cr_assert_not_null(stream);
    double mean = NAN;
    while (fgets(line, sizeof(line), stream) != NULL) {
        char date[32];
        char name[64];
        char unit[32];
        char runs[32];
        char value[32];
        if (strncmp(line, start, strlen(start)) == 0 &&
            sscanf(line + strlen(start), "%31[^,],%63[^,],%31[^,],%31[^,],%31[^,]",
                   date, name, unit, runs, value) == 5 &&
            strcmp(name, measure) == 0) {
            cr_expect_str_eq(runs, "1");
            mean = strtod(value, NULL);
        }
    }
    fclose(stream);
    return mean;
}

static long read_run(const char *text)
{
    const char *run = strstr(text, ", run ");
    cr_assert_not_null(run, "%s", text);
    return strtol(run + strlen(", run "), NULL, 10);
}

Test(cli_trace, its_figures_are_those_of_the_run_alone)
{
    static const char *const MEASURE[N_FUND] = {"levy_income",     "other_income",
                                                "strike_pay_paid", "hardship",
                                                "other_outgo",     "balance"};
    char *here = tiny_directory();
    const struct process trace =
        run_in(here, "trace tiny.cfg --strategy depot --run 37");
    expect_words(
        run_in(here, "run tiny.cfg -o out --runs-from 37 --runs-to 37 --quiet"), 0,
        NULL, "");
    double figure[MONTHS][N_FUND];
    read_fund(trace.out, figure);
    cr_expect_gt(figure[1][2], 1000.0, "the strike costs nothing");
    for (int m = 0; m < MONTHS; m++) {
        for (int i = 0; i < N_FUND; i++) {
            cr_expect_eq(figure[m][i], read_series(here, m + 1, MEASURE[i]), "%s of %d",
                         MEASURE[i], m + 1);
        }
    }
    expect_words(trace, 0, NULL, "");
    free(here);
}

Test(cli_trace, the_worst_run_is_the_one_its_number_names)
{
    char *here = tiny_directory();
    char line[128];
    double worst[MONTHS][N_FUND];
    double median[MONTHS][N_FUND];
    const struct process named =
        run_in(here, "trace tiny.cfg --strategy depot --run worst --threads 2");
    cr_expect_not_null(strstr(named.out, "\nOf 300 runs "), "%s", named.out);
    cr_expect_not_null(strstr(named.out, " the lowest"));
    read_fund(named.out, worst);
    const long number = read_run(named.out);
    cr_assert(number >= 1 && number <= 300);
    snprintf(line, sizeof(line), "trace tiny.cfg --strategy depot --run %ld", number);
    const struct process numbered = run_in(here, line);
    cr_expect_str_eq(strstr(numbered.out, "\nThe fund"),
                     strstr(named.out, "\nThe fund"));
    const struct process middle =
        run_in(here, "trace tiny.cfg --strategy depot --run median --runs 299");
    cr_expect_not_null(strstr(middle.out, "\nOf 299 runs "));
    read_fund(middle.out, median);
    cr_expect_lt(worst[MONTHS - 1][N_FUND - 1], median[MONTHS - 1][N_FUND - 1]);
    int n_below = 0;
    for (int run = 1; run <= 40; run++) {
        double one[MONTHS][N_FUND];
        snprintf(line, sizeof(line), "trace tiny.cfg --strategy depot --run %d", run);
        const struct process process = run_in(here, line);
        read_fund(process.out, one);
        cr_expect_geq(one[MONTHS - 1][N_FUND - 1], worst[MONTHS - 1][N_FUND - 1] - 1.0);
        n_below += one[MONTHS - 1][N_FUND - 1] < median[MONTHS - 1][N_FUND - 1];
        expect_words(process, 0, NULL, "");
    }
    cr_expect(n_below > 5 && n_below < 35, "%d of 40 runs are below the median",
              n_below);
    expect_words(named, 0, NULL, "");
    expect_words(numbered, 0, NULL, "");
    expect_words(middle, 0, NULL, "");
    free(here);
}

#define TRACE_HELP "For help: strikefund trace --help\n"

Test(cli_trace, what_is_missing_or_wrong_is_said)
{
    static const char *const CASE[][2] = {
        {"trace", "strikefund: trace needs a scenario file\n" TRACE_HELP},
        {"trace tiny.cfg --strategy depot",
         "strikefund: trace needs --run: a run's number, worst or median\n" TRACE_HELP},
        {"trace tiny.cfg --run best", "strikefund: --run must be a run's number, worst "
                                      "or median, not 'best'\n" TRACE_HELP},
        {"trace tiny.cfg --run 0", "strikefund: --run must be a whole number from 1 to "
                                   "1000000000000, not '0'\n" TRACE_HELP},
        {"trace tiny.cfg --run 5 --runs 9", "strikefund: --runs is for --run worst and "
                                            "--run median; a run's number is the "
                                            "same among any\n" TRACE_HELP},
        {"trace tiny.cfg --run 5",
         "strikefund: tiny.cfg has 2 strategies; say which "
         "with --strategy NAME, the first being 'depot'\n" TRACE_HELP},
        {"trace tiny.cfg --run 5 --strategy depto",
         "strikefund: tiny.cfg has no strategy 'depto'; did you mean "
         "'depot'?\n" TRACE_HELP},
        {"trace tiny.cfg --run 5 --strategy depot --strategy nothing",
         "strikefund: trace shows one strategy; give --strategy once\n" TRACE_HELP},
    };
    char *here = tiny_directory();
    for (size_t i = 0; i < sizeof(CASE) / sizeof(CASE[0]); i++) {
        expect_words(run_in(here, CASE[i][0]), 64, "", CASE[i][1]);
    }
    expect_words(run_in(here, "trace none.cfg --run 1"), 66, "",
                 "none.cfg: cannot be read: No such file or directory\n");
    const struct process wrong = run_in(here, "trace tiny.cfg --run 1 --set months=0");
    cr_expect_not_null(strstr(wrong.err, "1 mistake; no run was traced\n"), "%s",
                       wrong.err);
    expect_words(wrong, 65, "", NULL);
    free(here);
}

Test(cli_trace, settings_and_seeds_count)
{
    char *here = tiny_directory();
    const struct process nobody =
        run_in(here, "trace tiny.cfg --strategy nothing --run 4 --seed 99 --set "
                     "fund.opening=123.45");
    cr_expect_not_null(
        strstr(nobody.out, "Tiny\nStrategy nothing, run 4 of seed 99.\n"), "%s",
        nobody.out);
    cr_expect_not_null(strstr(nobody.out, "\nWho was out\nNobody was called out.\n"));
    cr_expect_not_null(strstr(nobody.out, "Whole plan   123.45"));
    expect_words(nobody, 0, NULL, "");
    free(here);
}
