/* Levy phases of a strategy: when due, by whom, at what rate (M5.1, M5.2). */
#include <stdlib.h>
#include <string.h>

#include "core/money.h"
#include "plan/plan.h"
#include "random/stream.h"
#include "scenario/scope.h"

static double rate_of_class(const struct sf_rate *rate, size_t n_rates,
                            const char *levy_class, double otherwise)
{
    for (size_t i = 0; i < n_rates; i++) {
        if (strcmp(rate[i].levy_class, levy_class) == 0) {
            return rate[i].pounds;
        }
    }
    return otherwise;
}

static double salary_of(const struct sf_scenario *scenario, size_t employer,
                        size_t band)
{
    return employer < scenario->n_employers ? scenario->employer[employer].salary[band]
                                            : sf_scope_salary(scenario, band);
}

/** Pounds a month, and the reference rate that notpay was observed at. */
static void group_rates(const struct sf_plan *plan, const struct sf_levy *levy,
                        size_t group, double *pounds, double *reference)
{
    const size_t band = group % plan->n_bands;
    if (levy->share_of_pay > 0.0) {
        const size_t employer = group / plan->n_bands;
        *pounds = levy->share_of_pay * salary_of(plan->scenario, employer, band) / 12.0;
        *reference = *pounds;
        return;
    }
    const char *levy_class = plan->scenario->band[band].levy_class;
    *pounds = rate_of_class(levy->rate, levy->n_rates, levy_class, 0.0);
    *reference = rate_of_class(levy->reference_rate, levy->n_reference_rates,
                               levy_class, *pounds);
}

/** Pounds a month that a group of this phase paid in the phase before. */
static double pounds_before(const struct sf_plan *plan, const struct sf_phase *before,
                            size_t group)
{
    if (before == NULL) {
        return 0.0;
    }
    double pounds;
    double reference;
    group_rates(plan, before->levy, group, &pounds, &reference);
    return pounds;
}

/** The last month in which a levy can be due where the dispute settles on a date: the
 *  levy goes on for the months of winding down (M8.2). */
static int32_t last_due(const struct sf_plan *plan)
{
    const struct sf_settlement *settlement = plan->settlement;
    if (settlement == NULL || settlement->kind != SF_SETTLES_ON_DATE) {
        return INT32_MAX / 2;
    }
    return sf_month_of_day(settlement->date) + settlement->wind_down - 1;
}

/** A month of the plan, 1 .. n_months + 1. */
static size_t within(const struct sf_plan *plan, int32_t month)
{
    return month < 1                         ? 1
           : (size_t)month <= plan->n_months ? (size_t)month
                                             : plan->n_months + 1;
}

/** What is given back of a levy that is due to a month, 1 being the plan's first. */
static void init_refund(const struct sf_plan *plan, int32_t to, struct sf_phase *phase)
{
    const struct sf_refund *refund = &phase->levy->refund;
    const int32_t last = to + 1; /* what failed is recovered a month later */
    const int32_t before = plan->scenario->start - 1;
    phase->has_refund = phase->levy->has_refund && refund->months > 0;
    if (phase->has_refund) {
        phase->refund_first = within(plan, to - refund->months + 1);
        phase->refund_last = last < 1 ? 0 : within(plan, last);
        phase->refund_promised = within(plan, refund->promised - before);
        phase->refund_paid = within(plan, refund->paid - before);
    }
}

static enum sf_status init_channels(struct sf_plan *plan, struct sf_phase *phase)
{
    const struct sf_levy *levy = phase->levy;
    phase->n_channels = levy->n_channels > 0 ? levy->n_channels : 1;
    phase->channel = calloc(phase->n_channels, sizeof(*phase->channel));
    phase->share = calloc(phase->n_channels, sizeof(*phase->share));
    if (phase->channel == NULL || phase->share == NULL) {
        return SF_ERR_MEMORY;
    }
    phase->channel[0] = (struct sf_plan_channel){.lag = (size_t)levy->collection_lag,
                                                 .fail = levy->fail,
                                                 .recover = levy->recover};
    phase->share[0] = 1.0;
    for (size_t c = 0; c < levy->n_channels; c++) {
        const struct sf_channel *channel = &levy->channel[c];
        phase->channel[c] =
            (struct sf_plan_channel){.part = sf_name_hash(channel->name),
                                     .lag = (size_t)channel->collection_lag,
                                     .fail = channel->fail,
                                     .recover = channel->recover};
        phase->share[c] = channel->share;
    }
    for (size_t c = 0; c < phase->n_channels; c++) {
        phase->channel[c].row = plan->n_channels++;
    }
    return SF_OK;
}

static enum sf_status init_phase(struct sf_plan *plan, const struct sf_levy *levy,
                                 const struct sf_phase *before, struct sf_phase *phase)
{
    const int32_t start = plan->scenario->start;
    const int32_t from = levy->from - start + 1;
    const int32_t ends = last_due(plan) - start + 1;
    const int32_t to = levy->to - start + 1 < ends ? levy->to - start + 1 : ends;
    *phase = (struct sf_phase){.levy = levy,
                               .subject = sf_name_hash(levy->name),
                               .first = from < 1 ? 1 : (size_t)from,
                               .last = to < 1                        ? 0
                                       : (size_t)to < plan->n_months ? (size_t)to
                                                                     : plan->n_months,
                               .has_exemption = levy->exempt_on_paid_strike,
                               .is_by_cell = levy->share_of_pay > 0.0};
    /* A change between flat rates and a share of pay compares cell by cell. */
    phase->is_by_cell |= before != NULL && before->is_by_cell;
    phase->n_groups =
        phase->is_by_cell ? sf_plan_n_levied(plan) * plan->n_bands : plan->n_bands;
    phase->is_continuing = before != NULL && before->last + 1 == phase->first;
    phase->rate = calloc(phase->n_groups + 1, sizeof(*phase->rate));
    phase->above = calloc(phase->n_groups + 1, sizeof(*phase->above));
    phase->rise = calloc(phase->n_groups + 1, sizeof(*phase->rise));
    phase->pounds = calloc(phase->n_groups + 1, sizeof(*phase->pounds));
    if (phase->rate == NULL || phase->above == NULL || phase->rise == NULL ||
        phase->pounds == NULL || init_channels(plan, phase) != SF_OK) {
        return SF_ERR_MEMORY;
    }
    init_refund(plan, to, phase);
    if (levy->trigger != SF_TRIGGER_NONE) {
        phase->on_below = sf_pence_round(sf_pence_rate(levy->on_below));
        phase->off_above = sf_pence_round(sf_pence_rate(levy->off_above));
    }
    for (size_t g = 0; g < phase->n_groups; g++) {
        double pounds;
        double reference;
        group_rates(plan, levy, g, &pounds, &reference);
        const double last =
            pounds_before(plan, phase->is_continuing ? before : NULL, g);
        phase->rate[g] = sf_pence_rate(pounds);
        phase->above[g] = pounds - reference;
        phase->rise[g] = pounds > last ? pounds - last : 0.0;
        phase->pounds[g] = pounds;
    }
    return SF_OK;
}

enum sf_status sf_plan_levies(struct sf_plan *plan)
{
    const struct sf_indexes *levies = &plan->strategy->levies;
    plan->phase_of_month = malloc((plan->n_months + 1) * sizeof(*plan->phase_of_month));
    plan->phase = calloc(levies->n + 1, sizeof(*plan->phase));
    if (plan->phase_of_month == NULL || plan->phase == NULL) {
        return SF_ERR_MEMORY;
    }
    for (size_t m = 0; m <= plan->n_months; m++) {
        plan->phase_of_month[m] = SF_NONE;
    }
    for (size_t i = 0; i < levies->n; i++) {
        const struct sf_levy *levy = &plan->scenario->levy[levies->index[i]];
        const struct sf_phase *before = i > 0 ? &plan->phase[i - 1] : NULL;
        plan->n_phases = i + 1;
        plan->has_trigger |= levy->trigger != SF_TRIGGER_NONE;
        plan->has_refund |= levy->has_refund && levy->refund.months > 0;
        const enum sf_status status = init_phase(plan, levy, before, &plan->phase[i]);
        if (status != SF_OK) {
            return status;
        }
        for (size_t m = plan->phase[i].first; m <= plan->phase[i].last; m++) {
            plan->phase_of_month[m] = i;
        }
    }
    return SF_OK;
}
