#include "scenario/employers_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/employers_csv.h"
#include "scenario/keys.h"
#include "scenario/words_read.h"

/* "HEO/SEO" gives heo_seo. */
static char *default_column(struct sf_reading *reading, const char *name)
{
    char *column = sf_reading_copy(reading, name);
    for (char *c = column; c != NULL && *c != '\0'; c++) {
        if (*c >= 'A' && *c <= 'Z') {
            *c = (char)(*c - 'A' + 'a');
        } else if (!((*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9'))) {
            *c = '_';
        }
    }
    return column;
}

static void check_columns(struct sf_reading *reading)
{
    const struct sf_scenario *scenario = reading->scenario;
    for (size_t i = 1; i < scenario->n_bands; i++) {
        for (size_t j = 0; j < i; j++) {
            const struct sf_band *a = &scenario->band[j];
            const struct sf_band *b = &scenario->band[i];
            if (a->column != NULL && b->column != NULL &&
                strcmp(a->column, b->column) == 0) {
                sf_faults_add(reading->faults, b->place.file, b->place.line,
                              "the bands '%s' and '%s' have the same column '%s'; give "
                              "one another 'column'",
                              a->name != NULL ? a->name : "",
                              b->name != NULL ? b->name : "", b->column);
            }
        }
    }
}

void sf_bands_read(struct sf_reading *reading)
{
    struct sf_scenario *scenario = reading->scenario;
    const struct sf_setting *list =
        sf_keys_list(reading, reading->root, "bands", SF_MAX_BANDS);
    if (list == NULL) {
        const struct sf_setting *empty = sf_setting_find(reading->root, "bands");
        if (empty != NULL && empty->type == SF_SETTING_LIST && empty->n_children == 0) {
            sf_reading_fault(reading, empty,
                             "'bands' is empty; write at least one band");
        }
        return;
    }
    scenario->band =
        sf_reading_alloc(reading, list->n_children, sizeof(*scenario->band));
    if (scenario->band == NULL) {
        return;
    }
    for (size_t i = 0; i < list->n_children; i++) {
        struct sf_band *band = &scenario->band[scenario->n_bands++];
        band->place = (struct sf_place){list->child[i]->file, list->child[i]->line};
        sf_keys_read(reading, list->child[i], SF_GROUP_BAND, band, "");
        if (band->name != NULL && band->column == NULL) {
            band->column = default_column(reading, band->name);
        }
        if (band->name != NULL && band->levy_class == NULL) {
            band->levy_class = sf_reading_copy(reading, band->name);
        }
    }
    sf_names_collect(reading, scenario->band, scenario->n_bands,
                     sizeof(*scenario->band), "band", &reading->bands);
    check_columns(reading);
}

const struct sf_setting *sf_employers_find(struct sf_reading *reading)
{
    const struct sf_setting *group =
        sf_keys_special(reading, reading->root, "employers", SF_SETTING_GROUP);
    if (group == NULL) {
        return NULL;
    }
    const struct sf_setting *file =
        sf_keys_special(reading, group, "file", SF_SETTING_TEXT);
    const struct sf_setting *list = sf_setting_find(group, "list");
    if (file != NULL && list != NULL) {
        sf_reading_fault(reading, list,
                         "'employers' has both 'file' and 'list'; keep one");
        return NULL;
    }
    if (file != NULL) {
        sf_employers_csv_read(reading, file);
        return reading->table;
    }
    if (list == NULL) {
        if (sf_setting_find(group, "file") == NULL) {
            sf_reading_fault(reading, group,
                             "'employers' has neither 'file' nor 'list'; write file = "
                             "\"employers.csv\" or list = ( { name = ...; } )");
        }
        return NULL;
    }
    if (list->type == SF_SETTING_LIST && list->n_children == 0) {
        sf_reading_fault(reading, list, "'employers.list' is empty");
    }
    return sf_keys_list(reading, group, "list", SF_MAX_EMPLOYERS);
}

/* One number for each band. */
static void read_by_band(struct sf_reading *reading, const struct sf_setting *group,
                         const char *name, double high, const char *unit,
                         double **by_band)
{
    const size_t n_bands = reading->scenario->n_bands;
    const struct sf_key key = {.name = name, .low = 0.0, .high = high, .unit = unit};
    const struct sf_setting *setting = sf_setting_find(group, name);
    struct sf_numbers numbers = {0};
    *by_band = NULL;
    if (setting == NULL || !sf_numbers_read(reading, setting, &key, &numbers)) {
        return;
    }
    if (numbers.n != n_bands) {
        char path[SF_PATH_CHARS];
        sf_reading_fault(reading, setting,
                         "'%s' has %zu numbers; it must have %zu, one for each band",
                         sf_setting_path(setting, path), numbers.n, n_bands);
        free(numbers.value);
        return;
    }
    *by_band = numbers.value;
}

static void check_by_band(struct sf_reading *reading, const struct sf_setting *group,
                          const struct sf_employer *employer)
{
    const struct sf_scenario *scenario = reading->scenario;
    char path[SF_PATH_CHARS];
    if (employer->share == NULL) {
        return;
    }
    if (!sf_shares_normalise(employer->share, scenario->n_bands, 0.005)) {
        double sum = 0.0;
        for (size_t i = 0; i < scenario->n_bands; i++) {
            sum += employer->share[i];
        }
        sf_reading_fault(
            reading, group,
            "'%s': its shares sum to %.6g; they must sum to 1, within 0.005",
            sf_setting_path(group, path), sum);
        return;
    }
    for (size_t i = 0; employer->salary != NULL && i < scenario->n_bands; i++) {
        if (employer->share[i] > 0.0 && !(employer->salary[i] > 0.0)) {
            sf_reading_fault(
                reading, group, "'%s' has members in band '%s' and no salary for it",
                sf_setting_path(group, path),
                scenario->band[i].name != NULL ? scenario->band[i].name : "");
        }
    }
}

static void read_ballot_numbers(struct sf_reading *reading,
                                const struct sf_setting *group,
                                struct sf_employer *employer)
{
    const struct sf_key share = {
        .name = "turnout", .low = 0.0, .high = 1.0, .unit = "a share, 0.10 for 10 %"};
    static const struct sf_key result_key = {.name = "result",
                                             .type = SF_KEY_WORD_TRUTH,
                                             .words = "missed|met",
                                             .unit = "word"};
    const struct sf_setting *turnout = sf_setting_find(group, "turnout");
    const struct sf_setting *yes = sf_setting_find(group, "yes");
    const struct sf_setting *result = sf_setting_find(group, "result");
    if ((turnout == NULL) != (yes == NULL)) {
        char path[SF_PATH_CHARS];
        sf_reading_fault(reading, turnout != NULL ? turnout : yes,
                         "'%s' has one of turnout and yes; they go together",
                         sf_setting_path(group, path));
    } else if (turnout != NULL) {
        employer->has_turnout =
            sf_number_read(reading, turnout, &share, &employer->turnout);
        employer->has_turnout &= sf_number_read(reading, yes, &share, &employer->yes);
    }
    if (result != NULL && result->type != SF_SETTING_TEXT) {
        sf_type_fault(reading, result, "a word", "\"met\" or \"missed\"");
    } else if (result != NULL) {
        employer->has_result =
            sf_word_set(&result_key, result->text, &employer->met_threshold);
        if (!employer->has_result) {
            char path[SF_PATH_CHARS];
            sf_reading_fault(reading, result,
                             "'%s' is \"%.40s\"; it must be \"met\" or \"missed\"",
                             sf_setting_path(result, path), result->text);
        }
    }
}

static void read_employer(struct sf_reading *reading, const struct sf_setting *group,
                          struct sf_employer *employer)
{
    employer->place = (struct sf_place){group->file, group->line};
    employer->divisor = reading->scenario->divisor;
    sf_keys_read(reading, group, SF_GROUP_EMPLOYER, employer, "");
    read_by_band(reading, group, "shares", 1.0, "a share, 0.10 for 10 %",
                 &employer->share);
    read_by_band(reading, group, "salaries", 1e7, "pounds a year", &employer->salary);
    check_by_band(reading, group, employer);
    read_ballot_numbers(reading, group, employer);
}

static void check_other_shares(struct sf_reading *reading,
                               const struct sf_setting *group)
{
    const struct sf_setting *setting = sf_setting_find(group, "other_shares");
    struct sf_numbers *shares = &reading->scenario->other_shares;
    char path[SF_PATH_CHARS];
    if (setting == NULL || shares->value == NULL) {
        return;
    }
    if (shares->n != reading->scenario->n_bands) {
        sf_reading_fault(reading, setting,
                         "'%s' has %zu numbers; it must have %zu, one for each band",
                         sf_setting_path(setting, path), shares->n,
                         reading->scenario->n_bands);
    } else if (!sf_shares_normalise(shares->value, shares->n, 0.005)) {
        sf_reading_fault(reading, setting,
                         "'%s': the shares must sum to 1, within 0.005",
                         sf_setting_path(setting, path));
    }
}

void sf_employers_read(struct sf_reading *reading, const struct sf_setting *list)
{
    struct sf_scenario *scenario = reading->scenario;
    const struct sf_setting *group = sf_setting_find(reading->root, "employers");
    if (group != NULL && group->type == SF_SETTING_GROUP) {
        sf_keys_read(reading, group, SF_GROUP_EMPLOYERS, scenario, "");
        check_other_shares(reading, group);
    }
    if (list == NULL) {
        return;
    }
    scenario->employer =
        sf_reading_alloc(reading, list->n_children, sizeof(*scenario->employer));
    if (scenario->employer == NULL) {
        return;
    }
    for (size_t i = 0; i < list->n_children; i++) {
        read_employer(reading, list->child[i],
                      &scenario->employer[scenario->n_employers++]);
    }
    sf_names_collect(reading, scenario->employer, scenario->n_employers,
                     sizeof(*scenario->employer), "employer", &reading->employers);
}

void sf_employers_free(struct sf_scenario *scenario)
{
    for (size_t i = 0; i < scenario->n_bands; i++) {
        sf_keys_free(SF_GROUP_BAND, &scenario->band[i]);
    }
    for (size_t i = 0; i < scenario->n_employers; i++) {
        sf_keys_free(SF_GROUP_EMPLOYER, &scenario->employer[i]);
        free(scenario->employer[i].share);
        free(scenario->employer[i].salary);
    }
    free(scenario->band);
    free(scenario->employer);
    free(scenario->other_shares.value);
}
