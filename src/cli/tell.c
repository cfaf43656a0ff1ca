#include "cli/tell.h"

#include <stdio.h>
#include <stdlib.h>

#include "cli/answer.h"
#include "cli/talk.h"
#include "strikefund/json.h"

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
    return sf_answer(status, text, NULL);
}
