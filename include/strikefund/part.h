/**
 * Parts: what a run found, in a file from which another process can go on. Any split
 * of a range of runs into parts, joined in any order, gives what one run would have.
 *
 * A part is the exact sums and counts behind the results, with what made them: the
 * same bytes on every machine, however many threads and blocks there were.
 */
#ifndef STRIKEFUND_PART_H
#define STRIKEFUND_PART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "strikefund/experiment.h"
#include "strikefund/limits.h"
#include "strikefund/output.h"
#include "strikefund/results.h"
#include "strikefund/scenario.h"
#include "strikefund/status.h"

/** Every run leaves this one in its directory ... */
#define SF_PART_FILE "partial.sfp"
/** ... and keeps this one there until it has ended. */
#define SF_CHECKPOINT_FILE "checkpoint.sfp"

#define SF_HASH_CHARS     65 /* 64 hex digits and the final zero */
#define SF_VERSION_CHARS  32
#define SF_BASENAME_CHARS 256

/** What was run, and what was found. */
struct sf_part {
    char version[SF_VERSION_CHARS]; /* of the program */
    uint64_t contract_version;      /* SF_CONTRACT_VERSION of it */
    char plan_hash[SF_HASH_CHARS];
    uint64_t seed, first_run, n_runs;
    char scenario[SF_BASENAME_CHARS]; /* base name of its file */
    char scenario_sha256[SF_HASH_CHARS];
    char resolved_sha256[SF_HASH_CHARS]; /* of scenario.resolved.cfg */
    size_t n_strategies;
    char strategy[SF_MAX_STRATEGIES][SF_MAX_NAME + 1]; /* names, in order */
    struct sf_results *results;                        /* owned */
};

/**
 * Reads a part. Whatever the file holds, only a whole part of this program's format is
 * taken: its checksum agrees, and its counts agree with each other.
 *
 * @param path       of a regular file
 * @param[out] part  freed by sf_part_free; untouched on error
 * @param[out] why   on SF_ERR_PART, words for what is wrong, after the file's name: not
 *                   to be freed
 * @return SF_OK; SF_ERR_MISSING, with errno saying why; SF_ERR_PART; SF_ERR_MEMORY
 */
SF_MUST_USE enum sf_status sf_part_read(const char *path, struct sf_part **part,
                                        const char **why);

/** Whether a part is what a run of this experiment would write of its runs: the same
 *  scenario, to the byte, and the same plan. False also when memory runs out. */
bool sf_part_is_of(const struct sf_part *part, const struct sf_experiment *experiment);

/** Frees a part and its results; NULL is allowed. */
void sf_part_free(struct sf_part *part);

/**
 * Adds the runs of one result to another: exact, in any order. Ranges may have gaps
 * between them while they are being joined; that there is none at the end, and that no
 * run comes twice, is the caller's to see to.
 *
 * @param into  holds the runs of both afterwards; its first run is the lower of the two
 * @param from  of the same experiment, or another made from the same scenario
 * @return SF_OK; SF_ERR_RANGE when the two are of different shapes (into is unchanged)
 *         or together too large to be counted (into is then fit only to be freed)
 */
SF_MUST_USE enum sf_status sf_results_merge(struct sf_results *into,
                                            const struct sf_results *from);

/**
 * Writes checkpoint.sfp: the runs so far, whole or not at all; one that is there is
 * replaced in one step. Its directory is made if absent.
 *
 * @param[out] failed_path  as of sf_output_write
 */
SF_MUST_USE enum sf_status sf_output_checkpoint(const char *directory,
                                                const struct sf_experiment *experiment,
                                                const struct sf_results *results,
                                                const struct sf_run_record *record,
                                                char **failed_path);

#endif
