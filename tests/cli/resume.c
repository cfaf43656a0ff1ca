/* run --resume and run --precision, word for word. */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/precision.h"
#include "cli/words.h"

static void make_run(const char *here, const char *line)
{
    expect_words(run_in(here, line), 0, NULL, "");
}

Test(cli_resume, a_shorter_run_goes_on_to_the_whole)
{
    char *here = unknown_directory();
    make_run(here, "run tiny.cfg -o out --quiet --runs 77 --threads 1");
    const struct process whole = run_in(here, "run tiny.cfg -o whole --quiet");
    struct process grown = run_in(here, "run tiny.cfg -o out --resume");
    static const char HEAD[] =
        "Going on from the 77 runs in out\nThe files are in out.";
    cr_expect_eq(strncmp(grown.err, HEAD, strlen(HEAD)), 0, "%s", grown.err);
    expect_words(grown, 0, whole.out, NULL);
    cr_expect(is_same_directory(here, "whole", "out"));
    expect_words(run_in(here, "run tiny.cfg -o out --resume"), 0, whole.out,
                 "out holds the 300 runs already: nothing is left to do\n");
    expect_words(whole, 0, NULL, "");
    process_directory_end(here);
}

Test(cli_resume, a_range_goes_on_from_its_first_run)
{
    char *here = unknown_directory();
    make_run(here, "run tiny.cfg -o out --quiet --runs-from 50 --runs-to 60");
    make_run(here, "run tiny.cfg -o whole --quiet --runs-from 50 --runs-to 99");
    expect_words(run_in(here, "run tiny.cfg -o out --resume"), 65, "",
                 "strikefund: cannot resume: out/partial.sfp begins with run 50, and "
                 "this run with run 1\n");
    make_run(here, "run tiny.cfg -o out --quiet --resume --runs-from 50 --runs-to 99");
    cr_expect(is_same_directory(here, "whole", "out"));
    process_directory_end(here);
}

Test(cli_resume, nothing_there_is_a_start)
{
    char *here = unknown_directory();
    make_run(here, "run tiny.cfg -o whole --quiet");
    struct process process = run_in(here, "run tiny.cfg -o out --resume");
    static const char HEAD[] =
        "There is nothing in out to go on from: this run starts afresh\n";
    cr_expect_eq(strncmp(process.err, HEAD, strlen(HEAD)), 0, "%s", process.err);
    expect_words(process, 0, NULL, NULL);
    cr_expect(is_same_directory(here, "whole", "out"));
    process_directory_end(here);
}

Test(cli_resume, a_run_without_its_manifest_is_written_again)
{
    char *here = unknown_directory();
    make_run(here, "run tiny.cfg -o whole --quiet");
    make_run(here, "run tiny.cfg -o out --quiet");
    char path[512];
    snprintf(path, sizeof(path), "%s/out/manifest.json", here);
    cr_assert_eq(unlink(path), 0);
    make_run(here, "run tiny.cfg -o out --quiet --resume");
    cr_expect(is_same_directory(here, "whole", "out"));
    process_directory_end(here);
}

Test(cli_resume, what_is_of_another_run_is_refused)
{
    char *here = unknown_directory();
    make_run(here, "run tiny.cfg -o out --quiet");
    make_run(here, "run tiny.cfg -o kept --quiet");
    static const char *const CASE[][2] = {
        {"--seed 18", "cannot resume: out/partial.sfp is of seed 17, and this run of "
                      "seed 18\n"},
        {"--strategy depot",
         "cannot resume: out/partial.sfp holds other strategies than this run\n"},
        {"--runs 299", "out holds 300 runs, more than the 299 of this run: without "
                       "--resume it is replaced\n"}};
    for (size_t i = 0; i < sizeof(CASE) / sizeof(CASE[0]); i++) {
        char line[256];
        char words[256];
        snprintf(line, sizeof(line), "run tiny.cfg -o out --resume %s", CASE[i][0]);
        snprintf(words, sizeof(words), "strikefund: %s", CASE[i][1]);
        expect_words(run_in(here, line), 65, "", words);
    }
    struct process other =
        run_in(here, "run tiny.cfg -o out --resume --set fund.opening=8000");
    cr_expect_not_null(
        strstr(other.err, "cannot resume: out/partial.sfp is of another plan ("));
    expect_words(other, 65, "", NULL);
    cr_expect(is_same_directory(here, "kept", "out"));
    process_write(here, "out/partial.sfp", "strikefund part\n\1");
    expect_words(run_in(here, "run tiny.cfg -o out --resume"), 65, "",
                 "strikefund: cannot resume: out/partial.sfp is damaged: it is cut "
                 "short, or its checksum does not agree\n");
    process_directory_end(here);
}

Test(cli_resume, an_interrupted_run_says_how_to_go_on)
{
    char *here = unknown_directory();
    const struct process_place place = {
        .directory = here, .signal = SIGINT, .milliseconds = 300};
    const char *const line[] = {"run", "tiny.cfg", "-o",       "out",     "--threads",
                                "1",   "--runs",   "10000000", "--quiet", NULL};
    const struct process process = process_run(&place, line);
    cr_expect_not_null(strstr(process.err, "\nTo go on from there, type the same with "
                                           "--resume\n"));
    expect_words(process, 130, NULL, NULL);
    cr_expect(!process_has(here, "out/checkpoint.sfp"));
    process_directory_end(here);
}

/* Killed between two checkpoints: the files of the run before stay one whole run, and
   the checkpoint beside them is gone on from. */
Test(cli_resume, a_killed_run_goes_on_from_its_checkpoint)
{
    char *here = unknown_directory();
    make_run(here, "run tiny.cfg -o before --quiet --runs 300");
    make_run(here, "run tiny.cfg -o out --quiet --runs 300");
    const struct process_place place = {
        .directory = here, .signal = SIGKILL, .milliseconds = 400};
    const char *const line[] = {
        "run",      "tiny.cfg", "-o", "out",          "--quiet", "--runs", "10000000",
        "--resume", "--seed",   "17", "--checkpoint", "0.01",    NULL};
    struct process killed = process_run(&place, line);
    cr_expect_eq(killed.code, -SIGKILL);
    process_free(&killed);
    cr_assert(process_has(here, "out/checkpoint.sfp"));
    char from[512];
    char to[512];
    snprintf(from, sizeof(from), "%s/out/checkpoint.sfp", here);
    snprintf(to, sizeof(to), "%s/kept.sfp", here);
    cr_assert_eq(rename(from, to), 0);
    cr_expect(is_same_directory(here, "before", "out"));
    cr_assert_eq(rename(to, from), 0);
    /* A shorter run is not made of it: that would throw away what is kept. */
    struct process shorter = run_in(here, "run tiny.cfg -o out --quiet --resume");
    cr_expect_not_null(strstr(shorter.err, " runs, more than the 300 of this run"));
    expect_words(shorter, 65, "", NULL);
    struct process longer = run_in(here, "run tiny.cfg -o out --precision 50 --resume");
    cr_expect_not_null(strstr(longer.err, "Going on from the "), "%s", longer.err);
    expect_words(longer, 0, NULL, NULL);
    cr_expect(!process_has(here, "out/checkpoint.sfp"));
    process_directory_end(here);
}

Test(cli_precision, it_looks_at_fixed_numbers_of_runs)
{
    static const uint64_t LOOK[] = {1000, 1300, 1600, 2000, 2500, 3100, 3900, 4900};
    for (size_t i = 0; i + 1 < sizeof(LOOK) / sizeof(LOOK[0]); i++) {
        cr_expect_eq(sf_precision_look(LOOK[i]), LOOK[i]);
        cr_expect_eq(sf_precision_look(LOOK[i] + 1), LOOK[i + 1]);
    }
    cr_expect_eq(sf_precision_look(0), 1000);
    cr_expect_eq(sf_precision_look(SF_MAX_RUNS - 1), SF_MAX_RUNS);
    cr_expect_eq(sf_precision_look(SF_MAX_RUNS), SF_MAX_RUNS);
    /* The smallest that can be asked for is reached by the last look at the latest. */
    const struct sf_chance worst = sf_chance_of(SF_MAX_RUNS / 2, SF_MAX_RUNS);
    cr_expect_lt((worst.upper - worst.lower) / 2.0, SF_PRECISION_LEAST / 100.0);
    cr_expect_gt((worst.upper - worst.lower) / 2.0,
                 (SF_PRECISION_LEAST - 0.001) / 100.0);
}

/* 40 called with £77 a day lost and 9,000 pounds in the fund: a breach in about half of
   the runs, and so the widest interval there is. */
#define EVEN " --set fund.minimum_balance=4100"

Test(cli_precision, the_runs_it_takes_are_those_of_that_number)
{
    char *here = unknown_directory();
    struct process took = run_in(here, "run tiny.cfg -o out --precision 1.3" EVEN);
    const unsigned long runs = strtoul(took.err, NULL, 10);
    cr_expect_eq(sf_precision_look(runs), runs);
    cr_expect_gt(runs, 1000);
    cr_expect_not_null(strstr(took.err, " runs were enough: every chance at the plan's "
                                        "end is known to within 1.3 percentage "
                                        "points\n"),
                       "%s", took.err);
    char line[256];
    snprintf(line, sizeof(line), "run tiny.cfg -o plain --quiet --runs %lu" EVEN, runs);
    expect_words(run_in(here, line), 0, took.out, "");
    cr_expect(is_same_directory(here, "plain", "out"));
    expect_words(took, 0, NULL, NULL);
    make_run(here, "run tiny.cfg -o one --quiet --precision 1.3 --threads 1" EVEN);
    cr_expect(is_same_directory(here, "one", "out"));
    make_run(here, "run tiny.cfg -o one --quiet --resume --precision 0.9" EVEN);
    make_run(here, "run tiny.cfg -o afresh --quiet --precision 0.9" EVEN);
    cr_expect(is_same_directory(here, "one", "afresh"));
    process_directory_end(here);
}

Test(cli_precision, every_event_counts_and_the_look_before_was_not_enough)
{
    char *here = unknown_directory();
    struct process took = run_in(here, "run tiny.cfg -o out --precision 1.3" EVEN);
    const unsigned long runs = strtoul(took.err, NULL, 10);
    process_free(&took);
    unsigned long before = 1000;
    while (sf_precision_look(before + 1) < runs) {
        before = (unsigned long)sf_precision_look(before + 1);
    }
    double widest[2] = {0.0, 0.0};
    for (int i = 0; i < 2; i++) {
        char line[256];
        snprintf(line, sizeof(line), "run tiny.cfg -o %d --quiet --runs %lu" EVEN, i,
                 i == 0 ? before : runs);
        make_run(here, line);
        char path[512];
        snprintf(path, sizeof(path), "%s/%d/risk.csv", here, i);
        FILE *file = fopen(path, "r");
        cr_assert_not_null(file);
        char row[512];
        double lower;
        double upper;
        while (fgets(row, sizeof(row), file) != NULL) {
            char *column[8] = {row};
            for (size_t k = 1; k < 8 && column[k - 1] != NULL; k++) {
                char *comma = strchr(column[k - 1], ',');
                column[k] = comma != NULL ? comma + 1 : NULL;
            }
            if (column[7] == NULL || strtol(column[1], NULL, 10) != 3) {
                continue; /* the heading, and months before the last */
            }
            lower = strtod(column[6], NULL);
            upper = strtod(column[7], NULL);
            const double half = (upper - lower) / 2.0 * 100.0;
            widest[i] = half > widest[i] ? half : widest[i];
        }
        fclose(file);
    }
    cr_expect_geq(widest[0], 1.3 - 1e-4, "at %lu it was %g", before, widest[0]);
    cr_expect_lt(widest[1], 1.3 + 1e-4, "at %lu it was %g", runs, widest[1]);
    process_directory_end(here);
}

Test(cli_precision, numbers_that_cannot_be_are_refused)
{
    static const char *const CASE[][2] = {
        {"--precision 0.03", "--precision 0.03 could take more than 10000000 runs; the "
                             "smallest that can be reached is 0.031"},
        {"--precision 51",
         "--precision must be a number of percentage points up to 50, not '51'"},
        {"--precision -1",
         "--precision must be a number of percentage points up to 50, not '-1'"},
        {"--precision nan",
         "--precision must be a number of percentage points up to 50, not 'nan'"},
        {"--precision 1 --runs 5", "give --precision or a number of runs, not both"},
        {"--precision 1 --runs-to 5", "give --precision or a number of runs, not both"},
        {"--checkpoint 1e9",
         "--checkpoint must be a number of seconds up to 86400, not "
         "'1e9'"},
        {"--checkpoint .", "--checkpoint must be a number of seconds up to 86400, not "
                           "'.'"}};
    for (size_t i = 0; i < sizeof(CASE) / sizeof(CASE[0]); i++) {
        char line[300];
        char words[400];
        snprintf(line, sizeof(line), "run s -o d %s", CASE[i][0]);
        snprintf(words, sizeof(words),
                 "strikefund: %s\nFor help: strikefund run --help\n", CASE[i][1]);
        expect_words(run_in(NULL, line), 64, "", words);
    }
}
