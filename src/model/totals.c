/* What a whole plan came to, run by run. */
#include <string.h>

#include "model/steps.h"

/** Totals that are flows, and the measure of a month that each adds up. */
static const struct {
    enum sf_total total;
    enum sf_measure measure;
} FLOW[] = {{SF_T_LEVY_INCOME, SF_LEVY_INCOME},
            {SF_T_OTHER_INCOME, SF_OTHER_INCOME},
            {SF_T_STRIKE_PAY_DUE, SF_STRIKE_PAY_DUE},
            {SF_T_STRIKE_PAY_CLAIMED, SF_STRIKE_PAY_CLAIMED},
            {SF_T_STRIKE_PAY_PAID, SF_STRIKE_PAY_PAID},
            {SF_T_STRIKE_PAY_UNPAID, SF_STRIKE_PAY_UNPAID},
            {SF_T_CLAIMS_LAPSED, SF_CLAIMS_LAPSED},
            {SF_T_HARDSHIP, SF_HARDSHIP},
            {SF_T_OTHER_OUTGO, SF_OTHER_OUTGO},
            {SF_T_PAY_LOST, SF_PAY_LOST},
            {SF_T_WORK_NOT_DONE, SF_WORK_NOT_DONE},
            {SF_T_PAY_SAVED, SF_PAY_SAVED_BY_EMPLOYER},
            {SF_T_STRIKE_DAYS, SF_STRIKE_DAYS}};

void sf_books_add_month(struct sf_books *books, size_t month)
{
    for (size_t k = 0; k < sizeof(FLOW) / sizeof(FLOW[0]); k++) {
        int64_t *sum = SF_ROW(books, total, FLOW[k].total);
        const int64_t *flow = sf_ledger_row(books, month, FLOW[k].measure);
        for (size_t i = 0; i < books->n; i++) {
            sum[i] += flow[i];
        }
    }
    int64_t *lowest = SF_ROW(books, total, SF_T_LOWEST_BALANCE);
    const int64_t *balance = sf_ledger_row(books, month, SF_BALANCE);
    for (size_t i = 0; i < books->n; i++) {
        lowest[i] = balance[i] < lowest[i] ? balance[i] : lowest[i];
    }
}

static void copy_close(struct sf_books *books, enum sf_total total,
                       enum sf_measure measure)
{
    memcpy(SF_ROW(books, total, total),
           sf_ledger_row(books, books->plan->n_months, measure),
           books->n * sizeof(int64_t));
}

static void reckon_drawn(struct sf_books *books)
{
    const int64_t *lowest = SF_ROW(books, total, SF_T_LOWEST_BALANCE);
    const int64_t *opening = sf_ledger_row(books, 0, SF_BALANCE);
    int64_t *drawn = SF_ROW(books, total, SF_T_OPENING_LESS_LOWEST);
    for (size_t i = 0; i < books->n; i++) {
        drawn[i] = opening[i] - lowest[i];
    }
}

/** What money running short has come to over the plan; 0 where no rule looks. */
static void copy_shortages(const struct sf_block *block, struct sf_books *books)
{
    const size_t bytes = books->n * sizeof(int64_t);
    if (books->overdue != NULL) {
        memcpy(SF_ROW(books, total, SF_T_CLAIMS_OVERDUE), books->overdue, bytes);
    }
    if (books->plan->has_trigger) {
        memcpy(SF_ROW(books, total, SF_T_MONTHS_TRIGGERED), block->waiting.months,
               bytes);
    }
    if (books->plan->has_suspension) {
        memcpy(SF_ROW(books, total, SF_T_MONTHS_SUSPENDED), block->suspension.months,
               bytes);
        memcpy(SF_ROW(books, total, SF_T_STRIKE_DAYS_SUSPENDED),
               block->suspension.strike_days, bytes);
    }
}

static void count_involved(const struct sf_block *block, struct sf_books *books)
{
    int64_t *involved = SF_ROW(books, total, SF_T_MEMBERS_INVOLVED);
    for (size_t cell = 0; cell < block->plan->n_cells; cell++) {
        const int32_t *busiest = SF_ROW(block, busiest, cell);
        int64_t in_cell = 0;
        for (size_t i = 0; i < block->n; i++) {
            involved[i] += busiest[i];
            in_cell += busiest[i];
        }
        books->band[cell % block->plan->n_bands].involved += in_cell;
    }
}

/** What the first books say of people over the plan holds in all. */
static void share_people(const struct sf_block *block, struct sf_books *books)
{
    const struct sf_books *first = &block->books[0];
    for (size_t b = 0; b < books->plan->n_bands; b++) {
        books->band[b].levy_due = first->band[b].levy_due;
        books->band[b].exempt = first->band[b].exempt;
        if (!books->has_own_pay) {
            books->band[b].pay_lost_pence = first->band[b].pay_lost_pence;
        }
        if (!books->has_own_strike_pay) {
            books->band[b].strike_pay_pence = first->band[b].strike_pay_pence;
        }
    }
    for (size_t slot = 0; slot < block->n_slots; slot++) {
        const size_t row = slot * SF_N_EMPLOYER_MEASURES;
        for (size_t measure = 0; measure < SF_N_EMPLOYER_MEASURES; measure++) {
            const bool is_own = measure == SF_E_STRIKE_PAY
                                    ? books->has_own_strike_pay
                                    : measure != SF_E_CALLED && books->has_own_pay;
            if (!is_own) {
                memcpy(SF_ROW(books, employer, row + measure),
                       SF_ROW(first, employer, row + measure),
                       books->n * sizeof(int64_t));
            }
        }
    }
}

void sf_books_totals(struct sf_block *block, struct sf_books *books)
{
    copy_close(books, SF_T_CLOSING_BALANCE, SF_BALANCE);
    copy_close(books, SF_T_CLOSING_NET_POSITION, SF_NET_POSITION);
    copy_close(books, SF_T_CLOSING_MEMBERS, SF_MEMBERS);
    copy_close(books, SF_T_CLOSING_PAYERS, SF_PAYERS);
    memcpy(SF_ROW(books, total, SF_T_FUND_COST), books->fund_cost,
           books->n * sizeof(int64_t));
    reckon_drawn(books);
    copy_shortages(block, books);
    sf_books_settle(block, books);
    count_involved(block, books);
    if (books != &block->books[0]) {
        share_people(block, books);
    }
    int64_t *total_cost = SF_ROW(books, total, SF_T_TOTAL_COST);
    int64_t *members_cost = SF_ROW(books, total, SF_T_MEMBERS_COST);
    const int64_t *lost = SF_ROW(books, total, SF_T_PAY_LOST);
    const int64_t *claimed = SF_ROW(books, total, SF_T_STRIKE_PAY_CLAIMED);
    const int64_t *refused = SF_ROW(books, total, SF_T_STRIKE_PAY_UNPAID);
    const int64_t *hardship = SF_ROW(books, total, SF_T_HARDSHIP);
    for (size_t i = 0; i < books->n; i++) {
        members_cost[i] = lost[i] - (claimed[i] - refused[i]) - hardship[i];
        total_cost[i] = members_cost[i] + books->fund_cost[i];
    }
}
