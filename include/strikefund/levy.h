/**
 * Levies (model rules M5.1 to M5.6), as the file says it.
 */
#ifndef STRIKEFUND_LEVY_H
#define STRIKEFUND_LEVY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "strikefund/lists.h"

struct sf_rate {
    char *levy_class;
    double pounds; /* a month */
};

/** What a levy that waits for the fund looks at (M5.6). */
enum sf_trigger {
    SF_TRIGGER_NONE, /* it does not wait */
    SF_TRIGGER_BALANCE,
    SF_TRIGGER_NET_POSITION
};

/** One of the ways in which a levy is collected (M5.5). */
struct sf_channel {
    struct sf_place place;
    char *name;
    double share;           /* of the payers due; a levy's sum to 1 */
    int32_t collection_lag; /* months, 0..12 */
    size_t fail, recover;   /* inputs, shares */
};

/** A levy that is given back (M5.6): what was paid of the levy due in its last months,
 *  what failed and was recovered a month later among it. Those months go by the levy's
 *  dates, and are earlier where a settlement on a date ends it; where one by chance
 *  does, nothing was due in the months after it, and nothing is given back for them. */
struct sf_refund {
    struct sf_place place;
    int32_t months;   /* in which it is due, the last; 0: nothing is given back */
    int32_t promised; /* month from which on it is owed */
    int32_t paid;     /* month in which it is paid: when all of it has come in */
};

struct sf_levy {
    struct sf_place place;
    char *name;
    int32_t from, to; /* months, both included */
    enum sf_trigger trigger;
    double on_below, off_above; /* pounds at the last close; NAN where it does not wait
                                 */
    struct sf_rate *rate;       /* one a class; none when share_of_pay is used */
    size_t n_rates;
    double share_of_pay;            /* of gross monthly salary; 0 when rates are used */
    struct sf_rate *reference_rate; /* default: the rates themselves */
    size_t n_reference_rates;
    size_t notpay;        /* input, share; the median employer's */
    double spread;        /* sd on the logit between employers */
    double month_spread;  /* sd on the logit, shared by all in a month */
    size_t rate_response; /* input, logit per pound above the reference */
    bool is_consulted;
    size_t consultation_effect; /* input, on the logit */
    size_t lapse;               /* input, share of payers a month */
    size_t fail, recover;       /* inputs, shares (M5.5) */
    bool exempt_on_paid_strike;
    int32_t collection_lag;     /* months, 0..12 */
    struct sf_channel *channel; /* instead of its own fail, recover and lag */
    size_t n_channels;          /* 0: it has none, and is collected in one way */
    bool *is_in_scope; /* [n_employers + 1] last: other payers; NULL: employers alone */
    size_t pot;        /* it goes to; SF_NONE where the fund is one */
    bool has_refund;
    struct sf_refund refund;
};

#endif
