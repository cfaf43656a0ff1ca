#include "cli/commands.h"

#include <errno.h>
#include <inttypes.h>
#include <libgen.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cli/answer.h"
#include "cli/choice.h"
#include "cli/memory.h"
#include "cli/talk.h"
#include "cli/tell.h"
#include "strikefund/experiment.h"
#include "strikefund/json.h"
#include "strikefund/output.h"
#include "strikefund/scenario.h"

/* A signal handler has no argument of ours: the only variables of the program. */
static volatile sig_atomic_t is_stopped;
static volatile time_t stopped_at;

/**
 * The first Ctrl-C stops in good order; a later one ends the program at once. One
 * Ctrl-C can arrive several times in a moment: from the terminal, from make, from
 * timeout.
 */
static void stop(int signal_number)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (is_stopped == 0) {
        stopped_at = now.tv_sec;
        is_stopped = 1;
    } else if (now.tv_sec - stopped_at > 1) {
        signal(signal_number, SIG_DFL);
        raise(signal_number);
    }
}

static void listen_for_stop(void)
{
    struct sigaction action = {.sa_handler = stop, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

/* The nearest directory above that exists must let us write. */
int sf_check_output(const char *directory)
{
    char *path = strdup(directory);
    if (path == NULL) {
        return sf_talk_status(SF_ERR_MEMORY, NULL);
    }
    struct stat found;
    char *at = path;
    while (stat(at, &found) != 0 && errno == ENOENT && strcmp(at, ".") != 0 &&
           strcmp(at, "/") != 0) {
        at = dirname(at);
    }
    const char *why = NULL;
    if (stat(at, &found) != 0) {
        why = strerror(errno);
    } else if (!S_ISDIR(found.st_mode)) {
        why = strerror(ENOTDIR);
    } else if (access(at, W_OK | X_OK) != 0) {
        why = strerror(errno);
    }
    if (why != NULL) {
        sf_talk("strikefund: cannot write results into %s: %s: %s", directory, at, why);
    }
    free(path);
    return why != NULL ? sf_status_exit_code(SF_ERR_CREATE) : 0;
}

/** The strategies named, in the file's order whatever the order typed: no output
 *  ranks them. At most SF_MAX_STRATEGIES. */
static size_t choose(const struct sf_scenario *scenario,
                     const struct sf_options *options, size_t *chosen)
{
    bool is_chosen[SF_MAX_STRATEGIES] = {false};
    for (size_t i = 0; i < options->n_strategies; i++) {
        is_chosen[sf_choice_strategy(scenario, options, "run", options->strategy[i])] =
            true;
    }
    size_t n = 0;
    for (size_t j = 0; j < scenario->n_strategies; j++) {
        if (options->n_strategies == 0 || is_chosen[j]) {
            chosen[n++] = j;
        }
    }
    return n;
}

void sf_say_where(const struct sf_options *options)
{
    char *directory = sf_talk_quoted(options->output);
    char *program = sf_talk_quoted(program_invocation_name);
    if (directory != NULL && program != NULL) {
        sf_talk("The files are in %s. For the charts: %s plot %s", directory, program,
                directory);
    }
    free(directory);
    free(program);
}

int sf_tell(const struct sf_options *options, const struct sf_experiment *experiment,
            const struct sf_results *results, const struct sf_run_record *record,
            bool is_interrupted)
{
    char *failed_path = NULL;
    enum sf_status status =
        sf_output_write(options->output, experiment, results, record, &failed_path);
    if (status != SF_OK) {
        const int code = sf_talk_status(status, failed_path);
        free(failed_path);
        return code;
    }
    char *text = NULL;
    status = options->is_json ? sf_json_of_run(experiment, results, record,
                                               options->output, is_interrupted, &text)
                              : sf_output_words(experiment, results, &text);
    const int code = sf_answer(status, text, NULL);
    fflush(stdout); /* the answer comes before the notes where both are one terminal */
    return code;
}

static int simulate(const struct sf_options *options,
                    const struct sf_experiment *experiment)
{
    const struct sf_scenario *scenario = sf_experiment_scenario(experiment);
    const uint64_t first = options->runs_from > 0 ? options->runs_from : 1;
    const uint64_t runs =
        options->runs_to > 0 ? options->runs_to - first + 1 : scenario->runs;
    struct sf_progress progress;
    sf_progress_start(&progress, !options->is_quiet);
    const double started = progress.started;
    struct sf_experiment_options how = {.first_run = first,
                                        .n_runs = runs,
                                        .n_threads = options->n_threads,
                                        .is_stopped = &is_stopped,
                                        .progress = sf_progress_draw,
                                        .progress_context = &progress};
    const int unfit = sf_memory_fit(&experiment, 1, &how);
    if (unfit != 0) {
        return unfit;
    }
    struct sf_results *results = NULL;
    const enum sf_status status = sf_experiment_run(experiment, &how, &results);
    sf_progress_end(&progress);
    if (status != SF_OK && results == NULL) {
        return status == SF_ERR_INTERRUPTED
                   ? sf_talk_status(status, "no run was finished, nothing was written")
                   : sf_talk_status(status, NULL);
    }
    const struct sf_run_record record = {.version = SF_VERSION,
                                         .first_run = first,
                                         .n_runs = sf_results_runs(results),
                                         .n_threads = how.n_threads,
                                         .seconds = sf_talk_seconds() - started};
    int code =
        sf_tell(options, experiment, results, &record, status == SF_ERR_INTERRUPTED);
    if (code == 0 && status == SF_ERR_INTERRUPTED) {
        fprintf(stderr,
                "strikefund: interrupted: the first %" PRIu64 " of %" PRIu64
                " runs are kept, as a smaller whole run\n",
                record.n_runs, runs);
        code = sf_status_exit_code(status);
    }
    if ((code == 0 && !options->is_quiet) ||
        code == sf_status_exit_code(SF_ERR_INTERRUPTED)) {
        sf_say_where(options);
    }
    sf_results_free(results);
    return code;
}

static int run_scenario(const struct sf_options *options,
                        const struct sf_scenario *scenario)
{
    size_t chosen[SF_MAX_STRATEGIES];
    const size_t n = choose(scenario, options, chosen);
    const int code = sf_check_output(options->output);
    if (code != 0) {
        return code;
    }
    struct sf_experiment *experiment = NULL;
    const enum sf_status status = sf_experiment_init(scenario, chosen, n, &experiment);
    if (status != SF_OK) {
        return sf_talk_status(status, options->path);
    }
    const int result = simulate(options, experiment);
    sf_experiment_free(experiment);
    return result;
}

int sf_command_run(const struct sf_options *options)
{
    struct sf_faults faults = {0};
    struct sf_scenario *scenario = NULL;
    listen_for_stop();
    int code = sf_answer_read(options, "nothing was written", &faults, &scenario);
    if (code == 0) {
        code = run_scenario(options, scenario);
    }
    sf_scenario_free(scenario);
    sf_faults_free(&faults);
    return code;
}
