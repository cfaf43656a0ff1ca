/**
 * The steps of a month, and their parts, in order (M3.1): model/month.c says when.
 */
#ifndef STRIKEFUND_MODEL_STEPS_H
#define STRIKEFUND_MODEL_STEPS_H

#include "model/block.h"

/** Decides the ballots that close in a month, on the members present; month 0: those
 *  that have closed before the plan, at its opening (M9.1). */
void sf_ballots_step(struct sf_block *block, size_t month);

/** Settles the disputes that settle in a month, before anything else is done in it;
 *  month 0 opens them (M8.1). */
void sf_settle_step(struct sf_block *block, size_t month);

/** Who leaves and joins in a cell. */
void sf_members_step(struct sf_block *block, size_t cell, size_t month);

/** Makes ready for a month's call-outs. */
void sf_actions_open(struct sf_block *block, size_t month);
/** Who is out at an employer, what they lose, what the fund owes them. */
void sf_actions_step(struct sf_block *block, size_t employer, size_t month);
/** Grants, when all employers are done. */
void sf_hardship_step(struct sf_block *block, size_t month);

/** Makes ready for a month's levy. */
void sf_levy_open(struct sf_block *block, size_t month);
/** Who pays in a cell, and what is due. */
void sf_levy_step(struct sf_block *block, size_t cell, size_t month);
/** What is collected, when all cells are done. */
void sf_collect_step(struct sf_block *block, size_t month);

/** Adds a cell to the members and payers at the close. */
void sf_count_step(struct sf_block *block, size_t cell);

/** Notes what has come in of a levy that is given back: what so many payers of one of
 *  its groups have paid, those on time for a month in which it was due. */
void sf_refund_note(struct sf_block *block, size_t phase, size_t group,
                    size_t due_month, const int32_t *paying);
/** Takes off what so many of them have paid late in the first of its months: it was due
 *  before them. */
void sf_refund_note_late(struct sf_block *block, size_t phase, size_t group,
                         size_t due_month, const int32_t *paying);
/** What is owed of refunds, and what is paid: levy given back is outgo, of the pot that
 *  it went to, and no cost of the action (M10.3). Wants the month's collection, and the
 *  campaign's costs; comes before the flows of pots are summed up. */
void sf_refunds_step(struct sf_books *books, size_t month);

/** What is payable of claims and what is paid; wants the month's income. */
void sf_claims_step(struct sf_books *books, size_t month);

/* Parts of the fund's step where it has pots (model/pots.c). */

/** Opens the pots, of books that are open. */
void sf_pots_open(struct sf_books *books);
/** Begins a month: what is repaid and lent, by the last close (M3.3). */
void sf_pots_begin(struct sf_books *books, size_t month);
/** Income, one-off sums and interest, of each pot and of the fund; wants the levy. */
void sf_pots_flows(struct sf_books *books, size_t month);
/** What the pots that pay for something hold in a month so far, those below zero left
 *  out. */
int64_t sf_pots_hold(const struct sf_books *books, size_t month, enum sf_outgo outgo,
                     size_t run);
/** Pays the month's outgo from the pots. */
void sf_pots_pay(struct sf_books *books, size_t month);

/** Claims, other income and outgo, and the close. */
void sf_fund_step(struct sf_block *block, struct sf_books *books, size_t month);

/* Parts of the actions step: calling those out who start this month at an employer, by
 * the parts first .. end - 1; and booking what a call-out came to in a band. */
void sf_called_step(struct sf_block *block, size_t first, size_t end);
void sf_book_step(struct sf_block *block, const struct sf_callout_month *part,
                  size_t band, size_t month);
/** Calls out the members of one call-out. @param is_new  0 in runs that are left as
 *  they are; NULL: in none */
void sf_call_out(struct sf_block *block, size_t callout, const int32_t *is_new);

/* Parts of it for employers where days turn on a vote (model/gated.c). */

/** Finds which days of a gated employer's month are lawful in each run, and calls those
 *  out whose call-out begins: parts first .. end - 1. False when nothing is lawful in
 *  any run. */
bool sf_gated_month(struct sf_block *block, size_t first, size_t end, size_t month);
/** Whether a call-out has a money cap that is met on different days in different runs:
 *  several rules share it, and days turn on a vote. */
static inline bool sf_gated_has_mixed_cap(const struct sf_plan *plan,
                                          const struct sf_callout *callout)
{
    const struct sf_plan_action *action = &plan->action[callout->action];
    return action->has_mixed_cap && action->rule->max_amount > 0.0 &&
           sf_plan_is_gated(plan, callout->employer);
}
/** Nothing is taken from any such cap yet. */
void sf_gated_open_caps(struct sf_block *block);
/** Whether a call-out of that month begins in any run. */
bool sf_gated_begins(const struct sf_block *block, const struct sf_callout_month *part,
                     size_t month);
/** Who is out (or short of strike) on the d-th of a part's days in one band, in the
 * runs in which that day is lawful; false when in none. */
bool sf_gated_out_on_day(struct sf_block *block, const struct sf_callout_month *part,
                         size_t band, size_t d);
/** A call-out's days of the month in one band, as strike_days() of the actions step. */
void sf_gated_days(struct sf_block *block, const struct sf_callout_month *part,
                   size_t band);
/** Whether a run's dispute has settled by a month: nobody is called out in it. */
static inline bool sf_has_settled(const struct sf_block *block, size_t run,
                                  size_t month)
{
    return block->plan->settles_by_chance &&
           block->ending.settled[run] <= (int32_t)month;
}
/** Whether a day of a call-out happens in a run, as far as the plan goes: it is lawful,
 *  nothing rests the strategy on it, and the dispute goes on.
 *  @param passed  the votes that have passed at its employer, run by run */
static inline bool sf_is_live(const struct sf_block *block,
                              const struct sf_plan_day *day, const uint64_t *passed,
                              size_t run, size_t month)
{
    return (day->gate == 0 || (passed[run] & day->gate) != 0) &&
           (passed[run] & day->unless) == 0 && !sf_has_settled(block, run, month);
}
/** Notes that a run's dispute has begun, when this is its first action. */
static inline void sf_note_action(struct sf_block *block, size_t run, size_t month)
{
    if (block->plan->settles_by_chance && block->ending.began[run] == 0) {
        block->ending.began[run] = (int32_t)month;
    }
}

/** Adds what the days of the month cost in campaigning, where they turn on a vote. */
void sf_gated_costs(const struct sf_block *block, const struct sf_books *books,
                    size_t month, int64_t *cost);

/** Share of the employer's members not called that day by other call-outs (M6.2). */
void sf_share_left(const struct sf_block *block, const struct sf_plan_day *day,
                   size_t employer, double *left);
/** Where the draw of a planned day of a call-out is. */
struct sf_path sf_strike_path(const struct sf_plan *plan, size_t callout, size_t band,
                              uint32_t position);

/** Empties each book's sum_full and sum_part, for the next call-out and band. */
void sf_books_open_sums(struct sf_block *block);
/** Gives books a measure of a month as the first books have it. */
void sf_books_copy(const struct sf_block *block, struct sf_books *books, size_t month,
                   enum sf_measure measure);
/** Sums up the strike-days of a month, and gives all books what people did and lost in
 *  it, where it was booked once. */
void sf_books_share(struct sf_block *block, size_t month);

/** Makes ready for a month in which members of an employer are short of strike. */
void sf_short_open(struct sf_block *block);
/** Notes the strike-days of a band on a day of a strike. */
void sf_short_note_strikers(struct sf_block *block, const struct sf_plan_day *day,
                            size_t band, const double *days);
/** The days of a call-out that is short of strike, in one band: sum_all, and each
 * book's sum_full and sum_part, as of a strike. Wants all strikes of that employer and
 * month done. */
void sf_short_days(struct sf_block *block, const struct sf_callout_month *part,
                   size_t band);
/** Books the days of sf_short_days. */
void sf_short_book(struct sf_block *block, const struct sf_callout_month *part,
                   size_t band, size_t month);
/** Counts those short of strike among the members involved. */
void sf_short_note_involved(struct sf_block *block, size_t employer);

/** Calls nobody in the runs in which the condition of the action does not hold. */
void sf_when_call(struct sf_block *block, size_t callout);
/** Whether an action's condition holds in a run; always, if it has none. */
bool sf_when_holds(const struct sf_block *block, const struct sf_plan_action *action,
                   size_t run);
/** Adds what action-days cost in the runs in which they happen. */
void sf_when_costs(struct sf_block *block, const struct sf_books *books, size_t month,
                   int64_t *cost);

/** Reckons each employer's momentum from the months before this one. Comes before all
 *  other steps of the month. */
void sf_momentum_step(struct sf_block *block, size_t month);
/** How far momentum moves a rate at an employer this month, one number a run: on the
 *  logit of participation, turnout and yes, on the log of joining. NULL: nowhere. */
const double *sf_momentum_shift(const struct sf_block *block, size_t employer);

/** Chance that one who is called comes out, one a run; uses block->rate_b. */
void sf_participation(struct sf_block *block, const struct sf_action *action,
                      size_t employer, size_t month, double *chance);

/** Who is out (or short of strike) on the d-th of a part's days, in one band: into its
 *  row of `out`. On the first day block->chances say how likely each is to come. */
void sf_out_on_day(struct sf_block *block, const struct sf_callout_month *part,
                   size_t band, size_t d);

/** Opens the books: month 0. */
void sf_books_open(struct sf_block *block, struct sf_books *books);
/** Adds a month that is closed to the totals, while it is at hand. */
void sf_books_add_month(struct sf_books *books, size_t month);
/** Fills in when the dispute has settled and what that brings (M8.2). */
void sf_books_settle(const struct sf_block *block, struct sf_books *books);
/** Fills total, and what band says of people, from a simulated plan. */
void sf_books_totals(struct sf_block *block, struct sf_books *books);

#endif
