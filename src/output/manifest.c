#include "output/manifest.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>
#include <omp.h>

#include "core/sha256.h"
#include "output/json.h"
#include "output/sweep_json.h"

/** Hash of a scenario as scenario.resolved.cfg has it. */
static enum sf_status hash_resolved(const struct sf_view *view,
                                    char hash[SF_SHA256_CHARS])
{
    char *resolved = NULL;
    const enum sf_status status = sf_scenario_resolved(view->scenario, &resolved);
    if (status == SF_OK) {
        sf_sha256_hex(resolved, strlen(resolved), hash);
    }
    free(resolved);
    return status;
}

/** By the names their own scenario has for them. */
static void add_strategies(struct sf_json *json, const struct sf_view *view)
{
    sf_json_open_array(json, "strategies");
    for (size_t i = 0; i < view->n_strategies; i++) {
        const size_t own = sf_experiment_strategy(view->experiment, i);
        sf_json_add_text(json, NULL, view->scenario->strategy[own].name);
    }
    sf_json_close(json);
}

/** Members stand in the order of the alphabet: the bytes of every manifest so far. */
enum sf_status sf_manifest_write(const struct sf_view *view, struct sf_text *text)
{
    char hash[SF_SHA256_CHARS];
    const enum sf_status status = hash_resolved(view, hash);
    if (status != SF_OK) {
        return status;
    }
    const struct sf_run_record *record = view->record;
    struct sf_json json = {0};
    sf_json_open_object(&json, NULL);
    sf_json_add_whole(&json, "contract_version", SF_CONTRACT_VERSION);
    sf_json_add_count(&json, "first_run", record->first_run);
    sf_json_add_count(&json, "last_run", record->first_run + record->n_runs - 1);
    sf_json_add_text(&json, "method", "exact");
    sf_json_add_text(&json, "plan_hash", sf_experiment_plan_hash(view->experiment));
    sf_json_add_text(&json, "program", "strikefund");
    sf_json_open_object(&json, "scenario");
    sf_json_add_text(&json, "name",
                     sf_record_scenario_name(view->record, view->scenario));
    sf_json_add_text(&json, "resolved_sha256", hash);
    sf_json_add_text(&json, "sha256",
                     sf_record_scenario_sha256(view->record, view->scenario));
    sf_json_close(&json);
    sf_json_add_seed(&json, "seed", view->scenario->seed);
    add_strategies(&json, view);
    sf_json_add_text(&json, "version", record->version);
    sf_json_close(&json);
    return sf_json_move(&json, text);
}

/** One of several scenarios: what stands in the manifest of a run, with its plans. */
static enum sf_status add_compared(struct sf_json *json, const struct sf_view *view)
{
    char hash[SF_SHA256_CHARS];
    const enum sf_status status = hash_resolved(view, hash);
    if (status != SF_OK) {
        return status;
    }
    sf_json_open_object(json, NULL);
    sf_json_add_text(json, "name",
                     sf_record_scenario_name(view->record, view->scenario));
    sf_json_add_text(json, "plan_hash", sf_experiment_plan_hash(view->experiment));
    sf_json_add_text(json, "resolved_sha256", hash);
    sf_json_add_text(json, "sha256", view->scenario->sha256);
    add_strategies(json, view);
    sf_json_close(json);
    return SF_OK;
}

enum sf_status sf_manifest_write_lineup(const struct sf_lineup *lineup,
                                        struct sf_text *text)
{
    const struct sf_run_record *record = lineup->view[0].record;
    struct sf_json json = {0};
    enum sf_status status = SF_OK;
    sf_json_open_object(&json, NULL);
    sf_json_add_text(&json, "command", "compare");
    sf_json_add_whole(&json, "contract_version", SF_CONTRACT_VERSION);
    sf_json_add_count(&json, "first_run", record->first_run);
    sf_json_add_count(&json, "last_run", record->first_run + record->n_runs - 1);
    sf_json_add_text(&json, "method", "exact");
    sf_json_add_text(&json, "program", "strikefund");
    sf_json_open_array(&json, "scenarios");
    for (size_t v = 0; status == SF_OK && v < lineup->n_views; v++) {
        status = add_compared(&json, &lineup->view[v]);
    }
    if (status != SF_OK) {
        sf_text_free(&json.text);
        return status;
    }
    sf_json_close(&json);
    sf_json_add_seed(&json, "seed", lineup->view[0].scenario->seed);
    sf_json_add_text(&json, "version", record->version);
    sf_json_close(&json);
    return sf_json_move(&json, text);
}

enum sf_status sf_build_write(const struct sf_view *view, struct sf_text *text)
{
    const int asked = view->record->n_threads;
    struct sf_json json = {0};
    sf_json_open_object(&json, NULL);
    sf_json_add_text(&json, "compiler", __VERSION__);
    sf_json_add_text(&json, "instruction_set", sf_experiment_instruction_set());
    sf_json_add_decimal(&json, "seconds", view->record->seconds, 3);
    sf_json_add_whole(&json, "threads", asked > 0 ? asked : omp_get_max_threads());
    sf_json_close(&json);
    return sf_json_move(&json, text);
}

/** What is simulated at the points of a sweep. */
static void add_swept(struct sf_json *json, const struct sf_sweep *sweep)
{
    const struct sf_scenario *scenario = sf_sweep_scenario(sweep);
    sf_json_add_text(json, "points_sha256", sf_sweep_hash(sweep));
    sf_json_add_text(json, "program", "strikefund");
    sf_json_add_count(json, "runs", scenario->runs);
    sf_json_open_object(json, "scenario");
    sf_json_add_text(json, "name", sf_record_scenario_name(NULL, scenario));
    sf_json_add_text(json, "sha256", scenario->sha256);
    sf_json_close(json);
    sf_json_add_seed(json, "seed", scenario->seed);
    sf_json_open_array(json, "strategies");
    for (size_t i = 0; i < sf_sweep_n_strategies(sweep); i++) {
        sf_json_add_text(json, NULL,
                         scenario->strategy[sf_sweep_strategy(sweep, i)].name);
    }
    sf_json_close(json);
}

enum sf_status sf_manifest_write_sweep(const struct sf_sweep *sweep,
                                       const char *version, struct sf_text *text)
{
    struct sf_json json = {0};
    sf_json_open_object(&json, NULL);
    sf_json_add_text(&json, "command", "sweep");
    sf_json_add_whole(&json, "contract_version", SF_CONTRACT_VERSION);
    sf_json_add_text(&json, "method", "exact");
    add_swept(&json, sweep);
    /* As they are put in, which a number in JSON would not keep. */
    sf_sweep_json_add_keys(&json, sf_sweep_grid(sweep), sf_json_add_text);
    sf_json_add_text(&json, "version", version);
    sf_json_close(&json);
    return sf_json_move(&json, text);
}

enum sf_status sf_manifest_write_solve(const struct sf_solve *solve,
                                       const char *version, struct sf_text *text)
{
    const struct sf_sweep *sweep = sf_solve_sweep(solve);
    const struct sf_key_range *span = sf_solve_span(solve);
    struct sf_json json = {0};
    sf_json_open_object(&json, NULL);
    sf_json_add_text(&json, "command", "solve");
    sf_json_add_whole(&json, "contract_version", SF_CONTRACT_VERSION);
    sf_json_add_text(&json, "goal", sf_solve_goal(solve)->text);
    sf_json_add_text(&json, "method", "exact");
    add_swept(&json, sweep);
    sf_json_open_object(&json, "vary");
    sf_json_add_text(&json, "key", span->key);
    sf_json_add_number(&json, "low", sf_key_range_value(span, (double)span->low));
    sf_json_add_number(&json, "high", sf_key_range_value(span, (double)span->high));
    sf_json_close(&json);
    sf_json_add_text(&json, "version", version);
    sf_json_close(&json);
    return sf_json_move(&json, text);
}

void sf_manifest_add_differences(const char *kept, const char *wanted,
                                 struct sf_text *text)
{
    static const char *const WORDS[][2] = {
        {"version", "another version of the program"},
        {"contract_version", "another version of the random numbers"},
        {"scenario", "another scenario file, or one that has been edited"},
        {"vary", "another --vary"},
        {"seed", "another seed"},
        {"runs", "another number of runs"},
        {"strategies", "other strategies"},
    };
    json_t *a = kept != NULL ? json_loads(kept, 0, NULL) : NULL;
    json_t *b = json_loads(wanted, 0, NULL);
    size_t n = 0;
    for (size_t i = 0; a != NULL && i < sizeof(WORDS) / sizeof(WORDS[0]); i++) {
        const json_t *of_a = json_object_get(a, WORDS[i][0]);
        const json_t *of_b = json_object_get(b, WORDS[i][0]);
        if (of_a != of_b && !json_equal(of_a, of_b)) {
            sf_text_add(text, "%s%s", n++ > 0 ? ", " : "", WORDS[i][1]);
        }
    }
    if (n == 0) {
        /* All that is named is the same, but not what is simulated. */
        sf_text_add(text, "%s",
                    a != NULL
                        ? "another --set, or an employers' file that has been edited"
                        : "its manifest.json cannot be read");
    }
    json_decref(a);
    json_decref(b);
}
