/**
 * What the tests of the command line share: a tiny scenario, and a run of the program
 * whose every word is expected.
 */
#ifndef STRIKEFUND_TESTS_CLI_WORDS_H
#define STRIKEFUND_TESTS_CLI_WORDS_H

#include "support/process.h"

/** A union of one employer of 240 members, two strategies, three months. */
extern const char TINY[];

/** Runs the program in a directory with arguments split at blanks. */
struct process run_in(const char *directory, const char *line);

/** Expects the exit code and every word; NULL: not looked at. Frees the process. */
void expect_words(struct process process, int code, const char *out, const char *err);

#endif
