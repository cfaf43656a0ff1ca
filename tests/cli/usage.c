#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/words.h"

#define RUN_HELP "For help: strikefund run --help\n"

Test(cli_usage, no_command_says_what_there_is)
{
    const struct process process = run_in(NULL, "");
    cr_expect_not_null(strstr(process.err, "run SCENARIO -o DIR"));
    expect_words(process, 64, "", NULL);
}

Test(cli_usage, help_and_version_are_results)
{
    const struct process process = run_in(NULL, "--help");
    cr_expect_not_null(strstr(process.out, "run SCENARIO -o DIR"));
    expect_words(process, 0, NULL, "");
    expect_words(run_in(NULL, "--version"), 0, "strikefund 0.1.0\n", "");
    expect_words(run_in(NULL, "plot --version"), 0, "strikefund 0.1.0\n", "");
    const struct process of_run = run_in(NULL, "run --help");
    cr_expect_not_null(strstr(of_run.out, "--runs-from=A"));
    expect_words(run_in(NULL, "help run"), 0, of_run.out, "");
    expect_words(of_run, 0, NULL, "");
}

Test(cli_usage, a_mistyped_name_is_answered_with_the_nearest)
{
    static const char *const CASE[][2] = {
        {"rnu", "strikefund: unknown command 'rnu'; did you mean 'run'?\n"
                "For help: strikefund --help\n"},
        {"polt r", "strikefund: unknown command 'polt'; did you mean 'plot'?\n"
                   "For help: strikefund --help\n"},
        {"simulate",
         "strikefund: unknown command 'simulate'; there are run, compare, sweep, "
         "solve, forecast, check, merge, "
         "plot, trace, explain, new and doctor\nFor help: strikefund --help\n"},
        {"--runs 5 run", "strikefund: '--runs' before a command; the command comes "
                         "first\nFor help: strikefund --help\n"},
        {"run s -o d --sede 5", "strikefund: run has no option '--sede'; did you mean "
                                "'--seed'?\n" RUN_HELP},
        {"run s -o d --xyzzy", "strikefund: run has no option '--xyzzy'\n" RUN_HELP},
        {"run s -o d -z", "strikefund: run has no option '-z'\n" RUN_HELP},
        {"check s --runs 5", "strikefund: check has no option '--runs'\n"
                             "For help: strikefund check --help\n"},
    };
    for (size_t i = 0; i < sizeof(CASE) / sizeof(CASE[0]); i++) {
        expect_words(run_in(NULL, CASE[i][0]), 64, "", CASE[i][1]);
    }
}

Test(cli_usage, the_beginning_of_an_option_is_not_the_option)
{
    expect_words(
        run_in(NULL, "run s -o d --thr 2"), 64, "",
        "strikefund: run has no option '--thr'; did you mean '--threads'?\n" RUN_HELP);
}

Test(cli_usage, numbers_are_whole_and_in_range)
{
    static const char *const CASE[][2] = {
        {"--runs 0", "--runs must be a whole number from 1 to 10000000, not '0'"},
        {"--runs -3", "--runs must be a whole number from 1 to 10000000, not '-3'"},
        {"--runs 1e3", "--runs must be a whole number from 1 to 10000000, not '1e3'"},
        {"--runs=", "--runs must be a whole number from 1 to 10000000, not ''"},
        {"--runs 10000001",
         "--runs must be a whole number from 1 to 10000000, not '10000001'"},
        {"--threads 1025",
         "--threads must be a whole number from 0 to 1024, not '1025'"},
        {"--seed 18446744073709551616",
         "--seed must be a whole number from 0 to 18446744073709551615, not "
         "'18446744073709551616'"},
        {"--runs-from 5", "--runs-from needs --runs-to"},
        {"--runs-from 9 --runs-to 8",
         "--runs-from to --runs-to must be 1 to 10000000 runs, counting up"},
        {"--runs 5 --runs-to 8", "give --runs or --runs-to, not both"},
        {"--color=pink", "--color must be auto, always or never, not 'pink'"},
        {"--quiet=yes", "'--quiet' takes no value"},
        {"--seed", "'--seed' needs a value: S"},
        {"--set fund.opening", "--set needs KEY=VALUE, as in "
                               "fund.minimum_balance=500000, not 'fund.opening'"},
        {"another", "one argument too many: 'another'"},
    };
    for (size_t i = 0; i < sizeof(CASE) / sizeof(CASE[0]); i++) {
        char line[300];
        char words[400];
        snprintf(line, sizeof(line), "run s -o d %s", CASE[i][0]);
        snprintf(words, sizeof(words), "strikefund: %s\n" RUN_HELP, CASE[i][1]);
        expect_words(run_in(NULL, line), 64, "", words);
    }
}

Test(cli_usage, what_is_needed_is_said)
{
    expect_words(run_in(NULL, "run"), 64, "",
                 "strikefund: run needs a scenario file\n" RUN_HELP);
    expect_words(
        run_in(NULL, "run s"), 64, "",
        "strikefund: run needs -o DIR, the directory for the results\n" RUN_HELP);
    expect_words(run_in(NULL, "plot"), 64, "",
                 "strikefund: plot needs a results directory\n"
                 "For help: strikefund plot --help\n");
}

Test(cli_usage, answers_that_cannot_be_delivered_fail)
{
    const struct process_place full = {.out = "/dev/full"};
    const char *const help[] = {"--help", NULL};
    expect_words(process_run(&full, help), 74, "",
                 "strikefund: cannot write to standard output: No space left on "
                 "device\n");
}
