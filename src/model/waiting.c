/* A levy that waits for the fund (M5.6): in which runs it is due, and who pays there.
 */
#include <string.h>

#include "model/levy.h"

void sf_waiting_open(struct sf_block *block)
{
    if (block->plan->has_trigger) {
        memset(block->waiting.is_due, 0, block->n * sizeof(*block->waiting.is_due));
        memset(block->waiting.months, 0, block->n * sizeof(*block->waiting.months));
    }
}

/** Due from a close below one sum until a close above another. */
static void look_at_fund(struct sf_block *block, const struct sf_phase *phase,
                         size_t month)
{
    struct sf_waiting *waiting = &block->waiting;
    const enum sf_measure measure =
        phase->levy->trigger == SF_TRIGGER_BALANCE ? SF_BALANCE : SF_NET_POSITION;
    const int64_t *close = sf_ledger_row(&block->books[0], month - 1, measure);
    for (size_t i = 0; i < block->n; i++) {
        const bool is_on = month > phase->first && waiting->was_due[i];
        waiting->is_due[i] =
            !sf_levy_is_over(block, i, month) &&
            (close[i] < phase->on_below || (is_on && close[i] <= phase->off_above));
        waiting->months[i] += waiting->is_due[i] ? SF_HELD_MONTH : 0;
    }
}

void sf_waiting_step(struct sf_block *block, size_t month)
{
    const struct sf_plan *plan = block->plan;
    struct sf_waiting *waiting = &block->waiting;
    const size_t which = plan->phase_of_month[month];
    if (!plan->has_trigger) {
        return;
    }
    int32_t *swap = waiting->was_due;
    waiting->was_due = waiting->is_due;
    waiting->is_due = swap;
    waiting->is_waiting =
        which != SF_NONE && plan->phase[which].levy->trigger != SF_TRIGGER_NONE;
    if (waiting->is_waiting) {
        look_at_fund(block, &plan->phase[which], month);
        return;
    }
    for (size_t i = 0; i < block->n; i++) {
        waiting->is_due[i] = which != SF_NONE && !sf_levy_is_over(block, i, month);
    }
}

/* ---- payers --------------------------------------------------------------------- */

/** Whether it is due of a cell now and was not: all decide. */
static bool starts(const struct sf_block *block, const struct sf_levy_cell *cell,
                   size_t run)
{
    return block->waiting.is_due[run] && (!block->waiting.was_due[run] || cell->is_new);
}

static bool goes_on(const struct sf_block *block, const struct sf_levy_cell *cell,
                    size_t run)
{
    return block->waiting.is_due[run] && block->waiting.was_due[run] && !cell->is_new;
}

/** Where it is not due nobody is a payer. */
static void stop_paying(struct sf_block *block, const struct sf_levy_cell *cell)
{
    for (size_t i = 0; i < block->n; i++) {
        if (!block->waiting.is_due[i]) {
            cell->others[i] += cell->payers[i];
            cell->payers[i] = 0;
        }
    }
}

/** Every member decides, with the chance of block->chances. */
static void start_paying(struct sf_block *block, const struct sf_levy_cell *cell)
{
    int32_t *present = block->count_b;
    for (size_t i = 0; i < block->n; i++) {
        present[i] = starts(block, cell, i) ? cell->payers[i] + cell->others[i] : 0;
    }
    sf_block_binomial(block, SF_DRAW_PAY_FIRST, present, block->chances,
                      block->count_a);
    for (size_t i = 0; i < block->n; i++) {
        if (starts(block, cell, i)) {
            cell->payers[i] = block->count_a[i];
            cell->others[i] = present[i] - block->count_a[i];
        }
    }
}

/** Binomial counts of those of a row in whose runs the levy goes on: in count_a. */
static void draw_going_on(struct sf_block *block, const struct sf_levy_cell *cell,
                          size_t word, const int32_t *of,
                          const struct sf_chances *chances)
{
    for (size_t i = 0; i < block->n; i++) {
        block->count_b[i] = goes_on(block, cell, i) ? of[i] : 0;
    }
    sf_block_binomial(block, word, block->count_b, chances, block->count_a);
}

/** Moves count_a of the payers to the others. */
static void move_to_others(struct sf_block *block, const struct sf_levy_cell *cell)
{
    for (size_t i = 0; i < block->n; i++) {
        cell->payers[i] -= block->count_a[i];
        cell->others[i] += block->count_a[i];
    }
}

/** A higher rate than the phase before: some of its payers stop. */
static void rise_decides(struct sf_block *block, const struct sf_levy_cell *cell)
{
    sf_stay_chance(block, cell, block->rate, block->rate_b);
    sf_block_chances(block, block->rate_b, block->chances_b);
    draw_going_on(block, cell, SF_DRAW_PAY_FIRST, cell->payers, block->chances_b);
    for (size_t i = 0; i < block->n; i++) {
        block->count_a[i] = block->count_b[i] - block->count_a[i];
    }
    move_to_others(block, cell);
}

/** Those who joined this month decide as everybody did. */
static void joiners_decide(struct sf_block *block, const struct sf_levy_cell *cell)
{
    draw_going_on(block, cell, SF_DRAW_PAY_JOINERS, cell->joiners, block->chances);
    for (size_t i = 0; i < block->n; i++) {
        block->count_a[i] = -block->count_a[i];
    }
    move_to_others(block, cell);
}

/** How much dearer it has become: where the levy starts by all of it, where it goes on
 *  by the rise. */
static void dearer_by(const struct sf_block *block, const struct sf_phase *phase,
                      const struct sf_levy_cell *cell, double rise, double *pounds)
{
    for (size_t i = 0; i < block->n; i++) {
        pounds[i] = starts(block, cell, i) ? phase->pounds[cell->group] : rise;
    }
}

/** How many runs of a block start, and in how many it goes on. */
static void count_runs(const struct sf_block *block, const struct sf_levy_cell *cell,
                       size_t *n_start, size_t *n_on)
{
    *n_start = 0;
    *n_on = 0;
    for (size_t i = 0; i < block->n; i++) {
        *n_start += starts(block, cell, i);
        *n_on += goes_on(block, cell, i);
    }
}

void sf_waiting_cell(struct sf_block *block, const struct sf_phase *phase,
                     const struct sf_levy_cell *cell, size_t month)
{
    struct sf_path path = sf_levy_path(block->plan, phase, cell, month);
    const bool is_change = month == phase->first && phase->is_continuing;
    const double rise = is_change ? phase->rise[cell->group] : 0.0;
    size_t n_start;
    size_t n_on;
    count_runs(block, cell, &n_start, &n_on);
    stop_paying(block, cell);
    if (n_start + n_on == 0) {
        return;
    }
    sf_block_pair(block, &path);
    path.pair = SF_DRAW_PAY_FIRST / 2;
    sf_block_pair(block, &path);
    sf_pay_chance(block, cell, block->factor, month, block->rate);
    sf_block_chances(block, block->rate, block->chances);
    if (n_start > 0) {
        start_paying(block, cell);
    }
    if (n_on > 0 && !sf_input_is_zero(block, phase->levy->lapse)) {
        draw_going_on(block, cell, SF_DRAW_LAPSE, cell->payers,
                      sf_block_rate(block, phase->levy->lapse));
        move_to_others(block, cell);
    }
    if (n_on > 0 && rise > 0.0) {
        rise_decides(block, cell);
    }
    if (n_on > 0) {
        joiners_decide(block, cell);
    }
    if (n_start > 0 || rise > 0.0) {
        dearer_by(block, phase, cell, rise, block->rate_b);
        sf_price_leavers(block, cell);
    }
}
