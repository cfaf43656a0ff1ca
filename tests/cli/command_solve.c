/* What `solve` says and writes. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <jansson.h>

#include "cli/document.h"
#include "cli/sheet.h"
#include "cli/words.h"

#define SOLVE_HELP "For help: strikefund solve --help\n"
#define OPENING    "solve tiny.cfg --vary fund.opening=4000:9000 --goal shortfall<=0.05 "

static char *tiny_directory(void)
{
    char *directory = process_directory();
    process_write(directory, "tiny.cfg", TINY);
    return directory;
}

/* 40 are called for two days at £77: with 39 of them out that is £6,006, and all 40
   come out in fewer than 5 of 100 campaigns. */
Test(cli_solve, the_answer_is_said_with_its_interval_and_what_it_costs)
{
    char *here = tiny_directory();
    expect_words(
        run_in(here, OPENING "--quiet"), 0,
        "Tiny\n"
        "300 simulated campaigns of each strategy at each of 39 values, the same "
        "futures at each.\n"
        "Looked for: fund.opening, 4000 to 9000: cash before the first month (pounds)\n"
        "Goal: shortfall <= 0.05: a month end with balance below zero, in at most 5 of "
        "100 campaigns by the\n"
        "  plan's end\n"
        "\n"
        "depot\n"
        "  The goal is met from 6006 up: that is the smallest value that meets it.\n"
        "  Rounded to the safe side, 6100: there shortfall in 4 of 300 campaigns (95% "
        "interval 0.52 to 3.38\n"
        "    in 100).\n"
        "  On average there: cost to the fund £5,527; levy from members £0; members' "
        "own pay lost £0;\n"
        "    strike-days 72; members involved at least 36.\n"
        "\n"
        "nothing\n"
        "  The goal is met at every value looked at from 4000 to 9000. Nearest to "
        "missing it is 4000:\n"
        "    shortfall in fewer than 4 in 300 campaigns.\n"
        "  On average there: cost to the fund £0; levy from members £0; members' own "
        "pay lost £0;\n"
        "    strike-days 0; members involved at least 0.\n"
        "\n"
        "Intervals are simulation error alone: they shrink with more campaigns. 2 of "
        "the 3 inputs given are\n"
        "  judgements, not records: if they are wrong, so is the answer.\n",
        "");
    process_directory_end(here);
}

Test(cli_solve, what_is_wrong_is_said_before_anything_is_written)
{
    static const char *const CASE[][2] = {
        {"solve tiny.cfg --goal shortfall<=0.05",
         "strikefund: solve needs --vary KEY=LO:HI, as in "
         "fund.opening=40000:90000\n" SOLVE_HELP},
        {"solve tiny.cfg --vary months=1:3", "strikefund: solve needs --goal, as in "
                                             "--goal 'shortfall <= 0.05'\n" SOLVE_HELP},
        {"solve tiny.cfg --vary months=3:1 --goal low<0.5",
         "strikefund: --vary months: '3:1' does not end above its "
         "beginning\n" SOLVE_HELP},
        {"solve tiny.cfg --vary months=1:3:1 --goal low<0.5",
         "strikefund: --vary months takes LO:HI without a step, not '1:3:1': the "
         "values "
         "between are found\n" SOLVE_HELP},
        {"solve tiny.cfg --vary months=1,3 --goal low<0.5",
         "strikefund: --vary months needs LO:HI of plain decimal numbers, as in 2:8, "
         "not "
         "'1,3'\n" SOLVE_HELP},
        {"solve tiny.cfg --vary runs=1:3 --goal low<0.5",
         "strikefund: 'runs' cannot be varied: every value is simulated on the same "
         "futures\n" SOLVE_HELP},
        {"solve tiny.cfg --vary months=1:3 --vary fund.opening=1:2 --goal low<0.5",
         "strikefund: solve varies one key; --vary fund.opening=1:2 is one too "
         "many\n" SOLVE_HELP},
        {"solve tiny.cfg --vary months=1:3 --goal lo<0.5",
         "strikefund: --goal: unknown measure 'lo'; did you mean 'low'?\n" SOLVE_HELP},
        {"solve tiny.cfg --vary months=1:3 --set months=3 --goal low<0.5",
         "strikefund: --set and --vary both name 'months'\n" SOLVE_HELP},
        {OPENING "--strategy depto",
         "strikefund: tiny.cfg has no strategy 'depto'; did you mean "
         "'depot'?\n" SOLVE_HELP},
    };
    char *here = tiny_directory();
    for (size_t i = 0; i < sizeof(CASE) / sizeof(CASE[0]); i++) {
        expect_words(run_in(here, CASE[i][0]), 64, "", CASE[i][1]);
    }
    expect_words(
        run_in(here,
               "solve tiny.cfg --vary fund.opning=4000:9000 --goal low<0.5 -o out"),
        65, "",
        "--vary: unknown setting 'fund.opning'; did you mean 'opening'?\n"
        "1 mistake; nothing was written\n");
    expect_words(run_in(here, "solve tiny.cfg --vary title=1:3 --goal low<0.5"), 65, "",
                 "--vary: 'title' is a number; it must be a text (in double quotes)\n"
                 "1 mistake; nothing was written\n");
    expect_words(run_in(here, "solve none.cfg --vary fund.opening=1:3 --goal low<0.5"),
                 66, "", "none.cfg: cannot be read: No such file or directory\n");
    cr_expect(!process_has(here, "out"));
    process_directory_end(here);
}

/** The first opening fund of a sweep with which a shortfall is in 5 of 100 or fewer. */
static double swept_answer(const char *here)
{
    struct sheet sheet = sheet_read(here, "swept/sweep.csv");
    double found = 0.0;
    for (size_t r = 1; r < sheet.n_rows && found == 0.0; r++) {
        if (strcmp(sheet_cell(&sheet, r, "measure"), "chance_of_shortfall") == 0 &&
            strtod(sheet_cell(&sheet, r, "mean"), NULL) <= 0.05) {
            found = strtod(sheet_cell(&sheet, r, "fund.opening"), NULL);
        }
    }
    sheet_free(&sheet);
    return found;
}

Test(cli_solve, it_is_where_a_fine_sweep_has_it)
{
    char *here = unknown_directory();
    expect_words(run_in(here, "sweep tiny.cfg --vary fund.opening=4500:6500:20 "
                              "--strategy depot -o swept --quiet"),
                 0, NULL, NULL);
    const double swept = swept_answer(here);
    cr_assert_gt(swept, 4500.0);
    json_t *document =
        document_of(run_in(here, "solve tiny.cfg --vary fund.opening=4500:6500 --goal "
                                 "shortfall<=0.05 --strategy depot --json --quiet"),
                    0);
    cr_expect_str_eq(document_text(document, "answers.0.outcome"), "found");
    cr_expect_str_eq(document_text(document, "answers.0.met_from_there"), "up");
    const double solved = json_number_value(document_at(document, "answers.0.value"));
    const double low = json_number_value(document_at(document, "answers.0.lower95"));
    const double high = json_number_value(document_at(document, "answers.0.upper95"));
    const double wide = high - low;
    cr_expect_leq(solved, swept + wide / 32.0);
    cr_expect_gt(solved, swept - 20.0 - wide / 32.0);
    cr_expect(low < solved && solved < high);
    cr_expect_geq(json_number_value(document_at(document, "answers.0.rounded")), high);
    cr_expect_leq(
        json_number_value(document_at(document, "answers.0.at_rounded.upper95")), 0.05);
    json_decref(document);
    process_directory_end(here);
}

Test(cli_solve, threads_move_no_byte_and_the_document_is_that_of_the_file)
{
    char *here = unknown_directory();
    expect_words(run_in(here, OPENING "-o a --quiet --threads 1"), 0, NULL, NULL);
    expect_words(run_in(here, OPENING "-o b --quiet --threads 2"), 0, NULL, NULL);
    cr_expect(is_same_directory(here, "a", "b"));
    static const char *const FILES[] = {"a/solve.json",    "a/solve.csv",
                                        "a/manifest.json", "a/dat/solve.dat",
                                        "a/dat/solve.txt", "a/dat/words.gp"};
    for (size_t i = 0; i < sizeof(FILES) / sizeof(FILES[0]); i++) {
        cr_expect(process_has(here, FILES[i]), "%s is missing", FILES[i]);
    }
    json_t *document = document_of(run_in(here, OPENING "--json --quiet"), 0);
    char path[256];
    snprintf(path, sizeof(path), "%s/a/solve.json", here);
    json_t *file = json_load_file(path, 0, NULL);
    cr_expect(json_equal(document, file));
    struct sheet sheet = sheet_read(here, "a/solve.csv");
    const json_t *points = document_at(document, "points");
    cr_assert_eq(json_array_size(points), sheet.n_rows - 1);
    size_t n_met = 0;
    for (size_t r = 1; r < sheet.n_rows; r++) {
        const double value = strtod(sheet_cell(&sheet, r, "value"), NULL);
        const bool is_met = strcmp(sheet_cell(&sheet, r, "met"), "1") == 0;
        cr_expect_eq(is_met, value <= 0.05);
        cr_expect_leq(strtod(sheet_cell(&sheet, r, "lower95"), NULL), value);
        cr_expect_geq(strtod(sheet_cell(&sheet, r, "upper95"), NULL), value);
        n_met += is_met;
    }
    cr_expect(n_met > 0 && n_met < sheet.n_rows - 1);
    sheet_free(&sheet);
    json_decref(file);
    json_decref(document);
    process_directory_end(here);
}

Test(cli_solve, other_results_are_not_written_over)
{
    char *here = tiny_directory();
    expect_words(run_in(here, "run tiny.cfg -o out --quiet"), 0, NULL, "");
    expect_words(run_in(here, OPENING "-o out"), 73, "",
                 "strikefund: out holds other results; give solve a directory of its "
                 "own with -o DIR\n");
    expect_words(run_in(here, OPENING "-o solved --quiet"), 0, NULL, "");
    expect_words(run_in(here, OPENING "-o solved --quiet"), 0, NULL, "");
    process_directory_end(here);
}

Test(cli_solve, its_chart_is_drawn)
{
    if (access("/usr/bin/gnuplot", X_OK) != 0 ||
        access("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", R_OK) != 0) {
        cr_skip_test("gnuplot or its font is not installed");
    }
    char *here = tiny_directory();
    expect_words(run_in(here, OPENING "-o out --quiet"), 0, NULL, "");
    expect_words(run_in(here, "plot out --format png,svg,pdf --quiet"), 0, "", "");
    cr_expect(process_has(here, "out/solve.png") && process_has(here, "out/solve.svg"));
    cr_expect(process_has(here, "out/solve.pdf") && process_has(here, "out/solve.txt"));
    cr_expect(!process_has(here, "out/balance.png"));
    const struct process text = run_in(here, "plot out --format dumb --quiet");
    cr_expect_not_null(strstr(text.out, "meets the goal shortfall <= 0.05"));
    expect_words(text, 0, NULL, "");
    process_directory_end(here);
}
