/** The strategies side by side on a terminal: one row each, equal columns (M13). */
#ifndef STRIKEFUND_OUTPUT_COMPARISON_H
#define STRIKEFUND_OUTPUT_COMPARISON_H

#include "output/view.h"

/** Adds the table; long names are cut so that it fits the columns given. */
SF_MUST_USE enum sf_status sf_comparison_add(const struct sf_view *view, int columns,
                                             struct sf_text *text);

#endif
