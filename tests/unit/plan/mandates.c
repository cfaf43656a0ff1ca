#include <criterion/criterion.h>

#include "plan/plan.h"
#include "support/campaign.h"
#include "support/mandated.h"

static int32_t day(const char *text)
{
    int32_t parsed = SF_NO_DAY;
    cr_assert(sf_day_parse(text, &parsed));
    return parsed;
}

#define HEAD(law)                                                                      \
    "title = \"Votes\"; start = \"2022-06\"; months = 24; " law "\n"                   \
    "fund : { opening = 1.0; };\n"                                                     \
    "bands = ( { name = \"all\"; net_ratio = 0.8; } );\n"
#define PLACE(name, members, result)                                                   \
    "{ name = \"" name "\"; members = " members "; shares = [1.0]; salaries = "        \
    "[26000.0]; " result " }"
#define EMPLOYERS(list) "employers : { list = ( " list " ); };\n"
#define STRATEGY        "strategies = ( { name = \"s\"; campaign_cost = 1.0; } );\n"

/* M9.4 */
Test(mandate, lasts_from_the_closing_day_to_the_day_before_six_months_later)
{
    struct sf_scenario *scenario =
        campaign_scenario(HEAD("law = \"tua2016\";") EMPLOYERS(PLACE("Yard", "100", ""))
                              STRATEGY "ballots = ( { name = \"b\"; closes = "
                                       "\"2022-11-07\"; result = \"passed\"; } );\n");
    cr_expect_not(is_mandated(scenario, 0, day("2022-11-06")));
    cr_expect(is_mandated(scenario, 0, day("2022-11-07")));
    cr_expect(is_mandated(scenario, 0, day("2023-05-06")));
    cr_expect_not(is_mandated(scenario, 0, day("2023-05-07")));
    sf_scenario_free(scenario);
}

/* M9.4 */
Test(mandate, ends_with_the_month_where_the_day_does_not_exist)
{
    struct sf_scenario *scenario =
        campaign_scenario(HEAD("law = \"tua2016\";") EMPLOYERS(PLACE("Yard", "100", ""))
                              STRATEGY "ballots = ( { name = \"b\"; closes = "
                                       "\"2022-08-31\"; result = \"passed\"; } );\n");
    cr_expect(is_mandated(scenario, 0, day("2023-02-27")));
    cr_expect_not(is_mandated(scenario, 0, day("2023-02-28")));
    sf_scenario_free(scenario);
}

/* M9.5 */
Test(mandate, lasts_a_year_under_the_later_law_or_as_long_as_the_file_says)
{
    struct sf_scenario *scenario = campaign_scenario(
        HEAD("law = \"era2025\"; threshold = 0.5;") EMPLOYERS(PLACE("Yard", "100", ""))
            STRATEGY "ballots = ( { name = \"b\"; closes = \"2022-11-07\"; result = "
                     "\"passed\"; } );\n");
    cr_expect(is_mandated(scenario, 0, day("2023-11-06")));
    cr_expect_not(is_mandated(scenario, 0, day("2023-11-07")));
    sf_scenario_free(scenario);
    scenario = campaign_scenario(HEAD("law = \"tua2016\"; mandate_months = 2;")
                                     EMPLOYERS(PLACE("Yard", "100", "")) STRATEGY
                                 "ballots = ( { name = \"b\"; closes = \"2022-11-07\"; "
                                 "result = \"passed\"; } );\n");
    cr_expect(is_mandated(scenario, 0, day("2023-01-06")));
    cr_expect_not(is_mandated(scenario, 0, day("2023-01-07")));
    sf_scenario_free(scenario);
}

/** Whether one employer of so many members, turnout and yes passes at half. */
static bool passes(const char *members, const char *result)
{
    struct sf_scenario *scenario = campaign_scenario(
        HEAD(
            "law = \"tua2016\";") "employers : { list = ( { name = \"Yard\"; members = "
                                  "%s; shares = [1.0]; salaries = [26000.0]; %s } ); "
                                  "};\n" STRATEGY "ballots = ( { name = \"b\"; closes "
                                  "= \"2022-11-07\"; } );\n",
        members, result);
    const bool passed = sf_ballot_passed(scenario, &scenario->ballot[0], 0);
    sf_scenario_free(scenario);
    return passed;
}

/* M9.1, M9.2 */
Test(ballot, passes_with_half_voting_and_more_yes_than_no)
{
    cr_expect(passes("100", "turnout = 0.5; yes = 0.52;"));
    cr_expect_not(passes("100", "turnout = 0.5; yes = 0.5;"));
    cr_expect_not(passes("100", "turnout = 0.49; yes = 0.9;"));
    /* 50 of 101 is short of a half; 51 of 101 is not. */
    cr_expect_not(passes("101", "turnout = 0.495; yes = 0.9;"));
    cr_expect(passes("101", "turnout = 0.505; yes = 0.9;"));
    cr_expect(passes("100", "result = \"met\";"));
    cr_expect_not(passes("100", "result = \"missed\";"));
}

/* M9.1, M9.4 */
Test(ballot, exceptions_by_name_go_before_the_result)
{
    struct sf_scenario *scenario = campaign_scenario(
        HEAD("law = \"tua2016\";")
            EMPLOYERS(PLACE("Yard", "100", "result = \"missed\";") ", " PLACE(
                "Dock", "50", "result = \"met\";") ", " PLACE("Pier", "20",
                                                              "result = \"met\";"))
                STRATEGY
        "ballots = ( { name = \"b\"; closes = \"2022-11-07\"; passed = [\"Yard\"]; "
        "failed = [\"Dock\"]; },\n"
        "  { name = \"c\"; closes = \"2022-12-07\"; employers = [\"Yard\"]; result = "
        "\"failed\"; } );\n");
    const struct sf_ballot *ballot = &scenario->ballot[0];
    cr_expect(sf_ballot_passed(scenario, ballot, 0));
    cr_expect_not(sf_ballot_passed(scenario, ballot, 1));
    cr_expect(sf_ballot_passed(scenario, ballot, 2));
    /* A later lost ballot does not take a mandate away. */
    cr_expect(is_mandated(scenario, 0, day("2023-01-10")));
    sf_scenario_free(scenario);
}

/* M9.1 */
Test(ballot, together_they_pass_where_one_alone_would_not)
{
    const char *text = HEAD("law = \"tua2016\";")
        EMPLOYERS(PLACE("Yard", "100", "turnout = 0.4; yes = 0.6;") ", " PLACE(
            "Dock", "100", "turnout = 0.7; yes = 0.8;")) STRATEGY
        "ballots = ( { name = \"b\"; closes = \"2022-11-07\"; mode = \"%s\"; } );\n";
    struct sf_scenario *scenario = campaign_scenario(text, "aggregated");
    cr_expect(sf_ballot_passed(scenario, &scenario->ballot[0], 0));
    cr_expect(sf_ballot_passed(scenario, &scenario->ballot[0], 1));
    sf_scenario_free(scenario);
    scenario = campaign_scenario(text, "disaggregated");
    cr_expect_not(sf_ballot_passed(scenario, &scenario->ballot[0], 0));
    cr_expect(sf_ballot_passed(scenario, &scenario->ballot[0], 1));
    sf_scenario_free(scenario);
}
