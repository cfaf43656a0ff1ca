/* A range of runs in parts: however it is split, simulated and joined, what is found
 * and the bytes that are kept of it are those of the whole. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "strikefund/part.h"
#include "support/campaign.h"
#include "support/everything.h"
#include "support/kept_apart.h"
#include "support/kinds.h"
#include "support/parts.h"
#include "support/sameness.h"
#include "support/works.h"

enum { BANDS = 2, MAX_PARTS = 7, SPLITS = 25 };

/* From before a group of twins to after it: 2561 is the first of the next. */
static const uint64_t FIRST = 2300, RUNS = 700;

static void expect_same_bytes(const struct sf_text *a, const struct sf_text *b)
{
    cr_assert_eq(a->length, b->length);
    cr_assert_eq(memcmp(a->chars, b->chars, a->length), 0);
}

static int compare(const void *a, const void *b)
{
    const uint64_t *x = a;
    const uint64_t *y = b;
    return *x < *y ? -1 : *x > *y;
}

/** Cuts the range into n parts at random: part i is cut[i] .. cut[i + 1] - 1. */
static void cut_range(unsigned *random, size_t n, uint64_t cut[MAX_PARTS + 1])
{
    bool is_cut[700] = {false};
    cut[0] = FIRST;
    for (size_t i = 1; i < n;) {
        const size_t at = 1 + (size_t)rand_r(random) % (RUNS - 1);
        if (!is_cut[at]) {
            is_cut[at] = true;
            cut[i++] = FIRST + at;
        }
    }
    cut[n] = FIRST + RUNS;
    qsort(cut, n + 1, sizeof(*cut), compare);
}

static void shuffle(unsigned *random, size_t n, size_t order[MAX_PARTS])
{
    for (size_t i = 0; i < n; i++) {
        const size_t j = (size_t)rand_r(random) % (i + 1);
        order[i] = order[j];
        order[j] = i;
    }
}

/** Simulates a part, and takes it through its bytes as another process would. */
static struct sf_part *make_part(const struct campaign *c, unsigned *random,
                                 uint64_t first, uint64_t n)
{
    const int threads = 1 + rand_r(random) % 3;
    const size_t block = 1 + (size_t)rand_r(random) % 200;
    struct sf_results *results = campaign_run_cut(c, first, n, threads, block);
    struct sf_text text = parts_encode(c, results);
    struct sf_part *part = parts_decode(&text);
    sf_text_free(&text);
    sf_results_free(results);
    return part;
}

static void expect_splits(const char *scenario, int n_splits)
{
    struct campaign c = campaign_open("%s", scenario);
    struct sf_results *whole = campaign_run_cut(&c, FIRST, RUNS, 1, 0);
    struct sf_text expected = parts_encode(&c, whole);
    unsigned random = 4711;
    for (int split = 0; split < n_splits; split++) {
        const size_t n = 1 + (size_t)rand_r(&random) % MAX_PARTS;
        uint64_t cut[MAX_PARTS + 1];
        size_t order[MAX_PARTS] = {0};
        cut_range(&random, n, cut);
        shuffle(&random, n, order);
        struct sf_part *joined = NULL;
        for (size_t i = 0; i < n; i++) {
            const size_t k = order[i];
            struct sf_part *part = make_part(&c, &random, cut[k], cut[k + 1] - cut[k]);
            if (joined == NULL) {
                joined = part;
            } else {
                cr_assert_eq(sf_results_merge(joined->results, part->results), SF_OK);
                sf_part_free(part);
            }
        }
        expect_same_results(whole, joined->results, BANDS);
        struct sf_text text = parts_encode(&c, joined->results);
        expect_same_bytes(&expected, &text);
        sf_text_free(&text);
        sf_part_free(joined);
    }
    sf_text_free(&expected);
    sf_results_free(whole);
    campaign_close(&c);
}

Test(parts, any_split_joined_in_any_order_is_the_whole)
{
    expect_splits(EVERYTHING, SPLITS);
}

Test(parts, ballots_left_to_chance_are_joined_like_the_rest)
{
    expect_splits(EVERYTHING_VOTED, SPLITS / 3);
}

Test(parts, every_kind_of_action_is_joined_like_the_rest)
{
    expect_splits(KINDS, SPLITS / 3);
}

Test(parts, pots_are_joined_like_the_rest)
{
    expect_splits(KEPT_APART, SPLITS / 3);
}

static void expect_no_trace_of_cuts(const char *scenario)
{
    struct campaign c = campaign_open("%s", scenario);
    struct sf_results *whole = campaign_run_cut(&c, FIRST, RUNS, 1, 0);
    struct sf_text expected = parts_encode(&c, whole);
    const size_t block[] = {1, 7, 64, 1000};
    for (int threads = 1; threads <= 3; threads++) {
        for (size_t i = 0; i < sizeof(block) / sizeof(block[0]); i++) {
            struct sf_results *other =
                campaign_run_cut(&c, FIRST, RUNS, threads, block[i]);
            struct sf_text text = parts_encode(&c, other);
            expect_same_bytes(&expected, &text);
            sf_text_free(&text);
            sf_results_free(other);
        }
    }
    sf_text_free(&expected);
    sf_results_free(whole);
    campaign_close(&c);
}

Test(parts, threads_and_blocks_do_not_show_in_the_bytes)
{
    expect_no_trace_of_cuts(EVERYTHING);
    expect_no_trace_of_cuts(EVERYTHING_VOTED);
    expect_no_trace_of_cuts(KEPT_APART);
}

Test(parts, results_of_another_shape_are_not_joined)
{
    struct campaign c = campaign_open(EVERYTHING);
    struct campaign other = campaign_open(WORKS WORKS_LEVY("") LEVY_ALONE);
    struct sf_results *a = campaign_run(&c, 50);
    struct sf_results *b = campaign_run(&other, 50);
    struct sf_results *a_again = campaign_run(&c, 50);
    cr_expect_eq(sf_results_merge(a, b), SF_ERR_RANGE);
    expect_same_results(a, a_again, BANDS);
    sf_results_free(a);
    sf_results_free(a_again);
    sf_results_free(b);
    campaign_close(&c);
    campaign_close(&other);
}
