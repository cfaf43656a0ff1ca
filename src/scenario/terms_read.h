/** Reads the groups that say on what terms: fund, members, levies, rules, ballots. */
#ifndef STRIKEFUND_SCENARIO_TERMS_READ_H
#define STRIKEFUND_SCENARIO_TERMS_READ_H

#include "scenario/reading.h"

/** The keys at the top of the file, and the law. */
void sf_head_read(struct sf_reading *reading);
void sf_fund_read(struct sf_reading *reading);
void sf_members_read(struct sf_reading *reading);
void sf_levies_read(struct sf_reading *reading);
void sf_rules_read(struct sf_reading *reading);
void sf_ballots_read(struct sf_reading *reading);

/** Frees what these have read. */
void sf_terms_free(struct sf_scenario *scenario);

/** The rule of an action that names none: unpaid. SF_NONE when there is none. */
size_t sf_rule_unpaid(const struct sf_scenario *scenario);

/** A list of employers: "all", a list of names or one name. Returns whether it was
 *  "mandated", which is all as well; allowed only where allow_mandated. */
bool sf_employers_named(struct sf_reading *reading, const struct sf_setting *setting,
                        bool allow_mandated, struct sf_indexes *employers);

#endif
