#include "output/tables.h"

#include "output/figures.h"

const char SF_RISK_COLUMNS[] =
    "strategy,month,event,runs,count,probability,lower95,upper95";

void sf_risk_add(const struct sf_view *view, size_t strategy, size_t month,
                 struct sf_table *table)
{
    for (size_t event = 0; event < sf_results_n_events(view->results); event++) {
        if (!sf_view_shows_event(view, (enum sf_event)event)) {
            continue;
        }
        const struct sf_chance chance =
            sf_results_chance(view->results, strategy, month, (enum sf_event)event);
        sf_table_open_row(table);
        sf_table_add_text(table, sf_view_strategy(view, strategy));
        sf_table_add_count(table, month);
        sf_table_add_text(table, sf_event_name((enum sf_event)event));
        sf_table_add_count(table, chance.runs);
        sf_table_add_count(table, chance.count);
        sf_table_add_decimal(table, chance.probability, 6);
        sf_table_add_decimal(table, chance.lower, 6);
        sf_table_add_decimal(table, chance.upper, 6);
        sf_table_close_row(table);
    }
}

enum sf_status sf_risk_write(const struct sf_view *view, struct sf_text *text)
{
    struct sf_table table = sf_table_csv(SF_RISK_COLUMNS, text);
    for (size_t i = 0; i < view->n_strategies; i++) {
        for (size_t month = 0; month <= view->n_months; month++) {
            sf_risk_add(view, i, month, &table);
        }
    }
    return sf_figures_status(text);
}

void sf_tables_add_ends(struct sf_json *json, const struct sf_view *view,
                        size_t strategy)
{
    struct sf_table summary = sf_table_json(SF_SUMMARY_COLUMNS, json);
    struct sf_table risk = sf_table_json(SF_RISK_COLUMNS, json);
    sf_json_open_array(json, "summary");
    sf_summary_add(view, strategy, &summary);
    sf_json_close(json);
    sf_json_open_array(json, "risk");
    sf_risk_add(view, strategy, view->n_months, &risk);
    sf_json_close(json);
}
