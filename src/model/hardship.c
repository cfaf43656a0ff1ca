/* Hardship grants to strikers whose rule pays nothing (M6.8). */
#include "core/money.h"
#include "model/block.h"

/** Grants to some of those out under a rule that pays nothing: by action and band, up
 *  to the rule's sum a month in the file's order (M6.8). */
static void hardship(struct sf_block *block, size_t action_index, size_t band,
                     size_t month)
{
    const struct sf_plan *plan = block->plan;
    const struct sf_plan_action *action = &plan->action[action_index];
    const struct sf_path path = {.family = SF_FAMILY_HARDSHIP,
                                 .subject = action->subject,
                                 .band = plan->band_hash[band],
                                 .month = (uint32_t)month};
    const double *grant = sf_input_row(block, action->rule->hardship_grant);
    const int64_t cap = sf_pence_round(sf_pence_rate(action->rule->hardship_cap));
    int64_t *left = SF_ROW(block, hardship_left, action->rule_index);
    int64_t *paid = sf_ledger_row(block, month, SF_HARDSHIP);
    const int32_t *out = SF_ROW(block, unpaid_out, action_index * plan->n_bands + band);
    if (!sf_block_any(block, out)) {
        return;
    }
    sf_block_pair(block, &path);
    sf_block_binomial(block, SF_DRAW_GRANT, out,
                      sf_block_rate(block, action->rule->hardship_share),
                      block->count_a);
    for (size_t i = 0; i < block->n; i++) {
        const double each = sf_round_half_even(sf_pence_rate(grant[i]));
        int64_t granted = sf_pence_round((double)block->count_a[i] * each);
        if (cap > 0) {
            granted = granted < left[i] ? granted : left[i];
            left[i] -= granted;
        }
        paid[i] += granted;
        block->band[band].hardship_pence += granted;
    }
}

void sf_hardship_step(struct sf_block *block, size_t month)
{
    const struct sf_plan *plan = block->plan;
    for (size_t r = 0; r < plan->scenario->n_rules; r++) {
        int64_t *left = SF_ROW(block, hardship_left, r);
        for (size_t i = 0; i < block->n; i++) {
            left[i] =
                sf_pence_round(sf_pence_rate(plan->scenario->rule[r].hardship_cap));
        }
    }
    for (size_t a = 0; a < plan->n_actions; a++) {
        const struct sf_rule *rule = plan->action[a].rule;
        if (rule->basis != SF_BASIS_NONE ||
            sf_input_is_zero(block, rule->hardship_share)) {
            continue;
        }
        for (size_t b = 0; b < plan->n_bands; b++) {
            hardship(block, a, b, month);
        }
    }
}
