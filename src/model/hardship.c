/* Hardship grants to strikers whose rule pays nothing (M6.8). */
#include "core/money.h"
#include "model/steps.h"

/** Whether grants stop at what their pots hold. */
static bool is_limited(const struct sf_books *books)
{
    return books->plan->pots != NULL && books->plan->pots->is_hardship_limited;
}

/** Grants of one strategy's rule: up to its sum a month, in the file's order. */
static void grant(const struct sf_block *block, struct sf_books *books,
                  const struct sf_plan_action *action, size_t band, size_t month,
                  const int32_t *count)
{
    const double *size = sf_price_row(books, action->rule->hardship_grant);
    const int64_t cap = sf_pence_round(sf_pence_rate(action->rule->hardship_cap));
    int64_t *left = SF_ROW(books, hardship_left, action->rule_index);
    int64_t *paid = sf_ledger_row(books, month, SF_HARDSHIP);
    int64_t *pots_left = is_limited(books) ? books->pot_left : NULL;
    for (size_t i = 0; i < block->n; i++) {
        const double each = sf_round_half_even(sf_pence_rate(size[i]));
        int64_t granted = sf_pence_round((double)count[i] * each);
        if (cap > 0) {
            granted = granted < left[i] ? granted : left[i];
            left[i] -= granted;
        }
        if (pots_left != NULL) {
            granted = granted < pots_left[i] ? granted : pots_left[i];
            pots_left[i] -= granted;
        }
        paid[i] += granted;
        books->band[band].hardship_pence += granted;
    }
}

/** Some of those out under a rule that pays nothing ask for a grant: by action and
 *  band. */
static void hardship(struct sf_block *block, size_t action_index, size_t band,
                     size_t month)
{
    const struct sf_plan *plan = block->plan;
    const struct sf_plan_action *action = &plan->action[action_index];
    const struct sf_path path = {.family = SF_FAMILY_HARDSHIP,
                                 .subject = action->subject,
                                 .band = plan->band_hash[band],
                                 .month = (uint32_t)month};
    const int32_t *out = SF_ROW(block, unpaid_out, action_index * plan->n_bands + band);
    if (!sf_block_any(block, out)) {
        return;
    }
    sf_block_pair(block, &path);
    sf_block_binomial(block, SF_DRAW_GRANT, out,
                      sf_block_rate(block, action->rule->hardship_share),
                      block->count_a);
    for (size_t k = 0; k < block->n_books; k++) {
        struct sf_books *books = &block->books[k];
        grant(block, books, &books->plan->action[action_index], band, month,
              block->count_a);
    }
}

static void open_sums(const struct sf_block *block, struct sf_books *books,
                      size_t month)
{
    const struct sf_scenario *scenario = books->plan->scenario;
    for (size_t r = 0; r < scenario->n_rules; r++) {
        const int64_t most =
            sf_pence_round(sf_pence_rate(scenario->rule[r].hardship_cap));
        int64_t *left = SF_ROW(books, hardship_left, r);
        for (size_t i = 0; i < block->n; i++) {
            left[i] = most;
        }
    }
    for (size_t i = 0; i < block->n && is_limited(books); i++) {
        books->pot_left[i] = sf_pots_hold(books, month - 1, SF_OUTGO_HARDSHIP, i);
    }
}

void sf_hardship_step(struct sf_block *block, size_t month)
{
    const struct sf_plan *plan = block->plan;
    if (plan->month_start[month] == plan->month_start[month + 1]) {
        return; /* nobody is called out */
    }
    for (size_t k = 0; k < block->n_books; k++) {
        open_sums(block, &block->books[k], month);
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
