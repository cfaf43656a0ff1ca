/* Pots of the fund, month by month. */
#include "results/results.h"

/* Measures of a pot, and the fund's measure of the same name. */
static const struct {
    enum sf_pot_measure of_pot;
    enum sf_measure of_fund;
} SHARED[] = {
    {SF_P_BALANCE, SF_BALANCE},           {SF_P_LEVY_INCOME, SF_LEVY_INCOME},
    {SF_P_OTHER_INCOME, SF_OTHER_INCOME}, {SF_P_STRIKE_PAY_PAID, SF_STRIKE_PAY_PAID},
    {SF_P_HARDSHIP, SF_HARDSHIP},         {SF_P_OTHER_OUTGO, SF_OTHER_OUTGO}};
enum { N_SHARED = sizeof(SHARED) / sizeof(SHARED[0]) };

static size_t n_rows_of(const struct sf_results *results)
{
    return (results->n_months + 1) * results->n_pots * SF_N_POT_MEASURES;
}

/** The series of a pot in a month, [SF_N_POT_MEASURES]. */
static struct sf_series *series_of(const struct sf_results *results, size_t strategy,
                                   size_t month, size_t pot)
{
    return results->pot + strategy * n_rows_of(results) +
           (month * results->n_pots + pot) * SF_N_POT_MEASURES;
}

void sf_pots_add(struct sf_results *results, size_t strategy,
                 const struct sf_outcome *outcome)
{
    struct sf_series *series = series_of(results, strategy, 0, 0);
    for (size_t r = 0; r < n_rows_of(results); r++) {
        sf_series_add(&series[r], outcome->pot + r * outcome->stride, outcome->n,
                      outcome->first_run);
    }
}

bool sf_pots_merge(struct sf_results *into, const struct sf_results *from)
{
    const size_t n = into->is_brief ? 0 : into->n_strategies * n_rows_of(into);
    bool fits = true;
    for (size_t i = 0; i < n; i++) {
        fits &= sf_series_merge(&into->pot[i], &from->pot[i]);
    }
    return fits;
}

/** Whether the pots of a month sum up to the fund, and what they owe to what they have
 *  lent. */
static bool month_adds_up(const struct sf_results *results, size_t strategy,
                          size_t month)
{
    const struct sf_series *fund =
        &results->monthly[(strategy * (results->n_months + 1) + month) *
                          results->n_measures];
    bool adds_up = true;
    for (size_t i = 0; i < N_SHARED; i++) {
        sf_int128 sum = 0;
        for (size_t p = 0; p < results->n_pots; p++) {
            sum += series_of(results, strategy, month, p)[SHARED[i].of_pot].sum;
        }
        adds_up &= sum == fund[SHARED[i].of_fund].sum;
    }
    sf_int128 lent = 0;
    for (size_t p = 0; p < results->n_pots; p++) {
        const struct sf_series *pot = series_of(results, strategy, month, p);
        lent += pot[SF_P_LOANS_MADE].sum - pot[SF_P_LOANS_OWED].sum;
        adds_up &= pot[SF_P_LOANS_MADE].min >= 0 && pot[SF_P_LOANS_OWED].min >= 0;
        adds_up &= pot[SF_P_OVERDRAWN].min >= 0 && pot[SF_P_OVERDRAWN].max <= 1;
    }
    return adds_up && lent == 0;
}

/** What a pot holds, and what it owes others less what it has lent them. */
static sf_int128 sum_held(const struct sf_series *pot)
{
    return pot[SF_P_BALANCE].sum - pot[SF_P_LOANS_OWED].sum + pot[SF_P_LOANS_MADE].sum;
}

/** Whether a pot's month follows from the one before: over all runs, no penny comes
 *  from nowhere, and only a pot below zero is overdrawn for the first time. */
static bool follows(const struct sf_series *before, const struct sf_series *now)
{
    const sf_int128 flow = now[SF_P_LEVY_INCOME].sum + now[SF_P_OTHER_INCOME].sum -
                           now[SF_P_STRIKE_PAY_PAID].sum - now[SF_P_HARDSHIP].sum -
                           now[SF_P_OTHER_OUTGO].sum;
    const sf_int128 first_time = now[SF_P_OVERDRAWN].sum - before[SF_P_OVERDRAWN].sum;
    const bool is_below = now[SF_P_BALANCE].min < 0;
    return sum_held(now) == sum_held(before) + flow && first_time >= 0 &&
           (first_time == 0 || is_below) && (!is_below || now[SF_P_OVERDRAWN].sum > 0);
}

bool sf_pots_add_up(const struct sf_results *results, size_t strategy)
{
    bool adds_up = true;
    for (size_t month = 0; month <= results->n_months && results->n_pots > 0; month++) {
        adds_up &= month_adds_up(results, strategy, month);
        for (size_t p = 0; p < results->n_pots && month > 0; p++) {
            adds_up &= follows(series_of(results, strategy, month - 1, p),
                               series_of(results, strategy, month, p));
        }
    }
    return adds_up;
}

size_t sf_results_n_pots(const struct sf_results *results)
{
    return results->is_brief ? 0 : results->n_pots;
}

struct sf_statistic sf_results_pot(const struct sf_results *results, size_t strategy,
                                   size_t month, size_t pot,
                                   enum sf_pot_measure measure)
{
    SF_BUG_ON(results->is_brief || pot >= results->n_pots);
    return sf_series_statistic(&series_of(results, strategy, month, pot)[measure]);
}
