#include "output/kinds.h"

#include <math.h>
#include <stdio.h>

#include "core/money.h"
#include "output/dat.h"
#include "output/figures.h"
#include "output/say.h"
#include "output/tables.h"

enum { DECIMALS = 4 };
static const double ONE = 1e4; /* of the last decimal */

const char *sf_kinds_name(enum sf_kind kind)
{
    switch (kind) {
    case SF_KIND_TARGETED:
        return "targeted";
    case SF_KIND_NATIONAL:
        return "national";
    case SF_KIND_SELECTIVE:
        return "selective";
    case SF_KIND_ROLLING:
        return "rolling";
    case SF_KIND_SHORT:
        return "short of strike";
    }
    SF_BUG_ON(true);
}

bool sf_kinds_has(const struct sf_view *view, size_t strategy, enum sf_kind kind)
{
    const size_t index = sf_experiment_strategy(view->experiment, strategy);
    const struct sf_indexes *actions = &view->scenario->strategy[index].actions;
    bool has_kind = false;
    for (size_t a = 0; a < actions->n; a++) {
        has_kind |= view->scenario->action[actions->index[a]].kind == kind;
    }
    return has_kind;
}

void sf_kinds_means(const struct sf_view *view, size_t strategy, size_t month,
                    double mean[SF_N_KINDS])
{
    const double all =
        sf_results_monthly(view->results, strategy, month, SF_STRIKE_DAYS).mean;
    for (int kind = 0; kind < SF_N_KINDS; kind++) {
        mean[kind] =
            sf_results_kind(view->results, strategy, month, (enum sf_kind)kind).mean;
    }
    if (all > 0.0) {
        int64_t part[SF_KIND_SHORT];
        sf_split_largest_remainder((int64_t)rint(all * ONE), mean, SF_KIND_SHORT, part);
        for (int kind = 0; kind < SF_KIND_SHORT; kind++) {
            mean[kind] = (double)part[kind] / ONE;
        }
    }
}

/* ---- kinds.csv ------------------------------------------------------------------- */

static void add_row(const struct sf_view *view, size_t strategy, size_t month,
                    enum sf_kind kind, double mean, struct sf_table *table)
{
    char date[8];
    sf_month_format(sf_view_month(view, month), date);
    const struct sf_days_of_kind days =
        sf_results_kind(view->results, strategy, month, kind);
    sf_table_open_row(table);
    sf_table_add_text(table, sf_view_strategy(view, strategy));
    sf_table_add_count(table, month);
    sf_table_add_text(table, date);
    sf_table_add_text(table, sf_kinds_name(kind));
    sf_table_add_text(table, kind == SF_KIND_SHORT ? "member_days" : "days");
    sf_table_add_count(table, days.runs);
    sf_table_add_decimal(table, mean, DECIMALS);
    sf_table_add_decimal(table, days.se, DECIMALS);
    sf_table_add_decimal(table, days.sd, DECIMALS);
    sf_table_close_row(table);
}

enum sf_status sf_kinds_write(const struct sf_view *view, struct sf_text *text)
{
    struct sf_table table =
        sf_table_csv("strategy,month,date,kind,unit,runs,mean,se,sd", text);
    for (size_t i = 0; i < view->n_strategies; i++) {
        for (size_t month = 0; month <= view->n_months; month++) {
            double mean[SF_N_KINDS];
            sf_kinds_means(view, i, month, mean);
            for (int kind = 0; kind < SF_N_KINDS; kind++) {
                if (sf_kinds_has(view, i, (enum sf_kind)kind)) {
                    add_row(view, i, month, (enum sf_kind)kind, mean[kind], &table);
                }
            }
        }
    }
    return sf_figures_status(text);
}

/* ---- the chart ------------------------------------------------------------------- */

enum sf_status sf_kinds_dat_write(const struct sf_view *view, struct sf_text *text)
{
    for (size_t i = 0; i < view->n_strategies; i++) {
        sf_dat_add_name(view, i, text);
        sf_text_add(text, "# month targeted national selective rolling "
                          "short_of_strike strike_days_mean q05 q95\n");
        for (size_t month = 0; month <= view->n_months; month++) {
            const struct sf_statistic all =
                sf_results_monthly(view->results, i, month, SF_STRIKE_DAYS);
            double column[SF_N_KINDS + 3];
            sf_kinds_means(view, i, month, column);
            column[SF_N_KINDS] = all.mean;
            column[SF_N_KINDS + 1] = all.q05;
            column[SF_N_KINDS + 2] = all.q95;
            sf_text_add(text, "%zu", month);
            for (size_t c = 0; c < sizeof(column) / sizeof(column[0]); c++) {
                sf_text_add(text, " ");
                sf_figures_add_decimal(text, column[c], DECIMALS);
            }
            sf_text_add(text, "\n");
        }
    }
    return sf_figures_status(text);
}

/** The plan's total of one kind; the month that has most of it, the first of equals. */
static double total_of(const struct sf_view *view, size_t strategy, enum sf_kind kind,
                       size_t *busiest)
{
    double total = 0.0;
    double most = 0.0;
    for (size_t month = 1; month <= view->n_months; month++) {
        const double mean = sf_results_kind(view->results, strategy, month, kind).mean;
        total += mean;
        *busiest = mean > most ? month : *busiest;
        most = fmax(most, mean);
    }
    return total;
}

double sf_kinds_short_days(const struct sf_view *view, size_t strategy)
{
    size_t busiest = 0;
    return total_of(view, strategy, SF_KIND_SHORT, &busiest);
}

static void add_days(const struct sf_view *view, double days, size_t busiest,
                     const char *what, struct sf_text *text)
{
    char number[SF_SAY_CHARS];
    char month[24];
    sf_say_number(days, number);
    sf_month_say(sf_view_month(view, busiest), month);
    sf_text_add(text, "%s %s (the most in %s)", number, what, month);
}

void sf_kinds_add_words(const struct sf_view *view, size_t strategy,
                        struct sf_text *text)
{
    bool is_first = true;
    for (int kind = 0; kind < SF_N_KINDS; kind++) {
        size_t busiest = 0;
        const double days = total_of(view, strategy, (enum sf_kind)kind, &busiest);
        char what[SF_SAY_CHARS];
        if (!sf_kinds_has(view, strategy, (enum sf_kind)kind)) {
            continue;
        }
        sf_text_add(text, "%s", is_first ? "has " : ", ");
        is_first = false;
        snprintf(what, sizeof(what),
                 kind == SF_KIND_SHORT ? "member-days of action %s" : "%s strike-days",
                 sf_kinds_name((enum sf_kind)kind));
        if (busiest == 0) {
            sf_text_add(text, "no %s", what);
        } else {
            add_days(view, days, busiest, what, text);
        }
    }
    if (is_first) {
        sf_text_add(text, "calls nobody out");
    }
}
