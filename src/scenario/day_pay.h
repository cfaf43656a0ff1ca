/** Strike pay of a day (M6.6). */
#ifndef STRIKEFUND_SCENARIO_DAY_PAY_H
#define STRIKEFUND_SCENARIO_DAY_PAY_H

#include "strikefund/scenario.h"

/** A day on which a member loses pay. */
struct sf_lost_day {
    size_t band;
    double salary; /* pounds a year, full-time */
    double gross;  /* pay of the whole day in pence */
    double net;
    double docked; /* share of it that is lost, 0..1 */
};

/**
 * Pence of strike pay for a day of which a share is docked, before any cap; never above
 * the net pay docked unless the rule allows it. A share of net or gross pay is a share
 * of what is docked of it; a flat sum is for a whole day, and in part for a part of
 * one; of tiers it is the highest that the share reaches, and so of amounts by salary.
 * Nothing where nothing is docked. A strike day is docked in full, but for a strike of
 * a part of the day.
 *
 * @param step  0: what the rule pays at first; k: what its k-th step pays
 */
double sf_rule_docked_pence(const struct sf_rule *rule, size_t step,
                            const struct sf_lost_day *day);

#endif
