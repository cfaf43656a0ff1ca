#include "results/pairs.h"

#include <math.h>
#include <stdlib.h>

#include "results/results.h"

enum sf_status sf_pairs_init(size_t n_strategies, struct sf_pairs **pairs)
{
    struct sf_pairs *made = calloc(1, sizeof(*made));
    if (made == NULL) {
        return SF_ERR_MEMORY;
    }
    *made =
        (struct sf_pairs){.n_strategies = n_strategies,
                          .paired = calloc(n_strategies * n_strategies * SF_N_TOTALS,
                                           sizeof(*made->paired))};
    if (made->paired == NULL) {
        free(made);
        return SF_ERR_MEMORY;
    }
    *pairs = made;
    return SF_OK;
}

size_t sf_pairs_bytes(size_t n_strategies)
{
    return sizeof(struct sf_pairs) +
           n_strategies * n_strategies * SF_N_TOTALS * sizeof(struct sf_paired);
}

void sf_pairs_free(struct sf_pairs *pairs)
{
    if (pairs != NULL) {
        free(pairs->paired);
        free(pairs);
    }
}

static void add_pair(struct sf_paired *paired, const struct sf_outcome *a,
                     const struct sf_outcome *b)
{
    for (size_t t = 0; t < SF_N_TOTALS; t++) {
        const int64_t *of_a = a->total + t * a->stride;
        const int64_t *of_b = b->total + t * b->stride;
        int64_t difference[SF_ROW_MAX];
        uint64_t n_above = 0;
        uint64_t n_below = 0;
        for (size_t i = 0; i < a->n; i++) {
            difference[i] = of_a[i] - of_b[i];
            n_above += difference[i] > 0;
            n_below += difference[i] < 0;
        }
        paired[t].n_above += n_above;
        paired[t].n_below += n_below;
        sf_row_add(difference, a->n, sf_row_range(difference, a->n), &paired[t].sum,
                   &paired[t].sum_of_squares);
    }
}

void sf_pairs_add(struct sf_pairs *pairs, const struct sf_outcome *const *outcome)
{
    for (size_t a = 0; a < pairs->n_strategies; a++) {
        for (size_t b = a + 1; b < pairs->n_strategies; b++) {
            const size_t pair = a * pairs->n_strategies + b;
            add_pair(pairs->paired + pair * SF_N_TOTALS, outcome[a], outcome[b]);
        }
    }
    pairs->runs += outcome[0]->n;
}

struct sf_difference sf_pairs_difference(const struct sf_pairs *pairs, size_t a,
                                         size_t b, enum sf_total total)
{
    const bool is_swapped = a > b;
    const size_t pair =
        is_swapped ? b * pairs->n_strategies + a : a * pairs->n_strategies + b;
    const struct sf_paired *paired = &pairs->paired[pair * SF_N_TOTALS + (size_t)total];
    const uint64_t n = pairs->runs;
    struct sf_difference difference = {.runs = n};
    if (n == 0 || a == b) {
        return difference;
    }
    const double sign = is_swapped ? -1.0 : 1.0;
    difference.mean = sign * (double)paired->sum / (double)n;
    double sd = 0.0;
    if (n > 1) {
        const double squares =
            sf_centred_sum(n, paired->sum, paired->sum, paired->sum_of_squares);
        sd = sqrt(fmax(squares, 0.0) / (double)(n - 1));
    }
    difference.se = sd / sqrt((double)n);
    difference.lower = difference.mean - 1.959963984540054 * difference.se;
    difference.upper = difference.mean + 1.959963984540054 * difference.se;
    const uint64_t n_above = is_swapped ? paired->n_below : paired->n_above;
    difference.share_a_above_b = (double)n_above / (double)n;
    if (sd > 0.0) {
        /* Power 0.9 at the 5 % level, two-sided (M10.5). */
        const double z = (1.96 + 1.2816) * sd / fabs(difference.mean);
        difference.runs_to_separate = difference.mean == 0.0 ? INFINITY : ceil(z * z);
    }
    return difference;
}

const struct sf_pairs *sf_results_pairs(const struct sf_results *results)
{
    return results->pairs;
}

struct sf_difference sf_results_difference(const struct sf_results *results, size_t a,
                                           size_t b, enum sf_total total)
{
    return sf_pairs_difference(results->pairs, a, b, total);
}
