/**
 * What --resume goes on from.
 */
#ifndef STRIKEFUND_CLI_RESUME_H
#define STRIKEFUND_CLI_RESUME_H

#include "cli/options.h"
#include "strikefund/part.h"

/**
 * The part in the directory that holds the most runs of this experiment: its partial
 * result or its checkpoint. Says what it has found, and what is wrong.
 *
 * @param most       runs wanted in all; 0: any number
 * @param[out] part  freed by the caller; NULL when there is nothing to go on from
 * @return 0, or the exit code when what is there is of another run or damaged
 */
int sf_resume_find(const struct sf_options *options,
                   const struct sf_experiment *experiment, uint64_t first_run,
                   uint64_t most, struct sf_part **part);

/** Whether the directory holds the whole of this run already, as it would be written:
 *  the part, and a manifest that says the rest is whole. */
bool sf_resume_is_whole(const struct sf_options *options,
                        const struct sf_experiment *experiment,
                        const struct sf_part *part);

#endif
