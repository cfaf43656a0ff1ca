#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "output/figures.h"
#include "output/lines.h"
#include "output/lineup.h"
#include "output/lineup_pairs.h"
#include "output/lineup_turning.h"
#include "output/say.h"

/* ---- what is compared -------------------------------------------------------- */

static void add_scenario(const struct sf_lineup *lineup, size_t v, struct sf_text *text)
{
    const struct sf_view *view = &lineup->view[v];
    const struct sf_scenario *scenario = view->scenario;
    char *name = lineup->n_views > 1 ? sf_lineup_view_name(lineup, v) : NULL;
    if (lineup->n_views > 1 && name == NULL) {
        text->is_out_of_memory = true;
        return;
    }
    char first[24];
    char last[24];
    char opening[SF_SAY_CHARS];
    char months[SF_NUMBER_CHARS];
    const struct sf_statistic fund = sf_view_balance(view, 0, 0);
    sf_month_say(sf_view_month(view, 1), first);
    sf_month_say(sf_view_month(view, view->n_months), last);
    sf_say_pounds(fund.q50, opening);
    sf_count_say((int64_t)view->n_months, months);
    sf_say_paragraph(text, 0, SF_LINEUP_COLUMNS,
                     "%s%s%s%s%s to %s, %s month%s; the fund opens "
                     "at %s%s.",
                     name != NULL ? name : "", name != NULL ? ": " : "",
                     scenario->title != NULL ? scenario->title : "",
                     scenario->title != NULL ? ". " : "", first, last, months,
                     view->n_months == 1 ? "" : "s", opening,
                     fund.sd > 0.0 ? " (median)" : "");
    free(name);
}

static void add_heading(const struct sf_lineup *lineup, struct sf_text *text)
{
    char runs[SF_NUMBER_CHARS];
    sf_count_say((int64_t)lineup->runs, runs);
    sf_text_add(text, "%zu strategies", lineup->n_strategies);
    if (lineup->n_views > 1) {
        sf_text_add(text, " of %zu scenarios", lineup->n_views);
    }
    sf_text_add(text, " on the same %s simulated campaign%s, seed %" PRIu64 "\n", runs,
                lineup->runs == 1 ? "" : "s", lineup->view[0].scenario->seed);
    for (size_t v = 0; v < lineup->n_views; v++) {
        add_scenario(lineup, v, text);
    }
    if (!sf_lineup_is_of_one_span(lineup)) {
        sf_say_paragraph(text, 0, SF_LINEUP_COLUMNS,
                         "The plans do not cover the same months. Each figure is over "
                         "the strategy's own plan: what is left is what is left when "
                         "that plan ends.");
    }
}

/* ---- the strategies ---------------------------------------------------------- */

static const struct sf_line STRATEGY_HEADING[2] = {
    {NULL,
     0,
     {"left at", "90 in 100", "chance of", "cost to", "members' own", "strike-",
      "members", "levy from"}},
    {NULL,
     0,
     {"the end", "between", "shortfall", "the fund", "pay lost", "days", "involved",
      "members"}},
};

static void say_range(double low, double high, char words[SF_SAY_CHARS])
{
    char from[SF_SAY_CHARS];
    char to[SF_SAY_CHARS];
    sf_say_pounds(low, from);
    sf_say_pounds(high, to);
    snprintf(words, SF_SAY_CHARS, "%.24s to %.24s", from, to);
}

static void fill_strategy(const struct sf_lineup *lineup, size_t i,
                          struct sf_line *line)
{
    const struct sf_statistic end = sf_lineup_total(lineup, i, SF_T_CLOSING_BALANCE);
    sf_say_pounds(end.q50, line->cell[0]);
    say_range(end.q05, end.q95, line->cell[1]);
    sf_say_chance_briefly(sf_lineup_chance(lineup, i, SF_SHORTFALL), line->cell[2]);
    sf_say_pounds(sf_lineup_total(lineup, i, SF_T_FUND_COST).mean, line->cell[3]);
    sf_say_pounds(sf_lineup_total(lineup, i, SF_T_MEMBERS_COST).mean, line->cell[4]);
    sf_say_number(sf_lineup_total(lineup, i, SF_T_STRIKE_DAYS).mean, line->cell[5]);
    sf_say_number(sf_lineup_total(lineup, i, SF_T_MEMBERS_INVOLVED).mean,
                  line->cell[6]);
    sf_say_pounds(sf_lineup_total(lineup, i, SF_T_LEVY_INCOME).mean, line->cell[7]);
}

/** Two lines a strategy, its name and its figures: names are never cut. */
static enum sf_status add_strategies(const struct sf_lineup *lineup,
                                     struct sf_text *text)
{
    const size_t n_lines = 2 + 2 * lineup->n_strategies;
    struct sf_line *line = calloc(n_lines, sizeof(*line));
    if (line == NULL) {
        return SF_ERR_MEMORY;
    }
    line[0] = STRATEGY_HEADING[0];
    line[1] = STRATEGY_HEADING[1];
    for (size_t i = 0; i < lineup->n_strategies; i++) {
        line[2 + 2 * i].number = i + 1;
        line[2 + 2 * i].name = lineup->name[i];
        fill_strategy(lineup, i, &line[3 + 2 * i]);
    }
    sf_lines_add(text, line, n_lines, SF_LINE_CELLS);
    free(line);
    sf_say_paragraph(text, 0, SF_LINEUP_COLUMNS,
                     "Left at the end is the median. Costs, days, members and levy are "
                     "averages over all campaigns; members involved is a lower bound.");
    return sf_figures_status(text);
}

/* ---- how sure this is -------------------------------------------------------- */

static void add_certainty(const struct sf_lineup *lineup, struct sf_text *text)
{
    double widest = 0.0;
    char runs[SF_NUMBER_CHARS];
    sf_count_say((int64_t)lineup->runs, runs);
    for (size_t i = 0; i < lineup->n_strategies; i++) {
        const struct sf_chance chance = sf_lineup_chance(lineup, i, SF_SHORTFALL);
        widest = fmax(widest, (chance.upper - chance.lower) / 2.0);
    }
    sf_say_paragraph(text, 0, SF_LINEUP_COLUMNS, "How sure is this?");
    sf_say_paragraph(text, SF_LINEUP_INDENT, SF_LINEUP_COLUMNS,
                     "Simulation: with %s campaigns the chances above are within %.0f "
                     "in 100 of what any number of them would show, rare ones closer "
                     "(95%% interval).",
                     runs, fmax(1.0, ceil(widest * 100.0)));
    for (size_t v = 0; v < lineup->n_views; v++) {
        size_t n_given;
        size_t n_judgements;
        sf_scenario_count_inputs(lineup->view[v].scenario, &n_given, &n_judgements);
        char *name = lineup->n_views > 1 ? sf_lineup_view_name(lineup, v) : NULL;
        text->is_out_of_memory |= lineup->n_views > 1 && name == NULL;
        sf_say_paragraph(text, SF_LINEUP_INDENT, SF_LINEUP_COLUMNS,
                         "Inputs%s%s: %zu of the %zu given are judgements, not "
                         "records.",
                         name != NULL ? " of " : "", name != NULL ? name : "",
                         n_judgements, n_given);
        free(name);
    }
    sf_say_paragraph(text, SF_LINEUP_INDENT, SF_LINEUP_COLUMNS,
                     "If they are wrong, the figures above are wrong, however many "
                     "campaigns are simulated.");
}

enum sf_status sf_comparison_words(const struct sf_comparison *comparison, char **text)
{
    struct sf_lineup lineup;
    struct sf_text words = {0};
    enum sf_status status = sf_lineup_init(&lineup, comparison, NULL);
    if (status == SF_OK) {
        add_heading(&lineup, &words);
        sf_text_add(&words, "\n");
        status = add_strategies(&lineup, &words);
    }
    if (status == SF_OK) {
        sf_text_add(&words, "\n");
        status = sf_lineup_pairs_add(&lineup, &words);
    }
    if (status == SF_OK) {
        sf_lineup_turning_add(&lineup, &words);
        sf_text_add(&words, "\n");
        add_certainty(&lineup, &words);
        status = sf_figures_status(&words);
    }
    if (status == SF_OK) {
        *text = sf_text_take(&words);
    }
    sf_text_free(&words);
    sf_lineup_free(&lineup);
    return status;
}
