/* Counts as whole distributions, and exact one by one. */
#include "random/counts.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "random/stream.h"
#include "support/exact_law.h"
#include "support/fit.h"

enum { BLOCK = 1000, BLOCKS = 3000 };

/** Draws three million counts and compares them with the law. n is 0 for a Poisson. */
static void expect_law(int32_t n, double p)
{
    struct exact_law law = n > 0 ? exact_law_binomial(n, p) : exact_law_poisson(p);
    const struct sf_stream stream = {.seed = 271828};
    uint64_t *seen = calloc(law.n, sizeof(*seen));
    double *chance = calloc(law.n, sizeof(*chance));
    cr_assert(seen != NULL && chance != NULL);
    static uint32_t word[4 * SF_BLOCK_MAX];
    static int32_t members[BLOCK];
    static double rate[BLOCK];
    static int32_t count[BLOCK];
    for (size_t i = 0; i < BLOCK; i++) {
        members[i] = n;
        rate[i] = p;
    }
    for (uint64_t b = 0; b < BLOCKS / 4; b++) {
        const struct sf_path path = {.family = SF_FAMILY_STRIKE,
                                     .subject = (uint32_t)n + 1u,
                                     .employer = (uint32_t)(p * 1e6)};
        sf_stream_quad(&stream, &path, 1 + b * BLOCK, BLOCK, word, SF_BLOCK_MAX);
        for (size_t w = 0; w < 4; w++) {
            if (n > 0) {
                sf_counts_binomial(word + w * SF_BLOCK_MAX, members, rate, BLOCK,
                                   count);
            } else {
                sf_counts_poisson(word + w * SF_BLOCK_MAX, rate, BLOCK, count);
            }
            for (size_t i = 0; i < BLOCK; i++) {
                const int32_t at = count[i] - law.low;
                cr_assert(at >= 0 && (size_t)at < law.n);
                seen[at]++;
            }
        }
    }
    for (size_t i = 0; i < law.n; i++) {
        chance[i] = (double)law.mass[i];
    }
    char what[64];
    snprintf(what, sizeof(what), "n %d, p or lambda %g", n, p);
    expect_fits_counts(seen, chance, law.n, (uint64_t)BLOCKS * BLOCK, what);
    free(seen);
    free(chance);
    exact_law_free(&law);
}

Test(counts, binomials_are_binomial)
{
    const int32_t n[] = {1, 4, 19, 20, 173, 1750, 40000};
    const double p[] = {0.004, 0.08, 0.31, 0.5, 0.77, 0.95};
    for (size_t i = 0; i < sizeof(n) / sizeof(n[0]); i++) {
        for (size_t j = 0; j < sizeof(p) / sizeof(p[0]); j++) {
            expect_law(n[i], p[j]);
        }
    }
}

Test(counts, poissons_are_poisson)
{
    const double lambda[] = {0.02, 0.9, 3.7, 9.9, 10.1, 41.0, 733.0, 20000.0};
    for (size_t i = 0; i < sizeof(lambda) / sizeof(lambda[0]); i++) {
        expect_law(0, lambda[i]);
    }
}

/** Compares one count with the exact quantile. */
static void expect_exact(const struct exact_law *law, int32_t n, double p,
                         uint32_t word)
{
    int is_close;
    int32_t found;
    const int32_t expected = exact_law_quantile(law, word, &is_close);
    if (n > 0) {
        sf_counts_binomial(&word, &n, &p, 1, &found);
    } else {
        sf_counts_poisson(&word, &p, 1, &found);
    }
    cr_assert(is_close || found == expected, "n %d, p %.17g, word %u: %d, exactly %d",
              n, p, word, found, expected);
}

/** Six million counts of laws met at random: half at uniforms anywhere, half beside a
 *  jump of the distribution function, at distances spread evenly on a log scale. */
Test(counts, millions_of_draws_beside_jumps_are_exact)
{
    enum { LAWS = 6000, DRAWS = 500 };
    unsigned short state[3] = {31415, 9265, 3589};
    for (int i = 0; i < LAWS; i++) {
        const double mean = exp(erand48(state) * log(20000.0));
        const double q = 0.5 * pow(erand48(state), 3.0) + 1e-5;
        const double p = i % 5 == 0 ? 1.0 - q : q;
        const bool is_poisson = i % 4 == 0;
        const int32_t n = is_poisson ? 0 : (int32_t)(mean / q) + 1;
        struct exact_law law =
            is_poisson ? exact_law_poisson(mean) : exact_law_binomial(n, p);
        for (int d = 0; d < DRAWS; d++) {
            const uint32_t word =
                (uint32_t)nrand48(state) << 1 | (uint32_t)(nrand48(state) & 1);
            expect_exact(&law, n, is_poisson ? mean : p, word);
            int is_close;
            const int32_t k = exact_law_quantile(&law, word, &is_close);
            const uint32_t jump = exact_law_word_at(&law, (size_t)(k - law.low));
            const uint32_t distance = (uint32_t)exp(erand48(state) * log(1e8));
            const bool is_up = nrand48(state) % 2 == 0;
            expect_exact(&law, n, is_poisson ? mean : p,
                         is_up ? jump + distance : jump - distance);
        }
        exact_law_free(&law);
    }
}
