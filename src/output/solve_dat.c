#include "output/solve_dat.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "output/dat.h"
#include "output/figures.h"
#include "output/key_words.h"
#include "output/solve_say.h"
#include "output/titles.h"

/** As it is drawn. */
static double drawn(const struct sf_goal *goal, double figure)
{
    return goal->is_chance ? 100.0 * figure : figure;
}

enum sf_status sf_solve_dat_write(const struct sf_solve *solve, struct sf_text *text)
{
    const struct sf_goal *goal = sf_solve_goal(solve);
    const size_t n_strategies = sf_sweep_n_strategies(sf_solve_sweep(solve));
    for (size_t i = 0; i < n_strategies; i++) {
        sf_text_add(text, "%s# strategy %zu\n# value figure lower upper\n",
                    i == 0 ? "" : "\n\n", i + 1);
        for (size_t p = 0; p < sf_solve_n_points(solve); p++) {
            const struct sf_estimate found = sf_solve_estimate(solve, p, i);
            const double column[] = {found.value,
                                     isfinite(found.lower) ? found.lower : found.value,
                                     isfinite(found.upper) ? found.upper : found.value};
            sf_solve_add_exact_place(solve, (double)sf_solve_place(solve, p), text);
            for (size_t c = 0; c < sizeof(column) / sizeof(column[0]); c++) {
                sf_text_add(text, " ");
                sf_figures_add_decimal(text, drawn(goal, column[c]), 4);
            }
            sf_text_add(text, "\n");
        }
    }
    return sf_figures_status(text);
}

/** name = 'words', which are freed. */
static void add_words(struct sf_text *text, const char *name, struct sf_text *words)
{
    sf_text_add(text, "%s = ", name);
    if (words->is_out_of_memory) {
        text->is_out_of_memory = true;
    } else {
        sf_dat_add_quoted(text, words->chars != NULL ? words->chars : "");
    }
    sf_text_add(text, "\n");
    sf_text_free(words);
}

/** array name[n] = ['3.91', '']: of each strategy; empty where it has none. */
static void add_places(const struct sf_solve *solve, const char *name, int which,
                       struct sf_text *text)
{
    const size_t n = sf_sweep_n_strategies(sf_solve_sweep(solve));
    sf_text_add(text, "array %s[%zu] = [", name, n);
    for (size_t i = 0; i < n; i++) {
        const struct sf_solution *found = sf_solve_solution(solve, i);
        const double place[] = {found->place, found->low, found->high};
        sf_text_add(text, "%s'", i == 0 ? "" : ", ");
        if (found->outcome == SF_SOLVED) {
            sf_solve_add_exact_place(solve, place[which], text);
        }
        sf_text_add(text, "'");
    }
    sf_text_add(text, "]\n");
}

/** What stands beside an answer's mark, or in its place. */
static void add_marks(const struct sf_solve *solve, struct sf_text *text)
{
    const size_t n = sf_sweep_n_strategies(sf_solve_sweep(solve));
    sf_text_add(text, "array answer[%zu] = [", n);
    for (size_t i = 0; i < n; i++) {
        const struct sf_solution *found = sf_solve_solution(solve, i);
        sf_text_add(text, "%s'", i == 0 ? "" : ", ");
        switch (found->outcome) {
        case SF_SOLVED:
            sf_solve_add_place(solve, found->place, found->high - found->low,
                               found->is_from ? 1 : -1, text);
            sf_text_add(text, found->is_from ? " or more" : " or less");
            break;
        case SF_SOLVED_EVERYWHERE:
            sf_text_add(text, "met at every value");
            break;
        case SF_SOLVED_NOWHERE:
            sf_text_add(text, "met at no value");
            break;
        case SF_SOLVED_SEVERAL:
            sf_text_add(text, "met and missed by turns");
            break;
        case SF_SOLVED_TOO_NOISY:
            sf_text_add(text, "too few campaigns to tell");
            break;
        }
        sf_text_add(text, "'");
    }
    sf_text_add(text, "]\n");
}

static void add_axes(const struct sf_solve *solve, struct sf_text *text)
{
    const struct sf_goal *goal = sf_solve_goal(solve);
    const struct sf_key_range *span = sf_solve_span(solve);
    struct sf_text words = {0};
    sf_text_add(&words, "%s", span->key);
    sf_key_add_meaning(span->key, &words);
    add_words(text, "key_across", &words);
    sf_text_add(text, "range_low = ");
    sf_solve_add_exact_place(solve, (double)span->low, text);
    sf_text_add(text, "\nrange_high = ");
    sf_solve_add_exact_place(solve, (double)span->high, text);
    sf_text_add(text, "\ngoal_bound = ");
    sf_figures_add_decimal(text, drawn(goal, goal->bound), 4);
    sf_text_add(text, "\ngoal_unit = '%s'\n",
                goal->is_chance ? "share" : sf_unit_name(sf_total_unit(goal->total)));
    char measure[SF_SAY_CHARS];
    sf_solve_say_measure(goal, measure);
    sf_text_add(&words, goal->is_chance ? "Campaigns of 100 with a %s" : "%s", measure);
    add_words(text, "measure_words", &words);
}

static void add_title(const struct sf_solve *solve, struct sf_text *text)
{
    const struct sf_scenario *scenario = sf_sweep_scenario(sf_solve_sweep(solve));
    char runs[SF_NUMBER_CHARS];
    size_t n_given;
    size_t n_judgements;
    struct sf_text words = {0};
    sf_text_add(&words, "Where \"");
    sf_key_add_short(sf_solve_span(solve)->key, &words);
    sf_text_add(&words, "\" meets the goal %s", sf_solve_goal(solve)->text);
    add_words(text, "title_solve", &words);
    sf_text_add(&words, "%s", scenario->title != NULL ? scenario->title : "");
    add_words(text, "title_scenario", &words);
    sf_count_say((int64_t)scenario->runs, runs);
    sf_scenario_count_inputs(scenario, &n_given, &n_judgements);
    sf_text_add(&words, "Goal: ");
    sf_solve_add_goal(sf_solve_goal(solve), &words);
    sf_text_add(&words,
                ". %s simulated campaign%s at each value, the same futures at each; "
                "exact method, seed %" PRIu64 ". Bands and the answer's interval are "
                "simulation error (95 %%). %zu input%s, %zu of them judgements.",
                runs, scenario->runs == 1 ? "" : "s", scenario->seed, n_given,
                n_given == 1 ? "" : "s", n_judgements);
    add_words(text, "caption", &words);
}

enum sf_status sf_solve_gp_write(const struct sf_solve *solve, struct sf_text *text)
{
    const struct sf_sweep *sweep = sf_solve_sweep(solve);
    const size_t n = sf_sweep_n_strategies(sweep);
    sf_text_add(text, "n_strategies = %zu\nn_months = %d\narray strategy[%zu] = [", n,
                (int)sf_sweep_scenario(sweep)->n_months, n);
    for (size_t i = 0; i < n; i++) {
        sf_text_add(text, "%s", i == 0 ? "" : ", ");
        sf_dat_add_quoted(text, sf_solve_strategy_name(solve, i));
    }
    sf_text_add(text, "]\n");
    add_title(solve, text);
    add_axes(solve, text);
    add_places(solve, "answer_at", 0, text);
    add_places(solve, "answer_from", 1, text);
    add_places(solve, "answer_to", 2, text);
    add_marks(solve, text);
    return sf_figures_status(text);
}
