#include "cli/commands.h"

#include "cli/answer.h"
#include "cli/choice.h"
#include "cli/place.h"
#include "cli/simulate.h"
#include "cli/stop.h"
#include "cli/talk.h"
#include "strikefund/experiment.h"
#include "strikefund/scenario.h"

static int run_scenario(const struct sf_options *options, struct sf_scenario *scenario)
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
    const int result = sf_simulate(options, scenario, experiment);
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
