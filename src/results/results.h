/**
 * The accumulators behind strikefund/results.h. Blocks of runs are added in any order.
 */
#ifndef STRIKEFUND_RESULTS_RESULTS_H
#define STRIKEFUND_RESULTS_RESULTS_H

#include "results/pairs.h"
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

/** Runs that have twins: the first SF_TWIN_RUNS of every SF_TWIN_PERIOD. */
#define SF_TWIN_RUNS   128
#define SF_TWIN_PERIOD 2560
/** Twins are summed in so many batches, by run number: their scatter is the error. */
#define SF_TWIN_BATCHES 16

static inline bool sf_run_has_twins(uint64_t run)
{
    return (run - 1) % SF_TWIN_PERIOD < SF_TWIN_RUNS;
}

/** How members have voted in one cell, summed over runs. */
enum sf_vote_sum { SF_VOTE_MEMBERS, SF_VOTE_VOTES, SF_VOTE_YES, SF_N_VOTE_SUMS };

/** One cell of the votes: what runs had in which the vote passed there. */
struct sf_mandate_sums {
    uint64_t n_passed;
    sf_int128 vote[SF_N_VOTE_SUMS];
    struct sf_sums passed[SF_N_MANDATE_MEASURES];
    struct sf_sums failed_there; /* SF_M_STRIKE_DAYS_THERE of the other runs */
};

/** Squared distances of the runs of one batch from their twins, by kind of twin. */
struct sf_twin_sums {
    uint64_t n;
    sf_int128 squares[2]; /* enum sf_twin of the model */
};

/** What one strategy did in a block of runs; rows of stride, run innermost. */
struct sf_outcome {
    size_t n, stride;
    uint64_t first_run;
    size_t n_measures;          /* of a month, as many as the results have or more */
    const int64_t *ledger;      /* [(n_months + 1) * n_measures][stride] */
    const int32_t *first_month; /* [SF_N_EVENTS][stride]; n_months + 1: never */
    const int64_t *total;       /* [SF_N_TOTALS][stride] */
    const int64_t *band;        /* [n_bands * SF_N_BAND_SUMS] */
    const size_t *kind_row;     /* [(n_months + 1) * SF_N_KINDS]; SF_NO_SLOT: no days */
    const int64_t *kind_days;   /* [rows][stride] */
    const int64_t *pot; /* [(n_months + 1) * n_pots * SF_N_POT_MEASURES][stride]; NULL:
                           the fund is one */
    const size_t *employer_slot; /* [n_employers]; SF_NO_SLOT: never called */
    const int64_t *employer;     /* [slots * SF_N_EMPLOYER_MEASURES][stride] */
    /* The cells of votes, [n_mandates]: which employer, which bit of `passed`, and
       [SF_N_VOTE_SUMS] sums over the block. NULL where there are none. */
    const size_t *cell_employer;
    const unsigned char *cell_bit;
    const int64_t *vote;
    const uint64_t *passed; /* [n_employers][stride] */
    /* [(n_months + 1) * SF_TWIN_BATCHES] of the balance; NULL: runs without twins */
    const struct sf_twin_sums *twins;
};

/* As SF_NONE of the scenario, which results know nothing of. */
#define SF_NO_SLOT ((size_t)-1)

/** How large results are, and where they begin. */
struct sf_results_shape {
    size_t n_strategies, n_months, n_bands, n_employers;
    size_t n_mandates; /* cells of votes */
    size_t n_pots;     /* 0: the fund is one */
    uint64_t first_run;
    const size_t *levy_months; /* [n_strategies] months a levy is due in every run;
                                  copied */
    bool is_brief;             /* months have means alone, employers nothing */
    bool has_shortages; /* a strategy's rule looks at the fund, or may for there are
                           pots: SF_SHORTAGE_TOTAL_LIST
                           and SF_SHORTAGE_EVENT_LIST say something */
    bool has_refunds;   /* a strategy has one: SF_REFUND_MEASURE_LIST and
                           SF_REFUND_TOTAL_LIST say something */
};

struct sf_results {
    size_t n_strategies, n_months, n_bands, n_employers, n_mandates, n_pots;
    uint64_t first_run;
    size_t *levy_months;       /* [n_strategies] */
    size_t n_measures;         /* of a month */
    struct sf_series *monthly; /* [n_strategies][n_months + 1][n_measures]; without bins
                                  where results are brief */
    bool is_brief, has_shortages, has_refunds;
    struct sf_series *total;  /* [n_strategies][SF_N_TOTALS] */
    struct sf_pairs *pairs;   /* of the strategies */
    sf_int128 *product;       /* [n_strategies][SF_N_RATIOS] of the two totals */
    uint64_t *first;          /* [n_strategies][SF_N_EVENTS][n_months + 2] */
    sf_int128 *band;          /* [n_strategies][n_bands][SF_N_BAND_SUMS] */
    struct sf_sums *kind;     /* [n_strategies][n_months + 1][SF_N_KINDS] days; nothing
                                 where results are brief */
    struct sf_series *pot;    /* [n_strategies][n_months + 1][n_pots]
                                 [SF_N_POT_MEASURES]; nothing where results are brief */
    struct sf_sums *employer; /* [n_strategies][n_employers][SF_N_EMPLOYER_MEASURES] */
    struct sf_mandate_sums *mandate; /* [n_strategies][n_mandates] */
    struct sf_twin_sums *twins;      /* [n_strategies][n_months + 1][SF_TWIN_BATCHES] */
    uint32_t *bins;                  /* of all series */
    uint64_t *earliest;              /* of the closing balances */
};

SF_MUST_USE enum sf_status sf_results_init(const struct sf_results_shape *shape,
                                           struct sf_results **results);

/** Bytes that sf_results_init would ask for, and touch if every measure varied. */
size_t sf_results_bytes(const struct sf_results_shape *shape);

/** Adds the same block of runs of every strategy. outcome: [n_strategies] */
void sf_results_add(struct sf_results *results,
                    const struct sf_outcome *const *outcome);

/** Whether results have the sizes of a shape, wherever they begin. */
bool sf_results_have_shape(const struct sf_results *results,
                           const struct sf_results_shape *shape);

/** Adds the cells of votes of results of the same shape; false when they are too large
 *  to be counted together. */
SF_MUST_USE bool sf_mandates_merge(struct sf_results *into,
                                   const struct sf_results *from);

/** Adds the pots of results of the same shape; false when their sums are too large. */
SF_MUST_USE bool sf_pots_merge(struct sf_results *into, const struct sf_results *from);

/** Whether, over all runs, the pots sum up to the fund in every month, loans between
 *  them to nothing, and each pot's months follow from one another; true where the fund
 *  is one. */
bool sf_pots_add_up(const struct sf_results *results, size_t strategy);

/** Whether the strike-days of each kind sum up to the strike-days, in every month. */
bool sf_kinds_add_up(const struct sf_results *results, size_t strategy);

/** Whether n whole numbers may have this sum and this sum of squares, n from 1. */
bool sf_sums_are_possible(uint64_t n, sf_int128 sum, sf_int128 sum_of_squares);

/** The largest that a ratio's sum of products can be, by the two sums of squares. */
sf_int128 sf_results_ratio_bound(const struct sf_results *results, size_t strategy,
                                 enum sf_ratio_kind kind);

/* Parts of sf_results_add: the days by kind of action, the pots, the employers' sums,
   those of mandates, and the distances of twins. */
void sf_kinds_add(struct sf_results *results, size_t strategy,
                  const struct sf_outcome *outcome);
void sf_pots_add(struct sf_results *results, size_t strategy,
                 const struct sf_outcome *outcome);
void sf_employers_add(struct sf_results *results, size_t strategy,
                      const struct sf_outcome *outcome);
void sf_mandates_add(struct sf_results *results, size_t strategy,
                     const struct sf_outcome *outcome);
void sf_spread_add(struct sf_results *results, size_t strategy,
                   const struct sf_outcome *outcome);

#endif
