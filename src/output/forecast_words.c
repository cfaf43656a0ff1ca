#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "output/aligned.h"
#include "output/figures.h"
#include "output/forecast_tables.h"
#include "output/say.h"

enum { COLUMNS = 100, INDENT = 2, LEAST_FOR_PERCENT = 20, MAX_LEARNT_SAID = 12 };

/* An input has moved when its mean has by a quarter of its spread, or its spread has
   narrowed to four fifths: less than that may be the picking of the runs. */
#define MOVED    0.25
#define NARROWED 0.8

static void say_range(double low, double high,
                      void (*say)(double held, char words[SF_SAY_CHARS]),
                      char words[SF_SAY_CHARS])
{
    char from[SF_SAY_CHARS];
    char to[SF_SAY_CHARS];
    say(low, from);
    say(high, to);
    snprintf(words, SF_SAY_CHARS, "%.28s to %.28s", from, to);
}

static void say_band(enum sf_measure measure, const struct sf_statistic *band,
                     char words[SF_SAY_CHARS])
{
    say_range(band->q05, band->q95,
              sf_measure_unit(measure) == SF_UNIT_GBP ? sf_say_pounds : sf_say_number,
              words);
}

/* ---- what is forecast, from what ------------------------------------------------- */

static void add_heading(const struct sf_forecast *forecast, struct sf_text *text)
{
    const struct sf_scenario *scenario = sf_forecast_scenario(forecast);
    const size_t before = sf_forecast_before(forecast);
    const size_t n = forecast->actuals->n;
    char known[24];
    char runs[SF_NUMBER_CHARS];
    char worth[SF_SAY_CHARS];
    sf_month_say(sf_forecast_month(forecast, before - 1), known);
    sf_count_say((int64_t)forecast->runs, runs);
    sf_count_say((int64_t)floor(sf_forecast_effective(forecast)), worth);
    if (scenario->title != NULL) {
        sf_text_add(text, "%s\n", scenario->title);
    }
    sf_say_paragraph(text, 0, COLUMNS,
                     "Forecast of %s with what is known up to the end of %s: %zu "
                     "figure%s.",
                     sf_forecast_strategy(forecast), known, n, n == 1 ? "" : "s");
    sf_say_paragraph(text, 0, COLUMNS,
                     "%s simulated campaigns, seed %" PRIu64
                     ", each counted by how well it agrees with what happened: "
                     "together they are worth %s evenly counted ones.",
                     runs, scenario->seed, worth);
}

/* ---- earlier bands --------------------------------------------------------------- */

static const char *say_place(enum sf_place_in_band place)
{
    switch (place) {
    case SF_IN_MIDDLE:
        return "yes (50)";
    case SF_IN_BAND:
        return "yes";
    case SF_NEARLY:
        return "just not";
    case SF_OUTSIDE:
        return "no";
    }
    SF_BUG_ON(true);
}

/** The band of a panel and how it held; "the same" where nothing had become known. */
static void say_panel(const struct sf_forecast *forecast, size_t i, size_t panel,
                      char band[SF_SAY_CHARS], char place[SF_SAY_CHARS])
{
    const struct sf_actual *actual = &forecast->actuals->actual[i];
    place[0] = '\0';
    if (forecast->panel[panel].is_thin) {
        snprintf(band, SF_SAY_CHARS, "too few agree");
        return;
    }
    const struct sf_statistic *found = sf_forecast_band(
        forecast, panel, sf_forecast_measure(forecast, i), actual->month);
    say_band(actual->measure, found, band);
    snprintf(place, SF_SAY_CHARS, "%s", say_place(sf_forecast_place(actual, found)));
}

static void fill_actual(const struct sf_forecast *forecast, size_t i,
                        struct sf_row *row, char name[SF_SAY_CHARS])
{
    const struct sf_actual *actual = &forecast->actuals->actual[i];
    const size_t panel = sf_forecast_panel_before(forecast, i);
    char month[SF_SAY_CHARS];
    sf_say_month_briefly(sf_forecast_month(forecast, actual->month), month);
    snprintf(name, SF_SAY_CHARS, "%.30s %.20s", sf_measure_name(actual->measure),
             month);
    row->name = name;
    snprintf(row->cell[0], SF_SAY_CHARS, "%c", actual->grade);
    sf_forecast_say(actual->measure, (double)actual->value, row->cell[1]);
    sf_forecast_say(actual->measure, actual->sd, row->cell[2]);
    if (actual->sd == 0.0) {
        snprintf(row->cell[2], SF_SAY_CHARS, "exact");
    }
    say_panel(forecast, i, 0, row->cell[3], row->cell[4]);
    if (panel > 0) {
        say_panel(forecast, i, panel, row->cell[5], row->cell[6]);
    } else {
        snprintf(row->cell[5], SF_SAY_CHARS, "the same");
        snprintf(row->cell[6], SF_SAY_CHARS, "%.20s", row->cell[4]);
    }
}

/** "2 of 3"; with a percentage from 20 on: fewer cannot bear one. */
static void say_score(struct sf_score score, char words[SF_SAY_CHARS])
{
    const double share = 100.0 * (double)score.held / (double)score.n;
    if (score.n >= LEAST_FOR_PERCENT) {
        snprintf(words, SF_SAY_CHARS, "%zu of %zu (%.0f %%)", score.held, score.n,
                 share);
    } else {
        snprintf(words, SF_SAY_CHARS, "%zu of %zu", score.held, score.n);
    }
}

static enum sf_status add_scores(const struct sf_forecast *forecast,
                                 struct sf_text *text)
{
    const size_t n = forecast->actuals->n;
    struct sf_row *row = calloc(n + 2, sizeof(*row));
    char(*name)[SF_SAY_CHARS] = calloc(n, sizeof(*name));
    char outset[SF_SAY_CHARS];
    char stepwise[SF_SAY_CHARS];
    if (row == NULL || name == NULL) {
        free(row);
        free(name);
        return SF_ERR_MEMORY;
    }
    row[0] = (struct sf_row){
        .name = "",
        .cell = {"", "", "give or", "expected at", "did it", "with all", "did it"}};
    row[1] = (struct sf_row){.name = "",
                             .cell = {"grade", "figure", "take", "the outset", "hold?",
                                      "known before", "hold?"}};
    size_t n_rows = 2;
    for (size_t i = 0; i < n; i++) {
        if (sf_forecast_is_scored(forecast, i)) {
            fill_actual(forecast, i, &row[n_rows++], name[i]);
        }
    }
    sf_text_add(text, "\nHow earlier bands held, those of 90 in 100 campaigns\n");
    sf_aligned_add(text, row, n_rows, 7, INDENT, 2 * COLUMNS);
    free(row);
    free(name);
    say_score(sf_forecast_score(forecast, true), outset);
    say_score(sf_forecast_score(forecast, false), stepwise);
    sf_say_paragraph(text, INDENT, COLUMNS,
                     "At the outset: %s held. With what was known before each: %s "
                     "held.%s",
                     outset, stepwise,
                     sf_forecast_score(forecast, true).n < LEAST_FOR_PERCENT
                         ? " So few figures say little about how good the bands are."
                         : "");
    sf_say_paragraph(
        text, INDENT, COLUMNS,
        "Yes (50): among the middle 50 of 100. Just not: outside by no more "
        "than the figure's own give or take.");
    return SF_OK;
}

/* ---- what is still to come --------------------------------------------------------
 */

static void say_total(const struct sf_results *results, enum sf_total total,
                      char words[SF_SAY_CHARS])
{
    const struct sf_statistic found = sf_results_total(results, 0, total);
    char middle[SF_SAY_CHARS];
    char range[SF_SAY_CHARS];
    const bool is_money = sf_total_unit(total) == SF_UNIT_GBP;
    (is_money ? sf_say_pounds : sf_say_number)(found.q50, middle);
    say_range(found.q05, found.q95, is_money ? sf_say_pounds : sf_say_number, range);
    snprintf(words, SF_SAY_CHARS, "%.16s (%.44s)", middle, range);
}

static void add_outlook(const struct sf_forecast *forecast, struct sf_text *text)
{
    static const struct {
        const char *words;
        enum sf_total total;
    } TOTAL[] = {
        {"left at the end of the plan", SF_T_CLOSING_BALANCE},
        {"lowest month end still to come", SF_T_LOWEST_BALANCE},
        {"cost to the fund, whole plan", SF_T_FUND_COST},
        {"levy from members, whole plan", SF_T_LEVY_INCOME},
        {"members' own pay lost, whole plan", SF_T_MEMBERS_COST},
        {"strike-days, whole plan", SF_T_STRIKE_DAYS},
        {"members involved, at least", SF_T_MEMBERS_INVOLVED},
    };
    static const struct {
        const char *words;
        enum sf_event event;
    } EVENT[] = {
        {"a shortfall still to come", SF_SHORTFALL},
        {"below the minimum balance, to come", SF_BREACH},
        {"overcommitted, to come", SF_OVERCOMMITTED},
    };
    enum { N_TOTALS = sizeof(TOTAL) / sizeof(TOTAL[0]) };
    enum { N_EVENTS = sizeof(EVENT) / sizeof(EVENT[0]) };
    struct sf_row row[1 + N_EVENTS + N_TOTALS] = {
        {.name = "", .cell = {"expected at the outset", "expected now"}}};
    size_t n = 1;
    const bool is_over = sf_forecast_before(forecast) > forecast->n_months;
    for (size_t i = 0; i < N_TOTALS; i++) {
        if (is_over && TOTAL[i].total == SF_T_LOWEST_BALANCE) {
            continue;
        }
        row[n].name = TOTAL[i].words;
        say_total(forecast->outset, TOTAL[i].total, row[n].cell[0]);
        say_total(forecast->now, TOTAL[i].total, row[n].cell[1]);
        n++;
    }
    for (size_t i = 0; i < N_EVENTS && !is_over; i++) {
        row[n].name = EVENT[i].words;
        for (int is_now = 0; is_now < 2; is_now++) {
            sf_say_chance_briefly(sf_forecast_chance(forecast, is_now == 1,
                                                     forecast->n_months,
                                                     EVENT[i].event),
                                  row[n].cell[is_now]);
        }
        n++;
    }
    sf_text_add(text, "\nThe plan, as expected then and now\n");
    sf_aligned_add(text, row, n, 2, INDENT, COLUMNS);
    char worth[SF_SAY_CHARS];
    sf_count_say((int64_t)floor(sf_forecast_effective(forecast)), worth);
    sf_say_paragraph(text, INDENT, COLUMNS,
                     "Sums and counts are medians, with 90 in 100 campaigns between "
                     "the figures in brackets.");
    if (is_over) {
        sf_say_paragraph(text, INDENT, COLUMNS,
                         "The whole plan is known: nothing is still to come.");
    } else {
        sf_say_paragraph(text, INDENT, COLUMNS,
                         "Chances now are as sure as %s evenly counted campaigns make "
                         "them.",
                         worth);
    }
}

static void add_unexplained(const struct sf_forecast *forecast, struct sf_text *text)
{
    for (size_t i = 0; i < forecast->actuals->n; i++) {
        const struct sf_actual *actual = &forecast->actuals->actual[i];
        char month[24];
        char balance[SF_SAY_CHARS];
        char range[SF_SAY_CHARS];
        if (actual->sd > 0.0) {
            continue;
        }
        sf_month_say(sf_forecast_month(forecast, actual->month), month);
        sf_say_pounds((double)actual->value, balance);
        say_band(SF_BALANCE, &forecast->unexplained[i], range);
        sf_say_paragraph(text, INDENT, COLUMNS,
                         "From the end of %s every campaign goes on from the balance "
                         "of %s. What the simulated balances lacked of it (in 90 of "
                         "100 campaigns %s) is left unexplained.",
                         month, balance, range);
    }
}

/* ---- what was learnt --------------------------------------------------------------
 */

/** A rate or a sum in about three figures. */
static void say_input(double value, char words[SF_SAY_CHARS])
{
    const double size = fabs(value);
    if (size >= 1000.0) {
        sf_say_number(value, words);
        return;
    }
    const int decimals = size >= 100.0 ? 0 : size >= 10.0 ? 1 : size >= 1.0 ? 2 : 3;
    snprintf(words, SF_SAY_CHARS, "%.*f", decimals, value);
}

static bool has_moved(const struct sf_learnt *learnt)
{
    return learnt->before.sd > 0.0 &&
           (fabs(learnt->after.mean - learnt->before.mean) >=
                MOVED * learnt->before.sd ||
            learnt->after.sd <= NARROWED * learnt->before.sd);
}

static void add_learnt(const struct sf_forecast *forecast, struct sf_text *text)
{
    struct sf_row row[MAX_LEARNT_SAID + 1] = {
        {.name = "", .cell = {"then", "90 in 100", "now", "90 in 100"}}};
    size_t n = 1;
    size_t n_moved = 0;
    for (size_t i = 0; i < forecast->n_learnt; i++) {
        const struct sf_learnt *learnt = &forecast->learnt[i];
        if (!has_moved(learnt)) {
            continue;
        }
        n_moved++;
        if (n <= MAX_LEARNT_SAID) {
            row[n].name = sf_forecast_scenario(forecast)->input[learnt->input].name;
            say_input(learnt->before.q50, row[n].cell[0]);
            say_range(learnt->before.q05, learnt->before.q95, say_input,
                      row[n].cell[1]);
            say_input(learnt->after.q50, row[n].cell[2]);
            say_range(learnt->after.q05, learnt->after.q95, say_input, row[n].cell[3]);
            n++;
        }
    }
    sf_text_add(text, "\nWhat this says about the unknown rates\n");
    if (n_moved == 0) {
        sf_say_paragraph(text, INDENT, COLUMNS,
                         "None of the %zu has moved by a quarter of its spread or "
                         "become a fifth narrower.",
                         forecast->n_learnt);
        return;
    }
    sf_aligned_add(text, row, n, 4, INDENT, 2 * COLUMNS);
    sf_say_paragraph(
        text, INDENT, COLUMNS,
        "The middle, and 90 in 100 campaigns between. %s%zu of %zu moved by a "
        "quarter of their spread or became a fifth narrower; all are in "
        "learnt.csv. Figures that depend on several rates at once do not "
        "say which of them was otherwise.",
        n_moved + 1 > n ? "The first of them are shown: " : "", n_moved,
        forecast->n_learnt);
}

static void add_certainty(const struct sf_forecast *forecast, struct sf_text *text)
{
    size_t n_given;
    size_t n_judgements;
    size_t n_actuals = 0;
    sf_scenario_count_inputs(sf_forecast_scenario(forecast), &n_given, &n_judgements);
    for (size_t i = 0; i < forecast->actuals->n; i++) {
        n_actuals += strchr("CJ", forecast->actuals->actual[i].grade) != NULL;
    }
    sf_text_add(text, "\n");
    sf_say_paragraph(text, 0, COLUMNS,
                     "How sure is this? %zu of the %zu inputs given are judgements, "
                     "and %zu of the %zu figures are partisan, second-hand or judged "
                     "(grades C and J). How far each may be off is a judgement too: "
                     "with others the forecast is another.",
                     n_judgements, n_given, n_actuals, forecast->actuals->n);
}

enum sf_status sf_forecast_words(const struct sf_forecast *forecast, char **text)
{
    struct sf_text words = {0};
    add_heading(forecast, &words);
    enum sf_status status = add_scores(forecast, &words);
    if (status == SF_OK) {
        add_outlook(forecast, &words);
        add_unexplained(forecast, &words);
        add_learnt(forecast, &words);
        add_certainty(forecast, &words);
        status = sf_figures_status(&words);
    }
    if (status == SF_OK) {
        *text = sf_text_take(&words);
    }
    sf_text_free(&words);
    return status;
}
