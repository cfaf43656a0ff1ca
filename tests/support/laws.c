#include "support/laws.h"

#include <criterion/criterion.h>
#include <math.h>

static void compare(struct sf_statistic found, const char *name, double mean,
                    double variance, double kurtosis)
{
    const double n = (double)found.runs;
    const double se = sqrt(variance / n);
    cr_expect(found.has_moments);
    cr_expect_float_eq(found.mean, mean, 5.0 * se + 1e-9, "%s: mean %.4f, not %.4f",
                       name, found.mean, mean);
    const double of_variance = variance * sqrt((kurtosis - 1.0) / n);
    cr_expect_float_eq(found.sd * found.sd, variance, 5.0 * of_variance + 1e-9,
                       "%s: variance %.4f, not %.4f", name, found.sd * found.sd,
                       variance);
}

void expect_moments(const struct sf_results *results, size_t strategy, size_t month,
                    enum sf_measure measure, double mean, double variance,
                    double kurtosis)
{
    compare(sf_results_monthly(results, strategy, month, measure),
            sf_measure_name(measure), mean, variance, kurtosis);
}

void expect_total_moments(const struct sf_results *results, size_t strategy,
                          enum sf_total total, double mean, double variance,
                          double kurtosis)
{
    compare(sf_results_total(results, strategy, total), sf_total_name(total), mean,
            variance, kurtosis);
}

void expect_chance(struct sf_chance found, double chance)
{
    const double se = sqrt(chance * (1.0 - chance) / (double)found.runs);
    cr_expect_float_eq(found.probability, chance, 5.0 * se + 1e-12, "%.5f, not %.5f",
                       found.probability, chance);
}

void logit_normal_moments(double median, double spread, double *mean, double *variance)
{
    enum { STEPS = 4000 };
    const double logit = log(median / (1.0 - median));
    double weight = 0.0;
    double first = 0.0;
    double second = 0.0;
    for (int i = 0; i <= STEPS; i++) {
        const double e = -8.0 + 16.0 * (double)i / STEPS;
        const double simpson = i == 0 || i == STEPS ? 1.0 : i % 2 == 1 ? 4.0 : 2.0;
        const double density = simpson * exp(-e * e / 2.0);
        const double p = 1.0 / (1.0 + exp(-(logit + spread * e)));
        weight += density;
        first += density * p;
        second += density * p * p;
    }
    *mean = first / weight;
    *variance = second / weight - *mean * *mean;
}
