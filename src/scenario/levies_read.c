#include "scenario/channels_read.h"
#include "scenario/keyed.h"
#include "scenario/keys.h"
#include "scenario/pots_read.h"
#include "scenario/refunds.h"
#include "scenario/scope.h"
#include "scenario/terms_read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The levy class that a key means: a class, or that of a band of that name. */
static const char *class_of(const struct sf_scenario *scenario, const char *key)
{
    for (size_t i = 0; i < scenario->n_bands; i++) {
        const char *levy_class = scenario->band[i].levy_class;
        if (levy_class != NULL && strcmp(levy_class, key) == 0) {
            return levy_class;
        }
    }
    const size_t band = sf_band_find(scenario, key);
    return band != SF_NONE ? scenario->band[band].levy_class : NULL;
}

static void no_class_fault(struct sf_reading *reading, const struct sf_keyed *keyed)
{
    const struct sf_scenario *scenario = reading->scenario;
    struct sf_nearest nearest = {.wanted = keyed->key};
    for (size_t i = 0; i < scenario->n_bands; i++) {
        if (scenario->band[i].levy_class != NULL) {
            sf_nearest_offer(&nearest, scenario->band[i].levy_class);
        }
    }
    char path[SF_PATH_CHARS];
    char words[SF_SUGGESTION_CHARS];
    sf_reading_fault(reading, keyed->setting,
                     "'%s': there is no levy class '%.100s' among the bands%s",
                     sf_setting_path(keyed->setting, path), keyed->key,
                     sf_nearest_words(&nearest, words));
}

static void read_rates(struct sf_reading *reading, const struct sf_setting *levy,
                       const char *key, struct sf_rate **rate, size_t *n_rates)
{
    const struct sf_setting *setting = sf_setting_find(levy, key);
    struct sf_keyed_list list = {0};
    if (setting == NULL ||
        !sf_keyed_read(reading, setting, 1000.0, "pounds a month", &list)) {
        return;
    }
    *rate = sf_reading_alloc(reading, list.n, sizeof(**rate));
    for (size_t i = 0; *rate != NULL && i < list.n; i++) {
        const char *levy_class = class_of(reading->scenario, list.keyed[i].key);
        if (levy_class == NULL) {
            no_class_fault(reading, &list.keyed[i]);
            continue;
        }
        bool is_new = true;
        for (size_t k = 0; k < *n_rates; k++) {
            is_new &= strcmp((*rate)[k].levy_class, levy_class) != 0;
        }
        char *copy = is_new ? sf_reading_copy(reading, levy_class) : NULL;
        if (copy != NULL) {
            (*rate)[(*n_rates)++] = (struct sf_rate){copy, list.keyed[i].pounds};
        } else if (!is_new) {
            char path[SF_PATH_CHARS];
            sf_reading_fault(reading, list.keyed[i].setting,
                             "'%s': the levy class '%s' has two rates",
                             sf_setting_path(list.keyed[i].setting, path), levy_class);
        }
    }
    free(list.keyed);
}

/* Reference rates are the rates themselves unless given. */
static void copy_rates(struct sf_reading *reading, struct sf_levy *levy)
{
    levy->reference_rate =
        sf_reading_alloc(reading, levy->n_rates, sizeof(*levy->reference_rate));
    for (size_t i = 0; levy->reference_rate != NULL && i < levy->n_rates; i++) {
        char *copy = sf_reading_copy(reading, levy->rate[i].levy_class);
        if (copy != NULL) {
            levy->reference_rate[levy->n_reference_rates++] =
                (struct sf_rate){copy, levy->rate[i].pounds};
        }
    }
}

static bool has_members(const struct sf_setting *group, const char *key)
{
    const struct sf_setting *setting = sf_setting_find(group, key);
    return setting != NULL && setting->n_children > 0;
}

/* A levy waits for the fund with all that says when, or does not. */
static void check_trigger(struct sf_reading *reading, const struct sf_setting *group,
                          struct sf_levy *levy)
{
    char path[SF_PATH_CHARS];
    const struct sf_setting *on = sf_setting_find(group, "on_below");
    const struct sf_setting *off = sf_setting_find(group, "off_above");
    sf_setting_path(group, path);
    if (levy->trigger == SF_TRIGGER_NONE) {
        if (on != NULL || off != NULL) {
            sf_reading_fault(reading, on != NULL ? on : off,
                             "'%s' has '%s' and no trigger; write trigger = "
                             "\"balance\" or \"net position\"",
                             path, on != NULL ? "on_below" : "off_above");
        }
        return;
    }
    if (on == NULL) {
        sf_reading_fault(reading, group,
                         "'%s' waits for the fund and does not say when it becomes "
                         "due; write on_below = 5000.0, in pounds",
                         path);
        return;
    }
    levy->off_above = off == NULL ? levy->on_below : levy->off_above;
    if (levy->off_above < levy->on_below) {
        sf_reading_fault(reading, off,
                         "'%s' ends above £%.10g, which is below the £%.10g at which "
                         "it becomes due; 'off_above' must be at least 'on_below'",
                         path, levy->off_above, levy->on_below);
    }
}

static void read_levy(struct sf_reading *reading, const struct sf_setting *group,
                      struct sf_levy *levy)
{
    char path[SF_PATH_CHARS];
    struct sf_text prefix = {0};
    const char *name = sf_setting_given_name(group);
    sf_text_add(&prefix, "levies.%s", name != NULL ? name : "");
    levy->place = (struct sf_place){group->file, group->line};
    levy->on_below = NAN;
    levy->off_above = NAN;
    sf_keys_read(reading, group, SF_GROUP_LEVY, levy,
                 prefix.chars != NULL ? prefix.chars : "");
    sf_scope_read(reading, group, levy);
    sf_channels_read(reading, group, prefix.chars != NULL ? prefix.chars : "", levy);
    reading->is_out_of_memory |= prefix.is_out_of_memory;
    sf_text_free(&prefix);
    read_rates(reading, group, "rates", &levy->rate, &levy->n_rates);
    read_rates(reading, group, "reference_rates", &levy->reference_rate,
               &levy->n_reference_rates);
    const bool has_rates = has_members(group, "rates");
    const bool has_references = has_members(group, "reference_rates");
    if (has_rates == (levy->share_of_pay > 0.0)) {
        sf_reading_fault(reading, group, "'%s' must have 'rates' or a 'share_of_pay'%s",
                         sf_setting_path(group, path),
                         has_rates ? ", not both" : " above 0");
    } else if (has_references && !has_rates) {
        sf_reading_fault(
            reading, group,
            "'%s' has 'reference_rates' and no 'rates' to compare them with",
            sf_setting_path(group, path));
    }
    check_trigger(reading, group, levy);
    levy->pot = sf_pot_read(reading, group, "pot");
    sf_refund_read(reading, group, levy);
    if (!has_references) {
        copy_rates(reading, levy);
    }
}

void sf_levies_read(struct sf_reading *reading)
{
    struct sf_scenario *scenario = reading->scenario;
    const struct sf_setting *list =
        sf_keys_list(reading, reading->root, "levies", 1000);
    const size_t n = list != NULL ? list->n_children : 0;
    scenario->levy = sf_reading_alloc(reading, n, sizeof(*scenario->levy));
    for (size_t i = 0; scenario->levy != NULL && i < n; i++) {
        read_levy(reading, list->child[i], &scenario->levy[scenario->n_levies++]);
    }
    sf_names_collect(reading, scenario->levy, scenario->n_levies,
                     sizeof(*scenario->levy), "levy", &reading->levies);
}
