/* What is typed or given for a study: figures of what has happened, goals, ranges. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <gsl/gsl_errno.h>

#include "fuzz/expect.h"
#include "fuzz/targets.h"
#include "strikefund/forecast.h"
#include "strikefund/goal.h"
#include "strikefund/key_range.h"
#include "strikefund/showable.h"

enum { SHA256_DIGITS = 64 };

/* As many runs as make a forecast, if the figures agree with most of them. */
static const char UNSURE[] =
    "format = \"strikefund-1\";\ntitle = \"Unsure\";\nstart = \"2026-09\";\n"
    "months = 4;\nlaw = \"none\";\nseed = \"17\";\nruns = 400;\n"
    "fund : { opening = 9000.0; };\n"
    "bands = ( { name = \"all\"; net_ratio = 0.77; subscription = 13.0; } );\n"
    "employers : { list = ( { name = \"Council\"; members = 240; shares = [1.0];\n"
    "  salaries = [23000.0]; } ); };\n"
    "levies = ( { name = \"levy\"; from = \"2026-10\"; to = \"2026-11\";\n"
    "  rates = { all = 3.0; }; notpay = { dist = \"beta\"; mean = 0.2; sd = 0.1; }; } "
    ");\n"
    "rules : { paid = { basis = \"net\"; rate = 1.0; claim_lag = [0.5, 0.5]; }; };\n"
    "strategies = ( { name = \"all out\"; levy = \"levy\"; actions = (\n"
    "  { name = \"day\"; employers = \"all\"; rule = \"paid\"; days = "
    "[\"2026-11-18\"];\n"
    "    participation = { dist = \"beta\"; mean = 0.6; sd = 0.08; }; } ); } );\n";

/** Makes a file with these bytes; `path` ends in XXXXXX and becomes its name. */
static void make_file(char *path, const void *bytes, size_t n)
{
    const int file = mkstemp(path);
    EXPECT(file >= 0);
    EXPECT(write(file, bytes, n) == (ssize_t)n);
    EXPECT(close(file) == 0);
}

/** What is said is one line that can be shown. */
static void expect_words(const char *words)
{
    EXPECT(words != NULL && words[0] != '\0');
    EXPECT(strpbrk(words, "\n\r\033") == NULL);
}

/** What is said of a command line quotes it, and is made fit to be shown when it is. */
static void expect_fault(char *fault)
{
    EXPECT(fault != NULL && fault[0] != '\0');
    sf_text_make_showable(fault, false);
    EXPECT(sf_text_is_showable(fault, false));
    expect_words(fault);
    free(fault);
}

static void expect_faults(const struct sf_faults *faults, bool is_wrong)
{
    EXPECT((faults->n_errors > 0) == is_wrong);
    for (size_t i = 0; i < faults->n; i++) {
        expect_words(faults->fault[i].words);
    }
}

/* ---- figures of what has happened ------------------------------------------------ */

static void expect_sound(const struct sf_actuals *actuals, size_t n_months)
{
    EXPECT(strlen(actuals->sha256) == SHA256_DIGITS);
    for (size_t i = 0; i < actuals->n; i++) {
        const struct sf_actual *actual = &actuals->actual[i];
        EXPECT(actual->line > 1);
        EXPECT(actual->month <= n_months);
        EXPECT(i == 0 || actual->month >= actual[-1].month);
        EXPECT((int)actual->measure >= 0 && actual->measure < SF_N_MEASURES);
        EXPECT(isfinite(actual->sd) && actual->sd >= 0.0);
        EXPECT(actual->sd > 0.0 || actual->measure == SF_BALANCE);
        EXPECT(strchr("ABCDJ", actual->grade) != NULL);
    }
}

/** Either there is a forecast from them, with every figure in its place, or it is said
 *  why there is none. */
static void expect_forecast(const struct sf_scenario *scenario,
                            const struct sf_actuals *actuals)
{
    static const size_t FIRST[] = {0};
    static const struct sf_experiment_options ALONE = {.n_threads = 1};
    struct sf_experiment *experiment = NULL;
    struct sf_forecast *forecast = NULL;
    struct sf_faults faults = {0};
    EXPECT(sf_experiment_init(scenario, FIRST, 1, &experiment) == SF_OK);
    const enum sf_status status =
        sf_forecast_make(experiment, actuals, &ALONE, &faults, &forecast);
    EXPECT(status == SF_OK || status == SF_ERR_SCENARIO);
    expect_faults(&faults, status != SF_OK);
    if (status == SF_OK) {
        const double effective = sf_forecast_effective(forecast);
        EXPECT(effective >= SF_LEAST_EFFECTIVE - 1e-6 &&
               effective <= (double)scenario->runs + 1e-6);
        for (int k = 0; k < 2; k++) {
            const struct sf_score score = sf_forecast_score(forecast, k == 0);
            EXPECT(score.held <= score.n && score.n <= actuals->n);
        }
        for (size_t i = 0; i < actuals->n; i++) {
            const struct sf_statistic *band =
                sf_forecast_band(forecast, 0, sf_forecast_measure(forecast, i),
                                 actuals->actual[i].month);
            EXPECT(band->q05 <= band->q95);
            EXPECT(sf_forecast_place(&actuals->actual[i], band) <= SF_OUTSIDE);
        }
    }
    sf_forecast_free(forecast);
    sf_experiment_free(experiment);
    sf_faults_free(&faults);
}

/** The scenario that the figures are of, read once. */
static const struct sf_scenario *unsure(void)
{
    static struct sf_scenario *scenario;
    char path[] = "/tmp/strikefund-fuzz-scenario-XXXXXX";
    struct sf_faults faults = {0};
    if (scenario == NULL) {
        gsl_set_error_handler_off();
        make_file(path, UNSURE, strlen(UNSURE));
        EXPECT(sf_scenario_read(path, NULL, 0, &faults, &scenario) == SF_OK);
        unlink(path);
        sf_faults_free(&faults);
    }
    return scenario;
}

void fuzz_actuals(const uint8_t *bytes, size_t n)
{
    const struct sf_scenario *scenario = unsure();
    char file[] = "/tmp/strikefund-fuzz-actuals-XXXXXX";
    struct sf_faults faults = {0};
    struct sf_actuals actuals = {0};
    make_file(file, bytes, n);
    const enum sf_status status = sf_actuals_read(file, scenario, &faults, &actuals);
    unlink(file);
    EXPECT(status == SF_OK || status == SF_ERR_SCENARIO);
    expect_faults(&faults, status != SF_OK);
    if (status == SF_OK) {
        expect_sound(&actuals, (size_t)scenario->n_months);
        expect_forecast(scenario, &actuals);
    }
    sf_actuals_free(&actuals);
    sf_actuals_free(&actuals);
    sf_faults_free(&faults);
}

/* ---- goals and ranges ------------------------------------------------------------ */

static void try_goal(const char *text)
{
    struct sf_goal goal = {0};
    struct sf_goal again = {0};
    char *fault = NULL;
    if (sf_goal_read(text, &goal, &fault) != SF_OK) {
        expect_fault(fault);
        return;
    }
    EXPECT(fault == NULL);
    EXPECT(strlen(goal.text) < SF_GOAL_CHARS);
    expect_words(goal.text);
    EXPECT(isfinite(goal.bound));
    EXPECT(goal.p >= 0.0 && goal.p < 1.0);
    EXPECT(sf_goal_is_met(&goal, goal.bound) == !goal.is_strict);
    EXPECT(sf_goal_read(goal.text, &again, &fault) == SF_OK);
    EXPECT(strcmp(goal.text, again.text) == 0);
    EXPECT(goal.is_chance == again.is_chance && goal.event == again.event &&
           goal.total == again.total && goal.is_at_least == again.is_at_least &&
           goal.is_strict == again.is_strict);
    EXPECT(!(goal.bound < again.bound) && !(goal.bound > again.bound));
}

/** As a range of solve's: places rise, and their texts are values that a sweep takes.
 */
static void try_range(const char *text)
{
    enum { N = 9 };
    struct sf_key_range range = {0};
    struct sf_sweep_grid grid = {0};
    int64_t place[N];
    char *fault = NULL;
    if (sf_key_range_read("--vary", text, &range, &fault) != SF_OK) {
        expect_fault(fault);
        return;
    }
    EXPECT(range.low < range.high);
    const size_t n = sf_key_range_spread(&range, N, place);
    EXPECT(n >= 2 && n <= N && place[0] == range.low && place[n - 1] == range.high);
    for (size_t i = 1; i < n; i++) {
        EXPECT(place[i - 1] < place[i]);
        EXPECT(sf_key_range_value(&range, (double)place[i - 1]) <
               sf_key_range_value(&range, (double)place[i]));
    }
    EXPECT(sf_key_range_grid(&range, place, n, &grid) == SF_OK);
    EXPECT(sf_sweep_grid_points(&grid) == n);
    sf_sweep_grid_free(&grid);
    sf_key_range_free(&range);
    sf_key_range_free(&range);
}

/** As a key of a sweep's: each value has a text, and there are not too many. */
static void try_sweep(const char *text)
{
    struct sf_sweep_grid grid = {0};
    char *fault = NULL;
    if (sf_sweep_grid_add(&grid, text, &fault) != SF_OK) {
        expect_fault(fault);
        EXPECT(grid.n_keys == 0);
    } else {
        const size_t n = sf_sweep_grid_points(&grid);
        EXPECT(n >= 1 && n <= SF_MAX_SWEEP_POINTS && grid.n_keys == 1);
        for (size_t i = 0; i < n; i++) {
            char *end = NULL;
            EXPECT(isfinite(strtod(sf_sweep_grid_value(&grid, i, 0), &end)));
            EXPECT(*end == '\0');
        }
    }
    sf_sweep_grid_free(&grid);
    sf_sweep_grid_free(&grid);
}

void fuzz_goals(const uint8_t *bytes, size_t n)
{
    char *text = strndup((const char *)bytes, n);
    EXPECT(text != NULL);
    char *rest = text;
    for (char *line = strsep(&rest, "\n"); line != NULL; line = strsep(&rest, "\n")) {
        try_goal(line);
        try_range(line);
        try_sweep(line);
    }
    free(text);
}
