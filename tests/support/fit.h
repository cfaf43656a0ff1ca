/**
 * Whole distributions compared. Limits are those of five standard deviations, set
 * before looking: a true generator fails one comparison in some millions.
 */
#ifndef STRIKEFUND_TESTS_FIT_H
#define STRIKEFUND_TESTS_FIT_H

#include <stddef.h>
#include <stdint.h>

/** Pearson's chi-square of counts against chances, neighbours joined until 20 are
 *  expected. What the chances leave over of 1 is a class of its own. */
void expect_fits_counts(const uint64_t *count, const double *chance, size_t n,
                        uint64_t draws, const char *what);

/** Kolmogorov and Smirnov's test: sorts the values. */
void expect_fits_function(double *value, size_t n,
                          double (*cdf)(double x, const void *context),
                          const void *context, const char *what);

#endif
