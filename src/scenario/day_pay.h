/** Strike pay of a day (M6.6). */
#ifndef STRIKEFUND_SCENARIO_DAY_PAY_H
#define STRIKEFUND_SCENARIO_DAY_PAY_H

#include "strikefund/scenario.h"

/**
 * Pence of strike pay for a day of which a share is docked, before any cap; never above
 * the net pay docked unless the rule allows it. A share of net or gross pay is a share
 * of what is docked of it; a flat sum is for a whole day, and in part for a part of
 * one; of tiers it is the highest that the share reaches. Nothing where nothing is
 * docked. A strike day is docked in full.
 *
 * @param net     the day's net pay in pence
 * @param gross   the day's gross pay in pence
 * @param docked  share of the day's pay, 0..1
 */
double sf_rule_docked_pence(const struct sf_rule *rule, size_t band, double net,
                            double gross, double docked);

#endif
