/* The unknown rates, and how employers differ: what all strategies share (M2.3). */
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "model/future.h"
#include "plan/plan.h"
#include "strikefund/ballots.h"

static bool has_spread(const struct sf_scenario *scenario, enum sf_effect effect)
{
    bool has = false;
    switch (effect) {
    case SF_EFFECT_NOTPAY:
        for (size_t i = 0; i < scenario->n_levies; i++) {
            has |= scenario->levy[i].spread > 0.0;
        }
        return has;
    case SF_EFFECT_PARTICIPATION:
        for (size_t i = 0; i < scenario->n_actions; i++) {
            has |= scenario->action[i].spread > 0.0;
        }
        return has;
    case SF_EFFECT_TURNOUT:
    case SF_EFFECT_YES:
        for (size_t i = 0; i < scenario->n_ballots; i++) {
            const struct sf_ballot *ballot = &scenario->ballot[i];
            has |=
                (effect == SF_EFFECT_YES ? ballot->yes_spread : ballot->spread) > 0.0;
        }
        return has;
    }
    SF_BUG_ON(true);
}

/** Numbers in the rows of all inputs, and in those of an effect. */
static size_t n_input(const struct sf_scenario *scenario, size_t stride)
{
    return (scenario->n_inputs + 1) * stride;
}

static size_t n_effect(const struct sf_scenario *scenario, size_t stride,
                       enum sf_effect effect)
{
    return has_spread(scenario, effect) ? (scenario->n_employers + 1) * stride : 0;
}

size_t sf_future_bytes(const struct sf_scenario *scenario, size_t stride)
{
    const size_t n = n_input(scenario, stride) +
                     n_effect(scenario, stride, SF_EFFECT_NOTPAY) +
                     n_effect(scenario, stride, SF_EFFECT_PARTICIPATION) +
                     n_effect(scenario, stride, SF_EFFECT_TURNOUT) +
                     n_effect(scenario, stride, SF_EFFECT_YES);
    return n * sizeof(double) + SF_KEPT_FAMILIES * 4 * stride * sizeof(uint32_t) +
           sf_rates_bytes(scenario, stride);
}

/** A row of zeros an employer; NULL, with nothing short, where there is no spread. */
static double *effect_rows(const struct sf_scenario *scenario, size_t stride,
                           enum sf_effect effect, bool *is_short)
{
    const size_t n = n_effect(scenario, stride, effect);
    double *made = n > 0 ? calloc(n, sizeof(*made)) : NULL;
    *is_short |= n > 0 && made == NULL;
    return made;
}

enum sf_status sf_future_init(const struct sf_scenario *scenario,
                              const struct sf_kernels *kernels,
                              const struct sf_input_table *table,
                              const uint32_t *employer_hash, size_t stride,
                              struct sf_future *future)
{
    *future = (struct sf_future){.scenario = scenario,
                                 .stream = {.kernels = kernels, .seed = scenario->seed},
                                 .table = table,
                                 .employer_hash = employer_hash,
                                 .stride = stride};
    future->input = calloc(n_input(scenario, stride), sizeof(*future->input));
    future->word = aligned_alloc(64, SF_KEPT_FAMILIES * 4 * stride * sizeof(uint32_t));
    bool is_short = future->input == NULL || future->word == NULL;
    future->notpay = effect_rows(scenario, stride, SF_EFFECT_NOTPAY, &is_short);
    future->participation =
        effect_rows(scenario, stride, SF_EFFECT_PARTICIPATION, &is_short);
    future->turnout = effect_rows(scenario, stride, SF_EFFECT_TURNOUT, &is_short);
    future->yes = effect_rows(scenario, stride, SF_EFFECT_YES, &is_short);
    if (is_short || sf_rates_init(scenario, stride, &future->rates) != SF_OK) {
        sf_future_free(future);
        return SF_ERR_MEMORY;
    }
    return SF_OK;
}

enum sf_status sf_future_liken(struct sf_future *future, const struct sf_future *like)
{
    const size_t n = future->scenario->n_inputs;
    if (like->scenario->n_inputs != n ||
        like->scenario->seed != future->scenario->seed) {
        return SF_OK;
    }
    future->is_like = calloc(n + 1, sizeof(*future->is_like));
    if (future->is_like == NULL) {
        return SF_ERR_MEMORY;
    }
    bool is_short = false;
    for (size_t i = 0; i < n; i++) {
        struct sf_text a = {0};
        struct sf_text b = {0};
        sf_input_table_put(&future->table[i], &a);
        sf_input_table_put(&like->table[i], &b);
        is_short |= a.is_out_of_memory || b.is_out_of_memory;
        future->is_like[i] = !is_short && a.length == b.length &&
                             memcmp(a.chars, b.chars, a.length) == 0;
        sf_text_free(&a);
        sf_text_free(&b);
    }
    future->like = like;
    return is_short ? SF_ERR_MEMORY : SF_OK;
}

/** Standard normal deviates, one a run. */
static void draw_normals(const struct sf_future *future, const struct sf_path *path,
                         double *row)
{
    sf_stream_normal(&future->effects, path, future->first_run, future->n, row);
}

static void draw_effects(const struct sf_future *future, enum sf_effect effect,
                         double *rows)
{
    const bool has_others =
        effect == SF_EFFECT_NOTPAY && sf_scenario_levies_others(future->scenario);
    const size_t n = future->scenario->n_employers + (has_others ? 1 : 0);
    for (size_t e = 0; rows != NULL && e < n; e++) {
        const struct sf_path path = {.family = SF_FAMILY_EFFECT,
                                     .subject = (uint32_t)effect,
                                     .employer = future->employer_hash[e]};
        draw_normals(future, &path, rows + e * future->stride);
    }
}

void sf_future_month_shock(const struct sf_future *future, enum sf_effect effect,
                           size_t month, double *shock)
{
    const struct sf_path path = {.family = SF_FAMILY_EFFECT,
                                 .subject = (uint32_t)effect,
                                 .month = (uint32_t)month};
    draw_normals(future, &path, shock);
}

/** Draws n runs with the replicas that stream and effects name. */
static void draw(struct sf_future *future, uint64_t first_run, size_t n)
{
    SF_BUG_ON(n == 0 || n > future->stride);
    struct sf_stream rates = future->stream;
    rates.replica = 0; /* twins too have the rates of their run */
    future->first_run = first_run;
    future->n = n;
    memset(future->is_kept, 0, sizeof(future->is_kept));
    for (size_t i = 0; i < future->scenario->n_inputs; i++) {
        if (future->like != NULL && future->is_like[i]) {
            memcpy(future->input + i * future->stride,
                   future->like->input + i * future->stride, n * sizeof(double));
            continue;
        }
        sf_input_table_draw(&future->table[i], &rates, first_run, n,
                            future->input + i * future->stride);
    }
    if (!future->is_prices_only) {
        sf_rates_set(&future->rates, future->stream.kernels, future->input,
                     future->stride, n);
        draw_effects(future, SF_EFFECT_NOTPAY, future->notpay);
        draw_effects(future, SF_EFFECT_PARTICIPATION, future->participation);
        draw_effects(future, SF_EFFECT_TURNOUT, future->turnout);
        draw_effects(future, SF_EFFECT_YES, future->yes);
    }
}

void sf_future_draw(struct sf_future *future, uint64_t first_run, size_t n)
{
    future->stream.replica = 0;
    future->effects = future->stream;
    draw(future, first_run, n);
}

void sf_future_draw_twins(struct sf_future *future, enum sf_twin twin,
                          uint64_t first_run, size_t n)
{
    /* Both kinds of twin have the same chance numbers: what tells them apart is then
       the employers' differences alone, and is measured the better. */
    future->stream.replica = 1;
    future->effects = future->stream;
    future->effects.replica = twin == SF_TWIN_IN_RATES ? 1 : 0;
    draw(future, first_run, n);
}

static bool is_same(const struct sf_path *a, const struct sf_path *b)
{
    return a->family == b->family && a->subject == b->subject &&
           a->employer == b->employer && a->band == b->band && a->month == b->month &&
           a->pair == b->pair && a->part == b->part;
}

const uint32_t *sf_future_words(struct sf_future *future, const struct sf_path *path)
{
    /* Members and levies each have a place: strategies ask for both in turn. */
    const size_t family = (size_t)path->family % SF_KEPT_FAMILIES;
    const size_t pair = path->pair % 2;
    uint32_t *word = future->word + family * 4 * future->stride;
    if (!future->is_kept[family][pair] || !is_same(&future->kept[family][pair], path)) {
        sf_stream_pair(&future->stream, path, future->first_run, future->n,
                       word + 2 * pair * future->stride, future->stride);
        future->kept[family][pair] = *path;
        future->is_kept[family][pair] = true;
    }
    return word;
}

bool sf_future_has_differences(const struct sf_future *future)
{
    const struct sf_scenario *scenario = future->scenario;
    bool has = future->notpay != NULL || future->participation != NULL ||
               future->turnout != NULL || future->yes != NULL;
    for (size_t i = 0; i < scenario->n_levies; i++) {
        has |= scenario->levy[i].month_spread > 0.0;
    }
    for (size_t i = 0; i < scenario->n_actions; i++) {
        has |= scenario->action[i].month_spread > 0.0;
    }
    for (size_t i = 0; i < scenario->n_ballots; i++) {
        has |= scenario->ballot[i].month_spread > 0.0;
    }
    return has;
}

void sf_future_free(struct sf_future *future)
{
    if (future == NULL) {
        return;
    }
    free(future->word);
    free(future->is_like);
    free(future->input);
    free(future->notpay);
    free(future->participation);
    free(future->turnout);
    free(future->yes);
    sf_rates_free(&future->rates);
    *future = (struct sf_future){0};
}
