#include "output/view.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/money.h"
#include "output/means.h"

enum sf_status sf_view_init(struct sf_view *view,
                            const struct sf_experiment *experiment,
                            const struct sf_results *results,
                            const struct sf_run_record *record)
{
    *view = (struct sf_view){.experiment = experiment,
                             .scenario = sf_experiment_scenario(experiment),
                             .results = results,
                             .record = record,
                             .n_strategies = sf_results_n_strategies(results),
                             .n_months = sf_results_n_months(results),
                             .runs = sf_results_runs(results)};
    sf_votes_find(view->scenario, &view->votes);
    view->mean = calloc(view->n_strategies, sizeof(*view->mean));
    if (view->mean == NULL) {
        return SF_ERR_MEMORY;
    }
    for (size_t i = 0; i < view->n_strategies; i++) {
        const enum sf_status status = sf_means_init(results, i, &view->mean[i]);
        if (status != SF_OK) {
            return status;
        }
    }
    return SF_OK;
}

void sf_view_free(struct sf_view *view)
{
    if (view == NULL || view->mean == NULL) {
        return;
    }
    for (size_t i = 0; i < view->n_strategies; i++) {
        sf_ledger_free(&view->mean[i]);
    }
    free(view->mean);
    *view = (struct sf_view){0};
}

const char *sf_record_scenario_name(const struct sf_run_record *record,
                                    const struct sf_scenario *scenario)
{
    if (record != NULL && record->scenario_name != NULL) {
        return record->scenario_name;
    }
    const char *slash = strrchr(scenario->file, '/');
    return slash == NULL ? scenario->file : slash + 1;
}

const char *sf_record_scenario_sha256(const struct sf_run_record *record,
                                      const struct sf_scenario *scenario)
{
    return record->scenario_sha256 != NULL ? record->scenario_sha256 : scenario->sha256;
}

const char *sf_view_strategy(const struct sf_view *view, size_t i)
{
    if (view->name != NULL) {
        return view->name[i];
    }
    return view->scenario->strategy[sf_experiment_strategy(view->experiment, i)].name;
}

bool sf_view_has_short(const struct sf_view *view, size_t i)
{
    const size_t index = sf_experiment_strategy(view->experiment, i);
    const struct sf_indexes *actions = &view->scenario->strategy[index].actions;
    for (size_t a = 0; a < actions->n; a++) {
        if (view->scenario->action[actions->index[a]].kind == SF_KIND_SHORT) {
            return true;
        }
    }
    return false;
}

bool sf_view_has_settlement(const struct sf_view *view)
{
    for (size_t i = 0; i < view->n_strategies; i++) {
        const size_t index = sf_experiment_strategy(view->experiment, i);
        if (view->scenario->strategy[index].settlement != SF_NONE) {
            return true;
        }
    }
    return false;
}

/** Whether a strategy has a rule that may suspend, cut or levy as the fund stands. */
static bool has_reader(const struct sf_view *view)
{
    bool has = false;
    for (size_t i = 0; i < view->n_strategies; i++) {
        const size_t index = sf_experiment_strategy(view->experiment, i);
        has |= sf_strategy_on_shortfall(view->scenario, index) != SF_OVERDRAW ||
               sf_strategy_has_trigger(view->scenario, index);
    }
    return has;
}

bool sf_view_shows_total(const struct sf_view *view, enum sf_total total)
{
    if (total == SF_T_SETTLED_AT_ONCE || total == SF_T_SETTLED_PER_YEAR) {
        return sf_view_has_settlement(view);
    }
    if (total >= SF_N_PLAIN_TOTALS && total < SF_N_SHORTAGE_TOTALS) {
        return has_reader(view);
    }
    /* Serves opening_for_5pc and 1pc; by itself it would be read as a cost. */
    return total != SF_T_OPENING_LESS_LOWEST;
}

bool sf_view_shows_event(const struct sf_view *view, enum sf_event event)
{
    if (event >= SF_N_PLAIN_EVENTS && event < SF_N_SHORTAGE_EVENTS) {
        return has_reader(view);
    }
    return event != SF_SETTLED || sf_view_has_settlement(view);
}

struct sf_worth sf_view_worth(const struct sf_view *view, size_t strategy, size_t band)
{
    const struct sf_chance settled = sf_view_chance(view, strategy, SF_SETTLED);
    double all = 0.0;
    double paybill = 0.0;
    double members = 0.0;
    double pay = 0.0;
    for (size_t e = 0; e < view->scenario->n_employers; e++) {
        const struct sf_employer *employer = &view->scenario->employer[e];
        int64_t in_band[SF_MAX_BANDS];
        sf_split_largest_remainder(employer->members, employer->share,
                                   view->scenario->n_bands, in_band);
        for (size_t b = 0; b < view->scenario->n_bands; b++) {
            const double n = (double)in_band[b];
            all += n;
            paybill += n * employer->salary[b];
            members += b == band ? n : 0.0;
            pay += b == band ? n * employer->salary[b] : 0.0;
        }
    }
    if (settled.count == 0 || !(members > 0.0)) {
        return (struct sf_worth){0};
    }
    /* Totals are over all runs, and 0 where there is no settlement. */
    const double per_run = (double)settled.runs / (double)settled.count / 100.0;
    const double once = sf_view_total(view, strategy, SF_T_SETTLED_AT_ONCE).mean;
    const double rise = sf_view_total(view, strategy, SF_T_SETTLED_PER_YEAR).mean;
    return (struct sf_worth){.is_known = true,
                             .at_once = once * per_run / all,
                             .per_year = rise * per_run / paybill * (pay / members)};
}

int32_t sf_view_month(const struct sf_view *view, size_t month)
{
    return view->scenario->start + (int32_t)month - 1;
}

/** Fund cost beside the strike pay, not refused, and hardship that it is made of: what
 *  is left, campaign and ballot costs, is rounded by itself. */
static double fund_cost_of(const struct sf_view *view, size_t strategy, double mean)
{
    static const enum sf_total PART[] = {SF_T_STRIKE_PAY_CLAIMED, SF_T_HARDSHIP,
                                         SF_T_STRIKE_PAY_UNPAID};
    double rest = mean;
    double printed = 0.0;
    for (size_t i = 0; i < sizeof(PART) / sizeof(PART[0]); i++) {
        int64_t pence = 0;
        (void)sf_means_total(&view->mean[strategy], PART[i], &pence);
        const double sign = PART[i] == SF_T_STRIKE_PAY_UNPAID ? -1.0 : 1.0;
        rest -= sign * sf_results_total(view->results, strategy, PART[i]).mean;
        printed += sign * (double)pence;
    }
    return printed + rint(rest);
}

struct sf_statistic sf_view_total(const struct sf_view *view, size_t strategy,
                                  enum sf_total total)
{
    struct sf_statistic statistic = sf_results_total(view->results, strategy, total);
    int64_t pence;
    if (sf_means_total(&view->mean[strategy], total, &pence)) {
        statistic.mean = (double)pence;
    } else if (total == SF_T_FUND_COST) {
        statistic.mean = fund_cost_of(view, strategy, statistic.mean);
    } else if (total == SF_T_TOTAL_COST) {
        statistic.mean = sf_view_total(view, strategy, SF_T_FUND_COST).mean +
                         sf_view_total(view, strategy, SF_T_MEMBERS_COST).mean;
    }
    return statistic;
}

struct sf_chance sf_view_chance(const struct sf_view *view, size_t strategy,
                                enum sf_event event)
{
    return sf_results_chance(view->results, strategy, view->n_months, event);
}

struct sf_chance sf_view_ends_below_zero(const struct sf_view *view, size_t strategy)
{
    return sf_results_total_below_zero(view->results, strategy, SF_T_CLOSING_BALANCE);
}

struct sf_statistic sf_view_balance(const struct sf_view *view, size_t strategy,
                                    size_t month)
{
    return sf_results_monthly(view->results, strategy, month, SF_BALANCE);
}

size_t sf_view_tightest_month(const struct sf_view *view, size_t strategy)
{
    size_t tightest = 1;
    for (size_t month = 2; month <= view->n_months; month++) {
        if (sf_view_balance(view, strategy, month).q05 <
            sf_view_balance(view, strategy, tightest).q05) {
            tightest = month;
        }
    }
    return tightest;
}

size_t sf_view_usual_month(const struct sf_view *view, size_t strategy,
                           enum sf_event event)
{
    size_t usual = 0;
    uint64_t most = 0;
    for (size_t month = 1; month <= view->n_months; month++) {
        const uint64_t n = sf_results_first(view->results, strategy, month, event);
        if (n > most) {
            usual = month;
            most = n;
        }
    }
    return usual;
}
