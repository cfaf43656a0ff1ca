/** How a dispute may end, in the words of `check`. */
#ifndef STRIKEFUND_SCENARIO_ENDING_WORDS_H
#define STRIKEFUND_SCENARIO_ENDING_WORDS_H

#include "core/text.h"
#include "strikefund/scenario.h"

/** Adds a paragraph: when it settles, what the levy does then, what it is worth. */
void sf_settlement_tell(struct sf_text *text, const struct sf_scenario *scenario,
                        const struct sf_settlement *settlement);

/** Adds lines on which settlement a strategy has, and when it rests; or nothing. */
void sf_ending_tell(struct sf_text *text, const struct sf_scenario *scenario,
                    const struct sf_strategy *strategy);

#endif
