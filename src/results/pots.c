/* Pots of the fund, month by month. */
#include "results/results.h"

static struct sf_series *first_series(const struct sf_results *results, size_t strategy)
{
    const size_t n_rows = (results->n_months + 1) * results->n_pots * SF_N_POT_MEASURES;
    return results->pot + strategy * n_rows;
}

void sf_pots_add(struct sf_results *results, size_t strategy,
                 const struct sf_outcome *outcome)
{
    const size_t n_rows = (results->n_months + 1) * results->n_pots * SF_N_POT_MEASURES;
    for (size_t r = 0; r < n_rows; r++) {
        sf_series_add(&first_series(results, strategy)[r],
                      outcome->pot + r * outcome->stride, outcome->n,
                      outcome->first_run);
    }
}

size_t sf_results_n_pots(const struct sf_results *results)
{
    return results->is_brief ? 0 : results->n_pots;
}

struct sf_statistic sf_results_pot(const struct sf_results *results, size_t strategy,
                                   size_t month, size_t pot,
                                   enum sf_pot_measure measure)
{
    SF_BUG_ON(results->is_brief || pot >= results->n_pots);
    const size_t row = (month * results->n_pots + pot) * SF_N_POT_MEASURES;
    return sf_series_statistic(&first_series(results, strategy)[row + (size_t)measure]);
}
