/**
 * Elementary functions in single precision, without branches, for loops over lanes.
 *
 * They make guesses that are proven or settled afterwards (random/lanes.c), so their
 * last bits may differ between machines; the errors stated must hold on all. The
 * polynomials are least-maximum fits made by tests/support/fit-single.
 */
#ifndef STRIKEFUND_RANDOM_SINGLE_H
#define STRIKEFUND_RANDOM_SINGLE_H

#include <stdint.h>
#include <string.h>

#include "core/maths.h"

/* A fused multiply-add is welcome here and in random/lanes.c, and nowhere else. */
#ifdef __FMA__
#define MULTIPLY_ADD(a, b, c) __builtin_fmaf((a), (b), (c))
#else
#define MULTIPLY_ADD(a, b, c) ((a) * (b) + (c))
#endif

/* Largest whole number not above x. x86 before SSE4.1 has no instruction for it, and a
   call of the library would be no vector: there |x| < 2^22, and beyond it is x or so.
 */
#if defined(__SSE2__) && !defined(__SSE4_1__)
static inline float sf_single_floor(float x)
{
    const float nearest = (x + 0x1.8p23f) - 0x1.8p23f;
    return nearest > x ? nearest - 1.0f : nearest;
}
#define FLOOR_SINGLE(x) sf_single_floor(x)
#define FLOOR_DOUBLE(x) sf_floor(x)
#else
#define FLOOR_SINGLE(x) __builtin_floorf(x)
#define FLOOR_DOUBLE(x) __builtin_floor(x)
#endif

static inline float float_of(uint32_t bits)
{
    float value;
    memcpy(&value, &bits, sizeof(value));
    return value;
}

static inline uint32_t bits_of(float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof(bits));
    return bits;
}

/** log(1 + f) for f from sqrt(1/2) - 1 to sqrt(2) - 1: f + f^2 times a polynomial;
 *  relative error below 1e-7. */
static inline float log_near_one(float f)
{
    float sum = 0.087019347f;
    sum = MULTIPLY_ADD(sum, f, -0.14269218f);
    sum = MULTIPLY_ADD(sum, f, 0.14914902f);
    sum = MULTIPLY_ADD(sum, f, -0.16577280f);
    sum = MULTIPLY_ADD(sum, f, 0.19963022f);
    sum = MULTIPLY_ADD(sum, f, -0.25001356f);
    sum = MULTIPLY_ADD(sum, f, 0.33333912f);
    sum = MULTIPLY_ADD(sum, f, -0.5f);
    return MULTIPLY_ADD(sum * f, f, f);
}

#define LOG_2 0.69314718f

/** log(x) of a positive normal number. */
static inline float sf_single_log(float x)
{
    const uint32_t sqrt_half = 0x3f3504f3u;
    const uint32_t shifted = bits_of(x) + (0x3f800000u - sqrt_half);
    const float exponent = (float)(int32_t)((shifted >> 23) - 127u);
    const float f = float_of((shifted & 0x007fffffu) + sqrt_half) - 1.0f;
    return MULTIPLY_ADD(exponent, LOG_2, log_near_one(f));
}

/** log(1 - q) for q in [0, 1/2], from q itself: 1 - q would lose the digits of a small
 *  q. Beyond 0.29 it is log(2 - 2q) - log 2. */
static inline float sf_single_log_one_minus(float q)
{
    const int is_far = q > 0.29289f;
    const float f = is_far ? 1.0f - 2.0f * q : -q;
    return log_near_one(f) - (is_far ? LOG_2 : 0.0f);
}

/** e^x for x <= 0; nothing below e^-80. Relative error below 1e-7. */
static inline float sf_single_exp(float x)
{
    x = x < -80.0f ? -80.0f : x;
    /* The sum's low bits are the nearest whole number of halvings. */
    const float shifted = x * 1.44269504f + 0x1.8p23f;
    const float k = shifted - 0x1.8p23f;
    const float r = MULTIPLY_ADD(k, 2.12194440e-4f, MULTIPLY_ADD(k, -0.693359375f, x));
    float sum = 0.0013901285f;
    sum = MULTIPLY_ADD(sum, r, 0.0083631407f);
    sum = MULTIPLY_ADD(sum, r, 0.041666854f);
    sum = MULTIPLY_ADD(sum, r, 0.16666578f);
    sum = MULTIPLY_ADD(sum, r, 0.5f);
    return float_of(bits_of(MULTIPLY_ADD(sum * r, r, r) + 1.0f) +
                    (bits_of(shifted) << 23));
}

/**
 * The standard normal quantile of (word + 1/2) / 2^32; error below 1e-6 for |z| up to
 * 3.76, nonsense of the right sign and more than 3.75 beyond.
 *
 * With x = 2u - 1, z / x is a smooth function of w = -log(1 - x^2): a polynomial about
 * w = 4 serves from the centre to the tails (the idea of M. B. Giles, Approximating the
 * erfinv function, GPU Computing Gems 2, 2010; another variable, one branch).
 */
static inline float sf_single_normal_quantile(uint32_t word)
{
    const uint32_t centred = word ^ 0x80000000u;
    const uint32_t sign = (uint32_t)((int32_t)centred >> 31);
    const uint32_t distance = centred ^ sign;
    const float v = ((float)(int32_t)(distance ^ 0x7fffffffu) + 0.5f) * 0x1p-31f;
    const float a = -sf_single_log(v * (2.0f - v)) - 4.0f; /* v = 1 - |x| */
    float sum = 5.6667027e-10f;
    sum = MULTIPLY_ADD(sum, a, -6.5266953e-10f);
    sum = MULTIPLY_ADD(sum, a, -4.9912607e-08f);
    sum = MULTIPLY_ADD(sum, a, 2.9542792e-07f);
    sum = MULTIPLY_ADD(sum, a, 7.1624505e-07f);
    sum = MULTIPLY_ADD(sum, a, -2.2224178e-05f);
    sum = MULTIPLY_ADD(sum, a, 0.00016797177f);
    sum = MULTIPLY_ADD(sum, a, -0.00028771718f);
    sum = MULTIPLY_ADD(sum, a, -0.010211839f);
    sum = MULTIPLY_ADD(sum, a, 0.32294175f);
    sum = MULTIPLY_ADD(sum, a, 2.6287105f);
    return float_of(bits_of(sum * (1.0f - v)) ^ (sign & 0x80000000u));
}

#endif
