/**
 * What is told of a number that was solved for: words and files. The document of --json
 * is in strikefund/json.h.
 */
#ifndef STRIKEFUND_SOLVE_FILES_H
#define STRIKEFUND_SOLVE_FILES_H

#include <stdbool.h>
#include <stddef.h>

#include "strikefund/solve.h"

/**
 * The answers in plain words, a paragraph a strategy in the file's order.
 *
 * @param[out] text  a new string, freed by the caller
 */
SF_MUST_USE enum sf_status sf_solve_words(const struct sf_solve *solve, char **text);

/**
 * Writes solve.json, solve.csv, dat/ and manifest.json into a directory, made if
 * absent.
 *
 * @param failed_path  as in sf_output_write
 */
SF_MUST_USE enum sf_status sf_solve_write(const char *directory,
                                          const struct sf_solve *solve,
                                          const char *version, char **failed_path);

/** The i-th file that it writes, by its name in the directory; NULL past the last. */
const char *sf_solve_file(size_t i);

/** Whether a directory holds the results of another command. */
bool sf_solve_is_in_the_way(const char *directory);

#endif
