/**
 * A table that is a CSV file or an array of a JSON document: whoever makes its rows
 * need not know which. The one list of its columns is the first line of the file and
 * names the members of every object.
 *
 * Cells are added from left to right, as many as there are columns. A cell that is
 * empty in a CSV file is null in JSON; so is "inf".
 */
#ifndef STRIKEFUND_OUTPUT_TABLE_H
#define STRIKEFUND_OUTPUT_TABLE_H

#include "output/json.h"
#include "strikefund/results.h"

struct sf_table {
    const char *columns;  /* "strategy,measure,unit": names with commas between them */
    const char *column;   /* the rest of it, from the next cell on */
    struct sf_text *text; /* CSV, or else NULL and ... */
    struct sf_json *json; /* ... an array that is open */
    const char *before;   /* of CSV: cells that stand before every row, "2,"; or NULL */
    const char *after;    /* and after it, ",,,"; or NULL */
};

/** A CSV file: writes its first line. */
struct sf_table sf_table_csv(const char *columns, struct sf_text *text);

/** An array of objects, opened and closed by the caller. */
struct sf_table sf_table_json(const char *columns, struct sf_json *json);

void sf_table_open_row(struct sf_table *table);
void sf_table_close_row(struct sf_table *table);

void sf_table_add_text(struct sf_table *table, const char *words);
void sf_table_add_count(struct sf_table *table, uint64_t count);
void sf_table_add_nothing(struct sf_table *table);
void sf_table_add_infinity(struct sf_table *table);

/** As sf_figures_add_value and sf_figures_add_mean. */
void sf_table_add_value(struct sf_table *table, enum sf_unit unit, double held);
void sf_table_add_mean(struct sf_table *table, enum sf_unit unit, double held);

/** As sf_figures_add_decimal. */
void sf_table_add_decimal(struct sf_table *table, double number, int decimals);

/** The nine cells runs, mean, se, sd, q05, q25, q50, q75, q95. */
void sf_table_add_statistic(struct sf_table *table, enum sf_unit unit,
                            const struct sf_statistic *statistic);

#endif
