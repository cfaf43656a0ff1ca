/* The documents of compare, sweep and merge. */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/document.h"
#include "cli/sheet.h"

/** A directory with tiny.cfg, and other.cfg in which fewer come out. */
static char *two_files(void)
{
    static const char OLD[] = "called = { value = 40.0;";
    char *here = process_directory();
    const char *at = strstr(TINY, OLD);
    char *other = NULL;
    cr_assert_not_null(at);
    cr_assert_geq(asprintf(&other, "%.*scalled = { value = 31.0;%s", (int)(at - TINY),
                           TINY, at + strlen(OLD)),
                  0);
    process_write(here, "tiny.cfg", TINY);
    process_write(here, "other.cfg", other);
    free(other);
    return here;
}

static void expect_cell(const json_t *value, const char *cell, const char *heading)
{
    if (json_is_string(value)) {
        cr_expect_str_eq(json_string_value(value), cell, "%s", heading);
    } else if (json_is_null(value)) {
        cr_expect(cell[0] == '\0' || strcmp(cell, "inf") == 0, "%s: %s", heading, cell);
    } else {
        cr_assert(json_is_number(value), "%s", heading);
        cr_expect_neq(cell[0], '\0', "%s", heading);
        cr_expect_eq(json_number_value(value), strtod(cell, NULL), "%s: %s", heading,
                     cell);
    }
}

/** Expects an object to be a row of a file from a column on, and nothing else. */
static void expect_row(const json_t *object, const struct sheet *sheet, size_t row,
                       size_t column)
{
    cr_assert_lt(row, sheet->n_rows);
    cr_expect_eq(json_object_size(object), sheet->n_columns - column);
    for (size_t i = column; i < sheet->n_columns; i++) {
        expect_cell(document_at(object, sheet->cell[i]),
                    sheet->cell[row * sheet->n_columns + i], sheet->cell[i]);
    }
}

/** Expects all rows of a list from a row of the file on; the first row after them. */
static size_t expect_rows(const json_t *list, const struct sheet *sheet, size_t row)
{
    cr_expect_gt(json_array_size(list), 0);
    for (size_t i = 0; i < json_array_size(list); i++) {
        expect_row(json_array_get(list, i), sheet, row++, 0);
    }
    return row;
}

static void expect_files(const char *here, const json_t *document)
{
    const char *directory = document_text(document, "directory");
    const json_t *files = document_at(document, "files");
    cr_expect_gt(json_array_size(files), 4);
    for (size_t i = 0; i < json_array_size(files); i++) {
        char name[128];
        snprintf(name, sizeof(name), "%s/%s", directory,
                 json_string_value(json_array_get(files, i)));
        cr_expect(process_has(here, name), "%s", name);
    }
}

Test(cli_json_compare, every_figure_is_that_of_the_csv_files)
{
    char *here = two_files();
    json_t *document = document_of(
        run_in(here, "compare tiny.cfg other.cfg -o out --json --quiet"), 0);
    struct sheet summary = sheet_read(here, "out/summary.csv");
    struct sheet risk = sheet_read(here, "out/risk.csv");
    struct sheet differences = sheet_read(here, "out/differences.csv");
    static const char *const NAME[] = {"tiny: depot", "tiny: nothing", "other: depot",
                                       "other: nothing"};
    const json_t *strategies = document_at(document, "strategies");
    size_t at = 1;
    size_t at_risk = 1;
    cr_assert_eq(json_array_size(strategies), 4);
    for (size_t i = 0; i < 4; i++) {
        const json_t *strategy = json_array_get(strategies, i);
        cr_expect_str_eq(document_text(strategy, "name"), NAME[i]);
        at = expect_rows(document_at(strategy, "summary"), &summary, at);
        while (strcmp(sheet_cell(&risk, at_risk, "month"), "3") != 0) {
            at_risk++; /* to the plan's end */
        }
        at_risk = expect_rows(document_at(strategy, "risk"), &risk, at_risk);
    }
    cr_expect_eq(at, summary.n_rows);
    cr_expect_eq(at_risk, risk.n_rows);
    cr_expect_eq(expect_rows(document_at(document, "differences"), &differences, 1),
                 differences.n_rows);
    expect_files(here, document);
    sheet_free(&summary);
    sheet_free(&risk);
    sheet_free(&differences);
    json_decref(document);
    process_directory_end(here);
}

Test(cli_json_compare, what_was_compared_is_said_with_the_same_bytes_each_time)
{
    char *here = two_files();
    static const char LINE[] = "compare tiny.cfg other.cfg --json --runs 233 --seed 23";
    struct process again = run_in(
        here, "compare tiny.cfg other.cfg --json --runs 233 --seed 23 --threads 1");
    const struct process process = run_in(here, LINE);
    cr_expect_str_eq(process.out, again.out);
    process_free(&again);
    json_t *document = document_of(process, 0);
    cr_expect_str_eq(document_text(document, "version"), "0.1.0");
    cr_expect_str_eq(document_text(document, "seed"), "23");
    cr_expect_eq(json_integer_value(document_at(document, "runs")), 233);
    cr_expect(json_is_false(document_at(document, "interrupted")));
    cr_expect_str_eq(document_text(document, "scenarios.1.file"), "other.cfg");
    cr_expect_str_eq(document_text(document, "scenarios.1.end"), "2026-11");
    cr_expect_str_eq(document_text(document, "scenarios.1.strategies.0"),
                     "other: depot");
    cr_expect_str_neq(document_text(document, "scenarios.0.sha256"),
                      document_text(document, "scenarios.1.sha256"));
    cr_expect_str_neq(document_text(document, "scenarios.0.plan_hash"),
                      document_text(document, "scenarios.1.plan_hash"));
    cr_expect_eq(
        json_integer_value(document_at(document, "scenarios.0.inputs.judgements")), 1);
    cr_expect_eq(json_integer_value(document_at(document, "scenarios.0.inputs.given")),
                 3);
    cr_expect(json_is_null(document_at(document, "directory")));
    cr_expect_eq(json_array_size(document_at(document, "files")), 0);
    json_decref(document);
    process_directory_end(here);
}

Test(cli_json_compare, an_interrupted_comparison_says_so_and_is_130)
{
    char *here = two_files();
    const struct process_place place = {
        .directory = here, .signal = SIGINT, .milliseconds = 300};
    const char *const line[] = {"compare", "tiny.cfg",  "other.cfg", "--json", "--runs",
                                "9999999", "--threads", "1",         NULL};
    json_t *document = document_of(process_run(&place, line), 130);
    cr_expect(json_is_true(document_at(document, "interrupted")));
    const json_int_t runs = json_integer_value(document_at(document, "runs"));
    cr_expect(runs > 0 && runs < 9999999);
    cr_expect_eq(json_integer_value(document_at(document, "differences.0.runs")), runs);
    json_decref(document);
    process_directory_end(here);
}

Test(cli_json_compare, scenarios_that_cannot_be_used_give_their_faults)
{
    static const struct {
        const char *line;
        int code;
        const char *words;
    } CASE[] = {
        {"compare tiny.cfg other.cfg --json --set months=0", 65,
         "'months' is 0; it must be from 1 to 240 (months)"},
        {"compare tiny.cfg none.cfg --json", 66,
         "cannot be read: No such file or directory"},
        {"sweep tiny.cfg --vary fund.opening=1,2 -o out --json --set months=0", 65,
         "'months' is 0; it must be from 1 to 240 (months)"},
        {"sweep none.cfg --vary fund.opening=1,2 -o out --json", 66,
         "cannot be read: No such file or directory"},
    };
    char *here = two_files();
    for (size_t i = 0; i < sizeof(CASE) / sizeof(CASE[0]); i++) {
        json_t *document = document_of(run_in(here, CASE[i].line), CASE[i].code);
        cr_expect_str_eq(document_text(document, "faults.0.words"), CASE[i].words);
        cr_expect_str_eq(document_text(document, "faults.0.severity"), "error");
        cr_expect_null(json_object_get(document, "strategies"));
        json_decref(document);
    }
    cr_expect(!process_has(here, "out"));
    process_directory_end(here);
}

/** A directory with a scenario whose second strategy has a name that a CSV file must
 *  quote and keep from being a formula. */
static char *oddly_named(void)
{
    static const char OLD[] = "name = \"nothing\"";
    char *here = process_directory();
    const char *at = strstr(TINY, OLD);
    char *odd = NULL;
    cr_assert_not_null(at);
    cr_assert_geq(asprintf(&odd, "%.*sname = \"=no, \\\"thing\\\"\"%s",
                           (int)(at - TINY), TINY, at + strlen(OLD)),
                  0);
    process_write(here, "odd.cfg", odd);
    free(odd);
    return here;
}

/** Expects a row to stand in a document in the digits of the file. */
static void expect_digits(const char *document, const struct sheet *sheet, size_t row)
{
    char words[256];
    const char *mean = sheet_cell(sheet, row, "mean");
    snprintf(words, sizeof(words), "\"mean\": %s,\n", mean[0] != '\0' ? mean : "null");
    cr_expect_not_null(strstr(document, words), "no %s", words);
}

Test(cli_json_sweep, every_figure_is_that_of_the_csv_file)
{
    char *here = oddly_named();
    struct process process = run_in(here, "sweep odd.cfg --vary months=2,3 -o out "
                                          "--vary fund.opening=4000.5:9000.5:2500 "
                                          "--json --quiet --runs 47");
    char *text = strdup(process.out);
    json_t *document = document_of(process, 0);
    struct sheet sheet = sheet_read(here, "out/sweep.csv");
    static const double OPENING[] = {4000.5, 6500.5, 9000.5};
    const json_t *points = document_at(document, "points");
    size_t row = 1;
    cr_assert_eq(json_array_size(points), 6);
    for (size_t point = 0; point < 6; point++) {
        const json_t *at = json_array_get(points, point);
        const json_t *rows = document_at(at, "rows");
        const size_t n = json_array_size(rows);
        cr_expect_eq(json_number_value(document_at(at, "values.0")),
                     point < 3 ? 2.0 : 3.0);
        cr_expect_eq(json_number_value(document_at(at, "values.1")),
                     OPENING[point % 3]);
        for (size_t i = 0; i < n; i++, row++) {
            json_t *found = json_array_get(rows, i);
            cr_expect_eq(strtod(sheet_cell(&sheet, row, "fund.opening"), NULL),
                         OPENING[point % 3]);
            cr_expect_str_eq(document_text(found, "strategy"),
                             i < n / 2 ? "depot" : "=no, \"thing\"");
            cr_expect_str_eq(sheet_cell(&sheet, row, "strategy"),
                             i < n / 2 ? "depot" : "'=no, \"thing\"");
            json_object_set_new(found, "strategy",
                                json_string(sheet_cell(&sheet, row, "strategy")));
            expect_row(found, &sheet, row, 2);
            expect_digits(text, &sheet, row);
        }
    }
    cr_expect_eq(row, sheet.n_rows);
    free(text);
    sheet_free(&sheet);
    json_decref(document);
    process_directory_end(here);
}

Test(cli_json_sweep, what_was_swept_is_said)
{
    char *here = two_files();
    static const char *const LINE[] = {
        "sweep tiny.cfg --vary fund.opening=-10:10:7.5 -o one --json --runs 19",
        "sweep tiny.cfg --vary fund.opening=1,2 --vary months=2,3 -o two --json"};
    for (int i = 0; i < 2; i++) {
        json_t *document = document_of(run_in(here, LINE[i]), 0);
        expect_files(here, document);
        cr_expect_str_eq(document_text(document, "scenario.file"), "tiny.cfg");
        cr_expect_str_eq(document_text(document, "seed"), "17");
        cr_expect_eq(json_integer_value(document_at(document, "runs")),
                     i == 0 ? 19 : 300);
        cr_expect_str_eq(document_text(document, "strategies.1"), "nothing");
        cr_expect_eq(json_integer_value(document_at(document, "inputs.judgements")), 2);
        const json_t *vary = document_at(document, "vary");
        cr_expect_eq(json_array_size(vary), i + 1);
        cr_expect_str_eq(document_text(vary, "0.key"), "fund.opening");
        cr_expect_eq(json_number_value(document_at(vary, "0.values.1")),
                     i == 0 ? -2.5 : 2.0);
        json_decref(document);
    }
    process_directory_end(here);
}

Test(cli_json_sweep, an_interrupted_sweep_has_no_document_and_is_130)
{
    char *here = two_files();
    const struct process_place place = {
        .directory = here, .signal = SIGINT, .milliseconds = 500};
    const char *const line[] = {"sweep", "tiny.cfg", "--vary", "months=2,3", "-o",
                                "out",   "--json",   "--runs", "9999999",    NULL};
    expect_words(process_run(&place, line), 130, "", NULL);
    cr_expect(!process_has(here, "out/manifest.json"));
    process_directory_end(here);
}

Test(cli_json_merge, parts_that_are_joined_are_the_document_of_one_run)
{
    char *here = unknown_directory();
    expect_words(run_in(here, "run tiny.cfg -o one --quiet --runs-from 1 --runs-to 77"),
                 0, NULL, "");
    expect_words(
        run_in(here, "run tiny.cfg -o two --quiet --runs-from 78 --runs-to 300"), 0,
        NULL, "");
    struct process whole = run_in(here, "run tiny.cfg -o joined --json --quiet");
    const struct process joined =
        run_in(here, "merge two one -o joined --json --quiet");
    cr_expect_str_eq(joined.out, whole.out);
    cr_expect_str_eq(joined.err, "");
    json_t *document = document_of(joined, 0);
    cr_expect_eq(json_integer_value(document_at(document, "last_run")), 300);
    json_decref(document);
    process_free(&whole);
    expect_words(run_in(here, "merge two two -o joined --json"), 65, "",
                 "strikefund: runs 78 to 300 are in two/partial.sfp and in "
                 "two/partial.sfp\n");
    process_directory_end(here);
}
