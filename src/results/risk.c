/* Chances of events, with their intervals (M10.2). */
#include <math.h>

#include "results/results.h"

/** Wilson's score interval: plans worth making have few or no bad runs, and at zero
 *  the usual normal interval collapses to zero width.
 *  Source: E. B. Wilson (1927), J. Am. Stat. Assoc. 22, 209-212. */
struct sf_chance sf_chance_of(uint64_t count, uint64_t runs)
{
    SF_BUG_ON(runs == 0 || count > runs);
    const double z = 1.959963984540054;
    const double n = (double)runs;
    const double p = (double)count / n;
    const double centre = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
    const double half =
        z * sqrt(p * (1.0 - p) / n + z * z / (4.0 * n * n)) / (1.0 + z * z / n);
    return (struct sf_chance){
        .runs = runs,
        .count = count,
        .probability = p,
        /* The ends are exact at 0 and 1; rounding must not say otherwise. */
        .lower = count == 0 ? 0.0 : fmax(centre - half, 0.0),
        .upper = count == runs ? 1.0 : fmin(centre + half, 1.0)};
}

uint64_t sf_results_first(const struct sf_results *results, size_t strategy,
                          size_t month, enum sf_event event)
{
    SF_BUG_ON(month > results->n_months + 1);
    return results
        ->first[(strategy * SF_N_EVENTS + (size_t)event) * (results->n_months + 2) +
                month];
}

struct sf_chance sf_results_chance(const struct sf_results *results, size_t strategy,
                                   size_t month, enum sf_event event)
{
    uint64_t count = 0;
    for (size_t m = 0; m <= month; m++) {
        count += sf_results_first(results, strategy, m, event);
    }
    return sf_chance_of(count, sf_results_runs(results));
}
