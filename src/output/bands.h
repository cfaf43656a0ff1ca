/** The member's view by band (M10.4) as it is printed: the net is that of the parts. */
#ifndef STRIKEFUND_OUTPUT_BANDS_H
#define STRIKEFUND_OUTPUT_BANDS_H

#include "output/view.h"

enum sf_member_part {
    SF_MEMBER_LEVY,
    SF_MEMBER_PAY_LOST,
    SF_MEMBER_STRIKE_PAY,
    SF_MEMBER_HARDSHIP,
    SF_N_MEMBER_PARTS
};

/** Pence per member over the plan. */
struct sf_member_pence {
    bool is_defined; /* false when there is no such member */
    int64_t part[SF_N_MEMBER_PARTS];
    int64_t net; /* strike pay and hardship, less levy and pay lost */
};

/** is_called: a member who was called out and struck; else one never called. */
struct sf_member_pence sf_bands_member(const struct sf_view *view, size_t strategy,
                                       size_t band, bool is_called);

/** "levy", "pay lost", "strike pay" or "hardship" */
const char *sf_bands_part_name(enum sf_member_part part);

/** Pounds of real pay a year that the scenario says are at stake for a member of the
 *  band; NaN when it does not say, or nobody is in it. */
double sf_bands_at_stake(const struct sf_view *view, size_t band);

#endif
