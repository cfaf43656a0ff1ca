/* What people do, for the fingerprints of a plan. */
#include <string.h>

#include "plan/print.h"
#include "strikefund/ballots.h"

/** How a levy is collected, where it says so channel by channel. */
static void put_channels(struct print *print, const struct sf_phase *phase)
{
    put(print, "channels", strlen("channels"));
    for (size_t c = 0; c < phase->n_channels; c++) {
        const struct sf_plan_channel *channel = &phase->channel[c];
        PUT(print, channel->part);
        PUT(print, channel->lag);
        PUT(print, phase->share[c]);
        put_input(print, channel->fail);
        put_input(print, channel->recover);
    }
}

static void put_phase(struct print *print, const struct sf_phase *phase)
{
    const struct sf_levy *levy = phase->levy;
    const struct sf_plan *plan = print->plan;
    PUT(print, phase->subject);
    PUT(print, phase->channel[0].lag);
    PUT(print, phase->is_continuing);
    PUT(print, phase->has_exemption);
    PUT(print, phase->is_by_cell);
    PUT(print, levy->spread);
    PUT(print, levy->month_spread);
    PUT(print, levy->is_consulted);
    put_input(print, levy->notpay);
    put_input(print, levy->rate_response);
    put_input(print, levy->consultation_effect);
    put_input(print, levy->lapse);
    put_input(print, phase->channel[0].fail);
    put_input(print, phase->channel[0].recover);
    if (levy->n_channels > 0) {
        put_channels(print, phase);
    }
    if (levy->is_in_scope != NULL) {
        put(print, "scope", strlen("scope"));
        put(print, levy->is_in_scope, plan->n_employers + 1);
    }
    if (levy->trigger != SF_TRIGGER_NONE) {
        PUT(print, levy->trigger);
        PUT(print, phase->on_below);
        PUT(print, phase->off_above);
    }
    for (size_t g = 0; g < phase->n_groups; g++) {
        const bool is_rise = phase->rise[g] > 0.0;
        PUT(print, is_rise);
        if (!is_zero(print, levy->rate_response)) {
            PUT(print, phase->above[g]);
        }
        if (!is_zero(print, plan->scenario->members.elasticity)) {
            PUT(print, phase->rise[g]);
        }
    }
}

static void put_members(struct print *print)
{
    const struct sf_plan *plan = print->plan;
    const struct sf_members_terms *members = &plan->scenario->members;
    PUT(print, plan->scenario->seed);
    PUT(print, plan->n_months);
    put(print, plan->employer_hash, plan->n_employers * sizeof(*plan->employer_hash));
    put(print, plan->band_hash, plan->n_bands * sizeof(*plan->band_hash));
    put(print, plan->opening, plan->n_all_cells * sizeof(*plan->opening));
    put_input(print, members->leave);
    put_input(print, members->join);
    put_input(print, members->join_in_action);
    put_input(print, members->elasticity);
    if (plan->has_momentum) {
        put_input(print, members->momentum);
        put_input(print, members->momentum_reference);
    }
    for (size_t b = 0; b < plan->n_bands && !is_zero(print, members->elasticity); b++) {
        PUT(print, plan->scenario->band[b].subscription);
    }
}

static void put_action(struct print *print, const struct sf_plan_action *planned)
{
    const struct sf_action *action = planned->action;
    const bool is_unpaid = planned->rule->basis == SF_BASIS_NONE;
    PUT(print, planned->subject);
    PUT(print, planned->is_all_members);
    PUT(print, action->spread);
    PUT(print, action->month_spread);
    put(print, action->bands.value, action->bands.n * sizeof(*action->bands.value));
    put_input(print, action->called);
    put_input(print, action->called_share);
    put_input(print, action->participation);
    put_input(print, action->fatigue);
    put_input(print, action->rostered);
    if (planned->is_short) {
        put(print, "short", strlen("short"));
    }
    if (planned->when != SF_NONE) {
        put_input(print, planned->when);
        PUT(print, action->when.is_below);
        PUT(print, action->when.limit);
    }
    PUT(print, is_unpaid); /* exemption from the levy, and hardship, ask this */
    if (is_unpaid) {
        put_input(print, planned->rule->hardship_share);
    }
}

static void put_callouts(struct print *print)
{
    const struct sf_plan *plan = print->plan;
    for (size_t i = 0; i < plan->n_callouts; i++) {
        PUT(print, plan->callout[i].action);
        PUT(print, plan->callout[i].employer);
        PUT(print, plan->callout[i].first_rival);
        PUT(print, plan->callout[i].n_rivals);
    }
    put(print, plan->month_start, (plan->n_months + 2) * sizeof(*plan->month_start));
    for (size_t i = 0; i < plan->month_start[plan->n_months + 1]; i++) {
        PUT(print, plan->callout_month[i].callout);
        PUT(print, plan->callout_month[i].first_day);
        PUT(print, plan->callout_month[i].n_days);
        PUT(print, plan->callout_month[i].is_first_month);
    }
    for (size_t i = 0; i < plan->n_days; i++) {
        PUT(print, plan->day[i].date);
        PUT(print, plan->day[i].weight);
        PUT(print, plan->day[i].position);
        PUT(print, plan->day[i].first_overlap);
        PUT(print, plan->day[i].n_overlaps);
    }
    for (size_t i = 0; i < plan->n_overlaps; i++) {
        PUT(print, plan->overlap[i].callout);
        PUT(print, plan->overlap[i].weight);
    }
}

/** Ballots left to chance: how members vote, what passes, which days turn on it, and
 *  how a call-out counts the days that are left, which strategies in one block share;
 *  with what each day comes to, where a cap is met on a day that turns on them.
 */
static void put_votes(struct print *print)
{
    const struct sf_plan *plan = print->plan;
    const struct sf_scenario *scenario = plan->scenario;
    for (size_t v = 0; v < plan->votes.n; v++) {
        const struct sf_vote *vote = &plan->votes.vote[v];
        const struct sf_ballot *ballot = &scenario->ballot[vote->ballot];
        const uint32_t name = sf_name_hash(ballot->name);
        const int32_t month = sf_month_of_day(ballot->closes) - scenario->start;
        PUT(print, name);
        PUT(print, month);
        PUT(print, vote->question);
        PUT(print, ballot->is_aggregated);
        PUT(print, ballot->is_consultative);
        PUT(print, ballot->spread);
        PUT(print, ballot->yes_spread);
        PUT(print, ballot->month_spread);
        put_input(print, ballot->turnout);
        put_input(print, ballot->yes[vote->question]);
        put_input(print, ballot->bad_records);
        for (size_t e = 0; e < ballot->employers.n; e++) {
            const size_t index = ballot->employers.index[e];
            const struct sf_ballot_rule rule =
                sf_ballot_rule_of(scenario, ballot, index);
            const enum sf_given given = sf_ballot_given(scenario, ballot, index);
            PUT(print, plan->employer_hash[index]);
            PUT(print, rule.votes_per_million);
            PUT(print, rule.yes_per_million);
            PUT(print, given);
            PUT(print, scenario->employer[index].turnout);
            PUT(print, scenario->employer[index].yes);
        }
    }
    for (size_t i = 0; i < plan->n_days && plan->is_gated != NULL; i++) {
        PUT(print, plan->day[i].gate);
        if (plan->strategy->has_pause) {
            PUT(print, plan->day[i].unless);
        }
    }
    for (size_t i = 0; i < plan->n_callouts && plan->is_gated != NULL; i++) {
        const struct sf_rule *rule = plan->action[plan->callout[i].action].rule;
        PUT(print, plan->callout[i].counter);
        PUT(print, rule->from_day);
        PUT(print, rule->from_calendar_day);
    }
    if (plan->is_gated != NULL && plan->has_mixed_cap) {
        for (size_t i = 0; i < plan->n_callouts; i++) {
            const size_t action = plan->callout[i].action;
            PUT(print, plan->action[action].has_mixed_cap);
            PUT(print, plan->action[action].rule->max_amount);
        }
        sf_print_day_pay(print);
    }
}

/** When the dispute settles, by chance. Where work not done moves that, so does all
 *  that the work is priced by. */
static void put_settlement(struct print *print)
{
    const struct sf_settlement *settlement = print->plan->settlement;
    const uint32_t name = sf_name_hash(settlement->name);
    PUT(print, name);
    PUT(print, settlement->wind_down);
    put_input(print, settlement->shape);
    put_input(print, settlement->scale);
    put_input(print, settlement->pressure_effect);
    if (settlement->pressure_effect != SF_NONE &&
        !is_zero(print, settlement->pressure_effect)) {
        PUT(print, print->plan->paybill);
        sf_print_prices(print);
    }
}

void sf_print_people(struct print *print)
{
    const struct sf_plan *plan = print->plan;
    put_members(print);
    put(print, plan->phase_of_month,
        (plan->n_months + 1) * sizeof(*plan->phase_of_month));
    for (size_t i = 0; i < plan->n_phases; i++) {
        put_phase(print, &plan->phase[i]);
    }
    for (size_t i = 0; i < plan->n_actions; i++) {
        put_action(print, &plan->action[i]);
    }
    put_callouts(print);
    put_votes(print);
    if (print->plan->settles_by_chance) {
        put_settlement(print);
    }
}
