/** What is said of a key, a group of keys or a distribution: words made from the
 *  schema's table. */
#ifndef STRIKEFUND_SCENARIO_EXPLAINED_H
#define STRIKEFUND_SCENARIO_EXPLAINED_H

#include "core/text.h"
#include "scenario/schema.h"
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

/** Type, unit, range, default, meaning and place of a key. */
void sf_explained_key(struct sf_text *text, enum sf_group group,
                      const struct sf_key *key);

/** A group's keys, a line each. */
void sf_explained_group(struct sf_text *text, enum sf_group group);

/** A distribution and its parameters. */
void sf_explained_distribution(struct sf_text *text, enum sf_distribution which);

/** How an uncertain number is written: every distribution, sources and grades. */
void sf_explained_numbers(struct sf_text *text);

#endif
