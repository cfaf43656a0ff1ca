/* Fingerprints of a plan, in two parts: what its people do (plan/hash_people.c), and
 * what is money. Two machines that print the same hash simulate the same thing (M11.4);
 * two strategies with the same people need be simulated only once. */
#include <stdlib.h>
#include <string.h>

#include "core/sha256.h"
#include "plan/print.h"
#include "strikefund/ballots.h"

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
    for (size_t i = 0; i < plan->n_actions; i++) {
        const struct sf_indexes *order = &plan->action[i].rule->paid_from;
        PUT(print, order->n);
        put(print, order->index, order->n * sizeof(*order->index));
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

void sf_print_day_pay(struct print *print)
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

void sf_print_prices(struct print *print)
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
    sf_print_day_pay(print);
    for (size_t i = 0; i < plan->n_days; i++) {
        PUT(print, plan->day[i].paid_ordinal);
    }
}

enum sf_status sf_plan_hash(const struct sf_plan *plan, char **hash)
{
    struct print print = {.plan = plan};
    char *digits = malloc(SF_SHA256_CHARS);
    sf_print_people(&print);
    put_fund(&print);
    sf_print_prices(&print);
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
    sf_print_people(&print);
    /* Where people look at the fund, what they do turns on all that is money. */
    if (plan->has_suspension || plan->has_trigger) {
        put(&print, "money", strlen("money"));
        put_fund(&print);
        sf_print_prices(&print);
    }
    const enum sf_status status = print.text.is_out_of_memory ? SF_ERR_MEMORY : SF_OK;
    if (status == SF_OK) {
        sf_sha256_hex(print.text.chars, print.text.length, hash);
    }
    sf_text_free(&print.text);
    return status;
}
