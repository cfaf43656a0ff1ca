#include "output/sweep_dat.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "output/dat.h"
#include "output/figures.h"
#include "output/say.h"
#include "output/titles.h"

static void add_pounds(struct sf_text *text, double pence)
{
    sf_text_add(text, " ");
    sf_figures_add_pounds(text, pence);
}

static void add_cell(const struct sf_sweep_cell *cell, struct sf_text *text)
{
    const double pence[] = {cell->closing[0], cell->closing[1], cell->closing[2],
                            cell->fund_cost,  cell->levy,       cell->members_cost};
    const double share[] = {cell->shortfall.probability, cell->shortfall.lower,
                            cell->shortfall.upper};
    for (size_t i = 0; i < sizeof(pence) / sizeof(pence[0]); i++) {
        add_pounds(text, pence[i]);
    }
    for (size_t i = 0; i < sizeof(share) / sizeof(share[0]); i++) {
        sf_text_add(text, " ");
        sf_figures_add_decimal(text, share[i], 6);
    }
    sf_text_add(text, "\n");
}

#define CELL_COLUMNS                                                                   \
    "closing_q05 closing_q50 closing_q95 fund_cost levy members_cost shortfall lower " \
    "upper\n"

/** sweep.dat: a block a strategy, a row a value. */
static void add_lines(const struct sf_sweep_view *view, struct sf_text *text)
{
    for (size_t s = 0; s < view->n_strategies; s++) {
        sf_text_add(text, "%s# strategy %zu\n# value " CELL_COLUMNS,
                    s == 0 ? "" : "\n\n", s + 1);
        for (size_t point = 0; point < view->n_points; point++) {
            sf_text_add(text, "%s", view->grid->key[0].value[point]);
            add_cell(sf_sweep_view_cell(view, point, s), text);
        }
    }
}

/** heat.dat: a block a strategy; rows of the grid parted by a blank line. Places are
 *  numbers from 1: cells are of one size whatever the values. */
static void add_grid(const struct sf_sweep_view *view, struct sf_text *text)
{
    const size_t n_across = view->grid->key[1].n_values;
    for (size_t s = 0; s < view->n_strategies; s++) {
        sf_text_add(text, "%s# strategy %zu\n# across down " CELL_COLUMNS,
                    s == 0 ? "" : "\n\n", s + 1);
        for (size_t point = 0; point < view->n_points; point++) {
            const size_t across = point % n_across;
            sf_text_add(text, "%s%zu %zu", point > 0 && across == 0 ? "\n" : "",
                        across + 1, point / n_across + 1);
            add_cell(sf_sweep_view_cell(view, point, s), text);
        }
    }
}

static void add_words(struct sf_text *text, const char *name, const char *words)
{
    sf_text_add(text, "%s = ", name);
    sf_dat_add_quoted(text, words);
    sf_text_add(text, "\n");
}

/** The key's values and its words, as value_<name> and key_<name>. */
static enum sf_status add_axis(const struct sf_sweep_view *view, size_t k,
                               const char *name, struct sf_text *text)
{
    const struct sf_sweep_key *key = &view->grid->key[k];
    sf_text_add(text, "n_%s = %zu\narray value_%s[%zu] = [", name, key->n_values, name,
                key->n_values);
    for (size_t i = 0; i < key->n_values; i++) {
        sf_text_add(text, "%s", i == 0 ? "" : ", ");
        sf_dat_add_quoted(text, key->value[i]);
    }
    sf_text_add(text, "]\nkey_%s = ", name);
    struct sf_text words = {0};
    sf_sweep_view_add_key(view, k, &words);
    const enum sf_status status = sf_figures_status(&words);
    if (status == SF_OK) {
        sf_dat_add_quoted(text, words.chars);
        sf_text_add(text, "\n");
    }
    sf_text_free(&words);
    return status;
}

static void add_caption(const struct sf_sweep_view *view, struct sf_text *text)
{
    size_t n_given;
    size_t n_judgements;
    char words[256];
    char runs[SF_NUMBER_CHARS];
    sf_scenario_count_inputs(view->scenario, &n_given, &n_judgements);
    sf_count_say((int64_t)view->scenario->runs, runs);
    snprintf(words, sizeof(words),
             "%s simulated campaign%s at each point, the same futures at each; exact "
             "method, seed %" PRIu64 ". %zu input%s, %zu of them judgements.",
             runs, view->scenario->runs == 1 ? "" : "s", view->scenario->seed, n_given,
             n_given == 1 ? "" : "s", n_judgements);
    add_words(text, "caption", words);
}

/** The first and the last point, or the least and the largest chance, by strategy. */
static void add_finding(const struct sf_sweep_view *view, size_t s,
                        struct sf_text *text)
{
    char from[SF_SAY_CHARS];
    char to[SF_SAY_CHARS];
    const struct sf_sweep_cell *low = sf_sweep_view_cell(view, 0, s);
    const struct sf_sweep_cell *high = sf_sweep_view_cell(view, view->n_points - 1, s);
    if (view->grid->n_keys == 1) {
        sf_say_pounds(low->closing[1], from);
        sf_say_pounds(high->closing[1], to);
    } else {
        high = low;
        for (size_t point = 1; point < view->n_points; point++) {
            const struct sf_sweep_cell *cell = sf_sweep_view_cell(view, point, s);
            low = cell->shortfall.count < low->shortfall.count ? cell : low;
            high = cell->shortfall.count > high->shortfall.count ? cell : high;
        }
        sf_say_chance_briefly(low->shortfall, from);
        sf_say_chance_briefly(high->shortfall, to);
    }
    sf_text_add(text, "%s%s%s", from, strcmp(from, to) == 0 ? "" : " to ",
                strcmp(from, to) == 0 ? "" : to);
}

/** "Fund at the end (median) as "opening" goes from 40000 to 90000" */
static void add_opening(const struct sf_sweep_view *view, struct sf_text *text)
{
    if (view->grid->n_keys == 1) {
        const bool is_one = view->grid->key[0].n_values == 1;
        sf_text_add(text, "Fund at the end (median) as \"");
        sf_sweep_view_add_short_key(view, 0, text);
        sf_text_add(text, is_one ? "\" is " : "\" goes from ");
        sf_sweep_view_add_span(view, 0, text);
    } else {
        sf_text_add(text, "Below zero at a month end, over %zu points", view->n_points);
    }
}

/** The title, or a shorter one without the strategies' figures. */
static enum sf_status add_title(const struct sf_sweep_view *view, const char *chart,
                                struct sf_text *text)
{
    struct sf_text title = {0};
    add_opening(view, &title);
    for (size_t s = 0; s < view->n_strategies; s++) {
        sf_text_add(&title, "%s %s ", s == 0 ? ":" : ";",
                    sf_sweep_view_strategy(view, s));
        add_finding(view, s, &title);
    }
    if (!title.is_out_of_memory && sf_say_columns(title.chars) > SF_TITLE_COLUMNS) {
        sf_text_free(&title);
        add_opening(view, &title);
        sf_text_add(&title, ", by strategy");
    }
    const enum sf_status status = sf_figures_status(&title);
    if (status == SF_OK) {
        sf_text_add(text, "title_%s = ", chart);
        sf_dat_add_quoted(text, title.chars);
        sf_text_add(text, "\n");
    }
    sf_text_free(&title);
    return status;
}

static enum sf_status add_all_words(const struct sf_sweep_view *view, const char *chart,
                                    struct sf_text *text)
{
    const struct sf_scenario *scenario = view->scenario;
    sf_text_add(text, "n_strategies = %zu\nn_months = %d\narray strategy[%zu] = [",
                view->n_strategies, (int)scenario->n_months, view->n_strategies);
    for (size_t s = 0; s < view->n_strategies; s++) {
        sf_text_add(text, "%s", s == 0 ? "" : ", ");
        sf_dat_add_quoted(text, sf_sweep_view_strategy(view, s));
    }
    sf_text_add(text, "]\nminimum_balance =");
    add_pounds(text, scenario->fund.minimum_balance * 100.0);
    sf_text_add(text, "\n");
    add_words(text, "title_scenario", scenario->title != NULL ? scenario->title : "");
    add_caption(view, text);
    enum sf_status status;
    if (view->grid->n_keys == 1) {
        status = add_axis(view, 0, "across", text);
    } else {
        status = add_axis(view, 0, "down", text);
        status = status == SF_OK ? add_axis(view, 1, "across", text) : status;
    }
    status = status == SF_OK ? add_title(view, chart, text) : status;
    return status == SF_OK ? sf_figures_status(text) : status;
}

/** What a strategy comes to at a point. */
static void add_point(const struct sf_sweep_view *view, size_t s, size_t point,
                      struct sf_text *text)
{
    const struct sf_sweep_cell *cell = sf_sweep_view_cell(view, point, s);
    char end[SF_SAY_CHARS];
    char chance[SF_SAY_CHARS];
    char fund[SF_SAY_CHARS];
    char levy[SF_SAY_CHARS];
    char own[SF_SAY_CHARS];
    sf_say_pounds(cell->closing[1], end);
    sf_say_chance(cell->shortfall, chance);
    sf_say_pounds(cell->fund_cost, fund);
    sf_say_pounds(cell->levy, levy);
    sf_say_pounds(cell->members_cost, own);
    sf_text_add(text, "at ");
    for (size_t k = 0; k < view->grid->n_keys; k++) {
        sf_text_add(text, "%s", k == 0 ? "" : " and ");
        sf_sweep_view_add_short_key(view, k, text);
        sf_text_add(text, " %s", sf_sweep_grid_value(view->grid, point, k));
    }
    sf_text_add(text,
                " ends at %s (median), goes below zero in %s campaigns, costs the fund "
                "%s and members %s of levy and %s of their own pay",
                end, chance, fund, levy, own);
}

/** In place of the chart, for those who do not see it: the corners of the grid. */
static enum sf_status add_alternative(const struct sf_sweep_view *view,
                                      struct sf_text *text)
{
    sf_text_add(text, "What changes with ");
    for (size_t k = 0; k < view->grid->n_keys; k++) {
        sf_text_add(text, "%s", k == 0 ? "" : ", and with ");
        sf_sweep_view_add_key(view, k, text);
        sf_text_add(text, ", ");
        sf_sweep_view_add_span(view, k, text);
    }
    for (size_t s = 0; s < view->n_strategies; s++) {
        sf_text_add(text, "%s %s ", s == 0 ? ":" : ";",
                    sf_sweep_view_strategy(view, s));
        add_point(view, s, 0, text);
        if (view->n_points > 1) {
            sf_text_add(text, ", and ");
            add_point(view, s, view->n_points - 1, text);
        }
    }
    sf_text_add(text, ". All points are in sweep.csv.\n");
    return sf_figures_status(text);
}

/** Prepares dat/<name><ending> from its text, which is freed. */
static enum sf_status stage_text(struct sf_stage *stage, const char *name,
                                 const char *ending, struct sf_text *text,
                                 enum sf_status status)
{
    char path[64];
    snprintf(path, sizeof(path), "dat/%s%s", name, ending);
    if (status == SF_OK) {
        status = sf_figures_status(text);
    }
    if (status == SF_OK) {
        status = sf_stage_add(stage, path, text->chars, text->length);
    }
    sf_text_free(text);
    return status;
}

enum sf_status sf_sweep_dat_stage(const struct sf_sweep_view *view,
                                  struct sf_stage *stage)
{
    const char *chart = view->grid->n_keys == 1 ? "sweep" : "heat";
    struct sf_text text = {0};
    if (view->grid->n_keys == 1) {
        add_lines(view, &text);
    } else {
        add_grid(view, &text);
    }
    enum sf_status status = stage_text(stage, chart, ".dat", &text, SF_OK);
    if (status == SF_OK) {
        const enum sf_status made = add_alternative(view, &text);
        status = stage_text(stage, chart, ".txt", &text, made);
    }
    if (status == SF_OK) {
        const enum sf_status made = add_all_words(view, chart, &text);
        status = stage_text(stage, "words", ".gp", &text, made);
    }
    return status;
}
