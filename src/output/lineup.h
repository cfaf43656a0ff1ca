/**
 * A lineup: the strategies of several scenarios simulated on the same runs, numbered
 * through in the order in which scenarios were given and their files have strategies.
 */
#ifndef STRIKEFUND_OUTPUT_LINEUP_H
#define STRIKEFUND_OUTPUT_LINEUP_H

#include "core/text.h"
#include "output/view.h"
#include "strikefund/compare.h"

/** One strategy: where it is, and what it is called beside the others. */
struct sf_lineup_entry {
    const struct sf_view *view;
    size_t strategy; /* the view's */
};

struct sf_lineup {
    const struct sf_pairs *pairs;
    struct sf_view *view; /* one a scenario; its names are those below */
    size_t n_views;
    struct sf_lineup_entry *entry; /* one a strategy */
    char **name;                   /* of each */
    size_t n_strategies;
    uint64_t runs;
    const struct sf_comparison *comparison;
};

/** @param record  NULL for words alone */
SF_MUST_USE enum sf_status sf_lineup_init(struct sf_lineup *lineup,
                                          const struct sf_comparison *comparison,
                                          const struct sf_run_record *record);

/** Frees what init made; legal after a failed init, and twice. */
void sf_lineup_free(struct sf_lineup *lineup);

/** What the i-th of n scenarios is called: its file's base name without its ending,
 *  with a number where an earlier one has the same. A new string; NULL without
 *  memory. */
char *sf_lineup_scenario_name(const struct sf_scenario *const *scenario, size_t n,
                              size_t i);

/** The name of the view's scenario; a new string, NULL without memory. */
char *sf_lineup_view_name(const struct sf_lineup *lineup, size_t view);

/* Shorthands as those of the view. */
struct sf_statistic sf_lineup_total(const struct sf_lineup *lineup, size_t i,
                                    enum sf_total total);
struct sf_chance sf_lineup_chance(const struct sf_lineup *lineup, size_t i,
                                  enum sf_event event);

/** Whether all plans have the same first and last month. */
bool sf_lineup_is_of_one_span(const struct sf_lineup *lineup);

/** How many pairs there are. */
size_t sf_lineup_pairs(const struct sf_lineup *lineup);

/** How many of them are shown where there is room for so many: all, or else those with
 *  the first strategy. */
size_t sf_lineup_pairs_shown(const struct sf_lineup *lineup, size_t room);

/** The n-th pair, a before b; those with the first strategy come first. */
void sf_lineup_pair(const struct sf_lineup *lineup, size_t n, size_t *a, size_t *b);

#endif
