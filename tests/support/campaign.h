/**
 * A campaign under test: a scenario given as text, read, resolved and ready to run.
 * Whatever fails on the way fails the test with the words of the fault.
 */
#ifndef STRIKEFUND_TESTS_CAMPAIGN_H
#define STRIKEFUND_TESTS_CAMPAIGN_H

#include <stddef.h>
#include <stdint.h>

#include "strikefund/experiment.h"

struct campaign {
    struct sf_scenario *scenario;
    struct sf_experiment *experiment; /* all strategies, in the file's order */
};

/** Reads a scenario: printf-style text without the line `format = ...`, which is put
 *  before it. Freed by campaign_close. */
struct campaign campaign_open(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

/** Reads a scenario's file, by its path from the top of the project. */
struct campaign campaign_read(const char *path);

/** The scenario alone, not yet an experiment. Freed by sf_scenario_free. */
struct sf_scenario *campaign_scenario(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

void campaign_close(struct campaign *campaign);

/** Runs 1 .. n_runs on one thread in blocks of the default size. The caller frees. */
struct sf_results *campaign_run(const struct campaign *campaign, uint64_t n_runs);

/** Runs first_run .. first_run + n_runs - 1, cut as said. The caller frees. */
struct sf_results *campaign_run_cut(const struct campaign *campaign, uint64_t first_run,
                                    uint64_t n_runs, int n_threads, size_t block_runs);

/** One run replayed. The caller frees with sf_ledger_free. */
struct sf_ledger campaign_replay(const struct campaign *campaign, size_t strategy,
                                 uint64_t run);

/** Replays run 1 of a strategy, and says what a month's measure was. */
int64_t campaign_value(const struct campaign *campaign, size_t strategy, size_t month,
                       enum sf_measure measure);

/** Index of a strategy by name. */
size_t campaign_strategy(const struct campaign *campaign, const char *name);

/** Expects the rows of a measure in run 1: months 1 .. n. */
void campaign_expect(const struct campaign *campaign, size_t strategy,
                     enum sf_measure measure, const int64_t *expected, size_t n);

/** Asserts every identity of rule M3.2, and the bounds that go with them, in every
 *  month of runs 1 .. n_runs of every strategy. */
void campaign_check_books(const struct campaign *campaign, uint64_t n_runs);

#endif
