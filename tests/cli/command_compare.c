#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/words.h"

/** TINY with one piece of it replaced. */
static char *tiny_with(const char *old, const char *new)
{
    const char *at = strstr(TINY, old);
    cr_assert_not_null(at);
    char *text = NULL;
    cr_assert_geq(
        asprintf(&text, "%.*s%s%s", (int)(at - TINY), TINY, new, at + strlen(old)), 0);
    return text;
}

/** A directory with tiny.cfg, and in other.cfg the same with one piece replaced. */
static char *two_files(const char *old, const char *new)
{
    char *here = process_directory();
    char *other = tiny_with(old, new);
    process_write(here, "tiny.cfg", TINY);
    process_write(here, "other.cfg", other);
    free(other);
    return here;
}

/** A file's content, freed by the caller. */
static char *content(const char *here, const char *name)
{
    char path[512];
    snprintf(path, sizeof(path), "%s/%s", here, name);
    FILE *file = fopen(path, "r");
    cr_assert_not_null(file, "%s", name);
    char *text = NULL;
    size_t size = 0;
    cr_assert_geq(getdelim(&text, &size, '\0', file), 0);
    fclose(file);
    return text;
}

static void expect_same(const char *here, const char *a, const char *b)
{
    char *of_a = content(here, a);
    char *of_b = content(here, b);
    cr_expect_str_eq(of_a, of_b, "%s and %s", a, b);
    free(of_a);
    free(of_b);
}

Test(cli_compare, strategies_stand_side_by_side_and_two_at_a_time)
{
    char *here = two_files("called = { value = 40.0;", "called = { value = 30.0;");
    expect_words(
        run_in(here, "compare tiny.cfg other.cfg --strategy depot"), 0,
        "2 strategies of 2 scenarios on the same 300 simulated campaigns, seed 17\n"
        "tiny: Tiny. September 2026 to November 2026, 3 months; the fund opens at "
        "£9,000.\n"
        "other: Tiny. September 2026 to November 2026, 3 months; the fund opens at "
        "£9,000.\n"
        "\n"
        "  left at         90 in 100  chance of   cost to  members' own  strike-   "
        "members  levy from\n"
        "  the end           between  shortfall  the fund      pay lost     days  "
        "involved    members\n"
        "1  tiny: depot\n"
        "   £3,456  £2,994 to £3,918  <4 in 300    £5,527            £0       72       "
        " 36         £0\n"
        "2  other: depot\n"
        "   £4,842  £4,534 to £5,150  <4 in 300    £4,137            £0       54       "
        " 27         £0\n"
        "Left at the end is the median. Costs, days, members and levy are averages "
        "over all campaigns;\n"
        "  members involved is a lower bound.\n"
        "\n"
        "Two at a time, campaign by campaign\n"
        "  Each campaign's figure under the first of the two less the same campaign's "
        "under the second,\n"
        "    averaged. \"Give or take\" is simulation error: it shrinks with more "
        "campaigns. The last column\n"
        "    is how many tell such a difference from none, nine times in ten; \"any\" "
        "says that it is the\n"
        "    same in each.\n"
        "\n"
        "1  tiny: depot\n"
        "2  other: depot\n"
        "                                1 less 2,  give or take     campaigns to\n"
        "                               on average        (95 %)  tell them apart\n"
        "  left in the fund at the end     -£1,390            £8                1\n"
        "  lowest month end                -£1,390            £8                1\n"
        "  cost to the fund                 £1,390            £8                1\n"
        "  members' own pay lost                £0            £0         the same\n"
        "  strike-days                          18            <1                1\n"
        "  members involved                      9            <1                1\n"
        "  levy from members                    £0            £0         the same\n"
        "  Strategy 1 ends above strategy 2 in fewer than 4 in 300 simulated "
        "campaigns.\n"
        "  300 campaigns are enough to tell them apart wherever they differ.\n"
        "\n"
        "At which value the order of two turns, on average (intervals are simulation "
        "error)\n"
        "  members.momentum from -1 to 1: how far strikes of the last three months "
        "move votes,\n"
        "    participation and joining; by default 0 (on the logit for a share of 1). "
        "5 values, 18\n"
        "    campaigns at each; --turning KEY=LO:HI takes other keys and all "
        "campaigns.\n"
        "    No order turns in this range. Of 7 orders (two strategies by one measure) "
        "5 keep all along, 2\n"
        "      have the same figure on both sides.\n"
        "\n"
        "How sure is this?\n"
        "  Simulation: with 300 campaigns the chances above are within 1 in 100 of "
        "what any number of them\n"
        "    would show, rare ones closer (95% interval).\n"
        "  Inputs of tiny: 1 of the 3 given are judgements, not records.\n"
        "  Inputs of other: 1 of the 3 given are judgements, not records.\n"
        "  If they are wrong, the figures above are wrong, however many campaigns are "
        "simulated.\n",
        "");
    process_directory_end(here);
}

Test(cli_compare, one_scenario_gives_the_figures_of_run_byte_for_byte)
{
    char *here = two_files("title", "title");
    expect_words(run_in(here, "run tiny.cfg -o ran --quiet"), 0, NULL, "");
    expect_words(run_in(here, "compare tiny.cfg -o compared --quiet"), 0, NULL, "");
    expect_same(here, "ran/differences.csv", "compared/differences.csv");
    expect_same(here, "ran/summary.csv", "compared/summary.csv");
    expect_same(here, "ran/risk.csv", "compared/risk.csv");
    cr_expect(process_has(here, "compared/manifest.json"));
    cr_expect(process_has(here, "compared/dat/compare.dat"));
    process_directory_end(here);
}

Test(cli_compare, files_are_the_same_bytes_whatever_the_threads)
{
    char *here = two_files("Tiny", "Other");
    expect_words(run_in(here, "compare tiny.cfg other.cfg -o one --quiet --threads 1"),
                 0, NULL, "");
    expect_words(run_in(here, "compare tiny.cfg other.cfg -o two --quiet --threads 2"),
                 0, NULL, "");
    static const char *const FILES[] = {
        "manifest.json",   "differences.csv", "summary.csv",    "risk.csv",
        "dat/compare.dat", "dat/words.gp",    "dat/compare.txt"};
    for (size_t i = 0; i < sizeof(FILES) / sizeof(FILES[0]); i++) {
        char a[64];
        char b[64];
        snprintf(a, sizeof(a), "one/%s", FILES[i]);
        snprintf(b, sizeof(b), "two/%s", FILES[i]);
        expect_same(here, a, b);
    }
    process_directory_end(here);
}

Test(cli_compare, tables_of_several_scenarios_have_one_heading_and_all_rows)
{
    char *here = two_files("Tiny", "Other");
    expect_words(run_in(here, "compare tiny.cfg other.cfg -o out --quiet"), 0, NULL,
                 "");
    static const char *const NAME[] = {"tiny: depot,", "tiny: nothing,",
                                       "other: depot,", "other: nothing,"};
    static const char *const FILES[] = {"out/summary.csv", "out/risk.csv"};
    for (int f = 0; f < 2; f++) {
        char *text = content(here, FILES[f]);
        cr_expect_eq(strncmp(text, "strategy,", strlen("strategy,")), 0);
        cr_expect_null(strstr(text, "\nstrategy,"), "a second heading");
        const char *at = text;
        for (int i = 0; i < 4; i++) {
            at = strstr(at, NAME[i]);
            cr_assert_not_null(at, "%s in %s", NAME[i], FILES[f]);
        }
        free(text);
    }
    char *differences = content(here, "out/differences.csv");
    cr_expect_not_null(strstr(differences,
                              "tiny: depot,other: depot,closing_balance,gbp,300,0.00,"
                              "0.00,0.00,0.00,0.000000,0\n"));
    free(differences);
    char *manifest = content(here, "out/manifest.json");
    cr_expect_not_null(strstr(manifest, "\"name\": \"tiny.cfg\""));
    cr_expect_not_null(strstr(manifest, "\"name\": \"other.cfg\""));
    free(manifest);
    process_directory_end(here);
}

Test(cli_compare, what_differs_between_the_files_is_said_in_notes)
{
    char *here = two_files("months = 3;\nlaw = \"none\";\nseed = \"17\";\nruns = 300;",
                           "months = 4;\nlaw = \"none\";\nseed = \"4\";\nruns = 500;");
    const struct process process = run_in(here, "compare tiny.cfg other.cfg");
    cr_expect_not_null(strstr(process.out, "The plans do not cover the same months."));
    cr_expect_not_null(strstr(process.out, "300 simulated campaigns, seed 17\n"));
    expect_words(
        process, 0, NULL,
        "strikefund: note: the seed of tiny.cfg, 17, is used for other.cfg too, which "
        "says 4\n"
        "strikefund: note: the runs of tiny.cfg, 300, are used for other.cfg too, "
        "which "
        "says 500\n"
        "strikefund: note: tiny.cfg covers September 2026 to November 2026, other.cfg "
        "September 2026 to December 2026: each figure is over the plan's own months\n");
    expect_words(run_in(here, "compare tiny.cfg other.cfg --seed 5 --runs 7 --set "
                              "months=3"),
                 0, NULL, "");
    process_directory_end(here);
}

Test(cli_compare, all_faults_of_all_scenarios_come_in_one_go)
{
    char *here = two_files("name = \"all\"; net", "name = \"every\"; net");
    expect_words(
        run_in(here, "compare tiny.cfg other.cfg --set bands.all.net_ratio=0.7"), 65,
        "",
        "other.cfg with --set: bands.all.net_ratio: there is no 'all' in 'bands'\n"
        "1 mistake; nothing was simulated\n");
    process_write(here, "wrong.cfg", "format = \"strikefund-1\";\nmonths = 0;\n");
    const struct process process =
        run_in(here, "compare wrong.cfg none.cfg other.cfg --set fund.opning=3");
    static const char *const WORDS[] = {
        "wrong.cfg:2: 'months' is 0;", "none.cfg: cannot be read: No such file",
        "wrong.cfg with --set: ", "other.cfg with --set: ", "nothing was simulated\n"};
    for (size_t i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++) {
        cr_expect_not_null(strstr(process.err, WORDS[i]), "%s", WORDS[i]);
    }
    expect_words(process, 65, "", NULL);
    process_directory_end(here);
}

Test(cli_compare, a_line_that_cannot_be_meant_is_64)
{
    static const char END[] = "For help: strikefund compare --help\n";
    static const char *const LINE[][2] = {
        {"compare", "strikefund: compare needs a scenario file\n"},
        {"compare tiny.cfg --strategy depot",
         "strikefund: compare needs two strategies or more; name a second one, or a "
         "second scenario\n"},
        {"compare tiny.cfg --strategy depto",
         "strikefund: tiny.cfg has no strategy 'depto'; did you mean 'depot'?\n"},
        {"compare tiny.cfg other.cfg --strategy xyz",
         "strikefund: none of the scenarios has a strategy 'xyz'; the first is "
         "'depot'\n"},
        {"compare tiny.cfg other.cfg --strategy nothing",
         "strikefund: other.cfg has none of the strategies named; name one of it, or "
         "leave it out\n"},
        {"compare tiny.cfg --vary 3", "strikefund: compare has no option '--vary'\n"},
    };
    char *here = two_files("name = \"nothing\"", "name = \"rest\"");
    for (size_t i = 0; i < sizeof(LINE) / sizeof(LINE[0]); i++) {
        char words[400];
        snprintf(words, sizeof(words), "%s%s", LINE[i][1], END);
        expect_words(run_in(here, LINE[i][0]), 64, "", words);
    }
    process_directory_end(here);
}

Test(cli_compare, one_strategy_of_each_is_chosen_by_the_longer_name)
{
    char *here = two_files("Tiny", "Other");
    const struct process_place place = {.directory = here};
    const char *const line[] = {"compare",        "tiny.cfg",    "other.cfg",
                                "--strategy",     "tiny: depot", "--strategy",
                                "other: nothing", NULL};
    const struct process process = process_run(&place, line);
    cr_expect_not_null(strstr(process.out, "\n1  tiny: depot\n2  other: nothing\n"));
    cr_expect_null(strstr(process.out, "other: depot"));
    expect_words(process, 0, NULL, "");
    process_directory_end(here);
}

Test(cli_compare, results_of_another_command_are_left_alone)
{
    char *here = two_files("Tiny", "Other");
    expect_words(run_in(here, "run tiny.cfg -o out --quiet"), 0, NULL, "");
    expect_words(run_in(here, "compare tiny.cfg -o out --runs 10000000"), 73, "",
                 "strikefund: out holds other results; give the comparison a directory "
                 "of its own with -o DIR\n");
    expect_words(run_in(here, "compare tiny.cfg -o tiny.cfg --runs 10000000"), 73, "",
                 "strikefund: cannot write results into tiny.cfg: tiny.cfg: Not a "
                 "directory\n");
    process_directory_end(here);
}

Test(cli_compare, one_confidential_scenario_makes_the_results_private)
{
    char *here = two_files("runs = 300;", "runs = 300; confidential = true;");
    expect_words(run_in(here, "compare tiny.cfg other.cfg -o out --quiet"), 0, NULL,
                 "");
    expect_words(run_in(here, "compare tiny.cfg tiny.cfg -o open --quiet"), 0, NULL,
                 "");
    static const char *const FILES[] = {"summary.csv", "dat/words.gp", "manifest.json"};
    for (size_t i = 0; i < 3; i++) {
        char path[512];
        struct stat found;
        snprintf(path, sizeof(path), "%s/out/%s", here, FILES[i]);
        cr_assert_eq(stat(path, &found), 0);
        cr_expect_eq(found.st_mode & 077, 0, "%s", FILES[i]);
        snprintf(path, sizeof(path), "%s/open/%s", here, FILES[i]);
        cr_assert_eq(stat(path, &found), 0);
        cr_expect_neq(found.st_mode & 044, 0, "%s", FILES[i]);
    }
    process_directory_end(here);
}

Test(cli_compare, an_interrupted_comparison_keeps_what_was_finished)
{
    char *here = two_files("Tiny", "Other");
    const struct process_place place = {
        .directory = here, .signal = SIGINT, .milliseconds = 300};
    const char *const line[] = {"compare",   "tiny.cfg", "other.cfg", "-o",
                                "out",       "--runs",   "10000000",  "--quiet",
                                "--threads", "1",        NULL};
    const struct process process = process_run(&place, line);
    cr_expect_not_null(strstr(process.err, "strikefund: interrupted: the first "));
    cr_expect_not_null(strstr(process.err, " of 10000000 runs are kept, as a smaller "
                                           "whole comparison\n"));
    expect_words(process, 130, NULL, NULL);
    char *manifest = content(here, "out/manifest.json");
    char *differences = content(here, "out/differences.csv");
    char runs[64];
    const char *last = strstr(manifest, "\"last_run\": ");
    cr_assert_not_null(last);
    snprintf(runs, sizeof(runs), "closing_balance,gbp,%lu,",
             strtoul(last + strlen("\"last_run\": "), NULL, 10));
    cr_expect_not_null(strstr(differences, runs), "%s", runs);
    free(manifest);
    free(differences);
    process_directory_end(here);
}
