/* Ballots left to chance: a run is what it would be had its results been given, and
 * what is added beside a ballot moves none of its draws (M9.1, M11.1). */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/experiment.h"
#include "strikefund/ballots.h"
#include "support/campaign.h"
#include "support/everything.h"
#include "support/pay_rules.h"
#include "support/sameness.h"
#include "support/votes.h"

/** Whether the strike question of a ballot has passed at an employer. */
static bool has_passed(const struct campaign *c, const uint64_t *passed, size_t ballot,
                       size_t employer)
{
    struct sf_votes votes;
    sf_votes_find(c->scenario, &votes);
    for (size_t v = 0; v < votes.n; v++) {
        if (votes.vote[v].ballot == ballot &&
            votes.vote[v].question == SF_QUESTION_STRIKE) {
            return vote_passed(passed, v, employer);
        }
    }
    cr_assert_fail("ballot %zu is not left to chance", ballot);
    return false;
}

/* M6.4 */
Test(votes, a_run_is_what_it_would_be_had_its_results_been_given)
{
    votes_expect_as_given(EVERYTHING_HEAD EVERYTHING_FUND("21000.0")
                              EVERYTHING_BANDS EVERYTHING_EMPLOYERS(
                                  HARBOUR ", " LIBRARY ", " MUSEUM) EVERYTHING_TERMS,
                          EVERYTHING_VOTES, EVERYTHING_STRATEGIES, 40);
}

/* The Yard's two call-outs want more members than there are, under one cap; a rota;
   days that cost money. */
#define YARD_VOTES                                                                     \
    "ballots = ( { name = \"early\"; closes = \"2025-12-20\"; turnout = "              \
    "\"employers\"; yes = \"employers\"; },\n"                                         \
    "  { name = \"late\"; closes = \"2026-02-11\"; turnout = 0.5; yes = 0.6; } );\n"
#define YARD_STRATEGIES                                                                \
    "strategies = ( { name = \"all\"; campaign_cost = 10.0; actions = (\n"             \
    "  { name = \"second\"; employer = \"Yard\"; called = { dist = \"uniform\"; low "  \
    "= 70.0; high = 90.0; }; rule = \"capped\"; "                                      \
    "from = \"2026-02-09\"; to = \"2026-02-27\"; fatigue = 0.03; participation = "     \
    "0.9; spread = 0.3; cost_per_day = 11.0; },\n"                                     \
    "  { name = \"first\"; employer = \"Yard\"; called = 70; rule = \"capped\"; "      \
    "from = \"2026-01-26\"; to = \"2026-02-20\"; fatigue = 0.01; },\n"                 \
    "  { name = \"days\"; employers = \"mandated\"; rule = \"waiting\"; days = "       \
    "[\"2026-02-10\", \"2026-02-12\", \"2026-02-13\", \"2026-02-16\", "                \
    "\"2026-02-17\", \"2026-03-03\", \"2026-03-04\"]; participation = 0.6; "           \
    "month_spread = 0.3; fatigue = 0.05; cost_per_day = 0.37; },\n"                    \
    "  { name = \"rota\"; employer = \"Dock\"; called = 20; from = \"2026-02-02\"; "   \
    "to = \"2026-02-27\"; days_per_member = 3.0; } ); } );\n"

/* M6.4, M6.6 */
Test(votes, waiting_days_caps_and_calls_are_those_of_the_days_left)
{
    votes_expect_as_given(YARDS, YARD_VOTES, YARD_STRATEGIES, 60);
}

/* M6.6 */
Test(votes, caps_that_rules_share_and_steps_are_those_of_the_days_left)
{
    votes_expect_as_given(PAY_RULES_WITH(""), EVERYTHING_VOTES, "", 60);
}

/* The first mandate ends on 14 February, the second on 31 March, the third begins on 9
   March: where the first and the third alone pass, the days between are lost. */
#define GAP_VOTES                                                                      \
    "ballots = ( { name = \"first\"; closes = \"2025-08-15\"; turnout = 0.51; yes = "  \
    "0.7; },\n"                                                                        \
    "  { name = \"middle\"; closes = \"2025-10-01\"; turnout = 0.5; yes = 0.7; },\n"   \
    "  { name = \"last\"; closes = \"2026-03-09\"; turnout = 0.51; yes = 0.7; } );\n"
#define GAP_STRATEGY                                                                   \
    "strategies = ( { name = \"s\"; actions = ( { name = \"out\"; employers = "        \
    "\"mandated\"; rule = \"waiting\"; from = \"2026-02-09\"; to = \"2026-03-13\"; "   \
    "participation = 0.7; fatigue = 0.07; } ); } );\n"

/* M6.4 */
Test(votes, a_gap_between_mandates_tires_nobody)
{
    votes_expect_as_given(YARDS, GAP_VOTES, GAP_STRATEGY, 40);
}

Test(votes, all_that_may_be_left_of_a_call_out_occurs)
{
    struct campaign c = campaign_open(YARDS YARD_VOTES YARD_STRATEGIES);
    size_t n[4] = {0};
    for (uint64_t run = 1; run <= 60; run++) {
        uint64_t *passed = votes_passed(&c, 0, run);
        n[passed[0]]++;
        free(passed);
    }
    for (size_t i = 0; i < 4; i++) {
        cr_expect_gt(n[i], 3, "the Yard's votes %zu: in %zu of 60 runs", i, n[i]);
    }
    campaign_close(&c);
}

/** The votes of one ballot at one employer are the same in every run of two campaigns.
 */
static void expect_same_votes(const struct campaign *a, const struct campaign *b,
                              const char *ballot, const char *employer)
{
    size_t at[2][2];
    const struct campaign *both[2] = {a, b};
    for (size_t i = 0; i < 2; i++) {
        const struct sf_scenario *scenario = both[i]->scenario;
        for (size_t k = 0; k < scenario->n_ballots; k++) {
            if (strcmp(scenario->ballot[k].name, ballot) == 0) {
                at[i][0] = k;
            }
        }
        for (size_t k = 0; k < scenario->n_employers; k++) {
            if (strcmp(scenario->employer[k].name, employer) == 0) {
                at[i][1] = k;
            }
        }
    }
    for (uint64_t run = 1; run <= 80; run++) {
        uint64_t *x = votes_passed(a, 0, run);
        uint64_t *y = votes_passed(b, 0, run);
        cr_assert_eq(has_passed(a, x, at[0][0], at[0][1]),
                     has_passed(b, y, at[1][0], at[1][1]), "%s at %s, run %lu", ballot,
                     employer, (unsigned long)run);
        free(x);
        free(y);
    }
}

#define VOTERS(more)                                                                   \
    "title = \"Voters\"; start = \"2026-01\"; months = 6; law = \"tua2016\"; seed = "  \
    "\"5\";\n"                                                                         \
    "fund : { opening = 5000.0; };\n"                                                  \
    "bands = ( { name = \"all\"; net_ratio = 0.8; } );\n"                              \
    "members : { leave = 0.02; join = 0.03; };\n"                                      \
    "employers : { list = ( " more                                                     \
    "{ name = \"Yard\"; members = 120; shares = [1.0]; salaries = [26000.0]; }, "      \
    "{ name = \"Dock\"; members = 70; shares = [1.0]; salaries = [26000.0]; } ); };\n"
#define MARCH                                                                          \
    "{ name = \"March\"; closes = \"2026-03-03\"; turnout = 0.5; yes = 0.8; spread = " \
    "0.2; yes_spread = 0.2; }"
#define JANUARY                                                                        \
    "{ name = \"January\"; closes = \"2026-01-09\"; turnout = 0.52; yes = 0.55; "      \
    "employers = [\"Dock\"]; spread = 0.3; questions = [\"strike\", \"short\"]; "      \
    "yes_short = 0.6; }"
#define OUT_AT_YARD                                                                    \
    "strategies = ( { name = \"s\"; actions = ( { name = \"out\"; employer = "         \
    "\"Yard\"; participation = 0.6; spread = 0.5; fatigue = 0.05; from = "             \
    "\"2026-02-24\"; to = \"2026-03-20\"; } ); } );\n"

Test(votes, another_ballot_or_employer_moves_no_draw)
{
    struct campaign a =
        campaign_open(VOTERS("") "ballots = ( " MARCH " );\n" OUT_AT_YARD);
    struct campaign more_ballots =
        campaign_open(VOTERS("") "ballots = ( " JANUARY ", " MARCH " );\n" OUT_AT_YARD);
    struct campaign more_employers = campaign_open(
        VOTERS("{ name = \"Pier\"; members = 88; shares = [1.0]; salaries = "
               "[26000.0]; }, ") "ballots = ( " MARCH " );\n" OUT_AT_YARD);
    for (size_t i = 0; i < 2; i++) {
        expect_same_votes(&a, i == 0 ? &more_ballots : &more_employers, "March",
                          "Yard");
        expect_same_votes(&a, i == 0 ? &more_ballots : &more_employers, "March",
                          "Dock");
    }
    for (uint64_t run = 1; run <= 80; run++) {
        struct sf_ledger x = campaign_replay(&a, 0, run);
        struct sf_ledger y = campaign_replay(&more_ballots, 0, run);
        struct sf_ledger z = campaign_replay(&more_employers, 0, run);
        expect_same_ledgers(&x, &y);
        expect_same_rows(&x, &z, SF_STRIKE_DAYS);
        expect_same_rows(&x, &z, SF_PAY_LOST);
        sf_ledger_free(&x);
        sf_ledger_free(&y);
        sf_ledger_free(&z);
    }
    campaign_close(&a);
    campaign_close(&more_ballots);
    campaign_close(&more_employers);
}

Test(votes, books_balance_whatever_passes)
{
    struct campaign c = campaign_open(EVERYTHING_VOTED);
    campaign_check_books(&c, 60);
    campaign_close(&c);
    c = campaign_open(YARDS YARD_VOTES YARD_STRATEGIES);
    campaign_check_books(&c, 60);
    campaign_close(&c);
}

/** What a plan has where a vote passes, added up run by run. */
Test(votes, what_is_had_with_and_without_a_mandate_adds_up)
{
    enum { RUNS = 300 };
    struct campaign c = campaign_open(YARDS YARD_VOTES YARD_STRATEGIES);
    struct sf_results *results = campaign_run_cut(&c, 1, RUNS, 2, 37);
    double sum[2] = {0.0};
    double squares[2] = {0.0};
    double n[2] = {0.0};
    for (uint64_t run = 1; run <= RUNS; run++) {
        uint64_t *passed = votes_passed(&c, 0, run);
        const size_t late = has_passed(&c, passed, 1, 1);
        struct sf_ledger ledger = campaign_replay(&c, 0, run);
        double days = 0.0;
        for (size_t m = 1; m <= 5; m++) {
            days += (double)sf_ledger_value(&ledger, m, SF_STRIKE_DAYS);
        }
        n[late] += 1.0;
        sum[late] += days;
        squares[late] += days * days;
        sf_ledger_free(&ledger);
        free(passed);
    }
    /* Ballots of two employers each: the second ballot at the Dock is cell 3. */
    const struct sf_mandate mandate = sf_results_mandate(results, 0, 3);
    cr_expect_eq(mandate.chance.count, (uint64_t)n[1]);
    for (size_t i = 0; i < 2; i++) {
        const struct sf_mean found = i == 1 ? mandate.if_passed[SF_M_STRIKE_DAYS]
                                            : mandate.if_failed[SF_M_STRIKE_DAYS];
        const double mean = sum[i] / n[i];
        const double variance = (squares[i] - n[i] * mean * mean) / (n[i] - 1.0);
        cr_expect_float_eq(found.mean, mean, 1e-9);
        cr_expect_float_eq(found.se, sqrt(variance / n[i]), 1e-9);
    }
    /* The Dock's own days, and all of them: the difference is elsewhere. */
    const struct sf_mean there = sf_results_employer(results, 0, 1, SF_E_STRIKE_DAYS);
    const double both = mandate.if_passed[SF_M_STRIKE_DAYS_THERE].mean * n[1] +
                        mandate.if_failed[SF_M_STRIKE_DAYS_THERE].mean * n[0];
    cr_expect_float_eq(both / RUNS, there.mean, 1e-9);
    cr_expect_gt(mandate.if_passed[SF_M_STRIKE_DAYS_THERE].mean,
                 mandate.if_failed[SF_M_STRIKE_DAYS_THERE].mean);
    sf_results_free(results);
    campaign_close(&c);
}

Test(votes, a_trace_says_who_had_no_mandate_in_that_run)
{
    struct campaign c = campaign_open(YARDS YARD_VOTES YARD_STRATEGIES);
    size_t n_without = 0;
    for (uint64_t run = 1; run <= 40; run++) {
        uint64_t *passed = votes_passed(&c, 0, run);
        struct sf_trace trace;
        cr_assert_eq(sf_experiment_trace(c.experiment, 0, run, &trace), SF_OK);
        for (size_t i = 0; i < trace.n_action_months; i++) {
            const struct sf_action_month *at = &trace.action_month[i];
            if (at->month == 3) { /* both ballots cover all of its days */
                const size_t n =
                    (passed[0] == 0 ? 1u : 0u) + (passed[1] == 0 ? 1u : 0u);
                cr_expect_eq(at->without.n, n, "run %lu", (unsigned long)run);
                cr_expect_eq(at->n_employers, 2 - n);
                cr_expect_eq(at->strike_days > 0, n < 2);
                n_without += n;
            }
        }
        sf_trace_free(&trace);
        free(passed);
    }
    cr_expect(n_without > 5 && n_without < 60, "%zu", n_without);
    campaign_close(&c);
}

/** Whether two files that differ in one place may have their people counted once. */
static bool has_same_people(const char *from, const char *to)
{
    static const char *const text = YARDS YARD_VOTES YARD_STRATEGIES;
    const char *at = strstr(text, from);
    cr_assert_not_null(at, "%s", from);
    struct campaign a = campaign_open("%s", text);
    struct campaign b =
        campaign_open("%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
    const bool is_same = strcmp(a.experiment->people[0], b.experiment->people[0]) == 0;
    cr_expect_str_neq(sf_experiment_plan_hash(a.experiment),
                      sf_experiment_plan_hash(b.experiment));
    campaign_close(&a);
    campaign_close(&b);
    return is_same;
}

Test(votes, people_are_counted_once_only_where_the_same_votes_pass)
{
    cr_expect(has_same_people("rate = 0.5", "rate = 0.6"));
    cr_expect(has_same_people("cost_per_day = 11.0", "cost_per_day = 12.0"));
    cr_expect_not(has_same_people("turnout = 0.5;", "turnout = 0.51;"));
    cr_expect_not(has_same_people("yes = 0.6;", "yes = 0.61;"));
    cr_expect_not(has_same_people("turnout = 0.49;", "turnout = 0.48;"));
    cr_expect_not(
        has_same_people("closes = \"2026-02-11\"", "closes = \"2026-02-12\""));
    cr_expect_not(has_same_people("seed =", "threshold = 0.45; seed ="));
    /* Days are counted off once for all who share them. */
    cr_expect_not(has_same_people("from_day = 4", "from_day = 5"));
}

/* Those who join in the Yard's strike seldom vote: with them the ballot of both is
   lost, and with it the Dock's strike and those who would have joined in that. */
Test(votes, members_elsewhere_decide_where_ballots_are_counted_together)
{
    struct campaign c = campaign_open(
        "title = \"Both\"; start = \"2026-01\"; months = 5; law = \"tua2016\"; seed = "
        "\"3\";\nfund : { opening = 5000.0; };\n"
        "bands = ( { name = \"all\"; net_ratio = 0.8; } );\n"
        "members : { join_in_action = 1.0; };\n"
        "employers : { list = ( { name = \"Dock\"; members = 40000; shares = [1.0]; "
        "salaries = [26000.0]; turnout = 0.6; yes = 0.9; },\n"
        "  { name = \"Yard\"; members = 10000; shares = [1.0]; salaries = [26000.0]; "
        "turnout = 0.2; yes = 0.9; } ); };\n"
        "ballots = ( { name = \"Yard's own\"; closes = \"2025-12-01\"; employers = "
        "[\"Yard\"]; result = \"passed\"; },\n"
        "  { name = \"both\"; closes = \"2026-03-02\"; mode = \"aggregated\"; turnout "
        "= "
        "\"employers\"; yes = \"employers\"; } );\n"
        "strategies = ( { name = \"Dock\"; actions = ( { name = \"Dock out\"; employer "
        "= \"Dock\"; days = [\"2026-03-10\"]; } ); },\n"
        "  { name = \"both\"; include = \"Dock\"; actions = ( { name = \"Yard out\"; "
        "employer = \"Yard\"; days = [\"2026-01-13\"]; } ); } );\n");
    struct sf_results *together = campaign_run_cut(&c, 1, 1, 1, 1);
    static const int64_t MEMBERS[2] = {90000, 60000}; /* but for chance */
    for (size_t s = 0; s < 2; s++) {
        struct sf_ledger alone = campaign_replay(&c, s, 1);
        const int64_t members = sf_ledger_value(&alone, 5, SF_MEMBERS);
        cr_expect_lt(llabs(members - MEMBERS[s]), 2000, "%ld", (long)members);
        cr_expect_eq(sf_results_monthly(together, s, 5, SF_MEMBERS).mean,
                     (double)members);
        sf_ledger_free(&alone);
    }
    sf_results_free(together);
    campaign_close(&c);
}
