/**
 * What the program says on stdout: words, or with --json one document and nothing else.
 */
#ifndef STRIKEFUND_CLI_ANSWER_H
#define STRIKEFUND_CLI_ANSWER_H

#include "cli/options.h"
#include "strikefund/faults.h"
#include "strikefund/scenario.h"
#include "strikefund/status.h"

/**
 * Puts an answer on stdout and frees it; says on stderr why there is none.
 *
 * @param status  of the call that made the text
 * @param text    the answer, also of a call that failed; NULL: there is none
 * @param what    for the words of a failure, as in sf_talk_status; may be NULL
 * @return the exit code of the status
 */
int sf_answer(enum sf_status status, char *text, const char *what);

/**
 * The same where files were written into options->output, if that was given: says where
 * they are, on stderr.
 *
 * @param failed_path  the file that could not be written; NULL: all were. Freed
 */
int sf_answer_beside_files(const struct sf_options *options, enum sf_status status,
                           char *text, char *failed_path);

/**
 * Answers for scenarios that cannot be used, once their faults are said: with --json by
 * the document of the faults, else by nothing.
 *
 * @param status  of the reading
 * @return the exit code of the status, or of a failure to answer
 */
int sf_answer_faults(const struct sf_options *options, enum sf_status status,
                     const struct sf_faults *faults);

/**
 * Reads the scenario of the command line and says its faults on stderr; with --json a
 * scenario that cannot be used is also answered with the document of its faults.
 *
 * @param consequence    what follows from mistakes, as in sf_talk_faults
 * @param[out] faults    freed by the caller
 * @param[out] scenario  when 0 is returned; freed by the caller
 * @return 0, or the exit code when there is no scenario
 */
int sf_answer_read(const struct sf_options *options, const char *consequence,
                   struct sf_faults *faults, struct sf_scenario **scenario);

#endif
