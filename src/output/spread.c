#include "output/spread.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "core/money.h"
#include "output/figures.h"
#include "output/say.h"
#include "output/tables.h"

static const double NORMAL_95 =
    1.959963984540054; /* the normal law's 97.5 % quantile */

static const char *name_of(enum sf_source source)
{
    switch (source) {
    case SF_FROM_RATES:
        return "unknown rates";
    case SF_FROM_DIFFERENCES:
        return "employers' differences";
    case SF_FROM_CHANCE:
        return "chance";
    case SF_N_SOURCES:
        break;
    }
    SF_BUG_ON(true);
}

static void open_row(const struct sf_view *view, size_t strategy, size_t month,
                     struct sf_table *table)
{
    sf_table_open_row(table);
    sf_table_add_text(table, sf_view_strategy(view, strategy));
    sf_table_add_count(table, month);
    sf_table_add_text(table, sf_measure_name(SF_BALANCE));
    sf_table_add_text(table, sf_unit_name(SF_UNIT_GBP));
}

static void add_month(const struct sf_view *view, size_t strategy, size_t month,
                      struct sf_table *table)
{
    const struct sf_spread spread = sf_results_spread(view->results, strategy, month);
    for (int s = 0; s < SF_N_SOURCES; s++) {
        const struct sf_mean share =
            spread.is_defined ? spread.share[s] : (struct sf_mean){NAN, NAN};
        open_row(view, strategy, month, table);
        sf_table_add_text(table, name_of((enum sf_source)s));
        sf_table_add_count(table, spread.twins);
        sf_table_add_decimal(table, share.mean, 6);
        sf_table_add_decimal(table, share.se, 6);
        sf_table_add_mean(table, SF_UNIT_GBP, sqrt(share.mean) * spread.sd);
        sf_table_add_nothing(table);
        sf_table_close_row(table);
    }
    open_row(view, strategy, month, table);
    sf_table_add_text(table, "simulation error");
    sf_table_add_count(table, view->runs);
    for (int empty = 0; empty < 3; empty++) {
        sf_table_add_nothing(table);
    }
    sf_table_add_mean(table, SF_UNIT_GBP, spread.simulation_se);
    sf_table_close_row(table);
}

enum sf_status sf_spread_write(const struct sf_view *view, struct sf_text *text)
{
    struct sf_table table =
        sf_table_csv("strategy,month,measure,unit,source,runs,share,share_se,sd_alone,"
                     "simulation_se",
                     text);
    for (size_t i = 0; i < view->n_strategies; i++) {
        for (size_t month = 0; month <= view->n_months; month++) {
            add_month(view, i, month, &table);
        }
    }
    return sf_figures_status(text);
}

double sf_spread_width(const struct sf_view *view, size_t strategy, size_t month)
{
    const struct sf_statistic balance = sf_view_balance(view, strategy, month);
    return balance.q95 - balance.q05;
}

/** Of a width, what a share of the variance alone would leave; a share estimated
 *  outside 0 to 1 is taken to its nearer end. */
static double alone(double width, double share)
{
    return isnan(share) ? NAN : sqrt(fmin(fmax(share, 0.0), 1.0)) * width;
}

struct sf_width sf_spread_width_alone(const struct sf_view *view, size_t strategy,
                                      size_t month, enum sf_source source)
{
    const struct sf_spread spread = sf_results_spread(view->results, strategy, month);
    const double width = sf_spread_width(view, strategy, month);
    if (!spread.is_defined) {
        const double none = spread.sd > 0.0 ? NAN : 0.0;
        return (struct sf_width){none, none, none};
    }
    const struct sf_mean share = spread.share[source];
    const double error = NORMAL_95 * share.se;
    return (struct sf_width){alone(width, share.mean), alone(width, share.mean - error),
                             alone(width, share.mean + error)};
}

double sf_spread_simulation(const struct sf_view *view, size_t strategy, size_t month)
{
    return NORMAL_95 * sf_view_balance(view, strategy, month).se;
}

/* Beyond this, plus or minus, parts of 100 say nothing. */
enum { TOO_WIDE = 20 };

/** "96", "less than 1", "at most 3", "none", "all" or "nearly all": a share in parts of
 *  100. An estimate below 0 is taken as 0, which it then may be. */
static void say_part(struct sf_mean share, int64_t part, char text[SF_SAY_CHARS])
{
    const double most = 100.0 * (fmax(share.mean, 0.0) + 2.0 * share.se);
    if (share.se == 0.0 && (share.mean == 0.0 || share.mean == 1.0)) {
        snprintf(text, SF_SAY_CHARS, "%s", share.mean == 0.0 ? "none" : "all");
    } else if (most < 1.0) {
        snprintf(text, SF_SAY_CHARS, "less than 1");
    } else if (share.mean <= 2.0 * share.se) {
        snprintf(text, SF_SAY_CHARS, "at most %.0f", ceil(most));
    } else if (part == 100) {
        snprintf(text, SF_SAY_CHARS, "nearly all");
    } else if (part == 0) {
        snprintf(text, SF_SAY_CHARS, "about 1");
    } else {
        snprintf(text, SF_SAY_CHARS, "%" PRId64, part);
    }
}

/** Twice the largest standard error, in whole parts of 100; 0 when there is no error,
 *  INFINITY when it is not known. */
static double give_or_take(const struct sf_spread *spread)
{
    double widest = 0.0;
    for (int s = 0; s < SF_N_SOURCES; s++) {
        const double se = spread->share[s].se;
        widest = fmax(widest, isnan(se) ? INFINITY : se);
    }
    return ceil(200.0 * widest);
}

static void add_parts(const char *name, const struct sf_spread *spread, int columns,
                      struct sf_text *text)
{
    double weight[SF_N_SOURCES];
    int64_t part[SF_N_SOURCES];
    char words[SF_N_SOURCES][SF_SAY_CHARS];
    for (int s = 0; s < SF_N_SOURCES; s++) {
        weight[s] = fmax(spread->share[s].mean, 0.0);
    }
    sf_split_largest_remainder(100, weight, SF_N_SOURCES, part);
    for (int s = 0; s < SF_N_SOURCES; s++) {
        say_part(spread->share[s], part[s], words[s]);
    }
    char error[SF_SAY_CHARS] = "";
    if (give_or_take(spread) > 0.0) {
        snprintf(error, sizeof(error), "; each give or take %.0f",
                 give_or_take(spread));
    }
    sf_say_paragraph(text, 2, columns,
                     "'%s': %s from rates nobody knows, %s from differences between "
                     "employers, %s from chance (who happens to do what)%s.",
                     name, words[SF_FROM_RATES], words[SF_FROM_DIFFERENCES],
                     words[SF_FROM_CHANCE], error);
}

void sf_spread_add_sources(const char *name, const struct sf_spread *spread,
                           int columns, struct sf_text *text)
{
    if (!(spread->sd > 0.0)) {
        sf_say_paragraph(text, 2, columns,
                         "'%s': no spread; it ends with one sum in each campaign "
                         "simulated.",
                         name);
    } else if (!spread->is_defined) {
        sf_say_paragraph(text, 2, columns,
                         "'%s': not measured; none of these runs was repeated for it.",
                         name);
    } else if (give_or_take(spread) > TOO_WIDE) {
        sf_say_paragraph(text, 2, columns, "'%s': too few runs to tell.", name);
    } else {
        add_parts(name, spread, columns, text);
    }
}

void sf_spread_add_words(const struct sf_view *view, int columns, struct sf_text *text)
{
    double error = 0.0;
    sf_say_paragraph(text, 0, columns,
                     "Where the spread at the end comes from, in 100 parts of its "
                     "variance");
    for (size_t i = 0; i < view->n_strategies; i++) {
        const struct sf_spread spread =
            sf_results_spread(view->results, i, view->n_months);
        sf_spread_add_sources(sf_view_strategy(view, i), &spread, columns, text);
        error = fmax(error, sf_spread_simulation(view, i, view->n_months));
    }
    if (error > 0.0) {
        char words[SF_SAY_CHARS];
        sf_say_pounds(error, words);
        sf_say_paragraph(text, 2, columns,
                         "Better knowledge of the inputs, not more runs, narrows this "
                         "spread; what comes from chance stays. More runs shrink "
                         "simulation error alone, which is no part of it: the average "
                         "fund at the end is known to within %s (95%% interval).",
                         words);
    }
}
