#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/words.h"

#define SWEEP_HELP  "For help: strikefund sweep --help\n"
#define OPENINGS    "--vary fund.opening=4000:9000:2500"
#define DEPOT_SWEEP "sweep tiny.cfg " OPENINGS " -o out --quiet --strategy depot"

/** A directory with the tiny scenario in it. */
static char *tiny_directory(void)
{
    char *directory = process_directory();
    process_write(directory, "tiny.cfg", TINY);
    return directory;
}

/** A file's content, freed by the caller. */
static char *content(const char *here, const char *name)
{
    char path[512];
    snprintf(path, sizeof(path), "%s/%s", here, name);
    FILE *file = fopen(path, "r");
    cr_assert_not_null(file, "%s is missing", name);
    char *text = NULL;
    size_t length = 0;
    cr_assert_geq(getdelim(&text, &length, '\0', file), 0);
    fclose(file);
    return text;
}

static void expect_same(const char *here, const char *a, const char *b)
{
    char *of_a = content(here, a);
    char *of_b = content(here, b);
    cr_expect_str_eq(of_a, of_b, "%s and %s differ", a, b);
    free(of_a);
    free(of_b);
}

#define CLOSING_WORDS                                                                  \
    "2 of the 3 inputs given are judgements, not records: if they are wrong, so are "  \
    "the figures at\n  every point.\n"

Test(cli_sweep, a_line_a_point_says_what_it_costs_fund_and_members)
{
    char *here = tiny_directory();
    expect_words(
        run_in(here, DEPOT_SWEEP), 0,
        "Tiny\n"
        "300 simulated campaigns of each strategy at 3 points, the same futures at "
        "each.\n"
        "Varied: fund.opening, 4000 to 9000: cash before the first month (pounds)\n\n"
        "depot\n"
        "           fund at  5 in 100  5 in 100    chance of   cost to  levy from  "
        "own pay  strike-   members\n"
        "  opening  the end     below     above    shortfall  the fund    members     "
        "lost     days  involved\n"
        "  4000     -£1,544   -£2,006   -£1,082  >296 in 300    £5,527         £0      "
        " "
        "£0       72        36\n"
        "  6500        £956      £494    £1,418    <4 in 300    £5,527         £0      "
        " "
        "£0       72        36\n"
        "  9000      £3,456    £2,994    £3,918    <4 in 300    £5,527         £0      "
        " "
        "£0       72        36\n\n"
        "Fund at the end: the median; 5 in 100 campaigns end below the first sum "
        "beside "
        "it and 5 in 100\n"
        "  above the second. Costs, levy, days and members are averages; own pay lost "
        "is "
        "after strike pay\n"
        "  and hardship grants; members involved is a lower bound.\n" CLOSING_WORDS,
        "");
    static const char *const FILES[] = {"out/sweep.csv", "out/manifest.json",
                                        "out/dat/sweep.dat", "out/dat/sweep.txt",
                                        "out/dat/words.gp"};
    for (size_t i = 0; i < sizeof(FILES) / sizeof(FILES[0]); i++) {
        cr_expect(process_has(here, FILES[i]), "%s is missing", FILES[i]);
    }
    cr_expect(!process_has(here, "out/points"));
    process_directory_end(here);
}

Test(cli_sweep, two_keys_are_a_grid)
{
    char *here = tiny_directory();
    expect_words(
        run_in(here, "sweep tiny.cfg --strategy depot -o out --quiet --vary "
                     "fund.opening=5000,5600 --vary fund.minimum_balance=0,250,500"),
        0,
        "Tiny\n"
        "300 simulated campaigns of each strategy at 6 points, the same futures at "
        "each.\n"
        "Varied: fund.opening, 5000 to 5600: cash before the first month (pounds)\n"
        "and fund.minimum_balance, 0 to 500: cash the union will not go below "
        "(pounds)\n\n"
        "depot\n"
        "  Campaigns of 100 with a shortfall, a month end below zero; opening down, "
        "minimum_balance across:\n"
        "           0  250  500\n"
        "    5000  97   97   97\n"
        "    5600  36   36   36\n"
        "  Fund at the end (median); opening down, minimum_balance across:\n"
        "              0    250    500\n"
        "    5000  -£544  -£544  -£544\n"
        "    5600    £56    £56    £56\n"
        "  Over all points, on average: cost to the fund £5,527; levy from members £0; "
        "members' own pay\n"
        "    lost £0; strike-days 72; members involved 36.\n\n"
        "Own pay lost is after strike pay and hardship grants; members involved is a "
        "lower bound.\n" CLOSING_WORDS,
        "");
    cr_expect(process_has(here, "out/dat/heat.dat"));
    cr_expect(!process_has(here, "out/dat/sweep.dat"));
    process_directory_end(here);
}

Test(cli_sweep, what_is_wrong_is_said_before_anything_is_written)
{
    static const char *const CASE[][2] = {
        {"sweep tiny.cfg -o out",
         "strikefund: sweep needs --vary KEY=LO:HI:STEP, as in "
         "fund.opening=40000:90000:10000\n" SWEEP_HELP},
        {"sweep tiny.cfg --vary months=1:3:1",
         "strikefund: sweep needs -o DIR, the directory for the results\n" SWEEP_HELP},
        {"sweep tiny.cfg --vary months=3:1:1 -o out",
         "strikefund: --vary months counts up: '3:1:1' begins above its "
         "end\n" SWEEP_HELP},
        {"sweep tiny.cfg --vary months=1,2 --set months=3 -o out",
         "strikefund: --set and --vary both name 'months'\n" SWEEP_HELP},
        {"sweep tiny.cfg --vary months=2,3 --strategy depto -o out",
         "strikefund: tiny.cfg has no strategy 'depto'; did you mean "
         "'depot'?\n" SWEEP_HELP},
    };
    char *here = tiny_directory();
    for (size_t i = 0; i < sizeof(CASE) / sizeof(CASE[0]); i++) {
        expect_words(run_in(here, CASE[i][0]), 64, "", CASE[i][1]);
    }
    expect_words(run_in(here, "sweep tiny.cfg -o out --vary months=-1:3:1"), 65, "",
                 "--vary: 'months' is -1; it must be from 1 to 240 (months)\n"
                 "--vary: 'months' is 0; it must be from 1 to 240 (months)\n"
                 "tiny.cfg:18: 'strategies.depot.actions.Depot': 2026-10-06 is outside "
                 "the plan, "
                 "whose months are 2026-09 to 2026-09\n"
                 "tiny.cfg:18: 'strategies.depot.actions.Depot': 2026-10-07 is outside "
                 "the plan, "
                 "whose months are 2026-09 to 2026-09\n"
                 "4 mistakes; nothing was written\n");
    expect_words(
        run_in(here, "sweep tiny.cfg -o out --vary fund.opning=4000:9000:2500"), 65, "",
        "--vary: unknown setting 'fund.opning'; did you mean 'opening'?\n"
        "1 mistake; nothing was written\n");
    expect_words(run_in(here, "sweep none.cfg -o out " OPENINGS), 66, "",
                 "none.cfg: cannot be read: No such file or directory\n");
    cr_expect(!process_has(here, "out"));
    process_directory_end(here);
}

/** The row of sweep.csv that begins so, behind that beginning; NULL when there is none.
 */
static const char *find_row(const char *text, const char *beginning)
{
    const size_t length = strlen(beginning);
    const char *at = text;
    while (at != NULL && strncmp(at, beginning, length) != 0) {
        at = strchr(at, '\n');
        at = at != NULL ? at + 1 : NULL;
    }
    return at != NULL ? at + length : NULL;
}

Test(cli_sweep, a_row_is_that_of_run_with_the_value_set)
{
    char *here = tiny_directory();
    expect_words(run_in(here, "sweep tiny.cfg " OPENINGS " -o swept --quiet"), 0, NULL,
                 "");
    expect_words(run_in(here, "run tiny.cfg --set fund.opening=6500 -o set --quiet"), 0,
                 NULL, "");
    char *swept = content(here, "swept/sweep.csv");
    char *summary = content(here, "set/summary.csv");
    char *risk = content(here, "set/risk.csv");
    size_t n_rows = 0;
    char *rest = strchr(summary, '\n') + 1;
    for (char *row; (row = strsep(&rest, "\n")) != NULL && row[0] != '\0'; n_rows++) {
        char expected[512];
        snprintf(expected, sizeof(expected), "6500,%s,,,\n", row);
        cr_expect_not_null(find_row(swept, expected), "no %s", expected);
    }
    cr_expect_eq(n_rows, 2 * 29);
    static const char *const EVENT[] = {"shortfall", "breach", "overcommitted", "low",
                                        "unpaid"};
    for (size_t i = 0; i < 10; i++) {
        const char *strategy = i < 5 ? "depot" : "nothing";
        char beginning[128];
        char expected[256];
        unsigned long runs;
        unsigned long count;
        char chance[16];
        char bounds[64];
        snprintf(beginning, sizeof(beginning), "%s,3,%s,", strategy, EVENT[i % 5]);
        const char *row = find_row(risk, beginning);
        cr_assert_not_null(row);
        cr_assert_eq(
            sscanf(row, "%lu,%lu,%15[^,],%63[^\n]", &runs, &count, chance, bounds), 4);
        snprintf(expected, sizeof(expected),
                 "6500,%s,chance_of_%s,share,%lu,%s,,,,,,,,%lu,%s\n", strategy,
                 EVENT[i % 5], runs, chance, count, bounds);
        cr_expect_not_null(find_row(swept, expected), "no %s", expected);
    }
    free(swept);
    free(summary);
    free(risk);
    process_directory_end(here);
}

Test(cli_sweep, threads_move_no_byte)
{
    char *here = tiny_directory();
    expect_words(run_in(here, "sweep tiny.cfg " OPENINGS " -o a --quiet --threads 1"),
                 0, NULL, "");
    expect_words(run_in(here, "sweep tiny.cfg " OPENINGS " -o b --quiet --threads 2"),
                 0, NULL, "");
    expect_same(here, "a/sweep.csv", "b/sweep.csv");
    expect_same(here, "a/manifest.json", "b/manifest.json");
    expect_same(here, "a/dat/sweep.dat", "b/dat/sweep.dat");
    process_directory_end(here);
}

/** Stops a sweep after its first points, so that its directory out/ holds some: later
 *  each time, since a slow machine needs longer to get there. */
static void stop_in_the_middle(const char *here)
{
    const char *const line[] = {
        "sweep", "tiny.cfg", "--vary",  "fund.opening=4000:9000:10",
        "-o",    "out",      "--quiet", "--runs",
        "20000", NULL};
    unsigned long kept = 0;
    for (int milliseconds = 700; kept == 0 && milliseconds < 60000; milliseconds *= 2) {
        const struct process_place place = {
            .directory = here, .signal = SIGINT, .milliseconds = milliseconds};
        const struct process process = process_run(&place, line);
        if (sscanf(process.err, "strikefund: interrupted: %lu of 501 points", &kept) ==
                1 &&
            kept > 0) {
            cr_expect_not_null(strstr(
                process.err,
                " points are kept in out; the same command goes on from there\n"));
        }
        expect_words(process, 130, "", NULL);
    }
    cr_expect_gt(kept, 0);
    cr_expect(!process_has(here, "out/manifest.json"));
    cr_expect(process_has(here, "out/points/000001.point"));
}

Test(cli_sweep, points_of_another_sweep_are_left_alone)
{
    static const char *const CASE[][2] = {
        {"--vary fund.opening=4000:9000:5 --runs 20000", "another --vary"},
        {"--vary fund.opening=4000:9000:10 --runs 2001", "another number of runs"},
        {"--vary fund.opening=4000:9000:10 --runs 20000 --seed 238", "another seed"},
        {"--vary fund.opening=4000:9000:10 --runs 20000 --strategy nothing",
         "other strategies"},
        {"--vary fund.opening=4000:9000:10 --runs 20000 --set fund.minimum_balance=17",
         "another --set, or an employers' file that has been edited"},
    };
    char *here = tiny_directory();
    stop_in_the_middle(here);
    for (size_t i = 0; i < sizeof(CASE) / sizeof(CASE[0]); i++) {
        char line[256];
        snprintf(line, sizeof(line), "sweep tiny.cfg -o out %s", CASE[i][0]);
        const struct process process = run_in(here, line);
        cr_expect_eq(strncmp(process.err, "strikefund: out holds ", 22), 0, "%s",
                     process.err);
        char expected[256];
        snprintf(expected, sizeof(expected),
                 "of another sweep, left as they are: %s. Give another directory (-o), "
                 "or --fresh to throw them away\n",
                 CASE[i][1]);
        cr_expect_not_null(strstr(process.err, expected), "%s", process.err);
        expect_words(process, 65, "", NULL);
    }
    process_write(here, "tiny.cfg", "# edited\n");
    char path[256];
    snprintf(path, sizeof(path), "%s/tiny.cfg", here);
    FILE *file = fopen(path, "a");
    cr_assert_not_null(file);
    fputs(TINY, file);
    fclose(file);
    const struct process edited = run_in(
        here, "sweep tiny.cfg --vary fund.opening=4000:9000:10 --runs 20000 -o out");
    cr_expect_not_null(strstr(edited.err, "another scenario file, or one that has been "
                                          "edited"));
    expect_words(edited, 65, "", NULL);
    cr_expect(process_has(here, "out/points/000001.point"));
    expect_words(run_in(here, "sweep tiny.cfg " OPENINGS " --fresh -o out --quiet"), 0,
                 NULL, "");
    cr_expect(!process_has(here, "out/points"));
    process_directory_end(here);
}

Test(cli_sweep, other_results_are_not_written_over)
{
    char *here = tiny_directory();
    expect_words(run_in(here, "run tiny.cfg -o out --quiet"), 0, NULL, "");
    expect_words(
        run_in(here, "sweep tiny.cfg " OPENINGS " -o out"), 73, "",
        "strikefund: out holds other results; give a sweep a directory of its own "
        "(-o)\n");
    expect_words(run_in(here, "sweep tiny.cfg " OPENINGS " -o tiny.cfg/a"), 73, "",
                 "strikefund: cannot write results into tiny.cfg/a: tiny.cfg/a: Not a "
                 "directory\n");
    process_directory_end(here);
}

Test(cli_sweep, its_charts_are_drawn_and_no_others)
{
    if (access("/usr/bin/gnuplot", X_OK) != 0 ||
        access("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", R_OK) != 0) {
        cr_skip_test("gnuplot or its font is not installed");
    }
    char *here = tiny_directory();
    expect_words(run_in(here, "sweep tiny.cfg " OPENINGS " -o out --quiet"), 0, NULL,
                 "");
    expect_words(run_in(here, "plot out --format png,svg --quiet"), 0, "", "");
    cr_expect(process_has(here, "out/sweep.png") && process_has(here, "out/sweep.svg"));
    cr_expect(process_has(here, "out/sweep.txt"));
    cr_expect(!process_has(here, "out/balance.png"));
    expect_words(run_in(here, "sweep tiny.cfg -o two --quiet --vary months=2,3 "
                              "--vary fund.opening=4000,9000"),
                 0, NULL, "");
    expect_words(run_in(here, "plot two --format pdf,svg --quiet"), 0, "", "");
    cr_expect(process_has(here, "two/heat.pdf") && process_has(here, "two/heat.txt"));
    expect_words(run_in(here, "sweep tiny.cfg " OPENINGS " -o two --quiet"), 0, NULL,
                 "");
    expect_words(run_in(here, "plot two --format svg --quiet"), 0, "", "");
    cr_expect(process_has(here, "two/sweep.svg"));
    expect_words(run_in(here, "sweep tiny.cfg -o two --quiet --vary months=2,3 "
                              "--vary fund.opening=4000,9000"),
                 0, NULL, "");
    const struct process text = run_in(here, "plot two --format dumb --quiet");
    cr_expect_not_null(strstr(text.out, "Fund at the end (median)"));
    expect_words(text, 0, NULL, "");
    process_directory_end(here);
}
