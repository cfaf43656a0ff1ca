/** A sweep's answer as a JSON document. */
#ifndef STRIKEFUND_OUTPUT_SWEEP_JSON_H
#define STRIKEFUND_OUTPUT_SWEEP_JSON_H

#include "output/sweep_view.h"

/**
 * @param rows       sweep.csv, with its first line
 * @param directory  that the files are in
 * @param[out] text  as in strikefund/json.h
 */
SF_MUST_USE enum sf_status sf_sweep_json_make(const struct sf_sweep_view *view,
                                              const char *version, const char *rows,
                                              const char *directory, char **text);

#endif
