#include "core/money.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static void expect_split(int64_t total, const double *weight, size_t n,
                         const int64_t *expected)
{
    int64_t part[8];
    sf_split_largest_remainder(total, weight, n, part);
    for (size_t i = 0; i < n; i++) {
        cr_expect_eq(part[i], expected[i], "part %zu of %ld: %ld, not %ld", i,
                     (long)total, (long)part[i], (long)expected[i]);
    }
}

Test(money, halves_round_to_the_even_penny)
{
    const struct {
        double pence;
        int64_t whole;
    } known[] = {{0.5, 0},    {1.5, 2},     {2.5, 2},
                 {-0.5, 0},   {-1.5, -2},   {-2.5, -2},
                 {2.4999, 2}, {2.5001, 3},  {1e12 + 0.5, 1000000000000},
                 {-3.0, -3},  {17.385, 17}, {1e12 + 1.5, 1000000000002}};
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        cr_expect_eq(sf_pence_round(known[i].pence), known[i].whole, "%.4f",
                     known[i].pence);
    }
}

Test(money, decimal_pounds_lose_their_binary_tail)
{
    /* 1.005 as a double is 1.00499999...: typed pounds must still mean 100.5 pence. */
    cr_expect_eq(sf_pence_rate(1.005), 100.5);
    cr_expect_eq(sf_pence_rate(0.29), 29.0);
    cr_expect_eq(sf_pence_rate(-1.005), -100.5);
    cr_expect_eq(sf_pence_rate(16.385), 1638.5);
    cr_expect_eq(sf_pence_round(sf_pence_rate(1.005)), 100);
    cr_expect_eq(sf_pence_round(sf_pence_rate(1.015)), 102);
    for (int64_t pence = 0; pence < 200000; pence++) {
        const double pounds = (double)pence / 100.0;
        cr_assert_eq(sf_pence_rate(pounds), (double)pence, "%ld pence", (long)pence);
    }
    /* Above the grain's range an amount is still its pence. */
    cr_expect_eq(sf_pence_rate(1e9), 1e11);
    cr_expect_eq(sf_pence_rate(-1e9), -1e11);
}

Test(split, what_remains_goes_to_the_largest_remainder)
{
    /* 10 * {0.47, 0.31, 0.22} = 4.7, 3.1, 2.2 */
    expect_split(10, (double[]){0.47, 0.31, 0.22}, 3, (int64_t[]){5, 3, 2});
    /* 101 * {1, 2, 4} / 7 = 14.43, 28.86, 57.71 */
    expect_split(101, (double[]){1, 2, 4}, 3, (int64_t[]){14, 29, 58});
}

/* M3.2 */
Test(split, ties_go_to_the_lower_index)
{
    expect_split(1, (double[]){1, 1, 1}, 3, (int64_t[]){1, 0, 0});
    expect_split(2, (double[]){1, 1, 1}, 3, (int64_t[]){1, 1, 0});
    expect_split(5, (double[]){0.25, 0.25, 0.25, 0.25}, 4, (int64_t[]){2, 1, 1, 1});
    expect_split(3, (double[]){0.5, 0.5}, 2, (int64_t[]){2, 1});
}

Test(split, whole_shares_are_exact_and_no_weight_means_no_part)
{
    /* 0.1 + 0.2 and their like: the sum of weights is not exactly 1. */
    expect_split(1000, (double[]){0.1, 0.2, 0.3, 0.4}, 4,
                 (int64_t[]){100, 200, 300, 400});
    expect_split(7, (double[]){0.0, 1.0, 0.0}, 3, (int64_t[]){0, 7, 0});
    expect_split(0, (double[]){0.3, 0.7}, 2, (int64_t[]){0, 0});
    expect_split(1, (double[]){0.0, 0.5, 0.5}, 3, (int64_t[]){0, 1, 0});
}

Test(split, nothing_is_lost_and_no_part_is_a_whole_one_off)
{
    unsigned short state[3] = {17, 3, 2385};
    for (int round = 0; round < 200000; round++) {
        double weight[12];
        int64_t part[12];
        const size_t n = 1 + (size_t)(nrand48(state) % 12);
        const int64_t total = nrand48(state) % (round % 2 == 0 ? 50 : 2000000000);
        double sum = 0.0;
        for (size_t i = 0; i < n; i++) {
            weight[i] = nrand48(state) % 5 == 0 ? 0.0 : erand48(state);
            sum += weight[i];
        }
        if (!(sum > 0.0)) {
            continue;
        }
        sf_split_largest_remainder(total, weight, n, part);
        int64_t left = total;
        for (size_t i = 0; i < n; i++) {
            const double exact = (double)total * weight[i] / sum;
            left -= part[i];
            cr_assert(part[i] >= 0);
            cr_assert(weight[i] > 0.0 || part[i] == 0);
            cr_assert((double)part[i] > exact - 1.001 &&
                          (double)part[i] < exact + 1.001,
                      "part %ld of an exact %.6f", (long)part[i], exact);
        }
        cr_assert_eq(left, 0, "%ld pence lost", (long)left);
    }
}

Test(split, a_larger_remainder_is_never_passed_over)
{
    unsigned short state[3] = {5, 23, 4711};
    for (int round = 0; round < 20000; round++) {
        /* Whole weights: the remainders are exact fractions of their sum. */
        double weight[6];
        int64_t whole[6];
        int64_t part[6];
        const int64_t total = nrand48(state) % 1000;
        int64_t sum = 0;
        for (size_t i = 0; i < 6; i++) {
            whole[i] = nrand48(state) % 40;
            weight[i] = (double)whole[i];
            sum += whole[i];
        }
        if (sum == 0) {
            continue;
        }
        sf_split_largest_remainder(total, weight, 6, part);
        for (size_t i = 0; i < 6; i++) {
            for (size_t j = 0; j < 6; j++) {
                const int64_t rest_i = total * whole[i] % sum;
                const int64_t rest_j = total * whole[j] % sum;
                const bool i_got = part[i] > total * whole[i] / sum;
                const bool j_got = part[j] > total * whole[j] / sum;
                const bool comes_first = rest_i > rest_j || (rest_i == rest_j && i < j);
                cr_assert(!(j_got && !i_got && comes_first));
            }
        }
    }
}
