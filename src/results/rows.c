#include "results/rows.h"

struct sf_range sf_row_range(const int64_t *row, size_t n)
{
    struct sf_range range = {row[0], row[0]};
    for (size_t i = 1; i < n; i++) {
        range.min = row[i] < range.min ? row[i] : range.min;
        range.max = row[i] > range.max ? row[i] : range.max;
    }
    return range;
}

int64_t sf_row_sum(const int64_t *row, size_t n)
{
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += row[i];
    }
    return sum;
}

/** Any values, one by one. */
static void add_wide(const int64_t *row, size_t n, sf_int128 *sum,
                     sf_int128 *sum_of_squares)
{
    for (size_t i = 0; i < n; i++) {
        *sum += row[i];
        *sum_of_squares += (sf_int128)row[i] * row[i];
    }
}

/**
 * Values within 2^32 of the lowest, m: v = m + d, and what is summed is d and, by
 * halves of 32 bits so that no sum of them overflows 64, d^2. Then sum v = n m + sum d,
 * sum v^2 = n m^2 + 2 m sum d + sum d^2.
 */
static void add_narrow(const int64_t *row, size_t n, int64_t m, sf_int128 *sum,
                       sf_int128 *sum_of_squares)
{
    uint64_t d_sum = 0;
    uint64_t low = 0;
    uint64_t high = 0;
    for (size_t i = 0; i < n; i++) {
        const uint64_t d = ((uint64_t)row[i] - (uint64_t)m) & 0xffffffffu;
        const uint64_t square = d * d;
        d_sum += d;
        low += square & 0xffffffffu;
        high += square >> 32;
    }
    const sf_int128 d_squares = ((sf_int128)high << 32) + (sf_int128)low;
    const sf_int128 lowest = m;
    *sum += (sf_int128)n * lowest + (sf_int128)d_sum;
    *sum_of_squares +=
        (sf_int128)n * lowest * lowest + 2 * lowest * (sf_int128)d_sum + d_squares;
}

void sf_row_add(const int64_t *row, size_t n, struct sf_range range, sf_int128 *sum,
                sf_int128 *sum_of_squares)
{
    const uint64_t width = (uint64_t)range.max - (uint64_t)range.min;
    if (width >> 32 == 0) {
        add_narrow(row, n, range.min, sum, sum_of_squares);
    } else {
        add_wide(row, n, sum, sum_of_squares);
    }
}
