#include "output/books.h"

/** Whether a month's pots balance, each by itself, and sum up to the fund. */
static void check_pots(const struct sf_ledger *ledger, size_t m)
{
    int64_t rest = sf_ledger_value(ledger, m, SF_BALANCE);
    int64_t lent = 0;
    for (size_t p = 0; p < ledger->n_pots; p++) {
        int64_t now[SF_N_POT_MEASURES];
        int64_t before[SF_N_POT_MEASURES];
        for (int k = 0; k < SF_N_POT_MEASURES; k++) {
            now[k] = sf_ledger_pot(ledger, m, p, (enum sf_pot_measure)k);
            before[k] = sf_ledger_pot(ledger, m - 1, p, (enum sf_pot_measure)k);
        }
        SF_BUG_ON(now[SF_P_BALANCE] !=
                  before[SF_P_BALANCE] + now[SF_P_LEVY_INCOME] +
                      now[SF_P_OTHER_INCOME] - now[SF_P_STRIKE_PAY_PAID] -
                      now[SF_P_HARDSHIP] - now[SF_P_OTHER_OUTGO] +
                      now[SF_P_LOANS_OWED] - before[SF_P_LOANS_OWED] -
                      now[SF_P_LOANS_MADE] + before[SF_P_LOANS_MADE]);
        rest -= now[SF_P_BALANCE];
        lent += now[SF_P_LOANS_MADE] - now[SF_P_LOANS_OWED];
    }
    SF_BUG_ON(ledger->n_pots > 0 && (rest != 0 || lent != 0));
}

void sf_books_check(const struct sf_trace *trace)
{
    const struct sf_ledger *ledger = &trace->ledger;
    for (size_t m = 1; m <= ledger->n_months; m++) {
        int64_t now[SF_N_MEASURES];
        check_pots(ledger, m);
        for (size_t k = 0; k < SF_N_MEASURES; k++) {
            now[k] = sf_ledger_value(ledger, m, (enum sf_measure)k);
        }
        SF_BUG_ON(now[SF_BALANCE] != sf_ledger_value(ledger, m - 1, SF_BALANCE) +
                                         now[SF_LEVY_INCOME] + now[SF_OTHER_INCOME] -
                                         now[SF_STRIKE_PAY_PAID] - now[SF_HARDSHIP] -
                                         now[SF_OTHER_OUTGO]);
        SF_BUG_ON(now[SF_CLAIMS] != sf_ledger_value(ledger, m - 1, SF_CLAIMS) +
                                        now[SF_STRIKE_PAY_CLAIMED] -
                                        now[SF_STRIKE_PAY_PAID] -
                                        now[SF_STRIKE_PAY_UNPAID]);
        SF_BUG_ON(now[SF_REFUNDS_OWED] !=
                  sf_ledger_value(ledger, m - 1, SF_REFUNDS_OWED) +
                      now[SF_REFUNDS_PROMISED] - now[SF_REFUNDS_PAID]);
        SF_BUG_ON(now[SF_STRIKE_PAY_DUE] !=
                  now[SF_STRIKE_PAY_CLAIMED] + now[SF_CLAIMS_LAPSED]);
        for (size_t i = 0; i < trace->n_action_months; i++) {
            const struct sf_action_month *at = &trace->action_month[i];
            if (at->month == m) {
                now[SF_STRIKERS] -= at->strikers;
                now[SF_STRIKE_DAYS] -= at->strike_days;
                now[SF_PAY_LOST] -= at->pay_lost;
                now[SF_STRIKE_PAY_DUE] -= at->strike_pay_due;
            }
        }
        SF_BUG_ON(now[SF_STRIKERS] != 0 || now[SF_STRIKE_DAYS] != 0 ||
                  now[SF_PAY_LOST] != 0 || now[SF_STRIKE_PAY_DUE] != 0);
    }
}
