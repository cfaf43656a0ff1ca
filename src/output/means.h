/**
 * Mean books: the means over runs of one strategy, rounded to whole pence so that they
 * still add up as every run's books do.
 */
#ifndef STRIKEFUND_OUTPUT_MEANS_H
#define STRIKEFUND_OUTPUT_MEANS_H

#include "strikefund/experiment.h"
#include "strikefund/results.h"

/**
 * Rounds the means of one month to pence and lets them add up (model rule M3.2):
 *
 *     balance - balance before = levy_income + other_income - strike_pay_paid
 *                                - hardship - other_outgo
 *     claims - claims before   = claimed - paid - unpaid
 *     due                      = claimed + lapsed
 *
 * Pay lost and low_in_month, which are made of flows, follow them.
 *
 * @param mean    by enum sf_measure, in held units; those not held in pence are left
 *                out of pence
 * @param before  the reconciled month before; NULL for month 0, which has no flows
 * @param[out] pence  by enum sf_measure; not to overlap with before
 */
void sf_means_reconcile(const double mean[SF_N_MEASURES], const int64_t *before,
                        int64_t pence[SF_N_MEASURES]);

/**
 * Rounds the means of one month's pots to pence: of each pot they add up as in every
 * run (M7.4), and over the pots to the reconciled means of the fund; what is owed sums
 * up to what is lent.
 *
 *     balance - balance before = levy_income + other_income - strike_pay_paid
 *                                - hardship - other_outgo
 *                                + the rise of loans_owed - that of loans_made
 *
 * Each is split by largest remainder. Where flows leave a balance no choice, as in a
 * pot whose only levy pays its only strike pay, that balance follows them.
 *
 * @param n       pots, 1 to SF_MAX_POTS
 * @param mean    [n][SF_N_POT_MEASURES] in held units; shares are left out of pence
 * @param fund    the reconciled month of the fund
 * @param before  the reconciled month before; NULL for month 0, which has no flows
 * @param[out] pence  [n][SF_N_POT_MEASURES], as before; not to overlap with it
 */
void sf_means_reconcile_pots(size_t n, const double *mean,
                             const int64_t fund[SF_N_MEASURES], const int64_t *before,
                             int64_t *pence);

/** The reconciled means of all months as books like those of a run; freed with
 *  sf_ledger_free. Measures not held in pence are 0. Brief results have no pots. */
SF_MUST_USE enum sf_status sf_means_init(const struct sf_results *results,
                                         size_t strategy, struct sf_ledger *books);

/** The reconciled total of a flow over the plan, or the mean at its end of a stock.
 *  True when the total is a sum (or the last) of a month's measure in pence. */
bool sf_means_total(const struct sf_ledger *books, enum sf_total total, int64_t *pence);

#endif
