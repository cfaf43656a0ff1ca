/* Where the order of two strategies turns, against what it must be. */
#include "strikefund/turning.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "support/process.h"
#include "support/works.h"

/** Two levies of the same three months, and a strategy for each. */
#define LEVIES(a, b)                                                                   \
    "format = \"strikefund-1\"; runs = 1700;\n" WORKS                                  \
    "levies = ( { name = \"a\"; from = \"2026-02\"; to = \"2026-04\"; " a " },\n"      \
    "  { name = \"b\"; from = \"2026-02\"; to = \"2026-04\"; " b " } );\n"             \
    "strategies = ( { name = \"one\"; levy = \"a\"; },\n"                              \
    "  { name = \"two\"; levy = \"b\"; } );\n"
#define CERTAIN                                                                        \
    LEVIES("rates = { low = 3.0; high = 5.0; };",                                      \
           "rates = { low = 3.37; high = 5.0; };")
/* The first brings in most somewhere in between, for a higher rate drives payers away.
 */
#define HUMPED                                                                         \
    LEVIES("rates = { low = 3.0; high = 5.0; }; notpay = 0.2; rate_response = 0.7; "   \
           "reference_rates = { low = 3.0; high = 5.0; };",                            \
           "rates = { low = 2.2; high = 5.0; }; notpay = 0.2;")

static const enum sf_total TOTAL[] = {SF_T_CLOSING_BALANCE, SF_T_LOWEST_BALANCE,
                                      SF_T_LEVY_INCOME};

/** Closed by close_turned. */
struct turned {
    char *here;
    char path[200];
    struct sf_scenario *scenario;
    struct sf_experiment *experiment;
    struct sf_key_range span;
    struct sf_turning turning;
};

static void turn(struct turned *t, const char *text, const char *vary)
{
    static const struct sf_reading_options READING = {.override = NULL};
    static const struct sf_experiment_options ALONE = {.n_threads = 1};
    static const size_t BOTH[] = {0, 1};
    *t = (struct turned){.here = process_directory()};
    process_write(t->here, "t.cfg", text);
    snprintf(t->path, sizeof(t->path), "%s/t.cfg", t->here);
    const char *const path[] = {t->path};
    char *fault = NULL;
    struct sf_faults faults = {0};
    cr_assert_eq(sf_key_range_read("--turning", vary, &t->span, &fault), SF_OK, "%s",
                 fault);
    cr_assert_eq(sf_scenario_read(t->path, NULL, 0, &faults, &t->scenario), SF_OK, "%s",
                 faults.n > 0 ? faults.fault[0].words : "");
    sf_faults_free(&faults);
    cr_assert_eq(sf_turning_check(path, 1, &READING, &t->span, &faults), SF_OK);
    cr_assert_eq(sf_experiment_init(t->scenario, BOTH, 2, &t->experiment), SF_OK);
    const struct sf_experiment *const experiment[] = {t->experiment};
    const struct sf_turning_question question = {.path = path,
                                                 .reading = &READING,
                                                 .experiment = experiment,
                                                 .n = 1,
                                                 .total = TOTAL,
                                                 .n_totals = 3,
                                                 .span = &t->span,
                                                 .runs = t->scenario->runs,
                                                 .first = SF_TURNING_FIRST,
                                                 .most = 24};
    cr_assert_eq(sf_turning_find(&question, &ALONE, &t->turning), SF_OK);
    sf_faults_free(&faults);
}

static void close_turned(struct turned *t)
{
    sf_turning_free(&t->turning);
    sf_turning_free(&t->turning);
    sf_key_range_free(&t->span);
    sf_experiment_free(t->experiment);
    sf_scenario_free(t->scenario);
    process_directory_end(t->here);
}

Test(turning, two_levies_turn_where_their_rates_are_the_same)
{
    struct turned t;
    turn(&t, CERTAIN, "levies.a.rates.low=1.5:7.5");
    cr_assert_eq(t.turning.n_turns, 2);
    static const enum sf_total EXPECTED[] = {SF_T_CLOSING_BALANCE, SF_T_LEVY_INCOME};
    for (size_t i = 0; i < 2; i++) {
        const struct sf_turn *found = &t.turning.turn[i];
        cr_expect_eq(found->total, EXPECTED[i]);
        cr_expect(found->a == 0 && found->b == 1);
        cr_expect(!found->is_a_more_below);
        cr_expect_float_eq(sf_key_range_value(&t.span, found->place), 3.37, 2e-4);
        cr_expect(found->has_low && found->has_high);
        cr_expect_float_eq(sf_key_range_value(&t.span, found->high - found->low), 0.0,
                           4e-4);
    }
    cr_expect_eq(t.turning.n_orders[SF_ORDER_TURNS], 2);
    cr_expect_eq(t.turning.n_orders[SF_ORDER_SAME], 1); /* the lowest is the opening */
    close_turned(&t);
    turn(&t, CERTAIN, "levies.b.rates.low=1.5:7.5");
    cr_assert_eq(t.turning.n_turns, 2);
    cr_expect(t.turning.turn[0].is_a_more_below);
    cr_expect_float_eq(sf_key_range_value(&t.span, t.turning.turn[0].place), 3.0, 2e-4);
    close_turned(&t);
}

Test(turning, what_moves_both_alike_turns_nothing)
{
    struct turned t;
    turn(&t, CERTAIN, "fund.opening=3000:17000");
    cr_expect_eq(t.turning.n_turns, 0);
    cr_expect_eq(t.turning.n_orders[SF_ORDER_KEPT], 2);
    cr_expect_eq(t.turning.n_orders[SF_ORDER_SAME], 1);
    close_turned(&t);
}

/** Mean monthly levy of the low band at a rate. */
static double low_levy(double rate)
{
    const double logit = log(0.2 / 0.8) + 0.7 * (rate - 3.0);
    return 60.0 * rate / (1.0 + exp(logit));
}

/** Where it is that of a rate of £2.20 with a fifth not paying, between two rates. */
static double exact_turn(double from, double to)
{
    const bool is_rising = low_levy(from) < 60.0 * 2.2 * 0.8;
    for (int i = 0; i < 60; i++) {
        const double middle = 0.5 * (from + to);
        if ((low_levy(middle) < 60.0 * 2.2 * 0.8) == is_rising) {
            from = middle;
        } else {
            to = middle;
        }
    }
    return from;
}

Test(turning, a_hump_turns_twice_with_intervals_that_hold_the_truth)
{
    struct turned t;
    turn(&t, HUMPED, "levies.a.rates.low=0.5:8.5");
    size_t n_levy = 0;
    for (size_t i = 0; i < t.turning.n_turns; i++) {
        const struct sf_turn *found = &t.turning.turn[i];
        if (found->total != SF_T_LEVY_INCOME) {
            continue;
        }
        const double truth = n_levy == 0 ? exact_turn(0.5, 3.5) : exact_turn(3.5, 8.5);
        const double low = sf_key_range_value(&t.span, found->low);
        const double high = sf_key_range_value(&t.span, found->high);
        const double width = high - low;
        cr_expect_eq(found->is_a_more_below, n_levy == 1);
        cr_assert(found->has_low && found->has_high);
        cr_expect(width > 0.0 && width < 0.2, "%g", width);
        /* Within twice the interval: one of twenty lies outside it. */
        cr_expect_float_eq(sf_key_range_value(&t.span, found->place), truth, width,
                           "%g %g", sf_key_range_value(&t.span, found->place), truth);
        n_levy++;
    }
    cr_expect_eq(n_levy, 2);
    close_turned(&t);
}

Test(turning, momentum_matters_where_a_month_follows_an_action)
{
    static const struct {
        const char *text;
        bool expected;
    } CASE[] = {
        {"format = \"strikefund-1\";\n" WORKS WORKS_LEVY("") LEVY_ALONE, false},
        {"format = \"strikefund-1\";\n" WORKS
         "rules : { none = { basis = \"none\"; }; };\nstrategies = ( { name = \"s\"; "
         "actions = ( { name = \"a\"; employer = \"Works\"; rule = \"none\"; "
         "participation = 0.5; days = [\"2026-08-03\"]; } ); } );\n",
         false},
        {"format = \"strikefund-1\";\n" WORKS
         "rules : { none = { basis = \"none\"; }; };\nstrategies = ( { name = \"s\"; "
         "actions = ( { name = \"a\"; employer = \"Works\"; rule = \"none\"; "
         "participation = 0.5; days = [\"2026-07-31\"]; } ); } );\n",
         true},
    };
    for (size_t i = 0; i < sizeof(CASE) / sizeof(CASE[0]); i++) {
        char *here = process_directory();
        char path[200];
        process_write(here, "m.cfg", CASE[i].text);
        snprintf(path, sizeof(path), "%s/m.cfg", here);
        struct sf_faults faults = {0};
        struct sf_scenario *scenario = NULL;
        cr_assert_eq(sf_scenario_read(path, NULL, 0, &faults, &scenario), SF_OK, "%s",
                     faults.n > 0 ? faults.fault[0].words : "");
        cr_expect_eq(sf_turning_has_momentum(scenario), CASE[i].expected, "case %zu",
                     i);
        sf_scenario_free(scenario);
        sf_faults_free(&faults);
        process_directory_end(here);
    }
}
