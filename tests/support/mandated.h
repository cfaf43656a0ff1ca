/** Whether a day is sure to be lawful for a strike, whatever votes are left to chance.
 */
#ifndef STRIKEFUND_TESTS_MANDATED_H
#define STRIKEFUND_TESTS_MANDATED_H

#include "scenario/mandates.h"

static inline bool is_mandated(const struct sf_scenario *scenario, size_t employer,
                               int32_t day)
{
    return sf_mandate_cover(scenario, NULL, SF_QUESTION_STRIKE, employer, day).is_sure;
}

#endif
