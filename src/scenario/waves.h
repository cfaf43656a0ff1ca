/**
 * Whose turn it is in a rolling action (M6.7). The action's days, as its dates or its
 * range and pattern give them, are cut into turns; the employers of the k-th turn are
 * out in the k-th of them, and in the first again after the last.
 *
 * A turn is a week of the calendar, Monday to Sunday, from that of the first day on; a
 * month of the calendar; or so many of the action's days. A week or month in which the
 * action has no day is a turn all the same.
 */
#ifndef STRIKEFUND_SCENARIO_WAVES_H
#define STRIKEFUND_SCENARIO_WAVES_H

#include "strikefund/scenario.h"

/** Whether an employer is out on a day of the action.
 *
 * @param place    of the employer among the action's, from 0
 * @param ordinal  of the day among the action's days, from 0
 */
bool sf_wave_is_turn(const struct sf_action *action, size_t place, size_t ordinal,
                     int32_t day);

/** The days of an action one after the other, at one of its employers. */
struct sf_walk {
    int32_t day;
    int32_t in_month; /* days of the action in its month so far */
    size_t n;         /* days of the action so far, at whichever employer */
};

/** Where a walk starts. */
#define SF_WALK_START ((struct sf_walk){.day = SF_NO_DAY})

/** Goes to the next day at the employer at a place of the action's employers; false
 *  past the last. */
bool sf_walk_next(const struct sf_scenario *scenario, const struct sf_action *action,
                  size_t place, struct sf_walk *walk);

/** How many of the action's days are the turn of the employer at that place. */
size_t sf_wave_count_days(const struct sf_scenario *scenario,
                          const struct sf_action *action, size_t place);

#endif
