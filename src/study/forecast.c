#include "strikefund/forecast.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/history.h"
#include "study/learnt.h"
#include "study/projection.h"
#include "study/refusal.h"
#include "study/resample.h"

/** What is needed to make a forecast, and freed when it is made. */
struct making {
    struct sf_forecast *forecast;
    struct sf_history history;
    double *weight;  /* [runs] */
    uint32_t *times; /* [runs] of the panel at hand; at last, of all that is known */
    uint32_t *count; /* [SF_BINS] work */
};

/* ---- panels -------------------------------------------------------------------- */

/** Weighs the runs by the actuals of the months before this one. Returns how many of
 *  these there are. */
static size_t weigh(struct making *making, size_t before)
{
    const struct sf_actuals *actuals = making->forecast->actuals;
    const size_t n_runs = making->history.n_runs;
    size_t n = 0;
    memset(making->weight, 0, n_runs * sizeof(*making->weight));
    for (size_t i = 0; i < actuals->n && actuals->actual[i].month < before; i++) {
        const struct sf_actual *actual = &actuals->actual[i];
        n++;
        for (size_t r = 0; actual->sd > 0.0 && r < n_runs; r++) {
            const int64_t apart =
                sf_history_expected(&making->history, actual, r) - actual->value;
            const double z = (double)apart / actual->sd;
            making->weight[r] -= 0.5 * z * z;
        }
    }
    return n;
}

/** One measure in one month over the runs as often as they were picked. */
static struct sf_statistic find_band(struct making *making, size_t measure,
                                     size_t month, size_t before)
{
    const struct sf_history *history = &making->history;
    struct sf_series series = {.count = making->count};
    int64_t row[SF_ROW_MAX];
    size_t n = 0;
    memset(making->count, 0, SF_BINS * sizeof(*making->count));
    for (size_t r = 0; r < history->n_runs; r++) {
        if (making->times[r] == 0) {
            continue;
        }
        const int64_t value = sf_history_value(history, measure, month, r, before);
        for (uint32_t t = 0; t < making->times[r]; t++) {
            row[n++] = value;
            if (n == SF_ROW_MAX) {
                sf_series_add(&series, row, n, 1);
                n = 0;
            }
        }
    }
    if (n > 0) {
        sf_series_add(&series, row, n, 1);
    }
    return sf_series_statistic(&series);
}

/** Weighs and picks the runs as they are likely with the months before one known. */
static enum sf_status make_panel(struct making *making, size_t before,
                                 struct sf_panel *panel)
{
    struct sf_forecast *forecast = making->forecast;
    const size_t n_ends = forecast->n_months + 1;
    const size_t n_runs = making->history.n_runs;
    panel->before = before;
    panel->n_known = weigh(making, before);
    panel->effective = sf_weights_set(making->weight, n_runs);
    panel->is_thin = panel->effective < SF_LEAST_EFFECTIVE;
    sf_weights_resample(making->weight, n_runs,
                        sf_experiment_resampling(forecast->experiment, before),
                        making->times);
    panel->band = calloc(forecast->n_measures * n_ends, sizeof(*panel->band));
    if (panel->band == NULL) {
        return SF_ERR_MEMORY;
    }
    for (size_t k = 0; k < forecast->n_measures && !panel->is_thin; k++) {
        for (size_t m = 0; m < n_ends; m++) {
            panel->band[k * n_ends + m] = find_band(making, k, m, before);
        }
    }
    return SF_OK;
}

/** One that knows nothing, and one more after each month with actuals. */
static enum sf_status make_panels(struct making *making)
{
    struct sf_forecast *forecast = making->forecast;
    const struct sf_actuals *actuals = forecast->actuals;
    enum sf_status status = make_panel(making, 0, &forecast->panel[0]);
    forecast->n_panels = 1;
    for (size_t i = 0; status == SF_OK && i < actuals->n; i++) {
        const size_t before = actuals->actual[i].month + 1;
        if (before > forecast->panel[forecast->n_panels - 1].before) {
            status = make_panel(making, before, &forecast->panel[forecast->n_panels]);
            forecast->n_panels++;
        }
    }
    return status;
}

/* ---- what balances known exactly leave unexplained ------------------------------ */

static struct sf_statistic find_unexplained(struct making *making,
                                            const struct sf_actual *actual)
{
    const struct sf_history *history = &making->history;
    struct sf_series series = {.count = making->count};
    memset(making->count, 0, SF_BINS * sizeof(*making->count));
    for (size_t r = 0; r < history->n_runs; r++) {
        const int64_t apart = actual->value - sf_history_expected(history, actual, r);
        for (uint32_t t = 0; t < making->times[r]; t++) {
            sf_series_add(&series, &apart, 1, 1);
        }
    }
    return sf_series_statistic(&series);
}

/* ---- the projection -------------------------------------------------------------- */

struct both {
    struct sf_projection outset, now;
};

static void add_to_both(void *context, const struct sf_outcome *const *outcome)
{
    struct both *both = context;
    sf_projection_add(&both->outset, outcome[0]);
    sf_projection_add(&both->now, outcome[0]);
}

/** Simulates the runs once more, and puts them together as they were picked. */
static enum sf_status project(struct making *making,
                              const struct sf_experiment_options *options)
{
    struct sf_forecast *forecast = making->forecast;
    const struct sf_scenario *scenario = sf_experiment_scenario(forecast->experiment);
    const size_t before = sf_forecast_before(forecast);
    const int64_t minimum = (int64_t)llround(scenario->fund.minimum_balance * 100.0);
    const bool has_refunds = sf_strategy_has_refund(
        scenario, sf_experiment_strategy(forecast->experiment, 0));
    struct both both = {.outset = {.history = &making->history,
                                   .from = before,
                                   .has_refunds = has_refunds,
                                   .minimum_balance = minimum},
                        .now = {.history = &making->history,
                                .times = making->times,
                                .before = before,
                                .from = before,
                                .has_refunds = has_refunds,
                                .minimum_balance = minimum}};
    enum sf_status status = sf_projection_init(&both.outset);
    if (status == SF_OK) {
        status = sf_projection_init(&both.now);
    }
    if (status == SF_OK) {
        status = sf_experiment_visit(forecast->experiment, options, add_to_both, &both);
    }
    if (status == SF_OK) {
        forecast->outset = sf_projection_take(&both.outset);
        forecast->now = sf_projection_take(&both.now);
    }
    sf_projection_free(&both.outset);
    sf_projection_free(&both.now);
    return status;
}

/* ---- all of it ------------------------------------------------------------------- */

/** Progress of two passes as of one. */
struct passes {
    const struct sf_experiment_options *options;
    uint64_t done_before;
};

static void tell_progress(void *context, uint64_t runs_done, uint64_t runs)
{
    const struct passes *passes = context;
    passes->options->progress(passes->options->progress_context,
                              passes->done_before + runs_done, 2 * runs);
}

static enum sf_status make_room(struct making *making)
{
    struct sf_forecast *forecast = making->forecast;
    const size_t n_runs = (size_t)forecast->runs;
    enum sf_status status = sf_history_init(&making->history, forecast->actuals,
                                            forecast->n_months, n_runs);
    forecast->n_measures = making->history.n_measures;
    memcpy(forecast->measure, making->history.measure, sizeof(forecast->measure));
    making->weight = malloc(n_runs * sizeof(*making->weight));
    making->times = malloc(n_runs * sizeof(*making->times));
    making->count = malloc(SF_BINS * sizeof(*making->count));
    forecast->panel = calloc(forecast->actuals->n + 1, sizeof(*forecast->panel));
    forecast->unexplained =
        calloc(forecast->actuals->n + 1, sizeof(*forecast->unexplained));
    if (making->weight == NULL || making->times == NULL || making->count == NULL ||
        forecast->panel == NULL || forecast->unexplained == NULL) {
        status = SF_ERR_MEMORY;
    }
    return status;
}

static enum sf_status make_all(struct making *making,
                               const struct sf_experiment_options *options,
                               struct sf_faults *faults)
{
    struct sf_forecast *forecast = making->forecast;
    struct passes passes = {.options = options};
    struct sf_experiment_options how = *options;
    how.first_run = 1;
    how.n_runs = forecast->runs;
    how.progress = options->progress != NULL ? tell_progress : NULL;
    how.progress_context = &passes;
    enum sf_status status = make_room(making);
    if (status == SF_OK) {
        status = sf_experiment_visit(forecast->experiment, &how, sf_history_take,
                                     &making->history);
    }
    if (status == SF_OK) {
        status = make_panels(making);
    }
    if (status == SF_OK && forecast->panel[forecast->n_panels - 1].is_thin) {
        sf_refusal_add(forecast, &making->history, faults);
        status = SF_ERR_SCENARIO;
    }
    for (size_t i = 0; status == SF_OK && i < forecast->actuals->n; i++) {
        if (forecast->actuals->actual[i].sd == 0.0) {
            forecast->unexplained[i] =
                find_unexplained(making, &forecast->actuals->actual[i]);
        }
    }
    if (status == SF_OK) {
        passes.done_before = forecast->runs;
        status = project(making, &how);
    }
    if (status == SF_OK) {
        status =
            sf_learnt_find(forecast->experiment, making->times, making->history.n_runs,
                           &forecast->learnt, &forecast->n_learnt);
    }
    return status;
}

enum sf_status sf_forecast_make(const struct sf_experiment *experiment,
                                const struct sf_actuals *actuals,
                                const struct sf_experiment_options *options,
                                struct sf_faults *faults, struct sf_forecast **forecast)
{
    const struct sf_scenario *scenario = sf_experiment_scenario(experiment);
    SF_BUG_ON(sf_experiment_n_strategies(experiment) != 1 || actuals->n == 0);
    if (!sf_refusal_check_exact(experiment, actuals, faults)) {
        return SF_ERR_SCENARIO;
    }
    struct making making = {.forecast = calloc(1, sizeof(*making.forecast))};
    if (making.forecast == NULL) {
        return SF_ERR_MEMORY;
    }
    *making.forecast = (struct sf_forecast){.experiment = experiment,
                                            .actuals = actuals,
                                            .runs = scenario->runs,
                                            .n_months = (size_t)scenario->n_months};
    const enum sf_status status = make_all(&making, options, faults);
    sf_history_free(&making.history);
    free(making.weight);
    free(making.times);
    free(making.count);
    if (status == SF_OK) {
        *forecast = making.forecast;
    } else {
        sf_forecast_free(making.forecast);
    }
    return status;
}

uint64_t sf_forecast_bytes(const struct sf_experiment *experiment,
                           const struct sf_actuals *actuals)
{
    const struct sf_scenario *scenario = sf_experiment_scenario(experiment);
    const size_t n_months = (size_t)scenario->n_months;
    const size_t n_runs = (size_t)scenario->runs;
    return sf_history_bytes(actuals, n_months, n_runs) +
           n_runs * (sizeof(double) + sizeof(uint32_t)) + sf_learnt_bytes(n_runs) +
           2 * sf_projection_bytes(n_months, sf_scenario_has_refund(scenario)) +
           (uint64_t)actuals->n * SF_N_MEASURES * (n_months + 1) *
               sizeof(struct sf_statistic);
}

void sf_forecast_free(struct sf_forecast *forecast)
{
    if (forecast == NULL) {
        return;
    }
    for (size_t p = 0; forecast->panel != NULL && p <= forecast->actuals->n; p++) {
        free(forecast->panel[p].band);
    }
    free(forecast->panel);
    sf_results_free(forecast->outset);
    sf_results_free(forecast->now);
    free(forecast->unexplained);
    free(forecast->learnt);
    free(forecast);
}
