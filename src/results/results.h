/**
 * The accumulators behind strikefund/results.h. Blocks of runs are added in any order.
 */
#ifndef STRIKEFUND_RESULTS_RESULTS_H
#define STRIKEFUND_RESULTS_RESULTS_H

#include "results/series.h"
#include "strikefund/results.h"

/** Sums of one band over runs, for the member's view. */
enum sf_band_sum {
    SF_BAND_LEVY,       /* pence collected */
    SF_BAND_LEVY_DUE,   /* payer-months due */
    SF_BAND_EXEMPT,     /* striker-months exempt */
    SF_BAND_PAY_LOST,   /* pence */
    SF_BAND_STRIKE_PAY, /* pence claimed */
    SF_BAND_HARDSHIP,   /* pence */
    SF_BAND_INVOLVED,   /* members */
    SF_N_BAND_SUMS
};

/** What one strategy did in a block of runs; rows of stride, run innermost. */
struct sf_outcome {
    size_t n, stride;
    uint64_t first_run;
    const int64_t *ledger;      /* [(n_months + 1) * SF_N_MEASURES][stride] */
    const int32_t *first_month; /* [SF_N_EVENTS][stride]; n_months + 1: never */
    const int64_t *total;       /* [SF_N_TOTALS][stride] */
    const int64_t *band;        /* [n_bands * SF_N_BAND_SUMS] */
};

struct sf_paired {
    sf_int128 sum, sum_of_squares;
    uint64_t n_above, n_below;
};

struct sf_results {
    size_t n_strategies, n_months, n_bands;
    size_t *levy_months;       /* [n_strategies] months a levy is due */
    struct sf_series *monthly; /* [n_strategies][n_months + 1][SF_N_MEASURES] */
    struct sf_series *total;   /* [n_strategies][SF_N_TOTALS] */
    struct sf_paired *paired;  /* [n_strategies * n_strategies][SF_N_TOTALS], a < b */
    sf_int128 *product;        /* [n_strategies][SF_N_RATIOS] of the two totals */
    uint64_t *first;           /* [n_strategies][SF_N_EVENTS][n_months + 2] */
    sf_int128 *band;           /* [n_strategies][n_bands][SF_N_BAND_SUMS] */
    uint32_t *bins;            /* of all series */
    uint64_t *earliest;        /* of the closing balances */
};

SF_MUST_USE enum sf_status sf_results_init(size_t n_strategies, size_t n_months,
                                           size_t n_bands, const size_t *levy_months,
                                           struct sf_results **results);

/** Adds the same block of runs of every strategy. */
void sf_results_add(struct sf_results *results, const struct sf_outcome *outcome);

#endif
