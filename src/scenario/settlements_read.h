/** Reads how a dispute may end, and when it rests (M8). */
#ifndef STRIKEFUND_SCENARIO_SETTLEMENTS_READ_H
#define STRIKEFUND_SCENARIO_SETTLEMENTS_READ_H

#include "scenario/reading.h"

/** Reads the settlements, and their names into reading->settlements. */
void sf_settlements_read(struct sf_reading *reading);

/** Reads which settlement a strategy has, and its pause. Wants the settlements and the
 *  ballots read. */
void sf_ending_read(struct sf_reading *reading, const struct sf_setting *group,
                    struct sf_strategy *strategy);

void sf_settlements_free(struct sf_scenario *scenario);

#endif
