#include "plan/plan.h"

#include <stdlib.h>
#include <string.h>

#include "core/money.h"
#include "random/stream.h"
#include "scenario/endings.h"
#include "scenario/scope.h"

static void plan_split_members(const struct sf_employer *employer, size_t n_bands,
                               int32_t *by_band)
{
    int64_t part[SF_MAX_BANDS];
    sf_split_largest_remainder(employer->members, employer->share, n_bands, part);
    for (size_t b = 0; b < n_bands; b++) {
        by_band[b] = (int32_t)part[b];
    }
}

/** In one cell, or by band where some levy has them in scope. */
static void plan_other_payers(struct sf_plan *plan)
{
    const struct sf_scenario *scenario = plan->scenario;
    int64_t by_band[SF_MAX_BANDS];
    if (plan->has_levied_others) {
        sf_scope_split_others(scenario, by_band);
        for (size_t b = 0; b < plan->n_bands; b++) {
            plan->opening[plan->n_cells + b] = (int32_t)by_band[b];
        }
    } else if (scenario->other_payers > 0) {
        plan->opening[plan->n_cells] = scenario->other_payers;
    }
}

static enum sf_status plan_cells(struct sf_plan *plan)
{
    const struct sf_scenario *scenario = plan->scenario;
    const size_t n_bands = plan->n_bands;
    const bool has_others = scenario->other_payers > 0;
    plan->n_cells = plan->n_employers * n_bands;
    plan->has_levied_others = sf_scenario_levies_others(scenario);
    plan->n_all_cells = plan->n_cells + (plan->has_levied_others ? n_bands
                                         : has_others            ? 1
                                                                 : 0);
    plan->employer_hash = calloc(plan->n_employers + 1, sizeof(*plan->employer_hash));
    plan->band_hash = calloc(n_bands, sizeof(*plan->band_hash));
    plan->opening = calloc(plan->n_all_cells + 1, sizeof(*plan->opening));
    plan->gross_day = calloc(plan->n_cells + 1, sizeof(*plan->gross_day));
    plan->net_day = calloc(plan->n_cells + 1, sizeof(*plan->net_day));
    if (plan->employer_hash == NULL || plan->band_hash == NULL ||
        plan->opening == NULL || plan->gross_day == NULL || plan->net_day == NULL) {
        return SF_ERR_MEMORY;
    }
    for (size_t b = 0; b < n_bands; b++) {
        plan->band_hash[b] = sf_name_hash(scenario->band[b].name);
    }
    for (size_t e = 0; e < plan->n_employers; e++) {
        const struct sf_employer *employer = &scenario->employer[e];
        plan->employer_hash[e] = sf_name_hash(employer->name);
        plan_split_members(employer, n_bands, plan->opening + e * n_bands);
        for (size_t b = 0; b < n_bands; b++) {
            /* M6.5. Day rates are not rounded. */
            const double gross = employer->salary[b] * 100.0 / employer->divisor;
            plan->gross_day[e * n_bands + b] = gross;
            plan->net_day[e * n_bands + b] = gross * scenario->band[b].net_ratio;
        }
    }
    plan->employer_hash[plan->n_employers] = sf_name_hash(SF_OTHER_PAYERS);
    plan_other_payers(plan);
    return SF_OK;
}

/** Dates of the month on which an action is planned somewhere. */
static size_t action_days_in_month(const struct sf_plan *plan, size_t action, size_t m)
{
    size_t n = 0;
    int32_t last = SF_NO_DAY;
    const int32_t month = plan->scenario->start + (int32_t)m - 1;
    const int32_t first_date = sf_day_of(month, 1);
    /* Dates rise within a call-out but not across them: mark them by day of month. */
    bool is_live[32] = {false};
    for (size_t i = plan->month_start[m]; i < plan->month_start[m + 1]; i++) {
        const struct sf_callout_month *part = &plan->callout_month[i];
        if (plan->callout[part->callout].action != action) {
            continue;
        }
        for (size_t d = part->first_day; d < part->first_day + part->n_days; d++) {
            last = plan->day[d].date - first_date;
            n += !is_live[last];
            is_live[last] = true;
        }
    }
    return n;
}

static enum sf_status plan_costs(struct sf_plan *plan)
{
    const struct sf_scenario *scenario = plan->scenario;
    const size_t n = plan->n_months + 1;
    plan->campaign_cost = calloc(n, sizeof(*plan->campaign_cost));
    plan->received = calloc(n, sizeof(*plan->received));
    plan->paid_out = calloc(n, sizeof(*plan->paid_out));
    bool has_when = false;
    for (size_t a = 0; a < plan->n_actions; a++) {
        has_when |= plan->action[a].when != SF_NONE;
    }
    plan->when_cost =
        has_when ? calloc(plan->n_actions * n, sizeof(*plan->when_cost)) : NULL;
    if (plan->campaign_cost == NULL || plan->received == NULL ||
        plan->paid_out == NULL || (has_when && plan->when_cost == NULL)) {
        return SF_ERR_MEMORY;
    }
    for (size_t m = 1; m <= plan->n_months; m++) {
        plan->campaign_cost[m] =
            m > plan->settled_month
                ? 0
                : sf_pence_round(sf_pence_rate(plan->strategy->campaign_cost));
        for (size_t a = 0; a < plan->n_actions; a++) {
            const double rate = sf_pence_rate(plan->action[a].action->cost_per_day);
            if (plan->is_cost_gated != NULL &&
                plan->is_cost_gated[m * plan->n_actions + a]) {
                continue; /* reckoned in each run */
            }
            int64_t *cost = plan->action[a].when == SF_NONE
                                ? &plan->campaign_cost[m]
                                : &plan->when_cost[a * n + m];
            *cost += sf_pence_round((double)action_days_in_month(plan, a, m) * rate);
        }
    }
    for (size_t i = 0; i < scenario->fund.n_one_offs; i++) {
        const struct sf_one_off *one_off = &scenario->fund.one_off[i];
        const size_t m = sf_plan_month(plan, one_off->month);
        const int64_t pence = sf_pence_round(sf_pence_rate(one_off->amount));
        if (m > 0 && pence > 0) {
            plan->received[m] += pence;
        } else if (m > 0) {
            plan->paid_out[m] -= pence;
        }
    }
    plan->subscription_share = sf_pence_rate(scenario->fund.subscription_share);
    plan->minimum_balance =
        sf_pence_round(sf_pence_rate(scenario->fund.minimum_balance));
    return SF_OK;
}

static void plan_ending(struct sf_plan *plan)
{
    const struct sf_scenario *scenario = plan->scenario;
    const struct sf_settlement *settlement = sf_settlement_of(scenario, plan->strategy);
    plan->settlement = settlement;
    plan->settled_month = plan->n_months + 1;
    if (settlement == NULL) {
        return;
    }
    plan->settles_by_chance = settlement->kind == SF_SETTLES_BY_CHANCE;
    if (!plan->settles_by_chance) {
        const int32_t month = sf_month_of_day(settlement->date) - scenario->start + 1;
        plan->settled_month = month < 1                         ? 0
                              : (size_t)month <= plan->n_months ? (size_t)month
                                                                : plan->n_months + 1;
    }
    for (size_t cell = 0; cell < plan->n_cells; cell++) {
        const struct sf_employer *employer = &scenario->employer[cell / plan->n_bands];
        plan->paybill += (double)plan->opening[cell] *
                         sf_pence_rate(employer->salary[cell % plan->n_bands]);
    }
}

static enum sf_status fill(struct sf_plan *plan)
{
    enum sf_status status = plan_cells(plan);
    sf_votes_find(plan->scenario, &plan->votes);
    if (status == SF_OK) {
        plan_ending(plan);
        status = sf_plan_levies(plan);
    }
    if (status == SF_OK) {
        status = sf_plan_callouts(plan);
    }
    if (status == SF_OK) {
        status = sf_plan_gates(plan);
    }
    if (status == SF_OK) {
        status = sf_plan_strike_pay(plan);
    }
    if (status == SF_OK) {
        status = sf_plan_overlaps(plan);
    }
    if (status == SF_OK) {
        status = plan_costs(plan);
    }
    if (status == SF_OK && plan->scenario->fund.pots.n > 0) {
        status = sf_plan_pots(plan);
    }
    if (status == SF_OK) {
        status = sf_plan_hash(plan, &plan->hash);
    }
    return status;
}

enum sf_status sf_plan_init(const struct sf_scenario *scenario, size_t strategy,
                            struct sf_plan **plan)
{
    SF_BUG_ON(strategy >= scenario->n_strategies);
    struct sf_plan *made = calloc(1, sizeof(*made));
    if (made == NULL) {
        return SF_ERR_MEMORY;
    }
    made->scenario = scenario;
    made->strategy = &scenario->strategy[strategy];
    made->n_months = (size_t)scenario->n_months;
    made->n_employers = scenario->n_employers;
    made->n_bands = scenario->n_bands;
    made->has_momentum = sf_input_is_other(scenario, scenario->members.momentum, 0.0);
    made->on_shortfall = sf_strategy_on_shortfall(scenario, strategy);
    made->n_measures =
        sf_scenario_has_refund(scenario) ? SF_N_MEASURES : SF_N_PLAIN_MEASURES;
    const enum sf_status status = fill(made);
    if (status != SF_OK) {
        sf_plan_free(made);
        return status;
    }
    *plan = made;
    return SF_OK;
}

void sf_plan_free(struct sf_plan *plan)
{
    if (plan == NULL) {
        return;
    }
    for (size_t i = 0; i < plan->n_phases; i++) {
        free(plan->phase[i].rate);
        free(plan->phase[i].above);
        free(plan->phase[i].rise);
        free(plan->phase[i].pounds);
        free(plan->phase[i].channel);
        free(plan->phase[i].share);
    }
    free(plan->employer_hash);
    free(plan->band_hash);
    free(plan->opening);
    free(plan->gross_day);
    free(plan->net_day);
    free(plan->phase);
    free(plan->phase_of_month);
    free(plan->action);
    free(plan->callout);
    free(plan->day_pay);
    free(plan->callout_month);
    free(plan->month_start);
    free(plan->kind_row);
    free(plan->day);
    free(plan->overlap);
    free(plan->cell_employer);
    free(plan->cell_bit);
    free(plan->is_gated);
    free(plan->turn);
    free(plan->is_cost_gated);
    free(plan->campaign_cost);
    free(plan->when_cost);
    free(plan->received);
    free(plan->paid_out);
    free(plan->pot_opening);
    free(plan->pot_received);
    free(plan->pot_paid_out);
    free(plan->loan);
    free(plan->hash);
    free(plan);
}
