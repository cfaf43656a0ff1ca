/* Where ballots and kinds of action meet (M6.3, M9.3). */
#include <criterion/criterion.h>
#include <math.h>

#include "support/campaign.h"

/* 100 members of £100 gross and £80 net a day. The Yard's ballot is sure; that at the
 * Quay is left to chance, and goes as the test says. */
#define PLACES                                                                         \
    "title = \"Both\"; start = \"2023-01\"; months = 6; law = \"tua2016\";\n"          \
    "fund : { opening = 1000.0; };\n"                                                  \
    "bands = ( { name = \"all\"; net_ratio = 0.8; } );\n"                              \
    "employers : { list = (\n"                                                         \
    "  { name = \"Yard\"; members = 100; shares = [1.0]; salaries = [26000.0]; },\n"   \
    "  { name = \"Quay\"; members = 100; shares = [1.0]; salaries = [26000.0]; } ); "  \
    "};\n"
#define BALLOTS(asked, votes)                                                          \
    "ballots = ( { name = \"first\"; closes = \"2022-12-15\"; employers = "            \
    "[\"Yard\"]; result = \"passed\"; questions = " asked "; },\n"                     \
    "  { name = \"second\"; closes = \"2022-12-15\"; employers = [\"Quay\"]; " votes   \
    " } );\n"
#define STRATEGY(action)                                                               \
    "strategies = ( { name = \"s\"; actions = ( " action " ); } );\n"
#define WORK_TO_RULE(employer)                                                         \
    "{ name = \"rule book\"; kind = \"short of strike\"; employer = \"" employer       \
    "\";\n  days = [\"2023-02-07\", \"2023-02-08\"]; docking = 0.25; }"

/* M9.3 */
Test(kinds_and_votes, action_short_of_strike_needs_the_answer_to_its_own_question)
{
    static const struct {
        const char *asked;
        int64_t lost;
    } WITH[] = {{"\"strike\"", 0},
                {"\"short\"", 100 * 2 * 2000},
                {"[\"strike\", \"short\"]", 100 * 2 * 2000}};
    for (size_t i = 0; i < sizeof(WITH) / sizeof(WITH[0]); i++) {
        struct campaign c = campaign_open(PLACES BALLOTS("%s", "result = \"passed\";")
                                              STRATEGY(WORK_TO_RULE("Yard")),
                                          WITH[i].asked);
        cr_expect_eq(campaign_value(&c, 0, 2, SF_PAY_LOST), WITH[i].lost, "%s",
                     WITH[i].asked);
        campaign_check_books(&c, 1);
        campaign_close(&c);
    }
}

/* What `when` needs: somebody docked, at the Yard, and a strike at the Quay that only
 * happens where that is much. */
#define IF_DOCKED(votes)                                                               \
    PLACES BALLOTS("\"short\"", votes) STRATEGY(                                       \
        "{ name = \"rule book\"; kind = \"short of strike\"; employer = \"Yard\";\n"   \
        "  days = [\"2023-02-07\"]; docking = { dist = \"discrete\"; values = [0.0, "  \
        "0.5]; weights = [0.5, 0.5]; }; },\n"                                          \
        "  { name = \"out\"; employer = \"Quay\"; days = [\"2023-03-07\", "            \
        "\"2023-03-08\"];\n  cost_per_day = 7.0; when = \"docking >= 0.5\"; }")

/** Runs in which the Quay is out: all 100 for two days, at £14, or nobody at nothing.
 */
static size_t runs_out(const char *scenario)
{
    struct campaign c = campaign_open("%s", scenario);
    size_t n = 0;
    for (uint64_t run = 1; run <= 120; run++) {
        struct sf_ledger ledger = campaign_replay(&c, 0, run);
        const int64_t days = sf_ledger_value(&ledger, 3, SF_STRIKE_DAYS);
        const bool is_docked = sf_ledger_value(&ledger, 2, SF_PAY_LOST) > 0;
        cr_assert(days == 0 || (days == 200 && is_docked), "%d days", (int)days);
        cr_assert_eq(sf_ledger_value(&ledger, 3, SF_OTHER_OUTGO), days == 0 ? 0 : 1400);
        n += days > 0;
        sf_ledger_free(&ledger);
    }
    campaign_check_books(&c, 20);
    campaign_close(&c);
    return n;
}

Test(kinds_and_votes, an_action_with_a_condition_needs_its_mandate_too)
{
    const size_t n_won = runs_out(IF_DOCKED("turnout = 1.0; yes = 1.0;"));
    cr_expect_gt(n_won, 35);
    cr_expect_lt(n_won, 85);
    cr_expect_eq(runs_out(IF_DOCKED("turnout = 0.0; yes = 1.0;")), 0);
    const size_t n_doubtful = runs_out(IF_DOCKED("turnout = 0.5; yes = 1.0;"));
    cr_expect_gt(n_doubtful, 5);
    cr_expect_lt(n_doubtful, n_won);
}

/* The Quay's 100 follow the rule book on Tuesday the 7th, Wednesday and Thursday, and
 * all are out on the Wednesday. Whoever votes is sure of how: all of them, all the same
 * way. A day short of strike costs £20 of £80, a day out £80. */
#define QUAY(votes, more)                                                              \
    PLACES "ballots = ( { name = \"quay\"; employers = [\"Quay\"]; turnout = 1.0; "    \
           "questions = [\"strike\", \"short\"]; " votes " } );\n"                     \
           "rules : { pay : { basis = \"net\"; from_day = 2; max_amount = 30.0; }; "   \
           "};\n" STRATEGY(                                                            \
               "{ name = \"rule book\"; kind = \"short of strike\"; employer = "       \
               "\"Quay\";\n"                                                           \
               "  days = [\"2023-02-07\", \"2023-02-08\", \"2023-02-09\"]; docking = " \
               "0.25; "                                                                \
               "backlog = 0.1;\n  rule = \"pay\"; cost_per_day = 7.0; " more " },\n"   \
               "{ name = \"out\"; employer = \"Quay\"; days = [\"2023-02-08\"]; }")
#define EXPECT_FEBRUARY(of, measure, value)                                            \
    cr_expect_eq(campaign_value(of, 0, 2, measure), value, "%d",                       \
                 (int)campaign_value(of, 0, 2, measure))

/** Opens a campaign, in which everything happens in February. */
static void expect_february(const char *scenario, int64_t strike_days, int64_t lost,
                            int64_t strike_pay, int64_t undone, int64_t cost)
{
    struct campaign c = campaign_open("%s", scenario);
    EXPECT_FEBRUARY(&c, SF_STRIKE_DAYS, strike_days);
    EXPECT_FEBRUARY(&c, SF_PAY_LOST, lost);
    EXPECT_FEBRUARY(&c, SF_STRIKE_PAY_DUE, strike_pay);
    EXPECT_FEBRUARY(&c, SF_WORK_NOT_DONE, undone);
    EXPECT_FEBRUARY(&c, SF_OTHER_OUTGO, cost);
    campaign_check_books(&c, 1);
    campaign_close(&c);
}

#define IN_TIME "closes = \"2022-12-15\"; "

Test(kinds_and_votes, each_question_wins_its_own_action)
{
    /* Paid from the second day, £20 and then £10 of the £30. */
    expect_february(QUAY(IN_TIME "yes = 0.0; yes_short = 1.0;", ""), 0, 300 * 2000,
                    100 * 3000, 300 * 1000, 2100);
    expect_february(QUAY(IN_TIME "yes = 1.0; yes_short = 0.0;", ""), 100, 100 * 8000, 0,
                    100 * 10000, 0);
    expect_february(QUAY(IN_TIME "yes = 0.0; yes_short = 0.0;", ""), 0, 0, 0, 0, 0);
    /* Both: on the Wednesday all are out, and that day is their second. */
    expect_february(QUAY(IN_TIME "yes = 1.0; yes_short = 1.0;", ""), 100,
                    200 * 2000 + 100 * 8000, 100 * 1000, 200 * 1000 + 100 * 10000,
                    2100);
}

Test(kinds_and_votes, action_short_of_strike_begins_and_ends_with_its_mandate)
{
    /* From the Wednesday: that is its first day, and Thursday its second. */
    expect_february(QUAY("closes = \"2023-02-08\"; yes = 0.0; yes_short = 1.0;", ""), 0,
                    200 * 2000, 100 * 2000, 200 * 1000, 1400);
    /* Until the Wednesday: six months from 9 August. */
    expect_february(QUAY("closes = \"2022-08-09\"; yes = 0.0; yes_short = 1.0;", ""), 0,
                    200 * 2000, 100 * 2000, 200 * 1000, 1400);
    /* Who tires has as many days to tire in as there are. */
    expect_february(
        QUAY("closes = \"2023-02-08\"; yes = 0.0; yes_short = 1.0;", "fatigue = 1.0;"),
        0, 100 * 2000, 0, 100 * 1000, 1400);
}

Test(kinds_and_votes, who_takes_part_in_some_runs_is_involved_in_those)
{
    struct campaign c = campaign_open(QUAY(
        IN_TIME "yes = 0.0; yes_short = { dist = \"discrete\"; values = [0.0, 1.0]; "
                "weights = [0.3, 0.7]; };",
        "called = 40;"));
    struct sf_results *results = campaign_run(&c, 2000);
    const struct sf_mandate mandate = sf_results_mandate(results, 0, 1);
    const double n = (double)mandate.chance.count;
    cr_expect_float_eq(n, 1400.0, 5.0 * sqrt(2000.0 * 0.3 * 0.7));
    cr_expect_eq(mandate.if_passed[SF_M_MEMBERS_INVOLVED].mean, 40.0);
    cr_expect_eq(mandate.if_failed[SF_M_MEMBERS_INVOLVED].mean, 0.0);
    cr_expect_eq(mandate.if_passed[SF_M_WORK_NOT_DONE].mean, 3000.0 * 40.0);
    cr_expect_eq(mandate.if_failed[SF_M_WORK_NOT_DONE].mean, 0.0);
    const double involved = sf_results_total(results, 0, SF_T_MEMBERS_INVOLVED).mean;
    cr_expect_float_eq(involved, 40.0 * n / 2000.0, 1e-9);
    sf_results_free(results);
    campaign_close(&c);
}
