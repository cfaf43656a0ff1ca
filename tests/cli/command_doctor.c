#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/words.h"

#define INSTALL                                                                        \
    "To mend it, on Debian and Ubuntu: sudo apt-get install gnuplot-nox "              \
    "fonts-dejavu-core\n"

static struct process doctor_with(const char *path)
{
    const struct process_place place = {.variable = path};
    const char *const line[] = {"doctor", NULL};
    return process_run(&place, line);
}

/** Puts a script named gnuplot into a new directory; PATH= with that directory. */
static char *path_to_gnuplot(const char *script)
{
    char *here = process_directory();
    process_write(here, "gnuplot", script);
    char name[4096];
    snprintf(name, sizeof(name), "%s/gnuplot", here);
    cr_assert_eq(chmod(name, 0755), 0);
    char *path = NULL;
    cr_assert_geq(asprintf(&path, "PATH=%s", here), 0);
    free(here);
    return path;
}

static void expect_part(const struct process *process, const char *part)
{
    cr_expect_not_null(strstr(process->out, part), "without\n%s\nin\n%s", part,
                       process->out);
}

Test(cli_doctor, without_gnuplot_it_is_69_and_says_what_to_type)
{
    const struct process process = doctor_with("PATH=/nowhere");
    expect_part(&process, "strikefund 0.1.0, contract 2 of the random numbers\n");
    expect_part(&process,
                "\n  missing   gnuplot, version 5.4 or later, to draw charts\n");
    expect_part(&process, "\n" INSTALL);
    cr_expect_null(strstr(process.out, "pngcairo"));
    expect_words(process, 69, NULL, "");
}

Test(cli_doctor, an_old_gnuplot_will_not_do)
{
    char *path = path_to_gnuplot("#!/bin/sh\necho gnuplot 5.2 patchlevel 8\n");
    const struct process process = doctor_with(path);
    expect_part(&process,
                "\n  missing   gnuplot, version 5.4 or later, to draw charts; "
                "there is gnuplot 5.2 patchlevel 8\n");
    expect_part(&process, "\n" INSTALL);
    expect_words(process, 69, NULL, "");
    free(path);
}

Test(cli_doctor, a_gnuplot_without_pngcairo_will_not_do)
{
    char *path = path_to_gnuplot("#!/bin/sh\ncase \"$*\" in\n"
                                 "--version) echo gnuplot 6.0 patchlevel 1 ;;\n"
                                 "*pngcairo*) exit 1 ;;\nesac\n");
    const struct process process = doctor_with(path);
    expect_part(&process,
                "\n  good      gnuplot 6.0 patchlevel 1, which draws the charts\n"
                "  missing   gnuplot's pngcairo, for charts in PNG\n"
                "  good      gnuplot's svg, for charts in SVG\n");
    expect_words(process, 69, NULL, "");
    free(path);
}

Test(cli_doctor, where_all_is_there_nothing_is_missing)
{
    if (access("/usr/bin/gnuplot", X_OK) != 0 ||
        access("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", R_OK) != 0) {
        cr_skip_test("gnuplot or its font is not installed");
    }
    const struct process process = run_in(NULL, "doctor");
    expect_part(&process, " processor core");
    expect_part(&process, "\n  good      OpenMP of 20");
    expect_part(&process, "\n  good      the chart scripts\nNothing is missing.\n");
    cr_expect_null(strstr(process.out, "\n  missing"));
    expect_words(process, 0, NULL, "");
}

Test(cli_doctor, it_takes_no_argument)
{
    expect_words(run_in(NULL, "doctor me"), 64, "",
                 "strikefund: one argument too many: 'me'\n"
                 "For help: strikefund doctor --help\n");
}
