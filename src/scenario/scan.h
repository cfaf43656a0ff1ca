/**
 * A first look at the text of a scenario, before libconfig parses it. It finds what
 * libconfig takes without a word (whole numbers that do not fit, includes from
 * anywhere, brackets without end) and keeps what looks odd, because "syntax error" is
 * all that libconfig says.
 */
#ifndef STRIKEFUND_SCENARIO_SCAN_H
#define STRIKEFUND_SCENARIO_SCAN_H

#include "scenario/reading.h"

#define SF_HINT_CHARS 240

/** What one file of the scenario looks like. */
struct sf_scanned {
    const char *include; /* as written after @include; "" for the scenario itself */
    const char *file;    /* its name in messages */
    int hint_line;       /* of the first odd thing, 0 when there is none */
    char hint[SF_HINT_CHARS];
    int *spoilt_line; /* lines with a whole number that does not fit, rising */
    size_t n_spoilt_lines;
};

struct sf_scan {
    struct sf_scanned *scanned;
    size_t n;
    bool is_hopeless; /* a text of the file scanned[at_fault] has no end */
    size_t at_fault;
    size_t n_top_keys; /* outside all brackets, of all files */
};

/**
 * Looks through the scenario's text and the files it includes.
 *
 * @return SF_OK, perhaps with faults told; SF_ERR_SCENARIO when the text must not be
 *         parsed, a fault told; SF_ERR_MEMORY
 */
SF_MUST_USE enum sf_status sf_scan_read(struct sf_reading *reading, const char *file,
                                        const char *text, struct sf_scan *scan);

void sf_scan_free(struct sf_scan *scan);

/** What was found of the file that libconfig names so (NULL: the scenario itself). */
const struct sf_scanned *sf_scan_find(const struct sf_scan *scan, const char *include);

/** Notes such a line; lines come in order. False when out of memory. */
bool sf_scanned_spoil(struct sf_scanned *scanned, int line);

/** Whether a whole number on that line was told not to fit. */
bool sf_scanned_is_spoilt(const struct sf_scanned *scanned, int line);

#endif
