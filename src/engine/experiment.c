#include "strikefund/experiment.h"

#include <stdlib.h>
#include <string.h>

#include <omp.h>

#include "core/sha256.h"
#include "engine/replay.h"
#include "engine/worker.h"
#include "plan/plan.h"
#include "random/inputs.h"
#include "results/results.h"

struct sf_experiment {
    const struct sf_scenario *scenario;
    size_t *strategy;      /* [n] of the scenario */
    struct sf_plan **plan; /* [n] */
    size_t n;
    struct sf_input_table *table; /* [n_inputs] */
    char hash[SF_SHA256_CHARS];
};

/** The inputs' tables and the strategies' plans as one fingerprint. */
static enum sf_status hash_experiment(struct sf_experiment *experiment)
{
    struct sf_text text = {0};
    for (size_t i = 0; i < experiment->scenario->n_inputs; i++) {
        const struct sf_input_table *table = &experiment->table[i];
        const double numbers[3] = {table->fixed, table->low, table->high};
        sf_text_add_bytes(&text, (const char *)&table->subject, sizeof(table->subject));
        sf_text_add_bytes(&text, (const char *)numbers, sizeof(numbers));
        for (size_t j = 0; j < table->n_points; j++) {
            const double pair[2] = {table->point[j], table->cumulated[j]};
            sf_text_add_bytes(&text, (const char *)pair, sizeof(pair));
        }
        if (table->node != NULL) {
            sf_text_add_bytes(&text, (const char *)table->node,
                              (SF_INPUT_CELLS + 3) * sizeof(*table->node));
        }
    }
    for (size_t i = 0; i < experiment->n; i++) {
        sf_text_add_bytes(&text, experiment->plan[i]->hash,
                          strlen(experiment->plan[i]->hash));
    }
    const enum sf_status status = text.is_out_of_memory ? SF_ERR_MEMORY : SF_OK;
    if (status == SF_OK) {
        sf_sha256_hex(text.chars, text.length, experiment->hash);
    }
    sf_text_free(&text);
    return status;
}

static enum sf_status fill(struct sf_experiment *experiment, const size_t *strategy)
{
    const struct sf_scenario *scenario = experiment->scenario;
    for (size_t i = 0; i < scenario->n_inputs; i++) {
        const enum sf_status status =
            sf_input_table_init(&scenario->input[i], &experiment->table[i]);
        if (status != SF_OK) {
            return status;
        }
    }
    for (size_t i = 0; i < experiment->n; i++) {
        experiment->strategy[i] = strategy[i];
        const enum sf_status status =
            sf_plan_init(scenario, strategy[i], &experiment->plan[i]);
        if (status != SF_OK) {
            return status;
        }
    }
    return hash_experiment(experiment);
}

enum sf_status sf_experiment_init(const struct sf_scenario *scenario,
                                  const size_t *strategy, size_t n_strategies,
                                  struct sf_experiment **experiment)
{
    struct sf_experiment *made = calloc(1, sizeof(*made));
    if (made == NULL) {
        return SF_ERR_MEMORY;
    }
    *made = (struct sf_experiment){
        .scenario = scenario,
        .n = n_strategies,
        .strategy = calloc(n_strategies + 1, sizeof(*made->strategy)),
        .plan = calloc(n_strategies + 1, sizeof(*made->plan)),
        .table = calloc(scenario->n_inputs + 1, sizeof(*made->table))};
    enum sf_status status = SF_ERR_MEMORY;
    if (made->strategy != NULL && made->plan != NULL && made->table != NULL) {
        status = fill(made, strategy);
    }
    if (status != SF_OK) {
        sf_experiment_free(made);
        return status;
    }
    *experiment = made;
    return SF_OK;
}

void sf_experiment_free(struct sf_experiment *experiment)
{
    if (experiment == NULL) {
        return;
    }
    for (size_t i = 0; experiment->table != NULL && i < experiment->scenario->n_inputs;
         i++) {
        sf_input_table_free(&experiment->table[i]);
    }
    for (size_t i = 0; experiment->plan != NULL && i < experiment->n; i++) {
        sf_plan_free(experiment->plan[i]);
    }
    free(experiment->strategy);
    free(experiment->plan);
    free(experiment->table);
    free(experiment);
}

const char *sf_experiment_plan_hash(const struct sf_experiment *experiment)
{
    return experiment->hash;
}

const struct sf_scenario *sf_experiment_scenario(const struct sf_experiment *experiment)
{
    return experiment->scenario;
}

size_t sf_experiment_strategy(const struct sf_experiment *experiment, size_t i)
{
    SF_BUG_ON(i >= experiment->n);
    return experiment->strategy[i];
}

static enum sf_status init_results(const struct sf_experiment *experiment,
                                   struct sf_results **results)
{
    size_t levy_months[SF_MAX_STRATEGIES] = {0};
    SF_BUG_ON(experiment->n > SF_MAX_STRATEGIES);
    for (size_t s = 0; s < experiment->n; s++) {
        const struct sf_plan *plan = experiment->plan[s];
        for (size_t m = 1; m <= plan->n_months; m++) {
            levy_months[s] += plan->phase_of_month[m] != SF_NONE;
        }
    }
    return sf_results_init(experiment->n, (size_t)experiment->scenario->n_months,
                           experiment->scenario->n_bands, levy_months, results);
}

/** What the threads of one experiment share. */
struct shared {
    const struct sf_experiment *experiment;
    const struct sf_experiment_options *options;
    struct sf_results *results;
    size_t block_runs;
    uint64_t runs_taken, runs_done;
    enum sf_status status;
};

/**
 * Takes the next block: its runs are from + 1 .. from + n of the range; n is 0 when
 * there is none, or when the experiment is stopped. Stopping is decided here, under
 * the same lock as taking, and a block that is taken is finished: what is done when an
 * experiment stops early is always the first runs of its range.
 */
static size_t take_block(struct shared *shared, uint64_t *from)
{
    const struct sf_experiment_options *options = shared->options;
    size_t n = 0;
#pragma omp critical(sf_blocks)
    {
        const bool is_stopped =
            options->is_stopped != NULL && *options->is_stopped != 0;
        const uint64_t left = options->n_runs - shared->runs_taken;
        if (!is_stopped && shared->status == SF_OK) {
            n = left < shared->block_runs ? (size_t)left : shared->block_runs;
        }
        *from = shared->runs_taken;
        shared->runs_taken += n;
    }
    return n;
}

static void add_block(struct shared *shared, const struct sf_worker *worker, size_t n)
{
    const struct sf_experiment_options *options = shared->options;
#pragma omp critical(sf_results)
    {
        /* Whole numbers only: the order in which blocks come does not matter. */
        sf_results_add(shared->results, worker->outcome);
        shared->runs_done += n;
        if (options->progress != NULL) {
            options->progress(options->progress_context, shared->runs_done,
                              options->n_runs);
        }
    }
}

static void run_threads(struct shared *shared, int n_threads)
{
    const struct sf_experiment *experiment = shared->experiment;
#pragma omp parallel num_threads(n_threads)
    {
        struct sf_worker worker;
        const enum sf_status status =
            sf_worker_init(experiment->scenario, experiment->plan, experiment->n,
                           experiment->table, shared->block_runs, &worker);
        if (status != SF_OK) {
#pragma omp critical(sf_blocks)
            shared->status = status;
        }
#pragma omp barrier
        uint64_t from;
        size_t n;
        while ((n = take_block(shared, &from)) > 0) {
            sf_worker_run(&worker, shared->options->first_run + from, n);
            add_block(shared, &worker, n);
        }
        sf_worker_free(&worker);
    }
}

enum sf_status sf_experiment_run(const struct sf_experiment *experiment,
                                 const struct sf_experiment_options *options,
                                 struct sf_results **results)
{
    if (options->n_runs == 0 || options->first_run == 0 ||
        options->block_runs > SF_BLOCK_MAX || options->n_threads < 0) {
        return SF_ERR_RANGE;
    }
    struct shared shared = {.experiment = experiment,
                            .options = options,
                            .block_runs = options->block_runs > 0 ? options->block_runs
                                                                  : SF_BLOCK_RUNS};
    const enum sf_status status = init_results(experiment, &shared.results);
    if (status != SF_OK) {
        return status;
    }
    run_threads(&shared,
                options->n_threads > 0 ? options->n_threads : omp_get_max_threads());
    if (shared.status == SF_OK && shared.runs_done < options->n_runs) {
        shared.status = SF_ERR_INTERRUPTED;
    }
    const bool is_kept = shared.status == SF_OK ||
                         (shared.status == SF_ERR_INTERRUPTED && shared.runs_done > 0);
    if (is_kept) {
        *results = shared.results;
    } else {
        sf_results_free(shared.results);
    }
    return shared.status;
}

enum sf_status sf_experiment_replay(const struct sf_experiment *experiment,
                                    size_t strategy, uint64_t run,
                                    struct sf_ledger *ledger)
{
    if (strategy >= experiment->n || run == 0) {
        return SF_ERR_RANGE;
    }
    return sf_replay(experiment->plan + strategy, experiment->table, run, NULL, ledger);
}

enum sf_status sf_experiment_trace(const struct sf_experiment *experiment,
                                   size_t strategy, uint64_t run,
                                   struct sf_trace *trace)
{
    if (strategy >= experiment->n || run == 0) {
        return SF_ERR_RANGE;
    }
    return sf_replay_traced(experiment->plan + strategy, experiment->table, run, trace);
}
