/* Pots of the fund, in pence and months of the plan (M7.4). */
#include <stdlib.h>

#include "core/money.h"
#include "plan/plan.h"

static void plan_loans(struct sf_plan *plan)
{
    for (size_t i = 0; i < plan->pots->n_loans; i++) {
        const struct sf_loan *loan = &plan->pots->loan[i];
        plan->loan[i] = (struct sf_plan_loan){
            .from = loan->from,
            .to = loan->to,
            .up_to = sf_pence_round(sf_pence_rate(loan->up_to)),
            .below = sf_pence_round(sf_pence_rate(loan->below)),
            .keep = sf_pence_round(sf_pence_rate(loan->keep)),
        };
    }
}

/** Single sums, each in its month and its pot. */
static void plan_one_offs(struct sf_plan *plan)
{
    const struct sf_fund_terms *fund = &plan->scenario->fund;
    for (size_t i = 0; i < fund->n_one_offs; i++) {
        const struct sf_one_off *one_off = &fund->one_off[i];
        const size_t m = sf_plan_month(plan, one_off->month);
        const int64_t pence = sf_pence_round(sf_pence_rate(one_off->amount));
        const size_t at = m * plan->pots->n + one_off->pot;
        if (m > 0 && pence > 0) {
            plan->pot_received[at] += pence;
        } else if (m > 0) {
            plan->pot_paid_out[at] -= pence;
        }
    }
}

enum sf_status sf_plan_pots(struct sf_plan *plan)
{
    const struct sf_pots *pots = &plan->scenario->fund.pots;
    const size_t n_sums = (plan->n_months + 1) * pots->n;
    plan->pots = pots;
    plan->pot_opening = calloc(pots->n, sizeof(*plan->pot_opening));
    plan->pot_received = calloc(n_sums, sizeof(*plan->pot_received));
    plan->pot_paid_out = calloc(n_sums, sizeof(*plan->pot_paid_out));
    plan->loan = calloc(pots->n_loans + 1, sizeof(*plan->loan));
    if (plan->pot_opening == NULL || plan->pot_received == NULL ||
        plan->pot_paid_out == NULL || plan->loan == NULL) {
        return SF_ERR_MEMORY;
    }
    for (size_t p = 0; p < pots->n; p++) {
        const bool is_rest = p == pots->rest;
        plan->pot_opening[p] =
            is_rest ? 0 : sf_pence_round(sf_pence_rate(pots->pot[p].opening));
    }
    for (size_t a = 0; a < plan->n_actions; a++) {
        plan->has_own_orders |= plan->action[a].rule->paid_from.n > 0;
    }
    plan_one_offs(plan);
    plan_loans(plan);
    return SF_OK;
}
