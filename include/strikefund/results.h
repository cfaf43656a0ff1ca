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

#include "strikefund/action.h"
#include "strikefund/measures.h"
#include "strikefund/status.h"

struct sf_results; /* opaque; made by sf_experiment_run */
struct sf_pairs;   /* opaque; the paired differences of several scenarios' strategies */

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

/** Mean of a whole-number measure over runs, and its Monte Carlo standard error. */
struct sf_mean {
    double mean, se;
};

/** The days of one kind of action in a month: strike-days; of action short of strike,
 *  which has none, the member-days that take part in it. */
struct sf_days_of_kind {
    uint64_t runs;
    double mean, se, sd; /* as of struct sf_statistic */
};

/** A vote at one employer: how often it passes, and what the plan has where it does and
 *  where it does not. Means are NaN where there are no such runs. */
struct sf_mandate {
    struct sf_chance chance;
    double turnout, yes; /* votes of the members, and yes of the votes, over all runs;
                            NaN where nobody voted */
    struct sf_mean if_passed[SF_N_MANDATE_MEASURES];
    struct sf_mean if_failed[SF_N_MANDATE_MEASURES];
};

/** Where the spread between runs comes from (M10.6). */
enum sf_source {
    SF_FROM_RATES,       /* unknown rates, the same for everybody */
    SF_FROM_DIFFERENCES, /* how employers, and months, differ */
    SF_FROM_CHANCE,      /* members deciding one by one */
    SF_N_SOURCES
};

/**
 * The variance of one measure over runs, split by where it comes from.
 *
 * Some runs have twins: one with the same unknown rates and all else drawn anew, one
 * with the same employers' differences as well. Half the mean squared distance of a
 * run from such a twin is the variance that what they share does not explain.
 *
 * Source: I. M. Sobol' (1993), Math. Modelling Comput. Exp. 1, 407-414; T. Homma and
 * A. Saltelli (1996), Reliab. Eng. Syst. Saf. 52, 1-17.
 */
struct sf_spread {
    bool is_defined; /* false without twins, or when the measure does not vary */
    uint64_t twins;  /* runs that have them */
    double sd;       /* over runs, in the measure's held unit */
    /* Shares of the variance; they sum to 1. Each is an estimate with a standard
       error, NaN from a single batch of twins, and one near 0 may come out below it. */
    struct sf_mean share[SF_N_SOURCES];
    double simulation_se; /* of the mean over runs: what more runs would shrink */
};

size_t sf_results_n_strategies(const struct sf_results *results);
size_t sf_results_n_months(const struct sf_results *results);
uint64_t sf_results_runs(const struct sf_results *results);

/** How many totals, measures and events there are to say something of, from the first
 *  on: the plain ones, with a rule that looks at the fund those of
 *  SF_SHORTAGE_TOTAL_LIST and SF_SHORTAGE_EVENT_LIST, and with a refund those of
 *  SF_REFUND_MEASURE_LIST, and all totals. What is beyond is 0 in every run. */
size_t sf_results_n_totals(const struct sf_results *results);
size_t sf_results_n_measures(const struct sf_results *results);
size_t sf_results_n_events(const struct sf_results *results);

/** The results hold runs sf_results_first_run, and as many on as sf_results_runs. */
uint64_t sf_results_first_run(const struct sf_results *results);

/** month is 0..n_months; month 0 is the opening position. */
struct sf_statistic sf_results_monthly(const struct sf_results *results,
                                       size_t strategy, size_t month,
                                       enum sf_measure measure);

/** Over the kinds of strike the sums over runs are those of strike_days, in every
 * month. Not of brief results. */
struct sf_days_of_kind sf_results_kind(const struct sf_results *results,
                                       size_t strategy, size_t month,
                                       enum sf_kind kind);

/** Pots of the fund: 0 where it is one, and of brief results. */
size_t sf_results_n_pots(const struct sf_results *results);

/** One pot, by its place in the file. */
struct sf_statistic sf_results_pot(const struct sf_results *results, size_t strategy,
                                   size_t month, size_t pot,
                                   enum sf_pot_measure measure);

struct sf_statistic sf_results_total(const struct sf_results *results, size_t strategy,
                                     enum sf_total total);

/** An arbitrary quantile of a plan total, p in (0, 1). */
double sf_results_total_quantile(const struct sf_results *results, size_t strategy,
                                 enum sf_total total, double p);

/** Runs in which a plan total is below 0, counted exactly. */
struct sf_chance sf_results_total_below_zero(const struct sf_results *results,
                                             size_t strategy, enum sf_total total);

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

/** The differences of the results' own strategies; owned by the results. */
const struct sf_pairs *sf_results_pairs(const struct sf_results *results);

struct sf_ratio sf_results_ratio(const struct sf_results *results, size_t strategy,
                                 enum sf_ratio_kind kind);

/** is_called: a member who was called out and struck; else one never called. */
struct sf_member_view sf_results_member_view(const struct sf_results *results,
                                             size_t strategy, size_t band,
                                             bool is_called);

/** One employer over the whole plan; the scenario's index. */
struct sf_mean sf_results_employer(const struct sf_results *results, size_t strategy,
                                   size_t employer, enum sf_employer_measure measure);

/** A cell of the scenario's votes (strikefund/ballots.h). */
struct sf_mandate sf_results_mandate(const struct sf_results *results, size_t strategy,
                                     size_t cell);

/** Of the balance at a month's end, 0..n_months. */
struct sf_spread sf_results_spread(const struct sf_results *results, size_t strategy,
                                   size_t month);

/** The first run whose closing balance lies at the p-quantile (for accounts and
 *  ledgers): a real run, whose books add up. */
uint64_t sf_results_run_at(const struct sf_results *results, size_t strategy, double p);

void sf_results_free(struct sf_results *results);

/** Strategies numbered through, one experiment after the other. */
struct sf_difference sf_pairs_difference(const struct sf_pairs *pairs, size_t a,
                                         size_t b, enum sf_total total);

/** NULL is allowed. */
void sf_pairs_free(struct sf_pairs *pairs);

/** Wilson's score interval at 95 % for count out of runs (runs >= 1). */
struct sf_chance sf_chance_of(uint64_t count, uint64_t runs);

#endif
