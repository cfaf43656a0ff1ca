/** A levy that is given back (M5.6): read, and in the words of `check`. */
#ifndef STRIKEFUND_SCENARIO_REFUNDS_H
#define STRIKEFUND_SCENARIO_REFUNDS_H

#include "core/text.h"
#include "scenario/reading.h"

/** Reads what is given back of a levy, whose other keys have been read. */
void sf_refund_read(struct sf_reading *reading, const struct sf_setting *group,
                    struct sf_levy *levy);

/** Adds a line on it; nothing where the levy has none. */
void sf_refund_tell(struct sf_text *text, const struct sf_levy *levy);

#endif
