#include "strikefund/turning.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "strikefund/calendar.h"
#include "study/crossing.h"
#include "study/point.h"

/** The curves of all pairs and measures: how much more a has than b. */
struct curves {
    const struct sf_turning_question *question;
    size_t n_strategies;
    size_t n_curves;          /* pairs times measures */
    struct sf_height *height; /* [n_curves][room], n each, rising */
    bool *is_same;            /* [n_curves] in every run of every place so far */
    size_t n, room;
};

enum { MOST_TURNS = 8 }; /* of one curve */

/* ---- one place --------------------------------------------------------------- */

/** Every scenario with the value in it, ready to be simulated on the same runs. */
struct place {
    struct sf_scenario **scenario;
    struct sf_experiment **experiment;
    struct sf_results **results;
    struct sf_pairs *pairs;
};

static void free_place(struct place *place, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        sf_results_free(place->results != NULL ? place->results[i] : NULL);
        sf_experiment_free(place->experiment != NULL ? place->experiment[i] : NULL);
        sf_scenario_free(place->scenario != NULL ? place->scenario[i] : NULL);
    }
    sf_pairs_free(place->pairs);
    free(place->results);
    free(place->experiment);
    free(place->scenario);
    *place = (struct place){0};
}

/** Reads one scenario at a value and resolves the strategies that are compared. */
static enum sf_status prepare(const struct sf_turning_question *question, size_t i,
                              const struct sf_override *value, struct place *place)
{
    const struct sf_experiment *asked = question->experiment[i];
    struct sf_faults faults = {0};
    enum sf_status status = sf_point_read(question->path[i], question->reading, value,
                                          1, &faults, &place->scenario[i]);
    if (status == SF_OK) {
        size_t strategy[SF_MAX_STRATEGIES];
        const size_t n = sf_experiment_n_strategies(asked);
        for (size_t s = 0; s < n; s++) {
            strategy[s] = sf_experiment_strategy(asked, s);
        }
        place->scenario[i]->seed = sf_experiment_scenario(asked)->seed;
        place->scenario[i]->runs = question->runs;
        status =
            sf_experiment_init(place->scenario[i], strategy, n, &place->experiment[i]);
    }
    sf_faults_free(&faults);
    return status;
}

static enum sf_status simulate(const struct sf_turning_question *question,
                               int64_t where,
                               const struct sf_experiment_options *options,
                               struct place *place)
{
    const size_t n = question->n;
    char *text = sf_key_range_text(question->span, where);
    *place = (struct place){.scenario = calloc(n, sizeof(*place->scenario)),
                            .experiment = calloc(n, sizeof(*place->experiment)),
                            .results = calloc(n, sizeof(*place->results))};
    enum sf_status status = SF_OK;
    if (text == NULL || place->scenario == NULL || place->experiment == NULL ||
        place->results == NULL) {
        status = SF_ERR_MEMORY;
    }
    const struct sf_override value = {question->span->key, text};
    for (size_t i = 0; status == SF_OK && i < n; i++) {
        status = prepare(question, i, &value, place);
    }
    if (status == SF_OK) {
        struct sf_experiment_options how = *options;
        how.first_run = 1;
        how.n_runs = question->runs;
        how.is_brief = true;
        status =
            sf_experiments_run((const struct sf_experiment *const *)place->experiment,
                               n, &how, place->results, &place->pairs);
    }
    free(text);
    return status;
}

/* ---- the curves -------------------------------------------------------------- */

static enum sf_status make_room(struct curves *curves)
{
    const struct sf_turning_question *question = curves->question;
    for (size_t i = 0; i < question->n; i++) {
        curves->n_strategies += sf_experiment_n_strategies(question->experiment[i]);
    }
    const size_t n_pairs = curves->n_strategies * (curves->n_strategies - 1) / 2;
    curves->n_curves = n_pairs * question->n_totals;
    curves->room = question->most;
    SF_BUG_ON(curves->n_curves == 0 || curves->room == 0);
    curves->height = calloc(curves->n_curves * curves->room, sizeof(*curves->height));
    curves->is_same = calloc(curves->n_curves, sizeof(*curves->is_same));
    if (curves->height == NULL || curves->is_same == NULL) {
        return SF_ERR_MEMORY;
    }
    for (size_t c = 0; c < curves->n_curves; c++) {
        curves->is_same[c] = true;
    }
    return SF_OK;
}

/** Calls the curve of the pair and measure for every one of them, in their order. */
#define FOR_EACH_CURVE(curves, a, b, t, c)                                             \
    for (size_t c = 0, a = 0; a < (curves)->n_strategies; a++)                         \
        for (size_t b = a + 1; b < (curves)->n_strategies; b++)                        \
            for (size_t t = 0; t < (curves)->question->n_totals; t++, c++)

static void keep(struct curves *curves, int64_t where, const struct sf_pairs *pairs)
{
    size_t at = 0;
    while (at < curves->n && curves->height[at].place < where) {
        at++;
    }
    FOR_EACH_CURVE(curves, a, b, t, c)
    {
        struct sf_height *height = &curves->height[c * curves->room];
        const struct sf_difference found =
            sf_pairs_difference(pairs, a, b, curves->question->total[t]);
        memmove(&height[at + 1], &height[at], (curves->n - at) * sizeof(*height));
        height[at] = (struct sf_height){.place = where,
                                        .lower = found.lower,
                                        .value = found.mean,
                                        .upper = found.upper};
        curves->is_same[c] &= found.mean == 0.0 && found.se == 0.0;
    }
    curves->n++;
}

/** Gives each height its side. Nought is on the side of the value before it: where two
 *  are the same for a while, they turn where they are no longer. */
static void take_sides(struct sf_height *height, size_t n)
{
    size_t first = 0;
    while (first < n && height[first].value == 0.0) {
        first++;
    }
    bool is_above = first < n && height[first].value > 0.0;
    for (size_t i = 0; i < n; i++) {
        is_above = height[i].value != 0.0 ? height[i].value > 0.0 : is_above;
        height[i].is_above = is_above;
    }
}

static enum sf_status look(struct curves *curves, const struct sf_places *places,
                           const struct sf_experiment_options *options)
{
    enum sf_status status = SF_OK;
    for (size_t i = 0; status == SF_OK && i < places->n; i++) {
        struct place place;
        status = simulate(curves->question, places->place[i], options, &place);
        if (status == SF_OK) {
            keep(curves, places->place[i], place.pairs);
        }
        free_place(&place, curves->question->n);
    }
    return status;
}

/** Where the curves should be known better, as far as there is room. */
static void aim(struct curves *curves, bool is_middle, struct sf_places *places)
{
    for (size_t c = 0; c < curves->n_curves; c++) {
        struct sf_height *height = &curves->height[c * curves->room];
        struct sf_crossing crossing[MOST_TURNS];
        take_sides(height, curves->n);
        const size_t n = sf_crossings_find(height, curves->n, crossing, MOST_TURNS);
        for (size_t i = 0; i < n && curves->n + places->n < curves->room; i++) {
            sf_crossing_aim(height, curves->n, &crossing[i], is_middle, places);
        }
    }
}

static enum sf_status look_at_all(struct curves *curves,
                                  const struct sf_experiment_options *options)
{
    const struct sf_turning_question *question = curves->question;
    int64_t place[SF_TURNING_FIRST];
    const size_t n = sf_key_range_spread(question->span, question->first, place);
    struct sf_places next = {0};
    for (size_t i = 0; i < n; i++) {
        sf_places_add(&next, place[i]);
    }
    enum sf_status status = SF_OK;
    for (int round = 0; status == SF_OK && next.n > 0; round++) {
        status = next.is_out_of_memory ? SF_ERR_MEMORY : look(curves, &next, options);
        sf_places_free(&next);
        if (status == SF_OK) {
            aim(curves, round % 3 == 2, &next);
        }
    }
    sf_places_free(&next);
    return status;
}

/* ---- the answer -------------------------------------------------------------- */

static bool is_clear_anywhere(const struct sf_height *height, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (height[i].value != 0.0 && sf_height_is_clear(&height[i])) {
            return true;
        }
    }
    return false;
}

static void add_turn(struct sf_turning *turning, size_t a, size_t b,
                     enum sf_total total, const struct sf_crossing *crossing)
{
    turning->turn[turning->n_turns++] =
        (struct sf_turn){.a = a,
                         .b = b,
                         .total = total,
                         .is_a_more_below = !crossing->is_rising,
                         .place = crossing->place,
                         .has_low = crossing->has_low,
                         .has_high = crossing->has_high,
                         .low = crossing->low,
                         .high = crossing->high};
}

static enum sf_status conclude(const struct curves *curves, struct sf_turning *turning)
{
    turning->turn = calloc(curves->n_curves * MOST_TURNS + 1, sizeof(*turning->turn));
    if (turning->turn == NULL) {
        return SF_ERR_MEMORY;
    }
    FOR_EACH_CURVE(curves, a, b, t, c)
    {
        struct sf_height *height = &curves->height[c * curves->room];
        struct sf_crossing crossing[MOST_TURNS];
        take_sides(height, curves->n);
        const size_t n = sf_crossings_find(height, curves->n, crossing, MOST_TURNS);
        size_t n_sure = 0;
        for (size_t i = 0; i < n; i++) {
            if (crossing[i].has_low || crossing[i].has_high) {
                add_turn(turning, a, b, curves->question->total[t], &crossing[i]);
                n_sure++;
            }
        }
        const enum sf_order order = curves->is_same[c] ? SF_ORDER_SAME
                                    : n_sure > 0       ? SF_ORDER_TURNS
                                    : is_clear_anywhere(height, curves->n)
                                        ? SF_ORDER_KEPT
                                        : SF_ORDER_UNKNOWN;
        turning->n_orders[order]++;
    }
    turning->n_values = curves->n;
    return SF_OK;
}

enum sf_status sf_turning_find(const struct sf_turning_question *question,
                               const struct sf_experiment_options *options,
                               struct sf_turning *turning)
{
    SF_BUG_ON(question->first > SF_TURNING_FIRST || question->most < question->first);
    struct curves curves = {.question = question};
    struct sf_turning found = {.span = question->span,
                               .runs = question->runs,
                               .is_unasked = question->is_unasked};
    enum sf_status status = make_room(&curves);
    if (status == SF_OK) {
        status = look_at_all(&curves, options);
    }
    if (status == SF_OK) {
        status = conclude(&curves, &found);
    }
    if (status == SF_OK) {
        *turning = found;
    }
    free(curves.height);
    free(curves.is_same);
    return status;
}

void sf_turning_free(struct sf_turning *turning)
{
    free(turning->turn);
    *turning = (struct sf_turning){0};
}

/* ---- before ------------------------------------------------------------------ */

static void add_faults(const char *path, const struct sf_faults *found,
                       struct sf_faults *faults)
{
    char *of_turning = NULL;
    if (found->n_errors > 0 && asprintf(&of_turning, "%s with --turning", path) < 0) {
        of_turning = NULL;
    }
    for (size_t i = 0; i < found->n; i++) {
        const struct sf_fault *fault = &found->fault[i];
        const bool is_ours = fault->file != NULL && strcmp(fault->file, "--set") == 0;
        const char *file = is_ours && of_turning != NULL ? of_turning : fault->file;
        /* Warnings were said when the scenario was read as it is. */
        if (!fault->is_warning && !sf_point_has_fault(faults, file, fault)) {
            sf_faults_add(faults, file, fault->line, "%s", fault->words);
        }
    }
    faults->is_full |= found->is_full;
    free(of_turning);
}

enum sf_status sf_turning_check(const char *const *path, size_t n,
                                const struct sf_reading_options *reading,
                                const struct sf_key_range *span,
                                struct sf_faults *faults)
{
    int64_t place[SF_TURNING_FIRST];
    const size_t n_places = sf_key_range_spread(span, SF_TURNING_FIRST, place);
    enum sf_status worst = SF_OK;
    for (size_t i = 0; i < n * n_places; i++) {
        char *text = sf_key_range_text(span, place[i % n_places]);
        if (text == NULL) {
            return SF_ERR_MEMORY;
        }
        const struct sf_override value = {span->key, text};
        struct sf_faults found = {0};
        struct sf_scenario *scenario = NULL;
        const enum sf_status status =
            sf_point_read(path[i / n_places], reading, &value, 1, &found, &scenario);
        add_faults(path[i / n_places], &found, faults);
        sf_scenario_free(scenario);
        sf_faults_free(&found);
        free(text);
        if (status != SF_OK && status != SF_ERR_SCENARIO) {
            return status;
        }
        worst = status != SF_OK ? status : worst;
    }
    return worst;
}

/** The month of an action's first day, or one past any plan's. */
static int32_t first_month(const struct sf_action *action)
{
    int32_t day = action->from;
    for (size_t i = 0; i < action->days.n; i++) {
        day = day == SF_NO_DAY || action->days.day[i] < day ? action->days.day[i] : day;
    }
    return day == SF_NO_DAY ? INT32_MAX : sf_month_of_day(day);
}

bool sf_turning_has_momentum(const struct sf_scenario *scenario)
{
    const int32_t last = scenario->start + scenario->n_months - 1;
    for (size_t s = 0; s < scenario->n_strategies; s++) {
        const struct sf_strategy *strategy = &scenario->strategy[s];
        for (size_t i = 0; i < strategy->actions.n; i++) {
            const size_t action = strategy->actions.index[i];
            if (first_month(&scenario->action[action]) < last) {
                return true;
            }
        }
    }
    return false;
}
