#include "engine/worker.h"

#include <stdlib.h>

/** Rows are padded to whole vectors. */
static size_t padded(size_t n)
{
    return (n + 15) / 16 * 16;
}

enum sf_status sf_worker_init(const struct sf_scenario *scenario,
                              struct sf_plan *const *plan, size_t n_strategies,
                              const struct sf_input_table *table, size_t block_runs,
                              struct sf_worker *worker)
{
    const size_t stride = padded(block_runs);
    const size_t n_sums = scenario->n_bands * SF_N_BAND_SUMS;
    *worker =
        (struct sf_worker){.block = calloc(n_strategies, sizeof(*worker->block)),
                           .band = calloc(n_strategies * n_sums, sizeof(*worker->band)),
                           .outcome = calloc(n_strategies, sizeof(*worker->outcome)),
                           .n_strategies = n_strategies};
    if (worker->block == NULL || worker->band == NULL || worker->outcome == NULL) {
        return SF_ERR_MEMORY;
    }
    enum sf_status status = sf_future_init(scenario, table, plan[0]->employer_hash,
                                           stride, &worker->future);
    for (size_t s = 0; s < n_strategies && status == SF_OK; s++) {
        status = sf_block_init(plan[s], stride, &worker->block[s]);
        worker->outcome[s] =
            (struct sf_outcome){.stride = stride,
                                .ledger = worker->block[s].ledger,
                                .first_month = worker->block[s].first_month,
                                .total = worker->block[s].total,
                                .band = worker->band + s * n_sums};
    }
    return status;
}

static void copy_bands(const struct sf_block *block, int64_t *sums)
{
    for (size_t b = 0; b < block->plan->n_bands; b++) {
        const struct sf_band_sums *band = &block->band[b];
        int64_t *to = sums + b * SF_N_BAND_SUMS;
        to[SF_BAND_LEVY] = band->levy_pence;
        to[SF_BAND_LEVY_DUE] = band->levy_due;
        to[SF_BAND_EXEMPT] = band->exempt;
        to[SF_BAND_PAY_LOST] = band->pay_lost_pence;
        to[SF_BAND_STRIKE_PAY] = band->strike_pay_pence;
        to[SF_BAND_HARDSHIP] = band->hardship_pence;
        to[SF_BAND_INVOLVED] = band->involved;
    }
}

void sf_worker_run(struct sf_worker *worker, uint64_t first_run, size_t n)
{
    sf_future_draw(&worker->future, first_run, n);
    for (size_t s = 0; s < worker->n_strategies; s++) {
        struct sf_block *block = &worker->block[s];
        sf_block_run(block, &worker->future);
        worker->outcome[s].n = n;
        worker->outcome[s].first_run = first_run;
        copy_bands(block, worker->band + s * block->plan->n_bands * SF_N_BAND_SUMS);
    }
}

void sf_worker_free(struct sf_worker *worker)
{
    if (worker == NULL) {
        return;
    }
    for (size_t s = 0; worker->block != NULL && s < worker->n_strategies; s++) {
        sf_block_free(&worker->block[s]);
    }
    sf_future_free(&worker->future);
    free(worker->block);
    free(worker->band);
    free(worker->outcome);
    *worker = (struct sf_worker){0};
}
