/**
 * What an experiment holds: the chosen strategies as plans, and the inputs' tables.
 */
#ifndef STRIKEFUND_ENGINE_EXPERIMENT_H
#define STRIKEFUND_ENGINE_EXPERIMENT_H

#include "core/sha256.h"
#include "plan/plan.h"
#include "random/inputs.h"
#include "random/kernels.h"
#include "results/results.h"
#include "strikefund/experiment.h"

struct sf_experiment {
    const struct sf_scenario *scenario;
    size_t *strategy;                /* [n] of the scenario */
    struct sf_plan **plan;           /* [n] */
    char (*people)[SF_SHA256_CHARS]; /* [n] strategies whose people do the same have
                                        the same (sf_plan_people_hash) */
    size_t n;
    const struct sf_kernels *kernels; /* what draws are made with: the best there are,
                                         unless a test says otherwise */
    struct sf_input_table *table;     /* [n_inputs] */
    char hash[SF_SHA256_CHARS];
};

/**
 * How large its results are, and what they have figures of.
 *
 * @param[out] levy_months  of each strategy; the shape points to it
 */
struct sf_results_shape sf_experiment_shape(const struct sf_experiment *experiment,
                                            uint64_t first_run,
                                            size_t levy_months[SF_MAX_STRATEGIES]);

#endif
