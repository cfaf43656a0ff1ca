#include "output/means.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static int64_t cash_gap(const int64_t *before, const int64_t *now)
{
    return now[SF_BALANCE] - before[SF_BALANCE] - now[SF_LEVY_INCOME] -
           now[SF_OTHER_INCOME] + now[SF_STRIKE_PAY_PAID] + now[SF_HARDSHIP] +
           now[SF_OTHER_OUTGO];
}

static int64_t claims_gap(const int64_t *before, const int64_t *now)
{
    return now[SF_CLAIMS] - before[SF_CLAIMS] - now[SF_STRIKE_PAY_CLAIMED] +
           now[SF_STRIKE_PAY_PAID] + now[SF_STRIKE_PAY_UNPAID];
}

static int64_t due_gap(const int64_t *now)
{
    return now[SF_STRIKE_PAY_DUE] - now[SF_STRIKE_PAY_CLAIMED] - now[SF_CLAIMS_LAPSED];
}

/** A small reproducible stream of flows: the means of few runs, with many fractions. */
static double next_flow(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return (double)(*state >> 8) / 37.0;
}

/** Books of exact flows: the stocks are sums of them before any rounding. */
static void fill_month(const double *before, uint32_t *state, double *now)
{
    memset(now, 0, SF_N_MEASURES * sizeof(*now));
    now[SF_LEVY_INCOME] = next_flow(state);
    now[SF_OTHER_INCOME] = next_flow(state);
    now[SF_STRIKE_PAY_CLAIMED] = next_flow(state);
    now[SF_CLAIMS_LAPSED] = next_flow(state) / 20.0;
    now[SF_STRIKE_PAY_DUE] = now[SF_STRIKE_PAY_CLAIMED] + now[SF_CLAIMS_LAPSED];
    now[SF_STRIKE_PAY_PAID] = next_flow(state) / 2.0;
    now[SF_STRIKE_PAY_UNPAID] = next_flow(state) / 9.0;
    now[SF_HARDSHIP] = next_flow(state) / 100.0;
    now[SF_OTHER_OUTGO] = next_flow(state) / 50.0;
    now[SF_BALANCE] = before[SF_BALANCE] + now[SF_LEVY_INCOME] + now[SF_OTHER_INCOME] -
                      now[SF_STRIKE_PAY_PAID] - now[SF_HARDSHIP] - now[SF_OTHER_OUTGO];
    now[SF_CLAIMS] = before[SF_CLAIMS] + now[SF_STRIKE_PAY_CLAIMED] -
                     now[SF_STRIKE_PAY_PAID] - now[SF_STRIKE_PAY_UNPAID];
    now[SF_NET_POSITION] = now[SF_BALANCE] - now[SF_CLAIMS];
    now[SF_LOW_IN_MONTH] = now[SF_BALANCE] - now[SF_LEVY_INCOME] - now[SF_OTHER_INCOME];
    now[SF_PAY_LOST] = now[SF_STRIKE_PAY_CLAIMED] + now[SF_HARDSHIP];
    now[SF_MEMBERS] = 150000.37;
}

Test(means, printed_books_add_up_to_the_penny_and_hardly_move)
{
    double mean[2][SF_N_MEASURES] = {{[SF_BALANCE] = 312345678.9}};
    int64_t pence[2][SF_N_MEASURES];
    uint32_t state = 17;
    sf_means_reconcile(mean[0], NULL, pence[0]);
    for (int month = 1; month <= 240; month++) {
        const int now = month % 2;
        fill_month(mean[1 - now], &state, mean[now]);
        sf_means_reconcile(mean[now], pence[1 - now], pence[now]);
        cr_assert_eq(cash_gap(pence[1 - now], pence[now]), 0);
        cr_assert_eq(claims_gap(pence[1 - now], pence[now]), 0);
        cr_assert_eq(due_gap(pence[now]), 0);
        cr_assert_eq(pence[now][SF_NET_POSITION],
                     pence[now][SF_BALANCE] - pence[now][SF_CLAIMS]);
        cr_assert_eq(pence[now][SF_LOW_IN_MONTH],
                     pence[1 - now][SF_BALANCE] - pence[now][SF_STRIKE_PAY_PAID] -
                         pence[now][SF_HARDSHIP] - pence[now][SF_OTHER_OUTGO]);
        cr_assert_eq(pence[now][SF_PAY_LOST],
                     pence[now][SF_STRIKE_PAY_CLAIMED] + pence[now][SF_HARDSHIP]);
        cr_assert_eq(pence[now][SF_MEMBERS], 0);
        for (int i = 0; i < SF_N_MEASURES; i++) {
            if (sf_measure_unit((enum sf_measure)i) == SF_UNIT_GBP) {
                cr_assert_lt(fabs((double)pence[now][i] - mean[now][i]), 4.0);
            }
        }
        cr_assert_lt(fabs((double)pence[now][SF_BALANCE] - mean[now][SF_BALANCE]),
                     0.51);
    }
}

Test(means, books_of_constants_do_not_move)
{
    const int64_t before[SF_N_MEASURES] = {[SF_BALANCE] = 300000017};
    double mean[SF_N_MEASURES] = {0};
    mean[SF_LEVY_INCOME] = 60000003;
    mean[SF_STRIKE_PAY_DUE] = 2000;
    mean[SF_STRIKE_PAY_CLAIMED] = 1900;
    mean[SF_CLAIMS_LAPSED] = 100;
    mean[SF_STRIKE_PAY_PAID] = 600;
    mean[SF_CLAIMS] = 1300;
    mean[SF_OTHER_OUTGO] = 5;
    mean[SF_BALANCE] = 300000017 + 60000003 - 600 - 5;
    mean[SF_NET_POSITION] = mean[SF_BALANCE] - 1300 + 700;
    mean[SF_LOW_IN_MONTH] = 300000017 - 600 - 5;
    mean[SF_PAY_LOST] = 2345;
    int64_t pence[SF_N_MEASURES];
    sf_means_reconcile(mean, before, pence);
    for (int i = 0; i < SF_N_MEASURES; i++) {
        cr_expect_eq(pence[i], (int64_t)mean[i], "measure %d", i);
    }
}

Test(means, what_rounding_leaves_goes_to_the_largest_flow)
{
    const int64_t before[SF_N_MEASURES] = {[SF_BALANCE] = 1000};
    double mean[SF_N_MEASURES] = {0};
    mean[SF_LEVY_INCOME] = 10.4;
    mean[SF_OTHER_INCOME] = 20.4;
    mean[SF_BALANCE] = 1030.8;
    int64_t pence[SF_N_MEASURES];
    sf_means_reconcile(mean, before, pence);
    cr_expect_eq(pence[SF_BALANCE], 1031);
    cr_expect_eq(pence[SF_LEVY_INCOME], 10);
    cr_expect_eq(pence[SF_OTHER_INCOME], 21);
}

Test(means, a_month_without_strikes_shows_no_stray_penny_of_claims)
{
    /* Claims of the last strike are paid: 0.5 a penny here and there, none claimed. */
    const int64_t before[SF_N_MEASURES] = {[SF_BALANCE] = 5000, [SF_CLAIMS] = 101};
    double mean[SF_N_MEASURES] = {0};
    mean[SF_CLAIMS] = 50.3;
    mean[SF_STRIKE_PAY_PAID] = 50.3;
    mean[SF_OTHER_INCOME] = 17.2;
    mean[SF_BALANCE] = 4966.9;
    int64_t pence[SF_N_MEASURES];
    sf_means_reconcile(mean, before, pence);
    cr_expect_eq(pence[SF_STRIKE_PAY_CLAIMED], 0);
    cr_expect_eq(pence[SF_STRIKE_PAY_DUE], 0);
    cr_expect_eq(claims_gap(before, pence), 0);
    cr_expect_eq(cash_gap(before, pence), 0);
}

Test(means, totals_are_the_sums_of_the_months_shown)
{
    int64_t value[3 * SF_N_MEASURES] = {0};
    value[1 * SF_N_MEASURES + SF_LEVY_INCOME] = 238;
    value[2 * SF_N_MEASURES + SF_LEVY_INCOME] = 17;
    value[1 * SF_N_MEASURES + SF_PAY_LOST] = 900;
    value[2 * SF_N_MEASURES + SF_STRIKE_PAY_CLAIMED] = 600;
    value[2 * SF_N_MEASURES + SF_HARDSHIP] = 11;
    value[2 * SF_N_MEASURES + SF_BALANCE] = -4711;
    const struct sf_ledger books = {.n_months = 2, .value = value};
    int64_t pence = 0;
    cr_assert(sf_means_total(&books, SF_T_LEVY_INCOME, &pence));
    cr_expect_eq(pence, 255);
    cr_assert(sf_means_total(&books, SF_T_MEMBERS_COST, &pence));
    cr_expect_eq(pence, 289);
    cr_assert(sf_means_total(&books, SF_T_CLOSING_BALANCE, &pence));
    cr_expect_eq(pence, -4711);
    cr_expect_not(sf_means_total(&books, SF_T_STRIKE_DAYS, &pence));
    cr_expect_not(sf_means_total(&books, SF_T_LOWEST_BALANCE, &pence));
}
