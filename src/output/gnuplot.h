/**
 * gnuplot, started without a shell.
 */
#ifndef STRIKEFUND_OUTPUT_GNUPLOT_H
#define STRIKEFUND_OUTPUT_GNUPLOT_H

#include "core/text.h"
#include "strikefund/status.h"

#define SF_GNUPLOT_INSTALL "sudo apt-get install gnuplot-nox fonts-dejavu-core"

/**
 * Runs a script to its end.
 *
 * @param argument   the script and its arguments, at most 6, ended by NULL
 * @param complaint  on error, what is wrong: gnuplot's own words where it has any, with
 *                   control characters replaced
 * @return SF_OK; SF_ERR_PROGRAM when gnuplot is missing or fails; SF_ERR_MEMORY
 */
SF_MUST_USE enum sf_status sf_gnuplot_run(char *const *argument,
                                          struct sf_text *complaint);

/** What `gnuplot --version` says, or on error what is wrong, as above. */
SF_MUST_USE enum sf_status sf_gnuplot_version(struct sf_text *said);

/** Whether gnuplot is there and can draw for a terminal, "pngcairo". */
bool sf_gnuplot_has_terminal(const char *terminal);

#endif
