/* A fingerprint of all that the months will read, but for the input tables, which
 * the experiment adds once for all its strategies. Two machines that print the same
 * hash simulate the same thing (M11.4). */
#include <stdlib.h>
#include <string.h>

#include "core/sha256.h"
#include "plan/plan.h"

static void put(struct sf_text *text, const void *bytes, size_t length)
{
    sf_text_add_bytes(text, bytes, length);
}

/* Fields one by one: padding between them has no fixed content. */
#define PUT(text, value) put(text, &(value), sizeof(value))

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
    put(text, plan->campaign_cost, n_months * sizeof(*plan->campaign_cost));
    put(text, plan->received, n_months * sizeof(*plan->received));
    put(text, plan->paid_out, n_months * sizeof(*plan->paid_out));
    put(text, plan->phase_of_month, n_months * sizeof(*plan->phase_of_month));
    for (size_t i = 0; i < plan->n_phases; i++) {
        const struct sf_phase *phase = &plan->phase[i];
        PUT(text, phase->subject);
        PUT(text, phase->lag);
        PUT(text, phase->has_exemption);
        PUT(text, phase->levy->spread);
        PUT(text, phase->levy->month_spread);
        PUT(text, phase->levy->is_consulted);
        put(text, phase->rate, phase->n_groups * sizeof(*phase->rate));
        put(text, phase->above, phase->n_groups * sizeof(*phase->above));
        put(text, phase->rise, phase->n_groups * sizeof(*phase->rise));
    }
    for (size_t i = 0; i < plan->scenario->n_ballots; i++) {
        PUT(text, plan->scenario->ballot[i].closes);
        PUT(text, plan->scenario->ballot[i].cost_per_member);
    }
}

static void put_people(struct sf_text *text, const struct sf_plan *plan)
{
    put(text, plan->employer_hash, plan->n_employers * sizeof(*plan->employer_hash));
    put(text, plan->band_hash, plan->n_bands * sizeof(*plan->band_hash));
    put(text, plan->opening, plan->n_all_cells * sizeof(*plan->opening));
    put(text, plan->gross_day, plan->n_cells * sizeof(*plan->gross_day));
    put(text, plan->net_day, plan->n_cells * sizeof(*plan->net_day));
    for (size_t i = 0; i < plan->n_employers; i++) {
        PUT(text, plan->scenario->employer[i].weight);
    }
}

static void put_actions(struct sf_text *text, const struct sf_plan *plan)
{
    for (size_t i = 0; i < plan->n_actions; i++) {
        const struct sf_plan_action *action = &plan->action[i];
        PUT(text, action->subject);
        PUT(text, action->is_all_members);
        PUT(text, action->unprepared);
        PUT(text, action->action->spread);
        PUT(text, action->action->month_spread);
        PUT(text, action->rule_index);
        PUT(text, action->rule->hardship_cap);
        put(text, action->rule->claim_lag.value,
            action->rule->claim_lag.n * sizeof(*action->rule->claim_lag.value));
    }
    for (size_t i = 0; i < plan->n_callouts; i++) {
        PUT(text, plan->callout[i].action);
        PUT(text, plan->callout[i].employer);
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
    }
    for (size_t i = 0; i < plan->n_days; i++) {
        PUT(text, plan->day[i].date);
        PUT(text, plan->day[i].weight);
        PUT(text, plan->day[i].paid_ordinal);
        PUT(text, plan->day[i].n_overlaps);
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
