/**
 * Numbers as people say them: sums to three figures, chances as natural frequencies
 * ("83 of 100"). A chance is never said to be none or all: runs can show only that it
 * is small.
 */
#ifndef STRIKEFUND_OUTPUT_SAY_H
#define STRIKEFUND_OUTPUT_SAY_H

#include "core/text.h"
#include "strikefund/results.h"

#define SF_SAY_CHARS 64 /* room for anything said here, except paragraphs */

/** "£1.23m", "£640,000", "£1,234", "-£50"; a sum that is not finite is "any sum". */
void sf_say_pounds(double pence, char text[SF_SAY_CHARS]);

/** Pounds to the penny: "1,234.50", "-0.05". */
void sf_say_pence(int64_t pence, char text[SF_SAY_CHARS]);

/** People or days, to three figures: "18,200". */
void sf_say_number(double number, char text[SF_SAY_CHARS]);

/**
 * "83 of 100", "7 of 1,000"; "fewer than 4 in 10,000" (Wilson's upper end) when it
 * happened in no run, "more than 9,996 in 10,000" when in every one. Fits
 * "in ... simulated campaigns".
 */
void sf_say_chance(struct sf_chance chance, char text[SF_SAY_CHARS]);

/** The same, short: "<4 in 10,000". */
void sf_say_chance_briefly(struct sf_chance chance, char text[SF_SAY_CHARS]);

/** "Dec 2023" */
void sf_say_month_briefly(int32_t month, char text[SF_SAY_CHARS]);

/** Columns a text fills on a terminal: one a code point. */
int sf_say_columns(const char *text);

/**
 * A paragraph of printf-style words, broken between words at a number of columns. The
 * first line starts at `indent`, the others two further in. Ends with a line break.
 */
void sf_say_paragraph(struct sf_text *text, int indent, int columns, const char *format,
                      ...) __attribute__((format(printf, 4, 5)));

#endif
