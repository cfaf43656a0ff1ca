/** What was run, for machines: manifest.json (the byte contract) and build.json. */
#ifndef STRIKEFUND_OUTPUT_MANIFEST_H
#define STRIKEFUND_OUTPUT_MANIFEST_H

#include "output/lineup.h"
#include "output/view.h"

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

#endif
