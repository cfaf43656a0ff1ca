#include "output/forecast_chart.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "output/dat.h"
#include "output/figures.h"
#include "output/forecast_tables.h"
#include "output/say.h"

/** What fits the page: panels side by side, and measures below each other. */
enum { MAX_SHOWN = 5, MAX_ROWS = 4 };

/* ---- series ---------------------------------------------------------------------- */

/** A number as charts have it: pounds, people or days. */
static void add_number(struct sf_text *text, enum sf_measure measure, double held)
{
    sf_text_add(text, " ");
    sf_figures_add_decimal(text, held / sf_unit_divisor(sf_measure_unit(measure)), 2);
}

static void add_band(struct sf_text *text, size_t month, enum sf_measure measure,
                     const struct sf_statistic *band)
{
    const double quantile[] = {band->q05, band->q25, band->q50, band->q75, band->q95};
    sf_text_add(text, "%zu", month);
    for (size_t q = 0; q < sizeof(quantile) / sizeof(quantile[0]); q++) {
        add_number(text, measure, quantile[q]);
    }
    sf_text_add(text, "\n");
}

/** What happened to a measure: month, value, sd. A block is never empty. */
static void add_actuals(const struct sf_forecast *forecast, enum sf_measure measure,
                        struct sf_text *text)
{
    size_t n = 0;
    sf_text_add(text, "# happened: month value sd\n");
    for (size_t i = 0; i < forecast->actuals->n; i++) {
        const struct sf_actual *actual = &forecast->actuals->actual[i];
        if (actual->measure == measure && sf_forecast_is_scored(forecast, i)) {
            sf_text_add(text, "%zu", actual->month);
            add_number(text, measure, (double)actual->value);
            add_number(text, measure, actual->sd);
            sf_text_add(text, "\n");
            n++;
        }
    }
    if (n == 0) {
        sf_text_add(text, "NaN NaN NaN\n");
    }
}

enum sf_status sf_forecast_dat_write(const struct sf_forecast *forecast,
                                     struct sf_text *text)
{
    for (int is_now = 0; is_now < 2; is_now++) {
        sf_text_add(text, "%s# %s: month q05 q25 q50 q75 q95\n",
                    is_now == 1 ? "\n\n" : "", is_now == 1 ? "now" : "at the outset");
        for (size_t month = 0; month <= forecast->n_months; month++) {
            const struct sf_statistic found = sf_results_monthly(
                is_now == 1 ? forecast->now : forecast->outset, 0, month, SF_BALANCE);
            add_band(text, month, SF_BALANCE, &found);
        }
    }
    sf_text_add(text, "\n\n");
    add_actuals(forecast, SF_BALANCE, text);
    return sf_figures_status(text);
}

static size_t n_shown(const struct sf_forecast *forecast)
{
    return forecast->n_panels < MAX_SHOWN ? forecast->n_panels : MAX_SHOWN;
}

/** The i-th panel shown: the first, the last, and between them evenly. */
static size_t shown(const struct sf_forecast *forecast, size_t i)
{
    return forecast->n_panels <= MAX_SHOWN
               ? i
               : i * (forecast->n_panels - 1) / (MAX_SHOWN - 1);
}

static size_t n_rows(const struct sf_forecast *forecast)
{
    return forecast->n_measures < MAX_ROWS ? forecast->n_measures : MAX_ROWS;
}

enum sf_status sf_backtest_dat_write(const struct sf_forecast *forecast,
                                     struct sf_text *text)
{
    for (size_t i = 0; i < n_shown(forecast); i++) {
        const size_t p = shown(forecast, i);
        for (size_t k = 0; k < n_rows(forecast); k++) {
            sf_text_add(text, "# panel %zu, %s: month q05 q25 q50 q75 q95\n", i + 1,
                        sf_measure_name(forecast->measure[k]));
            for (size_t m = 0; m <= forecast->n_months && !forecast->panel[p].is_thin;
                 m++) {
                add_band(text, m, forecast->measure[k],
                         sf_forecast_band(forecast, p, k, m));
            }
            sf_text_add(text, "%s\n\n",
                        forecast->panel[p].is_thin ? "NaN NaN NaN NaN NaN NaN\n" : "");
        }
    }
    for (size_t k = 0; k < n_rows(forecast); k++) {
        add_actuals(forecast, forecast->measure[k], text);
        sf_text_add(text, "\n\n");
    }
    return sf_figures_status(text);
}

/* ---- words ----------------------------------------------------------------------- */

static void add_words(struct sf_text *text, const char *name, const char *words)
{
    sf_text_add(text, "%s = ", name);
    sf_dat_add_quoted(text, words);
    sf_text_add(text, "\n");
}

/** "Mar 2023" of the last month that is known. */
static void say_known(const struct sf_forecast *forecast, size_t before,
                      char words[SF_SAY_CHARS])
{
    sf_say_month_briefly(sf_forecast_month(forecast, before - 1), words);
}

static void add_title(const struct sf_forecast *forecast, struct sf_text *text)
{
    const struct sf_statistic then =
        sf_results_total(forecast->outset, 0, SF_T_CLOSING_BALANCE);
    const struct sf_statistic now =
        sf_results_total(forecast->now, 0, SF_T_CLOSING_BALANCE);
    char known[SF_SAY_CHARS];
    char end[SF_SAY_CHARS];
    char low[2][SF_SAY_CHARS];
    char high[2][SF_SAY_CHARS];
    char words[8 * SF_SAY_CHARS];
    say_known(forecast, sf_forecast_before(forecast), known);
    sf_say_month_briefly(sf_forecast_month(forecast, forecast->n_months), end);
    sf_say_pounds(then.q05, low[0]);
    sf_say_pounds(then.q95, high[0]);
    sf_say_pounds(now.q05, low[1]);
    sf_say_pounds(now.q95, high[1]);
    snprintf(words, sizeof(words),
             "Fund in %.20s (90 in 100): at the outset %.28s to %.28s; known up to "
             "%.20s, %.28s to %.28s",
             end, low[0], high[0], known, low[1], high[1]);
    add_words(text, "title_forecast", words);
    const struct sf_score outset = sf_forecast_score(forecast, true);
    const struct sf_score stepwise = sf_forecast_score(forecast, false);
    snprintf(words, sizeof(words),
             "What was known when: at the outset %zu of %zu figures lay in the band of "
             "90 in 100, step by step %zu of %zu",
             outset.held, outset.n, stepwise.held, stepwise.n);
    add_words(text, "title_backtest", words);
}

static void add_caption(const struct sf_forecast *forecast, struct sf_text *text)
{
    const struct sf_scenario *scenario = sf_forecast_scenario(forecast);
    size_t n_given;
    size_t n_judgements;
    char runs[SF_NUMBER_CHARS];
    char worth[SF_SAY_CHARS];
    char words[512];
    sf_scenario_count_inputs(scenario, &n_given, &n_judgements);
    sf_count_say((int64_t)forecast->runs, runs);
    sf_count_say((int64_t)floor(sf_forecast_effective(forecast)), worth);
    snprintf(words, sizeof(words),
             "Strategy %.200s. %s simulated campaigns counted by how well they agree "
             "with what happened, worth %.20s evenly counted ones at the end; exact "
             "method, seed %" PRIu64 ". %zu input%s, %zu of them judgements. How far a "
             "figure may be off is a judgement.",
             sf_forecast_strategy(forecast), runs, worth, scenario->seed, n_given,
             n_given == 1 ? "" : "s", n_judgements);
    add_words(text, "caption", words);
}

/** What each panel of the backtest knew, and what its rows are of. */
static void add_panels(const struct sf_forecast *forecast, struct sf_text *text)
{
    sf_text_add(text, "n_panels = %zu\nn_rows = %zu\narray panel[%zu] = [",
                n_shown(forecast), n_rows(forecast), n_shown(forecast));
    for (size_t i = 0; i < n_shown(forecast); i++) {
        const size_t before = forecast->panel[shown(forecast, i)].before;
        char known[SF_SAY_CHARS];
        char words[2 * SF_SAY_CHARS] = "At the outset";
        if (before > 0) {
            say_known(forecast, before, known);
            snprintf(words, sizeof(words), "Known up to %.40s", known);
        }
        sf_text_add(text, "%s", i == 0 ? "" : ", ");
        sf_dat_add_quoted(text, words);
    }
    sf_text_add(text, "]\narray known[%zu] = [", n_shown(forecast));
    for (size_t i = 0; i < n_shown(forecast); i++) {
        sf_text_add(text, "%s'%zu'", i == 0 ? "" : ", ",
                    forecast->panel[shown(forecast, i)].before);
    }
    sf_text_add(text, "]\narray measure[%zu] = [", n_rows(forecast));
    for (size_t k = 0; k < n_rows(forecast); k++) {
        sf_text_add(text, "%s", k == 0 ? "" : ", ");
        sf_dat_add_quoted(text, sf_measure_name(forecast->measure[k]));
    }
    sf_text_add(text, "]\narray unit[%zu] = [", n_rows(forecast));
    for (size_t k = 0; k < n_rows(forecast); k++) {
        sf_text_add(text, "%s'%s'", k == 0 ? "" : ", ",
                    sf_unit_name(sf_measure_unit(forecast->measure[k])));
    }
    sf_text_add(text, "]\n");
}

enum sf_status sf_forecast_gp_write(const struct sf_forecast *forecast,
                                    struct sf_text *text)
{
    const struct sf_scenario *scenario = sf_forecast_scenario(forecast);
    sf_text_add(text, "n_strategies = 1\nn_months = %zu\nbefore = %zu\n",
                forecast->n_months, sf_forecast_before(forecast));
    sf_text_add(text, "array strategy[1] = [");
    sf_dat_add_quoted(text, sf_forecast_strategy(forecast));
    sf_text_add(text, "]\narray month_label[%zu] = [", forecast->n_months + 1);
    for (size_t month = 0; month <= forecast->n_months; month++) {
        char label[SF_SAY_CHARS];
        sf_say_month_briefly(sf_forecast_month(forecast, month), label);
        sf_text_add(text, "%s", month == 0 ? "" : ", ");
        sf_dat_add_quoted(text, label);
    }
    sf_text_add(text, "]\nminimum_balance = ");
    sf_figures_add_pounds(text, scenario->fund.minimum_balance * 100.0);
    sf_text_add(text, "\n");
    add_words(text, "title_scenario", scenario->title != NULL ? scenario->title : "");
    add_title(forecast, text);
    add_caption(forecast, text);
    add_panels(forecast, text);
    return sf_figures_status(text);
}

/* ---- in place of the charts --------------------------------------------------------
 */

static void tell_range(enum sf_measure measure, const struct sf_statistic *band,
                       struct sf_text *text)
{
    char middle[SF_SAY_CHARS];
    char low[SF_SAY_CHARS];
    char high[SF_SAY_CHARS];
    sf_forecast_say(measure, band->q50, middle);
    sf_forecast_say(measure, band->q05, low);
    sf_forecast_say(measure, band->q95, high);
    sf_text_add(text, "%s (90 in 100 campaigns between %s and %s)", middle, low, high);
}

enum sf_status sf_forecast_alternative_write(const struct sf_forecast *forecast,
                                             struct sf_text *text)
{
    sf_text_add(text,
                "The fund's balance under %s at each month's end, as expected at the "
                "outset and with what is known now.\n",
                sf_forecast_strategy(forecast));
    for (size_t month = 0; month <= forecast->n_months; month++) {
        char label[24];
        const struct sf_statistic then =
            sf_results_monthly(forecast->outset, 0, month, SF_BALANCE);
        const struct sf_statistic now =
            sf_results_monthly(forecast->now, 0, month, SF_BALANCE);
        sf_month_say(sf_forecast_month(forecast, month), label);
        sf_text_add(text, "%s: at the outset ", label);
        tell_range(SF_BALANCE, &then, text);
        sf_text_add(text, "; now ");
        tell_range(SF_BALANCE, &now, text);
        for (size_t i = 0; i < forecast->actuals->n; i++) {
            const struct sf_actual *actual = &forecast->actuals->actual[i];
            if (actual->month == month && actual->measure == SF_BALANCE) {
                char value[SF_SAY_CHARS];
                char sd[SF_SAY_CHARS];
                sf_say_pounds((double)actual->value, value);
                sf_say_pounds(actual->sd, sd);
                sf_text_add(text, "; reported %s%s%s", value,
                            actual->sd > 0.0 ? ", give or take " : ", exactly",
                            actual->sd > 0.0 ? sd : "");
            }
        }
        sf_text_add(text, ".\n");
    }
    return sf_figures_status(text);
}

enum sf_status sf_backtest_alternative_write(const struct sf_forecast *forecast,
                                             struct sf_text *text)
{
    sf_text_add(text, "What was expected of each figure, by what was known.\n");
    for (size_t i = 0; i < forecast->actuals->n; i++) {
        const struct sf_actual *actual = &forecast->actuals->actual[i];
        char label[24];
        char value[SF_SAY_CHARS];
        char sd[SF_SAY_CHARS];
        if (!sf_forecast_is_scored(forecast, i)) {
            continue;
        }
        sf_month_say(sf_forecast_month(forecast, actual->month), label);
        sf_forecast_say(actual->measure, (double)actual->value, value);
        sf_forecast_say(actual->measure, actual->sd, sd);
        sf_text_add(text, "%s, %s: reported %s, give or take %s.",
                    sf_measure_name(actual->measure), label, value, sd);
        for (size_t p = 0; p <= sf_forecast_panel_before(forecast, i); p++) {
            const struct sf_panel *panel = &forecast->panel[p];
            char known[SF_SAY_CHARS];
            if (panel->before == 0) {
                sf_text_add(text, " At the outset: ");
            } else {
                say_known(forecast, panel->before, known);
                sf_text_add(text, " Known up to %s: ", known);
            }
            if (panel->is_thin) {
                sf_text_add(text, "too few campaigns agree with what was known.");
                continue;
            }
            const struct sf_statistic *band = sf_forecast_band(
                forecast, p, sf_forecast_measure(forecast, i), actual->month);
            const enum sf_place_in_band place = sf_forecast_place(actual, band);
            tell_range(actual->measure, band, text);
            sf_text_add(text, ", %s.",
                        place == SF_IN_MIDDLE || place == SF_IN_BAND ? "which held"
                        : place == SF_NEARLY
                            ? "missed by no more than the figure's give or take"
                            : "which did not hold");
        }
        sf_text_add(text, "\n");
    }
    return sf_figures_status(text);
}
