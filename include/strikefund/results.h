/**
 * What an experiment found: for every strategy, month and measure the moments and
 * quantiles over runs; the chances of each event; the paired differences.
 *
 * Only whole numbers are kept (sums, 128-bit sums of squares, histogram counts), so
 * results do not depend on the order in which runs arrive, and memory does not depend
 * on how many there are. Values below are in the measure's own held unit (pence,
 * members, days, hundredths of a month) unless said otherwise.
 */
#ifndef STRIKEFUND_RESULTS_H
#define STRIKEFUND_RESULTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "strikefund/measures.h"
#include "strikefund/status.h"

struct sf_results; /* opaque; made by sf_experiment_run */

/** Moments and quantiles of one measure over runs. */
struct sf_statistic {
    uint64_t runs;   /* that have a value */
    double mean, sd; /* sd with n - 1; 0 for one run */
    double se;       /* Monte Carlo standard error of the mean */
    /* Quantiles 5, 25, 50, 75, 95 %: the smallest order statistic of rank >= pN, to
       within +- quantile_width / 2. INFINITY: the measure has no upper end there
       (cover of a balance that is not falling). */
    double q05, q25, q50, q75, q95;
    double quantile_width; /* 1: exact */
    bool has_moments;      /* false: quantiles only (cover_months) */
};

/** A chance estimated from a count of runs, with its 95 % Wilson interval. */
struct sf_chance {
    uint64_t runs, count;
    double probability, lower, upper;
};

/** Strategy a minus strategy b, run by run (M10.5). */
struct sf_difference {
    uint64_t runs;
    double mean, se, lower, upper; /* 95 % normal interval of the mean difference */
    double share_a_above_b;        /* of runs; ties count as not above */
    double runs_to_separate;       /* M10.5; INFINITY when the mean difference is 0 and
                                      sd is not; 0 when sd is 0 */
};

/** A ratio of totals over all runs, with its delta-method standard error. */
struct sf_ratio {
    bool is_defined; /* false when the denominator's total is 0 */
    double value;    /* pounds per day, or pounds per pound */
    double se;
};

enum sf_ratio_kind {
    SF_FUND_COST_PER_STRIKE_DAY,
    SF_MEMBERS_COST_PER_STRIKE_DAY,
    SF_FUND_COST_PER_POUND_NOT_DONE,
    SF_TOTAL_COST_PER_POUND_NOT_DONE,
    SF_N_RATIOS
};

/** The member's view of one band (M10.4): pounds per member over the plan. */
struct sf_member_view {
    bool is_defined; /* false when there is no such member */
    double levy_paid, pay_lost, strike_pay, hardship, net;
};

size_t sf_results_n_strategies(const struct sf_results *results);
size_t sf_results_n_months(const struct sf_results *results);
uint64_t sf_results_runs(const struct sf_results *results);

/** month is 0..n_months; month 0 is the opening position. */
struct sf_statistic sf_results_monthly(const struct sf_results *results,
                                       size_t strategy, size_t month,
                                       enum sf_measure measure);

struct sf_statistic sf_results_total(const struct sf_results *results, size_t strategy,
                                     enum sf_total total);

/** An arbitrary quantile of a plan total, p in (0, 1). */
double sf_results_total_quantile(const struct sf_results *results, size_t strategy,
                                 enum sf_total total, double p);

/** Mean of the ceil(0.05 n) lowest values of the lowest balance, in pence. */
double sf_results_mean_of_worst(const struct sf_results *results, size_t strategy);

/** Runs in which the event has happened by the end of the month (0..n_months). */
struct sf_chance sf_results_chance(const struct sf_results *results, size_t strategy,
                                   size_t month, enum sf_event event);

/** Runs whose first month with the event is this one; month n_months + 1: never. */
uint64_t sf_results_first(const struct sf_results *results, size_t strategy,
                          size_t month, enum sf_event event);

struct sf_difference sf_results_difference(const struct sf_results *results, size_t a,
                                           size_t b, enum sf_total total);

struct sf_ratio sf_results_ratio(const struct sf_results *results, size_t strategy,
                                 enum sf_ratio_kind kind);

/** is_called: a member who was called out and struck; else one never called. */
struct sf_member_view sf_results_member_view(const struct sf_results *results,
                                             size_t strategy, size_t band,
                                             bool is_called);

/** The first run whose closing balance lies at the p-quantile (for accounts and
 *  ledgers): a real run, whose books add up. */
uint64_t sf_results_run_at(const struct sf_results *results, size_t strategy, double p);

void sf_results_free(struct sf_results *results);

/** Wilson's score interval at 95 % for count out of runs (runs >= 1). */
struct sf_chance sf_chance_of(uint64_t count, uint64_t runs);

#endif
