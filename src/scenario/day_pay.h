/** Strike pay of a day (M6.6). */
#ifndef STRIKEFUND_SCENARIO_DAY_PAY_H
#define STRIKEFUND_SCENARIO_DAY_PAY_H

#include "strikefund/scenario.h"

/**
 * Pence of strike pay for a full paid day, before any cap; never above the net day
 * unless the rule allows it.
 *
 * @param net    the day's net pay in pence
 * @param gross  the day's gross pay in pence
 */
double sf_rule_day_pence(const struct sf_rule *rule, size_t band, double net,
                         double gross);

#endif
