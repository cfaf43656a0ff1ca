/**
 * What the tests of the command line share: a tiny scenario, and a run of the program
 * whose every word is expected.
 */
#ifndef STRIKEFUND_TESTS_CLI_WORDS_H
#define STRIKEFUND_TESTS_CLI_WORDS_H

#include <stdbool.h>
#include <sys/types.h>

#include "support/process.h"

/** A union of one employer of 240 members, two strategies, three months. */
extern const char TINY[];

/** A directory with tiny.cfg in it, but that nobody knows how many come out: no two of
 *  its runs are alike. Ended by process_directory_end. */
char *unknown_directory(void);

/** Whether two of a directory's directories hold the same files with the same bytes;
 *  build.json apart, and what a killed process had not yet named. */
bool is_same_directory(const char *here, const char *a, const char *b);

/** Runs the program in a directory with arguments split at blanks. */
struct process run_in(const char *directory, const char *line);

/** Starts the program in a directory, unheard, and does not wait. */
pid_t start_in(const char *directory, const char *line);

/** Waits for a process; its exit code, or minus the signal. */
int end_of(pid_t child);

/** Expects the exit code and every word; NULL: not looked at. Frees the process. */
void expect_words(struct process process, int code, const char *out, const char *err);

#endif
