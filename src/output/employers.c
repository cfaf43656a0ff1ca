#include <math.h>

#include "output/csv.h"
#include "output/figures.h"
#include "output/mandates.h"
#include "output/tables.h"
#include "strikefund/ballots.h"

static const enum sf_employer_measure MEASURE[] = {SF_E_CALLED, SF_E_STRIKE_DAYS,
                                                   SF_E_STRIKE_PAY, SF_E_PAY_LOST};
enum { N_COLUMNS = sizeof(MEASURE) / sizeof(MEASURE[0]) };

/** A column named after a ballot: what is before its name cannot begin a formula. */
static void add_ballot_heading(struct sf_text *text, const char *what, const char *name)
{
    struct sf_text heading = {0};
    sf_text_add(&heading, "%s: %s", what, name);
    sf_text_add(text, ",");
    if (heading.is_out_of_memory) {
        text->is_out_of_memory = true;
    } else {
        sf_csv_add_text(text, heading.chars);
    }
    sf_text_free(&heading);
}

static void add_heading(const struct sf_view *view, struct sf_text *text)
{
    sf_text_add(text, "strategy,employer,members");
    for (size_t i = 0; i < N_COLUMNS; i++) {
        const char *name = sf_employer_measure_name(MEASURE[i]);
        const bool is_money = sf_employer_measure_unit(MEASURE[i]) == SF_UNIT_GBP;
        sf_text_add(text, ",%s%s,%s_se%s", name, is_money ? "_gbp" : "", name,
                    is_money ? "_gbp" : "");
    }
    for (size_t b = 0; b < view->scenario->n_ballots; b++) {
        const char *name = view->scenario->ballot[b].name;
        add_ballot_heading(text, "mandate_chance", name);
        add_ballot_heading(text, "mandate_chance_se", name);
    }
    sf_text_add(text, "\n");
}

/** The chance of a mandate to strike by a ballot, and its error: none where the result
 *  is given. */
static void add_mandate(const struct sf_view *view, size_t strategy,
                        const struct sf_ballot *ballot, size_t employer,
                        struct sf_text *text)
{
    double chance = sf_ballot_chance(view->scenario, ballot, employer);
    double se = isnan(chance) ? NAN : 0.0;
    size_t cell;
    if (sf_mandates_find(view, ballot, SF_QUESTION_STRIKE, employer, &cell)) {
        const struct sf_chance passed =
            sf_results_mandate(view->results, strategy, cell).chance;
        const double p = ballot->is_consultative ? 0.0 : passed.probability;
        chance = p;
        se = sqrt(p * (1.0 - p) / (double)passed.runs);
    }
    sf_text_add(text, ",");
    sf_figures_add_decimal(text, chance, 6);
    sf_text_add(text, ",");
    sf_figures_add_decimal(text, se, 6);
}

static void add_row(const struct sf_view *view, size_t strategy, size_t employer,
                    struct sf_text *text)
{
    const struct sf_scenario *scenario = view->scenario;
    sf_csv_add_text(text, sf_view_strategy(view, strategy));
    sf_text_add(text, ",");
    sf_csv_add_text(text, scenario->employer[employer].name);
    sf_text_add(text, ",%d", (int)scenario->employer[employer].members);
    for (size_t i = 0; i < N_COLUMNS; i++) {
        const enum sf_unit unit = sf_employer_measure_unit(MEASURE[i]);
        const struct sf_mean mean =
            sf_results_employer(view->results, strategy, employer, MEASURE[i]);
        sf_text_add(text, ",");
        sf_figures_add_mean(text, unit, mean.mean);
        sf_text_add(text, ",");
        sf_figures_add_mean(text, unit, mean.se);
    }
    for (size_t b = 0; b < scenario->n_ballots; b++) {
        add_mandate(view, strategy, &scenario->ballot[b], employer, text);
    }
    sf_text_add(text, "\n");
}

enum sf_status sf_employers_write(const struct sf_view *view, struct sf_text *text)
{
    add_heading(view, text);
    for (size_t i = 0; i < view->n_strategies; i++) {
        for (size_t e = 0; e < view->scenario->n_employers; e++) {
            add_row(view, i, e, text);
        }
    }
    return sf_figures_status(text);
}
