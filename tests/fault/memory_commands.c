/* The calls that each command makes, and the scenarios that it makes them on. */
#include "fault/memory_commands.h"

#include <stdio.h>
#include <stdlib.h>

#include "strikefund/calendar_rows.h"
#include "strikefund/compare.h"
#include "strikefund/experiment.h"
#include "strikefund/forecast.h"
#include "strikefund/json.h"
#include "strikefund/output.h"
#include "strikefund/part.h"
#include "strikefund/scenario.h"
#include "strikefund/solve.h"
#include "strikefund/solve_files.h"
#include "strikefund/sweep.h"
#include "strikefund/sweep_files.h"
#include "strikefund/turning.h"

static enum sf_status check_as_json(const struct sf_scenario *scenario,
                                    const struct sf_faults *faults)
{
    char *text = NULL;
    enum sf_status status = sf_json_of_scenario(scenario, faults, &text);
    free(text);
    text = NULL;
    if (status == SF_OK) {
        status = sf_json_of_keys("levies", &text);
        free(text);
    }
    return status;
}

/** The documents of `run` and of `trace`. */
static enum sf_status answer_as_json(const struct sf_experiment *experiment,
                                     const struct sf_results *results,
                                     const struct sf_run_record *record)
{
    char *text = NULL;
    struct sf_trace trace;
    const struct sf_run_choice choice = {.how = SF_RUN_BY_NUMBER};
    enum sf_status status =
        sf_json_of_run(experiment, results, record, "out", false, &text);
    free(text);
    text = NULL;
    if (status == SF_OK) {
        status = sf_experiment_trace(experiment, 0, 2, &trace);
    }
    if (status == SF_OK) {
        status = sf_json_of_trace(experiment, 0, &trace, &choice, &text);
        free(text);
        sf_trace_free(&trace);
    }
    return status;
}

/** Reads the run's part twice, joins the two and frees both, as `merge` would. */
static enum sf_status join_parts(void)
{
    struct sf_part *part[2] = {NULL, NULL};
    const char *why = NULL;
    enum sf_status status = sf_part_read("out/" SF_PART_FILE, &part[0], &why);
    if (status == SF_OK) {
        status = sf_part_read("out/" SF_PART_FILE, &part[1], &why);
    }
    if (status == SF_OK) {
        status = sf_results_merge(part[0]->results, part[1]->results);
    }
    sf_part_free(part[0]);
    sf_part_free(part[1]);
    return status;
}

/** All that `run` does, with everything freed at its end, and every document. */
enum sf_status run_all(void)
{
    struct sf_faults faults = {0};
    struct sf_scenario *scenario = NULL;
    struct sf_experiment *experiment = NULL;
    struct sf_results *results = NULL;
    char *failed_path = NULL;
    char *words = NULL;
    const size_t strategy[] = {0};
    const struct sf_experiment_options options = {
        .first_run = 1, .n_runs = 3, .n_threads = 1, .block_runs = 3};
    const struct sf_run_record record = {.version = "test",
                                         .first_run = 1,
                                         .n_runs = 3,
                                         .n_threads = 1,
                                         .seconds = 0.17};
    enum sf_status status =
        sf_scenario_read("scenario.cfg", NULL, 0, &faults, &scenario);
    if (status == SF_OK) {
        status = sf_scenario_words(scenario, &words);
        free(words);
        words = NULL;
    }
    if (status == SF_OK) {
        status = check_as_json(scenario, &faults);
    }
    if (status == SF_OK) {
        status = sf_experiment_init(scenario, strategy, 1, &experiment);
    }
    if (status == SF_OK) {
        status = sf_experiment_run(experiment, &options, &results);
    }
    if (status == SF_OK) {
        status =
            sf_output_checkpoint("kept", experiment, results, &record, &failed_path);
        free(failed_path);
        failed_path = NULL;
    }
    if (status == SF_OK) {
        status = sf_output_write("out", experiment, results, &record, &failed_path);
    }
    if (status == SF_OK) {
        status = join_parts();
    }
    if (status == SF_OK) {
        status = sf_output_words(experiment, results, &words);
    }
    if (status == SF_OK) {
        status = answer_as_json(experiment, results, &record);
    }
    free(words);
    free(failed_path);
    sf_results_free(results);
    sf_experiment_free(experiment);
    sf_scenario_free(scenario);
    sf_faults_free(&faults);
    return status;
}

/** Reads a scenario, says it, simulates it and sets out its calendar. */
enum sf_status kinds_all(void)
{
    struct sf_faults faults = {0};
    struct sf_scenario *scenario = NULL;
    struct sf_experiment *experiment = NULL;
    struct sf_results *results = NULL;
    struct sf_calendar calendar = {0};
    struct sf_trace trace = {0};
    char *words = NULL;
    const size_t strategy[] = {0};
    const struct sf_experiment_options options = {
        .first_run = 1, .n_runs = 3, .n_threads = 1, .block_runs = 3};
    enum sf_status status = sf_scenario_read("kinds.cfg", NULL, 0, &faults, &scenario);
    if (status == SF_OK) {
        status = sf_scenario_words(scenario, &words);
        free(words);
        words = NULL;
    }
    if (status == SF_OK) {
        status = sf_scenario_resolved(scenario, &words);
        free(words);
    }
    if (status == SF_OK) {
        status = sf_calendar_init(scenario, 0, &calendar);
    }
    if (status == SF_OK) {
        status = sf_experiment_init(scenario, strategy, 1, &experiment);
    }
    if (status == SF_OK) {
        status = sf_experiment_run(experiment, &options, &results);
    }
    if (status == SF_OK) {
        status = sf_experiment_trace(experiment, 0, 2, &trace);
    }
    sf_trace_free(&trace);
    sf_calendar_free(&calendar);
    sf_results_free(results);
    sf_experiment_free(experiment);
    sf_scenario_free(scenario);
    sf_faults_free(&faults);
    return status;
}

/** Looks at two values of a key. */
static enum sf_status turn_all(const struct sf_experiment *const *experiment,
                               const struct sf_experiment_options *options,
                               struct sf_key_range *span, struct sf_turning *turning)
{
    static const char *const PATH[] = {"scenario.cfg", "scenario.cfg"};
    static const enum sf_total TOTAL[] = {SF_T_CLOSING_BALANCE, SF_T_STRIKE_DAYS};
    const struct sf_reading_options reading = {.override = NULL};
    struct sf_faults faults = {0};
    char *fault = NULL;
    enum sf_status status =
        sf_key_range_read("--turning", "fund.minimum_balance=1:2", span, &fault);
    free(fault);
    if (status == SF_OK) {
        span->high = span->low + 1; /* so that there is nothing in between */
        status = sf_turning_check(PATH, 2, &reading, span, &faults);
    }
    const struct sf_turning_question question = {.path = PATH,
                                                 .reading = &reading,
                                                 .experiment = experiment,
                                                 .n = 2,
                                                 .total = TOTAL,
                                                 .n_totals = 2,
                                                 .span = span,
                                                 .runs = 3,
                                                 .first = 2,
                                                 .most = 3};
    if (status == SF_OK) {
        status = sf_turning_find(&question, options, turning);
    }
    sf_faults_free(&faults);
    return status;
}

/** All that `compare` does with the scenario and itself. */
enum sf_status compare_all(void)
{
    struct sf_faults faults = {0};
    struct sf_scenario *scenario[2] = {NULL};
    struct sf_experiment *experiment[2] = {NULL};
    struct sf_results *results[2] = {NULL};
    struct sf_pairs *pairs = NULL;
    char *text = NULL;
    const size_t strategy[] = {0};
    const struct sf_experiment_options options = {
        .first_run = 1, .n_runs = 3, .n_threads = 1, .block_runs = 3};
    const struct sf_run_record record = {
        .version = "test", .first_run = 1, .n_runs = 3, .n_threads = 1, .seconds = 0.1};
    enum sf_status status = SF_OK;
    for (int i = 0; status == SF_OK && i < 2; i++) {
        status = sf_scenario_read("scenario.cfg", NULL, 0, &faults, &scenario[i]);
    }
    if (status == SF_OK) {
        scenario[1]->seed++;
        status = sf_comparison_align(scenario, 2, &text);
        free(text);
        text = NULL;
    }
    for (int i = 0; status == SF_OK && i < 2; i++) {
        status = sf_experiment_init(scenario[i], strategy, 1, &experiment[i]);
    }
    const struct sf_experiment *const both[] = {experiment[0], experiment[1]};
    if (status == SF_OK) {
        status = sf_experiments_run(both, 2, &options, results, &pairs);
    }
    struct sf_key_range span = {0};
    struct sf_turning turning = {0};
    if (status == SF_OK) {
        status = turn_all(both, &options, &span, &turning);
    }
    const struct sf_comparison comparison = {both, results, pairs, 2, &turning, 1};
    if (status == SF_OK) {
        status = sf_comparison_write("out", &comparison, &record, &text);
        free(text);
        text = NULL;
    }
    if (status == SF_OK) {
        status = sf_comparison_words(&comparison, &text);
    }
    if (status == SF_OK) {
        free(text);
        text = NULL;
        status = sf_json_of_comparison(&comparison, &record, "out", false, &text);
    }
    free(text);
    sf_turning_free(&turning);
    sf_key_range_free(&span);
    sf_pairs_free(pairs);
    for (int i = 0; i < 2; i++) {
        sf_results_free(results[i]);
        sf_experiment_free(experiment[i]);
        sf_scenario_free(scenario[i]);
    }
    sf_faults_free(&faults);
    return status;
}

/** All that `forecast` does. */
enum sf_status forecast_all(void)
{
    struct sf_faults faults = {0};
    struct sf_scenario *scenario = NULL;
    struct sf_actuals actuals = {0};
    struct sf_experiment *experiment = NULL;
    struct sf_forecast *forecast = NULL;
    char *text = NULL; /* a path, the words or the document */
    const size_t strategy[] = {0};
    const struct sf_experiment_options options = {.n_threads = 1, .block_runs = 100};
    enum sf_status status =
        sf_scenario_read("scenario.cfg", NULL, 0, &faults, &scenario);
    if (status == SF_OK) {
        scenario->runs = 2 * SF_LEAST_EFFECTIVE;
        status = sf_actuals_read("actuals.csv", scenario, &faults, &actuals);
    }
    if (status == SF_OK) {
        status = sf_experiment_init(scenario, strategy, 1, &experiment);
    }
    if (status == SF_OK) {
        status = sf_forecast_make(experiment, &actuals, &options, &faults, &forecast);
    }
    if (status == SF_OK) {
        status = sf_forecast_write("out", forecast, "test", &text);
        free(text);
        text = NULL;
    }
    if (status == SF_OK) {
        status = sf_forecast_words(forecast, &text);
        free(text);
        text = NULL;
    }
    if (status == SF_OK) {
        status = sf_json_of_forecast(forecast, "test", "out", &text);
    }
    free(text);
    sf_forecast_free(forecast);
    sf_experiment_free(experiment);
    sf_actuals_free(&actuals);
    sf_scenario_free(scenario);
    sf_faults_free(&faults);
    return status;
}

/** All that `sweep` does at two points. */
enum sf_status sweep_all(void)
{
    struct sf_sweep_grid grid = {0};
    struct sf_faults faults = {0};
    struct sf_sweep *sweep = NULL;
    struct sf_sweep_files *files = NULL;
    const struct sf_reading_options reading = {.override = NULL};
    char *text = NULL; /* a fault, a message, a path or the words */
    const struct sf_experiment_options options = {.n_threads = 1, .block_runs = 3};
    enum sf_status status = sf_sweep_grid_add(&grid, "fund.opening=800.5,900", &text);
    if (status == SF_OK) {
        status = sf_sweep_init("scenario.cfg", &reading, &grid, NULL, &faults, &sweep);
    }
    if (status == SF_OK) {
        status = sf_sweep_files_open("out", sweep, "test", false, &files, &text);
    }
    static const size_t POINT[] = {0, 1};
    struct sf_evaluation found[SF_SWEEP_ABREAST];
    size_t n_done = 0;
    if (status == SF_OK) {
        status = sf_sweep_evaluate(sweep, POINT, 2, &options, found, &n_done);
    }
    for (size_t i = 0; i < n_done; i++) {
        if (status == SF_OK) {
            status = sf_sweep_files_keep(files, &found[i], &text);
        }
        sf_evaluation_free(&found[i]);
    }
    if (status == SF_OK) {
        status = sf_sweep_files_finish(files, &text);
    }
    if (status == SF_OK) {
        status = sf_sweep_files_words(files, &text);
    }
    if (status == SF_OK) {
        free(text);
        text = NULL;
        status = sf_json_of_sweep(files, &text);
    }
    free(text);
    sf_sweep_files_close(files);
    sf_sweep_free(sweep);
    sf_faults_free(&faults);
    sf_sweep_grid_free(&grid);
    return status;
}

/** All that `solve` does at two values. */
enum sf_status solve_all(void)
{
    struct sf_key_range span = {0};
    struct sf_goal goal = {.is_chance = false};
    struct sf_faults faults = {0};
    struct sf_solve *solve = NULL;
    const struct sf_reading_options reading = {.override = NULL};
    char *text = NULL; /* a fault, a path or the words */
    const struct sf_experiment_options options = {.n_threads = 1, .block_runs = 3};
    enum sf_status status =
        sf_key_range_read("--vary", "fund.minimum_balance=1:2", &span, &text);
    if (status == SF_OK) {
        span.high = span.low + 1; /* so that there is nothing in between */
        status = sf_goal_read("closing_balance >= -9000000", &goal, &text);
    }
    if (status == SF_OK) {
        status = sf_solve_init("scenario.cfg", &reading, &span, &goal, NULL, &faults,
                               &solve);
    }
    if (status == SF_OK) {
        status = sf_solve_run(solve, &options, &faults);
    }
    if (status == SF_OK) {
        status = sf_solve_write("out", solve, "test", &text);
    }
    if (status == SF_OK) {
        status = sf_solve_words(solve, &text);
    }
    if (status == SF_OK) {
        free(text);
        text = NULL;
        status = sf_json_of_solve(solve, "test", "out", &text);
    }
    free(text);
    sf_solve_free(solve);
    sf_faults_free(&faults);
    sf_key_range_free(&span);
    return status;
}
