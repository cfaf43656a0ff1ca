#include "scenario/inputs_read.h"
#include "scenario/keys.h"
#include "scenario/pots_read.h"
#include "scenario/rule_pay_read.h"
#include "scenario/terms_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define UNPAID "none"

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
    const struct sf_setting *by_salary = sf_setting_find(group, "amounts_by_salary");
    const bool has_by_salary = by_salary != NULL && by_salary->n_children > 0;
    const bool has_tiers = tiers != NULL && tiers->n_children > 0;
    sf_setting_path(group, path);
    if (has_amounts && has_by_salary) {
        sf_reading_fault(reading, by_salary,
                         "'%s' has both 'amounts' and 'amounts_by_salary'; keep one",
                         path);
    } else if (is_flat != (has_amounts || has_by_salary)) {
        sf_reading_fault(reading,
                         has_amounts     ? amounts
                         : has_by_salary ? by_salary
                                         : group,
                         is_flat         ? "'%s' is flat and has no 'amounts'"
                         : has_by_salary ? "'%s' has 'amounts_by_salary', which only a "
                                           "flat rule has"
                                         : "'%s' has 'amounts', which only a flat rule "
                                           "has",
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
        sf_rule_pay_read(reading, group, rule);
        check_basis(reading, group, rule);
        check_claim_lag(reading, group, rule);
        sf_rule_pots_read(reading, group, rule);
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

/** A cap group has one cap, which each of its rules gives. */
static void check_cap_group(struct sf_reading *reading, const struct sf_rule *first,
                            const struct sf_rule *rule)
{
    const bool is_money = rule->max_amount != first->max_amount;
    char given[2][32];
    if (!is_money && rule->max_days == first->max_days) {
        return;
    }
    snprintf(given[0], sizeof(given[0]), "%.10g",
             is_money ? first->max_amount : first->max_days);
    snprintf(given[1], sizeof(given[1]), "%.10g",
             is_money ? rule->max_amount : rule->max_days);
    sf_faults_add(reading->faults, rule->place.file, rule->place.line,
                  "rules '%s' and '%s' share the cap group '%s', and have %s = %s and "
                  "%s; a shared cap must be the same in both",
                  first->name, rule->name, rule->cap_group,
                  is_money ? "max_amount" : "max_days", given[0], given[1]);
}

static void check_cap_groups(struct sf_reading *reading)
{
    const struct sf_scenario *scenario = reading->scenario;
    for (size_t i = 0; i < scenario->n_rules; i++) {
        const char *name = scenario->rule[i].cap_group;
        for (size_t j = 0; j < i && name != NULL; j++) {
            const char *other = scenario->rule[j].cap_group;
            if (other != NULL && strcmp(name, other) == 0) {
                check_cap_group(reading, &scenario->rule[j], &scenario->rule[i]);
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
