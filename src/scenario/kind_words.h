/** What an action's kind adds to the words of `check`. */
#ifndef STRIKEFUND_SCENARIO_KIND_WORDS_H
#define STRIKEFUND_SCENARIO_KIND_WORDS_H

#include "core/text.h"
#include "strikefund/scenario.h"

/** Adds who takes turns, what part of the day, what is docked short of strike, and when
 * it happens at all:
 *  "; in turns of a week"; nothing for the other kinds. */
void sf_kind_tell(struct sf_text *text, const struct sf_scenario *scenario,
                  const struct sf_action *action);

/** Adds a line on the days on which several employers are to be out together: how many
 *  there are, and the one with the most; nothing where there is none. */
void sf_shared_days_tell(struct sf_text *text, const struct sf_scenario *scenario,
                         const struct sf_strategy *strategy);

/** Adds a line on what happens when money runs short, for a fund whose minimum balance
 *  has just been told. */
void sf_shortfall_tell(struct sf_text *text, enum sf_on_shortfall on_shortfall);

#endif
