/**
 * What each command takes: one table for argp, for its help and for the look at the
 * line before argp sees it.
 */
#ifndef STRIKEFUND_CLI_GRAMMAR_H
#define STRIKEFUND_CLI_GRAMMAR_H

#include <argp.h>

#include "cli/options.h"

/** What argp calls the options that have no letter. */
enum {
    KEY_RUNS = 0x100,
    KEY_RUNS_FROM,
    KEY_RUNS_TO,
    KEY_PRECISION,
    KEY_RESUME,
    KEY_CHECKPOINT,
    KEY_SEED,
    KEY_THREADS,
    KEY_SET,
    KEY_VARY,
    KEY_FRESH,
    KEY_GOAL,
    KEY_TURNING,
    KEY_STRATEGY,
    KEY_FOLDER,
    KEY_QUIET,
    KEY_COLOUR,
    KEY_JSON,
    KEY_FORMAT,
    KEY_RUN,
    KEY_ACTUALS,
    KEY_VERSION
};

/** One command: its name, what it is, its argument and its options. */
struct sf_grammar {
    enum sf_command command;
    const char *name;
    const char *argument;
    const char *help;
    const struct argp_option *option;
};

/** The command of a name; ends the program with a suggestion when there is none. */
const struct sf_grammar *sf_grammar_find(const char *name);

/**
 * Looks at a command's options before argp does: argp takes any beginning of a long
 * name, so that a line which works today would mean something else after the next
 * option is added, and it cannot suggest. Ends the program at the first fault.
 */
void sf_grammar_check(const struct sf_grammar *grammar, int argc, char **argv);

#endif
