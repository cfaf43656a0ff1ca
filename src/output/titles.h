/**
 * What the charts say in words. Titles state the finding and rank nothing (M13).
 */
#ifndef STRIKEFUND_OUTPUT_TITLES_H
#define STRIKEFUND_OUTPUT_TITLES_H

#include "output/view.h"

#define SF_TITLE_COLUMNS 109 /* a title that is longer gives way to a shorter one */

enum sf_chart {
    SF_CHART_BALANCE,
    SF_CHART_MONEY,
    SF_CHART_SHORTFALL,
    SF_CHART_COSTS,
    SF_CHART_CLOSING,
    SF_CHART_MEMBERS,
    SF_CHART_SPREAD,
    SF_CHART_DAYS,
    SF_N_CHARTS
};

/** "balance", "money" and so on: names of files and of titles. */
const char *sf_chart_name(enum sf_chart chart);

/** The title: every strategy's figure, or the range of them when that is too long. */
SF_MUST_USE enum sf_status sf_titles_add(const struct sf_view *view,
                                         enum sf_chart chart, struct sf_text *text);

/** One sentence in place of the chart, for those who do not see it. */
SF_MUST_USE enum sf_status sf_titles_add_alternative(const struct sf_view *view,
                                                     enum sf_chart chart,
                                                     struct sf_text *text);

/** How it was simulated and how many inputs are judgements. How to read the bands is
 *  for each chart's script to say. */
void sf_titles_add_caption(const struct sf_view *view, struct sf_text *text);

#endif
