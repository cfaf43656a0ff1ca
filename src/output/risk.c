#include "output/tables.h"

#include <inttypes.h>

#include "output/csv.h"
#include "output/figures.h"

static void add_row(const struct sf_view *view, size_t strategy, size_t month,
                    enum sf_event event, struct sf_text *text)
{
    const struct sf_chance chance =
        sf_results_chance(view->results, strategy, month, event);
    sf_csv_add_text(text, sf_view_strategy(view, strategy));
    sf_text_add(text, ",%zu,%s,%" PRIu64 ",%" PRIu64 ",", month, sf_event_name(event),
                chance.runs, chance.count);
    sf_figures_add_decimal(text, chance.probability, 6);
    sf_text_add(text, ",");
    sf_figures_add_decimal(text, chance.lower, 6);
    sf_text_add(text, ",");
    sf_figures_add_decimal(text, chance.upper, 6);
    sf_text_add(text, "\n");
}

enum sf_status sf_risk_write(const struct sf_view *view, struct sf_text *text)
{
    sf_text_add(text, "strategy,month,event,runs,count,probability,lower95,upper95\n");
    for (size_t i = 0; i < view->n_strategies; i++) {
        for (size_t month = 0; month <= view->n_months; month++) {
            for (int event = 0; event < SF_N_EVENTS; event++) {
                add_row(view, i, month, (enum sf_event)event, text);
            }
        }
    }
    return sf_figures_status(text);
}
