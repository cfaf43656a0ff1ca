/** What was run, for machines: manifest.json (the byte contract) and build.json. */
#ifndef STRIKEFUND_OUTPUT_MANIFEST_H
#define STRIKEFUND_OUTPUT_MANIFEST_H

#include "output/lineup.h"
#include "output/view.h"
#include "strikefund/solve.h"
#include "strikefund/sweep.h"

/** No clock, no path: the same run gives the same bytes anywhere. It holds the hash of
 *  scenario.resolved.cfg. */
SF_MUST_USE enum sf_status sf_manifest_write(const struct sf_view *view,
                                             struct sf_text *text);

/** The same for several scenarios, each with its plan hash and its strategies. */
SF_MUST_USE enum sf_status sf_manifest_write_lineup(const struct sf_lineup *lineup,
                                                    struct sf_text *text);

/** How it was run: compiler, instruction set, threads, seconds. */
SF_MUST_USE enum sf_status sf_build_write(const struct sf_view *view,
                                          struct sf_text *text);

/** What is swept, known before the first point is simulated. No clock, no path. */
SF_MUST_USE enum sf_status sf_manifest_write_sweep(const struct sf_sweep *sweep,
                                                   const char *version,
                                                   struct sf_text *text);

/** What is solved for. No clock, no path. */
SF_MUST_USE enum sf_status sf_manifest_write_solve(const struct sf_solve *solve,
                                                   const char *version,
                                                   struct sf_text *text);

/** Says in what two manifests of sweeps differ: "another seed, other strategies".
 *  kept may be NULL or no JSON. */
void sf_manifest_add_differences(const char *kept, const char *wanted,
                                 struct sf_text *text);

#endif
