#include "output/forecast_tables.h"

#include <math.h>
#include <stdio.h>

#include "results/results.h"
#include "strikefund/scenario.h"

#define STATISTIC "runs,mean,se,sd,q05,q25,q50,q75,q95"
#define QUANTILES "q05,q25,q50,q75,q95"
#define WHEN      "strategy,known_to,effective_runs,"

const char SF_FORECAST_COLUMNS[] = WHEN "month,date,measure,unit," STATISTIC;
const char SF_FORECAST_SUMMARY_COLUMNS[] = WHEN "measure,unit," STATISTIC;
const char SF_FORECAST_RISK_COLUMNS[] =
    WHEN "month,event,runs,count,probability,lower95,upper95";
const char SF_FORECAST_SCORE_COLUMNS[] =
    WHEN "date,measure,unit,value,sd,grade,source," QUANTILES ",place";
const char SF_FORECAST_LEARNT_COLUMNS[] =
    "strategy,input,grade,before_mean,before_sd,before_q05,before_q50,before_q95,"
    "after_mean,after_sd,after_q05,after_q50,after_q95";
const char SF_FORECAST_BACKTEST_COLUMNS[] = WHEN "month,date,measure,unit," QUANTILES;

const struct sf_scenario *sf_forecast_scenario(const struct sf_forecast *forecast)
{
    return sf_experiment_scenario(forecast->experiment);
}

const char *sf_forecast_strategy(const struct sf_forecast *forecast)
{
    const size_t own = sf_experiment_strategy(forecast->experiment, 0);
    return sf_forecast_scenario(forecast)->strategy[own].name;
}

int32_t sf_forecast_month(const struct sf_forecast *forecast, size_t month)
{
    return sf_forecast_scenario(forecast)->start + (int32_t)month - 1;
}

/* ---- cells that rows begin with -------------------------------------------------- */

static void add_date(const struct sf_forecast *forecast, size_t month,
                     struct sf_table *table)
{
    char date[8];
    sf_month_format(sf_forecast_month(forecast, month), date);
    sf_table_add_text(table, date);
}

/** strategy, known_to, effective_runs: what was known before a month. */
static void open_row(const struct sf_forecast *forecast, size_t before,
                     double effective, struct sf_table *table)
{
    sf_table_open_row(table);
    sf_table_add_text(table, sf_forecast_strategy(forecast));
    if (before == 0) {
        sf_table_add_nothing(table);
    } else {
        add_date(forecast, before - 1, table);
    }
    sf_table_add_decimal(table, effective, 1);
}

static void open_state(const struct sf_forecast *forecast, bool is_now,
                       struct sf_table *table)
{
    const struct sf_panel *panel =
        &forecast->panel[is_now ? forecast->n_panels - 1 : 0];
    open_row(forecast, panel->before, panel->effective, table);
}

static const struct sf_results *results_of(const struct sf_forecast *forecast,
                                           bool is_now)
{
    return is_now ? forecast->now : forecast->outset;
}

/** The error of a mean over runs picked anew is that of as many as they are worth. */
static struct sf_statistic with_error(const struct sf_forecast *forecast, bool is_now,
                                      struct sf_statistic statistic)
{
    if (is_now && statistic.has_moments) {
        statistic.se = statistic.sd / sqrt(sf_forecast_effective(forecast));
    }
    return statistic;
}

/* ---- months, totals, chances ------------------------------------------------------
 */

static void add_month(const struct sf_forecast *forecast, bool is_now, size_t month,
                      const char *measure, enum sf_unit unit,
                      struct sf_statistic statistic, struct sf_table *table)
{
    const struct sf_statistic shown = with_error(forecast, is_now, statistic);
    open_state(forecast, is_now, table);
    sf_table_add_count(table, month);
    add_date(forecast, month, table);
    sf_table_add_text(table, measure);
    sf_table_add_text(table, sf_unit_name(unit));
    sf_table_add_statistic(table, unit, &shown);
    sf_table_close_row(table);
}

void sf_forecast_add_months(const struct sf_forecast *forecast, struct sf_table *table)
{
    for (int is_now = 0; is_now < 2; is_now++) {
        for (size_t month = 0; month <= forecast->n_months; month++) {
            const size_t n_measures = sf_results_n_measures(forecast->now);
            for (size_t m = 0; m < n_measures; m++) {
                const enum sf_measure measure = (enum sf_measure)m;
                if (measure != SF_COVER_MONTHS) {
                    add_month(forecast, is_now == 1, month, sf_measure_name(measure),
                              sf_measure_unit(measure),
                              sf_results_monthly(results_of(forecast, is_now == 1), 0,
                                                 month, measure),
                              table);
                }
            }
            for (size_t i = 0; is_now == 1 && i < forecast->actuals->n; i++) {
                const struct sf_actual *actual = &forecast->actuals->actual[i];
                if (actual->sd == 0.0 && actual->month == month) {
                    add_month(forecast, true, month, "unexplained", SF_UNIT_GBP,
                              forecast->unexplained[i], table);
                }
            }
        }
    }
}

void sf_forecast_add_totals(const struct sf_forecast *forecast, struct sf_table *table)
{
    for (int is_now = 0; is_now < 2; is_now++) {
        const size_t n_totals = sf_results_n_totals(results_of(forecast, is_now == 1));
        for (size_t t = 0; t < n_totals; t++) {
            const enum sf_total total = (enum sf_total)t;
            if (total == SF_T_OPENING_LESS_LOWEST || /* the lowest is of later months */
                (total > SF_T_CLOSING_PAYERS && total != SF_T_REFUNDS)) {
                continue;
            }
            const struct sf_statistic shown = with_error(
                forecast, is_now == 1,
                sf_results_total(results_of(forecast, is_now == 1), 0, total));
            open_state(forecast, is_now == 1, table);
            sf_table_add_text(table, sf_total_name(total));
            sf_table_add_text(table, sf_unit_name(sf_total_unit(total)));
            sf_table_add_statistic(table, sf_total_unit(total), &shown);
            sf_table_close_row(table);
        }
    }
}

struct sf_chance sf_forecast_chance(const struct sf_forecast *forecast, bool is_now,
                                    size_t month, enum sf_event event)
{
    const struct sf_chance all =
        sf_results_chance(results_of(forecast, is_now), 0, month, event);
    const uint64_t worth =
        is_now ? (uint64_t)floor(sf_forecast_effective(forecast)) : all.runs;
    uint64_t count = (uint64_t)rint(all.probability * (double)worth);
    /* What has happened in one run is not said never to happen. */
    count = count == 0 && all.count > 0 ? 1 : count;
    count = count == worth && all.count < all.runs ? worth - 1 : count;
    struct sf_chance chance = sf_chance_of(count, worth);
    chance.probability = all.probability;
    return chance;
}

void sf_forecast_add_risk(const struct sf_forecast *forecast, size_t first, size_t last,
                          struct sf_table *table)
{
    for (int is_now = 0; is_now < 2; is_now++) {
        for (size_t month = first; month <= last; month++) {
            for (int e = 0; e < SF_FORECAST_EVENTS; e++) {
                const enum sf_event event = (enum sf_event)e;
                const struct sf_chance all = sf_results_chance(
                    results_of(forecast, is_now == 1), 0, month, event);
                const struct sf_chance chance =
                    sf_forecast_chance(forecast, is_now == 1, month, event);
                open_state(forecast, is_now == 1, table);
                sf_table_add_count(table, month);
                sf_table_add_text(table, sf_event_name(event));
                sf_table_add_count(table, all.runs);
                sf_table_add_count(table, all.count);
                sf_table_add_decimal(table, all.probability, 6);
                sf_table_add_decimal(table, chance.lower, 6);
                sf_table_add_decimal(table, chance.upper, 6);
                sf_table_close_row(table);
            }
        }
    }
}

/* ---- bands and how they held --------------------------------------------------------
 */

static void add_quantiles(enum sf_unit unit, const struct sf_statistic *band,
                          struct sf_table *table)
{
    const double quantile[] = {band->q05, band->q25, band->q50, band->q75, band->q95};
    for (size_t q = 0; q < sizeof(quantile) / sizeof(quantile[0]); q++) {
        sf_table_add_value(table, unit, quantile[q]);
    }
}

const char *sf_forecast_place_name(enum sf_place_in_band place)
{
    switch (place) {
    case SF_IN_MIDDLE:
        return "inside_50";
    case SF_IN_BAND:
        return "inside_90";
    case SF_NEARLY:
        return "outside_within_sd";
    case SF_OUTSIDE:
        return "outside";
    }
    SF_BUG_ON(true);
}

static void add_score(const struct sf_forecast *forecast, size_t i, size_t panel,
                      struct sf_table *table)
{
    const struct sf_actual *actual = &forecast->actuals->actual[i];
    const enum sf_unit unit = sf_measure_unit(actual->measure);
    const struct sf_panel *known = &forecast->panel[panel];
    const char grade[] = {actual->grade, '\0'};
    open_row(forecast, known->before, known->effective, table);
    add_date(forecast, actual->month, table);
    sf_table_add_text(table, sf_measure_name(actual->measure));
    sf_table_add_text(table, sf_unit_name(unit));
    sf_table_add_value(table, unit, (double)actual->value);
    sf_table_add_value(table, unit, actual->sd);
    sf_table_add_text(table, grade);
    sf_table_add_text(table, actual->source != NULL ? actual->source : "");
    if (known->is_thin) {
        for (int q = 0; q < 6; q++) {
            sf_table_add_nothing(table);
        }
    } else {
        const struct sf_statistic *band = sf_forecast_band(
            forecast, panel, sf_forecast_measure(forecast, i), actual->month);
        add_quantiles(unit, band, table);
        sf_table_add_text(table,
                          sf_forecast_place_name(sf_forecast_place(actual, band)));
    }
    sf_table_close_row(table);
}

void sf_forecast_add_scores(const struct sf_forecast *forecast, struct sf_table *table)
{
    for (size_t i = 0; i < forecast->actuals->n; i++) {
        const size_t panel = sf_forecast_panel_before(forecast, i);
        if (!sf_forecast_is_scored(forecast, i)) {
            continue;
        }
        add_score(forecast, i, 0, table);
        if (panel > 0) {
            add_score(forecast, i, panel, table);
        }
    }
}

void sf_forecast_add_backtest(const struct sf_forecast *forecast,
                              struct sf_table *table)
{
    for (size_t p = 0; p < forecast->n_panels; p++) {
        const struct sf_panel *panel = &forecast->panel[p];
        for (size_t k = 0; k < forecast->n_measures && !panel->is_thin; k++) {
            const enum sf_unit unit = sf_measure_unit(forecast->measure[k]);
            for (size_t month = 0; month <= forecast->n_months; month++) {
                open_row(forecast, panel->before, panel->effective, table);
                sf_table_add_count(table, month);
                add_date(forecast, month, table);
                sf_table_add_text(table, sf_measure_name(forecast->measure[k]));
                sf_table_add_text(table, sf_unit_name(unit));
                add_quantiles(unit, sf_forecast_band(forecast, p, k, month), table);
                sf_table_close_row(table);
            }
        }
    }
}

/* ---- what was learnt ----------------------------------------------------------------
 */

static void add_moments(const struct sf_moments *moments, struct sf_table *table)
{
    const double value[] = {moments->mean, moments->sd, moments->q05, moments->q50,
                            moments->q95};
    for (size_t i = 0; i < sizeof(value) / sizeof(value[0]); i++) {
        sf_table_add_decimal(table, value[i], 6);
    }
}

void sf_forecast_add_learnt(const struct sf_forecast *forecast, struct sf_table *table)
{
    for (size_t i = 0; i < forecast->n_learnt; i++) {
        const struct sf_learnt *learnt = &forecast->learnt[i];
        const struct sf_input *input =
            &sf_forecast_scenario(forecast)->input[learnt->input];
        const char grade[] = {"ABCDJ"[input->grade], '\0'};
        sf_table_open_row(table);
        sf_table_add_text(table, sf_forecast_strategy(forecast));
        sf_table_add_text(table, input->name);
        sf_table_add_text(table, grade);
        add_moments(&learnt->before, table);
        add_moments(&learnt->after, table);
        sf_table_close_row(table);
    }
}

void sf_forecast_say(enum sf_measure measure, double held, char words[SF_SAY_CHARS])
{
    const enum sf_unit unit = sf_measure_unit(measure);
    if (unit == SF_UNIT_GBP) {
        sf_say_pounds(held, words);
    } else {
        sf_say_number(held / sf_unit_divisor(unit), words);
    }
}
