/**
 * A sweep: what would the answer be if one number, or two, were otherwise? Every point
 * of a grid is the scenario with those values put in, as --set would, and every
 * strategy is simulated there on the same futures.
 */
#ifndef STRIKEFUND_SWEEP_H
#define STRIKEFUND_SWEEP_H

#include <signal.h>
#include <stddef.h>

#include "strikefund/experiment.h"
#include "strikefund/faults.h"
#include "strikefund/limits.h"
#include "strikefund/results.h"
#include "strikefund/scenario.h"
#include "strikefund/status.h"

/** A key and the values it takes, rising, in as few characters as write them exactly:
 *  "0.1", "2", "-1500". */
struct sf_sweep_key {
    char *key; /* a path as in an override */
    char **value;
    size_t n_values; /* at least 1 */
};

/** Start from {0}. Points are numbered from 0, the last key's values fastest. */
struct sf_sweep_grid {
    struct sf_sweep_key key[SF_MAX_SWEEP_KEYS];
    size_t n_keys;
};

/**
 * Adds a key as it is typed: "KEY=LO:HI:STEP", every LO + i STEP up to and with HI, or
 * "KEY=A,B,C". Numbers are decimal fractions and are stepped through exactly:
 * 0.1:0.3:0.1 is 0.1, 0.2 and 0.3.
 *
 * @param[out] fault  on SF_ERR_USAGE a new string that says what is wrong, without full
 *                    stop, freed by the caller; else untouched
 * @return SF_OK; SF_ERR_USAGE; SF_ERR_MEMORY. On error the grid is as it was
 */
SF_MUST_USE enum sf_status sf_sweep_grid_add(struct sf_sweep_grid *grid,
                                             const char *text, char **fault);

size_t sf_sweep_grid_points(const struct sf_sweep_grid *grid);

/** The value of the k-th key at a point. */
const char *sf_sweep_grid_value(const struct sf_sweep_grid *grid, size_t point,
                                size_t k);

/** Legal at any time, and twice. */
void sf_sweep_grid_free(struct sf_sweep_grid *grid);

/** Points simulated at once, at most. */
#define SF_SWEEP_ABREAST 8

struct sf_sweep; /* opaque: a scenario and a grid, every point checked */

/**
 * Reads the scenario at every point and finds out whether all of them can be simulated.
 *
 * @param path, reading  as for sf_scenario_read_with; must outlive the sweep, as grid
 * must
 * @param is_stopped  NULL, or set to 1 to stop early
 * @param faults      each distinct fault of any point once; those of a varied key are
 *                    said to be of "--vary"
 * @return as sf_scenario_read, and SF_ERR_INTERRUPTED
 */
SF_MUST_USE enum sf_status
sf_sweep_init(const char *path, const struct sf_reading_options *reading,
              const struct sf_sweep_grid *grid, const volatile sig_atomic_t *is_stopped,
              struct sf_faults *faults, struct sf_sweep **sweep);

/** Simulates only these strategies, n of at most SF_MAX_STRATEGIES indexes in the order
 *  results will use. Without this call, all of them. */
void sf_sweep_choose(struct sf_sweep *sweep, const size_t *strategy, size_t n);

const struct sf_sweep_grid *sf_sweep_grid(const struct sf_sweep *sweep);
size_t sf_sweep_n_strategies(const struct sf_sweep *sweep);

/** The scenario at the first point: names, seed and runs are the same at all. */
const struct sf_scenario *sf_sweep_scenario(const struct sf_sweep *sweep);

/** The scenario's index of the sweep's i-th strategy. */
size_t sf_sweep_strategy(const struct sf_sweep *sweep, size_t i);

/** A hash (64 hex digits) of the resolved scenarios of all points: of everything that
 *  is simulated, whichever file or option it came from. */
const char *sf_sweep_hash(const struct sf_sweep *sweep);

/** What was found at one point. */
struct sf_evaluation {
    size_t point;
    struct sf_scenario *scenario;
    struct sf_experiment *experiment;
    struct sf_results *results; /* of all the scenario's runs, brief */
};

/**
 * Simulates the first of some points, and beside it those that follow for as long as
 * they differ in money alone: these cost little, for people are counted once.
 *
 * @param point    n of them, n from 1
 * @param options  threads, a way to stop and progress; its runs are left out of
 *                 account: they are 1 to the scenario's number
 * @param[out] evaluation  n_done of them, at most SF_SWEEP_ABREAST
 * @param[out] n_done  points simulated, from 1
 * @return SF_OK; SF_ERR_INTERRUPTED, when nothing is kept; SF_ERR_SCENARIO when the
 *         scenario is no longer the one that was checked; SF_ERR_MISSING;
 *         SF_ERR_MEMORY. evaluation and n_done are set on SF_OK alone
 */
SF_MUST_USE enum sf_status
sf_sweep_evaluate(const struct sf_sweep *sweep, const size_t *point, size_t n,
                  const struct sf_experiment_options *options,
                  struct sf_evaluation evaluation[SF_SWEEP_ABREAST], size_t *n_done);

/** Legal after a failure, and twice. */
void sf_evaluation_free(struct sf_evaluation *evaluation);

void sf_sweep_free(struct sf_sweep *sweep);

#endif
