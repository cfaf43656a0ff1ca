/**
 * Exact sums over a row of whole numbers: the values of one measure in a block of runs.
 */
#ifndef STRIKEFUND_RESULTS_ROWS_H
#define STRIKEFUND_RESULTS_ROWS_H

#include <stddef.h>
#include <stdint.h>

__extension__ typedef __int128 sf_int128;

/** A sum and a sum of squares of whole numbers. */
struct sf_sums {
    sf_int128 sum, sum_of_squares;
};

struct sf_range {
    int64_t min, max;
};

/** n from 1. */
struct sf_range sf_row_range(const int64_t *row, size_t n);

/** Sum of a row of pence: what a month can hold leaves room for any row. */
int64_t sf_row_sum(const int64_t *row, size_t n);

/** Adds a row that lies within a range to its sum and sum of squares; n at most 2^31.
 */
void sf_row_add(const int64_t *row, size_t n, struct sf_range range, sf_int128 *sum,
                sf_int128 *sum_of_squares);

#endif
