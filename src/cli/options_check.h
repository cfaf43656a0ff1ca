/** What no single option can see: what is missing, and what does not go together. */
#ifndef STRIKEFUND_CLI_OPTIONS_CHECK_H
#define STRIKEFUND_CLI_OPTIONS_CHECK_H

#include "cli/grammar.h"
#include "cli/options.h"

/** Ends the program with 64 at the first fault. */
void sf_options_check(const struct sf_grammar *grammar,
                      const struct sf_options *options);

#endif
