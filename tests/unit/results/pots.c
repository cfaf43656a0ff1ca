/* Pots among results: joined, kept in parts, and refused where they contradict. */
#include <criterion/criterion.h>
#include <string.h>

#include "results/part.h"
#include "support/campaign.h"
#include "support/kept_apart.h"
#include "support/parts.h"
#include "support/sameness.h"

enum { BANDS = 2, LEVY = 0, GENERAL = 1, HARDSHIP = 2 };

static struct sf_series *series_at(struct sf_results *results, size_t strategy,
                                   size_t month, size_t pot,
                                   enum sf_pot_measure measure)
{
    const size_t of_month = (strategy * (results->n_months + 1) + month);
    return &results
                ->pot[(of_month * results->n_pots + pot) * SF_N_POT_MEASURES + measure];
}

Test(part_pots, are_taken_as_they_were_put_in)
{
    struct campaign c = campaign_open(KEPT_APART);
    struct sf_results *results = campaign_run_cut(&c, 2500, 234, 2, 77);
    struct sf_text text = parts_encode(&c, results);
    struct sf_part *part = parts_decode(&text);
    cr_expect_eq(sf_results_n_pots(part->results), KEPT_APART_POTS);
    expect_same_results(results, part->results, BANDS);
    cr_assert(sf_experiment_fits(c.experiment, part->results));
    struct sf_text again = {0};
    sf_part_encode(part, &again);
    cr_expect_eq(again.length, text.length);
    cr_expect_eq(memcmp(again.chars, text.chars, text.length), 0);
    sf_text_free(&again);
    sf_text_free(&text);
    sf_part_free(part);
    sf_results_free(results);
    campaign_close(&c);
}

/** Makes all runs have the same value. */
static void set_equal(struct sf_series *series, int64_t value)
{
    const sf_int128 n = (sf_int128)series->n;
    series->min = value;
    series->max = value;
    series->is_spread = false;
    series->n_zero = value == 0 ? series->n : 0;
    series->sum = n * value;
    series->sum_of_squares = n * value * value;
}

/** Adds a penny to a sum. */
static void shift(struct sf_results *results, size_t month, size_t pot,
                  enum sf_pot_measure measure, int by)
{
    series_at(results, 2, month, pot, measure)->sum += by;
}

/* Each breaks one rule and keeps the others. */

static void a_penny_is_nobodys(struct sf_results *results)
{
    for (size_t m = 3; m <= results->n_months; m++) {
        shift(results, m, GENERAL, SF_P_BALANCE, 1);
    }
    shift(results, 3, GENERAL, SF_P_OTHER_INCOME, 1);
}

static void a_penny_comes_and_goes(struct sf_results *results)
{
    shift(results, 5, GENERAL, SF_P_OTHER_INCOME, 1);
    shift(results, 5, GENERAL, SF_P_OTHER_OUTGO, 1);
}

static void a_penny_changes_pots(struct sf_results *results)
{
    shift(results, 5, GENERAL, SF_P_OTHER_INCOME, 1);
    shift(results, 5, HARDSHIP, SF_P_OTHER_INCOME, -1);
}

static void a_penny_is_lent_to_nobody(struct sf_results *results)
{
    for (size_t m = 0; m <= results->n_months; m++) {
        struct sf_series *made = series_at(results, 2, m, LEVY, SF_P_LOANS_MADE);
        cr_assert(!made->is_spread && made->max == 0);
        set_equal(made, 1);
    }
}

static void less_than_nothing_is_lent(struct sf_results *results)
{
    for (size_t m = 0; m <= results->n_months; m++) {
        set_equal(series_at(results, 2, m, LEVY, SF_P_LOANS_MADE), -7);
        set_equal(series_at(results, 2, m, LEVY, SF_P_LOANS_OWED), -7);
    }
}

static void a_pot_is_twice_overdrawn(struct sf_results *results)
{
    for (size_t m = 0; m <= results->n_months; m++) {
        struct sf_series *overdrawn =
            series_at(results, 2, m, HARDSHIP, SF_P_OVERDRAWN);
        cr_assert(!overdrawn->is_spread && overdrawn->max == 0);
        set_equal(overdrawn, 2);
    }
}

static void a_full_pot_is_overdrawn(struct sf_results *results)
{
    for (size_t m = 4; m <= results->n_months; m++) {
        set_equal(series_at(results, 2, m, HARDSHIP, SF_P_OVERDRAWN), 1);
    }
}

static void what_was_overdrawn_is_forgotten(struct sf_results *results)
{
    for (size_t m = 0; m < results->n_months; m++) {
        set_equal(series_at(results, 2, m, HARDSHIP, SF_P_OVERDRAWN), 1);
    }
}

static void some_of_the_overdrawn_are_forgotten(struct sf_results *results)
{
    const size_t last = results->n_months;
    cr_assert_lt(series_at(results, 2, last, GENERAL, SF_P_BALANCE)->min, 0);
    cr_assert_gt(series_at(results, 2, last, GENERAL, SF_P_OVERDRAWN)->n_zero, 0);
    for (size_t m = 0; m < last; m++) {
        set_equal(series_at(results, 2, m, GENERAL, SF_P_OVERDRAWN), 1);
    }
}

static void a_pot_below_zero_is_not_overdrawn(struct sf_results *results)
{
    const size_t last = results->n_months;
    cr_assert_lt(series_at(results, 2, last, GENERAL, SF_P_BALANCE)->min, 0);
    for (size_t m = 0; m <= last; m++) {
        set_equal(series_at(results, 2, m, GENERAL, SF_P_OVERDRAWN), 0);
    }
}

Test(part_pots, that_contradict_themselves_or_the_fund_are_refused)
{
    static void (*const BREAK[])(struct sf_results *) = {
        a_penny_is_nobodys,
        a_penny_comes_and_goes,
        a_penny_changes_pots,
        a_penny_is_lent_to_nobody,
        less_than_nothing_is_lent,
        a_pot_is_twice_overdrawn,
        a_full_pot_is_overdrawn,
        what_was_overdrawn_is_forgotten,
        some_of_the_overdrawn_are_forgotten,
        a_pot_below_zero_is_not_overdrawn};
    struct campaign c = campaign_open(KEPT_APART);
    for (size_t i = 0; i < sizeof(BREAK) / sizeof(BREAK[0]); i++) {
        struct sf_results *results = campaign_run_cut(&c, 41, 57, 1, 0);
        struct sf_part *part = NULL;
        const char *why = "";
        BREAK[i](results);
        struct sf_text text = parts_encode(&c, results);
        cr_expect_eq(sf_part_decode(text.chars, text.length, &part, &why), SF_ERR_PART,
                     "break %zu was taken", i);
        cr_expect_not_null(strstr(why, "contradicts itself"), "%s", why);
        sf_part_free(part);
        sf_text_free(&text);
        sf_results_free(results);
    }
    campaign_close(&c);
}

/* The same campaign, but for one more pot. */
#define ONE_MORE                                                                       \
    WORKS_HEAD                                                                         \
    "fund : { opening = 1000.0; pots = ( { name = \"a\"; }, { name = \"b\"; "          \
    "opening = 20.0; }, { name = \"c\"; opening = 7.0; } ); };\n" WORKS_PLACE          \
        WORKS_LEVY("pot = \"b\";") "rules : { flat : { basis = \"flat\"; "             \
                                   "amounts = 50.0; }; };\n"                           \
                                   "strategies = ( { name = \"s\"; levy = "            \
                                   "\"levy\"; actions = ( " PICKETS(                   \
                                       "rule = \"flat\";") " ); } );\n"

Test(results_pots, of_another_number_are_not_joined)
{
    struct campaign c = campaign_open(PICKETS_KEPT_APART(""));
    struct campaign other = campaign_open(ONE_MORE);
    struct sf_results *a = campaign_run(&c, 50);
    struct sf_results *b = campaign_run(&other, 50);
    cr_assert_eq(sf_results_n_pots(a), 2);
    cr_assert_eq(sf_results_n_pots(b), 3);
    cr_expect_eq(sf_results_merge(a, b), SF_ERR_RANGE);
    cr_expect_eq(sf_results_merge(b, a), SF_ERR_RANGE);
    cr_expect_not(sf_experiment_fits(other.experiment, a));
    sf_results_free(a);
    sf_results_free(b);
    campaign_close(&c);
    campaign_close(&other);
}

Test(results_pots, brief_results_have_none_and_can_be_joined)
{
    struct campaign c = campaign_open(KEPT_APART);
    struct sf_experiment_options options = {
        .first_run = 1, .n_runs = 70, .n_threads = 1, .is_brief = true};
    struct sf_results *a = NULL;
    struct sf_results *b = NULL;
    cr_assert_eq(sf_experiment_run(c.experiment, &options, &a), SF_OK);
    options.first_run = 71;
    cr_assert_eq(sf_experiment_run(c.experiment, &options, &b), SF_OK);
    cr_expect_eq(sf_results_n_pots(a), 0);
    cr_expect_eq(sf_results_merge(a, b), SF_OK);
    cr_expect_eq(sf_results_runs(a), 140);
    sf_results_free(a);
    sf_results_free(b);
    campaign_close(&c);
}

Test(replay_pots, are_those_of_results_that_hold_one_run)
{
    struct campaign c = campaign_open(KEPT_APART);
    for (uint64_t run = 17; run < 21; run++) {
        struct sf_results *alone = campaign_run_cut(&c, run, 1, 1, 0);
        for (size_t s = 0; s < c.scenario->n_strategies; s++) {
            struct sf_ledger ledger = campaign_replay(&c, s, run);
            cr_assert_eq(ledger.n_pots, KEPT_APART_POTS);
            for (size_t i = 0;
                 i <= ledger.n_months * KEPT_APART_POTS * SF_N_POT_MEASURES; i++) {
                const enum sf_pot_measure k =
                    (enum sf_pot_measure)(i % SF_N_POT_MEASURES);
                const size_t pot = i / SF_N_POT_MEASURES % KEPT_APART_POTS;
                const size_t month = i / SF_N_POT_MEASURES / KEPT_APART_POTS;
                cr_assert_eq(sf_ledger_pot(&ledger, month, pot, k),
                             (int64_t)sf_results_pot(alone, s, month, pot, k).mean);
            }
            sf_ledger_free(&ledger);
            sf_ledger_free(&ledger);
            cr_expect_null(ledger.pot);
        }
        sf_results_free(alone);
    }
    struct campaign one = campaign_open(EVERYTHING);
    struct sf_ledger ledger = campaign_replay(&one, 0, 1);
    cr_expect_eq(ledger.n_pots, 0);
    sf_ledger_free(&ledger);
    campaign_close(&one);
    campaign_close(&c);
}
