/* Momentum: what members of an employer have done moves what they will do (M4.5). */
#include <string.h>

#include "model/steps.h"

/** Strikers of an employer in a month that has passed. */
static int32_t *past_row(const struct sf_block *block, size_t month, size_t employer)
{
    const size_t row = month % SF_MOMENTUM_MONTHS * block->plan->n_employers + employer;
    return SF_ROW(block, struck_past, row);
}

/** Keeps who struck in the month before. */
static void keep_month(struct sf_block *block, size_t employer, size_t month)
{
    int32_t *past = past_row(block, month - 1, employer);
    const int32_t *struck = SF_ROW(block, struck, employer);
    const bool has_struck = month > 1 && block->struck_month[employer] == month - 1;
    for (size_t i = 0; i < block->n; i++) {
        past[i] = has_struck ? struck[i] : 0;
    }
}

/** At least this share of the members struck: those of the busiest of the months, for
 *  the same members may strike in each. */
static double share_who_struck(const struct sf_block *block, size_t employer,
                               size_t run)
{
    const int32_t present = sf_block_members(block, employer, run);
    int32_t most = 0;
    for (size_t m = 0; m < SF_MOMENTUM_MONTHS; m++) {
        const int32_t struck = past_row(block, m, employer)[run];
        most = struck > most ? struck : most;
    }
    return most < present ? (double)most / (double)present : most > 0 ? 1.0 : 0.0;
}

void sf_momentum_step(struct sf_block *block, size_t month)
{
    const struct sf_plan *plan = block->plan;
    if (!plan->has_momentum) {
        return;
    }
    const struct sf_members_terms *terms = &plan->scenario->members;
    const double *momentum = sf_input_row(block, terms->momentum);
    const double *reference = terms->momentum_reference == SF_NONE
                                  ? NULL
                                  : sf_input_row(block, terms->momentum_reference);
    for (size_t e = 0; e < plan->n_employers; e++) {
        double *shift = SF_ROW(block, momentum, e);
        keep_month(block, e, month);
        for (size_t i = 0; i < block->n; i++) {
            shift[i] = momentum[i] * (share_who_struck(block, e, i) -
                                      (reference == NULL ? 0.0 : reference[i]));
        }
    }
}

const double *sf_momentum_shift(const struct sf_block *block, size_t employer)
{
    return block->plan->has_momentum ? SF_ROW(block, momentum, employer) : NULL;
}
