#include "random/counts.h"

#include <string.h>

#include "random/quantiles.h"

/** Whether any lane is in doubt. */
static int any_doubt(const int32_t doubt[SF_LANES])
{
    int32_t any = 0;
    for (int i = 0; i < SF_LANES; i++) {
        any |= doubt[i];
    }
    return any != 0;
}

static void binomial_group(const struct sf_kernels *kernels, const uint32_t *word,
                           const int32_t *n, const double *p, int32_t *count)
{
    int32_t doubt[SF_LANES] __attribute__((aligned(64)));
    kernels->binomial(word, n, p, count, doubt);
    if (!any_doubt(doubt)) {
        return;
    }
    for (int i = 0; i < SF_LANES; i++) {
        if (doubt[i] != 0) {
            count[i] = sf_binomial_settle(word[i], n[i], p[i], count[i]);
        }
    }
}

static void poisson_group(const struct sf_kernels *kernels, const uint32_t *word,
                          const double *lambda, int32_t *count)
{
    int32_t doubt[SF_LANES] __attribute__((aligned(64)));
    kernels->poisson(word, lambda, count, doubt);
    if (!any_doubt(doubt)) {
        return;
    }
    for (int i = 0; i < SF_LANES; i++) {
        if (doubt[i] != 0) {
            count[i] = sf_poisson_settle(word[i], lambda[i], count[i]);
        }
    }
}

void sf_counts_binomial_by(const struct sf_kernels *kernels, const uint32_t *word,
                           const int32_t *n, const double *p, size_t lanes,
                           int32_t *count)
{
    size_t i = 0;
    for (; i + SF_LANES <= lanes; i += SF_LANES) {
        binomial_group(kernels, word + i, n + i, p + i, count + i);
    }
    if (i < lanes) {
        /* The last few, beside lanes where nobody decides anything. */
        uint32_t some_word[SF_LANES] = {0};
        int32_t some_n[SF_LANES] = {0};
        double some_p[SF_LANES] = {0.0};
        int32_t some_count[SF_LANES];
        memcpy(some_word, word + i, (lanes - i) * sizeof(*word));
        memcpy(some_n, n + i, (lanes - i) * sizeof(*n));
        memcpy(some_p, p + i, (lanes - i) * sizeof(*p));
        binomial_group(kernels, some_word, some_n, some_p, some_count);
        memcpy(count + i, some_count, (lanes - i) * sizeof(*count));
    }
}

void sf_counts_poisson_by(const struct sf_kernels *kernels, const uint32_t *word,
                          const double *lambda, size_t lanes, int32_t *count)
{
    size_t i = 0;
    for (; i + SF_LANES <= lanes; i += SF_LANES) {
        poisson_group(kernels, word + i, lambda + i, count + i);
    }
    if (i < lanes) {
        uint32_t some_word[SF_LANES] = {0};
        double some_lambda[SF_LANES] = {0.0};
        int32_t some_count[SF_LANES];
        memcpy(some_word, word + i, (lanes - i) * sizeof(*word));
        memcpy(some_lambda, lambda + i, (lanes - i) * sizeof(*lambda));
        poisson_group(kernels, some_word, some_lambda, some_count);
        memcpy(count + i, some_count, (lanes - i) * sizeof(*count));
    }
}

void sf_counts_binomial(const uint32_t *word, const int32_t *n, const double *p,
                        size_t lanes, int32_t *count)
{
    sf_counts_binomial_by(sf_kernels_best(), word, n, p, lanes, count);
}

void sf_counts_poisson(const uint32_t *word, const double *lambda, size_t lanes,
                       int32_t *count)
{
    sf_counts_poisson_by(sf_kernels_best(), word, lambda, lanes, count);
}
