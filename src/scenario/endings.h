/** Days on which a strategy does not act, for it has settled or rests (M8). */
#ifndef STRIKEFUND_SCENARIO_ENDINGS_H
#define STRIKEFUND_SCENARIO_ENDINGS_H

#include "strikefund/ballots.h"

/** A strategy's settlement; NULL: it runs to its end. */
static inline const struct sf_settlement *
sf_settlement_of(const struct sf_scenario *scenario, const struct sf_strategy *strategy)
{
    return strategy->settlement == SF_NONE
               ? NULL
               : &scenario->settlement[strategy->settlement];
}

/** The vote, as a bit, that rests a strategy at an employer on a day where it has
 *  passed; 0: none does. */
uint64_t sf_pause_vote(const struct sf_scenario *scenario, const struct sf_votes *votes,
                       const struct sf_strategy *strategy, size_t employer,
                       int32_t day);

#endif
