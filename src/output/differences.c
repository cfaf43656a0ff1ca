#include "output/tables.h"

#include <inttypes.h>
#include <math.h>

#include "output/csv.h"
#include "output/figures.h"

static void add_row(const struct sf_view *view, size_t a, size_t b, enum sf_total total,
                    struct sf_text *text)
{
    const enum sf_unit unit = sf_total_unit(total);
    const struct sf_difference difference =
        sf_results_difference(view->results, a, b, total);
    sf_csv_add_text(text, sf_view_strategy(view, a));
    sf_text_add(text, ",");
    sf_csv_add_text(text, sf_view_strategy(view, b));
    sf_text_add(text, ",%s,%s,%" PRIu64, sf_total_name(total), sf_unit_name(unit),
                difference.runs);
    sf_csv_add_mean(text, unit, difference.mean);
    sf_csv_add_mean(text, unit, difference.se);
    sf_csv_add_mean(text, unit, difference.lower);
    sf_csv_add_mean(text, unit, difference.upper);
    sf_text_add(text, ",");
    sf_figures_add_decimal(text, difference.share_a_above_b, 6);
    sf_text_add(text, ",");
    if (isinf(difference.runs_to_separate)) {
        sf_text_add(text, "inf");
    } else {
        sf_figures_add_decimal(text, difference.runs_to_separate, 0);
    }
    sf_text_add(text, "\n");
}

enum sf_status sf_differences_write(const struct sf_view *view, struct sf_text *text)
{
    static const enum sf_total TOTAL[] = {
        SF_T_CLOSING_BALANCE,  SF_T_LOWEST_BALANCE, SF_T_FUND_COST,
        SF_T_MEMBERS_COST,     SF_T_LEVY_INCOME,    SF_T_STRIKE_DAYS,
        SF_T_MEMBERS_INVOLVED, SF_T_WORK_NOT_DONE,
    };
    sf_text_add(text, "strategy_a,strategy_b,measure,unit,runs,difference,se,lower95,"
                      "upper95,share_a_above_b,runs_to_separate\n");
    for (size_t a = 0; a < view->n_strategies; a++) {
        for (size_t b = a + 1; b < view->n_strategies; b++) {
            for (size_t i = 0; i < sizeof(TOTAL) / sizeof(TOTAL[0]); i++) {
                add_row(view, a, b, TOTAL[i], text);
            }
        }
    }
    return sf_figures_status(text);
}
