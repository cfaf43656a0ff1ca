/* One member, one call-out a day: whom an all-member action finds already called out
 * (M6.2). */
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

/** Other parts of the month at the same employer that call some members that day. */
static bool find_overlaps(struct sf_plan *plan, size_t m, size_t employer,
                          struct sf_plan_day *day, size_t *room)
{
    day->first_overlap = plan->n_overlaps;
    for (size_t i = plan->month_start[m]; i < plan->month_start[m + 1]; i++) {
        const struct sf_callout_month *part = &plan->callout_month[i];
        const struct sf_callout *callout = &plan->callout[part->callout];
        if (callout->employer != employer ||
            plan->action[callout->action].is_all_members) {
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

enum sf_status sf_plan_overlaps(struct sf_plan *plan)
{
    size_t room = 0;
    for (size_t m = 1; m <= plan->n_months; m++) {
        for (size_t i = plan->month_start[m]; i < plan->month_start[m + 1]; i++) {
            const struct sf_callout_month *part = &plan->callout_month[i];
            const struct sf_callout *callout = &plan->callout[part->callout];
            if (!plan->action[callout->action].is_all_members) {
                continue;
            }
            for (size_t d = part->first_day; d < part->first_day + part->n_days; d++) {
                if (!find_overlaps(plan, m, callout->employer, &plan->day[d], &room)) {
                    return SF_ERR_MEMORY;
                }
            }
        }
    }
    return SF_OK;
}
