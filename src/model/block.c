#include "model/block.h"

#include <stdlib.h>
#include <string.h>

/** Zeroed rows on a cache line; counts what could not be had. */
static void *rows(const struct sf_block *block, size_t n, size_t size, bool *is_short)
{
    const size_t bytes = ((n + 1) * block->stride * size + 63) / 64 * 64;
    void *made = aligned_alloc(64, bytes);
    if (made == NULL) {
        *is_short = true;
        return NULL;
    }
    memset(made, 0, bytes);
    return made;
}

static size_t longest_lag(const struct sf_plan *plan)
{
    size_t longest = 0;
    for (size_t i = 0; i < plan->n_phases; i++) {
        longest = plan->phase[i].lag > longest ? plan->phase[i].lag : longest;
    }
    return longest;
}

static size_t most_groups(const struct sf_plan *plan)
{
    size_t most = 0;
    for (size_t i = 0; i < plan->n_phases; i++) {
        most = plan->phase[i].n_groups > most ? plan->phase[i].n_groups : most;
    }
    return most;
}

/** Numbers the employers whom the plan calls. */
static void number_called(const struct sf_plan *plan, struct sf_block *block)
{
    for (size_t e = 0; e < plan->n_employers; e++) {
        block->employer_slot[e] = SF_NONE;
    }
    for (size_t c = 0; c < plan->n_callouts; c++) {
        const size_t employer = plan->callout[c].employer;
        if (block->employer_slot[employer] == SF_NONE) {
            block->employer_slot[employer] = block->n_slots++;
        }
    }
}

#define ROWS(field, count)                                                             \
    block->field = rows(block, (count), sizeof(*block->field), &is_short)

enum sf_status sf_block_init(const struct sf_plan *plan, size_t stride,
                             struct sf_block *block)
{
    const size_t n_rows = plan->n_callouts * plan->n_bands;
    const size_t groups = most_groups(plan);
    bool is_short = false;
    *block = (struct sf_block){.plan = plan,
                               .stride = stride,
                               .max_groups = groups,
                               .due_rows = longest_lag(plan) + 2};
    block->employer_slot = calloc(plan->n_employers + 1, sizeof(*block->employer_slot));
    if (block->employer_slot == NULL) {
        return SF_ERR_MEMORY;
    }
    number_called(plan, block);
    ROWS(payers, plan->n_all_cells);
    ROWS(others, plan->n_all_cells);
    ROWS(joiners, plan->n_all_cells);
    ROWS(called, n_rows);
    ROWS(called_total, plan->n_callouts);
    ROWS(out, n_rows);
    ROWS(paid_out, plan->n_cells);
    ROWS(unpaid_out, plan->n_actions * plan->n_bands);
    ROWS(here, plan->n_bands);
    ROWS(busiest, plan->n_cells);
    ROWS(struck, plan->n_employers);
    ROWS(odds.base, groups);
    ROWS(odds.employer, plan->n_phases > 0 ? plan->n_employers : 0);
    ROWS(odds_before.base, plan->n_phases > 1 ? groups : 0);
    ROWS(odds_before.employer, plan->n_phases > 1 ? plan->n_employers : 0);
    ROWS(due, block->due_rows * groups);
    ROWS(failed, plan->n_phases * groups);
    ROWS(claims_due, SF_CLAIM_ROWS);
    ROWS(rule_claims, plan->scenario->n_rules);
    ROWS(hardship_left, plan->scenario->n_rules);
    ROWS(fund_cost, 1);
    ROWS(ledger, (plan->n_months + 1) * SF_N_MEASURES);
    ROWS(first_month, SF_N_EVENTS);
    ROWS(employer, block->n_slots * SF_N_EMPLOYER_MEASURES);
    ROWS(total, SF_N_TOTALS);
    ROWS(word, 4);
    ROWS(count_a, 1);
    ROWS(count_b, 1);
    ROWS(count_c, 1);
    ROWS(rate, 1);
    ROWS(rate_b, 1);
    ROWS(sum_all, 1);
    ROWS(sum_full, 1);
    ROWS(sum_part, 1);
    ROWS(left, 1);
    block->paid_out_month = calloc(plan->n_cells + 1, sizeof(*block->paid_out_month));
    block->struck_month = calloc(plan->n_employers + 1, sizeof(*block->struck_month));
    block->band = calloc(plan->n_bands + 1, sizeof(*block->band));
    is_short |= block->paid_out_month == NULL || block->struck_month == NULL ||
                block->band == NULL;
    if (is_short) {
        sf_block_free(block);
        return SF_ERR_MEMORY;
    }
    return SF_OK;
}

void sf_block_free(struct sf_block *block)
{
    if (block == NULL) {
        return;
    }
    void *const owned[] = {block->payers,
                           block->others,
                           block->joiners,
                           block->called,
                           block->called_total,
                           block->out,
                           block->paid_out,
                           block->unpaid_out,
                           block->here,
                           block->busiest,
                           block->struck,
                           block->odds.base,
                           block->odds.employer,
                           block->odds_before.base,
                           block->odds_before.employer,
                           block->due,
                           block->failed,
                           block->claims_due,
                           block->rule_claims,
                           block->hardship_left,
                           block->fund_cost,
                           block->ledger,
                           block->first_month,
                           block->employer,
                           block->employer_slot,
                           block->total,
                           block->word,
                           block->count_a,
                           block->count_b,
                           block->count_c,
                           block->rate,
                           block->rate_b,
                           block->sum_all,
                           block->sum_full,
                           block->sum_part,
                           block->left,
                           block->paid_out_month,
                           block->struck_month,
                           block->band};
    for (size_t i = 0; i < sizeof(owned) / sizeof(owned[0]); i++) {
        free(owned[i]);
    }
    *block = (struct sf_block){0};
}
