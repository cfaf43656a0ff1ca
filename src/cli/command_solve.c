#include "cli/commands.h"

#include <stdlib.h>

#include "cli/answer.h"
#include "cli/choice.h"
#include "cli/memory.h"
#include "cli/place.h"
#include "cli/stop.h"
#include "cli/talk.h"
#include "strikefund/json.h"
#include "strikefund/solve.h"
#include "strikefund/solve_files.h"

static int tell(const struct sf_options *options, const struct sf_solve *solve)
{
    char *failed_path = NULL;
    char *text = NULL;
    enum sf_status status = SF_OK;
    if (options->output != NULL) {
        status = sf_solve_write(options->output, solve, SF_VERSION, &failed_path);
    }
    if (status == SF_OK) {
        status = options->is_json
                     ? sf_json_of_solve(solve, SF_VERSION, options->output, &text)
                     : sf_solve_words(solve, &text);
    }
    return sf_answer_beside_files(options, status, text, failed_path);
}

/** Whether -o DIR will do, found out before a long simulation. */
static int check_place(const struct sf_options *options)
{
    if (options->output == NULL) {
        return 0;
    }
    if (sf_solve_is_in_the_way(options->output)) {
        sf_talk("strikefund: %s holds other results; give solve a directory of its own "
                "with -o DIR",
                options->output);
        return sf_status_exit_code(SF_ERR_CREATE);
    }
    return sf_place_check(options->output);
}

/** Says what is wrong with the scenario, or why there was no answer. */
static int fail(const struct sf_options *options, enum sf_status status,
                const struct sf_faults *faults)
{
    if (status == SF_ERR_INTERRUPTED) {
        return sf_talk_status(status, "nothing was written");
    }
    if (faults->n_errors == 0) {
        return sf_talk_status(status, options->path);
    }
    return sf_answer_faults(options, status, faults);
}

static int search(const struct sf_options *options, struct sf_solve *solve,
                  int n_threads)
{
    struct sf_progress progress;
    struct sf_faults faults = {0};
    sf_progress_start(&progress, !options->is_quiet);
    const struct sf_experiment_options how = {.n_threads = n_threads,
                                              .is_stopped = sf_stop_flag(),
                                              .progress = sf_progress_draw,
                                              .progress_context = &progress};
    const enum sf_status status = sf_solve_run(solve, &how, &faults);
    sf_progress_end(&progress);
    int code;
    if (status == SF_OK) {
        code = tell(options, solve);
    } else {
        sf_talk_faults(&faults,
                       status == SF_ERR_SCENARIO ? "nothing was written" : NULL,
                       options->colour);
        code = fail(options, status, &faults);
    }
    sf_faults_free(&faults);
    return code;
}

static int solve_it(const struct sf_options *options, struct sf_solve *solve)
{
    const struct sf_scenario *scenario = sf_sweep_scenario(sf_solve_sweep(solve));
    size_t chosen[SF_MAX_STRATEGIES];
    const size_t n = sf_choice_strategies(scenario, options, "solve", chosen);
    sf_solve_choose(solve, chosen, n);
    int n_threads = options->n_threads;
    int code = check_place(options);
    if (code == 0) {
        code = sf_memory_fit_scenario(scenario, chosen, n, &n_threads);
    }
    return code != 0 ? code : search(options, solve, n_threads);
}

int sf_command_solve(const struct sf_options *options)
{
    struct sf_faults faults = {0};
    struct sf_solve *solve = NULL;
    const struct sf_reading_options reading = sf_options_reading(options);
    sf_stop_listen();
    const enum sf_status status =
        sf_solve_init(options->path, &reading, &options->span, &options->goal,
                      sf_stop_flag(), &faults, &solve);
    sf_talk_faults(&faults, status == SF_ERR_SCENARIO ? "nothing was written" : NULL,
                   options->colour);
    const int code =
        status == SF_OK ? solve_it(options, solve) : fail(options, status, &faults);
    sf_solve_free(solve);
    sf_faults_free(&faults);
    return code;
}
