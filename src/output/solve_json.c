#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "output/json_scenario.h"
#include "output/solve_say.h"
#include "strikefund/json.h"

static void add_place(struct sf_json *json, const struct sf_solve *solve,
                      const char *key, bool is_there, double place)
{
    struct sf_text value = {0};
    if (is_there) {
        sf_solve_add_exact_place(solve, place, &value);
    }
    if (value.is_out_of_memory) {
        json->text.is_out_of_memory = true;
    } else {
        sf_json_add_digits(json, key, value.length > 0 ? value.chars : "",
                           value.length);
    }
    sf_text_free(&value);
}

static void add_figure(struct sf_json *json, const struct sf_solve *solve,
                       const char *key, double figure)
{
    struct sf_text digits = {0};
    sf_solve_add_digits(sf_solve_goal(solve), figure, &digits);
    if (digits.is_out_of_memory) {
        json->text.is_out_of_memory = true;
    } else {
        sf_json_add_digits(json, key, digits.length > 0 ? digits.chars : "",
                           digits.length);
    }
    sf_text_free(&digits);
}

static void add_estimate(struct sf_json *json, const struct sf_solve *solve,
                         const struct sf_estimate *found)
{
    add_figure(json, solve, "value", found->value);
    add_figure(json, solve, "lower95", found->lower);
    add_figure(json, solve, "upper95", found->upper);
    sf_json_add_truth(json, "met", sf_goal_is_met(sf_solve_goal(solve), found->value));
}

static void add_goal(struct sf_json *json, const struct sf_goal *goal)
{
    char measure[SF_SAY_CHARS];
    const char *sign = goal->is_at_least ? goal->is_strict ? ">" : ">="
                       : goal->is_strict ? "<"
                                         : "<=";
    sf_solve_say_measure(goal, measure);
    sf_json_open_object(json, "goal");
    sf_json_add_text(json, "text", goal->text);
    sf_json_add_text(json, "measure", measure);
    sf_json_add_text(json, "unit",
                     goal->is_chance ? "share"
                                     : sf_unit_name(sf_total_unit(goal->total)));
    sf_json_add_text(json, "sign", sign);
    sf_json_add_number(json, "bound", goal->bound);
    sf_json_close(json);
}

static const char *name_of(enum sf_solve_outcome outcome)
{
    switch (outcome) {
    case SF_SOLVED:
        return "found";
    case SF_SOLVED_EVERYWHERE:
        return "met_everywhere";
    case SF_SOLVED_NOWHERE:
        return "met_nowhere";
    case SF_SOLVED_SEVERAL:
        return "not_monotone";
    case SF_SOLVED_TOO_NOISY:
        return "too_noisy";
    }
    return NULL;
}

/** Members that do not apply to the outcome are null. */
static void add_answer(struct sf_json *json, const struct sf_solve *solve, size_t i)
{
    const struct sf_solution *found = sf_solve_solution(solve, i);
    const bool is_found = found->outcome == SF_SOLVED;
    const bool has_place =
        is_found || (found->outcome == SF_SOLVED_TOO_NOISY && !isnan(found->place));
    const bool is_one_side =
        found->outcome == SF_SOLVED_EVERYWHERE || found->outcome == SF_SOLVED_NOWHERE;
    sf_json_open_object(json, NULL);
    sf_json_add_text(json, "strategy", sf_solve_strategy_name(solve, i));
    sf_json_add_text(json, "outcome", name_of(found->outcome));
    sf_json_add_text(json, "met_from_there",
                     !has_place       ? NULL
                     : found->is_from ? "up"
                                      : "down");
    add_place(json, solve, "value", is_found, found->place);
    add_place(json, solve, "lower95", has_place && found->has_low, found->low);
    add_place(json, solve, "upper95", has_place && found->has_high, found->high);
    add_place(json, solve, "rounded", found->has_rounded, (double)found->rounded);
    if (found->has_rounded) {
        const struct sf_estimate there =
            sf_solve_estimate(solve, found->rounded_point, i);
        sf_json_open_object(json, "at_rounded");
        add_estimate(json, solve, &there);
        sf_json_close(json);
    } else {
        sf_json_add_null(json, "at_rounded");
    }
    add_place(json, solve, "nearest", is_one_side,
              is_one_side ? (double)sf_solve_place(solve, found->nearest) : 0.0);
    if (found->outcome == SF_SOLVED_TOO_NOISY) {
        sf_json_add_decimal(json, "runs_needed", ceil(found->runs_needed), 0);
    } else {
        sf_json_add_null(json, "runs_needed");
    }
    sf_json_close(json);
}

static void add_points(struct sf_json *json, const struct sf_solve *solve)
{
    const size_t n_strategies = sf_sweep_n_strategies(sf_solve_sweep(solve));
    sf_json_open_array(json, "points");
    for (size_t p = 0; p < sf_solve_n_points(solve); p++) {
        for (size_t i = 0; i < n_strategies; i++) {
            const struct sf_estimate found = sf_solve_estimate(solve, p, i);
            sf_json_open_object(json, NULL);
            add_place(json, solve, "at", true, (double)sf_solve_place(solve, p));
            sf_json_add_text(json, "strategy", sf_solve_strategy_name(solve, i));
            add_estimate(json, solve, &found);
            sf_json_close(json);
        }
    }
    sf_json_close(json);
}

enum sf_status sf_json_of_solve(const struct sf_solve *solve, const char *version,
                                const char *directory, char **text)
{
    const struct sf_sweep *sweep = sf_solve_sweep(solve);
    const struct sf_scenario *scenario = sf_sweep_scenario(sweep);
    const struct sf_key_range *span = sf_solve_span(solve);
    struct sf_json json = {0};
    sf_json_open_object(&json, NULL);
    sf_json_add_text(&json, "program", "strikefund");
    sf_json_add_text(&json, "version", version);
    sf_json_add_whole(&json, "contract_version", SF_CONTRACT_VERSION);
    sf_json_add_scenario(&json, scenario);
    sf_json_add_inputs(&json, scenario);
    sf_json_add_seed(&json, "seed", scenario->seed);
    sf_json_add_count(&json, "runs", scenario->runs);
    sf_json_open_object(&json, "vary");
    sf_json_add_text(&json, "key", span->key);
    add_place(&json, solve, "low", true, (double)span->low);
    add_place(&json, solve, "high", true, (double)span->high);
    sf_json_close(&json);
    add_goal(&json, sf_solve_goal(solve));
    sf_json_open_array(&json, "answers");
    for (size_t i = 0; i < sf_sweep_n_strategies(sweep); i++) {
        add_answer(&json, solve, i);
    }
    sf_json_close(&json);
    add_points(&json, solve);
    sf_json_add_text(&json, "directory", directory);
    sf_json_open_array(&json, "files");
    for (size_t i = 0; directory != NULL && sf_solve_file(i) != NULL; i++) {
        sf_json_add_text(&json, NULL, sf_solve_file(i));
    }
    sf_json_close(&json);
    sf_json_close(&json);
    return sf_json_take(&json, text);
}
