/**
 * The runs of `run`: all at once, on from where an earlier process stopped, or until
 * the chances are precise enough; kept on the way, and kept when they are interrupted.
 */
#ifndef STRIKEFUND_CLI_SIMULATE_H
#define STRIKEFUND_CLI_SIMULATE_H

#include "cli/options.h"
#include "strikefund/experiment.h"

/** Simulates, writes and tells; the exit code.
 *  @param scenario  the experiment's, in which the runs that a precision took are put
 */
int sf_simulate(const struct sf_options *options, struct sf_scenario *scenario,
                const struct sf_experiment *experiment);

#endif
