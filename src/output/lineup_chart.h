/** The chart of a lineup, `compare`: its series, its words for gnuplot, and what it
 *  says to those who do not see it. */
#ifndef STRIKEFUND_OUTPUT_LINEUP_CHART_H
#define STRIKEFUND_OUTPUT_LINEUP_CHART_H

#include "output/lineup.h"

/** compare.dat: block 0, one row a strategy; block 1, one row a pair, up to 21 of
 *  them and then those with the first strategy: differences with 95 % intervals.
 * Pounds, shares of runs, people and days. */
SF_MUST_USE enum sf_status sf_lineup_dat_write(const struct sf_lineup *lineup,
                                               struct sf_text *text);

/** words.gp, as sf_dat_words_write. */
SF_MUST_USE enum sf_status sf_lineup_gp_write(const struct sf_lineup *lineup,
                                              struct sf_text *text);

/** compare.txt: the chart in words. */
SF_MUST_USE enum sf_status sf_lineup_alternative_write(const struct sf_lineup *lineup,
                                                       struct sf_text *text);

#endif
