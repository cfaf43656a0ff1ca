#include "output/json_scenario.h"
#include "output/mandates.h"
#include "output/pots.h"
#include "output/tables.h"
#include "strikefund/json.h"

static void add_what_was_run(struct sf_json *json, const struct sf_view *view,
                             bool is_interrupted)
{
    const struct sf_run_record *record = view->record;
    sf_json_add_text(json, "program", "strikefund");
    sf_json_add_text(json, "version", record->version);
    sf_json_add_whole(json, "contract_version", SF_CONTRACT_VERSION);
    sf_json_open_object(json, "scenario");
    sf_json_add_text(json, "file",
                     record->scenario_name != NULL ? record->scenario_name
                                                   : view->scenario->file);
    sf_json_add_text(json, "title", view->scenario->title);
    sf_json_add_text(json, "sha256", sf_record_scenario_sha256(record, view->scenario));
    sf_json_close(json);
    sf_json_add_text(json, "plan_hash", sf_experiment_plan_hash(view->experiment));
    sf_json_add_seed(json, "seed", view->scenario->seed);
    sf_json_add_count(json, "first_run", record->first_run);
    sf_json_add_count(json, "last_run", record->first_run + record->n_runs - 1);
    sf_json_add_count(json, "runs", record->n_runs);
    sf_json_add_truth(json, "interrupted", is_interrupted);
}

/** A strategy's rows of mandates.csv, where ballots are left to chance. */
static void add_mandates(struct sf_json *json, const struct sf_view *view,
                         size_t strategy)
{
    struct sf_table mandates = sf_table_json(SF_MANDATES_COLUMNS, json);
    if (view->votes.n > 0) {
        sf_json_open_array(json, "mandates");
        sf_mandates_add_rows(view, strategy, &mandates);
        sf_json_close(json);
    }
}

/** A strategy's rows of pots.csv at the plan's end, where the fund has pots. */
static void add_pots(struct sf_json *json, const struct sf_view *view, size_t strategy)
{
    struct sf_table pots = sf_table_json(SF_POTS_COLUMNS, json);
    if (sf_results_n_pots(view->results) > 0) {
        sf_json_open_array(json, "pots");
        sf_pots_add_rows(view, strategy, view->n_months, &pots);
        sf_json_close(json);
    }
}

static void add_strategies(struct sf_json *json, const struct sf_view *view)
{
    sf_json_open_array(json, "strategies");
    for (size_t i = 0; i < view->n_strategies; i++) {
        sf_json_open_object(json, NULL);
        sf_json_add_text(json, "name", sf_view_strategy(view, i));
        sf_tables_add_ends(json, view, i);
        add_mandates(json, view, i);
        add_pots(json, view, i);
        sf_json_close(json);
    }
    sf_json_close(json);
}

static void add_differences(struct sf_json *json, const struct sf_view *view)
{
    struct sf_table differences = sf_table_json(SF_DIFFERENCES_COLUMNS, json);
    sf_json_open_array(json, "differences");
    sf_differences_add(view, &differences);
    sf_json_close(json);
}

enum sf_status sf_json_of_run(const struct sf_experiment *experiment,
                              const struct sf_results *results,
                              const struct sf_run_record *record, const char *directory,
                              bool is_interrupted, char **text)
{
    struct sf_view view;
    struct sf_json json = {0};
    enum sf_status status = sf_view_init(&view, experiment, results, record);
    if (status == SF_OK) {
        sf_json_open_object(&json, NULL);
        add_what_was_run(&json, &view, is_interrupted);
        add_strategies(&json, &view);
        add_differences(&json, &view);
        sf_json_add_text(&json, "directory", directory);
        sf_json_open_array(&json, "files");
        for (size_t i = 0; sf_output_file(view.scenario, i) != NULL; i++) {
            sf_json_add_text(&json, NULL, sf_output_file(view.scenario, i));
        }
        sf_json_close(&json);
        sf_json_close(&json);
        status = sf_json_take(&json, text);
    }
    sf_view_free(&view);
    return status;
}
