/* Days that happen in some runs only, for they turn on a vote, on how long the dispute
 * lasts, or on whether there is money: which employers have them, and what the months
 * need to go through them run by run (M6.3, M7.3, M8, M9). */
#include <stdlib.h>
#include <string.h>

#include "plan/plan.h"
#include "strikefund/ballots.h"

static void mark_gated(struct sf_plan *plan)
{
    const size_t n_parts = plan->month_start[plan->n_months + 1];
    for (size_t p = 0; p < n_parts; p++) {
        const struct sf_callout_month *part = &plan->callout_month[p];
        for (size_t d = part->first_day; d < part->first_day + part->n_days; d++) {
            const struct sf_plan_day *day = &plan->day[d];
            if (day->gate != 0 || day->unless != 0 || plan->settles_by_chance ||
                sf_plan_may_suspend(plan, part)) {
                plan->is_gated[plan->callout[part->callout].employer] = true;
            }
        }
    }
}

/** Call-outs of one cap group at one employer count their paid days together. */
static void number_counters(struct sf_plan *plan)
{
    for (size_t c = 0; c < plan->n_callouts; c++) {
        struct sf_callout *own = &plan->callout[c];
        own->counter = c;
        for (size_t i = 0; i < c && own->counter == c; i++) {
            const struct sf_callout *other = &plan->callout[i];
            if (other->employer == own->employer &&
                sf_plan_is_one_cap(plan, own->action, other->action)) {
                own->counter = other->counter;
            }
        }
    }
}

static int compare_turns(const void *a_void, const void *b_void, void *plan_void)
{
    const struct sf_turn *a = a_void;
    const struct sf_turn *b = b_void;
    const struct sf_plan *plan = plan_void;
    const int32_t date_a = plan->day[a->day].date;
    const int32_t date_b = plan->day[b->day].date;
    if (date_a != date_b) {
        return date_a < date_b ? -1 : 1;
    }
    return (a->callout > b->callout) - (a->callout < b->callout);
}

/** The days of the parts first .. end - 1, all of one employer and month. */
static void take_turns(struct sf_plan *plan, size_t first, size_t end)
{
    const size_t first_turn = plan->n_turns;
    for (size_t p = first; p < end; p++) {
        struct sf_callout_month *part = &plan->callout_month[p];
        part->first_row = plan->n_turns - first_turn;
        for (size_t d = 0; d < part->n_days; d++) {
            plan->turn[plan->n_turns++] = (struct sf_turn){.callout = part->callout,
                                                           .day = part->first_day + d,
                                                           .row = part->first_row + d};
        }
    }
    const size_t n = plan->n_turns - first_turn;
    plan->callout_month[first].first_turn = first_turn;
    plan->callout_month[first].n_turns = n;
    plan->most_rows = n > plan->most_rows ? n : plan->most_rows;
    qsort_r(plan->turn + first_turn, n, sizeof(*plan->turn), compare_turns, plan);
}

static void take_all_turns(struct sf_plan *plan)
{
    for (size_t m = 1; m <= plan->n_months; m++) {
        const size_t end = plan->month_start[m + 1];
        size_t next;
        for (size_t p = plan->month_start[m]; p < end; p = next) {
            const size_t employer = sf_part_employer(plan, p);
            next = sf_parts_end(plan, p, end, employer);
            if (plan->is_gated[employer]) {
                take_turns(plan, p, next);
            }
        }
    }
}

/** Actions that cost money by the day, in the months in which a day may be lost. */
static void mark_costs(struct sf_plan *plan)
{
    for (size_t m = 1; m <= plan->n_months; m++) {
        for (size_t p = plan->month_start[m]; p < plan->month_start[m + 1]; p++) {
            const struct sf_callout *callout =
                &plan->callout[plan->callout_month[p].callout];
            const struct sf_action *action = plan->action[callout->action].action;
            if (plan->is_gated[callout->employer] && action->cost_per_day > 0.0) {
                plan->is_cost_gated[m * plan->n_actions + callout->action] = true;
            }
        }
    }
}

static void number_cells(struct sf_plan *plan)
{
    for (size_t v = 0; v < plan->votes.n; v++) {
        const struct sf_vote *vote = &plan->votes.vote[v];
        const struct sf_indexes *employers =
            &plan->scenario->ballot[vote->ballot].employers;
        for (size_t k = 0; k < employers->n; k++) {
            plan->cell_employer[vote->first_cell + k] = employers->index[k];
            plan->cell_bit[vote->first_cell + k] = (unsigned char)v;
        }
    }
}

enum sf_status sf_plan_gates(struct sf_plan *plan)
{
    for (size_t a = 0; a < plan->n_actions; a++) {
        plan->has_suspension |=
            plan->on_shortfall == SF_SUSPEND && plan->action[a].is_paid;
    }
    if (plan->votes.n == 0 && !plan->has_suspension && !plan->settles_by_chance) {
        return SF_OK;
    }
    plan->cell_employer = calloc(plan->votes.n_cells + 1, sizeof(*plan->cell_employer));
    plan->cell_bit = calloc(plan->votes.n_cells + 1, sizeof(*plan->cell_bit));
    plan->is_gated = calloc(plan->n_employers + 1, sizeof(*plan->is_gated));
    plan->turn = calloc(plan->n_days + 1, sizeof(*plan->turn));
    plan->is_cost_gated = calloc((plan->n_months + 1) * plan->n_actions + 1,
                                 sizeof(*plan->is_cost_gated));
    if (plan->cell_employer == NULL || plan->cell_bit == NULL ||
        plan->is_gated == NULL || plan->turn == NULL || plan->is_cost_gated == NULL) {
        return SF_ERR_MEMORY;
    }
    number_cells(plan);
    mark_gated(plan);
    number_counters(plan);
    take_all_turns(plan);
    mark_costs(plan);
    return SF_OK;
}
