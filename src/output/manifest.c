#include "output/manifest.h"

#include <stdlib.h>
#include <string.h>

#include <omp.h>

#include "core/sha256.h"
#include "output/json.h"

/** Members stand in the order of the alphabet: the bytes of every manifest so far. */
enum sf_status sf_manifest_write(const struct sf_view *view, struct sf_text *text)
{
    char *resolved = NULL;
    const enum sf_status status = sf_scenario_resolved(view->scenario, &resolved);
    if (status != SF_OK) {
        return status;
    }
    char hash[SF_SHA256_CHARS];
    sf_sha256_hex(resolved, strlen(resolved), hash);
    free(resolved);
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
    sf_json_open_array(&json, "strategies");
    for (size_t i = 0; i < view->n_strategies; i++) {
        sf_json_add_text(&json, NULL, sf_view_strategy(view, i));
    }
    sf_json_close(&json);
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
