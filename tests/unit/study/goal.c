/* Goals as they are typed. */
#include "strikefund/goal.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static void expect_goal(const char *typed, const struct sf_goal *expected)
{
    struct sf_goal goal;
    char *fault = NULL;
    cr_assert_eq(sf_goal_read(typed, &goal, &fault), SF_OK, "%s: %s", typed, fault);
    cr_expect_str_eq(goal.text, expected->text);
    cr_expect_eq(goal.is_chance, expected->is_chance);
    cr_expect_eq(goal.event, expected->event);
    cr_expect_eq(goal.total, expected->total);
    cr_expect_float_eq(goal.p, expected->p, 0.0);
    cr_expect_eq(goal.is_at_least, expected->is_at_least);
    cr_expect_eq(goal.is_strict, expected->is_strict);
    cr_expect_float_eq(goal.bound, expected->bound, 0.0);
}

Test(goal, a_chance_or_a_figure_a_sign_and_a_number)
{
    static const struct {
        const char *typed;
        struct sf_goal goal;
    } CASE[] = {
        {"shortfall <= 0.05",
         {.text = "shortfall <= 0.05",
          .is_chance = true,
          .event = SF_SHORTFALL,
          .bound = 0.05}},
        {"unpaid>0.0175",
         {.text = "unpaid > 0.0175",
          .is_chance = true,
          .event = SF_UNPAID,
          .is_at_least = true,
          .is_strict = true,
          .bound = 0.0175}},
        {" closing_balance.q05 >=  -4321.5  ",
         {.text = "closing_balance.q05 >= -4321.5",
          .total = SF_T_CLOSING_BALANCE,
          .p = 0.05,
          .is_at_least = true,
          .bound = -4321.5}},
        {"strike_days<77",
         {.text = "strike_days < 77",
          .total = SF_T_STRIKE_DAYS,
          .is_strict = true,
          .bound = 77.0}},
        {"levy_triggered < 0.3",
         {.text = "levy_triggered < 0.3",
          .is_chance = true,
          .event = SF_TRIGGERED,
          .is_strict = true,
          .bound = 0.3}},
        {"levy_income.mean >= 3",
         {.text = "levy_income.mean >= 3",
          .total = SF_T_LEVY_INCOME,
          .is_at_least = true,
          .bound = 3.0}},
        {"opening_less_lowest.q95 <= 13000",
         {.text = "opening_less_lowest.q95 <= 13000",
          .total = SF_T_OPENING_LESS_LOWEST,
          .p = 0.95,
          .bound = 13000.0}},
    };
    for (size_t i = 0; i < sizeof(CASE) / sizeof(CASE[0]); i++) {
        expect_goal(CASE[i].typed, &CASE[i].goal);
    }
}

#define NO_GOAL                                                                        \
    "--goal needs a measure, one of <= < >= > and a number, as in 'shortfall <= "      \
    "0.05' or 'closing_balance.q05 >= 500000', not "
#define NO_NUMBER                                                                      \
    "--goal needs a plain number after the sign, as in 0.05 for 5 in 100 or 500000 "   \
    "for half a million pounds, not "
#define NO_CHANCE                                                                      \
    "--goal: a chance lies between 0 and 1, and no number of runs shows it to be "     \
    "either; write 0.05 for 5 in 100, not "

Test(goal, what_is_no_goal_is_said_with_what_is_meant)
{
    static const char *const CASE[][2] = {
        {"", NO_GOAL "''"},
        {"shortfall", NO_GOAL "'shortfall'"},
        {"shortfall = 0.05", NO_GOAL "'shortfall = 0.05'"},
        {"<= 0.05", NO_GOAL "'<= 0.05'"},
        {"shortfall <=", NO_GOAL "'shortfall <='"},
        {"shortfall <= 0.05 or so", NO_GOAL "'shortfall <= 0.05 or so'"},
        {"shortfal <= 0.05", "--goal: unknown measure 'shortfal'; did you mean "
                             "'shortfall'?"},
        {"closing_balanc.q05 > 1", "--goal: unknown measure 'closing_balanc'; did you "
                                   "mean 'closing_balance'?"},
        {"closing_balance.q10 > 1",
         "--goal: 'closing_balance' has mean, q05, q25, q50, "
         "q75 and q95, not 'q10'"},
        {"breach.q05 <= 0.1",
         "--goal: 'breach' is a chance and has no 'q05'; write 'breach <= 0.05'"},
        {"shortfall <= 5%", NO_NUMBER "'5%'"},
        {"closing_balance >= £500", NO_NUMBER "'£500'"},
        {"closing_balance >= 5,000", NO_NUMBER "'5,000'"},
        {"shortfall <= 5", NO_CHANCE "'5'"},
        {"shortfall <= 0", NO_CHANCE "'0'"},
        {"shortfall > 1.0", NO_CHANCE "'1.0'"},
    };
    for (size_t i = 0; i < sizeof(CASE) / sizeof(CASE[0]); i++) {
        struct sf_goal goal;
        char *fault = NULL;
        cr_expect_eq(sf_goal_read(CASE[i][0], &goal, &fault), SF_ERR_USAGE, "%s",
                     CASE[i][0]);
        cr_expect_str_eq(fault, CASE[i][1], "%s", fault);
        free(fault);
    }
}

Test(goal, a_measure_like_none_is_answered_with_all_of_them)
{
    struct sf_goal goal;
    char *fault = NULL;
    cr_assert_eq(sf_goal_read("zzz <= 3", &goal, &fault), SF_ERR_USAGE);
    for (int e = 0; e < SF_N_EVENTS; e++) {
        cr_expect_not_null(strstr(fault, sf_event_name((enum sf_event)e)));
    }
    for (int t = 0; t < SF_N_TOTALS; t++) {
        cr_expect_not_null(strstr(fault, sf_total_name((enum sf_total)t)));
    }
    free(fault);
}

Test(goal, only_the_signs_with_an_equals_sign_take_the_number_itself)
{
    static const struct {
        const char *typed;
        bool below, at, above;
    } CASE[] = {{"strike_days <= 7", true, true, false},
                {"strike_days < 7", true, false, false},
                {"strike_days >= 7", false, true, true},
                {"strike_days > 7", false, false, true}};
    for (size_t i = 0; i < sizeof(CASE) / sizeof(CASE[0]); i++) {
        struct sf_goal goal;
        char *fault = NULL;
        cr_assert_eq(sf_goal_read(CASE[i].typed, &goal, &fault), SF_OK);
        cr_expect_eq(sf_goal_is_met(&goal, 6.9), CASE[i].below, "%s", CASE[i].typed);
        cr_expect_eq(sf_goal_is_met(&goal, 7.0), CASE[i].at, "%s", CASE[i].typed);
        cr_expect_eq(sf_goal_is_met(&goal, 7.1), CASE[i].above, "%s", CASE[i].typed);
    }
}
