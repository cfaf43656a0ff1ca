/* Results joined with results: exact whole numbers, so in any order. */
#include "results/results.h"
#include "strikefund/part.h"

bool sf_sums_are_possible(uint64_t n, sf_int128 sum, sf_int128 sum_of_squares)
{
    const sf_int128 magnitude = sum < 0 ? -sum : sum;
    const sf_int128 mean = magnitude / (sf_int128)n;
    sf_int128 least; /* by the inequality of Cauchy */
    return magnitude <= sum_of_squares &&
           !__builtin_mul_overflow(mean, magnitude, &least) && least <= sum_of_squares;
}

bool sf_results_have_shape(const struct sf_results *results,
                           const struct sf_results_shape *shape)
{
    bool is_same =
        results->n_strategies == shape->n_strategies &&
        results->n_months == shape->n_months && results->n_bands == shape->n_bands &&
        results->n_employers == shape->n_employers &&
        results->n_mandates == shape->n_mandates && results->n_pots == shape->n_pots &&
        results->is_brief == shape->is_brief &&
        results->has_shortages == shape->has_shortages &&
        results->has_refunds == shape->has_refunds;
    for (size_t s = 0; is_same && s < shape->n_strategies; s++) {
        is_same = results->levy_months[s] == shape->levy_months[s];
    }
    return is_same;
}

static bool merge_series(struct sf_results *into, const struct sf_results *from)
{
    const size_t n_monthly =
        into->n_strategies * (into->n_months + 1) * into->n_measures;
    bool fits = true;
    for (size_t i = 0; i < n_monthly; i++) {
        fits &= sf_series_merge(&into->monthly[i], &from->monthly[i]);
    }
    for (size_t i = 0; i < into->n_strategies * SF_N_TOTALS; i++) {
        fits &= sf_series_merge(&into->total[i], &from->total[i]);
    }
    return fits;
}

static bool merge_pairs(struct sf_pairs *into, const struct sf_pairs *from)
{
    const size_t n = into->n_strategies * into->n_strategies * SF_N_TOTALS;
    bool fits = true;
    for (size_t i = 0; i < n; i++) {
        struct sf_paired *to = &into->paired[i];
        fits &= sf_sum_add(&to->sum, from->paired[i].sum);
        fits &= sf_sum_add(&to->sum_of_squares, from->paired[i].sum_of_squares);
        to->n_above += from->paired[i].n_above;
        to->n_below += from->paired[i].n_below;
    }
    into->runs += from->runs;
    return fits;
}

static bool merge_sums(struct sf_results *into, const struct sf_results *from)
{
    const size_t n_strategies = into->n_strategies;
    bool fits = true;
    for (size_t i = 0; i < n_strategies * SF_N_RATIOS; i++) {
        fits &= sf_sum_add(&into->product[i], from->product[i]);
    }
    for (size_t i = 0; i < n_strategies * into->n_bands * SF_N_BAND_SUMS; i++) {
        fits &= sf_sum_add(&into->band[i], from->band[i]);
    }
    const size_t n_ends = into->is_brief ? 0 : n_strategies * (into->n_months + 1);
    for (size_t i = 0; i < n_ends * SF_N_KINDS; i++) {
        fits &= sf_sums_add(&into->kind[i], &from->kind[i]);
    }
    for (size_t i = 0; i < n_strategies * into->n_employers * SF_N_EMPLOYER_MEASURES;
         i++) {
        fits &= sf_sums_add(&into->employer[i], &from->employer[i]);
    }
    return fits;
}

static bool merge_twins(struct sf_results *into, const struct sf_results *from)
{
    const size_t n = into->n_strategies * (into->n_months + 1) * SF_TWIN_BATCHES;
    bool fits = true;
    for (size_t i = 0; i < n; i++) {
        into->twins[i].n += from->twins[i].n;
        fits &= sf_sum_add(&into->twins[i].squares[0], from->twins[i].squares[0]);
        fits &= sf_sum_add(&into->twins[i].squares[1], from->twins[i].squares[1]);
    }
    return fits;
}

enum sf_status sf_results_merge(struct sf_results *into, const struct sf_results *from)
{
    const size_t n_first = into->n_strategies * SF_N_EVENTS * (into->n_months + 2);
    const struct sf_results_shape shape = {.n_strategies = from->n_strategies,
                                           .n_months = from->n_months,
                                           .n_bands = from->n_bands,
                                           .n_employers = from->n_employers,
                                           .n_mandates = from->n_mandates,
                                           .n_pots = from->n_pots,
                                           .levy_months = from->levy_months,
                                           .is_brief = from->is_brief,
                                           .has_shortages = from->has_shortages,
                                           .has_refunds = from->has_refunds};
    if (!sf_results_have_shape(into, &shape) ||
        sf_results_runs(into) > UINT32_MAX - sf_results_runs(from)) {
        return SF_ERR_RANGE;
    }
    if (from->first_run < into->first_run) {
        into->first_run = from->first_run;
    }
    for (size_t i = 0; i < n_first; i++) {
        into->first[i] += from->first[i];
    }
    bool fits = merge_series(into, from);
    fits &= merge_pairs(into->pairs, from->pairs);
    fits &= merge_sums(into, from);
    fits &= sf_pots_merge(into, from);
    fits &= sf_mandates_merge(into, from);
    fits &= merge_twins(into, from);
    return fits ? SF_OK : SF_ERR_RANGE;
}
