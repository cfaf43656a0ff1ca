#include "cli/commands.h"

#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/answer.h"
#include "cli/choice.h"
#include "cli/simulate.h"
#include "cli/talk.h"
#include "cli/tell.h"
#include "strikefund/experiment.h"
#include "strikefund/json.h"
#include "strikefund/output.h"
#include "strikefund/scenario.h"

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
    const enum sf_status status =
        sf_output_write(options->output, experiment, results, record, &failed_path);
    if (status != SF_OK) {
        const int code = sf_talk_status(status, failed_path);
        free(failed_path);
        return code;
    }
    return sf_tell_answer(options, experiment, results, record, is_interrupted);
}

int sf_tell_answer(const struct sf_options *options,
                   const struct sf_experiment *experiment,
                   const struct sf_results *results, const struct sf_run_record *record,
                   bool is_interrupted)
{
    char *text = NULL;
    const enum sf_status status =
        options->is_json ? sf_json_of_run(experiment, results, record, options->output,
                                          is_interrupted, &text)
                         : sf_output_words(experiment, results, &text);
    const int code = sf_answer(status, text, NULL);
    fflush(stdout); /* the answer comes before the notes where both are one terminal */
    return code;
}

static int run_scenario(const struct sf_options *options, struct sf_scenario *scenario)
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
    const int result = sf_simulate(options, scenario, experiment);
    sf_experiment_free(experiment);
    return result;
}

int sf_command_run(const struct sf_options *options)
{
    struct sf_faults faults = {0};
    struct sf_scenario *scenario = NULL;
    sf_listen_for_stop();
    int code = sf_answer_read(options, "nothing was written", &faults, &scenario);
    if (code == 0) {
        code = run_scenario(options, scenario);
    }
    sf_scenario_free(scenario);
    sf_faults_free(&faults);
    return code;
}
