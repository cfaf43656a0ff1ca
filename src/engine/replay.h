/**
 * One run of one strategy, alone: its books, and when asked who was out.
 */
#ifndef STRIKEFUND_ENGINE_REPLAY_H
#define STRIKEFUND_ENGINE_REPLAY_H

#include "engine/experiment.h"
#include "model/block.h"

/**
 * @param strategy  the experiment's index
 * @param run       from 1
 * @param log       one a callout_month of the plan, zeroed; or NULL
 * @param shortage  [n_months + 1], zeroed; or NULL
 * @param[out] passed  the votes that have passed at each employer, [n_employers]; NULL
 * @param[out] ledger  freed by sf_ledger_free
 */
SF_MUST_USE enum sf_status sf_replay(const struct sf_experiment *experiment,
                                     size_t strategy, uint64_t run,
                                     struct sf_callout_sums *log,
                                     struct sf_shortage *shortage, uint64_t *passed,
                                     struct sf_ledger *ledger);

/** The same with who was out. @param[out] trace  freed by sf_trace_free */
SF_MUST_USE enum sf_status sf_replay_traced(const struct sf_experiment *experiment,
                                            size_t strategy, uint64_t run,
                                            struct sf_trace *trace);

#endif
