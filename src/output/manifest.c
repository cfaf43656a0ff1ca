#include "output/manifest.h"

#include <stdlib.h>
#include <string.h>

#include <omp.h>

#include "core/sha256.h"
#include "output/json.h"

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
    sf_json_add_text(&json, "instruction_set", "scalar");
    sf_json_add_decimal(&json, "seconds", view->record->seconds, 3);
    sf_json_add_whole(&json, "threads", asked > 0 ? asked : omp_get_max_threads());
    sf_json_close(&json);
    return sf_json_move(&json, text);
}
