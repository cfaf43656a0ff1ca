#include "scenario/reckon.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/text.h"
#include "scenario/action_dates.h"
#include "scenario/day_pay.h"
#include "scenario/inputs_read.h"
#include "scenario/mandates.h"
#include "scenario/scope.h"
#include "scenario/waves.h"

double sf_input_middle(const struct sf_input *input)
{
    const double *p = input->parameter;
    switch (input->distribution) {
    case SF_FIXED:
    case SF_NORMAL:
    case SF_LOGNORMAL:
    case SF_BETA:
    case SF_GAMMA:
    case SF_LOGITNORMAL:
        return p[0];
    case SF_UNIFORM:
        return (p[0] + p[1]) / 2.0;
    case SF_TRIANGULAR:
    case SF_PERT:
        return p[1];
    case SF_DISCRETE:
        break;
    }
    double mean = 0.0;
    for (size_t i = 0; i < input->n_points; i++) {
        mean += input->point[i] * input->weight[i];
    }
    return mean;
}

static void say_number(double number, enum sf_say as, char words[SF_NUMBER_CHARS])
{
    switch (as) {
    case SF_SAY_POUNDS:
        sf_pounds_say(number, words);
        break;
    case SF_SAY_SHARE:
        snprintf(words, SF_NUMBER_CHARS, "%.3g %%", 100.0 * number);
        break;
    case SF_SAY_COUNT:
        sf_count_say((int64_t)llround(number), words);
        break;
    }
}

void sf_input_say(const struct sf_input *input, enum sf_say as,
                  char words[SF_INPUT_CHARS])
{
    const double *p = input->parameter;
    char middle[SF_NUMBER_CHARS];
    char low[SF_NUMBER_CHARS];
    char high[SF_NUMBER_CHARS];
    say_number(sf_input_middle(input), as, middle);
    switch (input->distribution) {
    case SF_FIXED:
        snprintf(words, SF_INPUT_CHARS, "%s", middle);
        break;
    case SF_UNIFORM:
    case SF_TRIANGULAR:
    case SF_PERT: {
        const bool is_uniform = input->distribution == SF_UNIFORM;
        say_number(p[0], as, low);
        say_number(is_uniform ? p[1] : p[2], as, high);
        snprintf(words, SF_INPUT_CHARS, "%s to %s%s%s", low, high,
                 is_uniform ? "" : ", most likely ", is_uniform ? "" : middle);
        break;
    }
    case SF_NORMAL:
    case SF_LOGNORMAL:
    case SF_BETA:
    case SF_GAMMA:
    case SF_LOGITNORMAL:
    case SF_DISCRETE:
        snprintf(words, SF_INPUT_CHARS, "about %s", middle);
        break;
    }
}

double sf_members_reckon(const struct sf_scenario *scenario, size_t band)
{
    double members = 0.0;
    for (size_t i = 0; i < scenario->n_employers; i++) {
        const struct sf_employer *employer = &scenario->employer[i];
        members += employer->members * (band == SF_NONE ? 1.0 : employer->share[band]);
    }
    return members;
}

/* Members of a band whom a levy is due from. */
static double levied(const struct sf_scenario *scenario, const struct sf_levy *levy,
                     size_t band)
{
    double members = 0.0;
    for (size_t e = 0; e < scenario->n_employers; e++) {
        const struct sf_employer *employer = &scenario->employer[e];
        members += sf_scope_has(scenario, levy, e)
                       ? employer->members * employer->share[band]
                       : 0.0;
    }
    return members;
}

double sf_levy_reckon(const struct sf_scenario *scenario, const struct sf_levy *levy)
{
    const bool has_others = sf_scope_has(scenario, levy, scenario->n_employers);
    int64_t others[SF_MAX_BANDS] = {0};
    double sum = 0.0;
    if (has_others) {
        sf_scope_split_others(scenario, others);
    }
    for (size_t b = 0; b < scenario->n_bands; b++) {
        for (size_t i = 0; i < levy->n_rates; i++) {
            if (strcmp(levy->rate[i].levy_class, scenario->band[b].levy_class) == 0) {
                sum += levy->rate[i].pounds *
                       (levied(scenario, levy, b) + (double)others[b]);
            }
        }
        for (size_t e = 0; levy->n_rates == 0 && e < scenario->n_employers; e++) {
            const struct sf_employer *employer = &scenario->employer[e];
            sum += sf_scope_has(scenario, levy, e)
                       ? levy->share_of_pay * employer->members * employer->share[b] *
                             employer->salary[b] / 12.0
                       : 0.0;
        }
        sum += has_others && levy->n_rates == 0
                   ? levy->share_of_pay * (double)others[b] *
                         sf_scope_salary(scenario, b) / 12.0
                   : 0.0;
    }
    return sum;
}

size_t sf_ballot_reckon(const struct sf_scenario *scenario,
                        const struct sf_ballot *ballot, double *members)
{
    size_t n = 0;
    *members = 0.0;
    for (size_t i = 0; i < ballot->employers.n; i++) {
        const size_t index = ballot->employers.index[i];
        if (sf_ballot_passed(scenario, ballot, index)) {
            *members += scenario->employer[index].members;
            n++;
        }
    }
    return n;
}

/* A day of the action as a member of a band loses it: short of strike, where most is
 * docked. */
static struct sf_lost_day lost_day(const struct sf_scenario *scenario,
                                   const struct sf_action *action,
                                   const struct sf_employer *employer, size_t band)
{
    struct sf_lost_day day = {.band = band,
                              .salary = employer->salary[band],
                              .gross =
                                  100.0 * employer->salary[band] / employer->divisor,
                              .docked = action->part_of_day};
    day.net = day.gross * scenario->band[band].net_ratio;
    if (action->kind == SF_KIND_SHORT) {
        day.docked =
            action->docking == SF_NONE
                ? 0.0
                : fmin(1.0, sf_input_largest(&scenario->input[action->docking]));
    }
    return day;
}

/* Strike pay in pounds of one who is out on so many days that are paid. */
static double pay_of_days(const struct sf_rule *rule, const struct sf_lost_day *day,
                          double n_days)
{
    double pounds = 0.0;
    double after = 0.0;
    for (size_t k = 0; k <= rule->n_steps; k++) {
        const bool has_next = k < rule->n_steps;
        const double next =
            has_next ? (double)(rule->step[k].from_day - rule->from_day) : n_days;
        const double until = fmax(fmin(n_days, next), after);
        pounds += (until - after) * (sf_rule_docked_pence(rule, k, day) / 100.0);
        after = until;
    }
    return rule->max_amount > 0.0 ? fmin(pounds, rule->max_amount) : pounds;
}

/* Days past the waiting time, counted by the calendar, at one of the employers. */
static double calendar_days(const struct sf_scenario *scenario,
                            const struct sf_action *action, size_t place,
                            int32_t from_day)
{
    struct sf_walk walk = SF_WALK_START;
    int32_t first = SF_NO_DAY;
    double n = 0.0;
    while (sf_walk_next(scenario, action, place, &walk)) {
        first = first == SF_NO_DAY ? walk.day : first;
        n += walk.day - first + 1 >= from_day ? 1.0 : 0.0;
    }
    return n;
}

static double paid_days(const struct sf_scenario *scenario,
                        const struct sf_action *action, size_t place, size_t n_days)
{
    const struct sf_rule *rule = &scenario->rule[action->rule];
    if (action->days_per_member > 0.0) {
        return action->days_per_member;
    }
    const double days = rule->from_calendar_day && rule->from_day > 1
                            ? calendar_days(scenario, action, place, rule->from_day)
                            : fmax((double)n_days - rule->from_day + 1, 0.0);
    return rule->max_days > 0 ? fmin(days, rule->max_days) : days;
}

struct sf_reckoned sf_action_reckon(const struct sf_scenario *scenario,
                                    const struct sf_action *action)
{
    struct sf_reckoned reckoned = {0};
    const struct sf_rule *rule = &scenario->rule[action->rule];
    reckoned.n_days =
        sf_action_count_days(scenario, action, &reckoned.first, &reckoned.last);
    for (size_t i = 0; i < action->employers.n; i++) {
        const struct sf_employer *employer =
            &scenario->employer[action->employers.index[i]];
        double called = employer->members;
        if (action->called != SF_NONE) {
            called = sf_input_middle(&scenario->input[action->called]);
        } else if (action->called_share != SF_NONE) {
            called *= sf_input_middle(&scenario->input[action->called_share]);
        }
        reckoned.called += called;
        const bool has_turns = action->turns.wave != SF_WAVE_NONE;
        const double days = paid_days(
            scenario, action, i,
            has_turns ? sf_wave_count_days(scenario, action, i) : reckoned.n_days);
        for (size_t b = 0; b < scenario->n_bands; b++) {
            const double share =
                action->bands.n > 0 ? action->bands.value[b] : employer->share[b];
            const struct sf_lost_day day = lost_day(scenario, action, employer, b);
            reckoned.strike_pay += called * share * pay_of_days(rule, &day, days);
        }
    }
    return reckoned;
}
