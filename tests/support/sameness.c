#include "support/sameness.h"

#include <criterion/criterion.h>
#include <math.h>

#include "results/results.h"

static void same_double(double a, double b, const char *what)
{
    cr_assert(a == b || (isnan(a) && isnan(b)), "%s: %.17g and %.17g", what, a, b);
}

static void same_statistic(struct sf_statistic a, struct sf_statistic b,
                           const char *name)
{
    cr_assert_eq(a.runs, b.runs);
    cr_assert_eq(a.has_moments, b.has_moments);
    const double of_a[] = {a.mean, a.sd,  a.se,  a.q05,           a.q25,
                           a.q50,  a.q75, a.q95, a.quantile_width};
    const double of_b[] = {b.mean, b.sd,  b.se,  b.q05,           b.q25,
                           b.q50,  b.q75, b.q95, b.quantile_width};
    for (size_t i = 0; i < sizeof(of_a) / sizeof(of_a[0]); i++) {
        same_double(of_a[i], of_b[i], name);
    }
}

static void same_mean(struct sf_mean a, struct sf_mean b, const char *what)
{
    same_double(a.mean, b.mean, what);
    same_double(a.se, b.se, what);
}

static void same_kinds(const struct sf_results *a, const struct sf_results *b, size_t s,
                       size_t month)
{
    for (int kind = 0; kind < SF_N_KINDS; kind++) {
        const struct sf_days_of_kind x =
            sf_results_kind(a, s, month, (enum sf_kind)kind);
        const struct sf_days_of_kind y =
            sf_results_kind(b, s, month, (enum sf_kind)kind);
        same_double(x.mean, y.mean, "days of a kind");
        same_double(x.sd, y.sd, "spread of the days of a kind");
    }
}

/** Pots, where both have any. */
static void same_pots(const struct sf_results *a, const struct sf_results *b, size_t s,
                      size_t month)
{
    for (size_t p = 0; p < sf_results_n_pots(a) && p < sf_results_n_pots(b); p++) {
        for (int k = 0; k < SF_N_POT_MEASURES; k++) {
            const enum sf_pot_measure measure = (enum sf_pot_measure)k;
            same_statistic(sf_results_pot(a, s, month, p, measure),
                           sf_results_pot(b, s, month, p, measure),
                           sf_pot_measure_name(measure));
        }
    }
}

static void same_spread(const struct sf_results *a, const struct sf_results *b,
                        size_t s, size_t month)
{
    const struct sf_spread x = sf_results_spread(a, s, month);
    const struct sf_spread y = sf_results_spread(b, s, month);
    cr_assert_eq(x.is_defined, y.is_defined);
    cr_assert_eq(x.twins, y.twins);
    for (size_t source = 0; source < SF_N_SOURCES; source++) {
        same_mean(x.share[source], y.share[source], "share of the spread");
    }
}

static void same_employers(const struct sf_results *a, const struct sf_results *b,
                           size_t s)
{
    cr_assert_eq(a->n_employers, b->n_employers);
    for (size_t e = 0; e < a->n_employers; e++) {
        for (size_t k = 0; k < SF_N_EMPLOYER_MEASURES; k++) {
            const enum sf_employer_measure measure = (enum sf_employer_measure)k;
            same_mean(sf_results_employer(a, s, e, measure),
                      sf_results_employer(b, s, e, measure),
                      sf_employer_measure_name(measure));
        }
    }
}

static void same_strategy(const struct sf_results *a, const struct sf_results *b,
                          size_t s, size_t n_bands)
{
    const size_t n_months = sf_results_n_months(a);
    for (size_t m = 0; m <= n_months; m++) {
        for (size_t k = 0; k < SF_N_MEASURES; k++) {
            const enum sf_measure measure = (enum sf_measure)k;
            same_statistic(sf_results_monthly(a, s, m, measure),
                           sf_results_monthly(b, s, m, measure),
                           sf_measure_name(measure));
        }
        same_spread(a, b, s, m);
        same_kinds(a, b, s, m);
        same_pots(a, b, s, m);
    }
    same_employers(a, b, s);
    for (size_t t = 0; t < SF_N_TOTALS; t++) {
        const enum sf_total total = (enum sf_total)t;
        same_statistic(sf_results_total(a, s, total), sf_results_total(b, s, total),
                       sf_total_name(total));
        for (double p = 0.01; p < 1.0; p += 0.07) {
            same_double(sf_results_total_quantile(a, s, total, p),
                        sf_results_total_quantile(b, s, total, p),
                        sf_total_name(total));
        }
    }
    const bool have_pots = a->n_pots > 0 && b->n_pots > 0;
    const size_t n_events = have_pots ? SF_N_EVENTS : SF_N_SHORTAGE_EVENTS;
    for (size_t e = 0; e < n_events; e++) {
        for (size_t m = 0; m <= n_months + 1; m++) {
            cr_assert_eq(sf_results_first(a, s, m, (enum sf_event)e),
                         sf_results_first(b, s, m, (enum sf_event)e));
        }
    }
    for (size_t k = 0; k < SF_N_RATIOS; k++) {
        const struct sf_ratio x = sf_results_ratio(a, s, (enum sf_ratio_kind)k);
        const struct sf_ratio y = sf_results_ratio(b, s, (enum sf_ratio_kind)k);
        same_double(x.value, y.value, "ratio");
        same_double(x.se, y.se, "error of a ratio");
    }
    for (size_t band = 0; band < 2 * n_bands; band++) {
        const struct sf_member_view x =
            sf_results_member_view(a, s, band / 2, band % 2 == 0);
        const struct sf_member_view y =
            sf_results_member_view(b, s, band / 2, band % 2 == 0);
        same_double(x.net, y.net, "a member's view");
        same_double(x.levy_paid, y.levy_paid, "a member's levy");
    }
    same_double(sf_results_mean_of_worst(a, s), sf_results_mean_of_worst(b, s),
                "worst");
    for (double p = 0.05; p < 1.0; p += 0.15) {
        cr_assert_eq(sf_results_run_at(a, s, p), sf_results_run_at(b, s, p));
    }
}

void expect_same_results(const struct sf_results *a, const struct sf_results *b,
                         size_t n_bands)
{
    const size_t n = sf_results_n_strategies(a);
    cr_assert_eq(n, sf_results_n_strategies(b));
    cr_assert_eq(sf_results_runs(a), sf_results_runs(b));
    for (size_t s = 0; s < n; s++) {
        same_strategy(a, b, s, n_bands);
        for (size_t other = 0; other < n * SF_N_TOTALS; other++) {
            const enum sf_total total = (enum sf_total)(other % SF_N_TOTALS);
            const struct sf_difference x =
                sf_results_difference(a, s, other / SF_N_TOTALS, total);
            const struct sf_difference y =
                sf_results_difference(b, s, other / SF_N_TOTALS, total);
            same_double(x.mean, y.mean, "difference");
            same_double(x.se, y.se, "error of a difference");
            same_double(x.share_a_above_b, y.share_a_above_b, "share above");
        }
    }
}

void expect_same_rows(const struct sf_ledger *a, const struct sf_ledger *b,
                      enum sf_measure measure)
{
    cr_assert_eq(a->n_months, b->n_months);
    for (size_t m = 0; m <= a->n_months; m++) {
        cr_assert_eq(sf_ledger_value(a, m, measure), sf_ledger_value(b, m, measure),
                     "%s of month %zu in run %lu: %ld and %ld",
                     sf_measure_name(measure), m, (unsigned long)a->run,
                     (long)sf_ledger_value(a, m, measure),
                     (long)sf_ledger_value(b, m, measure));
    }
}

void expect_same_ledgers(const struct sf_ledger *a, const struct sf_ledger *b)
{
    for (size_t k = 0; k < SF_N_MEASURES; k++) {
        expect_same_rows(a, b, (enum sf_measure)k);
    }
}
