/**
 * Money is whole pence, in 64 bits. A flow is one product of a count and a rate,
 * rounded once, halves to even (model rule M3.2).
 */
#ifndef STRIKEFUND_CORE_MONEY_H
#define STRIKEFUND_CORE_MONEY_H

#include <stddef.h>
#include <stdint.h>

#include "core/maths.h"

/** Pounds as typed in a scenario to pence, as a rate: not rounded to whole pence, but
 *  freed of the binary tail of decimal fractions (1.005 pounds is 100.5 pence). */
static inline double sf_pence_rate(double pounds)
{
    const double grain = 1e6; /* a millionth of a penny */
    const double fine = pounds * 100.0 * grain;
    /* Beyond 2^51 grains the amount is in whole pence anyway. */
    return fine > -0x1p51 && fine < 0x1p51 ? sf_round_half_even(fine) / grain
                                           : pounds * 100.0;
}

/** A rate in pence to whole pence, halves to even; |pence| < 2^51. */
static inline int64_t sf_pence_round(double pence)
{
    /* Beside 1.5 * 2^52 the last bit of a double is worth 1: its bits, as a whole
       number, then count in steps of 1 too. Vectors may lack the conversion. */
    const double big = 0x1.8p52;
    return (int64_t)(sf_bits_of_double(pence + big) - sf_bits_of_double(big));
}

/**
 * Splits a total in proportion to weights, losing nothing: every part is the rounded
 * down share, and what remains goes one by one to the largest remainders, ties to the
 * lower index. For claims by month and members by band alike.
 *
 * @param total   whole, any sign is refused: total >= 0
 * @param weight  n of them, each >= 0, sum > 0; at most 64
 * @param[out] part  n whole numbers, each >= 0, that sum to total
 */
void sf_split_largest_remainder(int64_t total, const double *weight, size_t n,
                                int64_t *part);

#endif
