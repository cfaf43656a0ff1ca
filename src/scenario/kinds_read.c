#include "scenario/kinds_read.h"

#include <stdlib.h>
#include <string.h>

#include "scenario/keys.h"

/* ---- turns ---------------------------------------------------------------------- */

static void read_wave(struct sf_reading *reading, const struct sf_setting *setting,
                      struct sf_turns *turns)
{
    char path[SF_PATH_CHARS];
    const bool is_text = setting->type == SF_SETTING_TEXT;
    const bool is_number = setting->type == SF_SETTING_NUMBER;
    if (is_text && strcmp(setting->text, "week") == 0) {
        turns->wave = SF_WAVE_WEEK;
    } else if (is_text && strcmp(setting->text, "month") == 0) {
        turns->wave = SF_WAVE_MONTH;
    } else if (is_number && setting->is_whole && setting->whole >= 1 &&
               setting->whole <= SF_MAX_DATES) {
        turns->wave = SF_WAVE_DAYS;
        turns->days = (int32_t)setting->whole;
    } else if (!setting->is_spoilt) {
        sf_reading_fault(reading, setting,
                         "'%s' must be \"week\", \"month\" or a whole number of days "
                         "from 1 on: how long one turn lasts",
                         sf_setting_path(setting, path));
    }
}

void sf_kind_read(struct sf_reading *reading, const struct sf_setting *group,
                  struct sf_action *action)
{
    const struct sf_setting *wave = sf_setting_find(group, "wave");
    const bool calls_some = sf_setting_find(group, "called") != NULL ||
                            sf_setting_find(group, "called_share") != NULL;
    if (wave != NULL) {
        read_wave(reading, wave, &action->turns);
    }
    if (sf_setting_find(group, "kind") == NULL) {
        action->kind = wave != NULL ? SF_KIND_ROLLING
                       : calls_some ? SF_KIND_TARGETED
                                    : SF_KIND_NATIONAL;
    }
}

/** The place of a group among those whose turns they are; adds it when it is new. */
static size_t place_of_group(struct sf_reading *reading, struct sf_turns *turns,
                             const char *name)
{
    for (size_t i = 0; i < turns->groups.n; i++) {
        if (strcmp(turns->groups.name[i], name) == 0) {
            return i;
        }
    }
    char *copy = sf_reading_copy(reading, name);
    if (copy != NULL) {
        turns->groups.name[turns->groups.n++] = copy;
    }
    return turns->groups.n - 1;
}

/** The groups in the order of their turns: as the file lists them here, or all as the
 *  employers have them. */
static void list_groups(struct sf_reading *reading, const struct sf_setting *groups,
                        struct sf_action *action)
{
    const struct sf_scenario *scenario = reading->scenario;
    const bool is_list = groups->type == SF_SETTING_LIST;
    const size_t n = is_list ? groups->n_children : 0;
    struct sf_turns *turns = &action->turns;
    turns->groups.name = sf_reading_alloc(reading, n + scenario->n_employers,
                                          sizeof(*turns->groups.name));
    for (size_t i = 0; turns->groups.name != NULL && i < n; i++) {
        const struct sf_setting *name = groups->child[i];
        char path[SF_PATH_CHARS];
        if (name->type == SF_SETTING_TEXT &&
            place_of_group(reading, turns, name->text) < i) {
            sf_reading_fault(reading, name, "'%s' has '%s' twice",
                             sf_setting_path(groups, path), name->text);
        }
    }
    for (size_t i = 0; turns->groups.name != NULL && i < action->employers.n; i++) {
        const char *name = scenario->employer[action->employers.index[i]].group;
        turns->turn.index[i] = name != NULL ? place_of_group(reading, turns, name) : 0;
    }
    turns->n = turns->groups.n;
}

static void read_turns(struct sf_reading *reading, const struct sf_setting *group,
                       struct sf_action *action)
{
    const struct sf_setting *groups = sf_setting_find(group, "groups");
    struct sf_turns *turns = &action->turns;
    turns->turn.n = action->employers.n;
    turns->turn.index =
        sf_reading_alloc(reading, turns->turn.n, sizeof(*turns->turn.index));
    turns->n = turns->turn.n;
    if (turns->turn.index == NULL) {
        return;
    }
    for (size_t i = 0; i < turns->turn.n; i++) {
        turns->turn.index[i] = i;
    }
    if (groups != NULL) {
        list_groups(reading, groups, action);
    }
    char path[SF_PATH_CHARS];
    if (turns->n < 2 && action->employers.n > 0) {
        sf_reading_fault(reading, sf_setting_find(group, "wave"),
                         "'%s' has a wave, and nobody to take turns with; name two or "
                         "more employers or groups, or leave 'wave' out",
                         sf_setting_path(group, path));
    }
}

/* ---- conditions ----------------------------------------------------------------- */

/** The last of a mark in a text; NULL when it is not there. */
static const char *last_of(const char *text, const char *mark)
{
    const char *last = NULL;
    for (const char *at = strstr(text, mark); at != NULL; at = strstr(at + 1, mark)) {
        last = at;
    }
    return last;
}

/** Reads "docking >= 0.5" or "docking of NAME < 0.5". False when it is neither. */
static bool parse_condition(struct sf_reading *reading, struct sf_condition *when)
{
    const char *text = when->written + strspn(when->written, " ");
    const char *at_least = last_of(text, ">=");
    const char *below = last_of(text, "<");
    const char *sign = at_least != NULL ? at_least : below;
    const size_t word = strlen("docking");
    if (sign == NULL || strncmp(text, "docking", word) != 0) {
        return false;
    }
    const char *number = sign + (at_least != NULL ? 2 : 1);
    char *end = NULL;
    when->limit = strtod(number, &end);
    when->is_below = at_least == NULL;
    if (end == number || end[strspn(end, " ")] != '\0' || !(when->limit >= 0.0) ||
        !(when->limit <= 1.0)) {
        return false;
    }
    const char *of = text + word;
    of += strspn(of, " ");
    if (of == sign) {
        return true;
    }
    const char *last = sign;
    while (last > of && last[-1] == ' ') {
        last--;
    }
    if (strncmp(of, "of ", 3) != 0 || of + 3 >= last) {
        return false;
    }
    when->of = sf_reading_copy(reading, of + 3);
    if (when->of != NULL) {
        when->of[last - of - 3] = '\0';
    }
    return true;
}

/** Reads "no settlement by 2023-06-01". False when it is not that. */
static bool parse_settlement(struct sf_condition *when)
{
    static const char WORDS[] = "no settlement by ";
    const char *text = when->written + strspn(when->written, " ");
    when->asks_settlement = strncmp(text, WORDS, sizeof(WORDS) - 1) == 0 &&
                            sf_day_parse(text + sizeof(WORDS) - 1, &when->settled_by);
    return when->asks_settlement;
}

static void read_condition(struct sf_reading *reading, const struct sf_setting *group,
                           struct sf_action *action)
{
    const struct sf_setting *setting = sf_setting_find(group, "when");
    char path[SF_PATH_CHARS];
    if (setting == NULL || action->when.written == NULL) {
        return;
    }
    sf_setting_path(setting, path);
    if (parse_settlement(&action->when) || parse_condition(reading, &action->when)) {
        return;
    }
    sf_reading_fault(reading, setting,
                     "'%s' is \"%.60s\"; write \"docking >= 0.5\" or \"docking of "
                     "NAME < 0.5\", with a share from 0 to 1, or \"no settlement by "
                     "2023-06-01\"",
                     path, action->when.written);
    free(action->when.written); /* what is told need not be looked at again */
    action->when.written = NULL;
}

/* ---- what belongs to which kind ------------------------------------------------- */

static void check_short(struct sf_reading *reading, const struct sf_setting *group,
                        const struct sf_action *action)
{
    static const char *const keys[] = {"docking", "overtime_share", "backlog"};
    char path[SF_PATH_CHARS];
    sf_setting_path(group, path);
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        const struct sf_setting *setting = sf_setting_find(group, keys[i]);
        if (setting != NULL && action->kind != SF_KIND_SHORT) {
            sf_reading_fault(reading, setting,
                             "'%s' has '%s', which only action short of strike has; "
                             "write kind = \"short of strike\"",
                             path, keys[i]);
        }
    }
    const bool has_rule =
        action->rule != SF_NONE && action->rule < reading->scenario->n_rules;
    if (action->kind == SF_KIND_SHORT && has_rule &&
        reading->scenario->rule[action->rule].cap_group != NULL) {
        sf_reading_fault(reading, sf_setting_find(group, "rule"),
                         "'%s' is short of strike, and its rule has a cap group, which "
                         "only strikes can share; give it a rule without one",
                         path);
    }
}

static void check_wave(struct sf_reading *reading, const struct sf_setting *group,
                       const struct sf_action *action)
{
    const struct sf_setting *wave = sf_setting_find(group, "wave");
    const struct sf_setting *kind = sf_setting_find(group, "kind");
    char path[SF_PATH_CHARS];
    sf_setting_path(group, path);
    if (wave == NULL && action->kind == SF_KIND_ROLLING) {
        sf_reading_fault(reading, kind,
                         "'%s' is rolling and has no 'wave'; write wave = \"week\", "
                         "\"month\" or a number of days (a rota of one employer's "
                         "members is days_per_member)",
                         path);
    } else if (wave != NULL && action->kind != SF_KIND_ROLLING &&
               action->kind != SF_KIND_SHORT) {
        sf_reading_fault(reading, wave,
                         "'%s' has a 'wave', which only rolling action and action "
                         "short of strike have; leave 'kind' out",
                         path);
    } else if (wave != NULL && action->days_per_member > 0.0) {
        sf_reading_fault(reading, wave,
                         "'%s': wave and days_per_member cannot be joined; leave one "
                         "out",
                         path);
    }
}

void sf_kind_finish(struct sf_reading *reading, const struct sf_setting *group,
                    struct sf_action *action)
{
    check_wave(reading, group, action);
    if (action->turns.wave != SF_WAVE_NONE) {
        read_turns(reading, group, action);
    }
    check_short(reading, group, action);
    read_condition(reading, group, action);
}

void sf_kind_free(struct sf_action *action)
{
    free(action->turns.turn.index);
    for (size_t i = 0; i < action->turns.groups.n; i++) {
        free(action->turns.groups.name[i]);
    }
    free(action->turns.groups.name);
    free(action->when.of);
}
