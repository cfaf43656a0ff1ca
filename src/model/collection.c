/* The levy: what is collected of what is due (M5.5). */
#include <string.h>

#include "core/money.h"
#include "model/steps.h"

static uint32_t group_employer(const struct sf_plan *plan, const struct sf_phase *phase,
                               size_t group)
{
    return phase->is_by_cell ? plan->employer_hash[group / plan->n_bands] : 0;
}

/** What those who pay bring in: one product of people and a rate. */
static void take(const struct sf_block *block, struct sf_books *books, size_t which,
                 size_t group, size_t month, const int32_t *paying)
{
    const double rate = books->plan->phase[which].rate[group];
    int64_t *income = sf_ledger_row(books, month, SF_LEVY_INCOME);
    const struct sf_levy *levy = books->plan->phase[which].levy;
    int64_t taken = 0;
    for (size_t i = 0; i < block->n; i++) {
        const int64_t pence = sf_pence_round((double)paying[i] * rate);
        income[i] += pence;
        taken += pence;
    }
    if (levy->pot != SF_NONE) {
        int64_t *of_pot = sf_pot_row(books, month, levy->pot, SF_P_LEVY_INCOME);
        for (size_t i = 0; i < block->n; i++) {
            of_pot[i] += sf_pence_round((double)paying[i] * rate);
        }
    }
    books->band[group % books->plan->n_bands].levy_pence += taken;
}

/**
 * One group's collection in a month: what is due (unless due is NULL) less what fails,
 * and what is recovered of last month's failures (unless not wanted): M5.5.
 */
static void collect_group(struct sf_block *block, const struct sf_phase *phase,
                          size_t group, size_t month, const int32_t *due,
                          bool has_failed)
{
    const struct sf_plan *plan = block->plan;
    const size_t band = group % plan->n_bands;
    const struct sf_path path = {.family = SF_FAMILY_COLLECT,
                                 .subject = phase->subject,
                                 .employer = group_employer(plan, phase, group),
                                 .band = plan->band_hash[band],
                                 .month = (uint32_t)month};
    const size_t which = (size_t)(phase - plan->phase);
    int32_t *failed = SF_ROW(block, failed, which * block->max_groups + group);
    int32_t *paying = block->count_a;
    sf_block_pair(block, &path);
    memset(paying, 0, block->n * sizeof(*paying));
    if (has_failed) {
        sf_block_binomial(block, SF_DRAW_RECOVER, failed,
                          sf_block_rate(block, phase->levy->recover), paying);
        sf_refund_note_late(block, which, group, month, paying);
    }
    if (due != NULL) {
        sf_block_binomial(block, SF_DRAW_FAIL, due,
                          sf_block_rate(block, phase->levy->fail), failed);
        for (size_t i = 0; i < block->n; i++) {
            paying[i] += due[i] - failed[i];
        }
    }
    for (size_t k = 0; k < block->n_books; k++) {
        take(block, &block->books[k], which, group, month, paying);
    }
    sf_refund_note(block, which, group, month, paying);
}

/** Was a phase's levy due in the month that is collected now? */
static bool is_collected(const struct sf_plan *plan, size_t which, size_t month)
{
    const size_t lag = plan->phase[which].lag;
    return month > lag && plan->phase_of_month[month - lag] == which;
}

/** Pence due and not yet asked for: the months still within the lag. */
static void add_uncollected(struct sf_block *block, struct sf_books *books,
                            size_t month)
{
    const struct sf_plan *plan = books->plan;
    int64_t *position = sf_ledger_row(books, month, SF_NET_POSITION);
    for (size_t due_month = 1; due_month <= month; due_month++) {
        const size_t which = plan->phase_of_month[due_month];
        const struct sf_phase *phase = which == SF_NONE ? NULL : &plan->phase[which];
        const bool is_waiting = phase != NULL && due_month + phase->lag > month;
        for (size_t g = 0; is_waiting && g < phase->n_groups; g++) {
            const int32_t *due = sf_due_row(block, due_month, g);
            for (size_t i = 0; i < block->n; i++) {
                position[i] += sf_pence_round((double)due[i] * phase->rate[g]);
            }
        }
    }
}

/** Payer-months due, for the member's view. */
static void count_due(struct sf_block *block, size_t month)
{
    const struct sf_plan *plan = block->plan;
    const size_t which = plan->phase_of_month[month];
    for (size_t g = 0; which != SF_NONE && g < plan->phase[which].n_groups; g++) {
        const int32_t *due = sf_due_row(block, month, g);
        int64_t sum = 0;
        for (size_t i = 0; i < block->n; i++) {
            sum += due[i];
        }
        block->books[0].band[g % plan->n_bands].levy_due += sum;
    }
}

/** Each phase at its own lag: two may be collected in one month. */
void sf_collect_step(struct sf_block *block, size_t month)
{
    const struct sf_plan *plan = block->plan;
    count_due(block, month);
    for (size_t i = 0; i < plan->n_phases; i++) {
        const struct sf_phase *phase = &plan->phase[i];
        const bool is_due = is_collected(plan, i, month);
        const bool has_failed = is_collected(plan, i, month - 1);
        for (size_t g = 0; g < phase->n_groups && (is_due || has_failed); g++) {
            collect_group(block, phase, g, month,
                          is_due ? sf_due_row(block, month - phase->lag, g) : NULL,
                          has_failed);
        }
    }
    for (size_t k = 0; k < block->n_books; k++) {
        add_uncollected(block, &block->books[k], month);
    }
}
