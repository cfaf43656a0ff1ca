#include "study/resample.h"

#include <criterion/criterion.h>
#include <math.h>

Test(resample, the_effective_number_is_the_square_of_the_sum_by_the_sum_of_squares)
{
    const double weight[] = {0.137, 1.0, 0.52, 0.0093, 0.71};
    double logarithm[5];
    double sum = 0.0;
    double squares = 0.0;
    for (size_t i = 0; i < 5; i++) {
        logarithm[i] = log(weight[i]) - 731.25; /* too small for a weight itself */
        sum += weight[i];
        squares += weight[i] * weight[i];
    }
    const double effective = sf_weights_set(logarithm, 5);
    cr_expect_float_eq(effective, sum * sum / squares, 1e-11);
    for (size_t i = 0; i < 5; i++) {
        cr_expect_float_eq(logarithm[i], weight[i], 1e-12);
    }
    double even[] = {-17.3, -17.3, -17.3};
    cr_expect_float_eq(sf_weights_set(even, 3), 3.0, 1e-14);
}

Test(resample, points_are_evenly_spaced_on_the_cumulated_weights)
{
    /* Steps of 1/4 of the sum, 8: points at 0.6, 2.6, 4.6 and 6.6 of it. */
    const double weight[] = {0.5, 2.2, 0.0, 5.3};
    uint32_t times[4];
    sf_weights_resample(weight, 4, 0.3, times);
    cr_expect_eq(times[0], 0);
    cr_expect_eq(times[1], 2);
    cr_expect_eq(times[2], 0);
    cr_expect_eq(times[3], 2);
    /* At 1.9 of a step all move on: 1.8, 3.8, 5.8, 7.8. */
    sf_weights_resample(weight, 4, 0.9, times);
    cr_expect_eq(times[1], 1);
    cr_expect_eq(times[3], 3);
}

Test(resample, a_run_is_picked_as_often_as_its_share_rounded_down_or_up)
{
    enum { N = 1237 };
    double weight[N];
    uint32_t times[N];
    double sum = 0.0;
    for (size_t i = 0; i < N; i++) {
        const double z = 0.0043 * (double)((i * 7919) % N) - 1.3;
        weight[i] = exp(-0.5 * z * z * 2.7);
        sum += weight[i];
    }
    for (double uniform = 0.013; uniform < 1.0; uniform += 0.0871) {
        uint64_t picked = 0;
        sf_weights_resample(weight, N, uniform, times);
        for (size_t i = 0; i < N; i++) {
            const double share = weight[i] / sum * N;
            cr_assert(times[i] >= floor(share - 1e-9) && times[i] <= ceil(share + 1e-9),
                      "run %zu of share %.6f is picked %u times", i, share, times[i]);
            picked += times[i];
        }
        cr_expect_eq(picked, N);
    }
}

Test(resample, even_weights_pick_every_run_once)
{
    double weight[611];
    uint32_t times[611];
    for (size_t i = 0; i < 611; i++) {
        weight[i] = 0.3;
    }
    sf_weights_resample(weight, 611, 0.999, times);
    for (size_t i = 0; i < 611; i++) {
        cr_assert_eq(times[i], 1);
    }
}
