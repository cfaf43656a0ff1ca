#include "output/settlement_words.h"

#include "output/say.h"

/** The month by which half of the settlements there are have come. */
static size_t middle_month(const struct sf_view *view, size_t strategy, uint64_t count)
{
    uint64_t sum = 0;
    for (size_t month = 1; month <= view->n_months; month++) {
        sum += sf_results_first(view->results, strategy, month, SF_SETTLED);
        if (2 * sum >= count) {
            return month;
        }
    }
    return view->n_months;
}

static void add_when(const struct sf_view *view, size_t i, int columns,
                     const struct sf_settlement *terms, struct sf_text *text)
{
    const struct sf_chance settled = sf_view_chance(view, i, SF_SETTLED);
    char words[SF_SAY_CHARS];
    char month[24];
    if (terms->kind == SF_SETTLES_ON_DATE) {
        sf_day_say(terms->date, month);
        sf_say_paragraph(text, 2, columns, "Settles on %s.", month);
        return;
    }
    sf_say_chance(settled, words);
    if (settled.count == 0) {
        sf_say_paragraph(text, 2, columns,
                         "A settlement within the plan: in %s simulated campaigns.",
                         words);
        return;
    }
    sf_month_say(sf_view_month(view, middle_month(view, i, settled.count)), month);
    /* Where it does not, plans differ in what they cost alone. */
    sf_say_paragraph(text, 2, columns,
                     "A settlement within the plan: in %s simulated campaigns, half of "
                     "them by the end of %s. %s",
                     words, month,
                     sf_input_is_other(view->scenario, terms->pressure_effect, 0.0)
                         ? "How far action brings it nearer is the file's "
                           "pressure_effect."
                         : "As the file has it, more action brings it no nearer.");
}

/** "£1,700 at once and £780 a year" */
static void add_worth(const struct sf_view *view, size_t i, int columns,
                      struct sf_text *text)
{
    const size_t n_bands = view->scenario->n_bands;
    struct sf_text bands = {0};
    double at_once = 0.0;
    bool has_rise = false;
    for (size_t band = 0; band < n_bands; band++) {
        const struct sf_worth worth = sf_view_worth(view, i, band);
        char pounds[SF_SAY_CHARS];
        if (!worth.is_known) {
            continue;
        }
        at_once = worth.at_once;
        sf_say_pounds(worth.per_year * 100.0, pounds);
        sf_text_add(&bands, "%s%s a year (%s)", has_rise ? ", " : "", pounds,
                    view->scenario->band[band].name);
        has_rise |= worth.per_year > 0.0;
    }
    if (at_once > 0.0 || has_rise) {
        char pounds[SF_SAY_CHARS];
        sf_say_pounds(at_once * 100.0, pounds);
        sf_say_paragraph(text, 2, columns, "It brings a member %s at once%s%s.", pounds,
                         has_rise ? " and more pay: " : "",
                         has_rise && bands.chars != NULL ? bands.chars : "");
    }
    text->is_out_of_memory |= bands.is_out_of_memory;
    sf_text_free(&bands);
}

void sf_settlement_add_words(const struct sf_view *view, size_t strategy, int columns,
                             struct sf_text *text)
{
    const size_t index = sf_experiment_strategy(view->experiment, strategy);
    const size_t settlement = view->scenario->strategy[index].settlement;
    if (settlement == SF_NONE) {
        return;
    }
    const struct sf_settlement *terms = &view->scenario->settlement[settlement];
    add_when(view, strategy, columns, terms, text);
    add_worth(view, strategy, columns, text);
}
