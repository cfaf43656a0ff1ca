/**
 * Strategies side by side, run by run: sums of the differences of every pair (M10.5).
 */
#ifndef STRIKEFUND_RESULTS_PAIRS_H
#define STRIKEFUND_RESULTS_PAIRS_H

#include "results/series.h"
#include "strikefund/results.h"

struct sf_outcome;

/** a less b, of one total. */
struct sf_paired {
    sf_int128 sum, sum_of_squares;
    uint64_t n_above, n_below;
};

struct sf_pairs {
    size_t n_strategies;
    uint64_t runs;
    struct sf_paired *paired; /* [n_strategies * n_strategies][SF_N_TOTALS], a < b */
};

SF_MUST_USE enum sf_status sf_pairs_init(size_t n_strategies, struct sf_pairs **pairs);

/** Bytes that sf_pairs_init would ask for. */
size_t sf_pairs_bytes(size_t n_strategies);

/** Adds the same runs of every strategy. outcome: [n_strategies] */
void sf_pairs_add(struct sf_pairs *pairs, const struct sf_outcome *const *outcome);

#endif
