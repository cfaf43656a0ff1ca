/* Hostile names, files and folders through the real program and the real gnuplot: what
 * they say they would do is not done, and nothing is shown that is not plain text. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/words.h"
#include "results/part.h"
#include "strikefund/showable.h"

#define LONG_NAME                                                                      \
    "A name of two hundred bytes that goes on and on and on, about the strike of the " \
    "passport office and the ports and the museums and the courts and the border "     \
    "force, all of them at once, in spring 2023."

/** Names of strategies, as JSON has them too: what each would do is make "spoilt". */
static const char *const NAME[] = {
    "`touch spoilt`",
    "$(touch spoilt)",
    "'; system('touch spoilt'); '",
    "\"; system(\"touch spoilt\"); \"",
    "=cmd|' /C calc'!A0",
    "+1; =2",
    "-1",
    " @SUM(1,2)",
    "\xef\xbc\x9d"
    "1+1",
    "a;=b, c",
    "%s%n%c %d",
    "{/Symbol a}_b^c&~d@e",
    "# comment \\",
    "\\n\\\"\\x1b \\",
    "</text><script>alert(1)</script>&amp;",
    LONG_NAME,
};
enum { N_NAMES = sizeof(NAME) / sizeof(NAME[0]) };

/** As libconfig reads it. */
static void quote(FILE *stream, const char *text)
{
    fputc('"', stream);
    for (; *text != '\0'; text++) {
        fprintf(stream, *text == '"' || *text == '\\' ? "\\%c" : "%c", *text);
    }
    fputc('"', stream);
}

/** A scenario in which every name is hostile. Freed by the caller. */
static char *hostile_scenario(void)
{
    char *text = NULL;
    size_t length = 0;
    FILE *s = open_memstream(&text, &length);
    fputs("format = \"strikefund-1\"; start = \"2026-09\"; months = 2; runs = 200;\n"
          "title = ",
          s);
    quote(s, "`touch spoilt` $(touch spoilt) '\"; system(\"touch spoilt\") =1 {/B} %s");
    fputs(";\nfund : { opening = 9000.0; one_offs = ( { name = ", s);
    quote(s, "=`touch spoilt`");
    fputs("; month = \"2026-09\"; amount = 5.0; } ); };\nbands = ( { name = ", s);
    quote(s, "=band;-1`touch spoilt`");
    fputs("; levy_class = \"c\"; column = \"all\"; net_ratio = 0.77; } );\n"
          "employers : { list = ( { group = ",
          s);
    quote(s, "$(touch spoilt)");
    fputs("; members = 240; shares = [1.0]; salaries = [26000.0]; name = ", s);
    quote(s, "@employer'`touch spoilt`");
    fputs("; } ); };\nlevies = ( { rates = { c = 2.0; }; from = \"2026-09\"; to = "
          "\"2026-10\"; name = ",
          s);
    quote(s, "-levy`touch spoilt`");
    fputs("; } );\nrules : { paid = { basis = \"net\"; rate = 1.0; }; };\n"
          "strategies = (\n",
          s);
    for (size_t i = 0; i < N_NAMES; i++) {
        fputs(i == 0 ? "{ name = " : ",\n{ name = ", s);
        quote(s, NAME[i]);
        fputs("; levy = ", s);
        quote(s, "-levy`touch spoilt`");
        fputs("; actions = ( { rule = \"paid\"; called = 40; days = [\"2026-10-06\"]; "
              "participation = 0.9; employer = ",
              s);
        quote(s, "@employer'`touch spoilt`");
        fprintf(s, "; name = \"$(touch spoilt) %zu\"; } ); }", i);
    }
    fputs(");\n", s);
    fclose(s);
    return text;
}

static char *read_file(const char *directory, const char *folder, const char *name)
{
    char path[512];
    snprintf(path, sizeof(path), "%s/%s/%s", directory, folder, name);
    FILE *stream = fopen(path, "rb");
    cr_assert_not_null(stream, "%s is not there", path);
    char *text = NULL;
    size_t room = 0;
    cr_assert_gt(getdelim(&text, &room, '\0', stream), 0);
    fclose(stream);
    return text;
}

/** No cell, nor what follows a semicolon in it, begins a formula; a number may be
 *  negative. */
static void expect_no_formula(const char *text)
{
    bool is_quoted = false;
    bool is_start = true;
    for (const char *c = text; *c != '\0'; c++) {
        const bool is_number =
            *c == '-' && strspn(c + 1, "0123456789.") == strcspn(c + 1, ",\n");
        cr_expect(!is_start || strchr("=+-@\xef", *c) == NULL || is_number, "%.60s", c);
        if (*c == '"') {
            is_quoted = !is_quoted;
        } else if (!is_quoted && (*c == ',' || *c == '\n')) {
            is_start = true;
        } else {
            is_start = *c == ';' || (is_start && *c == ' ');
        }
    }
}

/** Nothing but comments, numbers and blank lines: a name has ended no comment. */
static void expect_numbers(const char *text)
{
    for (const char *line = text; *line != '\0'; line = strchr(line, '\n') + 1) {
        const size_t length = strcspn(line, "\n");
        cr_expect(*line == '#' || strspn(line, "-0123456789. Na") >= length, "%.*s",
                  (int)length, line);
    }
}

static void expect_plain(struct process process)
{
    for (char *c = process.out; (c = strchr(c, '\f')) != NULL;) {
        *c = '\n'; /* gnuplot parts its charts of letters with form feeds */
    }
    cr_expect(sf_text_is_showable(process.out, true), "%s", process.out);
    cr_expect(sf_text_is_showable(process.err, true), "%s", process.err);
    expect_words(process, 0, NULL, NULL);
}

/** Tries every file of a folder whose name ends so; how many there are. */
static size_t try_files(const char *here, const char *folder, const char *ending,
                        void (*try)(const char *text))
{
    char path[512];
    snprintf(path, sizeof(path), "%s/%s", here, folder);
    DIR *directory = opendir(path);
    cr_assert_not_null(directory);
    size_t n = 0;
    for (const struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        const char *end = strrchr(entry->d_name, '.');
        if (end != NULL && strcmp(end, ending) == 0) {
            char *text = read_file(here, folder, entry->d_name);
            try(text);
            free(text);
            n++;
        }
    }
    closedir(directory);
    return n;
}

static void expect_no_markup(const char *drawn)
{
    cr_expect_null(strstr(drawn, "<script"));
}

static void expect_showable(const char *text)
{
    cr_expect(sf_text_is_showable(text, true));
}

static void check_files(const char *here, const char *folder)
{
    char data[256];
    snprintf(data, sizeof(data), "%s/dat", folder);
    cr_expect_geq(try_files(here, folder, ".csv", expect_no_formula), 6);
    cr_expect_geq(try_files(here, folder, ".csv", expect_showable), 6);
    cr_expect_geq(try_files(here, data, ".dat", expect_numbers), 4);
    cr_expect_geq(try_files(here, data, ".dat", expect_showable), 4);
    cr_expect_geq(try_files(here, data, ".txt", expect_showable), 4);
    char *text = read_file(here, folder, "manifest.json");
    json_t *manifest = json_loads(text, 0, NULL);
    const json_t *names = json_object_get(manifest, "strategies");
    cr_assert_eq(json_array_size(names), N_NAMES);
    for (size_t i = 0; i < N_NAMES; i++) {
        cr_expect_str_eq(json_string_value(json_array_get(names, i)), NAME[i]);
    }
    json_decref(manifest);
    free(text);
}

/** Runs, draws and checks with an oddly named scenario and folder. */
static void try_names(const char *file, const char *folder)
{
    char *here = process_directory();
    char *scenario = hostile_scenario();
    process_write(here, file, scenario);
    const struct process_place place = {.directory = here};
    const char *const run[] = {"run", file, "-o", folder, NULL};
    const char *const plot[] = {"plot", "--format", "svg,png,dumb", "--", folder, NULL};
    expect_plain(process_run(&place, run));
    check_files(here, folder);
    if (access("/usr/bin/gnuplot", X_OK) == 0) {
        expect_plain(process_run(&place, plot));
        cr_expect_geq(try_files(here, folder, ".svg", expect_no_markup), 4);
        char *words = read_file(here, folder, "balance.txt");
        cr_expect(sf_text_is_showable(words, true));
        cr_expect_not_null(strstr(words, "`touch spoilt`"));
        free(words);
    }
    const char *const compare[] = {"compare",  file,     file, "-o",
                                   "compared", "--runs", "20", NULL};
    const char *const draw[] = {"plot", "compared", "--format", "svg,dumb", NULL};
    expect_plain(process_run(&place, compare));
    cr_expect_eq(try_files(here, "compared", ".csv", expect_no_formula), 4);
    cr_expect_eq(try_files(here, "compared/dat", ".dat", expect_numbers), 1);
    cr_expect_eq(try_files(here, "compared/dat", ".txt", expect_showable), 1);
    if (access("/usr/bin/gnuplot", X_OK) == 0) {
        expect_plain(process_run(&place, draw));
        cr_expect_eq(try_files(here, "compared", ".svg", expect_no_markup), 1);
    }
    /* What the program writes of a scenario is a scenario again, and the same one. */
    char resolved[256];
    snprintf(resolved, sizeof(resolved), "./%s/scenario.resolved.cfg", folder);
    const char *const again[] = {"run", resolved, "-o", "again", "--quiet", NULL};
    expect_plain(process_run(&place, again));
    char *first = read_file(here, folder, "scenario.resolved.cfg");
    char *second = read_file(here, "again", "scenario.resolved.cfg");
    cr_expect_str_eq(first, second);
    free(first);
    free(second);
    cr_expect_not(process_has(here, "spoilt"));
    char inside[256];
    snprintf(inside, sizeof(inside), "%s/spoilt", folder);
    cr_expect_not(process_has(here, inside));
    free(scenario);
    process_directory_end(here);
}

Test(cli_hostile, names_do_not_do_what_they_say)
{
    try_names("$(touch spoilt).cfg", "out");
}

Test(cli_hostile, folders_do_not_do_what_they_say)
{
    static const char *const FOLDER[] = {"it's `touch spoilt` \"$(touch spoilt)\"",
                                         "-o", "two\nlines \x1b[31m", "| touch spoilt",
                                         "\xff\xfe\xe2\x80\xae"};
    for (size_t i = 0; i < sizeof(FOLDER) / sizeof(FOLDER[0]); i++) {
        try_names("x.cfg", FOLDER[i]);
    }
}

Test(cli_hostile, what_is_quoted_in_a_message_is_plain)
{
    static const char *const LINE[][6] = {
        {"check", "\x1b[2J\xc2\x9b\xe2\x80\xae.cfg"},
        {"check", "\x1b[2J\xc2\x9b\xe2\x80\xae\xff.cfg", "--json"},
        {"check", "x.cfg", "--json", "--set", "title=\xe2\x80\xae"},
        {"check", "x.cfg", "--set", "title=a\x1b]0;owned\x07"},
        {"check", "x.cfg", "--set", "\x1b[31m=3"},
        {"check", "x.cfg", "--set", "\x1b[31m"},
        {"check", "x.cfg", "--\x1b[31m"},
        {"\x1b[31m"},
        {"run", "x.cfg", "-o", "x.cfg/\x1b[31m\n"},
        {"run", "x.cfg", "-o", "out", "--strategy", "\xe2\x80\xae\n\x1b"},
        {"compare", "x.cfg", "\x1b[31m.cfg"},
        {"compare", "x.cfg", "x.cfg", "--strategy", "\xe2\x80\xae\n\x1b"},
        {"plot", "\x1b[31m\nnone"},
        {"explain", "\x1b[31m"},
        {"new", "\x1b[31m"},
        {"check", "x.cfg", "--allow-include", "\x1b[31m"},
    };
    char *here = process_directory();
    process_write(here, "x.cfg", TINY);
    const struct process_place place = {.directory = here};
    for (size_t i = 0; i < sizeof(LINE) / sizeof(LINE[0]); i++) {
        const char *word[7] = {NULL};
        memcpy(word, LINE[i], sizeof(LINE[i]));
        struct process process = process_run(&place, word);
        cr_expect(sf_text_is_showable(process.err, true), "%s", process.err);
        cr_expect(sf_text_is_showable(process.out, true), "%s", process.out);
        cr_expect_neq(process.code, 0);
        process_free(&process);
    }
    process_directory_end(here);
}

Test(cli_hostile, results_with_control_characters_are_not_drawn)
{
    char *here = process_directory();
    process_write(here, "x.cfg", TINY);
    expect_words(run_in(here, "run x.cfg -o out --quiet"), 0, NULL, "");
    process_write(here, "out/dat/words.gp",
                  "runs = 300\ntitle_scenario = 'a\x1b[2Jb'\n");
    struct process process = run_in(here, "plot out");
    cr_expect_not_null(strstr(process.err, "words.gp:2: not written by strikefund"));
    expect_words(process, 66, "", NULL);
    process_directory_end(here);
}

/** Puts a directory's part back with names that nobody would give, and with a checksum
 *  that agrees. */
static void spoil_part(const char *here, const char *name, const char *scenario,
                       const char *version)
{
    char path[512];
    snprintf(path, sizeof(path), "%s/%s", here, name);
    struct sf_part *part = NULL;
    const char *why = NULL;
    struct sf_text text = {0};
    cr_assert_eq(sf_part_read(path, &part, &why), SF_OK);
    if (scenario != NULL) {
        snprintf(part->scenario, sizeof(part->scenario), "%s", scenario);
        memset(part->scenario_sha256, 'a', SF_HASH_CHARS - 1);
    }
    if (version != NULL) {
        snprintf(part->version, sizeof(part->version), "%s", version);
    }
    sf_part_encode(part, &text);
    FILE *stream = fopen(path, "wb");
    cr_assert_not_null(stream);
    cr_assert_eq(fwrite(text.chars, 1, text.length, stream), text.length);
    fclose(stream);
    sf_text_free(&text);
    sf_part_free(part);
}

#define SPOILT                                                                         \
    "a\x1b[2J\xe2\x80\xae\n\xc2\x9b\xff"                                               \
    "b"

Test(cli_hostile, what_a_part_says_of_itself_is_plain)
{
    char *here = process_directory();
    process_write(here, "x.cfg", TINY);
    expect_words(run_in(here, "run x.cfg -o one --quiet --runs-from 1 --runs-to 77"), 0,
                 NULL, "");
    expect_words(run_in(here, "run x.cfg -o two --quiet --runs-from 78 --runs-to 300"),
                 0, NULL, "");
    expect_words(
        run_in(here, "run x.cfg -o three --quiet --runs-from 78 --runs-to 300"), 0,
        NULL, "");
    spoil_part(here, "two/partial.sfp", SPOILT, NULL);
    struct process process = run_in(here, "merge one two -o joined");
    cr_expect_not_null(strstr(process.err, "another scenario (a?[2J????b, SHA-256 aaa"),
                       "%s", process.err);
    cr_expect_eq(strcspn(process.err, "\n") + 1, strlen(process.err));
    cr_expect(sf_text_is_showable(process.err, true), "%s", process.err);
    expect_words(process, 65, "", NULL);
    spoil_part(here, "three/partial.sfp", NULL, SPOILT);
    expect_words(run_in(here, "merge one three -o joined"), 65, "",
                 "strikefund: three/partial.sfp was written by strikefund a?[2J????b, "
                 "and this is strikefund 0.1.0\n");
    expect_words(
        run_in(here, "run x.cfg -o three --resume --runs-from 78 --runs-to 300"), 65,
        "",
        "strikefund: cannot resume: three/partial.sfp was written by "
        "strikefund a?[2J????b, and this is strikefund 0.1.0\n");
    cr_expect(!process_has(here, "joined"));
    process_directory_end(here);
}

Test(cli_hostile, where_parts_are_is_said_plainly)
{
    static const char FOLDER[] = "\x1b[31m\xe2\x80\xae\nz";
    static const struct {
        const char *word[11];
        int code;
        const char *err; /* it begins so */
    } CASE[] = {
        {{"run", "x.cfg", "-o", FOLDER, "--runs-from", "1", "--runs-to", "77",
          "--resume"},
         0,
         "There is nothing in ?[31m??z to go on from: this run starts afresh\n"},
        {{"run", "x.cfg", "-o", FOLDER, "--runs-from", "1", "--runs-to", "77",
          "--resume"},
         0,
         "?[31m??z holds the 77 runs already: nothing is left to do\n"},
        {{"run", "x.cfg", "-o", FOLDER, "--runs-from", "1", "--runs-to", "78",
          "--resume"},
         0,
         "Going on from the 77 runs in ?[31m??z\n"},
        {{"run", "x.cfg", "-o", FOLDER, "--runs-from", "1", "--runs-to", "4",
          "--resume"},
         65,
         "strikefund: ?[31m??z holds 78 runs, more than the 4 of this run"},
        {{"merge", FOLDER, FOLDER, "-o", "joined"},
         65,
         "strikefund: runs 1 to 78 are in ?[31m??z/partial.sfp and in "
         "?[31m??z/partial.sfp\n"},
        {{"merge", FOLDER, "last", "-o", "joined"},
         65,
         "strikefund: runs 79 to 199 are missing; to make them:\n    "},
        {{"merge", FOLDER, "\x1b[32m\n", "-o", "joined"},
         66,
         "strikefund: ?[32m?/partial.sfp: cannot be read: "},
    };
    char *here = process_directory();
    process_write(here, "x.cfg", TINY);
    expect_words(
        run_in(here, "run x.cfg -o last --quiet --runs-from 200 --runs-to 300"), 0,
        NULL, "");
    const struct process_place place = {.directory = here};
    for (size_t i = 0; i < sizeof(CASE) / sizeof(CASE[0]); i++) {
        const struct process process = process_run(&place, CASE[i].word);
        cr_expect_eq(strncmp(process.err, CASE[i].err, strlen(CASE[i].err)), 0, "%s",
                     process.err);
        cr_expect(sf_text_is_showable(process.err, true), "%s", process.err);
        expect_words(process, CASE[i].code, NULL, NULL);
    }
    process_directory_end(here);
}
