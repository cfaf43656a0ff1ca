/** Why a forecast cannot be made, in words that say what would help. */
#ifndef STRIKEFUND_STUDY_REFUSAL_H
#define STRIKEFUND_STUDY_REFUSAL_H

#include "study/history.h"

/**
 * Too few runs agree with the actuals: names the one furthest from what the runs hold
 * possible. The forecast has its panels.
 */
void sf_refusal_add(const struct sf_forecast *forecast,
                    const struct sf_history *history, struct sf_faults *faults);

/** Whether balances known exactly can be put in place of the simulated ones: nothing
 *  else may follow from a balance. A fault where they cannot. */
bool sf_refusal_check_exact(const struct sf_experiment *experiment,
                            const struct sf_actuals *actuals, struct sf_faults *faults);

#endif
