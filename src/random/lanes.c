/*
 * Many binomial or Poisson quantiles side by side, in single precision, each with a
 * proof or a doubt. Compiled once for every instruction set (random/kernels.h).
 *
 * Two ways to a count, by the mean of the rarer outcome: small ones are walked to
 * (random/walk.h), others come out of a series (random/series.h). Most groups are
 * walked whole; where a group has both kinds, both are done and the lanes put together.
 *
 * A fused multiply-add can change which lanes are doubtful, never a count that is
 * proven.
 *
 * The loops have a fixed number of lanes and no branch, so that compilers turn them
 * into vectors by themselves; only the walk, which must not go on when all its lanes
 * have arrived, is written in vectors.
 */
#include "random/kernels.h"
#include "random/series.h"
#include "random/single.h"
#include "random/vectors.h"
#include "random/walk.h"

#define LANES SF_LANES

static inline double within(double x, double high)
{
    const double above = x > 0.0 ? x : 0.0; /* what is no number becomes 0 */
    return above < high ? above : high;
}

static inline int32_t people(int32_t n)
{
    return n > 0 ? n : 0;
}

/* ---- chances made ready --------------------------------------------------------- */

void SF_KERNEL(sf_lanes_chances)(const double *p, struct sf_chances *chances)
{
    for (int i = 0; i < LANES; i++) {
        chances->p[i] = within(p[i], 1.0);
    }
    for (int i = 0; i < LANES; i++) {
        const double chance = chances->p[i];
        const double other = 1.0 - chance;
        chances->q[i] = (float)(chance < other ? chance : other);
    }
    for (int i = 0; i < LANES; i++) {
        chances->is_often[i] = -(int32_t)(chances->p[i] > 0.5);
    }
    for (int i = 0; i < LANES; i++) {
        const float q = chances->q[i];
        chances->decay[i] = -sf_single_log_one_minus(q);
        chances->odds[i] = q / (1.0f - q);
    }
}

/* ---- what the ways share -------------------------------------------------------- */

/** A bit for each lane whose flag is up. */
static inline uint64_t flags_up(const float *flag)
{
    uint64_t bits = 0;
    for (int i = 0; i < LANES; i += WIDTH) {
        bits |= BITS(GREATER(load(flag + i), (floats){0})) << i;
    }
    return bits;
}

/** Takes the lanes of low mean from a walk of all of them, in which the others do not
 *  take a step. */
static uint64_t walk_the_low(const float *restrict mean, struct walks *restrict walks,
                             const float *restrict odds, uint64_t doubt,
                             int32_t *restrict count)
{
    float is_low[LANES] ALIGNED;
    int32_t walked[LANES] ALIGNED;
    for (int i = 0; i < LANES; i++) {
        is_low[i] = mean[i] < SERIES_FROM ? 1.0f : 0.0f;
        walks->p0[i] = mean[i] < SERIES_FROM ? walks->p0[i] : 1.0f;
        walks->u[i] = mean[i] < SERIES_FROM ? walks->u[i] : 0.5f;
    }
    const uint64_t low = flags_up(is_low);
    if (low == 0) {
        return doubt;
    }
    const uint64_t unsure = walk_all(walks, odds, walked);
    for (int i = 0; i < LANES; i++) {
        count[i] = is_low[i] > 0.0f ? walked[i] : count[i];
    }
    return (doubt & ~low) | (unsure & low);
}

/* ---- binomials ------------------------------------------------------------------ */

/** Uniforms of the rarer outcome: where that is those for whom it fails, the
 *  complement, which the complemented word is exactly: at no jump the two counts add up
 *  to n. */
static inline uint32_t rarer(uint32_t word, int32_t is_often)
{
    return word ^ (uint32_t)is_often;
}

static inline void prepare_walks(const uint32_t *restrict word,
                                 const int32_t *restrict n,
                                 const struct sf_chances *restrict chances,
                                 struct walks *restrict walks)
{
    for (int i = 0; i < LANES; i++) {
        walks->u[i] = uniform_24(rarer(word[i], chances->is_often[i]));
        walks->p0[i] = sf_single_exp(-walks->x[i]);
        walks->a[i] = (float)(people(n[i]) + 1) * chances->odds[i];
    }
}

static void expand_binomials(const uint32_t *restrict word, const int32_t *restrict n,
                             const struct sf_chances *restrict chances,
                             int32_t *restrict count, float *restrict doubt)
{
    for (int i = 0; i < LANES; i++) {
        const float q = chances->q[i];
        const float members = (float)people(n[i]);
        const float mean = members * q;
        const struct law law = {.mean = mean,
                                .variance = mean * (1.0f - q),
                                .skew = 1.0f - 2.0f * q,
                                .pq = q * (1.0f - q),
                                .most = members};
        expand(law, sf_single_normal_quantile(rarer(word[i], chances->is_often[i])),
               &count[i], &doubt[i]);
    }
}

static void expand_binomials_double(const uint32_t *restrict word,
                                    const int32_t *restrict n,
                                    const struct sf_chances *restrict chances,
                                    int32_t *restrict count, float *restrict doubt)
{
    float z[LANES] ALIGNED;
    for (int i = 0; i < LANES; i++) {
        z[i] = sf_single_normal_quantile(rarer(word[i], chances->is_often[i]));
    }
    for (int i = 0; i < LANES; i++) {
        const double chance = chances->p[i];
        const double q = chance < 1.0 - chance ? chance : 1.0 - chance;
        const double members = (double)people(n[i]);
        const double mean = members * q;
        expand_double(mean, mean * (1.0 - q), 1.0 - 2.0 * q, q * (1.0 - q), members,
                      (double)z[i], &count[i], &doubt[i]);
    }
}

/** A group with lanes of large mean, and perhaps others. */
static __attribute__((noinline)) uint64_t
mixed_binomials(const uint32_t *restrict word, const int32_t *restrict n,
                const struct sf_chances *restrict chances, struct walks *restrict walks,
                int32_t *restrict count)
{
    float mean[LANES] ALIGNED;
    float doubt[LANES] ALIGNED;
    int is_large = 0;
    for (int i = 0; i < LANES; i++) {
        mean[i] = (float)people(n[i]) * chances->q[i];
        is_large |= mean[i] > SINGLE_UP_TO;
    }
    if (is_large) {
        expand_binomials_double(word, n, chances, count, doubt);
    } else {
        expand_binomials(word, n, chances, count, doubt);
    }
    prepare_walks(word, n, chances, walks);
    return walk_the_low(mean, walks, chances->odds, flags_up(doubt), count);
}

uint64_t SF_KERNEL(sf_lanes_binomial)(const uint32_t *word, const int32_t *n,
                                      const struct sf_chances *chances, int32_t *count)
{
    struct walks walks;
    uint64_t doubt;
    int32_t anybody = 0;
    int is_far = 0;
    for (int i = 0; i < LANES; i++) {
        walks.x[i] = (float)people(n[i]) * chances->decay[i];
        is_far |= walks.x[i] > WALK_UP_TO;
        anybody |= people(n[i]);
    }
    if (anybody == 0) {
        memset(count, 0, LANES * sizeof(*count));
        return 0;
    }
    if (is_far) {
        doubt = mixed_binomials(word, n, chances, &walks, count);
    } else {
        prepare_walks(word, n, chances, &walks);
        doubt = walk_all(&walks, chances->odds, count);
    }
    for (int i = 0; i < LANES; i++) {
        count[i] = chances->is_often[i] != 0 ? people(n[i]) - count[i] : count[i];
    }
    return doubt;
}

/* ---- Poissons ------------------------------------------------------------------- */

static const float NO_ODDS[LANES] ALIGNED;

static inline void prepare_poissons(const uint32_t *restrict word,
                                    struct walks *restrict walks)
{
    for (int i = 0; i < LANES; i++) {
        walks->u[i] = uniform_24(word[i]);
        walks->p0[i] = sf_single_exp(-walks->x[i]);
        walks->a[i] = walks->x[i];
    }
}

static __attribute__((noinline)) uint64_t mixed_poissons(const uint32_t *restrict word,
                                                         const double *restrict lambda,
                                                         struct walks *restrict walks,
                                                         int32_t *restrict count)
{
    float z[LANES] ALIGNED;
    float doubt[LANES] ALIGNED;
    int is_large = 0;
    for (int i = 0; i < LANES; i++) {
        z[i] = sf_single_normal_quantile(word[i]);
        is_large |= walks->x[i] > SINGLE_UP_TO;
    }
    if (is_large) {
        for (int i = 0; i < LANES; i++) {
            const double mean = within(lambda[i], 0x1p30);
            expand_double(mean, mean, 1.0, 0.0, INT32_MAX, (double)z[i], &count[i],
                          &doubt[i]);
        }
    } else {
        for (int i = 0; i < LANES; i++) {
            const float m = walks->x[i];
            const struct law law = {
                .mean = m, .variance = m, .skew = 1.0f, .most = 0x1p30f};
            expand(law, z[i], &count[i], &doubt[i]);
        }
    }
    prepare_poissons(word, walks);
    return walk_the_low(walks->x, walks, NO_ODDS, flags_up(doubt), count);
}

uint64_t SF_KERNEL(sf_lanes_poisson)(const uint32_t *word, const double *lambda,
                                     int32_t *count)
{
    struct walks walks;
    int is_far = 0;
    int is_any = 0;
    for (int i = 0; i < LANES; i++) {
        const float single = (float)lambda[i];
        walks.x[i] = single > 0.0f ? single : 0.0f; /* also what is no number */
        is_far |= walks.x[i] > WALK_UP_TO;
        is_any |= walks.x[i] > 0.0f;
    }
    if (!is_any) {
        memset(count, 0, LANES * sizeof(*count));
        return 0;
    }
    if (is_far) {
        return mixed_poissons(word, lambda, &walks, count);
    }
    prepare_poissons(word, &walks);
    return walk_all(&walks, NO_ODDS, count);
}
