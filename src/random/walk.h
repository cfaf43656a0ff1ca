/**
 * Quantiles of binomials and Poissons of small mean, SF_LANES side by side: the
 * probabilities P(0), P(1), ... are added up until the sum reaches the uniform. For
 * the kernels only (random/lanes.c), once for every instruction set.
 */
#ifndef STRIKEFUND_RANDOM_WALK_H
#define STRIKEFUND_RANDOM_WALK_H

#include "random/kernels.h"
#include "random/single.h"
#include "random/vectors.h"

#define ALIGNED __attribute__((aligned(64)))

/** -log P(0) of a lane that is walked, at most. No 32-bit uniform lies as far out as
 *  the steps that are made: those not there by then are in doubt. */
#define WALK_UP_TO 16.0f
#define WALK_STEPS 120

/**
 * A lane is in doubt when its uniform lies within the margin of the sum before or after
 * its last step. With e = 2^-24, by which single precision rounds, x = -log P(0) and k
 * steps made, the sum differs from F(k) by no more than the sum of
 *
 *   P(0)    e (2 + 5.5 x)  x is within 5.5 e of -n log(1 - q), relatively: 1 of q,
 *                          which the logarithm makes 1.5, 2 of the logarithm, 1 of n
 *                          beyond 2^24, 1 of the product; the exponential adds 2
 *   P(j)    e 14 x         a step multiplies by odds ((n + 1) / j - 1). Relatively, the
 *                          odds are within 4 e, the last two roundings make 2 e, and
 *                          the quotient, within 4 e, counts (n + 1) / (n + 1 - j)
 *                          times because of what is subtracted. Weighted with the
 *                          probabilities of getting so far these add up to
 *                          6 E[K] + 4 (n + 1) E[H(n) - H(n - K)], H the harmonic
 *                          numbers; and E[H(n) - H(n - K)] = q + q^2/2 + ... + q^n/n
 *                          is below -log(1 - q) = x / n, as E[K] is below x
 *   sums    e (k + 1) / 2  each is at most 1
 *
 * and the uniform, cut to 24 bits, is off by e. Poissons have less of each.
 */
#define ROUNDING        0x1p-24f
#define MARGIN_FIXED    (4.0f * ROUNDING)
#define MARGIN_PER_X    (20.0f * ROUNDING)
#define MARGIN_PER_STEP (0.5f * ROUNDING)

enum {
#if defined(__AVX512F__)
    AT_ONCE = 4 /* vectors walked together, to keep the arithmetic busy */
#else
    AT_ONCE = 2 /* as many as the registers hold */
#endif
};

/** Where walks start and how they go: P(k) = P(k-1) (a / k - odds). */
struct walks {
    float u[SF_LANES] ALIGNED;
    float x[SF_LANES] ALIGNED;  /* -log P(0) */
    float p0[SF_LANES] ALIGNED; /* P(0) */
    float a[SF_LANES] ALIGNED;  /* (n + 1) odds; Poisson: lambda */
};

/** The uniform, to 24 bits. */
static inline float uniform_24(uint32_t word)
{
    return ((float)(int32_t)(word >> 8) + 0.5f) * 0x1p-24f;
}

static inline int any_of(const where *walking)
{
#if defined(__AVX512F__)
    return ((walking[0] | walking[1]) | (walking[2] | walking[3])) != 0;
#else
    return BITS(walking[0] | walking[1]) != 0;
#endif
}

/** Walks AT_ONCE vectors from lane `first` on. Returns a bit for each doubtful lane. */
static inline uint64_t walk_some(const struct walks *walks, const float *odds,
                                 int first, int32_t *count)
{
    floats u[AT_ONCE], sum[AT_ONCE], term[AT_ONCE], a[AT_ONCE], less[AT_ONCE];
    where walking[AT_ONCE];
    wholes made[AT_ONCE];
    for (int v = 0; v < AT_ONCE; v++) {
        const int i = first + v * WIDTH;
        u[v] = load(walks->u + i);
        sum[v] = term[v] = load(walks->p0 + i);
        a[v] = load(walks->a + i);
        less[v] = load(odds + i);
        made[v] = (wholes){0};
        walking[v] = GREATER(u[v], sum[v]);
    }
    int k = 1;
    for (; k < WALK_STEPS && any_of(walking); k++) {
        const floats inverse = all_of(1.0f / (float)k);
        for (int v = 0; v < AT_ONCE; v++) {
            /* A lane that has arrived keeps its term, for the margin below. */
            const floats next = term[v] * LESS(a[v], inverse, less[v]);
            made[v] = ONE_MORE(walking[v], made[v]);
            term[v] = CHOOSE(walking[v], next, term[v]);
            sum[v] = CHOOSE(walking[v], sum[v] + next, sum[v]);
            walking[v] = GREATER(u[v], sum[v]);
        }
    }
    uint64_t doubt = 0;
    const float fixed = MARGIN_FIXED + MARGIN_PER_STEP * (float)k;
    for (int v = 0; v < AT_ONCE; v++) {
        const int i = first + v * WIDTH;
        const floats above = sum[v] - u[v];
        const floats below = term[v] - above; /* u less the sum a step before */
        const floats margin =
            LESS(load(walks->x + i), all_of(MARGIN_PER_X), all_of(-fixed));
        const where unsure = GREATER(margin, above) | GREATER(margin, below);
        store(count + i, made[v]);
        doubt |= BITS(unsure) << i;
    }
    return doubt;
}

/** Walks all lanes. Counts that are not doubtful are proven. */
static inline uint64_t walk_all(const struct walks *walks, const float *odds,
                                int32_t *count)
{
    uint64_t doubt = 0;
    for (int first = 0; first < SF_LANES; first += AT_ONCE * WIDTH) {
        doubt |= walk_some(walks, odds, first, count);
    }
    return doubt;
}

#endif
