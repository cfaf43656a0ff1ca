/**
 * Inputs that go together (model rule M2.3): a Gaussian copula.
 *
 * Behind each input's name stands a standard normal deviate of its own. An input that
 * is correlated with others is drawn at a weighted sum of theirs and its own instead,
 * which is standard normal too: its distribution stays what it was. The weights are
 * the rows of the Cholesky factor of the deviates' correlations, names in the order of
 * strcmp. So nothing depends on the order of the file; what is correlated with neither
 * of two inputs, directly or through others, has a weight of 0 for both; and whoever
 * comes first among those linked keeps its own deviate.
 */
#ifndef STRIKEFUND_RANDOM_COPULA_H
#define STRIKEFUND_RANDOM_COPULA_H

#include <stdbool.h>
#include <stddef.h>

#include "random/inputs.h"
#include "strikefund/status.h"

struct sf_scenario;

/** The names of a scenario's correlations, and how they go together. */
struct sf_copula {
    size_t n;          /* names in any correlation */
    const char **name; /* [n], rising; the names are the scenario's */
    double *rho;       /* [n * n] Spearman's, symmetric, 1 on the diagonal */
};

/** @param[out] copula  freed by sf_copula_free, also after a failure
 *  @return SF_OK; SF_ERR_MEMORY */
SF_MUST_USE enum sf_status sf_copula_init(const struct sf_scenario *scenario,
                                          struct sf_copula *copula);

/** Legal after a failure, and twice. */
void sf_copula_free(struct sf_copula *copula);

/**
 * Correlation of two normal deviates whose ranks have Spearman's correlation rho:
 * 2 sin(pi rho / 6), rounded to 32 bits below 1 so that -1, 0 and 1 are themselves and
 * mathematical libraries agree.
 *
 * Source: K. Pearson (1907), On further methods of determining correlation. Drapers'
 * Company Research Memoirs, Biometric Series IV.
 */
double sf_copula_deviates(double rho);

/**
 * The lower Cholesky factor of the deviates' correlations.
 *
 * @param rho          [n * n] Spearman's, symmetric, 1 on the diagonal
 * @param[out] factor  [n * n] with zeros above the diagonal; not whole when false
 * @return whether there is one: whether all the correlations can hold at once. Those
 *         that leave an input no freedom of its own, such as 1 and -1, can.
 */
bool sf_copula_factor(const double *rho, size_t n, double *factor);

/**
 * Tells each table of a scenario's inputs what deviates it is a sum of. Without
 * correlations nothing is touched.
 *
 * @param table  [n_inputs], made by sf_input_table_init
 * @return SF_OK; SF_ERR_RANGE when the correlations cannot all hold; SF_ERR_MEMORY
 */
SF_MUST_USE enum sf_status sf_copula_apply(const struct sf_scenario *scenario,
                                           struct sf_input_table *table);

#endif
