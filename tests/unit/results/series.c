#include "results/series.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 20000 };

/** A series with bins of its own. */
struct binned {
    struct sf_series series;
    uint32_t count[SF_BINS];
    uint64_t earliest[SF_BINS];
};

static void start(struct binned *binned)
{
    memset(binned, 0, sizeof(*binned));
    binned->series.count = binned->count;
    binned->series.earliest = binned->earliest;
}

static void add_one(struct sf_series *series, int64_t value, uint64_t run)
{
    sf_series_add(series, &value, 1, run);
}

static void add_all(struct binned *binned, const int64_t *value, size_t n)
{
    start(binned);
    for (size_t i = 0; i < n; i++) {
        add_one(&binned->series, value[i], i + 1);
    }
}

static int compare(const void *a_void, const void *b_void)
{
    const int64_t *a = a_void;
    const int64_t *b = b_void;
    return *a < *b ? -1 : *a > *b;
}

/** Every p of a grid: within half a bin of the order statistic of rank ceil(p n). */
static void expect_quantiles(const struct sf_series *series, const int64_t *value,
                             size_t n)
{
    static int64_t sorted[MOST];
    memcpy(sorted, value, n * sizeof(*value));
    qsort(sorted, n, sizeof(*sorted), compare);
    const double width = sf_series_statistic(series).quantile_width;
    for (int percent = 1; percent < 100; percent++) {
        const double p = (double)percent / 100.0;
        /* Rank by whole numbers: the smallest k with 100 k >= percent n. */
        const size_t rank = ((size_t)percent * n + 99) / 100;
        const double exact = (double)sorted[rank > 0 ? rank - 1 : 0];
        const double found = sf_series_quantile(series, p);
        cr_assert(fabs(found - exact) <= (width - 1.0) / 2.0,
                  "%d %% of %zu: %.1f, exactly %.1f, width %.0f", percent, n, found,
                  exact, width);
    }
}

/** Least power of two for which all values fit the bins. */
static double least_width(const int64_t *value, size_t n)
{
    int64_t min = value[0];
    int64_t max = value[0];
    for (size_t i = 1; i < n; i++) {
        min = value[i] < min ? value[i] : min;
        max = value[i] > max ? value[i] : max;
    }
    int shift = 0;
    while ((max >> shift) - (min >> shift) >= SF_BINS) {
        shift++;
    }
    return ldexp(1.0, shift);
}

static void fill(int64_t *value, size_t n, double middle, double spread, uint16_t seed)
{
    unsigned short state[3] = {seed, 17, 3};
    for (size_t i = 0; i < n; i++) {
        const double tail =
            -log(1.0 - erand48(state)) * (erand48(state) < 0.3 ? -1 : 1);
        value[i] = (int64_t)(middle + spread * tail);
    }
}

Test(series, quantiles_are_order_statistics_to_half_the_width_said)
{
    static int64_t value[MOST];
    static struct binned binned;
    const double spread[] = {0.4, 30.0, 500.0, 2385.0, 1e6, 4.1e8};
    const double middle[] = {0.0, -173000.0, 3e8};
    const size_t n[] = {2, 19, 20, 101, 10000, MOST};
    for (size_t s = 0; s < 6; s++) {
        for (size_t m = 0; m < 3; m++) {
            for (size_t k = 0; k < 6; k++) {
                fill(value, n[k], middle[m], spread[s], (uint16_t)(s * 7 + m));
                add_all(&binned, value, n[k]);
                expect_quantiles(&binned.series, value, n[k]);
            }
        }
    }
}

Test(series, the_width_is_the_least_that_holds_all_values)
{
    static int64_t value[MOST];
    static struct binned binned;
    const double spread[] = {100.0, 300.0, 700.0, 1e4, 1e5, 1e7, 1e9};
    for (size_t s = 0; s < 7; s++) {
        fill(value, 5000, 1e5, spread[s], (uint16_t)s);
        add_all(&binned, value, 5000);
        cr_expect_eq(sf_series_statistic(&binned.series).quantile_width,
                     least_width(value, 5000));
    }
}

Test(series, up_to_4096_different_values_in_a_row_are_exact)
{
    static struct binned binned;
    start(&binned);
    for (int64_t i = 0; i < SF_BINS; i++) {
        add_one(&binned.series, -2000 + (i * 1597) % SF_BINS, (uint64_t)i + 1);
    }
    cr_expect_eq(sf_series_statistic(&binned.series).quantile_width, 1.0);
    cr_expect_eq(sf_series_quantile(&binned.series, 0.5), -2000.0 + 2047.0);
    add_one(&binned.series, -2000 + SF_BINS, 9999);
    cr_expect_eq(sf_series_statistic(&binned.series).quantile_width, 2.0);
}

static void shuffle(int64_t *value, uint64_t *run, size_t n, uint16_t seed)
{
    unsigned short state[3] = {seed, 5, 8};
    for (size_t i = n - 1; i > 0; i--) {
        const size_t j = (size_t)nrand48(state) % (i + 1);
        const int64_t v = value[i];
        const uint64_t r = run[i];
        value[i] = value[j];
        run[i] = run[j];
        value[j] = v;
        run[j] = r;
    }
}

static void expect_same(const struct binned *a, const struct binned *b)
{
    const struct sf_statistic x = sf_series_statistic(&a->series);
    const struct sf_statistic y = sf_series_statistic(&b->series);
    cr_assert_eq(x.runs, y.runs);
    cr_assert_eq(memcmp(&x.mean, &y.mean, 3 * sizeof(double)), 0);
    cr_assert_eq(memcmp(&x.q05, &y.q05, 6 * sizeof(double)), 0);
    cr_assert_eq(a->series.shift, b->series.shift);
    cr_assert_eq(a->series.min, b->series.min);
    cr_assert_eq(a->series.max, b->series.max);
    for (double p = 0.01; p < 1.0; p += 0.01) {
        cr_assert_eq(sf_series_quantile(&a->series, p),
                     sf_series_quantile(&b->series, p));
        if (a->series.n_endless == 0) {
            cr_assert_eq(sf_series_run_at(&a->series, p),
                         sf_series_run_at(&b->series, p));
        }
    }
    cr_assert_eq(sf_series_mean_of_lowest(&a->series, 250),
                 sf_series_mean_of_lowest(&b->series, 250));
}

Test(series, the_order_of_the_runs_changes_nothing)
{
    enum { N = 5000 };
    static int64_t value[N];
    static uint64_t run[N];
    static struct binned first;
    static struct binned again;
    const double spread[] = {0.5, 200.0, 900.0, 1e5, 1e8};
    for (size_t s = 0; s < 5; s++) {
        fill(value, N, -2e5, spread[s], (uint16_t)(50 + s));
        for (size_t i = 0; i < N; i++) {
            run[i] = i + 1;
        }
        add_all(&first, value, N);
        for (uint16_t round = 0; round < 6; round++) {
            shuffle(value, run, N, round);
            start(&again);
            for (size_t i = 0; i < N; i++) {
                add_one(&again.series, value[i], run[i]);
            }
            expect_same(&first, &again);
        }
    }
}

Test(series, extremes_first_or_last_make_no_difference)
{
    enum { N = 2000 };
    static int64_t up[N];
    static int64_t down[N];
    static struct binned rising;
    static struct binned falling;
    for (size_t i = 0; i < N; i++) {
        up[i] = (int64_t)(i * i) - 1500000;
        down[N - 1 - i] = up[i];
    }
    add_all(&rising, up, N);
    add_all(&falling, down, N);
    for (double p = 0.01; p < 1.0; p += 0.01) {
        cr_assert_eq(sf_series_quantile(&rising.series, p),
                     sf_series_quantile(&falling.series, p));
    }
}

Test(series, moments_are_exact_far_from_nought)
{
    /* Mean 4.1e11 pence, sd of a few pence: a sum of squares in doubles is lost. */
    static struct binned binned;
    start(&binned);
    const int64_t off[] = {-3, 0, 1, 2, 5};
    for (size_t i = 0; i < 5; i++) {
        add_one(&binned.series, 410000000000ll + off[i], i + 1);
    }
    const struct sf_statistic found = sf_series_statistic(&binned.series);
    cr_expect_eq(found.mean, 410000000001.0);
    cr_expect_float_eq(found.sd, sqrt((16.0 + 1 + 0 + 1 + 16) / 4.0), 1e-14);
    cr_expect_float_eq(found.se, found.sd / sqrt(5.0), 1e-14);
    cr_expect(found.has_moments);
}

Test(series, a_constant_has_no_spread_and_exact_quantiles)
{
    static struct binned binned;
    start(&binned);
    for (uint64_t run = 40; run > 0; run--) {
        add_one(&binned.series, -173, run);
    }
    const struct sf_statistic found = sf_series_statistic(&binned.series);
    cr_expect_eq(found.mean, -173.0);
    cr_expect_eq(found.sd, 0.0);
    cr_expect_eq(found.q05, -173.0);
    cr_expect_eq(found.q95, -173.0);
    cr_expect_eq(found.quantile_width, 1.0);
    cr_expect_eq(sf_series_mean_of_lowest(&binned.series, 2), -173.0);
    cr_expect_eq(sf_series_run_at(&binned.series, 0.5), 1);
}

Test(series, nothing_stays_nothing_however_wide_the_bins)
{
    static struct binned binned;
    start(&binned);
    for (uint64_t run = 1; run <= 100; run++) {
        add_one(&binned.series, run <= 60 ? 0 : (int64_t)run * 1000000, run);
    }
    cr_expect_gt(sf_series_statistic(&binned.series).quantile_width, 1.0);
    cr_expect_eq(sf_series_quantile(&binned.series, 0.05), 0.0);
    cr_expect_eq(sf_series_quantile(&binned.series, 0.6), 0.0);
    cr_expect_gt(sf_series_quantile(&binned.series, 0.61), 60e6);
    cr_expect_eq(sf_series_mean_of_lowest(&binned.series, 60), 0.0);
}

Test(series, one_value_has_no_standard_deviation)
{
    static struct binned binned;
    start(&binned);
    add_one(&binned.series, 17, 4711);
    const struct sf_statistic found = sf_series_statistic(&binned.series);
    cr_expect_eq(found.runs, 1);
    cr_expect_eq(found.mean, 17.0);
    cr_expect_eq(found.sd, 0.0);
    cr_expect_eq(found.se, 0.0);
    cr_expect_eq(found.q50, 17.0);
    cr_expect_eq(sf_series_run_at(&binned.series, 0.95), 4711);
}

Test(series, endless_values_stand_above_every_number)
{
    static struct binned binned;
    start(&binned);
    for (uint64_t run = 1; run <= 60; run++) {
        add_one(&binned.series, run <= 50 ? (int64_t)run : SF_ENDLESS, run);
    }
    const struct sf_statistic found = sf_series_statistic(&binned.series);
    cr_expect_eq(found.runs, 60);
    cr_expect_not(found.has_moments);
    cr_expect_eq(found.q05, 3.0);
    cr_expect_eq(found.q75, 45.0);
    cr_expect_eq(found.q95, (double)INFINITY);
    cr_expect_eq(sf_series_quantile(&binned.series, 50.0 / 60.0), 50.0);
    cr_expect_eq(sf_series_quantile(&binned.series, 0.84), (double)INFINITY);
}

Test(series, all_endless_has_no_finite_quantile)
{
    static struct binned binned;
    start(&binned);
    add_one(&binned.series, SF_ENDLESS, 1);
    add_one(&binned.series, SF_ENDLESS, 2);
    const struct sf_statistic found = sf_series_statistic(&binned.series);
    cr_expect_eq(found.q05, (double)INFINITY);
    cr_expect_not(found.has_moments);
    add_one(&binned.series, 12, 3);
    cr_expect_eq(sf_series_quantile(&binned.series, 0.33), 12.0);
}

Test(series, rank_500_of_10000_is_the_twentieth)
{
    static struct binned binned;
    start(&binned);
    for (uint64_t run = 1; run <= 4000; run++) {
        add_one(&binned.series, (int64_t)run, run);
    }
    cr_expect_eq(sf_series_quantile(&binned.series, 0.05), 200.0);
    cr_expect_eq(sf_series_quantile(&binned.series, 0.95), 3800.0);
    cr_expect_eq(sf_series_quantile(&binned.series, 0.07), 280.0);
    cr_expect_eq(sf_series_mean_of_lowest(&binned.series, 200), 100.5);
}

Test(series, the_run_at_a_quantile_is_the_lowest_of_its_bin)
{
    static struct binned binned;
    start(&binned);
    const int64_t value[] = {5, 9, 5, 7, 9, 7, 5};
    const uint64_t run[] = {31, 12, 8, 77, 40, 5, 90};
    for (size_t i = 0; i < 7; i++) {
        add_one(&binned.series, value[i], run[i]);
    }
    cr_expect_eq(sf_series_run_at(&binned.series, 0.1), 8);
    cr_expect_eq(sf_series_run_at(&binned.series, 0.5), 5);
    cr_expect_eq(sf_series_run_at(&binned.series, 0.9), 12);
}

Test(centred_sum, is_that_of_the_deviations)
{
    unsigned short state[3] = {6, 6, 6};
    sf_int128 sum_v = 0;
    sf_int128 sum_w = 0;
    sf_int128 products = 0;
    static int64_t v[1000];
    static int64_t w[1000];
    for (size_t i = 0; i < 1000; i++) {
        v[i] = 300000000 + nrand48(state) % 1000;
        w[i] = -70000000 + v[i] % 77 + nrand48(state) % 50;
        sum_v += v[i];
        sum_w += w[i];
        products += (sf_int128)v[i] * w[i];
    }
    long double exact = 0.0L;
    for (size_t i = 0; i < 1000; i++) {
        exact += ((long double)v[i] - (long double)sum_v / 1000.0L) *
                 ((long double)w[i] - (long double)sum_w / 1000.0L);
    }
    const double found = sf_centred_sum(1000, sum_v, sum_w, products);
    cr_expect_float_eq(found, (double)exact, 1e-9 * fabs((double)exact));
}

Test(series, values_below_zero_are_counted_exactly_in_bins_of_any_width)
{
    struct sf_series series = {0};
    uint32_t count[SF_BINS] = {0};
    series.count = count;
    cr_expect_eq(sf_series_below_zero(&series), 0);
    add_one(&series, -3, 1);
    cr_expect_eq(sf_series_below_zero(&series), 1);
    uint64_t below = 1;
    unsigned short state[3] = {5, 8, 13};
    for (uint64_t run = 2; run <= 4711; run++) {
        const int64_t value = (int64_t)(nrand48(state) % 9001) * (int64_t)run - 4000000;
        below += value < 0;
        add_one(&series, value, run);
    }
    add_one(&series, -1, 4712);
    add_one(&series, 0, 4713);
    cr_expect_gt(series.shift, 0);
    cr_expect_eq(sf_series_below_zero(&series), below + 1);
}

Test(series, rows_are_their_values_one_by_one)
{
    static const size_t LENGTH[] = {1, 64, 3, 128, 17, 1024, 2};
    static struct binned in_rows;
    static struct binned one_by_one;
    int64_t row[SF_ROW_MAX];
    uint64_t run = 8;
    start(&in_rows);
    start(&one_by_one);
    in_rows.series.earliest = NULL;
    one_by_one.series.earliest = NULL;
    for (size_t k = 0; k < sizeof(LENGTH) / sizeof(LENGTH[0]); k++) {
        for (size_t i = 0; i < LENGTH[k]; i++) {
            /* Rows of one value, narrow rows, and one beyond 2^32 from end to end. */
            const int64_t wide = (int64_t)(i * 2654435761u % 1000003u) - 77;
            row[i] = k == 0 ? -41 : wide * (k == 5 ? 50021 : 31);
            row[i] = k == 3 && i % 5 == 2 ? SF_ENDLESS : row[i];
            row[i] = k == 6 ? 0 : row[i];
            add_one(&one_by_one.series, row[i], run + i);
        }
        sf_series_add(&in_rows.series, row, LENGTH[k], run);
        run += LENGTH[k];
    }
    const struct sf_series *a = &in_rows.series;
    const struct sf_series *b = &one_by_one.series;
    cr_expect_eq(a->n, b->n);
    cr_expect_eq(a->n_endless, 26);
    cr_expect_eq(a->n_zero, b->n_zero);
    cr_expect_geq(a->n_zero, 2);
    cr_expect(a->sum == b->sum && a->sum_of_squares == b->sum_of_squares);
    cr_expect(a->min == b->min && a->max == b->max && a->shift == b->shift);
    for (int p = 1; p < 100; p++) {
        cr_expect_eq(sf_series_quantile(a, p / 100.0),
                     sf_series_quantile(b, p / 100.0));
    }
}

Test(rows, add_up_exactly_however_far_apart)
{
    static const int64_t FAR[3][5] = {{-9, 4, 4294967286, 0, 17},
                                      {-9, 4, 4294967287, 0, 17},
                                      {INT64_MIN / 3, INT64_MAX / 5, -1, 0, 7}};
    for (size_t k = 0; k < 3; k++) {
        struct sf_sums sums = {.sum = 100, .sum_of_squares = 1000};
        struct sf_sums plain = sums;
        for (size_t i = 0; i < 5; i++) {
            plain.sum += FAR[k][i];
            plain.sum_of_squares += (sf_int128)FAR[k][i] * FAR[k][i];
        }
        sf_row_add(FAR[k], 5, sf_row_range(FAR[k], 5), &sums.sum, &sums.sum_of_squares);
        cr_expect(sums.sum == plain.sum && sums.sum_of_squares == plain.sum_of_squares,
                  "row %zu", k);
    }
}
