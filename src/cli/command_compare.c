#include "cli/commands.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/answer.h"
#include "cli/memory.h"
#include "cli/nearest.h"
#include "cli/place.h"
#include "cli/stop.h"
#include "cli/talk.h"
#include "cli/turnings.h"
#include "strikefund/compare.h"
#include "strikefund/experiment.h"
#include "strikefund/json.h"
#include "strikefund/scenario.h"

/** The scenarios of the command line, and what is made of them. */
struct comparing {
    const struct sf_options *options;
    size_t n;
    struct sf_scenario **scenario;
    struct sf_experiment **experiment;
    struct sf_results **results;
    struct sf_pairs *pairs;
    struct sf_turnings turnings;
};

/* ---- reading ----------------------------------------------------------------- */

static bool has_fault(const struct sf_faults *faults, const char *file, int line,
                      const char *words)
{
    for (size_t i = 0; i < faults->n; i++) {
        const struct sf_fault *fault = &faults->fault[i];
        if (fault->line == line && strcmp(fault->words, words) == 0 &&
            strcmp(fault->file != NULL ? fault->file : "", file) == 0) {
            return true;
        }
    }
    return false;
}

/** Adds the faults of one scenario to those of all: those of a file that two of them
 *  include once, and those of --set with the scenario that they are about. */
static void add_faults(struct sf_faults *all, const struct sf_faults *faults,
                       const char *path, bool has_others)
{
    for (size_t i = 0; i < faults->n; i++) {
        const struct sf_fault *fault = &faults->fault[i];
        const char *file = fault->file != NULL ? fault->file : "";
        char *of_set = NULL;
        if (has_others && strcmp(file, "--set") == 0 &&
            asprintf(&of_set, "%s with --set", path) < 0) {
            of_set = NULL;
        }
        file = of_set != NULL ? of_set : file;
        if (!has_fault(all, file, fault->line, fault->words)) {
            (fault->is_warning ? sf_faults_warn
                               : sf_faults_add)(all, fault->file != NULL ? file : NULL,
                                                fault->line, "%s", fault->words);
        }
        free(of_set);
    }
    all->is_full |= faults->is_full;
}

/** Reads all scenarios, whatever is wrong with one, and says all faults in one go. */
static int read_scenarios(struct comparing *comparing)
{
    const struct sf_options *options = comparing->options;
    const struct sf_reading_options how = sf_options_reading(options);
    struct sf_faults all = {0};
    enum sf_status status = SF_OK;
    for (size_t i = 0; i < comparing->n; i++) {
        struct sf_faults faults = {0};
        const enum sf_status read = sf_scenario_read_with(
            options->paths[i], &how, &faults, &comparing->scenario[i]);
        add_faults(&all, &faults, options->paths[i], comparing->n > 1);
        sf_faults_free(&faults);
        status = status == SF_OK ? read : status;
    }
    sf_talk_faults(&all, status != SF_OK ? "nothing was simulated" : NULL,
                   options->colour);
    const int code = all.n_errors > 0 || status == SF_OK
                         ? sf_answer_faults(options, status, &all)
                         : sf_talk_status(status, NULL);
    sf_faults_free(&all);
    return code;
}

/** Gives all scenarios the seed and runs of the first, and says where that, or that
 *  their months differ, matters. */
static int align(struct comparing *comparing)
{
    char *notes = NULL;
    const enum sf_status status =
        sf_comparison_align(comparing->scenario, comparing->n, &notes);
    if (status != SF_OK) {
        return sf_talk_status(status, NULL);
    }
    char *rest = notes;
    for (char *line = strsep(&rest, "\n"); line != NULL; line = strsep(&rest, "\n")) {
        if (line[0] != '\0') {
            sf_talk("strikefund: note: %s", line);
        }
    }
    free(notes);
    return 0;
}

/* ---- choosing ---------------------------------------------------------------- */

/** Whether --strategy NAME means a strategy: by its own name, or by the longer one
 *  that tells it from those of other scenarios. */
static bool is_named(const struct comparing *comparing, size_t i, size_t strategy,
                     const char *wanted, struct sf_guess *guess)
{
    const struct sf_scenario *const *scenario =
        (const struct sf_scenario *const *)comparing->scenario;
    const char *own = scenario[i]->strategy[strategy].name;
    char *longer = NULL;
    bool is_same = strcmp(own, wanted) == 0;
    sf_guess_offer(guess, own);
    if (sf_comparison_name(scenario, comparing->n, i, strategy, &longer) == SF_OK) {
        is_same = is_same || strcmp(longer, wanted) == 0;
        free(longer);
    }
    return is_same;
}

/** Marks what one --strategy means in every scenario; a fault when it is nothing. */
static void mark(const struct comparing *comparing, const char *wanted,
                 bool (*is_chosen)[SF_MAX_STRATEGIES])
{
    struct sf_guess guess = {.wanted = wanted};
    size_t n_found = 0;
    for (size_t i = 0; i < comparing->n; i++) {
        for (size_t j = 0; j < comparing->scenario[i]->n_strategies; j++) {
            if (is_named(comparing, i, j, wanted, &guess)) {
                is_chosen[i][j] = true;
                n_found++;
            }
        }
    }
    const char *files =
        comparing->n == 1 ? comparing->options->paths[0] : "none of the scenarios";
    const char *has_none = comparing->n == 1 ? "has no" : "has a";
    if (n_found == 0 && guess.name != NULL) {
        sf_usage_fault("compare", "%s %s strategy '%s'; did you mean '%s'?", files,
                       has_none, wanted, guess.name);
    }
    if (n_found == 0) {
        sf_usage_fault("compare", "%s %s strategy '%s'; the first is '%s'", files,
                       has_none, wanted, comparing->scenario[0]->strategy[0].name);
    }
}

/** Resolves the strategies chosen, all without --strategy, in the files' order
 *  whatever the order typed. */
static enum sf_status resolve(struct comparing *comparing,
                              bool (*is_chosen)[SF_MAX_STRATEGIES])
{
    const struct sf_options *options = comparing->options;
    size_t n_in_all = 0;
    enum sf_status status = SF_OK;
    for (size_t i = 0; i < options->n_strategies; i++) {
        mark(comparing, options->strategy[i], is_chosen);
    }
    for (size_t i = 0; status == SF_OK && i < comparing->n; i++) {
        const struct sf_scenario *scenario = comparing->scenario[i];
        size_t chosen[SF_MAX_STRATEGIES];
        size_t n = 0;
        for (size_t j = 0; j < scenario->n_strategies; j++) {
            if (options->n_strategies == 0 || is_chosen[i][j]) {
                chosen[n++] = j;
            }
        }
        if (n == 0) {
            sf_usage_fault("compare",
                           "%s has none of the strategies named; name one of it, or "
                           "leave it out",
                           options->paths[i]);
        }
        n_in_all += n;
        status = sf_experiment_init(scenario, chosen, n, &comparing->experiment[i]);
    }
    if (status == SF_OK && n_in_all < 2) {
        sf_usage_fault("compare",
                       "compare needs two strategies or more; name a second one, or a "
                       "second scenario");
    }
    return status;
}

/* ---- simulating -------------------------------------------------------------- */

static int tell(const struct comparing *comparing, const struct sf_run_record *record,
                bool is_interrupted)
{
    const struct sf_options *options = comparing->options;
    const struct sf_comparison comparison = {
        .experiment = (const struct sf_experiment *const *)comparing->experiment,
        .results = comparing->results,
        .pairs = comparing->pairs,
        .n = comparing->n,
        .turning = comparing->turnings.found,
        .n_turnings = comparing->turnings.n};
    char *failed_path = NULL;
    char *text = NULL;
    enum sf_status status = SF_OK;
    if (options->output != NULL) {
        status =
            sf_comparison_write(options->output, &comparison, record, &failed_path);
    }
    if (status == SF_OK) {
        status = options->is_json
                     ? sf_json_of_comparison(&comparison, record, options->output,
                                             is_interrupted, &text)
                     : sf_comparison_words(&comparison, &text);
    }
    const int code = sf_answer(status, text, failed_path);
    free(failed_path);
    return code;
}

static int simulate(struct comparing *comparing)
{
    const struct sf_options *options = comparing->options;
    const uint64_t runs = comparing->scenario[0]->runs;
    struct sf_progress progress;
    sf_progress_start(&progress, !options->is_quiet);
    const double started = progress.started;
    const struct sf_experiment *const *experiment =
        (const struct sf_experiment *const *)comparing->experiment;
    struct sf_experiment_options how = {.first_run = 1,
                                        .n_runs = runs,
                                        .n_threads = options->n_threads,
                                        .is_stopped = sf_stop_flag(),
                                        .progress = sf_progress_draw,
                                        .progress_context = &progress};
    const int unfit = sf_memory_fit(experiment, comparing->n, &how);
    if (unfit != 0) {
        return unfit;
    }
    enum sf_status status = sf_experiments_run(experiment, comparing->n, &how,
                                               comparing->results, &comparing->pairs);
    const bool is_whole = status == SF_OK;
    if (is_whole) {
        status = sf_turnings_find(options, experiment, &how, &comparing->turnings);
    }
    sf_progress_end(&progress);
    if (is_whole && status != SF_OK && status != SF_ERR_INTERRUPTED) {
        return sf_talk_status(status, NULL);
    }
    if (comparing->pairs == NULL) {
        return sf_talk_status(status, status == SF_ERR_INTERRUPTED
                                          ? "no run was finished, nothing was written"
                                          : NULL);
    }
    const struct sf_run_record record = {.version = SF_VERSION,
                                         .first_run = 1,
                                         .n_runs =
                                             sf_results_runs(comparing->results[0]),
                                         .n_threads = how.n_threads,
                                         .seconds = sf_talk_seconds() - started};
    int code = tell(comparing, &record, status == SF_ERR_INTERRUPTED);
    if (code == 0 && status == SF_ERR_INTERRUPTED) {
        fprintf(stderr,
                is_whole ? "strikefund: interrupted: all %" PRIu64 " of %" PRIu64
                           " runs are kept, but not all turning values\n"
                         : "strikefund: interrupted: the first %" PRIu64 " of %" PRIu64
                           " runs are kept, as a smaller whole comparison\n",
                record.n_runs, runs);
        code = sf_status_exit_code(status);
    }
    if (options->output != NULL && ((code == 0 && !options->is_quiet) ||
                                    code == sf_status_exit_code(SF_ERR_INTERRUPTED))) {
        sf_place_say(options->output);
    }
    return code;
}

/** Whether -o DIR will do, found out before a long simulation. */
static int check_place(const struct sf_options *options)
{
    if (options->output == NULL) {
        return 0;
    }
    if (sf_comparison_is_in_the_way(options->output)) {
        sf_talk(
            "strikefund: %s holds other results; give the comparison a directory of "
            "its own with -o DIR",
            options->output);
        return sf_status_exit_code(SF_ERR_CREATE);
    }
    return sf_place_check(options->output);
}

static int compare(struct comparing *comparing)
{
    bool(*is_chosen)[SF_MAX_STRATEGIES] = calloc(comparing->n, sizeof(*is_chosen));
    enum sf_status status =
        is_chosen == NULL ? SF_ERR_MEMORY : resolve(comparing, is_chosen);
    free(is_chosen);
    if (status != SF_OK) {
        return sf_talk_status(status, NULL);
    }
    const int code = check_place(comparing->options);
    return code != 0 ? code : simulate(comparing);
}

int sf_command_compare(const struct sf_options *options)
{
    const size_t n = options->n_paths;
    struct comparing comparing = {.options = options,
                                  .n = n,
                                  .scenario = calloc(n, sizeof(*comparing.scenario)),
                                  .experiment =
                                      calloc(n, sizeof(*comparing.experiment)),
                                  .results = calloc(n, sizeof(*comparing.results))};
    sf_stop_listen();
    int code = 0;
    if (comparing.scenario == NULL || comparing.experiment == NULL ||
        comparing.results == NULL) {
        code = sf_talk_status(SF_ERR_MEMORY, NULL);
    } else {
        code = read_scenarios(&comparing);
        code = code != 0 ? code : sf_turnings_check(options);
        code = code != 0 ? code : align(&comparing);
        code = code != 0 ? code : compare(&comparing);
        sf_turnings_free(&comparing.turnings);
        sf_pairs_free(comparing.pairs);
        for (size_t i = 0; i < n; i++) {
            sf_results_free(comparing.results[i]);
            sf_experiment_free(comparing.experiment[i]);
            sf_scenario_free(comparing.scenario[i]);
        }
    }
    free(comparing.results);
    free(comparing.experiment);
    free(comparing.scenario);
    return code;
}
