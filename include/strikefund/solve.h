/**
 * Solving for a number: the smallest or largest value of one key that meets a goal, for
 * each strategy, all values on the same futures.
 *
 * A few values all over the range show whether the goal is met anywhere, everywhere or
 * from one value on; then what lies around that value is looked at more and more
 * closely, and likewise where the 95 % bounds of the goal's figure meet the goal: that
 * is the interval in which the answer would lie with any number of runs.
 */
#ifndef STRIKEFUND_SOLVE_H
#define STRIKEFUND_SOLVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "strikefund/goal.h"
#include "strikefund/key_range.h"
#include "strikefund/sweep.h"

/** Values looked at first, the ends of the range among them. */
#define SF_SOLVE_FIRST 9

enum sf_solve_outcome {
    SF_SOLVED,            /* from one value on, up or down, the goal is met */
    SF_SOLVED_EVERYWHERE, /* at each value */
    SF_SOLVED_NOWHERE,
    SF_SOLVED_SEVERAL,  /* met, missed and met again, or the other way about */
    SF_SOLVED_TOO_NOISY /* its interval has no end within the range, or is half of it */
};

/** What is found for one strategy. Places are those of the span. */
struct sf_solution {
    enum sf_solve_outcome outcome;
    bool is_from; /* the goal is met from the value up; else up to it */
    double place; /* SF_SOLVED and SF_SOLVED_TOO_NOISY; of the first a place of
                     the span at which the goal is met */
    bool has_low, has_high; /* the 95 % interval's ends within the range */
    double low, high;
    bool has_rounded; /* SF_SOLVED: a value as people would set it, on the safe side of
                         the interval, where the bounds too meet the goal */
    int64_t rounded;
    size_t rounded_point; /* the point at it */
    size_t nearest;       /* the point of the answer; where the goal is met nowhere or
                             everywhere, the one nearest to its being otherwise */
    double runs_needed;   /* SF_SOLVED_TOO_NOISY: about how many runs give an interval
                             within the range, of a quarter of it; INFINITY */
};

/** What a strategy costs at a point, on average, in held units: they are told beside
 *  every answer (M13). */
struct sf_solve_costs {
    double fund_cost, levy, members_cost, strike_days, involved;
};

struct sf_solve; /* opaque: a scenario, a key's range and a goal */

/**
 * Reads the scenario at the first values and finds out whether they can be simulated.
 *
 * @param path, reading, span, goal  must outlive it
 * @param is_stopped, faults, return  as for sf_sweep_init
 */
SF_MUST_USE enum sf_status
sf_solve_init(const char *path, const struct sf_reading_options *reading,
              const struct sf_key_range *span, const struct sf_goal *goal,
              const volatile sig_atomic_t *is_stopped, struct sf_faults *faults,
              struct sf_solve **solve);

/** As sf_sweep_choose. */
void sf_solve_choose(struct sf_solve *solve, const size_t *strategy, size_t n);

/**
 * Looks for the answers.
 *
 * @param options  as for sf_sweep_evaluate; its progress is told the runs of all values
 *                 so far, and those of the values in hand as well
 * @param faults   takes what is wrong at a value that only the search came to
 * @return as sf_sweep_init and sf_sweep_evaluate
 */
SF_MUST_USE enum sf_status sf_solve_run(struct sf_solve *solve,
                                        const struct sf_experiment_options *options,
                                        struct sf_faults *faults);

const struct sf_key_range *sf_solve_span(const struct sf_solve *solve);
const struct sf_goal *sf_solve_goal(const struct sf_solve *solve);

/** The first values' sweep: the scenario, the strategies, the hash of what they are. */
const struct sf_sweep *sf_solve_sweep(const struct sf_solve *solve);

/** The points looked at, in the order of their values. */
size_t sf_solve_n_points(const struct sf_solve *solve);
int64_t sf_solve_place(const struct sf_solve *solve, size_t point);

/** The goal's figure at a point, for the i-th strategy chosen. */
struct sf_estimate sf_solve_estimate(const struct sf_solve *solve, size_t point,
                                     size_t strategy);

struct sf_solve_costs sf_solve_costs(const struct sf_solve *solve, size_t point,
                                     size_t strategy);

/** For the i-th strategy chosen. */
const struct sf_solution *sf_solve_solution(const struct sf_solve *solve,
                                            size_t strategy);

/** Legal after a failure, and with NULL. */
void sf_solve_free(struct sf_solve *solve);

#endif
