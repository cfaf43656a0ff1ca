#include "strikefund/scenario.h"

#include <stdlib.h>
#include <string.h>

#include "scenario/check.h"
#include "scenario/correlations_read.h"
#include "scenario/employers_read.h"
#include "scenario/inputs_read.h"
#include "scenario/overrides.h"
#include "scenario/pots_read.h"
#include "scenario/reader.h"
#include "scenario/reading.h"
#include "scenario/scope.h"
#include "scenario/settlements_read.h"
#include "scenario/strategies_read.h"
#include "scenario/terms_read.h"

void sf_scenario_free(struct sf_scenario *scenario)
{
    if (scenario == NULL) {
        return;
    }
    sf_terms_free(scenario);
    sf_settlements_free(scenario);
    sf_employers_free(scenario);
    sf_strategies_free(scenario);
    sf_correlations_free(scenario);
    sf_inputs_free(scenario);
    for (size_t i = 0; i < scenario->n_file_names; i++) {
        free(scenario->file_name[i]);
    }
    free(scenario->file_name);
    free(scenario->file);
    free(scenario->sha256);
    free(scenario);
}

bool sf_input_is_other(const struct sf_scenario *scenario, size_t input, double number)
{
    const struct sf_input *one = input == SF_NONE ? NULL : &scenario->input[input];
    return one != NULL &&
           (one->distribution != SF_FIXED || one->parameter[0] != number);
}

void sf_scenario_count_inputs(const struct sf_scenario *scenario, size_t *n_given,
                              size_t *n_judgements)
{
    *n_given = 0;
    *n_judgements = 0;
    for (size_t i = 0; i < scenario->n_inputs; i++) {
        const struct sf_input *input = &scenario->input[i];
        if (input->is_given) {
            ++*n_given;
            *n_judgements += !input->is_graded || input->grade == SF_GRADE_J ? 1 : 0;
        }
    }
}

/* "" or all up to and with the last '/'. */
static char *directory_of(struct sf_reading *reading, const char *path)
{
    char *directory = sf_reading_copy(reading, path);
    if (directory != NULL) {
        char *slash = strrchr(directory, '/');
        directory[slash != NULL ? slash - directory + 1 : 0] = '\0';
    }
    return directory;
}

static enum sf_status load(struct sf_reading *reading, const char *path)
{
    struct sf_source source = {0};
    enum sf_status status = sf_source_read(reading, path, &source);
    if (status == SF_OK) {
        reading->scenario->sha256 = source.sha256;
        source.sha256 = NULL;
        status = sf_settings_parse(reading, source.bytes);
    }
    sf_source_free(&source);
    return status;
}

/* The order matters: references look back, and the inputs must come in the order in
 * which the resolved scenario writes them. */
static void read_all(struct sf_reading *reading, const struct sf_override *override,
                     size_t n_overrides)
{
    sf_overrides_apply(reading, override, n_overrides, NULL);
    if (reading->is_out_of_memory) {
        return;
    }
    sf_head_read(reading);
    sf_inputs_read(reading);
    sf_fund_read(reading);
    sf_bands_read(reading);
    const struct sf_setting *employers = sf_employers_find(reading);
    if (employers != NULL) {
        struct sf_setting *list =
            employers == reading->table
                ? reading->table
                : sf_setting_find(sf_setting_find(reading->root, "employers"), "list");
        sf_overrides_apply(reading, override, n_overrides, list);
    }
    if (reading->is_out_of_memory) {
        return; /* settings may be half-made */
    }
    sf_employers_read(reading, employers);
    sf_members_read(reading);
    sf_levies_read(reading);
    sf_rules_read(reading);
    sf_ballots_read(reading);
    sf_settlements_read(reading);
    sf_strategies_read(reading);
    if (!reading->is_out_of_memory) {
        sf_correlations_read(reading);
    }
    if (!reading->is_out_of_memory) {
        sf_scenario_check(reading);
        sf_inputs_check(reading);
    }
}

static void reading_free(struct sf_reading *reading)
{
    sf_names_free(&reading->pots);
    sf_names_free(&reading->bands);
    sf_names_free(&reading->employers);
    sf_names_free(&reading->levies);
    sf_names_free(&reading->rules);
    sf_names_free(&reading->settlements);
    sf_names_free(&reading->strategies);
    free(reading->action_setting);
    sf_setting_free(reading->table);
    sf_setting_free(reading->root);
    free(reading->directory);
}

enum sf_status sf_scenario_read_with(const char *path,
                                     const struct sf_reading_options *options,
                                     struct sf_faults *faults,
                                     struct sf_scenario **scenario)
{
    struct sf_reading reading = {.faults = faults, .options = options};
    const size_t n_errors = faults->n_errors;
    enum sf_status status = SF_ERR_MEMORY;
    reading.scenario = sf_reading_alloc(&reading, 1, sizeof(*reading.scenario));
    if (reading.scenario != NULL) {
        reading.scenario->start = SF_NO_MONTH;
        reading.scenario->file = sf_reading_copy(&reading, path);
        sf_reading_file(&reading, path);
        reading.directory = directory_of(&reading, path);
    }
    if (!reading.is_out_of_memory) {
        status = load(&reading, path);
    }
    if (status == SF_OK) {
        read_all(&reading, options->override, options->n_overrides);
        if (!reading.is_out_of_memory && faults->n_errors == n_errors) {
            sf_days_check(&reading);
            sf_pots_check(&reading);
            sf_scope_check(&reading);
            sf_sums_check(&reading);
        }
        status = faults->n_errors > n_errors ? SF_ERR_SCENARIO : SF_OK;
    }
    status = reading.is_out_of_memory ? SF_ERR_MEMORY : status;
    sf_faults_sort(faults);
    reading_free(&reading);
    if (status == SF_OK) {
        *scenario = reading.scenario;
    } else {
        sf_scenario_free(reading.scenario);
    }
    return status;
}

enum sf_status sf_scenario_read(const char *path, const struct sf_override *override,
                                size_t n_overrides, struct sf_faults *faults,
                                struct sf_scenario **scenario)
{
    const struct sf_reading_options options = {.override = override,
                                               .n_overrides = n_overrides};
    return sf_scenario_read_with(path, &options, faults, scenario);
}
