/** The days of an action, one after the other. */
#ifndef STRIKEFUND_SCENARIO_ACTION_DATES_H
#define STRIKEFUND_SCENARIO_ACTION_DATES_H

#include "strikefund/scenario.h"

/**
 * The action's next day after another.
 *
 * @param day       the day before; SF_NO_DAY for the first
 * @param in_month  how many days of its month were found; starts at 0, kept by the
 * caller
 * @return SF_NO_DAY past the last
 */
int32_t sf_action_next_day(const struct sf_scenario *scenario,
                           const struct sf_action *action, int32_t day,
                           int32_t *in_month);

/** How many days it has, and its first and last when there are any. */
size_t sf_action_count_days(const struct sf_scenario *scenario,
                            const struct sf_action *action, int32_t *first,
                            int32_t *last);

#endif
