/*
 * Pots of the fund (M7.4): in which of them the month's money comes and from which it
 * goes. A pot's row SF_P_BALANCE is what it holds as the month goes on: the last close,
 * loans, income, and then outgo. The fund's own rows are the sums over its pots.
 */
#include <string.h>

#include "core/money.h"
#include "model/steps.h"

static int64_t *cash_row(const struct sf_books *books, size_t month, size_t pot)
{
    return sf_pot_row(books, month, pot, SF_P_BALANCE);
}

static void note_overdrawn(struct sf_books *books, size_t month)
{
    int32_t *first = SF_ROW(books, first_month, SF_POT_OVERDRAWN);
    for (size_t p = 0; p < books->plan->pots->n; p++) {
        const int64_t *balance = cash_row(books, month, p);
        int64_t *overdrawn = sf_pot_row(books, month, p, SF_P_OVERDRAWN);
        for (size_t i = 0; i < books->n; i++) {
            const bool is_below = balance[i] < 0;
            overdrawn[i] |= is_below;
            first[i] =
                is_below && (int32_t)month < first[i] ? (int32_t)month : first[i];
        }
    }
}

void sf_pots_open(struct sf_books *books)
{
    const struct sf_plan *plan = books->plan;
    const size_t n_rows = (plan->n_months + 1) * plan->pots->n * SF_N_POT_MEASURES;
    int64_t *rest = cash_row(books, 0, plan->pots->rest);
    memset(books->pot, 0, n_rows * books->stride * sizeof(*books->pot));
    memset(books->loan_owed, 0,
           plan->pots->n_loans * books->stride * sizeof(*books->loan_owed));
    memcpy(rest, sf_ledger_row(books, 0, SF_BALANCE), books->n * sizeof(*rest));
    for (size_t p = 0; p < plan->pots->n; p++) {
        int64_t *balance = cash_row(books, 0, p);
        for (size_t i = 0; i < books->n && p != plan->pots->rest; i++) {
            balance[i] = plan->pot_opening[p];
            rest[i] -= plan->pot_opening[p];
        }
    }
    note_overdrawn(books, 0);
}

/* ---- loans ----------------------------------------------------------------------- */

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/** Moves money between the pots of a loan: lent or, below zero, repaid. */
static void move(struct sf_books *books, size_t month, size_t which, size_t run,
                 int64_t pence)
{
    const struct sf_plan_loan *loan = &books->plan->loan[which];
    SF_ROW(books, loan_owed, which)[run] += pence;
    cash_row(books, month, loan->from)[run] -= pence;
    cash_row(books, month, loan->to)[run] += pence;
    sf_pot_row(books, month, loan->from, SF_P_LOANS_MADE)[run] += pence;
    sf_pot_row(books, month, loan->to, SF_P_LOANS_OWED)[run] += pence;
}

/** What a borrower holds above its mark repays it. */
static void repay(struct sf_books *books, size_t month, size_t which)
{
    const struct sf_plan_loan *loan = &books->plan->loan[which];
    const int64_t *borrower = cash_row(books, month, loan->to);
    const int64_t *owed = SF_ROW(books, loan_owed, which);
    for (size_t i = 0; i < books->n; i++) {
        const int64_t pence = least(owed[i], borrower[i] - loan->below);
        if (pence > 0) {
            move(books, month, which, i, -pence);
        }
    }
}

/** What it lacks is lent, as far as there is any to lend. */
static void lend(struct sf_books *books, size_t month, size_t which)
{
    const struct sf_plan_loan *loan = &books->plan->loan[which];
    const int64_t *lender = cash_row(books, month, loan->from);
    const int64_t *borrower = cash_row(books, month, loan->to);
    const int64_t *owed = SF_ROW(books, loan_owed, which);
    for (size_t i = 0; i < books->n; i++) {
        const int64_t room = least(loan->up_to - owed[i], lender[i] - loan->keep);
        const int64_t pence = least(room, loan->below - borrower[i]);
        if (pence > 0) {
            move(books, month, which, i, pence);
        }
    }
}

/* ---- a month --------------------------------------------------------------------- */

void sf_pots_begin(struct sf_books *books, size_t month)
{
    static const enum sf_pot_measure KEPT[] = {SF_P_BALANCE, SF_P_LOANS_OWED,
                                               SF_P_LOANS_MADE, SF_P_OVERDRAWN};
    const struct sf_pots *pots = books->plan->pots;
    for (size_t p = 0; p < pots->n; p++) {
        for (size_t k = 0; k < sizeof(KEPT) / sizeof(KEPT[0]); k++) {
            memcpy(sf_pot_row(books, month, p, KEPT[k]),
                   sf_pot_row(books, month - 1, p, KEPT[k]),
                   books->n * sizeof(*books->pot));
        }
    }
    for (size_t k = 0; k < pots->n_loans; k++) {
        repay(books, month, k);
    }
    for (size_t k = 0; k < pots->n_loans; k++) {
        lend(books, month, k);
    }
    memset(books->pot_due, 0, SF_N_OUTGOES * books->stride * sizeof(*books->pot_due));
}

/** A month's interest on what a pot held at the last close: received, or paid where it
 *  was overdrawn. */
static void interest(struct sf_books *books, size_t pot, size_t month)
{
    const struct sf_fund_terms *fund = &books->plan->scenario->fund;
    const int64_t *last = cash_row(books, month - 1, pot);
    int64_t *income = sf_pot_row(books, month, pot, SF_P_OTHER_INCOME);
    int64_t *outgo = sf_pot_row(books, month, pot, SF_P_OTHER_OUTGO);
    for (size_t i = 0; i < books->n; i++) {
        if (last[i] > 0) {
            income[i] += sf_month_interest(fund->interest, last[i]);
        } else {
            outgo[i] += sf_month_interest(fund->overdraft_interest, -last[i]);
        }
    }
}

/** What a pot receives and pays by itself, added to the fund's. */
static void own_flows(struct sf_books *books, size_t pot, size_t month)
{
    const struct sf_plan *plan = books->plan;
    const size_t at = month * plan->pots->n + pot;
    const double *donations = sf_price_row(books, plan->scenario->fund.donations);
    const int64_t *members = sf_ledger_row(books, month, SF_MEMBERS);
    const int64_t *levy = sf_pot_row(books, month, pot, SF_P_LEVY_INCOME);
    int64_t *income = sf_pot_row(books, month, pot, SF_P_OTHER_INCOME);
    int64_t *outgo = sf_pot_row(books, month, pot, SF_P_OTHER_OUTGO);
    int64_t *cash = cash_row(books, month, pot);
    int64_t *all_income = sf_ledger_row(books, month, SF_OTHER_INCOME);
    int64_t *all_outgo = sf_ledger_row(books, month, SF_OTHER_OUTGO);
    const bool has_subscriptions = pot == plan->pots->subscriptions;
    const bool has_donations = pot == plan->pots->donations;
    interest(books, pot, month);
    for (size_t i = 0; i < books->n; i++) {
        income[i] += plan->pot_received[at];
        outgo[i] += plan->pot_paid_out[at];
        if (has_subscriptions) {
            income[i] += sf_pence_round((double)members[i] * plan->subscription_share);
        }
        if (has_donations) {
            income[i] += sf_pence_round(sf_pence_rate(donations[i]));
        }
        all_income[i] += income[i];
        all_outgo[i] += outgo[i];
        cash[i] += levy[i] + income[i] - outgo[i];
    }
}

void sf_pots_flows(struct sf_books *books, size_t month)
{
    for (size_t p = 0; p < books->plan->pots->n; p++) {
        own_flows(books, p, month);
    }
}

int64_t sf_pots_hold(const struct sf_books *books, size_t month, enum sf_outgo outgo,
                     size_t run)
{
    const struct sf_indexes *order = &books->plan->pots->paid_from[outgo];
    int64_t sum = 0;
    for (size_t k = 0; k < order->n; k++) {
        const int64_t cash = cash_row(books, month, order->index[k])[run];
        sum += cash > 0 ? cash : 0;
    }
    return sum;
}

/** Pays from pots in their order: from each what it holds, and from the last what is
 *  left. */
static void pay_from(struct sf_books *books, size_t month,
                     const struct sf_indexes *order, const int64_t *due,
                     enum sf_pot_measure measure)
{
    int64_t *left = books->pot_left;
    memcpy(left, due, books->n * sizeof(*left));
    for (size_t k = 0; k < order->n; k++) {
        const bool is_last = k + 1 == order->n;
        int64_t *cash = cash_row(books, month, order->index[k]);
        int64_t *paid = sf_pot_row(books, month, order->index[k], measure);
        for (size_t i = 0; i < books->n; i++) {
            const int64_t held = cash[i] > 0 ? cash[i] : 0;
            const int64_t pence = is_last ? left[i] : least(left[i], held);
            cash[i] -= pence;
            paid[i] += pence;
            left[i] -= pence;
        }
    }
}

static void pay(struct sf_books *books, size_t month, enum sf_outgo outgo,
                const int64_t *due, enum sf_pot_measure measure)
{
    pay_from(books, month, &books->plan->pots->paid_from[outgo], due, measure);
}

/** Claims of rules that have pots of their own, and of those that have not, in the
 *  file's order. */
static void pay_by_rule(struct sf_books *books, size_t month)
{
    const struct sf_scenario *scenario = books->plan->scenario;
    for (size_t r = 0; r < scenario->n_rules; r++) {
        const struct sf_indexes *own = &scenario->rule[r].paid_from;
        const struct sf_indexes *order =
            own->n > 0 ? own : &books->plan->pots->paid_from[SF_OUTGO_STRIKE_PAY];
        pay_from(books, month, order, SF_ROW(books, rule_paid, r),
                 SF_P_STRIKE_PAY_PAID);
    }
}

void sf_pots_pay(struct sf_books *books, size_t month)
{
    if (books->plan->has_own_orders) {
        pay_by_rule(books, month);
    } else {
        pay(books, month, SF_OUTGO_STRIKE_PAY,
            sf_ledger_row(books, month, SF_STRIKE_PAY_PAID), SF_P_STRIKE_PAY_PAID);
    }
    pay(books, month, SF_OUTGO_HARDSHIP, sf_ledger_row(books, month, SF_HARDSHIP),
        SF_P_HARDSHIP);
    pay(books, month, SF_OUTGO_CAMPAIGN, SF_ROW(books, pot_due, SF_OUTGO_CAMPAIGN),
        SF_P_OTHER_OUTGO);
    pay(books, month, SF_OUTGO_BALLOTS, SF_ROW(books, pot_due, SF_OUTGO_BALLOTS),
        SF_P_OTHER_OUTGO);
    note_overdrawn(books, month);
}
