#include "model/block.h"

#include <stdlib.h>
#include <string.h>

/** Makes a block's arrays, or only counts what they take. */
struct making {
    size_t stride;
    bool is_counted; /* nothing is made */
    bool is_short;   /* something could not be had */
    size_t bytes;
};

/** Zeroed rows on a cache line. */
static void *rows(struct making *making, size_t n, size_t size)
{
    const size_t bytes = ((n + 1) * making->stride * size + 63) / 64 * 64;
    making->bytes += bytes;
    void *made = making->is_counted ? NULL : aligned_alloc(64, bytes);
    if (made == NULL) {
        making->is_short = true;
        return NULL;
    }
    memset(made, 0, bytes);
    return made;
}

/** Chances of a row of runs. */
static struct sf_chances *chances(struct making *making)
{
    const size_t bytes = sf_chances_groups(making->stride) * sizeof(struct sf_chances);
    making->bytes += bytes;
    struct sf_chances *made = making->is_counted ? NULL : aligned_alloc(64, bytes);
    making->is_short |= made == NULL;
    return made;
}

static void *zeros(struct making *making, size_t n, size_t size)
{
    making->bytes += (n + 1) * size;
    void *made = making->is_counted ? NULL : calloc(n + 1, size);
    making->is_short |= made == NULL;
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

/** Numbers the employers whom the plan calls; made also when the rest is only counted,
 *  for the rows of those called are counted with it. */
static void number_called(const struct sf_plan *plan, struct making *making,
                          struct sf_block *block)
{
    making->bytes += (plan->n_employers + 1) * sizeof(*block->employer_slot);
    block->employer_slot = calloc(plan->n_employers + 1, sizeof(*block->employer_slot));
    if (block->employer_slot == NULL) {
        making->is_short = true;
        block->n_slots = plan->n_employers;
        return;
    }
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

#define ROWS(field, count)  block->field = rows(making, (count), sizeof(*block->field))
#define ZEROS(field, count) block->field = zeros(making, (count), sizeof(*block->field))

static void make(const struct sf_plan *plan, struct making *making,
                 struct sf_block *block)
{
    const size_t n_rows = plan->n_callouts * plan->n_bands;
    const size_t groups = most_groups(plan);
    *block = (struct sf_block){.plan = plan,
                               .stride = making->stride,
                               .max_groups = groups,
                               .due_rows = longest_lag(plan) + 2};
    number_called(plan, making, block);
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
    block->chances = chances(making);
    block->chances_b = chances(making);
    ROWS(sum_all, 1);
    ROWS(sum_full, 1);
    ROWS(sum_part, 1);
    ROWS(left, 1);
    ZEROS(paid_out_month, plan->n_cells);
    ZEROS(struck_month, plan->n_employers);
    ZEROS(band, plan->n_bands);
}

enum sf_status sf_block_init(const struct sf_plan *plan, size_t stride,
                             struct sf_block *block)
{
    struct making making = {.stride = stride};
    make(plan, &making, block);
    if (making.is_short) {
        sf_block_free(block);
        return SF_ERR_MEMORY;
    }
    return SF_OK;
}

size_t sf_block_bytes(const struct sf_plan *plan, size_t stride)
{
    struct making making = {.stride = stride, .is_counted = true};
    struct sf_block counted;
    make(plan, &making, &counted);
    sf_block_free(&counted);
    return making.bytes;
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
                           block->chances,
                           block->chances_b,
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
