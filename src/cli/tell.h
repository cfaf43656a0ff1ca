/**
 * What run and merge have in common at their end: the files, and the answer.
 */
#ifndef STRIKEFUND_CLI_TELL_H
#define STRIKEFUND_CLI_TELL_H

#include "cli/options.h"
#include "strikefund/experiment.h"
#include "strikefund/output.h"

/** Writes the files, then says the answer. The exit code. */
int sf_tell(const struct sf_options *options, const struct sf_experiment *experiment,
            const struct sf_results *results, const struct sf_run_record *record,
            bool is_interrupted);

/** Says the answer alone. The exit code. */
int sf_tell_answer(const struct sf_options *options,
                   const struct sf_experiment *experiment,
                   const struct sf_results *results, const struct sf_run_record *record,
                   bool is_interrupted);

#endif
