/**
 * A block: some hundreds of runs side by side. Every state variable is a row of
 * `stride` numbers, run index innermost, so that a step of a month is a loop over a
 * row. Nothing is allocated once a block exists.
 *
 * A future is what the strategies share: the unknown rates and the employers'
 * differences of the same runs.
 */
#ifndef STRIKEFUND_MODEL_BLOCK_H
#define STRIKEFUND_MODEL_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/rates.h"
#include "plan/plan.h"
#include "random/counts.h"
#include "random/inputs.h"
#include "random/stream.h"
#include "strikefund/measures.h"

/** Runs side by side unless asked otherwise: fits the cache, changes no result. */
#define SF_BLOCK_RUNS 128

/** Months of claims kept: this one and as many ahead as a claim may take. */
#define SF_CLAIM_ROWS (SF_MAX_CLAIM_LAG + 1)

struct sf_future {
    const struct sf_scenario *scenario;
    struct sf_stream stream;  /* of the scenario's seed; a test may script it. Chance */
    struct sf_stream effects; /* how employers differ: the same but for some twins */
    const struct sf_input_table *table; /* [n_inputs] */
    const uint32_t *employer_hash;      /* [n_employers] */
    size_t stride;
    uint64_t first_run;
    size_t n;              /* runs in it, at most stride */
    double *input;         /* [n_inputs][stride] */
    double *notpay;        /* [n_employers][stride] standard normal; NULL: no spread */
    double *participation; /* [n_employers][stride] likewise */
    struct sf_rates rates; /* inputs that are chances, ready for counts */
};

/** Sums over the runs of a block, of one band: the member's view (M10.4). */
struct sf_band_sums {
    int64_t levy_pence;
    int64_t levy_due; /* payer-months, after exemption */
    int64_t exempt;   /* paid-striker-months while a levy was due */
    int64_t pay_lost_pence;
    int64_t strike_pay_pence; /* claimed */
    int64_t hardship_pence;
    int64_t involved; /* members, each cell's busiest month */
};

/** What one call-out came to in one month, of the first run of a block. */
struct sf_callout_sums {
    int64_t strikers, strike_days;
    int64_t pay_lost, strike_pay_due; /* pence */
};

/** How often not paying happens, as odds: base of the rate times employer's own. */
struct sf_odds {
    double *base;     /* [groups][stride] */
    double *employer; /* [n_employers][stride] */
};

struct sf_block {
    const struct sf_plan *plan;
    const struct sf_future *future;
    size_t n, stride;

    /* People. */
    int32_t *payers, *others; /* [n_all_cells][stride] */
    int32_t *joiners;         /* [n_all_cells][stride] this month's, among others */

    /* Actions. */
    int32_t *called;        /* [n_callouts * n_bands][stride] */
    int32_t *called_total;  /* [n_callouts][stride] */
    int32_t *out;           /* [n_callouts * n_bands][stride] on the latest live day */
    int32_t *paid_out;      /* [n_cells][stride] paid strikers this month */
    size_t *paid_out_month; /* [n_cells] the month paid_out speaks of */
    int32_t *unpaid_out; /* [n_actions * n_bands][stride] out, of rules that pay none */
    int32_t *here;       /* [n_bands][stride] strikers of one employer this month */
    int32_t *busiest;    /* [n_cells][stride] strikers, most in any month */
    int32_t *struck;     /* [n_employers][stride] strikers of struck_month */
    size_t *struck_month; /* [n_employers] */

    /* Levy. */
    struct sf_odds odds, odds_before;
    size_t max_groups;
    size_t due_rows; /* months kept: the longest lag and two more */
    int32_t *due;    /* [due_rows][max_groups][stride] payers due, by month % rows */
    int32_t *failed; /* [n_phases][max_groups][stride] at the latest collection */

    /* Money. */
    int64_t *claims_due;       /* [SF_CLAIM_ROWS][stride] payable by month % rows */
    int64_t *rule_claims;      /* [n_rules][stride] claimed this month */
    int64_t *hardship_left;    /* [n_rules][stride] this month */
    int64_t *fund_cost;        /* [stride] over the plan (M10.3) */
    int64_t *ledger;           /* [(n_months + 1) * SF_N_MEASURES][stride] */
    int32_t *first_month;      /* [SF_N_EVENTS][stride]; n_months + 1: never */
    int64_t *total;            /* [SF_N_TOTALS][stride], filled by sf_block_totals */
    struct sf_band_sums *band; /* [n_bands] */
    size_t *employer_slot;     /* [n_employers] of those ever called; else SF_NONE */
    size_t n_slots;
    int64_t *employer; /* [n_slots * SF_N_EMPLOYER_MEASURES][stride] over the plan */
    struct sf_callout_sums *log; /* [the plan's callout_months], not owned; NULL in all
                                    but a run that is traced. Zeroed by its owner */

    /* Work rows, for one step at a time. */
    uint32_t *word; /* [4][stride] of draw d in row d % 4: see sf_block_pair */
    int32_t *count_a, *count_b, *count_c;         /* [stride] */
    double *rate, *rate_b;                        /* [stride] */
    struct sf_chances *chances, *chances_b;       /* of stride lanes */
    double *sum_all, *sum_full, *sum_part, *left; /* [stride] */
};

/** @param kernels  what draws are made with; results are the same by any */
SF_MUST_USE enum sf_status sf_future_init(const struct sf_scenario *scenario,
                                          const struct sf_kernels *kernels,
                                          const struct sf_input_table *table,
                                          const uint32_t *employer_hash, size_t stride,
                                          struct sf_future *future);

/** Bytes that sf_future_init would ask for. */
size_t sf_future_bytes(const struct sf_scenario *scenario, size_t stride);

/** Draws the unknown rates and employers' differences of n runs. */
void sf_future_draw(struct sf_future *future, uint64_t first_run, size_t n);

/** What a twin of a run shares with it; all else is drawn anew (M10.6). */
enum sf_twin {
    SF_TWIN_IN_RATES,       /* the unknown rates */
    SF_TWIN_IN_DIFFERENCES, /* those, and how employers differ */
    SF_N_TWINS
};

/** Draws twins of n runs in place of the runs themselves. */
void sf_future_draw_twins(struct sf_future *future, enum sf_twin twin,
                          uint64_t first_run, size_t n);

/** Whether employers, or months, differ at all: if not, all twins are alike. */
bool sf_future_has_differences(const struct sf_future *future);

/** A shock of a rate shared by all employers in a month: standard normal deviates, one
 *  a run (M2.3). */
void sf_future_month_shock(const struct sf_future *future, enum sf_effect effect,
                           size_t month, double *shock);

void sf_future_free(struct sf_future *future);

SF_MUST_USE enum sf_status sf_block_init(const struct sf_plan *plan, size_t stride,
                                         struct sf_block *block);

/** Bytes that sf_block_init would ask for. */
size_t sf_block_bytes(const struct sf_plan *plan, size_t stride);

/** Simulates the plan for the runs of a future: fills ledger, first_month, total and
 *  band. */
void sf_block_run(struct sf_block *block, const struct sf_future *future);

void sf_block_free(struct sf_block *block);

/* ---- the steps of a month, in order (M3.1) ---- */

void sf_members_step(struct sf_block *block, size_t month);
void sf_actions_step(struct sf_block *block, size_t month);
void sf_levy_step(struct sf_block *block, size_t month);
void sf_fund_step(struct sf_block *block, size_t month);

/* Parts of the actions step: calling those out who start this month, and grants. */
void sf_called_step(struct sf_block *block, size_t month);
void sf_hardship_step(struct sf_block *block, size_t month);

/** Fills total, and the involved members of band, from a simulated plan. */
void sf_block_totals(struct sf_block *block);

/* ---- what the steps share ---- */

/** Adds what the ledger holds so far this month, times sign, to the log of one of the
 *  plan's callout_months: -1 before it is booked and 1 after leave what it came to. */
void sf_callout_log_note(struct sf_block *block, size_t callout_month, size_t month,
                         int64_t sign);

/** A measure's row of a month. */
static inline int64_t *sf_ledger_row(const struct sf_block *block, size_t month,
                                     enum sf_measure measure)
{
    return block->ledger + (month * SF_N_MEASURES + (size_t)measure) * block->stride;
}

/** An input's row. */
static inline const double *sf_input_row(const struct sf_block *block, size_t input)
{
    return block->future->input + input * block->future->stride;
}

/** True when an input is 0 in every run, so that nothing need be drawn. */
static inline bool sf_input_is_zero(const struct sf_block *block, size_t input)
{
    const struct sf_input_table *table = &block->future->table[input];
    return table->is_fixed && table->fixed == 0.0;
}

/** Row r of an array of rows. */
#define SF_ROW(block, array, r) ((block)->array + (size_t)(r) * (block)->stride)

/** An employer's row of a measure; the employer must be called by the plan. */
static inline int64_t *sf_employer_row(const struct sf_block *block, size_t employer,
                                       enum sf_employer_measure measure)
{
    const size_t slot = block->employer_slot[employer];
    return block->employer +
           (slot * SF_N_EMPLOYER_MEASURES + (size_t)measure) * block->stride;
}

/** Members in a cell now, in one run. */
static inline int32_t sf_block_present(const struct sf_block *block, size_t cell,
                                       size_t run)
{
    return SF_ROW(block, payers, cell)[run] + SF_ROW(block, others, cell)[run];
}

/** The chance that an input is, in each run (model/rates.h). */
static inline const struct sf_chances *sf_block_rate(const struct sf_block *block,
                                                     size_t input)
{
    return sf_rate(&block->future->rates, input);
}

/** Makes chances ready that differ by cell or month. */
static inline void sf_block_chances(const struct sf_block *block, const double *p,
                                    struct sf_chances *chances)
{
    sf_chances_set(block->future->stream.kernels, p, block->n, chances);
}

/** Binomial counts, one a run, from a row of block->word. */
static inline void sf_block_binomial(const struct sf_block *block, size_t word,
                                     const int32_t *n, const struct sf_chances *chances,
                                     int32_t *count)
{
    sf_counts_binomial(block->future->stream.kernels, SF_ROW(block, word, word), n,
                       chances, block->n, count);
}

/** Draws a pair of words a run into block->word: draw d of the path's family is in row
 *  d % 4, and the pair before it stays where it is. */
static inline void sf_block_pair(struct sf_block *block, const struct sf_path *path)
{
    sf_stream_pair(&block->future->stream, path, block->future->first_run, block->n,
                   SF_ROW(block, word, path->pair % 2 * 2), block->stride);
}

/** Whether a row of counts has any but 0. */
static inline bool sf_block_any(const struct sf_block *block, const int32_t *row)
{
    int32_t any = 0;
    for (size_t i = 0; i < block->n; i++) {
        any |= row[i];
    }
    return any != 0;
}

#endif
