#include "output/means.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "strikefund/limits.h"

static int64_t size_of(int64_t pence)
{
    return pence < 0 ? -pence : pence;
}

/** The measure of the largest size among n; the first of equals. */
static enum sf_measure largest_of(const int64_t pence[SF_N_MEASURES],
                                  const enum sf_measure *measure, size_t n)
{
    enum sf_measure largest = measure[0];
    for (size_t i = 1; i < n; i++) {
        if (size_of(pence[measure[i]]) > size_of(pence[largest])) {
            largest = measure[i];
        }
    }
    return largest;
}

/** Lets what is made of the flows follow them. What members lose themselves is rounded
 *  and their pay lost follows: 0 in every run is 0 in print. */
static void follow_flows(const double mean[SF_N_MEASURES], int64_t pence[SF_N_MEASURES])
{
    const double own_loss = mean[SF_PAY_LOST] - mean[SF_STRIKE_PAY_CLAIMED] +
                            mean[SF_STRIKE_PAY_UNPAID] - mean[SF_HARDSHIP];
    pence[SF_PAY_LOST] = pence[SF_STRIKE_PAY_CLAIMED] - pence[SF_STRIKE_PAY_UNPAID] +
                         pence[SF_HARDSHIP] + (int64_t)rint(own_loss);
    /* Last close less outgo is this close less income. */
    const double rest = mean[SF_LOW_IN_MONTH] - mean[SF_BALANCE] +
                        mean[SF_LEVY_INCOME] + mean[SF_OTHER_INCOME];
    pence[SF_LOW_IN_MONTH] = pence[SF_BALANCE] - pence[SF_LEVY_INCOME] -
                             pence[SF_OTHER_INCOME] + (int64_t)rint(rest);
}

/** Refunds paid are a part of other outgo, whose rest is rounded by itself; what has
 *  come to be owed follows. */
static void follow_refunds(const double mean[SF_N_MEASURES], const int64_t *before,
                           int64_t pence[SF_N_MEASURES])
{
    if (mean[SF_REFUNDS_PAID] > 0.0) {
        const double rest = mean[SF_OTHER_OUTGO] - mean[SF_REFUNDS_PAID];
        pence[SF_REFUNDS_PAID] = pence[SF_OTHER_OUTGO] - (int64_t)rint(rest);
    }
    pence[SF_REFUNDS_PROMISED] =
        pence[SF_REFUNDS_OWED] - before[SF_REFUNDS_OWED] + pence[SF_REFUNDS_PAID];
}

/* Means of whole pence are not whole: each printed to the penny by itself, a column of
   the accounts would miss its own total by a penny or two, and a treasurer would look
   for an error. So the stocks are rounded and the flows between them take up the
   difference, always in the largest flow, where it matters least. The shift is at
   most a few pence beside a standard error of pounds; books of constants do not move.
 */
void sf_means_reconcile(const double mean[SF_N_MEASURES], const int64_t *before,
                        int64_t pence[SF_N_MEASURES])
{
    for (int i = 0; i < SF_N_MEASURES; i++) {
        const bool is_money = sf_measure_unit((enum sf_measure)i) == SF_UNIT_GBP;
        pence[i] = is_money ? (int64_t)rint(mean[i]) : 0;
    }
    /* Levy due is 0 in every run of a levy without a collection lag, and stays 0. */
    const double levy_due = mean[SF_NET_POSITION] - mean[SF_BALANCE] + mean[SF_CLAIMS] +
                            mean[SF_REFUNDS_OWED];
    pence[SF_NET_POSITION] = pence[SF_BALANCE] + (int64_t)rint(levy_due) -
                             pence[SF_CLAIMS] - pence[SF_REFUNDS_OWED];
    if (before == NULL) {
        return;
    }
    /* Claims first, as strike pay paid is part of the cash, too. */
    const int64_t claimed = pence[SF_CLAIMS] - before[SF_CLAIMS] +
                            pence[SF_STRIKE_PAY_PAID] + pence[SF_STRIKE_PAY_UNPAID];
    if (pence[SF_STRIKE_PAY_CLAIMED] != 0) {
        pence[SF_STRIKE_PAY_CLAIMED] = claimed;
    } else {
        pence[SF_STRIKE_PAY_PAID] -= claimed;
    }
    pence[SF_STRIKE_PAY_DUE] = pence[SF_STRIKE_PAY_CLAIMED] + pence[SF_CLAIMS_LAPSED];

    const int64_t missing =
        pence[SF_BALANCE] - before[SF_BALANCE] -
        (pence[SF_LEVY_INCOME] + pence[SF_OTHER_INCOME] - pence[SF_STRIKE_PAY_PAID] -
         pence[SF_HARDSHIP] - pence[SF_OTHER_OUTGO]);
    static const enum sf_measure FLOW[] = {SF_LEVY_INCOME, SF_OTHER_INCOME, SF_HARDSHIP,
                                           SF_OTHER_OUTGO};
    const enum sf_measure largest = largest_of(pence, FLOW, 4);
    const bool is_income = largest == SF_LEVY_INCOME || largest == SF_OTHER_INCOME;
    pence[largest] += is_income ? missing : -missing;
    follow_flows(mean, pence);
    follow_refunds(mean, before, pence);
}

/** The pots' books beside those of the fund. */
static enum sf_status add_pots(const struct sf_results *results, size_t strategy,
                               struct sf_ledger *books)
{
    const size_t n = sf_results_n_pots(results);
    if (n == 0) {
        return SF_OK;
    }
    const size_t n_values = n * SF_N_POT_MEASURES;
    books->n_pots = n;
    books->pot = calloc((books->n_months + 1) * n_values, sizeof(*books->pot));
    if (books->pot == NULL) {
        return SF_ERR_MEMORY;
    }
    for (size_t month = 0; month <= books->n_months; month++) {
        double mean[SF_MAX_POTS * SF_N_POT_MEASURES] = {0};
        for (size_t i = 0; i < n_values; i++) {
            mean[i] = sf_results_pot(results, strategy, month, i / SF_N_POT_MEASURES,
                                     (enum sf_pot_measure)(i % SF_N_POT_MEASURES))
                          .mean;
        }
        int64_t *pence = books->pot + month * n_values;
        sf_means_reconcile_pots(n, mean, books->value + month * SF_N_MEASURES,
                                month == 0 ? NULL : pence - n_values, pence);
    }
    return SF_OK;
}

enum sf_status sf_means_init(const struct sf_results *results, size_t strategy,
                             struct sf_ledger *books)
{
    const size_t n_months = sf_results_n_months(results);
    int64_t *value = calloc((n_months + 1) * SF_N_MEASURES, sizeof(*value));
    if (value == NULL) {
        return SF_ERR_MEMORY;
    }
    for (size_t month = 0; month <= n_months; month++) {
        double mean[SF_N_MEASURES];
        for (int i = 0; i < SF_N_MEASURES; i++) {
            const struct sf_statistic found =
                sf_results_monthly(results, strategy, month, (enum sf_measure)i);
            mean[i] = found.has_moments && found.runs > 0 ? found.mean : 0.0;
        }
        int64_t *pence = value + month * SF_N_MEASURES;
        sf_means_reconcile(mean, month == 0 ? NULL : pence - SF_N_MEASURES, pence);
    }
    struct sf_ledger made = {.n_months = n_months, .value = value};
    const enum sf_status status = add_pots(results, strategy, &made);
    if (status != SF_OK) {
        sf_ledger_free(&made);
        return status;
    }
    *books = made;
    return SF_OK;
}

static int64_t sum_of(const struct sf_ledger *books, enum sf_measure measure)
{
    int64_t sum = 0;
    for (size_t month = 1; month <= books->n_months; month++) {
        sum += sf_ledger_value(books, month, measure);
    }
    return sum;
}

bool sf_means_total(const struct sf_ledger *books, enum sf_total total, int64_t *pence)
{
    switch (total) {
    case SF_T_CLOSING_BALANCE:
        *pence = sf_ledger_value(books, books->n_months, SF_BALANCE);
        return true;
    case SF_T_CLOSING_NET_POSITION:
        *pence = sf_ledger_value(books, books->n_months, SF_NET_POSITION);
        return true;
    case SF_T_LEVY_INCOME:
        *pence = sum_of(books, SF_LEVY_INCOME);
        return true;
    case SF_T_OTHER_INCOME:
        *pence = sum_of(books, SF_OTHER_INCOME);
        return true;
    case SF_T_STRIKE_PAY_DUE:
        *pence = sum_of(books, SF_STRIKE_PAY_DUE);
        return true;
    case SF_T_STRIKE_PAY_CLAIMED:
        *pence = sum_of(books, SF_STRIKE_PAY_CLAIMED);
        return true;
    case SF_T_STRIKE_PAY_PAID:
        *pence = sum_of(books, SF_STRIKE_PAY_PAID);
        return true;
    case SF_T_STRIKE_PAY_UNPAID:
        *pence = sum_of(books, SF_STRIKE_PAY_UNPAID);
        return true;
    case SF_T_CLAIMS_LAPSED:
        *pence = sum_of(books, SF_CLAIMS_LAPSED);
        return true;
    case SF_T_HARDSHIP:
        *pence = sum_of(books, SF_HARDSHIP);
        return true;
    case SF_T_OTHER_OUTGO:
        *pence = sum_of(books, SF_OTHER_OUTGO);
        return true;
    case SF_T_PAY_LOST:
        *pence = sum_of(books, SF_PAY_LOST);
        return true;
    case SF_T_MEMBERS_COST:
        *pence = sum_of(books, SF_PAY_LOST) - sum_of(books, SF_STRIKE_PAY_CLAIMED) +
                 sum_of(books, SF_STRIKE_PAY_UNPAID) - sum_of(books, SF_HARDSHIP);
        return true;
    case SF_T_WORK_NOT_DONE:
        *pence = sum_of(books, SF_WORK_NOT_DONE);
        return true;
    case SF_T_PAY_SAVED:
        *pence = sum_of(books, SF_PAY_SAVED_BY_EMPLOYER);
        return true;
    case SF_T_REFUNDS:
        *pence = sum_of(books, SF_REFUNDS_PROMISED);
        return true;
    case SF_T_LOWEST_BALANCE:
    case SF_T_OPENING_LESS_LOWEST:
    case SF_T_FUND_COST:
    case SF_T_TOTAL_COST:
    case SF_T_STRIKE_DAYS:
    case SF_T_MEMBERS_INVOLVED:
    case SF_T_CLOSING_MEMBERS:
    case SF_T_CLOSING_PAYERS:
    case SF_T_MONTHS_UNPAID:
    case SF_T_CLAIMS_OVERDUE:
    case SF_T_MONTHS_SUSPENDED:
    case SF_T_STRIKE_DAYS_SUSPENDED:
    case SF_T_MONTHS_TRIGGERED:
    case SF_T_SETTLED_AT_ONCE:
    case SF_T_SETTLED_PER_YEAR:
    case SF_N_TOTALS:
        return false;
    }
    return false;
}
