/* What is added, removed or reordered beside it moves no other draw (M11.1, M11.2). */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "support/campaign.h"
#include "support/everything.h"
#include "support/sameness.h"

enum { RUNS = 40 };

/** Expects a strategy to have the same books in two campaigns. */
static void expect_same_strategy(const struct campaign *a, const struct campaign *b,
                                 const char *name)
{
    const size_t of_a = campaign_strategy(a, name);
    const size_t of_b = campaign_strategy(b, name);
    for (uint64_t run = 1; run <= RUNS; run++) {
        struct sf_ledger x = campaign_replay(a, of_a, run);
        struct sf_ledger y = campaign_replay(b, of_b, run);
        expect_same_ledgers(&x, &y);
        sf_ledger_free(&x);
        sf_ledger_free(&y);
    }
}

#define WITH(employers, rest, strategies)                                              \
    EVERYTHING_HEAD EVERYTHING_FUND("20000.0") EVERYTHING_BANDS EVERYTHING_EMPLOYERS(  \
        employers)                                                                     \
    rest strategies
#define ALL_THREE HARBOUR ", " LIBRARY ", " MUSEUM

/* M11.1 */
Test(neighbours, the_order_of_employers_does_not_matter)
{
    struct campaign a =
        campaign_open(WITH(ALL_THREE, EVERYTHING_REST, EVERYTHING_STRATEGIES));
    struct campaign b = campaign_open(
        WITH(MUSEUM ", " HARBOUR ", " LIBRARY, EVERYTHING_REST, EVERYTHING_STRATEGIES));
    expect_same_strategy(&a, &b, "pickets");
    expect_same_strategy(&a, &b, "days");
    expect_same_strategy(&a, &b, "both");
    campaign_close(&a);
    campaign_close(&b);
}

Test(neighbours, the_order_of_strategies_and_actions_does_not_matter)
{
    struct campaign a =
        campaign_open(WITH(ALL_THREE, EVERYTHING_REST, EVERYTHING_STRATEGIES));
    struct campaign b = campaign_open(
        WITH(ALL_THREE, EVERYTHING_REST,
             "strategies = ( { name = \"days\"; levy = \"first\"; actions = ( " ALL_OUT
             " ); },\n  { name = \"pickets\"; levy = [\"first\", \"second\"]; "
             "campaign_cost = 111.11; actions = ( " PAID_PICKETS " ); },\n"
             "  { name = \"both\"; levy = [\"first\", \"second\"]; campaign_cost = "
             "111.11; include = [\"days\", \"pickets\"]; } );\n"));
    expect_same_strategy(&a, &b, "pickets");
    expect_same_strategy(&a, &b, "days");
    expect_same_strategy(&a, &b, "both");
    campaign_close(&a);
    campaign_close(&b);
}

#define ONE_STRATEGY                                                                   \
    "strategies = ( { name = \"pickets\"; levy = [\"first\", \"second\"]; "            \
    "campaign_cost = 111.11; actions = ( " PAID_PICKETS " ); } );\n"

Test(neighbours, other_strategies_may_come_and_go)
{
    struct campaign a =
        campaign_open(WITH(ALL_THREE, EVERYTHING_REST, EVERYTHING_STRATEGIES));
    struct campaign b = campaign_open(WITH(ALL_THREE, EVERYTHING_REST, ONE_STRATEGY));
    expect_same_strategy(&a, &b, "pickets");
    campaign_close(&a);
    campaign_close(&b);
}

/* M2.3 */
Test(neighbours, another_input_moves_nothing)
{
    struct campaign a = campaign_open(WITH(ALL_THREE, EVERYTHING_REST, ONE_STRATEGY));
    struct campaign b =
        campaign_open(WITH(ALL_THREE,
                           "inputs : { aside = { dist = \"uniform\"; low = 0.0; high = "
                           "1.0; }; };\n" EVERYTHING_REST,
                           ONE_STRATEGY));
    cr_assert_neq(a.scenario->n_inputs, b.scenario->n_inputs);
    expect_same_strategy(&a, &b, "pickets");
    campaign_close(&a);
    campaign_close(&b);
}

/** Expects one strategy's measure less another's to be the same in two campaigns. */
static void expect_same_extra(const struct campaign *a, const char *more_a,
                              const char *less_a, const struct campaign *b,
                              const char *more_b, const char *less_b,
                              enum sf_measure measure)
{
    for (uint64_t run = 1; run <= RUNS; run++) {
        struct sf_ledger x[2] = {campaign_replay(a, campaign_strategy(a, more_a), run),
                                 campaign_replay(a, campaign_strategy(a, less_a), run)};
        struct sf_ledger y[2] = {campaign_replay(b, campaign_strategy(b, more_b), run),
                                 campaign_replay(b, campaign_strategy(b, less_b), run)};
        for (size_t m = 1; m <= x[0].n_months; m++) {
            cr_assert_eq(sf_ledger_value(&x[0], m, measure) -
                             sf_ledger_value(&x[1], m, measure),
                         sf_ledger_value(&y[0], m, measure) -
                             sf_ledger_value(&y[1], m, measure));
        }
        for (size_t i = 0; i < 2; i++) {
            sf_ledger_free(&x[i]);
            sf_ledger_free(&y[i]);
        }
    }
}

#define PLAIN_HEAD                                                                     \
    "title = \"Plain\"; start = \"2026-01\"; months = 6; seed = \"31\";\n"             \
    "fund : { opening = 5000.0; };\n"                                                  \
    "bands = ( { name = \"all\"; net_ratio = 0.8; subscription = 10.0; } );\n"         \
    "members : { leave = 0.02; join = 0.03; };\n"
#define YARD "{ name = \"Yard\"; members = 120; shares = [1.0]; salaries = [26000.0]; }"
#define DOCK "{ name = \"Dock\"; members = 70; shares = [1.0]; salaries = [26000.0]; }"
#define AT_YARD                                                                        \
    "{ name = \"yard out\"; employer = \"Yard\"; participation = 0.6; spread = 0.5; "  \
    "fatigue = 0.05; from = \"2026-02-02\"; to = \"2026-03-06\"; }"
#define AT_DOCK                                                                        \
    "{ name = \"dock out\"; employer = \"Dock\"; participation = 0.7; spread = 0.5; "  \
    "from = \"2026-01-05\"; to = \"2026-02-13\"; }"

Test(neighbours, another_employer_and_its_action_leave_the_first_as_it_was)
{
    struct campaign a = campaign_open(
        PLAIN_HEAD "employers : { list = ( " YARD " ); };\n"
                   "strategies = ( { name = \"yard\"; actions = ( " AT_YARD
                   " ); } );\n");
    struct campaign b = campaign_open(
        PLAIN_HEAD "employers : { list = ( " DOCK ", " YARD " ); };\n"
                   "strategies = ( { name = \"yard\"; actions = ( " AT_YARD " ); },\n"
                   "  { name = \"dock\"; actions = ( " AT_DOCK " ); },\n"
                   "  { name = \"both\"; include = [\"dock\", \"yard\"]; } );\n");
    const size_t yard_a = campaign_strategy(&a, "yard");
    const size_t yard_b = campaign_strategy(&b, "yard");
    for (uint64_t run = 1; run <= RUNS; run++) {
        struct sf_ledger x = campaign_replay(&a, yard_a, run);
        struct sf_ledger y = campaign_replay(&b, yard_b, run);
        expect_same_rows(&x, &y, SF_STRIKE_DAYS);
        expect_same_rows(&x, &y, SF_STRIKERS);
        expect_same_rows(&x, &y, SF_PAY_LOST);
        sf_ledger_free(&x);
        sf_ledger_free(&y);
    }
    /* And side by side: both less the Dock's alone is the Yard's. */
    for (uint64_t run = 1; run <= RUNS; run++) {
        struct sf_ledger both = campaign_replay(&b, campaign_strategy(&b, "both"), run);
        struct sf_ledger dock = campaign_replay(&b, campaign_strategy(&b, "dock"), run);
        struct sf_ledger yard = campaign_replay(&a, yard_a, run);
        for (size_t m = 1; m <= 6; m++) {
            cr_assert_eq(sf_ledger_value(&both, m, SF_STRIKE_DAYS),
                         sf_ledger_value(&dock, m, SF_STRIKE_DAYS) +
                             sf_ledger_value(&yard, m, SF_STRIKE_DAYS));
        }
        sf_ledger_free(&both);
        sf_ledger_free(&dock);
        sf_ledger_free(&yard);
    }
    campaign_close(&a);
    campaign_close(&b);
}

Test(neighbours, what_an_action_adds_does_not_depend_on_its_company)
{
    struct campaign a = campaign_open(
        PLAIN_HEAD "employers : { list = ( " YARD ", " DOCK " ); };\n"
                   "strategies = ( { name = \"none\"; campaign_cost = 0.0; },\n"
                   "  { name = \"yard\"; actions = ( " AT_YARD " ); },\n"
                   "  { name = \"dock\"; actions = ( " AT_DOCK " ); },\n"
                   "  { name = \"both\"; include = [\"yard\", \"dock\"]; } );\n");
    expect_same_extra(&a, "yard", "none", &a, "both", "dock", SF_PAY_LOST);
    expect_same_extra(&a, "dock", "none", &a, "both", "yard", SF_STRIKERS);
    campaign_close(&a);
}

#define BAN_AT_DOCK                                                                    \
    "{ name = \"ban\"; kind = \"short of strike\"; employer = \"Dock\"; spread = "     \
    "0.5; "                                                                            \
    "participation = 0.6; docking = { dist = \"uniform\"; low = 0.1; high = 0.9; }; "  \
    "from = \"2026-01-05\"; to = \"2026-03-13\"; }"
#define BAN_AT_YARD                                                                    \
    "{ name = \"ban\"; kind = \"short of strike\"; employer = \"Yard\"; spread = "     \
    "0.5; "                                                                            \
    "participation = 0.6; docking = { dist = \"uniform\"; low = 0.1; high = 0.9; }; "  \
    "from = \"2026-01-05\"; to = \"2026-03-13\"; }"
#define THEN_AT_DOCK                                                                   \
    "{ name = \"then\"; employer = \"Dock\"; days = [\"2026-03-17\"]; when = "         \
    "\"docking >= 0.4\"; participation = 0.6; }"

/** Expects an action of Yard and its strike days to be as they are alone. */
static void expect_yard_as_alone(const char *company, enum sf_measure measure)
{
    struct campaign c = campaign_open(
        PLAIN_HEAD "employers : { list = ( " YARD ", " DOCK " ); };\n"
                   "strategies = ( { name = \"none\"; campaign_cost = 0.0; },\n"
                   "  { name = \"yard\"; actions = ( " AT_YARD " ); },\n"
                   "  { name = \"company\"; actions = ( %s ); },\n"
                   "  { name = \"both\"; include = [\"yard\", \"company\"]; } );\n",
        company);
    expect_same_extra(&c, "yard", "none", &c, "both", "company", measure);
    campaign_close(&c);
}

Test(neighbours, an_action_of_any_kind_moves_no_other)
{
    /* Another employer's, whatever it is; and short of strike at the same employer. */
    expect_yard_as_alone(BAN_AT_DOCK ", " THEN_AT_DOCK, SF_PAY_LOST);
    expect_yard_as_alone(BAN_AT_DOCK ", " THEN_AT_DOCK, SF_STRIKERS);
    expect_yard_as_alone(BAN_AT_YARD, SF_STRIKE_DAYS);
    expect_yard_as_alone(BAN_AT_YARD, SF_STRIKERS);
}

Test(neighbours, a_turn_in_a_wave_moves_nobody_elses)
{
    /* Yard has the second week; it does not matter who has the first. */
    const char *text = PLAIN_HEAD
        "employers : { list = ( " YARD ", " DOCK ", { name = \"Mine\"; members = 60; "
        "shares = [1.0]; salaries = [26000.0]; } ); };\n"
        "strategies = ( { name = \"s\"; actions = ( { name = \"wave\"; wave = "
        "\"month\"; employers = [%s]; participation = 0.6; spread = 0.5; fatigue = "
        "0.05; from = \"2026-01-19\"; to = \"2026-02-13\"; } ); } );\n";
    struct campaign a = campaign_open(text, "\"Dock\", \"Yard\"");
    struct campaign b = campaign_open(text, "\"Mine\", \"Yard\"");
    size_t n_other = 0;
    for (uint64_t run = 1; run <= RUNS; run++) {
        struct sf_ledger x = campaign_replay(&a, 0, run);
        struct sf_ledger y = campaign_replay(&b, 0, run);
        cr_assert_gt(sf_ledger_value(&x, 2, SF_STRIKE_DAYS), 0);
        cr_assert_eq(sf_ledger_value(&x, 2, SF_STRIKE_DAYS),
                     sf_ledger_value(&y, 2, SF_STRIKE_DAYS));
        n_other += sf_ledger_value(&x, 1, SF_STRIKE_DAYS) !=
                   sf_ledger_value(&y, 1, SF_STRIKE_DAYS);
        sf_ledger_free(&x);
        sf_ledger_free(&y);
    }
    cr_expect_gt(n_other, RUNS / 2);
    campaign_close(&a);
    campaign_close(&b);
}

Test(neighbours, the_plan_may_be_longer)
{
    const char *text =
        "title = \"Longer\"; start = \"2026-01\"; months = %d; seed = \"5\";\n"
        "fund : { opening = 5000.0; };\n"
        "bands = ( { name = \"all\"; net_ratio = 0.8; } );\n"
        "members : { leave = 0.02; join = 0.03; };\n"
        "employers : { list = ( " YARD " ); };\n"
        "strategies = ( { name = \"yard\"; actions = ( " AT_YARD " ); } );\n";
    struct campaign a = campaign_open(text, 4);
    struct campaign b = campaign_open(text, 9);
    for (uint64_t run = 1; run <= RUNS; run++) {
        struct sf_ledger x = campaign_replay(&a, 0, run);
        struct sf_ledger y = campaign_replay(&b, 0, run);
        for (size_t row = 0; row < 5 * SF_N_MEASURES; row++) {
            cr_assert_eq(x.value[row], y.value[row]);
        }
        sf_ledger_free(&x);
        sf_ledger_free(&y);
    }
    campaign_close(&a);
    campaign_close(&b);
}

Test(seed, another_seed_is_another_sample)
{
    const char *text = PLAIN_HEAD
        "employers : { list = ( " YARD " ); };\n"
        "strategies = ( { name = \"yard\"; actions = ( " AT_YARD " ); } );\n";
    char other[2000];
    snprintf(other, sizeof(other), "%s", text);
    char *seed = strstr(other, "\"31\"");
    cr_assert_not_null(seed);
    seed[2] = '2';
    struct campaign a = campaign_open("%s", text);
    struct campaign b = campaign_open("%s", other);
    size_t n_same = 0;
    for (uint64_t run = 1; run <= RUNS; run++) {
        struct sf_ledger x = campaign_replay(&a, 0, run);
        struct sf_ledger y = campaign_replay(&b, 0, run);
        n_same += sf_ledger_value(&x, 2, SF_STRIKE_DAYS) ==
                  sf_ledger_value(&y, 2, SF_STRIKE_DAYS);
        sf_ledger_free(&x);
        sf_ledger_free(&y);
    }
    cr_expect_lt(n_same, 5);
    cr_expect_str_neq(sf_experiment_plan_hash(a.experiment),
                      sf_experiment_plan_hash(b.experiment));
    campaign_close(&a);
    campaign_close(&b);
}

/** Expects a measure never to fall, run by run and month by month, as a rate rises. */
static void expect_never_falls(const char *text, const double *rate, size_t n_rates,
                               enum sf_measure measure, size_t month, int sign)
{
    for (uint64_t run = 1; run <= 150; run++) {
        int64_t before = INT64_MIN;
        for (size_t i = 0; i < n_rates; i++) {
            struct campaign c = campaign_open(text, rate[i]);
            struct sf_ledger ledger = campaign_replay(&c, 0, run);
            const int64_t now = sign * sf_ledger_value(&ledger, month, measure);
            cr_assert_geq(now, before, "run %lu: %ld after %ld", (unsigned long)run,
                          (long)now, (long)before);
            before = now;
            sf_ledger_free(&ledger);
            campaign_close(&c);
        }
    }
}

Test(monotone, a_higher_rate_never_lowers_its_count)
{
    const double rate[] = {0.0, 0.02, 0.021, 0.3, 0.5, 0.77, 1.0};
    expect_never_falls(
        PLAIN_HEAD
        "employers : { list = ( " YARD " ); };\n"
        "strategies = ( { name = \"s\"; actions = ( { name = \"out\"; days = "
        "[\"2026-01-05\"]; spread = 0.4; participation = %.3f; } ); } );\n",
        rate, 7, SF_STRIKERS, 1, 1);
    expect_never_falls(
        PLAIN_HEAD
        "employers : { list = ( " YARD " ); };\n"
        "strategies = ( { name = \"s\"; actions = ( { name = \"out\"; days = "
        "[\"2026-01-05\", \"2026-01-06\"]; fatigue = %.3f; } ); } );\n",
        rate, 7, SF_STRIKE_DAYS, 1, -1);
    expect_never_falls(
        PLAIN_HEAD
        "employers : { list = ( " YARD " ); };\n"
        "levies = ( { name = \"levy\"; from = \"2026-01\"; to = \"2026-03\"; "
        "rates = { all = 3.0; }; notpay = %.3f; spread = 0.5; } );\n"
        "strategies = ( { name = \"s\"; levy = \"levy\"; } );\n",
        rate, 7, SF_PAYERS, 1, -1);
}
