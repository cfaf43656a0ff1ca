/* How a dispute ends: by chance, under a Weibull law in months since the first action,
 * quicker or slower by the work that has not been done (M8.1); and what it brings
 * (M8.2).
 */
#include <string.h>

#include "core/maths.h"
#include "core/money.h"
#include "model/steps.h"

/** Nothing has begun. */
static void open(struct sf_block *block)
{
    const size_t n = block->n;
    memset(block->ending.began, 0, n * sizeof(*block->ending.began));
    memset(block->ending.work, 0, n * sizeof(*block->ending.work));
    for (size_t i = 0; i < n; i++) {
        block->ending.settled[i] = SF_NEVER;
    }
}

/** H(t) = (t / scale)^shape. */
static double hazard(int32_t t, double scale, double shape)
{
    return t == 0 ? 0.0 : sf_exp(shape * sf_log((double)t / scale));
}

static double value_of(const struct sf_block *block, size_t input, size_t run,
                       double otherwise)
{
    return input == SF_NONE ? otherwise : sf_input_row(block, input)[run];
}

/** Chance that a run's dispute settles in a month, given that it has not before. */
static double chance(const struct sf_block *block, size_t run, size_t month)
{
    const struct sf_settlement *terms = block->plan->settlement;
    const double scale = sf_input_row(block, terms->scale)[run];
    const double shape = value_of(block, terms->shape, run, 1.0);
    const double effect = value_of(block, terms->pressure_effect, run, 0.0);
    const int32_t t = (int32_t)month - block->ending.began[run];
    const double paybill = block->plan->paybill;
    const double done = (double)block->ending.work[run];
    const double pressure = paybill > 0.0 ? effect * (done / paybill) : 0.0;
    const double rise = hazard(t, scale, shape) - hazard(t - 1, scale, shape);
    return 1.0 - sf_exp(-rise * sf_exp(pressure));
}

void sf_settle_step(struct sf_block *block, size_t month)
{
    const struct sf_plan *plan = block->plan;
    if (!plan->settles_by_chance) {
        return;
    }
    if (month == 0) {
        open(block);
        return;
    }
    const struct sf_path path = {.family = SF_FAMILY_SETTLE,
                                 .subject = sf_name_hash(plan->settlement->name),
                                 .month = (uint32_t)month,
                                 .pair = SF_DRAW_SETTLE / 2};
    const int64_t *work = sf_ledger_row(&block->books[0], month - 1, SF_WORK_NOT_DONE);
    int32_t *settled = block->ending.settled;
    sf_block_pair(block, &path);
    const uint32_t *word = block->word + SF_DRAW_SETTLE % 4 * block->stride;
    for (size_t i = 0; i < block->n; i++) {
        block->ending.work[i] += work[i];
        if (settled[i] == SF_NEVER && block->ending.began[i] > 0) {
            const double uniform = ((double)word[i] + 0.5) * 0x1p-32;
            settled[i] = uniform < chance(block, i, month) ? (int32_t)month : SF_NEVER;
        }
    }
}

/** Members of the plan's employers at the opening. */
static double count_members(const struct sf_plan *plan)
{
    double members = 0.0;
    for (size_t cell = 0; cell < plan->n_cells; cell++) {
        members += (double)plan->opening[cell];
    }
    return members;
}

void sf_books_settle(const struct sf_block *block, struct sf_books *books)
{
    const struct sf_plan *plan = books->plan;
    const struct sf_settlement *terms = plan->settlement;
    int32_t *first = SF_ROW(books, first_month, SF_SETTLED);
    int64_t *at_once = SF_ROW(books, total, SF_T_SETTLED_AT_ONCE);
    int64_t *per_year = SF_ROW(books, total, SF_T_SETTLED_PER_YEAR);
    if (terms == NULL) {
        return;
    }
    const double members = count_members(plan);
    for (size_t i = 0; i < books->n; i++) {
        const int32_t month = plan->settles_by_chance ? block->ending.settled[i]
                                                      : (int32_t)plan->settled_month;
        if (month > (int32_t)plan->n_months) {
            continue;
        }
        double each = sf_price_row(books, terms->lump_sum)[i];
        for (size_t g = 0; g < terms->n_gains; g++) {
            each += sf_price_row(books, terms->gain[g].amount)[i];
        }
        first[i] = month;
        at_once[i] = sf_pence_round(sf_pence_rate(each) * members);
        per_year[i] =
            sf_pence_round(sf_price_row(books, terms->pay_rise)[i] * plan->paybill);
    }
}
