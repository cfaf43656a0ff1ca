/* What a plan asks of each employer's members, over runs. */
#include <math.h>

#include "results/results.h"

static struct sf_sums *sums_of(const struct sf_results *results, size_t strategy,
                               size_t employer)
{
    const size_t row = strategy * results->n_employers + employer;
    return results->employer + row * SF_N_EMPLOYER_MEASURES;
}

void sf_employers_add(struct sf_results *results, size_t strategy,
                      const struct sf_outcome *outcome)
{
    for (size_t e = 0; e < results->n_employers; e++) {
        const size_t slot = outcome->employer_slot[e];
        for (size_t m = 0; slot != SF_NO_SLOT && m < SF_N_EMPLOYER_MEASURES; m++) {
            struct sf_sums *sums = &sums_of(results, strategy, e)[m];
            const int64_t *row = outcome->employer +
                                 (slot * SF_N_EMPLOYER_MEASURES + m) * outcome->stride;
            sf_row_add(row, outcome->n, sf_row_range(row, outcome->n), &sums->sum,
                       &sums->sum_of_squares);
        }
    }
}

struct sf_mean sf_results_employer(const struct sf_results *results, size_t strategy,
                                   size_t employer, enum sf_employer_measure measure)
{
    const struct sf_sums *sums = &sums_of(results, strategy, employer)[measure];
    const uint64_t n = sf_results_runs(results);
    return sf_mean_of(n, sums, 0.0);
}
