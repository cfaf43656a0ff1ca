/** Which scenario a document is about. */
#ifndef STRIKEFUND_OUTPUT_JSON_SCENARIO_H
#define STRIKEFUND_OUTPUT_JSON_SCENARIO_H

#include "output/json.h"
#include "strikefund/scenario.h"

/** Adds `scenario`: file as the user named it, title, sha256. */
void sf_json_add_scenario(struct sf_json *json, const struct sf_scenario *scenario);

/** Adds `start`, `end` and `months` of the plan. */
void sf_json_add_span(struct sf_json *json, const struct sf_scenario *scenario);

/** Adds `inputs`: how many uncertain numbers are given, and how many of them are
 *  judgements. */
void sf_json_add_inputs(struct sf_json *json, const struct sf_scenario *scenario);

#endif
