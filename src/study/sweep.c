#include "strikefund/sweep.h"

#include <stdlib.h>
#include <string.h>

#include "core/sha256.h"
#include "core/text.h"
#include "study/point.h"

struct sf_sweep {
    const char *path;
    const struct sf_reading_options *reading;
    const struct sf_sweep_grid *grid;
    struct sf_scenario *first;
    size_t strategy[SF_MAX_STRATEGIES];
    size_t n_strategies;
    char (*point_hash)[SF_SHA256_CHARS]; /* of the resolved scenario, one a point */
    char hash[SF_SHA256_CHARS];
};

/** Reads the scenario at a point: each key's value is one more override. */
static enum sf_status read_point(const struct sf_sweep *sweep, size_t point,
                                 struct sf_faults *faults,
                                 struct sf_scenario **scenario)
{
    struct sf_override value[SF_MAX_SWEEP_KEYS];
    for (size_t k = 0; k < sweep->grid->n_keys; k++) {
        value[k] =
            (struct sf_override){.key = sweep->grid->key[k].key,
                                 .value = sf_sweep_grid_value(sweep->grid, point, k)};
    }
    return sf_point_read(sweep->path, sweep->reading, value, sweep->grid->n_keys,
                         faults, scenario);
}

static enum sf_status hash_scenario(const struct sf_scenario *scenario,
                                    char hash[SF_SHA256_CHARS])
{
    char *resolved = NULL;
    const enum sf_status status = sf_scenario_resolved(scenario, &resolved);
    if (status == SF_OK) {
        sf_sha256_hex(resolved, strlen(resolved), hash);
    }
    free(resolved);
    return status;
}

/** Whether a fault's words name the key, with or without its quotes. */
static bool names_key(const char *words, const char *key)
{
    if (strstr(words, key) != NULL) {
        return true;
    }
    struct sf_text plain = {0};
    for (const char *c = key; *c != '\0'; c++) {
        if (*c != '"') {
            sf_text_add_bytes(&plain, c, 1);
        }
    }
    const bool is_named = plain.length > 0 && strstr(words, plain.chars) != NULL;
    sf_text_free(&plain);
    return is_named;
}

/** Which option a fault of the command line came from. */
static const char *option_of(const struct sf_sweep *sweep, const struct sf_fault *fault)
{
    for (size_t k = 0; k < sweep->grid->n_keys; k++) {
        if (fault->file != NULL && strcmp(fault->file, "--set") == 0 &&
            names_key(fault->words, sweep->grid->key[k].key)) {
            return "--vary";
        }
    }
    return fault->file;
}

/** Adds the faults of a point to those of the points before: each is said once. */
static void add_faults(const struct sf_sweep *sweep, const struct sf_faults *of_point,
                       struct sf_faults *faults)
{
    for (size_t i = 0; i < of_point->n; i++) {
        const struct sf_fault *fault = &of_point->fault[i];
        const char *file = option_of(sweep, fault);
        if (sf_point_has_fault(faults, file, fault)) {
            continue;
        }
        if (fault->is_warning) {
            sf_faults_warn(faults, file, fault->line, "%s", fault->words);
        } else {
            sf_faults_add(faults, file, fault->line, "%s", fault->words);
        }
    }
    faults->is_full |= of_point->is_full;
}

/** Reads one point and keeps its hash; the first one's scenario is kept whole. */
static enum sf_status check_point(struct sf_sweep *sweep, size_t point,
                                  struct sf_faults *faults)
{
    struct sf_faults of_point = {0};
    struct sf_scenario *scenario = NULL;
    enum sf_status status = read_point(sweep, point, &of_point, &scenario);
    if (status == SF_OK) {
        status = hash_scenario(scenario, sweep->point_hash[point]);
    }
    if (status == SF_OK && point == 0) {
        sweep->first = scenario;
        scenario = NULL;
    }
    add_faults(sweep, &of_point, faults);
    sf_scenario_free(scenario);
    sf_faults_free(&of_point);
    return status;
}

static enum sf_status check_points(struct sf_sweep *sweep,
                                   const volatile sig_atomic_t *is_stopped,
                                   struct sf_faults *faults)
{
    const size_t n_points = sf_sweep_grid_points(sweep->grid);
    sweep->point_hash = calloc(n_points, sizeof(*sweep->point_hash));
    if (sweep->point_hash == NULL) {
        return SF_ERR_MEMORY;
    }
    enum sf_status worst = SF_OK;
    for (size_t point = 0; point < n_points; point++) {
        if (is_stopped != NULL && *is_stopped != 0) {
            return SF_ERR_INTERRUPTED;
        }
        const enum sf_status status = check_point(sweep, point, faults);
        if (status != SF_OK && status != SF_ERR_SCENARIO) {
            return status;
        }
        worst = status != SF_OK ? status : worst;
    }
    sf_faults_sort(faults);
    sf_sha256_hex(sweep->point_hash, n_points * sizeof(*sweep->point_hash),
                  sweep->hash);
    return worst;
}

enum sf_status sf_sweep_init(const char *path, const struct sf_reading_options *reading,
                             const struct sf_sweep_grid *grid,
                             const volatile sig_atomic_t *is_stopped,
                             struct sf_faults *faults, struct sf_sweep **sweep)
{
    SF_BUG_ON(grid->n_keys == 0);
    struct sf_sweep *made = calloc(1, sizeof(*made));
    if (made == NULL) {
        return SF_ERR_MEMORY;
    }
    *made = (struct sf_sweep){.path = path, .reading = reading, .grid = grid};
    const enum sf_status status = check_points(made, is_stopped, faults);
    if (status != SF_OK) {
        sf_sweep_free(made);
        return status;
    }
    made->n_strategies = made->first->n_strategies;
    for (size_t i = 0; i < made->n_strategies; i++) {
        made->strategy[i] = i;
    }
    *sweep = made;
    return SF_OK;
}

void sf_sweep_choose(struct sf_sweep *sweep, const size_t *strategy, size_t n)
{
    SF_BUG_ON(n == 0 || n > SF_MAX_STRATEGIES);
    memcpy(sweep->strategy, strategy, n * sizeof(*strategy));
    sweep->n_strategies = n;
}

const struct sf_sweep_grid *sf_sweep_grid(const struct sf_sweep *sweep)
{
    return sweep->grid;
}

size_t sf_sweep_n_strategies(const struct sf_sweep *sweep)
{
    return sweep->n_strategies;
}

const struct sf_scenario *sf_sweep_scenario(const struct sf_sweep *sweep)
{
    return sweep->first;
}

size_t sf_sweep_strategy(const struct sf_sweep *sweep, size_t i)
{
    return sweep->strategy[i];
}

const char *sf_sweep_hash(const struct sf_sweep *sweep)
{
    return sweep->hash;
}

/** Reads a point and resolves it. */
static enum sf_status prepare(const struct sf_sweep *sweep, size_t point,
                              struct sf_evaluation *evaluation)
{
    struct sf_faults faults = {0}; /* told when the point was checked */
    struct sf_evaluation found = {.point = point};
    char hash[SF_SHA256_CHARS];
    enum sf_status status = read_point(sweep, point, &faults, &found.scenario);
    if (status == SF_OK) {
        status = hash_scenario(found.scenario, hash);
    }
    if (status == SF_OK && strcmp(hash, sweep->point_hash[point]) != 0) {
        status = SF_ERR_SCENARIO;
    }
    if (status == SF_OK) {
        status = sf_experiment_init(found.scenario, sweep->strategy,
                                    sweep->n_strategies, &found.experiment);
    }
    if (status == SF_OK) {
        *evaluation = found;
    } else {
        sf_evaluation_free(&found);
    }
    sf_faults_free(&faults);
    return status;
}

/** Prepares the first point and those after it that have its people. */
static enum sf_status prepare_abreast(const struct sf_sweep *sweep, const size_t *point,
                                      size_t n, struct sf_evaluation *evaluation,
                                      size_t *n_ready)
{
    enum sf_status status = SF_OK;
    *n_ready = 0;
    while (status == SF_OK && *n_ready < n && *n_ready < SF_SWEEP_ABREAST) {
        struct sf_evaluation *next = &evaluation[*n_ready];
        status = prepare(sweep, point[*n_ready], next);
        if (status != SF_OK) {
            break;
        }
        if (!sf_experiments_share_people(evaluation[0].experiment, next->experiment)) {
            sf_evaluation_free(next);
            break;
        }
        ++*n_ready;
    }
    return status;
}

static enum sf_status run_abreast(struct sf_evaluation *evaluation, size_t n,
                                  const struct sf_experiment_options *options)
{
    const struct sf_experiment *experiment[SF_SWEEP_ABREAST];
    struct sf_results *results[SF_SWEEP_ABREAST] = {NULL};
    SF_BUG_ON(n == 0);
    for (size_t i = 0; i < n; i++) {
        experiment[i] = evaluation[i].experiment;
    }
    struct sf_experiment_options how = *options;
    how.first_run = 1;
    how.n_runs = sf_experiment_scenario(experiment[0])->runs;
    how.is_brief = true;
    const enum sf_status status =
        sf_experiments_run(experiment, n, &how, results, NULL);
    for (size_t i = 0; i < n; i++) {
        evaluation[i].results = results[i];
    }
    return status;
}

enum sf_status sf_sweep_evaluate(const struct sf_sweep *sweep, const size_t *point,
                                 size_t n, const struct sf_experiment_options *options,
                                 struct sf_evaluation evaluation[SF_SWEEP_ABREAST],
                                 size_t *n_done)
{
    SF_BUG_ON(n == 0);
    struct sf_evaluation found[SF_SWEEP_ABREAST] = {{0}};
    size_t n_ready;
    enum sf_status status = prepare_abreast(sweep, point, n, found, &n_ready);
    if (status == SF_OK) {
        status = run_abreast(found, n_ready, options);
    }
    if (status == SF_OK) {
        memcpy(evaluation, found, n_ready * sizeof(*found));
        *n_done = n_ready;
    }
    for (size_t i = 0; i < n_ready && status != SF_OK; i++) {
        sf_evaluation_free(&found[i]);
    }
    return status;
}

void sf_evaluation_free(struct sf_evaluation *evaluation)
{
    sf_results_free(evaluation->results);
    sf_experiment_free(evaluation->experiment);
    sf_scenario_free(evaluation->scenario);
    *evaluation = (struct sf_evaluation){0};
}

void sf_sweep_free(struct sf_sweep *sweep)
{
    if (sweep == NULL) {
        return;
    }
    sf_scenario_free(sweep->first);
    free(sweep->point_hash);
    free(sweep);
}
