/* Rolling action (M6.7): whose turn it is, worked out by hand. Gross days are £100 and
 * £150, net days £80 and £112.50. */
#include <criterion/criterion.h>

#include "support/campaign.h"
#include "support/works.h"

#define EXPECT(campaign, measure, ...)                                                 \
    campaign_expect(&(campaign), 0, measure, (const int64_t[]){__VA_ARGS__},           \
                    sizeof((const int64_t[]){__VA_ARGS__}) / sizeof(int64_t))

/* The Works has 100 members, the Mill 50, the Pit 20. */
#define PLACE(name, group, members)                                                    \
    "{ name = \"" name "\"; group = \"" group "\"; members = " members ";\n"           \
    "  shares = [0.6, 0.4]; salaries = [26000.0, 39000.0]; }"
#define TOWNS                                                                          \
    WORKS_HEAD WORKS_FUND WORKS_BANDS "employers : { divisor = 260; list = ( " PLACE(  \
        "Works", "north", "100") ",\n"                                                 \
                                 "  " PLACE("Mill", "south", "50") ", " PLACE(         \
                                     "Pit", "north", "20") " ); };\n"
#define WAVE(terms)                                                                    \
    "strategies = ( { name = \"s\"; actions = ( { name = \"wave\"; " terms             \
    " } ); } );\n"

/* M6.7 */
Test(waves, groups_are_out_a_week_each_and_in_turn)
{
    /* Weeks of 26 January (north, five days), 2 (south) and 9 February (north). */
    struct campaign c =
        campaign_open(TOWNS WAVE("groups = [\"north\", \"south\"]; wave = \"week\"; "
                                 "from = \"2026-01-26\"; to = \"2026-02-13\";"));
    EXPECT(c, SF_STRIKE_DAYS, 120 * 5, 50 * 5 + 120 * 5, 0);
    EXPECT(c, SF_STRIKERS, 120, 170, 0);
    campaign_check_books(&c, 1);
    campaign_close(&c);
}

Test(waves, the_order_of_the_turns_is_the_order_of_the_list)
{
    struct campaign c =
        campaign_open(TOWNS WAVE("groups = [\"south\", \"north\"]; wave = \"week\"; "
                                 "from = \"2026-01-26\"; to = \"2026-02-13\";"));
    EXPECT(c, SF_STRIKE_DAYS, 50 * 5, 120 * 5 + 50 * 5, 0);
    campaign_close(&c);
    c = campaign_open(TOWNS WAVE("employers = [\"Pit\", \"Works\"]; wave = \"week\"; "
                                 "from = \"2026-01-26\"; to = \"2026-02-13\";"));
    EXPECT(c, SF_STRIKE_DAYS, 20 * 5, 100 * 5 + 20 * 5, 0);
    campaign_close(&c);
    /* All groups, and all employers, as the employers' list has them. */
    c = campaign_open(TOWNS WAVE("groups = \"all\"; wave = \"week\"; "
                                 "from = \"2026-01-26\"; to = \"2026-02-06\";"));
    EXPECT(c, SF_STRIKE_DAYS, 120 * 5, 50 * 5, 0);
    campaign_close(&c);
    c = campaign_open(TOWNS WAVE("employers = \"all\"; wave = \"week\"; "
                                 "from = \"2026-01-26\"; to = \"2026-02-13\";"));
    EXPECT(c, SF_STRIKE_DAYS, 100 * 5, 50 * 5 + 20 * 5, 0);
    campaign_close(&c);
}

/* M6.7 */
Test(waves, weeks_are_of_the_calendar_and_pass_without_a_day_too)
{
    /* Wednesday 28 January: north for three days; the week of 2 February is south's,
       and all of it is holidays; north again on 9 and 10 February. */
    struct campaign c = campaign_open(
        TOWNS "holidays = [\"2026-02-02\", \"2026-02-03\", \"2026-02-04\", "
              "\"2026-02-05\", \"2026-02-06\"];\n" WAVE(
                  "groups = \"all\"; wave = \"week\"; "
                  "from = \"2026-01-28\"; to = \"2026-02-10\";"));
    EXPECT(c, SF_STRIKE_DAYS, 120 * 3, 120 * 2, 0);
    campaign_close(&c);
}

/* M6.7 */
Test(waves, months_and_days_make_turns_as_well)
{
    /* Two days a month: north in February and April, south in March. */
    struct campaign c = campaign_open(
        TOWNS WAVE("groups = \"all\"; wave = \"month\"; days_per_month = 2; "
                   "from = \"2026-02-11\"; to = \"2026-04-30\";"));
    EXPECT(c, SF_STRIKE_DAYS, 0, 240, 100, 240, 0);
    campaign_close(&c);
    /* Seven dates in twos: north, south, north, and the seventh is south's. */
    c = campaign_open(TOWNS WAVE(
        "groups = \"all\"; wave = 2; days = [\"2026-01-05\", \"2026-01-19\", "
        "\"2026-02-02\", \"2026-03-02\", \"2026-04-01\", \"2026-05-01\", "
        "\"2026-06-01\"];"));
    EXPECT(c, SF_STRIKE_DAYS, 240, 50, 50, 120, 120, 50, 0);
    campaign_close(&c);
}

Test(waves, days_of_strike_pay_are_those_of_each_employers_own_turns)
{
    /* £10 from the second day, two days at most. Works: days 2 and 3 of its first turn
       in January and nothing after; Mill likewise in its own. */
    struct campaign c = campaign_open(
        TOWNS "rules : { pay : { basis = \"flat\"; amounts = 10.0; from_day = 2; "
              "max_days = 2; }; };\n" WAVE(
                  "employers = [\"Works\", \"Mill\"]; wave = \"week\"; rule = \"pay\"; "
                  "from = \"2026-01-26\"; to = \"2026-02-20\";"));
    EXPECT(c, SF_STRIKE_PAY_DUE, 100 * 2 * 1000, 50 * 2 * 1000, 0);
    campaign_close(&c);
}

Test(waves, a_day_of_all_members_may_fall_in_the_turn_of_others)
{
    /* 5 February is in the south's week, so the Works may be out on it for another
       action; whoever is out with the wave's share is not called again. */
    struct campaign c = campaign_open(
        TOWNS
        "strategies = ( { name = \"s\"; actions = (\n"
        "  { name = \"wave\"; groups = \"all\"; wave = \"week\"; called_share = 0.5; "
        "from = \"2026-01-26\"; to = \"2026-02-06\"; },\n"
        "  { name = \"day\"; days = [\"2026-02-05\"]; } ); } );\n");
    /* The wave: 60 for five days, then 25; the day: 120 and half of 50. */
    EXPECT(c, SF_STRIKE_DAYS, 60 * 5, 25 * 5 + 120 + 25, 0);
    campaign_close(&c);
}
