/** Ballots with given results, and the mandates they give (M9.1, M9.2, M9.4). */
#ifndef STRIKEFUND_SCENARIO_MANDATES_H
#define STRIKEFUND_SCENARIO_MANDATES_H

#include "strikefund/scenario.h"

/** Whether a ballot with a given result passed at an employer that was balloted. */
bool sf_ballot_passed(const struct sf_scenario *scenario,
                      const struct sf_ballot *ballot, size_t employer);

/** Is the employer's membership lawfully able to act on the day? Always, where the
 *  scenario has neither a ballot law nor ballots. */
bool sf_mandate_covers(const struct sf_scenario *scenario, size_t employer,
                       int32_t day);

#endif
