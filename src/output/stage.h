/**
 * A stage: files are prepared beside their places under temporary names, and take
 * their places together when all are whole. A directory that holds manifest.json is
 * complete: it is removed first and renamed last. A file that is alone on its stage
 * takes its place in one step.
 */
#ifndef STRIKEFUND_OUTPUT_STAGE_H
#define STRIKEFUND_OUTPUT_STAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "strikefund/status.h"

struct sf_staged_file {
    char *path;      /* where it will be */
    char *temporary; /* where it is; NULL once renamed */
};

/** Start with {0} and sf_stage_open. */
struct sf_stage {
    char *directory;
    bool is_private;   /* files 0600, new directories 0700 */
    char *failed_path; /* what the last error is about; owned here */
    struct sf_staged_file *file;
    size_t n_files;
};

/** Makes the directory with its parents where they are absent. */
SF_MUST_USE enum sf_status sf_stage_open(struct sf_stage *stage, const char *directory,
                                         bool is_private);

/** Makes a directory inside the stage's. */
SF_MUST_USE enum sf_status sf_stage_add_directory(struct sf_stage *stage,
                                                  const char *name);

/**
 * Writes a file under a temporary name.
 *
 * @param name  within the directory; its own directory must exist
 * @return SF_OK; SF_ERR_CREATE (a directory stands there, or no right to write);
 *         SF_ERR_WRITE (the disk is full); SF_ERR_MEMORY
 */
SF_MUST_USE enum sf_status sf_stage_add(struct sf_stage *stage, const char *name,
                                        const char *text, size_t length);

/** Puts all files in their places, in the order added; the last is the one whose
 *  presence says that the others are whole. */
SF_MUST_USE enum sf_status sf_stage_commit(struct sf_stage *stage);

/** Removes a file that those in place have made useless; it may be absent. */
SF_MUST_USE enum sf_status sf_stage_drop(struct sf_stage *stage, const char *name);

/** Removes what is still temporary and frees; legal at any time, and twice. */
void sf_stage_close(struct sf_stage *stage);

#endif
