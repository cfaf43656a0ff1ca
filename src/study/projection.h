/**
 * Runs put together anew as results: each as often as it was picked, and going on from
 * the balances that are known exactly.
 */
#ifndef STRIKEFUND_STUDY_PROJECTION_H
#define STRIKEFUND_STUDY_PROJECTION_H

#include "study/history.h"

struct sf_projection {
    const struct sf_history *history;
    const uint32_t *times; /* [n_runs] how often each run counts; NULL: once */
    size_t before;         /* balances of the months before this one are known */
    size_t from;           /* the first month that events are looked for in */
    int64_t minimum_balance;
    bool has_refunds;           /* of the strategy */
    struct sf_results *results; /* owned */
    size_t n;                   /* columns filled */
    size_t n_measures;          /* of the results */
    int64_t *ledger;            /* [(n_months + 1) * n_measures][stride] */
    int64_t *total;             /* [SF_N_TOTALS][stride] */
    int32_t *first_month;       /* [SF_N_EVENTS][stride] */
    size_t *no_kinds;           /* [(n_months + 1) * SF_N_KINDS] */
};

/** What is not said above is to be set before. Freed with sf_projection_free, also
 *  after a failure. */
SF_MUST_USE enum sf_status sf_projection_init(struct sf_projection *projection);

/** Bytes that sf_projection_init would ask for. */
uint64_t sf_projection_bytes(size_t n_months, bool has_refunds);

/** Adds a block of runs. */
void sf_projection_add(struct sf_projection *projection,
                       const struct sf_outcome *outcome);

/** Adds what is not yet in the results, and hands them over. */
struct sf_results *sf_projection_take(struct sf_projection *projection);

/** Legal after a failure, and twice. */
void sf_projection_free(struct sf_projection *projection);

#endif
