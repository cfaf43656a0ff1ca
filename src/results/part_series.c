/* A series as bytes: its moments, and those bins of its histogram that hold something.
 */
#include "results/part.h"

#include <string.h>

/* How many empty bins come before one, and how many values it holds less one: half a
   byte each, where the highest value says that the rest follows. */
enum { HALF = 4, FULL = 15 };

static void add_bin(struct sf_text *text, uint64_t n_empty, uint64_t n_values)
{
    const uint64_t gap = n_empty < FULL ? n_empty : FULL;
    const uint64_t more = n_values - 1 < FULL ? n_values - 1 : FULL;
    const char byte = (char)(unsigned char)(gap << HALF | more);
    sf_text_add_bytes(text, &byte, 1);
    if (gap == FULL) {
        sf_bytes_add(text, n_empty - FULL);
    }
    if (more == FULL) {
        sf_bytes_add(text, n_values - 1 - FULL);
    }
}

static void add_bins(const struct sf_series *series, uint64_t first_run,
                     struct sf_text *text)
{
    const int64_t lowest = series->min >> series->shift;
    size_t next = (size_t)(lowest - series->base);
    for (size_t i = next; i < SF_BINS; i++) {
        if (series->count[i] == 0) {
            continue;
        }
        add_bin(text, i - next, series->count[i]);
        next = i + 1;
        if (series->earliest != NULL) {
            sf_bytes_add(text, series->earliest[i] - first_run);
        }
    }
}

void sf_part_add_series(const struct sf_series *series, uint64_t first_run,
                        struct sf_text *text)
{
    sf_bytes_add(text, series->n_endless);
    if (series->n == series->n_endless) {
        return;
    }
    sf_bytes_add_signed(text, series->min);
    sf_bytes_add(text, (uint64_t)series->max - (uint64_t)series->min);
    if (!series->is_spread) {
        if (series->earliest != NULL) {
            sf_bytes_add(text, series->earliest[0] - first_run);
        }
        return;
    }
    sf_bytes_add(text, series->n_zero);
    sf_bytes_add_signed(text, series->sum);
    sf_bytes_add_signed(text, series->sum_of_squares);
    add_bins(series, first_run, text);
}

static uint64_t take_run(struct sf_bytes *bytes, const struct sf_part *part)
{
    return part->first_run + sf_bytes_take(bytes, 0, part->n_runs - 1);
}

/** A number of half a byte and, where it is full, of what follows. */
static uint64_t take_half(struct sf_bytes *bytes, unsigned half, uint64_t high)
{
    return half < FULL ? half : FULL + sf_bytes_take(bytes, 0, high);
}

/** The bin that the value 0 would be in; SF_BINS: none of those in use. */
static size_t bin_of_zero(const struct sf_series *series)
{
    const bool is_inside = series->min <= 0 && series->max >= 0;
    return is_inside ? (size_t)-series->base : SF_BINS;
}

static void take_bins(struct sf_bytes *bytes, const struct sf_part *part,
                      struct sf_series *series)
{
    const uint64_t n = series->n - series->n_endless;
    const size_t lowest = (size_t)((series->min >> series->shift) - series->base);
    const size_t highest = (size_t)((series->max >> series->shift) - series->base);
    const size_t zero = bin_of_zero(series);
    size_t next = lowest;
    uint64_t n_taken = 0;
    while (n_taken < n && !bytes->is_wrong) {
        const unsigned byte = sf_bytes_take_one(bytes);
        const uint64_t gap = take_half(bytes, byte >> HALF, SF_BINS);
        const uint64_t count = 1 + take_half(bytes, byte & FULL, UINT32_MAX);
        if (!sf_bytes_expect(bytes, gap <= highest - next && count <= n - n_taken)) {
            return;
        }
        const size_t at = next + (size_t)gap;
        /* The lowest and the highest value are in the first and the last bin. */
        sf_bytes_expect(bytes, (n_taken > 0 || at == lowest) &&
                                   (n_taken + count == n) == (at == highest) &&
                                   (at != zero || series->n_zero <= count));
        series->count[at] = (uint32_t)count;
        if (series->earliest != NULL) {
            series->earliest[at] = take_run(bytes, part);
        }
        n_taken += count;
        next = at + 1;
    }
    sf_bytes_expect(bytes,
                    series->n_zero == 0 || (zero < SF_BINS && series->count[zero] > 0));
}

/** Whether so many values from min to max may have these sums. */
static bool is_possible(const struct sf_series *series)
{
    const sf_int128 n = (sf_int128)(series->n - series->n_endless);
    return series->sum > n * series->min && series->sum < n * series->max &&
           sf_sums_are_possible((uint64_t)n, series->sum, series->sum_of_squares);
}

/** All values are the same: the rest follows from it. */
static void take_equal(struct sf_bytes *bytes, const struct sf_part *part,
                       struct sf_series *series)
{
    const sf_int128 n = (sf_int128)(series->n - series->n_endless);
    const sf_int128 value = series->min;
    series->n_zero = series->min == 0 ? (uint64_t)n : 0;
    if (!sf_bytes_expect(bytes, value * value < ((sf_int128)1 << SF_SUM_BITS) / n)) {
        return;
    }
    series->sum = n * value;
    series->sum_of_squares = n * value * value;
    if (series->earliest != NULL) {
        series->earliest[0] = take_run(bytes, part);
    }
}

void sf_part_take_series(struct sf_bytes *bytes, const struct sf_part *part,
                         int64_t limit, struct sf_series *series)
{
    series->n = part->n_runs;
    series->n_endless = sf_bytes_take(bytes, 0, part->n_runs);
    if (bytes->is_wrong || series->n == series->n_endless) {
        return;
    }
    const sf_int128 min = sf_bytes_take_signed(bytes);
    const sf_int128 max = min + (sf_int128)sf_bytes_take(bytes, 0, UINT64_MAX);
    if (!sf_bytes_expect(bytes, min > -limit && max < limit)) {
        return;
    }
    series->min = (int64_t)min;
    series->max = (int64_t)max;
    if (series->earliest != NULL) {
        memset(series->earliest, 0xff, SF_BINS * sizeof(*series->earliest));
    }
    if (min == max) {
        take_equal(bytes, part, series);
        return;
    }
    series->n_zero = sf_bytes_take(bytes, 0, series->n - series->n_endless);
    series->sum = sf_bytes_take_signed(bytes);
    series->sum_of_squares = sf_bytes_take_signed(bytes);
    if (sf_bytes_expect(bytes, is_possible(series))) {
        sf_series_lay_out(series);
        take_bins(bytes, part, series);
    }
}
