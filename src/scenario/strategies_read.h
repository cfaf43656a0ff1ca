/** Reads strategies, their actions and what they include. */
#ifndef STRIKEFUND_SCENARIO_STRATEGIES_READ_H
#define STRIKEFUND_SCENARIO_STRATEGIES_READ_H

#include "scenario/reading.h"

/** Reads all strategies; needs employers, levies and rules. */
void sf_strategies_read(struct sf_reading *reading);

void sf_strategies_free(struct sf_scenario *scenario);

/** Reads one action into a zeroed structure. */
void sf_action_read(struct sf_reading *reading, const struct sf_setting *group,
                    struct sf_action *action);

#endif
