/**
 * Figures for files. They are written from whole numbers, so that no locale can turn
 * a decimal point into a comma.
 */
#ifndef STRIKEFUND_OUTPUT_FIGURES_H
#define STRIKEFUND_OUTPUT_FIGURES_H

#include <stdint.h>

#include "core/text.h"
#include "strikefund/status.h"

/** Pounds with two decimals: 123456 is "1234.56". */
void sf_figures_add_pence(struct sf_text *text, int64_t pence);

/** The same from a mean or quantile in pence, rounded to whole pence, halves to even;
 *  nothing when it is not finite. */
void sf_figures_add_pounds(struct sf_text *text, double pence);

/** A number with 0 to 9 decimals, halves to even; nothing when it is not finite. */
void sf_figures_add_decimal(struct sf_text *text, double value, int decimals);

/** SF_ERR_MEMORY when any addition to the text failed. */
SF_MUST_USE enum sf_status sf_figures_status(const struct sf_text *text);

#endif
