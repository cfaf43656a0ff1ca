/** A scenario with one more value, or two, put in, as --set would. */
#ifndef STRIKEFUND_STUDY_POINT_H
#define STRIKEFUND_STUDY_POINT_H

#include "strikefund/scenario.h"

/** As sf_scenario_read_with, with n further overrides behind those of the options. */
SF_MUST_USE enum sf_status sf_point_read(const char *path,
                                         const struct sf_reading_options *reading,
                                         const struct sf_override *further, size_t n,
                                         struct sf_faults *faults,
                                         struct sf_scenario **scenario);

/** Whether a list has a fault of that place and words already. file may be NULL. */
bool sf_point_has_fault(const struct sf_faults *faults, const char *file,
                        const struct sf_fault *fault);

#endif
