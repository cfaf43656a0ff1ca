/**
 * Books: the money of one strategy in a block of runs. What people do is counted once
 * (model/block.h); strategies whose people do the same keep their books side by side
 * on those counts.
 */
#ifndef STRIKEFUND_MODEL_BOOKS_H
#define STRIKEFUND_MODEL_BOOKS_H

#include "core/money.h"
#include "model/future.h"
#include "plan/plan.h"
#include "strikefund/measures.h"

/** Months of claims kept: this one and as many ahead as a claim may take. */
#define SF_CLAIM_ROWS (SF_MAX_CLAIM_LAG + 1)

#define SF_HELD_MONTH 100 /* a month, as measures hold it */

/** Sums over the runs of a block, of one band: the member's view (M10.4). */
struct sf_band_sums {
    int64_t levy_pence;
    int64_t levy_due; /* payer-months, after exemption */
    int64_t exempt;   /* paid-striker-months while a levy was due */
    int64_t pay_lost_pence;
    int64_t strike_pay_pence; /* claimed */
    int64_t hardship_pence;
    int64_t involved; /* members, each cell's busiest month */
};

struct sf_books {
    const struct sf_plan *plan;
    const struct sf_future *future; /* whose inputs price the counts */
    size_t n, stride;
    bool has_own_pay; /* a day's pay, its weight or its kind is not as in the first
                         books */
    bool has_own_strike_pay; /* nor is what is due for it, claimed and paid; true of the
                                first books */
    int64_t *claims_due;     /* [SF_CLAIM_ROWS][stride] payable by month % rows; where
                                rules are kept apart, so many rows for each */
    int64_t *rule_claims;    /* [n_rules][stride] claimed this month */
    int64_t *overdue; /* [stride] payable and carried on to the next month; NULL where
                         all is paid always, as the next three */
    int32_t *is_cut;  /* [stride] something payable this month is not paid */
    int64_t *share, *remainder; /* [n_rules] work, of one run's claims */
    int64_t *hardship_left;     /* [n_rules][stride] this month */
    int64_t *fund_cost;         /* [stride] over the plan (M10.3) */
    int64_t *ledger;            /* [(n_months + 1) * the plan's n_measures][stride] */
    int64_t *refund;            /* [n_phases][stride] come in so far of what is to be
                                   given back; NULL: the plan has no refund */
    /* Where the fund has pots (M7.4); NULL where it is one. */
    int64_t *pot_due;     /* [SF_N_OUTGOES][stride] to be paid this month */
    int64_t *pot_left;    /* [stride] a work row */
    int64_t *rule_paid;   /* [n_rules][stride] this month, where rules have own pots */
    int64_t *loan_owed;   /* [the plan's loans][stride] */
    int64_t *pot;         /* [(n_months + 1) * pots * SF_N_POT_MEASURES][stride];
                             NULL: the fund is one */
    int64_t *kind_days;   /* [plan's n_kind_rows][stride] strike-days; member-days of
                             action short of strike */
    int32_t *first_month; /* [SF_N_EVENTS][stride]; n_months + 1: never */
    int64_t *total;       /* [SF_N_TOTALS][stride], filled by sf_books_totals */
    struct sf_band_sums *band; /* [n_bands] */
    int64_t *employer;  /* [n_slots * SF_N_EMPLOYER_MEASURES][stride] over the plan */
    int32_t *full_days; /* [n_amounts][stride] paid in full before a cap, of action
                           short of strike at hand; where there is any */
    double *sum_full, *sum_part; /* [n_amounts][stride] strike-days paid fully, and in
                                    part, of the call-out at hand, before rostering */
};

/** A measure's row of a month. */
static inline int64_t *sf_ledger_row(const struct sf_books *books, size_t month,
                                     enum sf_measure measure)
{
    return books->ledger +
           (month * books->plan->n_measures + (size_t)measure) * books->stride;
}

/** A measure's row of a pot in a month. */
static inline int64_t *sf_pot_row(const struct sf_books *books, size_t month,
                                  size_t pot, enum sf_pot_measure measure)
{
    const size_t at = month * books->plan->pots->n + pot;
    return books->pot + (at * SF_N_POT_MEASURES + (size_t)measure) * books->stride;
}

/** The row of an input that is money. */
static inline const double *sf_price_row(const struct sf_books *books, size_t input)
{
    return books->future->input + input * books->stride;
}

/** Strike pay of a call-out in a band: the plan's n_amounts, one after the other. */
static inline const struct sf_day_pay *
sf_day_pay_row(const struct sf_books *books, const struct sf_callout_month *part,
               size_t band)
{
    return sf_plan_day_pay(books->plan, part->callout, band);
}

/** The days of a kind of action in a month; NULL where the plan has none. */
static inline int64_t *sf_kind_days_row(const struct sf_books *books, size_t month,
                                        enum sf_kind kind)
{
    const size_t row = books->plan->kind_row[month * SF_N_KINDS + (size_t)kind];
    return row == SF_NONE ? NULL : books->kind_days + row * books->stride;
}

/** Whether the rule of a call-out pays anything in a band, and these books reckon it.
 */
static inline bool sf_is_paid(const struct sf_books *books,
                              const struct sf_callout_month *part, size_t band)
{
    const struct sf_day_pay *pay = sf_day_pay_row(books, part, band);
    bool pays = false;
    for (size_t k = 0; k < books->plan->n_amounts; k++) {
        pays |= pay[k].full_pence > 0.0;
    }
    return pays && books->has_own_strike_pay;
}

/** Interest for a month on what was held, or owed, at the last close. */
static inline int64_t sf_month_interest(double a_year, int64_t last_close)
{
    return sf_pence_round(a_year / 12.0 * (double)last_close);
}

/** Row r of an array of rows. */
#define SF_ROW(of, array, r) ((of)->array + (size_t)(r) * (of)->stride)

#endif
