/**
 * The levy of one cell in a month: what model/levy.c, where it is due in every run, and
 * model/waiting.c, where it may wait for the fund, have in common.
 */
#ifndef STRIKEFUND_MODEL_LEVY_H
#define STRIKEFUND_MODEL_LEVY_H

#include "model/steps.h"

/** Where a cell stands in a levy month. */
struct sf_levy_cell {
    size_t index, employer, group;
    bool is_new; /* in the scope of a phase, and not of the one that goes on in it */
    int32_t *payers, *others, *joiners;
};

/** Where its draws of the month are. */
struct sf_path sf_levy_path(const struct sf_plan *plan, const struct sf_phase *phase,
                            const struct sf_levy_cell *cell, size_t month);

/** Whether a levy has been wound down in a run, for its dispute has settled (M8.2). */
bool sf_levy_is_over(const struct sf_block *block, size_t run, size_t month);

/** Chance of paying, one a run. Odds of infinity (notpay 1) give 0. */
void sf_pay_chance(const struct sf_block *block, const struct sf_levy_cell *cell,
                   const double *factor, size_t month, double *chance);

/** Chance that a payer of the phase before pays this one's rate too, from the chance of
 *  paying it (M5.2). */
void sf_stay_chance(const struct sf_block *block, const struct sf_levy_cell *cell,
                    const double *chance, double *stays);

/** Payers of a cell for whom the dues have become too dear, by the pounds in
 *  block->rate_b, leave the union (M4.4). */
void sf_price_leavers(struct sf_block *block, const struct sf_levy_cell *cell);

/** Who pays in a cell of a plan that has a levy which waits: each run starts, goes on
 * or stops by itself. Where it is due throughout, people do what they do in
 * model/levy.c.
 */
void sf_waiting_cell(struct sf_block *block, const struct sf_phase *phase,
                     const struct sf_levy_cell *cell, size_t month);

#endif
