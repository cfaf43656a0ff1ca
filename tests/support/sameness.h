/** Whether two experiments found the same, to the last bit. */
#ifndef STRIKEFUND_TESTS_SAMENESS_H
#define STRIKEFUND_TESTS_SAMENESS_H

#include "strikefund/experiment.h"

/** Expects every statistic, chance, difference, ratio and member's view to be the same
 *  bytes. */
void expect_same_results(const struct sf_results *a, const struct sf_results *b,
                         size_t n_bands);

/** Expects the same value of a measure in every month of two ledgers. */
void expect_same_rows(const struct sf_ledger *a, const struct sf_ledger *b,
                      enum sf_measure measure);

/** Expects two whole ledgers to be the same. */
void expect_same_ledgers(const struct sf_ledger *a, const struct sf_ledger *b);

#endif
