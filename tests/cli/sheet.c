#include "cli/sheet.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *bytes_of(const char *directory, const char *name)
{
    char path[512];
    snprintf(path, sizeof(path), "%.300s/%.200s", directory, name);
    FILE *file = fopen(path, "r");
    cr_assert_not_null(file, "%s", path);
    char *text = NULL;
    size_t size = 0;
    cr_assert_geq(getdelim(&text, &size, '\0', file), 0, "%s", path);
    fclose(file);
    return text;
}

/** Ends the cell that begins at `at` and gives its end: ',', '\n' or '\0'. */
static char cut_cell(char **at, char **cell)
{
    char *from = *at;
    char *to = from;
    const int is_quoted = *from == '"';
    *cell = to;
    from += is_quoted;
    for (;; from++) {
        if (is_quoted && from[0] == '"' && from[1] == '"') {
            from++;
        } else if (is_quoted ? *from == '"' : strchr(",\n", *from) != NULL) {
            break;
        }
        cr_assert_neq(*from, '\0');
        *to++ = *from;
    }
    from += is_quoted;
    const char end = *from;
    *to = '\0';
    *at = from + 1;
    return end;
}

struct sheet sheet_read(const char *directory, const char *name)
{
    struct sheet sheet = {.text = bytes_of(directory, name)};
    sheet.cell = malloc(strlen(sheet.text) * sizeof(*sheet.cell));
    cr_assert_not_null(sheet.cell);
    size_t n = 0;
    for (char *at = sheet.text; *at != '\0'; sheet.n_rows++) {
        const size_t first = n;
        char end = ',';
        while (end == ',') {
            end = cut_cell(&at, &sheet.cell[n++]);
        }
        cr_assert_eq(end, '\n', "%s, row %zu", name, sheet.n_rows);
        sheet.n_columns = sheet.n_rows == 0 ? n : sheet.n_columns;
        cr_assert_eq(n - first, sheet.n_columns, "%s, row %zu", name, sheet.n_rows);
    }
    return sheet;
}

void sheet_free(struct sheet *sheet)
{
    free(sheet->cell);
    free(sheet->text);
}

size_t sheet_column(const struct sheet *sheet, const char *heading)
{
    for (size_t i = 0; i < sheet->n_columns; i++) {
        if (strcmp(sheet->cell[i], heading) == 0) {
            return i;
        }
    }
    cr_assert_fail("no column %s", heading);
    return 0;
}

const char *sheet_cell(const struct sheet *sheet, size_t row, const char *heading)
{
    return sheet->cell[row * sheet->n_columns + sheet_column(sheet, heading)];
}

int64_t sheet_pence(const char *cell)
{
    char *end = NULL;
    const int64_t pounds = strtoll(cell, &end, 10);
    cr_assert(*cell != '\0' && end[0] == '.' && strspn(end + 1, "0123456789") == 2 &&
                  end[3] == '\0',
              "'%s' is no sum of money", cell);
    const int64_t pence = (end[1] - '0') * 10 + (end[2] - '0');
    return pounds * 100 + (cell[0] == '-' ? -pence : pence);
}
