/** Pots of the fund (M7.4), run by run: for tests. */
#ifndef STRIKEFUND_TESTS_POTS_H
#define STRIKEFUND_TESTS_POTS_H

#include "support/campaign.h"

/** What a pot's measure is in a month of results that hold one run. */
int64_t pot_value(const struct sf_results *run, size_t strategy, size_t month,
                  size_t pot, enum sf_pot_measure measure);

/** Expects the rows of a pot's measure in run 1 of the first strategy: months 1 .. n.
 */
void pot_expect(const struct campaign *campaign, const char *pot,
                enum sf_pot_measure measure, const int64_t *expected, size_t n);

/** Asserts in every month of runs 1 .. n_runs of every strategy that each pot's books
 *  balance, that the pots' sum up to the fund's, and that no earmark is broken: money
 *  leaves a pot for what names it alone, or is lent as far as it may be. */
void pots_check(const struct campaign *campaign, uint64_t n_runs);

#endif
