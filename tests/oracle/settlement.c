/* How a dispute ends: on a date, or by chance; what the levy does then; what it brings;
 * and pauses (M8.1, M8.2). */
#include <criterion/criterion.h>
#include <math.h>

#include "support/campaign.h"
#include "support/works.h"

#define EXPECT(campaign, strategy, measure, ...)                                       \
    campaign_expect(&(campaign), strategy, measure, (const int64_t[]){__VA_ARGS__},    \
                    sizeof((const int64_t[]){__VA_ARGS__}) / sizeof(int64_t))

/** Ten out on each weekday from 2 February to 31 July, paid in full. */
#define OUT(terms)                                                                     \
    "{ name = \"s\"; levy = \"levy\"; " terms " actions = (\n"                         \
    "  { name = \"out\"; employer = \"Works\"; called = 10; rule = \"paid\";\n"        \
    "    from = \"2026-02-02\"; to = \"2026-07-31\"; cost_per_day = 3.0; } ); }"
#define PAID "rules : { paid : { basis = \"net\"; }; };\n"
#define LEVY                                                                           \
    "levies = ( { name = \"levy\"; from = \"2026-02\"; to = \"2026-08\";\n"            \
    "  rates = { low = 3.0; high = 5.0; }; } );\n"
#define STRATEGIES(list) PAID LEVY "strategies = ( " list " );\n"
#define ON_18_MAY(terms)                                                               \
    "settlements = ( { name = \"deal\"; kind = \"date\"; date = "                      \
    "\"2026-05-18\"; " terms " } );\n"
#define BY_CHANCE(terms)                                                               \
    "settlements = ( { name = \"deal\"; kind = \"weibull\"; " terms " } );\n"
#define DEAL "settlement = \"deal\"; "

/* No action from the day of the settlement on, and the levy goes on for the months of
   winding down. 20, 22, 22 and, of May's 21, 11 days before the 18th. */
/* M8.1, M8.2 */
Test(settlement, on_a_date_ends_action_that_day_and_the_levy_later)
{
    struct campaign c = campaign_open(WORKS ON_18_MAY("wind_down = 2;")
                                          STRATEGIES(OUT(DEAL "campaign_cost = 7.0;")));
    EXPECT(c, 0, SF_STRIKE_DAYS, 0, 200, 220, 220, 110, 0, 0, 0);
    EXPECT(c, 0, SF_LEVY_INCOME, 0, 38000, 38000, 38000, 38000, 38000, 0, 0);
    EXPECT(c, 0, SF_OTHER_OUTGO, 700, 6700, 7300, 7300, 4000, 0, 0, 0);
    campaign_check_books(&c, 3);
    campaign_close(&c);
}

/* M8.2 */
Test(settlement, with_no_winding_down_takes_no_levy_that_month)
{
    struct campaign c = campaign_open(WORKS ON_18_MAY("") STRATEGIES(OUT(DEAL)));
    EXPECT(c, 0, SF_LEVY_INCOME, 0, 38000, 38000, 38000, 0, 0, 0, 0);
    campaign_close(&c);
}

/* M8.1 */
Test(settlement, is_of_the_strategies_that_name_it)
{
    struct campaign c = campaign_open(WORKS ON_18_MAY("") STRATEGIES(
        OUT(DEAL) ", { name = \"t\"; include = [\"s\"]; }"));
    EXPECT(c, 1, SF_STRIKE_DAYS, 0, 200, 220, 220, 210, 220, 230, 0);
    campaign_close(&c);
}

/** 5 standard errors of a chance over so many runs. */
static double five(double p, double runs)
{
    return 5.0 * sqrt(p * (1.0 - p) / runs) + 1e-9;
}

/* H(t) = (t / scale)^shape, t months since that of the first strike-day, and no
   hazard in that month. */
/* M8.1, M11.1 */
Test(settlement, by_chance_follows_the_weibull_law_from_the_first_action)
{
    struct campaign c = campaign_open(WORKS BY_CHANCE("scale = 3.7; shape = 1.6;")
                                          STRATEGIES(OUT(DEAL)));
    const uint64_t n = 20000;
    struct sf_results *results = campaign_run(&c, n);
    for (size_t month = 0; month <= 8; month++) {
        const double t = month > 2 ? (double)month - 2.0 : 0.0;
        const double p = 1.0 - exp(-pow(t / 3.7, 1.6));
        const double found =
            sf_results_chance(results, 0, month, SF_SETTLED).probability;
        cr_expect_float_eq(found, p, five(p, (double)n), "month %zu: %f for %f", month,
                           found, p);
        /* Once settled nobody is out: strike-days are those of the disputes that go on.
         */
        static const double DAYS[] = {0, 0, 200, 220, 220, 210, 220, 230, 0};
        cr_expect_float_eq(sf_results_monthly(results, 0, month, SF_STRIKE_DAYS).mean,
                           DAYS[month] * (1.0 - found), 1e-9);
    }
    sf_results_free(results);
    campaign_close(&c);
}

/* Each increment of H times exp(effect * work not done / annual paybill). The ten
   strikers' work is 6 of £100 and 4 of £150 a day; the paybill is 60 of £26,000 and 40
   of £39,000. */
/* M8.1 */
Test(settlement, comes_sooner_under_pressure)
{
    struct campaign c = campaign_open(
        WORKS BY_CHANCE("scale = 5.3; pressure_effect = 31.0;") STRATEGIES(OUT(DEAL)));
    const uint64_t n = 20000;
    static const double DAYS[] = {0, 0, 20, 22, 22, 21, 22, 23, 0};
    struct sf_results *results = campaign_run(&c, n);
    double work = 0.0;
    double hazard = 0.0;
    for (size_t month = 3; month <= 8; month++) {
        work += DAYS[month - 1] * 1200.0;
        hazard += exp(31.0 * work / (60.0 * 26000.0 + 40.0 * 39000.0)) / 5.3;
        const double p = 1.0 - exp(-hazard);
        const double found =
            sf_results_chance(results, 0, month, SF_SETTLED).probability;
        cr_expect_float_eq(found, p, five(p, (double)n), "month %zu: %f for %f", month,
                           found, p);
    }
    sf_results_free(results);
    campaign_close(&c);
}

/* Masks move no draw: until it settles a run is, to the penny, what it is
   without a settlement; and its levy winds down. */
/* M8.2 */
Test(settlement, leaves_the_months_before_it_as_they_were)
{
    struct campaign c = campaign_open(
        WORKS
        "members : { leave = 0.01; join = 0.02; join_in_action = 0.05; };\n" BY_CHANCE(
            "scale = 3.0; wind_down = 2;") PAID
        "levies = ( { name = \"levy\"; from = \"2026-02\"; to = \"2026-08\"; notpay = "
        "0.2;\n  rates = { low = 3.0; high = 5.0; }; lapse = 0.05; fail = 0.1; recover "
        "= 0.0; } );\n"
        "strategies = ( " OUT(DEAL) ", { name = \"t\"; levy = \"levy\"; include = "
                                    "[\"s\"]; } );\n");
    size_t n_settled = 0;
    size_t n_early = 0;
    for (uint64_t run = 1; run <= 60; run++) {
        struct sf_ledger with = campaign_replay(&c, 0, run);
        struct sf_ledger without = campaign_replay(&c, 1, run);
        const size_t end = with.settled > 0 ? with.settled : 9;
        n_settled += with.settled > 0;
        n_early += with.settled > 0 && with.settled <= 5;
        cr_expect(with.settled == 0 || with.settled >= 3);
        cr_expect_eq(without.settled, 0);
        for (size_t month = 1; month <= 8; month++) {
            const int64_t levy = sf_ledger_value(&with, month, SF_LEVY_INCOME);
            for (int m = 0; m < SF_N_MEASURES && month < end; m++) {
                cr_expect_eq(sf_ledger_value(&with, month, (enum sf_measure)m),
                             sf_ledger_value(&without, month, (enum sf_measure)m),
                             "run %zu month %zu %s", (size_t)run, month,
                             sf_measure_name((enum sf_measure)m));
            }
            cr_expect(month < end ||
                      sf_ledger_value(&with, month, SF_STRIKE_DAYS) == 0);
            cr_expect_eq(levy > 0, month >= 2 && month < end + 2);
        }
        sf_ledger_free(&with);
        sf_ledger_free(&without);
    }
    cr_expect_gt(n_settled, 30);
    cr_expect_gt(n_early, 10, "or winding down is not seen");
    campaign_check_books(&c, 60);
    campaign_close(&c);
}

/* A levy that waits for the fund, and is always due, winds down
   as any other; once over it does not come again, however low the fund. */
/* M8.2 */
Test(settlement, winds_down_a_levy_that_waits_for_the_fund)
{
    struct campaign c = campaign_open(
        WORKS BY_CHANCE("scale = 3.0; wind_down = 2;") PAID
        "levies = ( { name = \"levy\"; from = \"2026-02\"; to = \"2026-08\";\n"
        "  rates = { low = 3.0; high = 5.0; }; trigger = \"balance\";\n"
        "  on_below = 1000000.0; off_above = 1000000.0; } );\n"
        "strategies = ( " OUT(DEAL) " );\n");
    size_t n_early = 0;
    for (uint64_t run = 1; run <= 40; run++) {
        struct sf_ledger ledger = campaign_replay(&c, 0, run);
        const size_t end = ledger.settled > 0 ? ledger.settled + 2 : 9;
        n_early += end < 8;
        for (size_t month = 1; month <= 8; month++) {
            cr_expect_eq(sf_ledger_value(&ledger, month, SF_LEVY_INCOME),
                         month >= 2 && month < end ? 38000 : 0, "run %zu, month %zu",
                         (size_t)run, month);
        }
        sf_ledger_free(&ledger);
        struct sf_results *one = campaign_run_cut(&c, run, 1, 1, 1);
        cr_expect_eq(sf_results_total(one, 0, SF_T_MONTHS_TRIGGERED).mean,
                     100.0 * ((double)(end < 9 ? end : 9) - 2.0));
        sf_results_free(one);
    }
    cr_expect_gt(n_early, 10);
    campaign_check_books(&c, 20);
    campaign_close(&c);
}

/* 100 members, a paybill of £3.12m. */
/* M8.2 */
Test(settlement, is_worth_what_it_brings_every_member)
{
    struct campaign c = campaign_open(
        WORKS ON_18_MAY("lump_sum = 150.0; pay_rise = 0.035; gains = (\n"
                        "  { name = \"terms\"; amount = 11.5; },\n"
                        "  { name = \"pension\"; amount = 20.0; } );")
            STRATEGIES(OUT(DEAL) ", { name = \"t\"; include = [\"s\"]; }"));
    struct sf_results *results = campaign_run(&c, 2);
    cr_expect_eq(sf_results_total(results, 0, SF_T_SETTLED_AT_ONCE).mean, 1815000.0);
    cr_expect_eq(sf_results_total(results, 0, SF_T_SETTLED_PER_YEAR).mean, 10920000.0);
    cr_expect_eq(sf_results_total(results, 1, SF_T_SETTLED_AT_ONCE).mean, 0.0);
    cr_expect_eq(sf_results_total(results, 1, SF_T_SETTLED_PER_YEAR).mean, 0.0);
    sf_results_free(results);
    campaign_close(&c);
}

/* A pause suspends actions but not the levy. March has 22 weekdays, 12 of them
   from the 9th to the 24th. */
/* M8.2 */
Test(pause, rests_the_action_and_not_the_levy)
{
    struct campaign c = campaign_open(WORKS STRATEGIES(
        OUT("pause : { from = \"2026-03-09\"; to = \"2026-03-24\"; };")));
    EXPECT(c, 0, SF_STRIKE_DAYS, 0, 200, 100, 220, 210, 220, 230, 0);
    EXPECT(c, 0, SF_LEVY_INCOME, 0, 38000, 38000, 38000, 38000, 38000, 38000, 38000);
    campaign_close(&c);
}

#define ASKED(result)                                                                  \
    "ballots = ( { name = \"rest\"; closes = \"2026-03-06\"; kind = "                  \
    "\"consultative\"; " result " } );\n"
#define RESTING                                                                        \
    "pause : { from = \"2026-03-09\"; to = \"2026-04-24\"; ballot = \"rest\"; };"

/* M8.2 */
Test(pause, may_be_decided_by_a_ballot)
{
    struct campaign passed =
        campaign_open(WORKS ASKED("result = \"passed\";") STRATEGIES(OUT(RESTING)));
    struct campaign failed =
        campaign_open(WORKS ASKED("result = \"failed\";") STRATEGIES(OUT(RESTING)));
    struct campaign chance = campaign_open(WORKS ASKED("turnout = 0.6; yes = 0.5;")
                                               STRATEGIES(OUT(RESTING)));
    EXPECT(passed, 0, SF_STRIKE_DAYS, 0, 200, 50, 40, 210, 220, 230, 0);
    EXPECT(failed, 0, SF_STRIKE_DAYS, 0, 200, 220, 220, 210, 220, 230, 0);
    size_t n_rest = 0;
    for (uint64_t run = 1; run <= 80; run++) {
        struct sf_ledger ledger = campaign_replay(&chance, 0, run);
        const int64_t april = sf_ledger_value(&ledger, 4, SF_STRIKE_DAYS);
        const struct campaign *as = april == 40 ? &passed : &failed;
        struct sf_ledger given = campaign_replay(as, 0, run);
        for (size_t month = 0; month <= 8; month++) {
            cr_expect_eq(sf_ledger_value(&ledger, month, SF_BALANCE),
                         sf_ledger_value(&given, month, SF_BALANCE));
        }
        n_rest += april == 40;
        sf_ledger_free(&ledger);
        sf_ledger_free(&given);
    }
    cr_expect_gt(n_rest, 15);
    cr_expect_lt(n_rest, 65);
    campaign_close(&passed);
    campaign_close(&failed);
    campaign_close(&chance);
}
