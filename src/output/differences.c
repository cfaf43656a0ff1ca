#include "output/tables.h"

#include <math.h>

#include "output/figures.h"

const char SF_DIFFERENCES_COLUMNS[] =
    "strategy_a,strategy_b,measure,unit,runs,difference,se,lower95,upper95,"
    "share_a_above_b,runs_to_separate";

static void add_row(const char *name_a, const char *name_b, enum sf_total total,
                    struct sf_difference difference, struct sf_table *table)
{
    const enum sf_unit unit = sf_total_unit(total);
    sf_table_open_row(table);
    sf_table_add_text(table, name_a);
    sf_table_add_text(table, name_b);
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

void sf_differences_add_pairs(const char *const *name, size_t n_strategies,
                              const struct sf_pairs *pairs, struct sf_table *table)
{
    static const enum sf_total TOTAL[] = {
        SF_T_CLOSING_BALANCE,  SF_T_LOWEST_BALANCE, SF_T_FUND_COST,
        SF_T_MEMBERS_COST,     SF_T_LEVY_INCOME,    SF_T_STRIKE_DAYS,
        SF_T_MEMBERS_INVOLVED, SF_T_WORK_NOT_DONE,
    };
    for (size_t a = 0; a < n_strategies; a++) {
        for (size_t b = a + 1; b < n_strategies; b++) {
            for (size_t i = 0; i < sizeof(TOTAL) / sizeof(TOTAL[0]); i++) {
                add_row(name[a], name[b], TOTAL[i],
                        sf_pairs_difference(pairs, a, b, TOTAL[i]), table);
            }
        }
    }
}

void sf_differences_add(const struct sf_view *view, struct sf_table *table)
{
    const char *name[SF_MAX_STRATEGIES];
    for (size_t i = 0; i < view->n_strategies; i++) {
        name[i] = sf_view_strategy(view, i);
    }
    sf_differences_add_pairs(name, view->n_strategies, sf_results_pairs(view->results),
                             table);
}

enum sf_status sf_differences_write(const struct sf_view *view, struct sf_text *text)
{
    struct sf_table table = sf_table_csv(SF_DIFFERENCES_COLUMNS, text);
    sf_differences_add(view, &table);
    return sf_figures_status(text);
}
