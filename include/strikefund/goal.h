/**
 * A goal: what a chance or a figure of a plan is to come to, "shortfall <= 0.05" or
 * "closing_balance.q05 >= 500000".
 */
#ifndef STRIKEFUND_GOAL_H
#define STRIKEFUND_GOAL_H

#include <stdbool.h>

#include "strikefund/measures.h"
#include "strikefund/results.h"
#include "strikefund/status.h"

#define SF_GOAL_CHARS 96

struct sf_goal {
    char text[SF_GOAL_CHARS]; /* as typed, with one blank about the sign */
    bool is_chance;
    enum sf_event event; /* of a chance: by the plan's end */
    enum sf_total total; /* else: of the whole plan ... */
    double p;            /* ... its quantile; 0: its mean */
    bool is_at_least;    /* >= or >; else <= or < */
    bool is_strict;      /* > or < */
    double bound;        /* a share; or pounds, members, days */
};

/** A figure as it is shown (a share, pounds, ...), with its 95 % bounds. */
struct sf_estimate {
    double value, lower, upper;
};

/**
 * Reads a goal as it is typed: an event, or a measure of a whole plan with .mean (when
 * nothing is said), .q05, .q25, .q50, .q75 or .q95; a sign; a plain number.
 *
 * @param[out] fault  on SF_ERR_USAGE a new string that says what is wrong and what
 * there is instead, without full stop, freed by the caller; else untouched
 * @return SF_OK; SF_ERR_USAGE; SF_ERR_MEMORY. On error the goal is untouched
 */
SF_MUST_USE enum sf_status sf_goal_read(const char *text, struct sf_goal *goal,
                                        char **fault);

/**
 * What the goal is about, for one strategy of some results. Bounds are Wilson's of a
 * chance; 1.96 standard errors of a mean; of a quantile p of n runs the quantiles
 * p -+ 1.96 sqrt(p (1 - p) / n), infinite past the ends, and half a bin further where
 * quantiles are from bins.
 */
struct sf_estimate sf_goal_estimate(const struct sf_goal *goal,
                                    const struct sf_results *results, size_t strategy);

/** Whether a figure meets the goal. */
bool sf_goal_is_met(const struct sf_goal *goal, double value);

#endif
