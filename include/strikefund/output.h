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
    /* What the manifest calls the scenario: its file's base name and SHA-256; NULL: as
       it was read. Parts that are joined bring what they were made from. */
    const char *scenario_name, *scenario_sha256;
};

/**
 * Writes every file of a run into a directory, made if absent: manifest.json,
 * build.json, scenario.resolved.cfg, series.csv, summary.csv, risk.csv,
 * differences.csv, bands.csv, employers.csv, spread.csv, accounts.csv, partial.sfp and
 * dat/ (see interface), mandates.csv where ballots are left to chance, and pots.csv
 * where the fund has pots. A checkpoint of runs on their way there is removed.
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

/** The i-th of the files that sf_output_write writes, "dat/balance.dat"; NULL past the
 *  last. @param scenario  NULL: one whose ballots all have their results
 *  given, and whose fund has no pots */
const char *sf_output_file(const struct sf_scenario *scenario, size_t i);

/**
 * The answer in plain English with natural frequencies: what each strategy leaves in
 * the fund, asks of members, and how sure we are. Ranks nothing (M13).
 *
 * @param[out] text  a new string, freed by the caller
 */
SF_MUST_USE enum sf_status sf_output_words(const struct sf_experiment *experiment,
                                           const struct sf_results *results,
                                           char **text);

/** How the run of a ledger came to be chosen, for its heading. */
struct sf_run_choice {
    enum { SF_RUN_BY_NUMBER, SF_RUN_WORST, SF_RUN_MEDIAN } how;
    uint64_t runs;       /* simulated to find the worst or the median */
    double within_pence; /* the chosen run's distance from it, at most; 1: exact */
};

/**
 * The ledger of one run as tables for people: the fund, the claims and the members
 * month by month, and who was out, in lines of up to 120 columns. Each month is
 * checked to balance to the penny; one that does not is a bug of ours and stops the
 * program.
 *
 * @param strategy   the experiment's index
 * @param trace      of that strategy, from sf_experiment_trace
 * @param[out] text  a new string, freed by the caller
 */
SF_MUST_USE enum sf_status sf_output_ledger(const struct sf_experiment *experiment,
                                            size_t strategy,
                                            const struct sf_trace *trace,
                                            const struct sf_run_choice *choice,
                                            char **text);

/**
 * Writes a scenario with comments to start from: scenarios/first.cfg under another
 * title. A file that is there already is left alone.
 *
 * @param path   of the file, which must not exist
 * @param title  one line of UTF-8
 * @return SF_OK; SF_ERR_USAGE when the title is no such line; SF_ERR_CREATE,
 *         SF_ERR_WRITE, with errno saying why; SF_ERR_MEMORY
 */
SF_MUST_USE enum sf_status sf_output_starter(const char *path, const char *title);

/**
 * What this machine has of all that the program needs, what it has not, and the
 * command that mends it.
 *
 * @param plots      directory of the .gp scripts
 * @param version    of the program
 * @param[out] text  a new string, freed by the caller; on SF_ERR_PROGRAM too
 * @return SF_OK; SF_ERR_PROGRAM when something needed is missing; SF_ERR_MEMORY
 */
SF_MUST_USE enum sf_status sf_output_doctor(const char *plots, const char *version,
                                            char **text);

/** The n-th of the charts that a results directory is for, "balance"; NULL past the
 *  last. The commands that write results write the words of theirs,
 *  dat/balance.txt. */
const char *sf_output_chart(const char *directory, size_t n);

/**
 * Draws every chart that a results directory is for, with gnuplot and the scripts of
 * plots/.
 *
 * @param formats      comma-separated: png, svg, pdf, dumb
 * @param plots        directory of the .gp scripts
 * @param[out] message a new string for people on failure, freed by the caller
 */
SF_MUST_USE enum sf_status sf_output_plot(const char *directory, const char *formats,
                                          const char *plots, char **message);

#endif
