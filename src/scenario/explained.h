/** What is said of a key, a group of keys or a distribution: words made from their
 *  facts. */
#ifndef STRIKEFUND_SCENARIO_EXPLAINED_H
#define STRIKEFUND_SCENARIO_EXPLAINED_H

#include "core/text.h"
#include "scenario/facts.h"

/** Type, unit, range, default, meaning and place of a key. */
void sf_explained_key(struct sf_text *text, const struct sf_key_facts *key);

/** A group's keys, a line each. */
void sf_explained_group(struct sf_text *text, enum sf_group group);

/** A distribution and its parameters. */
void sf_explained_distribution(struct sf_text *text, enum sf_distribution which);

/** How an uncertain number is written: every distribution, sources and grades. */
void sf_explained_numbers(struct sf_text *text);

#endif
