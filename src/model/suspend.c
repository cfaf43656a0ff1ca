/* Paid action suspended while the fund's last close is below the minimum balance
 * (M7.3): which runs, and what the plan loses by it. */
#include <string.h>

#include "core/maths.h"
#include "core/money.h"
#include "model/steps.h"

void sf_suspend_open(struct sf_block *block)
{
    struct sf_suspension *suspension = &block->suspension;
    if (!block->plan->has_suspension) {
        return;
    }
    memset(suspension->months, 0, block->n * sizeof(*suspension->months));
    memset(suspension->strike_days, 0, block->n * sizeof(*suspension->strike_days));
}

void sf_suspend_step(struct sf_block *block, size_t month)
{
    struct sf_suspension *suspension = &block->suspension;
    if (!block->plan->has_suspension) {
        return;
    }
    /* Strategies whose people look at money share them only with its like. */
    const struct sf_books *books = &block->books[0];
    const int64_t *position = sf_ledger_row(books, month - 1, SF_NET_POSITION);
    for (size_t i = 0; i < block->n; i++) {
        suspension->is_on[i] = position[i] < books->plan->minimum_balance;
        suspension->bites[i] = 0;
        suspension->lost[i] = 0;
    }
}

/** Members whom a call-out that has not begun would call. */
static double would_call(const struct sf_block *block, size_t callout, size_t run)
{
    const struct sf_plan *plan = block->plan;
    const struct sf_callout *what = &plan->callout[callout];
    const struct sf_action *action = plan->action[what->action].action;
    const double present = (double)sf_block_members(block, what->employer, run);
    if (plan->action[what->action].is_all_members) {
        return present;
    }
    if (action->called == SF_NONE) {
        return sf_input_row(block, action->called_share)[run] * present;
    }
    const double called = sf_input_row(block, action->called)[run];
    return called < present ? called : present;
}

static bool has_begun(const struct sf_block *block, size_t callout, size_t run)
{
    return SF_ROW(block, gates.first_live, callout)[run] != SF_NO_DAY;
}

/** Share of an employer's members whom other call-outs leave for a day of all. */
static double share_left(const struct sf_block *block, const struct sf_plan_day *day,
                         size_t employer, size_t run)
{
    const struct sf_plan *plan = block->plan;
    const int32_t present = sf_block_members(block, employer, run);
    double elsewhere = 0.0;
    for (size_t o = 0; o < day->n_overlaps; o++) {
        const struct sf_overlap *overlap = &plan->overlap[day->first_overlap + o];
        elsewhere += overlap->weight *
                     (has_begun(block, overlap->callout, run)
                          ? (double)SF_ROW(block, called_total, overlap->callout)[run]
                          : would_call(block, overlap->callout, run));
    }
    const double share = present > 0 ? elsewhere / (double)present : 0.0;
    return share < 1.0 ? 1.0 - share : 0.0;
}

/** Who would be out: those who were, or else who are likely to come. */
static double would_be_out(const struct sf_block *block, size_t callout, size_t run)
{
    const struct sf_plan *plan = block->plan;
    const struct sf_callout *what = &plan->callout[callout];
    if (!has_begun(block, callout, run)) {
        return block->rate[run] * would_call(block, callout, run);
    }
    double sum = 0.0;
    for (size_t b = 0; b < plan->n_bands; b++) {
        const int32_t out = SF_ROW(block, out, callout * plan->n_bands + b)[run];
        const int32_t present =
            sf_block_present(block, what->employer * plan->n_bands + b, run);
        sum += (double)(out < present ? out : present);
    }
    return sum;
}

/** One call-out's month; block->rate is how likely each who is called is to come.
 * Action short of strike has no strike-days to lose. */
static void note_part(struct sf_block *block, const struct sf_callout_month *part,
                      size_t month)
{
    const struct sf_plan *plan = block->plan;
    const struct sf_callout *what = &plan->callout[part->callout];
    const struct sf_plan_action *action = &plan->action[what->action];
    const double *rostered = sf_input_row(block, action->action->rostered);
    const uint64_t *passed = SF_ROW(block, gates.passed, what->employer);
    for (size_t i = 0; i < block->n; i++) {
        if (!block->suspension.is_on[i] || !sf_when_holds(block, action, i)) {
            continue;
        }
        const double out =
            action->is_short ? 0.0 : would_be_out(block, part->callout, i);
        double days = 0.0;
        for (size_t d = part->first_day; d < part->first_day + part->n_days; d++) {
            const struct sf_plan_day *day = &plan->day[d];
            if (sf_is_live(block, day, passed, i, month)) {
                days += day->weight * out * share_left(block, day, what->employer, i);
                block->suspension.bites[i] = 1;
            }
        }
        block->suspension.lost[i] += sf_pence_round(rostered[i] * days);
    }
}

void sf_suspend_note(struct sf_block *block, size_t first, size_t end, size_t month)
{
    const struct sf_plan *plan = block->plan;
    if (!plan->has_suspension || !sf_block_any(block, block->suspension.is_on)) {
        return;
    }
    for (size_t p = first; p < end; p++) {
        const struct sf_callout_month *part = &plan->callout_month[p];
        const struct sf_callout *what = &plan->callout[part->callout];
        if (sf_plan_may_suspend(plan, part)) {
            sf_participation(block, plan->action[what->action].action, what->employer,
                             month, block->rate);
            note_part(block, part, month);
        }
    }
}

void sf_suspend_close(struct sf_block *block)
{
    struct sf_suspension *suspension = &block->suspension;
    for (size_t i = 0; i < block->n && block->plan->has_suspension; i++) {
        suspension->months[i] += suspension->bites[i] ? SF_HELD_MONTH : 0;
        suspension->strike_days[i] += suspension->lost[i];
    }
}
