#include "support/fit.h"

#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

/* Beyond five standard deviations, on both sides. */
#define SMALL_CHANCE 5.733e-7

void expect_fits_counts(const uint64_t *count, const double *chance, size_t n,
                        uint64_t draws, const char *what)
{
    double statistic = 0.0;
    size_t n_classes = 0;
    double wanted = 0.0;
    double found = 0.0;
    double chance_left = 1.0;
    uint64_t count_left = draws;
    double last_wanted = 0.0;
    double last_found = 0.0;
    for (size_t i = 0; i <= n; i++) {
        wanted += (double)draws * (i < n ? chance[i] : fmax(chance_left, 0.0));
        found += (double)(i < n ? count[i] : count_left);
        if (i < n) {
            chance_left -= chance[i];
            count_left -= count[i];
        }
        if (wanted < 20.0 && i < n) {
            continue;
        }
        if (i == n && wanted < 20.0) { /* too few for a class: join the one before */
            statistic -= pow(last_found - last_wanted, 2.0) / last_wanted;
            n_classes--;
            wanted += last_wanted;
            found += last_found;
        }
        statistic += pow(found - wanted, 2.0) / wanted;
        n_classes++;
        last_wanted = wanted;
        last_found = found;
        wanted = 0.0;
        found = 0.0;
    }
    cr_assert_gt(n_classes, 1, "%s: nothing to compare", what);
    const double p = gsl_cdf_chisq_Q(statistic, (double)(n_classes - 1));
    cr_expect_gt(p, SMALL_CHANCE, "%s: chi-square %.1f with %zu classes, p %.2e", what,
                 statistic, n_classes, p);
}

static int compare(const void *a_void, const void *b_void)
{
    const double *a = a_void;
    const double *b = b_void;
    return *a < *b ? -1 : *a > *b;
}

void expect_fits_function(double *value, size_t n,
                          double (*cdf)(double x, const void *context),
                          const void *context, const char *what)
{
    qsort(value, n, sizeof(*value), compare);
    double furthest = 0.0;
    for (size_t i = 0; i < n; i++) {
        const double f = cdf(value[i], context);
        furthest = fmax(furthest, fabs(f - (double)i / (double)n));
        furthest = fmax(furthest, fabs(f - (double)(i + 1) / (double)n));
    }
    /* P(sqrt n D > d) is 2 exp(-2 d^2). */
    const double d = furthest * sqrt((double)n);
    const double p = 2.0 * exp(-2.0 * d * d);
    cr_expect_gt(p, SMALL_CHANCE, "%s: sqrt(n) D = %.3f, p %.2e", what, d, p);
}
