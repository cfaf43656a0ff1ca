/* A fingerprint of all that the months will read, but for the input tables, which
 * the experiment adds once for all its strategies. Two machines that print the same
 * hash simulate the same thing (M11.4). */
#include <stdlib.h>
#include <string.h>

#include "core/sha256.h"
#include "plan/plan.h"
#include "random/stream.h"

static void put(struct sf_text *text, const void *bytes, size_t length)
{
    sf_text_add_bytes(text, bytes, length);
}

/* Fields one by one: padding between them has no fixed content. */
#define PUT(text, value) put(text, &(value), sizeof(value))

/** An uncertain number: which of the scenario's inputs it is. */
static void put_input(struct sf_text *text, const struct sf_plan *plan, size_t input)
{
    const uint32_t name =
        input == SF_NONE ? 0 : sf_name_hash(plan->scenario->input[input].name);
    PUT(text, name);
}

static void put_levy(struct sf_text *text, const struct sf_plan *plan,
                     const struct sf_phase *phase)
{
    const struct sf_levy *levy = phase->levy;
    PUT(text, phase->subject);
    PUT(text, phase->lag);
    PUT(text, phase->is_continuing);
    PUT(text, phase->has_exemption);
    PUT(text, phase->is_by_cell);
    PUT(text, levy->spread);
    PUT(text, levy->month_spread);
    PUT(text, levy->is_consulted);
    put_input(text, plan, levy->notpay);
    put_input(text, plan, levy->rate_response);
    put_input(text, plan, levy->consultation_effect);
    put_input(text, plan, levy->lapse);
    put_input(text, plan, levy->fail);
    put_input(text, plan, levy->recover);
    put(text, phase->rate, phase->n_groups * sizeof(*phase->rate));
    put(text, phase->above, phase->n_groups * sizeof(*phase->above));
    put(text, phase->rise, phase->n_groups * sizeof(*phase->rise));
}

static void put_money(struct sf_text *text, const struct sf_plan *plan)
{
    const struct sf_fund_terms *fund = &plan->scenario->fund;
    const size_t n_months = plan->n_months + 1;
    PUT(text, plan->scenario->seed);
    PUT(text, plan->n_months);
    PUT(text, plan->subscription_share);
    PUT(text, plan->minimum_balance);
    PUT(text, fund->interest);
    PUT(text, fund->overdraft_interest);
    PUT(text, fund->on_shortfall);
    put_input(text, plan, fund->opening);
    put_input(text, plan, fund->donations);
    put(text, plan->campaign_cost, n_months * sizeof(*plan->campaign_cost));
    put(text, plan->received, n_months * sizeof(*plan->received));
    put(text, plan->paid_out, n_months * sizeof(*plan->paid_out));
    put(text, plan->phase_of_month, n_months * sizeof(*plan->phase_of_month));
    for (size_t i = 0; i < plan->n_phases; i++) {
        put_levy(text, plan, &plan->phase[i]);
    }
    for (size_t i = 0; i < plan->scenario->n_ballots; i++) {
        const struct sf_ballot *ballot = &plan->scenario->ballot[i];
        PUT(text, ballot->closes);
        PUT(text, ballot->cost_per_member);
        for (size_t e = 0; e < ballot->employers.n; e++) {
            PUT(text, plan->employer_hash[ballot->employers.index[e]]);
        }
    }
}

static void put_people(struct sf_text *text, const struct sf_plan *plan)
{
    put(text, plan->employer_hash, plan->n_employers * sizeof(*plan->employer_hash));
    put(text, plan->band_hash, plan->n_bands * sizeof(*plan->band_hash));
    put(text, plan->opening, plan->n_all_cells * sizeof(*plan->opening));
    put(text, plan->gross_day, plan->n_cells * sizeof(*plan->gross_day));
    put(text, plan->net_day, plan->n_cells * sizeof(*plan->net_day));
    const struct sf_members_terms *members = &plan->scenario->members;
    put_input(text, plan, members->leave);
    put_input(text, plan, members->join);
    put_input(text, plan, members->join_in_action);
    put_input(text, plan, members->elasticity);
    for (size_t i = 0; i < plan->n_employers; i++) {
        PUT(text, plan->scenario->employer[i].weight);
    }
    for (size_t i = 0; i < plan->n_bands; i++) {
        PUT(text, plan->scenario->band[i].subscription);
    }
}

static void put_action(struct sf_text *text, const struct sf_plan *plan,
                       const struct sf_plan_action *planned)
{
    const struct sf_action *action = planned->action;
    const struct sf_rule *rule = planned->rule;
    PUT(text, planned->subject);
    PUT(text, planned->is_all_members);
    PUT(text, planned->unprepared);
    PUT(text, planned->rule_index);
    PUT(text, action->spread);
    PUT(text, action->month_spread);
    put(text, action->bands.value, action->bands.n * sizeof(*action->bands.value));
    put_input(text, plan, action->called);
    put_input(text, plan, action->called_share);
    put_input(text, plan, action->participation);
    put_input(text, plan, action->fatigue);
    put_input(text, plan, action->rostered);
    PUT(text, rule->basis);
    PUT(text, rule->hardship_cap);
    put_input(text, plan, rule->take_up);
    put_input(text, plan, rule->hardship_share);
    put_input(text, plan, rule->hardship_grant);
    put(text, rule->claim_lag.value,
        rule->claim_lag.n * sizeof(*rule->claim_lag.value));
}

static void put_actions(struct sf_text *text, const struct sf_plan *plan)
{
    for (size_t i = 0; i < plan->n_actions; i++) {
        put_action(text, plan, &plan->action[i]);
    }
    for (size_t i = 0; i < plan->n_callouts; i++) {
        PUT(text, plan->callout[i].action);
        PUT(text, plan->callout[i].employer);
        PUT(text, plan->callout[i].first_rival);
        PUT(text, plan->callout[i].n_rivals);
        for (size_t b = 0; b < plan->n_bands; b++) {
            const struct sf_day_pay *pay = &plan->day_pay[i * plan->n_bands + b];
            PUT(text, pay->full_pence);
            PUT(text, pay->full_days);
            PUT(text, pay->part_pence);
        }
    }
    for (size_t i = 0; i < plan->month_start[plan->n_months + 1]; i++) {
        PUT(text, plan->callout_month[i].callout);
        PUT(text, plan->callout_month[i].first_day);
        PUT(text, plan->callout_month[i].n_days);
        PUT(text, plan->callout_month[i].is_first_month);
    }
    for (size_t i = 0; i < plan->n_days; i++) {
        PUT(text, plan->day[i].date);
        PUT(text, plan->day[i].weight);
        PUT(text, plan->day[i].paid_ordinal);
        PUT(text, plan->day[i].position);
        PUT(text, plan->day[i].first_overlap);
        PUT(text, plan->day[i].n_overlaps);
    }
    for (size_t i = 0; i < plan->n_overlaps; i++) {
        PUT(text, plan->overlap[i].callout);
        PUT(text, plan->overlap[i].weight);
    }
}

enum sf_status sf_plan_hash(const struct sf_plan *plan, char **hash)
{
    struct sf_text text = {0};
    char *digits = malloc(SF_SHA256_CHARS);
    put_money(&text, plan);
    put_people(&text, plan);
    put_actions(&text, plan);
    const enum sf_status status =
        digits == NULL || text.is_out_of_memory ? SF_ERR_MEMORY : SF_OK;
    if (status == SF_OK) {
        sf_sha256_hex(text.chars, text.length, digits);
        *hash = digits;
    } else {
        free(digits);
    }
    sf_text_free(&text);
    return status;
}
