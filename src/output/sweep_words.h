/** A sweep's answer in plain words: a table a strategy, a line a point. */
#ifndef STRIKEFUND_OUTPUT_SWEEP_WORDS_H
#define STRIKEFUND_OUTPUT_SWEEP_WORDS_H

#include "output/sweep_view.h"

/** Ranks nothing (M13): what every point costs the fund and members, side by side. */
SF_MUST_USE enum sf_status sf_sweep_words_add(const struct sf_sweep_view *view,
                                              struct sf_text *text);

#endif
