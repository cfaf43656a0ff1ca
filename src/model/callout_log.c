/* What single call-outs came to, for the trace of one run. */
#include "model/steps.h"

void sf_callout_log_note(struct sf_block *block, size_t callout_month, size_t month,
                         int64_t sign)
{
    const struct sf_books *books = &block->books[0];
    struct sf_callout_sums *sums = &block->log[callout_month];
    sums->strikers += sign * sf_ledger_row(books, month, SF_STRIKERS)[0];
    for (int kind = 0; kind < SF_KIND_SHORT; kind++) { /* not summed up yet */
        const int64_t *days = sf_kind_days_row(books, month, (enum sf_kind)kind);
        sums->strike_days += days != NULL ? sign * days[0] : 0;
    }
    for (size_t b = 0; b < block->plan->n_bands && block->has_short_here; b++) {
        sums->short_of_strike += sign * SF_ROW(block, short_here, b)[0];
    }
    sums->pay_lost += sign * sf_ledger_row(books, month, SF_PAY_LOST)[0];
    sums->strike_pay_due += sign * sf_ledger_row(books, month, SF_STRIKE_PAY_DUE)[0];
}
