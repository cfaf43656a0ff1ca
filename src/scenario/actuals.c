#include "strikefund/actuals.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/csv_cells.h"
#include "scenario/scan_hints.h"
#include "strikefund/showable.h"

/** Smaller errors would be finer than a penny, or than a person. */
#define LEAST_SD 0.01

enum column { MONTH, MEASURE, VALUE, SD, SOURCE, GRADE, N_COLUMNS };

static const char *const HEADING[N_COLUMNS] = {"month", "measure", "value",
                                               "sd",    "source",  "grade"};
enum { N_REQUIRED = SD + 1 };

struct table {
    struct sf_reading reading; /* for its faults and its memory alone */
    const struct sf_scenario *scenario;
    const char *file;
    size_t n_cells;
    size_t place[N_COLUMNS]; /* of each column; SIZE_MAX: there is none */
    struct sf_actuals *actuals;
    size_t room;
};

static void fault(struct table *table, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void fault(struct table *table, int line, const char *format, ...)
{
    char words[700];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(words, sizeof(words), format, arguments);
    va_end(arguments);
    sf_faults_add(table->reading.faults, table->file, line, "%s", words);
}

/* ---- the heading --------------------------------------------------------------- */

static void read_heading(struct table *table, const char *cell, size_t at, int line)
{
    struct sf_nearest nearest = {.wanted = cell};
    for (size_t c = 0; c < N_COLUMNS; c++) {
        if (strcasecmp(cell, HEADING[c]) == 0) {
            if (table->place[c] != SIZE_MAX) {
                fault(table, line, "the column '%s' is there twice", HEADING[c]);
            }
            table->place[c] = at;
            return;
        }
        sf_nearest_offer(&nearest, HEADING[c]);
    }
    if (cell[0] != '\0') {
        char words[SF_SUGGESTION_CHARS];
        sf_faults_warn(table->reading.faults, table->file, line,
                       "unknown column '%.100s' is left out%s", cell,
                       sf_nearest_words(&nearest, words));
    }
}

/** All columns that are missing make one fault. */
static bool read_header(struct table *table, const struct sf_csv_row *row)
{
    table->n_cells = row->n;
    for (size_t c = 0; c < N_COLUMNS; c++) {
        table->place[c] = SIZE_MAX;
    }
    for (size_t i = 0; i < row->n; i++) {
        read_heading(table, row->cell[i], i, row->line);
    }
    char missing[64] = "";
    for (size_t c = 0; c < N_REQUIRED; c++) {
        if (table->place[c] == SIZE_MAX) {
            const size_t length = strlen(missing);
            snprintf(missing + length, sizeof(missing) - length, "%s%s",
                     length > 0 ? ", " : "", HEADING[c]);
        }
    }
    if (missing[0] != '\0') {
        fault(table, row->line,
              "columns are missing: %s (the first line is month,measure,value,sd)",
              missing);
    }
    return missing[0] == '\0';
}

/* ---- a row --------------------------------------------------------------------- */

/** The cell of a column, "" where the file has no such column. */
static const char *cell_of(const struct table *table, const struct sf_csv_row *row,
                           enum column column)
{
    return table->place[column] != SIZE_MAX ? row->cell[table->place[column]] : "";
}

static bool read_month(struct table *table, const struct sf_csv_row *row,
                       struct sf_actual *actual)
{
    const char *cell = cell_of(table, row, MONTH);
    const int32_t start = table->scenario->start;
    int32_t month = 0;
    if (!sf_month_parse(cell, &month)) {
        fault(table, row->line, "'month' is \"%.40s\"; it must be a month as 2023-03",
              cell);
        return false;
    }
    if (month < start - 1 || month > start + table->scenario->n_months - 1) {
        char first[24];
        char last[24];
        char opening[24];
        sf_month_say(start, first);
        sf_month_say(start + table->scenario->n_months - 1, last);
        sf_month_say(start - 1, opening);
        fault(table, row->line,
              "%.10s is not a month of the plan, which runs from %s to %s (and opens "
              "at the end of %s)",
              cell, first, last, opening);
        return false;
    }
    const int32_t since = month - start + 1;
    actual->month = (size_t)since;
    return true;
}

/** Whether a measure has a value at the opening: what stands, not what flows. */
static bool is_stock(enum sf_measure measure)
{
    return measure == SF_BALANCE || measure == SF_NET_POSITION ||
           measure == SF_MEMBERS || measure == SF_PAYERS;
}

static bool read_measure(struct table *table, const struct sf_csv_row *row,
                         struct sf_actual *actual)
{
    const char *cell = cell_of(table, row, MEASURE);
    struct sf_nearest nearest = {.wanted = cell};
    const int n_measures =
        sf_scenario_has_refund(table->scenario) ? SF_N_MEASURES : SF_N_PLAIN_MEASURES;
    for (int m = 0; m < n_measures; m++) {
        const char *name = sf_measure_name((enum sf_measure)m);
        if (strcmp(cell, name) == 0 && m == SF_COVER_MONTHS) {
            fault(table, row->line,
                  "'cover_months' is worked out from balances; give the balance");
            return false;
        }
        if (strcmp(cell, name) == 0) {
            actual->measure = (enum sf_measure)m;
            return true;
        }
        sf_nearest_offer(&nearest, name);
    }
    char words[SF_SUGGESTION_CHARS];
    sf_nearest_words(&nearest, words);
    fault(table, row->line, "unknown measure '%.100s'%s", cell,
          words[0] != '\0' ? words
                           : "; a measure is a word of series.csv, such as balance, "
                             "levy_income or strikers");
    return false;
}

/** A plain number, in the held unit of a measure. */
static bool read_number(struct table *table, const struct sf_csv_row *row,
                        enum column column, enum sf_measure measure, double *held)
{
    const char *cell = cell_of(table, row, column);
    const size_t length = sf_number_length(cell);
    const enum sf_number_kind kind =
        length > 0 ? sf_number_kind(cell, length) : SF_NUMBER_NONE;
    const double number = kind != SF_NUMBER_NONE ? strtod(cell, NULL) : 0.0;
    if (kind == SF_NUMBER_NONE || cell[length] != '\0' ||
        strpbrk(cell, "xXL") != NULL || !isfinite(number)) {
        fault(table, row->line,
              "'%s' is \"%.40s\", which is not a number; write numbers as 4000000 or "
              "0.25, without £, commas or %%",
              HEADING[column], cell);
        return false;
    }
    if (fabs(number) > (double)SF_MAX_POUNDS) {
        fault(table, row->line, "'%s' is %.40s; it is at most 10,000,000,000,000",
              HEADING[column], cell);
        return false;
    }
    *held = number * sf_unit_divisor(sf_measure_unit(measure));
    return true;
}

static bool read_sd(struct table *table, const struct sf_csv_row *row,
                    struct sf_actual *actual)
{
    const char *cell = cell_of(table, row, SD);
    if (cell[0] == '\0') {
        fault(table, row->line,
              "'sd' is empty; write how far the figure may be off either way, two "
              "times in three");
        return false;
    }
    if (!read_number(table, row, SD, actual->measure, &actual->sd)) {
        return false;
    }
    const double least = LEAST_SD * sf_unit_divisor(sf_measure_unit(actual->measure));
    if (actual->sd < 0.0 || (actual->sd > 0.0 && actual->sd < least)) {
        fault(table, row->line, "'sd' is %.40s; it must be 0, or 0.01 and above", cell);
        return false;
    }
    if (actual->sd == 0.0 && actual->measure != SF_BALANCE) {
        fault(table, row->line,
              "'sd' is 0: '%s' would have to be met exactly, which hardly a simulated "
              "campaign does; write how far it may be off. Only a balance can be known "
              "exactly",
              sf_measure_name(actual->measure));
        return false;
    }
    return true;
}

static bool read_source(struct table *table, const struct sf_csv_row *row,
                        struct sf_actual *actual)
{
    const char *source = cell_of(table, row, SOURCE);
    const char *grade = cell_of(table, row, GRADE);
    actual->grade = 'J';
    if (grade[0] != '\0') {
        if (strlen(grade) != 1 || strchr("ABCDJ", grade[0]) == NULL) {
            fault(table, row->line, "'grade' is \"%.40s\"; it must be A, B, C, D or J",
                  grade);
            return false;
        }
        actual->grade = grade[0];
    }
    if (strlen(source) > SF_MAX_TEXT) {
        fault(table, row->line, "'source' is too long: at most %d bytes", SF_MAX_TEXT);
        return false;
    }
    if (source[0] != '\0') {
        actual->source = sf_reading_copy(&table->reading, source);
    }
    if (actual->source != NULL) {
        sf_text_make_showable(actual->source, false);
    }
    return true;
}

/** A measure of a month is given once; a balance also once exactly. */
static void check_once(struct table *table, const struct sf_actual *actual)
{
    for (size_t i = 0; i < table->actuals->n; i++) {
        const struct sf_actual *other = &table->actuals->actual[i];
        if (other->month == actual->month && other->measure == actual->measure &&
            (other->sd == 0.0) == (actual->sd == 0.0)) {
            char month[24];
            sf_month_say(table->scenario->start + (int32_t)actual->month - 1, month);
            fault(table, actual->line, "'%s' of %s is given twice, first in line %d",
                  sf_measure_name(actual->measure), month, other->line);
            return;
        }
    }
}

static void keep(struct table *table, struct sf_actual *actual)
{
    struct sf_actuals *actuals = table->actuals;
    if (actuals->n == table->room) {
        const size_t room = table->room > 0 ? 2 * table->room : 16;
        struct sf_actual *grown = realloc(actuals->actual, room * sizeof(*grown));
        if (grown == NULL) {
            table->reading.is_out_of_memory = true;
            free(actual->source);
            return;
        }
        actuals->actual = grown;
        table->room = room;
    }
    check_once(table, actual);
    actuals->actual[actuals->n++] = *actual;
}

static void read_row(struct table *table, const struct sf_csv_row *row)
{
    struct sf_actual actual = {.line = row->line};
    double value = 0.0;
    if (row->n != table->n_cells) {
        fault(table, row->line,
              "the row has %zu cells and the first row %zu; put cells that hold a "
              "comma in quotes",
              row->n, table->n_cells);
        return;
    }
    bool is_good = read_month(table, row, &actual);
    if (read_measure(table, row, &actual)) {
        is_good = read_number(table, row, VALUE, actual.measure, &value) && is_good;
        is_good = read_sd(table, row, &actual) && is_good;
        if (is_good && actual.month == 0 && !is_stock(actual.measure)) {
            fault(table, row->line,
                  "%.10s is the opening of the plan, where 'balance', 'net_position', "
                  "'members' and 'payers' have a value, but not yet '%s'",
                  cell_of(table, row, MONTH), sf_measure_name(actual.measure));
            is_good = false;
        }
    } else {
        is_good = false;
    }
    is_good = read_source(table, row, &actual) && is_good;
    if (is_good) {
        actual.value = (int64_t)llround(value);
        keep(table, &actual);
    } else {
        free(actual.source);
    }
}

/* ---- the file ------------------------------------------------------------------ */

static int compare_months(const void *a, const void *b)
{
    const struct sf_actual *x = a;
    const struct sf_actual *y = b;
    if (x->month != y->month) {
        return x->month < y->month ? -1 : 1;
    }
    return (x->line > y->line) - (x->line < y->line);
}

static void read_rows(struct table *table, char *text)
{
    struct sf_csv csv = {.at = text, .line = 1};
    struct sf_csv_row row;
    const char *wrong = sf_csv_next(&csv, &row);
    if (wrong == NULL && row.n == 0) {
        fault(table, 1, "the file is empty; its first line is month,measure,value,sd");
        return;
    }
    if (wrong == NULL && !read_header(table, &row)) {
        return;
    }
    while (wrong == NULL && !table->reading.is_out_of_memory) {
        wrong = sf_csv_next(&csv, &row);
        if (wrong != NULL || row.n == 0) {
            break;
        }
        if (table->actuals->n == SF_MAX_ACTUALS) {
            fault(table, row.line, "more than %d figures", SF_MAX_ACTUALS);
            return;
        }
        read_row(table, &row);
    }
    if (wrong != NULL) {
        fault(table, row.line, "%s", wrong);
    } else if (table->actuals->n == 0 && table->reading.faults->n_errors == 0) {
        fault(table, 1, "the file holds no figure: write a line for each");
    }
}

enum sf_status sf_actuals_read(const char *path, const struct sf_scenario *scenario,
                               struct sf_faults *faults, struct sf_actuals *actuals)
{
    struct sf_actuals made = {.file = strdup(path)};
    struct table table = {.reading = {.faults = faults},
                          .scenario = scenario,
                          .file = path,
                          .actuals = &made};
    const size_t n_before = faults->n_errors;
    struct sf_source source = {0};
    enum sf_status status = made.file != NULL
                                ? sf_source_read(&table.reading, path, &source)
                                : SF_ERR_MEMORY;
    if (status == SF_OK) {
        read_rows(&table, source.bytes);
        made.sha256 = source.sha256;
        source.sha256 = NULL;
        status = table.reading.is_out_of_memory ? SF_ERR_MEMORY
                 : faults->n_errors > n_before  ? SF_ERR_SCENARIO
                                                : SF_OK;
    }
    sf_source_free(&source);
    if (status == SF_OK) {
        qsort(made.actual, made.n, sizeof(*made.actual), compare_months);
        *actuals = made;
    } else {
        sf_actuals_free(&made);
        sf_faults_sort(faults);
    }
    return status;
}

void sf_actuals_free(struct sf_actuals *actuals)
{
    for (size_t i = 0; i < actuals->n; i++) {
        free(actuals->actual[i].source);
    }
    free(actuals->actual);
    free(actuals->sha256);
    free(actuals->file);
    *actuals = (struct sf_actuals){0};
}
