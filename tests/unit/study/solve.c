/* Numbers solved for, against what they must be. */
#include "strikefund/solve.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/process.h"
#include "support/works.h"

/* Everybody pays, nobody leaves: 3 months of 60 times the low rate and of £200. */
#define CERTAIN "format = \"strikefund-1\";\n" WORKS WORKS_LEVY("") LEVY_ALONE
/* A higher rate drives payers away: the levy brings in most somewhere in between. */
#define HUMPED                                                                         \
    "format = \"strikefund-1\";\n" WORKS WORKS_LEVY(                                   \
        "notpay = 0.2; reference_rates = { low = 3.0; high = 5.0; }; rate_response = " \
        "0.7;") LEVY_ALONE
#define UNSURE                                                                         \
    "format = \"strikefund-1\";\n" WORKS WORKS_LEVY(                                   \
        "notpay = { dist = \"beta\"; mean = 0.23; sd = 0.11; };") LEVY_ALONE

static const struct sf_experiment_options ALONE = {.n_threads = 1};

/** A number solved for in a scenario of its own. Closed by close_solved. */
struct solved {
    char *here;
    char path[200];
    struct sf_override runs;
    struct sf_reading_options reading;
    struct sf_key_range span;
    struct sf_goal goal;
    struct sf_solve *solve;
};

static void solve(struct solved *s, const char *text, const char *runs,
                  const char *vary, const char *goal)
{
    *s = (struct solved){.here = process_directory(), .runs = {"runs", runs}};
    s->reading = (struct sf_reading_options){.override = &s->runs, .n_overrides = 1};
    process_write(s->here, "s.cfg", text);
    snprintf(s->path, sizeof(s->path), "%s/s.cfg", s->here);
    char *fault = NULL;
    struct sf_faults faults = {0};
    cr_assert_eq(sf_key_range_read("--vary", vary, &s->span, &fault), SF_OK, "%s",
                 fault);
    cr_assert_eq(sf_goal_read(goal, &s->goal, &fault), SF_OK, "%s", fault);
    cr_assert_eq(sf_solve_init(s->path, &s->reading, &s->span, &s->goal, NULL, &faults,
                               &s->solve),
                 SF_OK, "%s", faults.n > 0 ? faults.fault[0].words : "");
    cr_assert_eq(sf_solve_run(s->solve, &ALONE, &faults), SF_OK);
    sf_faults_free(&faults);
}

static void close_solved(struct solved *s)
{
    sf_solve_free(s->solve);
    sf_key_range_free(&s->span);
    process_directory_end(s->here);
}

static double value_of(const struct solved *s, double place)
{
    return sf_key_range_value(&s->span, place);
}

Test(solve, the_levy_that_balances_is_that_of_arithmetic)
{
    /* 10,000 + 3 (60 r + 200) = 11,206.60 at r = 3.37 */
    static const struct {
        const char *goal;
        double value;
        bool is_from;
    } CASE[] = {{"closing_balance >= 11206.6", 3.37, true},
                {"closing_balance.q05 >= 11206.6", 3.37, true},
                {"closing_balance <= 11206.6", 3.37, false},
                {"levy_income > 1206.6", 3.3701, true},
                {"levy_income < 1206.6", 3.3699, false}};
    for (size_t i = 0; i < sizeof(CASE) / sizeof(CASE[0]); i++) {
        struct solved s;
        solve(&s, CERTAIN, "230", "levies.levy.rates.low=1.5:7.5", CASE[i].goal);
        const struct sf_solution *found = sf_solve_solution(s.solve, 0);
        cr_assert_eq(found->outcome, SF_SOLVED, "%s", CASE[i].goal);
        cr_expect_eq(found->is_from, CASE[i].is_from);
        cr_expect_float_eq(value_of(&s, found->place), CASE[i].value, 2e-4, "%s: %g",
                           CASE[i].goal, value_of(&s, found->place));
        cr_expect_float_eq(found->low, found->place, 0.5);
        cr_expect_float_eq(found->high, found->place, 0.5);
        cr_assert(found->has_rounded);
        cr_expect_float_eq(value_of(&s, (double)found->rounded),
                           CASE[i].is_from ? 3.4 : 3.3, 1e-9);
        close_solved(&s);
    }
}

Test(solve, a_chance_that_is_none_or_all_turns_at_the_sum_itself)
{
    struct solved s;
    solve(&s, CERTAIN, "230", "fund.minimum_balance=0:20000", "breach <= 0.05");
    const struct sf_solution *found = sf_solve_solution(s.solve, 0);
    cr_assert_eq(found->outcome, SF_SOLVED);
    cr_expect(!found->is_from);
    cr_expect_float_eq(value_of(&s, found->place), 10000.0, 0.0);
    cr_expect(found->has_rounded);
    cr_expect_float_eq(value_of(&s, (double)found->rounded), 10000.0, 0.0);
    close_solved(&s);
}

Test(solve, months_are_whole)
{
    /* 10,000 + 1,140 of levy + £170 a month: at least 12,201 from the seventh on. */
    struct solved s;
    solve(&s,
          "format = \"strikefund-1\";\n" WORKS_HEAD
          "fund : { opening = 10000.0; subscription_share = 1.7; };\n" WORKS_PLACE
              WORKS_LEVY("") LEVY_ALONE,
          "30", "months=4:11", "closing_balance >= 12201");
    const struct sf_solution *found = sf_solve_solution(s.solve, 0);
    cr_assert_eq(found->outcome, SF_SOLVED);
    cr_expect(s.span.is_whole);
    cr_expect_float_eq(found->place, 7.0, 0.0);
    cr_expect_eq(found->rounded, 7);
    cr_expect_eq(sf_solve_n_points(s.solve), 8);
    close_solved(&s);
}

Test(solve, what_is_met_everywhere_or_nowhere_has_no_value_but_a_nearest)
{
    struct solved s;
    solve(&s, CERTAIN, "30", "levies.levy.rates.low=1.5:7.5",
          "closing_balance >= 10870");
    cr_expect_eq(sf_solve_solution(s.solve, 0)->outcome, SF_SOLVED_EVERYWHERE);
    cr_expect_eq(sf_solve_solution(s.solve, 0)->nearest, 0);
    close_solved(&s);
    solve(&s, CERTAIN, "30", "levies.levy.rates.low=1.5:7.5",
          "closing_balance > 11950");
    const struct sf_solution *found = sf_solve_solution(s.solve, 0);
    cr_expect_eq(found->outcome, SF_SOLVED_NOWHERE);
    cr_expect_eq(sf_solve_place(s.solve, found->nearest), s.span.high);
    cr_expect(!found->has_rounded);
    close_solved(&s);
}

Test(solve, a_goal_met_in_the_middle_alone_has_no_one_value)
{
    struct solved s;
    solve(&s, HUMPED, "2300", "levies.levy.rates.low=1:9", "levy_income >= 880");
    cr_expect_eq(sf_solve_solution(s.solve, 0)->outcome, SF_SOLVED_SEVERAL);
    close_solved(&s);
}

Test(solve, too_few_runs_say_how_many_would_do_and_these_do)
{
    static const char *const VARY = "levies.levy.rates.low=2.8:4.3";
    static const char *const GOAL = "closing_balance.q50 >= 10900";
    struct solved s;
    solve(&s, UNSURE, "19", VARY, GOAL);
    const struct sf_solution *found = sf_solve_solution(s.solve, 0);
    cr_assert_eq(found->outcome, SF_SOLVED_TOO_NOISY);
    cr_expect(!found->has_high && isnan(found->high));
    cr_assert(found->runs_needed > 19.0 && found->runs_needed < 1e4, "%g",
              found->runs_needed);
    char runs[20];
    /* The estimate is from 19 runs: it may be out by a half. */
    snprintf(runs, sizeof(runs), "%.0f", 10.0 * found->runs_needed);
    close_solved(&s);
    solve(&s, UNSURE, runs, VARY, GOAL);
    cr_expect_eq(sf_solve_solution(s.solve, 0)->outcome, SF_SOLVED, "%s runs", runs);
    close_solved(&s);
}

/** The mean of closing balance is 10,000 + 3 (60 r + 200) (1 - 0.23). */
static double exact_rate(double balance)
{
    return ((balance - 10000.0) / 3.0 / 0.77 - 200.0) / 60.0;
}

Test(solve, nineteen_intervals_of_twenty_hold_the_true_value)
{
    int n_held = 0;
    enum { N = 25 };
    for (int i = 0; i < N; i++) {
        char text[2000];
        snprintf(text, sizeof(text), "seed = \"%d\";\n%s", 41 + 7 * i, UNSURE);
        struct solved s;
        solve(&s, text, "320", "levies.levy.rates.low=1.5:7.5",
              "closing_balance >= 10970");
        const struct sf_solution *found = sf_solve_solution(s.solve, 0);
        cr_assert_eq(found->outcome, SF_SOLVED);
        const double truth = exact_rate(10970.0);
        n_held +=
            value_of(&s, found->low) <= truth && truth <= value_of(&s, found->high);
        close_solved(&s);
    }
    /* 23.75 expected, sd 1.1. */
    cr_expect_geq(n_held, 20, "%d of %d", n_held, N);
}
