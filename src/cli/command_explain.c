#include "cli/commands.h"

#include <stdio.h>
#include <stdlib.h>

#include "cli/talk.h"
#include "strikefund/scenario.h"

int sf_command_explain(const struct sf_options *options)
{
    char *text = NULL;
    const enum sf_status status = sf_scenario_explain(options->path, &text);
    if (status == SF_ERR_USAGE) {
        sf_usage_fault("explain", "%s", text);
    }
    if (status != SF_OK) {
        return sf_talk_status(status, NULL);
    }
    fputs(text, stdout);
    free(text);
    return 0;
}
