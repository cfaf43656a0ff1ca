#include "output/comparison.h"

#include <stdlib.h>

#include "output/aligned.h"
#include "output/figures.h"
#include "output/say.h"

enum { N_CELLS = 7, N_HEADINGS = 2 };

static const struct sf_row HEADING[N_HEADINGS] = {
    {"",
     {"fund at end", "chance of", "cost to", "levy from", "members' own", "strike-",
      "members"}},
    {"",
     {"(median)", "shortfall", "the fund", "members", "pay lost", "days", "involved"}},
};

static void fill_row(const struct sf_view *view, size_t i, struct sf_row *row)
{
    row->name = sf_view_strategy(view, i);
    sf_say_pounds(sf_view_total(view, i, SF_T_CLOSING_BALANCE).q50, row->cell[0]);
    sf_say_chance_briefly(sf_view_chance(view, i, SF_SHORTFALL), row->cell[1]);
    sf_say_pounds(sf_view_total(view, i, SF_T_FUND_COST).mean, row->cell[2]);
    sf_say_pounds(sf_view_total(view, i, SF_T_LEVY_INCOME).mean, row->cell[3]);
    sf_say_pounds(sf_view_total(view, i, SF_T_MEMBERS_COST).mean, row->cell[4]);
    sf_say_number(sf_view_total(view, i, SF_T_STRIKE_DAYS).mean, row->cell[5]);
    sf_say_number(sf_view_total(view, i, SF_T_MEMBERS_INVOLVED).mean, row->cell[6]);
}

enum sf_status sf_comparison_add(const struct sf_view *view, int columns,
                                 struct sf_text *text)
{
    const size_t n_rows = N_HEADINGS + view->n_strategies;
    struct sf_row *row = calloc(n_rows, sizeof(*row));
    if (row == NULL) {
        return SF_ERR_MEMORY;
    }
    for (size_t i = 0; i < n_rows; i++) {
        if (i < N_HEADINGS) {
            row[i] = HEADING[i];
        } else {
            fill_row(view, i - N_HEADINGS, &row[i]);
        }
    }
    sf_aligned_add(text, row, n_rows, N_CELLS, 0, columns);
    sf_say_paragraph(text, 0, columns,
                     "Costs, levy, days and members are averages over all campaigns; "
                     "members involved is a lower bound.");
    free(row);
    return sf_figures_status(text);
}
