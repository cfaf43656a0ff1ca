/** Reads pay bands and employers, from the scenario itself or from a CSV file. */
#ifndef STRIKEFUND_SCENARIO_EMPLOYERS_READ_H
#define STRIKEFUND_SCENARIO_EMPLOYERS_READ_H

#include "scenario/reading.h"

/** Reads the bands, before all that refers to them. */
void sf_bands_read(struct sf_reading *reading);

/** The list of employers as settings: the scenario's own, or the rows of its CSV file,
 *  which reading->table then holds. NULL when there is none, with the fault told. */
const struct sf_setting *sf_employers_find(struct sf_reading *reading);

/** Reads the employers from those settings. */
void sf_employers_read(struct sf_reading *reading, const struct sf_setting *list);

void sf_employers_free(struct sf_scenario *scenario);

#endif
