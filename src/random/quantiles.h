/**
 * One exact count at a time: what settles the lanes that a kernel leaves in doubt, and
 * the reference of the kernels' own tests.
 */
#ifndef STRIKEFUND_RANDOM_QUANTILES_H
#define STRIKEFUND_RANDOM_QUANTILES_H

#include <stdint.h>

/** min{k : F(k) >= u} of a binomial; n and p as of sf_counts_binomial. A good guess
 *  makes it quick. */
int32_t sf_binomial_settle(uint32_t word, int32_t n, double p, int32_t guess);

/** The same for a Poisson. */
int32_t sf_poisson_settle(uint32_t word, double lambda, int32_t guess);

/** One exact binomial quantile by direct summation, from a guess. 0 < p < 1. */
int32_t sf_binomial_quantile(uint32_t word, int32_t n, double p, double guess);

/** The same for Poisson; lambda > 0. */
int32_t sf_poisson_quantile(uint32_t word, double lambda, double guess);

#endif
