/**
 * A plan: one strategy of a scenario resolved to what the months need. Names have
 * become indexes and hashes, dates have become months, pounds have become pence.
 * Everything here is the same for every run; nothing here is random.
 *
 * A cell is one band of one employer: cell = employer * n_bands + band. Members
 * outside the campaign who pay subscriptions ("other payers") are one more cell, the
 * last, with no band, which is never called and owes no levy; or, where some strategy's
 * levy has them in scope, one more cell a band, as of one employer more.
 */
#ifndef STRIKEFUND_PLAN_PLAN_H
#define STRIKEFUND_PLAN_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/sha256.h"
#include "core/text.h"
#include "random/inputs.h"
#include "scenario/mandates.h"
#include "scenario/scope.h"
#include "scenario/waves.h"
#include "strikefund/measures.h"
#include "strikefund/scenario.h"
#include "strikefund/status.h"

/** How part of a levy is collected; all of it, where it names no channels. */
struct sf_plan_channel {
    uint32_t part;        /* hash of its name; 0 where the levy has none */
    size_t lag;           /* months from due to collected */
    size_t fail, recover; /* inputs */
    size_t row;           /* among the channels of all phases */
};

/** A levy as one strategy uses it. Dues are grouped as coarsely as one rate allows:
 *  by band for flat rates, by cell for a share of pay (M5.5). */
struct sf_phase {
    const struct sf_levy *levy;
    uint32_t subject;
    size_t first, last; /* due months 1..M, both included */
    bool is_continuing; /* follows an earlier phase without a gap (M5.2) */
    bool has_exemption;
    struct sf_plan_channel *channel;
    double *share;     /* [n_channels] of the payers due */
    size_t n_channels; /* at least 1 */
    size_t n_groups;
    bool is_by_cell; /* group = cell; else group = band */
    double *rate;    /* [n_groups] pence a month */
    double *above;   /* [n_groups] pounds above the reference rate */
    double *rise;    /* [n_groups] pounds above the phase before, at least 0 */
    double *pounds;  /* [n_groups] a month: the rise where it starts */
    int64_t on_below, off_above; /* pence at the last close, where it waits for one */
    bool has_refund;             /* its last months are given back (M5.6) */
    size_t refund_first, refund_last;    /* months in which it is due, and one more, for
                                            what fails comes in late; last 0: none of the
                                            plan's */
    size_t refund_promised, refund_paid; /* 1 .. n_months + 1: after the plan's end */
};

/** One day of a call-out that a mandate covers, or may cover. */
struct sf_plan_day {
    uint64_t
        gate; /* 0: lawful in every run; else where one of these votes has passed */
    uint64_t unless; /* the vote that rests the strategy on it, where it has passed */
    int32_t date;
    uint32_t position;    /* of the day in the action: numbers its draw */
    double weight;        /* strike-days of a striker: 1, or n/d of a rolling roster */
    int32_t paid_ordinal; /* 1 for the first day past the waiting time, and so on; 0 */
    size_t first_overlap, n_overlaps;
};

/** A call-out of some members at the same employer on the same day: it takes them away
 *  from an all-member action, and from a later call-out of some members. */
struct sf_overlap {
    size_t callout;
    double weight;
};

/** An action at one employer. */
struct sf_callout {
    size_t action; /* of the plan */
    size_t employer;
    size_t first_rival, n_rivals; /* of the plan's overlaps: who may have called */
    size_t
        counter; /* of paid days: its own, or that of its cap group at the employer */
};

/** The days of a call-out in one month. */
struct sf_callout_month {
    size_t callout;
    size_t first_day, n_days; /* of the plan's days */
    bool is_first_month;      /* the call-out starts here, where every day is lawful */
    /* At an employer that is gated: its days in the employer's month. */
    size_t first_row;
    /* Of the employer's first call-out that month: all its days in the order of time.
     */
    size_t first_turn, n_turns;
};

/** A day of a gated employer's month, of any of its call-outs. */
struct sf_turn {
    size_t callout, day; /* of the plan */
    size_t row;          /* 0 .. most_rows - 1 */
};

/** Strike pay of one call-out in one band. Under a rule with steps there is one of
 * these for each amount that it pays, one after the other. */
struct sf_day_pay {
    double full_pence;  /* a paid day */
    int32_t after_days; /* paid days before the first that is paid so */
    int32_t full_days;  /* paid days before a cap bites, or the next of these begins;
                           INT32_MAX: never */
    double part_pence;  /* the paid day after those, in part */
};

struct sf_plan_action {
    const struct sf_action *action;
    const struct sf_rule *rule;
    size_t rule_index;
    size_t cap;         /* cap group: its first rule in the scenario, or SF_NONE */
    bool has_mixed_cap; /* another rule of that cap group is used in this plan */
    uint32_t subject;
    bool is_all_members;
    double unprepared; /* 1 - prepared (M6.9) */
    bool is_short;     /* of strike: no strike-days (M6.7) */
    size_t when;       /* input that says in which runs it happens, or SF_NONE: all */
    bool is_paid;      /* its rule pays: what on_shortfall may suspend */
};

/** A loan between two pots (M7.4), in pence. */
struct sf_plan_loan {
    size_t from, to;
    int64_t up_to, below, keep;
};

struct sf_plan {
    const struct sf_scenario *scenario;
    const struct sf_strategy *strategy;
    size_t n_months, n_employers, n_bands;
    size_t n_cells;          /* of employers; the other payers' cell comes on top */
    size_t n_all_cells;      /* with it or them, where there are other payers */
    bool has_levied_others;  /* other payers are in bands */
    uint32_t *employer_hash; /* [n_employers + 1]; the last is the other payers' */
    uint32_t *band_hash;     /* [n_bands] */
    int32_t *opening;        /* [n_all_cells] members */
    double *gross_day;       /* [n_cells] pence */
    double *net_day;         /* [n_cells] pence */

    struct sf_phase *phase;
    size_t n_phases;
    size_t n_channels;      /* of all phases */
    size_t *phase_of_month; /* [n_months + 1], SF_NONE where no levy is due */
    bool has_trigger;       /* some phase waits for the fund (M5.6) */
    bool has_refund;        /* some phase is given back (M5.6) */
    size_t n_measures; /* of a month: SF_N_MEASURES where some strategy of the scenario
                          has a refund, else SF_N_PLAIN_MEASURES */

    struct sf_plan_action *action;
    size_t n_actions;
    struct sf_callout *callout;
    size_t n_callouts;
    struct sf_day_pay *day_pay; /* [n_callouts * n_bands * n_amounts] */
    size_t n_amounts;   /* that any rule used here pays one after the other: 1 and the
                           steps */
    bool has_mixed_cap; /* two rules used here share a cap */
    struct sf_callout_month *callout_month; /* by month, then employer, strikes first */
    size_t *month_start;                    /* [n_months + 2] into callout_month */
    size_t *kind_row; /* [(n_months + 1) * SF_N_KINDS] a row of its own where some
                         call-out of the kind has days in the month, else SF_NONE */
    size_t n_kind_rows;
    bool has_short;                    /* some call-out is short of strike */
    bool has_momentum;                 /* what has happened moves what will (M4.5) */
    enum sf_on_shortfall on_shortfall; /* the strategy's, or else the fund's */
    bool has_suspension; /* some action may be suspended for want of money */
    struct sf_plan_day *day;
    size_t n_days;
    struct sf_overlap *overlap;
    size_t n_overlaps;

    /* How the dispute may end (M8.1). */
    const struct sf_settlement *settlement; /* NULL: it runs to its end */
    size_t settled_month; /* of the date on which it settles; n_months + 1: not then */
    bool settles_by_chance;
    double paybill; /* pence a year, of all members at the opening */

    /* Where ballots or the end of the dispute are left to chance, or action may be
       suspended (plan/gates.c). */
    struct sf_votes votes;
    size_t *cell_employer;   /* [votes.n_cells]; NULL: none */
    unsigned char *cell_bit; /* [votes.n_cells] number of the vote */
    bool *is_gated; /* [n_employers]: some day there happens in some runs only; NULL:
                       nowhere */
    struct sf_turn *turn;
    size_t n_turns;
    size_t most_rows;    /* days in any month of a gated employer */
    bool *is_cost_gated; /* [(n_months + 1) * n_actions] what its days cost turns on it;
                            NULL: nowhere */

    int64_t *campaign_cost; /* [n_months + 1] pence: monthly and per action-day */
    int64_t *when_cost;     /* [n_actions * (n_months + 1)] pence: of the days of
                               actions that happen in some runs; NULL: none do */
    int64_t *received;      /* [n_months + 1] pence, one-off sums received */
    int64_t *paid_out;      /* [n_months + 1] pence, one-off sums paid out */
    /* Where the fund has pots (plan/pots.c); else NULL. */
    const struct sf_pots *pots;
    int64_t *pot_opening;      /* [pots] pence; of the one that takes the rest, 0 */
    int64_t *pot_received;     /* [n_months + 1][pots] pence, one-off sums received */
    int64_t *pot_paid_out;     /* [n_months + 1][pots] pence, one-off sums paid out */
    bool has_own_orders;       /* a rule used here has pots of its own */
    struct sf_plan_loan *loan; /* [pots->n_loans] */
    double subscription_share; /* pence a member and month */
    int64_t minimum_balance;   /* pence */
    char *hash;                /* 64 hex digits over the above and the rules it names */
};

/**
 * Resolves a strategy. The scenario has been checked: nothing here can be wrong.
 *
 * @param scenario  must outlive the plan
 * @param[out] plan freed by sf_plan_free
 * @return SF_OK or SF_ERR_MEMORY
 */
SF_MUST_USE enum sf_status sf_plan_init(const struct sf_scenario *scenario,
                                        size_t strategy, struct sf_plan **plan);

void sf_plan_free(struct sf_plan *plan);

/** Index of a scenario month in the plan, 1..M; 0 when it lies outside. */
static inline size_t sf_plan_month(const struct sf_plan *plan, int32_t month)
{
    const int32_t index = month - plan->scenario->start + 1;
    return index >= 1 && (size_t)index <= plan->n_months ? (size_t)index : 0;
}

/** Whether a levy is due from members of an employer; n_employers: other payers. */
static inline bool sf_phase_levies(const struct sf_plan *plan,
                                   const struct sf_phase *phase, size_t employer)
{
    const bool *is_in_scope = phase->levy->is_in_scope;
    return is_in_scope != NULL ? is_in_scope[employer] : employer < plan->n_employers;
}

/** Employers, and other payers where they are levied as one employer more. */
static inline size_t sf_plan_n_levied(const struct sf_plan *plan)
{
    return plan->n_employers + (plan->has_levied_others ? 1 : 0);
}

/** The part of the levy a cell belongs to. */
static inline size_t sf_phase_group(const struct sf_phase *phase, size_t cell,
                                    size_t band)
{
    return phase->is_by_cell ? cell : band;
}

/** The planned dates of an action, rising; mandates not yet asked for.
 *  @param[out] days  freed by the caller with free(days->day) */
SF_MUST_USE enum sf_status sf_action_days(const struct sf_scenario *scenario,
                                          const struct sf_action *action,
                                          struct sf_days *days);

/** Whether some days at an employer happen in some runs only. */
static inline bool sf_plan_is_gated(const struct sf_plan *plan, size_t employer)
{
    return plan->is_gated != NULL && plan->is_gated[employer];
}

/** Where a part of callout_month is. */
static inline size_t sf_part_employer(const struct sf_plan *plan, size_t part)
{
    return plan->callout[plan->callout_month[part].callout].employer;
}

/** Past the parts before `end`, from the first on, that are at this employer; a month's
 *  parts rise by employer. */
static inline size_t sf_parts_end(const struct sf_plan *plan, size_t first, size_t end,
                                  size_t employer)
{
    while (first < end && sf_part_employer(plan, first) == employer) {
        first++;
    }
    return first;
}

/** Whether a call-out may be suspended for want of money (M7.3). */
static inline bool sf_plan_may_suspend(const struct sf_plan *plan,
                                       const struct sf_callout_month *part)
{
    return plan->on_shortfall == SF_SUSPEND &&
           plan->action[plan->callout[part->callout].action].is_paid;
}

/** Strike pay of a call-out in a band where a share of the day is docked, 0..1: of the
 *  amounts paid one after the other, that of the k-th step, or the first (0). */
struct sf_day_pay sf_docked_day_pay(const struct sf_plan *plan,
                                    const struct sf_callout *callout, size_t band,
                                    double docked, size_t step);

/** Whether the claims of each rule are kept by themselves: they share the cash, or are
 *  paid from pots of their own. */
static inline bool sf_plan_keeps_rules(const struct sf_plan *plan)
{
    return plan->on_shortfall == SF_SCALE || plan->has_own_orders;
}

/** The first of a call-out's amounts in a band. */
static inline const struct sf_day_pay *sf_plan_day_pay(const struct sf_plan *plan,
                                                       size_t callout, size_t band)
{
    return &plan->day_pay[(callout * plan->n_bands + band) * plan->n_amounts];
}

/** Pence of the k-th paid day of a call-out, before a cap that several rules share. */
double sf_plan_pence_of_day(const struct sf_plan *plan, size_t callout, size_t band,
                            int32_t k);

/** Whether call-outs of two actions have one cap, where they are of one employer. */
static inline bool sf_plan_is_one_cap(const struct sf_plan *plan, size_t action_a,
                                      size_t action_b)
{
    return plan->action[action_a].cap != SF_NONE &&
           plan->action[action_a].cap == plan->action[action_b].cap;
}

/* The steps of sf_plan_init, one file each. */
SF_MUST_USE enum sf_status sf_plan_levies(struct sf_plan *plan);
SF_MUST_USE enum sf_status sf_plan_callouts(struct sf_plan *plan);
SF_MUST_USE enum sf_status sf_plan_gates(struct sf_plan *plan);
SF_MUST_USE enum sf_status sf_plan_strike_pay(struct sf_plan *plan);
SF_MUST_USE enum sf_status sf_plan_overlaps(struct sf_plan *plan);
SF_MUST_USE enum sf_status sf_plan_pots(struct sf_plan *plan);
SF_MUST_USE enum sf_status sf_plan_hash(const struct sf_plan *plan, char **hash);

/**
 * A fingerprint of all that decides what people do: who joins, leaves, pays and
 * strikes. Plans with the same one, of whatever scenarios, differ in money alone.
 *
 * @param table  of the scenario's inputs: numbers that cannot matter, such as a rate
 *               nobody reacts to, are left out
 * @param[out] hash  64 hex digits
 */
SF_MUST_USE enum sf_status sf_plan_people_hash(const struct sf_plan *plan,
                                               const struct sf_input_table *table,
                                               char hash[SF_SHA256_CHARS]);

#endif
