/** What an action's kind adds to the words of `check`. */
#ifndef STRIKEFUND_SCENARIO_KIND_WORDS_H
#define STRIKEFUND_SCENARIO_KIND_WORDS_H

#include "core/text.h"
#include "strikefund/scenario.h"

/** Adds who takes turns, what is docked short of strike, and when it happens at all:
 *  "; in turns of a week"; nothing for the other kinds. */
void sf_kind_tell(struct sf_text *text, const struct sf_scenario *scenario,
                  const struct sf_action *action);

#endif
