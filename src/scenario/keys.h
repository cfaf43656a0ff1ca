/** Reads the keys of one group into the scenario as the schema's table says. */
#ifndef STRIKEFUND_SCENARIO_KEYS_H
#define STRIKEFUND_SCENARIO_KEYS_H

#include "scenario/reading.h"
#include "scenario/schema.h"

/**
 * Fills a structure from a group of settings: what the table's types can tell. Keys
 * marked special are left to the caller; unknown ones are told as faults.
 *
 * @param setting  the group; NULL when the file has none, which gives the defaults
 * @param into     the structure of that group, zeroed
 * @param prefix   of the names of its inputs, "levies.campaign levy"
 */
void sf_keys_read(struct sf_reading *reading, const struct sf_setting *setting,
                  enum sf_group group, void *into, const char *prefix);

/** Frees what sf_keys_read allocated in a structure. */
void sf_keys_free(enum sf_group group, void *from);

/** The setting of a special key, checked to be of a type; NULL when it is not there or
 *  not so, with the fault told. */
const struct sf_setting *sf_keys_special(struct sf_reading *reading,
                                         const struct sf_setting *group,
                                         const char *key, enum sf_setting_type type);

/** The members of a list of groups, at most `most` of them; NULL when the key is not
 *  there, is empty or is no such list, with the fault told. */
const struct sf_setting *sf_keys_list(struct sf_reading *reading,
                                      const struct sf_setting *group, const char *key,
                                      size_t most);

/* Each of these reads one value. False, with the fault told, when it is not one; then
 * what it would have filled is untouched. */
bool sf_number_read(struct sf_reading *reading, const struct sf_setting *setting,
                    const struct sf_key *key, double *number);
bool sf_name_read(struct sf_reading *reading, const struct sf_setting *setting,
                  char **name);
bool sf_numbers_read(struct sf_reading *reading, const struct sf_setting *setting,
                     const struct sf_key *key, struct sf_numbers *numbers);

/** Whether numbers that should sum to 1 do, within the tolerance; then they are
 *  divided by their sum unless it is 1 but for rounding. */
bool sf_shares_normalise(double *share, size_t n, double tolerance);

/** Tells that a number is outside its key's range; false when it is inside. */
bool sf_range_fault(struct sf_reading *reading, const struct sf_setting *setting,
                    double number, double low, double high, const char *unit,
                    const char *what);

/** Tells that a setting has the wrong type. */
void sf_type_fault(struct sf_reading *reading, const struct sf_setting *setting,
                   const char *wanted, const char *unit);

#endif
