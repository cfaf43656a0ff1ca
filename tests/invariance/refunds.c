/* What a refund moves and what it does not: the money from the month of its promise on,
 * and people only where a rule looks at the fund. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/experiment.h"
#include "strikefund/part.h"
#include "support/campaign.h"
#include "support/everything.h"
#include "support/parts.h"
#include "support/sameness.h"
#include "support/shortages.h"

enum { BANDS = 2, RUNS = 40, MAX_STRATEGIES = 10 };

static void resolve_again(struct campaign *c)
{
    size_t all[MAX_STRATEGIES];
    cr_assert_leq(c->scenario->n_strategies, MAX_STRATEGIES);
    for (size_t i = 0; i < MAX_STRATEGIES; i++) {
        all[i] = i;
    }
    sf_experiment_free(c->experiment);
    cr_assert_eq(
        sf_experiment_init(c->scenario, all, c->scenario->n_strategies, &c->experiment),
        SF_OK);
}

/** Gives back the last months of a levy; months of the plan, from 1. */
static void give_back(struct campaign *c, size_t levy, int32_t months, int32_t promised,
                      int32_t paid)
{
    struct sf_levy *of = &c->scenario->levy[levy];
    of->has_refund = true;
    of->refund = (struct sf_refund){.months = months,
                                    .promised = c->scenario->start + promised - 1,
                                    .paid = c->scenario->start + paid - 1};
    resolve_again(c);
}

/* M5.6, M3.2 */
Test(refunds, in_every_run_the_books_balance_to_the_penny)
{
    struct campaign c = campaign_open(EVERYTHING);
    give_back(&c, 0, 2, 3, 7);
    give_back(&c, 1, 3, 4, 9);
    campaign_check_books(&c, RUNS);
    campaign_close(&c);
    c = campaign_open(SHORTAGES);
    give_back(&c, 0, 4, 4, 8);
    give_back(&c, 1, 5, 5, 10);
    campaign_check_books(&c, RUNS);
    campaign_close(&c);
}

/** Until it is paid a run is as without it, but for what it owes. */
static void expect_owed(const struct campaign *with, const struct campaign *without,
                        size_t s, uint64_t run, size_t paid)
{
    struct sf_ledger a = campaign_replay(with, s, run);
    struct sf_ledger b = campaign_replay(without, s, run);
    for (size_t m = 0; m <= a.n_months; m++) {
        const int64_t owed = sf_ledger_value(&a, m, SF_REFUNDS_OWED);
        for (int k = 0; k < SF_N_PLAIN_MEASURES; k++) {
            const enum sf_measure measure = (enum sf_measure)k;
            const int64_t found = sf_ledger_value(&a, m, measure);
            const int64_t plain = sf_ledger_value(&b, m, measure);
            if (m < paid) {
                cr_assert_eq(found + (measure == SF_NET_POSITION ? owed : 0), plain,
                             "%s of month %zu", sf_measure_name(measure), m);
            }
        }
        cr_assert(m < paid || owed == 0);
    }
    /* In its month what is paid goes out, and nothing else. */
    const int64_t refunded = sf_ledger_value(&a, paid, SF_REFUNDS_PAID);
    cr_assert_eq(sf_ledger_value(&a, paid, SF_BALANCE) + refunded,
                 sf_ledger_value(&b, paid, SF_BALANCE));
    cr_assert(refunded > 0 && refunded <= sf_ledger_value(&a, 2, SF_LEVY_INCOME) +
                                              sf_ledger_value(&a, 3, SF_LEVY_INCOME) +
                                              sf_ledger_value(&a, 4, SF_LEVY_INCOME) +
                                              sf_ledger_value(&a, 5, SF_LEVY_INCOME));
    sf_ledger_free(&a);
    sf_ledger_free(&b);
}

/* M5.6 */
Test(refunds, until_it_is_paid_a_run_is_as_without_it_but_for_what_is_owed)
{
    struct campaign with = campaign_open(EVERYTHING);
    struct campaign without = campaign_open(EVERYTHING);
    give_back(&with, 0, 3, 3, 7);
    for (size_t s = 0; s < with.scenario->n_strategies; s++) {
        for (uint64_t run = 1; run <= RUNS && sf_strategy_has_refund(with.scenario, s);
             run++) {
            expect_owed(&with, &without, s, run, 7);
        }
    }
    campaign_close(&with);
    campaign_close(&without);
}

/** Runs both side by side; each must be as it is alone. */
static void expect_as_alone(const struct campaign *a, const struct campaign *b)
{
    const struct sf_experiment *const both[] = {a->experiment, b->experiment};
    const struct sf_experiment_options how = {
        .first_run = 5, .n_runs = 150, .n_threads = 1, .block_runs = 64};
    struct sf_results *beside[2];
    cr_assert_eq(sf_experiments_run(both, 2, &how, beside, NULL), SF_OK);
    for (size_t i = 0; i < 2; i++) {
        struct sf_results *alone = NULL;
        cr_assert_eq(sf_experiment_run(both[i], &how, &alone), SF_OK);
        expect_same_results(alone, beside[i], BANDS);
        sf_results_free(alone);
        sf_results_free(beside[i]);
    }
}

/* M5.6 */
Test(refunds, move_people_only_where_a_rule_looks_at_the_fund)
{
    struct campaign with = campaign_open(EVERYTHING);
    struct campaign without = campaign_open(EVERYTHING);
    give_back(&with, 0, 3, 3, 7);
    cr_expect_str_neq(sf_experiment_plan_hash(with.experiment),
                      sf_experiment_plan_hash(without.experiment));
    cr_expect(sf_experiments_share_people(with.experiment, without.experiment));
    expect_as_alone(&with, &without);
    campaign_close(&with);
    campaign_close(&without);
    with = campaign_open(SHORTAGES);
    without = campaign_open(SHORTAGES);
    give_back(&with, 0, 3, 3, 8);
    cr_expect_not(sf_experiments_share_people(with.experiment, without.experiment));
    expect_as_alone(&with, &without);
    campaign_close(&with);
    campaign_close(&without);
}

/* M5.6 */
Test(refunds, each_of_their_terms_is_in_the_hash_of_the_plan)
{
    static const int32_t TERMS[][3] = {{3, 3, 7}, {2, 3, 7}, {3, 4, 7}, {3, 3, 8}};
    char hash[4][80];
    for (size_t i = 0; i < 4; i++) {
        struct campaign c = campaign_open(EVERYTHING);
        give_back(&c, 0, TERMS[i][0], TERMS[i][1], TERMS[i][2]);
        snprintf(hash[i], sizeof(hash[i]), "%s", sf_experiment_plan_hash(c.experiment));
        for (size_t j = 0; j < i; j++) {
            cr_expect_str_neq(hash[j], hash[i], "%zu and %zu", j, i);
        }
        campaign_close(&c);
    }
}

/** The bytes of a range of runs, cut and simulated as said, put through their bytes. */
static struct sf_part *part_of(const struct campaign *c, uint64_t first, uint64_t n,
                               int n_threads, size_t block_runs)
{
    struct sf_results *results = campaign_run_cut(c, first, n, n_threads, block_runs);
    struct sf_text text = parts_encode(c, results);
    struct sf_part *part = parts_decode(&text);
    sf_text_free(&text);
    sf_results_free(results);
    return part;
}

/* M11.4 */
Test(refunds, are_joined_from_parts_like_the_rest)
{
    struct campaign c = campaign_open(SHORTAGES);
    give_back(&c, 0, 3, 3, 8);
    struct sf_results *whole = campaign_run_cut(&c, 31, 500, 1, 128);
    struct sf_text expected = parts_encode(&c, whole);
    struct sf_part *late = part_of(&c, 231, 300, 2, 7);
    struct sf_part *early = part_of(&c, 31, 200, 1, 64);
    cr_assert_eq(sf_results_merge(late->results, early->results), SF_OK);
    expect_same_results(whole, late->results, BANDS);
    struct sf_text joined = parts_encode(&c, late->results);
    cr_assert_eq(joined.length, expected.length);
    cr_assert_eq(memcmp(joined.chars, expected.chars, joined.length), 0);
    cr_expect_gt(sf_results_total(whole, 0, SF_T_REFUNDS).sd, 0.0);
    /* Of runs without refunds they are of another shape. */
    struct campaign plain = campaign_open(SHORTAGES);
    struct sf_part *other = part_of(&plain, 531, 100, 1, 64);
    cr_expect_eq(sf_results_merge(late->results, other->results), SF_ERR_RANGE);
    sf_part_free(other);
    campaign_close(&plain);
    sf_part_free(late);
    sf_part_free(early);
    sf_text_free(&joined);
    sf_text_free(&expected);
    sf_results_free(whole);
    campaign_close(&c);
}

/* M5.6 */
Test(refunds, take_no_room_where_there_are_none)
{
    struct campaign c = campaign_open(EVERYTHING);
    struct sf_results *plain = campaign_run(&c, 3);
    const uint64_t bytes = sf_experiment_bytes(c.experiment, 1);
    cr_expect_eq(sf_results_n_measures(plain), SF_N_PLAIN_MEASURES);
    cr_expect_eq(sf_results_n_totals(plain), SF_N_PLAIN_TOTALS);
    give_back(&c, 0, 3, 3, 8);
    struct sf_results *given = campaign_run(&c, 3);
    cr_expect_gt(sf_experiment_bytes(c.experiment, 1), bytes);
    cr_expect_eq(sf_results_n_measures(given), SF_N_MEASURES);
    cr_expect_eq(sf_results_n_totals(given), SF_N_TOTALS);
    sf_results_free(plain);
    sf_results_free(given);
    campaign_close(&c);
}
