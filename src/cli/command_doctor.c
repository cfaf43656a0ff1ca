#include "cli/commands.h"

#include <stdlib.h>

#include "cli/answer.h"
#include "cli/talk.h"
#include "strikefund/json.h"
#include "strikefund/output.h"

int sf_command_doctor(const struct sf_options *options)
{
    char *plots = sf_find_plots();
    if (plots == NULL) {
        return sf_talk_status(SF_ERR_MEMORY, NULL);
    }
    char *text = NULL;
    const enum sf_status status = options->is_json
                                      ? sf_json_of_doctor(plots, SF_VERSION, &text)
                                      : sf_output_doctor(plots, SF_VERSION, &text);
    free(plots);
    return sf_answer(status, text, NULL);
}
