#include "output/tables.h"

#include <math.h>

#include "output/figures.h"

const char SF_DIFFERENCES_COLUMNS[] =
    "strategy_a,strategy_b,measure,unit,runs,difference,se,lower95,upper95,"
    "share_a_above_b,runs_to_separate";

static void add_row(const struct sf_view *view, size_t a, size_t b, enum sf_total total,
                    struct sf_table *table)
{
    const enum sf_unit unit = sf_total_unit(total);
    const struct sf_difference difference =
        sf_results_difference(view->results, a, b, total);
    sf_table_open_row(table);
    sf_table_add_text(table, sf_view_strategy(view, a));
    sf_table_add_text(table, sf_view_strategy(view, b));
    sf_table_add_text(table, sf_total_name(total));
    sf_table_add_text(table, sf_unit_name(unit));
    sf_table_add_count(table, difference.runs);
    sf_table_add_mean(table, unit, difference.mean);
    sf_table_add_mean(table, unit, difference.se);
    sf_table_add_mean(table, unit, difference.lower);
    sf_table_add_mean(table, unit, difference.upper);
    sf_table_add_decimal(table, difference.share_a_above_b, 6);
    if (isinf(difference.runs_to_separate)) {
        sf_table_add_infinity(table);
    } else {
        sf_table_add_decimal(table, difference.runs_to_separate, 0);
    }
    sf_table_close_row(table);
}

void sf_differences_add(const struct sf_view *view, struct sf_table *table)
{
    static const enum sf_total TOTAL[] = {
        SF_T_CLOSING_BALANCE,  SF_T_LOWEST_BALANCE, SF_T_FUND_COST,
        SF_T_MEMBERS_COST,     SF_T_LEVY_INCOME,    SF_T_STRIKE_DAYS,
        SF_T_MEMBERS_INVOLVED, SF_T_WORK_NOT_DONE,
    };
    for (size_t a = 0; a < view->n_strategies; a++) {
        for (size_t b = a + 1; b < view->n_strategies; b++) {
            for (size_t i = 0; i < sizeof(TOTAL) / sizeof(TOTAL[0]); i++) {
                add_row(view, a, b, TOTAL[i], table);
            }
        }
    }
}

enum sf_status sf_differences_write(const struct sf_view *view, struct sf_text *text)
{
    struct sf_table table = sf_table_csv(SF_DIFFERENCES_COLUMNS, text);
    sf_differences_add(view, &table);
    return sf_figures_status(text);
}
