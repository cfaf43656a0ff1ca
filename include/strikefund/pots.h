/**
 * Pots: ring-fenced parts of the fund (model rule M7.4), as the file says it.
 *
 * Each income goes to one pot; each outgo is paid from an order of pots, from each as
 * far as it holds money, and what then is left to pay overdraws the last of them: money
 * that the union owes to others, never to a pot. So no pot's money is ever spent on
 * what does not name it, unless it is lent.
 */
#ifndef STRIKEFUND_POTS_H
#define STRIKEFUND_POTS_H

#include <stdbool.h>
#include <stddef.h>

#include "strikefund/lists.h"

/** What pots pay for: enumerator, key of `paid_from`, what it is. One-off sums name
 *  their pot, and interest on an overdraft is paid by the pot that is overdrawn. */
#define SF_OUTGO_LIST(X)                                                               \
    X(SF_OUTGO_STRIKE_PAY, "strike_pay", "claims of strike pay")                       \
    X(SF_OUTGO_HARDSHIP, "hardship", "hardship grants")                                \
    X(SF_OUTGO_CAMPAIGN, "campaign", "campaign costs, by month and by day of action")  \
    X(SF_OUTGO_BALLOTS, "ballots", "costs of ballots")

enum sf_outgo {
#define SF_OUTGO_ENUMERATOR(name, key, help) name,
    SF_OUTGO_LIST(SF_OUTGO_ENUMERATOR)
#undef SF_OUTGO_ENUMERATOR
        SF_N_OUTGOES
};

/** The key of paid_from for an outgo. */
const char *sf_outgo_key(enum sf_outgo outgo);

struct sf_pot {
    struct sf_place place;
    char *name;
    double opening; /* pounds; NAN: what is left of the fund's */
};

/** Money that one pot may borrow from another. At the beginning of a month, by the
 *  close of the month before: the borrower is brought up to `below`, and what it holds
 *  above it goes to repay. */
struct sf_loan {
    struct sf_place place;
    size_t from, to; /* pots */
    double up_to;    /* pounds that may be owed at once */
    double below;    /* pounds in the borrower's pot */
    double keep;     /* pounds that stay in the lender's pot */
};

struct sf_pots {
    struct sf_pot *pot; /* none: the fund is one */
    size_t n;
    size_t rest; /* the pot without an opening, which takes all that names no pot */
    struct sf_indexes paid_from[SF_N_OUTGOES]; /* in the order they are drawn on */
    bool is_hardship_limited; /* to what its pots held at the last close: they are named
                                 for it (M6.8) */
    size_t subscriptions, donations; /* pots that receive them */
    struct sf_loan *loan;            /* in the order they are made, and repaid */
    size_t n_loans;
};

#endif
