/**
 * What the program says on stderr: faults of a scenario, notes, progress.
 */
#ifndef STRIKEFUND_CLI_TALK_H
#define STRIKEFUND_CLI_TALK_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>

#include "cli/options.h"
#include "strikefund/faults.h"
#include "strikefund/status.h"

/**
 * Says printf-style words on stderr, fit to be shown: names of files and arguments may
 * hold anything. allow_breaks: the words may be of several lines.
 */
void sf_talk_words(bool allow_breaks, const char *format, va_list arguments);

/** The same as one line, and ends it. */
void sf_talk(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** Says every fault as "file:line: words" and, where there are errors, a closing line
 *  with their number and what follows from them ("nothing was written"). */
void sf_talk_faults(const struct sf_faults *faults, const char *consequence,
                    enum sf_colour colour);

/** Says "strikefund: what: the status's words" and returns the exit code. what may be
 *  NULL. */
int sf_talk_status(enum sf_status status, const char *what);

/** A path as it must be typed in a shell; freed by the caller, NULL without memory. */
char *sf_talk_quoted(const char *path);

/** One line on the terminal, drawn again as runs are done. */
struct sf_progress {
    bool is_shown;
    double started, drawn; /* seconds of sf_talk_seconds */
};

/** A clock that never goes back, in seconds. */
double sf_talk_seconds(void);

/** Shows progress only where somebody sees it: stderr is a terminal. */
void sf_progress_start(struct sf_progress *progress, bool is_wanted);

/** Has the signature of sf_experiment_options.progress; context is the progress. */
void sf_progress_draw(void *context, uint64_t runs_done, uint64_t runs);

/** Takes the line off the terminal. */
void sf_progress_end(struct sf_progress *progress);

#endif
