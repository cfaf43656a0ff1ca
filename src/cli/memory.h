/**
 * Whether this machine has the memory that a simulation will need. Better asked before
 * than found out by being ended by the system halfway.
 */
#ifndef STRIKEFUND_CLI_MEMORY_H
#define STRIKEFUND_CLI_MEMORY_H

#include <stddef.h>

#include "strikefund/experiment.h"

/**
 * Sees to it that n experiments side by side fit: with fewer threads than the options
 * ask for, where that is enough, which is said on stderr and changes no result.
 *
 * @param[in,out] options  n_threads may become smaller
 * @return 0; the exit code for want of memory, with what is wrong said on stderr
 */
int sf_memory_fit(const struct sf_experiment *const *experiment, size_t n,
                  struct sf_experiment_options *options);

/** The same where `more` bytes are needed beside them, whatever the threads. */
int sf_memory_fit_with(const struct sf_experiment *const *experiment, size_t n,
                       uint64_t more, struct sf_experiment_options *options);
/** Sees to it that some strategies of a scenario fit, which stands for all the points
 *  that will be simulated: each is about as large. How many threads that takes goes
 * into n_threads. 0, or the exit code. */
int sf_memory_fit_scenario(const struct sf_scenario *scenario, const size_t *chosen,
                           size_t n, int *n_threads);

#endif
