/** The pots of the fund, in the words of `check`. */
#ifndef STRIKEFUND_SCENARIO_POT_WORDS_H
#define STRIKEFUND_SCENARIO_POT_WORDS_H

#include "core/text.h"
#include "strikefund/scenario.h"

/** Adds a paragraph: what each pot opens with and receives, what is paid from which,
 *  and what they lend; nothing where the fund is one. */
void sf_pots_tell(struct sf_text *text, const struct sf_scenario *scenario);

#endif
