/**
 * One reading of a scenario: what it fills, where its faults go, and what every part
 * of the reader needs to allocate and to complain.
 */
#ifndef STRIKEFUND_SCENARIO_READING_H
#define STRIKEFUND_SCENARIO_READING_H

#include "scenario/names.h"
#include "scenario/setting.h"
#include "strikefund/scenario.h"

struct sf_reading {
    struct sf_scenario *scenario;
    struct sf_faults *faults;
    const struct sf_reading_options *options;
    char *directory;          /* of the scenario file: "" or ends in '/' */
    struct sf_setting *root;  /* what the file holds */
    struct sf_setting *table; /* what the employers' CSV file holds, as a list */
    struct sf_name_table pots, bands, employers, levies, rules, settlements, strategies;
    const struct sf_setting **action_setting; /* where each action was written */
    size_t bytes_read;                        /* of all files so far */
    bool is_out_of_memory; /* once true the reading is given up at its end */
};

/** Zeroed memory for n things of that size; NULL, with the reading marked, when there
 *  is none left. n may be 0. */
void *sf_reading_alloc(struct sf_reading *reading, size_t n, size_t size);

/** A copy of a string; NULL, with the reading marked, when out of memory. */
char *sf_reading_copy(struct sf_reading *reading, const char *string);

/** The scenario's own copy of a file's name, for places. "" when out of memory. */
const char *sf_reading_file(struct sf_reading *reading, const char *name);

/** Adds an error at a setting's place, unless a fault of it was told before. */
void sf_reading_fault(struct sf_reading *reading, const struct sf_setting *setting,
                      const char *format, ...) __attribute__((format(printf, 3, 4)));

#define SF_SUGGESTION_CHARS 256

/** Writes "; did you mean 'x'?" or nothing, to close a fault with. Returns words. */
const char *sf_nearest_words(const struct sf_nearest *nearest,
                             char words[SF_SUGGESTION_CHARS]);

/** The bytes of a text file, checked to be text. */
struct sf_source {
    char *bytes; /* ends in a zero, no byte order mark; freed by the caller */
    size_t length;
    bool has_mark; /* the file began with a byte order mark */
    char *sha256;  /* of the file as it stands on the disk; freed by the caller */
};

/**
 * Reads the scenario's own file: UTF-8 with no zero bytes, not above
 * SF_MAX_FILE_BYTES, nor all files of the reading together above twice that.
 *
 * @return SF_OK; SF_ERR_MISSING when it cannot be read, SF_ERR_SCENARIO when it is not
 *         such a text, either with one fault told; SF_ERR_MEMORY
 */
SF_MUST_USE enum sf_status sf_source_read(struct sf_reading *reading, const char *path,
                                          struct sf_source *source);

/**
 * Reads a text file that the scenario names, as above. It must be a plain file, for a
 * device or a pipe may never end, and lie where the scenario may read: see
 * sf_scenario_read_with.
 *
 * @param written     its path as the scenario has it: absolute, or from the
 *                    scenario's folder
 * @param setting     that names it, blamed when it cannot be read
 * @param[out] file   its name in messages, owned by the scenario
 */
SF_MUST_USE enum sf_status sf_source_read_named(struct sf_reading *reading,
                                                const char *written,
                                                const struct sf_setting *setting,
                                                const char **file,
                                                struct sf_source *source);

void sf_source_free(struct sf_source *source);

#endif
