/**
 * Runs looked at one by one, for questions that sums over all runs cannot answer.
 */
#ifndef STRIKEFUND_ENGINE_VISIT_H
#define STRIKEFUND_ENGINE_VISIT_H

#include "results/results.h"
#include "strikefund/experiment.h"

/** Is shown a block of runs: outcome holds one a strategy. Calls come one at a time,
 *  but blocks in any order: what is made of them must not depend on it. */
typedef void sf_visit(void *context, const struct sf_outcome *const *outcome);

/**
 * Simulates and shows every run, without twins.
 *
 * @return SF_OK; SF_ERR_INTERRUPTED, when the first runs of the range have been shown;
 *         SF_ERR_RANGE; SF_ERR_MEMORY
 */
SF_MUST_USE enum sf_status
sf_experiment_visit(const struct sf_experiment *experiment,
                    const struct sf_experiment_options *options, sf_visit *visit,
                    void *context);

/** The values that an input of the scenario has in runs first_run .. first_run + n - 1,
 *  n at most SF_ROW_MAX. */
void sf_experiment_draw(const struct sf_experiment *experiment, size_t input,
                        uint64_t first_run, size_t n, double *value);

/** Whether an input of the scenario has the same value in every run. */
bool sf_experiment_is_fixed(const struct sf_experiment *experiment, size_t input);

/** The one uniform in (0, 1) that picks runs anew when the months before this one are
 *  known (M11.5). */
double sf_experiment_resampling(const struct sf_experiment *experiment, size_t month);

#endif
