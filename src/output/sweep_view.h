/**
 * What the words and charts of a sweep are made from: a few figures of every strategy
 * at every point. The rest is in the rows of sweep.csv.
 */
#ifndef STRIKEFUND_OUTPUT_SWEEP_VIEW_H
#define STRIKEFUND_OUTPUT_SWEEP_VIEW_H

#include "core/text.h"
#include "output/view.h"
#include "strikefund/sweep.h"

/** One strategy at one point, in held units. */
struct sf_sweep_cell {
    struct sf_chance shortfall;           /* by the plan's end */
    double closing[3];                    /* balance: quantiles 5, 50 and 95 % */
    double fund_cost, levy, members_cost; /* means */
    double strike_days, involved;
};

struct sf_sweep_view {
    const struct sf_sweep *sweep;
    const struct sf_sweep_grid *grid;
    const struct sf_scenario *scenario; /* at the first point */
    size_t n_points, n_strategies;
    struct sf_sweep_cell *cell; /* n_points times n_strategies */
};

/** Makes room for the cells. */
SF_MUST_USE enum sf_status sf_sweep_view_init(struct sf_sweep_view *view,
                                              const struct sf_sweep *sweep);

/** Legal after a failure, and twice. */
void sf_sweep_view_free(struct sf_sweep_view *view);

const struct sf_sweep_cell *sf_sweep_view_cell(const struct sf_sweep_view *view,
                                               size_t point, size_t strategy);

const char *sf_sweep_view_strategy(const struct sf_sweep_view *view, size_t i);

/** The last step of a key, without its quotes: "lower" of levies.levy.rates.lower. */
void sf_sweep_view_add_short_key(const struct sf_sweep_view *view, size_t k,
                                 struct sf_text *text);

/** The key with what it means and its unit, where the table of keys has them. */
void sf_sweep_view_add_key(const struct sf_sweep_view *view, size_t k,
                           struct sf_text *text);

/** "2 to 8" */
void sf_sweep_view_add_span(const struct sf_sweep_view *view, size_t k,
                            struct sf_text *text);

/* A point as its file keeps it: the cells, then the rows of sweep.csv. */

/** The first line of sweep.csv. */
void sf_sweep_point_add_heading(const struct sf_sweep_grid *grid, struct sf_text *text);

/** Adds what was found at a point. */
void sf_sweep_point_write(const struct sf_view *found, const struct sf_sweep_grid *grid,
                          size_t point, struct sf_text *text);

/**
 * Reads a point's n_strategies cells.
 *
 * @param[out] rows  where in text the rows of sweep.csv begin
 * @return false when it is not what sf_sweep_point_write wrote
 */
bool sf_sweep_point_read(const char *text, size_t n_strategies,
                         struct sf_sweep_cell *cell, const char **rows);

#endif
