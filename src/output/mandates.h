/** What is found by ballots that are left to chance: who gets a mandate, and what a
 * plan has with and without it. */
#ifndef STRIKEFUND_OUTPUT_MANDATES_H
#define STRIKEFUND_OUTPUT_MANDATES_H

#include "output/table.h"
#include "output/view.h"

extern const char SF_MANDATES_COLUMNS[];

/** Where a ballot has a question at an employer; false when it is not left to chance
 *  there, or closes after the plan. */
bool sf_mandates_find(const struct sf_view *view, const struct sf_ballot *ballot,
                      enum sf_question question, size_t employer, size_t *cell);

/** One strategy's rows of mandates.csv: every vote and employer, in the file's order.
 */
void sf_mandates_add_rows(const struct sf_view *view, size_t strategy,
                          struct sf_table *table);

/** mandates.csv */
SF_MUST_USE enum sf_status sf_mandates_write(const struct sf_view *view,
                                             struct sf_text *text);

/** "November 2022", and where it is not a statutory ballot on a strike, what it is. */
void sf_mandates_name(const struct sf_view *view, const struct sf_vote *vote,
                      struct sf_text *text);

/** Whether chances under the first strategy are not those under the others: where
 *  momentum moves votes, each has its own. Else others differ only by who has left or
 *  joined by then. */
bool sf_mandates_differ(const struct sf_view *view);

/** Paragraphs for people, where ballots are left to chance; nothing where none are. */
void sf_mandates_add_words(const struct sf_view *view, int columns,
                           struct sf_text *text);

/** For the chart of mandates: dat/mandates.dat, a block a vote, one row a bar, the
 *  largest chance first; what dat/words.gp says of it; dat/mandates.txt. The chances
 * are those of the first strategy. */
SF_MUST_USE enum sf_status sf_mandates_dat_write(const struct sf_view *view,
                                                 struct sf_text *text);
SF_MUST_USE enum sf_status sf_mandates_gp_add(const struct sf_view *view,
                                              struct sf_text *text);
SF_MUST_USE enum sf_status sf_mandates_txt_write(const struct sf_view *view,
                                                 struct sf_text *text);

#endif
