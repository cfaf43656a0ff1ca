#include "cli/place.h"

#include <errno.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/talk.h"

int sf_place_check(const char *directory)
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

void sf_place_say(const char *directory)
{
    char *quoted = sf_talk_quoted(directory);
    char *program = sf_talk_quoted(program_invocation_name);
    if (quoted != NULL && program != NULL) {
        sf_talk("The files are in %s. For the charts: %s plot %s", quoted, program,
                quoted);
    }
    free(quoted);
    free(program);
}
