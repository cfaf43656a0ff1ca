/* One member, one call-out a day (M6.2): whom an all-member action, or a later call-out
 * of some members, finds already called out. Strikes and action short of strike are
 * told apart: a member may be called for both, and on a day out is not short of it. */
#include <stdlib.h>

#include "plan/plan.h"

static bool add_overlap(struct sf_plan *plan, size_t *room, size_t callout,
                        double weight)
{
    if (plan->n_overlaps == *room) {
        const size_t wanted = *room == 0 ? 32 : 2 * *room;
        struct sf_overlap *grown =
            realloc(plan->overlap, wanted * sizeof(*plan->overlap));
        if (grown == NULL) {
            return false;
        }
        plan->overlap = grown;
        *room = wanted;
    }
    plan->overlap[plan->n_overlaps++] =
        (struct sf_overlap){.callout = callout, .weight = weight};
    return true;
}

/** Other parts of the month at the same employer that call some members that day, out
 *  on strike or short of it. */
static bool find_overlaps(struct sf_plan *plan, size_t m, size_t employer,
                          bool is_short, struct sf_plan_day *day, size_t *room)
{
    day->first_overlap = plan->n_overlaps;
    for (size_t i = plan->month_start[m]; i < plan->month_start[m + 1]; i++) {
        const struct sf_callout_month *part = &plan->callout_month[i];
        const struct sf_callout *callout = &plan->callout[part->callout];
        if (callout->employer != employer ||
            plan->action[callout->action].is_all_members ||
            plan->action[callout->action].is_short != is_short) {
            continue;
        }
        for (size_t d = part->first_day; d < part->first_day + part->n_days; d++) {
            if (plan->day[d].date == day->date &&
                !add_overlap(plan, room, part->callout, plan->day[d].weight)) {
                return false;
            }
        }
    }
    day->n_overlaps = plan->n_overlaps - day->first_overlap;
    return true;
}

/** Weight of another call-out's day on a date; 0 where it has none in the month. */
static double weight_on(const struct sf_plan *plan, size_t m, size_t callout,
                        int32_t date)
{
    for (size_t i = plan->month_start[m]; i < plan->month_start[m + 1]; i++) {
        const struct sf_callout_month *part = &plan->callout_month[i];
        for (size_t d = part->first_day;
             part->callout == callout && d < part->first_day + part->n_days; d++) {
            if (plan->day[d].date == date) {
                return plan->day[d].weight;
            }
        }
    }
    return 0.0;
}

/** The first weight at which two call-outs share a day; 0 where they share none. */
static double shared_weight(const struct sf_plan *plan, size_t callout, size_t other)
{
    for (size_t m = 1; m <= plan->n_months; m++) {
        for (size_t i = plan->month_start[m]; i < plan->month_start[m + 1]; i++) {
            const struct sf_callout_month *part = &plan->callout_month[i];
            for (size_t d = part->first_day;
                 part->callout == callout && d < part->first_day + part->n_days; d++) {
                const double weight = weight_on(plan, m, other, plan->day[d].date);
                if (weight > 0.0) {
                    return weight;
                }
            }
        }
    }
    return 0.0;
}

/** Finds who calls some members of the employer before, for days in common. `caller`
 *  holds the n call-outs of some members in the order in which they call. Where days
 *  turn on votes that order may be another in each run, so all others are found. */
static bool find_rivals(struct sf_plan *plan, const size_t *caller, size_t at, size_t n,
                        size_t *room)
{
    struct sf_callout *own = &plan->callout[caller[at]];
    const size_t end = sf_plan_is_gated(plan, own->employer) ? n : at;
    own->first_rival = plan->n_overlaps;
    for (size_t i = 0; i < end; i++) {
        const struct sf_callout *other = &plan->callout[caller[i]];
        if (i == at || other->employer != own->employer ||
            plan->action[other->action].is_short !=
                plan->action[own->action].is_short) {
            continue;
        }
        const double weight = shared_weight(plan, caller[at], caller[i]);
        if (weight > 0.0 && !add_overlap(plan, room, caller[i], weight)) {
            return false;
        }
    }
    own->n_rivals = plan->n_overlaps - own->first_rival;
    return true;
}

static enum sf_status plan_rivals(struct sf_plan *plan, size_t *room)
{
    size_t *caller = malloc((plan->n_callouts + 1) * sizeof(*caller));
    enum sf_status status = caller == NULL ? SF_ERR_MEMORY : SF_OK;
    size_t n = 0;
    const size_t n_parts = plan->month_start[plan->n_months + 1];
    for (size_t i = 0; i < n_parts && status == SF_OK; i++) {
        const struct sf_callout_month *part = &plan->callout_month[i];
        const size_t action = plan->callout[part->callout].action;
        if (part->is_first_month && !plan->action[action].is_all_members) {
            caller[n++] = part->callout;
        }
    }
    for (size_t i = 0; i < n && status == SF_OK; i++) {
        status = find_rivals(plan, caller, i, n, room) ? SF_OK : SF_ERR_MEMORY;
    }
    free(caller);
    return status;
}

enum sf_status sf_plan_overlaps(struct sf_plan *plan)
{
    size_t room = 0;
    const enum sf_status status = plan_rivals(plan, &room);
    if (status != SF_OK) {
        return status;
    }
    for (size_t m = 1; m <= plan->n_months; m++) {
        for (size_t i = plan->month_start[m]; i < plan->month_start[m + 1]; i++) {
            const struct sf_callout_month *part = &plan->callout_month[i];
            const struct sf_callout *callout = &plan->callout[part->callout];
            if (!plan->action[callout->action].is_all_members) {
                continue;
            }
            for (size_t d = part->first_day; d < part->first_day + part->n_days; d++) {
                if (!find_overlaps(plan, m, callout->employer,
                                   plan->action[callout->action].is_short,
                                   &plan->day[d], &room)) {
                    return SF_ERR_MEMORY;
                }
            }
        }
    }
    return SF_OK;
}
