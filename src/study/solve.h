/** What solving remembers, and how it comes from that to answers. */
#ifndef STRIKEFUND_STUDY_SOLVE_H
#define STRIKEFUND_STUDY_SOLVE_H

#include "strikefund/solve.h"
#include "study/crossing.h"

/** A value that was looked at. */
struct sf_solve_point {
    int64_t place;
    struct sf_estimate of[SF_MAX_STRATEGIES];
    struct sf_solve_costs costs[SF_MAX_STRATEGIES];
};

struct sf_solve {
    const char *path;
    const struct sf_reading_options *reading;
    const struct sf_key_range *span;
    const struct sf_goal *goal;
    struct sf_sweep_grid grid; /* of the first values */
    struct sf_sweep *sweep;
    size_t strategy[SF_MAX_STRATEGIES];
    size_t n_strategies;
    struct sf_solve_point *point; /* n_points, rising */
    size_t n_points, room;
    bool is_cheap; /* points differ in money alone: several cost little more than one */
    uint64_t runs_done;
    struct sf_solution solution[SF_MAX_STRATEGIES];
};

/** Says from the points what is known for a strategy. */
SF_MUST_USE enum sf_status sf_solve_conclude(struct sf_solve *solve, size_t strategy);

/** Adds the places that would make a strategy's answer closer: none when it is close
 *  enough, or there is none. */
SF_MUST_USE enum sf_status sf_solve_look_closer(const struct sf_solve *solve,
                                                size_t strategy,
                                                struct sf_places *places);

/** Adds the place of a strategy's rounded value, once its answer is close enough. */
void sf_solve_round(struct sf_solve *solve, size_t strategy, struct sf_places *places);

/** The point at a place; n_points: none. */
size_t sf_solve_find(const struct sf_solve *solve, int64_t place);

#endif
