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
 * out. in and out may not overlap. They are given the kernels to use
 * (random/kernels.h): the counts are the same by any.
 */
#ifndef STRIKEFUND_RANDOM_COUNTS_H
#define STRIKEFUND_RANDOM_COUNTS_H

#include <stddef.h>
#include <stdint.h>

#include "random/kernels.h"

/** Groups that hold the chances of so many lanes. */
static inline size_t sf_chances_groups(size_t lanes)
{
    return (lanes + SF_LANES - 1) / SF_LANES;
}

/**
 * Makes chances ready for any number of counts.
 *
 * @param p  values outside [0, 1] are taken as the nearer end
 * @param[out] chances  sf_chances_groups(lanes) of them
 */
void sf_chances_set(const struct sf_kernels *kernels, const double *p, size_t lanes,
                    struct sf_chances *chances);

/**
 * Binomial counts.
 *
 * @param n        numbers, 0 <= n < 2^30
 * @param chances  of the same lanes
 */
void sf_counts_binomial(const struct sf_kernels *kernels, const uint32_t *word,
                        const int32_t *n, const struct sf_chances *chances,
                        size_t lanes, int32_t *count);

/**
 * Poisson counts.
 *
 * @param lambda  expected numbers, 0 <= lambda < 2^30
 */
void sf_counts_poisson(const struct sf_kernels *kernels, const uint32_t *word,
                       const double *lambda, size_t lanes, int32_t *count);

#endif
