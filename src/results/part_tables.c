/* The tables of results as bytes. */
#include "results/part.h"

#include <string.h>

/** How many of each thing this program measures: tables of other sizes are not ours. */
static const uint64_t LAYOUT[] = {
    SF_N_RATIOS,    SF_N_BAND_SUMS,   SF_N_EMPLOYER_MEASURES, SF_TWIN_RUNS,
    SF_TWIN_PERIOD, SF_TWIN_BATCHES,  SF_N_VOTE_SUMS,         SF_N_MANDATE_MEASURES,
    SF_N_KINDS,     SF_N_POT_MEASURES};
enum { N_LAYOUT = sizeof(LAYOUT) / sizeof(LAYOUT[0]) };

/* Pence, people and days: a thousandfold of all the money there is. Cover, in
   hundredths of a month, is a quotient. */
#define VALUE_LIMIT ((int64_t)1 << 50)
#define COVER_LIMIT ((int64_t)1 << 61)

/** Of the runs 1 .. last, those that have twins and belong to a batch. */
static uint64_t twins_until(uint64_t last, uint64_t batch)
{
    const uint64_t rest = last % SF_TWIN_PERIOD;
    const uint64_t n = rest < SF_TWIN_RUNS ? rest : SF_TWIN_RUNS;
    /* Of 1 .. n, those whose remainder is batch; 0 is one of them that is not there. */
    const uint64_t of_rest =
        n < batch ? 0 : (n - batch) / SF_TWIN_BATCHES + (batch > 0);
    return last / SF_TWIN_PERIOD * (SF_TWIN_RUNS / SF_TWIN_BATCHES) + of_rest;
}

static uint64_t twins_of(uint64_t first_run, uint64_t n_runs, uint64_t batch)
{
    return twins_until(first_run + n_runs - 1, batch) -
           twins_until(first_run - 1, batch);
}

_Static_assert(SF_TWIN_PERIOD % SF_TWIN_BATCHES == 0 &&
                   SF_TWIN_RUNS % SF_TWIN_BATCHES == 0,
               "a run's batch is that of its place in the period");

/* ---- out ---- */

static void add_sums(const struct sf_sums *sums, struct sf_text *text)
{
    sf_bytes_add_signed(text, sums->sum);
    sf_bytes_add_signed(text, sums->sum_of_squares);
}

static void add_strategy(const struct sf_results *results, size_t s,
                         struct sf_text *text)
{
    const size_t n_rows = (results->n_months + 1) * results->n_measures;
    const uint64_t first_run = results->first_run;
    for (size_t i = 0; i < n_rows; i++) {
        sf_part_add_series(&results->monthly[s * n_rows + i], first_run, text);
    }
    for (size_t i = 0; i < sf_results_n_totals(results); i++) {
        sf_part_add_series(&results->total[s * SF_N_TOTALS + i], first_run, text);
    }
    for (size_t i = 0; i < SF_N_RATIOS; i++) {
        sf_bytes_add_signed(text, results->product[s * SF_N_RATIOS + i]);
    }
    const size_t n_first = sf_results_n_events(results) * (results->n_months + 2);
    for (size_t i = 0; i < n_first; i++) {
        sf_bytes_add(text,
                     results->first[s * SF_N_EVENTS * (results->n_months + 2) + i]);
    }
    const size_t n_bands = results->n_bands * SF_N_BAND_SUMS;
    for (size_t i = 0; i < n_bands; i++) {
        sf_bytes_add_signed(text, results->band[s * n_bands + i]);
    }
    const size_t n_kinds = (results->n_months + 1) * SF_N_KINDS;
    for (size_t i = 0; i < n_kinds; i++) {
        add_sums(&results->kind[s * n_kinds + i], text);
    }
    const size_t n_employers = results->n_employers * SF_N_EMPLOYER_MEASURES;
    for (size_t i = 0; i < n_employers; i++) {
        add_sums(&results->employer[s * n_employers + i], text);
    }
}

static void add_pots(const struct sf_results *results, struct sf_text *text)
{
    const size_t n = results->n_strategies * (results->n_months + 1) * results->n_pots *
                     SF_N_POT_MEASURES;
    for (size_t i = 0; i < n; i++) {
        sf_part_add_series(&results->pot[i], results->first_run, text);
    }
}

static void add_mandates(const struct sf_results *results, struct sf_text *text)
{
    for (size_t i = 0; i < results->n_strategies * results->n_mandates; i++) {
        const struct sf_mandate_sums *cell = &results->mandate[i];
        sf_bytes_add(text, cell->n_passed);
        for (int v = 0; v < SF_N_VOTE_SUMS; v++) {
            sf_bytes_add_signed(text, cell->vote[v]);
        }
        for (int m = 0; m < SF_N_MANDATE_MEASURES; m++) {
            add_sums(&cell->passed[m], text);
        }
        add_sums(&cell->failed_there, text);
    }
}

static void add_twins(const struct sf_results *results, struct sf_text *text)
{
    const size_t n = results->n_strategies * (results->n_months + 1) * SF_TWIN_BATCHES;
    const uint64_t n_runs = sf_results_runs(results);
    for (size_t i = 0; i < n; i++) {
        const struct sf_twin_sums *batch = &results->twins[i];
        SF_BUG_ON(batch->n !=
                  twins_of(results->first_run, n_runs, i % SF_TWIN_BATCHES));
        sf_bytes_add_signed(text, batch->squares[0]);
        sf_bytes_add_signed(text, batch->squares[1]);
    }
}

static void add_pairs(const struct sf_results *results, struct sf_text *text)
{
    const size_t n = results->n_strategies;
    for (size_t pair = 0; pair < n * n; pair++) {
        const size_t a = pair / n;
        const size_t b = pair % n;
        for (size_t t = 0; a < b && t < sf_results_n_totals(results); t++) {
            const struct sf_paired *paired =
                &results->pairs->paired[pair * SF_N_TOTALS + t];
            sf_bytes_add_signed(text, paired->sum_of_squares);
            sf_bytes_add(text, paired->n_above);
            sf_bytes_add(text, paired->n_below);
        }
    }
}

void sf_part_add_results(const struct sf_results *results, struct sf_text *text)
{
    sf_bytes_add(text, results->n_measures);
    sf_bytes_add(text, sf_results_n_totals(results));
    sf_bytes_add(text, sf_results_n_events(results));
    for (size_t i = 0; i < N_LAYOUT; i++) {
        sf_bytes_add(text, LAYOUT[i]);
    }
    sf_bytes_add(text, results->n_months);
    sf_bytes_add(text, results->n_bands);
    sf_bytes_add(text, results->n_employers);
    sf_bytes_add(text, results->n_mandates);
    sf_bytes_add(text, results->n_pots);
    for (size_t s = 0; s < results->n_strategies; s++) {
        sf_bytes_add(text, results->levy_months[s]);
    }
    for (size_t s = 0; s < results->n_strategies; s++) {
        add_strategy(results, s, text);
    }
    add_pots(results, text);
    add_mandates(results, text);
    add_twins(results, text);
    add_pairs(results, text);
}

/* ---- in ---- */

/** Sizes that the bytes left can hold, and nobody has more of. */
static bool take_shape(struct sf_bytes *bytes, const struct sf_part *part,
                       size_t levy_months[SF_MAX_STRATEGIES],
                       struct sf_results_shape *shape)
{
    const uint64_t n_measures =
        sf_bytes_take(bytes, SF_N_PLAIN_MEASURES, SF_N_MEASURES);
    const uint64_t n_totals = sf_bytes_take(bytes, SF_N_PLAIN_TOTALS, SF_N_TOTALS);
    const uint64_t n_events = sf_bytes_take(bytes, SF_N_PLAIN_EVENTS, SF_N_EVENTS);
    /* As many as sf_results_n_measures, _n_totals and _n_events say of such results. */
    const bool has_refunds = n_measures > SF_N_PLAIN_MEASURES;
    const bool has_shortages = n_events > SF_N_PLAIN_EVENTS;
    sf_bytes_expect(bytes,
                    n_measures == (has_refunds ? SF_N_MEASURES : SF_N_PLAIN_MEASURES) &&
                        n_totals == (has_refunds     ? SF_N_TOTALS
                                     : has_shortages ? SF_N_SHORTAGE_TOTALS
                                                     : SF_N_PLAIN_TOTALS));
    for (size_t i = 0; i < N_LAYOUT; i++) {
        (void)sf_bytes_take(bytes, LAYOUT[i], LAYOUT[i]);
    }
    *shape = (struct sf_results_shape){
        .has_shortages = has_shortages,
        .has_refunds = has_refunds,
        .n_strategies = part->n_strategies,
        .n_months = (size_t)sf_bytes_take(bytes, 1, SF_MAX_MONTHS),
        .n_bands = (size_t)sf_bytes_take(bytes, 1, SF_MAX_BANDS),
        .n_employers = (size_t)sf_bytes_take(bytes, 0, SF_MAX_EMPLOYERS),
        .n_mandates =
            (size_t)sf_bytes_take(bytes, 0, (uint64_t)SF_MAX_EMPLOYERS * SF_MAX_VOTES),
        .n_pots = (size_t)sf_bytes_take(bytes, 0, SF_MAX_POTS),
        .first_run = part->first_run,
        .levy_months = levy_months};
    sf_bytes_expect(bytes, n_events == (shape->n_pots > 0 ? SF_N_EVENTS
                                        : has_shortages   ? SF_N_SHORTAGE_EVENTS
                                                          : SF_N_PLAIN_EVENTS));
    for (size_t s = 0; s < shape->n_strategies; s++) {
        levy_months[s] = (size_t)sf_bytes_take(bytes, 0, shape->n_months);
    }
    /* Each series is a byte at least, each sum of a kind, an employer or a vote too. */
    const size_t n_least =
        shape->n_strategies *
        ((shape->n_months + 1) *
             (n_measures + 2 * SF_N_KINDS + shape->n_pots * SF_N_POT_MEASURES) +
         n_totals + 2 * shape->n_employers * SF_N_EMPLOYER_MEASURES +
         2 * shape->n_mandates * SF_N_MANDATE_MEASURES);
    return sf_bytes_expect(bytes, n_least <= sf_bytes_left(bytes));
}

static sf_int128 take_sum(struct sf_bytes *bytes)
{
    const sf_int128 sum = sf_bytes_take_signed(bytes);
    sf_bytes_expect(bytes, sum >= 0);
    return sum;
}

static void take_all_series(struct sf_bytes *bytes, const struct sf_part *part,
                            struct sf_results *results, size_t s)
{
    const size_t n_rows = (results->n_months + 1) * results->n_measures;
    for (size_t i = 0; i < n_rows && !bytes->is_wrong; i++) {
        struct sf_series *series = &results->monthly[s * n_rows + i];
        const bool is_cover = i % results->n_measures == SF_COVER_MONTHS;
        sf_part_take_series(bytes, part, is_cover ? COVER_LIMIT : VALUE_LIMIT, series);
        sf_bytes_expect(bytes, series->n_endless == 0 || is_cover);
    }
    for (size_t i = 0; i < sf_results_n_totals(results) && !bytes->is_wrong; i++) {
        struct sf_series *series = &results->total[s * SF_N_TOTALS + i];
        sf_part_take_series(bytes, part, VALUE_LIMIT, series);
        sf_bytes_expect(bytes, series->n_endless == 0);
    }
    /* What no rule looks at, and no strategy has, is 0 in every run. */
    for (size_t i = sf_results_n_totals(results); i < SF_N_TOTALS; i++) {
        results->total[s * SF_N_TOTALS + i].n = part->n_runs;
        results->total[s * SF_N_TOTALS + i].n_zero = part->n_runs;
    }
}

/** Products of two totals: no larger than the mean of their squares. */
static void take_products(struct sf_bytes *bytes, struct sf_results *results, size_t s)
{
    for (size_t i = 0; i < SF_N_RATIOS; i++) {
        const sf_int128 product = sf_bytes_take_signed(bytes);
        const sf_int128 bound =
            sf_results_ratio_bound(results, s, (enum sf_ratio_kind)i);
        sf_bytes_expect(bytes, product >= -bound && product <= bound);
        results->product[s * SF_N_RATIOS + i] = product;
    }
}

/** Every run has met an event first in one month, or never. */
static void take_first_months(struct sf_bytes *bytes, const struct sf_part *part,
                              struct sf_results *results, size_t s)
{
    const size_t n_rows = results->n_months + 2;
    for (size_t e = 0; e < sf_results_n_events(results); e++) {
        uint64_t left = part->n_runs;
        for (size_t m = 0; m < n_rows; m++) {
            const uint64_t n = sf_bytes_take(bytes, 0, left);
            results->first[(s * SF_N_EVENTS + e) * n_rows + m] = n;
            left -= n;
        }
        sf_bytes_expect(bytes, left == 0);
    }
    for (size_t e = sf_results_n_events(results); e < SF_N_EVENTS; e++) {
        results->first[(s * SF_N_EVENTS + e) * n_rows + n_rows - 1] = part->n_runs;
    }
}

/** Sums of n numbers, none of them below 0. */
static void take_sums_of(struct sf_bytes *bytes, uint64_t n, struct sf_sums *sums)
{
    sums->sum = take_sum(bytes);
    sums->sum_of_squares = take_sum(bytes);
    sf_bytes_expect(bytes, sf_sums_are_possible(n, sums->sum, sums->sum_of_squares));
}

static void take_sums(struct sf_bytes *bytes, const struct sf_part *part,
                      struct sf_results *results, size_t s)
{
    const size_t n_bands = results->n_bands * SF_N_BAND_SUMS;
    for (size_t i = 0; i < n_bands; i++) {
        results->band[s * n_bands + i] = take_sum(bytes);
    }
    const size_t n_kinds = (results->n_months + 1) * SF_N_KINDS;
    for (size_t i = 0; i < n_kinds; i++) {
        take_sums_of(bytes, part->n_runs, &results->kind[s * n_kinds + i]);
    }
    sf_bytes_expect(bytes, sf_kinds_add_up(results, s));
    const size_t n_employers = results->n_employers * SF_N_EMPLOYER_MEASURES;
    for (size_t i = 0; i < n_employers; i++) {
        take_sums_of(bytes, part->n_runs, &results->employer[s * n_employers + i]);
    }
}

static void take_pots(struct sf_bytes *bytes, const struct sf_part *part,
                      struct sf_results *results)
{
    const size_t n = results->n_strategies * (results->n_months + 1) * results->n_pots *
                     SF_N_POT_MEASURES;
    for (size_t i = 0; i < n && !bytes->is_wrong; i++) {
        sf_part_take_series(bytes, part, VALUE_LIMIT, &results->pot[i]);
        sf_bytes_expect(bytes, results->pot[i].n_endless == 0);
    }
    for (size_t s = 0; s < results->n_strategies && !bytes->is_wrong; s++) {
        sf_bytes_expect(bytes, sf_pots_add_up(results, s));
    }
}

/** n whole numbers that may have these sums; none at all where n is 0. */
static void take_some(struct sf_bytes *bytes, uint64_t n, struct sf_sums *sums)
{
    sums->sum = sf_bytes_take_signed(bytes);
    sums->sum_of_squares = take_sum(bytes);
    sf_bytes_expect(bytes,
                    n > 0 ? sf_sums_are_possible(n, sums->sum, sums->sum_of_squares)
                          : sums->sum == 0 && sums->sum_of_squares == 0);
}

static void take_mandates(struct sf_bytes *bytes, const struct sf_part *part,
                          struct sf_results *results)
{
    const size_t n = results->n_strategies * results->n_mandates;
    for (size_t i = 0; i < n && !bytes->is_wrong; i++) {
        struct sf_mandate_sums *cell = &results->mandate[i];
        cell->n_passed = sf_bytes_take(bytes, 0, part->n_runs);
        for (int v = 0; v < SF_N_VOTE_SUMS; v++) {
            cell->vote[v] = take_sum(bytes);
            sf_bytes_expect(bytes, v == 0 || cell->vote[v] <= cell->vote[v - 1]);
        }
        for (int m = 0; m < SF_N_MANDATE_MEASURES; m++) {
            take_some(bytes, cell->n_passed, &cell->passed[m]);
        }
        take_some(bytes, part->n_runs - cell->n_passed, &cell->failed_there);
    }
}

static void take_twins(struct sf_bytes *bytes, const struct sf_part *part,
                       struct sf_results *results)
{
    const size_t n = results->n_strategies * (results->n_months + 1) * SF_TWIN_BATCHES;
    for (size_t i = 0; i < n; i++) {
        struct sf_twin_sums *batch = &results->twins[i];
        batch->n = twins_of(part->first_run, part->n_runs, i % SF_TWIN_BATCHES);
        batch->squares[0] = take_sum(bytes);
        batch->squares[1] = take_sum(bytes);
        sf_bytes_expect(bytes, batch->n > 0 ||
                                   (batch->squares[0] == 0 && batch->squares[1] == 0));
    }
}

static void take_pair(struct sf_bytes *bytes, const struct sf_part *part,
                      struct sf_results *results, size_t a, size_t b)
{
    for (size_t t = 0; t < sf_results_n_totals(results); t++) {
        const size_t pair = a * results->n_strategies + b;
        struct sf_paired *paired = &results->pairs->paired[pair * SF_N_TOTALS + t];
        paired->sum = results->total[a * SF_N_TOTALS + t].sum -
                      results->total[b * SF_N_TOTALS + t].sum;
        paired->sum_of_squares = take_sum(bytes);
        paired->n_above = sf_bytes_take(bytes, 0, part->n_runs);
        paired->n_below = sf_bytes_take(bytes, 0, part->n_runs - paired->n_above);
        const bool is_equal = paired->n_above + paired->n_below == 0;
        sf_bytes_expect(bytes, sf_sums_are_possible(part->n_runs, paired->sum,
                                                    paired->sum_of_squares) &&
                                   is_equal == (paired->sum_of_squares == 0));
    }
}

static void take_pairs(struct sf_bytes *bytes, const struct sf_part *part,
                       struct sf_results *results)
{
    for (size_t a = 0; a < results->n_strategies; a++) {
        for (size_t b = a + 1; b < results->n_strategies; b++) {
            take_pair(bytes, part, results, a, b);
        }
    }
    results->pairs->runs = part->n_runs;
}

enum sf_status sf_part_take_results(struct sf_bytes *bytes, const struct sf_part *part,
                                    struct sf_results **results)
{
    size_t levy_months[SF_MAX_STRATEGIES] = {0};
    struct sf_results_shape shape;
    struct sf_results *made = NULL;
    if (!take_shape(bytes, part, levy_months, &shape)) {
        return SF_ERR_PART;
    }
    if (sf_results_init(&shape, &made) != SF_OK) {
        return SF_ERR_MEMORY;
    }
    for (size_t s = 0; s < made->n_strategies && !bytes->is_wrong; s++) {
        take_all_series(bytes, part, made, s);
        take_products(bytes, made, s);
        take_first_months(bytes, part, made, s);
        take_sums(bytes, part, made, s);
    }
    if (!bytes->is_wrong) {
        take_pots(bytes, part, made);
        take_mandates(bytes, part, made);
        take_twins(bytes, part, made);
        take_pairs(bytes, part, made);
    }
    if (!sf_bytes_expect(bytes, sf_bytes_left(bytes) == 0)) {
        sf_results_free(made);
        return SF_ERR_PART;
    }
    *results = made;
    return SF_OK;
}
