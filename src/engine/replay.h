/**
 * One run of one strategy, alone: its books, and when asked who was out.
 */
#ifndef STRIKEFUND_ENGINE_REPLAY_H
#define STRIKEFUND_ENGINE_REPLAY_H

#include "model/block.h"
#include "strikefund/experiment.h"

/**
 * @param kernels  what draws are made with
 * @param plan   of the strategy: an array of one
 * @param table  of the scenario's inputs
 * @param run    from 1
 * @param log    one a callout_month of the plan, zeroed; or NULL
 * @param[out] ledger  freed by sf_ledger_free
 */
SF_MUST_USE enum sf_status sf_replay(const struct sf_kernels *kernels,
                                     struct sf_plan *const *plan,
                                     const struct sf_input_table *table, uint64_t run,
                                     struct sf_callout_sums *log,
                                     struct sf_ledger *ledger);

/** The same with who was out. @param[out] trace  freed by sf_trace_free */
SF_MUST_USE enum sf_status sf_replay_traced(const struct sf_kernels *kernels,
                                            struct sf_plan *const *plan,
                                            const struct sf_input_table *table,
                                            uint64_t run, struct sf_trace *trace);

#endif
