/*
 * What the people of two strategies have in common. Until a month in which their levy
 * or their actions at an employer part, its members do the same in both: they are
 * counted once and copied. Strategies of one scenario only, whose inputs are the same.
 */
#include <stdlib.h>
#include <string.h>

#include "model/steps.h"
#include "strikefund/ballots.h"

static bool has_same_levy(const struct sf_plan *a, const struct sf_plan *b,
                          size_t month)
{
    const size_t in_a = a->phase_of_month[month];
    const size_t in_b = b->phase_of_month[month];
    if (in_a == SF_NONE || in_b == SF_NONE) {
        return in_a == in_b;
    }
    if (a->phase[in_a].levy->trigger != SF_TRIGGER_NONE) {
        return false; /* in which runs it is due turns on the strategy's own fund */
    }
    /* What came before the phase was the same too, or a month before has differed. */
    return a->phase[in_a].levy == b->phase[in_b].levy;
}

static size_t levy_differs(const struct sf_plan *a, const struct sf_plan *b)
{
    size_t month = 1;
    while (month <= a->n_months && has_same_levy(a, b, month)) {
        month++;
    }
    return month;
}

static const struct sf_action *action_of(const struct sf_plan *plan, size_t part)
{
    return plan->action[plan->callout[plan->callout_month[part].callout].action].action;
}

/** Whether a part happens in some runs alone, as the fund stands: who is out then is
 *  not to be had from another strategy, whose fund stands otherwise. */
static bool turns_on_fund(const struct sf_plan *plan, size_t part)
{
    return sf_plan_may_suspend(plan, &plan->callout_month[part]);
}

/** Whether two parts are of the same action on the same days. A strategy that rests, or
 *  has settled, leaves days out. */
static bool is_same_part(const struct sf_plan *a, size_t in_a, const struct sf_plan *b,
                         size_t in_b)
{
    const struct sf_callout_month *x = &a->callout_month[in_a];
    const struct sf_callout_month *y = &b->callout_month[in_b];
    bool is_same = action_of(a, in_a) == action_of(b, in_b) && x->n_days == y->n_days;
    for (size_t d = 0; d < x->n_days && is_same; d++) {
        const struct sf_plan_day *day = &a->day[x->first_day + d];
        const struct sf_plan_day *other = &b->day[y->first_day + d];
        is_same = day->date == other->date && day->unless == other->unless;
    }
    return is_same;
}

/** The parts of a month at an employer, from *part on; both lists rise by employer.
 *  Whether they are the same. */
static bool has_same_actions(const struct sf_plan *a, const struct sf_plan *b,
                             size_t month, size_t employer, size_t *in_a, size_t *in_b)
{
    bool is_same = true;
    bool is_in_a;
    bool is_in_b;
    do {
        is_in_a =
            *in_a < a->month_start[month + 1] && sf_part_employer(a, *in_a) == employer;
        is_in_b =
            *in_b < b->month_start[month + 1] && sf_part_employer(b, *in_b) == employer;
        is_same &= is_in_a == is_in_b && (!is_in_a || is_same_part(a, *in_a, b, *in_b));
        is_same &= (!is_in_a || !turns_on_fund(a, *in_a)) &&
                   (!is_in_b || !turns_on_fund(b, *in_b));
        *in_a += is_in_a;
        *in_b += is_in_b;
    } while (is_in_a || is_in_b);
    return is_same;
}

/** Whether who strikes at an employer may turn on who is a member elsewhere: a ballot
 *  is counted together. */
static bool turns_on_others(const struct sf_plan *plan, size_t employer)
{
    bool is_together = false;
    for (size_t v = 0; v < plan->votes.n; v++) {
        const size_t ballot = plan->votes.vote[v].ballot;
        is_together |= plan->scenario->ballot[ballot].is_aggregated;
    }
    return is_together && sf_plan_is_gated(plan, employer);
}

static void actions_differ(const struct sf_plan *a, const struct sf_plan *b,
                           size_t *first)
{
    for (size_t e = 0; e < a->n_employers; e++) {
        first[e] = a->n_months + 1;
    }
    for (size_t month = a->n_months; month > 0; month--) {
        size_t in_a = a->month_start[month];
        size_t in_b = b->month_start[month];
        for (size_t e = 0; e < a->n_employers; e++) {
            const size_t before = in_a;
            const bool is_same = has_same_actions(a, b, month, e, &in_a, &in_b);
            if (!is_same || (in_a > before && turns_on_others(a, e))) {
                first[e] = month;
            }
        }
    }
}

/** First month in which a plan calls anybody out. */
static size_t first_action(const struct sf_plan *plan)
{
    size_t month = 1;
    while (month <= plan->n_months &&
           plan->month_start[month] == plan->month_start[month + 1]) {
        month++;
    }
    return month;
}

/** Where a settlement is left to chance everything turns on it, and it turns on all
 * that has been done before: from when on, at the earliest, it may come apart. */
static size_t settlement_differs(const struct sf_plan *a, const struct sf_plan *b,
                                 const size_t *action)
{
    size_t month = a->n_months;
    if (!a->settles_by_chance && !b->settles_by_chance) {
        return month + 1;
    }
    if (a->settlement != b->settlement) {
        const size_t in_a = first_action(a);
        const size_t in_b = first_action(b);
        return (in_a < in_b ? in_a : in_b) + 1;
    }
    for (size_t e = 0; e < a->n_employers; e++) {
        month = action[e] < month ? action[e] : month;
    }
    return month + 1;
}

/** Employer-months in common. */
static size_t score(const struct sf_plan *plan, size_t levy, const size_t *action)
{
    size_t sum = 0;
    for (size_t e = 0; e < plan->n_employers; e++) {
        sum += action[e] < levy ? action[e] : levy;
    }
    return sum;
}

enum sf_status sf_block_liken(struct sf_block *block, size_t n)
{
    struct sf_block *last = &block[n - 1];
    const struct sf_plan *plan = last->plan;
    size_t *best = calloc(plan->n_employers + 1, sizeof(*best));
    size_t *other = calloc(plan->n_employers + 1, sizeof(*other));
    size_t highest = 0;
    if (best == NULL || other == NULL) {
        free(best);
        free(other);
        return SF_ERR_MEMORY;
    }
    for (size_t k = 0; k + 1 < n; k++) {
        size_t levy = levy_differs(plan, block[k].plan);
        actions_differ(plan, block[k].plan, other);
        const size_t settled = settlement_differs(plan, block[k].plan, other);
        levy = levy < settled ? levy : settled;
        for (size_t e = 0; e < plan->n_employers; e++) {
            other[e] = other[e] < settled ? other[e] : settled;
        }
        const size_t found = score(plan, levy, other);
        if (found > highest) {
            size_t *swap = best;
            best = other;
            other = swap;
            highest = found;
            last->alike.block = &block[k];
            last->alike.levy_differs = levy;
        }
    }
    last->alike.action_differs = best;
    free(other);
    return SF_OK;
}

/** Whether strikes of the months before have made no difference to who is a member. */
static bool has_same_strikes(const struct sf_block *block, size_t employer,
                             size_t month)
{
    const size_t looks_at = block->plan->scenario->members.join_in_action;
    const bool is_looked_at =
        block->plan->has_momentum || !sf_input_is_zero(block, looks_at);
    return employer == block->plan->n_employers || !is_looked_at ||
           month <= block->alike.action_differs[employer];
}

static void copy_row(int32_t *to, const int32_t *from, size_t n)
{
    memcpy(to, from, n * sizeof(*to));
}

static void copy_cell(struct sf_block *block, size_t cell)
{
    const struct sf_block *from = block->alike.block;
    copy_row(SF_ROW(block, payers, cell), SF_ROW(from, payers, cell), block->n);
    copy_row(SF_ROW(block, others, cell), SF_ROW(from, others, cell), block->n);
}

bool sf_alike_members(struct sf_block *block, size_t cell, size_t month)
{
    const size_t n_bands = block->plan->n_bands;
    if (block->alike.block == NULL || month > block->alike.levy_differs ||
        !has_same_strikes(block, cell / n_bands, month)) {
        return false;
    }
    copy_cell(block, cell);
    copy_row(SF_ROW(block, joiners, cell % n_bands),
             SF_ROW(block->alike.block, joiners, cell % n_bands), block->n);
    return true;
}

bool sf_alike_levy(struct sf_block *block, size_t cell, size_t month)
{
    if (block->alike.block == NULL || month >= block->alike.levy_differs ||
        !has_same_strikes(block, cell / block->plan->n_bands, month)) {
        return false;
    }
    copy_cell(block, cell);
    return true;
}
