/** How the answers of solving are said: values of the key, and the goal's figure. */
#ifndef STRIKEFUND_OUTPUT_SOLVE_SAY_H
#define STRIKEFUND_OUTPUT_SOLVE_SAY_H

#include "core/text.h"
#include "output/say.h"
#include "strikefund/solve.h"

/** The i-th strategy's name. */
const char *sf_solve_strategy_name(const struct sf_solve *solve, size_t i);

/** "shortfall", "closing_balance.q05": the goal without its sign and number. */
void sf_solve_say_measure(const struct sf_goal *goal, char text[SF_SAY_CHARS]);

/** What the goal asks for, in words. */
void sf_solve_add_goal(const struct sf_goal *goal, struct sf_text *text);

/** The goal's figure, in words of a table: "4 of 100", "£1,200". */
void sf_solve_say_figure(const struct sf_solve *solve, double figure,
                         char text[SF_SAY_CHARS]);

/** "4.1 in 100", "£1,200": a bound of the figure. */
void sf_solve_say_bound(const struct sf_solve *solve, double bound,
                        char text[SF_SAY_CHARS]);

/** Sets out a figure and its bounds: "a shortfall in 4 of 100 simulated campaigns (95 %
 *  interval 3.6 to 4.4 in 100)". */
void sf_solve_add_estimate(const struct sf_solve *solve,
                           const struct sf_estimate *estimate, struct sf_text *text);

/** The figure with as many decimals as its unit has in the files. */
void sf_solve_add_digits(const struct sf_goal *goal, double figure,
                         struct sf_text *text);

/** A place of the span as its value, in no more figures than its interval's width
 *  bears; direction -1 and 1 are down and up, 0 is to the nearest. */
void sf_solve_add_place(const struct sf_solve *solve, double place, double width,
                        int direction, struct sf_text *text);

/** The same in all its figures. */
void sf_solve_add_exact_place(const struct sf_solve *solve, double place,
                              struct sf_text *text);

#endif
