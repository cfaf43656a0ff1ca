#include "output/pots.h"

#include "output/figures.h"

const char SF_POTS_COLUMNS[] =
    "strategy,month,date,pot,measure,unit,runs,mean,se,sd,q05,q25,q50,q75,q95";

static void add_row(const struct sf_view *view, size_t strategy, size_t month,
                    size_t pot, enum sf_pot_measure measure, struct sf_table *table)
{
    char date[8];
    sf_month_format(sf_view_month(view, month), date);
    const enum sf_unit unit = sf_pot_measure_unit(measure);
    struct sf_statistic statistic =
        sf_results_pot(view->results, strategy, month, pot, measure);
    if (unit == SF_UNIT_GBP) {
        statistic.mean =
            (double)sf_ledger_pot(&view->mean[strategy], month, pot, measure);
    }
    sf_table_open_row(table);
    sf_table_add_text(table, sf_view_strategy(view, strategy));
    sf_table_add_count(table, month);
    sf_table_add_text(table, date);
    sf_table_add_text(table, view->scenario->fund.pots.pot[pot].name);
    sf_table_add_text(table, sf_pot_measure_name(measure));
    sf_table_add_text(table, sf_unit_name(unit));
    sf_table_add_statistic(table, unit, &statistic);
    sf_table_close_row(table);
}

void sf_pots_add_rows(const struct sf_view *view, size_t strategy, size_t month,
                      struct sf_table *table)
{
    for (size_t pot = 0; pot < sf_results_n_pots(view->results); pot++) {
        for (int measure = 0; measure < SF_N_POT_MEASURES; measure++) {
            add_row(view, strategy, month, pot, (enum sf_pot_measure)measure, table);
        }
    }
}

enum sf_status sf_pots_write(const struct sf_view *view, struct sf_text *text)
{
    struct sf_table table = sf_table_csv(SF_POTS_COLUMNS, text);
    for (size_t i = 0; i < view->n_strategies; i++) {
        for (size_t month = 0; month <= view->n_months; month++) {
            sf_pots_add_rows(view, i, month, &table);
        }
    }
    return sf_figures_status(text);
}

bool sf_pots_is_used(const struct sf_view *view, size_t strategy, size_t pot)
{
    for (size_t month = 0; month <= view->n_months; month++) {
        for (int measure = 0; measure < SF_N_POT_MEASURES; measure++) {
            const struct sf_statistic found = sf_results_pot(
                view->results, strategy, month, pot, (enum sf_pot_measure)measure);
            if (found.mean != 0.0 || found.sd > 0.0) {
                return true;
            }
        }
    }
    return false;
}
