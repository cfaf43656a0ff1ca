/**
 * Reference distribution functions of the binomial and the Poisson, by a route of
 * their own: probabilities by their ratios from the mode in both directions, in long
 * double, scaled to sum to 1. Good to about 1e-17 wherever a 32-bit uniform can lie.
 */
#ifndef STRIKEFUND_TESTS_EXACT_LAW_H
#define STRIKEFUND_TESTS_EXACT_LAW_H

#include <stddef.h>
#include <stdint.h>

struct exact_law {
    int32_t low;                /* the first value held; those below are negligible */
    size_t n;                   /* values held */
    long double *mass;          /* [n] P(X = low + i) */
    long double *up_to, *above; /* [n] P(X <= low + i), P(X > low + i) */
};

/** Binomial: n members, chance p in (0, 1). Freed by exact_law_free. */
struct exact_law exact_law_binomial(int32_t n, double p);

/** Poisson: lambda > 0. */
struct exact_law exact_law_poisson(double lambda);

/** min{k : F(k) >= (word + 1/2) / 2^32}. Where the uniform lies within 1e-12 of a jump,
 *  *is_close is set and the answer is not to be relied on. */
int32_t exact_law_quantile(const struct exact_law *law, uint32_t word, int *is_close);

/** The word whose uniform is nearest to the jump at the i-th value held. */
uint32_t exact_law_word_at(const struct exact_law *law, size_t i);

void exact_law_free(struct exact_law *law);

#endif
