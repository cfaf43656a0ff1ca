#include "output/tables.h"

#include <inttypes.h>

#include "output/csv.h"
#include "output/figures.h"

static void open_row(const struct sf_view *view, size_t strategy, const char *measure,
                     const char *unit, struct sf_text *text)
{
    sf_csv_add_text(text, sf_view_strategy(view, strategy));
    sf_text_add(text, ",%s,%s", measure, unit);
}

static void add_total(const struct sf_view *view, size_t strategy, enum sf_total total,
                      struct sf_text *text)
{
    const enum sf_unit unit = sf_total_unit(total);
    const struct sf_statistic statistic = sf_view_total(view, strategy, total);
    open_row(view, strategy, sf_total_name(total), sf_unit_name(unit), text);
    sf_csv_add_statistic(text, unit, &statistic);
}

/** A row with one sum of money, in the mean's column; none when !is_known. */
static void add_sum(const struct sf_view *view, size_t strategy, const char *measure,
                    bool is_known, double pence, struct sf_text *text)
{
    open_row(view, strategy, measure, "gbp", text);
    sf_text_add(text, ",%" PRIu64 ",", view->runs);
    if (is_known) {
        sf_figures_add_pounds(text, pence);
    }
    sf_text_add(text, ",,,,,,,\n");
}

/** Opening funds that would have met a chance of shortfall (M10.3). They are read off
 *  opening - lowest, which holds only while no rule looks at the balance. */
static void add_openings(const struct sf_view *view, size_t strategy,
                         struct sf_text *text)
{
    const struct sf_fund_terms *fund = &view->scenario->fund;
    const bool is_known = fund->interest == 0.0 && fund->overdraft_interest == 0.0;
    add_sum(view, strategy, "opening_for_5pc", is_known,
            sf_results_total_quantile(view->results, strategy, SF_T_OPENING_LESS_LOWEST,
                                      0.95),
            text);
    add_sum(view, strategy, "opening_for_1pc", is_known,
            sf_results_total_quantile(view->results, strategy, SF_T_OPENING_LESS_LOWEST,
                                      0.99),
            text);
}

static void add_ratio(const struct sf_view *view, size_t strategy,
                      enum sf_ratio_kind kind, struct sf_text *text)
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
    open_row(view, strategy, NAME[kind], UNIT[kind], text);
    sf_text_add(text, ",%" PRIu64 ",", view->runs);
    if (ratio.is_defined) {
        sf_figures_add_decimal(text, ratio.value, 6);
        sf_text_add(text, ",");
        sf_figures_add_decimal(text, ratio.se, 6);
    } else {
        sf_text_add(text, ",");
    }
    sf_text_add(text, ",,,,,,\n");
}

enum sf_status sf_summary_write(const struct sf_view *view, struct sf_text *text)
{
    sf_text_add(text, "strategy,measure,unit,runs,mean,se,sd,q05,q25,q50,q75,q95\n");
    for (size_t i = 0; i < view->n_strategies; i++) {
        for (int total = 0; total < SF_N_TOTALS; total++) {
            /* Serves opening_for_5pc and 1pc; by itself it would be read as a cost. */
            if (total != SF_T_OPENING_LESS_LOWEST) {
                add_total(view, i, (enum sf_total)total, text);
            }
        }
        add_sum(view, i, "mean_of_worst_5pc", true,
                sf_results_mean_of_worst(view->results, i), text);
        add_openings(view, i, text);
        for (int kind = 0; kind < SF_N_RATIOS; kind++) {
            add_ratio(view, i, (enum sf_ratio_kind)kind, text);
        }
    }
    return sf_figures_status(text);
}
