#include "results/part.h"

#include <criterion/criterion.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/targets.h"
#include "support/campaign.h"
#include "support/everything.h"
#include "support/kinds.h"
#include "support/parts.h"
#include "support/sameness.h"
#include "support/works.h"

enum { BANDS = 2 };

/** A part of a few kilobytes, of runs 41 to 63. */
static struct sf_text small_part(void)
{
    struct campaign c = campaign_open(WORKS WORKS_LEVY(
        "notpay = { dist = \"uniform\"; low = 0.1; high = 0.4; };") LEVY_ALONE);
    struct sf_results *results = campaign_run_cut(&c, 41, 23, 1, 0);
    const struct sf_text text = parts_encode(&c, results);
    sf_results_free(results);
    campaign_close(&c);
    return text;
}

/** Expects bytes to be refused with these words, and nothing to be made. */
static void expect_refused(const void *bytes, size_t n, const char *words)
{
    struct sf_part *part = NULL;
    const char *why = "";
    cr_assert_eq(sf_part_decode(bytes, n, &part, &why), SF_ERR_PART);
    cr_assert_null(part);
    cr_assert_not_null(strstr(why, words), "it %s", why);
}

Test(part, what_is_taken_is_what_was_put_in)
{
    struct campaign c = campaign_open(EVERYTHING);
    struct sf_results *results = campaign_run_cut(&c, 2500, 1234, 2, 77);
    struct sf_text text = parts_encode(&c, results);
    struct sf_part *part = parts_decode(&text);
    expect_same_results(results, part->results, BANDS);
    cr_expect_eq(sf_results_first_run(part->results), 2500);
    cr_expect_str_eq(part->version, "0.17.3");
    cr_expect_eq(part->contract_version, SF_CONTRACT_VERSION);
    cr_expect_eq(part->seed, 4711);
    cr_expect_eq(part->first_run, 2500);
    cr_expect_eq(part->n_runs, 1234);
    cr_expect_str_eq(part->plan_hash, sf_experiment_plan_hash(c.experiment));
    cr_expect_str_eq(part->scenario, "campaign.cfg");
    cr_expect_str_eq(part->scenario_sha256, c.scenario->sha256);
    cr_expect_eq(part->n_strategies, 4);
    cr_expect_str_eq(part->strategy[3], "both again");
    struct sf_text again = {0};
    sf_part_encode(part, &again);
    cr_expect_eq(again.length, text.length);
    cr_expect_eq(memcmp(again.chars, text.chars, text.length), 0);
    sf_text_free(&again);
    sf_text_free(&text);
    sf_part_free(part);
    sf_part_free(NULL);
    sf_results_free(results);
    campaign_close(&c);
}

Test(part, results_that_were_taken_can_be_extended)
{
    struct campaign c = campaign_open(EVERYTHING);
    struct sf_results *first = campaign_run_cut(&c, 1, 333, 1, 0);
    struct sf_results *whole = campaign_run_cut(&c, 1, 900, 1, 0);
    struct sf_text text = parts_encode(&c, first);
    struct sf_part *part = parts_decode(&text);
    const struct sf_experiment_options more = {
        .first_run = 334, .n_runs = 567, .n_threads = 2};
    cr_assert_eq(sf_experiment_extend(c.experiment, &more, part->results), SF_OK);
    expect_same_results(whole, part->results, BANDS);
    struct sf_text grown = parts_encode(&c, part->results);
    struct sf_text expected = parts_encode(&c, whole);
    cr_expect_eq(grown.length, expected.length);
    cr_expect_eq(memcmp(grown.chars, expected.chars, grown.length), 0);
    sf_text_free(&grown);
    sf_text_free(&expected);
    sf_text_free(&text);
    sf_part_free(part);
    sf_results_free(first);
    sf_results_free(whole);
    campaign_close(&c);
}

Test(part, every_bit_that_flips_is_seen)
{
    struct sf_text text = small_part();
    for (size_t i = 0; i < text.length; i++) {
        for (int bit = 0; bit < CHAR_BIT; bit++) {
            text.chars[i] = (char)(text.chars[i] ^ 1 << bit);
            expect_refused(text.chars, text.length, "is ");
            text.chars[i] = (char)(text.chars[i] ^ 1 << bit);
        }
    }
    sf_part_free(parts_decode(&text));
    sf_text_free(&text);
}

Test(part, a_file_cut_short_anywhere_is_refused)
{
    struct sf_text text = small_part();
    for (size_t n = 0; n < text.length; n++) {
        char *cut = malloc(n + 1); /* of that length, so that a reader beyond is seen */
        cr_assert_not_null(cut);
        memcpy(cut, text.chars, n);
        expect_refused(cut, n, n < 16 ? "is not a part of a run" : "cut short");
        fuzz_part((const uint8_t *)cut, n);
        free(cut);
    }
    sf_text_free(&text);
}

/* With a checksum that agrees a changed file is refused, or is a whole part: what it
   says is then said again to the byte. */
Test(part, every_byte_changed_under_a_good_checksum_does_no_harm)
{
    struct sf_text text = small_part();
    for (size_t i = 0; i + 64 < text.length; i++) {
        const char kept = text.chars[i];
        static const unsigned char CHANGE[] = {1, 2, 0x10, 0x7f, 0x80, 0xff};
        for (size_t k = 0; k < sizeof(CHANGE); k++) {
            text.chars[i] = (char)(kept ^ CHANGE[k]);
            fuzz_part((const uint8_t *)text.chars, text.length);
        }
        text.chars[i] = kept;
    }
    sf_text_free(&text);
}

Test(part, days_by_kind_that_do_not_add_up_to_the_strike_days_are_refused)
{
    struct campaign c = campaign_open(KINDS);
    struct sf_results *results = campaign_run_cut(&c, 41, 23, 1, 0);
    const size_t january = (2 * 10 + 3) * SF_N_KINDS; /* of the third strategy */
    static const struct {
        enum sf_kind kind;
        bool is_refused;
    } MORE[] = {
        {SF_KIND_ROLLING, true}, {SF_KIND_NATIONAL, true}, {SF_KIND_SHORT, false}};
    for (size_t i = 0; i < sizeof(MORE) / sizeof(MORE[0]); i++) {
        struct sf_sums *sums = &results->kind[january + MORE[i].kind];
        sums->sum += 1;
        sums->sum_of_squares += 1;
        struct sf_text text = parts_encode(&c, results);
        if (MORE[i].is_refused) {
            expect_refused(text.chars, text.length, "contradicts itself");
        } else {
            sf_part_free(parts_decode(&text));
        }
        sf_text_free(&text);
        sums->sum -= 1;
        sums->sum_of_squares -= 1;
    }
    struct sf_sums *sums = &results->kind[january + SF_KIND_SHORT];
    sums->sum_of_squares = sums->sum - 1; /* of whole numbers no fewer than the sum */
    struct sf_text text = parts_encode(&c, results);
    expect_refused(text.chars, text.length, "contradicts itself");
    sf_text_free(&text);
    sf_results_free(results);
    campaign_close(&c);
}

Test(part, bytes_after_the_end_are_refused)
{
    struct sf_text text = small_part();
    sf_text_add_bytes(&text, "\0", 1);
    parts_seal(&text);
    expect_refused(text.chars, text.length, "contradicts itself");
    sf_text_free(&text);
}

Test(part, another_format_and_another_file_are_told_apart)
{
    struct sf_text text = small_part();
    text.chars[16] = SF_PART_FORMAT + 1;
    parts_seal(&text);
    expect_refused(text.chars, text.length, "another version of strikefund");
    text.chars[3] = 'x';
    expect_refused(text.chars, text.length, "is not a part of a run");
    expect_refused("", 0, "is not a part of a run");
    sf_text_free(&text);
}

/** A part of one series: the values, or NULL where they are refused. */
static struct sf_series *take_one(const struct sf_text *text, uint64_t n_runs)
{
    static uint32_t count[SF_BINS];
    static struct sf_series series;
    const struct sf_part part = {.first_run = 1, .n_runs = n_runs};
    struct sf_bytes bytes = {.at = (const unsigned char *)text->chars,
                             .end = (const unsigned char *)text->chars + text->length};
    memset(count, 0, sizeof(count));
    series = (struct sf_series){.count = count};
    sf_part_take_series(&bytes, &part, (int64_t)1 << 50, &series);
    return sf_bytes_left(&bytes) == 0 && !bytes.is_wrong ? &series : NULL;
}

/** Seven values from -3 to 5000, one of them 0, in bins two wide, as they are written;
 *  with a change of one number. */
enum change { NONE, MIN, SPAN, N_ZERO, SUM, SQUARES, FIRST_GAP, COUNT, LAST_GAP };

static struct sf_text seven_values(enum change change, int64_t by)
{
    int64_t number[] = {
        [MIN] = -3,           [SPAN] = 5003,   [N_ZERO] = 1, [SUM] = 5022,
        [SQUARES] = 25000270, [FIRST_GAP] = 0, [COUNT] = 5,  [LAST_GAP] = 2496};
    if (change != NONE) {
        number[change] += by;
    }
    struct sf_text text = {0};
    sf_bytes_add(&text, 0); /* endless */
    sf_bytes_add_signed(&text, number[MIN]);
    sf_bytes_add(&text, (uint64_t)number[SPAN]);
    sf_bytes_add(&text, (uint64_t)number[N_ZERO]);
    sf_bytes_add_signed(&text, number[SUM]);
    sf_bytes_add_signed(&text, number[SQUARES]);
    /* -3 alone; after one empty bin five values; far above them 5000. */
    const char bin[] = {(char)(number[FIRST_GAP] << 4),
                        (char)(1 << 4 | (number[COUNT] - 1)), (char)0xf0};
    sf_text_add_bytes(&text, bin, 3);
    sf_bytes_add(&text, (uint64_t)number[LAST_GAP] + 3 - 15);
    return text;
}

Test(part, a_series_whose_numbers_disagree_is_refused)
{
    struct sf_text good = seven_values(NONE, 0);
    const struct sf_series *series = take_one(&good, 7);
    cr_assert_not_null(series);
    cr_expect_eq(series->shift, 1);
    cr_expect_eq(series->max, 5000);
    cr_expect_eq(sf_series_quantile(series, 0.01), -3.0);
    cr_expect_eq(sf_series_quantile(series, 0.99), 5000.0);
    cr_expect_null(take_one(&good, 6));
    cr_expect_null(take_one(&good, 8));
    sf_text_free(&good);
    static const struct {
        enum change change;
        int64_t by;
    } BAD[] = {{MIN, -2},
               {MIN, 4},
               {SPAN, 2},
               {SPAN, -2},
               {SPAN, INT64_C(1) << 62},
               {N_ZERO, 5},
               {N_ZERO, 7},
               {SUM, 40000},
               {SUM, -6000},
               {SQUARES, -25000000},
               {SQUARES, -25000271},
               {FIRST_GAP, 1},
               {COUNT, 1},
               {COUNT, -1},
               {LAST_GAP, 1},
               {LAST_GAP, -1},
               {LAST_GAP, 100000}};
    for (size_t i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++) {
        struct sf_text bad = seven_values(BAD[i].change, BAD[i].by);
        cr_expect_null(take_one(&bad, 7), "number %d changed by %ld was taken",
                       (int)BAD[i].change, (long)BAD[i].by);
        sf_text_free(&bad);
    }
}

Test(part, a_number_has_one_form)
{
    static const struct {
        size_t n;
        unsigned char byte[12];
        bool is_good;
        uint64_t number;
    } FORM[] = {
        {1, {0}, true, 0},
        {1, {0x7f}, true, 127},
        {2, {0x80, 1}, true, 128},
        {2, {0x80, 0}, false, 0},
        {3, {0x85, 0x80, 0}, false, 0},
        {1, {0x80}, false, 0},
        {10, {255, 255, 255, 255, 255, 255, 255, 255, 255, 1}, true, UINT64_MAX},
        {10, {255, 255, 255, 255, 255, 255, 255, 255, 255, 2}, false, 0},
        {11, {255, 255, 255, 255, 255, 255, 255, 255, 255, 128, 1}, false, 0}};
    for (size_t i = 0; i < sizeof(FORM) / sizeof(FORM[0]); i++) {
        struct sf_bytes bytes = {.at = FORM[i].byte, .end = FORM[i].byte + FORM[i].n};
        cr_expect_eq(sf_bytes_take(&bytes, 0, UINT64_MAX), FORM[i].number);
        cr_expect_eq(!bytes.is_wrong, FORM[i].is_good, "form %zu", i);
    }
    const sf_int128 large = ((sf_int128)1 << SF_SUM_BITS) - 1;
    const sf_int128 SIGNED[] = {0, 1, -1, 63, -64, 64, -4711, large, -large};
    for (size_t i = 0; i < sizeof(SIGNED) / sizeof(SIGNED[0]); i++) {
        struct sf_text text = {0};
        sf_bytes_add_signed(&text, SIGNED[i]);
        struct sf_bytes bytes = {.at = (const unsigned char *)text.chars,
                                 .end =
                                     (const unsigned char *)text.chars + text.length};
        cr_expect(sf_bytes_take_signed(&bytes) == SIGNED[i]);
        cr_expect(!bytes.is_wrong && sf_bytes_left(&bytes) == 0);
        sf_text_free(&text);
    }
}
