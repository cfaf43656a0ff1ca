/**
 * What is wrong with the input, all at once: a list of messages, each with its
 * file and line. Warnings are kept in the same list and do not stop a run.
 */
#ifndef STRIKEFUND_FAULTS_H
#define STRIKEFUND_FAULTS_H

#include <stdbool.h>
#include <stddef.h>

struct sf_fault {
    char *file;      /* as the user named it; NULL when the fault has no place */
    int line;        /* from 1; 0 when the fault belongs to the whole file */
    bool is_warning; /* true: said, but the run goes on */
    char *words;     /* one sentence, no line break, no full stop */
};

struct sf_faults {
    struct sf_fault *fault; /* in the order found; sf_faults_sort orders by place */
    size_t n;
    size_t n_errors; /* those that are not warnings */
    bool is_full;    /* a message was lost for want of memory, or past the limit */
};

/** Adds an error. printf-style words, made fit to be shown (strikefund/showable.h), so
 *  that hostile input can neither drive a terminal nor fake a line; file is copied. */
void sf_faults_add(struct sf_faults *faults, const char *file, int line,
                   const char *format, ...) __attribute__((format(printf, 4, 5)));

/** Adds a warning; otherwise as sf_faults_add. */
void sf_faults_warn(struct sf_faults *faults, const char *file, int line,
                    const char *format, ...) __attribute__((format(printf, 4, 5)));

/** Orders the faults by file and line, keeping the order within a line. */
void sf_faults_sort(struct sf_faults *faults);

void sf_faults_free(struct sf_faults *faults);

#endif
