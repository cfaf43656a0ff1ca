#include "output/ledger_pots.h"

#include <stdio.h>
#include <stdlib.h>

#include "output/aligned.h"

/** What a cell says: a stock at the last close or at this one, a flow, or by how much a
 *  stock has risen. */
enum how { BEFORE, NOW, FLOW, RISE };

struct column {
    const char *head;
    enum sf_pot_measure measure;
    enum how how;
};

static const struct column COLUMN[] = {
    {"opening", SF_P_BALANCE, BEFORE},
    {"+ levy", SF_P_LEVY_INCOME, FLOW},
    {"+ other income", SF_P_OTHER_INCOME, FLOW},
    {"- strike pay", SF_P_STRIKE_PAY_PAID, FLOW},
    {"- hardship", SF_P_HARDSHIP, FLOW},
    {"- other outgo", SF_P_OTHER_OUTGO, FLOW},
    {"+ borrowed", SF_P_LOANS_OWED, RISE},
    {"- lent", SF_P_LOANS_MADE, RISE},
    {"= closing", SF_P_BALANCE, NOW},
};
enum { N_COLUMNS = sizeof(COLUMN) / sizeof(COLUMN[0]) };

_Static_assert(N_COLUMNS <= SF_ROW_CELLS, "a row has room for them");

/** What a column says of the months first .. last. */
static int64_t value_of(const struct sf_ledger *ledger, size_t pot,
                        const struct column *column, size_t first, size_t last)
{
    int64_t sum = 0;
    switch (column->how) {
    case BEFORE:
        return sf_ledger_pot(ledger, first - 1, pot, column->measure);
    case NOW:
        return sf_ledger_pot(ledger, last, pot, column->measure);
    case RISE:
        return sf_ledger_pot(ledger, last, pot, column->measure) -
               sf_ledger_pot(ledger, first - 1, pot, column->measure);
    case FLOW:
        for (size_t m = first; m <= last; m++) {
            sum += sf_ledger_pot(ledger, m, pot, column->measure);
        }
        return sum;
    }
    SF_BUG_ON(true);
}

/** Columns of flows that the pot never has are left out. */
static bool is_shown(const struct sf_ledger *ledger, size_t pot,
                     const struct column *column)
{
    bool is_any = column->how == BEFORE || column->how == NOW;
    for (size_t m = 1; m <= ledger->n_months; m++) {
        is_any |= value_of(ledger, pot, column, m, m) != 0;
    }
    return is_any;
}

/** Fills a row with the months first .. last of a pot. */
static void fill(struct sf_row *row, const struct sf_ledger *ledger, size_t pot,
                 size_t first, size_t last)
{
    size_t n = 0;
    for (size_t c = 0; c < N_COLUMNS; c++) {
        if (is_shown(ledger, pot, &COLUMN[c])) {
            sf_say_pence(value_of(ledger, pot, &COLUMN[c], first, last),
                         row->cell[n++]);
        }
    }
}

static void add_pot(struct sf_text *text, const struct sf_scenario *scenario,
                    const struct sf_ledger *ledger, size_t pot, int columns)
{
    struct sf_row *row = calloc(ledger->n_months + 2, sizeof(*row));
    char(*month)[SF_SAY_CHARS] = calloc(ledger->n_months + 1, sizeof(*month));
    size_t n_cells = 0;
    if (row == NULL || month == NULL) {
        text->is_out_of_memory = true;
        free(row);
        free(month);
        return;
    }
    row[0].name = "";
    for (size_t c = 0; c < N_COLUMNS; c++) {
        if (is_shown(ledger, pot, &COLUMN[c])) {
            snprintf(row[0].cell[n_cells++], SF_SAY_CHARS, "%s", COLUMN[c].head);
        }
    }
    for (size_t m = 1; m <= ledger->n_months; m++) {
        sf_say_month_briefly(scenario->start + (int32_t)m - 1, month[m]);
        row[m].name = month[m];
        fill(&row[m], ledger, pot, m, m);
    }
    row[ledger->n_months + 1].name = "Whole plan";
    fill(&row[ledger->n_months + 1], ledger, pot, 1, ledger->n_months);
    sf_text_add(text, "\n");
    sf_say_paragraph(text, 0, columns, "The pot '%s', pounds",
                     scenario->fund.pots.pot[pot].name);
    sf_aligned_add(text, row, ledger->n_months + 2, n_cells, 0, columns);
    free(row);
    free(month);
}

void sf_ledger_pots_add(struct sf_text *text, const struct sf_scenario *scenario,
                        const struct sf_ledger *ledger, int columns)
{
    for (size_t pot = 0; pot < ledger->n_pots; pot++) {
        add_pot(text, scenario, ledger, pot, columns);
    }
    if (ledger->n_pots > 0 && scenario->fund.pots.n_loans > 0) {
        sf_say_paragraph(text, 0, columns,
                         "What is borrowed and lent is between pots, less what is "
                         "repaid.");
    }
}
