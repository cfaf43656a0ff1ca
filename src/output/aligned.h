/** Rows of a table on a terminal: a first cell at the left, the others at the right of
 *  their columns. */
#ifndef STRIKEFUND_OUTPUT_ALIGNED_H
#define STRIKEFUND_OUTPUT_ALIGNED_H

#include "core/text.h"
#include "output/say.h"

#define SF_ROW_CELLS 16

struct sf_row {
    const char *name; /* the first cell; lent */
    char cell[SF_ROW_CELLS][SF_SAY_CHARS];
};

/**
 * Adds rows, each with a line break. Columns are as wide as their widest cell; first
 * cells that would make a line longer than `columns` are cut, but not below 8.
 *
 * @param row      n_rows, headings among them
 * @param n_cells  of each row, at most SF_ROW_CELLS
 * @param indent   blanks before each row
 */
void sf_aligned_add(struct sf_text *text, const struct sf_row *row, size_t n_rows,
                    size_t n_cells, int indent, int columns);

#endif
