#include "scenario/day_pay.h"

#include "core/money.h"

double sf_rule_docked_pence(const struct sf_rule *rule, size_t band, double net,
                            double gross, double docked)
{
    const double lost = docked * net;
    double pence = 0.0;
    if (!(docked > 0.0)) {
        return 0.0;
    }
    switch (rule->basis) {
    case SF_BASIS_NONE:
        return 0.0;
    case SF_BASIS_NET:
        pence = rule->rate * lost;
        break;
    case SF_BASIS_GROSS:
        pence = rule->rate * (docked * gross);
        break;
    case SF_BASIS_FLAT:
        for (size_t i = 0; i < rule->n_amounts; i++) {
            if (rule->amount[i].band == SF_NONE || rule->amount[i].band == band) {
                pence = docked * sf_pence_rate(rule->amount[i].pounds);
            }
        }
        break;
    case SF_BASIS_TIERS: {
        double from = -1.0;
        for (size_t i = 0; i < rule->n_tiers; i++) {
            if (rule->tier[i].docked_from <= docked &&
                rule->tier[i].docked_from > from) {
                from = rule->tier[i].docked_from;
                pence = sf_pence_rate(rule->tier[i].pounds);
            }
        }
        break;
    }
    }
    return pence > lost && !rule->allow_above_loss ? lost : pence;
}
