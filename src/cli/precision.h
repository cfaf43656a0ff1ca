/**
 * When --precision is reached. Looking often and stopping at the first good look would
 * favour runs that happen to look precise, and looking by the clock would end elsewhere
 * every time: so looks are few, growing by a quarter, and always at the same numbers.
 */
#ifndef STRIKEFUND_CLI_PRECISION_H
#define STRIKEFUND_CLI_PRECISION_H

#include <stdbool.h>
#include <stdint.h>

#include "strikefund/limits.h"
#include "strikefund/results.h"

/** In percentage points: the smallest that SF_MAX_RUNS always reach, and the largest
 *  that means anything. */
#define SF_PRECISION_LEAST 0.031
#define SF_PRECISION_MOST  50.0

/** The first look at n runs or more: 1,000, 1,300, 1,600 ... SF_MAX_RUNS. */
uint64_t sf_precision_look(uint64_t n);

/** Whether the 95 % interval of the chance of every event by the plan's end, of every
 *  strategy, is less than so many percentage points to either side. */
bool sf_precision_is_met(const struct sf_results *results, double points);

#endif
