/** Reads { dist = "triangular"; low = ...; source = "..."; grade = "B"; }. */
#ifndef STRIKEFUND_SCENARIO_DISTRIBUTIONS_READ_H
#define STRIKEFUND_SCENARIO_DISTRIBUTIONS_READ_H

#include "scenario/inputs_read.h"

/** Fills distribution, parameters, source and grade of an input from a group, or a
 *  fixed number from { value = ...; }. False, with the fault told, when it is wrong. */
bool sf_distribution_read(struct sf_reading *reading, const struct sf_setting *group,
                          struct sf_input *input);

/** Frees what an input owns. */
void sf_input_clear(struct sf_input *input);

#endif
