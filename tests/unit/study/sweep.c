/* Points read, checked and simulated. */
#include "strikefund/sweep.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/process.h"
#include "support/works.h"

#define LEVIED                                                                         \
    "format = \"strikefund-1\";\n" WORKS WORKS_LEVY(                                   \
        "notpay = { dist = \"beta\"; mean = 0.13; sd = 0.07; }; fail = 0.03; "         \
        "lapse = 0.02;") LEVY_ALONE

static const struct sf_override RUNS[] = {{"runs", "230"}};
static const struct sf_reading_options READING = {.override = RUNS, .n_overrides = 1};

/** A sweep of a scenario of its own. Closed by close_sweep. */
struct swept {
    char *here;
    char path[200];
    struct sf_sweep_grid grid;
    struct sf_faults faults;
    struct sf_sweep *sweep;
    enum sf_status status;
};

static void open_sweep(struct swept *s, const char *text, const char *const *vary)
{
    *s = (struct swept){.here = process_directory()};
    process_write(s->here, "s.cfg", text);
    snprintf(s->path, sizeof(s->path), "%s/s.cfg", s->here);
    for (size_t k = 0; vary[k] != NULL; k++) {
        char *fault = NULL;
        cr_assert_eq(sf_sweep_grid_add(&s->grid, vary[k], &fault), SF_OK, "%s", fault);
    }
    s->status = sf_sweep_init(s->path, &READING, &s->grid, NULL, &s->faults, &s->sweep);
}

static void close_sweep(struct swept *s)
{
    sf_sweep_free(s->sweep);
    sf_faults_free(&s->faults);
    sf_sweep_grid_free(&s->grid);
    process_directory_end(s->here);
}

/** Errors only. */
static size_t count_errors(const struct swept *s, const char *file, const char *words)
{
    size_t n = 0;
    for (size_t i = 0; i < s->faults.n; i++) {
        const struct sf_fault *fault = &s->faults.fault[i];
        n += !fault->is_warning && fault->file != NULL &&
             strcmp(fault->file, file) == 0 && strcmp(fault->words, words) == 0;
    }
    return n;
}

Test(sweep, every_faulty_point_is_found_and_each_fault_said_once)
{
    struct swept s;
    open_sweep(&s, LEVIED,
               (const char *[]){"levies.levy.fail=0:2:0.5", "months=0:1:1", NULL});
    cr_expect_eq(s.status, SF_ERR_SCENARIO);
    cr_expect_eq(count_errors(&s, "--vary",
                              "'levies.levy.fail' is 1.5; it must be from 0 to 1 (a "
                              "share, 0.10 for 10 %); write 0.015 for 1.5 %"),
                 1);
    cr_expect_eq(count_errors(&s, "--vary",
                              "'levies.levy.fail' is 2; it must be from 0 to 1 (a "
                              "share, 0.10 for 10 %); write 0.02 for 2 %"),
                 1);
    cr_expect_eq(
        count_errors(&s, "--vary", "'months' is 0; it must be from 1 to 240 (months)"),
        1);
    close_sweep(&s);
}

Test(sweep, an_unknown_key_is_answered_as_set_would)
{
    struct swept s;
    open_sweep(&s, LEVIED,
               (const char *[]){"levies.\"levy\".notpya=0.1:0.3:0.1", NULL});
    cr_expect_eq(s.status, SF_ERR_SCENARIO);
    cr_expect_eq(
        count_errors(&s, "--vary",
                     "unknown setting 'levies.levy.notpya'; did you mean 'notpay'?"),
        1);
    cr_expect_eq(s.faults.n_errors, 1);
    close_sweep(&s);
}

Test(sweep, a_key_that_holds_no_number_is_a_fault)
{
    struct swept s;
    open_sweep(&s, LEVIED, (const char *[]){"title=1:3:1", NULL});
    cr_expect_eq(s.status, SF_ERR_SCENARIO);
    cr_expect_eq(count_errors(&s, "--vary",
                              "'title' is a number; it must be a text (in double "
                              "quotes)"),
                 1);
    close_sweep(&s);
}

Test(sweep, a_scenario_that_is_not_there_is_missing)
{
    struct sf_sweep_grid grid = {0};
    struct sf_faults faults = {0};
    struct sf_sweep *sweep = NULL;
    char *fault = NULL;
    cr_assert_eq(sf_sweep_grid_add(&grid, "months=1:9:1", &fault), SF_OK);
    cr_expect_eq(
        sf_sweep_init("/nowhere/s.cfg", &READING, &grid, NULL, &faults, &sweep),
        SF_ERR_MISSING);
    cr_expect_eq(faults.n, 1);
    cr_expect_null(sweep);
    sf_faults_free(&faults);
    sf_sweep_grid_free(&grid);
}

static const struct sf_experiment_options ALONE = {.n_threads = 1};

/** One point, with no other beside it. */
static enum sf_status evaluate(const struct swept *s, size_t point,
                               const struct sf_experiment_options *options,
                               struct sf_evaluation *found)
{
    struct sf_evaluation abreast[SF_SWEEP_ABREAST] = {{0}};
    size_t n_done = 0;
    const enum sf_status status =
        sf_sweep_evaluate(s->sweep, &point, 1, options, abreast, &n_done);
    cr_expect_eq(n_done, status == SF_OK ? 1 : 0);
    *found = abreast[0];
    return status;
}

Test(sweep, a_higher_levy_never_lowers_what_it_brings_in)
{
    struct swept s;
    open_sweep(&s, LEVIED, (const char *[]){"levies.levy.rates.low=0:6:0.75", NULL});
    cr_assert_eq(s.status, SF_OK);
    double last_mean = -1.0;
    double last_low = -1.0;
    for (size_t point = 0; point < sf_sweep_grid_points(&s.grid); point++) {
        struct sf_evaluation found = {0};
        cr_assert_eq(evaluate(&s, point, &ALONE, &found), SF_OK);
        const struct sf_statistic levy =
            sf_results_total(found.results, 0, SF_T_LEVY_INCOME);
        cr_expect_eq(levy.runs, 230);
        cr_expect_gt(levy.mean, last_mean);
        cr_expect_geq(levy.q05, last_low);
        last_mean = levy.mean;
        last_low = levy.q05;
        sf_evaluation_free(&found);
        sf_evaluation_free(&found);
    }
    close_sweep(&s);
}

Test(sweep, a_point_meets_the_futures_of_every_other)
{
    /* The opening fund moves every run's close by as much, and nothing else. */
    struct swept s;
    open_sweep(&s, LEVIED, (const char *[]){"fund.opening=8000,9500.5", NULL});
    cr_assert_eq(s.status, SF_OK);
    struct sf_statistic closing[2];
    for (size_t point = 0; point < 2; point++) {
        struct sf_evaluation found = {0};
        cr_assert_eq(evaluate(&s, point, &ALONE, &found), SF_OK);
        closing[point] = sf_results_total(found.results, 0, SF_T_CLOSING_BALANCE);
        sf_evaluation_free(&found);
    }
    cr_expect_float_eq(closing[1].mean - closing[0].mean, 150050.0, 1e-6);
    cr_expect_float_eq(closing[1].sd, closing[0].sd, 1e-9 * closing[0].sd);
    close_sweep(&s);
}

/** Whole-plan figures of one point. */
static void expect_same_point(const struct sf_evaluation *a,
                              const struct sf_evaluation *b)
{
    cr_expect_eq(a->point, b->point);
    for (int total = 0; total < SF_N_TOTALS; total++) {
        const struct sf_statistic in_a =
            sf_results_total(a->results, 0, (enum sf_total)total);
        const struct sf_statistic in_b =
            sf_results_total(b->results, 0, (enum sf_total)total);
        cr_expect(in_a.mean == in_b.mean && in_a.sd == in_b.sd &&
                      in_a.q05 == in_b.q05 && in_a.q95 == in_b.q95,
                  "%s", sf_total_name((enum sf_total)total));
    }
}

/** How many points are simulated at once, each as if it were alone. */
static size_t abreast(const char *text, const char *key_and_values)
{
    struct swept s;
    open_sweep(&s, text, (const char *[]){key_and_values, NULL});
    cr_assert_eq(s.status, SF_OK);
    static const size_t POINT[] = {1, 2, 4};
    struct sf_evaluation found[SF_SWEEP_ABREAST] = {{0}};
    size_t n_done = 0;
    cr_assert_eq(sf_sweep_evaluate(s.sweep, POINT, 3, &ALONE, found, &n_done), SF_OK);
    for (size_t i = 0; i < n_done; i++) {
        struct sf_evaluation alone = {0};
        cr_assert_eq(evaluate(&s, POINT[i], &ALONE, &alone), SF_OK);
        expect_same_point(&found[i], &alone);
        sf_evaluation_free(&alone);
        sf_evaluation_free(&found[i]);
    }
    close_sweep(&s);
    return n_done;
}

Test(sweep, points_that_differ_in_money_are_simulated_abreast)
{
    cr_expect_eq(abreast(LEVIED, "fund.opening=8000:12000:1000"), 3);
    cr_expect_eq(abreast(LEVIED, "fund.minimum_balance=0:4:1"), 3);
    cr_expect_eq(abreast(LEVIED, "levies.levy.notpay=0.1:0.5:0.1"), 1);
    cr_expect_eq(abreast(LEVIED, "members.leave=0.01:0.05:0.01"), 1);
}

/* A boycott of half the Works for three days, and what may follow from it. */
#define BOYCOTT(then)                                                                  \
    "format = \"strikefund-1\";\n" WORKS                                               \
    "rules : { pay : { basis = \"net\"; max_amount = 70.0; }; };\n"                    \
    "members : { momentum = 0.1; };\n"                                                 \
    "strategies = ( { name = \"s\"; actions = (\n"                                     \
    "  { name = \"boycott\"; kind = \"short of strike\"; employer = \"Works\";\n"      \
    "    participation = 0.5; docking = 0.5; rule = \"pay\"; backlog = 0.1;\n"         \
    "    days = [\"2026-03-02\", \"2026-03-03\", \"2026-03-04\"]; },\n"                \
    "  { name = \"out\"; participation = 0.6; days = [\"2026-03-03\", "                \
    "\"2026-04-01\"]; " then " } ); } );\n"
#define ITS "strategies.s.actions.boycott."

Test(sweep, what_is_docked_is_money_unless_something_follows_from_it)
{
    const char *plain = BOYCOTT("");
    const char *asks = BOYCOTT("when = \"docking >= 0.3\";");
    cr_expect_eq(abreast(plain, ITS "docking=0:1:0.25"), 3);
    cr_expect_eq(abreast(plain, ITS "overtime_share=0:0.4:0.1"), 3);
    cr_expect_eq(abreast(plain, ITS "backlog=0:0.4:0.1"), 3);
    cr_expect_eq(abreast(asks, ITS "docking=0:1:0.25"), 1);
    cr_expect_eq(abreast(plain, "members.momentum=0.1:0.5:0.1"), 1);
}

Test(sweep, a_scenario_edited_meanwhile_is_found_out)
{
    struct swept s;
    open_sweep(&s, LEVIED, (const char *[]){"fund.opening=8000,9500", NULL});
    cr_assert_eq(s.status, SF_OK);
    struct sf_evaluation found = {0};
    process_write(s.here, "s.cfg", "# a comment changes nothing\n" LEVIED);
    cr_expect_eq(evaluate(&s, 1, &ALONE, &found), SF_OK);
    sf_evaluation_free(&found);
    process_write(s.here, "s.cfg", LEVIED "holidays = [\"2026-05-04\"];\n");
    cr_expect_eq(evaluate(&s, 1, &ALONE, &found), SF_ERR_SCENARIO);
    cr_expect_null(found.results);
    close_sweep(&s);
}

Test(sweep, one_that_is_stopped_keeps_nothing_of_the_point)
{
    struct swept s;
    open_sweep(&s, LEVIED, (const char *[]){"fund.opening=8000,9500", NULL});
    const volatile sig_atomic_t is_stopped = 1;
    const struct sf_experiment_options stopped = {.is_stopped = &is_stopped};
    struct sf_evaluation found = {0};
    cr_expect_eq(evaluate(&s, 0, &stopped, &found), SF_ERR_INTERRUPTED);
    cr_expect_null(found.scenario);
    struct sf_sweep *another = NULL;
    cr_expect_eq(
        sf_sweep_init(s.path, &READING, &s.grid, &is_stopped, &s.faults, &another),
        SF_ERR_INTERRUPTED);
    close_sweep(&s);
}
