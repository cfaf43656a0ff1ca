#include "support/exact_law.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

/** P(k + 1) / P(k) */
static long double ratio(long double k, long double n, long double p)
{
    return n > 0.0L ? (n - k) / (k + 1.0L) * (p / (1.0L - p)) : p / (k + 1.0L);
}

static struct exact_law make(int32_t n, double p, double mean, double sd, int32_t most)
{
    const int32_t mode = (int32_t)floor(mean);
    const int32_t reach = (int32_t)(14.0 * sd + 60.0);
    const int32_t low = mode > reach ? mode - reach : 0;
    const int32_t high = mode < most - reach ? mode + reach : most;
    struct exact_law law = {.low = low, .n = (size_t)(high - low) + 1};
    law.mass = calloc(law.n, sizeof(*law.mass));
    law.up_to = calloc(law.n, sizeof(*law.up_to));
    law.above = calloc(law.n, sizeof(*law.above));
    cr_assert(law.mass != NULL && law.up_to != NULL && law.above != NULL);
    const size_t at = (size_t)(mode - low);
    law.mass[at] = 1.0L;
    for (size_t i = at; i + 1 < law.n; i++) {
        law.mass[i + 1] = law.mass[i] * ratio((long double)low + (long double)i,
                                              (long double)n, (long double)p);
    }
    for (size_t i = at; i > 0; i--) {
        law.mass[i - 1] = law.mass[i] / ratio((long double)low + (long double)i - 1.0L,
                                              (long double)n, (long double)p);
    }
    long double below = 0.0L;
    for (size_t i = 0; i < law.n; i++) {
        below += law.mass[i];
        law.up_to[i] = below;
    }
    long double over = 0.0L;
    for (size_t i = law.n; i > 0; i--) {
        law.above[i - 1] = over;
        over += law.mass[i - 1];
    }
    for (size_t i = 0; i < law.n; i++) {
        law.mass[i] /= below;
        law.up_to[i] /= below;
        law.above[i] /= below;
    }
    return law;
}

struct exact_law exact_law_binomial(int32_t n, double p)
{
    const double mean = (double)n * p;
    return make(n, p, mean, sqrt(mean * (1.0 - p)), n);
}

struct exact_law exact_law_poisson(double lambda)
{
    return make(0, lambda, lambda, sqrt(lambda), INT32_MAX);
}

/** F(k) - u, from the tail that is the finer. */
static long double excess(const struct exact_law *law, size_t i, uint32_t word)
{
    const long double u = ((long double)word + 0.5L) * 0x1p-32L;
    const long double v = ((long double)(uint32_t)~word + 0.5L) * 0x1p-32L;
    return u < 0.5L ? law->up_to[i] - u : v - law->above[i];
}

int32_t exact_law_quantile(const struct exact_law *law, uint32_t word, int *is_close)
{
    size_t first = 0;
    size_t last = law->n - 1;
    while (first < last) {
        const size_t middle = (first + last) / 2;
        if (excess(law, middle, word) >= 0.0L) {
            last = middle;
        } else {
            first = middle + 1;
        }
    }
    *is_close = fabsl(excess(law, first, word)) < 1e-12L ||
                (first > 0 && fabsl(excess(law, first - 1, word)) < 1e-12L);
    return law->low + (int32_t)first;
}

uint32_t exact_law_word_at(const struct exact_law *law, size_t i)
{
    const long double word = law->up_to[i] * 0x1p32L - 0.5L;
    return word <= 0.0L            ? 0
           : word >= 4294967295.0L ? UINT32_MAX
                                   : (uint32_t)(word + 0.5L);
}

void exact_law_free(struct exact_law *law)
{
    free(law->mass);
    free(law->up_to);
    free(law->above);
    *law = (struct exact_law){0};
}
