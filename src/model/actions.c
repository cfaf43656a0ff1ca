/* Who is out, what they lose, and what the fund owes them (M6.1-M6.9). */
#include <string.h>

#include "core/maths.h"
#include "core/money.h"
#include "model/block.h"

/* ---- who comes out -------------------------------------------------------------- */

/** Chance that one who is called comes out: q / (1 - q) is p / (1 - p) of the median
 *  employer times exp(spread * effect) (M2.3). */
static void participation(struct sf_block *block, const struct sf_action *action,
                          size_t employer, size_t month, double *chance)
{
    const double *median = sf_input_row(block, action->participation);
    const bool differs = action->spread > 0.0;
    const double *effect =
        differs ? block->future->participation + employer * block->future->stride
                : NULL;
    double *shock = block->rate_b;
    if (action->month_spread > 0.0) {
        sf_future_month_shock(block->future, SF_EFFECT_PARTICIPATION, month, shock);
    }
    for (size_t i = 0; i < block->n; i++) {
        double shift = differs ? action->spread * effect[i] : 0.0;
        if (action->month_spread > 0.0) {
            shift += action->month_spread * shock[i];
        }
        const double odds_against = (1.0 - median[i]) / median[i];
        chance[i] =
            shift == 0.0 ? median[i] : 1.0 / (1.0 + odds_against * sf_exp(-shift));
    }
}

static struct sf_path strike_path(const struct sf_plan *plan, size_t callout,
                                  size_t band, uint32_t position)
{
    const struct sf_callout *what = &plan->callout[callout];
    return (struct sf_path){.family = SF_FAMILY_STRIKE,
                            .subject = plan->action[what->action].subject,
                            .employer = plan->employer_hash[what->employer],
                            .band = plan->band_hash[band],
                            .pair = position / 2};
}

/** out_1 ~ Binomial(called, q), q in block->chances: the first live day has the first
 * draw. */
static void come_out(struct sf_block *block, size_t callout, size_t band)
{
    const struct sf_path path = strike_path(block->plan, callout, band, 0);
    const size_t row = callout * block->plan->n_bands + band;
    sf_block_pair(block, &path);
    sf_block_binomial(block, 0, SF_ROW(block, called, row), block->chances,
                      SF_ROW(block, out, row));
}

/** out_k ~ Binomial(out_(k-1), 1 - fatigue). Drawn as those who stay, so that more
 *  fatigue never leaves more out. */
static void tire(struct sf_block *block, size_t callout, size_t band, uint32_t position,
                 size_t fatigue)
{
    const struct sf_path path = strike_path(block->plan, callout, band, position);
    int32_t *out = SF_ROW(block, out, callout * block->plan->n_bands + band);
    memcpy(block->count_b, out, block->n * sizeof(*out));
    sf_block_pair(block, &path);
    sf_block_binomial(block, position % 4, block->count_b,
                      sf_rate_rest(&block->future->rates, fatigue), out);
}

/** Share of the employer's members not called that day by other call-outs (M6.2). */
static void share_left(struct sf_block *block, const struct sf_plan_day *day,
                       size_t employer, double *left)
{
    const struct sf_plan *plan = block->plan;
    for (size_t i = 0; i < block->n; i++) {
        left[i] = 1.0;
    }
    for (size_t i = 0; i < block->n && day->n_overlaps > 0; i++) {
        double elsewhere = 0.0;
        int32_t present = 0;
        for (size_t o = 0; o < day->n_overlaps; o++) {
            const struct sf_overlap *overlap = &plan->overlap[day->first_overlap + o];
            elsewhere += overlap->weight *
                         (double)SF_ROW(block, called_total, overlap->callout)[i];
        }
        for (size_t b = 0; b < plan->n_bands; b++) {
            present += sf_block_present(block, employer * plan->n_bands + b, i);
        }
        const double share = present > 0 ? elsewhere / (double)present : 0.0;
        left[i] = share < 1.0 ? 1.0 - share : 0.0;
    }
}

/** Who is out on one day of a call-out, in one band. */
static void out_on_day(struct sf_block *block, const struct sf_callout_month *part,
                       size_t band, size_t d)
{
    const struct sf_plan *plan = block->plan;
    const struct sf_callout *what = &plan->callout[part->callout];
    const size_t fatigue = plan->action[what->action].action->fatigue;
    int32_t *out = SF_ROW(block, out, part->callout * plan->n_bands + band);
    if (part->is_first_month && d == 0) {
        come_out(block, part->callout, band);
    } else if (!sf_input_is_zero(block, fatigue)) {
        tire(block, part->callout, band, plan->day[part->first_day + d].position,
             fatigue);
    }
    for (size_t i = 0; i < block->n; i++) {
        const int32_t present =
            sf_block_present(block, what->employer * plan->n_bands + band, i);
        out[i] = out[i] < present ? out[i] : present;
    }
}

/** A call-out's days of the month in one band: sum_all, sum_full and sum_part are its
 *  strike-days, its fully paid ones and its partly paid ones, before rostering;
 *  count_c is who is out on the first of them. */
static void strike_days(struct sf_block *block, const struct sf_callout_month *part,
                        size_t band)
{
    const struct sf_plan *plan = block->plan;
    const size_t row = part->callout * plan->n_bands + band;
    const struct sf_day_pay *pay = &plan->day_pay[row];
    const int32_t *out = SF_ROW(block, out, row);
    double *left = block->left;
    memset(block->sum_all, 0, block->n * sizeof(double));
    memset(block->sum_full, 0, block->n * sizeof(double));
    memset(block->sum_part, 0, block->n * sizeof(double));
    for (size_t d = 0; d < part->n_days; d++) {
        const struct sf_plan_day *day = &plan->day[part->first_day + d];
        out_on_day(block, part, band, d);
        share_left(block, day, plan->callout[part->callout].employer, left);
        const bool is_full =
            day->paid_ordinal > 0 && day->paid_ordinal <= pay->full_days;
        const bool is_part = day->paid_ordinal > 0 && !is_full &&
                             day->paid_ordinal - 1 == pay->full_days;
        for (size_t i = 0; i < block->n; i++) {
            const double days = day->weight * left[i] * (double)out[i];
            block->sum_all[i] += days;
            block->sum_full[i] += is_full ? days : 0.0;
            block->sum_part[i] += is_part ? days : 0.0;
            if (d == 0) {
                block->count_c[i] =
                    (int32_t)sf_round_half_even(left[i] * (double)out[i]);
            }
        }
    }
}

/* ---- what it costs -------------------------------------------------------------- */

/** Books the days of strike_days() in the ledger. */
static void book(struct sf_block *block, const struct sf_callout_month *part,
                 size_t band, size_t month)
{
    const struct sf_plan *plan = block->plan;
    const struct sf_callout *what = &plan->callout[part->callout];
    const struct sf_plan_action *action = &plan->action[what->action];
    const struct sf_day_pay *pay = &plan->day_pay[part->callout * plan->n_bands + band];
    const size_t cell = what->employer * plan->n_bands + band;
    const double net = plan->net_day[cell];
    const double gross = plan->gross_day[cell];
    const double index =
        gross * plan->scenario->employer[what->employer].weight * action->unprepared;
    const double *rostered = sf_input_row(block, action->action->rostered);
    const double *take_up = sf_input_row(block, action->rule->take_up);
    int64_t *days_row = sf_ledger_row(block, month, SF_STRIKE_DAYS);
    int64_t *lost_row = sf_ledger_row(block, month, SF_PAY_LOST);
    int64_t *saved_row = sf_ledger_row(block, month, SF_PAY_SAVED_BY_EMPLOYER);
    int64_t *index_row = sf_ledger_row(block, month, SF_WORK_NOT_DONE);
    int64_t *due_row = sf_ledger_row(block, month, SF_STRIKE_PAY_DUE);
    int64_t *claimed_row = sf_ledger_row(block, month, SF_STRIKE_PAY_CLAIMED);
    int64_t *rule_row = SF_ROW(block, rule_claims, action->rule_index);
    int64_t *days_here = sf_employer_row(block, what->employer, SF_E_STRIKE_DAYS);
    int64_t *lost_here = sf_employer_row(block, what->employer, SF_E_PAY_LOST);
    int64_t *pay_here = sf_employer_row(block, what->employer, SF_E_STRIKE_PAY);
    struct sf_band_sums *sums = &block->band[band];
    for (size_t i = 0; i < block->n; i++) {
        const double days = sf_round_half_even(rostered[i] * block->sum_all[i]);
        const double full = sf_round_half_even(rostered[i] * block->sum_full[i]);
        const double in_part = sf_round_half_even(rostered[i] * block->sum_part[i]);
        const int64_t lost = sf_pence_round(days * net);
        const int64_t due = sf_pence_round(full * pay->full_pence) +
                            sf_pence_round(in_part * pay->part_pence);
        const int64_t claimed = sf_pence_round((double)due * take_up[i]);
        days_row[i] += (int64_t)days;
        lost_row[i] += lost;
        saved_row[i] += sf_pence_round(days * gross);
        index_row[i] += sf_pence_round(days * index);
        due_row[i] += due;
        claimed_row[i] += claimed;
        rule_row[i] += claimed;
        days_here[i] += (int64_t)days;
        lost_here[i] += lost;
        pay_here[i] += claimed;
        sums->pay_lost_pence += lost;
        sums->strike_pay_pence += claimed;
    }
}

/** Books who is out, for the levy's exemption, next month's joining and hardship. */
static void note_strikers(struct sf_block *block, const struct sf_callout_month *part,
                          size_t band, size_t month)
{
    const struct sf_plan *plan = block->plan;
    const struct sf_callout *what = &plan->callout[part->callout];
    const bool is_paid = plan->action[what->action].rule->basis != SF_BASIS_NONE;
    int32_t *paid = SF_ROW(block, paid_out, what->employer * plan->n_bands + band);
    int32_t *unpaid = SF_ROW(block, unpaid_out, what->action * plan->n_bands + band);
    int32_t *here = SF_ROW(block, here, band);
    int64_t *strikers = sf_ledger_row(block, month, SF_STRIKERS);
    for (size_t i = 0; i < block->n; i++) {
        const int32_t out = block->count_c[i];
        here[i] += out;
        strikers[i] += out;
        if (is_paid) {
            paid[i] += out;
        } else {
            unpaid[i] += out;
        }
    }
}

/** All call-outs of one employer in a month: parts first .. end - 1. */
static void employer_month(struct sf_block *block, size_t first, size_t end,
                           size_t month)
{
    const struct sf_plan *plan = block->plan;
    const size_t employer = plan->callout[plan->callout_month[first].callout].employer;
    const size_t row_bytes = block->n * sizeof(int32_t);
    int32_t *struck = SF_ROW(block, struck, employer);
    for (size_t b = 0; b < plan->n_bands; b++) {
        memset(SF_ROW(block, here, b), 0, row_bytes);
        memset(SF_ROW(block, paid_out, employer * plan->n_bands + b), 0, row_bytes);
    }
    for (size_t p = first; p < end; p++) {
        const struct sf_callout_month *part = &plan->callout_month[p];
        const struct sf_callout *what = &plan->callout[part->callout];
        if (part->is_first_month) {
            participation(block, plan->action[what->action].action, employer, month,
                          block->rate);
            sf_block_chances(block, block->rate, block->chances);
        }
        if (block->log != NULL) {
            sf_callout_log_note(block, p, month, -1);
        }
        for (size_t b = 0; b < plan->n_bands; b++) {
            if (plan->opening[employer * plan->n_bands + b] > 0) {
                strike_days(block, part, b);
                book(block, part, b, month);
                note_strikers(block, part, b, month);
            }
        }
        if (block->log != NULL) {
            sf_callout_log_note(block, p, month, 1);
        }
    }
    memset(struck, 0, row_bytes);
    for (size_t b = 0; b < plan->n_bands; b++) {
        const size_t cell = employer * plan->n_bands + b;
        const int32_t *here = SF_ROW(block, here, b);
        int32_t *busiest = SF_ROW(block, busiest, cell);
        for (size_t i = 0; i < block->n; i++) {
            struck[i] += here[i];
            const int32_t present = sf_block_present(block, cell, i);
            const int32_t most = here[i] < present ? here[i] : present;
            busiest[i] = busiest[i] > most ? busiest[i] : most;
        }
        block->paid_out_month[cell] = month;
    }
    block->struck_month[employer] = month;
}

void sf_actions_step(struct sf_block *block, size_t month)
{
    const struct sf_plan *plan = block->plan;
    const size_t end = plan->month_start[month + 1];
    if (plan->month_start[month] == end) {
        return;
    }
    memset(block->unpaid_out, 0,
           plan->n_actions * plan->n_bands * block->stride * sizeof(int32_t));
    sf_called_step(block, month);
    size_t first = plan->month_start[month];
    while (first < end) {
        const size_t employer =
            plan->callout[plan->callout_month[first].callout].employer;
        size_t next = first;
        while (next < end &&
               plan->callout[plan->callout_month[next].callout].employer == employer) {
            next++;
        }
        employer_month(block, first, next, month);
        first = next;
    }
    sf_hardship_step(block, month);
}
