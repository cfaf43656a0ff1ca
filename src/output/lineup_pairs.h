/** What a lineup says of its strategies two at a time, in words. */
#ifndef STRIKEFUND_OUTPUT_LINEUP_PAIRS_H
#define STRIKEFUND_OUTPUT_LINEUP_PAIRS_H

#include "output/lineup.h"

enum { SF_LINEUP_COLUMNS = 98, SF_LINEUP_INDENT = 2 };

/** The pairs as sf_comparison_words shows them. */
SF_MUST_USE enum sf_status sf_lineup_pairs_add(const struct sf_lineup *lineup,
                                               struct sf_text *text);

#endif
