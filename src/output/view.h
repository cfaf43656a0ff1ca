/**
 * What every file of a run is written from.
 */
#ifndef STRIKEFUND_OUTPUT_VIEW_H
#define STRIKEFUND_OUTPUT_VIEW_H

#include "core/text.h"
#include "strikefund/ballots.h"
#include "strikefund/experiment.h"
#include "strikefund/output.h"
#include "strikefund/results.h"
#include "strikefund/scenario.h"

struct sf_view {
    const struct sf_experiment *experiment;
    const struct sf_scenario *scenario;
    const struct sf_results *results;
    const struct sf_run_record *record; /* NULL for words alone */
    const char *const *name; /* what to call the strategies; NULL: their own names */
    size_t n_strategies, n_months;
    uint64_t runs;
    struct sf_ledger *mean; /* one a strategy: the reconciled mean books */
    struct sf_votes votes;  /* of the scenario */
};

SF_MUST_USE enum sf_status sf_view_init(struct sf_view *view,
                                        const struct sf_experiment *experiment,
                                        const struct sf_results *results,
                                        const struct sf_run_record *record);

/** Frees what init made; legal after a failed init, and twice. */
void sf_view_free(struct sf_view *view);

/** What the manifest and the part of a run call its scenario; no record: by its file.
 */
const char *sf_record_scenario_name(const struct sf_run_record *record,
                                    const struct sf_scenario *scenario);
const char *sf_record_scenario_sha256(const struct sf_run_record *record,
                                      const struct sf_scenario *scenario);

/** What the i-th strategy of the experiment is called. */
const char *sf_view_strategy(const struct sf_view *view, size_t i);

/** Whether it has action short of strike: then the members involved are not all
 *  strikers. */
bool sf_view_has_short(const struct sf_view *view, size_t i);

/** Whether some strategy may settle: if none does, what settlements come to is left
 *  out. */
bool sf_view_has_settlement(const struct sf_view *view);
bool sf_view_shows_total(const struct sf_view *view, enum sf_total total);
bool sf_view_shows_event(const struct sf_view *view, enum sf_event event);

/** What a settlement brings a member of a band, on average over the runs that have one:
 *  pounds at once, and pounds a year. */
struct sf_worth {
    bool is_known; /* false where there is no such run, or nobody in the band */
    double at_once, per_year;
};
struct sf_worth sf_view_worth(const struct sf_view *view, size_t strategy, size_t band);

/** The calendar month of a month of the plan, 0 being the one before its start. */
int32_t sf_view_month(const struct sf_view *view, size_t month);

/* Shorthands: the statistic of a total; its reconciled mean in pence where it has
   one; the chance of an event by the plan's end, and of a closing balance below zero;
   the balance at a month's end. */
struct sf_statistic sf_view_total(const struct sf_view *view, size_t strategy,
                                  enum sf_total total);
struct sf_chance sf_view_chance(const struct sf_view *view, size_t strategy,
                                enum sf_event event);
struct sf_chance sf_view_ends_below_zero(const struct sf_view *view, size_t strategy);
struct sf_statistic sf_view_balance(const struct sf_view *view, size_t strategy,
                                    size_t month);

/** The month, 1..M, whose balance has the lowest 5 % quantile; the first of equals. */
size_t sf_view_tightest_month(const struct sf_view *view, size_t strategy);

/** The month, 1..M, in which most runs first meet the event; 0 when none does. */
size_t sf_view_usual_month(const struct sf_view *view, size_t strategy,
                           enum sf_event event);

#endif
