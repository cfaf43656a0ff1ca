#include "scenario/inputs_read.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "random/inputs.h"
#include "scenario/distributions_read.h"
#include "scenario/keys.h"

const char *sf_grade_word(enum sf_grade grade)
{
    static const char *const words[] = {"A", "B", "C", "D", "J"};
    return words[grade];
}

/* Room for one more input, zeroed and named; NULL when out of memory. */
static struct sf_input *add_input(struct sf_reading *reading, const char *prefix,
                                  const char *key)
{
    struct sf_scenario *scenario = reading->scenario;
    const size_t n = scenario->n_inputs;
    if ((n & (n - 1)) == 0) {
        struct sf_input *grown =
            realloc(scenario->input, (n == 0 ? 1 : 2 * n) * sizeof(*grown));
        if (grown == NULL) {
            reading->is_out_of_memory = true;
            return NULL;
        }
        scenario->input = grown;
    }
    struct sf_text name = {0};
    sf_text_add(&name, "%s.%s", prefix, key);
    struct sf_input *input = &scenario->input[n];
    *input = (struct sf_input){.grade = SF_GRADE_J, .low = -INFINITY, .high = INFINITY};
    input->name = sf_text_take(&name);
    if (input->name == NULL) {
        reading->is_out_of_memory = true;
        return NULL;
    }
    scenario->n_inputs++;
    return input;
}

static void free_last_input(struct sf_scenario *scenario)
{
    scenario->n_inputs--;
    sf_input_clear(&scenario->input[scenario->n_inputs]);
}

void sf_inputs_free(struct sf_scenario *scenario)
{
    while (scenario->n_inputs > 0) {
        free_last_input(scenario);
    }
    free(scenario->input);
    scenario->input = NULL;
}

/* A number outside its range, or a distribution that lies or is centred there. */
static bool check_range(struct sf_reading *reading, const struct sf_setting *setting,
                        const struct sf_input *input, const struct sf_key *key)
{
    const double *p = input->parameter;
    char path[SF_PATH_CHARS];
    switch (input->distribution) {
    case SF_FIXED:
        return !sf_range_fault(reading, setting, p[0], key->low, key->high, key->unit,
                               "");
    case SF_UNIFORM:
    case SF_TRIANGULAR:
    case SF_PERT: {
        const double high = input->distribution == SF_UNIFORM ? p[1] : p[2];
        if (p[0] < key->high && high > key->low) {
            return true;
        }
        sf_reading_fault(
            reading, setting,
            "'%s' runs from %.10g to %.10g, all outside its range; it must "
            "be from %.10g to %.10g (%s)",
            sf_setting_path(setting, path), p[0], high, key->low, key->high, key->unit);
        return false;
    }
    case SF_NORMAL:
    case SF_LOGNORMAL:
    case SF_BETA:
    case SF_GAMMA:
    case SF_LOGITNORMAL:
        return !sf_range_fault(reading, setting, p[0], key->low, key->high, key->unit,
                               input->distribution == SF_LOGITNORMAL ? ": its median"
                                                                     : ": its mean");
    case SF_DISCRETE:
        for (size_t i = 0; i < input->n_points; i++) {
            if (sf_range_fault(reading, setting, input->point[i], key->low, key->high,
                               key->unit, ": one of its values")) {
                return false;
            }
        }
        return true;
    }
    return false;
}

static void narrow(struct sf_input *input, const struct sf_key *key)
{
    input->low = fmax(input->low, key->low);
    input->high = fmin(input->high, key->high);
}

/* The input of the group `inputs` that a text names. */
static size_t find_shared(struct sf_reading *reading, const struct sf_setting *setting,
                          const struct sf_key *key)
{
    struct sf_scenario *scenario = reading->scenario;
    const size_t skip = strlen("inputs.");
    struct sf_nearest nearest = {.wanted = setting->text};
    for (size_t i = 0; i < scenario->n_inputs; i++) {
        struct sf_input *input = &scenario->input[i];
        if (strncmp(input->name, "inputs.", skip) != 0) {
            break; /* the shared ones come first */
        }
        if (strcmp(input->name + skip, setting->text) == 0) {
            if (!check_range(reading, setting, input, key)) {
                return SF_NONE;
            }
            narrow(input, key);
            return i;
        }
        sf_nearest_offer(&nearest, input->name + skip);
    }
    /* An entry with a fault of its own is not in the list: do not say it is missing. */
    const struct sf_setting *shared = sf_setting_find(reading->root, "inputs");
    if (sf_setting_find(shared, setting->text) == NULL) {
        char path[SF_PATH_CHARS];
        char words[SF_SUGGESTION_CHARS];
        sf_reading_fault(reading, setting,
                         "'%s' is \"%.60s\", which is neither a number nor an entry of "
                         "'inputs'%s",
                         sf_setting_path(setting, path), setting->text,
                         sf_nearest_words(&nearest, words));
    }
    return SF_NONE;
}

/* Fills an input from a number or a group. False with the fault told. */
static bool fill(struct sf_reading *reading, const struct sf_setting *setting,
                 const struct sf_key *key, struct sf_input *input)
{
    input->file = setting->file;
    input->line = setting->line;
    input->is_given = true;
    if (setting->type == SF_SETTING_GROUP) {
        return sf_distribution_read(reading, setting, input);
    }
    if (setting->type != SF_SETTING_NUMBER) {
        sf_type_fault(reading, setting,
                      "a number, { dist = ...; } or the name of one of 'inputs'",
                      key->unit);
        return false;
    }
    input->parameter[0] = setting->number;
    if (setting->is_override) {
        input->source = sf_reading_copy(reading, "--set");
        input->is_graded = true;
    } else if (key->initial != NULL) {
        /* A default written out is a default still: the resolved scenario does so. */
        input->is_given = setting->number != strtod(key->initial, NULL);
    }
    return !setting->is_spoilt;
}

size_t sf_input_read(struct sf_reading *reading, const struct sf_setting *setting,
                     const struct sf_key *key, const char *prefix)
{
    if (setting != NULL && setting->type == SF_SETTING_TEXT) {
        return find_shared(reading, setting, key);
    }
    if (setting == NULL && key->initial == NULL) {
        return SF_NONE;
    }
    struct sf_input *input = add_input(reading, prefix, key->name);
    if (input == NULL) {
        return SF_NONE;
    }
    narrow(input, key);
    if (setting == NULL) {
        input->parameter[0] = strtod(key->initial, NULL);
        input->file = reading->scenario->file;
    } else if (!fill(reading, setting, key, input) ||
               !check_range(reading, setting, input, key)) {
        free_last_input(reading->scenario);
        return SF_NONE;
    }
    return reading->scenario->n_inputs - 1;
}

void sf_inputs_read(struct sf_reading *reading)
{
    static const struct sf_key any = {.name = "inputs",
                                      .type = SF_KEY_INPUT,
                                      .low = -1e12,
                                      .high = 1e12,
                                      .unit = "a number"};
    const struct sf_setting *group =
        sf_keys_special(reading, reading->root, "inputs", SF_SETTING_GROUP);
    for (size_t i = 0; group != NULL && i < group->n_children; i++) {
        const struct sf_setting *setting = group->child[i];
        if (setting->type == SF_SETTING_TEXT) {
            sf_type_fault(reading, setting, "a number or { dist = ...; }",
                          "an uncertain number");
            continue;
        }
        struct sf_input *input = add_input(reading, "inputs", setting->name);
        if (input == NULL) {
            return;
        }
        if (!fill(reading, setting, &any, input) ||
            !check_range(reading, setting, input, &any)) {
            free_last_input(reading->scenario);
        }
    }
}

/* One warning a file, at its head. */
static void warn_of_ungraded(struct sf_reading *reading, const char *file)
{
    const struct sf_scenario *scenario = reading->scenario;
    size_t n = 0;
    size_t n_ungraded = 0;
    for (size_t i = 0; i < scenario->n_inputs; i++) {
        const struct sf_input *input = &scenario->input[i];
        if (input->is_given && strcmp(input->file, file) == 0) {
            n++;
            n_ungraded += input->is_graded ? 0 : 1;
        }
    }
    if (n_ungraded > 0) {
        sf_faults_warn(reading->faults, file, 0,
                       "%zu of %zu uncertain numbers have no source and grade; they "
                       "count as judgements (J)",
                       n_ungraded, n);
    }
}

/* A part of a distribution cut off by its key's range is said from here up (M2.1). */
#define LEAST_CUT_SAID 0.001

/** Whatever passed the rules above may still be beyond what can be computed, such as
 *  a gamma distribution with an sd of five times its mean. */
static void check_computable(struct sf_reading *reading, const struct sf_input *input)
{
    struct sf_input_table table;
    const enum sf_status status = sf_input_table_init(input, &table);
    const double cut_share = table.cut_share;
    sf_input_table_free(&table);
    if (status == SF_OK && cut_share >= LEAST_CUT_SAID) {
        sf_faults_warn(reading->faults, input->file, input->line,
                       "'%s': %.2g %% of the distribution lies outside %.10g to %.10g "
                       "and is cut off",
                       input->name, 100.0 * cut_share, input->low, input->high);
    }
    if (status == SF_ERR_RANGE) {
        sf_faults_add(reading->faults, input->file, input->line,
                      "'%s' is too wide for its mean, or hardly ever within its range, "
                      "and cannot be computed; bring its numbers closer together",
                      input->name);
    } else if (status != SF_OK) {
        reading->is_out_of_memory = true;
    }
}

void sf_inputs_check(struct sf_reading *reading)
{
    const struct sf_scenario *scenario = reading->scenario;
    for (size_t i = 0; i < scenario->n_inputs; i++) {
        const struct sf_input *input = &scenario->input[i];
        if (isinf(input->high)) { /* no key has narrowed it */
            sf_faults_warn(reading->faults, input->file, input->line,
                           "'%s' is used nowhere", input->name);
        } else if (reading->faults->n_errors == 0) {
            check_computable(reading, input);
        }
    }
    for (size_t i = 0; i < scenario->n_file_names; i++) {
        warn_of_ungraded(reading, scenario->file_name[i]);
    }
}

double sf_input_largest(const struct sf_input *input)
{
    switch (input->distribution) {
    case SF_FIXED:
        return input->parameter[0];
    case SF_UNIFORM:
        return fmin(input->parameter[1], input->high);
    case SF_TRIANGULAR:
    case SF_PERT:
        return fmin(input->parameter[2], input->high);
    case SF_DISCRETE:
        return input->point[input->n_points - 1];
    case SF_NORMAL:
    case SF_LOGNORMAL:
    case SF_BETA:
    case SF_GAMMA:
    case SF_LOGITNORMAL:
        break;
    }
    return INFINITY;
}
