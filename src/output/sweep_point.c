#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "output/csv.h"
#include "output/sweep_view.h"
#include "output/tables.h"

#define COLUMNS                                                                        \
    "strategy,measure,unit,runs,mean,se,sd,q05,q25,q50,q75,q95,count,lower95,upper95"

void sf_sweep_point_add_heading(const struct sf_sweep_grid *grid, struct sf_text *text)
{
    for (size_t k = 0; k < grid->n_keys; k++) {
        sf_csv_add_text(text, grid->key[k].key);
        sf_text_add(text, ",");
    }
    sf_text_add(text, COLUMNS "\n");
}

/** A chance by the plan's end: its probability is the mean over runs of 0 and 1. */
static void add_chance(const struct sf_view *found, size_t strategy,
                       enum sf_event event, struct sf_table *table)
{
    const struct sf_chance chance = sf_view_chance(found, strategy, event);
    char measure[40];
    snprintf(measure, sizeof(measure), "chance_of_%s", sf_event_name(event));
    sf_table_open_row(table);
    sf_table_add_text(table, sf_view_strategy(found, strategy));
    sf_table_add_text(table, measure);
    sf_table_add_text(table, "share");
    sf_table_add_count(table, chance.runs);
    sf_table_add_decimal(table, chance.probability, 6);
    for (int i = 0; i < 7; i++) { /* se to q95 */
        sf_table_add_nothing(table);
    }
    sf_table_add_count(table, chance.count);
    sf_table_add_decimal(table, chance.lower, 6);
    sf_table_add_decimal(table, chance.upper, 6);
    sf_table_close_row(table);
}

static void add_rows(const struct sf_view *found, const char *before,
                     struct sf_text *text)
{
    struct sf_table summary = {.columns = SF_SUMMARY_COLUMNS,
                               .column = "",
                               .text = text,
                               .before = before,
                               .after = ",,,"};
    struct sf_table chances = {
        .columns = COLUMNS, .column = "", .text = text, .before = before};
    for (size_t i = 0; i < found->n_strategies; i++) {
        sf_summary_add(found, i, &summary);
        for (size_t event = 0; event < sf_results_n_events(found->results); event++) {
            if (sf_view_shows_event(found, (enum sf_event)event)) {
                add_chance(found, i, (enum sf_event)event, &chances);
            }
        }
    }
}

/** A number as its 64 bits: nothing is rounded on the way to the file and back. */
static void add_bits(struct sf_text *text, double number)
{
    uint64_t bits;
    memcpy(&bits, &number, sizeof(bits));
    sf_text_add(text, " %" PRIx64, bits);
}

static void add_cell(const struct sf_view *found, size_t i, struct sf_text *text)
{
    const struct sf_chance shortfall = sf_view_chance(found, i, SF_SHORTFALL);
    const struct sf_statistic closing = sf_view_total(found, i, SF_T_CLOSING_BALANCE);
    sf_text_add(text, "%" PRIx64 " %" PRIx64, shortfall.count, shortfall.runs);
    add_bits(text, closing.q05);
    add_bits(text, closing.q50);
    add_bits(text, closing.q95);
    add_bits(text, sf_view_total(found, i, SF_T_FUND_COST).mean);
    add_bits(text, sf_view_total(found, i, SF_T_LEVY_INCOME).mean);
    add_bits(text, sf_view_total(found, i, SF_T_MEMBERS_COST).mean);
    add_bits(text, sf_view_total(found, i, SF_T_STRIKE_DAYS).mean);
    add_bits(text, sf_view_total(found, i, SF_T_MEMBERS_INVOLVED).mean);
    sf_text_add(text, "\n");
}

void sf_sweep_point_write(const struct sf_view *found, const struct sf_sweep_grid *grid,
                          size_t point, struct sf_text *text)
{
    for (size_t i = 0; i < found->n_strategies; i++) {
        add_cell(found, i, text);
    }
    struct sf_text before = {0};
    for (size_t k = 0; k < grid->n_keys; k++) {
        sf_text_add(&before, "%s,", sf_sweep_grid_value(grid, point, k));
    }
    if (before.is_out_of_memory) {
        text->is_out_of_memory = true;
    } else {
        add_rows(found, before.chars, text);
    }
    sf_text_free(&before);
}

/** Reads hexadecimal digits and the one character behind them. */
static bool read_hex(const char **at, char behind, uint64_t *number)
{
    char *end = NULL;
    *number = strtoull(*at, &end, 16);
    if (end == *at || *end != behind) {
        return false;
    }
    *at = end + 1;
    return true;
}

bool sf_sweep_point_read(const char *text, size_t n_strategies,
                         struct sf_sweep_cell *cell, const char **rows)
{
    const char *at = text;
    for (size_t i = 0; i < n_strategies; i++) {
        uint64_t count;
        uint64_t runs;
        if (!read_hex(&at, ' ', &count) || !read_hex(&at, ' ', &runs) || runs == 0) {
            return false;
        }
        struct sf_sweep_cell *c = &cell[i];
        c->shortfall = sf_chance_of(count, runs);
        double *const into[] = {&c->closing[0],  &c->closing[1], &c->closing[2],
                                &c->fund_cost,   &c->levy,       &c->members_cost,
                                &c->strike_days, &c->involved};
        enum { N = sizeof(into) / sizeof(into[0]) };
        for (size_t n = 0; n < N; n++) {
            uint64_t bits;
            if (!read_hex(&at, n + 1 < N ? ' ' : '\n', &bits)) {
                return false;
            }
            memcpy(into[n], &bits, sizeof(bits));
        }
    }
    *rows = at;
    return true;
}
