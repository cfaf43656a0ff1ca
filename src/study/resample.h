/**
 * Runs weighed by how well they agree with what happened, and picked anew in whole
 * numbers. Sums are taken in the order of the runs, so that they are the same however
 * the runs were simulated.
 */
#ifndef STRIKEFUND_STUDY_RESAMPLE_H
#define STRIKEFUND_STUDY_RESAMPLE_H

#include <stddef.h>
#include <stdint.h>

/**
 * Turns logarithms of weights into weights, the largest being 1.
 *
 * @param weight  n finite numbers, n from 1
 * @return how many evenly weighed runs these are worth: (sum w)^2 / sum w^2
 */
double sf_weights_set(double *weight, size_t n);

/**
 * Picks n of n runs by systematic resampling: the i-th of n evenly spaced points, the
 * first at `uniform` of a step, picks the run in whose stretch of the cumulated weights
 * it lies. A run of share p of the weights is picked floor(n p) or ceil(n p) times.
 *
 * @param weight   n of them, none below 0, not all 0
 * @param uniform  in (0, 1)
 * @param[out] times  how often each is picked; they sum to n
 */
void sf_weights_resample(const double *weight, size_t n, double uniform,
                         uint32_t *times);

#endif
