/* What can be counted. With at most 2^31 people at once, head-counts fit 32 bits, of
 * the whole union too. With every sum of money of a run at most SF_MAX_POUNDS (10^15
 * pence, less than 2^50) a product of a count and a rate is rounded right, a block of
 * SF_BLOCK_MAX runs (2^10) adds up in 64 bits, and the squares of differences
 * between two strategies (2^51) of SF_MAX_RUNS runs (2^24) do in 127. */
#include <inttypes.h>
#include <math.h>

#include "scenario/action_dates.h"
#include "scenario/check.h"
#include "scenario/scope.h"
#include "strikefund/ballots.h"

#define MOST_PEOPLE 2e9

/** The largest size an input can have, either way. */
static double most_of(const struct sf_scenario *scenario, size_t index)
{
    if (index == SF_NONE) {
        return 0.0;
    }
    const struct sf_input *input = &scenario->input[index];
    const double *parameter = input->parameter;
    const double range = fmax(fabs(input->low), fabs(input->high));
    double most = range;
    switch (input->distribution) {
    case SF_FIXED:
        most = fabs(parameter[0]);
        break;
    case SF_UNIFORM:
        most = fmax(fabs(parameter[0]), fabs(parameter[1]));
        break;
    case SF_TRIANGULAR:
    case SF_PERT:
        most = fmax(fabs(parameter[0]), fabs(parameter[2]));
        break;
    case SF_DISCRETE:
        most = fmax(fabs(input->point[0]), fabs(input->point[input->n_points - 1]));
        break;
    case SF_NORMAL:
    case SF_LOGNORMAL:
    case SF_BETA:
    case SF_GAMMA:
    case SF_LOGITNORMAL:
        break; /* no end but that of the range */
    }
    return fmin(most, range);
}

/** Days on which a member can be out under one strategy, and the actions' own costs. A
 *  day short of strike comes on top, as many days as its backlog counts for. */
static double strike_days(const struct sf_scenario *scenario,
                          const struct sf_strategy *strategy, double *cost)
{
    double days = 0.0;
    double days_short = 0.0;
    double most_undone = 1.0;
    *cost = strategy->campaign_cost * scenario->n_months;
    for (size_t i = 0; i < strategy->actions.n; i++) {
        const struct sf_action *action = &scenario->action[strategy->actions.index[i]];
        int32_t first;
        int32_t last;
        const double n = (double)sf_action_count_days(scenario, action, &first, &last);
        if (action->kind == SF_KIND_SHORT) {
            days_short += n;
            most_undone = fmax(most_undone, most_of(scenario, action->backlog));
        } else {
            days += n;
        }
        *cost += n * action->cost_per_day;
    }
    const double most = 31.0 * scenario->n_months;
    return fmin(days, most) + most_undone * fmin(days_short, most);
}

/** The highest levy, in pounds a month, of somebody on a salary. */
static double most_levy(const struct sf_scenario *scenario, double salary)
{
    double most = 0.0;
    for (size_t i = 0; i < scenario->n_levies; i++) {
        const struct sf_levy *levy = &scenario->levy[i];
        most = fmax(most, levy->share_of_pay * salary / 12.0);
        for (size_t r = 0; r < levy->n_rates; r++) {
            most = fmax(most, levy->rate[r].pounds);
        }
    }
    return most;
}

static double most_of_step(const struct sf_step *step, double day)
{
    double most = isnan(step->rate) ? 0.0 : step->rate * day;
    for (size_t i = 0; i < step->n_amounts; i++) {
        most = fmax(most, step->amount[i].pounds);
    }
    return most;
}

/** The highest strike pay of a day, in pounds, and what hardship can cost in a month.
 */
static double most_strike_pay(const struct sf_scenario *scenario, double day,
                              double people, double *hardship)
{
    double most = 0.0;
    *hardship = 0.0;
    for (size_t i = 0; i < scenario->n_rules; i++) {
        const struct sf_rule *rule = &scenario->rule[i];
        most = fmax(most, rule->rate * day);
        for (size_t k = 0; k < rule->n_amounts; k++) {
            most = fmax(most, rule->amount[k].pounds);
        }
        for (size_t k = 0; k < rule->n_tiers; k++) {
            most = fmax(most, rule->tier[k].pounds);
        }
        for (size_t k = 0; k < rule->n_by_salary; k++) {
            most = fmax(most, rule->by_salary[k].pounds);
        }
        for (size_t k = 0; k < rule->n_steps; k++) {
            most = fmax(most, most_of_step(&rule->step[k], day));
        }
        const double grants = people * most_of(scenario, rule->hardship_share) *
                              most_of(scenario, rule->hardship_grant);
        *hardship +=
            rule->hardship_cap > 0.0 ? fmin(grants, rule->hardship_cap) : grants;
    }
    return most;
}

/** What can go through one employer's members in a plan with so many strike days. */
static double sums_at(const struct sf_scenario *scenario,
                      const struct sf_employer *employer, double growth, double days)
{
    double salary = 0.0;
    for (size_t b = 0; b < scenario->n_bands; b++) {
        salary = fmax(salary, employer->share[b] > 0.0 ? employer->salary[b] : 0.0);
    }
    const double people = employer->members * growth;
    const double day = salary / employer->divisor;
    double hardship;
    const double strike_pay = most_strike_pay(scenario, day, people, &hardship);
    const double months = scenario->n_months;
    return people * days * (day * (1.0 + employer->weight) + strike_pay) +
           people * months * most_levy(scenario, salary) +
           fmin(months, days) * hardship;
}

/** The most that any sum of money can come to under one strategy, in pounds. */
static double most_pounds(const struct sf_scenario *scenario,
                          const struct sf_strategy *strategy, double growth,
                          double people)
{
    const struct sf_fund_terms *fund = &scenario->fund;
    const double months = scenario->n_months;
    double cost;
    const double days = strike_days(scenario, strategy, &cost);
    double sum = most_of(scenario, fund->opening) + fabs(fund->minimum_balance) + cost;
    sum += months *
           (most_of(scenario, fund->donations) + people * fund->subscription_share);
    for (size_t i = 0; i < fund->n_one_offs; i++) {
        sum += fabs(fund->one_off[i].amount);
    }
    for (size_t i = 0; i < scenario->n_ballots; i++) {
        sum += people * scenario->ballot[i].cost_per_member;
    }
    for (size_t e = 0; e < scenario->n_employers; e++) {
        sum += sums_at(scenario, &scenario->employer[e], growth, days);
    }
    double salary = 0.0; /* of other payers: a mean, at most the highest */
    for (size_t e = 0; e < scenario->n_employers; e++) {
        for (size_t b = 0; b < scenario->n_bands; b++) {
            salary = fmax(salary, scenario->employer[e].salary[b]);
        }
    }
    if (sf_scenario_levies_others(scenario)) {
        sum += scenario->other_payers * growth * months * most_levy(scenario, salary);
    }
    const double rate = fmax(fund->interest, fund->overdraft_interest);
    return sum * pow(1.0 + rate / 12.0, months);
}

void sf_sums_check(struct sf_reading *reading)
{
    const struct sf_scenario *scenario = reading->scenario;
    const double growth =
        1.0 +
        scenario->n_months * (most_of(scenario, scenario->members.join) +
                              most_of(scenario, scenario->members.join_in_action));
    double people = scenario->other_payers;
    for (size_t e = 0; e < scenario->n_employers; e++) {
        people += scenario->employer[e].members;
    }
    people *= growth;
    const struct sf_setting *place = sf_place_of(reading->root, "employers");
    if (!(people <= MOST_PEOPLE)) {
        sf_reading_fault(reading, place,
                         "up to %.3g members at once are possible with the members who "
                         "may join; at most %.0f can be counted",
                         people, MOST_PEOPLE);
        return;
    }
    for (size_t i = 0; i < scenario->n_strategies; i++) {
        const struct sf_strategy *strategy = &scenario->strategy[i];
        const double pounds = most_pounds(scenario, strategy, growth, people);
        if (!(pounds <= (double)SF_MAX_POUNDS)) {
            sf_reading_fault(reading, place,
                             "in strategy '%s' sums of up to £%.3g are possible; at "
                             "most £%" PRId64 " can be counted to the penny",
                             strategy->name, pounds, (int64_t)SF_MAX_POUNDS);
            return;
        }
    }
}
