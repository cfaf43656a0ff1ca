/** What gnuplot draws an answer from: dat/solve.dat and dat/words.gp. */
#ifndef STRIKEFUND_OUTPUT_SOLVE_DAT_H
#define STRIKEFUND_OUTPUT_SOLVE_DAT_H

#include "core/text.h"
#include "strikefund/solve.h"

/** A block a strategy: first a comment, then a row a value with the goal's figure and
 *  its bounds, as they are drawn: of 100 campaigns, pounds, days or members. A bound
 * that there is not is the figure. */
SF_MUST_USE enum sf_status sf_solve_dat_write(const struct sf_solve *solve,
                                              struct sf_text *text);

/** Names, the goal and the answers as gnuplot assignments. */
SF_MUST_USE enum sf_status sf_solve_gp_write(const struct sf_solve *solve,
                                             struct sf_text *text);

#endif
