/**
 * What the commands that write results have in common: a look at the place before the
 * work, the files and the answer after it.
 */
#ifndef STRIKEFUND_CLI_TELL_H
#define STRIKEFUND_CLI_TELL_H

#include "cli/options.h"
#include "strikefund/experiment.h"
#include "strikefund/output.h"

/** Whether the results can be written, found out before a long simulation and not
 *  after it: 0, or the exit code once it is said why not. */
int sf_check_output(const char *directory);

/** Writes the files, then says the answer. The exit code. */
int sf_tell(const struct sf_options *options, const struct sf_experiment *experiment,
            const struct sf_results *results, const struct sf_run_record *record,
            bool is_interrupted);

/** Says the answer alone. The exit code. */
int sf_tell_answer(const struct sf_options *options,
                   const struct sf_experiment *experiment,
                   const struct sf_results *results, const struct sf_run_record *record,
                   bool is_interrupted);

/** Says where the files are and what to type for the charts. */
void sf_say_where(const struct sf_options *options);

#endif
