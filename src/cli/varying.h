/** What a command puts through a range, and what for, as typed. Each ends the program
 *  with 64 when it is not understood. */
#ifndef STRIKEFUND_CLI_VARYING_H
#define STRIKEFUND_CLI_VARYING_H

#include "cli/grammar.h"

/** --vary: KEY=LO:HI:STEP or KEY=A,B,C; of solve, KEY=LO:HI. */
void sf_varying_add(const struct sf_grammar *grammar, struct sf_options *options,
                    const char *text);

/** --turning: KEY=LO:HI. */
void sf_varying_add_turning(const struct sf_grammar *grammar,
                            struct sf_options *options, const char *text);

/** --goal */
void sf_varying_take_goal(const struct sf_grammar *grammar, struct sf_options *options,
                          const char *text);

#endif
