/* The chance that a ballot passes, against the exact binomial tail (M9.2), and against
 * integrals where rates differ. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "support/campaign.h"
#include "support/exact_law.h"
#include "support/laws.h"

enum { RUNS = 40000 };

/** How many are balloted, how they vote, and what is needed. */
struct poll {
    int32_t members, reached;
    double turnout, yes;
    int32_t least_votes, least_yes; /* whole people */
};

/** P(at least least_yes, and more than half, of so many votes). */
static long double chance_of_yes(const struct poll *poll, int32_t votes)
{
    const int32_t half = votes / 2 + 1;
    const int32_t least = half > poll->least_yes ? half : poll->least_yes;
    struct exact_law law = exact_law_binomial(votes, poll->yes);
    long double sum = 0.0L;
    for (size_t i = 0; i < law.n; i++) {
        sum += law.low + (int32_t)i >= least ? law.mass[i] : 0.0L;
    }
    exact_law_free(&law);
    return sum;
}

/** P(votes >= threshold and yes enough): two binomials, one within the other. */
static double chance_of(struct poll poll)
{
    struct exact_law law = exact_law_binomial(poll.reached, poll.turnout);
    long double sum = 0.0L;
    for (size_t i = 0; i < law.n; i++) {
        const int32_t votes = law.low + (int32_t)i;
        if (votes >= poll.least_votes) {
            sum += law.mass[i] * chance_of_yes(&poll, votes);
        }
    }
    exact_law_free(&law);
    return (double)sum;
}

#define HEAD(terms)                                                                    \
    "title = \"Polls\"; start = \"2026-01\"; months = 4; law = \"tua2016\"; seed = "   \
    "\"20260101\";\n" terms "fund : { opening = 1.0; };\n"                             \
    "bands = ( { name = \"low\"; net_ratio = 0.8; }, { name = \"high\"; net_ratio = "  \
    "0.75; } );\n"                                                                     \
    "strategies = ( { name = \"s\"; campaign_cost = 1.0; } );\n"
#define PLACE(name, members, terms)                                                    \
    "{ name = \"" name "\"; members = " members "; shares = [0.3, 0.7]; salaries = "   \
    "[26000.0, 39000.0]; " terms " }"
#define PLACES(list) "employers : { list = ( " list " ); };\n"
#define BALLOT(terms)                                                                  \
    "ballots = ( { name = \"b\"; closes = \"2026-02-17\"; " terms " } );\n"

static void expect_mandate(const char *scenario, size_t cell, double chance)
{
    struct campaign c = campaign_open("%s", scenario);
    struct sf_results *results = campaign_run(&c, RUNS);
    expect_chance(sf_results_mandate(results, 0, cell).chance, chance);
    sf_results_free(results);
    campaign_close(&c);
}

/* M9.2 */
Test(poll, passes_as_often_as_two_binomials_say)
{
    /* 107 of 213 are the first half. */
    const double chance = chance_of((struct poll){.members = 213,
                                                  .reached = 213,
                                                  .turnout = 0.517,
                                                  .yes = 0.53,
                                                  .least_votes = 107});
    cr_assert(chance > 0.3 && chance < 0.7);
    expect_mandate(HEAD("") PLACES(PLACE("Yard", "213", ""))
                       BALLOT("turnout = 0.517; yes = 0.53;"),
                   0, chance);
}

/* M9.1 */
Test(poll, passes_by_each_employers_own_turnout_and_yes)
{
    const double yard = chance_of((struct poll){.members = 213,
                                                .reached = 213,
                                                .turnout = 0.49,
                                                .yes = 0.8,
                                                .least_votes = 107});
    const double dock = chance_of((struct poll){
        .members = 58, .reached = 58, .turnout = 0.61, .yes = 0.55, .least_votes = 29});
    const char *text =
        HEAD("") PLACES(PLACE("Yard", "213", "turnout = 0.49; yes = 0.8;") ", " PLACE(
            "Dock", "58", "turnout = 0.61; yes = 0.55;"))
            BALLOT("turnout = \"employers\"; yes = \"employers\";");
    expect_mandate(text, 0, yard);
    expect_mandate(text, 1, dock);
}

/* M9.2 */
Test(poll, bad_records_count_as_members_and_cannot_vote)
{
    /* 7 % of 213 are 14.91: 15 who cannot be reached. */
    const double chance = chance_of((struct poll){.members = 213,
                                                  .reached = 198,
                                                  .turnout = 0.55,
                                                  .yes = 0.9,
                                                  .least_votes = 107});
    cr_assert(chance > 0.3 && chance < 0.95);
    expect_mandate(HEAD("") PLACES(PLACE("Yard", "213", ""))
                       BALLOT("turnout = 0.55; yes = 0.9; bad_records = 0.07;"),
                   0, chance);
}

Test(poll, needs_forty_per_cent_of_all_in_important_services)
{
    /* 40 % of 213 are 85.2. */
    const double chance = chance_of((struct poll){.members = 213,
                                                  .reached = 213,
                                                  .turnout = 0.6,
                                                  .yes = 0.69,
                                                  .least_votes = 107,
                                                  .least_yes = 86});
    cr_assert(chance > 0.3 && chance < 0.9);
    expect_mandate(HEAD("") PLACES(PLACE("Yard", "213", "important_service = true;"))
                       BALLOT("turnout = 0.6; yes = 0.69;"),
                   0, chance);
}

/* M9.1 */
Test(poll, is_counted_together_where_it_is_aggregated)
{
    /* Of all 271 the first half is 136; both employers vote alike, so that together
       they are one binomial. Alone 58 would need 29, with another chance. */
    const double chance = chance_of((struct poll){.members = 271,
                                                  .reached = 271,
                                                  .turnout = 0.506,
                                                  .yes = 0.6,
                                                  .least_votes = 136});
    const char *text =
        HEAD("") PLACES(PLACE("Yard", "213", "") ", " PLACE("Dock", "58", ""))
            BALLOT("turnout = 0.506; yes = 0.6; mode = \"aggregated\";");
    expect_mandate(text, 0, chance);
    struct campaign c = campaign_open("%s", text);
    struct sf_results *results = campaign_run(&c, 500);
    cr_expect_eq(sf_results_mandate(results, 0, 0).chance.count,
                 sf_results_mandate(results, 0, 1).chance.count);
    sf_results_free(results);
    campaign_close(&c);
}

/* M9.3 */
Test(poll, each_question_has_its_own_yes)
{
    const struct poll poll = {.members = 213,
                              .reached = 213,
                              .turnout = 0.53,
                              .yes = 0.52,
                              .least_votes = 107};
    struct poll on_short = poll;
    on_short.yes = 0.48;
    const char *text = HEAD("") PLACES(PLACE("Yard", "213", ""))
        BALLOT("turnout = 0.53; yes = 0.52; yes_short = 0.48; questions = "
               "[\"strike\", \"short\"];");
    expect_mandate(text, 0, chance_of(poll));
    expect_mandate(text, 1, chance_of(on_short));
}

/* M9.3 */
Test(poll, members_decide_on_each_question_apart)
{
    enum { FEW = 400 };
    struct campaign c = campaign_open(HEAD("") PLACES(PLACE("Yard", "213", "")) BALLOT(
        "turnout = 0.9; yes = 0.5; yes_short = 0.5; questions = "
        "[\"strike\", \"short\"];"));
    size_t n = 0;
    for (uint64_t run = 1; run <= FEW; run++) {
        struct sf_results *one = campaign_run_cut(&c, run, 1, 1, 1);
        n += sf_results_mandate(one, 0, 0).chance.count ==
             sf_results_mandate(one, 0, 1).chance.count;
        sf_results_free(one);
    }
    cr_expect(n > 0.35 * FEW && n < 0.65 * FEW, "%zu of %d", n, FEW);
    campaign_close(&c);
}

/* M9.2, M9.5 */
Test(poll, takes_the_threshold_of_the_file)
{
    /* 37.3 % of 213 are 79.4. */
    const double chance = chance_of((struct poll){.members = 213,
                                                  .reached = 213,
                                                  .turnout = 0.37,
                                                  .yes = 0.6,
                                                  .least_votes = 80});
    cr_assert(chance > 0.3 && chance < 0.6);
    expect_mandate(HEAD("threshold = 0.373;\n") PLACES(PLACE("Yard", "213", ""))
                       BALLOT("turnout = 0.37; yes = 0.6;"),
                   0, chance);
}

/** Mean of chance_of over a logit-normal rate, a place in poll that is left as it was:
 *  Simpson's rule over 12 sd. */
static double chance_over_spread(const struct poll *poll, double *rate, double spread)
{
    enum { STEPS = 240 };
    const double median = *rate;
    const double logit = log(median / (1.0 - median));
    double sum = 0.0;
    double weights = 0.0;
    for (int i = 0; i <= STEPS; i++) {
        const double z = -6.0 + 12.0 * i / STEPS;
        const double weight = exp(-0.5 * z * z) * (i == 0 || i == STEPS ? 1.0
                                                   : i % 2 == 1         ? 4.0
                                                                        : 2.0);
        *rate = 1.0 / (1.0 + exp(-(logit + spread * z)));
        sum += weight * chance_of(*poll);
        weights += weight;
    }
    *rate = median;
    return sum / weights;
}

/* M9.1 */
Test(poll, employers_that_differ_pass_as_often_as_the_integral_says)
{
    struct poll poll = {
        .members = 131, .reached = 131, .turnout = 0.52, .yes = 0.9, .least_votes = 66};
    const double apart = chance_over_spread(&poll, &poll.turnout, 0.3);
    cr_assert(fabs(apart - chance_of(poll)) > 0.03);
    expect_mandate(HEAD("") PLACES(PLACE("Yard", "131", ""))
                       BALLOT("turnout = 0.52; yes = 0.9; spread = 0.3;"),
                   0, apart);
    /* A shock that all share has the same law at one employer. */
    expect_mandate(HEAD("") PLACES(PLACE("Yard", "131", ""))
                       BALLOT("turnout = 0.52; yes = 0.9; month_spread = 0.3;"),
                   0, apart);
}

/* M9.1 */
Test(poll, employers_that_differ_say_yes_as_often_as_the_integral_says)
{
    struct poll poll = {
        .members = 131, .reached = 131, .turnout = 0.9, .yes = 0.53, .least_votes = 66};
    const double apart = chance_over_spread(&poll, &poll.yes, 0.4);
    cr_assert(fabs(apart - chance_of(poll)) > 0.03);
    expect_mandate(HEAD("") PLACES(PLACE("Yard", "131", ""))
                       BALLOT("turnout = 0.9; yes = 0.53; yes_spread = 0.4;"),
                   0, apart);
}

/** Share of runs in which two cells agree. */
static double share_that_agree(const char *scenario, size_t ballot_a, size_t ballot_b,
                               size_t employer_a, size_t employer_b)
{
    enum { FEW = 400 };
    struct campaign c = campaign_open("%s", scenario);
    size_t n = 0;
    for (uint64_t run = 1; run <= FEW; run++) {
        struct sf_results *one = campaign_run_cut(&c, run, 1, 1, 1);
        const size_t n_employers = c.scenario->n_employers;
        n += sf_results_mandate(one, 0, ballot_a * n_employers + employer_a)
                 .chance.count ==
             sf_results_mandate(one, 0, ballot_b * n_employers + employer_b)
                 .chance.count;
        sf_results_free(one);
    }
    campaign_close(&c);
    return (double)n / FEW;
}

#define LARGE PLACES(PLACE("Yard", "90000", "") ", " PLACE("Dock", "80000", ""))
#define TWICE(terms)                                                                   \
    "ballots = ( { name = \"b\"; closes = \"2026-02-17\"; yes = 0.9; " terms " },\n"   \
    "  { name = \"c\"; closes = \"2026-03-17\"; yes = 0.9; " terms " } );\n"

Test(poll, an_employer_differs_alike_in_every_ballot)
{
    const char *text = HEAD("") LARGE TWICE("turnout = 0.5; spread = 0.4;");
    cr_expect_gt(share_that_agree(text, 0, 1, 0, 0), 0.97);
    const double others = share_that_agree(text, 0, 0, 0, 1);
    cr_expect(others > 0.35 && others < 0.65, "%.3f", others);
}

/* M2.3, M9.1 */
Test(poll, a_months_shock_is_shared_by_employers_and_not_by_months)
{
    const char *text = HEAD("") LARGE TWICE("turnout = 0.5; month_spread = 0.4;");
    cr_expect_gt(share_that_agree(text, 0, 0, 0, 1), 0.97);
    const double months = share_that_agree(text, 0, 1, 0, 0);
    cr_expect(months > 0.35 && months < 0.65, "%.3f", months);
}

Test(poll, an_unknown_turnout_is_the_same_for_all)
{
    const char *shared =
        HEAD("") "inputs : { turnout = { dist = \"logitnormal\"; median = 0.5; sd = "
                 "0.4; }; };\n" LARGE TWICE("turnout = \"turnout\";");
    cr_expect_gt(share_that_agree(shared, 0, 0, 0, 1), 0.97);
    cr_expect_gt(share_that_agree(shared, 0, 1, 0, 1), 0.97);
}

Test(poll, says_what_turnout_and_yes_came_to)
{
    struct campaign c = campaign_open(HEAD("") PLACES(PLACE("Yard", "213", "")) BALLOT(
        "turnout = 0.517; yes = 0.53; bad_records = 0.07;"));
    struct sf_results *results = campaign_run(&c, RUNS);
    const struct sf_mandate mandate = sf_results_mandate(results, 0, 0);
    const double votes = 213.0 * RUNS;
    cr_expect_float_eq(mandate.turnout, 0.517 * 198.0 / 213.0, 5.0 * 0.5 / sqrt(votes));
    cr_expect_float_eq(mandate.yes, 0.53, 5.0 * 0.5 / sqrt(0.48 * votes));
    sf_results_free(results);
    campaign_close(&c);
}

/* M9.1 */
Test(poll, is_held_among_those_who_are_members_by_then)
{
    /* All leave before February: nobody can vote, so it fails. Decided at the opening,
       it passes. */
    const char *text =
        "title = \"Left\"; start = \"2026-01\"; months = 4; law = "
        "\"tua2016\";\nfund : { opening = 1.0; };\n"
        "bands = ( { name = \"low\"; net_ratio = 0.8; }, { name = "
        "\"high\"; net_ratio = 0.75; } );\nmembers : { leave = 1.0; };\n"
        "strategies = ( { name = \"s\"; campaign_cost = 1.0; } );\n" PLACES(
            PLACE("Yard", "213", "")) "ballots = ( { name = \"b\"; closes = \"%s\"; "
                                      "turnout = 1.0; yes = 1.0; } );\n";
    static const struct {
        const char *closes;
        uint64_t n_passed;
    } list[] = {
        {"2025-11-30", 50}, {"2025-12-31", 50}, {"2026-01-31", 50}, {"2026-02-01", 0}};
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        struct campaign c = campaign_open(text, list[i].closes);
        struct sf_results *results = campaign_run(&c, 50);
        cr_expect_eq(sf_results_mandate(results, 0, 0).chance.count, list[i].n_passed,
                     "%s", list[i].closes);
        sf_results_free(results);
        campaign_close(&c);
    }
}

/* M9.1 */
Test(poll, a_result_that_is_named_is_not_left_to_chance)
{
    /* Nobody votes, and the Dock has passed all the same: all its members are out. */
    struct campaign c = campaign_open(
        "title = \"Named\"; start = \"2026-01\"; months = 4; law = \"tua2016\";\n"
        "fund : { opening = 1.0; };\n"
        "bands = ( { name = \"low\"; net_ratio = 0.8; }, { name = \"high\"; net_ratio "
        "= "
        "0.75; } );\n" PLACES(PLACE("Yard", "213", "") ", " PLACE("Dock", "58", ""))
            BALLOT(
                "turnout = 0.0; yes = 0.9; passed = [\"Dock\"];") "strategies = ( { "
                                                                  "name = \"s\"; "
                                                                  "actions = ( { name "
                                                                  "= \"out\"; days = "
                                                                  "[\"2026-03-03\"]; } "
                                                                  "); } );\n");
    cr_expect_eq(campaign_value(&c, 0, 3, SF_STRIKE_DAYS), 58);
    struct sf_results *results = campaign_run(&c, 50);
    cr_expect_eq(sf_results_mandate(results, 0, 0).chance.count, 0);
    cr_expect_eq(sf_results_mandate(results, 0, 1).chance.count, 50);
    sf_results_free(results);
    campaign_close(&c);
}
