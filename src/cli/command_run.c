#include "cli/commands.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/answer.h"
#include "cli/choice.h"
#include "cli/memory.h"
#include "cli/place.h"
#include "cli/stop.h"
#include "cli/talk.h"
#include "strikefund/experiment.h"
#include "strikefund/json.h"
#include "strikefund/output.h"
#include "strikefund/scenario.h"

/** Writes the files, then gives the answer. */
static int tell(const struct sf_options *options,
                const struct sf_experiment *experiment,
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
                                        .is_stopped = sf_stop_flag(),
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
        tell(options, experiment, results, &record, status == SF_ERR_INTERRUPTED);
    if (code == 0 && status == SF_ERR_INTERRUPTED) {
        fprintf(stderr,
                "strikefund: interrupted: the first %" PRIu64 " of %" PRIu64
                " runs are kept, as a smaller whole run\n",
                record.n_runs, runs);
        code = sf_status_exit_code(status);
    }
    if ((code == 0 && !options->is_quiet) ||
        code == sf_status_exit_code(SF_ERR_INTERRUPTED)) {
        sf_place_say(options->output);
    }
    sf_results_free(results);
    return code;
}

static int run_scenario(const struct sf_options *options,
                        const struct sf_scenario *scenario)
{
    size_t chosen[SF_MAX_STRATEGIES];
    const size_t n = sf_choice_strategies(scenario, options, "run", chosen);
    const int code = sf_place_check(options->output);
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
    sf_stop_listen();
    int code = sf_answer_read(options, "nothing was written", &faults, &scenario);
    if (code == 0) {
        code = run_scenario(options, scenario);
    }
    sf_scenario_free(scenario);
    sf_faults_free(&faults);
    return code;
}
