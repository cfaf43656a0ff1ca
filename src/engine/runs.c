/* Blocks of runs on threads, reduced to results. */
#include <stdlib.h>

#include <omp.h>

#include "engine/experiment.h"
#include "engine/visit.h"
#include "engine/worker.h"

/** What the threads share. */
struct shared {
    const struct sf_experiment *const *experiment; /* [n] */
    size_t n;
    const struct sf_experiment_options *options;
    struct sf_results *const *results; /* [n] */
    struct sf_pairs *pairs;            /* of all strategies; NULL: not wanted */
    sf_visit *visit;                   /* is shown the runs in place of results; NULL */
    void *context;
    size_t block_runs;
    uint64_t runs_taken, runs_done;
    enum sf_status status;
};

/** What one thread has. */
struct crew {
    struct sf_worker worker;
    const struct sf_outcome **outcome; /* of all strategies of all experiments */
};

static enum sf_status init_results(const struct sf_experiment *experiment,
                                   const struct sf_experiment_options *options,
                                   struct sf_results **results)
{
    size_t levy_months[SF_MAX_STRATEGIES];
    struct sf_results_shape shape =
        sf_experiment_shape(experiment, options->first_run, levy_months);
    shape.is_brief = options->is_brief;
    return sf_results_init(&shape, results);
}

bool sf_experiment_fits(const struct sf_experiment *experiment,
                        const struct sf_results *results)
{
    size_t levy_months[SF_MAX_STRATEGIES];
    struct sf_results_shape shape = sf_experiment_shape(experiment, 1, levy_months);
    shape.is_brief = results->is_brief;
    return sf_results_have_shape(results, &shape);
}

static size_t count_strategies(const struct shared *shared)
{
    size_t n = 0;
    for (size_t e = 0; e < shared->n; e++) {
        n += shared->experiment[e]->n;
    }
    return n;
}

static enum sf_status init_crew(const struct shared *shared, struct crew *crew)
{
    *crew = (struct crew){.outcome =
                              calloc(count_strategies(shared), sizeof(*crew->outcome))};
    if (crew->outcome == NULL) {
        return SF_ERR_MEMORY;
    }
    const enum sf_status status =
        sf_worker_init(shared->experiment, shared->n, shared->block_runs,
                       !shared->options->is_brief, &crew->worker);
    for (size_t j = 0; status == SF_OK && j < crew->worker.n_seats; j++) {
        crew->outcome[j] = &crew->worker.outcome[j];
    }
    return status;
}

static void free_crew(struct crew *crew)
{
    sf_worker_free(&crew->worker);
    free(crew->outcome);
}

/** How many runs from this one on have twins, or have none, alike. */
static uint64_t runs_alike(uint64_t run)
{
    const uint64_t at = (run - 1) % SF_TWIN_PERIOD;
    return (at < SF_TWIN_RUNS ? SF_TWIN_RUNS : SF_TWIN_PERIOD) - at;
}

static uint64_t least(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

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
            const uint64_t alike = runs_alike(options->first_run + shared->runs_taken);
            n = (size_t)least(least(left, shared->block_runs), alike);
        }
        *from = shared->runs_taken;
        shared->runs_taken += n;
    }
    return n;
}

static void add_block(struct shared *shared, const struct crew *crew, size_t n)
{
    const struct sf_experiment_options *options = shared->options;
#pragma omp critical(sf_results)
    {
        /* Whole numbers only: the order in which blocks come does not matter. */
        const struct sf_outcome *const *outcome = crew->outcome;
        if (shared->visit != NULL) {
            shared->visit(shared->context, outcome);
        }
        for (size_t e = 0; shared->visit == NULL && e < shared->n; e++) {
            sf_results_add(shared->results[e], outcome);
            outcome += shared->experiment[e]->n;
        }
        if (shared->pairs != NULL) {
            sf_pairs_add(shared->pairs, crew->outcome);
        }
        shared->runs_done += n;
        if (options->progress != NULL) {
            options->progress(options->progress_context, shared->runs_done,
                              options->n_runs);
        }
    }
}

static void run_threads(struct shared *shared)
{
    const int wanted = shared->options->n_threads;
    const int n_threads = wanted > 0 ? wanted : omp_get_max_threads();
#pragma omp parallel num_threads(n_threads)
    {
        struct crew crew;
        const enum sf_status status = init_crew(shared, &crew);
        if (status != SF_OK) {
#pragma omp critical(sf_blocks)
            shared->status = status;
        }
#pragma omp barrier
        uint64_t from;
        size_t n;
        while ((n = take_block(shared, &from)) > 0) {
            sf_worker_run(&crew.worker, shared->options->first_run + from, n);
            add_block(shared, &crew, n);
        }
        free_crew(&crew);
    }
}

/** Runs what the options ask for; results and pairs are added to. */
static enum sf_status run_blocks(struct shared *shared)
{
    const struct sf_experiment_options *options = shared->options;
    if (options->n_runs == 0 || options->first_run == 0 ||
        options->block_runs > SF_BLOCK_MAX || options->n_threads < 0) {
        return SF_ERR_RANGE;
    }
    shared->block_runs = options->block_runs > 0 ? options->block_runs : SF_BLOCK_RUNS;
    run_threads(shared);
    if (shared->status == SF_OK && shared->runs_done < options->n_runs) {
        shared->status = SF_ERR_INTERRUPTED;
    }
    return shared->status;
}

/** Whether there is anything worth keeping. */
static bool is_kept(const struct shared *shared)
{
    return shared->status == SF_OK ||
           (shared->status == SF_ERR_INTERRUPTED && shared->runs_done > 0);
}

enum sf_status sf_experiments_run(const struct sf_experiment *const *experiment,
                                  size_t n, const struct sf_experiment_options *options,
                                  struct sf_results **results, struct sf_pairs **pairs)
{
    struct sf_results **made = calloc(n, sizeof(*made));
    struct shared shared = {
        .experiment = experiment, .n = n, .options = options, .results = made};
    shared.status = made == NULL ? SF_ERR_MEMORY : SF_OK;
    if (shared.status == SF_OK && pairs != NULL) {
        shared.status = sf_pairs_init(count_strategies(&shared), &shared.pairs);
    }
    for (size_t e = 0; e < n && shared.status == SF_OK; e++) {
        shared.status = init_results(experiment[e], options, &made[e]);
    }
    if (shared.status == SF_OK) {
        shared.status = run_blocks(&shared);
    }
    for (size_t e = 0; made != NULL && e < n; e++) {
        if (is_kept(&shared)) {
            results[e] = made[e];
        } else {
            sf_results_free(made[e]);
        }
    }
    if (is_kept(&shared) && pairs != NULL) {
        *pairs = shared.pairs;
    } else {
        sf_pairs_free(shared.pairs);
    }
    free(made);
    return shared.status;
}

enum sf_status sf_experiment_extend(const struct sf_experiment *experiment,
                                    const struct sf_experiment_options *options,
                                    struct sf_results *results)
{
    if (options->first_run != results->first_run + sf_results_runs(results) ||
        !sf_experiment_fits(experiment, results)) {
        return SF_ERR_RANGE;
    }
    struct shared shared = {
        .experiment = &experiment, .n = 1, .options = options, .results = &results};
    return run_blocks(&shared);
}

enum sf_status sf_experiment_run(const struct sf_experiment *experiment,
                                 const struct sf_experiment_options *options,
                                 struct sf_results **results)
{
    struct sf_results *made = NULL;
    enum sf_status status = init_results(experiment, options, &made);
    if (status == SF_OK) {
        status = sf_experiment_extend(experiment, options, made);
    }
    const bool is_kept =
        status == SF_OK || (status == SF_ERR_INTERRUPTED && sf_results_runs(made) > 0);
    if (is_kept) {
        *results = made;
    } else {
        sf_results_free(made);
    }
    return status;
}

enum sf_status sf_experiment_visit(const struct sf_experiment *experiment,
                                   const struct sf_experiment_options *options,
                                   sf_visit *visit, void *context)
{
    struct sf_experiment_options without_twins = *options;
    without_twins.is_brief = true;
    struct shared shared = {.experiment = &experiment,
                            .n = 1,
                            .options = &without_twins,
                            .visit = visit,
                            .context = context};
    return run_blocks(&shared);
}
