/** What the machine has of all that the program needs: found once, said in words and in
 *  JSON. */
#ifndef STRIKEFUND_OUTPUT_EXAMINATION_H
#define STRIKEFUND_OUTPUT_EXAMINATION_H

#include <stdbool.h>
#include <stddef.h>

#include "core/text.h"
#include "strikefund/status.h"

enum { SF_MAX_FINDINGS = 16, SF_FINDING_CHARS = 160 };

/** What mends something that is missing. */
enum sf_remedy { SF_REMEDY_PACKAGES, SF_REMEDY_SCRIPTS, SF_N_REMEDIES };

/** One thing that is there or not. */
struct sf_finding {
    const char *item; /* "gnuplot" */
    bool is_there;
    char words[SF_FINDING_CHARS];
    char version[SF_FINDING_CHARS]; /* as it says itself; empty: it has none, or there
                                       is no such thing */
    enum sf_remedy remedy;          /* when it is missing */
};

struct sf_examination {
    struct sf_finding finding[SF_MAX_FINDINGS];
    size_t n, n_missing;
};

/** Looks at the machine and at the directory of the chart scripts. */
SF_MUST_USE enum sf_status sf_examine(const char *plots,
                                      struct sf_examination *examination);

/** Adds the command of a remedy, or for the scripts what to copy where. */
void sf_remedy_say(struct sf_text *text, enum sf_remedy remedy, const char *plots);

#endif
