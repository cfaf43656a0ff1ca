#include "output/tables.h"

#include "output/figures.h"
#include "output/table.h"

static void add_row(const struct sf_view *view, size_t strategy, size_t month,
                    enum sf_measure measure, struct sf_table *table)
{
    char date[8];
    sf_month_format(sf_view_month(view, month), date);
    const enum sf_unit unit = sf_measure_unit(measure);
    struct sf_statistic statistic =
        sf_results_monthly(view->results, strategy, month, measure);
    if (unit == SF_UNIT_GBP) {
        statistic.mean = (double)sf_ledger_value(&view->mean[strategy], month, measure);
    }
    sf_table_open_row(table);
    sf_table_add_text(table, sf_view_strategy(view, strategy));
    sf_table_add_count(table, month);
    sf_table_add_text(table, date);
    sf_table_add_text(table, sf_measure_name(measure));
    sf_table_add_text(table, sf_unit_name(unit));
    sf_table_add_statistic(table, unit, &statistic);
    sf_table_close_row(table);
}

enum sf_status sf_series_write(const struct sf_view *view, struct sf_text *text)
{
    struct sf_table table = sf_table_csv("strategy,month,date,measure,unit,runs,mean,"
                                         "se,sd,q05,q25,q50,q75,q95",
                                         text);
    for (size_t i = 0; i < view->n_strategies; i++) {
        for (size_t month = 0; month <= view->n_months; month++) {
            const size_t n_measures = sf_results_n_measures(view->results);
            for (size_t measure = 0; measure < n_measures; measure++) {
                add_row(view, i, month, (enum sf_measure)measure, &table);
            }
        }
    }
    return sf_figures_status(text);
}
