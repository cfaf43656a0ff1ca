/** Reads which uncertain numbers go together. */
#ifndef STRIKEFUND_SCENARIO_CORRELATIONS_READ_H
#define STRIKEFUND_SCENARIO_CORRELATIONS_READ_H

#include "scenario/reading.h"

/** Reads the list `correlations`. Wants every input read, with faults or without. */
void sf_correlations_read(struct sf_reading *reading);

/** Frees the correlations of a scenario. */
void sf_correlations_free(struct sf_scenario *scenario);

/** Tells which of the scenario's correlations cannot hold at once, and by how much
 *  they are too strong. Wants all of them read without a fault. */
void sf_correlations_check(struct sf_reading *reading);

#endif
