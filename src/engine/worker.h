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
    struct sf_block *block;      /* [n_strategies] */
    int64_t *band;               /* [n_strategies][n_bands * SF_N_BAND_SUMS] */
    struct sf_outcome *outcome;  /* [n_strategies], filled by sf_worker_run */
    size_t n_strategies, n_ends; /* n_ends: month ends, the opening included */
    /* NULL without twins: their balances, and their distances from their runs. */
    int64_t *balance;           /* [SF_N_TWINS][n_strategies][n_ends][stride] */
    struct sf_twin_sums *twins; /* [n_strategies][n_ends * SF_TWIN_BATCHES] */
};

/**
 * @param has_twins     simulate the twins of those runs that have them
 * @param[out] worker  freed by sf_worker_free, also after a failure
 */
SF_MUST_USE enum sf_status
sf_worker_init(const struct sf_scenario *scenario, const struct sf_kernels *kernels,
               struct sf_plan *const *plan, size_t n_strategies,
               const struct sf_input_table *table, size_t block_runs, bool has_twins,
               struct sf_worker *worker);

/** Bytes that sf_worker_init would ask for. */
size_t sf_worker_bytes(const struct sf_scenario *scenario, struct sf_plan *const *plan,
                       size_t n_strategies, size_t block_runs, bool has_twins);

/** Simulates n runs (at most block_runs) of every strategy on the same futures. With
 *  twins, the runs must all have twins or none (sf_run_has_twins). */
void sf_worker_run(struct sf_worker *worker, uint64_t first_run, size_t n);

void sf_worker_free(struct sf_worker *worker);

#endif
