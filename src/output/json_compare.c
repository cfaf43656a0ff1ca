#include "output/json_scenario.h"
#include "output/lineup.h"
#include "output/lineup_turning.h"
#include "output/tables.h"
#include "strikefund/json.h"

static void add_scenarios(struct sf_json *json, const struct sf_lineup *lineup)
{
    sf_json_open_array(json, "scenarios");
    for (size_t v = 0; v < lineup->n_views; v++) {
        const struct sf_view *view = &lineup->view[v];
        sf_json_open_object(json, NULL);
        sf_json_add_text(json, "file", view->scenario->file);
        sf_json_add_text(json, "title", view->scenario->title);
        sf_json_add_text(json, "sha256", view->scenario->sha256);
        sf_json_add_text(json, "plan_hash", sf_experiment_plan_hash(view->experiment));
        sf_json_add_span(json, view->scenario);
        sf_json_open_array(json, "strategies");
        for (size_t i = 0; i < view->n_strategies; i++) {
            sf_json_add_text(json, NULL, sf_view_strategy(view, i));
        }
        sf_json_close(json);
        sf_json_add_inputs(json, view->scenario);
        sf_json_close(json);
    }
    sf_json_close(json);
}

static void add_strategies(struct sf_json *json, const struct sf_lineup *lineup)
{
    sf_json_open_array(json, "strategies");
    for (size_t i = 0; i < lineup->n_strategies; i++) {
        const struct sf_view *view = lineup->entry[i].view;
        const size_t strategy = lineup->entry[i].strategy;
        sf_json_open_object(json, NULL);
        sf_json_add_text(json, "name", lineup->name[i]);
        sf_tables_add_ends(json, view, strategy);
        sf_json_close(json);
    }
    sf_json_close(json);
}

static void add_differences(struct sf_json *json, const struct sf_lineup *lineup)
{
    struct sf_table differences = sf_table_json(SF_DIFFERENCES_COLUMNS, json);
    sf_json_open_array(json, "differences");
    sf_differences_add_pairs((const char *const *)lineup->name, lineup->n_strategies,
                             lineup->pairs, &differences);
    sf_json_close(json);
}

static void add_turning(struct sf_json *json, const struct sf_lineup *lineup)
{
    struct sf_table rows = sf_table_json(SF_TURNING_COLUMNS, json);
    sf_json_open_array(json, "turning");
    for (size_t i = 0; i < lineup->comparison->n_turnings; i++) {
        const struct sf_turning *turning = &lineup->comparison->turning[i];
        const struct sf_key_range *span = turning->span;
        sf_json_open_object(json, NULL);
        sf_json_add_text(json, "key", span->key);
        sf_json_add_number(json, "low", sf_key_range_value(span, (double)span->low));
        sf_json_add_number(json, "high", sf_key_range_value(span, (double)span->high));
        sf_json_add_count(json, "runs", turning->runs);
        sf_json_add_count(json, "values", turning->n_values);
        sf_json_close(json);
    }
    sf_json_close(json);
    sf_json_open_array(json, "turns");
    sf_lineup_turning_add_rows(lineup, &rows);
    sf_json_close(json);
}

enum sf_status sf_json_of_comparison(const struct sf_comparison *comparison,
                                     const struct sf_run_record *record,
                                     const char *directory, bool is_interrupted,
                                     char **text)
{
    struct sf_lineup lineup;
    struct sf_json json = {0};
    enum sf_status status = sf_lineup_init(&lineup, comparison, record);
    if (status == SF_OK) {
        sf_json_open_object(&json, NULL);
        sf_json_add_text(&json, "program", "strikefund");
        sf_json_add_text(&json, "version", record->version);
        sf_json_add_whole(&json, "contract_version", SF_CONTRACT_VERSION);
        sf_json_add_seed(&json, "seed", lineup.view[0].scenario->seed);
        sf_json_add_count(&json, "runs", lineup.runs);
        sf_json_add_truth(&json, "interrupted", is_interrupted);
        add_scenarios(&json, &lineup);
        add_strategies(&json, &lineup);
        add_differences(&json, &lineup);
        add_turning(&json, &lineup);
        sf_json_add_text(&json, "directory", directory);
        sf_json_open_array(&json, "files");
        for (size_t i = 0; directory != NULL && sf_comparison_file(i) != NULL; i++) {
            sf_json_add_text(&json, NULL, sf_comparison_file(i));
        }
        sf_json_close(&json);
        sf_json_close(&json);
        status = sf_json_take(&json, text);
    }
    sf_lineup_free(&lineup);
    return status;
}
