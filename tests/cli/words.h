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

/** Two employers of whom one is likely to vote enough, and a ballot of both together.
 */
#define SAID "source = \"s\"; grade = \"J\";"
#define VOTED                                                                          \
    "format = \"strikefund-1\"; title = \"Voted\"; start = \"2026-01\"; months = 4;\n" \
    "law = \"tua2016\"; seed = \"3\"; runs = 300;\n"                                   \
    "fund : { opening = { value = 900.0; " SAID " }; };\n"                             \
    "bands = ( { name = \"all\"; net_ratio = 0.8; } );\n"                              \
    "employers : { list = (\n"                                                         \
    "  { name = \"Dock\"; members = 130; shares = [1.0]; salaries = [26000.0]; "       \
    "turnout = 0.55; yes = 0.9; },\n"                                                  \
    "  { name = \"Yard\"; members = 90; shares = [1.0]; salaries = [26000.0]; "        \
    "turnout = 0.44; yes = 0.9; } ); };\n"                                             \
    "ballots = ( { name = \"each\"; closes = \"2026-01-09\"; turnout = "               \
    "\"employers\"; yes = \"employers\"; },\n"                                         \
    "  { name = \"both\"; closes = \"2026-02-09\"; mode = \"aggregated\"; turnout = "  \
    "\"employers\"; yes = \"employers\"; } );\n"                                       \
    "strategies = ( { name = \"day\"; actions = ( { name = \"out\"; days = "           \
    "[\"2026-03-03\"]; participation = { value = 0.6; " SAID " }; } ); } );\n"

#endif
