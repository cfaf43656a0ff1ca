/** Checks that look at more than one place of a scenario. */
#ifndef STRIKEFUND_SCENARIO_CHECK_H
#define STRIKEFUND_SCENARIO_CHECK_H

#include "scenario/reading.h"

/** Checks dates against the plan, levies against bands, ballots against employers and
 *  actions against all of them. Wants everything read, with faults or without. */
void sf_scenario_check(struct sf_reading *reading);

/** Its part about actions. */
void sf_actions_check(struct sf_reading *reading);

/** Its part about days: two actions of all members on one, and days without a mandate,
 *  which are a warning. Wants a scenario without other errors. */
void sf_days_check(struct sf_reading *reading);

/** Its part about sizes: whether all that can arise can be counted. Wants a scenario
 *  without other errors. */
void sf_sums_check(struct sf_reading *reading);

/** The plan's days, both included; false when start or months are wrong. */
bool sf_plan_days(const struct sf_scenario *scenario, int32_t *first, int32_t *last);

/** The setting of a key, or its group where the key is not written. */
const struct sf_setting *sf_place_of(const struct sf_setting *group, const char *key);

#endif
