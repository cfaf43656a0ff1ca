/** What a settlement comes to, in the words of `run` (M8.2). */
#ifndef STRIKEFUND_OUTPUT_SETTLEMENT_WORDS_H
#define STRIKEFUND_OUTPUT_SETTLEMENT_WORDS_H

#include "output/view.h"

/** Adds how often and when a strategy settles, and what that brings a member; nothing
 *  where it cannot. */
void sf_settlement_add_words(const struct sf_view *view, size_t strategy, int columns,
                             struct sf_text *text);

#endif
