/**
 * Comparing what a simulation found with what theory says, at five standard errors:
 * a true engine fails one such comparison in two million.
 */
#ifndef STRIKEFUND_TESTS_LAWS_H
#define STRIKEFUND_TESTS_LAWS_H

#include <stddef.h>

#include "strikefund/results.h"

/**
 * Expects the mean within 5 standard errors and the variance within 5 of its own,
 * taking the fourth moment as at most `kurtosis` times the variance squared.
 */
void expect_moments(const struct sf_results *results, size_t strategy, size_t month,
                    enum sf_measure measure, double mean, double variance,
                    double kurtosis);

/** The same of a total over the plan. */
void expect_total_moments(const struct sf_results *results, size_t strategy,
                          enum sf_total total, double mean, double variance,
                          double kurtosis);

/** Expects a count of runs to be that of a chance, within 5 standard errors. */
void expect_chance(struct sf_chance found, double chance);

/** Mean and variance of p over standard normal e, where logit p = logit of the median
 *  plus spread times e: Simpson's rule over 16 standard deviations. */
void logit_normal_moments(double median, double spread, double *mean, double *variance);

#endif
