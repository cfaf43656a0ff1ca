/* Where members decide one by one: means and variances in closed form (M12). */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "support/campaign.h"
#include "support/laws.h"

/* One band at £3, 250 members at two employers, net days of £80. */
#define YARD(months)                                                                   \
    "title = \"Yard\"; start = \"2026-01\"; months = " months                          \
    "; seed = \"20260101\";\n"                                                         \
    "fund : { opening = 1000.0; };\n"                                                  \
    "bands = ( { name = \"all\"; net_ratio = 0.8; subscription = 12.0; } );\n"         \
    "employers : { list = (\n"                                                         \
    "  { name = \"Yard\"; members = 150; shares = [1.0]; salaries = [26000.0]; },\n"   \
    "  { name = \"Dock\"; members = 100; shares = [1.0]; salaries = [26000.0]; } ); "  \
    "};\n"
#define LEVY(terms)                                                                    \
    "levies = ( { name = \"levy\"; from = \"2026-01\"; to = \"2026-05\"; rates = { "   \
    "all "                                                                             \
    "= 3.0; }; " terms " } );\n"
#define LEVY_ALONE "strategies = ( { name = \"levy alone\"; levy = \"levy\"; } );\n"

enum { RUNS = 40000 };

/* M5.2, M5.5 */
Test(levy, mean_and_variance_match_the_closed_form_in_every_month)
{
    const double notpay = 0.15;
    const double lapse = 0.05;
    const double fail = 0.2;
    const double recover = 0.6;
    struct campaign c = campaign_open(YARD("7") LEVY(
        "notpay = 0.15; lapse = 0.05; fail = 0.2; recover = 0.6;") LEVY_ALONE);
    struct sf_results *results = campaign_run(&c, RUNS);
    for (size_t j = 1; j <= 7; j++) {
        const double p =
            j <= 5 ? (1.0 - notpay) * pow(1.0 - lapse, (double)j - 1.0) : 0.0;
        const double p_before =
            j == 1 || j > 6 ? 0.0 : (1.0 - notpay) * pow(1.0 - lapse, (double)j - 2.0);
        const double e1 = p * (1.0 - fail) + p_before * fail * recover;
        const double both = j == 1 ? 0.0 : p * (1.0 - fail) * fail * recover;
        const double e2 = e1 + 2.0 * both;
        expect_moments(results, 0, j, SF_LEVY_INCOME, 300.0 * 250.0 * e1,
                       300.0 * 300.0 * 250.0 * (e2 - e1 * e1), 3.1);
        expect_moments(results, 0, j, SF_PAYERS, 250.0 * p, 250.0 * p * (1.0 - p), 3.1);
    }
    cr_expect_eq(sf_results_monthly(results, 0, 7, SF_LEVY_INCOME).mean, 0.0);
    sf_results_free(results);
    campaign_check_books(&c, 50);
    campaign_close(&c);
}

Test(levy, an_unknown_rate_adds_its_own_variance)
{
    const double mean = 0.2;
    const double sd = 0.06;
    struct campaign c = campaign_open(YARD("2") LEVY(
        "notpay = { dist = \"beta\"; mean = 0.2; sd = 0.06; };") LEVY_ALONE);
    struct sf_results *results = campaign_run(&c, RUNS);
    const double variance =
        250.0 * (mean - mean * mean - sd * sd) + 250.0 * 250.0 * sd * sd;
    expect_moments(results, 0, 1, SF_PAYERS, 250.0 * (1.0 - mean), variance, 3.6);
    expect_moments(results, 0, 2, SF_PAYERS, 250.0 * (1.0 - mean), variance, 3.6);
    sf_results_free(results);
    campaign_check_books(&c, 20);
    campaign_close(&c);
}

/* M2.3 */
Test(levy, employers_differ_on_the_logit_each_with_its_own_effect)
{
    double p;
    double spread;
    logit_normal_moments(0.3, 0.7, &p, &spread);
    struct campaign c =
        campaign_open(YARD("1") LEVY("notpay = 0.3; spread = 0.7;") LEVY_ALONE);
    struct sf_results *results = campaign_run(&c, RUNS);
    /* Independent employers: 150^2 + 100^2, not 250^2. */
    const double variance = 250.0 * (p - p * p - spread) + 32500.0 * spread;
    expect_moments(results, 0, 1, SF_PAYERS, 250.0 * (1.0 - p), variance, 3.6);
    sf_results_free(results);
    campaign_close(&c);
}

/* M2.3 */
Test(levy, a_months_shock_is_shared_by_all_employers)
{
    double p;
    double spread;
    logit_normal_moments(0.3, 0.7, &p, &spread);
    struct campaign c =
        campaign_open(YARD("1") LEVY("notpay = 0.3; month_spread = 0.7;") LEVY_ALONE);
    struct sf_results *results = campaign_run(&c, RUNS);
    const double variance = 250.0 * (p - p * p - spread) + 62500.0 * spread;
    expect_moments(results, 0, 1, SF_PAYERS, 250.0 * (1.0 - p), variance, 3.6);
    sf_results_free(results);
    campaign_close(&c);
}

/* M5.3 */
Test(levy, the_rate_and_a_consultation_shift_the_logit)
{
    const double logit = log(0.2 / 0.8) + 0.4 * (3.0 - 1.5) - 0.25;
    const double notpay = 1.0 / (1.0 + exp(-logit));
    struct campaign c = campaign_open(YARD("1") LEVY(
        "notpay = 0.2; reference_rates = { all = 1.5; }; rate_response = "
        "0.4; consulted = true; consultation_effect = 0.25;") LEVY_ALONE);
    struct sf_results *results = campaign_run(&c, RUNS);
    expect_moments(results, 0, 1, SF_PAYERS, 250.0 * (1.0 - notpay),
                   250.0 * notpay * (1.0 - notpay), 3.1);
    sf_results_free(results);
    campaign_close(&c);
}

Test(levy, a_share_of_pay_is_collected_employer_by_employer)
{
    /* 1 % of a month of 26,000: £21.666667 from Binomial(250, 0.8 * 0.7). */
    const double rate = 2600000.0 / 1200.0;
    struct campaign c = campaign_open(
        YARD("2") "levies = ( { name = \"levy\"; from = \"2026-01\"; to = \"2026-02\"; "
                  "share_of_pay = 0.01; notpay = 0.2; fail = 0.3; } );\n" LEVY_ALONE);
    struct sf_results *results = campaign_run(&c, RUNS);
    expect_moments(results, 0, 1, SF_LEVY_INCOME, rate * 140.0,
                   rate * rate * 250.0 * 0.56 * 0.44, 3.1);
    sf_results_free(results);
    campaign_close(&c);
}

/* M5.2 */
Test(phases, a_rise_leaves_the_payers_of_the_second_rate)
{
    /* Binomial(Binomial(N, 1 - r1), (1 - r2)/(1 - r1)) is Binomial(N, 1 - r2). */
    const double second = 1.0 / (1.0 + exp(-(log(0.1 / 0.9) + 0.5 * 2.0)));
    struct campaign c = campaign_open(YARD(
        "4") "levies = ( { name = \"one\"; from = \"2026-01\"; to = \"2026-02\";\n"
             "  rates = { all = 3.0; }; notpay = 0.1; },\n"
             "  { name = \"two\"; from = \"2026-03\"; to = \"2026-04\";\n"
             "  rates = { all = 5.0; }; reference_rates = { all = 3.0; };\n"
             "  notpay = 0.1; rate_response = 0.5; } );\n"
             "strategies = ( { name = \"both\"; levy = [\"one\", \"two\"]; } );\n");
    struct sf_results *results = campaign_run(&c, RUNS);
    expect_moments(results, 0, 2, SF_PAYERS, 225.0, 22.5, 3.1);
    expect_moments(results, 0, 3, SF_PAYERS, 250.0 * (1.0 - second),
                   250.0 * second * (1.0 - second), 3.1);
    expect_moments(results, 0, 4, SF_LEVY_INCOME, 500.0 * 250.0 * (1.0 - second),
                   250000.0 * 250.0 * second * (1.0 - second), 3.1);
    sf_results_free(results);
    campaign_close(&c);
}

/* M4.4 */
Test(members, price_drives_out_payers_in_proportion_to_the_rise)
{
    /* 0.4 * 3 / 12 = 0.1 of the payers, 0.8 of 250. */
    struct campaign c = campaign_open(YARD(
        "3") "members : { elasticity = 0.4; };\n" LEVY("notpay = 0.2;") LEVY_ALONE);
    struct sf_results *results = campaign_run(&c, RUNS);
    const double gone = 0.8 * 0.1;
    expect_moments(results, 0, 1, SF_MEMBERS, 250.0 * (1.0 - gone),
                   250.0 * gone * (1.0 - gone), 3.3);
    expect_moments(results, 0, 1, SF_PAYERS, 250.0 * 0.72, 250.0 * 0.72 * 0.28, 3.1);
    expect_moments(results, 0, 3, SF_MEMBERS, 250.0 * (1.0 - gone),
                   250.0 * gone * (1.0 - gone), 3.3);
    sf_results_free(results);
    campaign_check_books(&c, 20);
    campaign_close(&c);
}

/* M4.2, M11.1 */
Test(members, leave_one_by_one_payers_and_others_alike)
{
    struct campaign c = campaign_open(
        YARD("4") "members : { leave = 0.03; };\n" LEVY("notpay = 0.4;") LEVY_ALONE);
    struct sf_results *results = campaign_run(&c, RUNS);
    for (size_t m = 1; m <= 4; m++) {
        const double stay = pow(0.97, (double)m);
        expect_moments(results, 0, m, SF_MEMBERS, 250.0 * stay,
                       250.0 * stay * (1.0 - stay), 3.2);
        expect_moments(results, 0, m, SF_PAYERS, 250.0 * stay * 0.6,
                       250.0 * stay * 0.6 * (1.0 - stay * 0.6), 3.2);
    }
    sf_results_free(results);
    campaign_close(&c);
}

/* M4.3, M5.2 */
Test(members, join_at_a_share_of_the_opening_number_and_decide_on_the_levy)
{
    struct campaign c = campaign_open(
        YARD("4") "members : { join = 0.02; };\n" LEVY("notpay = 0.4;") LEVY_ALONE);
    struct sf_results *results = campaign_run(&c, RUNS);
    for (size_t m = 1; m <= 4; m++) {
        const double joined = 5.0 * (double)m;
        expect_moments(results, 0, m, SF_MEMBERS, 250.0 + joined, joined, 3.3);
        expect_moments(results, 0, m, SF_PAYERS, 0.6 * (250.0 + joined),
                       250.0 * 0.24 + 0.6 * joined, 3.2);
    }
    sf_results_free(results);
    campaign_close(&c);
}

Test(members, joiners_do_not_lapse_in_their_first_month)
{
    /* All who could lapse do: from month 2 the payers are the month's joiners. */
    struct campaign c = campaign_open(
        YARD("4") "members : { join = 0.02; };\n" LEVY("lapse = 1.0;") LEVY_ALONE);
    struct sf_results *results = campaign_run(&c, RUNS);
    for (size_t m = 2; m <= 4; m++) {
        expect_moments(results, 0, m, SF_PAYERS, 5.0, 5.0, 3.3);
    }
    sf_results_free(results);
    campaign_close(&c);
}

/* M4.3 */
Test(members, more_join_where_somebody_struck_the_month_before)
{
    struct campaign c = campaign_open(
        YARD("4") "members : { join = 0.02; join_in_action = 0.04; };\n"
                  "strategies = ( { name = \"s\"; actions = ( { name = \"out\"; "
                  "employer = \"Yard\"; days = [\"2026-02-03\"]; } ); } );\n");
    struct sf_results *results = campaign_run(&c, RUNS);
    const double joined[] = {5.0, 10.0, 15.0 + 150.0 * 0.04, 20.0 + 6.0};
    for (size_t m = 1; m <= 4; m++) {
        expect_moments(results, 0, m, SF_MEMBERS, 250.0 + joined[m - 1], joined[m - 1],
                       3.3);
    }
    sf_results_free(results);
    campaign_close(&c);
}

/* M4.2, M4.3 */
Test(members, joiners_come_after_leavers_at_a_share_of_the_opening_number)
{
    /* All leave every month, and then 0.2 of the 250 there were at the opening come. */
    struct campaign c = campaign_open(YARD("3") "members : { leave = 1.0; join = 0.2; "
                                                "};\n" LEVY("") LEVY_ALONE);
    struct sf_results *results = campaign_run(&c, RUNS);
    for (size_t m = 1; m <= 3; m++) {
        expect_moments(results, 0, m, SF_MEMBERS, 50.0, 50.0, 3.3);
    }
    sf_results_free(results);
    campaign_close(&c);
}

/* M4.3 */
Test(members, nobody_joins_for_an_action_that_nobody_came_out_for)
{
    struct campaign c = campaign_open(
        YARD("3") "members : { join_in_action = 0.9; };\n"
                  "strategies = ( { name = \"s\"; actions = ( { name = \"out\"; "
                  "participation = 0.0; days = [\"2026-01-06\"]; } ); } );\n");
    cr_expect_eq(campaign_value(&c, 0, 3, SF_MEMBERS), 250);
    campaign_close(&c);
}

/* M6.4 */
Test(strikers, come_out_one_by_one_and_tire_day_by_day)
{
    struct campaign c = campaign_open(YARD(
        "2") "strategies = ( { name = \"s\"; actions = ( { name = \"out\"; employer "
             "= \"Dock\"; called = 80; participation = 0.7; fatigue = 0.1; days = "
             "[\"2026-01-05\", \"2026-02-03\", \"2026-02-04\", \"2026-02-05\"]; } ); "
             "} );\n");
    struct sf_results *results = campaign_run(&c, RUNS);
    expect_moments(results, 0, 1, SF_STRIKE_DAYS, 56.0, 80.0 * 0.7 * 0.3, 3.1);
    /* Per member called, days of February X = I2 + I3 + I4, out on day k with chance
       q s^(k-1), days nested: E X^2 = q (s + 3 s^2 + 5 s^3). */
    const double s = 0.9;
    const double mean = 0.7 * (s + s * s + s * s * s);
    const double square = 0.7 * (s + 3.0 * s * s + 5.0 * s * s * s);
    expect_moments(results, 0, 2, SF_STRIKE_DAYS, 80.0 * mean,
                   80.0 * (square - mean * mean), 3.2);
    expect_moments(results, 0, 2, SF_STRIKERS, 80.0 * 0.63, 80.0 * 0.63 * 0.37, 3.1);
    sf_results_free(results);
    campaign_check_books(&c, 20);
    campaign_close(&c);
}

/* M6.4 */
Test(strikers, employers_differ_and_a_shock_is_shared)
{
    double q;
    double spread;
    logit_normal_moments(0.6, 0.5, &q, &spread);
    const char *const terms[] = {"spread = 0.5;", "month_spread = 0.5;"};
    const double square_sum[] = {32500.0, 62500.0};
    for (size_t i = 0; i < 2; i++) {
        struct campaign c = campaign_open(
            YARD("1") "strategies = ( { name = \"s\"; actions = ( { name = \"out\"; "
                      "days = [\"2026-01-05\"]; participation = 0.6; %s } ); } );\n",
            terms[i]);
        struct sf_results *results = campaign_run(&c, RUNS);
        expect_moments(results, 0, 1, SF_STRIKERS, 250.0 * q,
                       250.0 * (q - q * q - spread) + square_sum[i] * spread, 3.6);
        sf_results_free(results);
        campaign_close(&c);
    }
}

/* M6.8 */
Test(hardship, grants_go_to_a_share_of_those_out_unpaid)
{
    struct campaign c = campaign_open(
        YARD("1") "rules : { help : { basis = \"none\"; hardship_share = 0.05; "
                  "hardship_grant = 40.0; }; };\n"
                  "strategies = ( { name = \"s\"; actions = ( { name = \"out\"; days = "
                  "[\"2026-01-05\", \"2026-01-06\"]; participation = 0.8; rule = "
                  "\"help\"; } ); } );\n");
    struct sf_results *results = campaign_run(&c, RUNS);
    expect_moments(results, 0, 1, SF_HARDSHIP, 4000.0 * 250.0 * 0.04,
                   4000.0 * 4000.0 * 250.0 * 0.04 * 0.96, 3.3);
    sf_results_free(results);
    campaign_close(&c);
}

/** Chance that a fair walk of pound steps from `opening` is below nought by a month. */
static void ruin_by_month(int opening, size_t n_months, double *ruined)
{
    enum { PLACES = 128 };
    double at[PLACES] = {0.0};
    at[opening] = 1.0;
    ruined[0] = 0.0;
    for (size_t m = 1; m <= n_months; m++) {
        double next[PLACES] = {0.0};
        ruined[m] = ruined[m - 1] + at[0] / 2.0;
        for (int i = 0; i < PLACES; i++) {
            if (i > 0) {
                next[i - 1] += at[i] / 2.0;
            }
            if (i + 1 < PLACES) {
                next[i + 1] += at[i] / 2.0;
            }
        }
        for (int i = 0; i < PLACES; i++) {
            at[i] = next[i];
        }
    }
}

Test(ruin, one_payer_is_a_gambler_at_even_odds)
{
    double ruined[61];
    ruin_by_month(4, 60, ruined);
    struct campaign c = campaign_open(
        "title = \"Gambler\"; start = \"2026-01\"; months = 60; seed = \"7\";\n"
        "fund : { opening = 4.0; };\n"
        "bands = ( { name = \"all\"; net_ratio = 0.8; } );\n"
        "employers : { list = ( { name = \"Casino\"; members = 1; shares = [1.0];\n"
        "  salaries = [26000.0]; } ); };\n"
        "levies = ( { name = \"levy\"; from = \"2026-01\"; to = \"2030-12\";\n"
        "  rates = { all = 2.0; }; fail = 0.5; recover = 0.0; } );\n"
        "strategies = ( { name = \"play\"; levy = \"levy\"; campaign_cost = 1.0; } "
        ");\n");
    struct sf_results *results = campaign_run(&c, RUNS);
    for (size_t m = 0; m <= 60; m++) {
        expect_chance(sf_results_chance(results, 0, m, SF_SHORTFALL), ruined[m]);
    }
    cr_expect_eq(sf_results_chance(results, 0, 4, SF_SHORTFALL).count, 0);
    cr_expect_gt(sf_results_chance(results, 0, 5, SF_SHORTFALL).count, 0);
    sf_results_free(results);
    campaign_close(&c);
}
