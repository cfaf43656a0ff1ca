/**
 * The strategies that names on the command line mean.
 */
#ifndef STRIKEFUND_CLI_CHOICE_H
#define STRIKEFUND_CLI_CHOICE_H

#include <stddef.h>

#include "cli/options.h"

/** Index of the scenario's strategy of that name; ends the program with a suggestion
 *  when there is none. command is whose help is named then. */
size_t sf_choice_strategy(const struct sf_scenario *scenario,
                          const struct sf_options *options, const char *command,
                          const char *name);

/** The strategies of --strategy, all without it, in the file's order whatever the order
 *  typed: no output ranks them. chosen has room for SF_MAX_STRATEGIES; returns how
 *  many. */
size_t sf_choice_strategies(const struct sf_scenario *scenario,
                            const struct sf_options *options, const char *command,
                            size_t *chosen);

#endif
