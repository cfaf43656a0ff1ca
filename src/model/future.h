/**
 * A future: what the strategies share of some hundreds of runs side by side. The
 * unknown rates, the employers' differences, and the numbers behind every decision.
 */
#ifndef STRIKEFUND_MODEL_FUTURE_H
#define STRIKEFUND_MODEL_FUTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/rates.h"
#include "random/inputs.h"
#include "random/stream.h"
#include "strikefund/scenario.h"

/** Places where words are kept for the next strategy that asks for the same: of four
 *  families, two pairs each. */
#define SF_KEPT_FAMILIES 4

struct sf_future {
    const struct sf_scenario *scenario;
    struct sf_stream stream;  /* of the scenario's seed; a test may script it. Chance */
    struct sf_stream effects; /* how employers differ: the same but for some twins */
    const struct sf_input_table *table; /* [n_inputs] */
    const uint32_t *employer_hash;      /* [n_employers] */
    size_t stride;
    uint64_t first_run;
    size_t n;                     /* runs in it, at most stride */
    bool is_prices_only;          /* nobody's people are simulated on it: rates alone */
    const struct sf_future *like; /* drawn before, of the same seed; or NULL */
    bool *is_like;                /* [n_inputs] whose values are those of `like` */
    double *input;                /* [n_inputs][stride] */
    double *notpay;        /* [n_employers][stride] standard normal; NULL: no spread */
    double *participation; /* [n_employers][stride] likewise */
    double *turnout;       /* [n_employers][stride] likewise */
    double *yes;           /* [n_employers][stride] likewise */
    struct sf_rates rates; /* inputs that are chances, ready for counts */
    uint32_t *word;        /* [SF_KEPT_FAMILIES][4][stride] */
    struct sf_path kept[SF_KEPT_FAMILIES][2];
    bool is_kept[SF_KEPT_FAMILIES][2];
};

/** @param kernels  what draws are made with; results are the same by any */
SF_MUST_USE enum sf_status sf_future_init(const struct sf_scenario *scenario,
                                          const struct sf_kernels *kernels,
                                          const struct sf_input_table *table,
                                          const uint32_t *employer_hash, size_t stride,
                                          struct sf_future *future);

/** Bytes that sf_future_init would ask for. */
size_t sf_future_bytes(const struct sf_scenario *scenario, size_t stride);

/** Has a future take the values of another, drawn before it, where their inputs are the
 *  same. The other must outlive it. */
SF_MUST_USE enum sf_status sf_future_liken(struct sf_future *future,
                                           const struct sf_future *like);

/** Draws the unknown rates and employers' differences of n runs. */
void sf_future_draw(struct sf_future *future, uint64_t first_run, size_t n);

/** What a twin of a run shares with it; all else is drawn anew (M10.6). */
enum sf_twin {
    SF_TWIN_IN_RATES,       /* the unknown rates */
    SF_TWIN_IN_DIFFERENCES, /* those, and how employers differ */
    SF_N_TWINS
};

/** Draws twins of n runs in place of the runs themselves. */
void sf_future_draw_twins(struct sf_future *future, enum sf_twin twin,
                          uint64_t first_run, size_t n);

/** Whether employers, or months, differ at all: if not, all twins are alike. */
bool sf_future_has_differences(const struct sf_future *future);

/** A shock of a rate shared by all employers in a month: standard normal deviates, one
 *  a run (M2.3). */
void sf_future_month_shock(const struct sf_future *future, enum sf_effect effect,
                           size_t month, double *shock);

/**
 * The words of a path, made once for all strategies that ask one after the other.
 *
 * @return four rows of `stride` words: draw d of the family is in row d % 4. Its other
 *         pair of rows is as the family last asked for it
 */
const uint32_t *sf_future_words(struct sf_future *future, const struct sf_path *path);

void sf_future_free(struct sf_future *future);

#endif
