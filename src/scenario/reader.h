/** Parses the text of a scenario into settings. The only part that knows libconfig. */
#ifndef STRIKEFUND_SCENARIO_READER_H
#define STRIKEFUND_SCENARIO_READER_H

#include "scenario/reading.h"

/**
 * Parses a text and what it includes into reading->root.
 *
 * @return SF_OK, perhaps with faults told; SF_ERR_SCENARIO, with one fault told, when
 *         it is no scenario at all; SF_ERR_MEMORY
 */
SF_MUST_USE enum sf_status sf_settings_parse(struct sf_reading *reading,
                                             const char *text);

#endif
