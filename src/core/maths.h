/**
 * Elementary functions for the run loop, made of + - * / sqrt and whole-number
 * operations only, so that every compiler, library and instruction set gives the same
 * bits (model rule M11.4). Accurate to a few units in the last place on the stated
 * domains. Compile with -ffp-contract=off.
 */
#ifndef STRIKEFUND_CORE_MATHS_H
#define STRIKEFUND_CORE_MATHS_H

#include <stdint.h>
#include <string.h>

static inline double sf_double_of_bits(uint64_t bits)
{
    double value;
    memcpy(&value, &bits, sizeof(value));
    return value;
}

static inline uint64_t sf_bits_of_double(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof(bits));
    return bits;
}

/** Nearest whole number, halves to even; |x| < 2^51. */
static inline double sf_round_half_even(double x)
{
    const double big = 0x1.8p52;
    return (x + big) - big;
}

/** Largest whole number not above x; |x| < 2^51. */
static inline double sf_floor(double x)
{
    const double nearest = sf_round_half_even(x);
    return nearest > x ? nearest - 1.0 : nearest;
}

/**
 * Natural logarithm of a positive normal number.
 *
 * x = 2^k m with m in [sqrt(1/2), sqrt 2); with s = (m - 1) / (m + 1) the series
 * log m = 2 s (1 + s^2/3 + s^4/5 + ...) is cut after s^20 (s^2 < 0.02945: the
 * remainder is below 2^-53 of the sum).
 */
static inline double sf_log(double x)
{
    const uint64_t sqrt_half = 0x3fe6a09e667f3bcdull;
    const uint64_t shifted = sf_bits_of_double(x) + (0x3ff0000000000000ull - sqrt_half);
    /* The exponent as a double without a conversion, which vectors may lack. */
    const double k =
        sf_double_of_bits(0x4330000000000000ull | shifted >> 52) - (0x1p52 + 1023.0);
    const double m = sf_double_of_bits((shifted & 0x000fffffffffffffull) + sqrt_half);
    const double f = m - 1.0;
    const double s = f / (2.0 + f);
    const double z = s * s;
    double tail = 1.0 / 21.0;
    tail = tail * z + 1.0 / 19.0;
    tail = tail * z + 1.0 / 17.0;
    tail = tail * z + 1.0 / 15.0;
    tail = tail * z + 1.0 / 13.0;
    tail = tail * z + 1.0 / 11.0;
    tail = tail * z + 1.0 / 9.0;
    tail = tail * z + 1.0 / 7.0;
    tail = tail * z + 1.0 / 5.0;
    tail = tail * z + 1.0 / 3.0;
    /* log m = 2 s + 2 s z tail, and 2 s = f - f^2/2 + s f^2/2 keeps the small case
       exact: 2 s = f - s f. log 2 is split so that k * high is exact. */
    const double log2_high = 0x1.62e42feep-1;
    const double log2_low = 0x1.a39ef35793c76p-33;
    return k * log2_high + (f - (s * f - (2.0 * s * z * tail + k * log2_low)));
}

/** log(1 - x) for x in [0, 1), without cancellation for small x. */
static inline double sf_log_one_minus(double x)
{
    /* The classical correction: with y = 1 - x as rounded, log(1 - x) is
       log(y) * x / (1 - y), the rounding error of y dividing out. */
    const double y = 1.0 - x;
    const double x_of_y = 1.0 - y;
    return x_of_y == 0.0 ? -x : sf_log(y) * (x / x_of_y);
}

/** e^x; x is clamped to [-708, 709]. */
static inline double sf_exp(double x)
{
    x = x < -708.0 ? -708.0 : x;
    x = x > 709.0 ? 709.0 : x;
    const double log2_high = 0x1.62e42feep-1;
    const double log2_low = 0x1.a39ef35793c76p-33;
    const double shifted = x * 0x1.71547652b82fep0 + 0x1.8p52;
    const double k =
        shifted - 0x1.8p52; /* nearest whole number; also in the low bits */
    const double r = (x - k * log2_high) - k * log2_low;
    /* |r| <= log(2)/2: fourteen terms of the series leave less than 2^-54. */
    double sum = 1.0 / 6227020800.0;
    sum = sum * r + 1.0 / 479001600.0;
    sum = sum * r + 1.0 / 39916800.0;
    sum = sum * r + 1.0 / 3628800.0;
    sum = sum * r + 1.0 / 362880.0;
    sum = sum * r + 1.0 / 40320.0;
    sum = sum * r + 1.0 / 5040.0;
    sum = sum * r + 1.0 / 720.0;
    sum = sum * r + 1.0 / 120.0;
    sum = sum * r + 1.0 / 24.0;
    sum = sum * r + 1.0 / 6.0;
    sum = sum * r + 0.5;
    sum = sum * r + 1.0;
    sum = sum * r + 1.0;
    return sf_double_of_bits(sf_bits_of_double(sum) +
                             (sf_bits_of_double(shifted) << 52));
}

static inline double sf_logistic(double x)
{
    return 1.0 / (1.0 + sf_exp(-x));
}

/** log(p / (1 - p)) for p in (0, 1). */
static inline double sf_logit(double p)
{
    return sf_log(p) - sf_log_one_minus(p);
}

/**
 * Quantile of the standard normal distribution, u in (0, 1).
 *
 * Source: M. J. Wichura (1988), Algorithm AS 241 (PPND16), Applied Statistics 37,
 * 477-484: relative accuracy about 1e-16.
 */
double sf_normal_quantile(double u);

#endif
