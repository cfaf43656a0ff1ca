/** Strike-pay rules in the words of `check`. */
#ifndef STRIKEFUND_SCENARIO_RULE_WORDS_H
#define STRIKEFUND_SCENARIO_RULE_WORDS_H

#include "core/text.h"
#include "strikefund/scenario.h"

/** Adds a line on each rule that an action names, on what it pays and up to what: "Rule
 *  unite: £70 a day; never above the net pay lost". */
void sf_rules_tell(struct sf_text *text, const struct sf_scenario *scenario);

/** Whether actions of a strategy have a cap between them. */
bool sf_shares_caps(const struct sf_scenario *scenario,
                    const struct sf_strategy *strategy);

#endif
