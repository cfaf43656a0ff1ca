/**
 * The closing balance as dots, each one of 100 campaigns: the form in which people who
 * are no statisticians read chances most exactly.
 *
 * Source: M. Kay, T. Kola, J. R. Hullman, S. A. Munson (2016), When (ish) is My Bus?,
 * CHI '16; M. Fernandes and others (2018), Uncertainty Displays Using Quantile
 * Dotplots, CHI '18.
 */
#ifndef STRIKEFUND_OUTPUT_CLOSING_H
#define STRIKEFUND_OUTPUT_CLOSING_H

#include "output/say.h"
#include "output/view.h"

/** 100, or the runs where there are fewer: then each dot is a run. */
size_t sf_closing_n_dots(const struct sf_view *view);

/** Balance in pence of a dot, 1 .. n_dots, rising: the (dot - 0.5) / n_dots quantile.
 */
double sf_closing_dot(const struct sf_view *view, size_t strategy, size_t dot);

/**
 * How many campaigns end below zero: as many as dots lie there, "6 of 100"; where that
 * is one at most, or all but one, finer, as in sf_say_chance. Fits "in ... simulated
 * campaigns".
 */
void sf_closing_say_below_zero(const struct sf_view *view, size_t strategy,
                               char text[SF_SAY_CHARS]);

/** The same, short: "<4 in 10,000". */
void sf_closing_say_below_zero_briefly(const struct sf_view *view, size_t strategy,
                                       char text[SF_SAY_CHARS]);

#endif
