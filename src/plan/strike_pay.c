/* What a paid day comes to, and when a cap is met (M6.6). */
#include <stdlib.h>
#include <string.h>

#include "core/maths.h"
#include "core/money.h"
#include "plan/plan.h"
#include "scenario/day_pay.h"

/* ---- one rule's amounts and caps ------------------------------------------------- */

/** What is left of a cap. */
struct cap {
    bool is_there;
    double left; /* pence */
};

/** Paid days before a step begins: its day is counted as from_day is. */
static int32_t days_before(const struct sf_rule *rule, size_t step)
{
    return step == 0 ? 0 : rule->step[step - 1].from_day - rule->from_day;
}

/** Paid days before the next step begins, or max_days ends all. */
static int32_t last_day(const struct sf_rule *rule, size_t step)
{
    int32_t last = step < rule->n_steps ? days_before(rule, step + 1) : INT32_MAX;
    if (rule->max_days > 0 && rule->max_days < last) {
        last = rule->max_days;
    }
    return last;
}

/** The days after_days + 1 to last at so much, as far as the cap goes; takes them from
 *  it. */
static struct sf_day_pay pay_of(double pence, int32_t after, int32_t last,
                                struct cap *cap)
{
    struct sf_day_pay pay = {
        .full_pence = pence, .after_days = after, .full_days = INT32_MAX};
    if (cap->is_there && pence > 0.0) {
        const double days = sf_floor(cap->left / pence);
        pay.full_days = days < 1e6 ? after + (int32_t)days : INT32_MAX;
        pay.part_pence = cap->left - days * pence;
    }
    if (last < INT32_MAX && last <= pay.full_days) {
        pay.full_days = last;
        pay.part_pence = 0.0;
        cap->left -= (double)(last - after) * pence;
    } else {
        cap->left = 0.0;
    }
    return pay;
}

struct sf_day_pay sf_docked_day_pay(const struct sf_plan *plan,
                                    const struct sf_callout *callout, size_t band,
                                    double docked, size_t step)
{
    const struct sf_plan_action *action = &plan->action[callout->action];
    const struct sf_rule *rule = action->rule;
    const size_t cell = callout->employer * plan->n_bands + band;
    const struct sf_lost_day day = {
        .band = band,
        .salary = plan->scenario->employer[callout->employer].salary[band],
        .gross = plan->gross_day[cell],
        .net = plan->net_day[cell],
        .docked = docked};
    struct cap cap = {.is_there = rule->max_amount > 0.0 && !action->has_mixed_cap,
                      .left = sf_pence_rate(rule->max_amount)};
    struct sf_day_pay pay = {.after_days = INT32_MAX, .full_days = INT32_MAX};
    for (size_t k = 0; k <= step && step <= rule->n_steps; k++) {
        const int32_t last = last_day(rule, k);
        const int32_t before = days_before(rule, k);
        pay = pay_of(sf_rule_docked_pence(rule, k, &day), before < last ? before : last,
                     last, &cap);
    }
    return pay;
}

static void plan_day_pay(struct sf_plan *plan)
{
    for (size_t c = 0; c < plan->n_callouts; c++) {
        const struct sf_callout *callout = &plan->callout[c];
        const double part_of_day = plan->action[callout->action].action->part_of_day;
        for (size_t b = 0; b < plan->n_bands; b++) {
            for (size_t k = 0; k < plan->n_amounts; k++) {
                plan->day_pay[(c * plan->n_bands + b) * plan->n_amounts + k] =
                    sf_docked_day_pay(plan, callout, b, part_of_day, k);
            }
        }
    }
}

/* ---- caps of several call-outs --------------------------------------------------- */

/** Paid days on or before a day, at an employer, of the call-outs that share its cap.
 */
static int32_t paid_days_until(const struct sf_plan *plan, size_t n_parts,
                               size_t callout, const struct sf_plan_day *day)
{
    const struct sf_callout *own = &plan->callout[callout];
    int32_t n = 0;
    for (size_t i = 0; i < n_parts; i++) {
        const struct sf_callout_month *part = &plan->callout_month[i];
        const struct sf_callout *other = &plan->callout[part->callout];
        if (other->employer != own->employer ||
            !sf_plan_is_one_cap(plan, own->action, other->action)) {
            continue;
        }
        for (size_t d = part->first_day; d < part->first_day + part->n_days; d++) {
            const bool is_before =
                plan->day[d].date < day->date ||
                (plan->day[d].date == day->date && part->callout <= callout);
            n += is_before && plan->day[d].paid_ordinal > 0;
        }
    }
    return n;
}

/** A cap group is one cap over all call-outs under its rules at an employer: their paid
 *  days are counted on by date, as the days of the same members. */
static void join_cap_groups(struct sf_plan *plan)
{
    const size_t n_parts = plan->month_start[plan->n_months + 1];
    for (size_t i = 0; i < n_parts; i++) {
        const struct sf_callout_month *part = &plan->callout_month[i];
        const struct sf_callout *callout = &plan->callout[part->callout];
        if (plan->action[callout->action].cap == SF_NONE) {
            continue;
        }
        for (size_t d = part->first_day; d < part->first_day + part->n_days; d++) {
            if (plan->day[d].paid_ordinal > 0) {
                plan->day[d].paid_ordinal =
                    paid_days_until(plan, n_parts, part->callout, &plan->day[d]);
            }
        }
    }
}

/** Whether two call-outs have one cap. */
static bool is_one_cap(const struct sf_plan *plan, size_t a, size_t b)
{
    return plan->callout[a].employer == plan->callout[b].employer &&
           sf_plan_is_one_cap(plan, plan->callout[a].action, plan->callout[b].action);
}

double sf_plan_pence_of_day(const struct sf_plan *plan, size_t callout, size_t band,
                            int32_t k)
{
    const struct sf_day_pay *pay = sf_plan_day_pay(plan, callout, band);
    for (size_t i = 0; i < plan->n_amounts; i++) {
        if (k > pay[i].after_days && k <= pay[i].full_days) {
            return pay[i].full_pence;
        }
    }
    return 0.0;
}

/** Ends the full days of a call-out after so many paid ones. */
static void cut(struct sf_plan *plan, size_t callout, size_t band, int32_t full_days,
                double part_pence)
{
    struct sf_day_pay *pay =
        &plan->day_pay[(callout * plan->n_bands + band) * plan->n_amounts];
    for (size_t k = 0; k < plan->n_amounts; k++) {
        if (pay[k].after_days > full_days) {
            pay[k].full_days = pay[k].after_days;
        } else if (pay[k].full_days > full_days) {
            pay[k].full_days = full_days;
            pay[k].part_pence = part_pence;
        }
    }
}

/** Notes whose paid day is the k-th of a cap in owner[k - 1]; returns how many. */
static int32_t order_days(const struct sf_plan *plan, size_t first, size_t *owner)
{
    const size_t n_parts = plan->month_start[plan->n_months + 1];
    int32_t n = 0;
    for (size_t p = 0; p < n_parts; p++) {
        const struct sf_callout_month *part = &plan->callout_month[p];
        const size_t n_days = is_one_cap(plan, part->callout, first) ? part->n_days : 0;
        for (size_t d = part->first_day; d < part->first_day + n_days; d++) {
            if (plan->day[d].paid_ordinal > 0) {
                owner[plan->day[d].paid_ordinal - 1] = part->callout;
                n++;
            }
        }
    }
    return n;
}

/** Goes through the paid days of one cap, in a band, to the one on which it is met. */
static void share_cap(struct sf_plan *plan, size_t first, size_t band,
                      const size_t *owner, int32_t n_days)
{
    const struct sf_rule *rule = plan->action[plan->callout[first].action].rule;
    double left = sf_pence_rate(rule->max_amount);
    int32_t k = 0;
    for (; k < n_days; k++) {
        const double pence = sf_plan_pence_of_day(plan, owner[k], band, k + 1);
        if (pence > left) {
            break;
        }
        left -= pence;
    }
    for (size_t c = first; c < plan->n_callouts && k < n_days; c++) {
        if (is_one_cap(plan, c, first)) {
            cut(plan, c, band, k, left);
        }
    }
}

/** Whether a call-out is the first of a money cap that several rules share. Where days
 *  turn on a vote that is reckoned in each run. */
static bool is_first_of_cap(const struct sf_plan *plan, size_t callout)
{
    const struct sf_plan_action *action = &plan->action[plan->callout[callout].action];
    bool is_first = action->has_mixed_cap && action->rule->max_amount > 0.0 &&
                    !sf_plan_is_gated(plan, plan->callout[callout].employer);
    for (size_t i = 0; i < callout && is_first; i++) {
        is_first = !is_one_cap(plan, i, callout);
    }
    return is_first;
}

/** Which day meets a shared cap depends on whose days come before. */
static enum sf_status share_caps(struct sf_plan *plan)
{
    if (!plan->has_mixed_cap) {
        return SF_OK;
    }
    size_t *owner = calloc(plan->n_days + 1, sizeof(*owner));
    if (owner == NULL) {
        return SF_ERR_MEMORY;
    }
    for (size_t c = 0; c < plan->n_callouts; c++) {
        const int32_t n_days =
            is_first_of_cap(plan, c) ? order_days(plan, c, owner) : 0;
        for (size_t b = 0; b < plan->n_bands && n_days > 0; b++) {
            share_cap(plan, c, b, owner, n_days);
        }
    }
    free(owner);
    return SF_OK;
}

enum sf_status sf_plan_strike_pay(struct sf_plan *plan)
{
    plan->day_pay = calloc(plan->n_callouts * plan->n_bands * plan->n_amounts + 1,
                           sizeof(*plan->day_pay));
    if (plan->day_pay == NULL) {
        return SF_ERR_MEMORY;
    }
    join_cap_groups(plan);
    plan_day_pay(plan);
    return share_caps(plan);
}
