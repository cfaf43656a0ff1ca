#include "scenario/inputs_read.h"
#include "scenario/keys.h"
#include "scenario/kinds_read.h"
#include "scenario/strategies_read.h"
#include "scenario/terms_read.h"

#include <stdlib.h>
#include <string.h>

static const struct sf_key called_key = {.name = "called",
                                         .type = SF_KEY_INPUT,
                                         .low = 1.0,
                                         .high = SF_MAX_MEMBERS,
                                         .unit = "members"};
static const struct sf_key called_share_key = {.name = "called_share",
                                               .type = SF_KEY_INPUT,
                                               .low = 0.0,
                                               .high = 1.0,
                                               .unit = "a share, 0.10 for 10 %"};

static bool is_word(const struct sf_setting *setting, const char *word)
{
    return setting != NULL && setting->type == SF_SETTING_TEXT &&
           strcmp(setting->text, word) == 0;
}

/* Employers whose `group` is that name; or, where no group has it, any for "all". False
 * when there are none. */
static bool mark_group(const struct sf_scenario *scenario, const char *name,
                       bool is_any, bool *mark)
{
    bool is_found = false;
    for (size_t i = 0; i < scenario->n_employers; i++) {
        const char *group = scenario->employer[i].group;
        if (group != NULL && (is_any || strcmp(group, name) == 0)) {
            mark[i] = true;
            is_found = true;
        }
    }
    return is_found;
}

static void read_group_name(struct sf_reading *reading,
                            const struct sf_setting *setting, bool *mark)
{
    const struct sf_scenario *scenario = reading->scenario;
    if (setting->type != SF_SETTING_TEXT) {
        sf_type_fault(reading, setting, "the name of a group", "in quotes");
        return;
    }
    const bool is_all =
        setting->parent->type != SF_SETTING_LIST && strcmp(setting->text, "all") == 0;
    if (mark_group(scenario, setting->text, false, mark) ||
        (is_all && mark_group(scenario, setting->text, true, mark)) ||
        reading->faults->is_full) {
        return;
    }
    struct sf_nearest nearest = {.wanted = setting->text};
    for (size_t i = 0; i < scenario->n_employers; i++) {
        if (scenario->employer[i].group != NULL) {
            sf_nearest_offer(&nearest, scenario->employer[i].group);
        }
    }
    sf_reference_fault(reading, setting, "group of employers", &nearest);
}

static void read_groups(struct sf_reading *reading, const struct sf_setting *setting,
                        struct sf_indexes *employers)
{
    const size_t n_employers = reading->scenario->n_employers;
    bool *mark = sf_reading_alloc(reading, n_employers, sizeof(*mark));
    employers->index =
        sf_reading_alloc(reading, n_employers, sizeof(*employers->index));
    if (mark != NULL && employers->index != NULL) {
        const bool is_list = setting->type == SF_SETTING_LIST;
        const size_t n = is_list ? setting->n_children : 1;
        for (size_t i = 0; i < n; i++) {
            read_group_name(reading, is_list ? setting->child[i] : setting, mark);
        }
        for (size_t i = 0; i < n_employers; i++) {
            if (mark[i]) {
                employers->index[employers->n++] = i;
            }
        }
    }
    free(mark);
}

static void read_employers(struct sf_reading *reading, const struct sf_setting *group,
                           struct sf_action *action)
{
    const struct sf_setting *one = sf_setting_find(group, "employer");
    const struct sf_setting *many = sf_setting_find(group, "employers");
    const struct sf_setting *groups = sf_setting_find(group, "groups");
    const int n_given = (one != NULL) + (many != NULL) + (groups != NULL);
    const size_t n_errors = reading->faults->n_errors;
    char path[SF_PATH_CHARS];
    sf_setting_path(group, path);
    if (reading->employers.entry == NULL) {
        return; /* there are none, which was told */
    }
    if (n_given > 1) {
        sf_reading_fault(reading, group,
                         "'%s' has more than one of employer, employers and groups",
                         path);
    } else if (one != NULL && one->type != SF_SETTING_TEXT) {
        sf_type_fault(reading, one, "the name of an employer",
                      "for several write employers = [...]");
    } else if (one != NULL) {
        sf_references_read(reading, &reading->employers, one, &action->employers);
    } else if (groups != NULL) {
        read_groups(reading, groups, &action->employers);
    } else if (many != NULL) {
        action->is_mandated_only_list =
            sf_employers_named(reading, many, true, &action->employers);
    } else if (action->kind == SF_KIND_NATIONAL) {
        action->is_mandated_only_list = true;
        sf_indexes_all(reading, reading->scenario->n_employers, &action->employers);
    }
    if (action->employers.n == 0 && reading->faults->n_errors == n_errors) {
        sf_reading_fault(
            reading, group,
            "'%s' names no employer; write employer = \"...\", employers = "
            "[...] or groups = [...]",
            path);
    }
}

static void read_called(struct sf_reading *reading, const struct sf_setting *group,
                        const char *prefix, struct sf_action *action)
{
    char path[SF_PATH_CHARS];
    const struct sf_setting *called = sf_setting_find(group, "called");
    const struct sf_setting *share = sf_setting_find(group, "called_share");
    action->called = SF_NONE;
    action->called_share = SF_NONE;
    if (called != NULL && share != NULL) {
        sf_reading_fault(reading, share, "'%s' has both 'called' and 'called_share'",
                         sf_setting_path(group, path));
        return;
    }
    if (called != NULL && !is_word(called, "all")) {
        action->called = sf_input_read(reading, called, &called_key, prefix);
    }
    if (share != NULL) {
        action->called_share = sf_input_read(reading, share, &called_share_key, prefix);
    }
}

static void read_rule(struct sf_reading *reading, const struct sf_setting *group,
                      struct sf_action *action)
{
    const struct sf_setting *rule = sf_setting_find(group, "rule");
    if (rule != NULL) {
        action->rule = sf_reference_read(reading, &reading->rules, rule);
        return;
    }
    action->rule = sf_rule_unpaid(reading->scenario);
    if (action->rule == SF_NONE) {
        char path[SF_PATH_CHARS];
        sf_reading_fault(reading, group,
                         "'%s' has no 'rule', and the rule 'none' is not of basis "
                         "\"none\"",
                         sf_setting_path(group, path));
    }
}

static void check_bands(struct sf_reading *reading, const struct sf_setting *group,
                        struct sf_action *action)
{
    char path[SF_PATH_CHARS];
    const struct sf_setting *setting = sf_setting_find(group, "bands");
    const size_t n_bands = reading->scenario->n_bands;
    if (setting == NULL || action->bands.value == NULL || n_bands == 0) {
        return;
    }
    if (action->bands.n != n_bands && action->bands.n > 0) {
        sf_reading_fault(reading, setting,
                         "'%s' has %zu numbers; it must have %zu, one for each band",
                         sf_setting_path(setting, path), action->bands.n, n_bands);
    } else if (action->bands.n > 0 &&
               !sf_shares_normalise(action->bands.value, n_bands, 0.005)) {
        sf_reading_fault(reading, setting, "'%s' must sum to 1, within 0.005",
                         sf_setting_path(setting, path));
    }
}

static void read_part_of_day(struct sf_reading *reading, const struct sf_setting *group,
                             struct sf_action *action)
{
    static const struct sf_key key = {.name = "part_of_day",
                                      .low = 0.01,
                                      .high = 1.0,
                                      .unit = "a share of the day, 0.5 for a half"};
    const struct sf_setting *setting = sf_setting_find(group, "part_of_day");
    action->part_of_day = 1.0;
    if (setting == NULL) {
        return;
    }
    sf_number_read(reading, setting, &key, &action->part_of_day);
    if (action->kind == SF_KIND_SHORT) {
        char path[SF_PATH_CHARS];
        sf_reading_fault(reading, setting,
                         "'%s' is short of strike, which takes no part of a day; write "
                         "what is docked as 'docking'",
                         sf_setting_path(group, path));
    }
}

void sf_action_read(struct sf_reading *reading, const struct sf_setting *group,
                    struct sf_action *action)
{
    struct sf_text prefix = {0};
    const char *name = sf_setting_given_name(group);
    sf_text_add(&prefix, "actions.%s", name != NULL ? name : "");
    if (prefix.chars == NULL) {
        reading->is_out_of_memory = true;
        return;
    }
    action->place = (struct sf_place){group->file, group->line};
    sf_keys_read(reading, group, SF_GROUP_ACTION, action, prefix.chars);
    sf_kind_read(reading, group, action);
    read_called(reading, group, prefix.chars, action);
    read_employers(reading, group, action);
    read_rule(reading, group, action);
    check_bands(reading, group, action);
    read_part_of_day(reading, group, action);
    sf_kind_finish(reading, group, action);
    sf_text_free(&prefix);
}
