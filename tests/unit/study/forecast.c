/* Panels, scores and refusals. */
#include "strikefund/forecast.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "strikefund/json.h"
#include "support/campaign.h"
#include "support/works.h"

#define UNSURE                                                                         \
    WORKS_HEAD "seed = \"41\"; runs = %d;\n"                                           \
               "fund : { opening = { dist = \"uniform\"; low = 4000.0; high = "        \
               "8000.0; }; %s };\n" WORKS_PLACE WORKS_LEVY(                            \
                   "notpay = { dist = \"beta\"; mean = 0.3; sd = 0.12; };") LEVY_ALONE

static char NAME[] = "a.csv";
static char HASH[] = "0";

static struct sf_actual figure(size_t month, enum sf_measure measure, int64_t value,
                               double sd)
{
    return (struct sf_actual){.line = (int)month + 2,
                              .month = month,
                              .measure = measure,
                              .value = value,
                              .sd = sd,
                              .grade = 'J'};
}

static enum sf_status try_forecast(const struct campaign *c,
                                   const struct sf_actuals *actuals, int n_threads,
                                   size_t block_runs, struct sf_faults *faults,
                                   struct sf_forecast **forecast)
{
    const struct sf_experiment_options options = {.n_threads = n_threads,
                                                  .block_runs = block_runs};
    return sf_forecast_make(c->experiment, actuals, &options, faults, forecast);
}

Test(forecast_panels, each_month_with_figures_adds_one_that_knows_more)
{
    struct campaign c = campaign_open(UNSURE, 3000, "");
    struct sf_actual actual[] = {figure(0, SF_BALANCE, 570000, 40000.0),
                                 figure(2, SF_LEVY_INCOME, 30000, 4000.0),
                                 figure(2, SF_BALANCE, 610000, 30000.0),
                                 figure(3, SF_LEVY_INCOME, 29100, 1700.0)};
    const struct sf_actuals actuals = {.file = NAME, .actual = actual, .n = 4};
    struct sf_faults faults = {0};
    struct sf_forecast *forecast = NULL;
    cr_assert_eq(try_forecast(&c, &actuals, 1, 0, &faults, &forecast), SF_OK);
    cr_assert_eq(forecast->n_panels, 4);
    static const size_t BEFORE[] = {0, 1, 3, 4};
    static const size_t N_KNOWN[] = {0, 1, 3, 4};
    for (size_t p = 0; p < 4; p++) {
        cr_expect_eq(forecast->panel[p].before, BEFORE[p]);
        cr_expect_eq(forecast->panel[p].n_known, N_KNOWN[p]);
        cr_expect(p == 0 ||
                  forecast->panel[p].effective < forecast->panel[p - 1].effective);
        const struct sf_statistic *end = sf_forecast_band(forecast, p, 0, 8);
        cr_expect_eq(end->runs, 3000);
    }
    static const size_t PANEL_BEFORE[] = {0, 1, 1, 2};
    for (size_t i = 0; i < 4; i++) {
        cr_expect_eq(sf_forecast_panel_before(forecast, i), PANEL_BEFORE[i]);
    }
    /* The first is what the runs say, the last what is forecast. */
    const struct sf_statistic then =
        sf_results_monthly(forecast->outset, 0, 8, SF_BALANCE);
    const struct sf_statistic now = sf_results_monthly(forecast->now, 0, 8, SF_BALANCE);
    cr_expect_eq(sf_forecast_band(forecast, 0, 0, 8)->mean, then.mean);
    cr_expect_eq(sf_forecast_band(forecast, 3, 0, 8)->mean, now.mean);
    cr_expect_lt(now.sd, 0.5 * then.sd);
    sf_forecast_free(forecast);
    campaign_close(&c);
}

Test(forecast_panels, the_outset_is_the_run_itself)
{
    struct campaign c = campaign_open(UNSURE, 700, "");
    struct sf_results *plain = campaign_run(&c, 700);
    struct sf_actual actual[] = {figure(8, SF_MEMBERS, 100, 30.0)};
    const struct sf_actuals actuals = {.file = NAME, .actual = actual, .n = 1};
    struct sf_faults faults = {0};
    struct sf_forecast *forecast = NULL;
    cr_assert_eq(try_forecast(&c, &actuals, 1, 0, &faults, &forecast), SF_OK);
    for (size_t m = 0; m <= 8; m++) {
        for (int k = 0; k < SF_N_MEASURES; k++) {
            const struct sf_statistic a =
                sf_results_monthly(plain, 0, m, (enum sf_measure)k);
            const struct sf_statistic b =
                sf_results_monthly(forecast->outset, 0, m, (enum sf_measure)k);
            cr_expect(a.mean == b.mean && a.sd == b.sd && a.q05 == b.q05 &&
                          a.q95 == b.q95,
                      "month %zu, measure %d", m, k);
        }
    }
    sf_forecast_free(forecast);
    sf_results_free(plain);
    campaign_close(&c);
}

Test(forecast_panels, threads_and_blocks_change_no_byte)
{
    struct campaign c = campaign_open(UNSURE, 2111, "");
    struct sf_actual actual[] = {figure(2, SF_LEVY_INCOME, 30000, 4000.0),
                                 figure(3, SF_BALANCE, 650000, 50000.0),
                                 figure(3, SF_BALANCE, 655500, 0.0)};
    const struct sf_actuals actuals = {
        .file = NAME, .sha256 = HASH, .actual = actual, .n = 3};
    static const struct {
        int n_threads;
        size_t block_runs;
    } CUT[] = {{1, 128}, {3, 128}, {2, 7}, {1, 1000}, {0, 0}};
    char *first = NULL;
    for (size_t i = 0; i < sizeof(CUT) / sizeof(CUT[0]); i++) {
        struct sf_faults faults = {0};
        struct sf_forecast *forecast = NULL;
        char *text = NULL;
        cr_assert_eq(try_forecast(&c, &actuals, CUT[i].n_threads, CUT[i].block_runs,
                                  &faults, &forecast),
                     SF_OK);
        cr_assert_eq(sf_json_of_forecast(forecast, "test", NULL, &text), SF_OK);
        sf_forecast_free(forecast);
        if (first == NULL) {
            first = text;
        } else {
            cr_expect_str_eq(text, first, "cut %zu", i);
            free(text);
        }
    }
    free(first);
    campaign_close(&c);
}

Test(forecast_score, a_figure_lies_in_the_middle_the_band_near_it_or_outside)
{
    const struct sf_statistic band = {
        .q05 = 10.0, .q25 = 20.0, .q75 = 40.0, .q95 = 70.0};
    static const struct {
        int64_t value;
        double sd;
        enum sf_place_in_band place;
    } CASE[] = {{20, 1.0, SF_IN_MIDDLE}, {40, 1.0, SF_IN_MIDDLE}, {19, 1.0, SF_IN_BAND},
                {41, 1.0, SF_IN_BAND},   {10, 1.0, SF_IN_BAND},   {70, 1.0, SF_IN_BAND},
                {9, 1.0, SF_NEARLY},     {73, 3.0, SF_NEARLY},    {74, 3.0, SF_OUTSIDE},
                {8, 1.5, SF_OUTSIDE},    {71, 0.0, SF_OUTSIDE}};
    for (size_t i = 0; i < sizeof(CASE) / sizeof(CASE[0]); i++) {
        const struct sf_actual actual = {.value = CASE[i].value, .sd = CASE[i].sd};
        cr_expect_eq(sf_forecast_place(&actual, &band), CASE[i].place, "case %zu", i);
    }
}

Test(forecast_score, counts_what_held_at_the_outset_and_step_by_step)
{
    struct campaign c = campaign_open(UNSURE, 3000, "");
    /* The fund opens at £7,900 more or less; then £6,000 in April, which 4,000 to 8,000
       allowed, is no longer likely. */
    struct sf_actual actual[] = {figure(0, SF_BALANCE, 790000, 60000.0),
                                 figure(4, SF_BALANCE, 640000, 70000.0)};
    const struct sf_actuals actuals = {.file = NAME, .actual = actual, .n = 2};
    struct sf_faults faults = {0};
    struct sf_forecast *forecast = NULL;
    cr_assert_eq(try_forecast(&c, &actuals, 1, 0, &faults, &forecast), SF_OK);
    const struct sf_score outset = sf_forecast_score(forecast, true);
    const struct sf_score stepwise = sf_forecast_score(forecast, false);
    cr_expect(outset.n == 2 && stepwise.n == 2);
    cr_expect_eq(outset.held, 1);   /* £7,900 is above 95 of 100 */
    cr_expect_eq(stepwise.held, 0); /* and then £6,400 is below what follows from it */
    sf_forecast_free(forecast);
    campaign_close(&c);
}

static void expect_refusal(const char *fund, int runs, struct sf_actual *actual,
                           size_t n, int line, const char *words)
{
    struct campaign c = campaign_open(UNSURE, runs, fund);
    const struct sf_actuals actuals = {.file = NAME, .actual = actual, .n = n};
    struct sf_faults faults = {0};
    struct sf_forecast *forecast = NULL;
    cr_expect_eq(try_forecast(&c, &actuals, 1, 0, &faults, &forecast), SF_ERR_SCENARIO);
    cr_expect_null(forecast);
    cr_assert_eq(faults.n, 1);
    cr_expect_str_eq(faults.fault[0].file, "a.csv");
    cr_expect_eq(faults.fault[0].line, line);
    cr_expect_str_eq(faults.fault[0].words, words);
    sf_faults_free(&faults);
    campaign_close(&c);
}

Test(forecast_refusal, names_the_figure_that_lies_furthest_off)
{
    struct sf_actual actual[] = {figure(2, SF_LEVY_INCOME, 30000, 4000.0),
                                 figure(3, SF_BALANCE, 1200000, 30000.0)};
    expect_refusal(
        "", 3000, actual, 2, 5,
        "too few of the scenario's campaigns agree with what happened: 3,000 are worth "
        "14 evenly weighed ones, and 200 are needed. Furthest off is balance of March "
        "2026, £12,000 give or take £300: 90 in 100 campaigns have £4,714 to £8,345, "
        "and 0 of 3,000 come within twice the give or take. What may help: a larger sd "
        "where the figure is less certain than that; inputs that allow for what "
        "happened");
}

Test(forecast_refusal, says_how_many_runs_would_do)
{
    struct sf_actual actual[] = {figure(2, SF_BALANCE, 600000, 2000.0)};
    expect_refusal(
        "", 3000, actual, 1, 4,
        "too few of the scenario's campaigns agree with what happened: 3,000 are worth "
        "66 evenly weighed ones, and 200 are needed. Furthest off is balance of "
        "February 2026, £6,000 give or take £20: 90 in 100 campaigns have £4,446 to "
        "£8,071, and 75 of 3,000 come within twice the give or take. What may help: "
        "--runs 20000; a larger sd where the figure is less certain than that; inputs "
        "that allow for what happened");
}

Test(forecast_refusal, too_few_runs_are_too_few_whatever_they_say)
{
    struct sf_actual actual[] = {figure(2, SF_BALANCE, 600000, 0.0)};
    expect_refusal("", 199, actual, 1, 0,
                   "199 simulated campaigns are too few for a forecast: at least 200 "
                   "are needed (--runs)");
}

Test(forecast_refusal, a_balance_that_others_follow_from_is_not_put_in_place)
{
    struct sf_actual actual[] = {figure(2, SF_BALANCE, 600000, 5000.0),
                                 figure(3, SF_BALANCE, 600000, 0.0)};
    expect_refusal("interest = 0.02;", 900, actual, 2, 5,
                   "a balance known exactly (sd 0) cannot be put in place of the "
                   "simulated one where other sums follow from it, here by "
                   "'fund.interest'; give it an sd, or --set fund.interest=0");
}

Test(forecast_refusal, a_balance_that_decides_what_happens_is_not_put_in_place)
{
    struct sf_actual actual[] = {figure(3, SF_BALANCE, 600000, 0.0)};
    expect_refusal("on_shortfall = \"scale\";", 900, actual, 1, 5,
                   "a balance known exactly (sd 0) cannot be put in place of the "
                   "simulated one where what happens turns on the fund, as it does "
                   "under this strategy; give it an sd");
}
