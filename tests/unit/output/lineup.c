#include "output/lineup.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "output/chart_words.h"
#include "output/lineup_chart.h"
#include "output/say.h"

/* Up to three scenarios with so many strategies each, simulated. */
enum { MOST = 3, RUNS = 60 };

struct compared {
    struct sf_scenario *scenario[MOST];
    struct sf_experiment *experiment[MOST];
    struct sf_results *results[MOST];
    struct sf_pairs *pairs;
    struct sf_comparison comparison;
};

static struct sf_scenario *
read_scenario(const char *path, const struct sf_override *override, size_t n_overrides)
{
    struct sf_faults faults = {0};
    struct sf_scenario *scenario = NULL;
    cr_assert_eq(sf_scenario_read(path, override, n_overrides, &faults, &scenario),
                 SF_OK);
    sf_faults_free(&faults);
    return scenario;
}

static void simulate(const char *const *path, size_t n, struct compared *made)
{
    *made = (struct compared){0};
    for (size_t i = 0; i < n; i++) {
        const struct sf_override seed = {.key = "seed", .value = "23"};
        size_t strategy[SF_MAX_STRATEGIES];
        made->scenario[i] = read_scenario(path[i], &seed, 1);
        for (size_t s = 0; s < made->scenario[i]->n_strategies; s++) {
            strategy[s] = s;
        }
        cr_assert_eq(sf_experiment_init(made->scenario[i], strategy,
                                        made->scenario[i]->n_strategies,
                                        &made->experiment[i]),
                     SF_OK);
    }
    const struct sf_experiment_options how = {
        .first_run = 1, .n_runs = RUNS, .n_threads = 1};
    made->comparison = (struct sf_comparison){
        .experiment = (const struct sf_experiment *const *)made->experiment,
        .results = made->results,
        .n = n};
    cr_assert_eq(sf_experiments_run(made->comparison.experiment, n, &how, made->results,
                                    &made->pairs),
                 SF_OK);
    made->comparison.pairs = made->pairs;
}

static void finish(struct compared *made)
{
    for (size_t i = 0; i < MOST; i++) {
        sf_results_free(made->results[i]);
        sf_experiment_free(made->experiment[i]);
        sf_scenario_free(made->scenario[i]);
    }
    sf_pairs_free(made->pairs);
}

static const char *const SMALL[] = {"scenarios/first.cfg", "scenarios/branch.cfg",
                                    "scenarios/first.cfg"};

Test(lineup, strategies_are_numbered_through_and_named_by_their_files)
{
    static const char *const NAME[] = {
        "first (1): paid pickets",     "first (1): all out for a day",
        "branch: paid days",           "branch: half-paid days",
        "branch: a day a week",        "first (2): paid pickets",
        "first (2): all out for a day"};
    struct compared made;
    struct sf_lineup lineup;
    simulate(SMALL, 3, &made);
    cr_assert_eq(sf_lineup_init(&lineup, &made.comparison, NULL), SF_OK);
    cr_assert_eq(lineup.n_strategies, 7);
    for (size_t i = 0; i < 7; i++) {
        cr_expect_str_eq(lineup.name[i], NAME[i]);
        cr_expect_str_eq(
            sf_view_strategy(lineup.entry[i].view, lineup.entry[i].strategy), NAME[i]);
    }
    sf_lineup_free(&lineup);
    sf_lineup_free(&lineup);
    finish(&made);
}

Test(lineup, alone_a_scenario_keeps_its_strategies_names)
{
    struct compared made;
    struct sf_lineup lineup;
    simulate(SMALL, 1, &made);
    cr_assert_eq(sf_lineup_init(&lineup, &made.comparison, NULL), SF_OK);
    cr_expect_str_eq(lineup.name[1], "all out for a day");
    sf_lineup_free(&lineup);
    finish(&made);
}

Test(lineup, each_pair_comes_once_and_those_with_the_first_come_first)
{
    for (size_t n = 2; n <= 48; n++) {
        const struct sf_lineup lineup = {.n_strategies = n};
        bool is_seen[48][48] = {{false}};
        cr_assert_eq(sf_lineup_pairs(&lineup), n * (n - 1) / 2);
        for (size_t i = 0; i < sf_lineup_pairs(&lineup); i++) {
            size_t a = SF_NONE;
            size_t b = SF_NONE;
            sf_lineup_pair(&lineup, i, &a, &b);
            cr_assert(a < b && b < n, "pair %zu of %zu strategies", i, n);
            cr_expect_not(is_seen[a][b]);
            cr_expect_eq(a == 0, i < n - 1);
            is_seen[a][b] = true;
        }
    }
}

Test(lineup, where_there_is_no_room_for_all_pairs_those_with_the_first_are_shown)
{
    const struct sf_lineup seven = {.n_strategies = 7};
    cr_expect_eq(sf_lineup_pairs_shown(&seven, 21), 21);
    cr_expect_eq(sf_lineup_pairs_shown(&seven, 20), 6);
}

Test(lineup, a_file_of_any_bytes_has_a_name_to_show)
{
    struct sf_scenario *scenario = read_scenario(SMALL[0], NULL, 0);
    static const char *const FILE_NAME[] = {"a/b\x1b[31m.cfg", ".cfg", "x.y.cfg",
                                            "b\xff"};
    static const char *const SHOWN[] = {"b?[31m", ".cfg", "x.y", "b?"};
    char *own = scenario->file;
    for (size_t i = 0; i < 4; i++) {
        scenario->file = strdup(FILE_NAME[i]);
        const struct sf_scenario *const one[] = {scenario};
        char *name = sf_lineup_scenario_name(one, 1, 0);
        cr_expect_str_eq(name, SHOWN[i]);
        free(name);
        free(scenario->file);
    }
    scenario->file = own;
    sf_scenario_free(scenario);
}

static char *words_of(const char *const *path, size_t n)
{
    struct compared made;
    char *words = NULL;
    simulate(path, n, &made);
    cr_assert_eq(sf_comparison_words(&made.comparison, &words), SF_OK);
    finish(&made);
    return words;
}

Test(lineup, words_fit_a_terminal_and_rank_nothing)
{
    static const char *const RANKING[] = {" best",  "better", "worst", "worse", "safer",
                                          "safest", "winner", "beats", "wins"};
    for (size_t n = 1; n <= 3; n++) {
        char *words = words_of(SMALL, n);
        for (size_t i = 0; i < sizeof(RANKING) / sizeof(RANKING[0]); i++) {
            cr_expect_null(strstr(words, RANKING[i]), "%s", RANKING[i]);
        }
        char *rest = words;
        for (char *line = strsep(&rest, "\n"); line != NULL;
             line = strsep(&rest, "\n")) {
            cr_expect_leq(sf_say_columns(line), 100, "%s", line);
        }
        free(words);
    }
}

Test(lineup, few_pairs_have_a_table_each_and_many_a_line)
{
    char *few = words_of(SMALL, 1);
    char *many = words_of(SMALL, 3);
    cr_expect_not_null(strstr(few, "\n1  paid pickets\n2  all out for a day\n"));
    cr_expect_null(strstr(few, "\n  1 less 2 "));
    cr_expect_not_null(strstr(many, "\n  1 less 2 "));
    cr_expect_not_null(strstr(many, "\n  6 less 7 "));
    /* The first scenario again, under another number: the very same campaigns. */
    cr_expect_not_null(strstr(many, "  1 less 6         £0       £0"));
    cr_expect_not_null(strstr(many, "the same\n"));
    free(few);
    free(many);
}

Test(lineup, months_that_differ_are_said_where_the_figures_are)
{
    char *words = words_of(SMALL, 2);
    cr_expect_not_null(strstr(words, "The plans do not cover the same months."));
    free(words);
    static const char *const TWICE[] = {"scenarios/first.cfg", "scenarios/first.cfg"};
    words = words_of(TWICE, 2);
    cr_expect_null(strstr(words, "the same months"));
    free(words);
}

Test(lineup, the_first_scenario_lends_its_seed_and_runs_to_all)
{
    struct sf_scenario *scenario[] = {read_scenario(SMALL[0], NULL, 0),
                                      read_scenario(SMALL[1], NULL, 0)};
    scenario[0]->seed = 18446744073709551557u;
    scenario[0]->runs = 731;
    char *notes = NULL;
    cr_assert_eq(sf_comparison_align(scenario, 2, &notes), SF_OK);
    cr_expect_eq(scenario[1]->seed, 18446744073709551557u);
    cr_expect_eq(scenario[1]->runs, 731);
    cr_expect_str_eq(
        notes, "the seed of scenarios/first.cfg, 18446744073709551557, is used for "
               "scenarios/branch.cfg too, which says 280\n"
               "the runs of scenarios/first.cfg, 731, are used for "
               "scenarios/branch.cfg too, which says 10000\n"
               "scenarios/first.cfg covers September 2026 to June 2027, "
               "scenarios/branch.cfg September 2023 to June 2024: each figure is over "
               "the plan's own months\n");
    free(notes);
    cr_assert_eq(sf_comparison_align(scenario, 1, &notes), SF_OK);
    cr_expect_str_eq(notes, "");
    free(notes);
    sf_scenario_free(scenario[0]);
    sf_scenario_free(scenario[1]);
}

Test(lineup, the_words_of_the_chart_are_harmless_and_name_every_strategy)
{
    struct compared made;
    struct sf_lineup lineup;
    struct sf_text gp = {0};
    struct sf_text told = {0};
    size_t line = 0;
    simulate(SMALL, 3, &made);
    cr_assert_eq(sf_lineup_init(&lineup, &made.comparison, NULL), SF_OK);
    cr_assert_eq(sf_lineup_gp_write(&lineup, &gp), SF_OK);
    cr_assert_eq(sf_lineup_alternative_write(&lineup, &told), SF_OK);
    cr_expect(sf_chart_words_are_harmless(gp.chars, &line), "line %zu", line);
    cr_expect_not_null(strstr(gp.chars, "n_pairs = 21\nn_pairs_in_all = 21\n"));
    cr_expect_not_null(strstr(gp.chars, "'first (2)']\n"));
    cr_expect_null(strstr(told.chars, "between £22,500 to"));
    for (size_t i = 0; i < 7; i++) {
        cr_expect_not_null(strstr(told.chars, lineup.name[i]), "%s", lineup.name[i]);
    }
    cr_expect_not_null(strstr(told.chars, "\n1 less 6: £0 left at the end, give or "
                                          "take £0;"));
    sf_text_free(&gp);
    sf_text_free(&told);
    sf_lineup_free(&lineup);
    finish(&made);
}
