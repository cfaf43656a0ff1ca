/* How much of the spread between runs comes from where (M10.6). */
#include <math.h>

#include "results/results.h"

/** What a kind of twin does not share: the variance that is left between the two. */
enum left { LEFT_BY_RATES, LEFT_BY_DIFFERENCES, N_LEFT };

static struct sf_twin_sums *batches_of(const struct sf_results *results,
                                       size_t strategy, size_t month)
{
    const size_t row = strategy * (results->n_months + 1) + month;
    return results->twins + row * SF_TWIN_BATCHES;
}

void sf_spread_add(struct sf_results *results, size_t strategy,
                   const struct sf_outcome *outcome)
{
    const size_t n = (results->n_months + 1) * SF_TWIN_BATCHES;
    struct sf_twin_sums *to = batches_of(results, strategy, 0);
    for (size_t i = 0; outcome->twins != NULL && i < n; i++) {
        to[i].n += outcome->twins[i].n;
        for (size_t k = 0; k < N_LEFT; k++) {
            to[i].squares[k] += outcome->twins[i].squares[k];
        }
    }
}

/** Squares of a batch that belong to a source, by what the kinds of twin leave. */
static sf_int128 squares_of(const struct sf_twin_sums *batch, enum sf_source source)
{
    switch (source) {
    case SF_FROM_DIFFERENCES:
        return batch->squares[LEFT_BY_RATES] - batch->squares[LEFT_BY_DIFFERENCES];
    case SF_FROM_CHANCE:
        return batch->squares[LEFT_BY_DIFFERENCES];
    case SF_FROM_RATES: /* all but what is left */
    case SF_N_SOURCES:
        return batch->squares[LEFT_BY_RATES];
    }
    return 0;
}

/** Half the mean square over all twins; its error from the scatter of the batches. */
static struct sf_mean half_mean_square(const struct sf_twin_sums *batch,
                                       enum sf_source source)
{
    double of_batch[SF_TWIN_BATCHES];
    size_t n_batches = 0;
    sf_int128 squares = 0;
    uint64_t n = 0;
    for (size_t i = 0; i < SF_TWIN_BATCHES; i++) {
        if (batch[i].n > 0) {
            squares += squares_of(&batch[i], source);
            n += batch[i].n;
            of_batch[n_batches++] =
                (double)squares_of(&batch[i], source) / (double)(2 * batch[i].n);
        }
    }
    struct sf_mean half = {.mean = (double)squares / (double)(2 * n)};
    double scatter = 0.0;
    for (size_t i = 0; i < n_batches; i++) {
        scatter += (of_batch[i] - half.mean) * (of_batch[i] - half.mean);
    }
    half.se = n_batches > 1
                  ? sqrt(scatter / (double)(n_batches - 1) / (double)n_batches)
                  : NAN;
    return half;
}

struct sf_spread sf_results_spread(const struct sf_results *results, size_t strategy,
                                   size_t month)
{
    const struct sf_twin_sums *batch = batches_of(results, strategy, month);
    const struct sf_statistic balance =
        sf_results_monthly(results, strategy, month, SF_BALANCE);
    struct sf_spread spread = {.sd = balance.sd, .simulation_se = balance.se};
    for (size_t i = 0; i < SF_TWIN_BATCHES; i++) {
        spread.twins += batch[i].n;
    }
    spread.is_defined = spread.twins > 0 && spread.sd > 0.0;
    /* The variance over runs is an estimate too: under a normal law its own relative
       variance is this. It counts where few runs are without twins; that it depends on
       those with twins is left out, so that such errors come out too large, if at all.
     */
    const double of_variance = 2.0 / (double)(balance.runs - 1);
    for (size_t s = 0; spread.is_defined && s < SF_N_SOURCES; s++) {
        const struct sf_mean half = half_mean_square(batch, (enum sf_source)s);
        const double variance = spread.sd * spread.sd;
        const double share = half.mean / variance;
        spread.share[s].mean = s == SF_FROM_RATES ? 1.0 - share : share;
        spread.share[s].se =
            sqrt(half.se * half.se / variance / variance + share * share * of_variance);
    }
    return spread;
}
