/**
 * An experiment: every strategy of a scenario simulated on the same futures.
 *
 * Run r of seed s is the same future for ever, whatever else is simulated beside it:
 * the number of threads, the size of blocks and the range of runs change nothing.
 */
#ifndef STRIKEFUND_EXPERIMENT_H
#define STRIKEFUND_EXPERIMENT_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "strikefund/measures.h"
#include "strikefund/results.h"
#include "strikefund/scenario.h"
#include "strikefund/status.h"

/** Version of the randomness contract (M11): changes when numbers of old seeds move. */
#define SF_CONTRACT_VERSION 2

struct sf_experiment; /* opaque: the scenario's strategies, resolved to plans */

struct sf_experiment_options {
    uint64_t first_run; /* from 1 */
    uint64_t n_runs;
    int n_threads;     /* 0: all the machine has */
    size_t block_runs; /* runs side by side; 0: the default. Changes no result */
    bool is_brief; /* of months means alone; nothing of employers, or of the spread */
    const volatile sig_atomic_t *is_stopped; /* NULL, or set to 1 to stop early */
    void (*progress)(void *context, uint64_t runs_done, uint64_t runs); /* or NULL */
    void *progress_context;
};

/** One strategy's month-by-month books of one run, in held units. */
struct sf_ledger {
    uint64_t run;
    size_t n_months;
    size_t settled; /* month in which the dispute settles; 0: it does not */
    int64_t *value; /* [(n_months + 1) * SF_N_MEASURES], month-major; see
                       sf_ledger_value. cover: INT64_MAX when not falling */
    size_t n_pots;  /* of the fund; 0: it is one, and pot is NULL */
    int64_t *pot;   /* [(n_months + 1) * n_pots * SF_N_POT_MEASURES]; see
                       sf_ledger_pot */
};

/** One action in one month of one run: who was out, and who could not be. */
struct sf_action_month {
    size_t month;       /* from 1 */
    size_t action;      /* the scenario's index */
    size_t n_days;      /* planned in the month */
    size_t n_employers; /* of the action, whose turn it is, with a mandate on a day or
                           more */
    struct sf_indexes without; /* employers with a mandate on none of them ... */
    struct sf_indexes partly;  /* ... and on some, but not all */
    int64_t strikers, strike_days;
    int64_t short_of_strike; /* members who take part in that, and are not out */
    int64_t pay_lost, strike_pay_due; /* pence */
};

/** What money running short has done in one month of one run (M7.3). */
struct sf_shortage {
    bool is_levy_due;    /* a levy that waits for the fund is due */
    bool is_suspended;   /* planned days of paid action are not held ... */
    int64_t strike_days; /* ... and so many strike-days: of who was out, or was likely
                            to come */
    /* Claims in pence: payable this month; the part paid; the rest, which is refused or
       carried on to the next month. */
    int64_t payable, paid, refused, carried;
};

/** One run of one strategy in full: its books, and who was out in each month. */
struct sf_trace {
    struct sf_ledger ledger;
    struct sf_shortage *shortage; /* [n_months + 1]; NULL where no rule looks at the
                                     fund */
    struct sf_action_month *action_month; /* by month, then in the file's order */
    size_t n_action_months;
};

/**
 * Resolves the chosen strategies to plans.
 *
 * @param scenario     must outlive the experiment
 * @param strategy     n_strategies indexes of the scenario's strategies, in the order
 *                     results will use
 */
SF_MUST_USE enum sf_status sf_experiment_init(const struct sf_scenario *scenario,
                                              const size_t *strategy,
                                              size_t n_strategies,
                                              struct sf_experiment **experiment);

/** Hash of all that the engine reads (64 hex digits): dates, rates, input tables. */
const char *sf_experiment_plan_hash(const struct sf_experiment *experiment);

/** The instruction set whose inner loops this machine runs: "plain", or a level of
 *  x86-64, "v2", "v3" or "v4". Changes no result. */
const char *sf_experiment_instruction_set(void);

const struct sf_scenario *
sf_experiment_scenario(const struct sf_experiment *experiment);

size_t sf_experiment_n_strategies(const struct sf_experiment *experiment);

/** The scenario's index of the experiment's i-th strategy. */
size_t sf_experiment_strategy(const struct sf_experiment *experiment, size_t i);

/**
 * Simulates and reduces. When stopped early, results hold the finished blocks and the
 * status is SF_ERR_INTERRUPTED (results are set if at least one block finished).
 */
SF_MUST_USE enum sf_status
sf_experiment_run(const struct sf_experiment *experiment,
                  const struct sf_experiment_options *options,
                  struct sf_results **results);

/**
 * Bytes of memory that sf_experiment_run will ask for with so many threads (0: all the
 * machine has), reckoned from the scenario alone; the most it can touch. What holds the
 * experiment itself is not in it.
 */
uint64_t sf_experiment_bytes(const struct sf_experiment *experiment, int n_threads);

/**
 * Adds further runs to results: those of options, the first of which must follow on the
 * last that the results hold. When stopped early, the results hold the runs before.
 *
 * @param results  of the same experiment; unchanged on any error but
 *                 SF_ERR_INTERRUPTED
 * @return SF_OK; SF_ERR_INTERRUPTED; SF_ERR_RANGE; SF_ERR_MEMORY
 */
SF_MUST_USE enum sf_status
sf_experiment_extend(const struct sf_experiment *experiment,
                     const struct sf_experiment_options *options,
                     struct sf_results *results);

/**
 * Simulates several scenarios' experiments side by side: the same runs of each, so that
 * their strategies can be told apart run by run.
 *
 * @param experiment  n of them, n from 1
 * @param[out] results  n, one an experiment; set as by sf_experiment_run, all or none
 * @param[out] pairs    of all their strategies; set when results are. NULL: not wanted
 */
SF_MUST_USE enum sf_status
sf_experiments_run(const struct sf_experiment *const *experiment, size_t n,
                   const struct sf_experiment_options *options,
                   struct sf_results **results, struct sf_pairs **pairs);

/** Whether people do the same in every strategy of two experiments, one by one: side by
 *  side, the second then costs little, for only its money is reckoned. */
bool sf_experiments_share_people(const struct sf_experiment *a,
                                 const struct sf_experiment *b);

/** Whether results are of this experiment's sizes: its months, strategies, bands,
 *  employers and levies. Results that were read from a file need not be. */
bool sf_experiment_fits(const struct sf_experiment *experiment,
                        const struct sf_results *results);

/** Replays one run of one strategy (the experiment's index) alone. */
SF_MUST_USE enum sf_status sf_experiment_replay(const struct sf_experiment *experiment,
                                                size_t strategy, uint64_t run,
                                                struct sf_ledger *ledger);

int64_t sf_ledger_value(const struct sf_ledger *ledger, size_t month,
                        enum sf_measure measure);

/** One pot, by its place in the file. */
int64_t sf_ledger_pot(const struct sf_ledger *ledger, size_t month, size_t pot,
                      enum sf_pot_measure measure);

void sf_ledger_free(struct sf_ledger *ledger);

/** Replays one run of one strategy alone, as sf_experiment_replay does, and says beside
 *  its books who was out. The sums over a month's actions are those of the books. */
SF_MUST_USE enum sf_status sf_experiment_trace(const struct sf_experiment *experiment,
                                               size_t strategy, uint64_t run,
                                               struct sf_trace *trace);

/** Legal after a failure, and twice. */
void sf_trace_free(struct sf_trace *trace);

void sf_experiment_free(struct sf_experiment *experiment);

#endif
