#include "random/counts.h"
#include "random/quantiles.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "support/exact_law.h"

/** One count by one instruction set. */
static int32_t binomial_by(const struct sf_kernels *kernels, uint32_t word, int32_t n,
                           double p)
{
    struct sf_chances chances;
    int32_t count = -1;
    sf_chances_set(kernels, &p, 1, &chances);
    sf_counts_binomial(kernels, &word, &n, &chances, 1, &count);
    return count;
}

/** One count, which must be the same by every instruction set of this machine. */
static int32_t binomial(uint32_t word, int32_t n, double p)
{
    const int32_t count = binomial_by(sf_kernels_best(), word, n, p);
    for (int isa = 0; isa < SF_N_ISAS; isa++) {
        const struct sf_kernels *kernels = sf_kernels_of((enum sf_isa)isa);
        if (kernels != NULL) {
            const int32_t same = binomial_by(kernels, word, n, p);
            cr_assert_eq(same, count, "%s: n %d, p %.9g, word %u: %d, not %d",
                         kernels->name, n, p, word, same, count);
        }
    }
    return count;
}

static int32_t poisson(uint32_t word, double lambda)
{
    int32_t count = -1;
    sf_counts_poisson(sf_kernels_best(), &word, &lambda, 1, &count);
    for (int isa = 0; isa < SF_N_ISAS; isa++) {
        const struct sf_kernels *kernels = sf_kernels_of((enum sf_isa)isa);
        int32_t same = -1;
        if (kernels != NULL) {
            sf_counts_poisson(kernels, &word, &lambda, 1, &same);
            cr_assert_eq(same, count, "%s: lambda %.9g, word %u: %d, not %d",
                         kernels->name, lambda, word, same, count);
        }
    }
    return count;
}

/** Uniforms of one law with their exact quantiles, until there are enough for a kernel.
 */
struct group {
    const struct exact_law *law;
    int32_t n; /* 0: a Poisson */
    double p;  /* or lambda */
    size_t size;
    uint32_t word[SF_LANES];
    int32_t expected[SF_LANES];
    int is_close[SF_LANES];
};

/** Compares the counts of a group by every instruction set, and empties it. Beside a
 *  jump each count is settled by a long sum: of large laws one set's are enough here.
 */
static void settle(struct group *group)
{
    int32_t n[SF_LANES];
    double p[SF_LANES];
    for (size_t i = 0; i < group->size; i++) {
        n[i] = group->n;
        p[i] = group->p;
    }
    for (int isa = 0; isa < SF_N_ISAS; isa++) {
        const struct sf_kernels *kernels = sf_kernels_of((enum sf_isa)isa);
        const bool is_large = group->law->n > 500;
        int32_t found[SF_LANES];
        if (kernels == NULL || (is_large && kernels != sf_kernels_best())) {
            continue;
        }
        if (group->n > 0) {
            struct sf_chances chances;
            sf_chances_set(kernels, p, group->size, &chances);
            sf_counts_binomial(kernels, group->word, n, &chances, group->size, found);
        } else {
            sf_counts_poisson(kernels, group->word, p, group->size, found);
        }
        for (size_t i = 0; i < group->size; i++) {
            cr_assert(group->is_close[i] || found[i] == group->expected[i],
                      "%s: n %d, p or lambda %.9g, word %u: %d, exactly %d",
                      kernels->name, group->n, group->p, group->word[i], found[i],
                      group->expected[i]);
        }
    }
    group->size = 0;
}

static void expect_exact_at(struct group *group, uint32_t word)
{
    const size_t i = group->size++;
    group->word[i] = word;
    group->expected[i] = exact_law_quantile(group->law, word, &group->is_close[i]);
    if (group->size == SF_LANES) {
        settle(group);
    }
}

/** Compares counts with the exact quantile at uniforms next to every jump of F: from
 *  the nearest ones out to `reach` words, distances doubling. */
static void expect_exact_at_jumps(const struct exact_law *law, int32_t n, double p,
                                  uint32_t reach)
{
    struct group group = {.law = law, .n = n, .p = p};
    for (size_t i = 0; i < law->n; i++) {
        if (law->up_to[i] < 0x1p-34L || law->above[i] < 0x1p-34L) {
            continue;
        }
        const uint32_t centre = exact_law_word_at(law, i);
        for (uint32_t distance = 0; distance <= reach;
             distance = distance < 4 ? distance + 1 : 2 * distance) {
            expect_exact_at(&group, centre + distance);
            expect_exact_at(&group, centre - distance);
        }
    }
    settle(&group);
}

static void expect_exact_binomial(int32_t n, double p, uint32_t reach)
{
    struct exact_law law = exact_law_binomial(n, p);
    expect_exact_at_jumps(&law, n, p, reach);
    exact_law_free(&law);
}

static void expect_exact_poisson(double lambda, uint32_t reach)
{
    struct exact_law law = exact_law_poisson(lambda);
    expect_exact_at_jumps(&law, 0, lambda, reach);
    exact_law_free(&law);
}

Test(counts, small_binomials_are_exact_next_to_every_jump)
{
    const double p[] = {1e-7, 0.001, 0.0173, 0.1,  0.25, 1.0 / 3.0,
                        0.5,  0.65,  0.8,    0.92, 0.99, 0.999999};
    for (size_t i = 0; i < sizeof(p) / sizeof(p[0]); i++) {
        for (int32_t n = 1; n <= 40; n++) {
            expect_exact_binomial(n, p[i], 1u << 30);
        }
        expect_exact_binomial(97, p[i], 1u << 28);
        expect_exact_binomial(311, p[i], 1u << 28);
    }
}

Test(counts, all_paths_are_exact_around_where_they_meet)
{
    /* By n min(p, 1 - p): from 8 the series may serve, at 16 or before it must, and
       from 10 doubt is settled by a finer one. */
    const int32_t n[] = {20, 25, 50, 100, 1000, 20000};
    for (size_t i = 0; i < sizeof(n) / sizeof(n[0]); i++) {
        for (int step = -2; step <= 2; step++) {
            for (double mean = 8.0; mean <= 16.0; mean += 2.0) {
                const double p = mean / (double)n[i] * (1.0 + (double)step * 1e-3);
                expect_exact_binomial(n[i], p, 1u << 20);
                expect_exact_binomial(n[i], 1.0 - p < 1.0 ? 1.0 - p : 0.5, 1u << 20);
            }
        }
    }
}

Test(counts, big_binomials_are_exact_next_to_every_jump)
{
    expect_exact_binomial(1750, 0.9, 1u << 24);
    expect_exact_binomial(25000, 0.004, 1u << 24);
    expect_exact_binomial(100000, 0.08, 1u << 18);
    expect_exact_binomial(1000000, 0.015, 1u << 12);
    expect_exact_binomial(2000000, 0.6, 16);
    expect_exact_binomial(500000000, 3e-7, 1u << 20);
}

/* The bound of the series was fitted at the jumps of F for means from 5 to 3,000; here
   the same is done again, through the counts themselves: were the bound anywhere too
   tight, a uniform next to some jump would be sent to the wrong side. */
Test(counts, the_series_keeps_inside_its_bound)
{
    const double p[] = {1e-5, 0.001, 0.01, 0.05, 0.12, 0.2, 0.3, 0.4, 0.49, 0.5};
    for (size_t i = 0; i < sizeof(p) / sizeof(p[0]); i++) {
        for (double mean = 10.0; mean < 3000.0; mean *= 1.23) {
            expect_exact_binomial((int32_t)(mean / p[i]) + 1, p[i], 1u << 16);
        }
        expect_exact_binomial((int32_t)(61.0 / p[i]), 1.0 - p[i], 1u << 16);
    }
    for (double lambda = 10.0; lambda < 3000.0; lambda *= 1.07) {
        expect_exact_poisson(lambda, 1u << 16);
    }
}

Test(counts, small_and_big_poissons_are_exact_next_to_every_jump)
{
    for (double lambda = 1e-6; lambda < 10.5; lambda = lambda * 1.31 + 0.01) {
        expect_exact_poisson(lambda, 1u << 29);
    }
    expect_exact_poisson(9.999999, 1u << 26);
    expect_exact_poisson(10.0, 1u << 26);
    expect_exact_poisson(31234.5, 1u << 16);
    expect_exact_poisson(1e6, 64);
}

Test(counts, nobody_no_chance_and_certainty)
{
    const uint32_t words[] = {0, 1, 0x80000000u, 0xfffffffeu, 0xffffffffu};
    for (size_t i = 0; i < 5; i++) {
        cr_expect_eq(binomial(words[i], 0, 0.3), 0);
        cr_expect_eq(binomial(words[i], -7, 0.3), 0);
        cr_expect_eq(binomial(words[i], -7, 0.8), 0);
        cr_expect_eq(binomial(words[i], 2385, 0.0), 0);
        cr_expect_eq(binomial(words[i], 2385, -0.2), 0);
        cr_expect_eq(binomial(words[i], 2385, 1.0), 2385);
        cr_expect_eq(binomial(words[i], 2385, 1.7), 2385);
        cr_expect_eq(binomial(words[i], 2385, (double)NAN), 0);
        cr_expect_eq(poisson(words[i], 0.0), 0);
        cr_expect_eq(poisson(words[i], -3.0), 0);
    }
}

Test(counts, the_smallest_and_the_largest_uniform_give_values_that_can_occur)
{
    const int32_t n[] = {1, 2, 9, 30, 200, 2385, 100000, 1000000000};
    const double p[] = {1e-9, 0.01, 0.3, 0.5, 0.77, 0.999, 1.0 - 1e-9};
    for (size_t i = 0; i < sizeof(n) / sizeof(n[0]); i++) {
        for (size_t j = 0; j < sizeof(p) / sizeof(p[0]); j++) {
            const double mean = (double)n[i] * p[j];
            const double reach = 8.0 * sqrt(mean * (1.0 - p[j])) + 30.0;
            const int32_t least = binomial(0, n[i], p[j]);
            const int32_t most = binomial(UINT32_MAX, n[i], p[j]);
            cr_expect(least >= 0 && most <= n[i] && least <= most);
            cr_expect((double)least >= mean - reach && (double)most <= mean + reach);
        }
    }
}

Test(counts, one_member_is_a_biased_coin)
{
    /* u < 1 - p is tails: with p = 0.25 the first three quarters of the words. */
    cr_expect_eq(binomial(0xbfffffffu, 1, 0.25), 0);
    cr_expect_eq(binomial(0xc0000000u, 1, 0.25), 1);
    cr_expect_eq(binomial(0x3fffffffu, 1, 0.75), 0);
    cr_expect_eq(binomial(0x40000000u, 1, 0.75), 1);
}

Test(counts, a_larger_uniform_never_gives_a_smaller_count)
{
    const int32_t n[] = {3, 17, 40, 333, 2385, 60000};
    const double p[] = {0.003, 0.2, 0.5, 0.71, 0.98};
    for (size_t i = 0; i < 6; i++) {
        for (size_t j = 0; j < 5; j++) {
            int32_t before = 0;
            for (uint64_t word = 0; word < 1ull << 32; word += 2000003) {
                const int32_t count = binomial((uint32_t)word, n[i], p[j]);
                cr_assert_geq(count, before, "n %d, p %g", n[i], p[j]);
                before = count;
            }
        }
    }
}

Test(counts, a_higher_rate_never_gives_a_smaller_count)
{
    unsigned short state[3] = {2, 7, 1};
    const int32_t n[] = {1, 13, 25, 240, 4000};
    for (int round = 0; round < 60; round++) {
        const uint32_t word = (uint32_t)nrand48(state) * 2u + 1u;
        for (size_t i = 0; i < 5; i++) {
            int32_t before = 0;
            for (double p = 0.0; p <= 1.0; p += 0.00131) {
                const int32_t count = binomial(word, n[i], p);
                cr_assert_geq(count, before, "n %d, word %u, p %g", n[i], word, p);
                before = count;
            }
        }
        int32_t before = 0;
        for (double lambda = 0.0; lambda < 60.0; lambda += 0.0331) {
            const int32_t count = poisson(word, lambda);
            cr_assert_geq(count, before, "word %u, lambda %g", word, lambda);
            before = count;
        }
    }
}

Test(counts, failures_are_successes_of_the_complemented_uniform)
{
    /* F(k) >= u of p mirrors F(n-k) > 1-u of 1-p: equal but at a jump itself, which a
       half-word uniform does not meet for these p. 1 - p is exact for each. */
    unsigned short state[3] = {3, 1, 4};
    const double p[] = {0x1.8p-3, 0x1.0cp-4, 0x1.99p-2};
    const int32_t n[] = {7, 31, 90, 2385};
    for (int round = 0; round < 20000; round++) {
        const uint32_t word =
            (uint32_t)nrand48(state) << 1 | (uint32_t)(nrand48(state) & 1);
        const size_t i = (size_t)round % 4;
        const size_t j = (size_t)round % 3;
        cr_assert_eq(binomial(word, n[i], 1.0 - p[j]),
                     n[i] - binomial(~word, n[i], p[j]));
    }
}

Test(counts, lanes_do_not_touch_each_other)
{
    enum { LANES = 200 };
    uint32_t word[LANES];
    int32_t n[LANES];
    double p[LANES];
    int32_t together[LANES];
    struct sf_chances chances[(LANES + SF_LANES - 1) / SF_LANES];
    unsigned short state[3] = {9, 9, 8};
    for (size_t i = 0; i < LANES; i++) {
        word[i] = (uint32_t)nrand48(state) * 2u;
        n[i] = (int32_t)(nrand48(state) % 5000);
        p[i] = erand48(state);
    }
    sf_chances_set(sf_kernels_best(), p, LANES, chances);
    sf_counts_binomial(sf_kernels_best(), word, n, chances, LANES, together);
    for (size_t i = 0; i < LANES; i++) {
        cr_assert_eq(together[i], binomial(word[i], n[i], p[i]));
    }
}

Test(counts, the_slow_path_needs_no_good_guess)
{
    const double guess[] = {-50.0, 0.0, 100.0, 717.0, 5000.0};
    for (uint32_t word = 99; word < 4000000000u; word += 50000017) {
        const int32_t count = binomial(word, 2385, 0.3);
        const int32_t joiners = poisson(word, 717.0);
        for (size_t i = 0; i < 5; i++) {
            cr_assert_eq(sf_binomial_quantile(word, 2385, 0.3, guess[i]), count);
            cr_assert_eq(sf_poisson_quantile(word, 717.0, guess[i]), joiners);
        }
    }
    cr_expect_eq(sf_binomial_quantile(77, 0, 0.3, 0.0), 0);
}
