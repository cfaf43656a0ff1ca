/**
 * Cells of a CSV file (RFC 4180, UTF-8, "\n"). Rows are a first cell, further cells
 * each after a comma, and a line break.
 */
#ifndef STRIKEFUND_OUTPUT_CSV_H
#define STRIKEFUND_OUTPUT_CSV_H

#include "core/text.h"
#include "strikefund/measures.h"
#include "strikefund/results.h"

/**
 * A text cell, without its comma. Control characters are dropped; a text that a
 * spreadsheet would take for a formula (it starts with = + - or @) gets an apostrophe
 * in front; commas and quotes are quoted.
 */
void sf_csv_add_text(struct sf_text *text, const char *words);

/** A comma, then a number held in the unit (pence, ...) as people see it: pounds and
 *  months with 2 decimals, people and days whole. Nothing when it is not finite. */
void sf_csv_add_value(struct sf_text *text, enum sf_unit unit, double held);

/** The same for a mean or an error: people and days have 4 decimals. */
void sf_csv_add_mean(struct sf_text *text, enum sf_unit unit, double held);

/** ",runs,mean,se,sd,q05,q25,q50,q75,q95" and a line break. */
void sf_csv_add_statistic(struct sf_text *text, enum sf_unit unit,
                          const struct sf_statistic *statistic);

#endif
