/** What runs picked anew say of the unknown rates. */
#ifndef STRIKEFUND_STUDY_LEARNT_H
#define STRIKEFUND_STUDY_LEARNT_H

#include "strikefund/forecast.h"

/**
 * Every input that is not fixed, of one name once.
 *
 * @param times       [n_runs] how often each run was picked; they sum to n_runs
 * @param[out] learnt  n of them, a new array freed by the caller
 */
SF_MUST_USE enum sf_status sf_learnt_find(const struct sf_experiment *experiment,
                                          const uint32_t *times, size_t n_runs,
                                          struct sf_learnt **learnt, size_t *n);

/** Bytes that it needs while it works. */
uint64_t sf_learnt_bytes(size_t n_runs);

#endif
