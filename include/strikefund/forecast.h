/**
 * A forecast: what a strategy may still come to, once some of its months have happened.
 *
 * The scenario's own runs are weighed by how well each agrees with the actuals, and
 * picked anew in whole numbers, the likely ones several times and the unlikely ones not
 * at all (systematic resampling). So the unknown rates are learnt from what happened,
 * and what was likely before can be told from what is likely now.
 *
 * Source: J. S. Liu and R. Chen (1998), J. Am. Stat. Assoc. 93, 1032-1044 (weights, the
 * effective sample size); G. Kitagawa (1996), J. Comput. Graph. Stat. 5, 1-25
 * (systematic resampling).
 */
#ifndef STRIKEFUND_FORECAST_H
#define STRIKEFUND_FORECAST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "strikefund/actuals.h"
#include "strikefund/experiment.h"
#include "strikefund/output.h"
#include "strikefund/results.h"

/**
 * How many evenly weighed runs the weighed ones must be worth. With 200, what is said
 * to lie below in 5 of 100 campaigns does so in 2 to 8 of 100, 19 times in 20; with
 * fewer the ends of the band mean little.
 */
#define SF_LEAST_EFFECTIVE 200

/** The events that a forecast tells: those of the balance and the net position, the
 *  first of the list. Of others it is known when they first happen, but not whether
 * they will again once they have. */
#define SF_FORECAST_EVENTS ((int)SF_LOW + 1)

/** What was likely at some point: with the actuals of the first months. */
struct sf_panel {
    size_t before;    /* actuals of the months 0 .. before - 1 are known; 0: none */
    size_t n_known;   /* how many these are */
    double effective; /* runs, evenly weighed, that the runs are worth */
    bool is_thin;     /* too few: nothing below is set */
    struct sf_statistic *band; /* [n_measures][n_months + 1] */
};

/** One unknown rate before and after. */
struct sf_learnt {
    size_t input; /* the scenario's index */
    struct sf_moments {
        double mean, sd, q05, q50, q95;
    } before, after;
};

/** Where a figure lay in what was expected. */
enum sf_place_in_band {
    SF_IN_MIDDLE, /* among the middle 50 of 100 */
    SF_IN_BAND,   /* among the middle 90 of 100 */
    SF_NEARLY,    /* outside by no more than the figure may be off */
    SF_OUTSIDE
};

struct sf_forecast {
    const struct sf_experiment *experiment;
    const struct sf_actuals *actuals;
    uint64_t runs;
    size_t n_months;
    /* The balance, then the measures of the actuals in the order of series.csv. */
    enum sf_measure measure[SF_N_MEASURES];
    size_t n_measures;
    struct sf_panel *panel; /* in the order of time: the first knows nothing, the */
    size_t n_panels;        /* last all; one more for each month with actuals */
    /* All measures, without bands and employers: as expected at the outset, and with
       all that is known. Events are of the months that are not known, and so is the
       lowest balance. */
    struct sf_results *outset, *now;
    struct sf_statistic *unexplained; /* [actuals]: of those known exactly, the sum that
                                         the simulated balance lacked */
    struct sf_learnt *learnt;         /* in the scenario's order */
    size_t n_learnt;
};

/**
 * Conditions the experiment's one strategy on the actuals.
 *
 * @param actuals  of the experiment's scenario; must outlive the forecast, as the
 *                 experiment must
 * @param options  threads, a way to stop, progress over twice the runs; runs are 1 to
 *                 the scenario's number, whatever it says
 * @param[in,out] faults  is told why when the forecast is refused
 * @param[out] forecast   freed with sf_forecast_free; untouched on error
 * @return SF_OK; SF_ERR_SCENARIO when too few runs agree with the actuals, or a balance
 *         is known exactly that other figures of the scenario would have to follow;
 *         SF_ERR_INTERRUPTED, when nothing is kept; SF_ERR_MEMORY
 */
SF_MUST_USE enum sf_status sf_forecast_make(const struct sf_experiment *experiment,
                                            const struct sf_actuals *actuals,
                                            const struct sf_experiment_options *options,
                                            struct sf_faults *faults,
                                            struct sf_forecast **forecast);

/** Bytes that sf_forecast_make will ask for beside what a visit of the runs takes. */
uint64_t sf_forecast_bytes(const struct sf_experiment *experiment,
                           const struct sf_actuals *actuals);

/** The months that are known, as in sf_panel, once all is. */
size_t sf_forecast_before(const struct sf_forecast *forecast);

/** Runs that those picked are worth, evenly weighed, once all is known. */
double sf_forecast_effective(const struct sf_forecast *forecast);

/** What was expected of a measure of the panels, by its number there. */
const struct sf_statistic *sf_forecast_band(const struct sf_forecast *forecast,
                                            size_t panel, size_t measure, size_t month);

/** The number of the actual's measure among those of the panels. */
size_t sf_forecast_measure(const struct sf_forecast *forecast, size_t actual);

/** The last panel that did not know this actual's month. */
size_t sf_forecast_panel_before(const struct sf_forecast *forecast, size_t actual);

/** Whether the actual is scored: a balance that is given exactly and with an error is
 *  one figure. */
bool sf_forecast_is_scored(const struct sf_forecast *forecast, size_t actual);

enum sf_place_in_band sf_forecast_place(const struct sf_actual *actual,
                                        const struct sf_statistic *band);

/** How many of the actuals scored lay in the band of 90 in 100. */
struct sf_score {
    size_t n, held;
};

/** In the bands of the outset; or each in those of sf_forecast_panel_before, thin ones
 *  left out. */
struct sf_score sf_forecast_score(const struct sf_forecast *forecast, bool is_outset);

/** Legal with NULL. */
void sf_forecast_free(struct sf_forecast *forecast);

/**
 * The forecast in plain English.
 *
 * @param[out] text  a new string, freed by the caller
 */
SF_MUST_USE enum sf_status sf_forecast_words(const struct sf_forecast *forecast,
                                             char **text);

/**
 * Writes forecast.csv, summary.csv, risk.csv, score.csv, learnt.csv, manifest.json and
 * dat/ into a directory, made if absent, as sf_output_write does.
 *
 * @param[out] failed_path  as sf_output_write
 */
SF_MUST_USE enum sf_status sf_forecast_write(const char *directory,
                                             const struct sf_forecast *forecast,
                                             const char *version, char **failed_path);

/** The i-th file that it writes, by its name in the directory; NULL past the last. */
const char *sf_forecast_file(size_t i);

/** Whether a directory holds the results of another command. */
bool sf_forecast_is_in_the_way(const char *directory);

#endif
