/**
 * What is written of the pots of a fund. Where the fund is one, nothing is.
 */
#ifndef STRIKEFUND_OUTPUT_POTS_H
#define STRIKEFUND_OUTPUT_POTS_H

#include "output/table.h"
#include "output/view.h"

extern const char SF_POTS_COLUMNS[];

/** One strategy's rows of pots.csv for a month, 0..M: pots in the file's order, each
 *  with all its measures. */
void sf_pots_add_rows(const struct sf_view *view, size_t strategy, size_t month,
                      struct sf_table *table);

/** pots.csv: every strategy, month, pot and measure. The means are reconciled: see
 *  output/means.h. */
SF_MUST_USE enum sf_status sf_pots_write(const struct sf_view *view,
                                         struct sf_text *text);

/** Whether a pot does anything under a strategy: it holds, takes in, pays or owes
 *  something in some run and month. */
bool sf_pots_is_used(const struct sf_view *view, size_t strategy, size_t pot);

/** In how many runs a pot has been below zero at a month end. */
struct sf_chance sf_pots_overdrawn(const struct sf_view *view, size_t strategy,
                                   size_t pot);

/** A strategy's paragraphs for people, one a pot that is used. */
void sf_pots_add_words(const struct sf_view *view, size_t strategy, int columns,
                       struct sf_text *text);

/** For the chart of pots: dat/pots.dat, a block a strategy, for each month the fund and
 *  of every pot the lower and the upper edge, in the file's order from zero outwards;
 *  what dat/words.gp says of it; dat/pots.txt. */
SF_MUST_USE enum sf_status sf_pots_dat_write(const struct sf_view *view,
                                             struct sf_text *text);
SF_MUST_USE enum sf_status sf_pots_gp_add(const struct sf_view *view,
                                          struct sf_text *text);
SF_MUST_USE enum sf_status sf_pots_txt_write(const struct sf_view *view,
                                             struct sf_text *text);

#endif
