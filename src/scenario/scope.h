/** Who is levied: employers, and members elsewhere (M5.1). */
#ifndef STRIKEFUND_SCENARIO_SCOPE_H
#define STRIKEFUND_SCENARIO_SCOPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/text.h"
#include "strikefund/scenario.h"

struct sf_reading;
struct sf_setting;

/** The name by which other payers have their random numbers. */
#define SF_OTHER_PAYERS "(other payers)"

/** Reads `scope` of a levy; wants the employers read. */
void sf_scope_read(struct sf_reading *reading, const struct sf_setting *group,
                   struct sf_levy *levy);

/** Whether a levy is due from members of an employer; n_employers: other payers. */
bool sf_scope_has(const struct sf_scenario *scenario, const struct sf_levy *levy,
                  size_t employer);

/** Whether some strategy's levy is due from other payers, so that they are in bands. */
bool sf_scenario_levies_others(const struct sf_scenario *scenario);

/** The other payers in each band: by other_shares, or else as the employers' members at
 *  the opening. */
void sf_scope_split_others(const struct sf_scenario *scenario,
                           int64_t by_band[SF_MAX_BANDS]);

/** Mean salary of the employers' members in a band, by which other payers pay a share
 *  of pay; 0 when there are none. */
double sf_scope_salary(const struct sf_scenario *scenario, size_t band);

/** Tells, once strategies are known, what other payers lack to be levied. */
void sf_scope_check(struct sf_reading *reading);

/** Adds a line on who is levied; nothing where it is all employers and nobody else. */
void sf_scope_tell(struct sf_text *text, const struct sf_scenario *scenario,
                   const struct sf_levy *levy);

/** Writes the names as a scenario has them. False: there is nothing to write. */
bool sf_scope_write(struct sf_text *text, const struct sf_scenario *scenario,
                    const struct sf_levy *levy);

#endif
