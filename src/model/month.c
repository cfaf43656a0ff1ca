/* A plan's months, in the order in which things happen (M3.1). */
#include <string.h>

#include "core/money.h"
#include "model/block.h"

/** Month 0: everybody is there, nobody pays, the fund is as the scenario says. */
static void open_books(struct sf_block *block)
{
    const struct sf_plan *plan = block->plan;
    const size_t stride = block->stride;
    const double *opening = sf_input_row(block, plan->scenario->fund.opening);
    memset(block->ledger, 0,
           (plan->n_months + 1) * SF_N_MEASURES * stride * sizeof(*block->ledger));
    memset(block->payers, 0, plan->n_all_cells * stride * sizeof(*block->payers));
    memset(block->joiners, 0, plan->n_all_cells * stride * sizeof(*block->joiners));
    memset(block->busiest, 0, plan->n_cells * stride * sizeof(*block->busiest));
    memset(block->claims_due, 0, SF_CLAIM_ROWS * stride * sizeof(*block->claims_due));
    memset(block->rule_claims, 0,
           plan->scenario->n_rules * stride * sizeof(*block->rule_claims));
    memset(block->employer, 0,
           block->n_slots * SF_N_EMPLOYER_MEASURES * stride * sizeof(*block->employer));
    memset(block->fund_cost, 0, stride * sizeof(*block->fund_cost));
    memset(block->paid_out_month, 0, plan->n_cells * sizeof(*block->paid_out_month));
    memset(block->struck_month, 0, plan->n_employers * sizeof(*block->struck_month));
    memset(block->band, 0, plan->n_bands * sizeof(*block->band));
    for (size_t cell = 0; cell < plan->n_all_cells; cell++) {
        int32_t *others = SF_ROW(block, others, cell);
        for (size_t i = 0; i < block->n; i++) {
            others[i] = plan->opening[cell];
            sf_ledger_row(block, 0, SF_MEMBERS)[i] += plan->opening[cell];
        }
    }
    for (size_t i = 0; i < block->n; i++) {
        const int64_t pence = sf_pence_round(sf_pence_rate(opening[i]));
        sf_ledger_row(block, 0, SF_BALANCE)[i] = pence;
        sf_ledger_row(block, 0, SF_NET_POSITION)[i] = pence;
        sf_ledger_row(block, 0, SF_LOW_IN_MONTH)[i] = pence;
        sf_ledger_row(block, 0, SF_COVER_MONTHS)[i] = INT64_MAX;
        /* The opening position itself may be short (months 0..M, M10.3). */
        for (size_t e = 0; e < SF_N_EVENTS; e++) {
            SF_ROW(block, first_month, e)[i] = (int32_t)plan->n_months + 1;
        }
        if (pence < 0) {
            SF_ROW(block, first_month, SF_SHORTFALL)[i] = 0;
            SF_ROW(block, first_month, SF_LOW)[i] = 0;
        }
        if (pence < plan->minimum_balance) {
            SF_ROW(block, first_month, SF_BREACH)[i] = 0;
            SF_ROW(block, first_month, SF_OVERCOMMITTED)[i] = 0;
        }
    }
}

void sf_block_run(struct sf_block *block, const struct sf_future *future)
{
    SF_BUG_ON(future->stride != block->stride);
    block->future = future;
    block->n = future->n;
    open_books(block);
    for (size_t month = 1; month <= block->plan->n_months; month++) {
        sf_members_step(block, month);
        sf_actions_step(block, month);
        sf_levy_step(block, month);
        sf_fund_step(block, month);
    }
    sf_block_totals(block);
}
