#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "output/aligned.h"
#include "output/figures.h"
#include "output/key_words.h"
#include "output/solve_say.h"
#include "strikefund/limits.h"
#include "strikefund/solve_files.h"

enum { COLUMNS = 98, N_CELLS = 4 };

/** Says a paragraph of words that were gathered, and frees them. */
static void say(struct sf_text *text, int indent, struct sf_text *words)
{
    if (words->is_out_of_memory) {
        text->is_out_of_memory = true;
    } else {
        sf_say_paragraph(text, indent, COLUMNS, "%s", words->chars);
    }
    sf_text_free(words);
}

static void add_range(const struct sf_solve *solve, struct sf_text *text)
{
    const struct sf_key_range *span = sf_solve_span(solve);
    sf_solve_add_exact_place(solve, (double)span->low, text);
    sf_text_add(text, " to ");
    sf_solve_add_exact_place(solve, (double)span->high, text);
}

static void add_heading(const struct sf_solve *solve, struct sf_text *text)
{
    const struct sf_scenario *scenario = sf_sweep_scenario(sf_solve_sweep(solve));
    char runs[SF_NUMBER_CHARS];
    char points[SF_NUMBER_CHARS];
    sf_count_say((int64_t)scenario->runs, runs);
    sf_count_say((int64_t)sf_solve_n_points(solve), points);
    if (scenario->title != NULL) {
        sf_say_paragraph(text, 0, COLUMNS, "%s", scenario->title);
    }
    sf_say_paragraph(text, 0, COLUMNS,
                     "%s simulated campaign%s of each strategy at each of %s values, "
                     "the same futures at each.",
                     runs, scenario->runs == 1 ? "" : "s", points);
    struct sf_text key = {0};
    sf_text_add(&key, "Looked for: %s, ", sf_solve_span(solve)->key);
    add_range(solve, &key);
    sf_key_add_meaning(sf_solve_span(solve)->key, &key);
    say(text, 0, &key);
    struct sf_text goal = {0};
    sf_text_add(&goal, "Goal: ");
    sf_solve_add_goal(sf_solve_goal(solve), &goal);
    say(text, 0, &goal);
}

/** What was found at the first values, a line each. */
static enum sf_status add_table(const struct sf_solve *solve, size_t strategy,
                                struct sf_text *text)
{
    int64_t place[SF_SOLVE_FIRST];
    const size_t n = sf_key_range_spread(sf_solve_span(solve), SF_SOLVE_FIRST, place);
    struct sf_row *row = calloc(1 + n, sizeof(*row));
    char(*name)[SF_SAY_CHARS] = calloc(n, sizeof(*name));
    struct sf_text short_key = {0};
    sf_key_add_short(sf_solve_span(solve)->key, &short_key);
    if (row == NULL || name == NULL || short_key.is_out_of_memory) {
        free(row);
        free(name);
        sf_text_free(&short_key);
        return SF_ERR_MEMORY;
    }
    row[0].name = short_key.chars;
    sf_solve_say_measure(sf_solve_goal(solve), row[0].cell[0]);
    snprintf(row[0].cell[1], SF_SAY_CHARS, "95 %% from");
    snprintf(row[0].cell[2], SF_SAY_CHARS, "to");
    snprintf(row[0].cell[3], SF_SAY_CHARS, "met");
    size_t n_rows = 1;
    for (size_t p = 0; p < sf_solve_n_points(solve); p++) {
        if (n_rows > n || sf_solve_place(solve, p) != place[n_rows - 1]) {
            continue; /* one that came later */
        }
        const struct sf_estimate found = sf_solve_estimate(solve, p, strategy);
        struct sf_text value = {0};
        sf_solve_add_exact_place(solve, (double)place[n_rows - 1], &value);
        snprintf(name[n_rows - 1], SF_SAY_CHARS, "%s",
                 value.is_out_of_memory ? "?" : value.chars);
        sf_text_free(&value);
        row[n_rows].name = name[n_rows - 1];
        sf_solve_say_figure(solve, found.value, row[n_rows].cell[0]);
        sf_solve_say_bound(solve, found.lower, row[n_rows].cell[1]);
        sf_solve_say_bound(solve, found.upper, row[n_rows].cell[2]);
        snprintf(row[n_rows].cell[3], SF_SAY_CHARS, "%s",
                 sf_goal_is_met(sf_solve_goal(solve), found.value) ? "yes" : "no");
        n_rows++;
    }
    sf_aligned_add(text, row, n_rows, N_CELLS, 2, COLUMNS);
    free(row);
    free(name);
    sf_text_free(&short_key);
    return SF_OK;
}

/** What the strategy costs there, on average: the fund and members side by side. */
static void add_costs(const struct sf_solve *solve, size_t point, size_t strategy,
                      struct sf_text *text)
{
    const struct sf_solve_costs costs = sf_solve_costs(solve, point, strategy);
    char fund[SF_SAY_CHARS];
    char levy[SF_SAY_CHARS];
    char own[SF_SAY_CHARS];
    char days[SF_SAY_CHARS];
    char involved[SF_SAY_CHARS];
    sf_say_pounds(costs.fund_cost, fund);
    sf_say_pounds(costs.levy, levy);
    sf_say_pounds(costs.members_cost, own);
    sf_say_number(costs.strike_days, days);
    sf_say_number(costs.involved, involved);
    sf_say_paragraph(text, 2, COLUMNS,
                     "On average there: cost to the fund %s; levy from members %s; "
                     "members' own pay lost %s; strike-days %s; members involved at "
                     "least %s.",
                     fund, levy, own, days, involved);
}

static void add_answer(const struct sf_solve *solve, size_t strategy,
                       struct sf_text *text)
{
    const struct sf_solution *found = sf_solve_solution(solve, strategy);
    const double width = found->high - found->low;
    struct sf_text words = {0};
    sf_text_add(&words, "The goal is met from ");
    sf_solve_add_place(solve, found->place, width, found->is_from ? 1 : -1, &words);
    sf_text_add(&words, found->is_from ? " up: that is the smallest value that meets it"
                                       : " down: that is the largest value that meets "
                                         "it");
    if (found->low < found->high) {
        sf_text_add(&words, " (95%% interval ");
        sf_solve_add_place(solve, found->low, width, -1, &words);
        sf_text_add(&words, " to ");
        sf_solve_add_place(solve, found->high, width, 1, &words);
        sf_text_add(&words, ")");
    }
    sf_text_add(&words, ".");
    say(text, 2, &words);
    if (!found->has_rounded) {
        sf_say_paragraph(text, 2, COLUMNS,
                         "No rounder value on the safe side of it lies within the "
                         "range.");
        add_costs(solve, found->nearest, strategy, text);
        return;
    }
    const struct sf_estimate there =
        sf_solve_estimate(solve, found->rounded_point, strategy);
    sf_text_add(&words, "Rounded to the safe side, ");
    sf_solve_add_exact_place(solve, (double)found->rounded, &words);
    sf_text_add(&words, ": there ");
    sf_solve_add_estimate(solve, &there, &words);
    sf_text_add(&words, ".");
    say(text, 2, &words);
    add_costs(solve, found->rounded_point, strategy, text);
}

/** Met everywhere, or nowhere. */
static void add_one_side(const struct sf_solve *solve, size_t strategy,
                         struct sf_text *text)
{
    const struct sf_solution *found = sf_solve_solution(solve, strategy);
    const bool is_met = found->outcome == SF_SOLVED_EVERYWHERE;
    const struct sf_estimate there = sf_solve_estimate(solve, found->nearest, strategy);
    struct sf_text words = {0};
    sf_text_add(&words, "The goal is met %s from ",
                is_met ? "at every value looked at" : "at no value looked at");
    add_range(solve, &words);
    sf_text_add(&words, is_met ? ". Nearest to missing it is "
                               : ", so there is no answer here. Nearest to it comes ");
    sf_solve_add_exact_place(solve, (double)sf_solve_place(solve, found->nearest),
                             &words);
    sf_text_add(&words, ": ");
    sf_solve_add_estimate(solve, &there, &words);
    const bool is_sure = sf_goal_is_met(sf_solve_goal(solve), there.lower) == is_met &&
                         sf_goal_is_met(sf_solve_goal(solve), there.upper) == is_met;
    sf_text_add(&words, is_sure ? "."
                                : ", which simulation error may have put on the wrong "
                                  "side.");
    say(text, 2, &words);
    add_costs(solve, found->nearest, strategy, text);
}

static void say_needed(double needed, char words[SF_SAY_CHARS])
{
    double unit = 1.0;
    while (needed / unit >= 100.0) {
        unit *= 10.0;
    }
    sf_count_say((int64_t)(ceil(needed / unit) * unit), words);
}

static void add_noise(const struct sf_solve *solve, size_t strategy,
                      struct sf_text *text)
{
    const struct sf_solution *found = sf_solve_solution(solve, strategy);
    const struct sf_key_range *span = sf_solve_span(solve);
    struct sf_text words = {0};
    sf_text_add(&words, "Too few campaigns to tell: whether the goal is met is within "
                        "simulation error ");
    if (!isnan(found->place)) {
        sf_text_add(&words, "from ");
        sf_solve_add_exact_place(solve, found->has_low ? found->low : (double)span->low,
                                 &words);
        sf_text_add(&words, "%s to ", found->has_low ? "" : " (or less)");
        sf_solve_add_exact_place(
            solve, found->has_high ? found->high : (double)span->high, &words);
        sf_text_add(&words, "%s. ", found->has_high ? "" : " (or more)");
    } else {
        sf_text_add(&words, "over the range. ");
    }
    char needed[SF_SAY_CHARS];
    if (found->runs_needed <= SF_MAX_RUNS) {
        say_needed(found->runs_needed, needed);
        sf_text_add(&words, "About %s would do (--runs)%s.", needed,
                    found->has_low && found->has_high ? "" : ", or a wider range");
    } else {
        sf_text_add(&words, "No number of them that can be simulated would do; a wider "
                            "range may.");
    }
    say(text, 2, &words);
}

static enum sf_status add_strategy(const struct sf_solve *solve, size_t strategy,
                                   struct sf_text *text)
{
    sf_text_add(text, "\n");
    sf_say_paragraph(text, 0, COLUMNS, "%s", sf_solve_strategy_name(solve, strategy));
    switch (sf_solve_solution(solve, strategy)->outcome) {
    case SF_SOLVED:
        add_answer(solve, strategy, text);
        return SF_OK;
    case SF_SOLVED_EVERYWHERE:
    case SF_SOLVED_NOWHERE:
        add_one_side(solve, strategy, text);
        return SF_OK;
    case SF_SOLVED_SEVERAL:
        sf_say_paragraph(text, 2, COLUMNS,
                         "The goal is met and missed by turns, by more than simulation "
                         "error explains: no one value parts the two. Give a range "
                         "within which it does.");
        return add_table(solve, strategy, text);
    case SF_SOLVED_TOO_NOISY:
        add_noise(solve, strategy, text);
        return add_table(solve, strategy, text);
    }
    return SF_OK;
}

enum sf_status sf_solve_words(const struct sf_solve *solve, char **text)
{
    const struct sf_sweep *sweep = sf_solve_sweep(solve);
    struct sf_text words = {0};
    size_t n_given;
    size_t n_judgements;
    sf_scenario_count_inputs(sf_sweep_scenario(sweep), &n_given, &n_judgements);
    add_heading(solve, &words);
    enum sf_status status = SF_OK;
    for (size_t i = 0; status == SF_OK && i < sf_sweep_n_strategies(sweep); i++) {
        status = add_strategy(solve, i, &words);
    }
    sf_text_add(&words, "\n");
    sf_say_paragraph(&words, 0, COLUMNS,
                     "Intervals are simulation error alone: they shrink with more "
                     "campaigns. %zu of the %zu inputs given are judgements, not "
                     "records: if they are wrong, so is the answer.",
                     n_judgements, n_given);
    if (status == SF_OK) {
        status = sf_figures_status(&words);
    }
    if (status == SF_OK) {
        *text = sf_text_take(&words);
    }
    sf_text_free(&words);
    return status;
}
