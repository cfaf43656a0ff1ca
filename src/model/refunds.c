/* Levy that is given back: owed from the month it is promised, until it is paid (M5.6,
 * M7.2). */
#include "core/money.h"
#include "model/steps.h"

/** Adds what so many payers of a group have paid, times sign, to what is given back,
 *  and takes it off what members have paid, if they have it back or are sure to. */
static void note(struct sf_books *books, size_t phase, size_t group,
                 const int32_t *paying, int64_t sign)
{
    const struct sf_plan *plan = books->plan;
    const double rate = plan->phase[phase].rate[group];
    int64_t *come_in = SF_ROW(books, refund, phase);
    int64_t sum = 0;
    for (size_t i = 0; i < books->n; i++) {
        const int64_t pence = sign * sf_pence_round((double)paying[i] * rate);
        come_in[i] += pence;
        sum += pence;
    }
    if (plan->phase[phase].refund_promised <= plan->n_months) {
        books->band[group % plan->n_bands].levy_pence -= sum;
    }
}

void sf_refund_note(struct sf_block *block, size_t phase, size_t group,
                    size_t due_month, const int32_t *paying)
{
    for (size_t k = 0; k < block->n_books; k++) {
        const struct sf_phase *of = &block->books[k].plan->phase[phase];
        if (of->has_refund && of->refund_first <= due_month &&
            due_month <= of->refund_last) {
            note(&block->books[k], phase, group, paying, 1);
        }
    }
}

void sf_refund_note_late(struct sf_block *block, size_t phase, size_t group,
                         size_t due_month, const int32_t *paying)
{
    for (size_t k = 0; k < block->n_books; k++) {
        const struct sf_phase *of = &block->books[k].plan->phase[phase];
        if (of->has_refund && of->refund_first == due_month) {
            note(&block->books[k], phase, group, paying, -1);
        }
    }
}

/** Adds what has come in, times sign, to a row of the month. */
static void add(int64_t *row, const int64_t *come_in, size_t n, int64_t sign)
{
    for (size_t i = 0; i < n; i++) {
        row[i] += sign * come_in[i];
    }
}

/** The outgo of the pot that the levy went to, which the fund's sums up; or the fund's,
 *  where it is one. */
static int64_t *outgo_row(const struct sf_books *books, const struct sf_phase *phase,
                          size_t month)
{
    return books->plan->pots != NULL
               ? sf_pot_row(books, month, phase->levy->pot, SF_P_OTHER_OUTGO)
               : sf_ledger_row(books, month, SF_OTHER_OUTGO);
}

void sf_refunds_step(struct sf_books *books, size_t month)
{
    const struct sf_plan *plan = books->plan;
    if (!plan->has_refund) {
        return;
    }
    for (size_t p = 0; p < plan->n_phases; p++) {
        const struct sf_phase *phase = &plan->phase[p];
        const int64_t *come_in = SF_ROW(books, refund, p);
        const bool is_paid = phase->has_refund && phase->refund_paid == month;
        const bool is_owed = phase->has_refund && phase->refund_promised <= month &&
                             month < phase->refund_paid;
        if (is_paid) {
            add(sf_ledger_row(books, month, SF_REFUNDS_PAID), come_in, books->n, 1);
            add(outgo_row(books, phase, month), come_in, books->n, 1);
        } else if (is_owed) {
            add(sf_ledger_row(books, month, SF_REFUNDS_OWED), come_in, books->n, 1);
            add(sf_ledger_row(books, month, SF_NET_POSITION), come_in, books->n, -1);
        }
    }
    const int64_t *before = sf_ledger_row(books, month - 1, SF_REFUNDS_OWED);
    const int64_t *owed = sf_ledger_row(books, month, SF_REFUNDS_OWED);
    const int64_t *paid = sf_ledger_row(books, month, SF_REFUNDS_PAID);
    int64_t *promised = sf_ledger_row(books, month, SF_REFUNDS_PROMISED);
    int64_t *total = SF_ROW(books, total, SF_T_REFUNDS);
    for (size_t i = 0; i < books->n; i++) {
        promised[i] = owed[i] - before[i] + paid[i];
        total[i] += promised[i];
    }
}
