/* What a whole plan came to, run by run. */
#include <string.h>

#include "model/block.h"

static void add_flow(struct sf_block *block, enum sf_total total,
                     enum sf_measure measure)
{
    int64_t *sum = SF_ROW(block, total, total);
    for (size_t m = 1; m <= block->plan->n_months; m++) {
        const int64_t *flow = sf_ledger_row(block, m, measure);
        for (size_t i = 0; i < block->n; i++) {
            sum[i] += flow[i];
        }
    }
}

static void copy_close(struct sf_block *block, enum sf_total total,
                       enum sf_measure measure)
{
    memcpy(SF_ROW(block, total, total),
           sf_ledger_row(block, block->plan->n_months, measure),
           block->n * sizeof(int64_t));
}

static void find_lowest(struct sf_block *block)
{
    int64_t *lowest = SF_ROW(block, total, SF_T_LOWEST_BALANCE);
    int64_t *drawn = SF_ROW(block, total, SF_T_OPENING_LESS_LOWEST);
    const int64_t *opening = sf_ledger_row(block, 0, SF_BALANCE);
    memcpy(lowest, opening, block->n * sizeof(*lowest));
    for (size_t m = 1; m <= block->plan->n_months; m++) {
        const int64_t *balance = sf_ledger_row(block, m, SF_BALANCE);
        for (size_t i = 0; i < block->n; i++) {
            lowest[i] = balance[i] < lowest[i] ? balance[i] : lowest[i];
        }
    }
    for (size_t i = 0; i < block->n; i++) {
        drawn[i] = opening[i] - lowest[i];
    }
}

static void count_involved(struct sf_block *block)
{
    int64_t *involved = SF_ROW(block, total, SF_T_MEMBERS_INVOLVED);
    for (size_t cell = 0; cell < block->plan->n_cells; cell++) {
        const int32_t *busiest = SF_ROW(block, busiest, cell);
        int64_t in_cell = 0;
        for (size_t i = 0; i < block->n; i++) {
            involved[i] += busiest[i];
            in_cell += busiest[i];
        }
        block->band[cell % block->plan->n_bands].involved += in_cell;
    }
}

void sf_block_totals(struct sf_block *block)
{
    memset(block->total, 0, SF_N_TOTALS * block->stride * sizeof(*block->total));
    add_flow(block, SF_T_LEVY_INCOME, SF_LEVY_INCOME);
    add_flow(block, SF_T_OTHER_INCOME, SF_OTHER_INCOME);
    add_flow(block, SF_T_STRIKE_PAY_DUE, SF_STRIKE_PAY_DUE);
    add_flow(block, SF_T_STRIKE_PAY_CLAIMED, SF_STRIKE_PAY_CLAIMED);
    add_flow(block, SF_T_STRIKE_PAY_PAID, SF_STRIKE_PAY_PAID);
    add_flow(block, SF_T_STRIKE_PAY_UNPAID, SF_STRIKE_PAY_UNPAID);
    add_flow(block, SF_T_CLAIMS_LAPSED, SF_CLAIMS_LAPSED);
    add_flow(block, SF_T_HARDSHIP, SF_HARDSHIP);
    add_flow(block, SF_T_OTHER_OUTGO, SF_OTHER_OUTGO);
    add_flow(block, SF_T_PAY_LOST, SF_PAY_LOST);
    add_flow(block, SF_T_WORK_NOT_DONE, SF_WORK_NOT_DONE);
    add_flow(block, SF_T_PAY_SAVED, SF_PAY_SAVED_BY_EMPLOYER);
    add_flow(block, SF_T_STRIKE_DAYS, SF_STRIKE_DAYS);
    copy_close(block, SF_T_CLOSING_BALANCE, SF_BALANCE);
    copy_close(block, SF_T_CLOSING_NET_POSITION, SF_NET_POSITION);
    copy_close(block, SF_T_CLOSING_MEMBERS, SF_MEMBERS);
    copy_close(block, SF_T_CLOSING_PAYERS, SF_PAYERS);
    memcpy(SF_ROW(block, total, SF_T_FUND_COST), block->fund_cost,
           block->n * sizeof(int64_t));
    find_lowest(block);
    count_involved(block);
    int64_t *total_cost = SF_ROW(block, total, SF_T_TOTAL_COST);
    int64_t *members_cost = SF_ROW(block, total, SF_T_MEMBERS_COST);
    const int64_t *lost = SF_ROW(block, total, SF_T_PAY_LOST);
    const int64_t *claimed = SF_ROW(block, total, SF_T_STRIKE_PAY_CLAIMED);
    const int64_t *hardship = SF_ROW(block, total, SF_T_HARDSHIP);
    for (size_t i = 0; i < block->n; i++) {
        members_cost[i] = lost[i] - claimed[i] - hardship[i];
        total_cost[i] = members_cost[i] + block->fund_cost[i];
    }
}
