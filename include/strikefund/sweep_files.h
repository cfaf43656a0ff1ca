/**
 * The files of a sweep. While it lasts, each finished point is a file of its own under
 * DIR/points/, whole or absent, so that the same sweep can be taken up again; when all
 * are there, they become sweep.csv, dat/ and manifest.json, and points/ goes.
 */
#ifndef STRIKEFUND_SWEEP_FILES_H
#define STRIKEFUND_SWEEP_FILES_H

#include <stdbool.h>
#include <stddef.h>

#include "strikefund/status.h"
#include "strikefund/sweep.h"

struct sf_sweep_files; /* opaque */

/**
 * Opens a directory for a sweep, made if absent. Until it is closed no other sweep can
 * open it.
 *
 * @param sweep     must outlive the files
 * @param version   of the program, must outlive the files; points of another version
 *                  are not mixed in
 * @param is_fresh  throw away the points that are there, of this sweep or another
 * @param[out] message  on error a new string for people, freed by the caller, or NULL
 * @return SF_OK; SF_ERR_SCENARIO when points of another sweep are there, which are left
 *         alone; SF_ERR_CREATE, also when another sweep is at work there or a run's
 *         results are; SF_ERR_WRITE; SF_ERR_MEMORY
 */
SF_MUST_USE enum sf_status sf_sweep_files_open(const char *directory,
                                               const struct sf_sweep *sweep,
                                               const char *version, bool is_fresh,
                                               struct sf_sweep_files **files,
                                               char **message);

/** Whether a point is kept, from before or since. */
bool sf_sweep_files_has(const struct sf_sweep_files *files, size_t point);

/** How many points are kept. */
size_t sf_sweep_files_n_kept(const struct sf_sweep_files *files);

/** Keeps what was found at a point. failed_path as in sf_output_write. */
SF_MUST_USE enum sf_status sf_sweep_files_keep(struct sf_sweep_files *files,
                                               const struct sf_evaluation *evaluation,
                                               char **failed_path);

/** Writes the files of the whole sweep and removes points/. All points must be kept.
 *  The same bytes whether it was ever stopped or not. */
SF_MUST_USE enum sf_status sf_sweep_files_finish(struct sf_sweep_files *files,
                                                 char **failed_path);

/** The answer in plain words: a table a strategy. After sf_sweep_files_finish.
 *  @param[out] text  a new string, freed by the caller */
SF_MUST_USE enum sf_status sf_sweep_files_words(const struct sf_sweep_files *files,
                                                char **text);

/** Legal after a failure, and with NULL. */
void sf_sweep_files_close(struct sf_sweep_files *files);

#endif
