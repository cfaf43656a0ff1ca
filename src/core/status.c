#include "strikefund/status.h"

#include <stdio.h>
#include <stdlib.h>

const char *sf_status_words(enum sf_status status)
{
    switch (status) {
#define SF_STATUS_WORDS(name, exit_code, words)                                        \
    case name:                                                                         \
        return words;
        SF_STATUS_LIST(SF_STATUS_WORDS)
#undef SF_STATUS_WORDS
    }
    return "an unknown status";
}

int sf_status_exit_code(enum sf_status status)
{
    switch (status) {
#define SF_STATUS_EXIT_CODE(name, exit_code, words)                                    \
    case name:                                                                         \
        return exit_code;
        SF_STATUS_LIST(SF_STATUS_EXIT_CODE)
#undef SF_STATUS_EXIT_CODE
    }
    return 70;
}

void sf_bug(const char *file, int line, const char *condition)
{
    /* The one place where the library speaks: nothing after this can be trusted. */
    fprintf(stderr, "strikefund: internal fault at %s:%d: %s\n", file, line, condition);
    abort();
}
