/* Where curves known at some places cross a line. */
#include "study/crossing.h"

#include <criterion/criterion.h>
#include <math.h>

/** Heights at the places 0, 10, 20, ... with the same error at each. */
static size_t set_up(struct sf_height *height, const double *value, size_t n,
                     double error)
{
    for (size_t i = 0; i < n; i++) {
        height[i] = (struct sf_height){.place = 10 * (int64_t)i,
                                       .lower = value[i] - error,
                                       .value = value[i],
                                       .upper = value[i] + error,
                                       .is_above = value[i] >= 0.0};
    }
    return n;
}

Test(crossing, a_line_crosses_where_it_is_nought_and_its_bounds_beside_it)
{
    /* value = 0.7 place - 17.5: nought at 25, bounds 2.1 off cross 3 places to either
       side. */
    double value[6];
    for (int i = 0; i < 6; i++) {
        value[i] = 7.0 * i - 17.5;
    }
    struct sf_height height[6];
    struct sf_crossing found[3];
    set_up(height, value, 6, 2.1);
    cr_assert_eq(sf_crossings_find(height, 6, found, 3), 1);
    cr_expect(found[0].is_rising);
    cr_expect_eq(found[0].before, 2);
    cr_expect_float_eq(found[0].place, 25.0, 1e-9);
    cr_expect(found[0].has_low && found[0].has_high);
    cr_expect_float_eq(found[0].low, 22.0, 1e-9);
    cr_expect_float_eq(found[0].high, 28.0, 1e-9);
    for (int i = 0; i < 6; i++) {
        value[i] = -value[i];
    }
    set_up(height, value, 6, 2.1);
    cr_assert_eq(sf_crossings_find(height, 6, found, 3), 1);
    cr_expect(!found[0].is_rising);
    cr_expect_float_eq(found[0].low, 22.0, 1e-9);
    cr_expect_float_eq(found[0].high, 28.0, 1e-9);
}

Test(crossing, what_wavers_within_its_error_is_one_crossing)
{
    static const double VALUE[] = {-9.0, -5.0, 0.5, -0.4, 0.3, 6.0};
    struct sf_height height[6];
    struct sf_crossing found[3];
    set_up(height, VALUE, 6, 1.0);
    cr_assert_eq(sf_crossings_find(height, 6, found, 3), 1);
    cr_expect_eq(found[0].before, 3); /* from there on it stays above */
    cr_expect_float_eq(found[0].low, 10.0 + 10.0 * 4.0 / 5.5, 1e-9);
    cr_expect_float_eq(found[0].high, 40.0 + 10.0 * 0.7 / 5.7, 1e-9);
    set_up(height, VALUE, 6, 0.05);
    cr_expect_eq(sf_crossings_find(height, 6, found, 3), 3);
}

Test(crossing, two_are_two_and_none_is_none)
{
    static const double HUMP[] = {-3.0, 4.0, 6.0, 5.0, -8.0};
    static const double TOUCH[] = {-3.0, -1.0, 0.1, -1.0, -3.0};
    struct sf_height height[5];
    struct sf_crossing found[3];
    set_up(height, HUMP, 5, 0.7);
    cr_assert_eq(sf_crossings_find(height, 5, found, 3), 2);
    cr_expect(found[0].is_rising && !found[1].is_rising);
    cr_expect_float_eq(found[0].place, 10.0 * 3.0 / 7.0, 1e-9);
    cr_expect_float_eq(found[1].place, 30.0 + 10.0 * 5.0 / 13.0, 1e-9);
    set_up(height, TOUCH, 5, 0.7);
    cr_expect_eq(sf_crossings_find(height, 5, found, 3), 0);
    cr_expect_eq(sf_crossings_find(height, 2, found, 3), 0);
}

Test(crossing, an_end_beyond_the_range_is_not_known)
{
    static const double VALUE[] = {-5.0, -3.0, 0.5, 1.0};
    struct sf_height height[4];
    struct sf_crossing found[1];
    set_up(height, VALUE, 4, 2.0);
    cr_assert_eq(sf_crossings_find(height, 4, found, 1), 1);
    cr_expect(found[0].has_low && !found[0].has_high);
    cr_expect(isnan(found[0].high));
}

Test(crossing, places_to_look_at_are_inside_and_new_until_all_is_narrow)
{
    /* The same line, known ever more closely: it ends with steps narrow beside the
       interval of 6,000 places. */
    struct sf_height height[400];
    size_t n = 0;
    int64_t place[400] = {0, 50000};
    size_t n_places = 2;
    for (int round = 0; round < 20 && n_places > n; round++) {
        n = n_places;
        for (size_t i = 0; i < n; i++) {
            const double value = 0.7e-3 * (double)place[i] - 17.5;
            height[i] = (struct sf_height){.place = place[i],
                                           .lower = value - 2.1,
                                           .value = value,
                                           .upper = value + 2.1,
                                           .is_above = value >= 0.0};
        }
        struct sf_crossing found;
        cr_assert_eq(sf_crossings_find(height, n, &found, 1), 1);
        struct sf_places places = {0};
        sf_crossing_refine(height, n, &found, 3, &places);
        const size_t n_new = places.n;
        for (size_t i = 0; i < n; i++) {
            sf_places_add(&places, place[i]);
        }
        cr_assert_eq(places.n, n + n_new, "a place that was known");
        for (size_t i = 0; i < places.n; i++) {
            place[i] = places.place[i];
            cr_expect(i == 0 || place[i] > place[i - 1]);
        }
        n_places = places.n;
        sf_places_free(&places);
    }
    struct sf_crossing found;
    cr_assert_eq(sf_crossings_find(height, n, &found, 1), 1);
    cr_expect_eq(n_places, n, "never narrow enough");
    cr_expect_leq(height[found.before + 1].place - height[found.before].place, 93);
    cr_expect_leq(height[found.low_before + 1].place - height[found.low_before].place,
                  375);
    cr_expect_float_eq(found.place, 25000.0, 1e-6);
}

Test(crossing, aiming_takes_the_straight_line_and_stops_on_it)
{
    static const double VALUE[] = {-3.0, 1.0};
    struct sf_height height[2];
    struct sf_crossing found;
    struct sf_places places = {0};
    set_up(height, VALUE, 2, 0.5);
    height[1].place = 10000;
    cr_assert_eq(sf_crossings_find(height, 2, &found, 1), 1);
    sf_crossing_aim(height, 2, &found, false, &places);
    cr_assert_eq(places.n, 1);
    cr_expect_eq(places.place[0], 7500);
    sf_crossing_aim(height, 2, &found, true, &places);
    cr_assert_eq(places.n, 2);
    cr_expect_eq(places.place[0], 5000);
    sf_places_free(&places);
    height[1].value = 0.01;
    sf_crossing_aim(height, 2, &found, false, &places);
    cr_expect_eq(places.n, 0);
    sf_places_free(&places);
}
