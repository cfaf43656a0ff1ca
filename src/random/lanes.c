/*
 * Many binomial or Poisson quantiles side by side, in single precision, each with a
 * proof or a doubt. Compiled once for every instruction set (random/kernels.h).
 *
 * Two ways to a count, by n min(p, 1 - p), the mean of the rarer outcome:
 *
 *   walk    below WALK_BELOW: probabilities are added up from 0 until the sum reaches
 *           u. A lane is in doubt when u lies within WALK_MARGIN of the sum before or
 *           after the last step.
 *   series  otherwise: the normal quantile z and a third-order Cornish-Fisher
 *           expansion give x, whose floor is the count, and a bound on its error. A
 *           lane is in doubt when floor(x) differs between the two ends of the bound.
 *
 * A fused multiply-add can change which lanes are doubtful, never a count that is
 * proven.
 *
 * The loops have a fixed number of lanes and no branch, so that compilers turn them
 * into vectors by themselves; only the walk, which must not go on when all its lanes
 * have arrived, is written in vectors.
 */
#include <string.h>

#include "random/kernels.h"
#include "random/single.h"

#define WALK_BELOW   8.0f  /* where both ways cost the same */
#define WALK_UP_TO   12.0f /* a group that reaches no higher is walked whole */
#define WALK_STEPS   120   /* no 32-bit uniform lies further out, for means to 12 */
#define WALK_MARGIN  1.2e-5f
#define SERIES_Z     3.75f   /* the bound was checked up to here */
#define SINGLE_UP_TO 2048.0f /* means beyond are expanded in double precision */

#define ALIGNED __attribute__((aligned(64)))
#define LANES   SF_LANES

/** The rarer outcome of every lane: q = min(p, 1 - p) of n. Where p > 1/2 that is those
 *  for whom it fails, by the uniform's complement, which the complemented word is
 *  exactly: at no jump the two counts add up to n. */
struct rarer {
    uint32_t word[LANES] ALIGNED;
    float n[LANES] ALIGNED;
    float q[LANES] ALIGNED;
    double q_double[LANES] ALIGNED;
    int32_t is_often[LANES] ALIGNED; /* p > 1/2 */
};

/* ---- the series --------------------------------------------------------------------
 */

/** What the series must know of a lane's law; `most` is the largest value it has. */
struct law {
    float mean, variance, skew, pq, most;
};

/**
 * With s^2 = variance - 1/12 (Sheppard's correction) and g = 1 - 2p,
 *   x = m + 1/2 + s z + g (z^2 - 1)/6 + z [(1 + 14 pq) - (1 + 2 pq) z^2] / (72 s)
 *         + g (1 + pq/2) (3 z^4 + 7 z^2 - 16) / (810 s^2)
 * is within (0.0175 + 0.005 z^2 + 0.00125 z^6) / s^3 of where the count changes (see
 * random/quantiles.c); what is added to that covers single precision: 1e-6 of z, and
 * five roundings at the size of the mean.
 */
static inline void expand(struct law law, float z, int32_t *count, int32_t *doubt)
{
    const float s2 = law.variance - 1.0f / 12.0f;
    const float s = __builtin_sqrtf(s2 < 0.5f ? 0.5f : s2);
    const float inverse = 1.0f / s;
    const float z2 = z * z;
    const float g6 = law.skew * (1.0f / 6.0f);
    const float third = z * (1.0f / 72.0f) *
                        MULTIPLY_ADD(-MULTIPLY_ADD(2.0f, law.pq, 1.0f), z2,
                                     MULTIPLY_ADD(14.0f, law.pq, 1.0f));
    const float fourth = law.skew * MULTIPLY_ADD(0.5f / 810.0f, law.pq, 1.0f / 810.0f) *
                         MULTIPLY_ADD(MULTIPLY_ADD(3.0f, z2, 7.0f), z2, -16.0f);
    const float x = law.mean + (MULTIPLY_ADD(s, z, 0.5f) + MULTIPLY_ADD(g6, z2, -g6) +
                                inverse * (third + inverse * fourth));
    const float bound =
        MULTIPLY_ADD(inverse * inverse * inverse,
                     MULTIPLY_ADD(z2, MULTIPLY_ADD(z2 * z2, 0.00125f, 0.005f), 0.0175f),
                     MULTIPLY_ADD(1.5e-6f, s, MULTIPLY_ADD(3e-7f, law.mean, 1e-6f)));
    const float low = __builtin_floorf(x - bound);
    const float high = __builtin_floorf(x + bound);
    const int is_possible = (low >= 0.0f) & (high <= law.most);
    *count = (int32_t)(is_possible ? low : 0.0f);
    *doubt = (low != high) | (z2 > SERIES_Z * SERIES_Z) | !is_possible;
}

/** The same in double precision, z apart. */
static inline void expand_double(double mean, double variance, double g, double pq,
                                 double most, double z, int32_t *count, int32_t *doubt)
{
    const double s2 = variance - 1.0 / 12.0;
    const double s = __builtin_sqrt(s2 < 0.5 ? 0.5 : s2);
    const double z2 = z * z;
    const double x =
        mean +
        (0.5 + s * z + g * (z2 - 1.0) * (1.0 / 6.0) +
         (z * ((1.0 + 14.0 * pq) - (1.0 + 2.0 * pq) * z2) * (1.0 / 72.0) +
          g * (1.0 + 0.5 * pq) * ((3.0 * z2 + 7.0) * z2 - 16.0) * (1.0 / 810.0) / s) /
             s);
    const double bound = (0.0175 + z2 * (0.005 + z2 * z2 * 0.00125)) / (s * s * s) +
                         1e-6 * s + 1e-12 * mean;
    const double low = __builtin_floor(x - bound);
    const double high = __builtin_floor(x + bound);
    const int is_possible = (low >= 0.0) & (high <= most);
    *count = (int32_t)(is_possible ? low : 0.0);
    *doubt = (low != high) | (z2 > (double)(SERIES_Z * SERIES_Z)) | !is_possible;
}

/* ---- the walk ----------------------------------------------------------------------
 */

typedef float floats __attribute__((vector_size(SF_VECTOR_BYTES)));
typedef int32_t masks __attribute__((vector_size(SF_VECTOR_BYTES)));

enum {
    AT_ONCE = 4, /* vectors walked together, to keep the arithmetic busy */
    VECTORS = LANES * 4 / SF_VECTOR_BYTES
};

/** Where walks start and how they go: P(k) = P(k-1) (a / k - odds). */
struct walks {
    floats u[VECTORS];    /* the uniform, to 24 bits: half their spacing is 3e-8 */
    floats p0[VECTORS];   /* P(0) */
    floats a[VECTORS];    /* (n + 1) odds; Poisson: lambda */
    floats odds[VECTORS]; /* q / (1 - q); Poisson: 0 */
    masks count[VECTORS], doubt[VECTORS];
};

static inline int any_of(const masks *walking)
{
    const masks all = (walking[0] | walking[1]) | (walking[2] | walking[3]);
    uint64_t part[SF_VECTOR_BYTES / 8];
    memcpy(part, &all, sizeof(part));
    uint64_t any = 0;
    for (int i = 0; i < SF_VECTOR_BYTES / 8; i++) {
        any |= part[i];
    }
    return any != 0;
}

/** Walks AT_ONCE vectors from index `first` on until every lane has arrived. */
static inline void walk_some(struct walks *walks, int first)
{
    floats u[AT_ONCE], sum[AT_ONCE], term[AT_ONCE], a[AT_ONCE], odds[AT_ONCE];
    masks walking[AT_ONCE], count[AT_ONCE];
    for (int v = 0; v < AT_ONCE; v++) {
        u[v] = walks->u[first + v];
        sum[v] = term[v] = walks->p0[first + v];
        a[v] = walks->a[first + v];
        odds[v] = walks->odds[first + v];
        count[v] = (masks){0};
        walking[v] = u[v] > sum[v];
    }
    for (int k = 1; k < WALK_STEPS && any_of(walking); k++) {
        const float inverse = 1.0f / (float)k;
        for (int v = 0; v < AT_ONCE; v++) {
            /* A lane that has arrived keeps its term, for the margin below. */
            const masks next = (masks)(term[v] * (a[v] * inverse - odds[v]));
            count[v] -= walking[v];
            term[v] = (floats)((next & walking[v]) | ((masks)term[v] & ~walking[v]));
            sum[v] += (floats)(next & walking[v]);
            walking[v] = u[v] > sum[v];
        }
    }
    for (int v = 0; v < AT_ONCE; v++) {
        const floats above = sum[v] - u[v];
        const floats below = term[v] - above; /* u less the sum a step before */
        walks->count[first + v] = count[v];
        walks->doubt[first + v] =
            (masks)(above < WALK_MARGIN) | (masks)(below < WALK_MARGIN);
    }
}

static inline void walk_all(struct walks *walks)
{
    for (int first = 0; first < VECTORS; first += AT_ONCE) {
        walk_some(walks, first);
    }
}

static inline float uniform_24(uint32_t word)
{
    return ((float)(int32_t)(word >> 8) + 0.5f) * 0x1p-24f;
}

static void walk_binomials(const struct rarer *restrict lanes, int32_t *restrict count,
                           int32_t *restrict doubt)
{
    struct walks walks;
    float *restrict u = (float *)walks.u;
    float *restrict p0 = (float *)walks.p0;
    float *restrict a = (float *)walks.a;
    float *restrict odds = (float *)walks.odds;
    for (int i = 0; i < LANES; i++) {
        const float q = lanes->q[i];
        u[i] = uniform_24(lanes->word[i]);
        odds[i] = q / (1.0f - q);
        a[i] = (lanes->n[i] + 1.0f) * odds[i];
        p0[i] = sf_single_exp(lanes->n[i] * sf_single_log_one_minus(q));
    }
    walk_all(&walks);
    const int32_t *restrict walked = (const int32_t *)walks.count;
    const int32_t *restrict unsure = (const int32_t *)walks.doubt;
    for (int i = 0; i < LANES; i++) {
        const int is_too_far =
            ((float)walked[i] > lanes->n[i]) | (walked[i] >= WALK_STEPS - 1);
        count[i] = walked[i];
        doubt[i] = unsure[i] | is_too_far;
    }
}

static void walk_poissons(const uint32_t *restrict word, const float *restrict lambda,
                          int32_t *restrict count, int32_t *restrict doubt)
{
    struct walks walks;
    float *restrict u = (float *)walks.u;
    float *restrict p0 = (float *)walks.p0;
    float *restrict a = (float *)walks.a;
    float *restrict odds = (float *)walks.odds;
    for (int i = 0; i < LANES; i++) {
        u[i] = uniform_24(word[i]);
        odds[i] = 0.0f;
        a[i] = lambda[i];
        p0[i] = sf_single_exp(-lambda[i]);
    }
    walk_all(&walks);
    memcpy(count, walks.count, sizeof(walks.count));
    const int32_t *restrict unsure = (const int32_t *)walks.doubt;
    for (int i = 0; i < LANES; i++) {
        doubt[i] = unsure[i] | (count[i] >= WALK_STEPS - 1);
    }
}

/* ---- a group of lanes -------------------------------------------------------------
 */

static inline float least(float a, float b)
{
    return a < b ? a : b;
}

static inline float most(float a, float b)
{
    return a > b ? a : b;
}

static inline double within(double x, double high)
{
    const double above = x > 0.0 ? x : 0.0; /* what is no number becomes 0 */
    return above < high ? above : high;
}

/** What the lanes of a group have between them. */
struct range {
    float least, most; /* n q */
};

static struct range look_at(struct rarer *restrict lanes, const uint32_t *restrict word,
                            const int32_t *restrict n, const double *restrict p)
{
    struct range range = {.least = 0x1p31f};
    for (int i = 0; i < LANES; i++) {
        const double chance = within(p[i], 1.0);
        const int is_often = chance > 0.5;
        lanes->is_often[i] = is_often;
        lanes->q_double[i] = is_often ? 1.0 - chance : chance;
        lanes->q[i] = (float)lanes->q_double[i];
        lanes->n[i] = (float)(n[i] > 0 ? n[i] : 0);
        lanes->word[i] = is_often ? ~word[i] : word[i];
    }
    for (int i = 0; i < LANES; i++) {
        range.least = least(range.least, lanes->n[i] * lanes->q[i]);
        range.most = most(range.most, lanes->n[i] * lanes->q[i]);
    }
    return range;
}

static void expand_binomials(const struct rarer *restrict lanes,
                             int32_t *restrict count, int32_t *restrict doubt)
{
    for (int i = 0; i < LANES; i++) {
        const float q = lanes->q[i];
        const float mean = lanes->n[i] * q;
        const struct law law = {.mean = mean,
                                .variance = mean * (1.0f - q),
                                .skew = 1.0f - 2.0f * q,
                                .pq = q * (1.0f - q),
                                .most = lanes->n[i]};
        expand(law, sf_single_normal_quantile(lanes->word[i]), &count[i], &doubt[i]);
    }
}

static void expand_binomials_double(const struct rarer *restrict lanes,
                                    const int32_t *restrict n, int32_t *restrict count,
                                    int32_t *restrict doubt)
{
    float z[LANES] ALIGNED;
    for (int i = 0; i < LANES; i++) {
        z[i] = sf_single_normal_quantile(lanes->word[i]);
    }
    for (int i = 0; i < LANES; i++) {
        const double q = lanes->q_double[i];
        const double mean = (double)n[i] * q;
        expand_double(mean, mean * (1.0 - q), 1.0 - 2.0 * q, q * (1.0 - q),
                      (double)n[i], (double)z[i], &count[i], &doubt[i]);
    }
}

/** Takes the counts of lanes below WALK_BELOW from a walk; the others stand still in
 *  it, with no chance of a step. */
static void walk_the_low(struct rarer *restrict lanes, int32_t *restrict count,
                         int32_t *restrict doubt)
{
    int32_t is_low[LANES] ALIGNED;
    int32_t walked[LANES] ALIGNED;
    int32_t unsure[LANES] ALIGNED;
    for (int i = 0; i < LANES; i++) {
        is_low[i] = lanes->n[i] * lanes->q[i] < WALK_BELOW;
        lanes->q[i] = is_low[i] ? lanes->q[i] : 0.0f;
    }
    walk_binomials(lanes, walked, unsure);
    for (int i = 0; i < LANES; i++) {
        count[i] = is_low[i] ? walked[i] : count[i];
        doubt[i] = is_low[i] ? unsure[i] : doubt[i];
    }
}

void SF_KERNEL(sf_lanes_binomial)(const uint32_t *word, const int32_t *n,
                                  const double *p, int32_t *count, int32_t *doubt)
{
    struct rarer lanes;
    const struct range range = look_at(&lanes, word, n, p);
    if (range.most <= WALK_UP_TO) {
        walk_binomials(&lanes, count, doubt);
    } else if (range.most <= SINGLE_UP_TO) {
        expand_binomials(&lanes, count, doubt);
    } else {
        expand_binomials_double(&lanes, n, count, doubt);
    }
    if (range.most > WALK_UP_TO && range.least < WALK_BELOW) {
        walk_the_low(&lanes, count, doubt);
    }
    for (int i = 0; i < LANES; i++) {
        const int32_t all = n[i] > 0 ? n[i] : 0;
        count[i] = lanes.is_often[i] ? all - count[i] : count[i];
    }
}

void SF_KERNEL(sf_lanes_poisson)(const uint32_t *word, const double *lambda,
                                 int32_t *count, int32_t *doubt)
{
    double mean[LANES] ALIGNED;
    float single[LANES] ALIGNED;
    float z[LANES] ALIGNED;
    float largest = 0.0f;
    for (int i = 0; i < LANES; i++) {
        mean[i] = within(lambda[i], 0x1p30);
        single[i] = (float)mean[i];
        largest = most(largest, single[i]);
    }
    if (largest <= WALK_UP_TO) {
        walk_poissons(word, single, count, doubt);
        return;
    }
    for (int i = 0; i < LANES; i++) {
        z[i] = sf_single_normal_quantile(word[i]);
    }
    for (int i = 0; i < LANES; i++) {
        expand_double(mean[i], mean[i], 1.0, 0.0, INT32_MAX, (double)z[i], &count[i],
                      &doubt[i]);
        doubt[i] |= single[i] < WALK_BELOW;
    }
}
