/** What gnuplot draws a sweep from: dat/sweep.dat of one key or dat/heat.dat of two,
 *  dat/words.gp, and the words in place of the chart. */
#ifndef STRIKEFUND_OUTPUT_SWEEP_DAT_H
#define STRIKEFUND_OUTPUT_SWEEP_DAT_H

#include "output/stage.h"
#include "output/sweep_view.h"

/** Prepares them; dat/ must exist. */
SF_MUST_USE enum sf_status sf_sweep_dat_stage(const struct sf_sweep_view *view,
                                              struct sf_stage *stage);

#endif
