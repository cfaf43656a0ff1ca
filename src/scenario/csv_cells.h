/** Splits a CSV text (RFC 4180) into rows of cells. */
#ifndef STRIKEFUND_SCENARIO_CSV_CELLS_H
#define STRIKEFUND_SCENARIO_CSV_CELLS_H

#include "scenario/reading.h"

#include "strikefund/limits.h"

/** One row; its cells point into the text, which is overwritten as rows are read. */
struct sf_csv_row {
    char *cell[SF_MAX_CELLS];
    size_t n;
    int line; /* where it begins */
};

struct sf_csv {
    char *at; /* what is left of the text */
    int line;
};

/** Reads the next row that is not blank. NULL when there was one or the text has ended
 *  (then row->n is 0); else what is wrong, in words, on row->line. */
const char *sf_csv_next(struct sf_csv *csv, struct sf_csv_row *row);

#endif
