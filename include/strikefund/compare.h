/**
 * Strategies of one or several scenarios side by side, run by run on the same futures.
 *
 * Totals are over each plan's own months. Scenarios may differ in their months, bands
 * and employers; what has the same name in two of them has the same luck.
 */
#ifndef STRIKEFUND_COMPARE_H
#define STRIKEFUND_COMPARE_H

#include "strikefund/experiment.h"
#include "strikefund/output.h"
#include "strikefund/results.h"
#include "strikefund/scenario.h"
#include "strikefund/status.h"
#include "strikefund/turning.h"

/** What sf_experiments_run gave. Nothing is owned. Scenarios have one seed, and there
 *  are two strategies or more. */
struct sf_comparison {
    const struct sf_experiment *const *experiment; /* n */
    struct sf_results *const *results;             /* n */
    const struct sf_pairs *pairs;
    size_t n;
    const struct sf_turning *turning; /* n_turnings, in the order to be told */
    size_t n_turnings;
};

/**
 * Lets several scenarios be simulated on the same runs: gives all of them the seed and
 * the number of runs of the first.
 *
 * @param scenario    n of them, n from 1
 * @param[out] notes  a new string, freed by the caller: what was changed, and where the
 *                    plans' months differ, a line each; "" when there is nothing to say
 */
SF_MUST_USE enum sf_status sf_comparison_align(struct sf_scenario *const *scenario,
                                               size_t n, char **notes);

/**
 * What a strategy of the i-th of n scenarios is called beside those of others: its
 * name, and before it the scenario's file without its ending where there are several:
 * "branch: day a week". Files of one name are numbered: "branch (2): day a week".
 *
 * @param[out] name  a new string, freed by the caller
 */
SF_MUST_USE enum sf_status sf_comparison_name(const struct sf_scenario *const *scenario,
                                              size_t n, size_t i, size_t strategy,
                                              char **name);

/** The i-th measure in which two strategies are put side by side, and its name in plain
 *  words; false past the last. */
bool sf_comparison_measure(size_t i, enum sf_total *total, const char **name);

/**
 * The strategies and their pairs in plain English, as sf_output_words. A table for each
 * pair up to 6 of them, a line for each up to 120, and then those with the first
 * strategy only.
 *
 * @param[out] text  a new string, freed by the caller
 */
SF_MUST_USE enum sf_status sf_comparison_words(const struct sf_comparison *comparison,
                                               char **text);

/**
 * Writes summary.csv, risk.csv, differences.csv, turning.csv, build.json, manifest.json
 * and dat/ into a directory, made if absent, as sf_output_write does. They are for
 * their owner alone when one of the scenarios is confidential.
 *
 * @param[out] failed_path  as sf_output_write
 */
SF_MUST_USE enum sf_status sf_comparison_write(const char *directory,
                                               const struct sf_comparison *comparison,
                                               const struct sf_run_record *record,
                                               char **failed_path);

/** The i-th file that it writes, by its name in the directory; NULL past the last. */
const char *sf_comparison_file(size_t i);

/** Whether a directory holds the results of another command: files of both in one
 *  directory could not be told apart. */
bool sf_comparison_is_in_the_way(const char *directory);

#endif
