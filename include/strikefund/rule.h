/**
 * Strike-pay rules (model rules M6.6 and M6.8), as the file says it.
 */
#ifndef STRIKEFUND_RULE_H
#define STRIKEFUND_RULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "strikefund/lists.h"

enum sf_basis {
    SF_BASIS_NONE,
    SF_BASIS_NET,
    SF_BASIS_GROSS,
    SF_BASIS_FLAT,
    SF_BASIS_TIERS
};

/** Strike pay of a flat rule for one band (or every band: band SF_NONE). */
struct sf_amount {
    size_t band;
    double pounds; /* a day */
};

struct sf_tier {
    double docked_from; /* share of the day docked, 0..1 */
    double pounds;      /* a day */
};

/** Strike pay of a flat rule for those whose full-time salary is at least so much. */
struct sf_salary_amount {
    double salary_from; /* pounds a year */
    double pounds;      /* a day */
};

/** What a rule pays from a later day of the strike on. */
struct sf_step {
    int32_t from_day;         /* counted as the rule's own */
    double rate;              /* net, gross; NAN where not given */
    struct sf_amount *amount; /* flat: as the rule's */
    size_t n_amounts;
};

/** A strike-pay rule (M6.6) and its hardship terms (M6.8). */
struct sf_rule {
    struct sf_place place;
    char *name;
    enum sf_basis basis;
    double rate;              /* net, gross: share of the day's pay */
    struct sf_amount *amount; /* flat: pounds a day, all bands or one each */
    size_t n_amounts;
    struct sf_salary_amount *by_salary; /* flat: instead of amount; rising */
    size_t n_by_salary;
    struct sf_tier *tier;
    size_t n_tiers;
    struct sf_step *step; /* rising */
    size_t n_steps;
    int32_t from_day;       /* first paid live day, from 1 */
    int32_t max_days;       /* paid days; 0 = no limit */
    double max_amount;      /* pounds a striker; 0 = no limit */
    char *cap_group;        /* actions of one cap group, under this rule or another,
                               share max_amount and max_days; NULL = none */
    bool from_calendar_day; /* from_day counts calendar days */
    bool allow_above_loss;
    size_t take_up;              /* input, share claimed of what is due */
    struct sf_numbers claim_lag; /* weights of months 0, 1, ...; sum 1 */
    struct sf_indexes paid_from; /* pots, as the fund's; none: those of the fund */
    bool is_written_off;         /* what the fund cannot pay of a claim; else carried */
    size_t hardship_share;       /* input, share of those out (rules of basis none) */
    size_t hardship_grant;       /* input, pounds a grant */
    double hardship_cap;         /* pounds a month; 0 = no limit */
};

#endif
