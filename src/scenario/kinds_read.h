/** Reads what an action's kind brings with it: turns, conditions, terms of action short
 *  of strike (M6.3, M6.7). */
#ifndef STRIKEFUND_SCENARIO_KINDS_READ_H
#define STRIKEFUND_SCENARIO_KINDS_READ_H

#include "scenario/reading.h"

/** The kind where the file gives none, and the length of turns. Comes before the
 *  employers are read. */
void sf_kind_read(struct sf_reading *reading, const struct sf_setting *group,
                  struct sf_action *action);

/** Who has which turn, once the employers are read; faults of keys that do not belong
 *  to the kind; and the condition. */
void sf_kind_finish(struct sf_reading *reading, const struct sf_setting *group,
                    struct sf_action *action);

/** Frees what these have read. */
void sf_kind_free(struct sf_action *action);

#endif
