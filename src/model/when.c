/* Actions that happen in some runs only (M6.3). */
#include "model/steps.h"

bool sf_when_holds(const struct sf_block *block, const struct sf_plan_action *action,
                   size_t run)
{
    if (action->when == SF_NONE) {
        return true;
    }
    const struct sf_condition *when = &action->action->when;
    const bool is_below = sf_input_row(block, action->when)[run] < when->limit;
    return is_below == when->is_below;
}

void sf_when_call(struct sf_block *block, size_t callout)
{
    const struct sf_plan *plan = block->plan;
    const struct sf_plan_action *action = &plan->action[plan->callout[callout].action];
    for (size_t i = 0; i < block->n && action->when != SF_NONE; i++) {
        if (sf_when_holds(block, action, i)) {
            continue;
        }
        SF_ROW(block, called_total, callout)[i] = 0;
        for (size_t b = 0; b < plan->n_bands; b++) {
            SF_ROW(block, called, callout * plan->n_bands + b)[i] = 0;
        }
    }
}

void sf_when_costs(struct sf_block *block, const struct sf_books *books, size_t month,
                   int64_t *cost)
{
    const struct sf_plan *plan = books->plan;
    for (size_t a = 0; a < plan->n_actions && plan->when_cost != NULL; a++) {
        const int64_t pence = plan->when_cost[a * (plan->n_months + 1) + month];
        for (size_t i = 0; i < block->n && pence != 0; i++) {
            cost[i] += sf_when_holds(block, &block->plan->action[a], i) ? pence : 0;
        }
    }
}
