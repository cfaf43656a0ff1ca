/**
 * Files. Every write goes to a temporary name in the same directory and is renamed
 * when whole, so that a file is complete or absent.
 */
#ifndef STRIKEFUND_OUTPUT_H
#define STRIKEFUND_OUTPUT_H

#include "strikefund/experiment.h"
#include "strikefund/results.h"
#include "strikefund/status.h"

/** What was run, for the manifest and the charts' captions. */
struct sf_run_record {
    const char *version;
    uint64_t first_run, n_runs; /* as finished */
    int n_threads;
    double seconds; /* wall time; goes to build.json only */
};

/**
 * Writes every file of a run into a directory, made if absent: manifest.json,
 * build.json, scenario.resolved.cfg, series.csv, summary.csv, risk.csv,
 * differences.csv, bands.csv, accounts.csv and dat/ (see interface).
 *
 * @param[out] failed_path  on error, a new string naming the path that failed, freed
 *                          by the caller; NULL when no path is to blame
 * @return SF_OK, SF_ERR_CREATE, SF_ERR_WRITE, SF_ERR_MEMORY
 */
SF_MUST_USE enum sf_status sf_output_write(const char *directory,
                                           const struct sf_experiment *experiment,
                                           const struct sf_results *results,
                                           const struct sf_run_record *record,
                                           char **failed_path);

/**
 * The answer in plain English with natural frequencies: what each strategy leaves in
 * the fund, asks of members, and how sure we are. Ranks nothing (M13).
 *
 * @param[out] text  a new string, freed by the caller
 */
SF_MUST_USE enum sf_status sf_output_words(const struct sf_experiment *experiment,
                                           const struct sf_results *results,
                                           char **text);

/**
 * Draws every chart of a results directory with gnuplot and the scripts of plots/.
 *
 * @param formats      comma-separated: png, svg, pdf, dumb
 * @param plots        directory of the .gp scripts
 * @param[out] message a new string for people on failure, freed by the caller
 */
SF_MUST_USE enum sf_status sf_output_plot(const char *directory, const char *formats,
                                          const char *plots, char **message);

#endif
