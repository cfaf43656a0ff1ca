#include "results/results.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { RUNS = 396, MONTHS = 2, BANDS = 2, EMPLOYERS = 3 };

/** Two strategies with made-up totals, one run a lane. */
static struct {
    int64_t ledger[2][(MONTHS + 1) * SF_N_MEASURES][RUNS];
    int32_t first_month[2][SF_N_EVENTS][RUNS];
    int64_t total[2][SF_N_TOTALS][RUNS];
    int64_t band[2][BANDS * SF_N_BAND_SUMS];
    int64_t employer[2][SF_N_EMPLOYER_MEASURES][RUNS];
    int64_t kind_days[2][2][RUNS];
    struct sf_twin_sums twins[2][(MONTHS + 1) * SF_TWIN_BATCHES];
} made;

static void make_outcomes(void)
{
    unsigned short state[3] = {4, 7, 11};
    memset(&made, 0, sizeof(made));
    for (size_t i = 0; i < RUNS; i++) {
        for (size_t s = 0; s < 2; s++) {
            const int64_t days = 1000 + nrand48(state) % 300;
            made.total[s][SF_T_STRIKE_DAYS][i] = days;
            made.total[s][SF_T_FUND_COST][i] = 6300 * days + nrand48(state) % 90000;
            made.total[s][SF_T_CLOSING_BALANCE][i] =
                nrand48(state) % 2000 - (s == 0 ? 500 : 700);
            made.total[s][SF_T_LOWEST_BALANCE][i] = -(int64_t)(i * 7 % RUNS);
            made.kind_days[s][0][i] = 70000000000 + nrand48(state) % 5000;
            made.kind_days[s][1][i] = nrand48(state) % 17;
            for (size_t e = 0; e < SF_N_EVENTS; e++) {
                made.first_month[s][e][i] = (int32_t)(i % (MONTHS + 2));
            }
        }
    }
}

#define KIND_CELL(month, kind) ((month)*SF_N_KINDS + (size_t)(kind))

/** The runs from `from` to `to` of both strategies as one block. */
static void add_part(struct sf_results *results, size_t from, size_t to)
{
    static const size_t slot[EMPLOYERS] = {SF_NO_SLOT, 0, SF_NO_SLOT};
    size_t kind_row[2][(MONTHS + 1) * SF_N_KINDS];
    memset(kind_row, 0xff, sizeof(kind_row)); /* SF_NO_SLOT */
    kind_row[0][KIND_CELL(2, SF_KIND_TARGETED)] = 0;
    kind_row[1][KIND_CELL(2, SF_KIND_TARGETED)] = 1;
    kind_row[1][KIND_CELL(1, SF_KIND_SHORT)] = 0;
    struct sf_outcome outcome[2];
    const struct sf_outcome *const both[2] = {&outcome[0], &outcome[1]};
    for (size_t s = 0; s < 2; s++) {
        outcome[s] = (struct sf_outcome){.n = to - from,
                                         .stride = RUNS,
                                         .first_run = from + 1,
                                         .n_measures = SF_N_MEASURES,
                                         .ledger = &made.ledger[s][0][from],
                                         .first_month = &made.first_month[s][0][from],
                                         .total = &made.total[s][0][from],
                                         .band = made.band[s],
                                         .kind_row = kind_row[s],
                                         .kind_days = &made.kind_days[s][0][from],
                                         .employer_slot = slot,
                                         .employer = &made.employer[s][0][from],
                                         .twins = from == 0 ? made.twins[s] : NULL};
    }
    sf_results_add(results, both);
}

static struct sf_results *empty(size_t levy_months_a, size_t levy_months_b)
{
    const size_t levy_months[2] = {levy_months_a, levy_months_b};
    const struct sf_results_shape shape = {.n_strategies = 2,
                                           .n_months = MONTHS,
                                           .n_bands = BANDS,
                                           .n_employers = EMPLOYERS,
                                           .first_run = 1,
                                           .levy_months = levy_months};
    struct sf_results *results = NULL;
    cr_assert_eq(sf_results_init(&shape, &results), SF_OK);
    return results;
}

static struct sf_results *reduced(void)
{
    make_outcomes();
    struct sf_results *results = empty(2, 1);
    add_part(results, 0, 150);
    add_part(results, 150, RUNS);
    return results;
}

Test(results, counts_what_was_added)
{
    struct sf_results *results = reduced();
    cr_expect_eq(sf_results_runs(results), RUNS);
    cr_expect_eq(sf_results_n_strategies(results), 2);
    cr_expect_eq(sf_results_n_months(results), MONTHS);
    sf_results_free(results);
    sf_results_free(NULL);
}

/** Expects the days of a kind to be those of a row that was made. */
static void expect_kind(const struct sf_results *results, size_t s, size_t month,
                        enum sf_kind kind, const int64_t *row)
{
    const struct sf_days_of_kind found = sf_results_kind(results, s, month, kind);
    double sum = 0.0;
    double squares = 0.0;
    for (size_t i = 0; i < RUNS; i++) {
        sum += (double)(row[i] - row[0]);
        squares += (double)((row[i] - row[0]) * (row[i] - row[0]));
    }
    const double variance = (squares - sum * sum / RUNS) / (RUNS - 1);
    cr_expect_eq(found.runs, RUNS);
    cr_expect_float_eq(found.mean, (double)row[0] + sum / RUNS, 1e-4);
    cr_expect_float_eq(found.sd, sqrt(variance), 1e-6);
    cr_expect_float_eq(found.se, sqrt(variance / RUNS), 1e-7);
    cr_expect_gt(found.sd, 1.0);
}

Test(results, days_of_each_kind_are_exact_however_large)
{
    struct sf_results *results = reduced();
    expect_kind(results, 0, 2, SF_KIND_TARGETED, made.kind_days[0][0]);
    expect_kind(results, 1, 2, SF_KIND_TARGETED, made.kind_days[1][1]);
    expect_kind(results, 1, 1, SF_KIND_SHORT, made.kind_days[1][0]);
    for (size_t cell = 0; cell < 2 * (MONTHS + 1) * SF_N_KINDS; cell++) {
        const size_t s = cell % 2;
        const size_t month = cell / 2 / SF_N_KINDS;
        const enum sf_kind kind = (enum sf_kind)(cell / 2 % SF_N_KINDS);
        const bool has_days = (month == 2 && kind == SF_KIND_TARGETED) ||
                              (s == 1 && month == 1 && kind == SF_KIND_SHORT);
        cr_expect_eq(sf_results_kind(results, s, month, kind).mean > 0.0, has_days);
    }
    sf_results_free(results);
}

/* M10.5 */
Test(difference, is_the_mean_of_the_differences_run_by_run)
{
    struct sf_results *results = reduced();
    double sum = 0.0;
    double squares = 0.0;
    double above = 0.0;
    for (size_t i = 0; i < RUNS; i++) {
        const double d = (double)(made.total[0][SF_T_CLOSING_BALANCE][i] -
                                  made.total[1][SF_T_CLOSING_BALANCE][i]);
        sum += d;
        squares += d * d;
        above += d > 0.0;
    }
    const double mean = sum / RUNS;
    const double sd = sqrt((squares - RUNS * mean * mean) / (RUNS - 1));
    const struct sf_difference found =
        sf_results_difference(results, 0, 1, SF_T_CLOSING_BALANCE);
    cr_expect_float_eq(found.mean, mean, 1e-9);
    cr_expect_float_eq(found.se, sd / sqrt(RUNS), 1e-9);
    cr_expect_float_eq(found.lower, mean - 1.959964 * sd / sqrt(RUNS), 1e-4);
    cr_expect_float_eq(found.upper, mean + 1.959964 * sd / sqrt(RUNS), 1e-4);
    cr_expect_eq(found.share_a_above_b, above / RUNS);
    cr_expect_eq(found.runs_to_separate,
                 ceil(pow((1.96 + 1.2816) * sd / fabs(mean), 2.0)));
    sf_results_free(results);
}

Test(difference, turned_round_changes_sign_and_nothing_else)
{
    struct sf_results *results = reduced();
    const struct sf_difference ab =
        sf_results_difference(results, 0, 1, SF_T_CLOSING_BALANCE);
    const struct sf_difference ba =
        sf_results_difference(results, 1, 0, SF_T_CLOSING_BALANCE);
    double ties = 0.0;
    for (size_t i = 0; i < RUNS; i++) {
        ties += made.total[0][SF_T_CLOSING_BALANCE][i] ==
                made.total[1][SF_T_CLOSING_BALANCE][i];
    }
    cr_expect_eq(ab.mean, -ba.mean);
    cr_expect_eq(ab.se, ba.se);
    cr_expect_float_eq(ab.share_a_above_b + ba.share_a_above_b + ties / RUNS, 1.0,
                       1e-12);
    cr_expect_eq(ab.runs_to_separate, ba.runs_to_separate);
    sf_results_free(results);
}

Test(difference, of_equals_is_nought_and_of_zero_mean_endless)
{
    struct sf_results *results = reduced();
    const struct sf_difference equal =
        sf_results_difference(results, 0, 1, SF_T_LOWEST_BALANCE);
    cr_expect_eq(equal.mean, 0.0);
    cr_expect_eq(equal.se, 0.0);
    cr_expect_eq(equal.share_a_above_b, 0.0);
    cr_expect_eq(equal.runs_to_separate, 0.0);
    sf_results_free(results);
    make_outcomes();
    for (size_t i = 0; i < RUNS; i++) {
        made.total[0][SF_T_HARDSHIP][i] = i % 2 == 0 ? 3 : -3;
    }
    results = empty(0, 0);
    add_part(results, 0, RUNS);
    const struct sf_difference zero =
        sf_results_difference(results, 0, 1, SF_T_HARDSHIP);
    cr_expect_eq(zero.mean, 0.0);
    cr_expect_gt(zero.se, 0.0);
    cr_expect_eq(zero.runs_to_separate, (double)INFINITY);
    sf_results_free(results);
}

Test(ratio, is_that_of_the_totals_with_its_delta_method_error)
{
    struct sf_results *results = reduced();
    long double y = 0.0L;
    long double x = 0.0L;
    for (size_t i = 0; i < RUNS; i++) {
        y += (long double)made.total[0][SF_T_FUND_COST][i];
        x += (long double)made.total[0][SF_T_STRIKE_DAYS][i];
    }
    const long double r = y / x;
    long double squares = 0.0L;
    for (size_t i = 0; i < RUNS; i++) {
        const long double d = (long double)made.total[0][SF_T_FUND_COST][i] -
                              r * (long double)made.total[0][SF_T_STRIKE_DAYS][i];
        squares += d * d;
    }
    const long double se = sqrtl(squares / (RUNS - 1) / RUNS) / (x / RUNS);
    const struct sf_ratio found =
        sf_results_ratio(results, 0, SF_FUND_COST_PER_STRIKE_DAY);
    cr_assert(found.is_defined);
    cr_expect_float_eq(found.value, (double)(r / 100.0L), 1e-10); /* pounds a day */
    cr_expect_float_eq(found.se, (double)(se / 100.0L), 1e-7 * (double)se);
    sf_results_free(results);
}

Test(ratio, is_empty_without_a_strike_day)
{
    struct sf_results *results = reduced();
    const struct sf_ratio none =
        sf_results_ratio(results, 0, SF_FUND_COST_PER_POUND_NOT_DONE);
    cr_expect_not(none.is_defined);
    sf_results_free(results);
}

Test(worst, is_the_mean_of_the_twentieth_that_is_lowest)
{
    /* Lowest balances are -395 .. 0 in some order (7 i mod 396 takes every value), and
       a twentieth of 396 is 19.8:
       the lowest 20 are -395 .. -376. */
    struct sf_results *results = reduced();
    cr_expect_eq(sf_results_mean_of_worst(results, 0), -385.5);
    sf_results_free(results);
}

/* M10.2 */
Test(first, months_of_an_event_add_up_and_never_stands_apart)
{
    struct sf_results *results = reduced();
    for (size_t e = 0; e < SF_N_EVENTS; e++) {
        for (size_t m = 0; m <= MONTHS + 1; m++) {
            cr_expect_eq(sf_results_first(results, 1, m, (enum sf_event)e), RUNS / 4);
        }
        for (size_t m = 0; m <= MONTHS; m++) {
            const struct sf_chance chance =
                sf_results_chance(results, 1, m, (enum sf_event)e);
            cr_expect_eq(chance.count, (m + 1) * RUNS / 4);
            cr_expect_eq(chance.runs, RUNS);
        }
    }
    sf_results_free(results);
}

/* M10.2 */
Test(wilson, known_values)
{
    struct sf_chance chance = sf_chance_of(0, 10000);
    cr_expect_eq(chance.lower, 0.0);
    cr_expect_float_eq(chance.upper, 3.8414588 / 10003.8414588, 1e-10);
    cr_expect_float_eq(chance.upper, 0.000384, 1e-7);
    /* 5 of 10: centre 0.5, half z sqrt(1/40 + z^2/400) / (1 + z^2/10) = 0.263407 */
    chance = sf_chance_of(5, 10);
    cr_expect_float_eq(chance.lower, 0.236593, 1e-6);
    cr_expect_float_eq(chance.upper, 0.763407, 1e-6);
    /* 81 of 263: an example of Newcombe (1998), Statistics in Medicine 17, 857-872:
       Wilson without correction (0.2553, 0.3662). */
    chance = sf_chance_of(81, 263);
    cr_expect_float_eq(chance.lower, 0.2553, 5e-5);
    cr_expect_float_eq(chance.upper, 0.3662, 5e-5);
    /* 15 of 148: (0.0624, 0.1605), same source. */
    chance = sf_chance_of(15, 148);
    cr_expect_float_eq(chance.lower, 0.0624, 5e-5);
    cr_expect_float_eq(chance.upper, 0.1605, 5e-5);
}

Test(wilson, is_symmetric_and_ends_at_one_exactly)
{
    for (uint64_t count = 0; count <= 333; count++) {
        const struct sf_chance a = sf_chance_of(count, 333);
        const struct sf_chance b = sf_chance_of(333 - count, 333);
        cr_assert_float_eq(a.lower, 1.0 - b.upper, 1e-15);
        cr_assert(a.lower <= a.probability && a.probability <= a.upper);
    }
    cr_expect_eq(sf_chance_of(333, 333).upper, 1.0);
    cr_expect_eq(sf_chance_of(1, 1).upper, 1.0);
}

Test(measures, have_names_and_units_in_the_order_of_their_list)
{
    cr_expect_str_eq(sf_measure_name(SF_BALANCE), "balance");
    cr_expect_str_eq(sf_measure_name(SF_COVER_MONTHS), "cover_months");
    cr_expect_str_eq(sf_total_name(SF_T_CLOSING_PAYERS), "closing_payers");
    cr_expect_str_eq(sf_event_name(SF_UNPAID), "unpaid");
    cr_expect_eq(sf_measure_unit(SF_STRIKE_DAYS), SF_UNIT_DAYS);
    cr_expect_eq(sf_total_unit(SF_T_MEMBERS_INVOLVED), SF_UNIT_MEMBERS);
    cr_expect_str_eq(sf_unit_name(SF_UNIT_GBP), "gbp");
    cr_expect_str_eq(sf_unit_name(SF_UNIT_MONTHS), "months");
    cr_expect_eq(sf_unit_divisor(SF_UNIT_GBP), 100.0);
    cr_expect_eq(sf_unit_divisor(SF_UNIT_MEMBERS), 1.0);
    cr_expect_eq(sf_unit_divisor(SF_UNIT_MONTHS), 100.0);
}

Test(member_view, is_ratios_of_totals_by_band)
{
    make_outcomes();
    int64_t *sums = &made.band[0][SF_N_BAND_SUMS]; /* of band 1 */
    sums[SF_BAND_LEVY] = 4950;                     /* 4,950 pence of 20 payer-months */
    sums[SF_BAND_LEVY_DUE] = 20;
    sums[SF_BAND_EXEMPT] = 5;
    sums[SF_BAND_PAY_LOST] = 60000;
    sums[SF_BAND_STRIKE_PAY] = 30000;
    sums[SF_BAND_HARDSHIP] = 1000;
    sums[SF_BAND_INVOLVED] = 10;
    struct sf_results *results = empty(2, 1);
    add_part(results, 0, RUNS);
    const struct sf_member_view called = sf_results_member_view(results, 0, 1, true);
    const struct sf_member_view other = sf_results_member_view(results, 0, 1, false);
    cr_assert(called.is_defined && other.is_defined);
    cr_expect_float_eq(other.levy_paid, 2 * 2.475, 1e-12);
    cr_expect_eq(other.pay_lost, 0.0);
    cr_expect_float_eq(called.levy_paid, 2.475 * 1.5, 1e-12);
    cr_expect_float_eq(called.pay_lost, 60.0, 1e-12);
    cr_expect_float_eq(called.strike_pay, 30.0, 1e-12);
    cr_expect_float_eq(called.hardship, 1.0, 1e-12);
    cr_expect_float_eq(called.net, 31.0 - 60.0 - 2.475 * 1.5, 1e-12);
    cr_expect_not(sf_results_member_view(results, 0, 0, true).is_defined);
    sf_results_free(results);
}

Test(employer, has_the_mean_and_error_of_its_runs)
{
    make_outcomes();
    for (size_t i = 0; i < RUNS; i++) {
        made.employer[1][SF_E_PAY_LOST][i] = i % 4 == 0 ? 8123 : 5;
    }
    struct sf_results *results = empty(2, 1);
    add_part(results, 0, 37);
    add_part(results, 37, RUNS);
    const struct sf_mean lost = sf_results_employer(results, 1, 1, SF_E_PAY_LOST);
    cr_expect_float_eq(lost.mean, 5.0 + 8118.0 / 4.0, 1e-9);
    const double variance = 8118.0 * 8118.0 * 3.0 / 16.0 * RUNS / (RUNS - 1);
    cr_expect_float_eq(lost.se, sqrt(variance / RUNS), 1e-9);
    cr_expect_eq(sf_results_employer(results, 1, 0, SF_E_PAY_LOST).mean, 0.0);
    cr_expect_eq(sf_results_employer(results, 0, 1, SF_E_PAY_LOST).mean, 0.0);
    sf_results_free(results);
}

Test(spread, is_half_the_mean_square_over_the_variance)
{
    make_outcomes();
    for (size_t i = 0; i < RUNS; i++) {
        made.ledger[0][2 * SF_N_MEASURES + SF_BALANCE][i] = i % 2 == 0 ? 700 : -700;
    }
    for (size_t b = 0; b < SF_TWIN_BATCHES; b++) {
        struct sf_twin_sums *batch = &made.twins[0][2 * SF_TWIN_BATCHES + b];
        *batch = (struct sf_twin_sums){.n = 8, .squares = {8 * 300000, 8 * 50000}};
        batch->squares[1] += b % 2 == 0 ? 8 * 6000 : -8 * 6000;
    }
    struct sf_results *results = empty(2, 1);
    add_part(results, 0, RUNS);
    const struct sf_spread spread = sf_results_spread(results, 0, 2);
    const double variance = 490000.0 * RUNS / (RUNS - 1);
    cr_assert(spread.is_defined);
    cr_expect_eq(spread.twins, 8 * SF_TWIN_BATCHES);
    cr_expect_float_eq(spread.share[SF_FROM_RATES].mean, 1.0 - 150000.0 / variance,
                       1e-12);
    cr_expect_float_eq(spread.share[SF_FROM_DIFFERENCES].mean, 125000.0 / variance,
                       1e-12);
    cr_expect_float_eq(spread.share[SF_FROM_CHANCE].mean, 25000.0 / variance, 1e-12);
    /* Batches 3,000 above and below the mean: sd 3,000 sqrt(16 / 15), over sqrt(16);
       and the variance's own error, sqrt(2 / (n - 1)) of it. */
    const double of_variance = sqrt(2.0 / (RUNS - 1));
    cr_expect_float_eq(spread.share[SF_FROM_RATES].se,
                       150000.0 / variance * of_variance, 1e-12);
    cr_expect_float_eq(spread.share[SF_FROM_CHANCE].se,
                       hypot(3000.0 / sqrt(15.0), 25000.0 * of_variance) / variance,
                       1e-12);
    cr_expect_not(sf_results_spread(results, 1, 2).is_defined);
    sf_results_free(results);
}
