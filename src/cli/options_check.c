#include "cli/options_check.h"

#include <string.h>

/** The argument a command cannot do without, in words; NULL: none. */
static const char *what_it_needs(enum sf_command command)
{
    switch (command) {
    case SF_COMMAND_RUN:
    case SF_COMMAND_COMPARE:
    case SF_COMMAND_SWEEP:
    case SF_COMMAND_FORECAST:
    case SF_COMMAND_SOLVE:
    case SF_COMMAND_CHECK:
    case SF_COMMAND_TRACE:
        return "a scenario file";
    case SF_COMMAND_MERGE:
        return "the directories to join";
    case SF_COMMAND_PLOT:
        return "a results directory";
    case SF_COMMAND_NEW:
        return "a name for the scenario";
    case SF_COMMAND_EXPLAIN:
    case SF_COMMAND_DOCTOR:
        return NULL;
    }
    return NULL;
}

/** What is varied, and that it is not set as well. */
static void check_vary(const struct sf_grammar *grammar,
                       const struct sf_options *options)
{
    if (options->command == SF_COMMAND_SWEEP && options->grid.n_keys == 0) {
        sf_usage_fault(grammar->name, "sweep needs --vary KEY=LO:HI:STEP, as in "
                                      "fund.opening=40000:90000:10000");
    }
    if (options->command == SF_COMMAND_SOLVE && options->span.key == NULL) {
        sf_usage_fault(grammar->name, "solve needs --vary KEY=LO:HI, as in "
                                      "fund.opening=40000:90000");
    }
    if (options->command == SF_COMMAND_SOLVE && options->goal.text[0] == '\0') {
        sf_usage_fault(grammar->name,
                       "solve needs --goal, as in --goal 'shortfall <= 0.05'");
    }
    for (size_t i = 0; i < options->n_overrides; i++) {
        const char *key = options->override[i].key;
        bool is_varied =
            options->span.key != NULL && strcmp(options->span.key, key) == 0;
        for (size_t k = 0; k < options->grid.n_keys; k++) {
            is_varied |= strcmp(options->grid.key[k].key, key) == 0;
        }
        if (is_varied) {
            sf_usage_fault(grammar->name, "--set and --vary both name '%s'", key);
        }
    }
}

void sf_options_check(const struct sf_grammar *grammar,
                      const struct sf_options *options)
{
    const char *needed = what_it_needs(options->command);
    if (options->path == NULL && options->n_paths == 0 && needed != NULL) {
        sf_usage_fault(grammar->name, "%s needs %s", grammar->name, needed);
    }
    if (options->command == SF_COMMAND_TRACE && options->run == NULL) {
        sf_usage_fault(grammar->name,
                       "trace needs --run: a run's number, worst or median");
    }
    if (options->command == SF_COMMAND_TRACE && options->run_number > 0 &&
        options->has_runs) {
        sf_usage_fault(grammar->name, "--runs is for --run worst and --run median; a "
                                      "run's number is the same among any");
    }
    const bool has_files = options->command == SF_COMMAND_RUN ||
                           options->command == SF_COMMAND_SWEEP ||
                           options->command == SF_COMMAND_MERGE;
    if (has_files && (options->output == NULL || options->output[0] == '\0')) {
        sf_usage_fault(grammar->name, "%s needs -o DIR, the directory for the results",
                       grammar->name);
    }
    if (options->command == SF_COMMAND_FORECAST &&
        (options->actuals == NULL || options->actuals[0] == '\0')) {
        sf_usage_fault(grammar->name,
                       "forecast needs --actuals FILE, a CSV file of what has happened "
                       "(month,measure,value,sd)");
    }
    const bool may_have_files = options->command == SF_COMMAND_COMPARE ||
                                options->command == SF_COMMAND_SOLVE ||
                                options->command == SF_COMMAND_FORECAST;
    if (may_have_files && options->output != NULL && options->output[0] == '\0') {
        sf_usage_fault(grammar->name, "-o needs DIR, the directory for the results");
    }
    check_vary(grammar, options);
    if (options->runs_from > 0 && options->runs_to == 0) {
        sf_usage_fault(grammar->name, "--runs-from needs --runs-to");
    }
    if (options->precision > 0.0 && (options->has_runs || options->runs_to > 0)) {
        sf_usage_fault(grammar->name, "give --precision or a number of runs, not both");
    }
    if (options->runs_to > 0 && options->has_runs) {
        sf_usage_fault(grammar->name, "give --runs or --runs-to, not both");
    }
    const uint64_t from = options->runs_from > 0 ? options->runs_from : 1;
    if (options->runs_to > 0 &&
        (options->runs_to < from || options->runs_to - from >= SF_MAX_RUNS)) {
        sf_usage_fault(grammar->name,
                       "--runs-from to --runs-to must be 1 to %d runs, counting up",
                       SF_MAX_RUNS);
    }
}
