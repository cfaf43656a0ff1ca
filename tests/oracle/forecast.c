/* Forecasts whose answer is known: normal rates, normal errors, straight lines. */
#include "strikefund/forecast.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "support/campaign.h"
#include "support/works.h"

#define QUIET "strategies = ( { name = \"wait\"; } );\n"

/** The fund opens at N(m, s) and receives N(d, e) a month, eight months; pounds. */
#define OPENING_MEAN  10400.0
#define OPENING_SD    730.0
#define DONATION_MEAN 310.0
#define DONATION_SD   61.0
#define LINEAR                                                                         \
    WORKS_HEAD "seed = \"%d\"; runs = %d;\n"                                           \
               "fund : { opening = { dist = \"normal\"; mean = 10400.0; sd = 730.0; "  \
               "};\n"                                                                  \
               "  donations = { dist = \"normal\"; mean = 310.0; sd = 61.0; }; "       \
               "};\n" WORKS_PLACE QUIET

static char NAME[] = "a.csv";

static struct sf_actual balance(size_t month, double pounds, double sd)
{
    return (struct sf_actual){.line = (int)month + 2,
                              .month = month,
                              .measure = SF_BALANCE,
                              .value = llround(pounds * 100.0),
                              .sd = sd * 100.0,
                              .grade = 'J'};
}

/** Of the campaign's only strategy; freed by the caller. */
static struct sf_forecast *make(const struct campaign *c,
                                const struct sf_actuals *actuals)
{
    const struct sf_experiment_options options = {.n_threads = 1};
    struct sf_faults faults = {0};
    struct sf_forecast *forecast = NULL;
    const enum sf_status status =
        sf_forecast_make(c->experiment, actuals, &options, &faults, &forecast);
    cr_assert_eq(status, SF_OK, "%s", faults.n > 0 ? faults.fault[0].words : "");
    sf_faults_free(&faults);
    return forecast;
}

/** Opening and donations after what happened, by the normal equations. */
struct plane {
    double mean[2], variance[2], covariance;
};

/** Each figure is opening + month * donations, with an error. */
static struct plane posterior(const struct sf_actuals *actuals, double with_opening)
{
    double a = 1.0 / (OPENING_SD * OPENING_SD);
    double b = 0.0;
    double c = 1.0 / (DONATION_SD * DONATION_SD);
    double u = OPENING_MEAN * a;
    double v = DONATION_MEAN * c;
    for (size_t i = 0; i < actuals->n; i++) {
        const double m = (double)actuals->actual[i].month;
        const double precision = 1e4 / (actuals->actual[i].sd * actuals->actual[i].sd);
        const double value = (double)actuals->actual[i].value / 100.0;
        a += with_opening * precision;
        b += with_opening * m * precision;
        c += m * m * precision;
        u += with_opening * value * precision;
        v += m * value * precision;
    }
    const double determinant = a * c - b * b;
    return (struct plane){
        .mean = {(c * u - b * v) / determinant, (a * v - b * u) / determinant},
        .variance = {c / determinant, a / determinant},
        .covariance = -b / determinant};
}

/** A mean within four standard errors, an sd within five. */
static void expect_normal(const char *what, double mean, double sd, double true_mean,
                          double true_sd, double effective)
{
    const double z = (mean - true_mean) / (true_sd / sqrt(effective));
    const double of_sd = (sd / true_sd - 1.0) * sqrt(2.0 * effective);
    cr_expect(fabs(z) < 4.0, "%s: mean %.3f for %.3f, z %.2f", what, mean, true_mean,
              z);
    cr_expect(fabs(of_sd) < 5.0, "%s: sd %.3f for %.3f, z %.2f", what, sd, true_sd,
              of_sd);
}

Test(forecast, normal_rates_are_learnt_as_the_normal_equations_say)
{
    for (int seed = 3; seed < 7; seed++) {
        struct campaign c = campaign_open(LINEAR, seed, 20000);
        struct sf_actual actual[] = {balance(2, 10350.0, 410.0),
                                     balance(5, 12890.0, 330.0)};
        const struct sf_actuals actuals = {.file = NAME, .actual = actual, .n = 2};
        struct sf_forecast *forecast = make(&c, &actuals);
        const struct plane true_plane = posterior(&actuals, 1.0);
        const double effective = sf_forecast_effective(forecast);
        cr_assert_eq(forecast->n_learnt, 2);
        for (size_t i = 0; i < 2; i++) {
            const struct sf_learnt *learnt = &forecast->learnt[i];
            const char *name = c.scenario->input[learnt->input].name;
            const size_t k = strcmp(name, "fund.opening") == 0 ? 0 : 1;
            expect_normal(name, learnt->after.mean, learnt->after.sd,
                          true_plane.mean[k], sqrt(true_plane.variance[k]), effective);
            expect_normal(name, learnt->before.mean, learnt->before.sd,
                          k == 0 ? OPENING_MEAN : DONATION_MEAN,
                          k == 0 ? OPENING_SD : DONATION_SD, 20000.0);
            cr_expect_float_eq(learnt->after.q95 - learnt->after.q50,
                               1.6449 * sqrt(true_plane.variance[k]),
                               0.16 * sqrt(true_plane.variance[k]));
        }
        const struct sf_statistic end =
            sf_results_total(forecast->now, 0, SF_T_CLOSING_BALANCE);
        expect_normal("closing", end.mean / 100.0, end.sd / 100.0,
                      true_plane.mean[0] + 8.0 * true_plane.mean[1],
                      sqrt(true_plane.variance[0] + 64.0 * true_plane.variance[1] +
                           16.0 * true_plane.covariance),
                      effective);
        sf_forecast_free(forecast);
        campaign_close(&c);
    }
}

Test(forecast, the_effective_number_is_that_of_two_normal_densities)
{
    struct campaign c = campaign_open(LINEAR, 29, 40000);
    struct sf_actual actual[] = {balance(0, 10000.0, 500.0)};
    const struct sf_actuals actuals = {.file = NAME, .actual = actual, .n = 1};
    struct sf_forecast *forecast = make(&c, &actuals);
    /* E[w] and E[w^2] of w = exp(-(x - a)^2 / 2 s^2), x normal. */
    const double t = OPENING_SD * OPENING_SD;
    const double s = 500.0 * 500.0;
    const double d = 400.0 * 400.0;
    const double first = sqrt(s / (s + t)) * exp(-d / (2.0 * (s + t)));
    const double second = sqrt(s / (s + 2.0 * t)) * exp(-d / (s + 2.0 * t));
    cr_expect_float_eq(sf_forecast_effective(forecast) / 40000.0,
                       first * first / second, 0.01);
    sf_forecast_free(forecast);
    campaign_close(&c);
}

/** A campaign with chance in everything, and claims that are paid late. */
#define LIVELY                                                                         \
    WORKS_HEAD                                                                         \
    "seed = \"11\"; runs = 900;\n"                                                     \
    "fund : { opening = { dist = \"uniform\"; low = 900.0; high = 4100.0; "            \
    "}; minimum_balance = 700.0; };\n" WORKS_PLACE WORKS_LEVY(                         \
        "notpay = { dist = \"beta\"; mean = 0.21; sd = 0.1; }; fail = "                \
        "0.04;") "rules : { paid = { basis = \"net\"; rate = 1.0; claim_lag = "        \
                 "[0.3, 0.7]; "                                                        \
                 "}; };\n"                                                             \
                 "strategies = ( { name = \"all\"; levy = \"levy\"; actions = "        \
                 "( " PICKETS("rule = \"paid\"; participation = { dist = "             \
                              "\"beta\"; mean = 0.7; sd = "                            \
                              "0.1; };") " ); } );\n"

static double mean_of(const struct sf_results *results, size_t month,
                      enum sf_measure measure)
{
    return sf_results_monthly(results, 0, month, measure).mean;
}

Test(forecast, a_balance_known_exactly_moves_all_later_ones_to_the_penny)
{
    struct campaign c = campaign_open(LIVELY);
    struct sf_actual actual[] = {balance(3, 1234.57, 0.0), balance(6, 876.41, 0.0)};
    const struct sf_actuals actuals = {.file = NAME, .actual = actual, .n = 2};
    struct sf_forecast *forecast = make(&c, &actuals);
    const struct sf_results *then = forecast->outset;
    const struct sf_results *now = forecast->now;
    /* Nothing is learnt: every run counts once. */
    cr_expect_float_eq(sf_forecast_effective(forecast), 900.0, 1e-9);
    const double first = 123457.0 - mean_of(then, 3, SF_BALANCE);
    const double second = 87641.0 - mean_of(then, 6, SF_BALANCE);
    for (size_t m = 0; m <= 8; m++) {
        const double by = m < 3 ? 0.0 : m < 6 ? first : second;
        const double by_last = m <= 3 ? 0.0 : m <= 6 ? first : second;
        cr_expect_float_eq(mean_of(now, m, SF_BALANCE),
                           mean_of(then, m, SF_BALANCE) + by, 1e-6, "month %zu", m);
        cr_expect_float_eq(mean_of(now, m, SF_NET_POSITION),
                           mean_of(then, m, SF_NET_POSITION) + by, 1e-6);
        cr_expect_float_eq(mean_of(now, m, SF_LOW_IN_MONTH),
                           mean_of(then, m, SF_LOW_IN_MONTH) + by_last, 1e-6);
        cr_expect_float_eq(mean_of(now, m, SF_CLAIMS), mean_of(then, m, SF_CLAIMS),
                           1e-9);
    }
    const struct sf_statistic known = sf_results_monthly(now, 0, 6, SF_BALANCE);
    cr_expect(known.q05 == 87641.0 && known.q95 == 87641.0 && known.sd == 0.0);
    cr_expect_float_eq(sf_results_total(now, 0, SF_T_CLOSING_BALANCE).mean,
                       mean_of(now, 8, SF_BALANCE), 1e-6);
    cr_expect_float_eq(sf_results_total(now, 0, SF_T_CLOSING_NET_POSITION).mean,
                       mean_of(now, 8, SF_NET_POSITION), 1e-6);
    /* The sums that are left unexplained close the books. */
    cr_expect_float_eq(forecast->unexplained[0].mean, first, 1e-6);
    cr_expect_float_eq(forecast->unexplained[1].mean, second - first, 1e-6);
    sf_forecast_free(forecast);
    campaign_close(&c);
}

Test(forecast, events_and_the_lowest_balance_are_of_the_months_to_come)
{
    struct campaign c = campaign_open(LIVELY);
    /* Below zero in June 2026, though there is no outgo from July on. */
    struct sf_actual actual[] = {balance(6, -3.02, 0.0)};
    const struct sf_actuals actuals = {.file = NAME, .actual = actual, .n = 1};
    struct sf_forecast *forecast = make(&c, &actuals);
    cr_expect_eq(sf_results_chance(forecast->now, 0, 6, SF_SHORTFALL).count, 0);
    cr_expect_eq(sf_results_chance(forecast->now, 0, 7, SF_SHORTFALL).count, 900);
    cr_expect_eq(sf_results_chance(forecast->now, 0, 7, SF_BREACH).count, 900);
    const struct sf_statistic lowest =
        sf_results_total(forecast->now, 0, SF_T_LOWEST_BALANCE);
    cr_expect(lowest.mean == -302.0 && lowest.sd == 0.0);
    sf_forecast_free(forecast);
    campaign_close(&c);
}

Test(forecast, figures_after_an_exact_balance_are_compared_with_what_follows_from_it)
{
    struct campaign c = campaign_open(LINEAR, 71, 20000);
    /* From exactly £9,000 in February to £10,305 in July, give or take £140: £261 a
       month, and nothing about the opening. */
    struct sf_actual actual[] = {balance(2, 9000.0, 0.0), balance(7, 10305.0, 140.0)};
    const struct sf_actuals actuals = {.file = NAME, .actual = actual, .n = 2};
    struct sf_forecast *forecast = make(&c, &actuals);
    struct sf_actual slope[] = {balance(5, 1305.0, 140.0)};
    const struct sf_actuals slopes = {.actual = slope, .n = 1};
    const struct plane true_plane = posterior(&slopes, 0.0);
    const double effective = sf_forecast_effective(forecast);
    for (size_t i = 0; i < forecast->n_learnt; i++) {
        const struct sf_learnt *learnt = &forecast->learnt[i];
        const char *name = c.scenario->input[learnt->input].name;
        const bool is_opening = strcmp(name, "fund.opening") == 0;
        expect_normal(name, learnt->after.mean, learnt->after.sd,
                      is_opening ? OPENING_MEAN : true_plane.mean[1],
                      is_opening ? OPENING_SD : sqrt(true_plane.variance[1]),
                      effective);
    }
    sf_forecast_free(forecast);
    campaign_close(&c);
}

Test(forecast, an_exact_balance_that_also_has_an_error_is_evidence_and_a_start)
{
    struct campaign c = campaign_open(LINEAR, 5, 20000);
    struct sf_actual actual[] = {balance(4, 12900.0, 260.0), balance(4, 12900.0, 0.0)};
    const struct sf_actuals actuals = {.file = NAME, .actual = actual, .n = 2};
    struct sf_forecast *forecast = make(&c, &actuals);
    struct sf_actual alone[] = {balance(4, 12900.0, 260.0)};
    const struct sf_actuals one = {.actual = alone, .n = 1};
    const struct plane true_plane = posterior(&one, 1.0);
    const struct sf_statistic end =
        sf_results_total(forecast->now, 0, SF_T_CLOSING_BALANCE);
    expect_normal("closing", end.mean / 100.0, end.sd / 100.0,
                  12900.0 + 4.0 * true_plane.mean[1],
                  4.0 * sqrt(true_plane.variance[1]), sf_forecast_effective(forecast));
    cr_expect_eq(sf_forecast_score(forecast, true).n, 1);
    sf_forecast_free(forecast);
    campaign_close(&c);
}
