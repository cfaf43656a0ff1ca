/** A CSV file of a run, read as somebody reads it who has only the file. */
#ifndef STRIKEFUND_TESTS_CLI_SHEET_H
#define STRIKEFUND_TESTS_CLI_SHEET_H

#include <stddef.h>
#include <stdint.h>

struct sheet {
    char *text;  /* the file's bytes, cut into cells */
    char **cell; /* row by row; row 0 is the heading */
    size_t n_rows, n_columns;
};

/** Reads a file of a directory; every row must have as many cells as the heading. */
struct sheet sheet_read(const char *directory, const char *name);

void sheet_free(struct sheet *sheet);

/** Number of the column with a heading; it must be there. */
size_t sheet_column(const struct sheet *sheet, const char *heading);

const char *sheet_cell(const struct sheet *sheet, size_t row, const char *heading);

/** A sum of money in a cell as pence; it must have two decimals. */
int64_t sheet_pence(const char *cell);

#endif
