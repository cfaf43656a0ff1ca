#include "scenario/rule_words.h"

#include <string.h>

#include "scenario/inputs_read.h"
#include "scenario/reckon.h"

static const char *pounds(double number, char words[SF_NUMBER_CHARS])
{
    sf_pounds_say(number, words);
    return words;
}

/** 1st, 2nd, 3rd, 4th, 11th, 21st. */
static void tell_day(struct sf_text *text, int32_t day)
{
    const bool is_teen = day % 100 >= 11 && day % 100 <= 13;
    const int32_t last = is_teen ? 0 : day % 10;
    sf_text_add(text, "%d%s day", day,
                last == 1   ? "st"
                : last == 2 ? "nd"
                : last == 3 ? "rd"
                            : "th");
}

static void tell_amounts(struct sf_text *text, const struct sf_scenario *scenario,
                         const struct sf_amount *amount, size_t n)
{
    char money[SF_NUMBER_CHARS];
    for (size_t i = 0; i < n; i++) {
        sf_text_add(
            text, "%s%s%s%s", i > 0 ? ", " : "",
            amount[i].band == SF_NONE ? "" : scenario->band[amount[i].band].name,
            amount[i].band == SF_NONE ? "" : " ", pounds(amount[i].pounds, money));
    }
    sf_text_add(text, " a day");
}

/** "£75 a day on less than £30,000 a year, £50 on that or more" */
static void tell_by_salary(struct sf_text *text, const struct sf_rule *rule)
{
    char amount[SF_NUMBER_CHARS];
    char salary[SF_NUMBER_CHARS];
    for (size_t i = 0; i < rule->n_by_salary; i++) {
        const bool is_last = i + 1 == rule->n_by_salary;
        const double edge = rule->by_salary[is_last ? i : i + 1].salary_from;
        sf_text_add(text, "%s%s a day on %s%s a year%s", i > 0 ? ", " : "",
                    pounds(rule->by_salary[i].pounds, amount),
                    is_last ? "" : "less than ", pounds(edge, salary),
                    is_last ? " or more" : "");
    }
}

/** "£25 where 25 % or more of the day is docked, £70 where 75 % or more" */
static void tell_tiers(struct sf_text *text, const struct sf_rule *rule)
{
    char money[SF_NUMBER_CHARS];
    for (size_t i = 0; i < rule->n_tiers; i++) {
        sf_text_add(text, "%s%s where %.4g %% or more%s", i > 0 ? ", " : "",
                    pounds(rule->tier[i].pounds, money),
                    100.0 * rule->tier[i].docked_from,
                    i == 0 ? " of the day is docked" : "");
    }
}

static void tell_pay(struct sf_text *text, const struct sf_scenario *scenario,
                     const struct sf_rule *rule)
{
    switch (rule->basis) {
    case SF_BASIS_NONE:
        sf_text_add(text, "no strike pay");
        break;
    case SF_BASIS_NET:
        sf_text_add(text, "%.4g %% of the net pay lost", 100.0 * rule->rate);
        break;
    case SF_BASIS_GROSS:
        sf_text_add(text, "%.4g %% of the gross pay lost", 100.0 * rule->rate);
        break;
    case SF_BASIS_FLAT:
        if (rule->n_by_salary > 0) {
            tell_by_salary(text, rule);
        } else {
            tell_amounts(text, scenario, rule->amount, rule->n_amounts);
        }
        break;
    case SF_BASIS_TIERS:
        tell_tiers(text, rule);
        break;
    }
    for (size_t i = 0; i < rule->n_steps; i++) {
        const struct sf_step *step = &rule->step[i];
        sf_text_add(text, "; from the ");
        tell_day(text, step->from_day);
        sf_text_add(text, " ");
        if (rule->basis == SF_BASIS_FLAT) {
            tell_amounts(text, scenario, step->amount, step->n_amounts);
        } else {
            sf_text_add(text, "%.4g %%", 100.0 * step->rate);
        }
    }
}

static void tell_caps(struct sf_text *text, const struct sf_rule *rule)
{
    char money[SF_NUMBER_CHARS];
    if (rule->max_days == 0 && !(rule->max_amount > 0.0)) {
        return;
    }
    sf_text_add(text, "; at most ");
    if (rule->max_amount > 0.0) {
        sf_text_add(text, "%s a striker", pounds(rule->max_amount, money));
    }
    if (rule->max_days > 0) {
        sf_text_add(text, "%s%d day%s", rule->max_amount > 0.0 ? " and " : "",
                    rule->max_days, rule->max_days == 1 ? "" : "s");
    }
    if (rule->cap_group != NULL) {
        sf_text_add(text, ", in all actions of the cap group %s together",
                    rule->cap_group);
    }
}

/** Whether what it pays could be more than the net pay lost, but for that it may not.
 */
static bool may_exceed_loss(const struct sf_rule *rule)
{
    bool may = rule->basis != SF_BASIS_NET || rule->rate > 1.0;
    for (size_t i = 0; i < rule->n_steps; i++) {
        may |= rule->step[i].rate > 1.0;
    }
    return may;
}

static void tell_rule(struct sf_text *text, const struct sf_scenario *scenario,
                      const struct sf_rule *rule)
{
    char words[SF_INPUT_CHARS];
    sf_text_add(text, "Rule      %s: ", rule->name);
    tell_pay(text, scenario, rule);
    if (rule->basis == SF_BASIS_NONE) {
        sf_input_say(&scenario->input[rule->hardship_share], SF_SAY_SHARE, words);
        sf_text_add(text, "; a hardship grant for %s of those out\n", words);
        return;
    }
    if (may_exceed_loss(rule)) {
        sf_text_add(text, rule->allow_above_loss ? "; even above the net pay lost"
                                                 : "; never above the net pay lost");
    }
    if (rule->from_day > 1) {
        sf_text_add(text, "; from the ");
        tell_day(text, rule->from_day);
        sf_text_add(text, rule->from_calendar_day ? " of the calendar on" : " on");
    }
    tell_caps(text, rule);
    sf_text_add(text, "\n");
}

/** Whether an action goes by it, and it pays anything. */
static bool is_told(const struct sf_scenario *scenario, size_t index)
{
    const struct sf_rule *rule = &scenario->rule[index];
    bool is_used = false;
    for (size_t i = 0; i < scenario->n_actions; i++) {
        is_used |= scenario->action[i].rule == index;
    }
    return is_used && (rule->basis != SF_BASIS_NONE ||
                       sf_input_largest(&scenario->input[rule->hardship_share]) > 0.0);
}

void sf_rules_tell(struct sf_text *text, const struct sf_scenario *scenario)
{
    for (size_t i = 0; i < scenario->n_rules; i++) {
        if (is_told(scenario, i)) {
            tell_rule(text, scenario, &scenario->rule[i]);
        }
    }
}

bool sf_shares_caps(const struct sf_scenario *scenario,
                    const struct sf_strategy *strategy)
{
    for (size_t i = 0; i < strategy->actions.n; i++) {
        const size_t rule = scenario->action[strategy->actions.index[i]].rule;
        const char *name = scenario->rule[rule].cap_group;
        for (size_t k = 0; k < i && name != NULL; k++) {
            const size_t other = scenario->action[strategy->actions.index[k]].rule;
            const char *others = scenario->rule[other].cap_group;
            if (others != NULL && strcmp(others, name) == 0) {
                return true;
            }
        }
    }
    return false;
}
