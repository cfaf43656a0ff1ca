/* The books of one run, month by month, and who was out. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "output/books.h"
#include "output/figures.h"
#include "output/ledger_pots.h"
#include "output/say.h"
#include "strikefund/output.h"

enum { COLUMNS = 118, NAME_COLUMNS = 36, MAX_EMPLOYERS = 8, CELL_CHARS = SF_SAY_CHARS };

/** What the last row says of a column: nothing, the sum, or the first or last. */
enum closing { NO_CLOSING, SUM, FIRST, LAST };

struct column {
    const char *head;
    enum sf_measure measure;
    bool is_opening; /* last month's close of a stock */
    enum closing closing;
};

/** Months down, columns across. */
struct table {
    const char *title;
    const struct column *column;
    size_t n_columns;
};

static const struct column FUND[] = {
    {"opening", SF_BALANCE, true, FIRST},
    {"+ levy", SF_LEVY_INCOME, false, SUM},
    {"+ other income", SF_OTHER_INCOME, false, SUM},
    {"- strike pay", SF_STRIKE_PAY_PAID, false, SUM},
    {"- hardship", SF_HARDSHIP, false, SUM},
    {"- other outgo", SF_OTHER_OUTGO, false, SUM},
    {"= closing", SF_BALANCE, false, LAST},
};

static const struct column CLAIMS[] = {
    {"opening", SF_CLAIMS, true, FIRST},
    {"+ claimed", SF_STRIKE_PAY_CLAIMED, false, SUM},
    {"- paid", SF_STRIKE_PAY_PAID, false, SUM},
    {"- refused", SF_STRIKE_PAY_UNPAID, false, SUM},
    {"= closing", SF_CLAIMS, false, LAST},
    {"due", SF_STRIKE_PAY_DUE, false, SUM},
    {"of it lapsed", SF_CLAIMS_LAPSED, false, SUM},
};

static const struct column REFUNDS[] = {
    {"opening", SF_REFUNDS_OWED, true, FIRST},
    {"+ promised", SF_REFUNDS_PROMISED, false, SUM},
    {"- paid", SF_REFUNDS_PAID, false, SUM},
    {"= closing", SF_REFUNDS_OWED, false, LAST},
    {"net position", SF_NET_POSITION, false, LAST},
};

static const struct column PEOPLE[] = {
    {"members", SF_MEMBERS, false, LAST},
    {"levy payers", SF_PAYERS, false, LAST},
    {"strikers", SF_STRIKERS, false, NO_CLOSING},
    {"strike-days", SF_STRIKE_DAYS, false, SUM},
    {"pay lost, £", SF_PAY_LOST, false, SUM},
};

#define TABLE(title, columns)                                                          \
    {                                                                                  \
        title, columns, sizeof(columns) / sizeof((columns)[0])                         \
    }

static const struct table TABLES[] = {
    TABLE("The fund, pounds", FUND),
    TABLE("Claims: strike pay asked for and not yet paid, pounds", CLAIMS),
    TABLE("Members at each month's end, and those out", PEOPLE),
};

/* Only where the strategy has a refund. What is paid is among the other outgo. */
static const struct table OF_REFUNDS =
    TABLE("Refunds: levy promised back and not yet paid, pounds", REFUNDS);

static void say_value(enum sf_measure measure, int64_t value, char cell[CELL_CHARS])
{
    if (sf_measure_unit(measure) == SF_UNIT_GBP) {
        sf_say_pence(value, cell);
    } else {
        sf_count_say(value, cell);
    }
}

/** What a column says in a month, or in the last row, which is month n_months + 1. */
static void say_cell(const struct sf_ledger *ledger, const struct column *column,
                     size_t month, char cell[CELL_CHARS])
{
    const size_t back = column->is_opening ? 1 : 0;
    int64_t value = 0;
    cell[0] = '\0';
    if (month <= ledger->n_months) {
        say_value(column->measure,
                  sf_ledger_value(ledger, month - back, column->measure), cell);
        return;
    }
    switch (column->closing) {
    case NO_CLOSING:
        return;
    case FIRST:
        value = sf_ledger_value(ledger, 1 - back, column->measure);
        break;
    case LAST:
        value = sf_ledger_value(ledger, ledger->n_months, column->measure);
        break;
    case SUM:
        for (size_t m = 1; m <= ledger->n_months; m++) {
            value += sf_ledger_value(ledger, m, column->measure);
        }
        break;
    }
    say_value(column->measure, value, cell);
}

static int width_of(const struct sf_ledger *ledger, const struct column *column)
{
    int width = sf_say_columns(column->head);
    for (size_t month = 1; month <= ledger->n_months + 1; month++) {
        char cell[CELL_CHARS];
        say_cell(ledger, column, month, cell);
        const int wanted = (int)strlen(cell);
        width = wanted > width ? wanted : width;
    }
    return width;
}

static void add_right(struct sf_text *text, const char *words, int width)
{
    sf_text_add(text, "  %*s%s", width - sf_say_columns(words), "", words);
}

static void add_table(struct sf_text *text, const struct sf_ledger *ledger,
                      const struct table *table, int32_t start)
{
    int width[sizeof(FUND) / sizeof(FUND[0])] = {0};
    SF_BUG_ON(table->n_columns > sizeof(width) / sizeof(width[0]));
    sf_text_add(text, "\n%s\n%-10s", table->title, "");
    for (size_t c = 0; c < table->n_columns; c++) {
        width[c] = width_of(ledger, &table->column[c]);
        add_right(text, table->column[c].head, width[c]);
    }
    for (size_t month = 1; month <= ledger->n_months + 1; month++) {
        char label[SF_SAY_CHARS] = "Whole plan";
        if (month <= ledger->n_months) {
            sf_say_month_briefly(start + (int32_t)month - 1, label);
        }
        sf_text_add(text, "\n%-10s", label);
        for (size_t c = 0; c < table->n_columns; c++) {
            char cell[CELL_CHARS];
            say_cell(ledger, &table->column[c], month, cell);
            if (cell[0] != '\0') {
                add_right(text, cell, width[c]);
            } else {
                sf_text_add(text, "  %*s", width[c], "");
            }
        }
    }
    sf_text_add(text, "\n");
}

/** "Rail; Ports; and 12 more" */
static void add_employers(struct sf_text *text, const struct sf_scenario *scenario,
                          const char *what, const struct sf_indexes *employers)
{
    if (employers->n == 0) {
        return;
    }
    struct sf_text names = {0};
    const size_t shown = employers->n <= MAX_EMPLOYERS ? employers->n : MAX_EMPLOYERS;
    for (size_t i = 0; i < shown; i++) {
        sf_text_add(&names, "%s%s", i > 0 ? "; " : "",
                    scenario->employer[employers->index[i]].name);
    }
    if (employers->n > shown) {
        sf_text_add(&names, "; and %zu more", employers->n - shown);
    }
    char *words = sf_text_take(&names);
    if (words == NULL) {
        text->is_out_of_memory = true;
        return;
    }
    sf_say_paragraph(text, 10, COLUMNS, "%s: %s", what, words);
    free(words);
}

/** A name cut to its column, and filled up to it. */
static void add_name(struct sf_text *text, const char *name)
{
    size_t length = strlen(name);
    int columns = sf_say_columns(name);
    const bool is_cut = columns > NAME_COLUMNS;
    while (columns > NAME_COLUMNS - (is_cut ? 3 : 0)) {
        /* Take off a whole code point: its first byte goes last. */
        while (((unsigned char)name[--length] & 0xc0) == 0x80) {
        }
        columns--;
    }
    sf_text_add_bytes(text, name, length);
    sf_text_add(text, "%s%*s", is_cut ? "..." : "",
                NAME_COLUMNS - columns - (is_cut ? 3 : 0), "");
}

static void add_action(struct sf_text *text, const struct sf_scenario *scenario,
                       const struct sf_action_month *at)
{
    const struct sf_action *action = &scenario->action[at->action];
    char month[SF_SAY_CHARS];
    char number[CELL_CHARS];
    char of[64];
    sf_say_month_briefly(scenario->start + (int32_t)at->month - 1, month);
    sf_text_add(text, "%-8s  ", month);
    add_name(text, action->name);
    snprintf(of, sizeof(of), "%zu of %zu", at->n_employers, action->employers.n);
    sf_text_add(text, "  %4zu  %10s", at->n_days, of);
    sf_count_say(at->strikers, number);
    sf_text_add(text, "  %8s", number);
    sf_count_say(at->strike_days, number);
    sf_text_add(text, "  %11s", number);
    sf_say_pence(at->pay_lost, number);
    sf_text_add(text, "  %13s", number);
    sf_say_pence(at->strike_pay_due, number);
    sf_text_add(text, "  %13s\n", number);
    if (action->kind == SF_KIND_SHORT) {
        sf_count_say(at->short_of_strike, number);
        sf_say_paragraph(text, 10, COLUMNS, "Short of strike: %s take part.", number);
    }
    add_employers(text, scenario, "No mandate", &at->without);
    add_employers(text, scenario, "A mandate on some of the days only", &at->partly);
}

static void add_actions(struct sf_text *text, const struct sf_scenario *scenario,
                        const struct sf_trace *trace)
{
    sf_text_add(text, "\nWho was out\n");
    if (trace->n_action_months == 0) {
        sf_text_add(text, "Nobody was called out.\n");
        return;
    }
    sf_text_add(text, "%-8s  %-*s  %4s  %10s  %8s  %11s  %13s  %13s\n", "",
                NAME_COLUMNS, "action", "days", "employers", "strikers", "strike-days",
                "pay lost", "pay due");
    for (size_t i = 0; i < trace->n_action_months; i++) {
        add_action(text, scenario, &trace->action_month[i]);
    }
}

/** A month in which money is short: what is not held, and what is not paid. */
static void add_shortage(struct sf_text *text, int32_t month,
                         const struct sf_shortage *shortage)
{
    char label[SF_SAY_CHARS];
    char cell[4][CELL_CHARS];
    sf_say_month_briefly(month, label);
    if (shortage->is_levy_due) {
        sf_text_add(text, "%-10sThe levy that waits for the fund is due.\n", label);
    }
    if (shortage->is_suspended) {
        sf_text_add(text, "%-10sPaid action is suspended", label);
        if (shortage->strike_days > 0) {
            sf_count_say(shortage->strike_days, cell[0]);
            sf_text_add(text, ": some %s strike-days are not held", cell[0]);
        } /* action short of strike has none */
        sf_text_add(text, ".\n");
    }
    if (shortage->refused + shortage->carried > 0) {
        sf_say_pence(shortage->payable, cell[0]);
        sf_say_pence(shortage->paid, cell[1]);
        sf_say_pence(shortage->carried, cell[2]);
        sf_say_pence(shortage->refused, cell[3]);
        sf_text_add(
            text,
            "%-10sClaims share the cash: of £%s payable £%s is paid, £%s carried "
            "on, £%s refused.\n",
            label, cell[0], cell[1], cell[2], cell[3]);
    }
}

/** Where a rule looks at the fund: the months in which it bites. */
static void add_shortages(struct sf_text *text, const struct sf_scenario *scenario,
                          const struct sf_trace *trace)
{
    bool bites = false;
    if (trace->shortage == NULL) {
        return;
    }
    sf_text_add(text, "\nWhen money runs short\n");
    for (size_t m = 1; m <= trace->ledger.n_months; m++) {
        const struct sf_shortage *shortage = &trace->shortage[m];
        add_shortage(text, scenario->start + (int32_t)m - 1, shortage);
        bites |= shortage->is_suspended || shortage->is_levy_due ||
                 shortage->paid < shortage->payable;
    }
    if (!bites) {
        sf_text_add(text, "It does not in this run.\n");
    }
}

static void add_heading(struct sf_text *text, const struct sf_experiment *experiment,
                        size_t strategy, const struct sf_trace *trace,
                        const struct sf_run_choice *choice)
{
    const struct sf_scenario *scenario = sf_experiment_scenario(experiment);
    char run[SF_NUMBER_CHARS];
    char runs[SF_NUMBER_CHARS];
    char within[SF_NUMBER_CHARS];
    sf_say_paragraph(text, 0, COLUMNS, "%s", scenario->title);
    sf_count_say((int64_t)trace->ledger.run, run);
    sf_say_paragraph(
        text, 0, COLUMNS, "Strategy %s, run %s of seed %" PRIu64 ".",
        scenario->strategy[sf_experiment_strategy(experiment, strategy)].name, run,
        scenario->seed);
    if (trace->ledger.settled > 0) {
        sf_month_say(scenario->start + (int32_t)trace->ledger.settled - 1, within);
        sf_say_paragraph(text, 0, COLUMNS, "The dispute settles in %s.", within);
    }
    if (choice->how == SF_RUN_BY_NUMBER) {
        return;
    }
    sf_count_say((int64_t)choice->runs, runs);
    sf_pounds_say(choice->within_pence / 100.0, within);
    const char *which = choice->how == SF_RUN_WORST ? "lowest" : "median";
    if (choice->within_pence > 1.0) {
        sf_say_paragraph(text, 0, COLUMNS,
                         "Of %s runs its closing balance is the %s, to within %s.",
                         runs, which, within);
    } else {
        sf_say_paragraph(text, 0, COLUMNS,
                         "Of %s runs it is the first with the %s closing balance.",
                         runs, which);
    }
}

enum sf_status sf_output_ledger(const struct sf_experiment *experiment, size_t strategy,
                                const struct sf_trace *trace,
                                const struct sf_run_choice *choice, char **text)
{
    const struct sf_scenario *scenario = sf_experiment_scenario(experiment);
    struct sf_text made = {0};
    sf_books_check(trace);
    add_heading(&made, experiment, strategy, trace, choice);
    for (size_t t = 0; t < sizeof(TABLES) / sizeof(TABLES[0]); t++) {
        add_table(&made, &trace->ledger, &TABLES[t], scenario->start);
    }
    if (sf_strategy_has_refund(scenario,
                               sf_experiment_strategy(experiment, strategy))) {
        add_table(&made, &trace->ledger, &OF_REFUNDS, scenario->start);
    }
    sf_ledger_pots_add(&made, scenario, &trace->ledger, COLUMNS);
    add_shortages(&made, scenario, trace);
    add_actions(&made, scenario, trace);
    sf_text_add(&made, "\n");
    sf_say_paragraph(
        &made, 0, COLUMNS,
        "Each of the %zu months balances to the penny: the fund, %sthe claims, "
        "strike pay due as claimed and lapsed, and what the actions come to.",
        trace->ledger.n_months, trace->ledger.n_pots > 0 ? "each of its pots, " : "");
    char *taken = sf_text_take(&made);
    if (taken == NULL) {
        return SF_ERR_MEMORY;
    }
    *text = taken;
    return SF_OK;
}
