/* The levy: who pays, what is due, what is collected (M4.4, M5.1-M5.5). */
#include <string.h>

#include "core/maths.h"
#include "core/money.h"
#include "model/block.h"

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
    for (size_t e = 0; e < block->plan->n_employers; e++) {
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

/** Where a cell stands in a levy month. */
struct cell {
    size_t index, employer, group;
    int32_t *payers, *others, *joiners;
};

/** Chance of paying, one a run. Odds of infinity (notpay 1) give 0. */
static void pay_chance(const struct sf_block *block, const struct cell *cell,
                       const double *factor, double *chance)
{
    const double *base = SF_ROW(block, odds.base, cell->group);
    const double *own = SF_ROW(block, odds.employer, cell->employer);
    for (size_t i = 0; i < block->n; i++) {
        chance[i] = 1.0 / (1.0 + base[i] * own[i] * factor[i]);
    }
}

/* ---- payers --------------------------------------------------------------------- */

/** First due month: every member decides (M5.2), with the chance of block->chances. */
static void start_paying(struct sf_block *block, const struct cell *cell)
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
static void lapse(struct sf_block *block, const struct cell *cell, size_t word,
                  const struct sf_chances *rate)
{
    sf_block_binomial(block, word, cell->payers, rate, block->count_a);
    for (size_t i = 0; i < block->n; i++) {
        cell->payers[i] -= block->count_a[i];
        cell->others[i] += block->count_a[i];
    }
}

/** Those who joined this month decide as everybody did. */
static void joiners_decide(struct sf_block *block, const struct cell *cell)
{
    sf_block_binomial(block, SF_DRAW_PAY_JOINERS, cell->joiners, block->chances,
                      block->count_a);
    for (size_t i = 0; i < block->n; i++) {
        cell->payers[i] += block->count_a[i];
        cell->others[i] -= block->count_a[i];
    }
}

/** A higher rate than the phase before: some stop, none start. Written as those who
 *  stop, 1 - (1 - r2)/(1 - r1), so that a higher rate never leaves more payers. */
static void rise_decides(struct sf_block *block, const struct cell *cell,
                         const double *chance)
{
    const double *base = SF_ROW(block, odds_before.base, cell->group);
    const double *own = SF_ROW(block, odds_before.employer, cell->employer);
    double *stays = block->rate_b;
    for (size_t i = 0; i < block->n; i++) {
        const double ratio = chance[i] * (1.0 + base[i] * own[i]);
        stays[i] = ratio < 1.0 ? ratio : 1.0;
    }
    sf_block_chances(block, stays, block->chances_b);
    sf_block_binomial(block, SF_DRAW_PAY_FIRST, cell->payers, block->chances_b,
                      block->count_a);
    for (size_t i = 0; i < block->n; i++) {
        cell->others[i] += cell->payers[i] - block->count_a[i];
        cell->payers[i] = block->count_a[i];
    }
}

/** Those for whom the dues have become too dear leave the union (M4.4). */
static void price_leavers(struct sf_block *block, const struct sf_phase *phase,
                          const struct cell *cell)
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
        block->rate_b[i] = elasticity[i] * phase->rise[cell->group] / subscription;
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
                    const struct cell *cell, size_t month, int32_t *due)
{
    const size_t band = cell->index % block->plan->n_bands;
    const bool has_exempt =
        phase->has_exemption && block->paid_out_month[cell->index] == month;
    const int32_t *paid_out = SF_ROW(block, paid_out, cell->index);
    int64_t n_due = 0;
    int64_t n_struck = 0;
    for (size_t i = 0; i < block->n; i++) {
        int32_t exempt = 0;
        const int32_t present = cell->payers[i] + cell->others[i];
        if (has_exempt && present > 0) {
            const int32_t struck = paid_out[i] < present ? paid_out[i] : present;
            exempt = (int32_t)sf_round_half_even(
                (double)struck * (double)cell->payers[i] / (double)present);
            n_struck += struck;
        }
        due[i] += cell->payers[i] - exempt;
        n_due += cell->payers[i] - exempt;
    }
    block->band[band].levy_due += n_due;
    block->band[band].exempt += n_struck;
}

static void cell_month(struct sf_block *block, const struct sf_phase *phase,
                       const struct cell *cell, size_t month, const double *factor)
{
    const struct sf_plan *plan = block->plan;
    struct sf_path path = {.family = SF_FAMILY_LEVY,
                           .subject = phase->subject,
                           .employer = plan->employer_hash[cell->employer],
                           .band = plan->band_hash[cell->index % plan->n_bands],
                           .month = (uint32_t)month};
    const bool is_first = month == phase->first;
    const bool is_start = is_first && !phase->is_continuing;
    const bool is_dearer = is_first && phase->rise[cell->group] > 0.0;
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
        pay_chance(block, cell, factor, block->rate);
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
        price_leavers(block, phase, cell);
    }
}

/** The levy has ended, or paused: nobody is a payer. */
static void stop_paying(struct sf_block *block)
{
    const size_t n = block->plan->n_cells * block->stride;
    for (size_t i = 0; i < n; i++) {
        block->others[i] += block->payers[i];
        block->payers[i] = 0;
    }
}

static int32_t *due_row(const struct sf_block *block, size_t month, size_t group)
{
    const size_t row = month % block->due_rows;
    return SF_ROW(block, due, row * block->max_groups + group);
}

static void assess(struct sf_block *block, size_t month)
{
    const struct sf_plan *plan = block->plan;
    const size_t which = plan->phase_of_month[month];
    for (size_t g = 0; g < block->max_groups; g++) {
        memset(due_row(block, month, g), 0, block->n * sizeof(*block->due));
    }
    if (which == SF_NONE) {
        if (plan->phase_of_month[month - 1] != SF_NONE) {
            stop_paying(block);
        }
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
    double *factor = block->sum_all;
    month_factor(block, phase->levy->month_spread, month, factor);
    for (size_t c = 0; c < plan->n_cells; c++) {
        if (plan->opening[c] == 0) {
            continue;
        }
        const struct cell cell = {.index = c,
                                  .employer = c / plan->n_bands,
                                  .group = sf_phase_group(phase, c, c % plan->n_bands),
                                  .payers = SF_ROW(block, payers, c),
                                  .others = SF_ROW(block, others, c),
                                  .joiners = SF_ROW(block, joiners, c)};
        cell_month(block, phase, &cell, month, factor);
        add_due(block, phase, &cell, month, due_row(block, month, cell.group));
    }
}

/* ---- collection ----------------------------------------------------------------- */

static uint32_t group_employer(const struct sf_plan *plan, const struct sf_phase *phase,
                               size_t group)
{
    return phase->is_by_cell ? plan->employer_hash[group / plan->n_bands] : 0;
}

/**
 * One group's collection in a month: what is due (unless due is NULL) less what fails,
 * and what is recovered of last month's failures (unless not wanted). One product of
 * people and a rate (M5.5).
 */
static void collect_group(struct sf_block *block, const struct sf_phase *phase,
                          size_t group, size_t month, const int32_t *due,
                          bool has_failed)
{
    const struct sf_plan *plan = block->plan;
    const size_t band = group % plan->n_bands;
    const struct sf_path path = {.family = SF_FAMILY_COLLECT,
                                 .subject = phase->subject,
                                 .employer = group_employer(plan, phase, group),
                                 .band = plan->band_hash[band],
                                 .month = (uint32_t)month};
    const size_t which = (size_t)(phase - plan->phase);
    int32_t *failed = SF_ROW(block, failed, which * block->max_groups + group);
    int32_t *paying = block->count_a;
    sf_block_pair(block, &path);
    memset(paying, 0, block->n * sizeof(*paying));
    if (has_failed) {
        sf_block_binomial(block, SF_DRAW_RECOVER, failed,
                          sf_block_rate(block, phase->levy->recover), paying);
    }
    if (due != NULL) {
        sf_block_binomial(block, SF_DRAW_FAIL, due,
                          sf_block_rate(block, phase->levy->fail), failed);
        for (size_t i = 0; i < block->n; i++) {
            paying[i] += due[i] - failed[i];
        }
    }
    int64_t *income = sf_ledger_row(block, month, SF_LEVY_INCOME);
    int64_t taken = 0;
    for (size_t i = 0; i < block->n; i++) {
        const int64_t pence = sf_pence_round((double)paying[i] * phase->rate[group]);
        income[i] += pence;
        taken += pence;
    }
    block->band[band].levy_pence += taken;
}

/** Was a phase's levy due in the month that is collected now? */
static bool is_collected(const struct sf_plan *plan, size_t which, size_t month)
{
    const size_t lag = plan->phase[which].lag;
    return month > lag && plan->phase_of_month[month - lag] == which;
}

/** Each phase at its own lag: two may be collected in one month. */
static void collect(struct sf_block *block, size_t month)
{
    const struct sf_plan *plan = block->plan;
    for (size_t i = 0; i < plan->n_phases; i++) {
        const struct sf_phase *phase = &plan->phase[i];
        const bool is_due = is_collected(plan, i, month);
        const bool has_failed = is_collected(plan, i, month - 1);
        for (size_t g = 0; g < phase->n_groups && (is_due || has_failed); g++) {
            collect_group(block, phase, g, month,
                          is_due ? due_row(block, month - phase->lag, g) : NULL,
                          has_failed);
        }
    }
}

/** Pence due and not yet asked for: the months still within the lag. */
static void add_uncollected(struct sf_block *block, size_t month, int64_t *position)
{
    const struct sf_plan *plan = block->plan;
    for (size_t due_month = 1; due_month <= month; due_month++) {
        const size_t which = plan->phase_of_month[due_month];
        const struct sf_phase *phase = which == SF_NONE ? NULL : &plan->phase[which];
        const bool is_waiting = phase != NULL && due_month + phase->lag > month;
        for (size_t g = 0; is_waiting && g < phase->n_groups; g++) {
            const int32_t *due = due_row(block, due_month, g);
            for (size_t i = 0; i < block->n; i++) {
                position[i] += sf_pence_round((double)due[i] * phase->rate[g]);
            }
        }
    }
}

void sf_levy_step(struct sf_block *block, size_t month)
{
    if (block->plan->n_phases == 0) {
        return;
    }
    assess(block, month);
    collect(block, month);
    add_uncollected(block, month, sf_ledger_row(block, month, SF_NET_POSITION));
}
