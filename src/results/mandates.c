/* What a plan has where a ballot passes, and where it fails. */
#include <math.h>
#include <string.h>

#include "results/results.h"

/** The total behind each measure; that of the employer alone has none. */
static enum sf_total total_of(enum sf_mandate_measure measure)
{
    switch (measure) {
    case SF_M_STRIKE_DAYS:
        return SF_T_STRIKE_DAYS;
    case SF_M_MEMBERS_INVOLVED:
        return SF_T_MEMBERS_INVOLVED;
    case SF_M_STRIKE_PAY:
        return SF_T_STRIKE_PAY_CLAIMED;
    case SF_M_FUND_COST:
        return SF_T_FUND_COST;
    case SF_M_MEMBERS_COST:
        return SF_T_MEMBERS_COST;
    case SF_M_WORK_NOT_DONE:
        return SF_T_WORK_NOT_DONE;
    case SF_M_STRIKE_DAYS_THERE:
    case SF_N_MANDATE_MEASURES:
        break;
    }
    SF_BUG_ON(true);
}

static void add_value(struct sf_sums *sums, int64_t value)
{
    sums->sum += value;
    sums->sum_of_squares += (sf_int128)value * value;
}

/** Strike-days at the employer, where the plan calls it. */
static void add_there(struct sf_mandate_sums *sums, const struct sf_outcome *outcome,
                      size_t cell)
{
    const size_t employer = outcome->cell_employer[cell];
    const size_t slot = outcome->employer_slot[employer];
    const uint64_t bit = (uint64_t)1 << outcome->cell_bit[cell];
    const uint64_t *passed = outcome->passed + employer * outcome->stride;
    if (slot == SF_NO_SLOT) {
        return;
    }
    const int64_t *days =
        outcome->employer +
        (slot * SF_N_EMPLOYER_MEASURES + SF_E_STRIKE_DAYS) * outcome->stride;
    for (size_t i = 0; i < outcome->n; i++) {
        add_value((passed[i] & bit) != 0 ? &sums->passed[SF_M_STRIKE_DAYS_THERE]
                                         : &sums->failed_there,
                  days[i]);
    }
}

static void add_cell(struct sf_mandate_sums *sums, const struct sf_outcome *outcome,
                     size_t cell)
{
    const size_t employer = outcome->cell_employer[cell];
    const uint64_t bit = (uint64_t)1 << outcome->cell_bit[cell];
    const uint64_t *passed = outcome->passed + employer * outcome->stride;
    for (size_t i = 0; i < outcome->n; i++) {
        sums->n_passed += (passed[i] & bit) != 0;
    }
    for (int v = 0; v < SF_N_VOTE_SUMS; v++) {
        sums->vote[v] += outcome->vote[cell * SF_N_VOTE_SUMS + (size_t)v];
    }
    add_there(sums, outcome, cell);
    for (int m = SF_M_STRIKE_DAYS; m < SF_N_MANDATE_MEASURES; m++) {
        const enum sf_total total = total_of((enum sf_mandate_measure)m);
        const int64_t *row = outcome->total + (size_t)total * outcome->stride;
        for (size_t i = 0; i < outcome->n; i++) {
            if ((passed[i] & bit) != 0) {
                add_value(&sums->passed[m], row[i]);
            }
        }
    }
}

void sf_mandates_add(struct sf_results *results, size_t strategy,
                     const struct sf_outcome *outcome)
{
    for (size_t c = 0; c < results->n_mandates; c++) {
        add_cell(&results->mandate[strategy * results->n_mandates + c], outcome, c);
    }
}

bool sf_mandates_merge(struct sf_results *into, const struct sf_results *from)
{
    bool fits = true;
    for (size_t c = 0; c < into->n_strategies * into->n_mandates; c++) {
        struct sf_mandate_sums *to = &into->mandate[c];
        const struct sf_mandate_sums *more = &from->mandate[c];
        to->n_passed += more->n_passed;
        for (int v = 0; v < SF_N_VOTE_SUMS; v++) {
            fits &= sf_sum_add(&to->vote[v], more->vote[v]);
        }
        for (int m = 0; m < SF_N_MANDATE_MEASURES; m++) {
            fits &= sf_sums_add(&to->passed[m], &more->passed[m]);
        }
        fits &= sf_sums_add(&to->failed_there, &more->failed_there);
    }
    return fits;
}

/** What all runs had less what those had in which the vote passed. */
static struct sf_sums failed_sums(const struct sf_results *results, size_t strategy,
                                  const struct sf_mandate_sums *sums,
                                  enum sf_mandate_measure measure)
{
    if (measure == SF_M_STRIKE_DAYS_THERE) {
        return sums->failed_there;
    }
    const struct sf_series *all =
        &results->total[strategy * SF_N_TOTALS + (size_t)total_of(measure)];
    return (struct sf_sums){.sum = all->sum - sums->passed[measure].sum,
                            .sum_of_squares = all->sum_of_squares -
                                              sums->passed[measure].sum_of_squares};
}

static double share_of(sf_int128 part, sf_int128 whole)
{
    return whole > 0 ? (double)part / (double)whole : NAN;
}

struct sf_mandate sf_results_mandate(const struct sf_results *results, size_t strategy,
                                     size_t cell)
{
    SF_BUG_ON(strategy >= results->n_strategies || cell >= results->n_mandates);
    const struct sf_mandate_sums *sums =
        &results->mandate[strategy * results->n_mandates + cell];
    const uint64_t n = sf_results_runs(results);
    struct sf_mandate mandate = {
        .chance = sf_chance_of(sums->n_passed, n),
        .turnout = share_of(sums->vote[SF_VOTE_VOTES], sums->vote[SF_VOTE_MEMBERS]),
        .yes = share_of(sums->vote[SF_VOTE_YES], sums->vote[SF_VOTE_VOTES])};
    for (int m = 0; m < SF_N_MANDATE_MEASURES; m++) {
        const struct sf_sums failed =
            failed_sums(results, strategy, sums, (enum sf_mandate_measure)m);
        mandate.if_passed[m] = sf_mean_of(sums->n_passed, &sums->passed[m], NAN);
        mandate.if_failed[m] = sf_mean_of(n - sums->n_passed, &failed, NAN);
    }
    return mandate;
}
