/* The values of a sweep: exact decimal steps, and what is refused. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "strikefund/sweep.h"

/** Expects the values that "key=<values>" stands for, with blanks between them. */
static void expect_values(const char *values, const char *expected)
{
    char text[200];
    char found[400] = "";
    char *fault = NULL;
    struct sf_sweep_grid grid = {0};
    snprintf(text, sizeof(text), "a.key=%s", values);
    cr_assert_eq(sf_sweep_grid_add(&grid, text, &fault), SF_OK, "%s", fault);
    cr_expect_str_eq(grid.key[0].key, "a.key");
    for (size_t i = 0; i < grid.key[0].n_values; i++) {
        strcat(found, i == 0 ? "" : " ");
        strcat(found, grid.key[0].value[i]);
    }
    cr_expect_str_eq(found, expected, "%s: %s", values, found);
    sf_sweep_grid_free(&grid);
}

Test(grid, steps_are_exact_and_the_end_is_there_when_it_is_hit)
{
    static const char *const CASE[][2] = {
        {"0.1:0.3:0.1", "0.1 0.2 0.3"},
        {"2:8:1", "2 3 4 5 6 7 8"},
        {"2:8:4", "2 6"},
        {"2.0:3:0.50", "2 2.5 3"},
        {"-0.3:0.3:0.2", "-0.3 -0.1 0.1 0.3"},
        {"-1500:-500:500", "-1500 -1000 -500"},
        {"7:7:1", "7"},
        {"0.07:0.09:0.005", "0.07 0.075 0.08 0.085 0.09"},
        {"99999999999999:99999999999999.9:0.9", "99999999999999 99999999999999.9"},
        {"0.000000000001:0.000000000003:0.000000000001",
         "0.000000000001 0.000000000002 0.000000000003"},
    };
    for (size_t i = 0; i < sizeof(CASE) / sizeof(CASE[0]); i++) {
        expect_values(CASE[i][0], CASE[i][1]);
    }
}

Test(grid, a_list_is_taken_as_it_rises)
{
    static const char *const CASE[][2] = {
        {"2,3,5,8", "2 3 5 8"},
        {"5", "5"},
        {"-0.50,0.0,17.30", "-0.5 0 17.3"},
        {"0.099,0.1", "0.099 0.1"},
    };
    for (size_t i = 0; i < sizeof(CASE) / sizeof(CASE[0]); i++) {
        expect_values(CASE[i][0], CASE[i][1]);
    }
}

Test(grid, a_step_through_many_values_does_not_drift)
{
    struct sf_sweep_grid grid = {0};
    char *fault = NULL;
    cr_assert_eq(sf_sweep_grid_add(&grid, "key=0.1:700:0.1", &fault), SF_OK);
    cr_assert_eq(grid.key[0].n_values, 7000);
    cr_expect_str_eq(grid.key[0].value[2999], "300");
    cr_expect_str_eq(grid.key[0].value[6999], "700");
    cr_expect_str_eq(grid.key[0].value[4321], "432.2");
    sf_sweep_grid_free(&grid);
}

Test(grid, points_take_the_last_key_fastest)
{
    struct sf_sweep_grid grid = {0};
    char *fault = NULL;
    cr_assert_eq(sf_sweep_grid_add(&grid, "levies.\"a = b\".spread=1:3:1", &fault),
                 SF_OK);
    cr_assert_eq(sf_sweep_grid_add(&grid, "months=10,17", &fault), SF_OK);
    static const char *const EXPECTED[][2] = {{"1", "10"}, {"1", "17"}, {"2", "10"},
                                              {"2", "17"}, {"3", "10"}, {"3", "17"}};
    cr_expect_str_eq(grid.key[0].key, "levies.\"a = b\".spread");
    cr_assert_eq(sf_sweep_grid_points(&grid), 6);
    for (size_t point = 0; point < 6; point++) {
        for (size_t k = 0; k < 2; k++) {
            cr_expect_str_eq(sf_sweep_grid_value(&grid, point, k), EXPECTED[point][k]);
        }
    }
    sf_sweep_grid_free(&grid);
    sf_sweep_grid_free(&grid);
}

#define NUMBERS                                                                        \
    "--vary key needs LO:HI:STEP or a list A,B,C of plain decimal numbers, as in "     \
    "2:8:1 or 2,3.5,8, not "
#define ONE_NUMBER                                                                     \
    "--vary key needs plain decimal numbers, as in 2:8:1 or 2,3.5,8, not "
#define WHOLE "--vary needs KEY=LO:HI:STEP, as in fund.opening=40000:90000:10000, not "
#define TOO_MANY                                                                       \
    " points; a sweep has at most 10000. Take a larger step or a narrower range"

Test(grid, what_is_no_range_is_said)
{
    static const char *const CASE[][2] = {
        {"key", WHOLE "'key'"},
        {"=1:2:1", WHOLE "'=1:2:1'"},
        {"key=8:2:1", "--vary key counts up: '8:2:1' begins above its end"},
        {"key=2:8:0", "--vary key: the step must be above 0, not '0'"},
        {"key=2:8:-0.5", "--vary key: the step must be above 0, not '-0.5'"},
        {"key=2:8", NUMBERS "'2:8'"},
        {"key=2:8:1:1", NUMBERS "'2:8:1:1'"},
        {"key=2::1", NUMBERS "'2::1'"},
        {"key=two:8:1", NUMBERS "'two:8:1'"},
        {"key=2:1e3:1", NUMBERS "'2:1e3:1'"},
        {"key=2:nan:1", NUMBERS "'2:nan:1'"},
        {"key=2: 8:1", NUMBERS "'2: 8:1'"},
        {"key=", ONE_NUMBER "''"},
        {"key=2,,3", ONE_NUMBER "''"},
        {"key=2,3.", ONE_NUMBER "'3.'"},
        {"key=2,.5", ONE_NUMBER "'.5'"},
        {"key=-", ONE_NUMBER "'-'"},
        {"key=1.2.3", ONE_NUMBER "'1.2.3'"},
        {"key=1234567890123456", ONE_NUMBER "'1234567890123456'"},
        {"key=3,3.0", "--vary key: the values of a list must rise, not '3,3.0'"},
        {"key=3,2", "--vary key: the values of a list must rise, not '3,2'"},
        {"key=1:999999999999999:0.001",
         "--vary key: '1:999999999999999:0.001' needs more than 15 figures"},
        {"key=0:10000:1", "--vary makes 10001" TOO_MANY},
        {"key=0:99999999999999:1", "--vary makes 100000000000000" TOO_MANY},
        {"seed=1:3:1", "'seed' cannot be varied: every point of a sweep is simulated "
                       "on the same futures"},
        {"runs=100,200", "'runs' cannot be varied: every point of a sweep is simulated "
                         "on the same futures"},
    };
    for (size_t i = 0; i < sizeof(CASE) / sizeof(CASE[0]); i++) {
        struct sf_sweep_grid grid = {0};
        char *fault = NULL;
        cr_expect_eq(sf_sweep_grid_add(&grid, CASE[i][0], &fault), SF_ERR_USAGE, "%s",
                     CASE[i][0]);
        cr_expect_str_eq(fault, CASE[i][1], "%s", fault);
        cr_expect_eq(grid.n_keys, 0);
        free(fault);
    }
}

Test(grid, keys_are_two_at_most_and_not_the_same)
{
    struct sf_sweep_grid grid = {0};
    char *fault = NULL;
    cr_assert_eq(sf_sweep_grid_add(&grid, "levies.levy.spread=0:99:1", &fault), SF_OK);
    static const char *const CASE[][2] = {
        {"levies.\"levy\".spread=1,2", "--vary names 'levies.\"levy\".spread' twice"},
        {"months=1:101:1", "--vary makes 10100" TOO_MANY},
    };
    for (size_t i = 0; i < 2; i++) {
        cr_expect_eq(sf_sweep_grid_add(&grid, CASE[i][0], &fault), SF_ERR_USAGE);
        cr_expect_str_eq(fault, CASE[i][1]);
        free(fault);
        fault = NULL;
    }
    cr_assert_eq(sf_sweep_grid_add(&grid, "months=1:100:1", &fault), SF_OK);
    cr_expect_eq(sf_sweep_grid_points(&grid), 10000);
    cr_expect_eq(sf_sweep_grid_add(&grid, "fund.opening=1", &fault), SF_ERR_USAGE);
    cr_expect_str_eq(fault, "a sweep varies one key or two; --vary fund.opening is one "
                            "too many");
    free(fault);
    sf_sweep_grid_free(&grid);
}
