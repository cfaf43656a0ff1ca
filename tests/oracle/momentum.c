/* Momentum (M4.5): how far what has happened moves what will. */
#include <criterion/criterion.h>
#include <math.h>

#include "support/campaign.h"
#include "support/works.h"

#define EXPECT(campaign, measure, ...)                                                 \
    campaign_expect(&(campaign), 0, measure, (const int64_t[]){__VA_ARGS__},           \
                    sizeof((const int64_t[]){__VA_ARGS__}) / sizeof(int64_t))

/** All are out in January; half of them (the draw says who) on a day of a later month.
 *  A shift of 30 on the logit makes one half certain, of -30 impossible. */
#define THEN(month)                                                                    \
    "strategies = ( { name = \"s\"; actions = (\n"                                     \
    "  { name = \"first\"; employer = \"Works\"; called = 100; days = "                \
    "[\"2026-01-06\"]; },\n"                                                           \
    "  { name = \"then\"; employer = \"Works\"; participation = 0.5; days = "          \
    "[\"2026-" month "-03\"]; } ); } );\n"
#define MEMBERS(terms) "members : { " terms " };\n"

/** Strikers of `then` in a month of run 1. */
static int64_t strikers(const char *members, const char *strategies, size_t month)
{
    struct campaign c = campaign_open(WORKS "%s%s", members, strategies);
    const int64_t found = campaign_value(&c, 0, month, SF_STRIKERS);
    campaign_check_books(&c, 20);
    campaign_close(&c);
    return found;
}

/* M3.3, M4.5 */
Test(momentum, lasts_three_months_and_reads_the_months_before)
{
    const int64_t plain = strikers("", THEN("02"), 2);
    cr_assert_gt(plain, 20);
    cr_assert_lt(plain, 80);
    const char *up = MEMBERS("momentum = 18.0;");
    const char *down = MEMBERS("momentum = -18.0;");
    cr_expect_eq(strikers(up, THEN("02"), 2), 100);
    cr_expect_eq(strikers(up, THEN("03"), 3), 100);
    cr_expect_eq(strikers(up, THEN("04"), 4), 100);
    cr_expect_eq(strikers(up, THEN("05"), 5), strikers("", THEN("05"), 5));
    cr_expect_eq(strikers(down, THEN("02"), 2), 0);
    cr_expect_eq(strikers(down, THEN("05"), 5), strikers("", THEN("05"), 5));
    /* The same month's strikes do not count. */
    const char *both = "strategies = ( { name = \"s\"; actions = (\n"
                       "  { name = \"a\"; employer = \"Works\"; called = 50; days = "
                       "[\"2026-01-06\"]; },\n"
                       "  { name = \"b\"; employer = \"Works\"; participation = 0.5; "
                       "days = [\"2026-01-27\"]; } ); } );\n";
    cr_expect_eq(strikers(up, both, 1), strikers("", both, 1));
}

/* M4.5 */
Test(momentum, of_nought_or_at_the_reference_moves_nothing)
{
    const int64_t plain = strikers("", THEN("02"), 2);
    cr_expect_eq(strikers(MEMBERS("momentum = 0.0;"), THEN("02"), 2), plain);
    cr_expect_eq(
        strikers(MEMBERS("momentum = 18.0; momentum_reference = 1.0;"), THEN("02"), 2),
        plain);
    /* Below the reference it moves the other way: nobody has struck by January. */
    const char *first = "strategies = ( { name = \"s\"; actions = ( { name = \"a\"; "
                        "employer = \"Works\"; participation = 0.5; days = "
                        "[\"2026-01-06\"]; } ); } );\n";
    cr_expect_eq(
        strikers(MEMBERS("momentum = 20.0; momentum_reference = 0.9;"), first, 1), 0);
}

#define TWO_PLACES                                                                     \
    WORKS_HEAD WORKS_FUND                                                              \
        "bands = ( { name = \"all\"; net_ratio = 0.8; subscription = 10.0; } );\n"     \
        "employers : { list = (\n"                                                     \
        "  { name = \"Works\"; members = 40000; shares = [1.0]; salaries = "           \
        "[26000.0]; },\n"                                                              \
        "  { name = \"Mill\"; members = 40000; shares = [1.0]; salaries = [26000.0]; " \
        "} ); };\n"

/* M4.5 */
Test(momentum, shifts_the_odds_by_the_share_who_struck_at_that_employer)
{
    /* 12,000 of 40,000 strike in January and 8,000 of the same in February: 0.3. The
       odds of 1/4 become 1/4 e^(1.7 (0.3 - 0.1)) at the Works, e^(-0.17) at the Mill.
     */
    struct campaign c = campaign_open(TWO_PLACES MEMBERS(
        "momentum = 1.7; momentum_reference = 0.1;") "strategies = ( { name = \"s\"; "
                                                     "actions = (\n"
                                                     "  { name = \"jan\"; employer = "
                                                     "\"Works\"; called = 12000; days "
                                                     "= "
                                                     "[\"2026-01-06\"]; participation "
                                                     "= 1.0; },\n"
                                                     "  { name = \"feb\"; employer = "
                                                     "\"Works\"; called = 8000; days = "
                                                     "[\"2026-02-03\"]; participation "
                                                     "= 1.0; },\n"
                                                     "  { name = \"mar\"; employer = "
                                                     "\"Works\"; days = "
                                                     "[\"2026-03-03\"]; "
                                                     "participation = 0.2; },\n"
                                                     "  { name = \"may\"; employer = "
                                                     "\"Mill\"; days = "
                                                     "[\"2026-05-05\"]; "
                                                     "participation = 0.2; } ); } "
                                                     ");\n");
    struct sf_results *results = campaign_run(&c, 400);
    const double odds[] = {0.25 * exp(1.7 * 0.2), 0.25 * exp(-0.17)};
    const size_t month[] = {3, 5};
    for (size_t i = 0; i < 2; i++) {
        const double q = odds[i] / (1.0 + odds[i]);
        const double sd = sqrt(40000.0 * q * (1.0 - q) / 400.0);
        const double mean = sf_results_monthly(results, 0, month[i], SF_STRIKERS).mean;
        cr_expect_float_eq(mean, 40000.0 * q, 5.0 * sd, "%f for %f", mean, 40000.0 * q);
    }
    sf_results_free(results);
    campaign_close(&c);
}

/* M4.5 */
Test(momentum, joiners_are_multiplied_by_its_exponential)
{
    /* February: 0.01 (40,000 e^(0.9 * 0.5) + 40,000) on average. */
    struct campaign c = campaign_open(TWO_PLACES MEMBERS(
        "join = 0.01; momentum = 0.9;") "strategies = ( { name = \"s\"; actions = (\n"
                                        "  { name = \"jan\"; employer = \"Works\"; "
                                        "called_share = 0.5; days = "
                                        "[\"2026-01-06\"]; } ); } );\n");
    struct sf_results *results = campaign_run(&c, 400);
    const double january = sf_results_monthly(results, 0, 1, SF_MEMBERS).mean;
    const double february = sf_results_monthly(results, 0, 2, SF_MEMBERS).mean;
    const double expected = 400.0 * (exp(0.45) + 1.0);
    cr_expect_float_eq(january, 80800.0, 5.0 * sqrt(800.0 / 400.0));
    cr_expect_float_eq(february - january, expected, 5.0 * sqrt(expected / 400.0));
    sf_results_free(results);
    campaign_close(&c);
}

/* 12,000 of the Works' 40,000 strike in January, none of the Mill's, and all of both on
 * the 3rd of the month in which they are balloted again. */
#define BALLOTED(mode, terms)                                                          \
    "law = \"tua2016\";\n" TWO_PLACES                                                  \
    "ballots = ( { name = \"first\"; closes = \"2025-12-12\"; result = \"passed\"; "   \
    "},\n"                                                                             \
    "  { name = \"again\"; closes = \"2026-02-10\"; mode = \"" mode "\"; turnout = "   \
    "0.45;\n  yes = 0.6; yes_short = 0.55; questions = [\"strike\", \"short\"]; "      \
    "} );\n" MEMBERS(                                                                  \
        terms) "strategies = ( { name = \"s\"; actions = (\n"                          \
               "  { name = \"jan\"; employer = \"Works\"; called = 12000; days = "     \
               "[\"2026-01-06\"]; },\n"                                                \
               "  { name = \"all\"; employers = \"all\"; days = [\"2026-02-03\"]; } "  \
               "); } );\n"

/** A share whose odds are multiplied by the exponential of a shift. */
static double shifted(double share, double shift)
{
    const double odds = share / (1.0 - share) * exp(shift);
    return odds / (1.0 + odds);
}

/* M4.5 */
Test(momentum, moves_turnout_and_yes_at_each_employer_by_its_own_strikes)
{
    enum { RUNS = 300 };
    const char *const modes[] = {BALLOTED("disaggregated", "momentum = 1.7; "
                                                           "momentum_reference = 0.1;"),
                                 BALLOTED("aggregated", "momentum = 1.7; "
                                                        "momentum_reference = 0.1;")};
    const double shift[] = {1.7 * 0.2, -0.17};
    const double yes[] = {0.6, 0.55};
    for (size_t i = 0; i < 2; i++) {
        struct campaign c = campaign_open("%s", modes[i]);
        struct sf_results *results = campaign_run(&c, RUNS);
        for (size_t cell = 0; cell < 4; cell++) { /* a question's Works and Mill */
            const struct sf_mandate found = sf_results_mandate(results, 0, cell);
            const double t = shifted(0.45, shift[cell % 2]);
            const double y = shifted(yes[cell / 2], shift[cell % 2]);
            const double n = 40000.0 * RUNS;
            cr_expect_float_eq(found.turnout, t, 5.0 * sqrt(t * (1.0 - t) / n),
                               "cell %zu: %f for %f", cell, found.turnout, t);
            cr_expect_float_eq(found.yes, y, 5.0 * sqrt(y * (1.0 - y) / (n * t)),
                               "cell %zu: %f for %f", cell, found.yes, y);
        }
        sf_results_free(results);
        campaign_close(&c);
    }
}

/** Turnout of the first ballot at the Works, in the mean of some runs. */
static double first_turnout(const char *closes, const char *members)
{
    struct campaign c = campaign_open(
        "law = \"tua2016\";\n" TWO_PLACES "ballots = ( { name = \"vote\"; closes = "
        "\"%s\"; turnout = 0.45; yes = 0.6; } );\n%sstrategies = ( { name = \"s\"; } "
        ");\n",
        closes, members);
    struct sf_results *results = campaign_run(&c, 50);
    const double found = sf_results_mandate(results, 0, 0).turnout;
    sf_results_free(results);
    campaign_close(&c);
    return found;
}

/* M4.5 */
Test(momentum, moves_no_ballot_that_closed_before_the_plan)
{
    const char *members = MEMBERS("momentum = 1.7; momentum_reference = 0.2;");
    cr_expect_eq(first_turnout("2025-12-31", members), first_turnout("2025-12-31", ""));
    const double t = shifted(0.45, -0.34);
    cr_expect_float_eq(first_turnout("2026-01-01", members), t,
                       5.0 * sqrt(t * (1.0 - t) / (40000.0 * 50)));
}

/** Votes at the Works and the Mill in one run. */
static void votes_in(const char *scenario, uint64_t run, double turnout[2])
{
    struct campaign c = campaign_open("%s", scenario);
    struct sf_results *results = campaign_run_cut(&c, run, 1, 1, 1);
    for (size_t cell = 0; cell < 2; cell++) {
        turnout[cell] = sf_results_mandate(results, 0, cell).turnout;
    }
    sf_results_free(results);
    campaign_close(&c);
}

Test(momentum, more_of_it_never_takes_a_vote_from_those_who_struck)
{
    static const char *const MORE[] = {
        BALLOTED("disaggregated", "momentum_reference = 0.1;"),
        BALLOTED("disaggregated", "momentum = 0.0; momentum_reference = 0.1;"),
        BALLOTED("disaggregated", "momentum = 0.001; momentum_reference = 0.1;"),
        BALLOTED("disaggregated", "momentum = 0.9; momentum_reference = 0.1;"),
        BALLOTED("disaggregated", "momentum = 20.0; momentum_reference = 0.1;")};
    for (uint64_t run = 1; run <= 25; run++) {
        double before[2];
        votes_in(MORE[0], run, before);
        for (size_t i = 1; i < sizeof(MORE) / sizeof(MORE[0]); i++) {
            double now[2];
            votes_in(MORE[i], run, now);
            cr_expect_geq(now[0], before[0], "run %d, %zu", (int)run, i);
            cr_expect_leq(now[1], before[1], "run %d, %zu", (int)run, i);
            cr_expect(i > 1 || (now[0] == before[0] && now[1] == before[1]));
            before[0] = now[0];
            before[1] = now[1];
        }
    }
}
