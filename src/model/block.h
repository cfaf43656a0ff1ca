/**
 * A block: some hundreds of runs side by side. Every state variable is a row of
 * `stride` numbers, run index innermost, so that a step of a month is a loop over a
 * row. Nothing is allocated once a block exists.
 *
 * A block counts the people of one plan and keeps the books of every strategy whose
 * people do the same. Blocks of one scenario are simulated in step (model/month.c), so
 * that what two of them have in common is made once.
 */
#ifndef STRIKEFUND_MODEL_BLOCK_H
#define STRIKEFUND_MODEL_BLOCK_H

#include "core/money.h"
#include "model/books.h"
#include "model/shortage.h"
#include "random/counts.h"
#include "strikefund/experiment.h"

/** Runs side by side unless asked otherwise: fits the cache, changes no result. */
#define SF_BLOCK_RUNS 128

#define SF_DAYS_OF_MONTH   31
#define SF_MOMENTUM_MONTHS 3 /* that momentum looks back on */

/** What one call-out came to in one month, of the first run of a block. */
struct sf_callout_sums {
    int64_t strikers, strike_days;
    int64_t short_of_strike; /* members who take part in that, and are not out */
    int64_t pay_lost, strike_pay_due; /* pence */
};

/** How members of one cell of a vote have voted: sums over the runs of a block. */
enum sf_cell_sum { SF_CELL_MEMBERS, SF_CELL_VOTES, SF_CELL_YES, SF_N_CELL_SUMS };

/** Which days are lawful in which run. Nothing is there where no result is left to
 *  chance. */
struct sf_gates {
    uint64_t *passed;    /* [n_employers][stride] bit v: vote v has passed there */
    int32_t *first_live; /* [n_callouts][stride] date; SF_NO_DAY: not yet */
    int32_t *live_days;  /* [n_callouts][stride] so far */
    int32_t *paid_days;  /* [n_callouts][stride] so far, by the call-outs' counters */
    int32_t *ordinal;    /* [most_rows][stride] days of one employer's month: -1 where
                            not lawful; 1, 2, ... where paid; else 0 */
    /* Where rules share a money cap: by counter and band. */
    double *cap_left;  /* [n_callouts * n_bands][stride] pence */
    int32_t *cap_met;  /* likewise: paid days before it is met; INT32_MAX: not yet */
    double *cap_rest;  /* likewise: pence of the day on which it is */
    uint32_t *dates;   /* [stride] a work row */
    int32_t *has_been; /* [stride] a work row */
    int64_t *together; /* [SF_N_CELL_SUMS][stride] work rows */
    int64_t *vote;     /* [n_cells of the votes][SF_N_CELL_SUMS] */
};

/** How far a dispute has come in each run. Nothing is there where no settlement is left
 *  to chance. */
struct sf_ending {
    int32_t *began;   /* [stride] month of the first action; 0: none yet */
    int32_t *settled; /* [stride] first month without action; SF_NEVER: not yet */
    int64_t *work;    /* [stride] pence of work not done so far */
};

#define SF_NEVER INT32_MAX

/** How often not paying happens, as odds: base of the rate times employer's own. */
struct sf_odds {
    double *base;     /* [groups][stride] */
    double *employer; /* [sf_plan_n_levied][stride] */
};

/** As far as the people of an employer are those of another block's (model/alike.c). */
struct sf_alike {
    const struct sf_block *block; /* an earlier one; NULL: none is like this */
    size_t levy_differs;          /* first month whose levy differs */
    size_t *action_differs;       /* [n_employers] first month whose actions do */
};

struct sf_block {
    const struct sf_plan *plan; /* of the first books; of people, all plans say alike */
    struct sf_future *future;
    size_t n, stride;
    struct sf_books *books; /* [n_books] */
    size_t n_books;
    struct sf_alike alike;

    /* People. */
    int32_t *payers, *others; /* [n_all_cells][stride] */
    int32_t *joiners;         /* [n_bands][stride] one employer's, among others */
    int32_t *members;         /* [stride] at the close */
    int32_t *all_payers;      /* [stride] at the close */

    /* Actions. */
    size_t next_part;      /* of the plan's callout_month, in this month */
    int32_t *called;       /* [n_callouts * n_bands][stride] */
    int32_t *called_total; /* [n_callouts][stride] */
    int32_t *out;          /* [n_callouts * n_bands][stride] on the latest live day */
    int32_t *paid_out;     /* [n_bands][stride] one employer's paid strikers */
    int32_t *unpaid_out; /* [n_actions * n_bands][stride] out, of rules that pay none */
    int32_t *here;       /* [n_bands][stride] one employer's strikers */
    bool is_struck_here; /* somebody is called: paid_out and here speak of this month */
    int32_t *busiest;    /* [n_cells][stride] strikers, most in any month */
    int32_t *struck;     /* [n_employers][stride] strikers of struck_month */
    size_t *struck_month;  /* [n_employers] */
    bool has_short_here;   /* some at the employer at hand are short of strike */
    double *struck_on;     /* [SF_DAYS_OF_MONTH * n_bands][stride] out on strike on each
                              day, at one employer; where some are short of it */
    uint32_t struck_dates; /* bit d: somebody may be out there on day d of the month */
    int32_t *short_here;   /* [n_bands][stride] short of strike, at one employer */
    int32_t *struck_past;  /* [SF_MOMENTUM_MONTHS * n_employers][stride] strikers, by
                              month % SF_MOMENTUM_MONTHS */
    double *momentum;      /* [n_employers][stride] this month's shift (M4.5) */
    size_t *employer_slot; /* [n_employers] of those ever called; else SF_NONE */
    size_t n_slots;
    struct sf_callout_sums *log;  /* [the plan's callout_months], not owned; NULL in all
                                     but a run that is traced. Zeroed by its owner */
    struct sf_shortage *shortage; /* [n_months + 1] likewise */

    struct sf_gates gates;
    struct sf_suspension suspension;
    struct sf_ending ending;

    /* Levy. */
    struct sf_waiting waiting;
    struct sf_odds odds, odds_before;
    size_t max_groups;
    size_t due_rows; /* months kept: the longest lag and two more */
    int32_t *due;    /* [due_rows][max_groups][stride] payers due, by month % rows */
    int32_t *failed; /* [n_channels][max_groups][stride] at the latest collection */
    double *factor;  /* [stride] this month's shock on the odds of not paying */

    /* Work rows, for one step at a time. */
    const uint32_t *word; /* [4][stride] of the family at hand: see sf_block_pair */
    int32_t *count_a, *count_b, *count_c;   /* [stride] */
    double *rate, *rate_b;                  /* [stride] */
    struct sf_chances *chances, *chances_b; /* of stride lanes */
    double *sum_all, *left;                 /* [stride] */
};

/**
 * @param plan   n of them, whose people do the same (sf_plan_people_hash)
 * @param future n of them, whose inputs price each plan's counts; the first drives the
 *               people
 */
SF_MUST_USE enum sf_status sf_block_init(const struct sf_plan *const *plan,
                                         struct sf_future *const *future, size_t n,
                                         size_t stride, struct sf_block *block);

/** Bytes that sf_block_init would ask for. */
size_t sf_block_bytes(const struct sf_plan *const *plan, size_t n, size_t stride);

/** Finds which of the blocks before it, of the same scenario, the last of n blocks is
 *  most like; its employers then copy that one's people for as long as they can. */
SF_MUST_USE enum sf_status sf_block_liken(struct sf_block *block, size_t n);

/** Simulates n blocks of one scenario for the runs of their future: fills each book's
 *  ledger, first_month, total and band. */
void sf_blocks_run(struct sf_block *block, size_t n);

/* The same in the vectors of one instruction set: sf_months_run_v3 and so on. All of
 * src/model is compiled once for each, and sf_blocks_run takes the one whose kernels
 * the future draws with. The arithmetic is the same to the last bit. */
typedef void sf_months_kernel(struct sf_block *block, size_t n);
#define SF_MONTHS_PROTOTYPE(isa) sf_months_kernel sf_months_run_##isa;
SF_ISA_LIST(SF_MONTHS_PROTOTYPE)
#undef SF_MONTHS_PROTOTYPE

void sf_block_free(struct sf_block *block);

/* ---- what the steps share ---- */

/** Whether a cell's people before (or, with its levy, after) the levy step of a month
 *  are those of the block it is like; if so they have been copied. */
bool sf_alike_members(struct sf_block *block, size_t cell, size_t month);
bool sf_alike_levy(struct sf_block *block, size_t cell, size_t month);

/** Adds what the ledger holds so far this month, times sign, to the log of one of the
 *  plan's callout_months: -1 before it is booked and 1 after leave what it came to. */
void sf_callout_log_note(struct sf_block *block, size_t callout_month, size_t month,
                         int64_t sign);

/** Runs in which an action is suspended this month, as 1; NULL: it never is. */
static inline const int32_t *sf_suspended_row(const struct sf_block *block,
                                              size_t action)
{
    const struct sf_plan *plan = block->plan;
    return plan->has_suspension && plan->action[action].is_paid
               ? block->suspension.is_on
               : NULL;
}

/** An input's row. */
static inline const double *sf_input_row(const struct sf_block *block, size_t input)
{
    return block->future->input + input * block->future->stride;
}

/** True when an input is 0 in every run, so that nothing need be drawn. */
static inline bool sf_input_is_zero(const struct sf_block *block, size_t input)
{
    return sf_input_table_is_zero(&block->future->table[input]);
}

/** An employer's row of a measure; the employer must be called by the plan. */
static inline int64_t *sf_employer_row(const struct sf_block *block,
                                       const struct sf_books *books, size_t employer,
                                       enum sf_employer_measure measure)
{
    const size_t slot = block->employer_slot[employer];
    return SF_ROW(books, employer, slot * SF_N_EMPLOYER_MEASURES + (size_t)measure);
}

/** Where the strike pay of a call-out is booked in a month. */
struct sf_pay_rows {
    const double *take_up;
    int64_t *due, *claimed, *claimed_by_rule, *claimed_here;
};

struct sf_pay_rows sf_pay_rows_of(const struct sf_block *block,
                                  const struct sf_books *books,
                                  const struct sf_callout *what, size_t month);

/** Books what is due in one run, in whole pence; what of it is claimed. */
static inline int64_t sf_pay_rows_add(const struct sf_pay_rows *rows, size_t run,
                                      double due)
{
    const int64_t claimed = sf_pence_round(due * rows->take_up[run]);
    rows->due[run] += sf_pence_round(due);
    rows->claimed[run] += claimed;
    rows->claimed_by_rule[run] += claimed;
    rows->claimed_here[run] += claimed;
    return claimed;
}

/** Members in a cell now, in one run. */
static inline int32_t sf_block_present(const struct sf_block *block, size_t cell,
                                       size_t run)
{
    return SF_ROW(block, payers, cell)[run] + SF_ROW(block, others, cell)[run];
}

/** Members of an employer present in one run. */
static inline int32_t sf_block_members(const struct sf_block *block, size_t employer,
                                       size_t run)
{
    const size_t n_bands = block->plan->n_bands;
    int32_t members = 0;
    for (size_t b = 0; b < n_bands; b++) {
        members += sf_block_present(block, employer * n_bands + b, run);
    }
    return members;
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

/** Payers due in a month, of a part of the levy (sf_phase_group). */
static inline int32_t *sf_due_row(const struct sf_block *block, size_t month,
                                  size_t group)
{
    const size_t row = month % block->due_rows;
    return SF_ROW(block, due, row * block->max_groups + group);
}

/** Makes a pair of words a run for a path: draw d of its family is in row d % 4 of
 *  block->word, and the pair asked for before it in the family stays where it is. */
static inline void sf_block_pair(struct sf_block *block, const struct sf_path *path)
{
    block->word = sf_future_words(block->future, path);
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
