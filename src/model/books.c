/* Books as they are opened: month 0 (M10.3 looks at months 0..M). */
#include <string.h>

#include "core/money.h"
#include "model/steps.h"

/** The opening position itself may be short. */
static void note_opening(struct sf_books *books)
{
    const int64_t *balance = sf_ledger_row(books, 0, SF_BALANCE);
    for (size_t i = 0; i < books->n; i++) {
        for (size_t e = 0; e < SF_N_EVENTS; e++) {
            SF_ROW(books, first_month, e)[i] = (int32_t)books->plan->n_months + 1;
        }
        if (balance[i] < 0) {
            SF_ROW(books, first_month, SF_SHORTFALL)[i] = 0;
            SF_ROW(books, first_month, SF_LOW)[i] = 0;
        }
        if (balance[i] < books->plan->minimum_balance) {
            SF_ROW(books, first_month, SF_BREACH)[i] = 0;
            SF_ROW(books, first_month, SF_OVERCOMMITTED)[i] = 0;
        }
    }
}

void sf_books_open(struct sf_block *block, struct sf_books *books)
{
    const struct sf_plan *plan = books->plan;
    const size_t stride = books->stride;
    const double *opening = sf_price_row(books, plan->scenario->fund.opening);
    books->n = block->n;
    memset(books->ledger, 0,
           (plan->n_months + 1) * plan->n_measures * stride * sizeof(*books->ledger));
    if (books->refund != NULL) {
        memset(books->refund, 0, plan->n_phases * stride * sizeof(*books->refund));
    }
    memset(books->kind_days, 0, plan->n_kind_rows * stride * sizeof(*books->kind_days));
    const size_t n_claims = sf_plan_keeps_rules(plan) ? plan->scenario->n_rules : 1;
    memset(books->claims_due, 0,
           n_claims * SF_CLAIM_ROWS * stride * sizeof(*books->claims_due));
    if (books->overdue != NULL) {
        memset(books->overdue, 0, stride * sizeof(*books->overdue));
    }
    memset(books->rule_claims, 0,
           plan->scenario->n_rules * stride * sizeof(*books->rule_claims));
    memset(books->employer, 0,
           block->n_slots * SF_N_EMPLOYER_MEASURES * stride * sizeof(*books->employer));
    memset(books->fund_cost, 0, stride * sizeof(*books->fund_cost));
    memset(books->band, 0, plan->n_bands * sizeof(*books->band));
    memset(books->total, 0, SF_N_TOTALS * stride * sizeof(*books->total));
    for (size_t i = 0; i < books->n; i++) {
        const int64_t pence = sf_pence_round(sf_pence_rate(opening[i]));
        sf_ledger_row(books, 0, SF_BALANCE)[i] = pence;
        sf_ledger_row(books, 0, SF_NET_POSITION)[i] = pence;
        sf_ledger_row(books, 0, SF_LOW_IN_MONTH)[i] = pence;
        sf_ledger_row(books, 0, SF_COVER_MONTHS)[i] = INT64_MAX;
        sf_ledger_row(books, 0, SF_MEMBERS)[i] = block->members[i];
    }
    memcpy(SF_ROW(books, total, SF_T_LOWEST_BALANCE),
           sf_ledger_row(books, 0, SF_BALANCE), books->n * sizeof(int64_t));
    note_opening(books);
    if (plan->pots != NULL) {
        sf_pots_open(books);
    }
}
