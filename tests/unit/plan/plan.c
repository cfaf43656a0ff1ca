#include "plan/plan.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/campaign.h"
#include "support/everything.h"
#include "support/kinds.h"
#include "support/mandated.h"
#include "support/works.h"

static struct sf_plan *plan_of(const struct sf_scenario *scenario, size_t strategy)
{
    struct sf_plan *plan = NULL;
    cr_assert_eq(sf_plan_init(scenario, strategy, &plan), SF_OK);
    return plan;
}

/* M4.1, M6.5 */
Test(plan, cells_have_members_and_days_of_pay)
{
    struct sf_scenario *scenario = campaign_scenario(
        WORKS_HEAD WORKS_FUND WORKS_BANDS
        "employers : { divisor = 365; other_payers = 17; list = ( { name = \"Works\"; "
        "members = 101; shares = [0.6, 0.4]; salaries = [26000.0, 39000.0]; }, { name "
        "= "
        "\"Mill\"; members = 3; divisor = 260; shares = [0.5, 0.5]; salaries = "
        "[26000.0, "
        "39000.0]; } ); };\n"
        "strategies = ( { name = \"s\"; campaign_cost = 1.0; } );\n");
    struct sf_plan *plan = plan_of(scenario, 0);
    cr_expect_eq(plan->n_cells, 4);
    cr_expect_eq(plan->n_all_cells, 5);
    /* 60.6 and 40.4: 61 and 40. 1.5 and 1.5: the tie goes to the lower. */
    const int32_t opening[] = {61, 40, 2, 1, 17};
    for (size_t i = 0; i < 5; i++) {
        cr_expect_eq(plan->opening[i], opening[i], "cell %zu", i);
    }
    cr_expect_float_eq(plan->gross_day[0], 2600000.0 / 365.0, 1e-9);
    cr_expect_float_eq(plan->net_day[1], 3900000.0 / 365.0 * 0.75, 1e-9);
    cr_expect_float_eq(plan->gross_day[2], 10000.0, 1e-9);
    sf_plan_free(plan);
    sf_plan_free(NULL);
    sf_scenario_free(scenario);
}

/* M4.4 */
Test(plan, levy_months_are_those_of_the_plan)
{
    struct sf_scenario *scenario = campaign_scenario(
        WORKS
        "levies = ( { name = \"one\"; from = \"2025-10\"; to = \"2026-02\"; rates = "
        "{ low = 3.0; high = 5.0; }; }, { name = \"two\"; from = \"2026-03\"; to = "
        "\"2027-12\"; rates = { low = 4.0; high = 4.5; }; } );\n"
        "strategies = ( { name = \"s\"; levy = [\"one\", \"two\"]; } );\n");
    struct sf_plan *plan = plan_of(scenario, 0);
    const size_t phase[] = {SF_NONE, 0, 0, 1, 1, 1, 1, 1, 1};
    for (size_t m = 0; m <= 8; m++) {
        cr_expect_eq(plan->phase_of_month[m], phase[m], "month %zu", m);
    }
    cr_expect_not(plan->phase[0].is_continuing);
    cr_expect(plan->phase[1].is_continuing);
    cr_expect_eq(plan->phase[1].rate[0], 400.0);
    cr_expect_eq(plan->phase[1].rise[0], 1.0);
    cr_expect_eq(plan->phase[1].rise[1], 0.0);
    sf_plan_free(plan);
    sf_scenario_free(scenario);
}

Test(plan, days_of_an_action_come_month_by_month_and_employer_by_employer)
{
    struct sf_scenario *scenario = campaign_scenario(EVERYTHING);
    struct sf_plan *plan = plan_of(scenario, 2);
    for (size_t m = 1; m <= plan->n_months; m++) {
        size_t before = 0;
        for (size_t i = plan->month_start[m]; i < plan->month_start[m + 1]; i++) {
            const struct sf_callout_month *part = &plan->callout_month[i];
            const size_t employer = plan->callout[part->callout].employer;
            cr_assert_geq(employer, before);
            before = employer;
            for (size_t d = part->first_day; d < part->first_day + part->n_days; d++) {
                const int32_t date = plan->day[d].date;
                cr_assert_eq(sf_month_of_day(date), scenario->start + (int32_t)m - 1);
                cr_assert(is_mandated(scenario, employer, date));
            }
        }
    }
    cr_expect_eq(plan->month_start[plan->n_months + 1], plan->month_start[10]);
    sf_plan_free(plan);
    sf_scenario_free(scenario);
}

static void say_days(const struct sf_scenario *scenario, size_t action, char *text)
{
    struct sf_days days = {0};
    cr_assert_eq(sf_action_days(scenario, &scenario->action[action], &days), SF_OK);
    text[0] = '\0';
    for (size_t i = 0; i < days.n; i++) {
        char date[11];
        sf_day_format(days.day[i], date);
        strcat(strcat(text, date + 5), " ");
    }
    free(days.day);
}

/* M6.1 */
Test(action_days, patterns_holidays_and_limits)
{
    char text[400];
    struct sf_scenario *scenario = campaign_scenario(
        WORKS "holidays = [\"2026-05-04\"];\n"
              "strategies = ( { name = \"s\"; actions = (\n"
              "  { name = \"a\"; from = \"2026-04-30\"; to = \"2026-05-06\"; } ); },\n"
              " { name = \"t\"; actions = (\n"
              "  { name = \"b\"; from = \"2026-04-30\"; to = \"2026-05-06\"; pattern = "
              "\"all days\"; days_per_month = 2; } ); },\n"
              " { name = \"u\"; actions = (\n"
              "  { name = \"c\"; days = [\"2026-05-03\", \"2026-05-04\"]; } ); } );\n");
    say_days(scenario, 0, text);
    cr_expect_str_eq(text, "04-30 05-01 05-05 05-06 ");
    say_days(scenario, 1, text);
    cr_expect_str_eq(text, "04-30 05-01 05-02 ");
    say_days(scenario, 2, text); /* explicit dates always count */
    cr_expect_str_eq(text, "05-03 05-04 ");
    sf_scenario_free(scenario);
}

#define TWO_INPUTS                                                                     \
    "inputs : { one : { dist = \"uniform\"; low = 0.1; high = 0.2; };\n"               \
    "  other : { dist = \"uniform\"; low = 0.1; high = 0.2; }; };\n"

/** The hash of a plan of a text with one piece replaced. */
static void hash_of(const char *text, size_t strategy, const char *from, const char *to,
                    char hash[65])
{
    char changed[sizeof(TWO_INPUTS EVERYTHING) + sizeof(KINDS)];
    const char *at = strstr(text, from);
    cr_assert_not_null(at, "no '%s' in the text", from);
    snprintf(changed, sizeof(changed), "%.*s%s%s", (int)(at - text), text, to,
             at + strlen(from));
    struct sf_scenario *scenario = campaign_scenario("%s", changed);
    struct sf_plan *plan = plan_of(scenario, strategy);
    strcpy(hash, plan->hash);
    sf_plan_free(plan);
    sf_scenario_free(scenario);
}

static void hash_with(const char *from, const char *to, char hash[65])
{
    hash_of(TWO_INPUTS EVERYTHING, 0, from, to, hash);
}

Test(plan_hash, moves_with_what_only_some_kinds_of_action_have)
{
    char plain[65];
    char changed[65];
    hash_of(KINDS, 2, "9;", "9;", plain);
    static const char *const relevant[][2] = {
        {"wave = \"week\"", "wave = \"month\""},
        {"[\"Library\", \"Harbour\"]", "[\"Harbour\", \"Library\"]"},
        {"kind = \"short of strike\"; employers = \"all\"; wave = 3",
         "kind = \"short of strike\"; employers = \"all\"; wave = 4"},
        {"docking >= 0.75", "docking >= 0.76"},
        {"docking >= 0.75", "docking < 0.75"},
        {"when = \"docking >= 0.75\";", ""},
        {"cost_per_day = 19.0", "cost_per_day = 19.5"},
        {"momentum_reference = 0.2;", ""},
        {"backlog = 0.3;", ""},
        {"rate = 0.9", "rate = 0.91"},
        {"max_amount = 700.0", "max_amount = 701.0"}};
    for (size_t i = 0; i < sizeof(relevant) / sizeof(relevant[0]); i++) {
        hash_of(KINDS, 2, relevant[i][0], relevant[i][1], changed);
        cr_expect_str_neq(plain, changed, "%s", relevant[i][1]);
    }
    hash_of(KINDS, 2, "title = \"Everything\"", "title = \"All of it\"", changed);
    cr_expect_str_eq(plain, changed);
}

Test(plan_hash, moves_with_what_the_months_read_and_with_nothing_else)
{
    char plain[65];
    char changed[65];
    hash_with("9;", "9;", plain);
    cr_expect_eq(strlen(plain), 64);
    const char *const relevant[][2] = {
        {"seed = \"4711\"", "seed = \"4712\""},
        {"low = 3.0", "low = 3.01"},
        {"interest = 0.03", "interest = 0.031"},
        {"subscription_share = 0.37", "subscription_share = 0.38"},
        {"members = 173", "members = 174"},
        {"22517.0", "22518.0"},
        {"\"Library\"", "\"Libraries\""},
        {"from = \"2022-12-19\"", "from = \"2022-12-20\""},
        {"2023-01-13", "2023-01-16"},
        {"max_amount = 700.0", "max_amount = 701.0"},
        {"campaign_cost = 111.11", "campaign_cost = 111.12"},
        {"claim_lag = [0.1, 0.4", "claim_lag = [0.2, 0.3"},
        {"prepared_max = 0.3", "prepared_max = 0.31"},
        {"cost_per_member = 1.17", "cost_per_member = 1.18"},
        {"employers = [\"Museum\"]", "employers = [\"Library\"]"},
        {"subscription = 13.0", "subscription = 13.5"},
        {"amount = -1234.56", "amount = -1234.57"}};
    for (size_t i = 0; i < sizeof(relevant) / sizeof(relevant[0]); i++) {
        hash_with(relevant[i][0], relevant[i][1], changed);
        cr_expect_str_neq(plain, changed, "%s", relevant[i][1]);
    }
    hash_with("title = \"Everything\"", "title = \"All of it\"", changed);
    cr_expect_str_eq(plain, changed);
}

/* One input or the other, both of one range: the numbers drawn are not the same. */
Test(plan_hash, knows_which_input_is_meant)
{
    static const char *const KEYS[] = {
        "lapse = 0.01",          "fail = 0.03",     "recover = 0.7", "leave = 0.008",
        "join_in_action = 0.02", "rostered = 0.93", "fatigue = 0.01"};
    for (size_t i = 0; i < sizeof(KEYS) / sizeof(KEYS[0]); i++) {
        char one[64];
        char other[64];
        char hash_one[65];
        char hash_other[65];
        const int length = (int)(strchr(KEYS[i], '=') - KEYS[i]);
        snprintf(one, sizeof(one), "%.*s= \"one\"", length, KEYS[i]);
        snprintf(other, sizeof(other), "%.*s= \"other\"", length, KEYS[i]);
        hash_with(KEYS[i], one, hash_one);
        hash_with(KEYS[i], other, hash_other);
        cr_expect_str_neq(hash_one, hash_other, "%s", KEYS[i]);
    }
}
