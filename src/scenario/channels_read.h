/** Reads the channels by which a levy is collected, where it names any (M5.5). */
#ifndef STRIKEFUND_SCENARIO_CHANNELS_READ_H
#define STRIKEFUND_SCENARIO_CHANNELS_READ_H

#include "scenario/reading.h"

/** Reads `channels` of a levy whose other keys have been read.
 *  @param prefix  of the names of its inputs, "levies.campaign levy" */
void sf_channels_read(struct sf_reading *reading, const struct sf_setting *group,
                      const char *prefix, struct sf_levy *levy);

/** Whether a levy leaves a key of its own to its channels. */
bool sf_is_left_to_channels(const struct sf_levy *levy, const char *key);

/** Months from due to the last that is collected of it. */
int32_t sf_longest_lag(const struct sf_levy *levy);

/** Frees the channels of a levy. */
void sf_channels_free(struct sf_levy *levy);

#endif
