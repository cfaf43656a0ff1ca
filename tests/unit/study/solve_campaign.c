/* The levy of the real campaign, solved for: against a closed form where there is one
 * (M12), and against a fine sweep where there is none. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "plan/plan.h"
#include "strikefund/solve.h"

#define SCENARIO "scenarios/pcs-2022-as-it-happened.cfg"
#define LEVY     "levies.campaign levy."
#define RATE     LEVY "rates.lower"

/** A number solved for in the real scenario, for its strategy "combined". Closed by
 *  close_solved. */
struct solved {
    struct sf_reading_options reading;
    struct sf_key_range span;
    struct sf_goal goal;
    struct sf_faults faults; /* the warnings of days without a mandate */
    struct sf_solve *solve;
    const struct sf_solution *found;
};

static size_t combined(const struct sf_scenario *scenario)
{
    size_t i = 0;
    while (strcmp(scenario->strategy[i].name, "combined") != 0) {
        i++;
    }
    return i;
}

static void solve(struct solved *s, const struct sf_override *override, size_t n,
                  const char *goal)
{
    static const struct sf_experiment_options TWO = {.n_threads = 2};
    *s = (struct solved){.reading = {.override = override, .n_overrides = n}};
    char *fault = NULL;
    cr_assert_eq(sf_key_range_read("--vary", RATE "=1:6", &s->span, &fault), SF_OK);
    cr_assert_eq(sf_goal_read(goal, &s->goal, &fault), SF_OK, "%s", fault);
    cr_assert_eq(sf_solve_init(SCENARIO, &s->reading, &s->span, &s->goal, NULL,
                               &s->faults, &s->solve),
                 SF_OK, "%s", s->faults.n > 0 ? s->faults.fault[0].words : "");
    const size_t strategy = combined(sf_sweep_scenario(sf_solve_sweep(s->solve)));
    sf_solve_choose(s->solve, &strategy, 1);
    cr_assert_eq(sf_solve_run(s->solve, &TWO, &s->faults), SF_OK);
    s->found = sf_solve_solution(s->solve, 0);
    cr_assert_eq(s->found->outcome, SF_SOLVED, "%s", goal);
    cr_assert(s->found->is_from && s->found->has_rounded, "%s", goal);
}

static void close_solved(struct solved *s)
{
    sf_solve_free(s->solve);
    sf_faults_free(&s->faults);
    sf_key_range_free(&s->span);
}

static double value_of(const struct solved *s, double place)
{
    return sf_key_range_value(&s->span, place);
}

/* ---- where there is a closed form ------------------------------------------------ */

/* The levy alone, of members who neither come nor go: the ballots close when all is
 * over, so that nobody is called out. */
#define CLOSES ".closes"
#define OVER   "2023-12-31"
static const struct sf_override LEVY_ALONE[] = {
    {"runs", "4000"},
    {"ballots.November 2022" CLOSES, OVER},
    {"ballots.February 2023 reballot" CLOSES, OVER},
    {"ballots.May 2023 renewal" CLOSES, OVER},
    {"members.leave", "0"},
    {"members.join", "0"},
    {"members.join_in_action", "0"},
    {"members.elasticity", "0"},
    {LEVY "spread", "0"},
    {LEVY "rate_response", "0"}};
enum { N_ALONE = sizeof(LEVY_ALONE) / sizeof(LEVY_ALONE[0]) };

/** What the scenario says, as it is written there. */
enum { MONTHS = 14, COLLECTIONS = 9, OTHER_PAYERS = 20000 };
static const double NOTPAY = 0.08, LAPSE = 0.004, RECOVER = 0.8, HIGHER_RATE = 5.0;
static const double FAIL = (0.005 + 4.0 * 0.015 + 0.030) / 6.0; /* pert */
static const double OPENING = (3.0e6 + 3.0e6 + 4.0e6) / 3.0;    /* triangular */
static const double SHARE = 0.5;                                /* of subscriptions */

/** Members by levy class: those of the first band pay the lower rate. */
struct classes {
    double lower, higher;
};

static struct classes count_classes(const struct solved *s)
{
    const struct sf_scenario *scenario = sf_sweep_scenario(sf_solve_sweep(s->solve));
    struct classes n = {0};
    struct sf_plan *plan = NULL;
    cr_assert_eq(sf_plan_init(scenario, combined(scenario), &plan), SF_OK);
    for (size_t cell = 0; cell < plan->n_cells; cell++) {
        const double members = (double)plan->opening[cell];
        *(cell % plan->n_bands == 0 ? &n.lower : &n.higher) += members;
    }
    sf_plan_free(plan);
    return n;
}

/** Mean collections of one who could pay. Each of p_j fails or not, and what fails is
 *  recovered a month later or never: sum over j of p_j (1 - fail (1 - recover)). */
static double mean_collections(void)
{
    double sum = 0.0;
    for (int j = 1; j <= COLLECTIONS; j++) {
        sum += (1.0 - NOTPAY) * pow(1.0 - LAPSE, j - 1);
    }
    return sum * (1.0 - FAIL * (1.0 - RECOVER));
}

/** The lower rate at which the levy brings in so many pounds on average. */
static double exact_rate(struct classes n, double pounds)
{
    return (pounds / mean_collections() - HIGHER_RATE * n.higher) / n.lower;
}

static double subscriptions(struct classes n)
{
    return MONTHS * SHARE * (n.lower + n.higher + OTHER_PAYERS);
}

static void expect_rate(const struct solved *s, double exact, double widest)
{
    const struct sf_solution *found = s->found;
    cr_expect(value_of(s, found->low) <= exact && exact <= value_of(s, found->high),
              "%s: %g is not between %g and %g", s->goal.text, exact,
              value_of(s, found->low), value_of(s, found->high));
    cr_expect_lt(value_of(s, found->high) - value_of(s, found->low), widest);
    cr_expect_geq(value_of(s, (double)found->rounded), value_of(s, found->high));
}

/* M12 */
Test(solve_campaign, the_levy_that_yields_so_much_is_that_of_the_closed_form)
{
    struct solved s;
    solve(&s, LEVY_ALONE, N_ALONE, "levy_income >= 5430000");
    expect_rate(&s, exact_rate(count_classes(&s), 5430000.0), 0.05);
    close_solved(&s);
}

/* M12 */
Test(solve_campaign, the_levy_that_leaves_so_much_on_average_is_too)
{
    struct solved s;
    solve(&s, LEVY_ALONE, N_ALONE, "closing_balance >= 10020000");
    const struct classes n = count_classes(&s);
    expect_rate(&s, exact_rate(n, 10020000.0 - OPENING - subscriptions(n)), 0.08);
    close_solved(&s);
}

/* M12 */
Test(solve_campaign, the_levy_that_leaves_it_in_19_of_20_campaigns_is_too)
{
    /* With the share who do not pay and who fail fixed, what varies is the opening: of
       a triangle that falls from £3m to £4m, 5 in 100 are below 4 - sqrt(0.95) million.
       Chance has a standard deviation of some £4,000, and moves that by some £10. */
    struct sf_override fixed[N_ALONE + 2];
    char fail[32];
    snprintf(fail, sizeof(fail), "%.17g", FAIL);
    memcpy(fixed, LEVY_ALONE, sizeof(LEVY_ALONE));
    fixed[N_ALONE] = (struct sf_override){LEVY "notpay", "0.08"};
    fixed[N_ALONE + 1] = (struct sf_override){LEVY "fail", fail};
    struct solved s;
    solve(&s, fixed, N_ALONE + 2, "closing_balance.q05 >= 9700000");
    const struct classes n = count_classes(&s);
    const double opening = 1e6 * (4.0 - sqrt(0.95));
    expect_rate(&s, exact_rate(n, 9700000.0 - opening - subscriptions(n)), 0.08);
    close_solved(&s);
}

/* ---- where there is none --------------------------------------------------------- */

/** The goal's figure at each value of a sweep, in the same futures. */
static void sweep_rates(const struct solved *s, const char *vary,
                        struct sf_estimate *found, size_t n)
{
    static const struct sf_experiment_options TWO = {.n_threads = 2};
    struct sf_sweep_grid grid = {0};
    struct sf_sweep *sweep = NULL;
    struct sf_faults faults = {0};
    char *fault = NULL;
    cr_assert_eq(sf_sweep_grid_add(&grid, vary, &fault), SF_OK, "%s", fault);
    cr_assert_eq(sf_sweep_grid_points(&grid), n);
    cr_assert_eq(sf_sweep_init(SCENARIO, &s->reading, &grid, NULL, &faults, &sweep),
                 SF_OK);
    const size_t strategy = combined(sf_sweep_scenario(sweep));
    sf_sweep_choose(sweep, &strategy, 1);
    for (size_t point = 0; point < n;) {
        struct sf_evaluation evaluation[SF_SWEEP_ABREAST];
        size_t n_done = 0;
        cr_assert_eq(sf_sweep_evaluate(sweep, &point, 1, &TWO, evaluation, &n_done),
                     SF_OK);
        cr_assert_eq(n_done, 1);
        found[point++] = sf_goal_estimate(&s->goal, evaluation[0].results, 0);
        sf_evaluation_free(&evaluation[0]);
    }
    sf_sweep_free(sweep);
    sf_sweep_grid_free(&grid);
    sf_faults_free(&faults);
}

/** Expects a fine sweep to say what was solved for: the goal begins to be met within a
 *  step of the value, and its bounds meet it within a step of the interval's ends; at
 *  the round value, and at each above it, figure and bounds do. */
static void expect_swept(const char *runs, const char *goal, const char *vary,
                         double from, double step, size_t n)
{
    const struct sf_override override = {"runs", runs};
    struct sf_estimate at[16];
    struct solved s;
    solve(&s, &override, 1, goal);
    cr_assert_leq(n, sizeof(at) / sizeof(at[0]));
    sweep_rates(&s, vary, at, n);
    double first[3] = {NAN, NAN, NAN}; /* of the upper bound, the figure, the lower */
    for (size_t i = 0; i < n; i++) {
        const double figure[] = {at[i].upper, at[i].value, at[i].lower};
        const double rate = from + (double)i * step;
        for (int k = 0; k < 3; k++) {
            const bool is_met = sf_goal_is_met(&s.goal, figure[k]);
            first[k] = isnan(first[k]) && is_met ? rate : first[k];
            cr_expect(is_met || rate < value_of(&s, (double)s.found->rounded) - 1e-9,
                      "%s at %g: %g", goal, rate, figure[k]);
        }
    }
    const double solved[] = {value_of(&s, s.found->low), value_of(&s, s.found->place),
                             value_of(&s, s.found->high)};
    for (int k = 0; k < 3; k++) {
        cr_expect(solved[k] <= first[k] + 1e-9 && first[k] < solved[k] + 1.5 * step,
                  "%s: %g, where the sweep has %g", goal, solved[k], first[k]);
    }
    cr_expect(value_of(&s, s.found->low) <= first[1] &&
              first[1] <= value_of(&s, s.found->high));
    close_solved(&s);
}

Test(solve_campaign, the_levy_for_a_worst_twentieth_is_that_of_a_fine_sweep)
{
    expect_swept("1000", "closing_balance.q05 >= 1500000", RATE "=3.1:3.7:0.05", 3.1,
                 0.05, 13);
}

Test(solve_campaign, so_is_the_levy_for_a_lowest_month)
{
    expect_swept("1000", "lowest_balance >= 1600000", RATE "=2.1:2.5:0.05", 2.1, 0.05,
                 9);
}
