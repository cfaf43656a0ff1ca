#include "scenario/inputs_read.h"
#include "scenario/keyed.h"
#include "scenario/keys.h"
#include "scenario/terms_read.h"

#include <stdlib.h>
#include <string.h>

#define UNPAID "none"

/* Bands that a key of `amounts` means: one, or all of a levy class. */
static size_t set_amounts(const struct sf_scenario *scenario, const char *key,
                          double pounds, double *by_band, bool *is_twice)
{
    const size_t only = sf_band_find(scenario, key);
    size_t n = 0;
    for (size_t i = 0; i < scenario->n_bands; i++) {
        const char *levy_class = scenario->band[i].levy_class;
        const bool is_meant = only != SF_NONE
                                  ? i == only
                                  : levy_class != NULL && strcmp(levy_class, key) == 0;
        if (is_meant) {
            *is_twice |= by_band[i] >= 0.0;
            by_band[i] = pounds;
            n++;
        }
    }
    return n;
}

static void read_amounts_by_band(struct sf_reading *reading,
                                 const struct sf_setting *setting, struct sf_rule *rule)
{
    const struct sf_scenario *scenario = reading->scenario;
    struct sf_keyed_list list = {0};
    double by_band[SF_MAX_BANDS];
    char path[SF_PATH_CHARS];
    if (!sf_keyed_read(reading, setting, 10000.0, "pounds a day", &list)) {
        return;
    }
    for (size_t i = 0; i < scenario->n_bands; i++) {
        by_band[i] = -1.0;
    }
    for (size_t i = 0; i < list.n; i++) {
        bool is_twice = false;
        const struct sf_keyed *keyed = &list.keyed[i];
        if (set_amounts(scenario, keyed->key, keyed->pounds, by_band, &is_twice) == 0) {
            struct sf_nearest nearest = {.wanted = keyed->key};
            for (size_t k = 0; k < scenario->n_bands; k++) {
                sf_nearest_offer(&nearest, scenario->band[k].column != NULL
                                               ? scenario->band[k].column
                                               : "");
            }
            char words[SF_SUGGESTION_CHARS];
            sf_reading_fault(reading, keyed->setting,
                             "'%s': there is no band or levy class '%.100s'%s",
                             sf_setting_path(keyed->setting, path), keyed->key,
                             sf_nearest_words(&nearest, words));
        } else if (is_twice) {
            sf_reading_fault(reading, keyed->setting, "'%s': a band has two amounts",
                             sf_setting_path(keyed->setting, path));
        }
    }
    rule->amount = sf_reading_alloc(reading, scenario->n_bands, sizeof(*rule->amount));
    for (size_t i = 0; list.n > 0 && rule->amount != NULL && i < scenario->n_bands;
         i++) {
        rule->amount[rule->n_amounts++] = (struct sf_amount){i, by_band[i]};
        if (!(by_band[i] >= 0.0)) {
            sf_reading_fault(reading, setting, "'%s' has no amount for band '%s'",
                             sf_setting_path(setting, path),
                             scenario->band[i].name != NULL ? scenario->band[i].name
                                                            : "");
        }
    }
    free(list.keyed);
}

static void read_amounts(struct sf_reading *reading, const struct sf_setting *group,
                         struct sf_rule *rule)
{
    static const struct sf_key key = {
        .name = "amounts", .low = 0.0, .high = 10000.0, .unit = "pounds a day"};
    const struct sf_setting *setting = sf_setting_find(group, "amounts");
    double pounds = 0.0;
    if (setting == NULL) {
        return;
    }
    if (setting->type != SF_SETTING_NUMBER) {
        read_amounts_by_band(reading, setting, rule);
        return;
    }
    rule->amount = sf_reading_alloc(reading, 1, sizeof(*rule->amount));
    if (rule->amount != NULL) {
        sf_number_read(reading, setting, &key, &pounds);
        rule->amount[0] = (struct sf_amount){SF_NONE, pounds};
        rule->n_amounts = 1;
    }
}

static void read_tiers(struct sf_reading *reading, const struct sf_setting *group,
                       struct sf_rule *rule)
{
    const struct sf_setting *list = sf_keys_list(reading, group, "tiers", 100);
    if (list == NULL) {
        return;
    }
    rule->tier = sf_reading_alloc(reading, list->n_children, sizeof(*rule->tier));
    for (size_t i = 0; rule->tier != NULL && i < list->n_children; i++) {
        struct sf_tier *tier = &rule->tier[rule->n_tiers++];
        sf_keys_read(reading, list->child[i], SF_GROUP_TIER, tier, "");
        if (i > 0 && !(tier->docked_from > rule->tier[i - 1].docked_from)) {
            char path[SF_PATH_CHARS];
            sf_reading_fault(reading, list->child[i],
                             "'%s': each tier must begin above the one before",
                             sf_setting_path(list->child[i], path));
        }
    }
}

static bool is_above_zero(const struct sf_scenario *scenario, size_t input)
{
    return input != SF_NONE && (scenario->input[input].distribution != SF_FIXED ||
                                scenario->input[input].parameter[0] > 0.0);
}

/* Keys that belong to another basis, or to this one and are missing. */
static void check_basis(struct sf_reading *reading, const struct sf_setting *group,
                        const struct sf_rule *rule)
{
    char path[SF_PATH_CHARS];
    const struct sf_setting *basis = sf_setting_find(group, "basis");
    if (basis == NULL || basis->type != SF_SETTING_TEXT) {
        return;
    }
    const bool is_flat = strcmp(basis->text, "flat") == 0;
    const bool is_tiered = strcmp(basis->text, "tiers") == 0;
    const struct sf_setting *amounts = sf_setting_find(group, "amounts");
    const struct sf_setting *tiers = sf_setting_find(group, "tiers");
    const bool has_amounts = amounts != NULL && (amounts->type == SF_SETTING_NUMBER ||
                                                 amounts->n_children > 0);
    const bool has_tiers = tiers != NULL && tiers->n_children > 0;
    sf_setting_path(group, path);
    if (is_flat != has_amounts) {
        sf_reading_fault(reading, has_amounts ? amounts : group,
                         is_flat ? "'%s' is flat and has no 'amounts'"
                                 : "'%s' has 'amounts', which only a flat rule has",
                         path);
    }
    if (is_tiered != has_tiers) {
        sf_reading_fault(reading, has_tiers ? tiers : group,
                         is_tiered ? "'%s' has no 'tiers'"
                                   : "'%s' has 'tiers', and its basis is not \"tiers\"",
                         path);
    }
    if (rule->basis != SF_BASIS_NONE &&
        is_above_zero(reading->scenario, rule->hardship_share)) {
        sf_faults_warn(reading->faults, group->file, group->line,
                       "'%s': hardship is granted only under a rule of basis \"none\"",
                       path);
    }
}

static void check_claim_lag(struct sf_reading *reading, const struct sf_setting *group,
                            const struct sf_rule *rule)
{
    char path[SF_PATH_CHARS];
    const struct sf_setting *setting = sf_setting_find(group, "claim_lag");
    if (setting == NULL || setting->type != SF_SETTING_LIST) {
        return;
    }
    double sum = 0.0;
    for (size_t i = 0; i < rule->claim_lag.n; i++) {
        sum += rule->claim_lag.value[i];
    }
    if (setting->n_children == 0 || setting->n_children > SF_MAX_CLAIM_LAG) {
        sf_reading_fault(reading, setting, "'%s' has %zu numbers; it must have 1 to %d",
                         sf_setting_path(setting, path), setting->n_children,
                         SF_MAX_CLAIM_LAG);
    } else if (rule->claim_lag.n == setting->n_children &&
               !(sum >= 1.0 - 1e-9 && sum <= 1.0 + 1e-9)) {
        sf_reading_fault(reading, setting, "'%s' sums to %.10g; it must sum to 1",
                         sf_setting_path(setting, path), sum);
    }
}

/* group: NULL for the rule that is there when no other is. */
static void read_rule(struct sf_reading *reading, const struct sf_setting *group,
                      struct sf_rule *rule)
{
    const char *name = group != NULL ? group->name : UNPAID;
    struct sf_text prefix = {0};
    sf_text_add(&prefix, "rules.%s", name);
    rule->place.file = group != NULL ? group->file : reading->scenario->file;
    rule->place.line = group != NULL ? group->line : 0;
    sf_keys_read(reading, group, SF_GROUP_RULE, rule,
                 prefix.chars != NULL ? prefix.chars : "");
    reading->is_out_of_memory |= prefix.is_out_of_memory;
    sf_text_free(&prefix);
    if (strlen(name) > SF_MAX_NAME) {
        sf_reading_fault(reading, group, "the rule's name is longer than %d bytes",
                         SF_MAX_NAME);
        return;
    }
    rule->name = sf_reading_copy(reading, name);
    if (group != NULL) {
        read_amounts(reading, group, rule);
        read_tiers(reading, group, rule);
        check_basis(reading, group, rule);
        check_claim_lag(reading, group, rule);
    }
}

size_t sf_rule_unpaid(const struct sf_scenario *scenario)
{
    static const char *const names[] = {UNPAID, "unpaid"};
    for (size_t k = 0; k < 2; k++) {
        for (size_t i = 0; i < scenario->n_rules; i++) {
            const struct sf_rule *rule = &scenario->rule[i];
            if (rule->basis == SF_BASIS_NONE && rule->name != NULL &&
                strcmp(rule->name, names[k]) == 0) {
                return i;
            }
        }
    }
    return SF_NONE;
}

static bool some_action_has_no_rule(const struct sf_setting *root)
{
    const struct sf_setting *strategies = sf_setting_find(root, "strategies");
    for (size_t i = 0; strategies != NULL && i < strategies->n_children; i++) {
        const struct sf_setting *actions =
            sf_setting_find(strategies->child[i], "actions");
        for (size_t k = 0; actions != NULL && k < actions->n_children; k++) {
            if (actions->child[k]->type == SF_SETTING_GROUP &&
                sf_setting_find(actions->child[k], "rule") == NULL) {
                return true;
            }
        }
    }
    return false;
}

/** A cap group is one rule's: with two rates, which days are within the cap would have
 *  no one answer. */
static void check_cap_groups(struct sf_reading *reading)
{
    const struct sf_scenario *scenario = reading->scenario;
    for (size_t i = 0; i < scenario->n_rules; i++) {
        const char *name = scenario->rule[i].cap_group;
        for (size_t j = 0; j < i && name != NULL; j++) {
            const char *other = scenario->rule[j].cap_group;
            if (other != NULL && strcmp(name, other) == 0) {
                sf_faults_add(reading->faults, scenario->rule[i].place.file,
                              scenario->rule[i].place.line,
                              "rules '%s' and '%s' share the cap group '%s'; in this "
                              "version a cap group belongs to one rule",
                              scenario->rule[j].name, scenario->rule[i].name, name);
                break;
            }
        }
    }
}

void sf_rules_read(struct sf_reading *reading)
{
    struct sf_scenario *scenario = reading->scenario;
    const struct sf_setting *group =
        sf_keys_special(reading, reading->root, "rules", SF_SETTING_GROUP);
    const size_t n = group != NULL ? group->n_children : 0;
    scenario->rule = sf_reading_alloc(reading, n + 1, sizeof(*scenario->rule));
    for (size_t i = 0; scenario->rule != NULL && i < n; i++) {
        const struct sf_setting *rule = group->child[i];
        if (rule->type != SF_SETTING_GROUP) {
            sf_type_fault(reading, rule, "a group", "{ basis = \"net\"; rate = 1.0; }");
            continue;
        }
        read_rule(reading, rule, &scenario->rule[scenario->n_rules++]);
    }
    /* Made here, not where it is wanted, so that inputs keep the order in which the
     * resolved scenario writes them. */
    if (scenario->rule != NULL && some_action_has_no_rule(reading->root) &&
        sf_rule_unpaid(scenario) == SF_NONE && sf_setting_find(group, UNPAID) == NULL) {
        read_rule(reading, NULL, &scenario->rule[scenario->n_rules++]);
    }
    if (scenario->rule != NULL && !reading->is_out_of_memory) {
        check_cap_groups(reading);
    }
    sf_names_collect(reading, scenario->rule, scenario->n_rules,
                     sizeof(*scenario->rule), "rule", &reading->rules);
}
