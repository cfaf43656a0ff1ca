/** Which key opens which group, and the facts of one key. */
#ifndef STRIKEFUND_SCENARIO_FACTS_H
#define STRIKEFUND_SCENARIO_FACTS_H

#include "scenario/schema.h"
#include "strikefund/facts.h"
#include "strikefund/scenario.h"

/** A key that opens a group of keys, or a list of such groups. */
struct sf_door {
    enum sf_group parent;
    const char *key;
    enum sf_group child;
    const char *member; /* how its members are told apart: "NAME"; NULL: it is one */
};

/** The door of that key in a group, or NULL. */
const struct sf_door *sf_door_find(enum sf_group parent, const char *key);

/** The i-th door of all; NULL past the last. */
const struct sf_door *sf_door_at(size_t i);

/** "strategies.NAME.actions.NAME"; nothing for the scenario itself. */
void sf_group_path(enum sf_group group, char path[SF_KEY_PATH_CHARS]);

struct sf_key_facts sf_key_facts_of(enum sf_group group, const struct sf_key *key);

/** What the parameters of a distribution are of, where their names do not say it; or
 *  NULL. */
const char *sf_distribution_help(enum sf_distribution which);

/** "official" for A, and so on. */
const char *sf_grade_help(enum sf_grade grade);

#endif
