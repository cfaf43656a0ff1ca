#include "scenario/day_pay.h"

#include "core/money.h"

static double amount_of_band(const struct sf_amount *amount, size_t n, size_t band)
{
    double pounds = 0.0;
    for (size_t i = 0; i < n; i++) {
        if (amount[i].band == SF_NONE || amount[i].band == band) {
            pounds = amount[i].pounds;
        }
    }
    return pounds;
}

/** The last that the salary reaches. */
static double amount_by_salary(const struct sf_rule *rule, double salary)
{
    double pounds = 0.0;
    for (size_t i = 0; i < rule->n_by_salary; i++) {
        if (rule->by_salary[i].salary_from <= salary) {
            pounds = rule->by_salary[i].pounds;
        }
    }
    return pounds;
}

static double tier_of(const struct sf_rule *rule, double docked)
{
    double from = -1.0;
    double pence = 0.0;
    for (size_t i = 0; i < rule->n_tiers; i++) {
        if (rule->tier[i].docked_from <= docked && rule->tier[i].docked_from > from) {
            from = rule->tier[i].docked_from;
            pence = sf_pence_rate(rule->tier[i].pounds);
        }
    }
    return pence;
}

double sf_rule_docked_pence(const struct sf_rule *rule, size_t step,
                            const struct sf_lost_day *day)
{
    const struct sf_step *later = step > 0 ? &rule->step[step - 1] : NULL;
    const double rate = later != NULL ? later->rate : rule->rate;
    const double lost = day->docked * day->net;
    double pence = 0.0;
    if (!(day->docked > 0.0)) {
        return 0.0;
    }
    switch (rule->basis) {
    case SF_BASIS_NONE:
        return 0.0;
    case SF_BASIS_NET:
        pence = rate * lost;
        break;
    case SF_BASIS_GROSS:
        pence = rate * (day->docked * day->gross);
        break;
    case SF_BASIS_FLAT: {
        const double pounds =
            later != NULL ? amount_of_band(later->amount, later->n_amounts, day->band)
            : rule->n_by_salary > 0
                ? amount_by_salary(rule, day->salary)
                : amount_of_band(rule->amount, rule->n_amounts, day->band);
        pence = day->docked * sf_pence_rate(pounds);
        break;
    }
    case SF_BASIS_TIERS:
        pence = tier_of(rule, day->docked);
        break;
    }
    return pence > lost && !rule->allow_above_loss ? lost : pence;
}
