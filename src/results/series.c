#include "results/series.h"

#include <math.h>
#include <string.h>

#include "strikefund/status.h"

/** v >> shift, rounding down for negative v too. */
static int64_t bin_index(int64_t value, int shift)
{
    return value >> shift; /* arithmetic on every compiler we build with */
}

static bool fits(int64_t min, int64_t max, int shift)
{
    return bin_index(max, shift) - bin_index(min, shift) < SF_BINS;
}

/** Moves every bin to where it belongs for a new width and base. */
static void rebin(struct sf_series *series, int shift, int64_t base)
{
    uint32_t count[SF_BINS] = {0};
    uint64_t earliest[SF_BINS];
    memset(earliest, 0xff, sizeof(earliest));
    for (size_t i = 0; i < SF_BINS; i++) {
        if (series->count[i] == 0) {
            continue;
        }
        const int64_t old = series->base + (int64_t)i;
        const int64_t now = bin_index(old, shift - series->shift) - base;
        SF_BUG_ON(now < 0 || now >= SF_BINS);
        count[now] += series->count[i];
        if (series->earliest != NULL && series->earliest[i] < earliest[now]) {
            earliest[now] = series->earliest[i];
        }
    }
    memcpy(series->count, count, sizeof(count));
    if (series->earliest != NULL) {
        memcpy(series->earliest, earliest, sizeof(earliest));
    }
    series->shift = shift;
    series->base = base;
}

/** Makes room for min..max: the least width that holds them, the window around them. */
static void make_room(struct sf_series *series)
{
    int shift = series->shift;
    while (!fits(series->min, series->max, shift)) {
        shift++;
    }
    const int64_t low = bin_index(series->min, shift);
    const int64_t high = bin_index(series->max, shift);
    const bool is_inside =
        shift == series->shift && low >= series->base && high < series->base + SF_BINS;
    if (!is_inside) {
        rebin(series, shift, low - (SF_BINS - 1 - (high - low)) / 2);
    }
}

void sf_series_lay_out(struct sf_series *series)
{
    series->is_spread = true;
    series->shift = 0;
    series->base = series->min;
    make_room(series);
}

static void count_in(struct sf_series *series, int64_t value, uint64_t times,
                     uint64_t run)
{
    const int64_t at = bin_index(value, series->shift) - series->base;
    series->count[at] += (uint32_t)times;
    if (series->earliest != NULL && run < series->earliest[at]) {
        series->earliest[at] = run;
    }
}

/** Puts n equal values, which until now needed no bins, into theirs. */
static void spread(struct sf_series *series, uint64_t n)
{
    uint64_t first = UINT64_MAX;
    if (series->earliest != NULL) {
        first = series->earliest[0];
        series->earliest[0] = UINT64_MAX;
    }
    series->is_spread = true;
    series->base = series->min;
    count_in(series, series->min, n, first);
}

/** The first values of a series: until a second one is seen they need no bins. */
static void begin(struct sf_series *series, int64_t value, uint64_t run)
{
    series->min = value;
    series->max = value;
    if (series->earliest != NULL) {
        memset(series->earliest, 0xff, SF_BINS * sizeof(*series->earliest));
        series->earliest[0] = run;
    }
}

/** Counts a row that the bins have room for. */
static void count_row(struct sf_series *series, const int64_t *row, size_t n,
                      uint64_t first_run)
{
    if (series->earliest != NULL) {
        for (size_t i = 0; i < n; i++) {
            count_in(series, row[i], 1, first_run + i);
        }
        return;
    }
    for (size_t i = 0; i < n; i++) {
        series->count[bin_index(row[i], series->shift) - series->base]++;
    }
}

/** Adds values that follow one another, none of them endless. */
static void add_finite(struct sf_series *series, const int64_t *row, size_t n,
                       uint64_t n_before, uint64_t first_run)
{
    if (series->count == NULL) {
        series->sum += sf_row_sum(row, n);
        return;
    }
    const struct sf_range range = sf_row_range(row, n);
    sf_row_add(row, n, range, &series->sum, &series->sum_of_squares);
    for (size_t i = 0; i < n && range.min <= 0 && range.max >= 0; i++) {
        series->n_zero += row[i] == 0;
    }
    if (n_before == 0) {
        begin(series, row[0], first_run);
    }
    const bool is_more = range.min != series->min || range.max != series->max;
    if (!series->is_spread && !is_more) {
        if (series->earliest != NULL && first_run < series->earliest[0]) {
            series->earliest[0] = first_run;
        }
        return;
    }
    if (!series->is_spread) {
        spread(series, n_before); /* there is a second distinct value */
    }
    if (range.min < series->min || range.max > series->max) {
        series->min = range.min < series->min ? range.min : series->min;
        series->max = range.max > series->max ? range.max : series->max;
        make_room(series);
    }
    count_row(series, row, n, first_run);
}

void sf_series_add(struct sf_series *series, const int64_t *row, size_t n,
                   uint64_t first_run)
{
    size_t end;
    for (size_t i = 0; i < n; i = end) { /* stretches of finite values */
        end = i;
        while (end < n && row[end] != SF_ENDLESS) {
            end++;
        }
        const uint64_t n_before = series->n - series->n_endless;
        series->n += end - i;
        if (end > i) {
            add_finite(series, row + i, end - i, n_before, first_run + i);
        }
        for (; end < n && row[end] == SF_ENDLESS; end++) {
            series->n++;
            series->n_endless++;
        }
    }
    SF_BUG_ON(series->n > UINT32_MAX);
}

bool sf_sum_add(sf_int128 *sum, sf_int128 more)
{
    const sf_int128 limit = (sf_int128)1 << SF_SUM_BITS;
    *sum += more;
    return *sum > -limit && *sum < limit;
}

bool sf_sums_add(struct sf_sums *sums, const struct sf_sums *more)
{
    const bool has_sum = sf_sum_add(&sums->sum, more->sum);
    return sf_sum_add(&sums->sum_of_squares, more->sum_of_squares) && has_sum;
}

/** Adds the bins of a series whose values all have their place in into's. */
static void merge_bins(struct sf_series *into, const struct sf_series *from)
{
    const bool has_runs = into->earliest != NULL;
    if (!from->is_spread) {
        const uint64_t n = from->n - from->n_endless;
        count_in(into, from->min, n, has_runs ? from->earliest[0] : 0);
        return;
    }
    for (size_t i = 0; i < SF_BINS; i++) {
        if (from->count[i] > 0) {
            /* A wider bin holds the whole of a narrower one: any value of it will do.
             */
            const int64_t lowest =
                (from->base + (int64_t)i) * ((int64_t)1 << from->shift);
            count_in(into, lowest, from->count[i], has_runs ? from->earliest[i] : 0);
        }
    }
}

/** Makes room for the values of another series, and clears what it has never used. */
static void widen(struct sf_series *into, const struct sf_series *from, uint64_t n_into)
{
    const bool is_empty = n_into == 0;
    if (is_empty && into->earliest != NULL) {
        memset(into->earliest, 0xff, SF_BINS * sizeof(*into->earliest));
    }
    const int64_t min = is_empty || from->min < into->min ? from->min : into->min;
    const int64_t max = is_empty || from->max > into->max ? from->max : into->max;
    if (min != max && !into->is_spread) {
        into->min = is_empty ? min : into->min;
        spread(into, n_into);
    }
    into->min = min;
    into->max = max;
    if (into->is_spread) {
        make_room(into);
    }
}

bool sf_series_merge(struct sf_series *into, const struct sf_series *from)
{
    const uint64_t n_into = into->n - into->n_endless;
    into->n += from->n;
    into->n_endless += from->n_endless;
    if (from->n == from->n_endless) {
        return true;
    }
    widen(into, from, n_into);
    into->n_zero += from->n_zero;
    if (into->is_spread) {
        merge_bins(into, from);
    } else if (into->earliest != NULL && from->earliest[0] < into->earliest[0]) {
        into->earliest[0] = from->earliest[0];
    }
    const bool has_sum = sf_sum_add(&into->sum, from->sum);
    return sf_sum_add(&into->sum_of_squares, from->sum_of_squares) && has_sum;
}

/** Bin that holds the rank (from 1) among the finite values. */
static size_t bin_of_rank(const struct sf_series *series, uint64_t rank)
{
    uint64_t below = 0;
    size_t i = 0;
    for (; i + 1 < SF_BINS && below + series->count[i] < rank; i++) {
        below += series->count[i];
    }
    return i;
}

static double bin_value(const struct sf_series *series, size_t bin)
{
    const double width = ldexp(1.0, series->shift);
    const double low = (double)(series->base + (int64_t)bin) * width;
    /* "Nothing was paid" is common and known exactly: it must not read as a few pence.
     */
    const bool is_all_zero =
        low <= 0.0 && low + width > 0.0 && series->count[bin] == series->n_zero;
    const double centre = is_all_zero ? 0.0 : low + (width - 1.0) / 2.0;
    return fmin(fmax(centre, (double)series->min), (double)series->max);
}

static uint64_t rank_of(const struct sf_series *series, double p)
{
    /* The small step back keeps 0.05 * 10,000, a hair above 500, at rank 500. */
    const double n = (double)series->n;
    const double rank = ceil(p * n - 1e-9 * n);
    return rank < 1.0 ? 1 : (uint64_t)rank;
}

double sf_series_quantile(const struct sf_series *series, double p)
{
    const uint64_t rank = rank_of(series, p);
    if (series->count == NULL) {
        return NAN;
    }
    if (rank > series->n - series->n_endless) {
        return INFINITY;
    }
    return series->is_spread ? bin_value(series, bin_of_rank(series, rank))
                             : (double)series->min;
}

uint64_t sf_series_below_zero(const struct sf_series *series)
{
    if (!series->is_spread) {
        const uint64_t n = series->n - series->n_endless;
        return n > 0 && series->min < 0 ? n : 0;
    }
    uint64_t below = 0;
    for (int64_t i = 0; i < SF_BINS && series->base + i < 0; i++) {
        below += series->count[i];
    }
    return below;
}

uint64_t sf_series_run_at(const struct sf_series *series, double p)
{
    SF_BUG_ON(series->earliest == NULL || series->n == 0);
    const size_t bin = series->is_spread ? bin_of_rank(series, rank_of(series, p)) : 0;
    return series->earliest[bin];
}

double sf_series_mean_of_lowest(const struct sf_series *series, uint64_t n_lowest)
{
    if (!series->is_spread) {
        return (double)series->min;
    }
    double sum = 0.0;
    uint64_t left = n_lowest;
    for (size_t i = 0; i < SF_BINS && left > 0; i++) {
        const uint64_t taken = series->count[i] < left ? series->count[i] : left;
        sum += (double)taken * bin_value(series, i);
        left -= taken;
    }
    return sum / (double)(n_lowest - left);
}

double sf_centred_sum(uint64_t n, sf_int128 sum_v, sf_int128 sum_w, sf_int128 products)
{
    /* With whole-number parts of the means taken out first, the cancellation is exact
       and only a remainder below n is left to doubles. */
    const sf_int128 count = (sf_int128)n;
    const sf_int128 v = sum_v / count;
    const sf_int128 w = sum_w / count;
    const sf_int128 about = products - v * sum_w - w * sum_v + count * v * w;
    const double rest_v = (double)(sum_v - v * count);
    const double rest_w = (double)(sum_w - w * count);
    return (double)about - rest_v * rest_w / (double)n;
}

struct sf_mean sf_mean_of(uint64_t n, const struct sf_sums *sums, double unknown)
{
    struct sf_mean mean = {.mean = unknown, .se = unknown};
    if (n > 0) {
        mean.mean = (double)sums->sum / (double)n;
    }
    if (n > 1) {
        const double squares =
            sf_centred_sum(n, sums->sum, sums->sum, sums->sum_of_squares);
        mean.se = sqrt(fmax(squares, 0.0) / (double)(n - 1) / (double)n);
    }
    return mean;
}

struct sf_statistic sf_series_statistic(const struct sf_series *series)
{
    const uint64_t n = series->n - series->n_endless;
    struct sf_statistic statistic = {.runs = series->n,
                                     .has_moments = n > 0 && series->n_endless == 0,
                                     .q05 = sf_series_quantile(series, 0.05),
                                     .q25 = sf_series_quantile(series, 0.25),
                                     .q50 = sf_series_quantile(series, 0.50),
                                     .q75 = sf_series_quantile(series, 0.75),
                                     .q95 = sf_series_quantile(series, 0.95),
                                     .quantile_width = ldexp(1.0, series->shift)};
    if (statistic.has_moments) {
        statistic.mean = (double)series->sum / (double)n;
    }
    if (statistic.has_moments && series->count == NULL) {
        statistic.sd = NAN;
        statistic.se = NAN;
    } else if (statistic.has_moments && n > 1) {
        const double squares =
            sf_centred_sum(n, series->sum, series->sum, series->sum_of_squares);
        statistic.sd = sqrt(fmax(squares, 0.0) / (double)(n - 1));
        statistic.se = statistic.sd / sqrt((double)n);
    }
    return statistic;
}
