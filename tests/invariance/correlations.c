/* What correlations move, and what they must leave as it was (M11.1, M11.4). */
#include <criterion/criterion.h>
#include <string.h>

#include "support/campaign.h"
#include "support/everything.h"
#include "support/sameness.h"

enum { RUNS = 60 };

#define PAIR(a, b, rho) "{ between = [\"" a "\", \"" b "\"]; rho = " rho "; }"
#define NOTPAY          "levies.first.notpay"
#define OUT             "actions.all out.participation"
#define PICKETS         "actions.paid pickets.participation"
#define GRANT           "rules.help.hardship_grant"
#define NOTPAY_OUT      PAIR(NOTPAY, OUT, "-0.45")
#define NOTPAY_PICKETS  PAIR(NOTPAY, PICKETS, "-0.3")
#define OUT_PICKETS     PAIR(PICKETS, OUT, "0.7")
#define ASIDE           PAIR("members.join", GRANT, "0.8")
#define ALSO_ASIDE      PAIR("members.elasticity", "rules.paid.take_up", "-1")

static struct campaign open_with(const char *correlations)
{
    return campaign_open(EVERYTHING "correlations = ( %s );\n", correlations);
}

/** Draws of an input in runs 1 .. RUNS, as the first strategy's future has them. */
static const struct sf_input *input_of(const struct campaign *c, const char *name)
{
    for (size_t i = 0; i < c->scenario->n_inputs; i++) {
        if (strcmp(c->scenario->input[i].name, name) == 0) {
            return &c->scenario->input[i];
        }
    }
    return NULL;
}

static void expect_all_same(const struct campaign *a, const struct campaign *b)
{
    for (size_t s = 0; s < a->scenario->n_strategies; s++) {
        for (uint64_t run = 1; run <= RUNS; run++) {
            struct sf_ledger x = campaign_replay(a, s, run);
            struct sf_ledger y = campaign_replay(b, s, run);
            expect_same_ledgers(&x, &y);
            sf_ledger_free(&x);
            sf_ledger_free(&y);
        }
    }
}

/** In how many runs a strategy's measure differs in some month. */
static size_t n_moved(const struct campaign *a, const struct campaign *b, size_t s,
                      enum sf_measure measure)
{
    size_t n = 0;
    for (uint64_t run = 1; run <= RUNS; run++) {
        struct sf_ledger x = campaign_replay(a, s, run);
        struct sf_ledger y = campaign_replay(b, s, run);
        bool is_moved = false;
        for (size_t m = 0; m <= x.n_months; m++) {
            is_moved |=
                sf_ledger_value(&x, m, measure) != sf_ledger_value(&y, m, measure);
        }
        n += is_moved ? 1 : 0;
        sf_ledger_free(&x);
        sf_ledger_free(&y);
    }
    return n;
}

Test(correlations, their_order_and_that_of_their_names_does_not_matter)
{
    struct campaign a = open_with(NOTPAY_OUT ", " NOTPAY_PICKETS ", " OUT_PICKETS);
    struct campaign b =
        open_with(OUT_PICKETS ", " PAIR(OUT, NOTPAY, "-0.45") ", " NOTPAY_PICKETS);
    cr_expect_str_eq(sf_experiment_plan_hash(a.experiment),
                     sf_experiment_plan_hash(b.experiment));
    expect_all_same(&a, &b);
    campaign_close(&a);
    campaign_close(&b);
}

Test(correlations, between_others_move_nothing)
{
    struct campaign none = campaign_open(EVERYTHING);
    struct campaign a = open_with(NOTPAY_OUT);
    struct campaign b = open_with(ALSO_ASIDE ", " NOTPAY_OUT);
    struct campaign c = open_with(ALSO_ASIDE);
    const size_t days = campaign_strategy(&a, "days");
    for (uint64_t run = 1; run <= RUNS; run++) {
        struct sf_ledger x[2] = {campaign_replay(&a, days, run),
                                 campaign_replay(&none, days, run)};
        struct sf_ledger y[2] = {campaign_replay(&b, days, run),
                                 campaign_replay(&c, days, run)};
        for (size_t i = 0; i < 2; i++) {
            expect_same_ledgers(&x[i], &y[i]); /* nobody claims strike pay in it */
            sf_ledger_free(&x[i]);
            sf_ledger_free(&y[i]);
        }
    }
    /* And what was named is moved: the test can fail. */
    cr_expect_gt(n_moved(&none, &a, days, SF_PAYERS), RUNS / 2);
    cr_expect_gt(
        n_moved(&none, &c, campaign_strategy(&a, "pickets"), SF_STRIKE_PAY_CLAIMED),
        RUNS / 2);
    campaign_close(&none);
    campaign_close(&a);
    campaign_close(&b);
    campaign_close(&c);
}

Test(correlations, leave_all_inputs_that_are_not_named_as_they_were)
{
    struct campaign none = campaign_open(EVERYTHING);
    struct campaign grant = open_with(PAIR("fund.opening", GRANT, "0.8"));
    /* fund.opening comes first by name and keeps its own numbers: of all that happens,
       only the grants of hardship change. */
    for (size_t s = 0; s < 4; s++) {
        cr_expect_eq(n_moved(&none, &grant, s, SF_STRIKERS), 0);
        cr_expect_eq(n_moved(&none, &grant, s, SF_PAYERS), 0);
        cr_expect_eq(n_moved(&none, &grant, s, SF_LEVY_INCOME), 0);
        cr_expect_eq(n_moved(&none, &grant, s, SF_MEMBERS), 0);
        cr_expect_eq(n_moved(&none, &grant, s, SF_STRIKE_PAY_PAID), 0);
    }
    cr_expect_gt(n_moved(&none, &grant, campaign_strategy(&none, "days"), SF_HARDSHIP),
                 5);
    campaign_close(&none);
    campaign_close(&grant);
}

Test(correlations, of_nothing_are_as_if_they_were_not_there)
{
    struct campaign none = campaign_open(EVERYTHING);
    struct campaign zero =
        open_with(PAIR(NOTPAY, OUT, "0") ", " PAIR(OUT, PICKETS, "0.0"));
    struct campaign one = open_with(NOTPAY_OUT);
    struct campaign two = open_with(NOTPAY_OUT ", " PAIR(OUT, PICKETS, "0"));
    cr_expect_str_eq(sf_experiment_plan_hash(none.experiment),
                     sf_experiment_plan_hash(zero.experiment));
    cr_expect_str_eq(sf_experiment_plan_hash(one.experiment),
                     sf_experiment_plan_hash(two.experiment));
    expect_all_same(&none, &zero);
    expect_all_same(&one, &two);
    campaign_close(&none);
    campaign_close(&zero);
    campaign_close(&one);
    campaign_close(&two);
}

Test(correlations, show_in_the_plans_hash)
{
    struct campaign none = campaign_open(EVERYTHING);
    struct campaign a = open_with(NOTPAY_OUT);
    struct campaign b = open_with(PAIR(NOTPAY, OUT, "-0.46"));
    cr_expect_str_neq(sf_experiment_plan_hash(none.experiment),
                      sf_experiment_plan_hash(a.experiment));
    cr_expect_str_neq(sf_experiment_plan_hash(a.experiment),
                      sf_experiment_plan_hash(b.experiment));
    campaign_close(&none);
    campaign_close(&a);
    campaign_close(&b);
}

Test(correlations, another_input_moves_nothing)
{
    struct campaign a = open_with(NOTPAY_OUT ", " OUT_PICKETS);
    struct campaign b = campaign_open(
        "inputs : { aside = { dist = \"uniform\"; low = 0.0; high = 1.0; }; "
        "again = { dist = \"normal\"; mean = 0.0; sd = 1.0; }; };\n" EVERYTHING
        "correlations = ( " NOTPAY_OUT
        ", " PAIR("aside", "again", "0.5") ", " OUT_PICKETS " );\n");
    cr_assert_not_null(input_of(&b, "inputs.aside"));
    expect_all_same(&a, &b);
    campaign_close(&a);
    campaign_close(&b);
}

Test(correlations, strategies_share_them)
{
    struct campaign a = open_with(NOTPAY_OUT ", " OUT_PICKETS);
    const size_t both = campaign_strategy(&a, "both");
    const size_t again = campaign_strategy(&a, "both again");
    for (uint64_t run = 1; run <= RUNS; run++) {
        struct sf_ledger x = campaign_replay(&a, both, run);
        struct sf_ledger y = campaign_replay(&a, again, run);
        expect_same_ledgers(&x, &y);
        sf_ledger_free(&x);
        sf_ledger_free(&y);
    }
    campaign_close(&a);
}

Test(correlations, threads_and_block_sizes_change_no_bit)
{
    struct campaign c =
        open_with(NOTPAY_OUT ", " NOTPAY_PICKETS ", " OUT_PICKETS ", " ASIDE);
    struct sf_results *plain = campaign_run_cut(&c, 1, 700, 1, 128);
    const size_t block[] = {1, 7, 128, 1024};
    for (int threads = 1; threads <= 3; threads++) {
        for (size_t i = 0; i < sizeof(block) / sizeof(block[0]); i++) {
            struct sf_results *other = campaign_run_cut(&c, 1, 700, threads, block[i]);
            expect_same_results(plain, other, 2);
            sf_results_free(other);
        }
    }
    sf_results_free(plain);
    campaign_close(&c);
}
