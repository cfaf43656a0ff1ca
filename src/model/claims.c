/* Claims: when what is claimed is payable, and what of it is paid (M7.1, M7.3). */
#include <string.h>

#include "core/money.h"
#include "model/steps.h"

__extension__ typedef __int128 wide;

/** The claims of a rule payable in a month. Unless they share the cash, or are paid
 * from pots of their own, all rules' are kept together. */
static int64_t *claims_payable(const struct sf_books *books, size_t rule, size_t month)
{
    const size_t row = sf_plan_keeps_rules(books->plan) ? rule * SF_CLAIM_ROWS : 0;
    return SF_ROW(books, claims_due, row + month % SF_CLAIM_ROWS);
}

/** Spreads the claims of the month over this and later months by the rule's weights;
 *  no penny is lost. */
static void schedule_claims(struct sf_books *books, size_t month)
{
    const struct sf_scenario *scenario = books->plan->scenario;
    for (size_t r = 0; r < scenario->n_rules; r++) {
        const struct sf_numbers *lag = &scenario->rule[r].claim_lag;
        int64_t *claimed = SF_ROW(books, rule_claims, r);
        for (size_t i = 0; i < books->n; i++) {
            if (claimed[i] == 0) {
                continue;
            }
            int64_t part[SF_MAX_CLAIM_LAG];
            sf_split_largest_remainder(claimed[i], lag->value, lag->n, part);
            for (size_t j = 0; j < lag->n; j++) {
                claims_payable(books, r, month + j)[i] += part[j];
            }
            claimed[i] = 0;
        }
    }
}

/** Pays all that is payable. */
static void pay_all(struct sf_books *books, size_t month)
{
    int64_t *paid = sf_ledger_row(books, month, SF_STRIKE_PAY_PAID);
    const bool is_apart = sf_plan_keeps_rules(books->plan);
    const size_t n = is_apart ? books->plan->scenario->n_rules : 1;
    for (size_t r = 0; r < n; r++) {
        int64_t *payable = claims_payable(books, r, month);
        if (is_apart) {
            memcpy(SF_ROW(books, rule_paid, r), payable, books->n * sizeof(*payable));
        }
        for (size_t i = 0; i < books->n; i++) {
            paid[i] += payable[i];
            payable[i] = 0;
        }
    }
}

/** What is left of a claim that is paid in part: refused, or payable next month. */
static void leave_unpaid(struct sf_books *books, size_t rule, size_t month, size_t run,
                         int64_t left)
{
    if (books->plan->scenario->rule[rule].is_written_off) {
        sf_ledger_row(books, month, SF_STRIKE_PAY_UNPAID)[run] += left;
        books->fund_cost[run] -= left;
    } else {
        claims_payable(books, rule, month + 1)[run] += left;
        books->overdue[run] += left;
    }
}

/**
 * Shares cash that is not enough among the rules' claims, pro rata: cash * claims of
 * the rule / all claims, a penny of what is left over to the largest remainders, ties
 * to the lower index. Never more than a rule's claims, for cash is less than all.
 */
static void share_cash(struct sf_books *books, size_t month, size_t run, int64_t cash,
                       int64_t all)
{
    const size_t n_rules = books->plan->scenario->n_rules;
    int64_t left_over = cash;
    for (size_t r = 0; r < n_rules; r++) {
        const wide product = (wide)cash * (wide)claims_payable(books, r, month)[run];
        books->share[r] = (int64_t)(product / (wide)all);
        books->remainder[r] = (int64_t)(product % (wide)all);
        left_over -= books->share[r];
    }
    for (; left_over > 0; left_over--) {
        size_t largest = 0;
        for (size_t r = 1; r < n_rules; r++) {
            largest = books->remainder[r] > books->remainder[largest] ? r : largest;
        }
        books->share[largest]++;
        books->remainder[largest] = -1;
    }
    for (size_t r = 0; r < n_rules; r++) {
        int64_t *payable = &claims_payable(books, r, month)[run];
        const int64_t left = *payable - books->share[r];
        *payable = 0;
        if (left > 0) {
            leave_unpaid(books, r, month, run, left);
        }
    }
}

/** Pays what the cash above the minimum balance allows: the last close and this month's
 *  income, which comes before claims; other outgo comes after them (M3.1). */
static void pay_from_cash(struct sf_books *books, size_t month)
{
    const size_t n_rules = books->plan->scenario->n_rules;
    const int64_t minimum = books->plan->minimum_balance;
    const int64_t *last = sf_ledger_row(books, month - 1, SF_BALANCE);
    const int64_t *levy = sf_ledger_row(books, month, SF_LEVY_INCOME);
    const int64_t *income = sf_ledger_row(books, month, SF_OTHER_INCOME);
    int64_t *paid = sf_ledger_row(books, month, SF_STRIKE_PAY_PAID);
    int64_t *n_cut = SF_ROW(books, total, SF_T_MONTHS_UNPAID);
    for (size_t i = 0; i < books->n; i++) {
        const int64_t above = last[i] + levy[i] + income[i] - minimum;
        int64_t cash = above > 0 ? above : 0;
        if (books->plan->pots != NULL) {
            const int64_t held = sf_pots_hold(books, month, SF_OUTGO_STRIKE_PAY, i);
            cash = held < cash ? held : cash;
        }
        int64_t all = 0;
        for (size_t r = 0; r < n_rules; r++) {
            all += claims_payable(books, r, month)[i];
        }
        books->overdue[i] = 0;
        books->is_cut[i] = cash < all;
        paid[i] = cash < all ? cash : all;
        if (cash < all) {
            share_cash(books, month, i, cash, all);
            n_cut[i] += SF_HELD_MONTH;
        }
        for (size_t r = 0; r < n_rules && cash >= all; r++) {
            claims_payable(books, r, month)[i] = 0;
        }
    }
}

void sf_claims_step(struct sf_books *books, size_t month)
{
    const int64_t *due = sf_ledger_row(books, month, SF_STRIKE_PAY_DUE);
    const int64_t *claimed = sf_ledger_row(books, month, SF_STRIKE_PAY_CLAIMED);
    const int64_t *before = sf_ledger_row(books, month - 1, SF_CLAIMS);
    const int64_t *paid = sf_ledger_row(books, month, SF_STRIKE_PAY_PAID);
    const int64_t *unpaid = sf_ledger_row(books, month, SF_STRIKE_PAY_UNPAID);
    int64_t *lapsed = sf_ledger_row(books, month, SF_CLAIMS_LAPSED);
    int64_t *claims = sf_ledger_row(books, month, SF_CLAIMS);
    schedule_claims(books, month);
    if (books->overdue != NULL) {
        pay_from_cash(books, month);
    } else {
        pay_all(books, month);
    }
    for (size_t i = 0; i < books->n; i++) {
        lapsed[i] = due[i] - claimed[i];
        claims[i] = before[i] + claimed[i] - paid[i] - unpaid[i];
    }
}
