/** What gnuplot draws a forecast from, and the words in place of its charts. */
#ifndef STRIKEFUND_OUTPUT_FORECAST_CHART_H
#define STRIKEFUND_OUTPUT_FORECAST_CHART_H

#include "core/text.h"
#include "strikefund/forecast.h"

/** forecast.dat: a block of the balance as expected at the outset, one as expected now,
 *  and the balances that happened. */
SF_MUST_USE enum sf_status sf_forecast_dat_write(const struct sf_forecast *forecast,
                                                 struct sf_text *text);

/** backtest.dat: for each of the panels shown, a block a measure; then for each measure
 *  what happened. */
SF_MUST_USE enum sf_status sf_backtest_dat_write(const struct sf_forecast *forecast,
                                                 struct sf_text *text);

/** words.gp */
SF_MUST_USE enum sf_status sf_forecast_gp_write(const struct sf_forecast *forecast,
                                                struct sf_text *text);

/** forecast.txt and backtest.txt. */
SF_MUST_USE enum sf_status
sf_forecast_alternative_write(const struct sf_forecast *forecast, struct sf_text *text);
SF_MUST_USE enum sf_status
sf_backtest_alternative_write(const struct sf_forecast *forecast, struct sf_text *text);

#endif
