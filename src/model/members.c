/* Who leaves and who joins (M4.1-M4.3). */
#include <string.h>

#include "core/maths.h"
#include "model/steps.h"

/** Takes Binomial(group, rate) away from a group. */
static void leave(struct sf_block *block, size_t word, const struct sf_chances *rate,
                  int32_t *group)
{
    sf_block_binomial(block, word, group, rate, block->count_a);
    for (size_t i = 0; i < block->n; i++) {
        group[i] -= block->count_a[i];
    }
}

/** Expected joiners: a share of the opening number, higher where there was action. */
static void expected_joiners(struct sf_block *block, size_t cell, size_t month,
                             double *expected)
{
    const struct sf_members_terms *terms = &block->plan->scenario->members;
    const double opening = (double)block->plan->opening[cell];
    const double *join = sf_input_row(block, terms->join);
    const double *in_action = sf_input_row(block, terms->join_in_action);
    const size_t employer = cell / block->plan->n_bands;
    const bool had_action = cell < block->plan->n_cells && month > 1 &&
                            block->struck_month[employer] == month - 1;
    const int32_t *struck = had_action ? SF_ROW(block, struck, employer) : NULL;
    const double *momentum =
        cell < block->plan->n_cells ? sf_momentum_shift(block, employer) : NULL;
    for (size_t i = 0; i < block->n; i++) {
        const double extra = had_action && struck[i] > 0 ? in_action[i] : 0.0;
        expected[i] = opening * (join[i] + extra);
    }
    for (size_t i = 0; i < block->n && momentum != NULL; i++) {
        expected[i] *= sf_exp(momentum[i]);
    }
}

static void join(struct sf_block *block, size_t cell, size_t month)
{
    int32_t *others = SF_ROW(block, others, cell);
    int32_t *joiners = SF_ROW(block, joiners, cell % block->plan->n_bands);
    expected_joiners(block, cell, month, block->rate_b);
    sf_counts_poisson(block->future->stream.kernels, SF_ROW(block, word, SF_DRAW_JOIN),
                      block->rate_b, block->n, joiners);
    for (size_t i = 0; i < block->n; i++) {
        others[i] += joiners[i];
    }
}

void sf_members_step(struct sf_block *block, size_t cell, size_t month)
{
    const struct sf_plan *plan = block->plan;
    const struct sf_members_terms *terms = &plan->scenario->members;
    const bool nobody_leaves = sf_input_is_zero(block, terms->leave);
    const bool nobody_joins = sf_input_is_zero(block, terms->join) &&
                              sf_input_is_zero(block, terms->join_in_action);
    const bool had_levy = plan->phase_of_month[month - 1] != SF_NONE;
    const struct sf_chances *leave_rate = sf_block_rate(block, terms->leave);
    if ((nobody_leaves && nobody_joins) || sf_alike_members(block, cell, month)) {
        return;
    }
    /* Other payers whom no levy is due from are one cell, in no band. */
    const bool is_other = cell >= plan->n_cells && !plan->has_levied_others;
    struct sf_path path = {.family = SF_FAMILY_MEMBERS,
                           .employer = plan->employer_hash[cell / plan->n_bands],
                           .band = is_other ? 0 : plan->band_hash[cell % plan->n_bands],
                           .month = (uint32_t)month};
    sf_block_pair(block, &path);
    if (!nobody_leaves) {
        leave(block, SF_DRAW_LEAVE_OTHERS, leave_rate, SF_ROW(block, others, cell));
    }
    if (!nobody_leaves && had_levy && !is_other) {
        path.pair = SF_DRAW_LEAVE_PAYERS / 2;
        sf_block_pair(block, &path);
        leave(block, SF_DRAW_LEAVE_PAYERS, leave_rate, SF_ROW(block, payers, cell));
    }
    if (!nobody_joins) {
        join(block, cell, month);
    }
}

void sf_count_step(struct sf_block *block, size_t cell)
{
    const int32_t *payers = SF_ROW(block, payers, cell);
    const int32_t *others = SF_ROW(block, others, cell);
    for (size_t i = 0; i < block->n; i++) {
        block->members[i] += payers[i] + others[i];
        block->all_payers[i] += payers[i];
    }
}
