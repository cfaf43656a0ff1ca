#include "output/json_scenario.h"

#include <stdlib.h>

#include "strikefund/json.h"

void sf_json_add_scenario(struct sf_json *json, const struct sf_scenario *scenario)
{
    sf_json_open_object(json, "scenario");
    sf_json_add_text(json, "file", scenario->file);
    sf_json_add_text(json, "title", scenario->title);
    sf_json_add_text(json, "sha256", scenario->sha256);
    sf_json_close(json);
}

static void add_faults(struct sf_json *json, const struct sf_faults *faults)
{
    sf_json_open_array(json, "faults");
    for (size_t i = 0; i < faults->n; i++) {
        const struct sf_fault *fault = &faults->fault[i];
        sf_json_open_object(json, NULL);
        sf_json_add_text(json, "file", fault->file);
        if (fault->line > 0) {
            sf_json_add_whole(json, "line", fault->line);
        } else {
            sf_json_add_null(json, "line");
        }
        sf_json_add_text(json, "severity", fault->is_warning ? "warning" : "error");
        sf_json_add_text(json, "words", fault->words);
        sf_json_close(json);
    }
    sf_json_close(json);
    sf_json_add_truth(json, "more_faults", faults->is_full);
}

enum sf_status sf_json_of_faults(const struct sf_faults *faults, char **text)
{
    struct sf_json json = {0};
    sf_json_open_object(&json, NULL);
    add_faults(&json, faults);
    sf_json_close(&json);
    return sf_json_take(&json, text);
}

static void add_month(struct sf_json *json, const char *key, int32_t month)
{
    char words[8];
    sf_month_format(month, words);
    sf_json_add_text(json, key, words);
}

void sf_json_add_span(struct sf_json *json, const struct sf_scenario *scenario)
{
    add_month(json, "start", scenario->start);
    add_month(json, "end", scenario->start + scenario->n_months - 1);
    sf_json_add_whole(json, "months", scenario->n_months);
}

static void add_employers(struct sf_json *json, const struct sf_scenario *scenario)
{
    int64_t members = 0;
    sf_json_open_array(json, "employers");
    for (size_t i = 0; i < scenario->n_employers; i++) {
        const struct sf_employer *employer = &scenario->employer[i];
        sf_json_open_object(json, NULL);
        sf_json_add_text(json, "name", employer->name);
        sf_json_add_text(json, "group", employer->group);
        sf_json_add_whole(json, "members", employer->members);
        sf_json_close(json);
        members += employer->members;
    }
    sf_json_close(json);
    sf_json_add_whole(json, "members", members);
    sf_json_add_whole(json, "other_payers", scenario->other_payers);
}

static void add_strategies(struct sf_json *json, const struct sf_scenario *scenario)
{
    sf_json_open_array(json, "strategies");
    for (size_t j = 0; j < scenario->n_strategies; j++) {
        const struct sf_strategy *strategy = &scenario->strategy[j];
        sf_json_open_object(json, NULL);
        sf_json_add_text(json, "name", strategy->name);
        sf_json_open_array(json, "levies");
        for (size_t i = 0; i < strategy->levies.n; i++) {
            sf_json_add_text(json, NULL,
                             scenario->levy[strategy->levies.index[i]].name);
        }
        sf_json_close(json);
        sf_json_open_array(json, "actions");
        for (size_t i = 0; i < strategy->actions.n; i++) {
            sf_json_add_text(json, NULL,
                             scenario->action[strategy->actions.index[i]].name);
        }
        sf_json_close(json);
        sf_json_close(json);
    }
    sf_json_close(json);
}

void sf_json_add_inputs(struct sf_json *json, const struct sf_scenario *scenario)
{
    size_t n_given = 0;
    size_t n_judgements = 0;
    sf_scenario_count_inputs(scenario, &n_given, &n_judgements);
    sf_json_open_object(json, "inputs");
    sf_json_add_count(json, "given", n_given);
    sf_json_add_count(json, "judgements", n_judgements);
    sf_json_close(json);
}

enum sf_status sf_json_of_scenario(const struct sf_scenario *scenario,
                                   const struct sf_faults *faults, char **text)
{
    static const char *const LAW[] = {[SF_LAW_NONE] = "none",
                                      [SF_LAW_TUA2016] = "tua2016",
                                      [SF_LAW_ERA2025] = "era2025"};
    char *words = NULL;
    const enum sf_status status = sf_scenario_words(scenario, &words);
    if (status != SF_OK) {
        return status;
    }
    struct sf_json json = {0};
    sf_json_open_object(&json, NULL);
    add_faults(&json, faults);
    sf_json_open_object(&json, "scenario");
    sf_json_add_text(&json, "file", scenario->file);
    sf_json_add_text(&json, "title", scenario->title);
    sf_json_add_text(&json, "sha256", scenario->sha256);
    sf_json_add_text(&json, "source", scenario->source);
    sf_json_add_span(&json, scenario);
    sf_json_add_text(&json, "law", LAW[scenario->law.law]);
    sf_json_add_seed(&json, "seed", scenario->seed);
    sf_json_add_count(&json, "runs", scenario->runs);
    sf_json_add_truth(&json, "confidential", scenario->is_confidential);
    add_employers(&json, scenario);
    add_strategies(&json, scenario);
    sf_json_add_inputs(&json, scenario);
    sf_json_add_text(&json, "words", words);
    sf_json_close(&json);
    sf_json_close(&json);
    free(words);
    return sf_json_take(&json, text);
}
