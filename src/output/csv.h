/**
 * Text in a CSV file (RFC 4180, UTF-8, "\n"). Rows and figures: see table.h.
 */
#ifndef STRIKEFUND_OUTPUT_CSV_H
#define STRIKEFUND_OUTPUT_CSV_H

#include "core/text.h"

/**
 * A text cell, without its comma. Control characters are dropped; a text that a
 * spreadsheet would take for a formula (it starts with = + - or @) gets an apostrophe
 * in front; commas and quotes are quoted.
 */
void sf_csv_add_text(struct sf_text *text, const char *words);

#endif
