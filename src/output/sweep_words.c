#include "output/sweep_words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "output/aligned.h"
#include "output/figures.h"
#include "output/key_words.h"
#include "output/say.h"

enum { COLUMNS = 98, N_CELLS = 9, N_HEADINGS = 2, MOST_ACROSS = 12 };

static void add_heading(const struct sf_sweep_view *view, struct sf_text *text)
{
    const struct sf_scenario *scenario = view->scenario;
    char runs[SF_NUMBER_CHARS];
    char points[SF_NUMBER_CHARS];
    sf_count_say((int64_t)scenario->runs, runs);
    sf_count_say((int64_t)view->n_points, points);
    if (scenario->title != NULL) {
        sf_say_paragraph(text, 0, COLUMNS, "%s", scenario->title);
    }
    sf_say_paragraph(
        text, 0, COLUMNS, "%s simulated campaign%s of each strategy at %s%s.", runs,
        scenario->runs == 1 ? "" : "s", view->n_points == 1 ? "one point" : points,
        view->n_points == 1 ? "" : " points, the same futures at each");
    for (size_t k = 0; k < view->grid->n_keys; k++) {
        struct sf_text key = {0};
        sf_text_add(&key, "%s, ", view->grid->key[k].key);
        sf_sweep_view_add_span(view, k, &key);
        sf_key_add_meaning(view->grid->key[k].key, &key);
        if (key.is_out_of_memory) {
            text->is_out_of_memory = true;
        } else {
            sf_say_paragraph(text, 0, COLUMNS, "%s %s", k == 0 ? "Varied:" : "and",
                             key.chars);
        }
        sf_text_free(&key);
    }
}

static void fill_row(const struct sf_sweep_cell *cell, struct sf_row *row)
{
    sf_say_pounds(cell->closing[1], row->cell[0]);
    sf_say_pounds(cell->closing[0], row->cell[1]);
    sf_say_pounds(cell->closing[2], row->cell[2]);
    sf_say_chance_briefly(cell->shortfall, row->cell[3]);
    sf_say_pounds(cell->fund_cost, row->cell[4]);
    sf_say_pounds(cell->levy, row->cell[5]);
    sf_say_pounds(cell->members_cost, row->cell[6]);
    sf_say_number(cell->strike_days, row->cell[7]);
    sf_say_number(cell->involved, row->cell[8]);
}

/** One key: a line a point. */
static enum sf_status add_lines(const struct sf_sweep_view *view, size_t strategy,
                                struct sf_text *text)
{
    static const char *const HEADING[N_HEADINGS][N_CELLS] = {
        {"fund at", "5 in 100", "5 in 100", "chance of", "cost to", "levy from",
         "own pay", "strike-", "members"},
        {"the end", "below", "above", "shortfall", "the fund", "members", "lost",
         "days", "involved"}};
    const size_t n_rows = N_HEADINGS + view->n_points;
    struct sf_row *row = calloc(n_rows, sizeof(*row));
    struct sf_text key = {0};
    sf_sweep_view_add_short_key(view, 0, &key);
    if (row == NULL || key.is_out_of_memory) {
        free(row);
        sf_text_free(&key);
        return SF_ERR_MEMORY;
    }
    for (size_t i = 0; i < n_rows; i++) {
        if (i < N_HEADINGS) {
            row[i].name = i == 0 ? "" : key.chars;
            for (size_t c = 0; c < N_CELLS; c++) {
                snprintf(row[i].cell[c], SF_SAY_CHARS, "%s", HEADING[i][c]);
            }
        } else {
            const size_t point = i - N_HEADINGS;
            row[i].name = view->grid->key[0].value[point];
            fill_row(sf_sweep_view_cell(view, point, strategy), &row[i]);
        }
    }
    sf_aligned_add(text, row, n_rows, N_CELLS, 2, COLUMNS);
    free(row);
    sf_text_free(&key);
    return SF_OK;
}

/** "<1", "23", ">99": of 100 campaigns. */
static void say_of_100(struct sf_chance chance, char text[SF_SAY_CHARS])
{
    const double n = rint(chance.probability * 100.0);
    if (n < 1.0) {
        snprintf(text, SF_SAY_CHARS, "<1");
    } else if (n > 99.0) {
        snprintf(text, SF_SAY_CHARS, ">99");
    } else {
        snprintf(text, SF_SAY_CHARS, "%.0f", n);
    }
}

enum content { CHANCE, FUND };

/** Two keys: the first downwards, the second across. */
static enum sf_status add_grid(const struct sf_sweep_view *view, size_t strategy,
                               enum content content, struct sf_text *text)
{
    const struct sf_sweep_key *down = &view->grid->key[0];
    const struct sf_sweep_key *across = &view->grid->key[1];
    struct sf_row *row = calloc(1 + down->n_values, sizeof(*row));
    if (row == NULL) {
        return SF_ERR_MEMORY;
    }
    row[0].name = "";
    for (size_t j = 0; j < across->n_values; j++) {
        snprintf(row[0].cell[j], SF_SAY_CHARS, "%s", across->value[j]);
    }
    for (size_t i = 0; i < down->n_values; i++) {
        row[1 + i].name = down->value[i];
        for (size_t j = 0; j < across->n_values; j++) {
            const struct sf_sweep_cell *cell =
                sf_sweep_view_cell(view, i * across->n_values + j, strategy);
            if (content == CHANCE) {
                say_of_100(cell->shortfall, row[1 + i].cell[j]);
            } else {
                sf_say_pounds(cell->closing[1], row[1 + i].cell[j]);
            }
        }
    }
    sf_aligned_add(text, row, 1 + down->n_values, across->n_values, 4, COLUMNS);
    free(row);
    return SF_OK;
}

/** "£1,200 to £3,400", or one figure where both are said alike. */
static void say_span(const struct sf_sweep_view *view, size_t strategy, int which,
                     char text[2 * SF_SAY_CHARS])
{
    struct sf_row low = {0};
    struct sf_row high = {0};
    double least = INFINITY;
    double most = -INFINITY;
    for (size_t point = 0; point < view->n_points; point++) {
        const struct sf_sweep_cell *cell = sf_sweep_view_cell(view, point, strategy);
        const double mean[N_CELLS] = {[4] = cell->fund_cost,
                                      [5] = cell->levy,
                                      [6] = cell->members_cost,
                                      [7] = cell->strike_days,
                                      [8] = cell->involved};
        if (mean[which] < least) {
            least = mean[which];
            fill_row(cell, &low);
        }
        if (mean[which] > most) {
            most = mean[which];
            fill_row(cell, &high);
        }
    }
    const bool is_one = strcmp(low.cell[which], high.cell[which]) == 0;
    snprintf(text, 2 * SF_SAY_CHARS, "%s%s%.40s", low.cell[which], is_one ? "" : " to ",
             is_one ? "" : high.cell[which]);
}

static void add_spans(const struct sf_sweep_view *view, size_t strategy,
                      struct sf_text *text)
{
    char span[N_CELLS][2 * SF_SAY_CHARS];
    for (int which = 4; which < N_CELLS; which++) {
        say_span(view, strategy, which, span[which]);
    }
    sf_say_paragraph(text, 2, COLUMNS,
                     "Over all points, on average: cost to the fund %s; levy from "
                     "members %s; members' own pay lost %s; strike-days %s; members "
                     "involved %s.",
                     span[4], span[5], span[6], span[7], span[8]);
}

static enum sf_status add_grids(const struct sf_sweep_view *view, size_t strategy,
                                struct sf_text *text)
{
    if (view->grid->key[1].n_values > MOST_ACROSS) {
        sf_say_paragraph(text, 2, COLUMNS,
                         "The grid is too wide to be shown here: sweep.csv has it all, "
                         "and plot draws it.");
        add_spans(view, strategy, text);
        return SF_OK;
    }
    struct sf_text keys = {0};
    sf_sweep_view_add_short_key(view, 0, &keys);
    sf_text_add(&keys, " down, ");
    sf_sweep_view_add_short_key(view, 1, &keys);
    sf_text_add(&keys, " across");
    enum sf_status status = sf_figures_status(&keys);
    if (status == SF_OK) {
        sf_say_paragraph(
            text, 2, COLUMNS,
            "Campaigns of 100 with a shortfall, a month end below zero; %s:",
            keys.chars);
        status = add_grid(view, strategy, CHANCE, text);
    }
    if (status == SF_OK) {
        sf_say_paragraph(text, 2, COLUMNS, "Fund at the end (median); %s:", keys.chars);
        status = add_grid(view, strategy, FUND, text);
    }
    if (status == SF_OK) {
        add_spans(view, strategy, text);
    }
    sf_text_free(&keys);
    return status;
}

static void add_explanation(const struct sf_sweep_view *view, struct sf_text *text)
{
    size_t n_given;
    size_t n_judgements;
    sf_scenario_count_inputs(view->scenario, &n_given, &n_judgements);
    if (view->grid->n_keys == 1) {
        sf_say_paragraph(
            text, 0, COLUMNS,
            "Fund at the end: the median; 5 in 100 campaigns end below the first sum "
            "beside it and 5 in 100 above the second. Costs, levy, days and members "
            "are "
            "averages; own pay lost is after strike pay and hardship grants; members "
            "involved is a lower bound.");
    } else {
        sf_say_paragraph(
            text, 0, COLUMNS,
            "Own pay lost is after strike pay and hardship grants; members "
            "involved is a lower bound.");
    }
    sf_say_paragraph(text, 0, COLUMNS,
                     "%zu of the %zu inputs given are judgements, not records: if they "
                     "are wrong, so are the figures at every point.",
                     n_judgements, n_given);
}

enum sf_status sf_sweep_words_add(const struct sf_sweep_view *view,
                                  struct sf_text *text)
{
    add_heading(view, text);
    enum sf_status status = SF_OK;
    for (size_t i = 0; status == SF_OK && i < view->n_strategies; i++) {
        sf_text_add(text, "\n");
        sf_say_paragraph(text, 0, COLUMNS, "%s", sf_sweep_view_strategy(view, i));
        status = view->grid->n_keys == 1 ? add_lines(view, i, text)
                                         : add_grids(view, i, text);
    }
    sf_text_add(text, "\n");
    add_explanation(view, text);
    return status == SF_OK ? sf_figures_status(text) : status;
}
