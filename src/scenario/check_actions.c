#include "scenario/check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/action_dates.h"
#include "scenario/conditions.h"
#include "scenario/inputs_read.h"

/* One action under check. */
struct checked {
    struct sf_reading *reading;
    const struct sf_scenario *scenario;
    const struct sf_action *action;
    const struct sf_setting *setting;
    char path[SF_PATH_CHARS];
    int32_t first, last; /* days of the plan */
};

static const struct sf_setting *at(const struct checked *c, const char *key)
{
    return sf_place_of(c->setting, key);
}

static void check_inside(const struct checked *c, int32_t day, const char *key)
{
    if (day >= c->first && day <= c->last) {
        return;
    }
    char date[11];
    char first[8];
    char last[8];
    sf_day_format(day, date);
    sf_month_format(sf_month_of_day(c->first), first);
    sf_month_format(sf_month_of_day(c->last), last);
    sf_reading_fault(c->reading, at(c, key),
                     "'%s': %s is outside the plan, whose months are %s to %s", c->path,
                     date, first, last);
}

/* True when the days can be counted. */
static bool check_dates(const struct checked *c)
{
    const struct sf_action *action = c->action;
    const struct sf_setting *days = sf_setting_find(c->setting, "days");
    const struct sf_setting *from = sf_setting_find(c->setting, "from");
    const struct sf_setting *to = sf_setting_find(c->setting, "to");
    const bool has_days =
        days != NULL && (days->type != SF_SETTING_LIST || days->n_children > 0);
    if (has_days && (from != NULL || to != NULL)) {
        sf_reading_fault(c->reading, days,
                         "'%s' has both 'days' and 'from' or 'to'; keep one", c->path);
        return false;
    }
    if (!has_days && (from == NULL || to == NULL)) {
        sf_reading_fault(
            c->reading, c->setting,
            "'%s' has no dates; write days = [\"2023-02-01\"] or 'from' and "
            "'to'",
            c->path);
        return false;
    }
    if (action->days.n == 0 && (action->from == SF_NO_DAY || action->to == SF_NO_DAY)) {
        return false; /* a date was wrong, and told */
    }
    if (action->days.n == 0 && action->from > action->to) {
        sf_reading_fault(c->reading, to,
                         "'%s' ends before it begins: 'from' must not be after 'to'",
                         c->path);
        return false;
    }
    const size_t n_errors = c->reading->faults->n_errors;
    for (size_t i = 0; i < action->days.n; i++) {
        check_inside(c, action->days.day[i], "days");
    }
    if (action->days.n == 0) {
        check_inside(c, action->from, "from");
        check_inside(c, action->to, "to");
    }
    return c->reading->faults->n_errors == n_errors;
}

static void check_notice(const struct checked *c, int32_t first)
{
    const int32_t notice = c->action->notice;
    const int32_t needed = c->scenario->law.notice_days;
    if (notice == SF_NO_DAY || first - notice >= needed) {
        return;
    }
    char given[11];
    char begins[11];
    char lawful[11];
    sf_day_format(notice, given);
    sf_day_format(first, begins);
    sf_day_format(notice + needed, lawful);
    sf_reading_fault(c->reading, at(c, "notice"),
                     "'%s': notice on %s is %d days before its first day, %s; the law "
                     "asks for %d, so the first lawful day is %s",
                     c->path, given, first - notice, begins, needed, lawful);
}

/* A rota counts days per member, which nothing that counts each striker's own days can
 * be joined with (M6.1). */
static void check_rota(const struct checked *c, size_t n_days)
{
    const struct sf_action *action = c->action;
    if (!(action->days_per_member > 0.0)) {
        return;
    }
    if (action->days_per_member > (double)n_days) {
        sf_reading_fault(c->reading, at(c, "days_per_member"),
                         "'%s': days_per_member is %.6g, and the action has %zu days",
                         c->path, action->days_per_member, n_days);
    }
    if (sf_input_is_other(c->scenario, action->fatigue, 0.0)) {
        sf_reading_fault(c->reading, at(c, "fatigue"),
                         "'%s': days_per_member and fatigue cannot be joined; leave "
                         "one out",
                         c->path);
    }
    if (action->rule != SF_NONE) {
        const struct sf_rule *rule = &c->scenario->rule[action->rule];
        if (rule->from_day > 1 || rule->max_days > 0 || rule->max_amount > 0.0 ||
            rule->n_steps > 0) {
            sf_reading_fault(
                c->reading, at(c, "rule"),
                "'%s': days_per_member cannot be joined with a rule that has "
                "from_day, max_days, max_amount or steps",
                c->path);
        }
    }
}

static void check_called(const struct checked *c)
{
    const struct sf_action *action = c->action;
    if (action->called == SF_NONE || action->employers.n == 0) {
        return;
    }
    if (action->employers.n > 1) {
        sf_reading_fault(c->reading, at(c, "called"),
                         "'%s' calls a number of members at %zu employers; give one "
                         "action an employer, or use called_share",
                         c->path, action->employers.n);
        return;
    }
    const struct sf_employer *employer =
        &c->scenario->employer[action->employers.index[0]];
    const double most = sf_input_largest(&c->scenario->input[action->called]);
    if (employer->members > 0 && isfinite(most) && most > (double)employer->members) {
        sf_reading_fault(
            c->reading, at(c, "called"), "'%s' calls %s%.10g members; '%s' has %d",
            c->path,
            c->scenario->input[action->called].distribution == SF_FIXED ? "" : "up to ",
            most, employer->name != NULL ? employer->name : "", employer->members);
    }
}

static bool check_action(struct sf_reading *reading, size_t i, int32_t first,
                         int32_t last)
{
    struct checked c = {.reading = reading,
                        .scenario = reading->scenario,
                        .action = &reading->scenario->action[i],
                        .setting = reading->action_setting[i],
                        .first = first,
                        .last = last};
    sf_setting_path(c.setting, c.path);
    check_called(&c);
    if (!check_dates(&c)) {
        return false;
    }
    int32_t first_day = SF_NO_DAY;
    int32_t last_day = SF_NO_DAY;
    const size_t n_days =
        sf_action_count_days(c.scenario, c.action, &first_day, &last_day);
    if (n_days == 0) {
        sf_reading_fault(reading, at(&c, "from"),
                         "'%s' has no days: none from 'from' to 'to' fits its pattern",
                         c.path);
        return false;
    }
    check_notice(&c, first_day);
    check_rota(&c, n_days);
    return true;
}

static bool has_fixed_count(const struct sf_scenario *scenario,
                            const struct sf_action *action)
{
    return action->called != SF_NONE && action->employers.n == 1 &&
           scenario->input[action->called].distribution == SF_FIXED;
}

/* Members called at one employer by all head-count actions of a strategy, day by day:
 * out on strike, or short of it, for a member may be called for both. `load` has an
 * entry for each day of the plan. */
static void check_load(struct sf_reading *reading, const struct sf_strategy *strategy,
                       size_t employer, bool is_short, const bool *is_dated,
                       double *load, int32_t first, int32_t last)
{
    const struct sf_scenario *scenario = reading->scenario;
    memset(load, 0, (size_t)(last - first + 1) * sizeof(*load));
    for (size_t i = 0; i < strategy->actions.n; i++) {
        const size_t index = strategy->actions.index[i];
        const struct sf_action *action = &scenario->action[index];
        if (!is_dated[index] || !has_fixed_count(scenario, action) ||
            action->employers.index[0] != employer ||
            (action->kind == SF_KIND_SHORT) != is_short) {
            continue;
        }
        const double called = scenario->input[action->called].parameter[0];
        int32_t in_month = 0;
        int32_t day = sf_action_next_day(scenario, action, SF_NO_DAY, &in_month);
        const double members = (double)scenario->employer[employer].members;
        for (; day != SF_NO_DAY;
             day = sf_action_next_day(scenario, action, day, &in_month)) {
            double *sum = &load[day - first];
            *sum += called;
            if (called <= members && *sum > members && members > 0.0) {
                char date[11];
                sf_day_format(day, date);
                sf_reading_fault(
                    reading, reading->action_setting[index],
                    "on %s the actions of strategy '%s' call %.10g members "
                    "of '%s' together; it has %.10g",
                    date, strategy->name != NULL ? strategy->name : "", *sum,
                    scenario->employer[employer].name, members);
                return;
            }
        }
    }
}

static void check_loads(struct sf_reading *reading, const bool *is_dated, int32_t first,
                        int32_t last)
{
    const struct sf_scenario *scenario = reading->scenario;
    double *load = sf_reading_alloc(reading, (size_t)(last - first) + 1, sizeof(*load));
    bool *is_done = sf_reading_alloc(reading, scenario->n_employers, sizeof(*is_done));
    for (size_t s = 0; load != NULL && is_done != NULL && s < scenario->n_strategies;
         s++) {
        const struct sf_strategy *strategy = &scenario->strategy[s];
        memset(is_done, 0, scenario->n_employers * sizeof(*is_done));
        for (size_t i = 0; i < strategy->actions.n; i++) {
            const struct sf_action *action =
                &scenario->action[strategy->actions.index[i]];
            if (!has_fixed_count(scenario, action) ||
                is_done[action->employers.index[0]]) {
                continue;
            }
            const size_t employer = action->employers.index[0];
            is_done[employer] = true;
            for (int is_short = 0; is_short < 2; is_short++) {
                check_load(reading, strategy, employer, is_short == 1, is_dated, load,
                           first, last);
            }
        }
    }
    free(load);
    free(is_done);
}

static bool has_action(const struct sf_strategy *strategy, size_t action)
{
    for (size_t i = 0; i < strategy->actions.n; i++) {
        if (strategy->actions.index[i] == action) {
            return true;
        }
    }
    return false;
}

/* Days of a cap group are counted on whether an action happens or not (M6.6). */
static void check_capped(struct sf_reading *reading, size_t index)
{
    const struct sf_action *action = &reading->scenario->action[index];
    char path[SF_PATH_CHARS];
    if (action->when.written != NULL && action->rule != SF_NONE &&
        reading->scenario->rule[action->rule].cap_group != NULL) {
        sf_reading_fault(reading, sf_place_of(reading->action_setting[index], "rule"),
                         "'%s' happens in some runs alone, and its rule has a cap "
                         "group, which counts its days in all; give it a rule without "
                         "one",
                         sf_setting_path(reading->action_setting[index], path));
    }
}

/* A condition must say in every strategy which action's docking it asks about. */
static void check_condition(struct sf_reading *reading, size_t index)
{
    const struct sf_scenario *scenario = reading->scenario;
    const struct sf_action *action = &scenario->action[index];
    const bool asks_docking =
        action->when.written != NULL && !action->when.asks_settlement;
    for (size_t i = 0; i < scenario->n_strategies && asks_docking; i++) {
        const struct sf_strategy *strategy = &scenario->strategy[i];
        if (!has_action(strategy, index) ||
            sf_condition_input(scenario, strategy, action) != SF_NONE) {
            continue;
        }
        sf_reading_fault(
            reading, sf_place_of(reading->action_setting[index], "when"),
            "in strategy '%s' '%s' happens when \"%s\", and %s%s%s; write the name of "
            "an action short of strike that has docking: \"docking of NAME >= 0.5\"",
            strategy->name != NULL ? strategy->name : "",
            action->name != NULL ? action->name : "", action->when.written,
            action->when.of != NULL ? "no other action with docking has the name '"
                                    : "none, or more than one, of its other actions",
            action->when.of != NULL ? action->when.of : "",
            action->when.of != NULL ? "'" : " has docking");
        return;
    }
}

/* Whether a dispute has settled by a day must be known when the action begins; and when
 * it has, nobody is called out: so the day says why, and no more. */
static void check_settled_by(struct sf_reading *reading, size_t index)
{
    const struct sf_action *action = &reading->scenario->action[index];
    int32_t in_month = 0;
    const int32_t first =
        sf_action_next_day(reading->scenario, action, SF_NO_DAY, &in_month);
    if (action->when.written == NULL || !action->when.asks_settlement ||
        first == SF_NO_DAY || first >= action->when.settled_by) {
        return;
    }
    char date[11];
    sf_day_format(first, date);
    sf_reading_fault(reading, sf_place_of(reading->action_setting[index], "when"),
                     "'%s' begins on %s and asks whether there is \"%s\", which is not "
                     "known by then; let it begin on that day or later",
                     action->name != NULL ? action->name : "", date,
                     action->when.written);
}

void sf_actions_check(struct sf_reading *reading)
{
    const struct sf_scenario *scenario = reading->scenario;
    int32_t first;
    int32_t last;
    if (!sf_plan_days(scenario, &first, &last)) {
        return;
    }
    bool *is_dated = sf_reading_alloc(reading, scenario->n_actions, sizeof(*is_dated));
    for (size_t i = 0; is_dated != NULL && i < scenario->n_actions; i++) {
        is_dated[i] = check_action(reading, i, first, last);
    }
    if (is_dated != NULL) {
        check_loads(reading, is_dated, first, last);
    }
    for (size_t i = 0; i < scenario->n_actions; i++) {
        check_condition(reading, i);
        check_capped(reading, i);
        if (is_dated != NULL && is_dated[i]) {
            check_settled_by(reading, i);
        }
    }
    free(is_dated);
}
