#include "results/results.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/** Numerator and denominator of each ratio of totals (M10.3). */
static const struct {
    enum sf_total above, below;
} RATIO[SF_N_RATIOS] = {
    [SF_FUND_COST_PER_STRIKE_DAY] = {SF_T_FUND_COST, SF_T_STRIKE_DAYS},
    [SF_MEMBERS_COST_PER_STRIKE_DAY] = {SF_T_MEMBERS_COST, SF_T_STRIKE_DAYS},
    [SF_FUND_COST_PER_POUND_NOT_DONE] = {SF_T_FUND_COST, SF_T_WORK_NOT_DONE},
    [SF_TOTAL_COST_PER_POUND_NOT_DONE] = {SF_T_TOTAL_COST, SF_T_WORK_NOT_DONE}};

/** How many of each kind of figure results hold. */
struct sizes {
    size_t strategies, ends, monthly, totals, binned, bands, kinds, pots, employers,
        mandates;
};

/** Gives every series its bins; brief results have none for months. */
static void hand_out_bins(struct sf_results *results, const struct sizes *n)
{
    uint32_t *bins = results->bins;
    for (size_t i = 0; i < n->monthly && !results->is_brief; i++) {
        results->monthly[i].count = bins;
        bins += SF_BINS;
    }
    for (size_t i = 0; i < n->totals; i++) {
        results->total[i].count = bins;
        bins += SF_BINS;
    }
    for (size_t i = 0; i < n->pots; i++) {
        results->pot[i].count = bins;
        bins += SF_BINS;
    }
    for (size_t s = 0; s < results->n_strategies; s++) {
        results->total[s * SF_N_TOTALS + SF_T_CLOSING_BALANCE].earliest =
            results->earliest + s * SF_BINS;
    }
}

static size_t measures_of(bool has_refunds)
{
    return has_refunds ? SF_N_MEASURES : SF_N_PLAIN_MEASURES;
}

static struct sizes sizes_of(const struct sf_results_shape *shape)
{
    const size_t n = shape->n_strategies;
    const size_t n_ends = n * (shape->n_months + 1);
    const size_t n_monthly = n_ends * measures_of(shape->has_refunds);
    const size_t n_pots =
        shape->is_brief ? 0 : n_ends * shape->n_pots * SF_N_POT_MEASURES;
    return (struct sizes){.strategies = n,
                          .ends = n_ends,
                          .monthly = n_monthly,
                          .binned = (shape->is_brief ? 0 : n_monthly) +
                                    n * SF_N_TOTALS + n_pots,
                          .pots = n_pots,
                          .totals = n * SF_N_TOTALS,
                          .bands = n * shape->n_bands * SF_N_BAND_SUMS,
                          .kinds = shape->is_brief ? 0 : n_ends * SF_N_KINDS,
                          .employers = n * shape->n_employers * SF_N_EMPLOYER_MEASURES,
                          .mandates = n * shape->n_mandates};
}

size_t sf_results_bytes(const struct sf_results_shape *shape)
{
    static const struct sf_results *const R; /* for the sizes of its arrays */
    const struct sizes n = sizes_of(shape);
    return sizeof(*R) + n.strategies * sizeof(*R->levy_months) +
           n.monthly * sizeof(*R->monthly) + n.totals * sizeof(*R->total) +
           sf_pairs_bytes(n.strategies) +
           n.strategies * SF_N_RATIOS * sizeof(*R->product) +
           (n.ends + n.strategies) * SF_N_EVENTS * sizeof(*R->first) +
           (n.bands + 1) * sizeof(*R->band) + (n.kinds + 1) * sizeof(*R->kind) +
           (n.pots + 1) * sizeof(*R->pot) + (n.employers + 1) * sizeof(*R->employer) +
           (n.mandates + 1) * sizeof(*R->mandate) +
           n.ends * SF_TWIN_BATCHES * sizeof(*R->twins) +
           n.binned * SF_BINS * sizeof(*R->bins) +
           n.strategies * SF_BINS * sizeof(*R->earliest);
}

enum sf_status sf_results_init(const struct sf_results_shape *shape,
                               struct sf_results **results)
{
    const struct sizes n = sizes_of(shape);
    struct sf_results *made = calloc(1, sizeof(*made));
    if (made == NULL) {
        return SF_ERR_MEMORY;
    }
    *made = (struct sf_results){
        .n_strategies = n.strategies,
        .n_months = shape->n_months,
        .n_bands = shape->n_bands,
        .n_employers = shape->n_employers,
        .n_mandates = shape->n_mandates,
        .n_pots = shape->n_pots,
        .first_run = shape->first_run,
        .levy_months = calloc(n.strategies, sizeof(*made->levy_months)),
        .is_brief = shape->is_brief,
        .has_shortages = shape->has_shortages,
        .has_refunds = shape->has_refunds,
        .n_measures = measures_of(shape->has_refunds),
        .monthly = calloc(n.monthly, sizeof(*made->monthly)),
        .total = calloc(n.totals, sizeof(*made->total)),
        .product = calloc(n.strategies * SF_N_RATIOS, sizeof(*made->product)),
        .first = calloc((n.ends + n.strategies) * SF_N_EVENTS, sizeof(*made->first)),
        .band = calloc(n.bands + 1, sizeof(*made->band)),
        .kind = calloc(n.kinds + 1, sizeof(*made->kind)),
        .pot = calloc(n.pots + 1, sizeof(*made->pot)),
        .employer = calloc(n.employers + 1, sizeof(*made->employer)),
        .mandate = calloc(n.mandates + 1, sizeof(*made->mandate)),
        .twins = calloc(n.ends * SF_TWIN_BATCHES, sizeof(*made->twins)),
        /* Touched only by series that vary: the rest costs address space alone. */
        .bins = calloc(n.binned * SF_BINS, sizeof(*made->bins)),
        .earliest = calloc(n.strategies * SF_BINS, sizeof(*made->earliest))};
    if (sf_pairs_init(n.strategies, &made->pairs) != SF_OK ||
        made->levy_months == NULL || (n.monthly > 0 && made->monthly == NULL) ||
        made->total == NULL || made->product == NULL || made->first == NULL ||
        made->band == NULL || made->kind == NULL || made->pot == NULL ||
        made->employer == NULL || made->mandate == NULL || made->twins == NULL ||
        made->bins == NULL || made->earliest == NULL) {
        sf_results_free(made);
        return SF_ERR_MEMORY;
    }
    memcpy(made->levy_months, shape->levy_months,
           n.strategies * sizeof(*made->levy_months));
    hand_out_bins(made, &n);
    *results = made;
    return SF_OK;
}

void sf_results_free(struct sf_results *results)
{
    if (results == NULL) {
        return;
    }
    free(results->levy_months);
    free(results->monthly);
    free(results->total);
    sf_pairs_free(results->pairs);
    free(results->product);
    free(results->first);
    free(results->band);
    free(results->kind);
    free(results->pot);
    free(results->employer);
    free(results->mandate);
    free(results->twins);
    free(results->bins);
    free(results->earliest);
    free(results);
}

static void add_row(struct sf_series *series, const struct sf_outcome *outcome,
                    const int64_t *row)
{
    sf_series_add(series, row, outcome->n, outcome->first_run);
}

static void add_products(struct sf_results *results, size_t strategy,
                         const struct sf_outcome *outcome)
{
    for (size_t k = 0; k < SF_N_RATIOS; k++) {
        const int64_t *above = outcome->total + RATIO[k].above * outcome->stride;
        const int64_t *below = outcome->total + RATIO[k].below * outcome->stride;
        sf_int128 sum = 0;
        for (size_t i = 0; i < outcome->n; i++) {
            sum += (sf_int128)above[i] * below[i];
        }
        results->product[strategy * SF_N_RATIOS + k] += sum;
    }
}

static void add_strategy(struct sf_results *results, size_t strategy,
                         const struct sf_outcome *outcome)
{
    const size_t n_measures = results->n_measures;
    const size_t n_rows = (results->n_months + 1) * n_measures;
    SF_BUG_ON(outcome->n_measures < n_measures);
    for (size_t r = 0; r < n_rows; r++) {
        const size_t row = r / n_measures * outcome->n_measures + r % n_measures;
        add_row(&results->monthly[strategy * n_rows + r], outcome,
                outcome->ledger + row * outcome->stride);
    }
    for (size_t t = 0; t < SF_N_TOTALS; t++) {
        add_row(&results->total[strategy * SF_N_TOTALS + t], outcome,
                outcome->total + t * outcome->stride);
    }
    for (size_t e = 0; e < SF_N_EVENTS; e++) {
        uint64_t *first =
            results->first + (strategy * SF_N_EVENTS + e) * (results->n_months + 2);
        for (size_t i = 0; i < outcome->n; i++) {
            first[outcome->first_month[e * outcome->stride + i]]++;
        }
    }
    const size_t n_sums = results->n_bands * SF_N_BAND_SUMS;
    for (size_t i = 0; i < n_sums; i++) {
        results->band[strategy * n_sums + i] += outcome->band[i];
    }
    add_products(results, strategy, outcome);
    if (!results->is_brief) {
        sf_kinds_add(results, strategy, outcome);
        sf_pots_add(results, strategy, outcome);
        sf_employers_add(results, strategy, outcome);
        sf_mandates_add(results, strategy, outcome);
    }
    sf_spread_add(results, strategy, outcome);
}

void sf_results_add(struct sf_results *results, const struct sf_outcome *const *outcome)
{
    for (size_t s = 0; s < results->n_strategies; s++) {
        add_strategy(results, s, outcome[s]);
    }
    sf_pairs_add(results->pairs, outcome);
}

size_t sf_results_n_totals(const struct sf_results *results)
{
    return results->has_refunds     ? SF_N_TOTALS
           : results->has_shortages ? SF_N_SHORTAGE_TOTALS
                                    : SF_N_PLAIN_TOTALS;
}

size_t sf_results_n_measures(const struct sf_results *results)
{
    return results->n_measures;
}

size_t sf_results_n_events(const struct sf_results *results)
{
    return results->n_pots > 0      ? SF_N_EVENTS
           : results->has_shortages ? SF_N_SHORTAGE_EVENTS
                                    : SF_N_PLAIN_EVENTS;
}

uint64_t sf_results_first_run(const struct sf_results *results)
{
    return results->first_run;
}

size_t sf_results_n_strategies(const struct sf_results *results)
{
    return results->n_strategies;
}

size_t sf_results_n_months(const struct sf_results *results)
{
    return results->n_months;
}

uint64_t sf_results_runs(const struct sf_results *results)
{
    return results->total[0].n;
}

static const struct sf_series *total_series(const struct sf_results *results,
                                            size_t strategy, enum sf_total total)
{
    return &results->total[strategy * SF_N_TOTALS + (size_t)total];
}

struct sf_statistic sf_results_monthly(const struct sf_results *results,
                                       size_t strategy, size_t month,
                                       enum sf_measure measure)
{
    if ((size_t)measure >= results->n_measures) { /* 0 in every run */
        return (struct sf_statistic){.runs = sf_results_runs(results),
                                     .has_moments = true};
    }
    const size_t row =
        (strategy * (results->n_months + 1) + month) * results->n_measures;
    struct sf_statistic statistic =
        sf_series_statistic(&results->monthly[row + (size_t)measure]);
    if (measure == SF_COVER_MONTHS) {
        statistic.has_moments = false;
    }
    return statistic;
}

struct sf_statistic sf_results_total(const struct sf_results *results, size_t strategy,
                                     enum sf_total total)
{
    return sf_series_statistic(total_series(results, strategy, total));
}

double sf_results_total_quantile(const struct sf_results *results, size_t strategy,
                                 enum sf_total total, double p)
{
    return sf_series_quantile(total_series(results, strategy, total), p);
}

struct sf_chance sf_results_total_below_zero(const struct sf_results *results,
                                             size_t strategy, enum sf_total total)
{
    const struct sf_series *series = total_series(results, strategy, total);
    return sf_chance_of(sf_series_below_zero(series), sf_results_runs(results));
}

double sf_results_mean_of_worst(const struct sf_results *results, size_t strategy)
{
    const uint64_t n = sf_results_runs(results);
    return sf_series_mean_of_lowest(
        total_series(results, strategy, SF_T_LOWEST_BALANCE), (n + 19) / 20);
}

uint64_t sf_results_run_at(const struct sf_results *results, size_t strategy, double p)
{
    return sf_series_run_at(total_series(results, strategy, SF_T_CLOSING_BALANCE), p);
}

sf_int128 sf_results_ratio_bound(const struct sf_results *results, size_t strategy,
                                 enum sf_ratio_kind kind)
{
    return (total_series(results, strategy, RATIO[kind].above)->sum_of_squares +
            total_series(results, strategy, RATIO[kind].below)->sum_of_squares) /
           2;
}

/** Pence per penny, pence per day: a ratio of totals, shown in pounds. */
struct sf_ratio sf_results_ratio(const struct sf_results *results, size_t strategy,
                                 enum sf_ratio_kind kind)
{
    const struct sf_series *above = total_series(results, strategy, RATIO[kind].above);
    const struct sf_series *below = total_series(results, strategy, RATIO[kind].below);
    const sf_int128 product = results->product[strategy * SF_N_RATIOS + (size_t)kind];
    const uint64_t n = sf_results_runs(results);
    struct sf_ratio ratio = {.is_defined = n > 0 && below->sum != 0};
    if (!ratio.is_defined) {
        return ratio;
    }
    const double r = (double)above->sum / (double)below->sum;
    const double yy = sf_centred_sum(n, above->sum, above->sum, above->sum_of_squares);
    const double xx = sf_centred_sum(n, below->sum, below->sum, below->sum_of_squares);
    const double xy = sf_centred_sum(n, above->sum, below->sum, product);
    const double scale = sf_unit_divisor(sf_total_unit(RATIO[kind].below)) /
                         sf_unit_divisor(sf_total_unit(RATIO[kind].above));
    ratio.value = r * scale;
    if (n > 1) {
        /* Delta method: the variance of sum(y - r x) / sum(x). */
        const double squares = fmax(yy - 2.0 * r * xy + r * r * xx, 0.0);
        const double mean_below = (double)below->sum / (double)n;
        ratio.se =
            sqrt(squares / (double)(n - 1) / (double)n) / fabs(mean_below) * scale;
    }
    return ratio;
}
