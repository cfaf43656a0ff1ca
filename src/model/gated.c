/* Employers where days happen in some runs only: the days of a call-out are lawful, are
 * not suspended for want of money, and the dispute goes on, in some runs and not in
 * others, so each run has its own first day, waiting days and caps (M6.3, M6.4, M6.6,
 * M7.3, M8.1). */
#include <string.h>

#include "core/maths.h"
#include "core/money.h"
#include "model/steps.h"

void sf_gated_open_caps(struct sf_block *block)
{
    const struct sf_plan *plan = block->plan;
    for (size_t row = 0; row < plan->n_callouts * plan->n_bands; row++) {
        const struct sf_callout *callout = &plan->callout[row / plan->n_bands];
        const double cap =
            sf_pence_rate(plan->action[callout->action].rule->max_amount);
        double *left = SF_ROW(block, gates.cap_left, row);
        int32_t *met = SF_ROW(block, gates.cap_met, row);
        for (size_t i = 0; i < block->stride; i++) {
            left[i] = cap;
            met[i] = INT32_MAX;
        }
    }
}

/** Takes a paid day from a money cap that several rules share, in each run. */
static void take_from_cap(struct sf_block *block, const struct sf_turn *turn,
                          const int32_t *ordinal)
{
    const struct sf_plan *plan = block->plan;
    const size_t counter = plan->callout[turn->callout].counter;
    for (size_t b = 0; b < plan->n_bands; b++) {
        double *left = SF_ROW(block, gates.cap_left, counter * plan->n_bands + b);
        int32_t *met = SF_ROW(block, gates.cap_met, counter * plan->n_bands + b);
        double *rest = SF_ROW(block, gates.cap_rest, counter * plan->n_bands + b);
        for (size_t i = 0; i < block->n; i++) {
            if (ordinal[i] <= 0 || met[i] < INT32_MAX) {
                continue;
            }
            const double pence =
                sf_plan_pence_of_day(plan, turn->callout, b, ordinal[i]);
            if (pence > left[i]) {
                met[i] = ordinal[i] - 1;
                rest[i] = left[i];
            } else {
                left[i] -= pence;
            }
        }
    }
}

/** Goes through one day in every run; true when it happens in any. */
static bool live_day(struct sf_block *block, const struct sf_turn *turn, size_t month)
{
    const struct sf_plan *plan = block->plan;
    const struct sf_plan_day *day = &plan->day[turn->day];
    const struct sf_callout *what = &plan->callout[turn->callout];
    const struct sf_rule *rule = plan->action[what->action].rule;
    const uint64_t *passed = SF_ROW(block, gates.passed, what->employer);
    int32_t *first = SF_ROW(block, gates.first_live, turn->callout);
    int32_t *n_live = SF_ROW(block, gates.live_days, turn->callout);
    int32_t *n_paid = SF_ROW(block, gates.paid_days, what->counter);
    int32_t *ordinal = SF_ROW(block, gates.ordinal, turn->row);
    const int32_t *suspended = sf_suspended_row(block, what->action);
    bool is_live_at_all = false;
    for (size_t i = 0; i < block->n; i++) {
        if (!sf_is_live(block, day, passed, i, month) ||
            (suspended != NULL && suspended[i])) {
            ordinal[i] = -1;
            continue;
        }
        is_live_at_all = true;
        if (sf_when_holds(block, &plan->action[what->action], i)) {
            sf_note_action(block, i, month);
        }
        first[i] = first[i] == SF_NO_DAY ? day->date : first[i];
        n_live[i]++;
        const int32_t waited =
            rule->from_calendar_day ? day->date - first[i] + 1 : n_live[i];
        const bool is_paid = waited >= rule->from_day;
        n_paid[i] += is_paid;
        ordinal[i] = is_paid ? n_paid[i] : 0;
    }
    if (is_live_at_all && sf_gated_has_mixed_cap(plan, what)) {
        take_from_cap(block, turn, ordinal);
    }
    return is_live_at_all;
}

static int32_t first_date(const struct sf_block *block, size_t month)
{
    return sf_day_of(block->plan->scenario->start + (int32_t)month - 1, 1);
}

bool sf_gated_begins(const struct sf_block *block, const struct sf_callout_month *part,
                     size_t month)
{
    const int32_t *first = SF_ROW(block, gates.first_live, part->callout);
    const int32_t date = first_date(block, month);
    bool begins = false;
    for (size_t i = 0; i < block->n; i++) {
        begins |= first[i] >= date;
    }
    return begins;
}

bool sf_gated_month(struct sf_block *block, size_t first, size_t end, size_t month)
{
    const struct sf_plan *plan = block->plan;
    const struct sf_callout_month *head = &plan->callout_month[first];
    const int32_t date = first_date(block, month);
    bool is_live_at_all = false;
    for (size_t t = 0; t < head->n_turns; t++) {
        is_live_at_all |= live_day(block, &plan->turn[head->first_turn + t], month);
    }
    for (size_t p = first; p < end && is_live_at_all; p++) {
        const struct sf_callout_month *part = &plan->callout_month[p];
        if (!sf_gated_begins(block, part, month)) {
            continue;
        }
        const int32_t *begun = SF_ROW(block, gates.first_live, part->callout);
        for (size_t i = 0; i < block->n; i++) {
            block->gates.has_been[i] = begun[i] >= date;
        }
        sf_call_out(block, part->callout, block->gates.has_been);
    }
    return is_live_at_all;
}

/** out_1 in the runs whose first lawful day this is, q in block->chances: the draw of
 *  the first planned day, whichever day it is. */
static void come_out(struct sf_block *block, const struct sf_callout_month *part,
                     size_t band, int32_t date)
{
    const struct sf_path path = sf_strike_path(block->plan, part->callout, band, 0);
    const size_t row = part->callout * block->plan->n_bands + band;
    const int32_t *first = SF_ROW(block, gates.first_live, part->callout);
    const int32_t *called = SF_ROW(block, called, row);
    int32_t *out = SF_ROW(block, out, row);
    for (size_t i = 0; i < block->n; i++) {
        block->count_a[i] = first[i] == date ? called[i] : 0;
    }
    sf_block_pair(block, &path);
    sf_block_binomial(block, 0, block->count_a, block->chances, block->count_b);
    for (size_t i = 0; i < block->n; i++) {
        out[i] = first[i] == date ? block->count_b[i] : out[i];
    }
}

/** out_k in the runs for which this is a later lawful day. */
static void tire(struct sf_block *block, const struct sf_callout_month *part,
                 size_t band, const struct sf_plan_day *day, const int32_t *ordinal,
                 size_t fatigue)
{
    const struct sf_path path =
        sf_strike_path(block->plan, part->callout, band, day->position);
    const int32_t *first = SF_ROW(block, gates.first_live, part->callout);
    int32_t *out = SF_ROW(block, out, part->callout * block->plan->n_bands + band);
    for (size_t i = 0; i < block->n; i++) {
        block->count_a[i] = ordinal[i] >= 0 && first[i] != day->date ? out[i] : 0;
    }
    sf_block_pair(block, &path);
    sf_block_binomial(block, day->position % 4, block->count_a,
                      sf_rate_rest(&block->future->rates, fatigue), block->count_b);
    for (size_t i = 0; i < block->n; i++) {
        out[i] = ordinal[i] >= 0 && first[i] != day->date ? block->count_b[i] : out[i];
    }
}

bool sf_gated_out_on_day(struct sf_block *block, const struct sf_callout_month *part,
                         size_t band, size_t d)
{
    const struct sf_plan *plan = block->plan;
    const struct sf_callout *what = &plan->callout[part->callout];
    const struct sf_plan_day *day = &plan->day[part->first_day + d];
    const size_t fatigue = plan->action[what->action].action->fatigue;
    const int32_t *ordinal = SF_ROW(block, gates.ordinal, part->first_row + d);
    const int32_t *first = SF_ROW(block, gates.first_live, part->callout);
    int32_t *out = SF_ROW(block, out, part->callout * plan->n_bands + band);
    bool is_first = false;
    bool is_later = false;
    for (size_t i = 0; i < block->n; i++) {
        is_first |= ordinal[i] >= 0 && first[i] == day->date;
        is_later |= ordinal[i] >= 0 && first[i] != day->date;
    }
    if (is_later && !sf_input_is_zero(block, fatigue)) {
        tire(block, part, band, day, ordinal, fatigue);
    }
    if (is_first) {
        come_out(block, part, band, day->date);
    }
    /* Members may have left since the last lawful day. */
    for (size_t i = 0; i < block->n; i++) {
        const int32_t present =
            sf_block_present(block, what->employer * plan->n_bands + band, i);
        out[i] = ordinal[i] < 0 || out[i] < present ? out[i] : present;
    }
    return is_first || is_later;
}

/** Adds the days of one day to those that a strategy's rule pays. Where rules share a
 *  cap, `met` says run by run how many are paid before it. */
static void add_paid(const struct sf_block *block, struct sf_books *books,
                     const struct sf_day_pay *pay, const int32_t *ordinal,
                     const int32_t *met, const double *days)
{
    for (size_t a = 0; a < books->plan->n_amounts; a++) {
        const int32_t after = pay[a].after_days;
        const int32_t full = pay[a].full_days;
        double *sum_full = SF_ROW(books, sum_full, a);
        double *sum_part = SF_ROW(books, sum_part, a);
        for (size_t i = 0; i < block->n; i++) {
            const int32_t k = ordinal[i];
            const bool is_in = k > after && k <= full;
            const bool is_full = is_in && (met == NULL || k <= met[i]);
            const bool is_part =
                met == NULL ? k > after && k - 1 == full : is_in && k - 1 == met[i];
            sum_full[i] += is_full ? days[i] : 0.0;
            sum_part[i] += is_part ? days[i] : 0.0;
        }
    }
}

/** Strike-days of one day, 0 where it is not lawful; and who is out on the first lawful
 *  day of the month. */
static void add_day(struct sf_block *block, const struct sf_plan_day *day,
                    const int32_t *out, const int32_t *ordinal, double *days)
{
    int32_t *has_been = block->gates.has_been;
    for (size_t i = 0; i < block->n; i++) {
        const double share = day->n_overlaps > 0 ? block->left[i] : 1.0;
        days[i] = ordinal[i] >= 0 ? day->weight * share * (double)out[i] : 0.0;
        block->sum_all[i] += days[i];
        if (ordinal[i] >= 0 && !has_been[i]) {
            block->count_c[i] = (int32_t)sf_round_half_even(share * (double)out[i]);
            has_been[i] = 1;
        }
    }
}

void sf_gated_days(struct sf_block *block, const struct sf_callout_month *part,
                   size_t band)
{
    const struct sf_plan *plan = block->plan;
    const struct sf_callout *what = &plan->callout[part->callout];
    const int32_t *out = SF_ROW(block, out, part->callout * plan->n_bands + band);
    const int32_t *met =
        sf_gated_has_mixed_cap(plan, what)
            ? SF_ROW(block, gates.cap_met, what->counter * plan->n_bands + band)
            : NULL;
    memset(block->sum_all, 0, block->n * sizeof(*block->sum_all));
    memset(block->count_c, 0, block->n * sizeof(*block->count_c));
    memset(block->gates.has_been, 0, block->n * sizeof(*block->gates.has_been));
    sf_books_open_sums(block);
    for (size_t d = 0; d < part->n_days; d++) {
        const struct sf_plan_day *day = &plan->day[part->first_day + d];
        const int32_t *ordinal = SF_ROW(block, gates.ordinal, part->first_row + d);
        double *days = block->rate_b;
        if (!sf_gated_out_on_day(block, part, band, d)) {
            continue;
        }
        if (day->n_overlaps > 0) {
            sf_share_left(block, day, plan->callout[part->callout].employer,
                          block->left);
        }
        add_day(block, day, out, ordinal, days);
        if (block->has_short_here) {
            sf_short_note_strikers(block, day, band, days);
        }
        for (size_t k = 0; k < block->n_books; k++) {
            struct sf_books *books = &block->books[k];
            if (sf_is_paid(books, part, band)) {
                add_paid(block, books, sf_day_pay_row(books, part, band), ordinal, met,
                         days);
            }
        }
    }
}

/** Adds to `dates` the days of a call-out's month that are lawful, run by run. */
static void mark_dates(const struct sf_block *block,
                       const struct sf_callout_month *part, size_t month,
                       uint32_t *dates)
{
    const int32_t date = first_date(block, month);
    const struct sf_plan *plan = block->plan;
    const struct sf_callout *what = &plan->callout[part->callout];
    const uint64_t *passed = SF_ROW(block, gates.passed, what->employer);
    const int32_t *suspended = sf_suspended_row(block, what->action);
    for (size_t d = part->first_day; d < part->first_day + part->n_days; d++) {
        const struct sf_plan_day *day = &plan->day[d];
        const uint32_t bit = (uint32_t)1 << (day->date - date);
        for (size_t i = 0; i < block->n; i++) {
            const bool is_off = suspended != NULL && suspended[i];
            dates[i] |= sf_is_live(block, day, passed, i, month) && !is_off ? bit : 0;
        }
    }
}

void sf_gated_costs(const struct sf_block *block, const struct sf_books *books,
                    size_t month, int64_t *cost)
{
    const struct sf_plan *plan = books->plan;
    for (size_t a = 0; a < plan->n_actions && plan->is_cost_gated != NULL; a++) {
        if (!plan->is_cost_gated[month * plan->n_actions + a]) {
            continue;
        }
        uint32_t *dates = block->gates.dates;
        const double rate = sf_pence_rate(plan->action[a].action->cost_per_day);
        memset(dates, 0, block->n * sizeof(*dates));
        for (size_t p = plan->month_start[month]; p < plan->month_start[month + 1];
             p++) {
            const struct sf_callout_month *part = &plan->callout_month[p];
            if (plan->callout[part->callout].action == a) {
                mark_dates(block, part, month, dates);
            }
        }
        for (size_t i = 0; i < block->n; i++) {
            const bool happens = sf_when_holds(block, &block->plan->action[a], i);
            const int n_days = happens ? __builtin_popcount(dates[i]) : 0;
            cost[i] += sf_pence_round((double)n_days * rate);
        }
    }
}
