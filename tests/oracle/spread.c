/* Where the spread between runs comes from, against variances in closed form (M10.6).
 */
#include <criterion/criterion.h>
#include <math.h>

#include "support/campaign.h"
#include "support/everything.h"
#include "support/laws.h"

/* One band at £3, 250 members at two employers; what varies is said by the test. */
#define YARD                                                                           \
    "title = \"Yard\"; start = \"2026-01\"; months = 1; seed = \"20261122\";\n"        \
    "bands = ( { name = \"all\"; net_ratio = 0.8; subscription = 12.0; } );\n"         \
    "employers : { list = (\n"                                                         \
    "  { name = \"Yard\"; members = 150; shares = [1.0]; salaries = [26000.0]; },\n"   \
    "  { name = \"Dock\"; members = 100; shares = [1.0]; salaries = [26000.0]; } ); "  \
    "};\n"                                                                             \
    "strategies = ( { name = \"levy alone\"; levy = \"levy\"; } );\n"
#define FUND(opening) "fund : { opening = " opening "; };\n"
#define LEVY(terms)                                                                    \
    "levies = ( { name = \"levy\"; from = \"2026-01\"; to = \"2026-01\"; rates = { "   \
    "all = 3.0; }; " terms " } );\n"

enum { RUNS = 40000, TWINS = 2048 };

/** The levy of month 1 has this much of its variance from each source. */
static void expect_shares(const struct campaign *campaign, double rates,
                          double differences, double chance)
{
    struct sf_results *results = campaign_run(campaign, RUNS);
    const struct sf_spread spread = sf_results_spread(results, 0, 1);
    const double expected[SF_N_SOURCES] = {rates, differences, chance};
    double sum = 0.0;
    cr_assert(spread.is_defined);
    cr_expect_eq(spread.twins, TWINS);
    for (size_t s = 0; s < SF_N_SOURCES; s++) {
        const struct sf_mean share = spread.share[s];
        cr_expect(fabs(share.mean - expected[s]) <= 5.0 * share.se + 1e-12,
                  "source %zu: %.4f, not %.4f (se %.4f)", s, share.mean, expected[s],
                  share.se);
        cr_expect(share.se < 0.06, "source %zu: se %.4f", s, share.se);
        sum += share.mean;
    }
    cr_expect_float_eq(sum, 1.0, 1e-9);
    sf_results_free(results);
}

Test(spread, an_unknown_rate_and_chance_have_their_shares_of_the_variance)
{
    const double p = 0.2;
    const double chance = 250.0 * (p - p * p - 0.06 * 0.06);
    const double rates = 250.0 * 250.0 * 0.06 * 0.06;
    struct campaign c =
        campaign_open(YARD FUND("1000.0") LEVY("notpay = { dist = \"beta\"; mean = "
                                               "0.2; sd = 0.06; };"));
    expect_shares(&c, rates / (rates + chance), 0.0, chance / (rates + chance));
    campaign_close(&c);
}

Test(spread, employers_that_differ_have_theirs)
{
    double p;
    double variance;
    logit_normal_moments(0.3, 0.7, &p, &variance);
    const double chance = 250.0 * (p - p * p - variance);
    const double differences = 32500.0 * variance;
    struct campaign c =
        campaign_open(YARD FUND("1000.0") LEVY("notpay = 0.3; spread = 0.7;"));
    expect_shares(&c, 0.0, differences / (differences + chance),
                  chance / (differences + chance));
    campaign_close(&c);
}

Test(spread, a_months_shock_counts_as_a_difference)
{
    double p;
    double variance;
    logit_normal_moments(0.3, 0.7, &p, &variance);
    const double chance = 250.0 * (p - p * p - variance);
    const double differences = 62500.0 * variance;
    struct campaign c =
        campaign_open(YARD FUND("1000.0") LEVY("notpay = 0.3; month_spread = 0.7;"));
    expect_shares(&c, 0.0, differences / (differences + chance),
                  chance / (differences + chance));
    campaign_close(&c);
}

Test(spread, three_sources_stand_apart)
{
    /* The opening fund is a rate of its own: uniform, variance width^2 / 12. */
    double p;
    double variance;
    logit_normal_moments(0.3, 0.4, &p, &variance);
    const double chance = 9.0 * 250.0 * (p - p * p - variance);
    const double differences = 9.0 * 32500.0 * variance;
    const double rates = 150.0 * 150.0 / 12.0;
    const double all = chance + differences + rates;
    struct campaign c = campaign_open(YARD FUND("{ dist = \"uniform\"; low = 1000.0; "
                                                "high = 1150.0; }")
                                          LEVY("notpay = 0.3; spread = 0.4;"));
    expect_shares(&c, rates / all, differences / all, chance / all);
    campaign_close(&c);
}

Test(spread, where_nobody_decides_chance_has_exactly_none)
{
    struct campaign c =
        campaign_open(YARD FUND("{ dist = \"uniform\"; low = 1000.0; "
                                "high = 1150.0; }") LEVY("notpay = 0.0;"));
    struct sf_results *results = campaign_run(&c, 500);
    for (size_t month = 0; month <= 1; month++) {
        const struct sf_spread spread = sf_results_spread(results, 0, month);
        cr_assert(spread.is_defined);
        cr_expect_eq(spread.share[SF_FROM_RATES].mean, 1.0);
        cr_expect_eq(spread.share[SF_FROM_DIFFERENCES].mean, 0.0);
        cr_expect_eq(spread.share[SF_FROM_CHANCE].mean, 0.0);
        const struct sf_statistic balance =
            sf_results_monthly(results, 0, month, SF_BALANCE);
        cr_expect_eq(spread.simulation_se, balance.se);
        cr_expect_eq(spread.sd, balance.sd);
    }
    sf_results_free(results);
    campaign_close(&c);
}

Test(spread, of_what_does_not_vary_there_is_none)
{
    struct campaign c = campaign_open(YARD FUND("1000.0") LEVY("notpay = 0.0;"));
    struct sf_results *results = campaign_run(&c, 300);
    cr_expect_not(sf_results_spread(results, 0, 1).is_defined);
    sf_results_free(results);
    campaign_close(&c);
}

Test(spread, runs_outside_the_twins_have_none)
{
    struct campaign c = campaign_open(EVERYTHING);
    struct sf_results *results = campaign_run_cut(&c, 129, 400, 2, 100);
    cr_expect_eq(sf_results_spread(results, 0, 1).twins, 0);
    cr_expect_not(sf_results_spread(results, 0, 1).is_defined);
    sf_results_free(results);
    results = campaign_run_cut(&c, 100, 2480, 2, 100);
    cr_expect_eq(sf_results_spread(results, 0, 1).twins, 29 + 19);
    sf_results_free(results);
    campaign_close(&c);
}

Test(employers, add_up_to_the_whole_plan)
{
    static const struct {
        enum sf_employer_measure of_employer;
        enum sf_total total;
    } SAME[] = {{SF_E_STRIKE_DAYS, SF_T_STRIKE_DAYS},
                {SF_E_STRIKE_PAY, SF_T_STRIKE_PAY_CLAIMED},
                {SF_E_PAY_LOST, SF_T_PAY_LOST}};
    struct campaign c = campaign_open(EVERYTHING);
    struct sf_results *results = campaign_run(&c, 700);
    for (size_t s = 0; s < sf_results_n_strategies(results); s++) {
        for (size_t k = 0; k < 3; k++) {
            double sum = 0.0;
            for (size_t e = 0; e < c.scenario->n_employers; e++) {
                sum += sf_results_employer(results, s, e, SAME[k].of_employer).mean;
            }
            const double total = sf_results_total(results, s, SAME[k].total).mean;
            cr_expect_float_eq(sum, total, 1e-6 * fabs(total) + 1e-9);
        }
    }
    sf_results_free(results);
    campaign_close(&c);
}

/* One ballot of 90,000 decides whether £80 is paid to each of 100 who are called: its
   turnout is what varies, by how it is said. */
#define DECISIVE(terms)                                                                \
    "title = \"Yard\"; start = \"2026-01\"; months = 1; seed = \"20261122\"; law = "   \
    "\"tua2016\";\n" FUND(                                                             \
        "1000000.0") "bands = ( { name = \"all\"; net_ratio = 0.8; } );\n"             \
                     "employers : { list = ( { name = \"Yard\"; members = 90000; "     \
                     "shares = [1.0]; "                                                \
                     "salaries = [26000.0]; } ); };\n"                                 \
                     "rules : { paid : { basis = \"net\"; }; };\n"                     \
                     "ballots = ( { name = \"b\"; closes = \"2026-01-02\"; " terms     \
                     " } );\n"                                                         \
                     "strategies = ( { name = \"s\"; actions = ( { name = \"out\"; "   \
                     "employer = "                                                     \
                     "\"Yard\"; called = 100; rule = \"paid\"; days = "                \
                     "[\"2026-01-20\"]; } ); } );\n"

Test(spread, ballots_are_split_into_rates_differences_and_chance)
{
    static const struct {
        const char *scenario;
        enum sf_source source;
    } list[] = {
        {DECISIVE(
             "turnout = { dist = \"logitnormal\"; median = 0.5; sd = 0.5; }; yes = "
             "0.8;"),
         SF_FROM_RATES},
        {DECISIVE("turnout = 0.5; spread = 0.5; yes = 0.8;"), SF_FROM_DIFFERENCES},
        {DECISIVE("turnout = 0.5; month_spread = 0.5; yes = 0.8;"),
         SF_FROM_DIFFERENCES},
        {DECISIVE("turnout = 0.9; yes = 0.5; yes_spread = 0.5;"), SF_FROM_DIFFERENCES},
        {DECISIVE("turnout = 0.5; yes = 0.8;"), SF_FROM_CHANCE},
    };
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        struct campaign c = campaign_open("%s", list[i].scenario);
        struct sf_results *results = campaign_run(&c, RUNS);
        const struct sf_spread spread = sf_results_spread(results, 0, 1);
        cr_assert(spread.is_defined);
        for (int s = 0; s < SF_N_SOURCES; s++) {
            const double expected = s == (int)list[i].source ? 1.0 : 0.0;
            cr_expect_float_eq(spread.share[s].mean, expected,
                               0.02 + 5.0 * spread.share[s].se, "case %zu: %.3f of %d",
                               i, spread.share[s].mean, s);
        }
        sf_results_free(results);
        campaign_close(&c);
    }
}
