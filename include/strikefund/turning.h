/**
 * Turning values: where along one key the order of two strategies changes, by one
 * measure of a whole plan, on average over the same futures. What is printed in place
 * of a verdict where the answer turns on a judgement (M4.5, M13).
 */
#ifndef STRIKEFUND_TURNING_H
#define STRIKEFUND_TURNING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "strikefund/experiment.h"
#include "strikefund/faults.h"
#include "strikefund/key_range.h"
#include "strikefund/limits.h"
#include "strikefund/scenario.h"

/** The judgement whose turning values are looked for without being asked. */
#define SF_MOMENTUM_KEY  "members.momentum"
#define SF_MOMENTUM_SPAN SF_MOMENTUM_KEY "=-1:1"

/** What is compared: strategies of n scenarios, numbered through. */
struct sf_turning_question {
    const char *const *path; /* n scenarios */
    const struct sf_reading_options *reading;
    const struct sf_experiment *const
        *experiment; /* n: which strategies, and the seed */
    size_t n;
    const enum sf_total *total; /* measures */
    size_t n_totals;
    const struct sf_key_range *span;
    uint64_t runs;   /* at each value */
    size_t first;    /* values looked at first, at most SF_TURNING_FIRST */
    size_t most;     /* values looked at in all */
    bool is_unasked; /* for the words: nobody asked */
};

#define SF_TURNING_FIRST 9

/** How two strategies stand to each other by a measure over the range. */
enum sf_order {
    SF_ORDER_SAME,    /* the same in every run at every value */
    SF_ORDER_KEPT,    /* one has more at every value looked at */
    SF_ORDER_UNKNOWN, /* nowhere more apart than simulation error explains */
    SF_ORDER_TURNS
};

/** One value at which it turns. */
struct sf_turn {
    size_t a, b; /* strategies, a before b */
    enum sf_total total;
    bool is_a_more_below;   /* just below the value a has more; else just above */
    double place;           /* of the span */
    bool has_low, has_high; /* the ends of its 95 % interval within the range */
    double low, high;       /* where they are */
};

struct sf_turning {
    const struct sf_key_range *span;
    uint64_t runs;
    size_t n_values; /* looked at */
    bool is_unasked;
    struct sf_turn *turn; /* by pair, a's first, then in the order of the measures */
    size_t n_turns;
    size_t n_orders[SF_ORDER_TURNS + 1]; /* pairs and measures of each kind */
};

/**
 * Finds out whether a key can be put through its range in each scenario.
 *
 * @param faults  each distinct fault once, of "FILE with --turning"
 * @return SF_OK; SF_ERR_SCENARIO; SF_ERR_MISSING; SF_ERR_MEMORY
 */
SF_MUST_USE enum sf_status sf_turning_check(const char *const *path, size_t n,
                                            const struct sf_reading_options *reading,
                                            const struct sf_key_range *span,
                                            struct sf_faults *faults);

/**
 * Looks for the turning values.
 *
 * @param options  threads, a way to stop and progress; its runs are left out of account
 * @param[out] turning  freed by the caller with sf_turning_free; untouched on error
 * @return SF_OK; SF_ERR_INTERRUPTED; SF_ERR_SCENARIO when a value that was not checked
 *         cannot be simulated; SF_ERR_MISSING; SF_ERR_MEMORY
 */
SF_MUST_USE enum sf_status sf_turning_find(const struct sf_turning_question *question,
                                           const struct sf_experiment_options *options,
                                           struct sf_turning *turning);

/** Whether momentum may move anything in a scenario: something happens in a month that
 *  another follows. */
bool sf_turning_has_momentum(const struct sf_scenario *scenario);

/** Legal after a failure, and twice. */
void sf_turning_free(struct sf_turning *turning);

#endif
