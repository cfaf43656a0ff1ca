/**
 * What one thread needs to simulate blocks of runs: the futures of a block, and one
 * block of state for every strategy.
 */
#ifndef STRIKEFUND_ENGINE_WORKER_H
#define STRIKEFUND_ENGINE_WORKER_H

#include "model/block.h"
#include "results/results.h"

struct sf_worker {
    struct sf_future future;
    struct sf_block *block;     /* [n_strategies] */
    int64_t *band;              /* [n_strategies][n_bands * SF_N_BAND_SUMS] */
    struct sf_outcome *outcome; /* [n_strategies], filled by sf_worker_run */
    size_t n_strategies;
};

/** @param[out] worker  freed by sf_worker_free, also after a failure */
SF_MUST_USE enum sf_status sf_worker_init(const struct sf_scenario *scenario,
                                          struct sf_plan *const *plan,
                                          size_t n_strategies,
                                          const struct sf_input_table *table,
                                          size_t block_runs, struct sf_worker *worker);

/** Simulates n runs (at most block_runs) of every strategy on the same futures. */
void sf_worker_run(struct sf_worker *worker, uint64_t first_run, size_t n);

void sf_worker_free(struct sf_worker *worker);

#endif
