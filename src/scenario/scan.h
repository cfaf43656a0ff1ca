/**
 * A first look at the text of a scenario, before libconfig parses it. It finds what
 * libconfig takes without a word (whole numbers that do not fit, brackets without end)
 * and keeps what looks odd, because "syntax error" is all that libconfig says. It puts
 * included files in their place: libconfig, which would open any file, opens none.
 */
#ifndef STRIKEFUND_SCENARIO_SCAN_H
#define STRIKEFUND_SCENARIO_SCAN_H

#include "scenario/reading.h"

#define SF_HINT_CHARS 240

/** What one file of the scenario looks like. */
struct sf_scanned {
    const char *file; /* its name in messages */
    int hint_line;    /* of the first odd thing, 0 when there is none */
    char hint[SF_HINT_CHARS];
    int *spoilt_line; /* lines with a whole number that does not fit, rising */
    size_t n_spoilt_lines;
};

/** Lines of the whole text that come from one file, up to the next stretch. */
struct sf_stretch {
    int line;       /* of the whole text, where it begins */
    size_t scanned; /* the file, and its line there */
    int file_line;
};

struct sf_scan {
    struct sf_scanned *scanned;
    size_t n;
    struct sf_text whole; /* the scenario with all it includes */
    int n_lines;          /* of the whole, begun */
    struct sf_stretch *stretch;
    size_t n_stretches;
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

/** Adds bytes of a file to the whole. */
void sf_scan_copy(struct sf_scan *scan, const char *bytes, size_t length);

/** What is added from now on comes from that line of a file. False when out of memory.
 */
bool sf_scan_stretch(struct sf_scan *scan, size_t scanned, int file_line);

/** The file that a line of the whole comes from; *line becomes its line there. */
const struct sf_scanned *sf_scan_find(const struct sf_scan *scan, int *line);

/** Notes such a line; lines come in order. False when out of memory. */
bool sf_scanned_spoil(struct sf_scanned *scanned, int line);

/** Whether a whole number on that line was told not to fit. */
bool sf_scanned_is_spoilt(const struct sf_scanned *scanned, int line);

#endif
