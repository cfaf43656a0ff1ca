/** Series for gnuplot: dat/<chart>.dat, dat/words.gp and dat/<chart>.txt. */
#ifndef STRIKEFUND_OUTPUT_DAT_H
#define STRIKEFUND_OUTPUT_DAT_H

#include "output/view.h"

/**
 * balance.dat, money.dat, shortfall.dat: one index block a strategy, two blank lines
 * between, columns in pounds or shares of runs; costs.dat: one row a strategy;
 * closing.dat: a block a strategy, one row a dot, rising; members.dat: a block a
 * strategy, for each band a row of those called out and one of those not. Each block
 * says its columns in a comment.
 */
SF_MUST_USE enum sf_status sf_dat_balance_write(const struct sf_view *view,
                                                struct sf_text *text);
SF_MUST_USE enum sf_status sf_dat_money_write(const struct sf_view *view,
                                              struct sf_text *text);
SF_MUST_USE enum sf_status sf_dat_shortfall_write(const struct sf_view *view,
                                                  struct sf_text *text);
SF_MUST_USE enum sf_status sf_dat_costs_write(const struct sf_view *view,
                                              struct sf_text *text);
SF_MUST_USE enum sf_status sf_dat_closing_write(const struct sf_view *view,
                                                struct sf_text *text);
SF_MUST_USE enum sf_status sf_dat_members_write(const struct sf_view *view,
                                                struct sf_text *text);

/** spread.dat: one index block a strategy; widths in pounds, each source's with the
 *  ends of its 95 % interval, and the whole 95 % interval of the mean balance. */
SF_MUST_USE enum sf_status sf_dat_spread_write(const struct sf_view *view,
                                               struct sf_text *text);

/** Names, labels, captions and titles as gnuplot assignments. Scripts load this, so
 *  words are in single quotes, where gnuplot runs and expands nothing. */
SF_MUST_USE enum sf_status sf_dat_words_write(const struct sf_view *view,
                                              struct sf_text *text);

/** Begins a strategy's index block: its name on a comment line, which a line break in
 *  it would end. */
void sf_dat_add_name(const struct sf_view *view, size_t strategy, struct sf_text *text);

/** Words in single quotes for gnuplot. An apostrophe becomes a typographic one (gnuplot
 *  5.4 misreads some doubled quotes, and would run what follows); control characters
 * are dropped. */
void sf_dat_add_quoted(struct sf_text *text, const char *words);

#endif
