/**
 * What scenarios are made of: lists of names, indexes, days and numbers, and where in
 * a file something was written.
 */
#ifndef STRIKEFUND_LISTS_H
#define STRIKEFUND_LISTS_H

#include <stddef.h>
#include <stdint.h>

#define SF_NONE ((size_t)-1) /* "no such index" */

struct sf_names {
    char **name;
    size_t n;
};

struct sf_indexes {
    size_t *index;
    size_t n;
};

struct sf_days {
    int32_t *day;
    size_t n;
};

struct sf_numbers {
    double *value;
    size_t n;
};

/** Where something was written, for messages. file is owned by the scenario. */
struct sf_place {
    const char *file;
    int line;
};

#endif
