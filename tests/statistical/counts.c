/* Counts as whole distributions, and exact one by one. */
#include "random/counts.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "random/quantiles.h"
#include "random/stream.h"
#include "support/exact_law.h"
#include "support/fit.h"

enum { BLOCK = 1000, BLOCKS = 3000 };

/** Draws three million counts and compares them with the law. n is 0 for a Poisson. */
static void expect_law(int32_t n, double p)
{
    struct exact_law law = n > 0 ? exact_law_binomial(n, p) : exact_law_poisson(p);
    const struct sf_stream stream = {.kernels = sf_kernels_best(), .seed = 271828};
    uint64_t *seen = calloc(law.n, sizeof(*seen));
    double *chance = calloc(law.n, sizeof(*chance));
    cr_assert(seen != NULL && chance != NULL);
    static uint32_t word[2 * SF_BLOCK_MAX];
    static int32_t members[BLOCK];
    static double rate[BLOCK];
    static int32_t count[BLOCK];
    static struct sf_chances chances[(BLOCK + SF_LANES - 1) / SF_LANES];
    for (size_t i = 0; i < BLOCK; i++) {
        members[i] = n;
        rate[i] = p;
    }
    sf_chances_set(stream.kernels, rate, BLOCK, chances);
    for (uint64_t b = 0; b < BLOCKS / 2; b++) {
        const struct sf_path path = {.family = SF_FAMILY_STRIKE,
                                     .subject = (uint32_t)n + 1u,
                                     .employer = (uint32_t)(p * 1e6)};
        sf_stream_pair(&stream, &path, 1 + b * BLOCK, BLOCK, word, SF_BLOCK_MAX);
        for (size_t w = 0; w < 2; w++) {
            if (n > 0) {
                sf_counts_binomial(stream.kernels, word + w * SF_BLOCK_MAX, members,
                                   chances, BLOCK, count);
            } else {
                sf_counts_poisson(stream.kernels, word + w * SF_BLOCK_MAX, rate, BLOCK,
                                  count);
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

/** Groups of counts of one law, each lane at its own uniform, by every instruction
 *  set: compared with the exact quantiles. Returns how many were compared. */
static uint64_t expect_exact(const struct exact_law *law, int32_t n, double p,
                             const uint32_t word[SF_LANES])
{
    int32_t members[SF_LANES];
    double rate[SF_LANES];
    int32_t expected[SF_LANES];
    int is_close[SF_LANES];
    uint64_t compared = 0;
    for (size_t i = 0; i < SF_LANES; i++) {
        members[i] = n;
        rate[i] = p;
        expected[i] = exact_law_quantile(law, word[i], &is_close[i]);
    }
    for (int isa = 0; isa < SF_N_ISAS; isa++) {
        const struct sf_kernels *kernels = sf_kernels_of((enum sf_isa)isa);
        int32_t found[SF_LANES];
        if (kernels == NULL) {
            continue;
        }
        if (n > 0) {
            struct sf_chances chances;
            kernels->chances(rate, &chances);
            sf_counts_binomial(kernels, word, members, &chances, SF_LANES, found);
        } else {
            sf_counts_poisson(kernels, word, rate, SF_LANES, found);
        }
        for (size_t i = 0; i < SF_LANES; i++) {
            cr_assert(is_close[i] || found[i] == expected[i],
                      "%s: n %d, p %.17g, word %u: %d, exactly %d", kernels->name, n, p,
                      word[i], found[i], expected[i]);
        }
        compared += SF_LANES;
    }
    return compared;
}

static uint32_t any_word(unsigned short state[3])
{
    return (uint32_t)nrand48(state) << 1 | (uint32_t)(nrand48(state) & 1);
}

/** Ten million counts for each instruction set, of laws met at random: one in four at
 *  uniforms anywhere, the others beside a jump of the distribution function, at
 *  distances spread evenly on a log scale. */
Test(counts, millions_of_draws_beside_jumps_are_exact)
{
    enum { LAWS = 8000, GROUPS = 20 };
    unsigned short state[3] = {31415, 9265, 3589};
    uint64_t compared = 0;
    for (int i = 0; i < LAWS; i++) {
        const double mean = exp(erand48(state) * log(i % 16 == 0 ? 1e6 : 5000.0));
        const double q = 0.5 * pow(erand48(state), 3.0) + 1e-5;
        const double p = i % 5 == 0 ? 1.0 - q : q;
        const bool is_poisson = i % 4 == 0;
        const int32_t n = is_poisson ? 0 : (int32_t)(mean / q) + 1;
        struct exact_law law =
            is_poisson ? exact_law_poisson(mean) : exact_law_binomial(n, p);
        for (int g = 0; g < GROUPS; g++) {
            uint32_t word[SF_LANES];
            for (size_t w = 0; w < SF_LANES; w++) {
                word[w] = any_word(state);
                if (w % 4 != 0) {
                    int is_close;
                    const int32_t k = exact_law_quantile(&law, word[w], &is_close);
                    const uint32_t jump =
                        exact_law_word_at(&law, (size_t)(k - law.low));
                    const uint32_t distance = (uint32_t)exp(erand48(state) * log(1e8));
                    word[w] =
                        nrand48(state) % 2 == 0 ? jump + distance : jump - distance;
                }
            }
            compared += expect_exact(&law, n, is_poisson ? mean : p, word);
        }
        exact_law_free(&law);
    }
    cr_expect_geq(compared, 10000000);
}

/** Lanes of every kind side by side, so that all ways to a count are taken at once. */
Test(counts, mixed_groups_are_exact_lane_by_lane)
{
    unsigned short state[3] = {1, 61803, 39887};
    for (int g = 0; g < 20000; g++) {
        uint32_t word[SF_LANES];
        int32_t n[SF_LANES];
        double p[SF_LANES];
        int32_t expected[SF_LANES];
        const double reach = erand48(state) * 12.0;
        for (size_t i = 0; i < SF_LANES; i++) {
            word[i] = any_word(state);
            n[i] = nrand48(state) % 17 == 0 ? 0 : (int32_t)exp(erand48(state) * reach);
            p[i] = pow(erand48(state), 1.0 + 4.0 * erand48(state));
            p[i] = nrand48(state) % 2 == 0 ? p[i] : 1.0 - p[i];
            expected[i] = sf_binomial_settle(word[i], n[i], p[i], 0);
        }
        for (int isa = 0; isa < SF_N_ISAS; isa++) {
            const struct sf_kernels *kernels = sf_kernels_of((enum sf_isa)isa);
            int32_t found[SF_LANES];
            if (kernels == NULL) {
                continue;
            }
            struct sf_chances chances;
            kernels->chances(p, &chances);
            sf_counts_binomial(kernels, word, n, &chances, SF_LANES, found);
            for (size_t i = 0; i < SF_LANES; i++) {
                cr_assert_eq(found[i], expected[i], "%s: n %d, p %.17g, word %u",
                             kernels->name, n[i], p[i], word[i]);
            }
        }
    }
}

Test(counts, mixed_poissons_are_exact_lane_by_lane)
{
    unsigned short state[3] = {2, 7182, 8182};
    for (int g = 0; g < 20000; g++) {
        uint32_t word[SF_LANES];
        double lambda[SF_LANES];
        int32_t expected[SF_LANES];
        const double reach = erand48(state) * 10.0;
        for (size_t i = 0; i < SF_LANES; i++) {
            word[i] = any_word(state);
            lambda[i] = nrand48(state) % 17 == 0 ? 0.0 : exp(erand48(state) * reach);
            expected[i] = sf_poisson_settle(word[i], lambda[i], 0);
        }
        for (int isa = 0; isa < SF_N_ISAS; isa++) {
            const struct sf_kernels *kernels = sf_kernels_of((enum sf_isa)isa);
            int32_t found[SF_LANES];
            if (kernels == NULL) {
                continue;
            }
            sf_counts_poisson(kernels, word, lambda, SF_LANES, found);
            for (size_t i = 0; i < SF_LANES; i++) {
                cr_assert_eq(found[i], expected[i], "%s: lambda %.17g, word %u",
                             kernels->name, lambda[i], word[i]);
            }
        }
    }
}

/** How often a lane is left in doubt, on counts like those of a campaign. */
Test(counts, few_lanes_are_left_in_doubt)
{
    static const double MEAN[] = {0.1, 1.0, 5.0, 9.0, 20.0, 100.0, 1000.0, 10000.0};
    unsigned short state[3] = {1, 41421, 35623};
    for (int isa = 0; isa < SF_N_ISAS; isa++) {
        const struct sf_kernels *kernels = sf_kernels_of((enum sf_isa)isa);
        uint64_t doubtful = 0;
        uint64_t drawn = 0;
        for (int g = 0; kernels != NULL && g < 8000; g++) {
            const double p = 0.02 + 0.9 * erand48(state);
            uint32_t word[SF_LANES];
            int32_t n[SF_LANES];
            double rate[SF_LANES];
            int32_t found[SF_LANES];
            struct sf_chances chances;
            for (size_t i = 0; i < SF_LANES; i++) {
                word[i] = any_word(state);
                rate[i] = p * (0.95 + 0.05 * erand48(state));
                n[i] = (int32_t)(MEAN[g % 8] / p) + 1;
            }
            kernels->chances(rate, &chances);
            doubtful += (uint64_t)__builtin_popcountll(
                kernels->binomial(word, n, &chances, found));
            drawn += SF_LANES;
        }
        if (kernels != NULL) {
            printf("  doubt   %s: %.3f %% of %lu counts\n", kernels->name,
                   100.0 * (double)doubtful / (double)drawn, (unsigned long)drawn);
            cr_expect_lt((double)doubtful, 0.001 * (double)drawn);
        }
    }
}
