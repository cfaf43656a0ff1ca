/* Pots of the fund (M7.4) as they are read, told and written back. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "unit/scenario/texts.h"

#define CHECK(list) check_mistakes(list, sizeof(list) / sizeof((list)[0]))
#define AT          "opening = 173000.5;"
#define LAG         "claim_lag = [0.25, 0.75];"
#define POTS                                                                           \
    "pots = ( { name = \"general\"; }, { name = \"levy\"; opening = 20000.0; }, { "    \
    "name = \"help\"; opening = 900.5; } ); "
#define WITH(more) AT " " POTS more

Test(pots, what_cannot_be_is_told_with_what_could)
{
    static const struct mistake list[] = {
        {AT, AT " pots = ( { name = \"a\"; opening = 5.0; } );",
         "every pot has an 'opening'; leave out that of one, which holds what is left"},
        {AT, AT " pots = ( { name = \"a\"; }, { name = \"b\"; } );",
         "2 pots have no 'opening'; write it for all but one"},
        {AT, AT " pots = ( { name = \"a\"; }, { name = \"b\"; opening = 173001.0; } );",
         "the pots open with £173001, which is more than the fund's £173000.5"},
        {AT, AT " pots = ( { name = \"a\"; }, { name = \"b\"; opening = -1.0; } );",
         "'fund.pots.b.opening' is -1; it must be from 0 to 1000000000 (pounds)"},
        {AT, AT " pots = ( { name = \"a\"; }, { name = \"a\"; opening = 1.0; } );",
         "the pot 'a' is there twice"},
        {AT, AT " donations_to = \"general\";",
         "'fund.donations_to' speaks of pots and the fund has none"},
        {AT, AT " paid_from : { ballots = \"general\"; };",
         "'fund.paid_from' speaks of pots and the fund has none"},
        {AT, AT " loans = ( { from = \"a\"; to = \"b\"; up_to = 5.0; } );",
         "'fund.loans' speaks of pots and the fund has none"},
        {"notpay =", "pot = \"levy\"; notpay =",
         "'levies.campaign levy.pot' speaks of pots and the fund has none"},
        {AT, WITH("subscriptions_to = \"generl\";"),
         "'fund.subscriptions_to': there is no pot 'generl'; did you mean 'general'?"},
        {AT, WITH("paid_from : { strike_pay = [\"levy\", \"helf\"]; };"),
         "there is no pot 'helf'; did you mean 'help'?"},
        {AT, WITH("paid_from : { strikepay = \"levy\"; };"),
         "unknown setting 'fund.paid_from.strikepay'; did you mean 'strike_pay'?"},
        {AT, WITH("paid_from : { strike_pay = []; };"),
         "'fund.paid_from.strike_pay' names no pot"},
        {AT, WITH("loans = ( { from = \"help\"; to = \"help\"; up_to = 5.0; } );"),
         "a pot does not lend to itself"},
        {AT,
         WITH("loans = ( { from = \"help\"; to = \"levy\"; up_to = 5.0; }, { from = "
              "\"help\"; to = \"levy\"; up_to = 6.0; } );"),
         "is between the pots of the loan on line"},
        {AT,
         WITH("loans = ( { from = \"help\"; to = \"levy\"; up_to = 5.0; }, { from = "
              "\"levy\"; to = \"help\"; up_to = 6.0; } );"),
         "the other way: two pots do not lend each other"},
        {AT, WITH("loans = ( { from = \"help\"; to = \"levy\"; } );"),
         "'fund.loans.1' has no 'up_to'"},
        {LAG, LAG " paid_from = \"help\";",
         "'rules.full.paid_from' speaks of pots and the fund has none"},
        {AT, WITH("loans = ( { from = \"help\"; up_to = 3.0; } );"),
         "'fund.loans.1' has no 'to'"},
    };
    CHECK(list);
}

/** The base with pots that do all that pots can. */
static char *pots_text(void)
{
    char *one = base_with(
        AT,
        WITH("paid_from : { strike_pay = [\"levy\", \"general\"]; hardship = \"help\"; "
             "};\n  donations_to = \"help\"; loans = ( { from = \"general\"; to = "
             "\"levy\"; up_to = 30000.0; below = 100.0; keep = 50000.0; } );"),
        NULL);
    char *two =
        text_after(one, "rates = { lower = 3.0; higher = 5.0; };", " pot = \"levy\";");
    char *text = text_after(two, LAG, " paid_from = \"help\"; ");
    free(one);
    free(two);
    return text;
}

/* M7.4 */
Test(pots, rules_with_pots_of_their_own_do_not_share_the_cash)
{
    char *text = pots_text();
    const struct sf_override scale = {"fund.on_shortfall", "scale"};
    struct attempt attempt = attempt_read_bytes(text, strlen(text), NULL, &scale, 1);
    const struct sf_fault *fault = first_error(&attempt);
    cr_assert_eq(attempt.status, SF_ERR_SCENARIO);
    cr_assert_not_null(fault);
    cr_expect_not_null(
        strstr(fault->words,
               "is paid from the pots of rule 'full', and under strategy"),
        "%s", fault->words);
    free(text);
    attempt_free(&attempt);
}

Test(pots, are_told_in_plain_words)
{
    char *text = pots_text();
    struct attempt attempt = attempt_read(text, NULL);
    const struct sf_fault *fault = first_error(&attempt);
    cr_assert_eq(attempt.status, SF_OK, "%s", fault != NULL ? fault->words : "");
    char *words = NULL;
    cr_assert_eq(sf_scenario_words(attempt.scenario, &words), SF_OK);
    static const char said[] =
        "Pots      general: opens with what is left of the fund; receives the levy "
        "'second levy'\n"
        "          levy: opens with £20,000; receives the levy 'campaign levy'\n"
        "          help: opens with £900.50; receives donations\n"
        "          strike pay is paid from levy, then general\n"
        "          that of the rule 'full' is paid from help\n"
        "          hardship grants are paid from help, and stop at what was there at "
        "the last close\n"
        "          campaign costs are paid from general\n"
        "          ballots are paid from general\n"
        "          general lends levy up to £30,000, to bring it up to £100, and keeps "
        "£50,000; what it has above that repays\n";
    cr_expect_not_null(strstr(words, said), "%s\nis not in\n%s", said, words);
    free(words);
    free(text);
    attempt_free(&attempt);
}

Test(pots, are_written_back_as_they_are)
{
    char *text = pots_text();
    struct attempt again = attempt_round(text);
    const struct sf_pots *pots = &again.scenario->fund.pots;
    cr_assert_eq(pots->n, 3);
    cr_expect_eq(pots->rest, 0);
    cr_expect_eq(pots->donations, 2);
    cr_expect_eq(pots->subscriptions, 0);
    cr_expect(pots->is_hardship_limited);
    cr_expect_eq(pots->paid_from[SF_OUTGO_STRIKE_PAY].index[0], 1);
    cr_assert_eq(again.scenario->rule[0].paid_from.n, 1);
    cr_expect_eq(again.scenario->rule[0].paid_from.index[0], 2);
    cr_expect_eq(again.scenario->rule[1].paid_from.n, 0);
    cr_assert_eq(pots->n_loans, 1);
    cr_expect_eq(pots->loan[0].keep, 50000.0);
    cr_expect_eq(again.scenario->levy[0].pot, 1);
    cr_expect_eq(again.scenario->levy[1].pot, 0);
    free(text);
    attempt_free(&again);
}

Test(pots, where_the_fund_is_one_nothing_is_written_of_them)
{
    struct attempt attempt = attempt_read(base_text, NULL);
    char *resolved = NULL;
    cr_assert_eq(sf_scenario_resolved(attempt.scenario, &resolved), SF_OK);
    cr_expect_null(strstr(resolved, "pot"), "%s", resolved);
    free(resolved);
    attempt_free(&attempt);
}
