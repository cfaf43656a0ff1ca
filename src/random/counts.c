#include "random/counts.h"

#include "core/maths.h"

/*
 * Three paths, one answer:
 *   walk    n min(p, 1-p) below WALK_BELOW: add up the probabilities from 0;
 *   series  otherwise: a third-order Cornish-Fisher expansion with Sheppard's
 *           correction gives x with quantile floor(x), and a bound on its error; when
 *           floor is the same at both ends of the bound, that is the answer;
 *   sum     otherwise (about one draw in a thousand): the exact tail sum, stepping
 *           from the guess.
 */
#define WALK_BELOW 10.0
#define Z_LIMIT    3.75 /* the bound below was checked up to here */

static double uniform_of(uint32_t word)
{
    return ((double)word + 0.5) * 0x1p-32;
}

/* ---- exact probabilities -------------------------------------------------------- */

/** log(n!) less Stirling's formula, n > 0 (Loader 2000, stirlerr). */
static double stirling_error(double n)
{
    static const double SMALL[16] = {0.0,
                                     8.10614667953272611e-2,
                                     4.13406959554092970e-2,
                                     2.76779256849983384e-2,
                                     2.07906721037650934e-2,
                                     1.66446911898211931e-2,
                                     1.38761288230707484e-2,
                                     1.18967099458917695e-2,
                                     1.04112652619720962e-2,
                                     9.25546218271273285e-3,
                                     8.33056343336287079e-3,
                                     7.57367548795184059e-3,
                                     6.94284010720952992e-3,
                                     6.40899418800420714e-3,
                                     5.95137011275884750e-3,
                                     5.55473355196280105e-3};
    if (n < 16.0) {
        return SMALL[(int)n];
    }
    const double s = 1.0 / (n * n);
    return (1.0 / 12.0 -
            (1.0 / 360.0 - (1.0 / 1260.0 - (1.0 / 1680.0 - s / 1188.0) * s) * s) * s) /
           n;
}

/** x log(x / m) + m - x without cancellation near x = m (Loader 2000, bd0). */
static double deviance(double x, double m)
{
    const double difference = x - m;
    const double sum = x + m;
    if ((difference < 0.0 ? -difference : difference) >= 0.1 * sum) {
        return x * sf_log(x / m) + m - x;
    }
    const double v = difference / sum;
    double total = difference * v;
    double term = 2.0 * x * v;
    const double v2 = v * v;
    for (int j = 1; j < 100; j++) {
        term *= v2;
        const double next = total + term / (double)(2 * j + 1);
        if (next == total) {
            break;
        }
        total = next;
    }
    return total;
}

#define LOG_2PI 0x1.d67f1c864beb5p0 /* log(2 pi) */

/* Source of both: C. Loader (2000), Fast and accurate computation of binomial
   probabilities. */
static double binomial_probability(double k, double n, double p)
{
    if (k < 0.0 || k > n) {
        return 0.0;
    }
    if (k == 0.0) {
        return sf_exp(n * sf_log_one_minus(p));
    }
    if (k == n) {
        return sf_exp(n * sf_log(p));
    }
    const double exponent = stirling_error(n) - stirling_error(k) -
                            stirling_error(n - k) - deviance(k, n * p) -
                            deviance(n - k, n * (1.0 - p));
    return sf_exp(exponent - 0.5 * (LOG_2PI + sf_log(k) + sf_log((n - k) / n)));
}

static double poisson_probability(double k, double lambda)
{
    if (k < 0.0) {
        return 0.0;
    }
    if (k == 0.0) {
        return sf_exp(-lambda);
    }
    return sf_exp(-stirling_error(k) - deviance(k, lambda) -
                  0.5 * (LOG_2PI + sf_log(k)));
}

/* ---- the exact tail sum --------------------------------------------------------- */

/** A discrete law with P(k+1)/P(k) in closed form: the binomial, or the Poisson. */
struct law {
    double n; /* the largest value; Poisson: a bound no uniform reaches */
    double p; /* chance, or lambda */
    int is_poisson;
};

static double probability(const struct law *law, double k)
{
    return law->is_poisson ? poisson_probability(k, law->p)
                           : binomial_probability(k, law->n, law->p);
}

/** P(k + 1) / P(k) */
static double ratio_up(const struct law *law, double k)
{
    return law->is_poisson ? law->p / (k + 1.0)
                           : (law->n - k) / (k + 1.0) * (law->p / (1.0 - law->p));
}

/** P(X <= k): summed downwards, largest terms first while k is below the mean. */
static double lower_tail(const struct law *law, double k)
{
    double term = probability(law, k);
    double sum = term;
    for (double j = k; j > 0.0 && term > sum * 1e-18; j -= 1.0) {
        term /= ratio_up(law, j - 1.0);
        sum += term;
    }
    return sum;
}

/** P(X > k) */
static double upper_tail(const struct law *law, double k)
{
    if (k >= law->n) {
        return 0.0;
    }
    double term = probability(law, k + 1.0);
    double sum = term;
    for (double j = k + 1.0; j < law->n && term > sum * 1e-18; j += 1.0) {
        term *= ratio_up(law, j);
        sum += term;
    }
    return sum;
}

/** Is F(k) >= u? Decided on the smaller tail, where doubles are finest. */
static int reaches(const struct law *law, double k, double mean, double u)
{
    return k <= mean ? lower_tail(law, k) >= u : upper_tail(law, k) <= 1.0 - u;
}

static int32_t quantile(const struct law *law, double mean, double sd, double u,
                        double guess)
{
    /* No 32-bit uniform lies beyond 6.4 sd; a start further out could meet
       probabilities that underflow. */
    const double low = sf_floor(mean - 7.0 * sd - 3.0);
    const double high = sf_floor(mean + 7.0 * sd + 20.0);
    double k = guess;
    k = k > low ? k : low;
    k = k < high ? k : high;
    k = k > 0.0 ? k : 0.0;
    k = k < law->n ? k : law->n;
    if (reaches(law, k, mean, u)) {
        while (k > 0.0 && reaches(law, k - 1.0, mean, u)) {
            k -= 1.0;
        }
    } else {
        do {
            k += 1.0;
        } while (k < law->n && !reaches(law, k, mean, u));
    }
    return (int32_t)k;
}

int32_t sf_binomial_quantile(uint32_t word, int32_t n, double p, double guess)
{
    if (n <= 0) {
        return 0;
    }
    const struct law law = {.n = (double)n, .p = p};
    const double mean = law.n * p;
    const double sd = __builtin_sqrt(mean * (1.0 - p));
    return quantile(&law, mean, sd, uniform_of(word), guess);
}

int32_t sf_poisson_quantile(uint32_t word, double lambda, double guess)
{
    const double sd = __builtin_sqrt(lambda);
    const struct law law = {
        .n = sf_floor(lambda + 30.0 * sd + 100.0), .p = lambda, .is_poisson = 1};
    return quantile(&law, lambda, sd, uniform_of(word), guess);
}

/* ---- the series ----------------------------------------------------------------- */

/** A guess, and whether it is proven. */
struct guess {
    double k;
    int is_certain;
};

/**
 * Quantile of a law with variance v, skew (1 - 2p)/sqrt v and pq = p (1 - p), from the
 * normal quantile z. With s^2 = v - 1/12 (Sheppard) and g = 1 - 2p,
 *   x = m + 1/2 + s z + g (z^2 - 1)/6 + z [(1 + 14 pq) - (1 + 2 pq) z^2] / (72 s)
 *         + g (1 + pq/2) (3 z^4 + 7 z^2 - 16) / (810 s^2)
 * and the quantile is floor(x). The Poisson is the limit p -> 0, pq -> 0, v = m.
 * The bound (0.0175 + 0.005 z^2 + 0.00125 z^6) / s^3 was found by comparing x with the
 * exact normal deviate of every jump of F for means from 5 to 3000; the test
 * `the_series_keeps_inside_its_bound` repeats that. The last term covers rounding.
 */
static struct guess series(double mean, double v, double g, double pq, double z)
{
    const double s2 = v - 1.0 / 12.0;
    const double s = __builtin_sqrt(s2);
    const double z2 = z * z;
    const double x =
        mean +
        (0.5 + s * z + g * (z2 - 1.0) * (1.0 / 6.0) +
         z * ((1.0 + 14.0 * pq) - (1.0 + 2.0 * pq) * z2) * (1.0 / 72.0) / s +
         g * (1.0 + 0.5 * pq) * ((3.0 * z2 + 7.0) * z2 - 16.0) * (1.0 / 810.0) / s2);
    const double bound =
        (0.0175 + z2 * (0.005 + z2 * z2 * 0.00125)) / (s * s2) + 1e-13 * (mean + 1.0);
    const double low = sf_floor(x - bound);
    return (struct guess){
        .k = low, .is_certain = low == sf_floor(x + bound) && z2 < Z_LIMIT * Z_LIMIT};
}

/* ---- one count ------------------------------------------------------------------ */

/** Smallest k with F(k) >= u, or with F(k) > u where `is_strict`, from P(0). */
static int32_t walk(double u, int is_strict, double p0, double a, double odds,
                    int32_t most)
{
    /* P(k) = P(k-1) (a / k - odds): a = (n + 1) odds; Poisson: a = lambda, odds = 0 */
    double term = p0;
    double sum = p0;
    int32_t k = 0;
    while (k < most && (sum < u || (is_strict && sum == u))) {
        k++;
        term *= a / (double)k - odds;
        sum += term;
        if (term < 1e-30) { /* no uniform lies here: the sum has stopped short of 1 */
            break;
        }
    }
    return k;
}

static int32_t walk_binomial(uint32_t word, int32_t n, double p, double p0)
{
    const double smaller = p <= 0.5 ? p : 1.0 - p;
    const double odds = smaller / (1.0 - smaller);
    const double a = ((double)n + 1.0) * odds;
    if (p <= 0.5) {
        return walk(uniform_of(word), 0, p0, a, odds, n);
    }
    /* Count those for whom it fails: F(k) >= u is P(failures <= n-k-1) <= 1-u, and
       1 - u is the uniform of the complemented word, exactly. */
    return n - walk(uniform_of(~word), 1, p0, a, odds, n);
}

static int32_t series_binomial(uint32_t word, int32_t n, double p)
{
    const double mean = (double)n * p;
    const double q = 1.0 - p;
    const double z = sf_normal_quantile(uniform_of(word));
    const struct guess guess = series(mean, mean * q, q - p, p * q, z);
    return guess.is_certain ? (int32_t)guess.k
                            : sf_binomial_quantile(word, n, p, guess.k);
}

static int32_t series_poisson(uint32_t word, double lambda)
{
    const double z = sf_normal_quantile(uniform_of(word));
    const struct guess guess = series(lambda, lambda, 1.0, 0.0, z);
    return guess.is_certain ? (int32_t)guess.k
                            : sf_poisson_quantile(word, lambda, guess.k);
}

/* Where walks start is worked out for a chunk of lanes at once, in loops without
   branches: the walks that follow then need not wait for an exponential each. */
enum { CHUNK = 64 };

/** P(0) of the rarer outcome, one a lane. */
static void binomial_starts(const int32_t *n, const double *p, size_t lanes, double *p0)
{
    for (size_t i = 0; i < lanes; i++) {
        const double smaller = p[i] <= 0.5 ? p[i] : 1.0 - p[i];
        const double inside = smaller > 0.0 ? smaller : 0.0;
        p0[i] = sf_exp((double)n[i] * sf_log_one_minus(inside));
    }
}

static void binomial_chunk(const uint32_t *word, const int32_t *n, const double *p,
                           size_t lanes, int32_t *count)
{
    double p0[CHUNK];
    binomial_starts(n, p, lanes, p0);
    for (size_t i = 0; i < lanes; i++) {
        const double smaller = p[i] <= 0.5 ? p[i] : 1.0 - p[i];
        if (n[i] <= 0 || !(p[i] > 0.0)) {
            count[i] = 0;
        } else if (p[i] >= 1.0) {
            count[i] = n[i];
        } else if ((double)n[i] * smaller >= WALK_BELOW) {
            count[i] = series_binomial(word[i], n[i], p[i]);
        } else {
            count[i] = walk_binomial(word[i], n[i], p[i], p0[i]);
        }
    }
}

static void poisson_chunk(const uint32_t *word, const double *lambda, size_t lanes,
                          int32_t *count)
{
    double p0[CHUNK];
    for (size_t i = 0; i < lanes; i++) {
        p0[i] = sf_exp(-lambda[i]);
    }
    for (size_t i = 0; i < lanes; i++) {
        if (!(lambda[i] > 0.0)) {
            count[i] = 0;
        } else if (lambda[i] >= WALK_BELOW) {
            count[i] = series_poisson(word[i], lambda[i]);
        } else {
            count[i] = walk(uniform_of(word[i]), 0, p0[i], lambda[i], 0.0, INT32_MAX);
        }
    }
}

void sf_counts_binomial(const uint32_t *word, const int32_t *n, const double *p,
                        size_t lanes, int32_t *count)
{
    for (size_t i = 0; i < lanes; i += CHUNK) {
        const size_t left = lanes - i;
        binomial_chunk(word + i, n + i, p + i, left < CHUNK ? left : CHUNK, count + i);
    }
}

void sf_counts_poisson(const uint32_t *word, const double *lambda, size_t lanes,
                       int32_t *count)
{
    for (size_t i = 0; i < lanes; i += CHUNK) {
        const size_t left = lanes - i;
        poisson_chunk(word + i, lambda + i, left < CHUNK ? left : CHUNK, count + i);
    }
}
