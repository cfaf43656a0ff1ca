#include "output/tables.h"

#include "output/figures.h"

const char SF_SUMMARY_COLUMNS[] =
    "strategy,measure,unit,runs,mean,se,sd,q05,q25,q50,q75,q95";

enum { N_QUANTILES = 5 };

static void open_row(const struct sf_view *view, size_t strategy, const char *measure,
                     const char *unit, struct sf_table *table)
{
    sf_table_open_row(table);
    sf_table_add_text(table, sf_view_strategy(view, strategy));
    sf_table_add_text(table, measure);
    sf_table_add_text(table, unit);
}

/** Ends a row that has n cells left with nothing in them. */
static void close_row(struct sf_table *table, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        sf_table_add_nothing(table);
    }
    sf_table_close_row(table);
}

static void add_total(const struct sf_view *view, size_t strategy, enum sf_total total,
                      struct sf_table *table)
{
    const enum sf_unit unit = sf_total_unit(total);
    const struct sf_statistic statistic = sf_view_total(view, strategy, total);
    open_row(view, strategy, sf_total_name(total), sf_unit_name(unit), table);
    sf_table_add_statistic(table, unit, &statistic);
    sf_table_close_row(table);
}

/** A row with one sum of money, in the mean's column; none when !is_known. */
static void add_sum(const struct sf_view *view, size_t strategy, const char *measure,
                    bool is_known, double pence, struct sf_table *table)
{
    open_row(view, strategy, measure, "gbp", table);
    sf_table_add_count(table, view->runs);
    if (is_known) {
        sf_table_add_value(table, SF_UNIT_GBP, pence);
    } else {
        sf_table_add_nothing(table);
    }
    close_row(table, 2 + N_QUANTILES);
}

/** Opening funds that would have met a chance of shortfall (M10.3). They are read off
 *  opening - lowest, which holds only while no rule looks at the balance. */
static void add_openings(const struct sf_view *view, size_t strategy,
                         struct sf_table *table)
{
    const struct sf_fund_terms *fund = &view->scenario->fund;
    const bool reads_fund = sf_strategy_reads_fund(
        view->scenario, sf_experiment_strategy(view->experiment, strategy));
    const bool is_known =
        fund->interest == 0.0 && fund->overdraft_interest == 0.0 && !reads_fund;
    add_sum(view, strategy, "opening_for_5pc", is_known,
            sf_results_total_quantile(view->results, strategy, SF_T_OPENING_LESS_LOWEST,
                                      0.95),
            table);
    add_sum(view, strategy, "opening_for_1pc", is_known,
            sf_results_total_quantile(view->results, strategy, SF_T_OPENING_LESS_LOWEST,
                                      0.99),
            table);
}

static void add_ratio(const struct sf_view *view, size_t strategy,
                      enum sf_ratio_kind kind, struct sf_table *table)
{
    static const char *const NAME[SF_N_RATIOS] = {
        [SF_FUND_COST_PER_STRIKE_DAY] = "fund_cost_per_strike_day",
        [SF_MEMBERS_COST_PER_STRIKE_DAY] = "members_cost_per_strike_day",
        [SF_FUND_COST_PER_POUND_NOT_DONE] = "fund_cost_per_pound_not_done",
        [SF_TOTAL_COST_PER_POUND_NOT_DONE] = "total_cost_per_pound_not_done",
    };
    static const char *const UNIT[SF_N_RATIOS] = {
        [SF_FUND_COST_PER_STRIKE_DAY] = "gbp_per_day",
        [SF_MEMBERS_COST_PER_STRIKE_DAY] = "gbp_per_day",
        [SF_FUND_COST_PER_POUND_NOT_DONE] = "gbp_per_gbp",
        [SF_TOTAL_COST_PER_POUND_NOT_DONE] = "gbp_per_gbp",
    };
    const struct sf_ratio ratio = sf_results_ratio(view->results, strategy, kind);
    open_row(view, strategy, NAME[kind], UNIT[kind], table);
    sf_table_add_count(table, view->runs);
    if (ratio.is_defined) {
        sf_table_add_decimal(table, ratio.value, 6);
        sf_table_add_decimal(table, ratio.se, 6);
        close_row(table, 1 + N_QUANTILES);
    } else {
        close_row(table, 3 + N_QUANTILES);
    }
}

void sf_summary_add(const struct sf_view *view, size_t strategy, struct sf_table *table)
{
    for (size_t total = 0; total < sf_results_n_totals(view->results); total++) {
        if (sf_view_shows_total(view, (enum sf_total)total)) {
            add_total(view, strategy, (enum sf_total)total, table);
        }
    }
    add_sum(view, strategy, "mean_of_worst_5pc", true,
            sf_results_mean_of_worst(view->results, strategy), table);
    add_openings(view, strategy, table);
    for (int kind = 0; kind < SF_N_RATIOS; kind++) {
        add_ratio(view, strategy, (enum sf_ratio_kind)kind, table);
    }
}

enum sf_status sf_summary_write(const struct sf_view *view, struct sf_text *text)
{
    struct sf_table table = sf_table_csv(SF_SUMMARY_COLUMNS, text);
    for (size_t i = 0; i < view->n_strategies; i++) {
        sf_summary_add(view, i, &table);
    }
    return sf_figures_status(text);
}
