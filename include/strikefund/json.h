/**
 * What each command says, as one JSON document for programs: the same facts as its
 * words, under the names of the CSV columns and the measures.
 *
 * UTF-8, members in a fixed order, the same bytes each time, one line break at the end.
 * Money is in pounds with two decimals, to the digit as in the CSV files; a figure that
 * does not exist or has no end is null. Bytes that are not UTF-8 (in a file's name) are
 * shown as U+FFFD.
 *
 * Every text is a new string, freed by the caller; it is untouched on error.
 */
#ifndef STRIKEFUND_JSON_H
#define STRIKEFUND_JSON_H

#include <stdbool.h>

#include "strikefund/compare.h"
#include "strikefund/experiment.h"
#include "strikefund/faults.h"
#include "strikefund/forecast.h"
#include "strikefund/output.h"
#include "strikefund/scenario.h"
#include "strikefund/solve_files.h"
#include "strikefund/status.h"
#include "strikefund/sweep_files.h"

/** What is wrong with a scenario, for any command that reads one: `faults`. */
SF_MUST_USE enum sf_status sf_json_of_faults(const struct sf_faults *faults,
                                             char **text);

/** `check`: `faults`, here warnings, and the `scenario` with its words. */
SF_MUST_USE enum sf_status sf_json_of_scenario(const struct sf_scenario *scenario,
                                               const struct sf_faults *faults,
                                               char **text);

/** `run`, once its files are written into a directory: the rows of summary.csv, those
 *  of risk.csv at the plan's end and of differences.csv, and the files. */
SF_MUST_USE enum sf_status sf_json_of_run(const struct sf_experiment *experiment,
                                          const struct sf_results *results,
                                          const struct sf_run_record *record,
                                          const char *directory, bool is_interrupted,
                                          char **text);

/**
 * `compare`: the scenarios, the rows of summary.csv, those of risk.csv at each plan's
 * end and of differences.csv.
 *
 * @param record     as for sf_comparison_write
 * @param directory  into which the files are written; NULL: there are none
 */
SF_MUST_USE enum sf_status sf_json_of_comparison(const struct sf_comparison *comparison,
                                                 const struct sf_run_record *record,
                                                 const char *directory,
                                                 bool is_interrupted, char **text);

/** `sweep`, after sf_sweep_files_finish: what was varied, and the rows of sweep.csv at
 *  every point. */
SF_MUST_USE enum sf_status sf_json_of_sweep(const struct sf_sweep_files *files,
                                            char **text);

/** `forecast`: how the bands held, the rows of summary.csv, of risk.csv at the plan's
 *  end, of score.csv and of learnt.csv.
 *  @param directory  into which the files are written; NULL: there are none */
SF_MUST_USE enum sf_status sf_json_of_forecast(const struct sf_forecast *forecast,
                                               const char *version,
                                               const char *directory, char **text);
/** `solve`: the goal, each strategy's answer, and the goal's figure at every value.
 *  @param directory  into which the files are written; NULL: there are none */
SF_MUST_USE enum sf_status sf_json_of_solve(const struct sf_solve *solve,
                                            const char *version, const char *directory,
                                            char **text);

/** `trace`: what sf_output_ledger says in tables, with every measure of every month.
 *  The books are checked as there. */
SF_MUST_USE enum sf_status sf_json_of_trace(const struct sf_experiment *experiment,
                                            size_t strategy,
                                            const struct sf_trace *trace,
                                            const struct sf_run_choice *choice,
                                            char **text);

/** `explain`: the facts of a key, or of all. On SF_ERR_USAGE text is the sentence that
 *  says why, as with sf_scenario_explain. */
SF_MUST_USE enum sf_status sf_json_of_keys(const char *key, char **text);

/** `doctor`: as sf_output_doctor; the text is there on SF_ERR_PROGRAM too. */
SF_MUST_USE enum sf_status sf_json_of_doctor(const char *plots, const char *version,
                                             char **text);

/** `plot`, once sf_output_plot has drawn the formats: the files, charts and words. */
SF_MUST_USE enum sf_status sf_json_of_plot(const char *directory, const char *formats,
                                           char **text);

/** `new`, once the scenario is written: its path. */
SF_MUST_USE enum sf_status sf_json_of_new(const char *path, char **text);

#endif
