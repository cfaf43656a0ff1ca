/**
 * One measure over runs: exact sums and a histogram for quantiles.
 *
 * The histogram has a fixed number of bins whose width is a power of two, aligned at
 * zero: the smallest for which all values fit. It starts exact (width 1) and doubles
 * only when it must, so the width and the counts depend on the values alone, not on
 * their order: any split of the runs reads out the same, in the same memory.
 */
#ifndef STRIKEFUND_RESULTS_SERIES_H
#define STRIKEFUND_RESULTS_SERIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "results/rows.h"
#include "strikefund/results.h"

#define SF_BINS 4096

/** Sums are kept below 2^SF_SUM_BITS, so that what is reckoned from them has room. */
#define SF_SUM_BITS 119

/** A value that has no upper end: counted apart, above every number. */
#define SF_ENDLESS INT64_MAX

struct sf_series {
    uint64_t n; /* values, the endless ones too */
    uint64_t n_endless;
    uint64_t n_zero;  /* values that are exactly 0 */
    int64_t min, max; /* of the finite ones */
    sf_int128 sum, sum_of_squares;
    int shift;          /* a bin holds 2^shift values */
    int64_t base;       /* bin 0 holds values v with v >> shift == base */
    bool is_spread;     /* false: all values so far are equal, the bins are empty */
    uint32_t *count;    /* [SF_BINS], not owned; NULL: the sum alone */
    uint64_t *earliest; /* [SF_BINS] lowest run in each bin, or NULL; not owned */
};

/** Values of one row at most. */
#define SF_ROW_MAX 1024

/** Adds a row of values: of runs first_run, first_run + 1 and so on. n from 1 to
 *  SF_ROW_MAX. */
void sf_series_add(struct sf_series *series, const int64_t *row, size_t n,
                   uint64_t first_run);

/** Adds all the values of another series; both keep `earliest`, or neither. Whether the
 *  sums still are below their limit. */
bool sf_series_merge(struct sf_series *into, const struct sf_series *from);

/** Lays out the empty bins of a series whose min and max are set and differ, as they
 *  are for these values in any order. */
void sf_series_lay_out(struct sf_series *series);

/** Adds to a sum; whether it still is below its limit. Both were before. */
bool sf_sum_add(sf_int128 *sum, sf_int128 more);

/** Adds sums to sums, as sf_sum_add does. */
bool sf_sums_add(struct sf_sums *sums, const struct sf_sums *more);

/** The mean of n values, and its standard error; what so few cannot tell is `unknown`.
 */
struct sf_mean sf_mean_of(uint64_t n, const struct sf_sums *sums, double unknown);

/** Order statistic of rank ceil(p n), to within half a bin; INFINITY when endless; NAN
 *  without bins. */
double sf_series_quantile(const struct sf_series *series, double p);

/** Values below 0, exactly: 0 lies on the edge of a bin whatever the width. */
uint64_t sf_series_below_zero(const struct sf_series *series);

/** The lowest run in the bin of the p-quantile; the series must keep `earliest`. */
uint64_t sf_series_run_at(const struct sf_series *series, double p);

/** Mean of the n_lowest lowest values, to within half a bin. */
double sf_series_mean_of_lowest(const struct sf_series *series, uint64_t n_lowest);

struct sf_statistic sf_series_statistic(const struct sf_series *series);

/** Sum of (v - mean)(w - mean), from exact sums over n runs. */
double sf_centred_sum(uint64_t n, sf_int128 sum_v, sf_int128 sum_w, sf_int128 products);

#endif
