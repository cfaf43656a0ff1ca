/* No mandate, no strike: employer by employer and day by day (M6.3, M9.4). */
#include <criterion/criterion.h>

#include "support/campaign.h"

#define TWO_PLACES                                                                     \
    "title = \"Two places\"; start = \"2022-11\"; months = 12; law = \"tua2016\";\n"   \
    "fund : { opening = 1000.0; };\n"                                                  \
    "bands = ( { name = \"all\"; net_ratio = 0.8; } );\n"                              \
    "employers : { list = (\n"                                                         \
    "  { name = \"Yard\"; members = 100; shares = [1.0]; salaries = [26000.0];\n"      \
    "    result = \"met\"; },\n"                                                       \
    "  { name = \"Dock\"; members = 30; shares = [1.0]; salaries = [26000.0];\n"       \
    "    result = \"missed\"; } ); };\n"                                               \
    "ballots = ( { name = \"autumn\"; closes = \"2022-11-07\"; },\n"                   \
    "  { name = \"again\"; closes = \"2023-02-27\"; employers = [\"Dock\"]; result = " \
    "\"passed\"; } );\n"

/* M6.3, M9.1, M9.4 */
Test(mandates, days_outside_a_mandate_do_not_happen_employer_by_employer)
{
    /* The Yard's mandate: 7 November 2022 to 6 May 2023. The Dock's: 27 February to
       26 August 2023. */
    struct campaign c = campaign_open(
        TWO_PLACES "strategies = ( { name = \"s\"; actions = ( { name = \"out\"; "
                   "employers = \"mandated\"; days = [\"2022-11-06\", \"2022-11-07\", "
                   "\"2022-12-01\", \"2023-02-26\", \"2023-02-27\", \"2023-05-06\", "
                   "\"2023-05-07\", \"2023-08-26\", \"2023-08-27\"]; } ); } );\n");
    const int64_t days[] = {100, 100, 0, 230, 0, 0, 160, 0, 0, 30, 0, 0};
    campaign_expect(&c, 0, SF_STRIKE_DAYS, days, 12);
    campaign_check_books(&c, 1);
    campaign_close(&c);
}

Test(mandates, fatigue_counts_the_live_days_of_each_employer)
{
    /* With fatigue 1 all are back after their own first live day: the Dock's is
       27 February, when its mandate begins. */
    struct campaign c = campaign_open(
        TWO_PLACES "strategies = ( { name = \"s\"; actions = ( { name = \"out\"; "
                   "employers = \"mandated\"; fatigue = 1.0; days = [\"2022-12-01\", "
                   "\"2023-02-26\", \"2023-02-27\", \"2023-02-28\"]; } ); } );\n");
    const int64_t days[] = {0, 100, 0, 30, 0, 0};
    campaign_expect(&c, 0, SF_STRIKE_DAYS, days, 6);
    campaign_close(&c);
}

/* M6.4, M6.6 */
Test(mandates, waiting_days_count_the_live_days_of_each_employer)
{
    /* £10 from the second day: at the Yard on 26, 27 and 28 February, at the Dock,
       whose first is the 27th, on the 28th. */
    struct campaign c = campaign_open(
        TWO_PLACES
        "rules : { pay : { basis = \"flat\"; amounts = 10.0; from_day = 2; }; };\n"
        "strategies = ( { name = \"s\"; actions = ( { name = \"out\"; employers = "
        "\"mandated\"; rule = \"pay\"; days = [\"2022-12-01\", \"2023-02-26\", "
        "\"2023-02-27\", \"2023-02-28\"]; } ); } );\n");
    const int64_t due[] = {0, 0, 0, 100 * 3000 + 30 * 1000, 0};
    campaign_expect(&c, 0, SF_STRIKE_PAY_DUE, due, 5);
    campaign_close(&c);
}

/* M7.2 */
Test(mandates, an_action_day_without_any_mandate_costs_nothing)
{
    struct campaign c = campaign_open(
        TWO_PLACES "strategies = ( { name = \"s\"; actions = ( { name = \"out\"; "
                   "employers = \"mandated\"; cost_per_day = 50.0; days = "
                   "[\"2023-05-05\", \"2023-09-01\"]; } ); } );\n");
    const int64_t outgo[] = {0, 0, 0, 0, 0, 0, 5000, 0, 0, 0, 0, 0};
    campaign_expect(&c, 0, SF_OTHER_OUTGO, outgo, 12);
    campaign_close(&c);
}

/* M9.5 */
Test(mandates, without_a_ballot_law_and_ballots_none_is_needed)
{
    struct campaign c = campaign_open(
        "title = \"Free\"; start = \"2022-11\"; months = 3;\n"
        "fund : { opening = 1000.0; };\n"
        "bands = ( { name = \"all\"; net_ratio = 0.8; } );\n"
        "employers : { list = ( { name = \"Yard\"; members = 100; shares = [1.0];\n"
        "  salaries = [26000.0]; } ); };\n"
        "strategies = ( { name = \"s\"; actions = ( { name = \"out\"; "
        "days = [\"2022-11-06\"]; } ); } );\n");
    cr_expect_eq(campaign_value(&c, 0, 1, SF_STRIKE_DAYS), 100);
    campaign_close(&c);
}

/* M9.5 */
Test(mandates, under_no_law_a_ballot_that_is_there_counts)
{
    static const struct {
        const char *terms;
        int64_t days;
    } list[] = {{"result = \"passed\";", 100},
                {"result = \"failed\";", 0},
                {"result = \"failed\"; kind = \"consultative\";", 100}};
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        struct campaign c = campaign_open(
            "title = \"Free\"; start = \"2022-11\"; months = 3;\n"
            "fund : { opening = 1000.0; };\n"
            "bands = ( { name = \"all\"; net_ratio = 0.8; } );\n"
            "employers : { list = ( { name = \"Yard\"; members = 100; shares = [1.0];\n"
            "  salaries = [26000.0]; } ); };\n"
            "ballots = ( { name = \"b\"; closes = \"2022-11-07\"; %s } );\n"
            "strategies = ( { name = \"s\"; actions = ( { name = \"out\"; "
            "days = [\"2022-11-08\"]; } ); } );\n",
            list[i].terms);
        cr_expect_eq(campaign_value(&c, 0, 1, SF_STRIKE_DAYS), list[i].days, "%s",
                     list[i].terms);
        campaign_close(&c);
    }
}

#define SURE_TO_PASS "turnout = 1.0; yes = 1.0;"
#define SURE_TO_FAIL "turnout = 0.0; yes = 1.0;"
#define YARD_ALONE(votes, again)                                                       \
    "title = \"Yard\"; start = \"2023-01\"; months = 6; law = \"tua2016\";\n"          \
    "fund : { opening = 1000.0; };\n"                                                  \
    "bands = ( { name = \"all\"; net_ratio = 0.8; } );\n"                              \
    "employers : { list = ( { name = \"Yard\"; members = 100; shares = [1.0]; "        \
    "salaries = [26000.0]; } ); };\n"                                                  \
    "ballots = ( { name = \"first\"; closes = \"2022-08-15\"; " votes " },\n"          \
    "  { name = \"again\"; closes = \"2023-03-09\"; " again " } );\n"                  \
    "strategies = ( { name = \"s\"; actions = ( { name = \"out\"; from = "             \
    "\"2023-02-06\"; to = \"2023-03-17\"; cost_per_day = 10.0; } ); } );\n"

Test(mandates, a_call_out_whose_mandate_ends_within_a_month_loses_those_days)
{
    /* 15 August and six months: the last day is Tuesday 14 February. From 9 March the
       second ballot covers 7 weekdays. */
    struct campaign c = campaign_open(YARD_ALONE(SURE_TO_PASS, SURE_TO_PASS));
    const int64_t days[] = {0, 700, 700, 0, 0, 0};
    campaign_expect(&c, 0, SF_STRIKE_DAYS, days, 6);
    /* A day that does not happen costs nothing. */
    const int64_t costs[] = {0, 7000, 7000, 0, 0, 0};
    campaign_expect(&c, 0, SF_OTHER_OUTGO, costs, 6);
    campaign_check_books(&c, 3);
    campaign_close(&c);
}

/* M6.3, M9.4 */
Test(mandates, a_failed_employer_may_be_balloted_again)
{
    struct campaign c = campaign_open(YARD_ALONE(SURE_TO_FAIL, SURE_TO_PASS));
    const int64_t days[] = {0, 0, 700, 0, 0, 0};
    const int64_t costs[] = {0, 0, 7000, 0, 0, 0};
    campaign_expect(&c, 0, SF_STRIKE_DAYS, days, 6);
    campaign_expect(&c, 0, SF_OTHER_OUTGO, costs, 6);
    campaign_close(&c);
    c = campaign_open(YARD_ALONE(SURE_TO_PASS, SURE_TO_FAIL));
    const int64_t first[] = {0, 700, 0, 0, 0, 0};
    campaign_expect(&c, 0, SF_STRIKE_DAYS, first, 6);
    campaign_close(&c);
}
