#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/words.h"

#define INSTALL "sudo apt-get install gnuplot-nox fonts-dejavu-core\n"

static int has_gnuplot(void)
{
    return access("/usr/bin/gnuplot", X_OK) == 0 &&
           access("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", R_OK) == 0;
}

/** A directory with results of the tiny scenario in out/. */
static char *results_directory(void)
{
    char *here = process_directory();
    process_write(here, "tiny.cfg", TINY);
    expect_words(run_in(here, "run tiny.cfg -o out --quiet"), 0, NULL, "");
    return here;
}

Test(cli_plot, without_gnuplot_the_command_that_mends_it_is_given)
{
    char *here = results_directory();
    const struct process_place place = {.directory = here, .variable = "PATH=/nowhere"};
    const char *const line[] = {"plot", "out", "--format", "dumb", NULL};
    expect_words(process_run(&place, line), 69, "",
                 "strikefund: gnuplot is not installed; install it with: " INSTALL);
    cr_expect(!process_has(here, "out/balance.ascii"));
    process_directory_end(here);
}

Test(cli_plot, a_directory_without_results_is_66)
{
    char *here = process_directory();
    process_write(here, "file", "");
    expect_words(run_in(here, "plot out"), 66, "",
                 "strikefund: out: No such file or directory; write results first: "
                 "strikefund run SCENARIO -o DIR\n");
    expect_words(
        run_in(here, "plot ."), 66, "",
        "strikefund: . holds no results of strikefund (no dat/words.gp); write "
        "them with: strikefund run SCENARIO -o .\n");
    expect_words(run_in(here, "plot file"), 66, "",
                 "strikefund: file is no directory; plot takes the directory that run "
                 "wrote (-o)\n");
    process_directory_end(here);
}

Test(cli_plot, an_unknown_format_is_64)
{
    expect_words(run_in(NULL, "plot out --format png,gif"), 64, "",
                 "strikefund: there is no chart format 'gif'; there are png, svg, pdf "
                 "and dumb, with commas between them\n");
}

Test(cli_plot, charts_are_drawn_with_their_words_beside_them)
{
    if (!has_gnuplot()) {
        cr_skip_test("gnuplot or its font is not installed");
    }
    char *here = results_directory();
    expect_words(run_in(here, "plot out --format svg,png"), 0, "",
                 "The charts are in out, each with its words beside it (.txt)\n");
    static const char *const CHART[] = {"balance", "money", "shortfall", "costs"};
    static const char *const ENDING[] = {"svg", "png", "txt"};
    for (size_t i = 0; i < 12; i++) {
        char name[64];
        snprintf(name, sizeof(name), "out/%s.%s", CHART[i / 3], ENDING[i % 3]);
        cr_expect(process_has(here, name), "%s is missing", name);
    }
    process_directory_end(here);
}

Test(cli_plot, text_charts_go_to_stdout)
{
    if (!has_gnuplot()) {
        cr_skip_test("gnuplot or its font is not installed");
    }
    char *here = results_directory();
    const struct process process = run_in(here, "plot out --format dumb");
    cr_expect_not_null(strstr(process.out, "Members' own"));
    cr_expect_not_null(strstr(process.out, "Oct"));
    expect_words(process, 0, NULL, "");
    process_directory_end(here);
}

Test(cli_plot, results_that_carry_commands_are_not_drawn)
{
    char *here = results_directory();
    process_write(here, "out/dat/words.gp",
                  "runs = 300\nrm = system('touch spoilt')\n");
    expect_words(run_in(here, "plot out"), 66, "",
                 "strikefund: out/dat/words.gp:2: not written by strikefund; gnuplot "
                 "would run it as a program, so nothing was drawn. Write the results "
                 "again: strikefund run SCENARIO -o out\n");
    cr_expect(!process_has(here, "spoilt"));
    process_directory_end(here);
}

Test(cli_plot, a_directory_named_like_a_command_is_a_directory)
{
    if (!has_gnuplot()) {
        cr_skip_test("gnuplot or its font is not installed");
    }
    char *here = process_directory();
    process_write(here, "tiny.cfg", TINY);
    const struct process_place place = {.directory = here};
    const char *const run[] = {"run", "tiny.cfg",       "--quiet",
                               "-o",  "< touch spoilt", NULL};
    const char *const plot[] = {"plot", "< touch spoilt", "--format",
                                "png",  "--quiet",        NULL};
    expect_words(process_run(&place, run), 0, NULL, "");
    expect_words(process_run(&place, plot), 0, "", "");
    cr_expect(process_has(here, "< touch spoilt/costs.png"));
    cr_expect(!process_has(here, "spoilt"));
    process_directory_end(here);
}
