/* How what happened lay in what was expected. */
#include "strikefund/forecast.h"

size_t sf_forecast_before(const struct sf_forecast *forecast)
{
    return forecast->panel[forecast->n_panels - 1].before;
}

double sf_forecast_effective(const struct sf_forecast *forecast)
{
    return forecast->panel[forecast->n_panels - 1].effective;
}

const struct sf_statistic *sf_forecast_band(const struct sf_forecast *forecast,
                                            size_t panel, size_t measure, size_t month)
{
    SF_BUG_ON(panel >= forecast->n_panels || measure >= forecast->n_measures ||
              month > forecast->n_months);
    return &forecast->panel[panel].band[measure * (forecast->n_months + 1) + month];
}

size_t sf_forecast_measure(const struct sf_forecast *forecast, size_t actual)
{
    size_t k = 0;
    while (forecast->measure[k] != forecast->actuals->actual[actual].measure) {
        k++;
    }
    return k;
}

size_t sf_forecast_panel_before(const struct sf_forecast *forecast, size_t actual)
{
    const size_t month = forecast->actuals->actual[actual].month;
    size_t p = 0;
    while (p + 1 < forecast->n_panels && forecast->panel[p + 1].before <= month) {
        p++;
    }
    return p;
}

bool sf_forecast_is_scored(const struct sf_forecast *forecast, size_t actual)
{
    const struct sf_actual *one = &forecast->actuals->actual[actual];
    for (size_t i = 0; i < forecast->actuals->n && one->sd > 0.0; i++) {
        const struct sf_actual *other = &forecast->actuals->actual[i];
        if (other->sd == 0.0 && other->month == one->month &&
            other->measure == one->measure) {
            return false;
        }
    }
    return true;
}

enum sf_place_in_band sf_forecast_place(const struct sf_actual *actual,
                                        const struct sf_statistic *band)
{
    const double value = (double)actual->value;
    if (value >= band->q25 && value <= band->q75) {
        return SF_IN_MIDDLE;
    }
    if (value >= band->q05 && value <= band->q95) {
        return SF_IN_BAND;
    }
    const double outside = value < band->q05 ? band->q05 - value : value - band->q95;
    return outside <= actual->sd ? SF_NEARLY : SF_OUTSIDE;
}

struct sf_score sf_forecast_score(const struct sf_forecast *forecast, bool is_outset)
{
    struct sf_score score = {0};
    for (size_t i = 0; i < forecast->actuals->n; i++) {
        const size_t panel = is_outset ? 0 : sf_forecast_panel_before(forecast, i);
        if (!sf_forecast_is_scored(forecast, i) || forecast->panel[panel].is_thin) {
            continue;
        }
        const struct sf_actual *actual = &forecast->actuals->actual[i];
        const enum sf_place_in_band place = sf_forecast_place(
            actual, sf_forecast_band(forecast, panel, sf_forecast_measure(forecast, i),
                                     actual->month));
        score.n++;
        score.held += place == SF_IN_MIDDLE || place == SF_IN_BAND;
    }
    return score;
}
