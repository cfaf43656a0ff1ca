#include "cli/talk.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "strikefund/showable.h"

#define BOLD   "\033[1m"
#define YELLOW "\033[1;33m"
#define PLAIN  "\033[0m"
#define ERASE  "\r\033[K"

static bool is_coloured(enum sf_colour colour)
{
    if (colour != SF_COLOUR_AUTO) {
        return colour == SF_COLOUR_ALWAYS;
    }
    const char *refused = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    return isatty(STDERR_FILENO) && (refused == NULL || refused[0] == '\0') &&
           (terminal == NULL || strcmp(terminal, "dumb") != 0);
}

static void say_fit(char *words, bool allow_breaks)
{
    if (words == NULL) {
        fputs(sf_status_words(SF_ERR_MEMORY), stderr);
        return;
    }
    sf_text_make_showable(words, allow_breaks);
    fputs(words, stderr);
    free(words);
}

static void say_name(const char *name)
{
    say_fit(strdup(name), false);
}

void sf_talk_words(bool allow_breaks, const char *format, va_list arguments)
{
    char *words = NULL;
    say_fit(vasprintf(&words, format, arguments) < 0 ? NULL : words, allow_breaks);
}

void sf_talk(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    sf_talk_words(false, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
}

static void say_fault(const struct sf_fault *fault, bool is_in_colour)
{
    fputs(is_in_colour ? BOLD : "", stderr);
    if (fault->file == NULL) {
        fputs("strikefund", stderr);
    } else {
        say_name(fault->file);
        if (fault->line > 0) {
            fprintf(stderr, ":%d", fault->line);
        }
    }
    fputs(is_in_colour ? ":" PLAIN " " : ": ", stderr);
    if (fault->is_warning) {
        fputs(is_in_colour ? YELLOW "warning:" PLAIN " " : "warning: ", stderr);
    }
    fprintf(stderr, "%s\n", fault->words);
}

void sf_talk_faults(const struct sf_faults *faults, const char *consequence,
                    enum sf_colour colour)
{
    const bool is_in_colour = is_coloured(colour);
    for (size_t i = 0; i < faults->n; i++) {
        say_fault(&faults->fault[i], is_in_colour);
    }
    if (faults->is_full) {
        fputs("strikefund: there are more than are listed here\n", stderr);
    }
    if (faults->n_errors > 0 && consequence != NULL) {
        fprintf(stderr, "%zu mistake%s; %s\n", faults->n_errors,
                faults->n_errors == 1 ? "" : "s", consequence);
    }
}

int sf_talk_status(enum sf_status status, const char *what)
{
    fputs("strikefund: ", stderr);
    if (what != NULL) {
        say_name(what);
        fputs(": ", stderr);
    }
    fprintf(stderr, "%s\n", sf_status_words(status));
    return sf_status_exit_code(status);
}

char *sf_talk_quoted(const char *path)
{
    static const char PLAIN_CHARS[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-+,:@";
    if (path[0] != '\0' && path[strspn(path, PLAIN_CHARS)] == '\0') {
        return strdup(path);
    }
    /* Each quote becomes '\'' : four bytes for one. */
    char *quoted = malloc(4 * strlen(path) + 3);
    if (quoted == NULL) {
        return NULL;
    }
    char *out = quoted;
    *out++ = '\'';
    for (const char *c = path; *c != '\0'; c++) {
        if (*c == '\'') {
            out = stpcpy(out, "'\\''");
        } else {
            *out++ = *c;
        }
    }
    *out++ = '\'';
    *out = '\0';
    return quoted;
}

double sf_talk_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

void sf_progress_start(struct sf_progress *progress, bool is_wanted)
{
    const double now = sf_talk_seconds();
    *progress = (struct sf_progress){
        .is_shown = is_wanted && isatty(STDERR_FILENO), .started = now, .drawn = now};
}

void sf_progress_draw(void *context, uint64_t runs_done, uint64_t runs)
{
    struct sf_progress *progress = context;
    const double now = sf_talk_seconds();
    /* A run that is over in a moment needs no progress, and a terminal no flicker. */
    if (!progress->is_shown || now - progress->drawn < 0.2 || runs_done == 0) {
        return;
    }
    progress->drawn = now;
    const double left =
        (now - progress->started) * (double)(runs - runs_done) / (double)runs_done;
    fprintf(stderr, ERASE "%" PRIu64 " of %" PRIu64 " runs, ", runs_done, runs);
    if (left < 90.0) {
        fprintf(stderr, "%.0f seconds left", left);
    } else {
        fprintf(stderr, "%.0f minutes left", left / 60.0);
    }
    fflush(stderr);
}

void sf_progress_end(struct sf_progress *progress)
{
    if (progress->is_shown && progress->drawn > progress->started) {
        fputs(ERASE, stderr);
        fflush(stderr);
    }
    progress->is_shown = false;
}
