/** A sweep's answer as a JSON document. */
#ifndef STRIKEFUND_OUTPUT_SWEEP_JSON_H
#define STRIKEFUND_OUTPUT_SWEEP_JSON_H

#include "output/json.h"
#include "output/sweep_view.h"

/**
 * @param rows       sweep.csv, with its first line
 * @param directory  that the files are in
 * @param[out] text  as in strikefund/json.h
 */
SF_MUST_USE enum sf_status sf_sweep_json_make(const struct sf_sweep_view *view,
                                              const char *version, const char *rows,
                                              const char *directory, char **text);

/** Adds `vary`: each key with its values, one by one as add_value adds them. */
void sf_sweep_json_add_keys(struct sf_json *json, const struct sf_sweep_grid *grid,
                            void (*add_value)(struct sf_json *json, const char *key,
                                              const char *value));

#endif
