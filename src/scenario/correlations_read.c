#include "scenario/correlations_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/keys.h"
#include "scenario/resolved_values.h"

/* The first input that goes by a name: an entry of `inputs`, with or without the word,
 * or the key it is written at. */
static size_t find_input(const struct sf_scenario *scenario, const char *name)
{
    for (size_t i = 0; i < scenario->n_inputs; i++) {
        const struct sf_input *input = &scenario->input[i];
        if (strcmp(input->name, name) == 0 ||
            strcmp(sf_input_file_name(input), name) == 0) {
            return i;
        }
    }
    return SF_NONE;
}

/* Actions of two strategies may be of one name; then their inputs are too. */
static bool is_fixed(const struct sf_scenario *scenario, size_t first)
{
    const char *name = scenario->input[first].name;
    for (size_t i = first; i < scenario->n_inputs; i++) {
        const struct sf_input *input = &scenario->input[i];
        if (input->distribution != SF_FIXED && strcmp(input->name, name) == 0) {
            return false;
        }
    }
    return true;
}

/* The setting of a key of the action of a name, in whatever strategy: one from the
 * command line before others. */
static const struct sf_setting *find_in_actions(const struct sf_setting *strategies,
                                                const char *action, const char *key)
{
    const struct sf_setting *found = NULL;
    for (size_t s = 0; strategies != NULL && s < strategies->n_children; s++) {
        const struct sf_setting *actions =
            sf_setting_find(strategies->child[s], "actions");
        const struct sf_setting *setting =
            sf_setting_find(sf_setting_find_named(actions, action), key);
        if (setting != NULL && (found == NULL || setting->is_override)) {
            found = setting;
        }
    }
    return found;
}

/* Whether a key of a group may hold an uncertain number. */
static bool is_input_key(const char *group, const char *key)
{
    static const struct {
        const char *name;
        enum sf_group group;
    } groups[] = {{"fund", SF_GROUP_FUND},
                  {"members", SF_GROUP_MEMBERS},
                  {"levies", SF_GROUP_LEVY},
                  {"rules", SF_GROUP_RULE},
                  {"actions", SF_GROUP_ACTION}};
    for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++) {
        if (strcmp(groups[i].name, group) == 0) {
            const struct sf_key *found = sf_schema_find(groups[i].group, key);
            return found != NULL && (found->type == SF_KEY_INPUT ||
                                     strncmp(found->name, "called", 6) == 0);
        }
    }
    return strcmp(group, "inputs") == 0;
}

/* A member of a list, by its name; or of one of the members' own, a levy's channel:
 * "campaign levy.channels.check-off". */
static const struct sf_setting *find_member(const struct sf_setting *list, char *member)
{
    static const char BETWEEN[] = ".channels.";
    char *rest = strstr(member, BETWEEN);
    if (rest == NULL) {
        return sf_setting_find_named(list, member);
    }
    *rest = '\0';
    return sf_setting_find_named(
        sf_setting_find(sf_setting_find_named(list, member), "channels"),
        rest + strlen(BETWEEN));
}

/* Where the number of an input's name is written: "levies.campaign levy.notpay" in the
 * levy of that name. NULL when nowhere. */
static const struct sf_setting *find_written(const struct sf_setting *root,
                                             const char *name)
{
    const char *first = strchr(name, '.');
    const char *last = strrchr(name, '.');
    char group[SF_MAX_NAME + 1];
    char member[2 * SF_MAX_NAME + 16];
    if (first == NULL) {
        return sf_setting_find(sf_setting_find(root, "inputs"), name);
    }
    if (first - name > SF_MAX_NAME || (size_t)(last - first) > sizeof(member)) {
        return NULL;
    }
    snprintf(group, sizeof(group), "%.*s", (int)(first - name), name);
    const struct sf_setting *at = sf_setting_find(root, group);
    if (!is_input_key(group, last + 1)) {
        return NULL;
    }
    if (first == last) {
        return sf_setting_find(at, last + 1);
    }
    snprintf(member, sizeof(member), "%.*s", (int)(last - first - 1), first + 1);
    if (strcmp(group, "actions") == 0) {
        return find_in_actions(sf_setting_find(root, "strategies"), member, last + 1);
    }
    const struct sf_setting *named = find_member(at, member);
    return sf_setting_find(named != NULL ? named : sf_setting_find(at, member),
                           last + 1);
}

/* What may have been meant: only what can be correlated. */
static void offer_inputs(const struct sf_scenario *scenario, const char *name,
                         struct sf_nearest *nearest)
{
    const char *action = strstr(name, ".actions.");
    const size_t in_strategy =
        action != NULL ? find_input(scenario, action + 1) : SF_NONE;
    if (in_strategy != SF_NONE) {
        nearest->name = scenario->input[in_strategy].name;
        return; /* the path that --set takes */
    }
    for (size_t i = 0; i < scenario->n_inputs; i++) {
        if (scenario->input[i].distribution != SF_FIXED) {
            sf_nearest_offer(nearest, sf_input_file_name(&scenario->input[i]));
        }
    }
}

static void tell_unknown(struct sf_reading *reading, const struct sf_setting *name)
{
    const struct sf_scenario *scenario = reading->scenario;
    const struct sf_setting *written = find_written(reading->root, name->text);
    char path[SF_PATH_CHARS];
    char words[SF_SUGGESTION_CHARS];
    sf_setting_path(name, path);
    const bool is_shared = written != NULL && written->type == SF_SETTING_TEXT &&
                           sf_setting_find(sf_setting_find(reading->root, "inputs"),
                                           written->text) != NULL;
    if (is_shared) {
        sf_reading_fault(
            reading, name,
            "'%s': '%.100s' takes its number from 'inputs'; write \"%.60s\"", path,
            name->text, written->text);
        return;
    }
    if (written != NULL && written->type != SF_SETTING_TEXT) {
        return; /* it has a fault of its own: do not say it is missing */
    }
    struct sf_nearest nearest = {.wanted = name->text};
    offer_inputs(scenario, name->text, &nearest);
    sf_reading_fault(reading, name, "'%s': there is no uncertain number '%.100s'%s",
                     path, name->text,
                     nearest.name != NULL
                         ? sf_nearest_words(&nearest, words)
                         : "; write an entry of 'inputs', or where the number stands: "
                           "\"levies.NAME.notpay\", \"actions.NAME.called\"");
}

/* One of the two names. False when it names nothing that can be correlated: a fault,
 * or a warning where it is so by --set. */
static bool read_side(struct sf_reading *reading, const struct sf_setting *name,
                      size_t *input)
{
    const struct sf_scenario *scenario = reading->scenario;
    char path[SF_PATH_CHARS];
    sf_setting_path(name, path);
    if (name->type != SF_SETTING_TEXT) {
        sf_type_fault(reading, name, "the name of an uncertain number", "in quotes");
        return false;
    }
    const size_t found = find_input(scenario, name->text);
    if (found == SF_NONE) {
        tell_unknown(reading, name);
        return false;
    }
    if (!is_fixed(scenario, found)) {
        *input = found;
        return true;
    }
    const struct sf_setting *written =
        find_written(reading->root, scenario->input[found].name);
    if (written != NULL && written->is_override) {
        sf_faults_warn(reading->faults, name->file, name->line,
                       "'%s': '%.100s' is fixed by --set, so this correlation has no "
                       "effect",
                       path, name->text);
    } else {
        sf_reading_fault(reading, name,
                         "'%s': '%.100s' is a fixed number, %.10g, so nothing can go "
                         "together with it; give it a distribution",
                         path, name->text, scenario->input[found].parameter[0]);
    }
    return false;
}

static bool is_same_name(const struct sf_scenario *scenario, size_t a, size_t b)
{
    return strcmp(scenario->input[a].name, scenario->input[b].name) == 0;
}

/* An earlier entry of the same pair; NULL when there is none. */
static const struct sf_correlation *find_pair(const struct sf_scenario *scenario,
                                              const size_t input[2])
{
    for (size_t i = 0; i < scenario->n_correlations; i++) {
        const size_t *other = scenario->correlation[i].input;
        if ((is_same_name(scenario, other[0], input[0]) &&
             is_same_name(scenario, other[1], input[1])) ||
            (is_same_name(scenario, other[0], input[1]) &&
             is_same_name(scenario, other[1], input[0]))) {
            return &scenario->correlation[i];
        }
    }
    return NULL;
}

/* Both names. False when the entry is none; what was wrong is told. */
static bool read_between(struct sf_reading *reading, const struct sf_setting *between,
                         struct sf_correlation *correlation)
{
    const struct sf_scenario *scenario = reading->scenario;
    char path[SF_PATH_CHARS];
    sf_setting_path(between, path);
    if (between->type != SF_SETTING_LIST || between->n_children != 2) {
        sf_reading_fault(reading, between,
                         "'%s' must name two uncertain numbers: between = "
                         "[\"levies.NAME.notpay\", \"members.leave\"]",
                         path);
        return false;
    }
    bool is_good = true;
    for (size_t i = 0; i < 2; i++) {
        is_good &= read_side(reading, between->child[i], &correlation->input[i]);
    }
    if (!is_good) {
        return false;
    }
    if (is_same_name(scenario, correlation->input[0], correlation->input[1])) {
        sf_reading_fault(reading, between,
                         "'%s' has '%s' twice; a number always goes together with "
                         "itself",
                         path, between->child[0]->text);
        return false;
    }
    const struct sf_correlation *before = find_pair(scenario, correlation->input);
    if (before != NULL) {
        sf_reading_fault(reading, between,
                         "'%s': the pair of '%s' and '%s' is there twice, first on "
                         "line %d; keep one of them",
                         path, between->child[0]->text, between->child[1]->text,
                         before->place.line);
        return false;
    }
    return true;
}

/* Reads one entry. It is kept, to compare others with, when its names are good. Returns
 * whether it says where it comes from and how well it is known. */
static bool read_one(struct sf_reading *reading, const struct sf_setting *group)
{
    struct sf_scenario *scenario = reading->scenario;
    struct sf_correlation *correlation =
        &scenario->correlation[scenario->n_correlations];
    correlation->place = (struct sf_place){group->file, group->line};
    sf_keys_read(reading, group, SF_GROUP_CORRELATION, correlation, "");
    const bool is_graded = correlation->source != NULL &&
                           correlation->source[0] != '\0' &&
                           sf_setting_find(group, "grade") != NULL;
    const struct sf_setting *between = sf_setting_find(group, "between");
    if (between != NULL && read_between(reading, between, correlation)) {
        scenario->n_correlations++;
    } else {
        sf_keys_free(SF_GROUP_CORRELATION, correlation);
        *correlation = (struct sf_correlation){0};
    }
    return is_graded;
}

void sf_correlations_read(struct sf_reading *reading)
{
    struct sf_scenario *scenario = reading->scenario;
    const struct sf_setting *list =
        sf_keys_list(reading, reading->root, "correlations", SF_MAX_CORRELATIONS);
    if (list == NULL) {
        return;
    }
    scenario->correlation =
        sf_reading_alloc(reading, list->n_children, sizeof(*scenario->correlation));
    const size_t n_errors = reading->faults->n_errors;
    size_t n_ungraded = 0;
    for (size_t i = 0; scenario->correlation != NULL && i < list->n_children; i++) {
        n_ungraded += read_one(reading, list->child[i]) ? 0 : 1;
    }
    if (n_ungraded > 0) {
        sf_faults_warn(
            reading->faults, list->file, list->line,
            "%zu of %zu correlations have no source and grade; they count as "
            "judgements (J)",
            n_ungraded, list->n_children);
    }
    if (!reading->is_out_of_memory && reading->faults->n_errors == n_errors) {
        sf_correlations_check(reading);
    }
}

void sf_correlations_free(struct sf_scenario *scenario)
{
    for (size_t i = 0; i < scenario->n_correlations; i++) {
        sf_keys_free(SF_GROUP_CORRELATION, &scenario->correlation[i]);
    }
    free(scenario->correlation);
    scenario->correlation = NULL;
    scenario->n_correlations = 0;
}
