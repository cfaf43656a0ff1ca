/* A plan's months, in the order in which things happen (M3.1). */
#include <string.h>

#include "model/steps.h"

/** Month 0: everybody is there, and nobody pays. */
static void open_people(struct sf_block *block)
{
    const struct sf_plan *plan = block->plan;
    const size_t stride = block->stride;
    block->n = block->future->n;
    memset(block->payers, 0, plan->n_all_cells * stride * sizeof(*block->payers));
    memset(block->busiest, 0, plan->n_cells * stride * sizeof(*block->busiest));
    memset(block->struck_month, 0, plan->n_employers * sizeof(*block->struck_month));
    if (plan->has_momentum) {
        memset(block->struck_past, 0,
               SF_MOMENTUM_MONTHS * plan->n_employers * stride *
                   sizeof(*block->struck_past));
    }
    memset(block->members, 0, stride * sizeof(*block->members));
    memset(block->all_payers, 0, stride * sizeof(*block->all_payers));
    for (size_t cell = 0; cell < plan->n_all_cells; cell++) {
        int32_t *others = SF_ROW(block, others, cell);
        for (size_t i = 0; i < block->n; i++) {
            others[i] = plan->opening[cell];
            block->members[i] += plan->opening[cell];
        }
    }
    for (size_t k = 0; k < block->n_books; k++) {
        sf_books_open(block, &block->books[k]);
    }
    sf_suspend_open(block);
    sf_waiting_open(block);
    sf_ballots_step(block, 0);
    sf_settle_step(block, 0);
}

/** What happens to one employer's members in a month, cell by cell: first in every
 *  strategy, so that a number is made once for all of them. */
static void employer_month(struct sf_block *block, size_t n, size_t employer,
                           size_t month)
{
    const struct sf_plan *plan = block->plan; /* cells are alike in all */
    const bool is_other = employer == plan->n_employers;
    const size_t first = employer * plan->n_bands;
    const size_t end = is_other ? plan->n_all_cells : first + plan->n_bands;
    for (size_t cell = first; cell < end; cell++) {
        /* Where nobody is to begin with nobody leaves, and joiners are a share. */
        for (size_t k = 0; k < n && plan->opening[cell] > 0; k++) {
            sf_members_step(&block[k], cell, month);
        }
    }
    for (size_t k = 0; k < n && !is_other; k++) {
        sf_actions_step(&block[k], employer, month);
    }
    for (size_t cell = first; cell < end; cell++) {
        for (size_t k = 0; k < n && plan->opening[cell] > 0; k++) {
            if (!is_other || plan->has_levied_others) {
                sf_levy_step(&block[k], cell, month);
            }
            sf_count_step(&block[k], cell);
        }
    }
}

static void open_month(struct sf_block *block, size_t month)
{
    sf_momentum_step(block, month);
    sf_ballots_step(block, month);
    sf_settle_step(block, month);
    memset(block->members, 0, block->n * sizeof(*block->members));
    memset(block->all_payers, 0, block->n * sizeof(*block->all_payers));
    sf_suspend_step(block, month);
    sf_actions_open(block, month);
    sf_levy_open(block, month);
}

static void close_month(struct sf_block *block, size_t month)
{
    sf_hardship_step(block, month);
    sf_collect_step(block, month);
    sf_books_share(block, month);
    sf_suspend_close(block);
    for (size_t k = 0; k < block->n_books; k++) {
        sf_fund_step(block, &block->books[k], month);
    }
}

void SF_KERNEL(sf_months_run)(struct sf_block *block, size_t n)
{
    const struct sf_plan *plan = block->plan;
    for (size_t k = 0; k < n; k++) {
        SF_BUG_ON(block[k].future != block->future);
        open_people(&block[k]);
    }
    for (size_t month = 1; month <= plan->n_months; month++) {
        for (size_t k = 0; k < n; k++) {
            open_month(&block[k], month);
        }
        for (size_t employer = 0; employer <= plan->n_employers; employer++) {
            employer_month(block, n, employer, month);
        }
        for (size_t k = 0; k < n; k++) {
            close_month(&block[k], month);
        }
    }
    for (size_t k = 0; k < n; k++) {
        for (size_t b = 0; b < block[k].n_books; b++) {
            sf_books_totals(&block[k], &block[k].books[b]);
        }
    }
}
