/**
 * How a dispute ends, or rests: settlements and pauses (model rules M8.1 and M8.2), as
 * the file says it.
 */
#ifndef STRIKEFUND_SETTLEMENT_H
#define STRIKEFUND_SETTLEMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "strikefund/lists.h"

struct sf_scenario; /* strikefund/scenario.h */
struct sf_strategy;

enum sf_settles {
    SF_SETTLES_ON_DATE,  /* in every run */
    SF_SETTLES_BY_CHANCE /* Weibull, in months since the first action (M8.1) */
};

/** Something that a settlement brings each member, besides money on their pay. */
struct sf_gain {
    struct sf_place place;
    char *name;
    size_t amount; /* input: pounds a member */
};

struct sf_settlement {
    struct sf_place place;
    char *name;
    enum sf_settles kind;
    int32_t date; /* of SF_SETTLES_ON_DATE: the first day without action */
    /* Of SF_SETTLES_BY_CHANCE. H(t) = (t / scale)^shape after t months. */
    size_t scale;           /* input: months; SF_NONE unless by chance */
    size_t shape;           /* input, or SF_NONE: 1 */
    size_t pressure_effect; /* input: log of the hazard's factor for work not done worth
                               a year's pay; SF_NONE: 0 */
    int32_t wind_down;      /* months that the levy goes on */
    /* What it is worth (M8.2). */
    size_t lump_sum; /* input: pounds a member */
    size_t pay_rise; /* input: share of salary */
    struct sf_gain *gain;
    size_t n_gains;
};

/** Months in which a strategy calls nobody out and its levy goes on (M8.2). */
struct sf_pause {
    struct sf_place place;
    int32_t from, to; /* days, both included */
    size_t ballot;    /* consultative: it rests where this has passed, at each employer;
                         SF_NONE: it rests in any case */
};

/** Whether a strategy acts at an employer on a day in some run, as far as its
 *  settlement and its pause tell: it has not settled on a date before, nor rests for
 *  certain. */
bool sf_strategy_may_act(const struct sf_scenario *scenario,
                         const struct sf_strategy *strategy, size_t employer,
                         int32_t day);

#endif
