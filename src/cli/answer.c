#include "cli/answer.h"

#include <stdio.h>
#include <stdlib.h>

#include "cli/place.h"
#include "cli/talk.h"
#include "strikefund/json.h"

int sf_answer(enum sf_status status, char *text, const char *what)
{
    if (text == NULL) {
        return sf_talk_status(status, what);
    }
    fputs(text, stdout);
    fflush(stdout); /* the answer comes before the notes where both are one terminal */
    free(text);
    return sf_status_exit_code(status);
}

int sf_answer_beside_files(const struct sf_options *options, enum sf_status status,
                           char *text, char *failed_path)
{
    const int code = sf_answer(status, text, failed_path);
    free(failed_path);
    if (code == 0 && options->output != NULL && !options->is_quiet) {
        sf_place_say(options->output);
    }
    return code;
}

int sf_answer_faults(const struct sf_options *options, enum sf_status status,
                     const struct sf_faults *faults)
{
    if ((status == SF_ERR_SCENARIO || status == SF_ERR_MISSING) && options->is_json) {
        char *text = NULL;
        const enum sf_status made = sf_json_of_faults(faults, &text);
        const int code = sf_answer(made, text, NULL);
        return code != 0 ? code : sf_status_exit_code(status);
    }
    return sf_status_exit_code(status);
}

int sf_answer_read(const struct sf_options *options, const char *consequence,
                   struct sf_faults *faults, struct sf_scenario **scenario)
{
    const struct sf_reading_options how = sf_options_reading(options);
    const enum sf_status status =
        sf_scenario_read_with(options->path, &how, faults, scenario);
    sf_talk_faults(faults, status == SF_ERR_SCENARIO ? consequence : NULL,
                   options->colour);
    if (status != SF_OK && faults->n_errors == 0) {
        return sf_talk_status(status, options->path);
    }
    return sf_answer_faults(options, status, faults);
}
