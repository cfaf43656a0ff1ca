/* Who is out, and for how many days (M6.2-M6.4). */
#include <string.h>

#include "core/maths.h"
#include "model/steps.h"

/* q / (1 - q) is p / (1 - p) of the median employer times exp(spread * effect) (M2.3).
 */
void sf_participation(struct sf_block *block, const struct sf_action *action,
                      size_t employer, size_t month, double *chance)
{
    const double *median = sf_input_row(block, action->participation);
    double *shift = block->rate_b;
    memset(shift, 0, block->n * sizeof(*shift));
    if (action->month_spread > 0.0) {
        sf_future_month_shock(block->future, SF_EFFECT_PARTICIPATION, month, shift);
        for (size_t i = 0; i < block->n; i++) {
            shift[i] *= action->month_spread;
        }
    }
    if (action->spread > 0.0) {
        const double *effect =
            block->future->participation + employer * block->future->stride;
        for (size_t i = 0; i < block->n; i++) {
            shift[i] = action->spread * effect[i] + shift[i];
        }
    }
    const double *momentum = sf_momentum_shift(block, employer);
    for (size_t i = 0; i < block->n && momentum != NULL; i++) {
        shift[i] += momentum[i];
    }
    for (size_t i = 0; i < block->n; i++) {
        const double odds_against = (1.0 - median[i]) / median[i];
        const double shifted = 1.0 / (1.0 + odds_against * sf_exp(-shift[i]));
        chance[i] = shift[i] == 0.0 ? median[i] : shifted;
    }
}

struct sf_path sf_strike_path(const struct sf_plan *plan, size_t callout, size_t band,
                              uint32_t position)
{
    const struct sf_callout *what = &plan->callout[callout];
    return (struct sf_path){.family = SF_FAMILY_STRIKE,
                            .subject = plan->action[what->action].subject,
                            .employer = plan->employer_hash[what->employer],
                            .band = plan->band_hash[band],
                            .pair = position / 2};
}

/** out_1 ~ Binomial(called, q), q in block->chances: the first live day has the first
 * draw. */
static void come_out(struct sf_block *block, size_t callout, size_t band)
{
    const struct sf_path path = sf_strike_path(block->plan, callout, band, 0);
    const size_t row = callout * block->plan->n_bands + band;
    sf_block_pair(block, &path);
    sf_block_binomial(block, 0, SF_ROW(block, called, row), block->chances,
                      SF_ROW(block, out, row));
}

/** out_k ~ Binomial(out_(k-1), 1 - fatigue). Drawn as those who stay, so that more
 *  fatigue never leaves more out. */
static void tire(struct sf_block *block, size_t callout, size_t band, uint32_t position,
                 size_t fatigue)
{
    const struct sf_path path = sf_strike_path(block->plan, callout, band, position);
    int32_t *out = SF_ROW(block, out, callout * block->plan->n_bands + band);
    memcpy(block->count_b, out, block->n * sizeof(*out));
    sf_block_pair(block, &path);
    sf_block_binomial(block, position % 4, block->count_b,
                      sf_rate_rest(&block->future->rates, fatigue), out);
}

void sf_share_left(const struct sf_block *block, const struct sf_plan_day *day,
                   size_t employer, double *left)
{
    const struct sf_plan *plan = block->plan;
    for (size_t i = 0; i < block->n && day->n_overlaps == 0; i++) {
        left[i] = 1.0;
    }
    for (size_t i = 0; i < block->n && day->n_overlaps > 0; i++) {
        double elsewhere = 0.0;
        for (size_t o = 0; o < day->n_overlaps; o++) {
            const struct sf_overlap *overlap = &plan->overlap[day->first_overlap + o];
            const int32_t *suspended =
                sf_suspended_row(block, plan->callout[overlap->callout].action);
            const bool is_off = suspended != NULL && suspended[i];
            elsewhere +=
                overlap->weight *
                (is_off ? 0.0
                        : (double)SF_ROW(block, called_total, overlap->callout)[i]);
        }
        const int32_t present = sf_block_members(block, employer, i);
        const double share = present > 0 ? elsewhere / (double)present : 0.0;
        left[i] = share < 1.0 ? 1.0 - share : 0.0;
    }
}

void sf_out_on_day(struct sf_block *block, const struct sf_callout_month *part,
                   size_t band, size_t d)
{
    const struct sf_plan *plan = block->plan;
    const struct sf_callout *what = &plan->callout[part->callout];
    const size_t fatigue = plan->action[what->action].action->fatigue;
    int32_t *out = SF_ROW(block, out, part->callout * plan->n_bands + band);
    if (part->is_first_month && d == 0) {
        come_out(block, part->callout, band);
    } else if (!sf_input_is_zero(block, fatigue)) {
        tire(block, part->callout, band, plan->day[part->first_day + d].position,
             fatigue);
    }
    /* Members may have left since last month; within a month nobody does. */
    const size_t cell = what->employer * plan->n_bands + band;
    for (size_t i = 0; i < block->n && d == 0 && !part->is_first_month; i++) {
        const int32_t present = sf_block_present(block, cell, i);
        out[i] = out[i] < present ? out[i] : present;
    }
}

/** Adds the days of one day to those that a strategy's rule pays. */
static void add_paid(const struct sf_block *block, struct sf_books *books,
                     const struct sf_callout_month *part, size_t band, size_t d,
                     const double *days)
{
    const struct sf_day_pay *pay = sf_day_pay_row(books, part, band);
    const int32_t ordinal = books->plan->day[part->first_day + d].paid_ordinal;
    for (size_t k = 0; k < books->plan->n_amounts; k++) {
        if (ordinal <= pay[k].after_days || ordinal - 1 > pay[k].full_days) {
            continue;
        }
        double *sum = ordinal <= pay[k].full_days ? SF_ROW(books, sum_full, k)
                                                  : SF_ROW(books, sum_part, k);
        for (size_t i = 0; i < block->n; i++) {
            sum[i] += days[i];
        }
    }
}

/** A call-out's days of the month in one band: sum_all, and each book's sum_full and
 *  sum_part, are its strike-days, its fully paid ones and its partly paid ones, before
 *  rostering; count_c is who is out on the first of them. */
static void strike_days(struct sf_block *block, const struct sf_callout_month *part,
                        size_t band)
{
    const struct sf_plan *plan = block->plan;
    const int32_t *out = SF_ROW(block, out, part->callout * plan->n_bands + band);
    double *left = block->left;
    double *days = block->rate_b;
    memset(block->sum_all, 0, block->n * sizeof(double));
    sf_books_open_sums(block);
    for (size_t d = 0; d < part->n_days; d++) {
        const struct sf_plan_day *day = &plan->day[part->first_day + d];
        sf_out_on_day(block, part, band, d);
        for (size_t i = 0; i < block->n; i++) {
            days[i] = day->weight * (double)out[i];
        }
        if (day->n_overlaps > 0) {
            sf_share_left(block, day, plan->callout[part->callout].employer, left);
            for (size_t i = 0; i < block->n; i++) {
                days[i] = day->weight * left[i] * (double)out[i];
            }
        }
        for (size_t i = 0; i < block->n; i++) {
            block->sum_all[i] += days[i];
        }
        if (block->has_short_here) {
            sf_short_note_strikers(block, day, band, days);
        }
        for (size_t k = 0; k < block->n_books; k++) {
            if (sf_is_paid(&block->books[k], part, band)) {
                add_paid(block, &block->books[k], part, band, d, days);
            }
        }
        for (size_t i = 0; i < block->n && d == 0; i++) {
            const double present = day->n_overlaps > 0 ? left[i] : 1.0;
            block->count_c[i] = (int32_t)sf_round_half_even(present * (double)out[i]);
        }
    }
}

/** Books who is out, for the levy's exemption, next month's joining and hardship. */
static void note_strikers(struct sf_block *block, const struct sf_callout_month *part,
                          size_t band, size_t month)
{
    const struct sf_plan *plan = block->plan;
    const struct sf_callout *what = &plan->callout[part->callout];
    const bool is_paid = plan->action[what->action].rule->basis != SF_BASIS_NONE;
    int32_t *paid = SF_ROW(block, paid_out, band);
    int32_t *unpaid = SF_ROW(block, unpaid_out, what->action * plan->n_bands + band);
    int32_t *here = SF_ROW(block, here, band);
    int64_t *strikers = sf_ledger_row(&block->books[0], month, SF_STRIKERS);
    for (size_t i = 0; i < block->n; i++) {
        const int32_t out = block->count_c[i];
        here[i] += out;
        strikers[i] += out;
        if (is_paid) {
            paid[i] += out;
        } else {
            unpaid[i] += out;
        }
    }
}

/** One call-out in one month. */
static void callout_month(struct sf_block *block, size_t which, size_t month)
{
    const struct sf_plan *plan = block->plan;
    const struct sf_callout_month *part = &plan->callout_month[which];
    const struct sf_callout *what = &plan->callout[part->callout];
    const bool is_gated = sf_plan_is_gated(plan, what->employer);
    if (is_gated ? sf_gated_begins(block, part, month) : part->is_first_month) {
        sf_participation(block, plan->action[what->action].action, what->employer,
                         month, block->rate);
        sf_block_chances(block, block->rate, block->chances);
    }
    if (block->log != NULL) {
        sf_callout_log_note(block, which, month, -1);
    }
    for (size_t b = 0; b < plan->n_bands; b++) {
        if (plan->opening[what->employer * plan->n_bands + b] == 0) {
            continue;
        }
        if (plan->action[what->action].is_short) {
            sf_short_days(block, part, b);
            sf_short_book(block, part, b, month);
        } else {
            if (is_gated) {
                sf_gated_days(block, part, b);
            } else {
                strike_days(block, part, b);
            }
            sf_book_step(block, part, b, month);
            note_strikers(block, part, b, month);
        }
    }
    if (block->log != NULL) {
        sf_callout_log_note(block, which, month, 1);
    }
}

/** Who struck at an employer this month, for next month's joining; and each cell's
 *  busiest month. */
static void note_employer(struct sf_block *block, size_t employer, size_t month)
{
    const size_t n_bands = block->plan->n_bands;
    int32_t *struck = SF_ROW(block, struck, employer);
    memset(struck, 0, block->n * sizeof(*struck));
    for (size_t b = 0; b < n_bands; b++) {
        const size_t cell = employer * n_bands + b;
        const int32_t *here = SF_ROW(block, here, b);
        int32_t *busiest = SF_ROW(block, busiest, cell);
        for (size_t i = 0; i < block->n; i++) {
            struck[i] += here[i];
            const int32_t present = sf_block_present(block, cell, i);
            const int32_t most = here[i] < present ? here[i] : present;
            busiest[i] = busiest[i] > most ? busiest[i] : most;
        }
    }
    if (block->has_short_here) {
        sf_short_note_involved(block, employer);
    }
    block->struck_month[employer] = month;
}

void sf_actions_open(struct sf_block *block, size_t month)
{
    const struct sf_plan *plan = block->plan;
    block->next_part = plan->month_start[month];
    if (block->next_part < plan->month_start[month + 1]) {
        memset(block->unpaid_out, 0,
               plan->n_actions * plan->n_bands * block->stride * sizeof(int32_t));
    }
}

void sf_actions_step(struct sf_block *block, size_t employer, size_t month)
{
    const struct sf_plan *plan = block->plan;
    const size_t first = block->next_part;
    const size_t end =
        sf_parts_end(plan, first, plan->month_start[month + 1], employer);
    block->next_part = end;
    block->is_struck_here = end > first;
    if (block->is_struck_here && sf_plan_is_gated(plan, employer)) {
        sf_suspend_note(block, first, end, month);
        block->is_struck_here = sf_gated_month(block, first, end, month);
    }
    if (!block->is_struck_here) {
        return;
    }
    for (size_t b = 0; b < plan->n_bands; b++) {
        memset(SF_ROW(block, here, b), 0, block->n * sizeof(*block->here));
        memset(SF_ROW(block, paid_out, b), 0, block->n * sizeof(*block->paid_out));
    }
    const size_t last = plan->callout_month[end - 1].callout;
    block->has_short_here = plan->action[plan->callout[last].action].is_short;
    if (block->has_short_here) {
        sf_short_open(block);
    }
    sf_called_step(block, first, end);
    for (size_t which = first; which < end; which++) {
        callout_month(block, which, month);
    }
    note_employer(block, employer, month);
}
