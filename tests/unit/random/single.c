/* Single-precision functions against the C library's in double precision. */
#include "random/single.h"

#include <criterion/criterion.h>
#include <math.h>

#include "core/maths.h"

Test(single, the_normal_quantile_is_within_a_millionth_where_it_is_trusted)
{
    double worst = 0.0;
    for (uint64_t word = 0; word < 1ull << 32; word += 1237) {
        const double z = sf_normal_quantile(((double)word + 0.5) * 0x1p-32);
        if (fabs(z) < 3.76) {
            worst = fmax(worst,
                         fabs((double)sf_single_normal_quantile((uint32_t)word) - z));
        }
    }
    cr_expect_lt(worst, 1e-6);
}

Test(single, beyond_that_it_says_so)
{
    /* Phi(-3.76) 2^32 = 365,000: every word of both tails. */
    for (uint32_t word = 0; word < 364000; word++) {
        cr_assert_lt(sf_single_normal_quantile(word), -3.75f, "word %u", word);
        cr_assert_gt(sf_single_normal_quantile(~word), 3.75f, "word %u", ~word);
    }
}

Test(single, its_sign_is_that_of_the_uniform)
{
    for (uint32_t word = 1u << 31; word > 0; word = word / 7 * 5) {
        cr_expect_eq(sf_single_normal_quantile(~word),
                     -sf_single_normal_quantile(word));
        cr_expect_leq(sf_single_normal_quantile(word - 1), 0.0f);
    }
}

Test(single, logarithms_and_exponentials_hold_a_ten_millionth)
{
    for (double q = 1e-12; q <= 0.5; q *= 1.0017) {
        const float single = (float)q;
        const double expected = log1p(-(double)single);
        cr_assert_float_eq((double)sf_single_log_one_minus(single) / expected, 1.0,
                           1.2e-7, "q %g", q);
    }
    for (double x = -79.0; x <= 0.0; x += 0.0037) {
        const float single = (float)x;
        cr_assert_float_eq((double)sf_single_exp(single) / exp((double)single), 1.0,
                           1.2e-7, "x %g", x);
    }
    cr_expect_lt(sf_single_exp(-1000.0f), 2e-35f);
}
