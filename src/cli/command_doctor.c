#include "cli/commands.h"

#include <stdio.h>
#include <stdlib.h>

#include "cli/talk.h"
#include "strikefund/output.h"

int sf_command_doctor(const struct sf_options *options)
{
    (void)options; /* there are none */
    char *plots = sf_find_plots();
    if (plots == NULL) {
        return sf_talk_status(SF_ERR_MEMORY, NULL);
    }
    char *text = NULL;
    const enum sf_status status = sf_output_doctor(plots, SF_VERSION, &text);
    free(plots);
    if (text == NULL) {
        return sf_talk_status(status, NULL);
    }
    fputs(text, stdout);
    free(text);
    return sf_status_exit_code(status);
}
