#include "scenario/csv_cells.h"

#include <string.h>

static char *csv_trim(char *cell)
{
    cell += strspn(cell, " \t");
    size_t length = strlen(cell);
    while (length > 0 && (cell[length - 1] == ' ' || cell[length - 1] == '\t')) {
        length--;
    }
    cell[length] = '\0';
    return cell;
}

/* A cell in quotes, unquoted in place. NULL when its closing quote is missing. */
static char *take_quoted(struct sf_csv *csv)
{
    char *cell = csv->at;
    char *out = cell;
    for (char *in = cell + 1; *in != '\0'; in++) {
        if (*in == '"' && in[1] != '"') {
            csv->at = in + 1;
            *out = '\0';
            return cell;
        }
        in += *in == '"' ? 1 : 0;
        csv->line += *in == '\n' ? 1 : 0;
        *out++ = *in;
    }
    return NULL;
}

/* The end of a cell: a comma, a line's end or the text's end. Steps over it and says
 * which, '\0' for the end of the row. */
static const char *end_cell(struct sf_csv *csv, bool *is_last)
{
    char *at = csv->at;
    at += strspn(at, " \t");
    if (at[0] == '\r' && (at[1] == '\n' || at[1] == '\0')) {
        *at++ = '\0';
    }
    const char end = *at;
    if (end != ',' && end != '\n' && end != '\0') {
        return "after a closing quote there must be a comma or the line's end";
    }
    *csv->at = '\0';
    *is_last = end != ',';
    csv->line += end == '\n' ? 1 : 0;
    csv->at = end == '\0' ? at : at + 1;
    return NULL;
}

static const char *take_row(struct sf_csv *csv, struct sf_csv_row *row)
{
    row->n = 0;
    row->line = csv->line;
    for (bool is_last = false; !is_last;) {
        if (row->n == SF_MAX_CELLS) {
            return "the row has too many cells: at most 256";
        }
        char *cell = csv->at;
        if (csv->at[strspn(csv->at, " ")] == '"') {
            csv->at += strspn(csv->at, " ");
            cell = take_quoted(csv);
            if (cell == NULL) {
                return "a quote opened in this row is never closed";
            }
        } else {
            csv->at += strcspn(csv->at, ",\n");
            if (csv->at > cell && csv->at[-1] == '\r' && *csv->at != ',') {
                csv->at--;
            }
        }
        const char *fault = end_cell(csv, &is_last);
        if (fault != NULL) {
            return fault;
        }
        row->cell[row->n++] = csv_trim(cell);
    }
    return NULL;
}

static bool is_blank(const struct sf_csv_row *row)
{
    for (size_t i = 0; i < row->n; i++) {
        if (row->cell[i][0] != '\0') {
            return false;
        }
    }
    return true;
}

const char *sf_csv_next(struct sf_csv *csv, struct sf_csv_row *row)
{
    do {
        if (*csv->at == '\0') {
            *row = (struct sf_csv_row){.line = csv->line};
            return NULL;
        }
        const char *fault = take_row(csv, row);
        if (fault != NULL) {
            return fault;
        }
    } while (is_blank(row));
    return NULL;
}
