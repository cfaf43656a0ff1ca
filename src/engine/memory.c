/* What an experiment will ask for, reckoned before it does: by the sizes that those who
 * ask keep beside their asking. */
#include <omp.h>

#include "engine/experiment.h"
#include "engine/worker.h"
#include "model/block.h"
#include "results/results.h"

uint64_t sf_experiment_bytes(const struct sf_experiment *experiment, int n_threads)
{
    size_t levy_months[SF_MAX_STRATEGIES];
    const struct sf_results_shape shape =
        sf_experiment_shape(experiment, 1, levy_months);
    const size_t worker = sf_worker_bytes(experiment, SF_BLOCK_RUNS, true);
    const int threads = n_threads > 0 ? n_threads : omp_get_max_threads();
    return sf_results_bytes(&shape) + (uint64_t)threads * worker;
}
