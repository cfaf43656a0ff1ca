#include "scenario/strategies_read.h"

#include <stdlib.h>
#include <string.h>

#include "scenario/keys.h"
#include "scenario/kinds_read.h"
#include "scenario/settlements_read.h"

static void read_actions(struct sf_reading *reading, const struct sf_setting *group,
                         struct sf_strategy *strategy)
{
    struct sf_scenario *scenario = reading->scenario;
    const struct sf_setting *list =
        sf_keys_list(reading, group, "actions", SF_MAX_ACTIONS);
    const size_t n = list != NULL ? list->n_children : 0;
    strategy->actions.index =
        sf_reading_alloc(reading, n, sizeof(*strategy->actions.index));
    const size_t first = scenario->n_actions;
    for (size_t i = 0; strategy->actions.index != NULL && i < n; i++) {
        strategy->actions.index[i] = scenario->n_actions;
        reading->action_setting[scenario->n_actions] = list->child[i];
        sf_action_read(reading, list->child[i],
                       &scenario->action[scenario->n_actions++]);
        strategy->n_own_actions = ++strategy->actions.n;
    }
    struct sf_name_table names = {0};
    sf_names_collect(reading, scenario->action + first, strategy->n_own_actions,
                     sizeof(*scenario->action), "action", &names);
    sf_names_free(&names);
}

/* Phases in the order of time; those that overlap are told. */
static void sort_levies(struct sf_reading *reading, const struct sf_setting *group,
                        struct sf_strategy *strategy)
{
    const struct sf_levy *levy = reading->scenario->levy;
    size_t *index = strategy->levies.index;
    for (size_t i = 1; i < strategy->levies.n; i++) {
        const size_t moving = index[i];
        size_t k = i;
        for (; k > 0 && levy[index[k - 1]].from > levy[moving].from; k--) {
            index[k] = index[k - 1];
        }
        index[k] = moving;
    }
    for (size_t i = 1; i < strategy->levies.n; i++) {
        const struct sf_levy *before = &levy[index[i - 1]];
        const struct sf_levy *after = &levy[index[i]];
        if (after->from != SF_NO_MONTH && before->to != SF_NO_MONTH &&
            before->from <= before->to && after->from <= before->to) {
            char path[SF_PATH_CHARS];
            sf_reading_fault(reading, group,
                             "'%s': the levies '%s' and '%s' overlap; one must end "
                             "before the next begins",
                             sf_setting_path(group, path), before->name, after->name);
        }
    }
}

static void read_strategy(struct sf_reading *reading, const struct sf_setting *group,
                          struct sf_strategy *strategy)
{
    strategy->place = (struct sf_place){group->file, group->line};
    sf_keys_read(reading, group, SF_GROUP_STRATEGY, strategy, "");
    const struct sf_setting *levy = sf_setting_find(group, "levy");
    if (levy != NULL && reading->levies.entry != NULL) {
        sf_references_read(reading, &reading->levies, levy, &strategy->levies);
        sort_levies(reading, levy, strategy);
    }
    sf_ending_read(reading, group, strategy);
    read_actions(reading, group, strategy);
}

/* Walks the strategies that one includes, depth first. */
struct walk {
    struct sf_reading *reading;
    struct sf_strategy *into;
    bool is_seen[SF_MAX_STRATEGIES];
};

static bool take_actions(struct walk *walk, const struct sf_strategy *from)
{
    struct sf_indexes *actions = &walk->into->actions;
    const size_t n = actions->n + from->n_own_actions;
    if (n > SF_MAX_ACTIONS) {
        sf_faults_add(walk->reading->faults, walk->into->place.file,
                      walk->into->place.line,
                      "strategy '%s' has more than %d actions, included ones counted",
                      walk->into->name, SF_MAX_ACTIONS);
        return false;
    }
    size_t *grown = realloc(actions->index, (n + 1) * sizeof(*grown));
    if (grown == NULL) {
        walk->reading->is_out_of_memory = true;
        return false;
    }
    memcpy(grown + actions->n, from->actions.index,
           from->n_own_actions * sizeof(*grown));
    actions->index = grown;
    actions->n = n;
    return true;
}

/* True unless a strategy comes twice, or includes itself. */
static bool walk_includes(struct walk *walk, const struct sf_strategy *at)
{
    const struct sf_scenario *scenario = walk->reading->scenario;
    for (size_t i = 0; i < at->include.n; i++) {
        const size_t index = at->include.index[i];
        const struct sf_strategy *from = &scenario->strategy[index];
        if (from == walk->into || walk->is_seen[index]) {
            sf_faults_add(walk->reading->faults, walk->into->place.file,
                          walk->into->place.line,
                          from == walk->into ? "strategy '%s' includes itself"
                                             : "strategy '%s' includes '%s' twice",
                          walk->into->name, from->name);
            return false;
        }
        walk->is_seen[index] = true;
        if (!take_actions(walk, from) || !walk_includes(walk, from)) {
            return false;
        }
    }
    return true;
}

/* Names may be the same in two strategies, but not in one that includes both. */
static void check_action_names(struct sf_reading *reading,
                               const struct sf_strategy *strategy)
{
    const struct sf_scenario *scenario = reading->scenario;
    struct sf_action *copy =
        sf_reading_alloc(reading, strategy->actions.n, sizeof(*copy));
    if (copy == NULL) {
        return;
    }
    for (size_t i = 0; i < strategy->actions.n; i++) {
        const struct sf_action *action = &scenario->action[strategy->actions.index[i]];
        copy[i].name = action->name;
        copy[i].place = i < strategy->n_own_actions ? action->place : strategy->place;
    }
    struct sf_name_table names = {0};
    sf_names_collect(reading, copy, strategy->actions.n, sizeof(*copy), "action",
                     &names);
    sf_names_free(&names);
    free(copy);
}

static void read_includes(struct sf_reading *reading, const struct sf_setting *list)
{
    struct sf_scenario *scenario = reading->scenario;
    for (size_t i = 0; i < scenario->n_strategies; i++) {
        const struct sf_setting *include = sf_setting_find(list->child[i], "include");
        if (include != NULL) {
            sf_references_read(reading, &reading->strategies, include,
                               &scenario->strategy[i].include);
        }
    }
    for (size_t i = 0; i < scenario->n_strategies; i++) {
        struct walk walk = {.reading = reading, .into = &scenario->strategy[i]};
        const bool is_good = walk_includes(&walk, walk.into);
        if (is_good && walk.into->include.n > 0) {
            check_action_names(reading, walk.into);
        }
    }
}

static size_t count_actions(const struct sf_setting *list)
{
    size_t n = 0;
    for (size_t i = 0; i < list->n_children; i++) {
        const struct sf_setting *actions = sf_setting_find(list->child[i], "actions");
        n += actions != NULL ? actions->n_children : 0;
    }
    return n;
}

void sf_strategies_read(struct sf_reading *reading)
{
    struct sf_scenario *scenario = reading->scenario;
    const struct sf_setting *list =
        sf_keys_list(reading, reading->root, "strategies", SF_MAX_STRATEGIES);
    if (list == NULL) {
        const struct sf_setting *empty = sf_setting_find(reading->root, "strategies");
        if (empty != NULL && empty->type == SF_SETTING_LIST && empty->n_children == 0) {
            sf_reading_fault(reading, empty,
                             "'strategies' is empty; write at least one strategy");
        }
        return;
    }
    scenario->strategy =
        sf_reading_alloc(reading, list->n_children, sizeof(*scenario->strategy));
    scenario->action =
        sf_reading_alloc(reading, count_actions(list), sizeof(*scenario->action));
    reading->action_setting =
        sf_reading_alloc(reading, count_actions(list), sizeof(struct sf_setting *));
    if (scenario->strategy == NULL || scenario->action == NULL ||
        reading->action_setting == NULL) {
        return;
    }
    for (size_t i = 0; i < list->n_children; i++) {
        read_strategy(reading, list->child[i],
                      &scenario->strategy[scenario->n_strategies++]);
    }
    sf_names_collect(reading, scenario->strategy, scenario->n_strategies,
                     sizeof(*scenario->strategy), "strategy", &reading->strategies);
    if (reading->strategies.entry != NULL && !reading->is_out_of_memory) {
        read_includes(reading, list);
    }
}

void sf_strategies_free(struct sf_scenario *scenario)
{
    for (size_t i = 0; i < scenario->n_actions; i++) {
        free(scenario->action[i].employers.index);
        sf_kind_free(&scenario->action[i]);
        sf_keys_free(SF_GROUP_ACTION, &scenario->action[i]);
    }
    for (size_t i = 0; i < scenario->n_strategies; i++) {
        struct sf_strategy *strategy = &scenario->strategy[i];
        free(strategy->levies.index);
        free(strategy->actions.index);
        free(strategy->include.index);
        sf_keys_free(SF_GROUP_STRATEGY, strategy);
    }
    free(scenario->action);
    free(scenario->strategy);
}
