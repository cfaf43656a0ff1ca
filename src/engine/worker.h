/**
 * What one thread needs to simulate blocks of runs: the futures of a block, and blocks
 * of state. Strategies whose people do the same, of whatever experiments, share one.
 */
#ifndef STRIKEFUND_ENGINE_WORKER_H
#define STRIKEFUND_ENGINE_WORKER_H

#include "engine/experiment.h"
#include "model/block.h"
#include "results/results.h"

/** Where a strategy is simulated, and what it comes to. */
struct sf_seat {
    size_t block, books; /* the worker's block, and the books in it */
    size_t n_ends;       /* month ends, the opening included */
    int64_t *band;       /* [n_bands * SF_N_BAND_SUMS] */
    /* NULL without twins: their balances, and their distances from their runs. */
    int64_t *balance;           /* [SF_N_TWINS][n_ends][stride] */
    struct sf_twin_sums *twins; /* [n_ends * SF_TWIN_BATCHES] */
};

struct sf_worker {
    size_t stride;
    struct sf_future *future; /* [n_experiments] */
    size_t n_experiments;
    struct sf_block *block; /* [n_blocks], those of an experiment together */
    size_t n_blocks;
    size_t *first_block;  /* [n_experiments + 1] */
    struct sf_seat *seat; /* [n_seats] every strategy of every experiment, in order */
    struct sf_outcome *outcome; /* [n_seats], filled by sf_worker_run */
    size_t n_seats;
};

/**
 * @param experiment  n of them, n from 1
 * @param has_twins   simulate the twins of those runs that have them
 * @param[out] worker  freed by sf_worker_free, also after a failure
 */
SF_MUST_USE enum sf_status sf_worker_init(const struct sf_experiment *const *experiment,
                                          size_t n, size_t block_runs, bool has_twins,
                                          struct sf_worker *worker);

/** Bytes that sf_worker_init would ask for one experiment. */
size_t sf_worker_bytes(const struct sf_experiment *experiment, size_t block_runs,
                       bool has_twins);

/** Simulates n runs (at most block_runs) of every strategy on the same futures. With
 *  twins, the runs must all have twins or none (sf_run_has_twins). */
void sf_worker_run(struct sf_worker *worker, uint64_t first_run, size_t n);

void sf_worker_free(struct sf_worker *worker);

#endif
