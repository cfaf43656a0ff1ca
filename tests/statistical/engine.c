/* The engine as a whole against exact distributions, and its intervals against the
 * truth they claim to cover. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support/campaign.h"
#include "support/exact_law.h"
#include "support/fit.h"
#include "support/laws.h"

#define YARD(members, seed)                                                            \
    "title = \"Yard\"; start = \"2026-01\"; months = 3; seed = \"" seed "\";\n"        \
    "fund : { opening = 680.0; };\n"                                                   \
    "bands = ( { name = \"all\"; net_ratio = 0.8; } );\n"                              \
    "employers : { list = ( { name = \"Yard\"; members = " members                     \
    "; shares = [1.0];\n"                                                              \
    "  salaries = [26000.0]; } ); };\n"

/** Chances of the sum over n members of values 0, 1 and 2 with the given chances. */
static void convolve(const double each[3], size_t n, double *chance)
{
    memset(chance, 0, (2 * n + 1) * sizeof(*chance));
    chance[0] = 1.0;
    for (size_t member = 0; member < n; member++) {
        for (size_t k = 2 * member + 3; k-- > 0;) {
            chance[k] = chance[k] * each[0] + (k > 0 ? chance[k - 1] * each[1] : 0.0) +
                        (k > 1 ? chance[k - 2] * each[2] : 0.0);
        }
    }
}

Test(levy, the_second_months_income_has_the_exact_distribution)
{
    enum { MEMBERS = 20, RUNS = 200000 };
    struct campaign c = campaign_open(
        YARD("20", "8128") "levies = ( { name = \"levy\"; from = \"2026-01\"; to = "
                           "\"2026-02\"; rates = { all = 1.0; }; notpay = 0.2; lapse = "
                           "0.1; fail = 0.3; recover = 0.5; } );\n"
                           "strategies = ( { name = \"s\"; levy = \"levy\"; } );\n");
    /* A member pays in January with p1, still in February with p2; fails and is
       recovered with 0.15; does not fail with 0.7. Both payments need p2. */
    const double p1 = 0.8;
    const double p2 = p1 * 0.9;
    const double two = p2 * 0.7 * 0.15;
    const double mean = p2 * 0.7 + p1 * 0.15;
    const double each[3] = {1.0 - mean + two, mean - 2.0 * two, two};
    double chance[2 * MEMBERS + 1];
    uint64_t seen[2 * MEMBERS + 1] = {0};
    convolve(each, MEMBERS, chance);
    for (uint64_t run = 1; run <= RUNS; run++) {
        struct sf_ledger ledger = campaign_replay(&c, 0, run);
        const int64_t pence = sf_ledger_value(&ledger, 2, SF_LEVY_INCOME);
        cr_assert(pence % 100 == 0 && pence <= 200 * MEMBERS);
        seen[pence / 100]++;
        sf_ledger_free(&ledger);
    }
    expect_fits_counts(seen, chance, 2 * MEMBERS + 1, RUNS, "February's levy");
    campaign_close(&c);
}

/** Five standard errors around a coverage that is itself known exactly. */
static void expect_coverage(uint64_t n_covered, uint64_t n, double coverage,
                            const char *what)
{
    const double share = (double)n_covered / (double)n;
    const double se = sqrt(coverage * (1.0 - coverage) / (double)n);
    cr_expect_float_eq(share, coverage, 5.0 * se, "%s: covers %.4f, not %.4f", what,
                       share, coverage);
}

/* £10 to each of Binomial(100, 0.6) strikers from a fund of £680: short when more than
   68 come out; the fund closes at £80 on average. */
#define PICKETS                                                                        \
    "rules : { pay : { basis = \"flat\"; amounts = 10.0; }; };\n"                      \
    "strategies = ( { name = \"s\"; actions = ( { name = \"out\"; rule = \"pay\"; "    \
    "days = [\"2026-01-05\"]; participation = 0.6; } ); } );\n"

Test(intervals, cover_the_truth_as_often_as_they_say)
{
    enum { SEEDS = 400, RUNS = 300 };
    struct exact_law strikers = exact_law_binomial(100, 0.6);
    const double truth = (double)strikers.above[68 - strikers.low];
    uint64_t n_wilson = 0;
    uint64_t n_mean = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
        struct campaign c = campaign_open(YARD("100", "%d") PICKETS, seed);
        struct sf_results *results = campaign_run(&c, RUNS);
        const struct sf_chance chance = sf_results_chance(results, 0, 3, SF_SHORTFALL);
        const struct sf_statistic close =
            sf_results_total(results, 0, SF_T_CLOSING_BALANCE);
        n_wilson += chance.lower <= truth && truth <= chance.upper;
        n_mean += fabs(close.mean - 8000.0) <= 1.959964 * close.se;
        sf_results_free(results);
        campaign_close(&c);
    }
    /* Wilson's coverage at this truth, over all counts that can occur. */
    struct exact_law counts = exact_law_binomial(RUNS, truth);
    double coverage = 0.0;
    for (size_t i = 0; i < counts.n; i++) {
        const struct sf_chance chance =
            sf_chance_of((uint64_t)counts.low + i, (uint64_t)RUNS);
        coverage += chance.lower <= truth && truth <= chance.upper
                        ? (double)counts.mass[i]
                        : 0.0;
    }
    cr_expect(coverage > 0.93 && coverage < 0.97);
    expect_coverage(n_wilson, SEEDS, coverage, "Wilson");
    expect_coverage(n_mean, SEEDS, 0.9491, "mean"); /* Student, 299 degrees */
    exact_law_free(&counts);
    exact_law_free(&strikers);
}

Test(moments, tighten_around_the_truth_with_a_million_runs)
{
    struct campaign c = campaign_open(YARD("100", "6") PICKETS);
    struct sf_results *results = campaign_run_cut(&c, 1, 1000000, 0, 0);
    expect_total_moments(results, 0, SF_T_CLOSING_BALANCE, 8000.0, 24.0 * 1e6, 3.1);
    struct exact_law strikers = exact_law_binomial(100, 0.6);
    expect_chance(sf_results_chance(results, 0, 1, SF_SHORTFALL),
                  (double)strikers.above[68 - strikers.low]);
    exact_law_free(&strikers);
    sf_results_free(results);
    campaign_close(&c);
}
