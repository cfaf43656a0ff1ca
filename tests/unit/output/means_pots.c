/* Means of pots: to the penny, each by itself and together. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "output/means.h"
#include "support/kept_apart.h"
#include "unit/output/seen.h"

static const struct {
    enum sf_pot_measure of_pot;
    enum sf_measure of_fund;
    int sign;
} FLOW[] = {{SF_P_LEVY_INCOME, SF_LEVY_INCOME, 1},
            {SF_P_OTHER_INCOME, SF_OTHER_INCOME, 1},
            {SF_P_STRIKE_PAY_PAID, SF_STRIKE_PAY_PAID, -1},
            {SF_P_HARDSHIP, SF_HARDSHIP, -1},
            {SF_P_OTHER_OUTGO, SF_OTHER_OUTGO, -1}};

static int64_t held(const struct sf_ledger *mean, size_t month, size_t pot)
{
    return sf_ledger_pot(mean, month, pot, SF_P_BALANCE) -
           sf_ledger_pot(mean, month, pot, SF_P_LOANS_OWED) +
           sf_ledger_pot(mean, month, pot, SF_P_LOANS_MADE);
}

/** Of each pot and over the pots, to the penny. */
static void expect_month(const struct sf_ledger *mean, size_t month)
{
    int64_t rest[5] = {0};
    int64_t cash = sf_ledger_value(mean, month, SF_BALANCE);
    int64_t lent = 0;
    for (size_t pot = 0; pot < mean->n_pots; pot++) {
        int64_t rise =
            month == 0 ? 0 : held(mean, month, pot) - held(mean, month - 1, pot);
        for (size_t f = 0; f < 5; f++) {
            const int64_t flow = sf_ledger_pot(mean, month, pot, FLOW[f].of_pot);
            rest[f] += flow;
            rise -= FLOW[f].sign * flow;
        }
        cr_assert_eq(rise, 0, "month %zu, pot %zu", month, pot);
        cash -= sf_ledger_pot(mean, month, pot, SF_P_BALANCE);
        lent += sf_ledger_pot(mean, month, pot, SF_P_LOANS_MADE) -
                sf_ledger_pot(mean, month, pot, SF_P_LOANS_OWED);
        cr_assert_eq(sf_ledger_pot(mean, month, pot, SF_P_OVERDRAWN), 0);
    }
    cr_assert_eq(cash, 0, "month %zu", month);
    cr_assert_eq(lent, 0, "month %zu", month);
    for (size_t f = 0; f < 5; f++) {
        cr_assert_eq(rest[f], sf_ledger_value(mean, month, FLOW[f].of_fund));
    }
}

Test(means_pots, means_add_up_of_each_pot_and_over_all_and_hardly_move)
{
    struct seen seen;
    look(&seen, 317, KEPT_APART);
    size_t n_none = 0;
    for (size_t s = 0; s < seen.view.n_strategies; s++) {
        const struct sf_ledger *mean = &seen.view.mean[s];
        cr_assert_eq(mean->n_pots, KEPT_APART_POTS);
        for (size_t i = 0; i <= mean->n_months * KEPT_APART_POTS; i++) {
            const size_t month = i / KEPT_APART_POTS;
            for (int k = 0; k < SF_P_OVERDRAWN; k++) {
                const double exact =
                    sf_results_pot(seen.results, s, month, i % KEPT_APART_POTS,
                                   (enum sf_pot_measure)k)
                        .mean;
                const int64_t pence = sf_ledger_pot(mean, month, i % KEPT_APART_POTS,
                                                    (enum sf_pot_measure)k);
                cr_assert_lt(fabs((double)pence - exact), 3.0, "%.4f as %ld", exact,
                             (long)pence);
                n_none += exact == 0.0;
                cr_assert(exact != 0.0 || pence == 0);
            }
        }
        for (size_t month = 0; month <= mean->n_months; month++) {
            expect_month(mean, month);
        }
    }
    cr_expect_gt(n_none, 100);
    look_away(&seen);
}

/** Reconciles two pots by hand. */
static void reconcile(const double mean[2][SF_N_POT_MEASURES],
                      const int64_t fund[SF_N_MEASURES],
                      const int64_t before[2][SF_N_POT_MEASURES],
                      int64_t pence[2][SF_N_POT_MEASURES])
{
    sf_means_reconcile_pots(2, mean[0], fund, before != NULL ? before[0] : NULL,
                            pence[0]);
}

Test(means_pots, what_rounding_leaves_goes_to_the_largest_remainder)
{
    const double mean[2][SF_N_POT_MEASURES] = {
        {[SF_P_BALANCE] = 1030.3, [SF_P_LOANS_MADE] = 17.6},
        {[SF_P_BALANCE] = -11.4, [SF_P_LOANS_OWED] = 17.6, [SF_P_OVERDRAWN] = 0.7}};
    const int64_t fund[SF_N_MEASURES] = {[SF_BALANCE] = 1019};
    int64_t pence[2][SF_N_POT_MEASURES];
    reconcile(mean, fund, NULL, pence);
    cr_expect_eq(pence[0][SF_P_BALANCE], 1030);
    cr_expect_eq(pence[1][SF_P_BALANCE], -11);
    cr_expect_eq(pence[0][SF_P_LOANS_MADE], 18);
    cr_expect_eq(pence[1][SF_P_LOANS_OWED], 18);
    cr_expect_eq(pence[1][SF_P_OVERDRAWN], 0);
}

Test(means_pots, a_balance_without_a_choice_follows_its_flows)
{
    /* One pot has all the levy, the other all the strike pay; the fund's levy has taken
       up the rounding of its balance. */
    const double mean[2][SF_N_POT_MEASURES] = {
        {[SF_P_BALANCE] = 110.7, [SF_P_LEVY_INCOME] = 10.7},
        {[SF_P_BALANCE] = 94.7, [SF_P_STRIKE_PAY_PAID] = 5.3}};
    const int64_t before[2][SF_N_POT_MEASURES] = {{[SF_P_BALANCE] = 100},
                                                  {[SF_P_BALANCE] = 100}};
    const int64_t fund[SF_N_MEASURES] = {
        [SF_BALANCE] = 205, [SF_LEVY_INCOME] = 10, [SF_STRIKE_PAY_PAID] = 5};
    int64_t pence[2][SF_N_POT_MEASURES];
    reconcile(mean, fund, before, pence);
    cr_expect_eq(pence[0][SF_P_LEVY_INCOME], 10);
    cr_expect_eq(pence[0][SF_P_BALANCE], 110);
    cr_expect_eq(pence[1][SF_P_STRIKE_PAY_PAID], 5);
    cr_expect_eq(pence[1][SF_P_BALANCE], 95);
}

Test(means_pots, a_pot_that_is_empty_in_every_run_is_empty_in_print)
{
    /* All that comes into the first goes out again; strike pay is of both. */
    const double mean[2][SF_N_POT_MEASURES] = {
        {[SF_P_LEVY_INCOME] = 33.4, [SF_P_STRIKE_PAY_PAID] = 33.4},
        {[SF_P_BALANCE] = 61.9, [SF_P_STRIKE_PAY_PAID] = 38.1}};
    const int64_t before[2][SF_N_POT_MEASURES] = {{0}, {[SF_P_BALANCE] = 100}};
    const int64_t fund[SF_N_MEASURES] = {
        [SF_BALANCE] = 62, [SF_LEVY_INCOME] = 34, [SF_STRIKE_PAY_PAID] = 72};
    int64_t pence[2][SF_N_POT_MEASURES];
    reconcile(mean, fund, before, pence);
    cr_expect_eq(pence[0][SF_P_BALANCE], 0);
    cr_expect_eq(pence[0][SF_P_STRIKE_PAY_PAID], 34);
    cr_expect_eq(pence[1][SF_P_STRIKE_PAY_PAID], 38);
    cr_expect_eq(pence[1][SF_P_BALANCE], 62);
}

Test(means_pots, a_penny_of_the_funds_own_goes_where_it_is_lacked)
{
    const double mean[2][SF_N_POT_MEASURES] = {
        {[SF_P_BALANCE] = 70.0}, {[SF_P_BALANCE] = 94.6, [SF_P_STRIKE_PAY_PAID] = 5.4}};
    const int64_t before[2][SF_N_POT_MEASURES] = {{[SF_P_BALANCE] = 70},
                                                  {[SF_P_BALANCE] = 100}};
    const int64_t fund[SF_N_MEASURES] = {
        [SF_BALANCE] = 164, [SF_LEVY_INCOME] = -1, [SF_STRIKE_PAY_PAID] = 5};
    int64_t pence[2][SF_N_POT_MEASURES];
    reconcile(mean, fund, before, pence);
    cr_expect_eq(pence[0][SF_P_LEVY_INCOME], 0);
    cr_expect_eq(pence[1][SF_P_LEVY_INCOME], -1);
    cr_expect_eq(pence[0][SF_P_BALANCE] + pence[1][SF_P_BALANCE], 164);
}

enum { OF_RUNS = 617 };

/** The mean of sums over so many runs. */
static double mean_of(int64_t sum)
{
    return (double)sum / OF_RUNS;
}

/** The first pot is empty in every run: what comes in, levy and gifts, goes out again,
 * as strike pay and otherwise. The second shares its other outgo, and the third has
 * grants alone, whose rounding leaves a penny, more or less, for that outgo to take up.
 */
static void expect_empty(int64_t grants, int64_t levy, int64_t gifts,
                         int64_t strike_pay)
{
    const int64_t held = grants == 11 ? 90 : 89;
    const double mean[3][SF_N_POT_MEASURES] = {
        {[SF_P_LEVY_INCOME] = mean_of(levy),
         [SF_P_OTHER_INCOME] = mean_of(gifts),
         [SF_P_STRIKE_PAY_PAID] = mean_of(strike_pay),
         [SF_P_OTHER_OUTGO] = mean_of(levy + gifts - strike_pay)},
        {[SF_P_BALANCE] = 44.0, [SF_P_OTHER_OUTGO] = 3e9},
        {[SF_P_BALANCE] = (double)held, [SF_P_HARDSHIP] = 10.5}};
    const int64_t before[3][SF_N_POT_MEASURES] = {
        {0}, {[SF_P_BALANCE] = 3000000044}, {[SF_P_BALANCE] = 100}};
    const int64_t fund[SF_N_MEASURES] = {
        [SF_BALANCE] = 44 + held,
        [SF_LEVY_INCOME] = (int64_t)rint(mean_of(levy)),
        [SF_OTHER_INCOME] = (int64_t)rint(mean_of(gifts)),
        [SF_STRIKE_PAY_PAID] = (int64_t)rint(mean_of(strike_pay)),
        [SF_HARDSHIP] = grants,
        [SF_OTHER_OUTGO] = 3000000144 + (int64_t)rint(mean_of(levy)) +
                           (int64_t)rint(mean_of(gifts)) -
                           (int64_t)rint(mean_of(strike_pay)) - grants - 44 - held};
    int64_t pence[3][SF_N_POT_MEASURES];
    sf_means_reconcile_pots(3, mean[0], fund, before[0], pence[0]);
    cr_expect_eq(pence[0][SF_P_BALANCE], 0, "%ld of %ld, %ld",
                 (long)pence[0][SF_P_BALANCE], (long)levy, (long)gifts);
    cr_expect_eq(pence[2][SF_P_BALANCE], 100 - grants);
    cr_expect_eq(pence[1][SF_P_BALANCE], held + 44 - (100 - grants));
}

/* Sums of means are off by a last digit, up or down: that is no remainder. */
Test(means_pots, the_last_digit_of_a_mean_is_no_remainder)
{
    unsigned random = 617;
    for (int i = 0; i < 500; i++) {
        const int64_t levy = 500000000000 + 211 * (int64_t)rand_r(&random);
        const int64_t gifts = rand_r(&random) % 1000000;
        const int64_t strike_pay = 97 * (int64_t)rand_r(&random);
        expect_empty(10, levy, gifts, strike_pay);
        expect_empty(11, levy, gifts, strike_pay);
    }
}
