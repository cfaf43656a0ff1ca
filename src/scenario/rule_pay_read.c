#include "scenario/rule_pay_read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/check.h"
#include "scenario/inputs_read.h"
#include "scenario/keyed.h"
#include "scenario/keys.h"

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
                                 const struct sf_setting *setting,
                                 struct sf_amount **amount, size_t *n)
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
    *amount = sf_reading_alloc(reading, scenario->n_bands, sizeof(**amount));
    for (size_t i = 0; list.n > 0 && *amount != NULL && i < scenario->n_bands; i++) {
        (*amount)[(*n)++] = (struct sf_amount){i, by_band[i]};
        if (!(by_band[i] >= 0.0)) {
            sf_reading_fault(reading, setting, "'%s' has no amount for band '%s'",
                             sf_setting_path(setting, path),
                             scenario->band[i].name != NULL ? scenario->band[i].name
                                                            : "");
        }
    }
    free(list.keyed);
}

/** `amounts` of a rule or of a step: one for all, or one for each band. */
static void read_amounts(struct sf_reading *reading, const struct sf_setting *group,
                         struct sf_amount **amount, size_t *n)
{
    static const struct sf_key key = {
        .name = "amounts", .low = 0.0, .high = 10000.0, .unit = "pounds a day"};
    const struct sf_setting *setting = sf_setting_find(group, "amounts");
    double pounds = 0.0;
    if (setting == NULL) {
        return;
    }
    if (setting->type != SF_SETTING_NUMBER) {
        read_amounts_by_band(reading, setting, amount, n);
        return;
    }
    *amount = sf_reading_alloc(reading, 1, sizeof(**amount));
    if (*amount != NULL) {
        sf_number_read(reading, setting, &key, &pounds);
        **amount = (struct sf_amount){SF_NONE, pounds};
        *n = 1;
    }
}

/** Tells of a member of a list that does not begin above the one before. */
static void tell_order(struct sf_reading *reading, const struct sf_setting *member,
                       const char *what)
{
    char path[SF_PATH_CHARS];
    sf_reading_fault(reading, member, "'%s': each %s must begin above the one before",
                     sf_setting_path(member, path), what);
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
            tell_order(reading, list->child[i], "tier");
        }
    }
}

static void read_by_salary(struct sf_reading *reading, const struct sf_setting *group,
                           struct sf_rule *rule)
{
    const struct sf_setting *list =
        sf_keys_list(reading, group, "amounts_by_salary", 100);
    if (list == NULL) {
        return;
    }
    rule->by_salary =
        sf_reading_alloc(reading, list->n_children, sizeof(*rule->by_salary));
    for (size_t i = 0; rule->by_salary != NULL && i < list->n_children; i++) {
        struct sf_salary_amount *amount = &rule->by_salary[rule->n_by_salary++];
        sf_keys_read(reading, list->child[i], SF_GROUP_BY_SALARY, amount, "");
        if (i > 0 && !(amount->salary_from > rule->by_salary[i - 1].salary_from)) {
            tell_order(reading, list->child[i], "amount");
        }
    }
}

/** A step pays what its rule's basis asks for, and nothing else. */
static void check_step(struct sf_reading *reading, const struct sf_setting *group,
                       const struct sf_rule *rule)
{
    const struct sf_setting *amounts = sf_setting_find(group, "amounts");
    const struct sf_setting *rate = sf_setting_find(group, "rate");
    const bool is_flat = rule->basis == SF_BASIS_FLAT;
    char path[SF_PATH_CHARS];
    sf_setting_path(group, path);
    if (is_flat != (amounts != NULL)) {
        sf_reading_fault(reading, amounts != NULL ? amounts : group,
                         is_flat ? "'%s' is of a flat rule and has no 'amounts'"
                                 : "'%s' has 'amounts', which only a step of a flat "
                                   "rule has; write 'rate'",
                         path);
    }
    if (is_flat == (rate != NULL)) {
        sf_reading_fault(reading, rate != NULL ? rate : group,
                         is_flat ? "'%s' has a 'rate', and its rule is flat; write "
                                   "'amounts'"
                                 : "'%s' has no 'rate'",
                         path);
    }
}

static void read_steps(struct sf_reading *reading, const struct sf_setting *group,
                       struct sf_rule *rule)
{
    static const struct sf_key rate = {
        .name = "rate", .low = 0.0, .high = 2.0, .unit = "share of the day's pay"};
    const struct sf_setting *list = sf_keys_list(reading, group, "steps", SF_MAX_STEPS);
    char path[SF_PATH_CHARS];
    if (list == NULL) {
        return;
    }
    if (rule->basis == SF_BASIS_NONE || rule->basis == SF_BASIS_TIERS) {
        sf_reading_fault(reading, list,
                         "'%s' has 'steps', which only a net, gross or flat rule has",
                         sf_setting_path(group, path));
        return;
    }
    if (rule->from_calendar_day) {
        sf_reading_fault(reading, list,
                         "'%s': steps count days on strike, and cannot be joined with "
                         "from_calendar_day; leave one out",
                         sf_setting_path(group, path));
    }
    rule->step = sf_reading_alloc(reading, list->n_children, sizeof(*rule->step));
    for (size_t i = 0; rule->step != NULL && i < list->n_children; i++) {
        struct sf_step *step = &rule->step[rule->n_steps++];
        const struct sf_setting *of_pay = sf_setting_find(list->child[i], "rate");
        sf_keys_read(reading, list->child[i], SF_GROUP_STEP, step, "");
        read_amounts(reading, list->child[i], &step->amount, &step->n_amounts);
        step->rate = NAN;
        if (of_pay != NULL) {
            sf_number_read(reading, of_pay, &rate, &step->rate);
        }
        check_step(reading, list->child[i], rule);
        if (i > 0 && step->from_day <= rule->step[i - 1].from_day) {
            tell_order(reading, list->child[i], "step");
        } else if (step->from_day > 0 && step->from_day <= rule->from_day) {
            sf_reading_fault(reading, sf_place_of(list->child[i], "from_day"),
                             "'%s' begins on day %d, and its rule pays from day %d; "
                             "begin later, or leave the step out",
                             sf_setting_path(list->child[i], path), step->from_day,
                             rule->from_day);
        }
    }
}

void sf_rule_pay_read(struct sf_reading *reading, const struct sf_setting *group,
                      struct sf_rule *rule)
{
    read_amounts(reading, group, &rule->amount, &rule->n_amounts);
    read_by_salary(reading, group, rule);
    read_tiers(reading, group, rule);
    read_steps(reading, group, rule);
}
