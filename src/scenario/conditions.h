/** What a condition of an action asks about (M6.3). */
#ifndef STRIKEFUND_SCENARIO_CONDITIONS_H
#define STRIKEFUND_SCENARIO_CONDITIONS_H

#include "strikefund/scenario.h"

/** The input a condition asks about, for one strategy: the docking of the action it
 *  names, or of the strategy's only one. SF_NONE where that is none or several. */
size_t sf_condition_input(const struct sf_scenario *scenario,
                          const struct sf_strategy *strategy,
                          const struct sf_action *action);

#endif
