#include "cli/commands.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/answer.h"
#include "cli/talk.h"
#include "strikefund/json.h"
#include "strikefund/output.h"

#define ENDING ".cfg"

/** Says why there is no such file, or what to do with it now. */
static int tell(const struct sf_options *options, enum sf_status status, int error,
                const char *path)
{
    char *quoted = sf_talk_quoted(path);
    if (quoted == NULL) {
        return sf_talk_status(SF_ERR_MEMORY, NULL);
    }
    if (status == SF_ERR_CREATE && error == EEXIST) {
        sf_talk("strikefund: %s is there already and was left alone", quoted);
    } else if (status == SF_ERR_CREATE || status == SF_ERR_WRITE) {
        sf_talk("strikefund: cannot write %s: %s", quoted, strerror(error));
    } else if (status != SF_OK) {
        sf_talk_status(status, quoted);
    } else {
        sf_talk("Open %s in any editor and put in your own numbers; then: strikefund "
                "check %s",
                quoted, quoted);
    }
    free(quoted);
    if (status == SF_OK && options->is_json) {
        char *text = NULL;
        status = sf_json_of_new(path, &text);
        return sf_answer(status, text, path);
    }
    return sf_status_exit_code(status);
}

int sf_command_new(const struct sf_options *options)
{
    /* The name may come with its ending, and with a directory before it. */
    const char *slash = strrchr(options->path, '/');
    char *title = strdup(slash != NULL ? slash + 1 : options->path);
    char *path = NULL;
    if (title == NULL) {
        return sf_talk_status(SF_ERR_MEMORY, NULL);
    }
    const size_t length = strlen(title);
    const bool has_ending =
        length > strlen(ENDING) && strcmp(title + length - strlen(ENDING), ENDING) == 0;
    if (has_ending) {
        title[length - strlen(ENDING)] = '\0';
    }
    if (title[0] == '\0') {
        sf_usage_fault("new", "new needs the name of a file, not of a directory");
    }
    int code = sf_status_exit_code(SF_ERR_MEMORY);
    if (asprintf(&path, "%s%s", options->path, has_ending ? "" : ENDING) >= 0) {
        const enum sf_status status = sf_output_starter(path, title);
        const int error = errno;
        if (status == SF_ERR_USAGE) {
            sf_usage_fault("new", "the name must be one line of plain text");
        }
        code = tell(options, status, error, path);
        free(path);
    } else {
        sf_talk_status(SF_ERR_MEMORY, NULL);
    }
    free(title);
    return code;
}
