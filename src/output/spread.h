/**
 * Where the spread of the balance comes from (M10.6), for spread.csv, the chart and
 * the words. Shares are of the variance and add up; widths and standard deviations of
 * single sources do not. Simulation error is none of the sources: it is how far the
 * average may be off for want of runs, and stands apart everywhere.
 */
#ifndef STRIKEFUND_OUTPUT_SPREAD_H
#define STRIKEFUND_OUTPUT_SPREAD_H

#include "output/view.h"

/** Width in pence of the range that holds 90 in 100 campaigns at a month's end. */
double sf_spread_width(const struct sf_view *view, size_t strategy, size_t month);

/** A width in pence, and the ends of its 95 % interval. */
struct sf_width {
    double pence, lower, upper;
};

/** How wide that range would be from one source alone: sqrt(share) of it, the share
 *  taken within 0 to 1; 0 where nothing varies, NaN where it is not known. */
struct sf_width sf_spread_width_alone(const struct sf_view *view, size_t strategy,
                                      size_t month, enum sf_source source);

/** Half the 95 % interval of the mean balance, pence: what more runs would shrink. */
double sf_spread_simulation(const struct sf_view *view, size_t strategy, size_t month);

/** One strategy's paragraph: "'paid': 96 from rates nobody knows, 3 from ...; each give
 *  or take 1." Says so when that is not known, or runs are too few to tell. */
void sf_spread_add_sources(const char *name, const struct sf_spread *spread,
                           int columns, struct sf_text *text);

/** Paragraphs: out of 100 parts of the spread at the end, how many come from where. */
void sf_spread_add_words(const struct sf_view *view, int columns, struct sf_text *text);

#endif
