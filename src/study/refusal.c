#include "study/refusal.h"

#include <math.h>
#include <stdio.h>

#include "core/text.h"

/** Where fewer runs come near a figure, more of them would still show its outskirts. */
enum { LEAST_NEAR = 20 };

/** An actual beside what the runs have of it. */
struct distance {
    size_t actual;
    size_t n_near;  /* runs within two sd of it */
    double nearest; /* the least distance of a run, in sd */
};

static struct distance measure_distance(const struct sf_history *history, size_t actual)
{
    const struct sf_actual *one = &history->actuals->actual[actual];
    struct distance distance = {.actual = actual, .nearest = INFINITY};
    for (size_t r = 0; r < history->n_runs; r++) {
        const int64_t apart = sf_history_expected(history, one, r) - one->value;
        const double z = fabs((double)apart) / one->sd;
        distance.n_near += z <= 2.0;
        distance.nearest = fmin(distance.nearest, z);
    }
    return distance;
}

/** The actual that the fewest runs come near, and of equals the furthest. */
static struct distance find_furthest(const struct sf_history *history)
{
    struct distance furthest = {.n_near = history->n_runs + 1};
    for (size_t i = 0; i < history->actuals->n; i++) {
        if (history->actuals->actual[i].sd == 0.0) {
            continue;
        }
        const struct distance found = measure_distance(history, i);
        if (found.n_near < furthest.n_near ||
            (found.n_near == furthest.n_near && found.nearest > furthest.nearest)) {
            furthest = found;
        }
    }
    return furthest;
}

/** "£3,980,000" or "61,000 members" */
static void say_value(enum sf_measure measure, double held, char words[64])
{
    char number[SF_NUMBER_CHARS];
    const enum sf_unit unit = sf_measure_unit(measure);
    const double shown = round(held / sf_unit_divisor(unit));
    if (unit == SF_UNIT_GBP) {
        sf_pounds_say(shown, number);
        snprintf(words, 64, "%s", number);
    } else {
        sf_count_say((int64_t)shown, number);
        snprintf(words, 64, "%s%s", number,
                 measure == SF_STRIKE_DAYS ? " strike-days" : " members");
    }
}

/** "--runs 60000; " where so many would do; "" where more of the same would not. */
static void say_runs(const struct sf_forecast *forecast, size_t n_near, char words[64])
{
    const double effective = sf_forecast_effective(forecast);
    const double need = 1.2 * SF_LEAST_EFFECTIVE / effective * (double)forecast->runs;
    double unit = 1.0;
    while (need / unit >= 10.0) {
        unit *= 10.0;
    }
    const double runs = ceil(need / unit) * unit;
    words[0] = '\0';
    if (n_near >= LEAST_NEAR && runs <= (double)SF_MAX_RUNS) {
        snprintf(words, 64, "--runs %.0f; ", runs);
    }
}

void sf_refusal_add(const struct sf_forecast *forecast,
                    const struct sf_history *history, struct sf_faults *faults)
{
    char runs[32];
    char more[64];
    sf_count_say((int64_t)forecast->runs, runs);
    if (forecast->runs < SF_LEAST_EFFECTIVE) {
        sf_faults_add(faults, forecast->actuals->file, 0,
                      "%s simulated campaigns are too few for a forecast: at least %d "
                      "are needed (--runs)",
                      runs, SF_LEAST_EFFECTIVE);
        return;
    }
    const struct distance furthest = find_furthest(history);
    say_runs(forecast, furthest.n_near, more);
    const struct sf_actual *actual = &forecast->actuals->actual[furthest.actual];
    const size_t measure = sf_history_measure(history, actual->measure);
    const struct sf_statistic *band =
        sf_forecast_band(forecast, 0, measure, actual->month);
    char month[24];
    char value[64];
    char sd[64];
    char low[64];
    char high[64];
    char near[32];
    char worth[32];
    sf_month_say(sf_experiment_scenario(forecast->experiment)->start +
                     (int32_t)actual->month - 1,
                 month);
    say_value(actual->measure, (double)actual->value, value);
    say_value(actual->measure, actual->sd, sd);
    say_value(actual->measure, band->q05, low);
    say_value(actual->measure, band->q95, high);
    sf_count_say((int64_t)furthest.n_near, near);
    sf_count_say((int64_t)floor(sf_forecast_effective(forecast)), worth);
    sf_faults_add(
        faults, forecast->actuals->file, actual->line,
        "too few of the scenario's campaigns agree with what happened: %s are worth "
        "%s evenly weighed ones, and %d are needed. Furthest off is %s of %s, %s give "
        "or take %s: 90 in 100 campaigns have %s to %s, and %s of %s come within twice "
        "the give or take. What may help: %sa larger sd where the figure is less "
        "certain than that; inputs that allow for what happened",
        runs, worth, SF_LEAST_EFFECTIVE, sf_measure_name(actual->measure), month, value,
        sd, low, high, near, runs, more);
}

/** The key of the fund from which other sums follow than those of the plan; NULL. */
static const char *key_that_reads_fund(const struct sf_experiment *experiment)
{
    const struct sf_scenario *scenario = sf_experiment_scenario(experiment);
    const struct sf_fund_terms *fund = &scenario->fund;
    if (fund->interest != 0.0) {
        return "fund.interest";
    }
    return fund->overdraft_interest != 0.0 ? "fund.overdraft_interest" : NULL;
}

bool sf_refusal_check_exact(const struct sf_experiment *experiment,
                            const struct sf_actuals *actuals, struct sf_faults *faults)
{
    const char *key = key_that_reads_fund(experiment);
    const bool is_read = sf_strategy_reads_fund(sf_experiment_scenario(experiment),
                                                sf_experiment_strategy(experiment, 0));
    for (size_t i = 0; i < actuals->n && (key != NULL || is_read); i++) {
        if (actuals->actual[i].sd == 0.0 && is_read) {
            sf_faults_add(faults, actuals->file, actuals->actual[i].line,
                          "a balance known exactly (sd 0) cannot be put in place of "
                          "the simulated one where what happens turns on the fund, as "
                          "it does under this strategy; give it an sd");
            return false;
        }
        if (actuals->actual[i].sd == 0.0) {
            sf_faults_add(faults, actuals->file, actuals->actual[i].line,
                          "a balance known exactly (sd 0) cannot be put in place of "
                          "the simulated one where other sums follow from it, here by "
                          "'%s'; give it an sd, or --set %s=0",
                          key, key);
            return false;
        }
    }
    return true;
}
