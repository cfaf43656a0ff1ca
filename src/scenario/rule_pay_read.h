/** Reads what a strike-pay rule pays a day (M6.6). */
#ifndef STRIKEFUND_SCENARIO_RULE_PAY_READ_H
#define STRIKEFUND_SCENARIO_RULE_PAY_READ_H

#include "scenario/reading.h"

/** Reads `amounts`, `amounts_by_salary`, `tiers` and `steps` of a rule whose other keys
 *  are read. What belongs to another basis is told by the reader of rules. */
void sf_rule_pay_read(struct sf_reading *reading, const struct sf_setting *group,
                      struct sf_rule *rule);

#endif
