#include "random/counts.h"

#include <string.h>

#include "random/quantiles.h"

/** The lowest lane in doubt, whose bit is taken away. */
static int next_lane(uint64_t *doubt)
{
    const int lane = __builtin_ctzll(*doubt);
    *doubt &= *doubt - 1;
    return lane;
}

static void binomial_group(const struct sf_kernels *kernels, const uint32_t *word,
                           const int32_t *n, const struct sf_chances *chances,
                           int32_t *count)
{
    uint64_t doubt = kernels->binomial(word, n, chances, count);
    while (doubt != 0) {
        const int i = next_lane(&doubt);
        count[i] = sf_binomial_settle(word[i], n[i], chances->p[i], count[i]);
    }
}

static void poisson_group(const struct sf_kernels *kernels, const uint32_t *word,
                          const double *lambda, int32_t *count)
{
    uint64_t doubt = kernels->poisson(word, lambda, count);
    while (doubt != 0) {
        const int i = next_lane(&doubt);
        count[i] = sf_poisson_settle(word[i], lambda[i], count[i]);
    }
}

/* The last few lanes of a block stand beside others, where nobody decides anything and
   the uniform is far from all jumps. */

/** The last few words. */
static void copy_words(const uint32_t *word, size_t n, uint32_t some[SF_LANES])
{
    for (size_t i = 0; i < SF_LANES; i++) {
        some[i] = i < n ? word[i] : 0x80000000u;
    }
}

void sf_chances_set(const struct sf_kernels *kernels, const double *p, size_t lanes,
                    struct sf_chances *chances)
{
    size_t i = 0;
    for (; i + SF_LANES <= lanes; i += SF_LANES) {
        kernels->chances(p + i, chances + i / SF_LANES);
    }
    if (i < lanes) {
        double some_p[SF_LANES] = {0.0};
        memcpy(some_p, p + i, (lanes - i) * sizeof(*p));
        kernels->chances(some_p, chances + i / SF_LANES);
    }
}

void sf_counts_binomial(const struct sf_kernels *kernels, const uint32_t *word,
                        const int32_t *n, const struct sf_chances *chances,
                        size_t lanes, int32_t *count)
{
    size_t i = 0;
    for (; i + SF_LANES <= lanes; i += SF_LANES) {
        binomial_group(kernels, word + i, n + i, chances + i / SF_LANES, count + i);
    }
    if (i < lanes) {
        uint32_t some_word[SF_LANES];
        int32_t some_n[SF_LANES] = {0};
        int32_t some_count[SF_LANES];
        copy_words(word + i, lanes - i, some_word);
        memcpy(some_n, n + i, (lanes - i) * sizeof(*n));
        binomial_group(kernels, some_word, some_n, chances + i / SF_LANES, some_count);
        memcpy(count + i, some_count, (lanes - i) * sizeof(*count));
    }
}

void sf_counts_poisson(const struct sf_kernels *kernels, const uint32_t *word,
                       const double *lambda, size_t lanes, int32_t *count)
{
    size_t i = 0;
    for (; i + SF_LANES <= lanes; i += SF_LANES) {
        poisson_group(kernels, word + i, lambda + i, count + i);
    }
    if (i < lanes) {
        uint32_t some_word[SF_LANES];
        double some_lambda[SF_LANES] = {0.0};
        int32_t some_count[SF_LANES];
        copy_words(word + i, lanes - i, some_word);
        memcpy(some_lambda, lambda + i, (lanes - i) * sizeof(*lambda));
        poisson_group(kernels, some_word, some_lambda, some_count);
        memcpy(count + i, some_count, (lanes - i) * sizeof(*count));
    }
}
