/**
 * Lines of a table for people in which a name may have a line of its own: names are
 * never cut, however long.
 */
#ifndef STRIKEFUND_OUTPUT_LINES_H
#define STRIKEFUND_OUTPUT_LINES_H

#include "core/text.h"
#include "output/say.h"

enum { SF_LINE_CELLS = 8 };

/** A row of cells, or the numbered name of whoever the next row is about. */
struct sf_line {
    const char *name; /* of the row, at the left; NULL: none */
    size_t number;    /* of the name that stands here alone; 0: none does */
    char cell[SF_LINE_CELLS][SF_SAY_CHARS];
};

/** Adds lines. Cells stand at the right of columns that are as wide as they must be. */
void sf_lines_add(struct sf_text *text, const struct sf_line *line, size_t n_lines,
                  int n_cells);

#endif
