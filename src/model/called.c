/* Who is called out by the call-outs that start in a month (M6.1, M6.2). */
#include <string.h>

#include "core/maths.h"
#include "core/money.h"
#include "model/steps.h"

/** Members of a band whom no earlier call-out has taken for days in common (M6.2). */
static int32_t free_in(const struct sf_block *block, const struct sf_callout *what,
                       size_t band, size_t run)
{
    const struct sf_plan *plan = block->plan;
    double taken = 0.0;
    for (size_t r = 0; r < what->n_rivals; r++) {
        const struct sf_overlap *rival = &plan->overlap[what->first_rival + r];
        const size_t row = rival->callout * plan->n_bands + band;
        taken += rival->weight * (double)SF_ROW(block, called, row)[run];
    }
    const int32_t left =
        sf_block_present(block, what->employer * plan->n_bands + band, run) -
        (int32_t)sf_round_half_even(taken);
    return left > 0 ? left : 0;
}

/** Splits one run's head-count over the bands, and calls no more than are free. */
static void split_called(struct sf_block *block, size_t callout, size_t run,
                         const double *called, bool is_share)
{
    const struct sf_plan *plan = block->plan;
    const struct sf_callout *what = &plan->callout[callout];
    const struct sf_numbers *bands = &plan->action[what->action].action->bands;
    double weight[SF_MAX_BANDS];
    int64_t part[SF_MAX_BANDS];
    int32_t free_members[SF_MAX_BANDS];
    int64_t n_free = 0;
    double sum = 0.0;
    for (size_t b = 0; b < plan->n_bands; b++) {
        const size_t cell = what->employer * plan->n_bands + b;
        const double share = is_share ? called[run] : 0.0;
        free_members[b] = free_in(block, what, b, run);
        n_free += free_members[b];
        weight[b] = bands->n > 0 ? bands->value[b] : (double)free_members[b];
        part[b] = sf_pence_round(share * (double)sf_block_present(block, cell, run));
        sum += weight[b];
    }
    if (!is_share && sum > 0.0) {
        const int64_t wanted = (int64_t)sf_round_half_even(called[run]);
        sf_split_largest_remainder(wanted < n_free ? wanted : n_free, weight,
                                   plan->n_bands, part);
    }
    int32_t total = 0;
    for (size_t b = 0; b < plan->n_bands; b++) {
        const int32_t n =
            part[b] < free_members[b] ? (int32_t)part[b] : free_members[b];
        SF_ROW(block, called, callout * plan->n_bands + b)[run] = n;
        total += n;
    }
    SF_ROW(block, called_total, callout)[run] = total;
}

static void call_all(struct sf_block *block, size_t callout, const int32_t *is_new)
{
    const struct sf_plan *plan = block->plan;
    const size_t first_cell = plan->callout[callout].employer * plan->n_bands;
    for (size_t b = 0; b < plan->n_bands; b++) {
        int32_t *called = SF_ROW(block, called, callout * plan->n_bands + b);
        for (size_t i = 0; i < block->n; i++) {
            if (is_new == NULL || is_new[i]) {
                called[i] = sf_block_present(block, first_cell + b, i);
            }
        }
    }
}

/** A share of each band, none of whom another call-out has taken. */
static void call_share(struct sf_block *block, size_t callout, const double *share)
{
    const struct sf_plan *plan = block->plan;
    const size_t first_cell = plan->callout[callout].employer * plan->n_bands;
    int32_t *total = SF_ROW(block, called_total, callout);
    memset(total, 0, block->n * sizeof(*total));
    for (size_t b = 0; b < plan->n_bands; b++) {
        int32_t *called = SF_ROW(block, called, callout * plan->n_bands + b);
        const int32_t *payers = SF_ROW(block, payers, first_cell + b);
        const int32_t *others = SF_ROW(block, others, first_cell + b);
        for (size_t i = 0; i < block->n; i++) {
            const int32_t present = payers[i] + others[i];
            called[i] = (int32_t)sf_round_half_even(share[i] * (double)present);
            total[i] += called[i];
        }
    }
}

static void call_some(struct sf_block *block, size_t callout,
                      const struct sf_action *action, const int32_t *is_new)
{
    const bool is_share = action->called == SF_NONE;
    const double *called =
        sf_input_row(block, is_share ? action->called_share : action->called);
    if (is_share && block->plan->callout[callout].n_rivals == 0 && is_new == NULL) {
        call_share(block, callout, called);
        return;
    }
    for (size_t i = 0; i < block->n; i++) {
        if (is_new == NULL || is_new[i]) {
            split_called(block, callout, i, called, is_share);
        }
    }
}

/** Counts those just called, for employers.csv. */
static void count_called(struct sf_block *block, size_t callout, const int32_t *is_new)
{
    const struct sf_plan *plan = block->plan;
    int64_t *sum = sf_employer_row(block, &block->books[0],
                                   plan->callout[callout].employer, SF_E_CALLED);
    for (size_t b = 0; b < plan->n_bands; b++) {
        const int32_t *called = SF_ROW(block, called, callout * plan->n_bands + b);
        for (size_t i = 0; i < block->n; i++) {
            sum[i] += is_new == NULL || is_new[i] ? called[i] : 0;
        }
    }
}

void sf_call_out(struct sf_block *block, size_t callout, const int32_t *is_new)
{
    const struct sf_plan_action *action =
        &block->plan->action[block->plan->callout[callout].action];
    if (action->is_all_members) {
        call_all(block, callout, is_new);
    } else {
        call_some(block, callout, action->action, is_new);
    }
    sf_when_call(block, callout);
    count_called(block, callout, is_new);
}

void sf_called_step(struct sf_block *block, size_t first, size_t end)
{
    const struct sf_plan *plan = block->plan;
    for (size_t p = first; p < end; p++) {
        const struct sf_callout_month *part = &plan->callout_month[p];
        /* Where days turn on votes, who begins is found run by run: model/gated.c. */
        if (part->is_first_month &&
            !sf_plan_is_gated(plan, plan->callout[part->callout].employer)) {
            sf_call_out(block, part->callout, NULL);
        }
    }
}
