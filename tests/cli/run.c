#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/words.h"

/** A directory with the tiny scenario in it. */
static char *tiny_directory(void)
{
    char *directory = process_directory();
    process_write(directory, "tiny.cfg", TINY);
    return directory;
}

Test(cli_run, a_run_writes_its_files_and_says_the_answer)
{
    char *here = tiny_directory();
    const struct process process = run_in(here, "run tiny.cfg -o out/first --quiet");
    cr_expect_eq(strncmp(process.out, "Tiny\n300 simulated campaigns",
                         strlen("Tiny\n300 simulated campaigns")),
                 0);
    expect_words(process, 0, NULL, "");
    static const char *const FILES[] = {
        "manifest.json",         "partial.sfp",  "series.csv",
        "summary.csv",           "risk.csv",     "differences.csv",
        "scenario.resolved.cfg", "dat/words.gp", "dat/balance.dat",
        "dat/costs.txt"};
    for (size_t i = 0; i < sizeof(FILES) / sizeof(FILES[0]); i++) {
        char name[64];
        snprintf(name, sizeof(name), "out/first/%s", FILES[i]);
        cr_expect(process_has(here, name), "%s is missing", name);
    }
    process_directory_end(here);
}

Test(cli_run, where_the_spread_comes_from_is_said_for_each_strategy)
{
    char *here = tiny_directory();
    /* Nothing but chance is uncertain, which takes many runs to see. */
    const struct process process = run_in(here, "run tiny.cfg -o out --quiet");
    cr_expect_not_null(strstr(process.out,
                              "\nWhere the spread at the end comes from, in 100 parts "
                              "of its variance\n  'depot': too few runs to tell.\n"));
    const struct process more =
        run_in(here, "run tiny.cfg -o out --quiet --runs 20000");
    cr_expect_not_null(strstr(more.out, " from rates nobody knows, none from "));
    cr_expect_not_null(
        strstr(more.out, " (who happens to do what); each give or take "));
    expect_words(more, 0, NULL, "");
    cr_expect_not_null(strstr(process.out, "\n  'nothing': no spread; it ends with one "
                                           "sum in each campaign simulated.\n"));
    cr_expect_not_null(strstr(process.out, "Better knowledge of the inputs, not more "
                                           "runs, narrows this spread;"));
    expect_words(process, 0, NULL, "");
    const struct process untwinned =
        run_in(here, "run tiny.cfg -o out --quiet --runs-from 129 --runs-to 300");
    cr_expect_not_null(strstr(untwinned.out, "\n  'depot': not measured; none of these "
                                             "runs was repeated for it.\n"));
    expect_words(untwinned, 0, NULL, "");
    process_directory_end(here);
}

Test(cli_run, the_closing_words_say_what_to_type)
{
    char *here = tiny_directory();
    const struct process process = run_in(here, "run tiny.cfg -o it's");
    cr_expect_eq(strncmp(process.err, "The files are in 'it'\\''s'. For the charts: ",
                         strlen("The files are in 'it'\\''s'. For the charts: ")),
                 0, "%s", process.err);
    expect_words(process, 0, NULL, NULL);
    process_directory_end(here);
}

Test(cli_run, a_missing_scenario_is_66)
{
    char *here = process_directory();
    expect_words(run_in(here, "run none.cfg -o out"), 66, "",
                 "none.cfg: cannot be read: No such file or directory\n");
    expect_words(run_in(here, "check ."), 66, "",
                 ".: cannot be read: Is a directory\n");
    cr_expect(!process_has(here, "out"));
    process_directory_end(here);
}

Test(cli_run, a_wrong_scenario_writes_nothing)
{
    char *here = tiny_directory();
    const struct process process =
        run_in(here, "run tiny.cfg -o out --set months=0 --set fund.minimum_balnce=4");
    cr_expect_not_null(strstr(process.err, "did you mean 'minimum_balance'?\n"));
    cr_expect_not_null(strstr(process.err, "2 mistakes; nothing was written\n"));
    expect_words(process, 65, "", NULL);
    cr_expect(!process_has(here, "out"));
    process_directory_end(here);
}

Test(cli_run, an_unknown_strategy_is_answered_with_the_nearest)
{
    char *here = tiny_directory();
    expect_words(run_in(here, "run tiny.cfg -o out --strategy depto"), 64, "",
                 "strikefund: tiny.cfg has no strategy 'depto'; did you mean 'depot'?\n"
                 "For help: strikefund run --help\n");
    cr_expect(!process_has(here, "out"));
    process_directory_end(here);
}

Test(cli_run, strategies_keep_the_order_of_the_file)
{
    char *here = tiny_directory();
    const struct process both =
        run_in(here, "run tiny.cfg -o a --quiet --strategy nothing --strategy depot");
    expect_words(run_in(here, "run tiny.cfg -o b --quiet"), 0, both.out, "");
    expect_words(both, 0, NULL, "");
    process_directory_end(here);
}

Test(cli_run, a_place_that_cannot_hold_results_is_found_before_the_simulation)
{
    char *here = tiny_directory();
    expect_words(run_in(here, "run tiny.cfg -o tiny.cfg --runs 10000000"), 73, "",
                 "strikefund: cannot write results into tiny.cfg: tiny.cfg: Not a "
                 "directory\n");
    expect_words(
        run_in(here, "run tiny.cfg -o tiny.cfg/a/b --runs 10000000"), 73, "",
        "strikefund: cannot write results into tiny.cfg/a/b: tiny.cfg/a/b: Not "
        "a directory\n");
    process_directory_end(here);
}

Test(cli_run, an_answer_that_cannot_be_delivered_leaves_the_files)
{
    char *here = tiny_directory();
    const struct process_place full = {.directory = here, .out = "/dev/full"};
    const char *const line[] = {"run", "tiny.cfg", "-o", "out", "--quiet", NULL};
    expect_words(process_run(&full, line), 74, "",
                 "strikefund: cannot write to standard output\n");
    cr_expect(process_has(here, "out/manifest.json"));
    process_directory_end(here);
}

Test(cli_run, an_interrupted_run_keeps_what_was_finished)
{
    char *here = tiny_directory();
    const struct process_place place = {
        .directory = here, .signal = SIGINT, .milliseconds = 300};
    const char *const line[] = {"run", "tiny.cfg", "-o",       "out",     "--threads",
                                "1",   "--runs",   "10000000", "--quiet", NULL};
    const struct process process = process_run(&place, line);
    cr_expect_not_null(strstr(process.err, "strikefund: interrupted: the first "));
    cr_expect_not_null(
        strstr(process.err, " of 10000000 runs are kept, as a smaller whole run\n"));
    expect_words(process, 130, NULL, NULL);
    cr_expect(process_has(here, "out/manifest.json"));
    process_directory_end(here);
}

Test(cli_run, colour_is_only_for_those_who_ask)
{
    char *here = process_directory();
    expect_words(run_in(here, "check none.cfg --color=always"), 66, "",
                 "\033[1mnone.cfg:\033[0m cannot be read: No such file or directory\n");
    process_directory_end(here);
}

Test(cli_run, check_says_what_the_scenario_means)
{
    char *here = tiny_directory();
    const struct process process = run_in(here, "check tiny.cfg --set months=5");
    cr_expect_eq(strncmp(process.out, "Tiny\n", strlen("Tiny\n")), 0);
    cr_expect_not_null(strstr(process.out, "5 months, September 2026 to January 2027"));
    expect_words(process, 0, NULL, "");
    const struct process wrong = run_in(here, "check tiny.cfg --set months=0");
    cr_expect_not_null(strstr(wrong.err, "1 mistake; correct what is listed and check "
                                         "again\n"));
    expect_words(wrong, 65, "", NULL);
    process_directory_end(here);
}
