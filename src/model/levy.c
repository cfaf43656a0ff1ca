/* The levy: who pays, and what is due (M4.4, M5.1-M5.4). */
#include <string.h>

#include "core/maths.h"
#include "core/money.h"
#include "model/levy.h"

/* ---- who does not pay, as odds -------------------------------------------------- */

/** odds(notpay) = odds at the reference rate * exp(response) for each group, and
 *  exp(spread * effect) for each employer: M2.3 and M5.3 on the odds scale. */
static void set_odds(struct sf_block *block, const struct sf_phase *phase)
{
    const struct sf_levy *levy = phase->levy;
    const double *notpay = sf_input_row(block, levy->notpay);
    const double *response = sf_input_row(block, levy->rate_response);
    const double *consulted = sf_input_row(block, levy->consultation_effect);
    for (size_t g = 0; g < phase->n_groups; g++) {
        double *base = SF_ROW(block, odds.base, g);
        for (size_t i = 0; i < block->n; i++) {
            const double shift = response[i] * phase->above[g] -
                                 (levy->is_consulted ? consulted[i] : 0.0);
            base[i] = notpay[i] / (1.0 - notpay[i]) * sf_exp(shift);
        }
    }
    for (size_t e = 0; e < sf_plan_n_levied(block->plan); e++) {
        double *own = SF_ROW(block, odds.employer, e);
        const bool differs = levy->spread > 0.0;
        const double *effect =
            differs ? block->future->notpay + e * block->future->stride : NULL;
        for (size_t i = 0; i < block->n; i++) {
            own[i] = differs ? sf_exp(levy->spread * effect[i]) : 1.0;
        }
    }
}

/** A shock shared by all employers in a month, as a factor of the odds. */
static void month_factor(struct sf_block *block, double month_spread, size_t month,
                         double *factor)
{
    if (!(month_spread > 0.0)) {
        for (size_t i = 0; i < block->n; i++) {
            factor[i] = 1.0;
        }
        return;
    }
    sf_future_month_shock(block->future, SF_EFFECT_NOTPAY, month, factor);
    for (size_t i = 0; i < block->n; i++) {
        factor[i] = sf_exp(month_spread * factor[i]);
    }
}

bool sf_levy_is_over(const struct sf_block *block, size_t run, size_t month)
{
    const struct sf_settlement *settlement = block->plan->settlement;
    const size_t wind_down = settlement == NULL ? 0 : (size_t)settlement->wind_down;
    return month >= wind_down && sf_has_settled(block, run, month - wind_down);
}

void sf_pay_chance(const struct sf_block *block, const struct sf_levy_cell *cell,
                   const double *factor, size_t month, double *chance)
{
    const double *base = SF_ROW(block, odds.base, cell->group);
    const double *own = SF_ROW(block, odds.employer, cell->employer);
    for (size_t i = 0; i < block->n; i++) {
        chance[i] = 1.0 / (1.0 + base[i] * own[i] * factor[i]);
    }
    for (size_t i = 0; i < block->n && block->plan->settles_by_chance; i++) {
        chance[i] = sf_levy_is_over(block, i, month) ? 0.0 : chance[i];
    }
}

/* ---- payers --------------------------------------------------------------------- */

/** First due month: every member decides (M5.2), with the chance of block->chances. */
static void start_paying(struct sf_block *block, const struct sf_levy_cell *cell)
{
    int32_t *present = block->count_b;
    for (size_t i = 0; i < block->n; i++) {
        present[i] = cell->payers[i] + cell->others[i];
    }
    sf_block_binomial(block, SF_DRAW_PAY_FIRST, present, block->chances, cell->payers);
    for (size_t i = 0; i < block->n; i++) {
        cell->others[i] = present[i] - cell->payers[i];
    }
}

/** Moves Binomial(payers, rate) to the others. */
static void lapse(struct sf_block *block, const struct sf_levy_cell *cell, size_t word,
                  const struct sf_chances *rate)
{
    sf_block_binomial(block, word, cell->payers, rate, block->count_a);
    for (size_t i = 0; i < block->n; i++) {
        cell->payers[i] -= block->count_a[i];
        cell->others[i] += block->count_a[i];
    }
}

/** Those who joined this month decide as everybody did. */
static void joiners_decide(struct sf_block *block, const struct sf_levy_cell *cell)
{
    sf_block_binomial(block, SF_DRAW_PAY_JOINERS, cell->joiners, block->chances,
                      block->count_a);
    for (size_t i = 0; i < block->n; i++) {
        cell->payers[i] += block->count_a[i];
        cell->others[i] -= block->count_a[i];
    }
}

void sf_stay_chance(const struct sf_block *block, const struct sf_levy_cell *cell,
                    const double *chance, double *stays)
{
    const double *base = SF_ROW(block, odds_before.base, cell->group);
    const double *own = SF_ROW(block, odds_before.employer, cell->employer);
    for (size_t i = 0; i < block->n; i++) {
        const double ratio = chance[i] * (1.0 + base[i] * own[i]);
        stays[i] = ratio < 1.0 ? ratio : 1.0;
    }
}

/** A higher rate than the phase before: some stop, none start. Written as those who
 *  stop, 1 - (1 - r2)/(1 - r1), so that a higher rate never leaves more payers. */
static void rise_decides(struct sf_block *block, const struct sf_levy_cell *cell,
                         const double *chance)
{
    sf_stay_chance(block, cell, chance, block->rate_b);
    sf_block_chances(block, block->rate_b, block->chances_b);
    sf_block_binomial(block, SF_DRAW_PAY_FIRST, cell->payers, block->chances_b,
                      block->count_a);
    for (size_t i = 0; i < block->n; i++) {
        cell->others[i] += cell->payers[i] - block->count_a[i];
        cell->payers[i] = block->count_a[i];
    }
}

void sf_price_leavers(struct sf_block *block, const struct sf_levy_cell *cell)
{
    const struct sf_scenario *scenario = block->plan->scenario;
    const double *elasticity = sf_input_row(block, scenario->members.elasticity);
    const double subscription =
        scenario->band[cell->index % block->plan->n_bands].subscription;
    if (!(subscription > 0.0) ||
        sf_input_is_zero(block, scenario->members.elasticity)) {
        return;
    }
    for (size_t i = 0; i < block->n; i++) {
        block->rate_b[i] = elasticity[i] * block->rate_b[i] / subscription;
    }
    sf_block_chances(block, block->rate_b, block->chances_b);
    sf_block_binomial(block, SF_DRAW_PRICE_LEAVERS, cell->payers, block->chances_b,
                      block->count_a);
    for (size_t i = 0; i < block->n; i++) {
        cell->payers[i] -= block->count_a[i];
    }
}

/** Payers less those exempt because they struck on strike pay (M5.4). */
static void add_due(struct sf_block *block, const struct sf_phase *phase,
                    const struct sf_levy_cell *cell, int32_t *due)
{
    const size_t band = cell->index % block->plan->n_bands;
    const bool has_exempt = phase->has_exemption && block->is_struck_here &&
                            cell->employer < block->plan->n_employers;
    const int32_t *paid_out = SF_ROW(block, paid_out, band);
    const int32_t *is_due = block->waiting.is_due; /* NULL: in all runs */
    int64_t n_struck = 0;
    for (size_t i = 0; i < block->n; i++) {
        due[i] += cell->payers[i];
    }
    for (size_t i = 0; i < block->n && has_exempt; i++) {
        const int32_t present = cell->payers[i] + cell->others[i];
        if (present > 0 && (is_due == NULL || is_due[i])) {
            const int32_t struck = paid_out[i] < present ? paid_out[i] : present;
            due[i] -= (int32_t)sf_round_half_even(
                (double)struck * (double)cell->payers[i] / (double)present);
            n_struck += struck;
        }
    }
    block->books[0].band[band].exempt += n_struck;
}

struct sf_path sf_levy_path(const struct sf_plan *plan, const struct sf_phase *phase,
                            const struct sf_levy_cell *cell, size_t month)
{
    return (struct sf_path){.family = SF_FAMILY_LEVY,
                            .subject = phase->subject,
                            .employer = plan->employer_hash[cell->employer],
                            .band = plan->band_hash[cell->index % plan->n_bands],
                            .month = (uint32_t)month};
}

static void cell_month(struct sf_block *block, const struct sf_phase *phase,
                       const struct sf_levy_cell *cell, size_t month,
                       const double *factor)
{
    struct sf_path path = sf_levy_path(block->plan, phase, cell, month);
    const bool is_first = month == phase->first;
    const bool is_start = is_first && (!phase->is_continuing || cell->is_new);
    const double rise = (is_start ? phase->pounds : phase->rise)[cell->group];
    const bool is_dearer = is_first && rise > 0.0;
    const bool has_lapses = !is_start && !sf_input_is_zero(block, phase->levy->lapse);
    const bool has_joiners = !is_start && sf_block_any(block, cell->joiners);
    if (has_lapses || has_joiners) {
        sf_block_pair(block, &path);
    }
    if (is_start || is_dearer) {
        path.pair = SF_DRAW_PAY_FIRST / 2;
        sf_block_pair(block, &path);
    }
    if (is_start || is_dearer || has_joiners) {
        sf_pay_chance(block, cell, factor, month, block->rate);
        sf_block_chances(block, block->rate, block->chances);
    }
    if (is_start) {
        start_paying(block, cell);
    }
    if (has_lapses) {
        lapse(block, cell, SF_DRAW_LAPSE, sf_block_rate(block, phase->levy->lapse));
    }
    if (is_dearer && !is_start) {
        rise_decides(block, cell, block->rate);
    }
    if (has_joiners) {
        joiners_decide(block, cell);
    }
    if (is_dearer) {
        for (size_t i = 0; i < block->n; i++) {
            block->rate_b[i] = rise;
        }
        sf_price_leavers(block, cell);
    }
}

/** The levy has ended, or paused: nobody is a payer. */
static void stop_paying(struct sf_block *block, size_t cell)
{
    int32_t *payers = SF_ROW(block, payers, cell);
    int32_t *others = SF_ROW(block, others, cell);
    for (size_t i = 0; i < block->n; i++) {
        others[i] += payers[i];
        payers[i] = 0;
    }
}

/** The same in the runs in which it has been wound down. */
static void wind_down(const struct sf_block *block, const struct sf_levy_cell *cell,
                      size_t month)
{
    for (size_t i = 0; i < block->n; i++) {
        if (sf_levy_is_over(block, i, month)) {
            cell->others[i] += cell->payers[i];
            cell->payers[i] = 0;
        }
    }
}

void sf_levy_open(struct sf_block *block, size_t month)
{
    const struct sf_plan *plan = block->plan;
    const size_t which = plan->phase_of_month[month];
    sf_waiting_step(block, month);
    for (size_t g = 0; g < block->max_groups; g++) {
        memset(sf_due_row(block, month, g), 0, block->n * sizeof(*block->due));
    }
    if (which == SF_NONE) {
        return;
    }
    const struct sf_phase *phase = &plan->phase[which];
    if (month == phase->first && which > 0) {
        const struct sf_odds swap = block->odds_before;
        block->odds_before = block->odds;
        block->odds = swap;
    }
    if (month == phase->first) {
        set_odds(block, phase);
    }
    month_factor(block, phase->levy->month_spread, month, block->factor);
}

/** Whether the phase before, if it goes on in this one, was not due there (M5.1). */
static bool comes_into_scope(const struct sf_plan *plan, const struct sf_phase *phase,
                             size_t employer, size_t month)
{
    return month == phase->first && phase->is_continuing &&
           !sf_phase_levies(plan, phase - 1, employer);
}

void sf_levy_step(struct sf_block *block, size_t index, size_t month)
{
    const struct sf_plan *plan = block->plan;
    const size_t which = plan->phase_of_month[month];
    if (which == SF_NONE) {
        if (plan->phase_of_month[month - 1] != SF_NONE) {
            stop_paying(block, index);
        }
        return;
    }
    const struct sf_phase *phase = &plan->phase[which];
    const size_t employer = index / plan->n_bands;
    const size_t band = index % plan->n_bands;
    if (!sf_phase_levies(plan, phase, employer)) {
        if (month == phase->first) {
            stop_paying(block, index);
        }
        return;
    }
    const struct sf_levy_cell cell = {
        .index = index,
        .employer = employer,
        .is_new = comes_into_scope(plan, phase, employer, month),
        .group = sf_phase_group(phase, index, band),
        .payers = SF_ROW(block, payers, index),
        .others = SF_ROW(block, others, index),
        .joiners = SF_ROW(block, joiners, band)};
    if (plan->settles_by_chance) {
        wind_down(block, &cell, month);
    }
    if (sf_alike_levy(block, index, month)) {
        /* They have been copied. */
    } else if (plan->has_trigger) {
        sf_waiting_cell(block, phase, &cell, month);
    } else {
        cell_month(block, phase, &cell, month, block->factor);
    }
    add_due(block, phase, &cell, sf_due_row(block, month, cell.group));
}
