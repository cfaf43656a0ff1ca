/**
 * Exact counts by inversion: how many of n members, each with chance p; how many
 * joiners when lambda are expected.
 *
 * The answer is the quantile k = min{k : F(k) >= u} of the uniform
 * u = (word + 1/2) / 2^32, whatever path the code takes to it: one word a count,
 * monotone in the word, the same on every machine. A 32-bit uniform costs at most
 * (n + 1) / 2^33 in total variation, and no count lies beyond 6.4 standard deviations.
 *
 * The functions take a block: arrays of `lanes` words, numbers and rates in; counts
 * out. in and out may not overlap.
 */
#ifndef STRIKEFUND_RANDOM_COUNTS_H
#define STRIKEFUND_RANDOM_COUNTS_H

#include <stddef.h>
#include <stdint.h>

#include "random/kernels.h"

/**
 * Binomial counts.
 *
 * @param n  numbers, 0 <= n < 2^30
 * @param p  chances; values outside [0, 1] are taken as the nearer end
 */
void sf_counts_binomial(const uint32_t *word, const int32_t *n, const double *p,
                        size_t lanes, int32_t *count);

/**
 * Poisson counts.
 *
 * @param lambda  expected numbers, 0 <= lambda < 2^30
 */
void sf_counts_poisson(const uint32_t *word, const double *lambda, size_t lanes,
                       int32_t *count);

/** Both by the kernels of one instruction set: the counts are the same by any. */
void sf_counts_binomial_by(const struct sf_kernels *kernels, const uint32_t *word,
                           const int32_t *n, const double *p, size_t lanes,
                           int32_t *count);
void sf_counts_poisson_by(const struct sf_kernels *kernels, const uint32_t *word,
                          const double *lambda, size_t lanes, int32_t *count);

#endif
