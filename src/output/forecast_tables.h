/**
 * The tables of a forecast, for its CSV files and its document; and what they share
 * with its words and charts.
 */
#ifndef STRIKEFUND_OUTPUT_FORECAST_TABLES_H
#define STRIKEFUND_OUTPUT_FORECAST_TABLES_H

#include "output/say.h"
#include "output/table.h"
#include "strikefund/forecast.h"

extern const char SF_FORECAST_COLUMNS[], SF_FORECAST_SUMMARY_COLUMNS[],
    SF_FORECAST_RISK_COLUMNS[], SF_FORECAST_SCORE_COLUMNS[],
    SF_FORECAST_LEARNT_COLUMNS[], SF_FORECAST_BACKTEST_COLUMNS[];

void sf_forecast_add_months(const struct sf_forecast *forecast, struct sf_table *table);
void sf_forecast_add_totals(const struct sf_forecast *forecast, struct sf_table *table);

/** Of the months first .. last. */
void sf_forecast_add_risk(const struct sf_forecast *forecast, size_t first, size_t last,
                          struct sf_table *table);
void sf_forecast_add_scores(const struct sf_forecast *forecast, struct sf_table *table);
void sf_forecast_add_learnt(const struct sf_forecast *forecast, struct sf_table *table);
void sf_forecast_add_backtest(const struct sf_forecast *forecast,
                              struct sf_table *table);

const struct sf_scenario *sf_forecast_scenario(const struct sf_forecast *forecast);

/** The strategy's name. */
const char *sf_forecast_strategy(const struct sf_forecast *forecast);

/** A month of the plan, 0 the opening, as a calendar month. */
int32_t sf_forecast_month(const struct sf_forecast *forecast, size_t month);

/** A chance by the end of a month, at the outset or now: its interval and its count are
 *  of as many runs as those picked are worth, the probability is that of all. */
struct sf_chance sf_forecast_chance(const struct sf_forecast *forecast, bool is_now,
                                    size_t month, enum sf_event event);

/** "inside_50", "inside_90", "outside_within_sd" or "outside". */
const char *sf_forecast_place_name(enum sf_place_in_band place);

/** "£4.00m" or "61,000". */
void sf_forecast_say(enum sf_measure measure, double held, char words[SF_SAY_CHARS]);

#endif
