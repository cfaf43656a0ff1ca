#include "scenario/pot_words.h"

#include "scenario/reckon.h"

static const char *name_of(const struct sf_scenario *scenario, size_t pot)
{
    return scenario->fund.pots.pot[pot].name;
}

static void tell_receipts(struct sf_text *text, const struct sf_scenario *scenario,
                          size_t pot)
{
    const struct sf_pots *pots = &scenario->fund.pots;
    const char *before = "; receives";
    if (pots->subscriptions == pot && scenario->fund.subscription_share > 0.0) {
        sf_text_add(text, "%s subscriptions", before);
        before = ",";
    }
    if (pots->donations == pot &&
        sf_input_is_other(scenario, scenario->fund.donations, 0.0)) {
        sf_text_add(text, "%s donations", before);
        before = ",";
    }
    for (size_t i = 0; i < scenario->n_levies; i++) {
        if (scenario->levy[i].pot == pot) {
            sf_text_add(text, "%s the levy '%s'", before, scenario->levy[i].name);
            before = ",";
        }
    }
}

static void tell_pot(struct sf_text *text, const struct sf_scenario *scenario,
                     size_t pot)
{
    const struct sf_pots *pots = &scenario->fund.pots;
    char money[SF_NUMBER_CHARS];
    sf_text_add(text, "%s%s: ", pot == 0 ? "Pots      " : "          ",
                name_of(scenario, pot));
    if (pot == pots->rest) {
        sf_text_add(text, "opens with what is left of the fund");
    } else {
        sf_pounds_say(pots->pot[pot].opening, money);
        sf_text_add(text, "opens with %s", money);
    }
    tell_receipts(text, scenario, pot);
    sf_text_add(text, "\n");
}

static void tell_order(struct sf_text *text, const struct sf_scenario *scenario,
                       const struct sf_indexes *order)
{
    for (size_t k = 0; k < order->n; k++) {
        sf_text_add(text, "%s%s", k > 0 ? ", then " : "",
                    name_of(scenario, order->index[k]));
    }
}

/** Rules with pots of their own. */
static void tell_rules(struct sf_text *text, const struct sf_scenario *scenario)
{
    for (size_t r = 0; r < scenario->n_rules; r++) {
        const struct sf_rule *rule = &scenario->rule[r];
        if (rule->paid_from.n > 0) {
            sf_text_add(text, "          that of the rule '%s' is paid from ",
                        rule->name);
            tell_order(text, scenario, &rule->paid_from);
            sf_text_add(text, "\n");
        }
    }
}

static void tell_orders(struct sf_text *text, const struct sf_scenario *scenario)
{
    static const char *const WHAT[] = {[SF_OUTGO_STRIKE_PAY] = "strike pay is",
                                       [SF_OUTGO_HARDSHIP] = "hardship grants are",
                                       [SF_OUTGO_CAMPAIGN] = "campaign costs are",
                                       [SF_OUTGO_BALLOTS] = "ballots are"};
    const struct sf_pots *pots = &scenario->fund.pots;
    for (size_t i = 0; i < SF_N_OUTGOES; i++) {
        sf_text_add(text, "          %s paid from ", WHAT[i]);
        tell_order(text, scenario, &pots->paid_from[i]);
        if (i == SF_OUTGO_HARDSHIP && pots->is_hardship_limited) {
            sf_text_add(text, ", and stop at what was there at the last close");
        }
        sf_text_add(text, "\n");
        if (i == SF_OUTGO_STRIKE_PAY) {
            tell_rules(text, scenario);
        }
    }
}

static void tell_loan(struct sf_text *text, const struct sf_scenario *scenario,
                      const struct sf_loan *loan)
{
    char up_to[SF_NUMBER_CHARS];
    char below[SF_NUMBER_CHARS];
    char keep[SF_NUMBER_CHARS];
    sf_pounds_say(loan->up_to, up_to);
    sf_pounds_say(loan->below, below);
    sf_pounds_say(loan->keep, keep);
    sf_text_add(text,
                "          %s lends %s up to %s, to bring it up to %s, and keeps %s; "
                "what it has above that repays\n",
                name_of(scenario, loan->from), name_of(scenario, loan->to), up_to,
                below, keep);
}

void sf_pots_tell(struct sf_text *text, const struct sf_scenario *scenario)
{
    const struct sf_pots *pots = &scenario->fund.pots;
    if (pots->n == 0) {
        return;
    }
    for (size_t p = 0; p < pots->n; p++) {
        tell_pot(text, scenario, p);
    }
    tell_orders(text, scenario);
    for (size_t k = 0; k < pots->n_loans; k++) {
        tell_loan(text, scenario, &pots->loan[k]);
    }
}
