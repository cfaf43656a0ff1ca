/* Strategies of several scenarios on the same runs: a copy in another file differs by
 * nought, one scenario's pairs are those of `run`, and an interval covers. */
#include <criterion/criterion.h>

#include "strikefund/compare.h"
#include "support/campaign.h"
#include "support/everything.h"

/** Both campaigns' results on runs 1 .. n_runs, and the pairs. */
struct compared {
    struct sf_results *results[2];
    struct sf_pairs *pairs;
};

static struct compared compare(const struct campaign *a, const struct campaign *b,
                               uint64_t first_run, uint64_t n_runs)
{
    const struct sf_experiment *const both[] = {a->experiment, b->experiment};
    const struct sf_experiment_options how = {
        .first_run = first_run, .n_runs = n_runs, .n_threads = 1, .block_runs = 37};
    struct compared made = {0};
    cr_assert_eq(sf_experiments_run(both, 2, &how, made.results, &made.pairs), SF_OK);
    return made;
}

static void compared_end(struct compared *compared)
{
    sf_results_free(compared->results[0]);
    sf_results_free(compared->results[1]);
    sf_pairs_free(compared->pairs);
}

Test(compared, a_copy_in_another_file_differs_by_exactly_nought)
{
    struct campaign a = campaign_open(EVERYTHING);
    struct campaign b = campaign_open(EVERYTHING);
    struct compared found = compare(&a, &b, 1, 400);
    const size_t n = sf_results_n_strategies(found.results[0]);
    for (size_t s = 0; s < n; s++) {
        for (size_t t = 0; t < SF_N_TOTALS; t++) {
            const struct sf_difference difference =
                sf_pairs_difference(found.pairs, s, n + s, (enum sf_total)t);
            cr_expect_eq(difference.runs, 400);
            cr_expect_eq(difference.mean, 0.0, "%s", sf_total_name((enum sf_total)t));
            cr_expect_eq(difference.se, 0.0);
            cr_expect_eq(difference.share_a_above_b, 0.0);
        }
    }
    compared_end(&found);
    campaign_close(&a);
    campaign_close(&b);
}

Test(compared, a_sum_in_hand_more_is_that_sum_at_the_end)
{
    /* Interest apart the opening fund changes nothing: what was called, struck and
       paid has the same luck in both files. */
    struct campaign a =
        campaign_open("title = \"A\"; start = \"2026-01\"; months = 3;\n"
                      "fund : { opening = 5000.0; };\n"
                      "bands = ( { name = \"all\"; net_ratio = 0.8; } );\n"
                      "employers : { list = ( { name = \"Yard\"; members = 117;\n"
                      "  shares = [1.0]; salaries = [26731.0]; } ); };\n"
                      "rules : { pay : { basis = \"net\"; }; };\n"
                      "strategies = ( { name = \"s\"; actions = ( { name = \"out\";\n"
                      "  rule = \"pay\"; days = [\"2026-02-03\"]; participation = {\n"
                      "  dist = \"beta\"; mean = 0.6; sd = 0.1; }; } ); } );\n");
    struct campaign b =
        campaign_open("title = \"B\"; start = \"2026-01\"; months = 5;\n"
                      "fund : { opening = 6234.56; };\n"
                      "bands = ( { name = \"all\"; net_ratio = 0.8; } );\n"
                      "employers : { list = ( { name = \"Yard\"; members = 117;\n"
                      "  shares = [1.0]; salaries = [26731.0]; } ); };\n"
                      "rules : { pay : { basis = \"net\"; }; };\n"
                      "strategies = ( { name = \"other name\"; actions = ( {\n"
                      "  name = \"out\"; rule = \"pay\"; days = [\"2026-02-03\"];\n"
                      "  participation = { dist = \"beta\"; mean = 0.6; sd = 0.1; };\n"
                      "  } ); } );\n");
    struct compared found = compare(&a, &b, 1, 300);
    const struct sf_difference end =
        sf_pairs_difference(found.pairs, 0, 1, SF_T_CLOSING_BALANCE);
    cr_expect_eq(end.mean, -123456.0);
    cr_expect_eq(end.se, 0.0);
    cr_expect_gt(sf_results_total(found.results[0], 0, SF_T_FUND_COST).sd, 1000.0);
    compared_end(&found);
    campaign_close(&a);
    campaign_close(&b);
}

Test(compared, the_interval_covers_the_difference_that_many_runs_show)
{
    struct campaign a = campaign_open(EVERYTHING_AT("14000.0"));
    struct campaign b = campaign_open(EVERYTHING_AT("15000.0"));
    const size_t n = a.scenario->n_strategies;
    const size_t both = campaign_strategy(&a, "both");
    struct sf_difference found[100];
    double truth = 0.0;
    for (uint64_t i = 0; i < 100; i++) {
        struct compared few = compare(&a, &b, 1 + 150 * i, 150);
        found[i] = sf_pairs_difference(few.pairs, 0, n + both, SF_T_CLOSING_BALANCE);
        truth += found[i].mean / 100.0;
        compared_end(&few);
    }
    int n_covered = 0;
    for (int i = 0; i < 100; i++) {
        n_covered += found[i].lower <= truth && truth <= found[i].upper;
    }
    /* 95 of 100 expected, sd 2.2: five of them below, and 99.9 % would be too wide. */
    cr_expect(n_covered >= 84 && n_covered <= 99, "%d of 100", n_covered);
    campaign_close(&a);
    campaign_close(&b);
}
