/** Reads sums by levy class or by band: { lower = 3.0; higher = 5.0; }, or where a
 *  name cannot be a key ( { name = "AA/AO"; pounds = 3.0; } ). */
#ifndef STRIKEFUND_SCENARIO_KEYED_H
#define STRIKEFUND_SCENARIO_KEYED_H

#include "scenario/reading.h"

struct sf_keyed {
    const char *key;
    double pounds;
    const struct sf_setting *setting; /* blamed for it */
};

struct sf_keyed_list {
    struct sf_keyed *keyed; /* freed by the caller */
    size_t n;
};

/** Reads either form; an empty one gives none. False, with the fault told, when it is
 *  neither; an entry that is wrong is told and left out. */
bool sf_keyed_read(struct sf_reading *reading, const struct sf_setting *setting,
                   double most, const char *unit, struct sf_keyed_list *list);

/** The band of that name or column; SF_NONE when there is none. */
size_t sf_band_find(const struct sf_scenario *scenario, const char *key);

#endif
