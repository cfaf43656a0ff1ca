#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/words.h"
#include "support/kept_apart.h"
#include "support/works.h"

#define INSTALL "sudo apt-get install gnuplot-nox fonts-dejavu-core\n"

static int has_gnuplot(void)
{
    return access("/usr/bin/gnuplot", X_OK) == 0 &&
           access("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", R_OK) == 0;
}

static const char *const CHART[] = {"balance", "money",   "shortfall",
                                    "costs",   "closing", "members",
                                    "spread",  "days",    "calendar"};
enum { N_CHARTS = sizeof(CHART) / sizeof(CHART[0]) };

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

Test(cli_plot, results_without_the_words_of_a_chart_are_66)
{
    char *here = process_directory();
    expect_words(run_in(here, "plot ."), 66, "", NULL);
    process_write(here, "tiny.cfg", TINY);
    expect_words(run_in(here, "compare tiny.cfg -o out --quiet"), 0, NULL, "");
    char path[256];
    snprintf(path, sizeof(path), "%.200s/out/dat/compare.txt", here);
    cr_assert_eq(unlink(path), 0);
    expect_words(run_in(here, "plot out --format dumb"), 66, "",
                 "strikefund: out has no words of any chart (dat/balance.txt); write "
                 "the results again: strikefund run SCENARIO -o out\n");
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
    static const char *const ENDING[] = {"svg", "png", "txt"};
    for (size_t i = 0; i < 3 * N_CHARTS; i++) {
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
    cr_expect_not_null(strstr(process.out, "o  one of 100 campaigns"));
    cr_expect_not_null(strstr(process.out, "< minimum balance £500"));
    cr_expect_not_null(strstr(process.out, "Strike pay"));
    cr_expect_not_null(strstr(process.out, "strike-days: t targeted"));
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

/** A file's bytes; *length is how many. Freed by the caller. */
static char *bytes_of(const char *directory, const char *name, size_t *length)
{
    char path[256];
    snprintf(path, sizeof(path), "%.100s/%.100s", directory, name);
    FILE *file = fopen(path, "r");
    cr_assert_not_null(file, "%s", path);
    char *bytes = NULL;
    FILE *memory = open_memstream(&bytes, length);
    for (int c = fgetc(file); c != EOF; c = fgetc(file)) {
        fputc(c, memory);
    }
    fclose(memory);
    fclose(file);
    return bytes;
}

Test(cli_plot, charts_drawn_twice_are_the_same_bytes)
{
    if (!has_gnuplot()) {
        cr_skip_test("gnuplot or its font is not installed");
    }
    char *here = results_directory();
    expect_words(run_in(here, "run tiny.cfg -o again --quiet"), 0, NULL, "");
    expect_words(run_in(here, "plot out --format svg,png --quiet"), 0, "", "");
    expect_words(run_in(here, "plot again --format svg,png --quiet"), 0, "", "");
    static const char *const ENDING[] = {"svg", "png"};
    for (size_t i = 0; i < 2 * N_CHARTS; i++) {
        char name[2][64];
        size_t length[2];
        char *bytes[2];
        for (int n = 0; n < 2; n++) {
            snprintf(name[n], sizeof(name[n]), "%s/%s.%s", n == 0 ? "out" : "again",
                     CHART[i / 2], ENDING[i % 2]);
            bytes[n] = bytes_of(here, name[n], &length[n]);
        }
        cr_expect_eq(length[0], length[1], "%s", name[0]);
        cr_expect(length[0] == length[1] && memcmp(bytes[0], bytes[1], length[0]) == 0,
                  "%s", name[0]);
        free(bytes[0]);
        free(bytes[1]);
    }
    process_directory_end(here);
}

/** Sixteen bands and sixteen strategies, the most there may be; one run is enough. */
static void write_widest(const char *directory)
{
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    fputs(
        "format = \"strikefund-1\"; law = \"none\"; runs = 11;\n" WORKS_HEAD WORKS_FUND
        "members : { real_terms_cut = 0.07; };\n"
        "rules : { paid = { basis = \"net\"; rate = 1.0; }; };\nbands = (",
        stream);
    for (int i = 0; i < 16; i++) {
        fprintf(stream, "%s{ name = \"b%d\"; net_ratio = 0.7; subscription = 9.0; }",
                i == 0 ? "" : ",", i);
    }
    fputs(");\nemployers : { divisor = 260; list = ( { name = \"Works\";\n"
          "  members = 320; shares = [",
          stream);
    for (int i = 0; i < 16; i++) {
        fprintf(stream, "%s0.0625", i == 0 ? "" : ",");
    }
    fputs("]; salaries = [", stream);
    for (int i = 0; i < 16; i++) {
        fprintf(stream, "%s%d.0", i == 0 ? "" : ",", 20011 + 1709 * i);
    }
    fputs("]; } ); };\nstrategies = (", stream);
    for (int i = 0; i < 16; i++) {
        fprintf(
            stream,
            "%s{ name = \"plan %d\"; actions = ( { name = \"a%d\"; rule = \"paid\";\n"
            "  employer = \"Works\"; called = %d; days = [\"2026-03-02\"]; } ); }",
            i == 0 ? "" : ",", i, i, 48 + 16 * i);
    }
    fputs(");\n", stream);
    fclose(stream);
    process_write(directory, "widest.cfg", text);
    free(text);
}

Test(cli_plot, no_band_and_no_strategy_is_left_out)
{
    if (!has_gnuplot()) {
        cr_skip_test("gnuplot or its font is not installed");
    }
    char *here = process_directory();
    write_widest(here);
    expect_words(run_in(here, "run widest.cfg -o out --quiet"), 0, NULL, NULL);
    expect_words(run_in(here, "plot out --format png,svg,pdf,dumb --quiet"), 0, NULL,
                 "");
    size_t length;
    char *members = bytes_of(here, "out/members.ascii", &length);
    size_t n_rows = 0;
    for (const char *at = members; (at = strstr(at, "called out  £0")) != NULL; at++) {
        n_rows++;
    }
    cr_expect_eq(n_rows, 16 * 16);
    cr_expect_not_null(strstr(members, "at stake £1,401 a year"));
    free(members);
    char *closing = bytes_of(here, "out/closing.ascii", &length);
    n_rows = 0;
    for (const char *at = closing; *at != '\0'; at++) {
        const int is_whole = strncmp(at, " ooooooooooo ", 13) == 0 ||
                             strncmp(at, " xxxxxxxxxxx ", 13) == 0;
        n_rows += is_whole != 0;
    }
    cr_expect_eq(n_rows, 16);
    free(closing);
    /* A PNG gives its height in bytes 20 to 23; many programs take no more than this.
     */
    char *png = bytes_of(here, "out/members.png", &length);
    cr_assert_gt(length, 24);
    cr_expect_eq(png[20], 0);
    cr_expect_eq(png[21], 0);
    cr_expect_leq((unsigned char)png[22] * 256 + (unsigned char)png[23], 16384);
    free(png);
    process_directory_end(here);
}

Test(cli_plot, a_comparison_has_one_chart)
{
    if (!has_gnuplot()) {
        cr_skip_test("gnuplot or its font is not installed");
    }
    char *here = process_directory();
    process_write(here, "tiny.cfg", TINY);
    expect_words(run_in(here, "compare tiny.cfg tiny.cfg -o out --quiet"), 0, NULL, "");
    const struct process drawn = run_in(here, "plot out --format png,svg,dumb");
    cr_expect_not_null(strstr(drawn.out, "1 less 2"));
    cr_expect_not_null(strstr(drawn.out, "Members' own pay"));
    expect_words(drawn, 0, NULL,
                 "The charts are in out, each with its words beside it (.txt)\n");
    cr_expect(process_has(here, "out/compare.png"));
    cr_expect(process_has(here, "out/compare.svg"));
    cr_expect(process_has(here, "out/compare.txt"));
    cr_expect(!process_has(here, "out/balance.png"));
    process_directory_end(here);
}

Test(cli_plot, mandates_are_drawn_where_ballots_are_left_to_chance)
{
    if (!has_gnuplot()) {
        cr_skip_test("gnuplot or its font is not installed");
    }
    char *here = process_directory();
    process_write(here, "voted.cfg", VOTED);
    expect_words(run_in(here, "run voted.cfg -o out --quiet"), 0, NULL, "");
    const struct process process = run_in(here, "plot out --format dumb");
    const char *chart = strstr(process.out, "A ballot passes in ");
    cr_assert_not_null(chart);
    cr_expect_not_null(strstr(chart, "needed: 50 %"));
    const char *dock = strstr(chart, " Dock  ");
    const char *yard = strstr(chart, " Yard  ");
    cr_assert(dock != NULL && yard != NULL && dock < yard);
    cr_expect_not_null(strstr(dock, "turnout 5"));
    cr_expect_not_null(strstr(chart, "all 2 employers together"));
    expect_words(process, 0, NULL, "");
    expect_words(run_in(here, "plot out --format png,svg,pdf"), 0, "",
                 "The charts are in out, each with its words beside it (.txt)\n");
    static const char *const NAME[] = {"out/mandates.png", "out/mandates.svg",
                                       "out/mandates.pdf", "out/mandates.txt"};
    for (size_t i = 0; i < 4; i++) {
        cr_expect(process_has(here, NAME[i]), "%s is missing", NAME[i]);
    }
    process_directory_end(here);
}

Test(cli_plot, pots_are_drawn_where_the_fund_has_them)
{
    if (!has_gnuplot()) {
        cr_skip_test("gnuplot or its font is not installed");
    }
    char *here = process_directory();
    process_write(here, "kept.cfg",
                  "format = \"strikefund-1\";\n" PICKETS_KEPT_APART(""));
    expect_words(run_in(here, "run kept.cfg -o out --runs 50 --quiet"), 0, NULL, NULL);
    const struct process process = run_in(here, "plot out --format dumb");
    const char *chart = strstr(process.out, "Pots in Aug 2026, on average: s general ");
    cr_assert_not_null(chart);
    cr_expect_not_null(strstr(chart, "a general   b =levy, kept   * the whole fund"));
    const char *above = strstr(chart, " a  ");
    const char *zero = strstr(chart, "\u00a30 ");
    cr_assert(above != NULL && zero != NULL && above < zero);
    cr_expect_not_null(strstr(zero, " b  "), "nothing hangs from zero in %s", chart);
    expect_words(process, 0, NULL, "");
    expect_words(run_in(here, "plot out --format png,svg,pdf"), 0, "",
                 "The charts are in out, each with its words beside it (.txt)\n");
    static const char *const NAME[] = {"out/pots.png", "out/pots.svg", "out/pots.pdf",
                                       "out/pots.txt"};
    for (size_t i = 0; i < 4; i++) {
        cr_expect(process_has(here, NAME[i]), "%s is missing", NAME[i]);
    }
    process_directory_end(here);
}
