/* Days by kind of action: whose strike-days those of a month are. */
#include <math.h>

#include "results/results.h"

static struct sf_sums *sums_of(const struct sf_results *results, size_t strategy,
                               size_t month)
{
    return results->kind + (strategy * (results->n_months + 1) + month) * SF_N_KINDS;
}

void sf_kinds_add(struct sf_results *results, size_t strategy,
                  const struct sf_outcome *outcome)
{
    struct sf_sums *sums = sums_of(results, strategy, 0);
    for (size_t i = 0; i < (results->n_months + 1) * SF_N_KINDS; i++) {
        if (outcome->kind_row[i] != SF_NO_SLOT) {
            const int64_t *row =
                outcome->kind_days + outcome->kind_row[i] * outcome->stride;
            sf_row_add(row, outcome->n, sf_row_range(row, outcome->n), &sums[i].sum,
                       &sums[i].sum_of_squares);
        }
    }
}

bool sf_kinds_add_up(const struct sf_results *results, size_t strategy)
{
    bool adds_up = true;
    for (size_t month = 0; month <= results->n_months; month++) {
        const size_t row =
            (strategy * (results->n_months + 1) + month) * results->n_measures;
        sf_int128 sum = 0;
        for (int kind = 0; kind < SF_KIND_SHORT; kind++) {
            sum += sums_of(results, strategy, month)[kind].sum;
        }
        adds_up &= sum == results->monthly[row + SF_STRIKE_DAYS].sum;
    }
    return adds_up;
}

struct sf_days_of_kind sf_results_kind(const struct sf_results *results,
                                       size_t strategy, size_t month, enum sf_kind kind)
{
    SF_BUG_ON(results->is_brief);
    const uint64_t n = sf_results_runs(results);
    const struct sf_mean mean =
        sf_mean_of(n, &sums_of(results, strategy, month)[kind], 0.0);
    return (struct sf_days_of_kind){
        .runs = n, .mean = mean.mean, .se = mean.se, .sd = mean.se * sqrt((double)n)};
}
