/** Reads the pots of the fund, and what names them (M7.4). */
#ifndef STRIKEFUND_SCENARIO_POTS_READ_H
#define STRIKEFUND_SCENARIO_POTS_READ_H

#include "scenario/reading.h"

/** The fund's pots, what is paid from them, and their loans. Comes before everything
 *  that names a pot. */
void sf_pots_read(struct sf_reading *reading, const struct sf_setting *fund);

/** The pot that a key of a group names; the one that takes the rest where it names
 *  none; SF_NONE where the fund is one, or with the fault told. */
size_t sf_pot_read(struct sf_reading *reading, const struct sf_setting *group,
                   const char *key);

/** The pots of a strike-pay rule that has some of its own. */
void sf_rule_pots_read(struct sf_reading *reading, const struct sf_setting *group,
                       struct sf_rule *rule);

/** Tells as faults rules with pots of their own under strategies in which all claims
 *  share the cash. Wants a scenario without other errors. */
void sf_pots_check(struct sf_reading *reading);

void sf_pots_free(struct sf_pots *pots);

#endif
