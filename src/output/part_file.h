/**
 * The part that a run leaves among its files.
 */
#ifndef STRIKEFUND_OUTPUT_PART_FILE_H
#define STRIKEFUND_OUTPUT_PART_FILE_H

#include "output/view.h"

/** Adds the bytes of partial.sfp. */
SF_MUST_USE enum sf_status sf_part_write(const struct sf_view *view,
                                         struct sf_text *text);

#endif
