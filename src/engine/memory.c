/* What an experiment will ask for, reckoned before it does: by the sizes that those who
 * ask keep beside their asking. */
#include <omp.h>

#include "engine/experiment.h"
#include "engine/worker.h"
#include "model/block.h"
#include "results/results.h"

uint64_t sf_experiment_bytes(const struct sf_experiment *experiment, int n_threads)
{
    const struct sf_scenario *scenario = experiment->scenario;
    const struct sf_results_shape shape = {
        .n_strategies = experiment->n,
        .n_months = (size_t)scenario->n_months,
        .n_bands = scenario->n_bands,
        .n_employers = scenario->n_employers,
        .n_mandates = experiment->plan[0]->votes.n_cells,
        .n_pots = scenario->fund.pots.n,
        .has_refunds = sf_experiment_has_refunds(experiment)};
    const size_t worker = sf_worker_bytes(experiment, SF_BLOCK_RUNS, true);
    const int threads = n_threads > 0 ? n_threads : omp_get_max_threads();
    return sf_results_bytes(&shape) + (uint64_t)threads * worker;
}
