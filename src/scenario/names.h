/** Names of one list of a scenario: unique, and found again when others refer to them.
 */
#ifndef STRIKEFUND_SCENARIO_NAMES_H
#define STRIKEFUND_SCENARIO_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "scenario/setting.h"
#include "strikefund/scenario.h"

struct sf_reading;

struct sf_name_entry {
    uint32_t hash;
    size_t index;
};

/** Of an array whose structures all begin with a place and a name. Zero it first. */
struct sf_name_table {
    const void *base;
    size_t n, stride;
    const char *noun;            /* "employer" */
    struct sf_name_entry *entry; /* by hash; those with a name */
    size_t n_entries;
};

/** Makes the table; tells as faults names given twice and names whose hashes collide,
 *  which would share their random numbers. */
void sf_names_collect(struct sf_reading *reading, const void *base, size_t n,
                      size_t stride, const char *noun, struct sf_name_table *table);

void sf_names_free(struct sf_name_table *table);

/** Reads a reference. SF_NONE, with the fault told, when it refers to nothing. */
size_t sf_reference_read(struct sf_reading *reading, const struct sf_name_table *table,
                         const struct sf_setting *setting);

/** Reads one name or a list of different names, as indexes. */
void sf_references_read(struct sf_reading *reading, const struct sf_name_table *table,
                        const struct sf_setting *setting, struct sf_indexes *indexes);

/** Tells that a setting refers to something that is not there, with the nearest. */
void sf_reference_fault(struct sf_reading *reading, const struct sf_setting *setting,
                        const char *noun, const struct sf_nearest *nearest);

/** All indexes 0 .. n-1. False when out of memory. */
bool sf_indexes_all(struct sf_reading *reading, size_t n, struct sf_indexes *indexes);

#endif
