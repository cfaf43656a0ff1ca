/* Files that a scenario names: only plain ones, beside it or where they are allowed. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/words.h"
#include "strikefund/limits.h"

/** A folder with the scenario in home/, a preset in presets/, and a way out of each. */
static char *make_folders(void)
{
    char *here = process_directory();
    char path[256];
    static const char *const FOLDER[] = {"home", "home/sub", "presets", "presets/sub"};
    for (size_t i = 0; i < 4; i++) {
        snprintf(path, sizeof(path), "%s/%s", here, FOLDER[i]);
        cr_assert_eq(mkdir(path, 0700), 0);
    }
    process_write(here, "home/sub/law.cfg", "confidential = true;\n");
    process_write(here, "presets/law.cfg", "confidential = true;\n");
    process_write(here, "presets/sub/law.cfg", "confidential = true;\n");
    snprintf(path, sizeof(path), "%s/home/link.cfg", here);
    cr_assert_eq(symlink("../presets/law.cfg", path), 0);
    snprintf(path, sizeof(path), "%s/home/inner.cfg", here);
    cr_assert_eq(symlink("sub/law.cfg", path), 0);
    snprintf(path, sizeof(path), "%s/home/folder", here);
    cr_assert_eq(symlink("../presets", path), 0);
    snprintf(path, sizeof(path), "%s/presets/out.cfg", here);
    cr_assert_eq(symlink("/etc/passwd", path), 0);
    snprintf(path, sizeof(path), "%s/home/zero", here);
    cr_assert_eq(symlink("/dev/zero", path), 0);
    snprintf(path, sizeof(path), "%s/home/pipe", here);
    cr_assert_eq(mkfifo(path, 0600), 0);
    process_write(here, "home/unreadable.cfg", "");
    snprintf(path, sizeof(path), "%s/home/unreadable.cfg", here);
    cr_assert_eq(chmod(path, 0), 0);
    return here;
}

/** Checks the tiny scenario with a line before it; "%s" in it is the folder. */
static struct process check(const char *here, const char *line, const char *options)
{
    char text[4096];
    char words[512];
    int length = snprintf(text, sizeof(text), line, here);
    snprintf(text + length, sizeof(text) - (size_t)length, "\n%s", TINY);
    process_write(here, "home/x.cfg", text);
    snprintf(words, sizeof(words), "check home/x.cfg %s", options);
    return run_in(here, words);
}

Test(cli_include, what_lies_beside_the_scenario_is_read)
{
    static const char *const LINE[] = {
        "@include \"sub/law.cfg\"",         "@include \"./sub/../sub/law.cfg\"",
        "@include \"inner.cfg\"",           "  @include   \"sub//law.cfg\"",
        "@include \"%s/home/sub/law.cfg\"", "@include \"../home/sub/law.cfg\""};
    char *here = make_folders();
    for (size_t i = 0; i < sizeof(LINE) / sizeof(LINE[0]); i++) {
        expect_words(check(here, LINE[i], ""), 0, NULL, "");
    }
    process_directory_end(here);
}

Test(cli_include, what_lies_outside_is_refused_and_the_option_named)
{
    static const char *const LINE[] = {
        "@include \"../presets/law.cfg\"", "@include \"link.cfg\"",
        "@include \"folder/law.cfg\"",     "@include \"sub/../../presets/law.cfg\"",
        "@include \"%s/presets/law.cfg\"", "@include \"/etc/passwd\""};
    char *here = make_folders();
    for (size_t i = 0; i < sizeof(LINE) / sizeof(LINE[0]); i++) {
        /* Allowing one folder allows no other, nor one whose name it begins. */
        struct process process = check(here, LINE[i], "--allow-include home/sub");
        cr_expect_not_null(strstr(process.err, "home/x.cfg:1: '"), "%s", process.err);
        cr_expect_not_null(strstr(process.err,
                                  "is outside the scenario's folder; if it "
                                  "is to be read, allow its folder: "
                                  "--allow-include '/"),
                           "%s", process.err);
        expect_words(process, 65, "", NULL);
    }
    char path[256];
    snprintf(path, sizeof(path), "%s/pre", here);
    cr_assert_eq(mkdir(path, 0700), 0);
    expect_words(check(here, LINE[0], "--allow-include pre"), 65, "", NULL);
    process_directory_end(here);
}

Test(cli_include, an_allowed_folder_is_read_and_what_is_below_it)
{
    static const char *const LINE[] = {
        "@include \"../presets/law.cfg\"", "@include \"link.cfg\"",
        "@include \"folder/sub/law.cfg\"", "@include \"%s/presets/law.cfg\""};
    char *here = make_folders();
    for (size_t i = 0; i < sizeof(LINE) / sizeof(LINE[0]); i++) {
        expect_words(check(here, LINE[i],
                           "--allow-include home --allow-include "
                           "presets/sub/.."),
                     0, NULL, "");
    }
    /* A link out of the allowed folder leads out of it all the same. */
    expect_words(
        check(here, "@include \"../presets/out.cfg\"", "--allow-include presets"), 65,
        "", NULL);
    expect_words(check(here, "@include \"/etc/passwd\"", "--allow-include /"), 65, "",
                 NULL);
    process_directory_end(here);
}

Test(cli_include, an_employers_table_follows_the_same_rule)
{
    char *here = make_folders();
    process_write(here, "presets/e.csv",
                  "employer,members,share_all,salary_all\n"
                  "Council,240,1,26000\n");
    char text[4096];
    const char *list = strstr(TINY, "divisor = 260.0; list");
    snprintf(text, sizeof(text), "%.*sfile = \"../presets/e.csv\"; };\n%s",
             (int)(list - TINY), TINY, strstr(TINY, "rules : {"));
    process_write(here, "home/x.cfg", text);
    struct process process = run_in(here, "check home/x.cfg");
    cr_expect_not_null(strstr(process.err, "--allow-include '/"), "%s", process.err);
    expect_words(process, 65, "", NULL);
    static const char *const LINE[] = {
        "check home/x.cfg --allow-include presets",
        "run home/x.cfg --allow-include presets -o out --quiet",
        "trace home/x.cfg --allow-include presets --strategy depot --run 3"};
    for (size_t i = 0; i < 3; i++) {
        expect_words(run_in(here, LINE[i]), 0, NULL, "");
    }
    process_directory_end(here);
}

Test(cli_include, what_is_no_plain_file_is_refused_at_once)
{
    static const char *const CASE[][2] = {
        {"@include \"/dev/zero\"", "it is a device or a pipe, not a file"},
        {"@include \"zero\"", "it is a device or a pipe, not a file"},
        {"@include \"pipe\"", "it is a device or a pipe, not a file"},
        {"@include \"sub\"", "it is a folder"},
        {"@include \"none.cfg\"", "No such file or directory"},
        {"@include \"sub/law.cfg/none\"", "Not a directory"},
    };
    char *here = make_folders();
    for (size_t i = 0; i < sizeof(CASE) / sizeof(CASE[0]); i++) {
        struct process process = check(here, CASE[i][0], "--allow-include /dev");
        cr_expect_not_null(strstr(process.err, "home/x.cfg:1: '"), "%s", process.err);
        cr_expect_not_null(strstr(process.err, CASE[i][1]), "%s", process.err);
        expect_words(process, 65, "", NULL);
    }
    if (geteuid() != 0) { /* whom no mode stops */
        struct process process = check(here, "@include \"unreadable.cfg\"", "");
        cr_expect_not_null(strstr(process.err, "Permission denied"));
        expect_words(process, 65, "", NULL);
    }
    process_directory_end(here);
}

/** Files 1.cfg .. n.cfg, each including the next. */
static void write_chain(const char *here, int n)
{
    for (int i = 1; i <= n; i++) {
        char name[32];
        char text[64] = "confidential = true;\n";
        snprintf(name, sizeof(name), "home/%d.cfg", i);
        if (i < n) {
            snprintf(text, sizeof(text), "@include \"%d.cfg\"\n", i + 1);
        }
        process_write(here, name, text);
    }
}

Test(cli_include, includes_go_eight_deep_and_no_deeper)
{
    char *here = make_folders();
    write_chain(here, SF_MAX_INCLUDES);
    expect_words(check(here, "@include \"1.cfg\"", ""), 0, NULL, "");
    write_chain(here, SF_MAX_INCLUDES + 1);
    struct process process = check(here, "@include \"1.cfg\"", "");
    cr_expect_not_null(
        strstr(process.err, "home/8.cfg:1: includes are nested too deep"), "%s",
        process.err);
    expect_words(process, 65, "", NULL);
    process_write(here, "home/1.cfg", "@include \"./sub/../1.cfg\"\n");
    process = check(here, "@include \"1.cfg\"", "");
    cr_expect_not_null(strstr(process.err, "or a file includes itself"));
    expect_words(process, 65, "", NULL);
    process_directory_end(here);
}

Test(cli_include, lines_behind_and_within_an_include_are_named_rightly)
{
    char *here = make_folders();
    process_write(here, "home/two.cfg", "\n\nconfidentail = true;");
    struct process process =
        check(here, "# one\n@include \"two.cfg\" runz = 5;\n\nmonhts = 3;", "");
    cr_expect_not_null(strstr(process.err, "home/two.cfg:3: "), "%s", process.err);
    cr_expect_not_null(strstr(process.err, "home/x.cfg:2: unknown setting 'runz'"));
    cr_expect_not_null(strstr(process.err, "home/x.cfg:4: unknown setting 'monhts'"));
    expect_words(process, 65, "", NULL);
    process_directory_end(here);
}

Test(cli_include, what_is_left_open_in_an_included_file_swallows_nothing)
{
    char *here = make_folders();
    /* Were the comment of the file to go on, its end would be in this text, and the
     * rest of the text a directive. */
    process_write(here, "home/open.cfg", "/* left open");
    struct process process = check(
        here, "@include \"open.cfg\"\nsource = \"*/\n@include \\\"/etc/passwd\\\"\n\";",
        "");
    cr_expect_not_null(strstr(process.err,
                              "home/open.cfg:1: the comment opened here is "
                              "never closed"),
                       "%s", process.err);
    expect_words(process, 65, "", NULL);
    process_directory_end(here);
}
