/**
 * Quantiles of binomials and Poissons of larger mean: the third-order Cornish-Fisher
 * expansion of one lane, without branches, for loops over lanes. For the kernels only
 * (random/lanes.c).
 *
 * With s^2 = variance - 1/12 (Sheppard's correction) and g = 1 - 2p,
 *   x = m + 1/2 + s z + g (z^2 - 1)/6 + z [(1 + 14 pq) - (1 + 2 pq) z^2] / (72 s)
 *         + g (1 + pq/2) (3 z^4 + 7 z^2 - 16) / (810 s^2)
 * is within (0.0175 + 0.005 z^2 + 0.00125 z^6) / s^3 of where the count changes (see
 * random/quantiles.c). The count is floor(x), and in doubt when that differs between
 * the two ends of the bound: then `doubt` is 1, otherwise 0.
 */
#ifndef STRIKEFUND_RANDOM_SERIES_H
#define STRIKEFUND_RANDOM_SERIES_H

#include <stdint.h>

#include "random/single.h"

#define SERIES_FROM  8.0f    /* means from which it serves; the walk below */
#define SERIES_Z     3.75f   /* the bound was checked up to here */
#define SINGLE_UP_TO 2048.0f /* means beyond are expanded in double precision */

/** What the series must know of a lane's law; `most` is the largest value it has. */
struct law {
    float mean, variance, skew, pq, most;
};

/** What is added to the bound covers single precision: 1e-6 of z, and five roundings at
 *  the size of the mean. */
static inline void expand(struct law law, float z, int32_t *count, float *doubt)
{
    const float s2 = law.variance - 1.0f / 12.0f;
    const float s = __builtin_sqrtf(s2 < 0.5f ? 0.5f : s2);
    const float inverse = 1.0f / s;
    const float z2 = z * z;
    const float g6 = law.skew * (1.0f / 6.0f);
    const float third = z * (1.0f / 72.0f) *
                        MULTIPLY_ADD(-MULTIPLY_ADD(2.0f, law.pq, 1.0f), z2,
                                     MULTIPLY_ADD(14.0f, law.pq, 1.0f));
    const float fourth = law.skew * MULTIPLY_ADD(0.5f / 810.0f, law.pq, 1.0f / 810.0f) *
                         MULTIPLY_ADD(MULTIPLY_ADD(3.0f, z2, 7.0f), z2, -16.0f);
    const float x = law.mean + (MULTIPLY_ADD(s, z, 0.5f) + MULTIPLY_ADD(g6, z2, -g6) +
                                inverse * (third + inverse * fourth));
    const float bound =
        MULTIPLY_ADD(inverse * inverse * inverse,
                     MULTIPLY_ADD(z2, MULTIPLY_ADD(z2 * z2, 0.00125f, 0.005f), 0.0175f),
                     MULTIPLY_ADD(1.5e-6f, s, MULTIPLY_ADD(3e-7f, law.mean, 1e-6f)));
    const float low = FLOOR_SINGLE(x - bound);
    const float high = FLOOR_SINGLE(x + bound);
    const int is_possible = (low >= 0.0f) & (high <= law.most);
    *count = (int32_t)(is_possible ? low : 0.0f);
    *doubt = (float)((low != high) | (z2 > SERIES_Z * SERIES_Z) | !is_possible);
}

/** The same in double precision, z apart. */
static inline void expand_double(double mean, double variance, double g, double pq,
                                 double most, double z, int32_t *count, float *doubt)
{
    const double s2 = variance - 1.0 / 12.0;
    const double s = __builtin_sqrt(s2 < 0.5 ? 0.5 : s2);
    const double z2 = z * z;
    const double x =
        mean +
        (0.5 + s * z + g * (z2 - 1.0) * (1.0 / 6.0) +
         (z * ((1.0 + 14.0 * pq) - (1.0 + 2.0 * pq) * z2) * (1.0 / 72.0) +
          g * (1.0 + 0.5 * pq) * ((3.0 * z2 + 7.0) * z2 - 16.0) * (1.0 / 810.0) / s) /
             s);
    const double bound = (0.0175 + z2 * (0.005 + z2 * z2 * 0.00125)) / (s * s * s) +
                         1e-6 * s + 1e-12 * mean;
    const double low = FLOOR_DOUBLE(x - bound);
    const double high = FLOOR_DOUBLE(x + bound);
    const int is_possible = (low >= 0.0) & (high <= most);
    *count = (int32_t)(is_possible ? low : 0.0);
    *doubt =
        (float)((low != high) | (z2 > (double)(SERIES_Z * SERIES_Z)) | !is_possible);
}

#endif
