#include "output/comparison.h"

#include <stdlib.h>

#include "output/figures.h"
#include "output/say.h"

enum { N_CELLS = 7, GAP = 2, SHORTEST_NAME = 8 };

struct row {
    char cell[N_CELLS][SF_SAY_CHARS];
};

static const struct row HEADING[2] = {
    {{"fund at end", "chance of", "cost to", "levy from", "members' own", "strike-",
      "members"}},
    {{"(median)", "shortfall", "the fund", "members", "pay lost", "days", "involved"}},
};

static void fill_row(const struct sf_view *view, size_t i, struct row *row)
{
    sf_say_pounds(sf_view_total(view, i, SF_T_CLOSING_BALANCE).q50, row->cell[0]);
    sf_say_chance_briefly(sf_view_chance(view, i, SF_SHORTFALL), row->cell[1]);
    sf_say_pounds(sf_view_total(view, i, SF_T_FUND_COST).mean, row->cell[2]);
    sf_say_pounds(sf_view_total(view, i, SF_T_LEVY_INCOME).mean, row->cell[3]);
    sf_say_pounds(sf_view_total(view, i, SF_T_MEMBERS_COST).mean, row->cell[4]);
    sf_say_number(sf_view_total(view, i, SF_T_STRIKE_DAYS).mean, row->cell[5]);
    sf_say_number(sf_view_total(view, i, SF_T_MEMBERS_INVOLVED).mean, row->cell[6]);
}

static int larger(int a, int b)
{
    return a > b ? a : b;
}

static void add_right(struct sf_text *text, const char *words, int width)
{
    sf_text_add(text, "%*s%s", GAP + width - sf_say_columns(words), "", words);
}

/** A name in exactly width columns; a longer one ends in "...". */
static void add_name(struct sf_text *text, const char *name, int width)
{
    const int columns = sf_say_columns(name);
    if (columns <= width) {
        sf_text_add(text, "%s%*s", name, width - columns, "");
        return;
    }
    int left = width - 3;
    const char *end = name;
    while (left > 0) {
        end++;
        /* Step over the rest of a code point. */
        while (((unsigned char)*end & 0xc0) == 0x80) {
            end++;
        }
        left--;
    }
    sf_text_add_bytes(text, name, (size_t)(end - name));
    sf_text_add(text, "...");
}

static void add_row(struct sf_text *text, const char *name, int name_width,
                    const struct row *row, const int width[N_CELLS])
{
    add_name(text, name, name_width);
    for (int c = 0; c < N_CELLS; c++) {
        add_right(text, row->cell[c], width[c]);
    }
    sf_text_add(text, "\n");
}

enum sf_status sf_comparison_add(const struct sf_view *view, int columns,
                                 struct sf_text *text)
{
    struct row *row = calloc(view->n_strategies, sizeof(*row));
    if (row == NULL) {
        return SF_ERR_MEMORY;
    }
    int width[N_CELLS];
    for (int c = 0; c < N_CELLS; c++) {
        width[c] = larger(sf_say_columns(HEADING[0].cell[c]),
                          sf_say_columns(HEADING[1].cell[c]));
    }
    int name_width = 0;
    for (size_t i = 0; i < view->n_strategies; i++) {
        fill_row(view, i, &row[i]);
        name_width = larger(name_width, sf_say_columns(sf_view_strategy(view, i)));
        for (int c = 0; c < N_CELLS; c++) {
            width[c] = larger(width[c], sf_say_columns(row[i].cell[c]));
        }
    }
    int room = columns;
    for (int c = 0; c < N_CELLS; c++) {
        room -= GAP + width[c];
    }
    room = larger(room, SHORTEST_NAME);
    name_width = name_width > room ? room : name_width;
    for (int line = 0; line < 2; line++) {
        add_row(text, "", name_width, &HEADING[line], width);
    }
    for (size_t i = 0; i < view->n_strategies; i++) {
        add_row(text, sf_view_strategy(view, i), name_width, &row[i], width);
    }
    sf_say_paragraph(text, 0, columns,
                     "Costs, levy, days and members are averages over all campaigns; "
                     "members involved is a lower bound.");
    free(row);
    return sf_figures_status(text);
}
