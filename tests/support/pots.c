#include "support/pots.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

int64_t pot_value(const struct sf_results *run, size_t strategy, size_t month,
                  size_t pot, enum sf_pot_measure measure)
{
    return (int64_t)sf_results_pot(run, strategy, month, pot, measure).mean;
}

void pot_expect(const struct campaign *campaign, const char *pot,
                enum sf_pot_measure measure, const int64_t *expected, size_t n)
{
    const struct sf_pots *pots = &campaign->scenario->fund.pots;
    struct sf_results *run = campaign_run(campaign, 1);
    size_t p = 0;
    while (p < pots->n && strcmp(pots->pot[p].name, pot) != 0) {
        p++;
    }
    cr_assert_lt(p, pots->n, "no pot is called %s", pot);
    for (size_t m = 1; m <= n; m++) {
        const int64_t found = pot_value(run, 0, m, p, measure);
        cr_expect_eq(found, expected[m - 1], "%s of %s in month %zu is %ld, not %ld",
                     sf_pot_measure_name(measure), pot, m, (long)found,
                     (long)expected[m - 1]);
    }
    sf_results_free(run);
}

/** One run of one strategy. */
struct run {
    const struct sf_scenario *scenario;
    const struct sf_results *results;
    size_t strategy;
};

static int64_t at(const struct run *run, size_t month, size_t pot,
                  enum sf_pot_measure measure)
{
    return pot_value(run->results, run->strategy, month, pot, measure);
}

static int64_t pence(double pounds)
{
    return (int64_t)rint(pounds * 100.0);
}

static bool is_named(const struct sf_indexes *order, size_t pot)
{
    bool is = false;
    for (size_t k = 0; k < order->n; k++) {
        is |= order->index[k] == pot;
    }
    return is;
}

static bool is_last(const struct sf_indexes *order, size_t pot)
{
    return order->n > 0 && order->index[order->n - 1] == pot;
}

/** Whether a single sum is paid out of a pot in a month. */
static bool has_payment(const struct run *run, size_t month, size_t pot)
{
    const struct sf_fund_terms *fund = &run->scenario->fund;
    bool has = false;
    for (size_t i = 0; i < fund->n_one_offs; i++) {
        const struct sf_one_off *one_off = &fund->one_off[i];
        has |= one_off->pot == pot && one_off->amount < 0.0 &&
               one_off->month == run->scenario->start + (int32_t)month - 1;
    }
    return has;
}

/** A pot pays, and receives, what names it and nothing else. */
static void check_earmark(const struct run *run, size_t month, size_t pot)
{
    const struct sf_pots *pots = &run->scenario->fund.pots;
    const struct sf_indexes *from = pots->paid_from;
    const bool pays_interest = at(run, month - 1, pot, SF_P_BALANCE) < 0 &&
                               run->scenario->fund.overdraft_interest > 0.0;
    bool pays_strikers = is_named(&from[SF_OUTGO_STRIKE_PAY], pot);
    bool is_last_for_strikers = false;
    for (size_t r = 0; r < run->scenario->n_rules; r++) {
        pays_strikers |= is_named(&run->scenario->rule[r].paid_from, pot);
        is_last_for_strikers |= is_last(&run->scenario->rule[r].paid_from, pot);
    }
    if (!pays_strikers) {
        cr_assert_eq(at(run, month, pot, SF_P_STRIKE_PAY_PAID), 0);
    }
    if (!is_named(&from[SF_OUTGO_HARDSHIP], pot)) {
        cr_assert_eq(at(run, month, pot, SF_P_HARDSHIP), 0);
    }
    if (!is_named(&from[SF_OUTGO_CAMPAIGN], pot) &&
        !is_named(&from[SF_OUTGO_BALLOTS], pot) && !has_payment(run, month, pot) &&
        !pays_interest) {
        cr_assert_eq(at(run, month, pot, SF_P_OTHER_OUTGO), 0);
    }
    bool may_fall_below =
        has_payment(run, month, pot) || pays_interest || is_last_for_strikers;
    for (int k = 0; k < SF_N_OUTGOES; k++) {
        may_fall_below |= is_last(&from[k], pot);
    }
    const int64_t before = at(run, month - 1, pot, SF_P_BALANCE);
    if (!may_fall_below && before >= 0) {
        cr_assert_geq(at(run, month, pot, SF_P_BALANCE), 0);
    }
    bool has_levy = false;
    for (size_t i = 0; i < run->scenario->n_levies; i++) {
        has_levy |= run->scenario->levy[i].pot == pot;
    }
    if (!has_levy) {
        cr_assert_eq(at(run, month, pot, SF_P_LEVY_INCOME), 0);
    }
}

/** Loans are within their bounds, and leave the lender what it keeps. */
static void check_loans(const struct run *run, size_t month, size_t pot)
{
    const struct sf_pots *pots = &run->scenario->fund.pots;
    int64_t most_owed = 0;
    int64_t most_made = 0;
    int64_t keep = INT64_MAX;
    for (size_t k = 0; k < pots->n_loans; k++) {
        const struct sf_loan *loan = &pots->loan[k];
        most_owed += loan->to == pot ? pence(loan->up_to) : 0;
        most_made += loan->from == pot ? pence(loan->up_to) : 0;
        if (loan->from == pot && pence(loan->keep) < keep) {
            keep = pence(loan->keep);
        }
    }
    const int64_t owed = at(run, month, pot, SF_P_LOANS_OWED);
    const int64_t made = at(run, month, pot, SF_P_LOANS_MADE);
    const int64_t lent = made - at(run, month - 1, pot, SF_P_LOANS_MADE);
    const int64_t borrowed = owed - at(run, month - 1, pot, SF_P_LOANS_OWED);
    cr_assert(owed >= 0 && owed <= most_owed);
    cr_assert(made >= 0 && made <= most_made);
    if (lent > 0) {
        cr_assert_geq(at(run, month - 1, pot, SF_P_BALANCE) + borrowed - lent, keep);
    }
}

static void check_pot(const struct run *run, size_t month, size_t pot)
{
    const int64_t before = at(run, month - 1, pot, SF_P_BALANCE);
    const int64_t now = at(run, month, pot, SF_P_BALANCE);
    const int64_t owed =
        at(run, month, pot, SF_P_LOANS_OWED) - at(run, month - 1, pot, SF_P_LOANS_OWED);
    const int64_t made =
        at(run, month, pot, SF_P_LOANS_MADE) - at(run, month - 1, pot, SF_P_LOANS_MADE);
    const int64_t income =
        at(run, month, pot, SF_P_LEVY_INCOME) + at(run, month, pot, SF_P_OTHER_INCOME);
    const int64_t outgo = at(run, month, pot, SF_P_STRIKE_PAY_PAID) +
                          at(run, month, pot, SF_P_HARDSHIP) +
                          at(run, month, pot, SF_P_OTHER_OUTGO);
    for (int k = SF_P_LEVY_INCOME; k <= SF_P_OTHER_OUTGO; k++) {
        cr_assert_geq(at(run, month, pot, (enum sf_pot_measure)k), 0);
    }
    cr_assert_eq(now, before + income - outgo + owed - made);
    cr_assert_eq(at(run, month, pot, SF_P_OVERDRAWN),
                 now < 0 || at(run, month - 1, pot, SF_P_OVERDRAWN) != 0);
    check_earmark(run, month, pot);
    check_loans(run, month, pot);
}

/** The first month end at which some pot is below zero. */
static void check_event(const struct run *run)
{
    const size_t n = run->scenario->fund.pots.n;
    const size_t n_months = (size_t)run->scenario->n_months;
    size_t first = n_months + 1;
    for (size_t m = n_months + 1; m-- > 0;) {
        for (size_t p = 0; p < n; p++) {
            first = at(run, m, p, SF_P_BALANCE) < 0 ? m : first;
        }
    }
    cr_assert_eq(sf_results_first(run->results, run->strategy, first, SF_POT_OVERDRAWN),
                 1);
}

/** Over the pots, the fund. */
static void check_sums(const struct run *run, size_t month)
{
    static const struct {
        enum sf_pot_measure part;
        enum sf_measure whole;
    } SAME[] = {{SF_P_BALANCE, SF_BALANCE},
                {SF_P_LEVY_INCOME, SF_LEVY_INCOME},
                {SF_P_OTHER_INCOME, SF_OTHER_INCOME},
                {SF_P_STRIKE_PAY_PAID, SF_STRIKE_PAY_PAID},
                {SF_P_HARDSHIP, SF_HARDSHIP},
                {SF_P_OTHER_OUTGO, SF_OTHER_OUTGO}};
    const size_t n = run->scenario->fund.pots.n;
    int64_t owed = 0;
    for (size_t p = 0; p < n; p++) {
        owed += at(run, month, p, SF_P_LOANS_OWED) - at(run, month, p, SF_P_LOANS_MADE);
    }
    cr_assert_eq(owed, 0);
    for (size_t k = 0; k < sizeof(SAME) / sizeof(SAME[0]); k++) {
        int64_t sum = 0;
        for (size_t p = 0; p < n; p++) {
            sum += at(run, month, p, SAME[k].part);
        }
        cr_assert_eq(sum,
                     (int64_t)sf_results_monthly(run->results, run->strategy, month,
                                                 SAME[k].whole)
                         .mean,
                     "%s of month %zu", sf_measure_name(SAME[k].whole), month);
    }
}

void pots_check(const struct campaign *campaign, uint64_t n_runs)
{
    const struct sf_scenario *scenario = campaign->scenario;
    for (uint64_t r = 1; r <= n_runs; r++) {
        struct sf_results *results = campaign_run_cut(campaign, r, 1, 1, 0);
        for (size_t s = 0; s < scenario->n_strategies; s++) {
            const struct run run = {scenario, results, s};
            check_sums(&run, 0);
            check_event(&run);
            for (size_t m = 1; m <= (size_t)scenario->n_months; m++) {
                check_sums(&run, m);
                for (size_t p = 0; p < scenario->fund.pots.n; p++) {
                    check_pot(&run, m, p);
                }
            }
        }
        sf_results_free(results);
    }
}
