#include "engine/worker.h"

#include <stdlib.h>
#include <string.h>

static enum sf_status init_twins(size_t stride, struct sf_worker *worker)
{
    const size_t n = worker->n_strategies * worker->n_ends;
    worker->balance = calloc(SF_N_TWINS * n * stride, sizeof(*worker->balance));
    worker->twins = calloc(n * SF_TWIN_BATCHES, sizeof(*worker->twins));
    return worker->balance == NULL || worker->twins == NULL ? SF_ERR_MEMORY : SF_OK;
}

static struct sf_outcome outcome_of(const struct sf_block *block, const int64_t *band)
{
    return (struct sf_outcome){.stride = block->stride,
                               .ledger = block->ledger,
                               .first_month = block->first_month,
                               .total = block->total,
                               .band = band,
                               .employer_slot = block->employer_slot,
                               .employer = block->employer};
}

enum sf_status sf_worker_init(const struct sf_scenario *scenario,
                              const struct sf_kernels *kernels,
                              struct sf_plan *const *plan, size_t n_strategies,
                              const struct sf_input_table *table, size_t block_runs,
                              bool has_twins, struct sf_worker *worker)
{
    const size_t stride = sf_whole_groups(block_runs);
    const size_t n_sums = scenario->n_bands * SF_N_BAND_SUMS;
    *worker =
        (struct sf_worker){.block = calloc(n_strategies, sizeof(*worker->block)),
                           .band = calloc(n_strategies * n_sums, sizeof(*worker->band)),
                           .outcome = calloc(n_strategies, sizeof(*worker->outcome)),
                           .n_strategies = n_strategies,
                           .n_ends = plan[0]->n_months + 1};
    if (worker->block == NULL || worker->band == NULL || worker->outcome == NULL) {
        return SF_ERR_MEMORY;
    }
    enum sf_status status = sf_future_init(
        scenario, kernels, table, plan[0]->employer_hash, stride, &worker->future);
    for (size_t s = 0; s < n_strategies && status == SF_OK; s++) {
        status = sf_block_init(plan[s], stride, &worker->block[s]);
        worker->outcome[s] = outcome_of(&worker->block[s], worker->band + s * n_sums);
    }
    return status == SF_OK && has_twins ? init_twins(stride, worker) : status;
}

size_t sf_worker_bytes(const struct sf_scenario *scenario, struct sf_plan *const *plan,
                       size_t n_strategies, size_t block_runs, bool has_twins)
{
    static const struct sf_worker *const W; /* for the sizes of its arrays */
    const size_t stride = sf_whole_groups(block_runs);
    const size_t n_ends = n_strategies * (plan[0]->n_months + 1);
    size_t bytes =
        n_strategies * (sizeof(*W->block) + sizeof(*W->outcome) +
                        scenario->n_bands * SF_N_BAND_SUMS * sizeof(*W->band));
    bytes += sf_future_bytes(scenario, stride);
    for (size_t s = 0; s < n_strategies; s++) {
        bytes += sf_block_bytes(plan[s], stride);
    }
    if (has_twins) {
        bytes += n_ends * (SF_N_TWINS * stride * sizeof(*W->balance) +
                           SF_TWIN_BATCHES * sizeof(*W->twins));
    }
    return bytes;
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

/** A strategy's balances of a kind of twin, by month end. */
static int64_t *balances_of(const struct sf_worker *worker, enum sf_twin twin,
                            size_t strategy)
{
    const size_t row = (size_t)twin * worker->n_strategies + strategy;
    return worker->balance + row * worker->n_ends * worker->future.stride;
}

/** Simulates one kind of twin of every run, and keeps their balances. */
static void run_twins(struct sf_worker *worker, enum sf_twin twin, uint64_t first_run,
                      size_t n)
{
    const size_t stride = worker->future.stride;
    sf_future_draw_twins(&worker->future, twin, first_run, n);
    for (size_t s = 0; s < worker->n_strategies; s++) {
        int64_t *kept = balances_of(worker, twin, s);
        sf_block_run(&worker->block[s], &worker->future);
        for (size_t m = 0; m < worker->n_ends; m++) {
            memcpy(kept + m * stride, sf_ledger_row(&worker->block[s], m, SF_BALANCE),
                   n * sizeof(*kept));
        }
    }
}

/** Squared distances of the runs of a strategy, just simulated, from their twins. */
static void measure_twins(struct sf_worker *worker, size_t strategy, uint64_t first_run,
                          size_t n)
{
    const size_t stride = worker->future.stride;
    struct sf_twin_sums *sums =
        worker->twins + strategy * worker->n_ends * SF_TWIN_BATCHES;
    memset(sums, 0, worker->n_ends * SF_TWIN_BATCHES * sizeof(*sums));
    for (size_t m = 0; m < worker->n_ends; m++) {
        const int64_t *balance = sf_ledger_row(&worker->block[strategy], m, SF_BALANCE);
        for (size_t i = 0; i < n; i++) {
            struct sf_twin_sums *batch =
                &sums[m * SF_TWIN_BATCHES + (first_run + i) % SF_TWIN_BATCHES];
            batch->n++;
            for (int t = 0; t < SF_N_TWINS; t++) {
                const sf_int128 apart =
                    balance[i] -
                    balances_of(worker, (enum sf_twin)t, strategy)[m * stride + i];
                batch->squares[t] += apart * apart;
            }
        }
    }
    worker->outcome[strategy].twins = sums;
}

/** Where employers do not differ, a twin in rates is one in differences too. */
static void run_all_twins(struct sf_worker *worker, uint64_t first_run, size_t n)
{
    run_twins(worker, SF_TWIN_IN_DIFFERENCES, first_run, n);
    if (sf_future_has_differences(&worker->future)) {
        run_twins(worker, SF_TWIN_IN_RATES, first_run, n);
        return;
    }
    memcpy(balances_of(worker, SF_TWIN_IN_RATES, 0),
           balances_of(worker, SF_TWIN_IN_DIFFERENCES, 0),
           worker->n_strategies * worker->n_ends * worker->future.stride *
               sizeof(*worker->balance));
}

void sf_worker_run(struct sf_worker *worker, uint64_t first_run, size_t n)
{
    const bool has_twins = worker->twins != NULL && sf_run_has_twins(first_run);
    if (has_twins) {
        SF_BUG_ON(!sf_run_has_twins(first_run + n - 1));
        run_all_twins(worker, first_run, n);
    }
    sf_future_draw(&worker->future, first_run, n);
    for (size_t s = 0; s < worker->n_strategies; s++) {
        struct sf_block *block = &worker->block[s];
        sf_block_run(block, &worker->future);
        worker->outcome[s].n = n;
        worker->outcome[s].first_run = first_run;
        worker->outcome[s].twins = NULL;
        copy_bands(block, worker->band + s * block->plan->n_bands * SF_N_BAND_SUMS);
        if (has_twins) {
            measure_twins(worker, s, first_run, n);
        }
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
    free(worker->balance);
    free(worker->twins);
    *worker = (struct sf_worker){0};
}
