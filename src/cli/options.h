/**
 * The command line as typed, read and checked. Whatever is wrong with it is said on
 * stderr in one line with what to type instead, and the program ends with 64.
 */
#ifndef STRIKEFUND_CLI_OPTIONS_H
#define STRIKEFUND_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "strikefund/goal.h"
#include "strikefund/key_range.h"
#include "strikefund/scenario.h"
#include "strikefund/sweep.h"

#define SF_VERSION "0.1.0"

enum sf_command {
    SF_COMMAND_RUN,
    SF_COMMAND_COMPARE,
    SF_COMMAND_SWEEP,
    SF_COMMAND_SOLVE,
    SF_COMMAND_FORECAST,
    SF_COMMAND_CHECK,
    SF_COMMAND_MERGE,
    SF_COMMAND_PLOT,
    SF_COMMAND_TRACE,
    SF_COMMAND_EXPLAIN,
    SF_COMMAND_NEW,
    SF_COMMAND_DOCTOR
};

enum sf_colour { SF_COLOUR_AUTO, SF_COLOUR_ALWAYS, SF_COLOUR_NEVER };

struct sf_options {
    enum sf_command command;
    /* run, sweep, solve, forecast, check, trace: the scenario; plot: the results
       directory; explain: the key, or NULL; new: the name */
    const char *path;
    const char **paths; /* compare: the scenarios; merge: the directories to join */
    size_t n_paths;
    const char *output;  /* run, compare, sweep, solve, forecast, merge: the directory
                            to write; or NULL */
    const char *actuals; /* forecast: the file of what has happened */
    const char *formats; /* plot */
    struct sf_override *override; /* --set, --runs and --seed, in the order typed */
    size_t n_overrides;
    const char **folder; /* --allow-include */
    size_t n_folders;
    struct sf_sweep_grid grid; /* sweep: --vary */
    bool is_fresh;             /* sweep */
    struct sf_key_range span;  /* solve: --vary; without a key until it is given */
    struct sf_goal goal;       /* solve; without text until it is given */
    struct sf_key_range turning[SF_MAX_TURNINGS]; /* compare: --turning */
    size_t n_turnings;
    const char **strategy; /* names chosen; none: all */
    size_t n_strategies;
    const char *run;             /* trace: a number, "worst" or "median" */
    uint64_t run_number;         /* of trace; 0: worst or median */
    uint64_t runs_from, runs_to; /* 0: not given */
    bool has_runs;               /* --runs is among the overrides */
    int n_threads;               /* 0: all the machine has */
    bool is_resumed;             /* run: go on from what is in the directory */
    double precision;            /* run: percentage points; 0: a given number of runs */
    double checkpoint; /* run: seconds from one to the next; 0: none is kept */
    bool is_quiet;
    bool is_json; /* one document on stdout instead of words */
    enum sf_colour colour;
};

/**
 * Reads the command line. Answers --help and --version itself; ends the program there,
 * and with 64 when the line is not understood.
 */
void sf_options_parse(int argc, char **argv, struct sf_options *options);

/** How scenarios are to be read: what replaces their values, and the folders allowed.
 *  Borrows from the options. */
struct sf_reading_options sf_options_reading(const struct sf_options *options);

/** Legal at any time, and twice. */
void sf_options_free(struct sf_options *options);

/** Says on stderr what is wrong with the command line and where help is, and ends the
 *  program with 64. printf-style words, no full stop. */
_Noreturn void sf_usage_fault(const char *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Says that memory ran out and ends the program with 75. */
_Noreturn void sf_fail_for_memory(void);

/** Ends the program: with 74 when what was said on stdout did not arrive, else with
 *  the code given. */
_Noreturn void sf_exit(int code);

#endif
