/* What strikers lose, and what the fund owes them (M6.5, M6.6, M6.9). */
#include <string.h>

#include "core/maths.h"
#include "core/money.h"
#include "model/steps.h"

/** Strike-days, the pay lost by them, and the work not done. */
static void book_days(struct sf_block *block, struct sf_books *books,
                      const struct sf_callout_month *part, size_t band, size_t month)
{
    const struct sf_plan *plan = books->plan;
    const struct sf_callout *what = &plan->callout[part->callout];
    const struct sf_plan_action *action = &plan->action[what->action];
    const size_t cell = what->employer * plan->n_bands + band;
    const double part_of_day = action->action->part_of_day;
    const double net = part_of_day * plan->net_day[cell];
    const double gross = part_of_day * plan->gross_day[cell];
    const double index =
        gross * plan->scenario->employer[what->employer].weight * action->unprepared;
    const size_t rostered_input = block->plan->action[what->action].action->rostered;
    const double *rostered = sf_input_row(block, rostered_input);
    int64_t *days_row = sf_kind_days_row(books, month, action->action->kind);
    int64_t *lost_row = sf_ledger_row(books, month, SF_PAY_LOST);
    int64_t *saved_row = sf_ledger_row(books, month, SF_PAY_SAVED_BY_EMPLOYER);
    int64_t *index_row = sf_ledger_row(books, month, SF_WORK_NOT_DONE);
    int64_t *days_here =
        sf_employer_row(block, books, what->employer, SF_E_STRIKE_DAYS);
    int64_t *lost_here = sf_employer_row(block, books, what->employer, SF_E_PAY_LOST);
    int64_t lost_in_all = 0;
    for (size_t i = 0; i < block->n; i++) {
        const double days = sf_round_half_even(rostered[i] * block->sum_all[i]);
        const int64_t lost = sf_pence_round(days * net);
        const int64_t whole_days = sf_pence_round(days * part_of_day);
        days_row[i] += whole_days;
        lost_row[i] += lost;
        saved_row[i] += sf_pence_round(days * gross);
        index_row[i] += sf_pence_round(days * index);
        days_here[i] += whole_days;
        lost_here[i] += lost;
        lost_in_all += lost;
    }
    books->band[band].pay_lost_pence += lost_in_all;
}

struct sf_pay_rows sf_pay_rows_of(const struct sf_block *block,
                                  const struct sf_books *books,
                                  const struct sf_callout *what, size_t month)
{
    const struct sf_plan_action *action = &books->plan->action[what->action];
    return (struct sf_pay_rows){
        .take_up = sf_price_row(books, action->rule->take_up),
        .due = sf_ledger_row(books, month, SF_STRIKE_PAY_DUE),
        .claimed = sf_ledger_row(books, month, SF_STRIKE_PAY_CLAIMED),
        .claimed_by_rule = SF_ROW(books, rule_claims, action->rule_index),
        .claimed_here = sf_employer_row(block, books, what->employer, SF_E_STRIKE_PAY)};
}

/** What the days of one of the rule's amounts come to: adds it to due. */
static void add_due(const struct sf_books *books, const struct sf_day_pay *pay,
                    size_t which, const double *rostered, double *due)
{
    const double *sum_full = SF_ROW(books, sum_full, which);
    const double *sum_part = SF_ROW(books, sum_part, which);
    for (size_t i = 0; i < books->n; i++) {
        const double full = sf_round_half_even(rostered[i] * sum_full[i]);
        const double in_part = sf_round_half_even(rostered[i] * sum_part[i]);
        due[i] += sf_round_half_even(full * pay->full_pence) +
                  sf_round_half_even(in_part * pay->part_pence);
    }
}

/** The same of a day on which a cap that rules share is met, in the runs in which
 * it is one of these. */
static void add_rest(struct sf_block *block, const struct sf_books *books,
                     const struct sf_callout *what, size_t band, size_t which,
                     const double *rostered, double *due)
{
    const double *sum_part = SF_ROW(books, sum_part, which);
    const double *rest =
        SF_ROW(block, gates.cap_rest, what->counter * books->plan->n_bands + band);
    for (size_t i = 0; i < block->n; i++) {
        due[i] +=
            sf_round_half_even(sf_round_half_even(rostered[i] * sum_part[i]) * rest[i]);
    }
}

/** Strike pay due and claimed. */
static void book_pay(struct sf_block *block, struct sf_books *books,
                     const struct sf_callout_month *part, size_t band, size_t month)
{
    const struct sf_plan *plan = books->plan;
    const struct sf_callout *what = &plan->callout[part->callout];
    const struct sf_day_pay *pay = sf_day_pay_row(books, part, band);
    double *due = block->rate_b;
    const size_t rostered_input = block->plan->action[what->action].action->rostered;
    const double *rostered = sf_input_row(block, rostered_input);
    const struct sf_pay_rows rows = sf_pay_rows_of(block, books, what, month);
    int64_t claimed_in_all = 0;
    memset(due, 0, block->n * sizeof(*due));
    for (size_t k = 0; k < plan->n_amounts; k++) {
        add_due(books, &pay[k], k, rostered, due);
        if (sf_gated_has_mixed_cap(plan, what)) {
            add_rest(block, books, what, band, k, rostered, due);
        }
    }
    for (size_t i = 0; i < block->n; i++) {
        claimed_in_all += sf_pay_rows_add(&rows, i, due[i]);
    }
    books->band[band].strike_pay_pence += claimed_in_all;
}

void sf_book_step(struct sf_block *block, const struct sf_callout_month *part,
                  size_t band, size_t month)
{
    for (size_t k = 0; k < block->n_books; k++) {
        struct sf_books *books = &block->books[k];
        if (k == 0 || books->has_own_pay) {
            book_days(block, books, part, band, month);
        }
        if (sf_is_paid(books, part, band)) {
            book_pay(block, books, part, band, month);
        }
    }
}

void sf_books_open_sums(struct sf_block *block)
{
    for (size_t k = 0; k < block->n_books; k++) {
        struct sf_books *books = &block->books[k];
        for (size_t a = 0; a < books->plan->n_amounts; a++) {
            memset(SF_ROW(books, sum_full, a), 0, block->n * sizeof(double));
            memset(SF_ROW(books, sum_part, a), 0, block->n * sizeof(double));
        }
    }
}

void sf_books_copy(const struct sf_block *block, struct sf_books *books, size_t month,
                   enum sf_measure measure)
{
    memcpy(sf_ledger_row(books, month, measure),
           sf_ledger_row(&block->books[0], month, measure), block->n * sizeof(int64_t));
}

/** The strike-days of a month are those of all kinds together. */
static void add_kinds(struct sf_books *books, size_t month)
{
    int64_t *days = sf_ledger_row(books, month, SF_STRIKE_DAYS);
    for (int kind = 0; kind < SF_KIND_SHORT; kind++) {
        const int64_t *of_kind = sf_kind_days_row(books, month, (enum sf_kind)kind);
        for (size_t i = 0; of_kind != NULL && i < books->n; i++) {
            days[i] += of_kind[i];
        }
    }
}

/** Gives books the days by kind that the first books have, whose kinds are the
 * same. */
static void copy_kinds(const struct sf_block *block, struct sf_books *books,
                       size_t month)
{
    for (int kind = 0; kind < SF_N_KINDS; kind++) {
        int64_t *row = sf_kind_days_row(books, month, (enum sf_kind)kind);
        if (row != NULL) {
            memcpy(row, sf_kind_days_row(&block->books[0], month, (enum sf_kind)kind),
                   block->n * sizeof(*row));
        }
    }
}

void sf_books_share(struct sf_block *block, size_t month)
{
    add_kinds(&block->books[0], month);
    for (size_t k = 1; k < block->n_books; k++) {
        struct sf_books *books = &block->books[k];
        sf_books_copy(block, books, month, SF_STRIKERS);
        if (books->has_own_pay) {
            add_kinds(books, month);
        } else {
            copy_kinds(block, books, month);
            sf_books_copy(block, books, month, SF_STRIKE_DAYS);
            sf_books_copy(block, books, month, SF_PAY_LOST);
            sf_books_copy(block, books, month, SF_PAY_SAVED_BY_EMPLOYER);
            sf_books_copy(block, books, month, SF_WORK_NOT_DONE);
        }
        if (!books->has_own_strike_pay) {
            sf_books_copy(block, books, month, SF_STRIKE_PAY_DUE);
            sf_books_copy(block, books, month, SF_STRIKE_PAY_CLAIMED);
        }
    }
}
