#include "random/quantiles.h"

#include "core/maths.h"

/*
 * Two ways, one answer: the series in double precision, and where its bound cannot tell
 * (about one draw in a thousand) the exact tail sum, stepping from a guess.
 */
#define SERIES_FROM 10.0 /* n min(p, 1 - p); the bound was checked from 5 on ... */
#define Z_LIMIT     3.75 /* ... and up to here */

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

int32_t sf_binomial_settle(uint32_t word, int32_t n, double p, int32_t guess)
{
    if (n <= 0 || !(p > 0.0)) {
        return 0;
    }
    if (p >= 1.0) {
        return n;
    }
    const double q = 1.0 - p;
    const double mean = (double)n * p;
    if ((double)n * (p < q ? p : q) >= SERIES_FROM) {
        const double z = sf_normal_quantile(uniform_of(word));
        const struct guess better = series(mean, mean * q, q - p, p * q, z);
        return better.is_certain ? (int32_t)better.k
                                 : sf_binomial_quantile(word, n, p, better.k);
    }
    return sf_binomial_quantile(word, n, p, (double)guess);
}

int32_t sf_poisson_settle(uint32_t word, double lambda, int32_t guess)
{
    if (!(lambda > 0.0)) {
        return 0;
    }
    if (lambda >= SERIES_FROM) {
        const double z = sf_normal_quantile(uniform_of(word));
        const struct guess better = series(lambda, lambda, 1.0, 0.0, z);
        return better.is_certain ? (int32_t)better.k
                                 : sf_poisson_quantile(word, lambda, better.k);
    }
    return sf_poisson_quantile(word, lambda, (double)guess);
}
