/** How a levy is collected, in plain words, for `check`. */
#ifndef STRIKEFUND_SCENARIO_COLLECTION_WORDS_H
#define STRIKEFUND_SCENARIO_COLLECTION_WORDS_H

#include "core/text.h"
#include "strikefund/scenario.h"

/** Adds lines: when what is due comes, and by which channels. Nothing where all comes
 * at once, in one way. */
void sf_collection_tell(struct sf_text *text, const struct sf_scenario *scenario,
                        const struct sf_levy *levy);

#endif
