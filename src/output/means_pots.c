/* Means of pots, rounded to whole pence. */
#include "output/means.h"

#include <math.h>
#include <string.h>

#include "strikefund/limits.h"

/* The flows through a pot, which sum up to the fund's. */
static const struct {
    enum sf_pot_measure of_pot;
    enum sf_measure of_fund;
    int sign; /* in the balance */
} FLOW[] = {{SF_P_LEVY_INCOME, SF_LEVY_INCOME, 1},
            {SF_P_OTHER_INCOME, SF_OTHER_INCOME, 1},
            {SF_P_STRIKE_PAY_PAID, SF_STRIKE_PAY_PAID, -1},
            {SF_P_HARDSHIP, SF_HARDSHIP, -1},
            {SF_P_OTHER_OUTGO, SF_OTHER_OUTGO, -1}};
enum { N_FLOWS = sizeof(FLOW) / sizeof(FLOW[0]) };

/* Pence that the digits of a mean may be off a whole number. */
#define WHOLE 1e-3

/** The place of the largest number among those that are there; the first of equals. */
static size_t largest_of(size_t n, const double *number, const bool *is_there)
{
    size_t largest = n;
    for (size_t i = 0; i < n; i++) {
        if (is_there[i] && (largest == n || number[i] > number[largest])) {
            largest = i;
        }
    }
    return largest;
}

/** Whole numbers next to those wanted, with this sum: all rounded down, the largest
 *  remainders up. What is left, which is more than pence only by other rounding, goes
 *  to the largest. What is not there stays 0; something is. */
static void split(size_t n, const double *want, const bool *is_there, int64_t sum,
                  int64_t *share)
{
    double remainder[SF_MAX_POTS];
    bool is_open[SF_MAX_POTS];
    int64_t left = sum;
    for (size_t i = 0; i < n; i++) {
        const double whole = floor(want[i] + WHOLE);
        share[i] = is_there[i] ? (int64_t)whole : 0;
        remainder[i] = want[i] - whole;
        is_open[i] = is_there[i] && remainder[i] > WHOLE;
        left -= share[i];
    }
    for (size_t i; left > 0 && (i = largest_of(n, remainder, is_open)) < n; left--) {
        is_open[i] = false;
        share[i]++;
    }
    share[largest_of(n, want, is_there)] += left;
}

/** The place of a pot's measure in a month. */
static size_t at(size_t pot, enum sf_pot_measure measure)
{
    return pot * SF_N_POT_MEASURES + (size_t)measure;
}

/** A stock of all pots. */
static void split_stock(size_t n, const double *mean, enum sf_pot_measure measure,
                        int64_t sum, int64_t *pence)
{
    double want[SF_MAX_POTS] = {0};
    bool is_there[SF_MAX_POTS] = {false};
    int64_t share[SF_MAX_POTS];
    for (size_t p = 0; p < n; p++) {
        want[p] = mean[at(p, measure)];
        is_there[p] = true;
    }
    split(n, want, is_there, sum, share);
    for (size_t p = 0; p < n; p++) {
        pence[at(p, measure)] = share[p];
    }
}

/** One flow through the pots, each asking for what its balance still lacks. No flow is
 *  made to turn round. A penny that the fund's own rounding has put where there is no
 *  flow goes where it is lacked most. */
static void split_flow(size_t n, const double *mean, size_t flow, int64_t sum,
                       double *lacking, int64_t *pence)
{
    const enum sf_pot_measure measure = FLOW[flow].of_pot;
    const double sign = FLOW[flow].sign;
    double want[SF_MAX_POTS] = {0};
    bool is_there[SF_MAX_POTS] = {false};
    int64_t share[SF_MAX_POTS];
    size_t n_there = 0;
    for (size_t p = 0; p < n; p++) {
        const double wanted = mean[at(p, measure)] + sign * lacking[p];
        is_there[p] = mean[at(p, measure)] != 0.0;
        n_there += is_there[p];
        want[p] = mean[at(p, measure)] > 0.0 ? fmax(wanted, 0.0) : wanted;
    }
    if (n_there == 0) {
        for (size_t p = 0; p < n; p++) {
            want[p] = sum < 0 ? -want[p] : want[p];
            is_there[p] = true;
        }
        const size_t most = largest_of(n, want, is_there);
        for (size_t p = 0; p < n; p++) {
            is_there[p] = p == most;
        }
    }
    split(n, want, is_there, sum, share);
    for (size_t p = 0; p < n; p++) {
        pence[at(p, measure)] = share[p];
        lacking[p] -= sign * ((double)share[p] - mean[at(p, measure)]);
    }
}

static int64_t held(const int64_t *pence, size_t pot)
{
    return pence[at(pot, SF_P_BALANCE)] - pence[at(pot, SF_P_LOANS_OWED)] +
           pence[at(pot, SF_P_LOANS_MADE)];
}

/* Stocks are split by themselves, then the flows, one after the other. Where those of a
   pot cannot bring its balance about, it gives way by the penny, and flows of later
   months make it up. */
void sf_means_reconcile_pots(size_t n, const double *mean,
                             const int64_t fund[SF_N_MEASURES], const int64_t *before,
                             int64_t *pence)
{
    double lent = 0.0;
    double lacking[SF_MAX_POTS] = {0};
    SF_BUG_ON(n == 0 || n > SF_MAX_POTS);
    memset(pence, 0, n * SF_N_POT_MEASURES * sizeof(*pence));
    for (size_t p = 0; p < n; p++) {
        lent += mean[at(p, SF_P_LOANS_MADE)];
    }
    split_stock(n, mean, SF_P_BALANCE, fund[SF_BALANCE], pence);
    split_stock(n, mean, SF_P_LOANS_OWED, (int64_t)rint(lent), pence);
    split_stock(n, mean, SF_P_LOANS_MADE, (int64_t)rint(lent), pence);
    if (before == NULL) {
        return;
    }
    for (size_t p = 0; p < n; p++) {
        lacking[p] = (double)(held(pence, p) - held(before, p));
        for (size_t f = 0; f < N_FLOWS; f++) {
            lacking[p] -= FLOW[f].sign * mean[at(p, FLOW[f].of_pot)];
        }
    }
    for (size_t f = 0; f < N_FLOWS; f++) {
        split_flow(n, mean, f, fund[FLOW[f].of_fund], lacking, pence);
    }
    for (size_t p = 0; p < n; p++) {
        int64_t balance = held(before, p) + pence[at(p, SF_P_LOANS_OWED)] -
                          pence[at(p, SF_P_LOANS_MADE)];
        for (size_t f = 0; f < N_FLOWS; f++) {
            balance += FLOW[f].sign * pence[at(p, FLOW[f].of_pot)];
        }
        pence[at(p, SF_P_BALANCE)] = balance;
    }
}
