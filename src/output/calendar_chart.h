/** The calendar: who is to be out when, a row an action or a turn, for gnuplot and in
 *  words. It shows what is planned, so it holds no figure of the simulation. */
#ifndef STRIKEFUND_OUTPUT_CALENDAR_CHART_H
#define STRIKEFUND_OUTPUT_CALENDAR_CHART_H

#include "output/view.h"

/**
 * calendar.dat: an index block a strategy, a line a span of days: row, kind, where it
 * begins and where it ends, in months from the plan's first day on. Kinds are those of
 * the scenario, from 1: targeted, national, selective, rolling, short of strike; 0
 * where there is no action at all. Strategies with many rows have a last one for all
 * that are left.
 */
SF_MUST_USE enum sf_status sf_calendar_dat_write(const struct sf_view *view,
                                                 struct sf_text *text);

/** calendar.labels: a block a strategy, a line a row: its number from 1, its kind, and
 *  in quotes its name and what is said of it. */
SF_MUST_USE enum sf_status sf_calendar_labels_write(const struct sf_view *view,
                                                    struct sf_text *text);

/** The same in one sentence a strategy. */
SF_MUST_USE enum sf_status sf_calendar_words_write(const struct sf_view *view,
                                                   struct sf_text *text);

#endif
