#include "output/calendar_chart.h"

#include <stdio.h>

#include "output/figures.h"
#include "output/kinds.h"
#include "output/say.h"
#include "strikefund/calendar_rows.h"

enum { MAX_ROWS = 30, MAX_ROWS_IN_WORDS = 12 };

static enum sf_status calendar_of(const struct sf_view *view, size_t strategy,
                                  struct sf_calendar *calendar)
{
    return sf_calendar_init(
        view->scenario, sf_experiment_strategy(view->experiment, strategy), calendar);
}

/** In double quotes; what would end or bend them is left out or made typographic. */
static void add_quoted(struct sf_text *text, const char *words)
{
    for (const char *c = words; *c != '\0'; c++) {
        if (*c == '"' || *c == '\\') {
            sf_text_add(text, *c == '"' ? "\u201d" : "/");
        } else if ((unsigned char)*c >= 0x20 && *c != 0x7f) {
            sf_text_add_bytes(text, c, 1);
        }
    }
}

/** "Spring wave: Scotland" */
static void add_row_name(struct sf_text *text, const struct sf_action *action,
                         const struct sf_calendar_row *row)
{
    add_quoted(text, action->name);
    if (row->turn != NULL) {
        sf_text_add(text, ": ");
        add_quoted(text, row->turn);
    }
}

static void add_rows(struct sf_text *text, const struct sf_scenario *scenario,
                     const struct sf_calendar *calendar)
{
    sf_text_add(text, "# row kind name note\n");
    for (size_t i = 0; i < calendar->n_rows && i < MAX_ROWS; i++) {
        const struct sf_calendar_row *row = &calendar->row[i];
        const struct sf_action *action = &scenario->action[row->action];
        sf_text_add(text, "%zu %d \"", i + 1, (int)action->kind + 1);
        if (i + 1 == MAX_ROWS && calendar->n_rows > MAX_ROWS) {
            sf_text_add(text, "%zu more\" \"", calendar->n_rows - i);
        } else {
            add_row_name(text, action, row);
            sf_text_add(text, "\" \"%s%s, %zu day%s", sf_kinds_name(action->kind),
                        action->when.written != NULL ? ", not always" : "", row->n_days,
                        row->n_days == 1 ? "" : "s");
        }
        sf_text_add(text, "\"\n");
    }
    if (calendar->n_rows == 0) {
        sf_text_add(text, "1 0 \"nobody is called out\" \" \"\n");
    }
}

/** Months from the plan's first day to a day's beginning: whole ones, and days by the
 *  length of theirs. */
static double months_until(const struct sf_scenario *scenario, int32_t day)
{
    const int32_t month = sf_month_of_day(day);
    return (double)(month - scenario->start) +
           (double)(sf_day_of_month(day) - 1) / (double)sf_days_in_month(month);
}

static void add_spans(struct sf_text *text, const struct sf_scenario *scenario,
                      const struct sf_calendar *calendar)
{
    sf_text_add(text, "# row kind from to\n");
    for (size_t i = 0; i < calendar->n_rows; i++) {
        const struct sf_calendar_row *row = &calendar->row[i];
        for (size_t s = row->first_span; s < row->first_span + row->n_spans; s++) {
            sf_text_add(text, "%zu %d ", i < MAX_ROWS ? i + 1 : (size_t)MAX_ROWS,
                        (int)scenario->action[row->action].kind + 1);
            sf_figures_add_decimal(text,
                                   months_until(scenario, calendar->span[s].first), 4);
            sf_text_add(text, " ");
            sf_figures_add_decimal(
                text, months_until(scenario, calendar->span[s].last + 1), 4);
            sf_text_add(text, "\n");
        }
    }
    if (calendar->n_rows == 0) {
        sf_text_add(text, "1 0 0 0\n");
    }
}

/** One index block a strategy. */
static enum sf_status add_blocks(const struct sf_view *view,
                                 void (*add)(struct sf_text *text,
                                             const struct sf_scenario *scenario,
                                             const struct sf_calendar *calendar),
                                 struct sf_text *text)
{
    for (size_t i = 0; i < view->n_strategies; i++) {
        struct sf_calendar calendar;
        const enum sf_status status = calendar_of(view, i, &calendar);
        if (status != SF_OK) {
            return status;
        }
        sf_text_add(text, i == 0 ? "" : "\n\n");
        add(text, view->scenario, &calendar);
        sf_calendar_free(&calendar);
    }
    return sf_figures_status(text);
}

enum sf_status sf_calendar_dat_write(const struct sf_view *view, struct sf_text *text)
{
    return add_blocks(view, add_spans, text);
}

enum sf_status sf_calendar_labels_write(const struct sf_view *view,
                                        struct sf_text *text)
{
    return add_blocks(view, add_rows, text);
}

static void add_row_words(struct sf_text *text, const struct sf_scenario *scenario,
                          const struct sf_calendar *calendar, size_t i)
{
    const struct sf_calendar_row *row = &calendar->row[i];
    const struct sf_action *action = &scenario->action[row->action];
    const size_t last = row->first_span + row->n_spans - 1;
    char from[24];
    char to[24];
    sf_day_say(calendar->span[row->first_span].first, from);
    sf_day_say(calendar->span[last].last, to);
    sf_text_add(text, "%s ", i == 0 ? "" : ";");
    add_row_name(text, action, row);
    sf_text_add(text, " (%s) %zu day%s, %s%s%s", sf_kinds_name(action->kind),
                row->n_days, row->n_days == 1 ? "" : "s", from,
                row->n_days == 1 ? "" : " to ", row->n_days == 1 ? "" : to);
    if (action->when.written != NULL) {
        sf_text_add(text, ", where %s", action->when.written);
    }
}

enum sf_status sf_calendar_words_write(const struct sf_view *view, struct sf_text *text)
{
    sf_text_add(text, "Who is to be out when, as planned.");
    for (size_t i = 0; i < view->n_strategies; i++) {
        struct sf_calendar calendar;
        const enum sf_status status = calendar_of(view, i, &calendar);
        if (status != SF_OK) {
            return status;
        }
        sf_text_add(text, " %s:", sf_view_strategy(view, i));
        for (size_t r = 0; r < calendar.n_rows && r < MAX_ROWS_IN_WORDS; r++) {
            add_row_words(text, view->scenario, &calendar, r);
        }
        if (calendar.n_rows == 0) {
            sf_text_add(text, " nobody is called out");
        } else if (calendar.n_rows > MAX_ROWS_IN_WORDS) {
            sf_text_add(text, "; and %zu more", calendar.n_rows - MAX_ROWS_IN_WORDS);
        }
        sf_text_add(text, ".");
        sf_calendar_free(&calendar);
    }
    sf_text_add(text, "\n");
    return sf_figures_status(text);
}
