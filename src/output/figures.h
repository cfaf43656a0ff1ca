/**
 * Figures for files. They are written from whole numbers, so that no locale can turn
 * a decimal point into a comma.
 */
#ifndef STRIKEFUND_OUTPUT_FIGURES_H
#define STRIKEFUND_OUTPUT_FIGURES_H

#include <stdint.h>

#include "core/text.h"
#include "strikefund/measures.h"
#include "strikefund/status.h"

/** Pounds with two decimals: 123456 is "1234.56". */
void sf_figures_add_pence(struct sf_text *text, int64_t pence);

/** The same from a mean or quantile in pence, rounded to whole pence, halves to even;
 *  nothing when it is not finite. */
void sf_figures_add_pounds(struct sf_text *text, double pence);

/** A number with 0 to 9 decimals, halves to even; nothing when it is not finite. */
void sf_figures_add_decimal(struct sf_text *text, double value, int decimals);

/** A number held in the unit (pence, ...) as people see it: pounds and months with 2
 *  decimals, people and days whole; nothing when it is not finite. */
void sf_figures_add_value(struct sf_text *text, enum sf_unit unit, double held);

/** The same for a mean or an error: people and days have 4 decimals. */
void sf_figures_add_mean(struct sf_text *text, enum sf_unit unit, double held);

/** SF_ERR_MEMORY when any addition to the text failed. */
SF_MUST_USE enum sf_status sf_figures_status(const struct sf_text *text);

#endif
