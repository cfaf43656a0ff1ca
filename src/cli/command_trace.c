#include "cli/commands.h"

#include <string.h>

#include "cli/answer.h"
#include "cli/choice.h"
#include "cli/memory.h"
#include "cli/talk.h"
#include "strikefund/experiment.h"
#include "strikefund/json.h"
#include "strikefund/output.h"
#include "strikefund/scenario.h"

/** The run at the lowest or the median closing balance of the scenario's runs. */
static enum sf_status find_run(const struct sf_options *options,
                               const struct sf_experiment *experiment,
                               struct sf_run_choice *choice, uint64_t *run)
{
    struct sf_progress progress;
    sf_progress_start(&progress, !options->is_quiet);
    struct sf_experiment_options how = {.first_run = 1,
                                        .n_runs =
                                            sf_experiment_scenario(experiment)->runs,
                                        .n_threads = options->n_threads,
                                        .progress = sf_progress_draw,
                                        .progress_context = &progress};
    if (sf_memory_fit(&experiment, 1, &how) != 0) {
        return SF_ERR_MEMORY;
    }
    struct sf_results *results = NULL;
    const enum sf_status status = sf_experiment_run(experiment, &how, &results);
    sf_progress_end(&progress);
    if (status != SF_OK) {
        return status;
    }
    const bool is_worst = strcmp(options->run, "worst") == 0;
    choice->how = is_worst ? SF_RUN_WORST : SF_RUN_MEDIAN;
    choice->runs = how.n_runs;
    choice->within_pence =
        sf_results_total(results, 0, SF_T_CLOSING_BALANCE).quantile_width;
    *run = sf_results_run_at(results, 0, is_worst ? 0.5 / (double)how.n_runs : 0.5);
    sf_results_free(results);
    return SF_OK;
}

static enum sf_status make_ledger(const struct sf_options *options,
                                  const struct sf_experiment *experiment, uint64_t run,
                                  const struct sf_run_choice *choice, char **text)
{
    struct sf_trace trace;
    enum sf_status status = sf_experiment_trace(experiment, 0, run, &trace);
    if (status != SF_OK) {
        return status;
    }
    status = options->is_json ? sf_json_of_trace(experiment, 0, &trace, choice, text)
                              : sf_output_ledger(experiment, 0, &trace, choice, text);
    sf_trace_free(&trace);
    return status;
}

/** The one strategy named, or the only one there is. */
static size_t choose(const struct sf_scenario *scenario,
                     const struct sf_options *options)
{
    if (options->n_strategies > 1) {
        sf_usage_fault("trace", "trace shows one strategy; give --strategy once");
    }
    if (options->n_strategies == 1) {
        return sf_choice_strategy(scenario, options, "trace", options->strategy[0]);
    }
    if (scenario->n_strategies > 1) {
        sf_usage_fault("trace",
                       "%s has %zu strategies; say which with --strategy NAME, the "
                       "first being '%s'",
                       options->path, scenario->n_strategies,
                       scenario->strategy[0].name);
    }
    return 0;
}

static enum sf_status trace_scenario(const struct sf_options *options,
                                     const struct sf_scenario *scenario, char **text)
{
    const size_t strategy = choose(scenario, options);
    struct sf_experiment *experiment = NULL;
    struct sf_run_choice choice = {.how = SF_RUN_BY_NUMBER};
    uint64_t run = options->run_number;
    enum sf_status status = sf_experiment_init(scenario, &strategy, 1, &experiment);
    if (status == SF_OK && run == 0) {
        status = find_run(options, experiment, &choice, &run);
    }
    if (status == SF_OK) {
        status = make_ledger(options, experiment, run, &choice, text);
    }
    sf_experiment_free(experiment);
    return status;
}

int sf_command_trace(const struct sf_options *options)
{
    struct sf_faults faults = {0};
    struct sf_scenario *scenario = NULL;
    int code = sf_answer_read(options, "no run was traced", &faults, &scenario);
    if (code == 0) {
        char *text = NULL;
        const enum sf_status status = trace_scenario(options, scenario, &text);
        code = sf_answer(status, text, options->path);
    }
    sf_scenario_free(scenario);
    sf_faults_free(&faults);
    return code;
}
