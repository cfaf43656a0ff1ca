#include "scenario/terms_read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/inputs_read.h"
#include "scenario/keys.h"

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
        [SF_LAW_NONE] = {SF_LAW_NONE, 0, SF_MAX_MONTHS, 0.5},
        [SF_LAW_TUA2016] = {SF_LAW_TUA2016, 14, 6, 0.5},
        [SF_LAW_ERA2025] = {SF_LAW_ERA2025, 10, 12, NAN},
    };
    const struct sf_law_terms *preset = &presets[law->law];
    law->notice_days = law->notice_days < 0 ? preset->notice_days : law->notice_days;
    law->mandate_months =
        law->mandate_months < 0 ? preset->mandate_months : law->mandate_months;
    law->threshold = isnan(law->threshold) ? preset->threshold : law->threshold;
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
    scenario->law = (struct sf_law_terms){
        .notice_days = -1, .mandate_months = -1, .threshold = NAN};
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
    const struct sf_setting *list = sf_keys_list(reading, group, "one_offs", 1000);
    if (list == NULL) {
        return;
    }
    fund->one_off = sf_reading_alloc(reading, list->n_children, sizeof(*fund->one_off));
    for (size_t i = 0; fund->one_off != NULL && i < list->n_children; i++) {
        struct sf_one_off *one_off = &fund->one_off[fund->n_one_offs++];
        one_off->place = (struct sf_place){list->child[i]->file, list->child[i]->line};
        sf_keys_read(reading, list->child[i], SF_GROUP_ONE_OFF, one_off, "");
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

/* Employers both in `passed` and in `failed`, or in neither list of the balloted. */
static void check_exceptions(struct sf_reading *reading, const struct sf_ballot *ballot,
                             const struct sf_setting *group)
{
    const size_t n = reading->scenario->n_employers;
    unsigned char *mark = sf_reading_alloc(reading, n, sizeof(*mark));
    if (mark == NULL) {
        return;
    }
    for (size_t i = 0; i < ballot->employers.n; i++) {
        mark[ballot->employers.index[i]] = 1;
    }
    const struct sf_indexes *lists[2] = {&ballot->passed, &ballot->failed};
    for (size_t k = 0; k < 2; k++) {
        for (size_t i = 0; i < lists[k]->n; i++) {
            const size_t e = lists[k]->index[i];
            const char *name = reading->scenario->employer[e].name;
            if (mark[e] == 0) {
                sf_reading_fault(
                    reading, group,
                    "'%s' has a result in this ballot and is not among its "
                    "employers",
                    name);
            } else if (mark[e] == 2) {
                sf_reading_fault(reading, group, "'%s' both passed and failed", name);
            }
            mark[e] = mark[e] == 1 ? 2 : mark[e];
        }
    }
    if (ballot->is_aggregated && ballot->passed.n + ballot->failed.n > 0) {
        sf_reading_fault(reading, group,
                         "an aggregated ballot has one result; leave out 'passed' and "
                         "'failed'");
    }
    free(mark);
}

static void read_ballot(struct sf_reading *reading, const struct sf_setting *group,
                        struct sf_ballot *ballot)
{
    ballot->place = (struct sf_place){group->file, group->line};
    sf_keys_read(reading, group, SF_GROUP_BALLOT, ballot, "");
    const struct sf_setting *employers = sf_setting_find(group, "employers");
    const struct sf_setting *passed = sf_setting_find(group, "passed");
    const struct sf_setting *failed = sf_setting_find(group, "failed");
    if (employers == NULL) {
        sf_indexes_all(reading, reading->scenario->n_employers, &ballot->employers);
    } else {
        sf_employers_named(reading, employers, false, &ballot->employers);
    }
    if (passed != NULL) {
        sf_employers_named(reading, passed, false, &ballot->passed);
    }
    if (failed != NULL) {
        sf_employers_named(reading, failed, false, &ballot->failed);
    }
    check_exceptions(reading, ballot, group);
}

void sf_ballots_read(struct sf_reading *reading)
{
    struct sf_scenario *scenario = reading->scenario;
    const struct sf_setting *list =
        sf_keys_list(reading, reading->root, "ballots", 1000);
    if (list == NULL) {
        return;
    }
    scenario->ballot =
        sf_reading_alloc(reading, list->n_children, sizeof(*scenario->ballot));
    for (size_t i = 0; scenario->ballot != NULL && i < list->n_children; i++) {
        read_ballot(reading, list->child[i], &scenario->ballot[scenario->n_ballots++]);
    }
    struct sf_name_table names = {0};
    sf_names_collect(reading, scenario->ballot, scenario->n_ballots,
                     sizeof(*scenario->ballot), "ballot", &names);
    sf_names_free(&names);
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
        free(rule->tier);
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
