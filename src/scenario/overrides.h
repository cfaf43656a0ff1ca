/** Puts the command line's keys into the settings, in place of what the file says. */
#ifndef STRIKEFUND_SCENARIO_OVERRIDES_H
#define STRIKEFUND_SCENARIO_OVERRIDES_H

#include "scenario/reading.h"

/**
 * Applies those that concern the scenario, or those that concern the members of the
 * list of employers, which may come from a CSV file and so be there only later.
 *
 * @param employers  NULL for the first; the list for the second
 */
void sf_overrides_apply(struct sf_reading *reading, const struct sf_override *override,
                        size_t n_overrides, struct sf_setting *employers);

#endif
