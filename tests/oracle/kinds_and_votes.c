/* Where ballots and kinds of action meet (M6.3, M9.3). */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "support/campaign.h"
#include "support/process.h"

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

Test(kinds_and_votes, action_short_of_strike_is_refused_where_its_mandate_is_uncertain)
{
    static const char *const VOTES[] = {"result = \"passed\"",
                                        "turnout = 0.6; yes = 0.8"};
    for (size_t i = 0; i < 2; i++) {
        char *here = process_directory();
        char path[256];
        char text[4096];
        snprintf(path, sizeof(path), "%s/s.cfg", here);
        snprintf(text, sizeof(text),
                 "format = \"strikefund-1\";\n" PLACES BALLOTS(
                     "\"short\"", "%s; questions = \"strike\";")
                     STRATEGY(WORK_TO_RULE("Quay")),
                 VOTES[i]);
        process_write(here, "s.cfg", text);
        struct sf_faults faults = {0};
        struct sf_scenario *scenario = NULL;
        const enum sf_status status =
            sf_scenario_read(path, NULL, 0, &faults, &scenario);
        cr_expect_eq(status, i == 0 ? SF_OK : SF_ERR_SCENARIO);
        if (i == 1) {
            cr_assert_eq(faults.n_errors, 1);
            size_t f = 0;
            while (faults.fault[f].is_warning) {
                f++;
            }
            cr_expect_str_eq(faults.fault[f].words,
                             "'rule book' is short of strike at 'Quay', where ballot "
                             "'second' is left to chance: this version needs its "
                             "result; say passed or failed");
            cr_expect_eq(faults.fault[f].line, 10);
        }
        sf_faults_free(&faults);
        sf_scenario_free(scenario);
        process_directory_end(here);
    }
}
