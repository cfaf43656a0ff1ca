/* A levy collected by several channels: to the penny, and in closed form (M12). */
#include <criterion/criterion.h>
#include <math.h>

#include "support/campaign.h"
#include "support/exact_law.h"
#include "support/laws.h"
#include "support/sameness.h"
#include "support/works.h"

#define EXPECT(campaign, measure, ...)                                                 \
    campaign_expect(&(campaign), 0, measure, (const int64_t[]){__VA_ARGS__},           \
                    sizeof((const int64_t[]){__VA_ARGS__}) / sizeof(int64_t))

/* Of the 60 at £3: 23, 22 (both 22.5) and 15. Of the 40 at £5: 15, 15 and 10. In all
   £144, £141 and £95 a month, due in February, March and April. */
#define THREE(first, second, third)                                                    \
    "channels = ( { name = \"debit\"; share = 0.375; " first " },\n"                   \
    "  { name = \"payroll\"; share = 0.375; " second " },\n"                           \
    "  { name = \"cash\"; share = 0.25; " third " } );"

/* M5.1, M5.5 */
Test(channels, each_collects_its_share_after_its_own_lag)
{
    struct campaign c = campaign_open(WORKS WORKS_LEVY(
        THREE("collection_lag = 1;", "collection_lag = 3;", "")) LEVY_ALONE);
    EXPECT(c, SF_LEVY_INCOME, 0, 9500, 9500 + 14400, 9500 + 14400, 14400 + 14100, 14100,
           14100, 0);
    EXPECT(c, SF_NET_POSITION, 1000000, 1038000, 1076000, 1114000, 1114000, 1114000,
           1114000, 1114000);
    EXPECT(c, SF_PAYERS, 0, 100, 100, 100, 0, 0, 0, 0);
    campaign_check_books(&c, 3);
    campaign_close(&c);
}

/* M5.5 */
Test(channels, what_fails_is_recovered_by_the_channel_it_failed_in)
{
    /* All debits fail and come in a month later, two after they were due; all cash is
       lost. */
    struct campaign c = campaign_open(WORKS WORKS_LEVY(
        THREE("collection_lag = 1; fail = 1.0; recover = 1.0;", "", "fail = 1.0;"))
                                          LEVY_ALONE);
    EXPECT(c, SF_LEVY_INCOME, 0, 14100, 14100, 14100 + 14400, 14400, 14400, 0, 0);
    EXPECT(c, SF_NET_POSITION, 1000000, 1014100 + 14400);
    campaign_check_books(&c, 3);
    campaign_close(&c);
}

/* M5.1 */
Test(channels, a_share_of_pay_is_split_cell_by_cell)
{
    /* 1 % of 26,000/12 is £21.666667 for 60, of 39,000/12 £32.50 for 40. 0.13 of the 60
       are 8 (7.8), of the 40 are 5 (5.2). */
    struct campaign c = campaign_open(
        WORKS
        "levies = ( { name = \"levy\"; from = \"2026-02\"; to = \"2026-02\";\n"
        "  share_of_pay = 0.01; channels = (\n"
        "  { name = \"a\"; share = 0.13; collection_lag = 12; },\n"
        "  { name = \"b\"; share = 0.87; collection_lag = 1; } ); } );\n" LEVY_ALONE);
    EXPECT(c, SF_LEVY_INCOME, 0, 0, 112667 + 113750, 0, 0, 0, 0, 0);
    EXPECT(c, SF_NET_POSITION, 1000000, 1000000 + 17333 + 16250 + 112667 + 113750,
           1260000, 1260000, 1260000, 1260000, 1260000, 1260000);
    campaign_close(&c);
}

/* M5.1 */
Test(channels, of_two_phases_are_collected_side_by_side)
{
    /* One: all of February's and March's £380, half of it a month later. Two, from
       April: a channel of the same name at once. */
    struct campaign c = campaign_open(
        WORKS "levies = ( { name = \"one\"; from = \"2026-02\"; to = \"2026-03\";\n"
              "  rates = { low = 3.0; high = 5.0; }; channels = (\n"
              "  { name = \"now\"; share = 0.5; fail = 1.0; recover = 1.0; },\n"
              "  { name = \"later\"; share = 0.5; collection_lag = 1; } ); },\n"
              "  { name = \"two\"; from = \"2026-04\"; to = \"2026-05\";\n"
              "  rates = { low = 4.0; high = 6.0; }; channels = (\n"
              "  { name = \"now\"; share = 1.0; } ); } );\n"
              "strategies = ( { name = \"s\"; levy = [\"one\", \"two\"]; } );\n");
    EXPECT(c, SF_LEVY_INCOME, 0, 0, 38000, 38000 + 48000, 48000, 0, 0, 0);
    campaign_check_books(&c, 3);
    campaign_close(&c);
}

/** Expects the same of two strategies in each run, in every month and measure. */
static void expect_same_books(const struct campaign *a, size_t of_a,
                              const struct campaign *b, size_t of_b)
{
    for (uint64_t run = 1; run <= 25; run++) {
        struct sf_ledger x = campaign_replay(a, of_a, run);
        struct sf_ledger y = campaign_replay(b, of_b, run);
        expect_same_ledgers(&x, &y);
        sf_ledger_free(&x);
        sf_ledger_free(&y);
    }
}

#define LEVY_OF(name, terms)                                                           \
    "{ name = \"" name "\"; from = \"2026-02\"; to = \"2026-05\";\n"                   \
    "  rates = { low = 3.17; high = 5.29; }; lapse = 0.07; " terms " }"

/* M5.5 */
Test(channels, one_of_all_is_the_levy_without_channels)
{
    struct campaign c = campaign_open(
        WORKS "levies = ( " LEVY_OF("levy", "collection_lag = 2;") " );\n" LEVY_ALONE);
    struct campaign d = campaign_open(WORKS "levies = ( " LEVY_OF(
        "levy", "channels = ( { name = \"x\"; share = 1.0; collection_lag = 2; } "
                ");") " );\n" LEVY_ALONE);
    expect_same_books(&c, 0, &d, 0);
    campaign_close(&c);
    campaign_close(&d);
}

#define DOCK                                                                           \
    "title = \"Dock\"; start = \"2026-01\"; months = 8; seed = \"20260102\";\n"        \
    "fund : { opening = 1000.0; };\n"                                                  \
    "bands = ( { name = \"all\"; net_ratio = 0.8; } );\n"                              \
    "employers : { list = ( { name = \"Dock\"; members = 251; shares = [1.0];\n"       \
    "  salaries = [26000.0]; } ); };\n"
#define DOCK_LEVY(terms)                                                               \
    "levies = ( { name = \"levy\"; from = \"2026-01\"; to = \"2026-05\"; rates = { "   \
    "all = 3.0; }; notpay = 0.15; " terms " } );\n" LEVY_ALONE

enum { RUNS = 40000, CHANNELS = 2 };

/** One of two channels, as the closed form needs it. */
struct way {
    double share, fail, recover;
    size_t lag;
};

/** What a month brings from n payers: its mean and variance in payers. */
static void add_month(const struct way *way, double n, size_t month, double *mean,
                      double *variance)
{
    const double back = way->fail * way->recover;
    if (month > way->lag && month - way->lag <= 5) {
        *mean += n * (1.0 - way->fail);
        *variance += n * way->fail * (1.0 - way->fail);
    }
    if (month > way->lag + 1 && month - way->lag <= 6) {
        *mean += n * back;
        *variance += n * back * (1.0 - back);
    }
}

/* M5.5, M11.1 */
Test(channels, mean_and_variance_match_the_closed_form_of_each)
{
    static const struct way ways[CHANNELS] = {{0.62, 0.2, 0.6, 0}, {0.38, 0.2, 0.6, 2}};
    struct campaign c = campaign_open(DOCK DOCK_LEVY(
        "channels = ( { name = \"debit\"; share = 0.62; fail = 0.2; recover = 0.6; },\n"
        "  { name = \"payroll\"; share = 0.38; fail = 0.2; recover = 0.6; "
        "collection_lag = 2; } );"));
    struct sf_results *results = campaign_run(&c, RUNS);
    struct exact_law payers = exact_law_binomial(251, 0.85);
    for (size_t month = 1; month <= 8; month++) {
        double mean = 0.0;
        double square = 0.0;
        for (size_t i = 0; i < payers.n; i++) {
            /* Of two remainders the one above a half is the larger: both round. */
            const double n = (double)payers.low + (double)i;
            const double first = floor(n * ways[0].share + 0.5 + 1e-9);
            double own = 0.0;
            double variance = 0.0;
            add_month(&ways[0], first, month, &own, &variance);
            add_month(&ways[1], n - first, month, &own, &variance);
            mean += (double)payers.mass[i] * own;
            square += (double)payers.mass[i] * (own * own + variance);
        }
        expect_moments(results, 0, month, SF_LEVY_INCOME, 300.0 * mean,
                       90000.0 * (square - mean * mean), 3.1);
    }
    exact_law_free(&payers);
    sf_results_free(results);
    campaign_check_books(&c, 50);
    campaign_close(&c);
}

/* M5.5 */
Test(channels, one_of_all_that_fails_has_the_law_of_the_levy_without_channels)
{
    struct campaign c =
        campaign_open(DOCK DOCK_LEVY("fail = 0.2; recover = 0.6; lapse = 0.0;"));
    struct campaign d = campaign_open(DOCK DOCK_LEVY(
        "channels = ( { name = \"x\"; share = 1.0; fail = 0.2; recover = 0.6; } );"));
    const double p = 0.85;
    const double e1 = p * 0.8 + p * 0.12;
    const double e2 = e1 + 2.0 * p * 0.8 * 0.12;
    for (size_t which = 0; which < 2; which++) {
        struct sf_results *results = campaign_run(which == 0 ? &c : &d, RUNS);
        expect_moments(results, 0, 4, SF_LEVY_INCOME, 300.0 * 251.0 * e1,
                       90000.0 * 251.0 * (e2 - e1 * e1), 3.1);
        sf_results_free(results);
    }
    campaign_close(&c);
    campaign_close(&d);
}

/* M11.1 */
Test(channels, beside_it_move_no_draw_of_a_channel)
{
    /* Half of each group fails by "x" alone; the other half never does, split or not,
       before or after. */
#define X "{ name = \"x\"; share = 0.5; fail = 0.3; recover = 0.4; }"
    struct campaign c = campaign_open(WORKS "levies = ( " LEVY_OF(
        "levy",
        "channels = ( " X ", { name = \"y\"; share = 0.5; } );") " );\n" LEVY_ALONE);
    struct campaign d = campaign_open(WORKS "levies = ( " LEVY_OF(
        "levy", "channels = ( { name = \"z\"; share = 0.2; },\n"
                "  { name = \"y\"; share = 0.3; }, " X " );") " );\n" LEVY_ALONE);
    for (uint64_t run = 1; run <= 25; run++) {
        struct sf_ledger x = campaign_replay(&c, 0, run);
        struct sf_ledger y = campaign_replay(&d, 0, run);
        /* Nobody has lapsed yet in February: 30 of 60 and 20 of 40 pay by "x". */
        cr_expect_eq(sf_ledger_value(&x, 2, SF_LEVY_INCOME),
                     sf_ledger_value(&y, 2, SF_LEVY_INCOME));
        sf_ledger_free(&x);
        sf_ledger_free(&y);
    }
    campaign_close(&c);
    campaign_close(&d);
}

/* M5.1 */
Test(channels, strategies_of_one_scenario_each_have_their_own)
{
    /* The people of both do the same until it is collected; the levy of one is in two
       channels. What each does is what it does alone. */
#define BOTH_LEVIES                                                                    \
    "levies = ( " LEVY_OF("plain", "notpay = 0.1;") ", " LEVY_OF(                      \
        "split",                                                                       \
        "notpay = 0.1; channels = ( { name = \"x\"; share = 0.7; fail = "              \
        "0.1; }, { name = \"y\"; share = 0.3; collection_lag = 2; } );") " );\n"
    struct campaign both = campaign_open(
        WORKS BOTH_LEVIES
        "strategies = ( { name = \"a\"; levy = \"plain\"; }, { name = \"b\"; levy = "
        "\"split\"; }, { name = \"c\"; levy = \"split\"; campaign_cost = 0.0; } );\n");
    struct campaign alone = campaign_open(
        WORKS BOTH_LEVIES "strategies = ( { name = \"b\"; levy = \"split\"; } );\n");
    struct sf_results *of_both = campaign_run(&both, 300);
    struct sf_results *of_alone = campaign_run(&alone, 300);
    for (size_t month = 1; month <= 8; month++) {
        const struct sf_statistic x =
            sf_results_monthly(of_both, 1, month, SF_NET_POSITION);
        const struct sf_statistic y =
            sf_results_monthly(of_alone, 0, month, SF_NET_POSITION);
        cr_expect_eq(x.mean, y.mean);
        cr_expect_eq(x.sd, y.sd);
    }
    expect_same_books(&both, 1, &both, 2);
    sf_results_free(of_both);
    sf_results_free(of_alone);
    campaign_close(&both);
    campaign_close(&alone);
}

/* M5.6 */
Test(channels, give_back_what_each_collected_of_the_last_month)
{
    /* April's: debits come in May, the payroll's in July, cash has failed and comes in
       May; not March's cash, which comes in April. */
    struct campaign c = campaign_open(WORKS WORKS_LEVY(
        THREE("collection_lag = 1;", "collection_lag = 3;",
              "fail = 1.0; recover = 1.0;") " refund : { months "
                                            "= 1; promised = "
                                            "\"2026-05\"; paid "
                                            "= \"2026-08\"; };") LEVY_ALONE);
    EXPECT(c, SF_REFUNDS_PAID, 0, 0, 0, 0, 0, 0, 0, 38000);
    EXPECT(c, SF_REFUNDS_OWED, 0, 0, 0, 0, 14400 + 9500, 14400 + 9500, 38000, 0);
    campaign_check_books(&c, 2);
    campaign_close(&c);
}
