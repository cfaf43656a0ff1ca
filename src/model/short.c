/* Action short of strike (M6.7): those who take part lose what is docked of their pay
 * and the overtime they do not work, and leave work undone; they are not out, and have
 * no strike-days. Who takes part is drawn as who comes out is. A member is counted once
 * a day: on each day the share of the band who are out on strike there is left out of
 * those who take part. */
#include <string.h>

#include "core/maths.h"
#include "core/money.h"
#include "model/steps.h"

/* ---- who is out on strike, day by day ------------------------------------------- */

static double *struck_row(const struct sf_block *block, int32_t date, size_t band)
{
    const size_t day = (size_t)(sf_day_of_month(date) - 1);
    return SF_ROW(block, struck_on, day * block->plan->n_bands + band);
}

void sf_short_open(struct sf_block *block)
{
    const size_t n_rows = SF_DAYS_OF_MONTH * block->plan->n_bands;
    memset(block->struck_on, 0, n_rows * block->stride * sizeof(*block->struck_on));
    block->struck_dates = 0;
    memset(block->short_here, 0,
           block->plan->n_bands * block->stride * sizeof(*block->short_here));
}

void sf_short_note_strikers(struct sf_block *block, const struct sf_plan_day *day,
                            size_t band, const double *days)
{
    double *struck = struck_row(block, day->date, band);
    block->struck_dates |= (uint32_t)1 << sf_day_of_month(day->date);
    for (size_t i = 0; i < block->n; i++) {
        struck[i] += days[i];
    }
}

/* ---- days ----------------------------------------------------------------------- */

/** Takes from left the share of the band's members who are out on strike that day. */
static void leave_out_strikers(struct sf_block *block, const struct sf_plan_day *day,
                               size_t cell, double *left)
{
    const double *struck = struck_row(block, day->date, cell % block->plan->n_bands);
    if ((block->struck_dates >> sf_day_of_month(day->date) & 1) == 0) {
        return;
    }
    for (size_t i = 0; i < block->n; i++) {
        const int32_t present = sf_block_present(block, cell, i);
        const double share = present > 0 ? struck[i] / (double)present : 0.0;
        left[i] *= share < 1.0 ? 1.0 - share : 0.0;
    }
}

static double price_or_0(const struct sf_books *books, size_t input, size_t run)
{
    return input == SF_NONE ? 0.0 : sf_price_row(books, input)[run];
}

/** What a paid day comes to in one run, and for how many, of the rule's amounts that of
 *  a step. */
static struct sf_day_pay day_pay(const struct sf_books *books,
                                 const struct sf_callout *what, size_t band, size_t run,
                                 size_t step)
{
    const struct sf_action *action = books->plan->action[what->action].action;
    return sf_docked_day_pay(books->plan, what, band,
                             price_or_0(books, action->docking, run), step);
}

static void open_sums(struct sf_block *block, const struct sf_callout *what,
                      size_t band)
{
    memset(block->sum_all, 0, block->n * sizeof(*block->sum_all));
    sf_books_open_sums(block);
    for (size_t k = 0; k < block->n_books; k++) {
        struct sf_books *books = &block->books[k];
        for (size_t a = 0; a < books->plan->n_amounts; a++) {
            int32_t *full_days = SF_ROW(books, full_days, a);
            for (size_t i = 0; i < block->n; i++) {
                full_days[i] = day_pay(books, what, band, i, a).full_days;
            }
        }
    }
}

/** Adds the days of one day to those that a strategy's rule pays.
 *  @param row  the day's number among those paid, run by run; NULL: `ordinal` in all */
static void add_paid(const struct sf_block *block, struct sf_books *books,
                     const struct sf_day_pay *pay, const int32_t *row, int32_t ordinal,
                     const double *days)
{
    for (size_t a = 0; a < books->plan->n_amounts; a++) {
        const int32_t *full_days = SF_ROW(books, full_days, a);
        double *sum_full = SF_ROW(books, sum_full, a);
        double *sum_part = SF_ROW(books, sum_part, a);
        for (size_t i = 0; i < block->n; i++) {
            const int32_t k = row == NULL ? ordinal : row[i];
            const bool is_in = k > pay[a].after_days;
            const bool is_full = is_in && k <= full_days[i];
            const bool is_part = is_in && k - 1 == full_days[i];
            sum_full[i] += is_full ? days[i] : 0.0;
            sum_part[i] += is_part ? days[i] : 0.0;
        }
    }
}

/** Who takes part on the first day of the month, or on the first that is lawful. */
static void note_here(struct sf_block *block, const int32_t *row, bool is_first,
                      const int32_t *out, int32_t *here)
{
    int32_t *has_been = block->count_c;
    for (size_t i = 0; i < block->n && row == NULL; i++) {
        here[i] += is_first ? out[i] : 0;
    }
    for (size_t i = 0; i < block->n && row != NULL; i++) {
        here[i] += row[i] >= 0 && !has_been[i] ? out[i] : 0;
        has_been[i] |= row[i] >= 0;
    }
}

void sf_short_days(struct sf_block *block, const struct sf_callout_month *part,
                   size_t band)
{
    const struct sf_plan *plan = block->plan;
    const struct sf_callout *what = &plan->callout[part->callout];
    const size_t cell = what->employer * plan->n_bands + band;
    const bool is_gated = sf_plan_is_gated(plan, what->employer);
    const int32_t *out = SF_ROW(block, out, part->callout * plan->n_bands + band);
    double *left = block->left;
    double *days = block->rate_b;
    open_sums(block, what, band);
    memset(block->count_c, 0, block->n * sizeof(*block->count_c));
    for (size_t d = 0; d < part->n_days; d++) {
        const struct sf_plan_day *day = &plan->day[part->first_day + d];
        const int32_t *row =
            is_gated ? SF_ROW(block, gates.ordinal, part->first_row + d) : NULL;
        if (!is_gated) {
            sf_out_on_day(block, part, band, d);
        } else if (!sf_gated_out_on_day(block, part, band, d)) {
            continue;
        }
        sf_share_left(block, day, what->employer, left);
        leave_out_strikers(block, day, cell, left);
        for (size_t i = 0; i < block->n; i++) {
            const double those = day->weight * left[i] * (double)out[i];
            days[i] = row == NULL || row[i] >= 0 ? those : 0.0;
            block->sum_all[i] += days[i];
        }
        note_here(block, row, d == 0, out, SF_ROW(block, short_here, band));
        for (size_t k = 0; k < block->n_books; k++) {
            struct sf_books *books = &block->books[k];
            add_paid(block, books, sf_day_pay_row(books, part, band), row,
                     books->plan->day[part->first_day + d].paid_ordinal, days);
        }
    }
}

/* ---- what it costs -------------------------------------------------------------- */

/** Pay lost, and work not done. */
static void book_days(struct sf_block *block, struct sf_books *books,
                      const struct sf_callout *what, size_t band, size_t month,
                      const double *rostered)
{
    const struct sf_plan *plan = books->plan;
    const struct sf_plan_action *action = &plan->action[what->action];
    const size_t cell = what->employer * plan->n_bands + band;
    const double net = plan->net_day[cell];
    const double gross = plan->gross_day[cell];
    const double index =
        gross * plan->scenario->employer[what->employer].weight * action->unprepared;
    int64_t *lost_row = sf_ledger_row(books, month, SF_PAY_LOST);
    int64_t *saved_row = sf_ledger_row(books, month, SF_PAY_SAVED_BY_EMPLOYER);
    int64_t *index_row = sf_ledger_row(books, month, SF_WORK_NOT_DONE);
    int64_t *lost_here = sf_employer_row(block, books, what->employer, SF_E_PAY_LOST);
    int64_t *days_row = sf_kind_days_row(books, month, SF_KIND_SHORT);
    for (size_t i = 0; i < block->n; i++) {
        const double docked = price_or_0(books, action->action->docking, i) +
                              price_or_0(books, action->action->overtime_share, i);
        const double share = docked < 1.0 ? docked : 1.0;
        const double days = sf_round_half_even(rostered[i] * block->sum_all[i]);
        const int64_t lost = sf_pence_round(days * (share * net));
        const double undone = price_or_0(books, action->action->backlog, i);
        lost_row[i] += lost;
        saved_row[i] += sf_pence_round(days * (share * gross));
        index_row[i] += sf_pence_round(days * (undone * index));
        lost_here[i] += lost;
        days_row[i] += sf_pence_round(days);
        books->band[band].pay_lost_pence += lost;
    }
}

/** Strike pay due and claimed. */
static void book_pay(struct sf_block *block, struct sf_books *books,
                     const struct sf_callout *what, size_t band, size_t month,
                     const double *rostered)
{
    const struct sf_pay_rows rows = sf_pay_rows_of(block, books, what, month);
    for (size_t i = 0; i < block->n; i++) {
        double due = 0.0;
        for (size_t a = 0; a < books->plan->n_amounts; a++) {
            const struct sf_day_pay pay = day_pay(books, what, band, i, a);
            const double full =
                sf_round_half_even(rostered[i] * SF_ROW(books, sum_full, a)[i]);
            const double in_part =
                sf_round_half_even(rostered[i] * SF_ROW(books, sum_part, a)[i]);
            due += sf_round_half_even(full * pay.full_pence) +
                   sf_round_half_even(in_part * pay.part_pence);
        }
        books->band[band].strike_pay_pence += sf_pay_rows_add(&rows, i, due);
    }
}

void sf_short_book(struct sf_block *block, const struct sf_callout_month *part,
                   size_t band, size_t month)
{
    const struct sf_callout *what = &block->plan->callout[part->callout];
    const size_t input = block->plan->action[what->action].action->rostered;
    const double *rostered = sf_input_row(block, input);
    for (size_t k = 0; k < block->n_books; k++) {
        book_days(block, &block->books[k], what, band, month, rostered);
        book_pay(block, &block->books[k], what, band, month, rostered);
    }
}

void sf_short_note_involved(struct sf_block *block, size_t employer)
{
    const size_t n_bands = block->plan->n_bands;
    for (size_t b = 0; b < n_bands; b++) {
        const size_t cell = employer * n_bands + b;
        const int32_t *here = SF_ROW(block, short_here, b);
        int32_t *busiest = SF_ROW(block, busiest, cell);
        for (size_t i = 0; i < block->n; i++) {
            const int32_t present = sf_block_present(block, cell, i);
            const int32_t most = here[i] < present ? here[i] : present;
            busiest[i] = busiest[i] > most ? busiest[i] : most;
        }
    }
}
