/* Fingerprints of a plan, in two parts: what its people do, and what is money. Two
 * machines that print the same hash simulate the same thing (M11.4); two strategies
 * with the same people need be simulated only once. */
#include <stdlib.h>
#include <string.h>

#include "core/sha256.h"
#include "plan/plan.h"
#include "random/inputs.h"
#include "random/stream.h"
#include "strikefund/ballots.h"

/** What is being put together. */
struct print {
    struct sf_text text;
    const struct sf_plan *plan;
    const struct sf_input_table *table; /* NULL: inputs go by name, and all counts */
};

static void put(struct print *print, const void *bytes, size_t length)
{
    sf_text_add_bytes(&print->text, bytes, length);
}

/* Fields one by one: padding between them has no fixed content. */
#define PUT(print, value) put(print, &(value), sizeof(value))

/** An uncertain number: which of the scenario's inputs it is, and its law if known. */
static void put_input(struct print *print, size_t input)
{
    const uint32_t name =
        input == SF_NONE ? 0 : sf_name_hash(print->plan->scenario->input[input].name);
    PUT(print, name);
    if (input != SF_NONE && print->table != NULL) {
        sf_input_table_put(&print->table[input], &print->text);
    }
}

/** Whether an input is known to be 0 in every run: what it multiplies does not count.
 */
static bool is_zero(const struct print *print, size_t input)
{
    return print->table != NULL && sf_input_table_is_zero(&print->table[input]);
}

/* ---- what people do -------------------------------------------------------------- */

static void put_phase(struct print *print, const struct sf_phase *phase)
{
    const struct sf_levy *levy = phase->levy;
    const struct sf_plan *plan = print->plan;
    PUT(print, phase->subject);
    PUT(print, phase->lag);
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
    put_input(print, levy->fail);
    put_input(print, levy->recover);
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

static void put_day_pay(struct print *print)
{
    const struct sf_plan *plan = print->plan;
    for (size_t i = 0; i < plan->n_callouts * plan->n_bands * plan->n_amounts; i++) {
        PUT(print, plan->day_pay[i].full_pence);
        PUT(print, plan->day_pay[i].full_days);
        PUT(print, plan->day_pay[i].part_pence);
        if (plan->n_amounts > 1) {
            PUT(print, plan->day_pay[i].after_days);
        }
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
        put_day_pay(print);
    }
}

static void put_prices(struct print *print);

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
        put_prices(print);
    }
}

static void put_people(struct print *print)
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

/* ---- what is money --------------------------------------------------------------- */

/** What a settlement is worth, and when it comes on a date. */
static void put_worth(struct print *print)
{
    const struct sf_plan *plan = print->plan;
    const struct sf_settlement *settlement = plan->settlement;
    PUT(print, plan->settled_month);
    PUT(print, plan->paybill);
    put_input(print, settlement->lump_sum);
    put_input(print, settlement->pay_rise);
    for (size_t i = 0; i < settlement->n_gains; i++) {
        put_input(print, settlement->gain[i].amount);
    }
}

/** Which pots receive and pay what, and what they lend. */
static void put_pots(struct print *print)
{
    const struct sf_plan *plan = print->plan;
    const struct sf_pots *pots = plan->pots;
    const size_t n_sums = (plan->n_months + 1) * pots->n;
    PUT(print, pots->rest);
    PUT(print, pots->subscriptions);
    PUT(print, pots->donations);
    put(print, plan->pot_opening, pots->n * sizeof(*plan->pot_opening));
    put(print, plan->pot_received, n_sums * sizeof(*plan->pot_received));
    put(print, plan->pot_paid_out, n_sums * sizeof(*plan->pot_paid_out));
    for (size_t i = 0; i < SF_N_OUTGOES; i++) {
        const struct sf_indexes *order = &pots->paid_from[i];
        PUT(print, order->n);
        put(print, order->index, order->n * sizeof(*order->index));
    }
    for (size_t i = 0; i < plan->n_phases; i++) {
        PUT(print, plan->phase[i].levy->pot);
    }
    for (size_t i = 0; i < pots->n_loans; i++) {
        PUT(print, plan->loan[i].from);
        PUT(print, plan->loan[i].to);
        PUT(print, plan->loan[i].up_to);
        PUT(print, plan->loan[i].below);
        PUT(print, plan->loan[i].keep);
    }
}

/** What is given back of the levies, where anything is. */
static void put_refunds(struct print *print)
{
    const struct sf_plan *plan = print->plan;
    for (size_t i = 0; i < plan->n_phases && plan->has_refund; i++) {
        PUT(print, plan->phase[i].has_refund);
        PUT(print, plan->phase[i].refund_first);
        PUT(print, plan->phase[i].refund_last);
        PUT(print, plan->phase[i].refund_promised);
        PUT(print, plan->phase[i].refund_paid);
    }
}

static void put_fund(struct print *print)
{
    const struct sf_plan *plan = print->plan;
    const struct sf_fund_terms *fund = &plan->scenario->fund;
    const size_t n_months = plan->n_months + 1;
    PUT(print, plan->subscription_share);
    PUT(print, plan->minimum_balance);
    PUT(print, fund->interest);
    PUT(print, fund->overdraft_interest);
    PUT(print, plan->on_shortfall);
    put_input(print, fund->opening);
    put_input(print, fund->donations);
    if (plan->settlement != NULL) {
        put_worth(print);
    }
    put(print, plan->campaign_cost, n_months * sizeof(*plan->campaign_cost));
    if (plan->when_cost != NULL) {
        put(print, plan->when_cost,
            plan->n_actions * n_months * sizeof(*plan->when_cost));
    }
    put(print, plan->received, n_months * sizeof(*plan->received));
    put(print, plan->paid_out, n_months * sizeof(*plan->paid_out));
    if (plan->pots != NULL) {
        put_pots(print);
    }
    put_refunds(print);
    for (size_t i = 0; i < plan->n_actions && plan->is_gated != NULL; i++) {
        PUT(print, plan->action[i].action->cost_per_day);
    }
    for (size_t i = 0; i < plan->scenario->n_ballots; i++) {
        const struct sf_ballot *ballot = &plan->scenario->ballot[i];
        PUT(print, ballot->closes);
        PUT(print, ballot->cost_per_member);
        for (size_t e = 0; e < ballot->employers.n; e++) {
            PUT(print, plan->employer_hash[ballot->employers.index[e]]);
        }
    }
}

/** What is docked short of strike, and all that its strike pay is reckoned from. */
static void put_docking(struct print *print, const struct sf_plan_action *planned)
{
    const struct sf_action *action = planned->action;
    const struct sf_rule *rule = planned->rule;
    put_input(print, action->docking);
    put_input(print, action->overtime_share);
    put_input(print, action->backlog);
    PUT(print, rule->rate);
    PUT(print, rule->max_days);
    PUT(print, rule->max_amount);
    PUT(print, rule->allow_above_loss);
    for (size_t i = 0; i < rule->n_amounts; i++) {
        PUT(print, rule->amount[i].band);
        PUT(print, rule->amount[i].pounds);
    }
    for (size_t i = 0; i < rule->n_tiers; i++) {
        PUT(print, rule->tier[i].docked_from);
        PUT(print, rule->tier[i].pounds);
    }
    for (size_t i = 0; i < rule->n_by_salary; i++) {
        PUT(print, rule->by_salary[i].salary_from);
        PUT(print, rule->by_salary[i].pounds);
    }
    for (size_t i = 0; i < rule->n_steps; i++) {
        const struct sf_step *step = &rule->step[i];
        PUT(print, step->from_day);
        PUT(print, step->rate);
        for (size_t k = 0; k < step->n_amounts; k++) {
            PUT(print, step->amount[k].band);
            PUT(print, step->amount[k].pounds);
        }
    }
}

static void put_prices(struct print *print)
{
    const struct sf_plan *plan = print->plan;
    put(print, plan->gross_day, plan->n_cells * sizeof(*plan->gross_day));
    put(print, plan->net_day, plan->n_cells * sizeof(*plan->net_day));
    for (size_t i = 0; i < plan->n_employers; i++) {
        PUT(print, plan->scenario->employer[i].weight);
    }
    for (size_t i = 0; i < plan->n_phases; i++) {
        put(print, plan->phase[i].rate,
            plan->phase[i].n_groups * sizeof(*plan->phase[i].rate));
    }
    for (size_t i = 0; i < plan->n_actions; i++) {
        const struct sf_rule *rule = plan->action[i].rule;
        PUT(print, plan->action[i].unprepared);
        PUT(print, plan->action[i].rule_index);
        if (plan->action[i].action->part_of_day < 1.0) {
            PUT(print, plan->action[i].action->part_of_day);
        }
        if (plan->action[i].is_short) {
            put_docking(print, &plan->action[i]);
        }
        PUT(print, rule->basis);
        PUT(print, rule->hardship_cap);
        put_input(print, rule->take_up);
        put_input(print, rule->hardship_grant);
        put(print, rule->claim_lag.value,
            rule->claim_lag.n * sizeof(*rule->claim_lag.value));
        if (plan->on_shortfall == SF_SCALE) {
            PUT(print, rule->is_written_off);
        }
    }
    put_day_pay(print);
    for (size_t i = 0; i < plan->n_days; i++) {
        PUT(print, plan->day[i].paid_ordinal);
    }
}

enum sf_status sf_plan_hash(const struct sf_plan *plan, char **hash)
{
    struct print print = {.plan = plan};
    char *digits = malloc(SF_SHA256_CHARS);
    put_people(&print);
    put_fund(&print);
    put_prices(&print);
    const enum sf_status status =
        digits == NULL || print.text.is_out_of_memory ? SF_ERR_MEMORY : SF_OK;
    if (status == SF_OK) {
        sf_sha256_hex(print.text.chars, print.text.length, digits);
        *hash = digits;
    } else {
        free(digits);
    }
    sf_text_free(&print.text);
    return status;
}

enum sf_status sf_plan_people_hash(const struct sf_plan *plan,
                                   const struct sf_input_table *table,
                                   char hash[SF_SHA256_CHARS])
{
    struct print print = {.plan = plan, .table = table};
    put_people(&print);
    /* Where people look at the fund, what they do turns on all that is money. */
    if (plan->has_suspension || plan->has_trigger) {
        put(&print, "money", strlen("money"));
        put_fund(&print);
        put_prices(&print);
    }
    const enum sf_status status = print.text.is_out_of_memory ? SF_ERR_MEMORY : SF_OK;
    if (status == SF_OK) {
        sf_sha256_hex(print.text.chars, print.text.length, hash);
    }
    sf_text_free(&print.text);
    return status;
}
