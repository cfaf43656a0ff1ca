/** Days by kind of action, month by month: strike-days, and beside them, never among
 *  them, the member-days of action short of strike. */
#ifndef STRIKEFUND_OUTPUT_KINDS_H
#define STRIKEFUND_OUTPUT_KINDS_H

#include "output/view.h"

/** "targeted", "national", "selective", "rolling" or "short of strike" */
const char *sf_kinds_name(enum sf_kind kind);

/** Whether a strategy has an action of the kind, on whatever days. */
bool sf_kinds_has(const struct sf_view *view, size_t strategy, enum sf_kind kind);

/** Mean days of each kind in a month, 0..M, as printed: to four decimals, and those of
 *  strikes add up to the mean of strike_days that series.csv has. */
void sf_kinds_means(const struct sf_view *view, size_t strategy, size_t month,
                    double mean[SF_N_KINDS]);

/** kinds.csv: every strategy, month 0..M and kind that the strategy has. */
SF_MUST_USE enum sf_status sf_kinds_write(const struct sf_view *view,
                                          struct sf_text *text);

/** For the chart: dat/days.dat, an index block a strategy, a line a month: the means by
 *  kind, 0 where there is none, then mean and 5 and 95 % quantiles of strike_days. */
SF_MUST_USE enum sf_status sf_kinds_dat_write(const struct sf_view *view,
                                              struct sf_text *text);

/** What the chart's words say of one strategy. */
void sf_kinds_add_words(const struct sf_view *view, size_t strategy,
                        struct sf_text *text);

/** Mean member-days of action short of strike over the plan; 0 where there is none. */
double sf_kinds_short_days(const struct sf_view *view, size_t strategy);

#endif
