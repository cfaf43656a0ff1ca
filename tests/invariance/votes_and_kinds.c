/* Ballots left to chance, where some action is short of strike and where momentum moves
 * the votes: a run is still what it would be had its results been given, and a strategy
 * what it is alone (M4.5, M9.3, M11.4). */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "support/campaign.h"
#include "support/kinds.h"
#include "support/votes.h"

/* All of them may be short of strike too, and some of them under the strikers' cap. */
#define YARD_BOTH_VOTES                                                                \
    "ballots = ( { name = \"before\"; closes = \"2025-08-13\"; turnout = 0.51; "       \
    "questions = \"short\"; yes_short = 0.6; },\n"                                     \
    "  { name = \"early\"; closes = \"2025-12-20\"; turnout = \"employers\"; yes = "   \
    "\"employers\"; employers = [\"Dock\"]; },\n"                                      \
    "  { name = \"late\"; closes = \"2026-02-11\"; turnout = 0.52; yes = 0.52; "       \
    "questions = [\"strike\", \"short\"]; yes_short = 0.51; } );\n"
#define YARD_BOTH_STRATEGIES                                                           \
    "strategies = ( { name = \"both\"; actions = (\n"                                  \
    "  { name = \"second\"; employer = \"Yard\"; called = 75; rule = \"capped\"; "     \
    "from = \"2026-02-09\"; to = \"2026-02-27\"; fatigue = 0.03; participation = "     \
    "0.9; spread = 0.3; },\n"                                                          \
    "  { name = \"days\"; employers = \"mandated\"; rule = \"waiting\"; days = "       \
    "[\"2026-02-10\", \"2026-02-12\", \"2026-02-13\", \"2026-03-03\"]; "               \
    "participation = 0.6; },\n"                                                        \
    "  { name = \"slow\"; kind = \"short of strike\"; employers = \"mandated\"; "      \
    "rule = \"slow\"; from = \"2026-02-02\"; to = \"2026-03-13\"; docking = { "        \
    "dist = \"uniform\"; low = 0.2; high = 0.9; }; participation = 0.7; spread = "     \
    "0.2; fatigue = 0.02; cost_per_day = 0.43; backlog = 0.3; },\n"                    \
    "  { name = \"ban\"; kind = \"short of strike\"; employer = \"Dock\"; called = "   \
    "31; rule = \"waiting\"; from = \"2026-01-19\"; to = \"2026-03-20\"; docking = "   \
    "0.31; overtime_share = 0.07; rostered = 0.9; } ); } );\n"

/* M6.7 */
Test(votes_and_kinds, action_short_of_strike_is_that_of_the_days_its_own_question_wins)
{
    votes_expect_as_given(YARDS, YARD_BOTH_VOTES, YARD_BOTH_STRATEGIES, 90);
    votes_expect_as_given(KINDS_PEOPLE, KINDS_VOTES, KINDS_STRATEGIES, 40);
}

/** Both of the last ballot's questions, and the one before them. */
Test(votes_and_kinds, each_question_is_won_without_the_other)
{
    struct campaign c = campaign_open(YARDS YARD_BOTH_VOTES YARD_BOTH_STRATEGIES);
    size_t n[2][2][2] = {0};
    for (uint64_t run = 1; run <= 90; run++) {
        uint64_t *passed = votes_passed(&c, 0, run);
        n[vote_passed(passed, 0, 1)][vote_passed(passed, 2, 1)]
         [vote_passed(passed, 3, 1)]++;
        free(passed);
    }
    for (size_t i = 0; i < 8; i++) {
        const size_t found = n[i >> 2][i >> 1 & 1][i & 1];
        cr_expect_gt(found, 2, "%zu: in %zu of 90 runs", i, found);
    }
    campaign_close(&c);
}

/* What the Yard has done in one plan and not in the other wins or loses the ballot of
 * both, and with it the Dock's strike and those who join in that. */
#define TWO_PATHS(mode, momentum)                                                      \
    "title = \"Paths\"; start = \"2026-01\"; months = 6; law = \"tua2016\"; seed = "   \
    "\"5\";\nfund : { opening = 5000.0; };\n"                                          \
    "bands = ( { name = \"all\"; net_ratio = 0.8; } );\n"                              \
    "members : { join_in_action = 0.2; momentum = " momentum "; momentum_reference = " \
    "0.1; };\n"                                                                        \
    "employers : { list = ( { name = \"Dock\"; members = 700; shares = [1.0]; "        \
    "salaries = [26000.0]; turnout = 0.47; yes = 0.7; },\n"                            \
    "  { name = \"Yard\"; members = 600; shares = [1.0]; salaries = [26000.0]; "       \
    "turnout = 0.5; yes = 0.7; } ); };\n"                                              \
    "ballots = ( { name = \"Yard's own\"; closes = \"2025-12-01\"; employers = "       \
    "[\"Yard\"]; result = \"passed\"; },\n"                                            \
    "  { name = \"both\"; closes = \"2026-03-02\"; mode = \"" mode "\"; turnout = "    \
    "\"employers\"; yes = \"employers\"; } );\n"                                       \
    "strategies = ( { name = \"Dock\"; actions = ( { name = \"Dock out\"; employer "   \
    "= \"Dock\"; participation = 0.6; days = [\"2026-03-10\", \"2026-04-14\"]; } ); "  \
    "},\n  { name = \"both\"; include = \"Dock\"; actions = ( { name = \"Yard out\"; " \
    "employer = \"Yard\"; participation = 0.6; days = [\"2026-02-10\"]; } ); } );\n"

/** Strategies side by side, many runs to a block, beside each run of each alone. */
static void expect_together_as_alone(const char *scenario, uint64_t n_runs)
{
    struct campaign c = campaign_open("%s", scenario);
    struct sf_results *together = campaign_run_cut(&c, 1, n_runs, 1, 128);
    for (size_t s = 0; s < c.scenario->n_strategies; s++) {
        int64_t members = 0;
        int64_t days = 0;
        for (uint64_t run = 1; run <= n_runs; run++) {
            struct sf_ledger ledger = campaign_replay(&c, s, run);
            for (size_t m = 1; m <= (size_t)c.scenario->n_months; m++) {
                members += sf_ledger_value(&ledger, m, SF_MEMBERS);
                days += sf_ledger_value(&ledger, m, SF_STRIKE_DAYS);
            }
            sf_ledger_free(&ledger);
        }
        double of_members = 0.0;
        double of_days = 0.0;
        for (size_t m = 1; m <= (size_t)c.scenario->n_months; m++) {
            of_members += sf_results_monthly(together, s, m, SF_MEMBERS).mean;
            of_days += sf_results_monthly(together, s, m, SF_STRIKE_DAYS).mean;
        }
        cr_expect_float_eq(of_members * (double)n_runs, (double)members, 1e-3);
        cr_expect_float_eq(of_days * (double)n_runs, (double)days, 1e-3);
    }
    sf_results_free(together);
    campaign_close(&c);
}

Test(votes_and_kinds, that_momentum_moves_are_each_strategys_own)
{
    expect_together_as_alone(TWO_PATHS("aggregated", "0.4"), 300);
    expect_together_as_alone(TWO_PATHS("disaggregated", "0.4"), 300);
    expect_together_as_alone(KINDS_VOTED, 200);
    /* The same ballot is won more often where the Yard has struck before it. */
    static const char *const MODES[] = {TWO_PATHS("aggregated", "0.4"),
                                        TWO_PATHS("disaggregated", "0.4")};
    for (size_t i = 0; i < 2; i++) {
        struct campaign c = campaign_open("%s", MODES[i]);
        struct sf_results *results = campaign_run_cut(&c, 1, 400, 2, 64);
        for (size_t k = 0; k < 2; k++) { /* at the Dock, at the Yard */
            const double without = sf_results_mandate(results, 0, k).chance.probability;
            const double with = sf_results_mandate(results, 1, k).chance.probability;
            if (i == 0 || k == 1) {
                cr_expect_gt(with, without + 0.1);
            } else {
                cr_expect_eq(with, without);
            }
        }
        sf_results_free(results);
        campaign_close(&c);
    }
}

Test(votes_and_kinds, books_balance_whatever_passes)
{
    struct campaign c = campaign_open(YARDS YARD_BOTH_VOTES YARD_BOTH_STRATEGIES);
    campaign_check_books(&c, 60);
    campaign_close(&c);
    c = campaign_open(KINDS_VOTED);
    campaign_check_books(&c, 60);
    campaign_close(&c);
}
