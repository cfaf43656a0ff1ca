/**
 * What each run had in every month, of the balance and of the measures of the actuals:
 * as simulated, and as it goes on from a balance that is known exactly.
 */
#ifndef STRIKEFUND_STUDY_HISTORY_H
#define STRIKEFUND_STUDY_HISTORY_H

#include "engine/visit.h"
#include "strikefund/forecast.h"

struct sf_history {
    const struct sf_actuals *actuals;
    size_t n_months;
    size_t n_runs;
    enum sf_measure measure[SF_N_MEASURES]; /* the balance first */
    size_t n_measures;
    bool has_exact; /* a balance is known exactly */
    int64_t *value; /* [n_measures][n_months + 1][n_runs], as simulated */
};

/** Room for n_runs. Freed with sf_history_free, also after a failure. */
SF_MUST_USE enum sf_status sf_history_init(struct sf_history *history,
                                           const struct sf_actuals *actuals,
                                           size_t n_months, size_t n_runs);

/** Bytes that sf_history_init would ask for. */
uint64_t sf_history_bytes(const struct sf_actuals *actuals, size_t n_months,
                          size_t n_runs);

/** A visit of the first strategy: context is the history. */
void sf_history_take(void *context, const struct sf_outcome *const *outcome);

/** The row of a measure in a month, as simulated. */
const int64_t *sf_history_row(const struct sf_history *history, size_t measure,
                              size_t month);

/**
 * What a run's balance at a month's end must be moved by to go on from the last balance
 * known exactly: of months 0 .. before - 1, and not after this month. 0 without one.
 */
int64_t sf_history_shift(const struct sf_history *history, size_t run, size_t month,
                         size_t before);

/**
 * A run's value with balances known exactly in months 0 .. before - 1 put in their
 * places, and what they move with them.
 */
int64_t sf_history_value(const struct sf_history *history, size_t measure, size_t month,
                         size_t run, size_t before);

/** The same as an actual would be compared with: a balance is compared before it is put
 *  in its place. */
int64_t sf_history_expected(const struct sf_history *history,
                            const struct sf_actual *actual, size_t run);

/** The number of a measure among those that are kept. */
size_t sf_history_measure(const struct sf_history *history, enum sf_measure measure);

void sf_history_free(struct sf_history *history);

#endif
