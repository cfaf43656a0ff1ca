#include "scenario/terms_read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/channels_read.h"
#include "scenario/inputs_read.h"
#include "scenario/keys.h"
#include "scenario/pots_read.h"
#include "strikefund/ballots.h"

#define FORMAT "strikefund-1"

static void check_format(struct sf_reading *reading)
{
    const struct sf_setting *format =
        sf_keys_special(reading, reading->root, "format", SF_SETTING_TEXT);
    if (format != NULL && strcmp(format->text, FORMAT) != 0) {
        sf_reading_fault(reading, format,
                         "the format is \"%.40s\"; this version reads \"%s\"",
                         format->text, FORMAT);
    }
}

/* What a law says where the file does not (M9.5). */
static void apply_law(struct sf_reading *reading)
{
    struct sf_law_terms *law = &reading->scenario->law;
    static const struct sf_law_terms presets[] = {
        [SF_LAW_NONE] = {SF_LAW_NONE, 0, SF_MAX_MONTHS, 0.5, 0.0},
        [SF_LAW_TUA2016] = {SF_LAW_TUA2016, 14, 6, 0.5, 0.4},
        [SF_LAW_ERA2025] = {SF_LAW_ERA2025, 10, 12, NAN, 0.0},
    };
    const struct sf_law_terms *preset = &presets[law->law];
    law->notice_days = law->notice_days < 0 ? preset->notice_days : law->notice_days;
    law->mandate_months =
        law->mandate_months < 0 ? preset->mandate_months : law->mandate_months;
    law->threshold = isnan(law->threshold) ? preset->threshold : law->threshold;
    law->yes_of_members =
        isnan(law->yes_of_members) ? preset->yes_of_members : law->yes_of_members;
    if (isnan(law->threshold)) {
        law->threshold = 0.5;
        const struct sf_setting *setting = sf_setting_find(reading->root, "law");
        if (sf_setting_find(reading->root, "threshold") == NULL && setting != NULL) {
            sf_reading_fault(reading, setting,
                             "law \"era2025\" leaves the turnout threshold open; write "
                             "threshold = 0.5, or what applies");
        }
    }
}

void sf_head_read(struct sf_reading *reading)
{
    struct sf_scenario *scenario = reading->scenario;
    scenario->law = (struct sf_law_terms){.notice_days = -1,
                                          .mandate_months = -1,
                                          .threshold = NAN,
                                          .yes_of_members = NAN};
    sf_keys_read(reading, reading->root, SF_GROUP_SCENARIO, scenario, "");
    check_format(reading);
    apply_law(reading);
}

void sf_fund_read(struct sf_reading *reading)
{
    struct sf_fund_terms *fund = &reading->scenario->fund;
    const struct sf_setting *group =
        sf_keys_special(reading, reading->root, "fund", SF_SETTING_GROUP);
    sf_keys_read(reading, group, SF_GROUP_FUND, fund, "fund");
    sf_pots_read(reading, group);
    const struct sf_setting *list = sf_keys_list(reading, group, "one_offs", 1000);
    if (list == NULL) {
        return;
    }
    fund->one_off = sf_reading_alloc(reading, list->n_children, sizeof(*fund->one_off));
    for (size_t i = 0; fund->one_off != NULL && i < list->n_children; i++) {
        struct sf_one_off *one_off = &fund->one_off[fund->n_one_offs++];
        one_off->place = (struct sf_place){list->child[i]->file, list->child[i]->line};
        sf_keys_read(reading, list->child[i], SF_GROUP_ONE_OFF, one_off, "");
        one_off->pot = sf_pot_read(reading, list->child[i], "pot");
    }
    struct sf_name_table names = {0};
    sf_names_collect(reading, fund->one_off, fund->n_one_offs, sizeof(*fund->one_off),
                     "one-off", &names);
    sf_names_free(&names);
}

void sf_members_read(struct sf_reading *reading)
{
    const struct sf_setting *group =
        sf_keys_special(reading, reading->root, "members", SF_SETTING_GROUP);
    sf_keys_read(reading, group, SF_GROUP_MEMBERS, &reading->scenario->members,
                 "members");
}

bool sf_employers_named(struct sf_reading *reading, const struct sf_setting *setting,
                        bool allow_mandated, struct sf_indexes *employers)
{
    const bool is_text = setting->type == SF_SETTING_TEXT;
    const bool is_mandated =
        allow_mandated && is_text && strcmp(setting->text, "mandated") == 0;
    if (is_mandated || (is_text && strcmp(setting->text, "all") == 0)) {
        sf_indexes_all(reading, reading->scenario->n_employers, employers);
    } else if (reading->employers.entry != NULL) {
        sf_references_read(reading, &reading->employers, setting, employers);
    }
    return is_mandated;
}

static void free_levies(struct sf_scenario *scenario)
{
    for (size_t i = 0; i < scenario->n_levies; i++) {
        struct sf_levy *levy = &scenario->levy[i];
        for (size_t k = 0; k < levy->n_rates; k++) {
            free(levy->rate[k].levy_class);
        }
        for (size_t k = 0; k < levy->n_reference_rates; k++) {
            free(levy->reference_rate[k].levy_class);
        }
        free(levy->rate);
        free(levy->reference_rate);
        sf_channels_free(levy);
        free(levy->is_in_scope);
        sf_keys_free(SF_GROUP_LEVY, levy);
    }
    free(scenario->levy);
}

static void free_rules(struct sf_scenario *scenario)
{
    for (size_t i = 0; i < scenario->n_rules; i++) {
        struct sf_rule *rule = &scenario->rule[i];
        free(rule->name);
        free(rule->amount);
        free(rule->by_salary);
        free(rule->tier);
        for (size_t k = 0; k < rule->n_steps; k++) {
            free(rule->step[k].amount);
        }
        free(rule->step);
        free(rule->paid_from.index);
        sf_keys_free(SF_GROUP_RULE, rule);
    }
    free(scenario->rule);
}

void sf_terms_free(struct sf_scenario *scenario)
{
    for (size_t i = 0; i < scenario->fund.n_one_offs; i++) {
        sf_keys_free(SF_GROUP_ONE_OFF, &scenario->fund.one_off[i]);
    }
    free(scenario->fund.one_off);
    sf_pots_free(&scenario->fund.pots);
    free_levies(scenario);
    free_rules(scenario);
    for (size_t i = 0; i < scenario->n_ballots; i++) {
        struct sf_ballot *ballot = &scenario->ballot[i];
        free(ballot->employers.index);
        free(ballot->passed.index);
        free(ballot->failed.index);
        sf_keys_free(SF_GROUP_BALLOT, ballot);
    }
    free(scenario->ballot);
    sf_keys_free(SF_GROUP_SCENARIO, scenario);
}
