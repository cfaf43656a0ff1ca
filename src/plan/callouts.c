/* Who is called out on which day: actions, employers, mandates, months (M6.1-M6.6). */
#include <stdlib.h>
#include <string.h>

#include "core/maths.h"
#include "plan/plan.h"
#include "random/stream.h"
#include "scenario/action_dates.h"
#include "scenario/conditions.h"
#include "scenario/endings.h"

enum sf_status sf_action_days(const struct sf_scenario *scenario,
                              const struct sf_action *action, struct sf_days *days)
{
    int32_t first;
    int32_t last;
    const size_t n = sf_action_count_days(scenario, action, &first, &last);
    struct sf_days found = {.day = malloc((n + 1) * sizeof(*found.day))};
    if (found.day == NULL) {
        return SF_ERR_MEMORY;
    }
    int32_t in_month = 0;
    int32_t day = SF_NO_DAY;
    while ((day = sf_action_next_day(scenario, action, day, &in_month)) != SF_NO_DAY) {
        found.day[found.n++] = day;
    }
    *days = found;
    return SF_OK;
}

/** Warning given beyond the lawful notice lets the employer prepare (M6.9). */
static double unprepared_share(const struct sf_scenario *scenario,
                               const struct sf_action *action,
                               const struct sf_days *days)
{
    if (!(action->prepared_max > 0.0) || action->notice == SF_NO_DAY || days->n == 0) {
        return 1.0;
    }
    const double extra =
        (double)(days->day[0] - action->notice - scenario->law.notice_days);
    if (!(extra > 0.0)) {
        return 1.0;
    }
    return 1.0 - action->prepared_max * (1.0 - sf_exp(-extra / action->prepared_scale));
}

/** Growing arrays of a plan under construction. */
struct draft {
    struct sf_plan *plan;
    size_t day_room, part_room, callout_room;
};

static bool grow(void **array, size_t size, size_t n, size_t *room)
{
    if (n < *room) {
        return true;
    }
    const size_t wanted = *room == 0 ? 64 : 2 * *room;
    void *grown = realloc(*array, wanted * size);
    if (grown == NULL) {
        return false;
    }
    *array = grown;
    *room = wanted;
    return true;
}

static bool add_day(struct draft *draft, const struct sf_plan_day *day)
{
    struct sf_plan *plan = draft->plan;
    if (!grow((void **)&plan->day, sizeof(*plan->day), plan->n_days,
              &draft->day_room)) {
        return false;
    }
    plan->day[plan->n_days++] = *day;
    return true;
}

/** Opens a new month of the last call-out. month_start counts parts for now. */
static bool add_part(struct draft *draft, size_t n_parts, bool is_first)
{
    struct sf_plan *plan = draft->plan;
    if (!grow((void **)&plan->callout_month, sizeof(*plan->callout_month), n_parts,
              &draft->part_room)) {
        return false;
    }
    plan->callout_month[n_parts] =
        (struct sf_callout_month){.callout = plan->n_callouts - 1,
                                  .first_day = plan->n_days,
                                  .is_first_month = is_first};
    return true;
}

/** The days of one action that a mandate covers, or may cover, at one employer, whose
 *  turn they are.
 *  @param place  of the employer among the action's */
static enum sf_status add_callout(struct draft *draft, size_t action, size_t place,
                                  const struct sf_days *days, size_t *n_parts)
{
    struct sf_plan *plan = draft->plan;
    const struct sf_action *what = plan->action[action].action;
    const size_t employer = what->employers.index[place];
    const struct sf_rule *rule = plan->action[action].rule;
    const double weight =
        what->days_per_member > 0.0 ? what->days_per_member / (double)days->n : 1.0;
    const int32_t last_date =
        sf_day_of(plan->scenario->start + plan->scenario->n_months, 1) - 1;
    int32_t first_live = SF_NO_DAY;
    int32_t month = SF_NO_MONTH;
    int32_t n_live = 0;
    int32_t n_paid = 0;
    for (size_t d = 0; d < days->n && days->day[d] <= last_date; d++) {
        const int32_t date = days->day[d];
        const struct sf_cover cover = sf_mandate_cover(
            plan->scenario, &plan->votes, sf_question_of(what), employer, date);
        if (!sf_wave_is_turn(what, place, d, date) ||
            (!cover.is_sure && cover.gate == 0) ||
            !sf_strategy_may_act(plan->scenario, plan->strategy, employer, date)) {
            continue;
        }
        const bool is_first = first_live == SF_NO_DAY;
        if (is_first) {
            if (!grow((void **)&plan->callout, sizeof(*plan->callout), plan->n_callouts,
                      &draft->callout_room)) {
                return SF_ERR_MEMORY;
            }
            plan->callout[plan->n_callouts++] =
                (struct sf_callout){.action = action, .employer = employer};
            first_live = date;
        }
        n_live++;
        const int32_t waited = rule->from_calendar_day ? date - first_live + 1 : n_live;
        n_paid += waited >= rule->from_day;
        if (sf_month_of_day(date) != month) {
            month = sf_month_of_day(date);
            if (!add_part(draft, (*n_parts)++, is_first)) {
                return SF_ERR_MEMORY;
            }
        }
        const struct sf_plan_day day = {
            .gate = cover.gate,
            .unless = sf_pause_vote(plan->scenario, &plan->votes, plan->strategy,
                                    employer, date),
            .date = date,
            .position = (uint32_t)d,
            .weight = weight,
            .paid_ordinal = waited >= rule->from_day ? n_paid : 0};
        if (!add_day(draft, &day)) {
            return SF_ERR_MEMORY;
        }
        plan->callout_month[*n_parts - 1].n_days++;
    }
    return SF_OK;
}

/** Order of parts: by month, then employer, then call-out; those short of strike after
 *  the strikes, since who is out is not short of it. */
static int compare_parts(const void *a_void, const void *b_void, void *plan_void)
{
    const struct sf_callout_month *a = a_void;
    const struct sf_callout_month *b = b_void;
    const struct sf_plan *plan = plan_void;
    const int32_t month_a = sf_month_of_day(plan->day[a->first_day].date);
    const int32_t month_b = sf_month_of_day(plan->day[b->first_day].date);
    if (month_a != month_b) {
        return month_a < month_b ? -1 : 1;
    }
    const size_t employer_a = plan->callout[a->callout].employer;
    const size_t employer_b = plan->callout[b->callout].employer;
    if (employer_a != employer_b) {
        return employer_a < employer_b ? -1 : 1;
    }
    const bool is_short_a = plan->action[plan->callout[a->callout].action].is_short;
    const bool is_short_b = plan->action[plan->callout[b->callout].action].is_short;
    if (is_short_a != is_short_b) {
        return is_short_b ? -1 : 1;
    }
    return a->callout < b->callout ? -1 : a->callout > b->callout;
}

/** Parts by month, then employer, then call-out; and where each month starts. */
static enum sf_status sort_parts(struct sf_plan *plan, size_t n_parts)
{
    plan->month_start = calloc(plan->n_months + 2, sizeof(*plan->month_start));
    if (plan->month_start == NULL) {
        return SF_ERR_MEMORY;
    }
    if (n_parts > 0) {
        qsort_r(plan->callout_month, n_parts, sizeof(*plan->callout_month),
                compare_parts, plan);
    }
    size_t i = 0;
    for (size_t m = 0; m <= plan->n_months + 1; m++) {
        const int32_t month = plan->scenario->start + (int32_t)m - 1;
        while (i < n_parts &&
               sf_month_of_day(plan->day[plan->callout_month[i].first_day].date) <
                   month) {
            i++;
        }
        plan->month_start[m] = i;
    }
    return SF_OK;
}

/** Numbers the months and kinds that have call-outs. */
static enum sf_status number_kinds(struct sf_plan *plan)
{
    const size_t n = (plan->n_months + 1) * SF_N_KINDS;
    plan->kind_row = calloc(n + 1, sizeof(*plan->kind_row));
    if (plan->kind_row == NULL) {
        return SF_ERR_MEMORY;
    }
    for (size_t i = 0; i < n; i++) {
        plan->kind_row[i] = SF_NONE;
    }
    for (size_t m = 1; m <= plan->n_months; m++) {
        for (size_t p = plan->month_start[m]; p < plan->month_start[m + 1]; p++) {
            const struct sf_callout *what =
                &plan->callout[plan->callout_month[p].callout];
            const enum sf_kind kind = plan->action[what->action].action->kind;
            size_t *row = &plan->kind_row[m * SF_N_KINDS + (size_t)kind];
            if (*row == SF_NONE) {
                *row = plan->n_kind_rows++;
            }
        }
    }
    return SF_OK;
}

/** One plan action from the scenario's. */
static enum sf_status init_action(struct sf_plan *plan, size_t a,
                                  const struct sf_action *action, struct sf_days *days)
{
    const enum sf_status status = sf_action_days(plan->scenario, action, days);
    if (status != SF_OK) {
        return status;
    }
    plan->action[a] = (struct sf_plan_action){
        .action = action,
        .rule = &plan->scenario->rule[action->rule],
        .rule_index = action->rule,
        .subject = sf_name_hash(action->name),
        .is_all_members = action->called == SF_NONE && action->called_share == SF_NONE,
        .unprepared = unprepared_share(plan->scenario, action, days),
        .is_short = action->kind == SF_KIND_SHORT,
        .is_paid = plan->scenario->rule[action->rule].basis != SF_BASIS_NONE,
        .when = action->when.written != NULL && !action->when.asks_settlement
                    ? sf_condition_input(plan->scenario, plan->strategy, action)
                    : SF_NONE};
    plan->has_short |= plan->action[a].is_short;
    return SF_OK;
}

/** The first rule of a rule's cap group; SF_NONE where it has none. */
static size_t first_of_cap(const struct sf_scenario *scenario,
                           const struct sf_rule *rule)
{
    for (size_t i = 0; i < scenario->n_rules && rule->cap_group != NULL; i++) {
        const char *name = scenario->rule[i].cap_group;
        if (name != NULL && strcmp(name, rule->cap_group) == 0) {
            return i;
        }
    }
    return SF_NONE;
}

static void find_caps(struct sf_plan *plan)
{
    plan->n_amounts = 1;
    for (size_t a = 0; a < plan->n_actions; a++) {
        struct sf_plan_action *action = &plan->action[a];
        action->cap = first_of_cap(plan->scenario, action->rule);
        if (action->rule->n_steps + 1 > plan->n_amounts) {
            plan->n_amounts = action->rule->n_steps + 1;
        }
        for (size_t b = 0; b < a; b++) {
            if (sf_plan_is_one_cap(plan, a, b) &&
                plan->action[b].rule != action->rule) {
                plan->action[b].has_mixed_cap = true;
                action->has_mixed_cap = true;
                plan->has_mixed_cap = true;
            }
        }
    }
}

enum sf_status sf_plan_callouts(struct sf_plan *plan)
{
    const struct sf_indexes *actions = &plan->strategy->actions;
    struct draft draft = {.plan = plan};
    size_t n_parts = 0;
    plan->n_actions = actions->n;
    plan->action = calloc(actions->n + 1, sizeof(*plan->action));
    if (plan->action == NULL) {
        return SF_ERR_MEMORY;
    }
    for (size_t a = 0; a < actions->n; a++) {
        const struct sf_action *action = &plan->scenario->action[actions->index[a]];
        struct sf_days days = {0};
        enum sf_status status = init_action(plan, a, action, &days);
        for (size_t e = 0; e < action->employers.n && status == SF_OK; e++) {
            status = add_callout(&draft, a, e, &days, &n_parts);
        }
        free(days.day);
        if (status != SF_OK) {
            return status;
        }
    }
    find_caps(plan);
    const enum sf_status status = sort_parts(plan, n_parts);
    return status == SF_OK ? number_kinds(plan) : status;
}
