#include "output/refund_words.h"

#include <stdio.h>

#include "output/say.h"

/** "Gives back the last 3 months of 'levy': promised in October 2023, paid in February
 *  2024." */
static void add_terms(const struct sf_view *view, const struct sf_levy *levy,
                      int columns, struct sf_text *text)
{
    const struct sf_refund *refund = &levy->refund;
    const int32_t end = sf_view_month(view, view->n_months);
    char how_much[SF_SAY_CHARS] = "the last month of";
    char promised[24];
    char paid[24];
    sf_month_say(refund->promised, promised);
    sf_month_say(refund->paid, paid);
    if (refund->months > levy->to - levy->from) {
        snprintf(how_much, sizeof(how_much), "all of");
    } else if (refund->months != 1) {
        snprintf(how_much, sizeof(how_much), "the last %d months of", refund->months);
    }
    sf_say_paragraph(text, 2, columns,
                     "Gives back %s '%s': promised in %s, paid in %s%s.", how_much,
                     levy->name, promised, paid,
                     refund->promised > end ? ", both after the plan's end"
                     : refund->paid > end   ? ", after the plan's end"
                                            : "");
}

void sf_refund_add_words(const struct sf_view *view, size_t i, int columns,
                         struct sf_text *text)
{
    const size_t index = sf_experiment_strategy(view->experiment, i);
    const struct sf_indexes *levies = &view->scenario->strategy[index].levies;
    const struct sf_statistic refunds = sf_view_total(view, i, SF_T_REFUNDS);
    char mean[SF_SAY_CHARS];
    char low[SF_SAY_CHARS];
    char high[SF_SAY_CHARS];
    for (size_t l = 0; l < levies->n; l++) {
        const struct sf_levy *levy = &view->scenario->levy[levies->index[l]];
        if (levy->has_refund) {
            add_terms(view, levy, columns, text);
        }
    }
    if (!sf_strategy_has_refund(view->scenario, index)) {
        return;
    }
    sf_say_pounds(refunds.mean, mean);
    sf_say_pounds(refunds.q05, low);
    sf_say_pounds(refunds.q95, high);
    if (refunds.sd > 0.0) {
        sf_say_paragraph(
            text, 2, columns,
            "The refund takes from the fund: %s on average; 90 in 100 "
            "campaigns between %s and %s. It is levy given back, and no part "
            "of the cost above.",
            mean, low, high);
    } else {
        sf_say_paragraph(
            text, 2, columns,
            "The refund takes from the fund: %s in each campaign simulated. "
            "It is levy given back, and no part of the cost above.",
            mean);
    }
}
