#include "scenario/employers_csv.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/csv_cells.h"
#include "scenario/scan_hints.h"

enum column_kind {
    COLUMN_IGNORED,
    COLUMN_NAME, /* and the other texts */
    COLUMN_GROUP,
    COLUMN_MEMBERS, /* and the other plain numbers */
    COLUMN_DIVISOR,
    COLUMN_WEIGHT,
    COLUMN_TURNOUT,
    COLUMN_YES,
    COLUMN_RESULT,
    COLUMN_SERVICE,
    COLUMN_SHARE, /* one a band */
    COLUMN_SALARY,
    N_COLUMN_KINDS
};

struct column_words {
    const char *heading; /* in the file; a beginning for shares and salaries */
    const char *key;     /* in a list of employers */
    bool is_required;
};

static const struct column_words column_words[N_COLUMN_KINDS] = {
    [COLUMN_IGNORED] = {"", "", false},
    [COLUMN_NAME] = {"employer", "name", true},
    [COLUMN_GROUP] = {"group", "group", false},
    [COLUMN_MEMBERS] = {"members", "members", true},
    [COLUMN_DIVISOR] = {"divisor", "divisor", false},
    [COLUMN_WEIGHT] = {"weight", "weight", false},
    [COLUMN_TURNOUT] = {"turnout", "turnout", false},
    [COLUMN_YES] = {"yes", "yes", false},
    [COLUMN_RESULT] = {"met_threshold", "result", false},
    [COLUMN_SERVICE] = {"important_service", "important_service", false},
    [COLUMN_SHARE] = {"share_", "shares", true},
    [COLUMN_SALARY] = {"salary_", "salaries", true},
};

struct column {
    enum column_kind kind;
    size_t band;
};

struct table {
    struct sf_reading *reading;
    const char *file;
    struct column column[SF_MAX_CELLS];
    size_t n_columns;
};

static bool ends_with(const char *string, const char *end)
{
    const size_t n = strlen(string);
    const size_t m = strlen(end);
    return n >= m && strcmp(string + n - m, end) == 0;
}

static void heading_of(const struct table *table, struct column column, char *heading,
                       size_t room)
{
    const struct sf_scenario *scenario = table->reading->scenario;
    const char *ending = "";
    if (column.kind >= COLUMN_SHARE && scenario->band[column.band].column != NULL) {
        ending = scenario->band[column.band].column;
    }
    snprintf(heading, room, "%s%s", column_words[column.kind].heading, ending);
}

/* Steps through every column there can be; false past the last. */
static bool next_possible(const struct table *table, struct column *column)
{
    const bool is_by_band = column->kind >= COLUMN_SHARE;
    if (is_by_band && column->band + 1 < table->reading->scenario->n_bands) {
        column->band++;
        return true;
    }
    column->kind++;
    column->band = 0;
    return column->kind <
           (table->reading->scenario->n_bands > 0 ? N_COLUMN_KINDS : COLUMN_SHARE);
}

static void read_heading(struct table *table, const char *cell, size_t index, int line)
{
    struct sf_faults *faults = table->reading->faults;
    char heading[SF_MAX_NAME + 16];
    char near[SF_MAX_NAME + 16] = "";
    struct sf_nearest nearest = {.wanted = cell};
    for (struct column column = {0}; next_possible(table, &column);) {
        heading_of(table, column, heading, sizeof(heading));
        if (strcasecmp(heading, cell) == 0) {
            for (size_t i = 0; i < index; i++) {
                if (table->column[i].kind == column.kind &&
                    table->column[i].band == column.band) {
                    sf_faults_add(faults, table->file, line,
                                  "the column '%s' is there twice", heading);
                }
            }
            table->column[index] = column;
            return;
        }
        const size_t before = nearest.name != NULL ? nearest.distance : 99;
        sf_nearest_offer(&nearest, heading);
        if (nearest.name != NULL && nearest.distance < before) {
            memcpy(near, heading, sizeof(near));
        }
        nearest.name = nearest.name != NULL ? near : NULL;
    }
    if (cell[0] != '\0' && !ends_with(cell, "_basis") && !ends_with(cell, "_source") &&
        !ends_with(cell, "_note")) {
        char words[SF_SUGGESTION_CHARS];
        sf_faults_warn(faults, table->file, line,
                       "unknown column '%.100s' is left out%s", cell,
                       sf_nearest_words(&nearest, words));
    }
}

static bool has_column(const struct table *table, struct column wanted)
{
    for (size_t i = 0; i < table->n_columns; i++) {
        if (table->column[i].kind == wanted.kind &&
            table->column[i].band == wanted.band) {
            return true;
        }
    }
    return false;
}

/* All columns that are missing make one fault. */
static bool read_header(struct table *table, const struct sf_csv_row *row)
{
    table->n_columns = row->n;
    for (size_t i = 0; i < row->n; i++) {
        read_heading(table, row->cell[i], i, row->line);
    }
    struct sf_text missing = {0};
    char heading[SF_MAX_NAME + 16];
    for (struct column column = {0}; next_possible(table, &column);) {
        if (column_words[column.kind].is_required && !has_column(table, column)) {
            heading_of(table, column, heading, sizeof(heading));
            sf_text_add(&missing, "%s%s", missing.length > 0 ? ", " : "", heading);
        }
    }
    const bool is_whole = missing.length == 0;
    if (!is_whole) {
        sf_faults_add(table->reading->faults, table->file, row->line,
                      "columns are missing: %s (a band's columns end in its 'column')",
                      missing.chars != NULL ? missing.chars : "");
    }
    sf_text_free(&missing);
    return is_whole;
}

/* Takes £, blanks and well-placed thousands commas out of an amount, in place. */
static void clean_amount(char *cell)
{
    char *in = cell + (*cell == '-' ? 1 : 0);
    in += strncmp(in, "£", strlen("£")) == 0 ? strlen("£") : 0;
    in += strspn(in, " ");
    const size_t first = strspn(in, "0123456789");
    bool is_grouped = first >= 1 && first <= 3 && in[first] == ',';
    const char *at = in + first;
    while (is_grouped && *at == ',') {
        is_grouped = strspn(at + 1, "0123456789") == 3;
        at += 4;
    }
    char *out = cell + (*cell == '-' ? 1 : 0);
    for (; *in != '\0'; in++) {
        if (*in != ',' || !is_grouped) {
            *out++ = *in;
        }
    }
    *out = '\0';
}

static void read_number(struct table *table, struct column column, char *cell,
                        struct sf_setting *setting)
{
    char heading[SF_MAX_NAME + 16];
    char as_written[64];
    snprintf(as_written, sizeof(as_written), "%.40s", cell);
    if (column.kind == COLUMN_MEMBERS || column.kind == COLUMN_SALARY) {
        clean_amount(cell);
    }
    const size_t length = sf_number_length(cell);
    const enum sf_number_kind kind =
        length > 0 ? sf_number_kind(cell, length) : SF_NUMBER_NONE;
    setting->number = strtod(cell, NULL);
    const bool is_plain = strpbrk(cell, "xXL") == NULL;
    if (kind != SF_NUMBER_NONE && cell[length] == '\0' && is_plain &&
        isfinite(setting->number)) {
        return;
    }
    heading_of(table, column, heading, sizeof(heading));
    const bool is_percent = strchr(cell, '%') != NULL;
    sf_faults_add(
        table->reading->faults, setting->file, setting->line,
        "'%s' is \"%s\", which is not a number; write %s", heading, as_written,
        is_percent ? "0.10 for 10 %, without the % sign" : "numbers as 1234 or 0.25");
    setting->is_spoilt = true;
}

static void read_truth(struct table *table, const char *cell,
                       struct sf_setting *setting)
{
    setting->is_true = strcasecmp(cell, "true") == 0 || strcasecmp(cell, "yes") == 0;
    if (!setting->is_true && strcasecmp(cell, "false") != 0 &&
        strcasecmp(cell, "no") != 0) {
        sf_faults_add(table->reading->faults, setting->file, setting->line,
                      "'%s' is \"%.40s\"; it must be \"yes\" or \"no\"", setting->name,
                      cell);
        setting->is_spoilt = true;
    }
}

/* Puts one cell into the settings of its employer. */
static void read_cell(struct table *table, struct column column, char *cell,
                      struct sf_setting *employer, int line)
{
    struct sf_reading *reading = table->reading;
    const struct column_words *words = &column_words[column.kind];
    const bool is_text = column.kind == COLUMN_NAME || column.kind == COLUMN_GROUP ||
                         column.kind == COLUMN_RESULT;
    const bool is_truth = column.kind == COLUMN_SERVICE;
    struct sf_setting *setting;
    if (column.kind >= COLUMN_SHARE) {
        char heading[SF_MAX_NAME + 16];
        heading_of(table, column, heading, sizeof(heading));
        setting = sf_setting_find(employer, words->key)->child[column.band];
        free(setting->name);
        setting->name = sf_reading_copy(reading, heading);
        if (cell[0] == '\0') {
            return; /* nobody in that band */
        }
    } else if (cell[0] == '\0' && column.kind != COLUMN_NAME) {
        return;
    } else {
        setting = sf_setting_new(employer,
                                 is_text    ? SF_SETTING_TEXT
                                 : is_truth ? SF_SETTING_TRUTH
                                            : SF_SETTING_NUMBER,
                                 words->key, table->file, line);
    }
    if (setting == NULL) {
        reading->is_out_of_memory = true;
    } else if (is_text) {
        setting->text = sf_reading_copy(reading, cell);
    } else if (is_truth) {
        read_truth(table, cell, setting);
    } else {
        read_number(table, column, cell, setting);
    }
}

/* A list of zeros, one a band, for read_cell to fill. */
static bool add_by_band(struct table *table, struct sf_setting *employer,
                        enum column_kind kind, int line)
{
    struct sf_setting *list = sf_setting_new(employer, SF_SETTING_LIST,
                                             column_words[kind].key, table->file, line);
    for (size_t i = 0; list != NULL && i < table->reading->scenario->n_bands; i++) {
        if (sf_setting_new(list, SF_SETTING_NUMBER, NULL, table->file, line) == NULL) {
            return false;
        }
    }
    return list != NULL;
}

static void read_row(struct table *table, const struct sf_csv_row *row)
{
    struct sf_reading *reading = table->reading;
    if (row->n != table->n_columns) {
        sf_faults_add(
            reading->faults, table->file, row->line,
            "the row has %zu cells and the first row %zu; put cells that hold a "
            "comma in quotes",
            row->n, table->n_columns);
        return;
    }
    struct sf_setting *employer =
        sf_setting_new(reading->table, SF_SETTING_GROUP, NULL, table->file, row->line);
    if (employer == NULL || !add_by_band(table, employer, COLUMN_SHARE, row->line) ||
        !add_by_band(table, employer, COLUMN_SALARY, row->line)) {
        reading->is_out_of_memory = true;
        return;
    }
    for (size_t i = 0; i < row->n; i++) {
        if (table->column[i].kind != COLUMN_IGNORED) {
            read_cell(table, table->column[i], row->cell[i], employer, row->line);
        }
        if (reading->is_out_of_memory) {
            return;
        }
    }
}

static void read_rows(struct table *table, char *text)
{
    struct sf_reading *reading = table->reading;
    struct sf_csv csv = {.at = text, .line = 1};
    struct sf_csv_row row;
    const char *fault = sf_csv_next(&csv, &row);
    if (fault == NULL && row.n == 0) {
        sf_faults_add(reading->faults, table->file, 1, "the employers' file is empty");
        return;
    }
    if (fault == NULL && !read_header(table, &row)) {
        return;
    }
    reading->table = sf_setting_new(NULL, SF_SETTING_LIST, "employers", table->file, 1);
    if (reading->table == NULL) {
        reading->is_out_of_memory = true;
        return;
    }
    reading->table->parent = reading->root;
    while (fault == NULL && !reading->is_out_of_memory) {
        fault = sf_csv_next(&csv, &row);
        if (fault != NULL || row.n == 0) {
            break;
        }
        if (reading->table->n_children == SF_MAX_EMPLOYERS) {
            sf_faults_add(reading->faults, table->file, row.line,
                          "more than %d employers", SF_MAX_EMPLOYERS);
            return;
        }
        read_row(table, &row);
    }
    if (fault != NULL) {
        sf_faults_add(reading->faults, table->file, row.line, "%s", fault);
    } else if (reading->table->n_children == 0 && reading->faults->n_errors == 0) {
        sf_faults_add(reading->faults, table->file, 1, "the file names no employer");
    }
}

void sf_employers_csv_read(struct sf_reading *reading, const struct sf_setting *setting)
{
    struct table *table = sf_reading_alloc(reading, 1, sizeof(*table));
    struct sf_source source = {0};
    const char *file = NULL;
    const enum sf_status status =
        table != NULL
            ? sf_source_read_named(reading, setting->text, setting, &file, &source)
            : SF_ERR_MEMORY;
    if (status == SF_OK) {
        *table = (struct table){.reading = reading, .file = file};
        read_rows(table, source.bytes);
    } else if (status == SF_ERR_MEMORY) {
        reading->is_out_of_memory = true;
    }
    sf_source_free(&source);
    free(table);
}
