#include <criterion/criterion.h>
#include <dirent.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/document.h"

enum { MAX_CELLS = 48, ROOM = 2048 };

/** A directory with the tiny scenario in it. */
static char *tiny_directory(void)
{
    char *directory = process_directory();
    process_write(directory, "tiny.cfg", TINY);
    return directory;
}

static FILE *open_file(const char *directory, const char *name)
{
    char path[4096];
    snprintf(path, sizeof(path), "%s/%s", directory, name);
    FILE *stream = fopen(path, "r");
    cr_assert_not_null(stream, "%s", path);
    return stream;
}

/** Cuts a line of a CSV file without quotes into its cells; how many there are. */
static size_t cut(char *line, char *cell[MAX_CELLS])
{
    size_t n = 0;
    line[strcspn(line, "\n")] = '\0';
    for (char *rest = line; rest != NULL; n++) {
        cr_assert_lt(n, MAX_CELLS);
        cell[n] = strsep(&rest, ",");
    }
    return n;
}

/** Expects an object to be a row of a CSV file, cell by cell and in its order. */
static void expect_row(json_t *object, char *const *column, char *const *cell, size_t n)
{
    size_t i = 0;
    const char *key;
    json_t *value;
    cr_assert_eq(json_object_size(object), n);
    json_object_foreach(object, key, value)
    {
        cr_expect_str_eq(key, column[i]);
        if (json_is_string(value)) {
            cr_expect_str_eq(json_string_value(value), cell[i], "%s", key);
        } else if (json_is_null(value)) {
            cr_expect(cell[i][0] == '\0' || strcmp(cell[i], "inf") == 0, "%s: %s", key,
                      cell[i]);
        } else {
            cr_expect_eq(json_number_value(value), strtod(cell[i], NULL), "%s: %s", key,
                         cell[i]);
        }
        i++;
    }
}

/** Expects a row to stand in a document in the digits of the CSV file, as an object
 *  whose members are so many blanks from the left. */
static void expect_digits(const char *document, int blanks, char *const *column,
                          char *const *cell, size_t n)
{
    char row[4096];
    size_t length = 0;
    for (size_t i = 0; i < n; i++) {
        const bool is_none = cell[i][0] == '\0' || strcmp(cell[i], "inf") == 0;
        const char *quote = !is_none && cell[i][0] >= 'a' ? "\"" : "";
        length += (size_t)snprintf(
            row + length, sizeof(row) - length, "%*s\"%s\": %s%s%s%s\n", blanks, "",
            column[i], quote, is_none ? "null" : cell[i], quote, i + 1 < n ? "," : "");
        cr_assert_lt(length, sizeof(row));
    }
    cr_expect_not_null(strstr(document, row), "%sis not in the document", row);
}

Test(cli_json_run, every_figure_is_that_of_the_csv_files)
{
    char *here = tiny_directory();
    const struct process process = run_in(here, "run tiny.cfg -o out --quiet --json");
    cr_expect_str_eq(process.err, "");
    char *text = strdup(process.out);
    json_t *document = document_of(process, 0);
    const json_t *differences = document_at(document, "differences");
    const json_t *list[][2] = {{document_at(document, "strategies.0.summary"),
                                document_at(document, "strategies.1.summary")},
                               {document_at(document, "strategies.0.risk"),
                                document_at(document, "strategies.1.risk")},
                               {differences, NULL}};
    static const char *const FILES[] = {"out/summary.csv", "out/risk.csv",
                                        "out/differences.csv"};
    size_t n_rows = 0;
    for (int f = 0; f < 3; f++) {
        char head[ROOM];
        char line[ROOM];
        char *column[MAX_CELLS];
        char *cell[MAX_CELLS];
        FILE *stream = open_file(here, FILES[f]);
        cr_assert_not_null(fgets(head, sizeof(head), stream));
        const size_t n = cut(head, column);
        size_t next[2] = {0, 0};
        while (fgets(line, sizeof(line), stream) != NULL) {
            cr_assert_eq(cut(line, cell), n);
            const int is_second = f < 2 && strcmp(cell[0], "nothing") == 0;
            if (f == 1 && strcmp(cell[1], "3") != 0) {
                continue; /* of risk.csv, the plan's end */
            }
            expect_row(json_array_get(list[f][is_second], next[is_second]++), column,
                       cell, n);
            expect_digits(text, f < 2 ? 10 : 6, column, cell, n);
            n_rows++;
        }
        fclose(stream);
        cr_expect_eq(next[0], json_array_size(list[f][0]));
        cr_expect_eq(next[1], f < 2 ? json_array_size(list[f][1]) : 0);
    }
    cr_expect_gt(n_rows, 60);
    free(text);
    json_decref(document);
    process_directory_end(here);
}

/** How many files are in a directory. */
static size_t count_files(const char *directory, const char *name)
{
    char path[4096];
    snprintf(path, sizeof(path), "%s/%s", directory, name);
    DIR *stream = opendir(path);
    cr_assert_not_null(stream);
    size_t n = 0;
    const struct dirent *entry;
    while ((entry = readdir(stream)) != NULL) {
        n += entry->d_type == DT_REG;
    }
    closedir(stream);
    return n;
}

Test(cli_json_run, the_files_listed_are_those_that_are_there)
{
    char *here = tiny_directory();
    json_t *document = document_of(run_in(here, "run tiny.cfg -o a/b --json"), 0);
    cr_expect_str_eq(document_text(document, "directory"), "a/b");
    const json_t *files = document_at(document, "files");
    for (size_t i = 0; i < json_array_size(files); i++) {
        char name[128];
        snprintf(name, sizeof(name), "a/b/%s",
                 json_string_value(json_array_get(files, i)));
        cr_expect(process_has(here, name), "%s", name);
    }
    cr_expect_eq(json_array_size(files),
                 count_files(here, "a/b") + count_files(here, "a/b/dat"));
    json_decref(document);
    process_directory_end(here);
}

Test(cli_json_run, what_was_run_is_said_and_the_bytes_are_the_same_each_time)
{
    char *here = tiny_directory();
    const struct process one = run_in(
        here, "run tiny.cfg -o out --json --runs-from 18 --runs-to 250 --threads 1");
    struct process two = run_in(
        here, "run tiny.cfg -o out --json --runs-from 18 --runs-to 250 --threads 2");
    cr_expect_str_eq(one.out, two.out);
    process_free(&two);
    json_t *document = document_of(one, 0);
    cr_expect_str_eq(document_text(document, "version"), "0.1.0");
    cr_expect_str_eq(document_text(document, "scenario.title"), "Tiny");
    cr_expect_str_eq(document_text(document, "seed"), "17");
    cr_expect_str_eq(document_text(document, "strategies.1.name"), "nothing");
    cr_expect_eq(json_integer_value(document_at(document, "first_run")), 18);
    cr_expect_eq(json_integer_value(document_at(document, "last_run")), 250);
    cr_expect_eq(json_integer_value(document_at(document, "runs")), 233);
    cr_expect(json_is_false(document_at(document, "interrupted")));
    json_decref(document);
    process_directory_end(here);
}

Test(cli_json_run, an_interrupted_run_says_so_and_is_130)
{
    char *here = tiny_directory();
    const struct process_place place = {
        .directory = here, .signal = SIGINT, .milliseconds = 300};
    const char *const line[] = {"run", "tiny.cfg", "-o",     "out",      "--threads",
                                "1",   "--json",   "--runs", "10000000", NULL};
    json_t *document = document_of(process_run(&place, line), 130);
    cr_expect(json_is_true(document_at(document, "interrupted")));
    const json_int_t runs = json_integer_value(document_at(document, "runs"));
    cr_expect(runs > 0 && runs < 10000000);
    cr_expect_eq(json_integer_value(document_at(document, "last_run")), runs);
    json_decref(document);
    process_directory_end(here);
}

Test(cli_json_run, a_trace_is_the_run_that_the_files_are_of)
{
    char *here = tiny_directory();
    expect_words(run_in(here, "run tiny.cfg -o out --quiet --runs 1"), 0, NULL, "");
    json_t *document =
        document_of(run_in(here, "trace tiny.cfg --strategy depot --run 1 --json"), 0);
    cr_expect_str_eq(document_text(document, "chosen_by.how"), "number");
    cr_expect_eq(json_array_size(document_at(document, "months")), 4);
    FILE *stream = open_file(here, "out/series.csv");
    char line[ROOM];
    size_t n_rows = 0;
    cr_assert_not_null(fgets(line, sizeof(line), stream));
    while (fgets(line, sizeof(line), stream) != NULL && line[0] == 'd') {
        char *cell[MAX_CELLS];
        char path[64];
        cut(line, cell);
        snprintf(path, sizeof(path), "months.%s.date", cell[1]);
        cr_expect_str_eq(document_text(document, path), cell[2]);
        snprintf(path, sizeof(path), "units.%s", cell[3]);
        cr_expect_str_eq(document_text(document, path), cell[4]);
        snprintf(path, sizeof(path), "months.%s.%s", cell[1], cell[3]);
        const json_t *value = document_at(document, path);
        const char *expected =
            strcmp(cell[3], "cover_months") == 0 ? cell[11] : cell[6];
        cr_expect_eq(json_is_null(value), expected[0] == '\0', "%s", path);
        cr_expect_eq(json_number_value(value), strtod(expected, NULL), "%s", path);
        n_rows++;
    }
    fclose(stream);
    cr_expect_eq(n_rows, 4 * 21);
    json_decref(document);
    process_directory_end(here);
}

Test(cli_json_run, a_trace_says_who_was_out_and_how_the_run_was_chosen)
{
    char *here = tiny_directory();
    json_t *document = document_of(
        run_in(here, "trace tiny.cfg --strategy depot --run worst --json"), 0);
    cr_expect_str_eq(document_text(document, "chosen_by.how"), "worst");
    cr_expect_eq(json_integer_value(document_at(document, "chosen_by.runs")), 300);
    const json_t *month = document_at(document, "months.2");
    const json_t *action = document_at(month, "actions.0");
    cr_expect_eq(json_array_size(document_at(month, "actions")), 1);
    cr_expect_str_eq(document_text(action, "action"), "Depot");
    cr_expect_eq(json_integer_value(document_at(action, "days")), 2);
    static const char *const SAME[] = {"strikers", "strike_days", "pay_lost",
                                       "strike_pay_due"};
    for (size_t i = 0; i < sizeof(SAME) / sizeof(SAME[0]); i++) {
        cr_expect_eq(json_number_value(document_at(action, SAME[i])),
                     json_number_value(document_at(month, SAME[i])), "%s", SAME[i]);
        cr_expect_gt(json_number_value(document_at(month, SAME[i])), 0.0);
    }
    json_decref(document);
    process_directory_end(here);
}

Test(cli_json_run, mandates_are_those_of_the_file_where_ballots_are_left_to_chance)
{
    char *here = process_directory();
    process_write(here, "voted.cfg", VOTED);
    json_t *document =
        document_of(run_in(here, "run voted.cfg -o out --quiet --json"), 0);
    const json_t *rows = document_at(document, "strategies.0.mandates");
    FILE *file = open_file(here, "out/mandates.csv");
    char head[ROOM];
    char line[ROOM];
    char *column[MAX_CELLS];
    char *cell[MAX_CELLS];
    size_t n_rows = 0;
    cr_assert_not_null(fgets(head, sizeof(head), file));
    const size_t n = cut(head, column);
    while (fgets(line, sizeof(line), file) != NULL) {
        cr_assert_eq(cut(line, cell), n);
        expect_row(json_array_get(rows, n_rows++), column, cell, n);
    }
    fclose(file);
    cr_expect_eq(n_rows, 4);
    cr_expect_eq(json_array_size(rows), 4);
    cr_expect_str_eq(document_text(document, "files.0"), "mandates.csv");
    json_decref(document);
    process_write(here, "tiny.cfg", TINY);
    document = document_of(run_in(here, "run tiny.cfg -o out --quiet --json"), 0);
    cr_expect_null(json_object_get(document_at(document, "strategies.0"), "mandates"));
    json_decref(document);
    process_directory_end(here);
}
