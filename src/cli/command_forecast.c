#include "cli/commands.h"

#include <stdlib.h>

#include "cli/answer.h"
#include "cli/choice.h"
#include "cli/memory.h"
#include "cli/place.h"
#include "cli/stop.h"
#include "cli/talk.h"
#include "strikefund/forecast.h"
#include "strikefund/json.h"

static int tell(const struct sf_options *options, const struct sf_forecast *forecast)
{
    char *failed_path = NULL;
    char *text = NULL;
    enum sf_status status = SF_OK;
    if (options->output != NULL) {
        status = sf_forecast_write(options->output, forecast, SF_VERSION, &failed_path);
    }
    if (status == SF_OK) {
        status = options->is_json
                     ? sf_json_of_forecast(forecast, SF_VERSION, options->output, &text)
                     : sf_forecast_words(forecast, &text);
    }
    return sf_answer_beside_files(options, status, text, failed_path);
}

/** Says why there is no forecast. */
static int refuse(const struct sf_options *options, enum sf_status status,
                  const struct sf_faults *faults)
{
    sf_talk_faults(faults, "nothing was forecast", options->colour);
    if (faults->n_errors > 0) {
        return sf_answer_faults(options, status, faults);
    }
    return sf_talk_status(status,
                          status == SF_ERR_INTERRUPTED ? "nothing was forecast" : NULL);
}

static int forecast_from(const struct sf_options *options,
                         const struct sf_experiment *experiment,
                         const struct sf_actuals *actuals)
{
    struct sf_progress progress;
    struct sf_experiment_options how = {.n_threads = options->n_threads,
                                        .is_stopped = sf_stop_flag(),
                                        .progress = sf_progress_draw,
                                        .progress_context = &progress};
    const int unfit = sf_memory_fit_with(&experiment, 1,
                                         sf_forecast_bytes(experiment, actuals), &how);
    if (unfit != 0) {
        return unfit;
    }
    struct sf_faults faults = {0};
    struct sf_forecast *forecast = NULL;
    sf_progress_start(&progress, !options->is_quiet);
    const enum sf_status status =
        sf_forecast_make(experiment, actuals, &how, &faults, &forecast);
    sf_progress_end(&progress);
    const int code =
        status == SF_OK ? tell(options, forecast) : refuse(options, status, &faults);
    sf_forecast_free(forecast);
    sf_faults_free(&faults);
    return code;
}

/** The strategy that was followed: only one was, so only one can be meant. */
static size_t choose(const struct sf_options *options,
                     const struct sf_scenario *scenario)
{
    size_t chosen[SF_MAX_STRATEGIES];
    const size_t n = sf_choice_strategies(scenario, options, "forecast", chosen);
    if (n > 1) {
        sf_usage_fault("forecast",
                       "forecast needs the one strategy that was followed, as in "
                       "--strategy '%s'",
                       scenario->strategy[0].name);
    }
    return chosen[0];
}

/** Whether -o DIR will do, found out before a long simulation. */
static int check_place(const struct sf_options *options)
{
    if (options->output == NULL) {
        return 0;
    }
    if (sf_forecast_is_in_the_way(options->output)) {
        sf_talk("strikefund: %s holds other results; give the forecast a directory of "
                "its own with -o DIR",
                options->output);
        return sf_status_exit_code(SF_ERR_CREATE);
    }
    return sf_place_check(options->output);
}

static int forecast_scenario(const struct sf_options *options,
                             const struct sf_scenario *scenario)
{
    const size_t strategy = choose(options, scenario);
    const int code = check_place(options);
    if (code != 0) {
        return code;
    }
    struct sf_faults faults = {0};
    struct sf_actuals actuals = {0};
    enum sf_status status =
        sf_actuals_read(options->actuals, scenario, &faults, &actuals);
    if (status != SF_OK) {
        const int refused = refuse(options, status, &faults);
        sf_faults_free(&faults);
        return refused;
    }
    sf_talk_faults(&faults, NULL, options->colour);
    sf_faults_free(&faults);
    struct sf_experiment *experiment = NULL;
    status = sf_experiment_init(scenario, &strategy, 1, &experiment);
    const int result = status == SF_OK ? forecast_from(options, experiment, &actuals)
                                       : sf_talk_status(status, options->path);
    sf_experiment_free(experiment);
    sf_actuals_free(&actuals);
    return result;
}

int sf_command_forecast(const struct sf_options *options)
{
    struct sf_faults faults = {0};
    struct sf_scenario *scenario = NULL;
    sf_stop_listen();
    int code = sf_answer_read(options, "nothing was forecast", &faults, &scenario);
    if (code == 0) {
        code = forecast_scenario(options, scenario);
    }
    sf_scenario_free(scenario);
    sf_faults_free(&faults);
    return code;
}
