#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "output/figures.h"
#include "output/forecast_chart.h"
#include "output/forecast_tables.h"
#include "output/json.h"
#include "output/json_scenario.h"
#include "output/stage.h"
#include "output/view.h"
#include "strikefund/json.h"

/** What the files are made from. */
struct source {
    const struct sf_forecast *forecast;
    const char *version;
};

/* ---- tables ---------------------------------------------------------------------- */

static enum sf_status write_months(const struct source *source, struct sf_text *text)
{
    struct sf_table table = sf_table_csv(SF_FORECAST_COLUMNS, text);
    sf_forecast_add_months(source->forecast, &table);
    return sf_figures_status(text);
}

static enum sf_status write_summary(const struct source *source, struct sf_text *text)
{
    struct sf_table table = sf_table_csv(SF_FORECAST_SUMMARY_COLUMNS, text);
    sf_forecast_add_totals(source->forecast, &table);
    return sf_figures_status(text);
}

static enum sf_status write_risk(const struct source *source, struct sf_text *text)
{
    struct sf_table table = sf_table_csv(SF_FORECAST_RISK_COLUMNS, text);
    sf_forecast_add_risk(source->forecast, sf_forecast_before(source->forecast),
                         source->forecast->n_months, &table);
    return sf_figures_status(text);
}

static enum sf_status write_score(const struct source *source, struct sf_text *text)
{
    struct sf_table table = sf_table_csv(SF_FORECAST_SCORE_COLUMNS, text);
    sf_forecast_add_scores(source->forecast, &table);
    return sf_figures_status(text);
}

static enum sf_status write_backtest(const struct source *source, struct sf_text *text)
{
    struct sf_table table = sf_table_csv(SF_FORECAST_BACKTEST_COLUMNS, text);
    sf_forecast_add_backtest(source->forecast, &table);
    return sf_figures_status(text);
}

static enum sf_status write_learnt(const struct source *source, struct sf_text *text)
{
    struct sf_table table = sf_table_csv(SF_FORECAST_LEARNT_COLUMNS, text);
    sf_forecast_add_learnt(source->forecast, &table);
    return sf_figures_status(text);
}

/* ---- series for charts -------------------------------------------------------------
 */

static enum sf_status write_dat(const struct source *source, struct sf_text *text)
{
    return sf_forecast_dat_write(source->forecast, text);
}

static enum sf_status write_backtest_dat(const struct source *source,
                                         struct sf_text *text)
{
    return sf_backtest_dat_write(source->forecast, text);
}

static enum sf_status write_gp(const struct source *source, struct sf_text *text)
{
    return sf_forecast_gp_write(source->forecast, text);
}

static enum sf_status write_alternative(const struct source *source,
                                        struct sf_text *text)
{
    return sf_forecast_alternative_write(source->forecast, text);
}

static enum sf_status write_backtest_alternative(const struct source *source,
                                                 struct sf_text *text)
{
    return sf_backtest_alternative_write(source->forecast, text);
}

/* ---- what it was made from
 * ----------------------------------------------------------- */

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

static void add_actuals(struct sf_json *json, const struct sf_forecast *forecast)
{
    sf_json_open_object(json, "actuals");
    sf_json_add_text(json, "name", base_name(forecast->actuals->file));
    sf_json_add_text(json, "sha256", forecast->actuals->sha256);
    sf_json_close(json);
}

/** No clock, no path. */
static enum sf_status write_manifest(const struct source *source, struct sf_text *text)
{
    const struct sf_forecast *forecast = source->forecast;
    const struct sf_scenario *scenario = sf_forecast_scenario(forecast);
    struct sf_json json = {0};
    sf_json_open_object(&json, NULL);
    add_actuals(&json, forecast);
    sf_json_add_text(&json, "command", "forecast");
    sf_json_add_whole(&json, "contract_version", SF_CONTRACT_VERSION);
    sf_json_add_count(&json, "first_run", 1);
    sf_json_add_count(&json, "last_run", forecast->runs);
    sf_json_add_text(&json, "method", "exact");
    sf_json_add_text(&json, "plan_hash", sf_experiment_plan_hash(forecast->experiment));
    sf_json_add_text(&json, "program", "strikefund");
    sf_json_open_object(&json, "scenario");
    sf_json_add_text(&json, "name", sf_record_scenario_name(NULL, scenario));
    sf_json_add_text(&json, "sha256", scenario->sha256);
    sf_json_close(&json);
    sf_json_add_seed(&json, "seed", scenario->seed);
    sf_json_add_text(&json, "strategy", sf_forecast_strategy(forecast));
    sf_json_add_text(&json, "version", source->version);
    sf_json_close(&json);
    return sf_json_move(&json, text);
}

/* The last is the one that says the others are whole. */
static const struct {
    const char *name;
    enum sf_status (*write)(const struct source *source, struct sf_text *text);
} FILES[] = {
    {"forecast.csv", write_months},
    {"summary.csv", write_summary},
    {"risk.csv", write_risk},
    {"score.csv", write_score},
    {"backtest.csv", write_backtest},
    {"learnt.csv", write_learnt},
    {"dat/forecast.dat", write_dat},
    {"dat/forecast.txt", write_alternative},
    {"dat/backtest.dat", write_backtest_dat},
    {"dat/backtest.txt", write_backtest_alternative},
    {"dat/words.gp", write_gp},
    {"manifest.json", write_manifest},
};

const char *sf_forecast_file(size_t i)
{
    return i < sizeof(FILES) / sizeof(FILES[0]) ? FILES[i].name : NULL;
}

static enum sf_status stage_files(struct sf_stage *stage, const struct source *source)
{
    enum sf_status status = SF_OK;
    for (size_t i = 0; status == SF_OK && sf_forecast_file(i) != NULL; i++) {
        struct sf_text text = {0};
        status = FILES[i].write(source, &text);
        if (status == SF_OK) {
            status = sf_stage_add(stage, FILES[i].name, text.chars, text.length);
        }
        sf_text_free(&text);
    }
    return status;
}

bool sf_forecast_is_in_the_way(const char *directory)
{
    char *of_any = NULL;
    char *of_forecast = NULL;
    bool is_other = false;
    if (asprintf(&of_any, "%s/manifest.json", directory) < 0) {
        of_any = NULL;
    } else if (asprintf(&of_forecast, "%s/forecast.csv", directory) < 0) {
        of_forecast = NULL;
    } else {
        is_other = access(of_any, F_OK) == 0 && access(of_forecast, F_OK) != 0;
    }
    free(of_any);
    free(of_forecast);
    return is_other;
}

enum sf_status sf_forecast_write(const char *directory,
                                 const struct sf_forecast *forecast,
                                 const char *version, char **failed_path)
{
    *failed_path = NULL;
    const struct source source = {.forecast = forecast, .version = version};
    struct sf_stage stage = {0};
    enum sf_status status = sf_stage_open(
        &stage, directory, sf_forecast_scenario(forecast)->is_confidential);
    if (status == SF_OK) {
        status = sf_stage_add_directory(&stage, "dat");
    }
    if (status == SF_OK) {
        status = stage_files(&stage, &source);
    }
    if (status == SF_OK) {
        status = sf_stage_commit(&stage);
    }
    if (status != SF_OK && stage.failed_path != NULL) {
        *failed_path = strdup(stage.failed_path);
    }
    sf_stage_close(&stage);
    return status;
}

/* ---- the document ---------------------------------------------------------------- */

static void add_score(struct sf_json *json, const char *key, struct sf_score score)
{
    sf_json_open_object(json, key);
    sf_json_add_count(json, "figures", score.n);
    sf_json_add_count(json, "held", score.held);
    sf_json_close(json);
}

/** One table as an array of objects. */
static void add_table(struct sf_json *json, const char *key, const char *columns,
                      const struct sf_forecast *forecast,
                      void (*add)(const struct sf_forecast *, struct sf_table *))
{
    struct sf_table table = sf_table_json(columns, json);
    sf_json_open_array(json, key);
    add(forecast, &table);
    sf_json_close(json);
}

/** At the plan's end. */
static void add_risk(const struct sf_forecast *forecast, struct sf_table *table)
{
    sf_forecast_add_risk(forecast, forecast->n_months, forecast->n_months, table);
}

static void add_figures(struct sf_json *json, const struct sf_forecast *forecast)
{
    sf_json_open_object(json, "held");
    add_score(json, "at_the_outset", sf_forecast_score(forecast, true));
    add_score(json, "with_all_known_before", sf_forecast_score(forecast, false));
    sf_json_close(json);
    add_table(json, "score", SF_FORECAST_SCORE_COLUMNS, forecast,
              sf_forecast_add_scores);
    add_table(json, "summary", SF_FORECAST_SUMMARY_COLUMNS, forecast,
              sf_forecast_add_totals);
    add_table(json, "risk", SF_FORECAST_RISK_COLUMNS, forecast, add_risk);
    add_table(json, "learnt", SF_FORECAST_LEARNT_COLUMNS, forecast,
              sf_forecast_add_learnt);
}

enum sf_status sf_json_of_forecast(const struct sf_forecast *forecast,
                                   const char *version, const char *directory,
                                   char **text)
{
    const struct sf_scenario *scenario = sf_forecast_scenario(forecast);
    char known[8];
    struct sf_json json = {0};
    sf_month_format(sf_forecast_month(forecast, sf_forecast_before(forecast) - 1),
                    known);
    sf_json_open_object(&json, NULL);
    sf_json_add_text(&json, "program", "strikefund");
    sf_json_add_text(&json, "version", version);
    sf_json_add_whole(&json, "contract_version", SF_CONTRACT_VERSION);
    sf_json_add_scenario(&json, scenario);
    sf_json_add_span(&json, scenario);
    sf_json_add_inputs(&json, scenario);
    sf_json_add_seed(&json, "seed", scenario->seed);
    sf_json_add_count(&json, "runs", forecast->runs);
    sf_json_add_decimal(&json, "effective_runs", sf_forecast_effective(forecast), 1);
    sf_json_add_text(&json, "strategy", sf_forecast_strategy(forecast));
    add_actuals(&json, forecast);
    sf_json_add_text(&json, "known_to", known);
    add_figures(&json, forecast);
    sf_json_add_text(&json, "directory", directory);
    sf_json_open_array(&json, "files");
    for (size_t i = 0; directory != NULL && sf_forecast_file(i) != NULL; i++) {
        sf_json_add_text(&json, NULL, sf_forecast_file(i));
    }
    sf_json_close(&json);
    sf_json_close(&json);
    return sf_json_take(&json, text);
}
