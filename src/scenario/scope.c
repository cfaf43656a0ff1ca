#include "scenario/scope.h"

#include <stdlib.h>
#include <string.h>

#include "core/money.h"
#include "random/stream.h"
#include "scenario/keys.h"
#include "scenario/reading.h"
#include "scenario/reckon.h"
#include "scenario/resolved_values.h"

#define ALL    "all"
#define OTHERS "other payers"

/* Marks those whom one name of a scope means. */
static void mark_named(struct sf_reading *reading, const struct sf_setting *setting,
                       bool *is_in_scope)
{
    const struct sf_scenario *scenario = reading->scenario;
    const size_t n = scenario->n_employers;
    struct sf_nearest nearest = {.wanted = setting->text};
    size_t n_meant = 0;
    size_t n_own = 0;
    for (size_t e = 0; e < n; e++) {
        const struct sf_employer *employer = &scenario->employer[e];
        const bool is_own =
            employer->name != NULL && strcmp(employer->name, setting->text) == 0;
        const bool is_group =
            employer->group != NULL && strcmp(employer->group, setting->text) == 0;
        if (is_own || is_group || strcmp(setting->text, ALL) == 0) {
            is_in_scope[e] = true;
            n_meant++;
        }
        n_own += is_own;
        sf_nearest_offer(&nearest, employer->name != NULL ? employer->name : "");
        sf_nearest_offer(&nearest, employer->group != NULL ? employer->group : "");
    }
    char path[SF_PATH_CHARS];
    const bool is_others = strcmp(setting->text, OTHERS) == 0;
    if (n_own > 0 && (n_meant > n_own || is_others)) {
        sf_reading_fault(reading, setting,
                         "'%s': '%.100s' is an employer and means %s too; give the "
                         "employer another name",
                         sf_setting_path(setting, path), setting->text,
                         is_others ? "members elsewhere" : "a group");
        return;
    }
    is_in_scope[n] |= is_others;
    if (n_meant == 0 && !is_others) {
        sf_nearest_offer(&nearest, OTHERS);
        sf_reference_fault(reading, setting, "employer or group", &nearest);
    }
}

void sf_scope_read(struct sf_reading *reading, const struct sf_setting *group,
                   struct sf_levy *levy)
{
    const struct sf_setting *scope = sf_setting_find(group, "scope");
    if (scope == NULL || reading->employers.entry == NULL) {
        return;
    }
    const bool is_list = scope->type == SF_SETTING_LIST;
    const size_t n = is_list ? scope->n_children : 1;
    levy->is_in_scope = sf_reading_alloc(reading, reading->scenario->n_employers + 1,
                                         sizeof(*levy->is_in_scope));
    for (size_t i = 0; i < n && levy->is_in_scope != NULL; i++) {
        const struct sf_setting *name = is_list ? scope->child[i] : scope;
        if (name->type != SF_SETTING_TEXT) {
            sf_type_fault(reading, name, "the name of an employer or a group",
                          "in quotes, or \"all\" or \"other payers\"");
        } else {
            mark_named(reading, name, levy->is_in_scope);
        }
    }
    if (n == 0) {
        char path[SF_PATH_CHARS];
        sf_reading_fault(reading, scope,
                         "'%s' is empty, so nobody would be levied; write scope = "
                         "[\"all\"], or leave the levy out of the strategies",
                         sf_setting_path(scope, path));
    }
}

bool sf_scope_has(const struct sf_scenario *scenario, const struct sf_levy *levy,
                  size_t employer)
{
    return levy->is_in_scope != NULL ? levy->is_in_scope[employer]
                                     : employer < scenario->n_employers;
}

bool sf_scenario_levies_others(const struct sf_scenario *scenario)
{
    bool has = false;
    for (size_t s = 0; s < scenario->n_strategies; s++) {
        const struct sf_indexes *levies = &scenario->strategy[s].levies;
        for (size_t i = 0; i < levies->n; i++) {
            has |= sf_scope_has(scenario, &scenario->levy[levies->index[i]],
                                scenario->n_employers);
        }
    }
    return has && scenario->other_payers > 0;
}

/* The employers' members in each band at the opening. */
static void add_members(const struct sf_scenario *scenario,
                        double by_band[SF_MAX_BANDS], double pay[SF_MAX_BANDS])
{
    for (size_t e = 0; e < scenario->n_employers; e++) {
        const struct sf_employer *employer = &scenario->employer[e];
        int64_t part[SF_MAX_BANDS];
        sf_split_largest_remainder(employer->members, employer->share,
                                   scenario->n_bands, part);
        for (size_t b = 0; b < scenario->n_bands; b++) {
            by_band[b] += (double)part[b];
            pay[b] += (double)part[b] * employer->salary[b];
        }
    }
}

void sf_scope_split_others(const struct sf_scenario *scenario,
                           int64_t by_band[SF_MAX_BANDS])
{
    double members[SF_MAX_BANDS] = {0.0};
    double pay[SF_MAX_BANDS] = {0.0};
    add_members(scenario, members, pay);
    sf_split_largest_remainder(
        scenario->other_payers,
        scenario->other_shares.n > 0 ? scenario->other_shares.value : members,
        scenario->n_bands, by_band);
}

double sf_scope_salary(const struct sf_scenario *scenario, size_t band)
{
    double members[SF_MAX_BANDS] = {0.0};
    double pay[SF_MAX_BANDS] = {0.0};
    add_members(scenario, members, pay);
    return members[band] > 0.0 ? pay[band] / members[band] : 0.0;
}

/* What is drawn for other payers goes by a name of ours. */
static void check_hash(struct sf_reading *reading)
{
    const struct sf_scenario *scenario = reading->scenario;
    for (size_t e = 0; e < scenario->n_employers; e++) {
        const struct sf_employer *employer = &scenario->employer[e];
        if (sf_name_hash(employer->name) == sf_name_hash(SF_OTHER_PAYERS)) {
            sf_faults_add(reading->faults, employer->place.file, employer->place.line,
                          "'%s' and the other payers would share their random numbers, "
                          "by a rare coincidence of names; change it a little",
                          employer->name);
        }
    }
}

/* A share of pay needs a pay. */
static void check_pay(struct sf_reading *reading, size_t i)
{
    const struct sf_scenario *scenario = reading->scenario;
    const struct sf_levy *levy = &scenario->levy[i];
    int64_t by_band[SF_MAX_BANDS];
    sf_scope_split_others(scenario, by_band);
    for (size_t b = 0; b < scenario->n_bands; b++) {
        if (by_band[b] > 0 && !(sf_scope_salary(scenario, b) > 0.0)) {
            sf_faults_add(reading->faults, levy->place.file, levy->place.line,
                          "'levies.%s' is a share of pay, and of the other payers in "
                          "band '%s' no pay is known, for no employer has members in "
                          "it; write 'rates', or other 'employers.other_shares'",
                          levy->name, scenario->band[b].name);
            return;
        }
    }
}

void sf_scope_check(struct sf_reading *reading)
{
    const struct sf_scenario *scenario = reading->scenario;
    if (!sf_scenario_levies_others(scenario)) {
        return;
    }
    check_hash(reading);
    for (size_t i = 0; i < scenario->n_levies; i++) {
        const struct sf_levy *levy = &scenario->levy[i];
        if (levy->share_of_pay > 0.0 &&
            sf_scope_has(scenario, levy, scenario->n_employers)) {
            check_pay(reading, i);
        }
    }
}

static size_t count_in_scope(const struct sf_scenario *scenario,
                             const struct sf_levy *levy)
{
    size_t n = 0;
    for (size_t e = 0; e < scenario->n_employers; e++) {
        n += sf_scope_has(scenario, levy, e);
    }
    return n;
}

void sf_scope_tell(struct sf_text *text, const struct sf_scenario *scenario,
                   const struct sf_levy *levy)
{
    const size_t n = count_in_scope(scenario, levy);
    const bool has_others = sf_scope_has(scenario, levy, scenario->n_employers);
    char others[SF_NUMBER_CHARS];
    if (levy->is_in_scope == NULL) {
        return;
    }
    sf_text_add(text, "          levied ");
    if (n > 0) {
        sf_text_add(text, "at %zu of %zu employers", n, scenario->n_employers);
    }
    if (has_others) {
        sf_count_say(scenario->other_payers, others);
        sf_text_add(text, "%son %s members elsewhere", n > 0 ? ", and " : "", others);
    }
    sf_text_add(text, "\n");
}

bool sf_scope_write(struct sf_text *text, const struct sf_scenario *scenario,
                    const struct sf_levy *levy)
{
    if (levy->is_in_scope == NULL) {
        return false;
    }
    const bool is_all = count_in_scope(scenario, levy) == scenario->n_employers;
    const char *before = "[";
    for (size_t e = 0; e < scenario->n_employers; e++) {
        if (levy->is_in_scope[e] && (!is_all || e == 0)) {
            sf_text_add(text, "%s", before);
            sf_quoted_write(text, is_all ? ALL : scenario->employer[e].name);
            before = ", ";
        }
    }
    if (levy->is_in_scope[scenario->n_employers]) {
        sf_text_add(text, "%s", before);
        sf_quoted_write(text, OTHERS);
    }
    sf_text_add(text, "]");
    return true;
}
