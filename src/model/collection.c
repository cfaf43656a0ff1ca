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

/** Where a phase's collection is: one of its channels, in one group. */
struct where {
    const struct sf_phase *phase;
    const struct sf_plan_channel *channel;
    size_t group;
};

/** Those due in a month whom one channel collects from: all of them, or each run's
 * share by largest remainder (M3.2), which needs no draw. */
static const int32_t *due_by(struct sf_block *block, const struct where *at,
                             size_t due_month)
{
    const struct sf_phase *phase = at->phase;
    const int32_t *due = sf_due_row(block, due_month, at->group);
    if (phase->n_channels == 1) {
        return due;
    }
    int64_t part[SF_MAX_CHANNELS];
    for (size_t i = 0; i < block->n; i++) {
        sf_split_largest_remainder(due[i], phase->share, phase->n_channels, part);
        block->count_b[i] = (int32_t)part[at->channel - phase->channel];
    }
    return block->count_b;
}

/**
 * A channel's collection in a month, in one group: what is due (unless due is NULL)
 * less what fails, and what is recovered of last month's failures (unless not wanted):
 * M5.5.
 */
static void collect_group(struct sf_block *block, const struct where *at, size_t month,
                          const int32_t *due, bool has_failed)
{
    const struct sf_plan *plan = block->plan;
    const size_t band = at->group % plan->n_bands;
    const struct sf_path path = {.family = SF_FAMILY_COLLECT,
                                 .subject = at->phase->subject,
                                 .part = at->channel->part,
                                 .employer = group_employer(plan, at->phase, at->group),
                                 .band = plan->band_hash[band],
                                 .month = (uint32_t)month};
    const size_t which = (size_t)(at->phase - plan->phase);
    const size_t due_month = month - at->channel->lag;
    int32_t *failed =
        SF_ROW(block, failed, at->channel->row * block->max_groups + at->group);
    int32_t *paying = block->count_a;
    sf_block_pair(block, &path);
    memset(paying, 0, block->n * sizeof(*paying));
    if (has_failed) {
        sf_block_binomial(block, SF_DRAW_RECOVER, failed,
                          sf_block_rate(block, at->channel->recover), paying);
        sf_refund_note_late(block, which, at->group, due_month, paying);
    }
    if (due != NULL) {
        sf_block_binomial(block, SF_DRAW_FAIL, due,
                          sf_block_rate(block, at->channel->fail), failed);
        for (size_t i = 0; i < block->n; i++) {
            paying[i] += due[i] - failed[i];
        }
    }
    for (size_t k = 0; k < block->n_books; k++) {
        take(block, &block->books[k], which, at->group, month, paying);
    }
    sf_refund_note(block, which, at->group, due_month, paying);
}

/** Was a phase's levy due in the month that is collected now, after a lag? */
static bool is_collected(const struct sf_plan *plan, size_t which, size_t lag,
                         size_t month)
{
    return month > lag && plan->phase_of_month[month - lag] == which;
}

/** Pence due in a month and not yet asked for, channel by channel. */
static void add_waiting(struct sf_block *block, const struct sf_phase *phase,
                        size_t due_month, size_t month, int64_t *position)
{
    for (size_t c = 0; c < phase->n_channels; c++) {
        struct where at = {.phase = phase, .channel = &phase->channel[c]};
        const bool is_waiting = due_month + at.channel->lag > month;
        for (; at.group < phase->n_groups && is_waiting; at.group++) {
            const int32_t *due = due_by(block, &at, due_month);
            for (size_t i = 0; i < block->n; i++) {
                position[i] += sf_pence_round((double)due[i] * phase->rate[at.group]);
            }
        }
    }
}

/** The same for all months still within the lag. */
static void add_uncollected(struct sf_block *block, struct sf_books *books,
                            size_t month)
{
    const struct sf_plan *plan = books->plan;
    int64_t *position = sf_ledger_row(books, month, SF_NET_POSITION);
    for (size_t due_month = 1; due_month <= month; due_month++) {
        const size_t which = plan->phase_of_month[due_month];
        if (which != SF_NONE) {
            add_waiting(block, &plan->phase[which], due_month, month, position);
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

/** What a phase's channel collects in a month, group by group. */
static void collect_channel(struct sf_block *block, const struct sf_phase *phase,
                            const struct sf_plan_channel *channel, size_t month)
{
    const struct sf_plan *plan = block->plan;
    const size_t which = (size_t)(phase - plan->phase);
    const bool is_due = is_collected(plan, which, channel->lag, month);
    const bool has_failed = is_collected(plan, which, channel->lag, month - 1);
    struct where at = {.phase = phase, .channel = channel};
    for (; at.group < phase->n_groups && (is_due || has_failed); at.group++) {
        collect_group(block, &at, month,
                      is_due ? due_by(block, &at, month - channel->lag) : NULL,
                      has_failed);
    }
}

/** Each channel at its own lag: several phases may be collected in one month. */
void sf_collect_step(struct sf_block *block, size_t month)
{
    const struct sf_plan *plan = block->plan;
    count_due(block, month);
    for (size_t i = 0; i < plan->n_phases; i++) {
        for (size_t c = 0; c < plan->phase[i].n_channels; c++) {
            collect_channel(block, &plan->phase[i], &plan->phase[i].channel[c], month);
        }
    }
    for (size_t k = 0; k < block->n_books; k++) {
        add_uncollected(block, &block->books[k], month);
    }
}
