/** The turning values that `compare` tells: those asked for and, unasked, that of
 *  momentum. */
#ifndef STRIKEFUND_CLI_TURNINGS_H
#define STRIKEFUND_CLI_TURNINGS_H

#include "cli/options.h"
#include "strikefund/turning.h"

/** Start from {0}. */
struct sf_turnings {
    struct sf_turning found[SF_MAX_TURNINGS + 1];
    size_t n;
    struct sf_key_range momentum;
};

/** Whether every key that was asked for is in every scenario, with all values of its
 *  range. 0, or the exit code once it has been said what is wrong. */
int sf_turnings_check(const struct sf_options *options);

/**
 * Finds them, for the scenarios of the command line.
 *
 * @param how       threads, a way to stop and progress
 */
SF_MUST_USE enum sf_status
sf_turnings_find(const struct sf_options *options,
                 const struct sf_experiment *const *experiment,
                 const struct sf_experiment_options *how, struct sf_turnings *turnings);

/** Legal after a failure, and twice. */
void sf_turnings_free(struct sf_turnings *turnings);

#endif
