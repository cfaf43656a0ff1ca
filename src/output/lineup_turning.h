/** Where along a key the order of two strategies turns, in words and in rows. */
#ifndef STRIKEFUND_OUTPUT_LINEUP_TURNING_H
#define STRIKEFUND_OUTPUT_LINEUP_TURNING_H

#include "output/lineup.h"
#include "output/table.h"

extern const char SF_TURNING_COLUMNS[];

/** Adds the words of every key that was put through a range; none: nothing. */
void sf_lineup_turning_add(const struct sf_lineup *lineup, struct sf_text *text);

/** The rows of turning.csv: a row a value at which a pair turns by a measure. An end of
 *  an interval that is not within the range is empty. */
void sf_lineup_turning_add_rows(const struct sf_lineup *lineup, struct sf_table *table);

#endif
