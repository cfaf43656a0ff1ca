#include "output/table.h"

#include <inttypes.h>
#include <string.h>

#include "output/csv.h"
#include "output/figures.h"

struct sf_table sf_table_csv(const char *columns, struct sf_text *text)
{
    sf_text_add(text, "%s\n", columns);
    return (struct sf_table){.columns = columns, .column = "", .text = text};
}

struct sf_table sf_table_json(const char *columns, struct sf_json *json)
{
    return (struct sf_table){.columns = columns, .column = "", .json = json};
}

void sf_table_open_row(struct sf_table *table)
{
    SF_BUG_ON(*table->column != '\0');
    table->column = table->columns;
    if (table->json != NULL) {
        sf_json_open_object(table->json, NULL);
    } else if (table->before != NULL) {
        sf_text_add(table->text, "%s", table->before);
    }
}

void sf_table_close_row(struct sf_table *table)
{
    SF_BUG_ON(*table->column != '\0');
    if (table->json != NULL) {
        sf_json_close(table->json);
    } else {
        sf_text_add(table->text, "%s\n", table->after != NULL ? table->after : "");
    }
}

enum { NAME_CHARS = 40 };

/** Goes on to the next cell, and gives its column's name. */
static void take_column(struct sf_table *table, char name[NAME_CHARS])
{
    const size_t length = strcspn(table->column, ",");
    SF_BUG_ON(length == 0 || length >= NAME_CHARS);
    if (table->text != NULL && table->column != table->columns) {
        sf_text_add(table->text, ",");
    }
    memcpy(name, table->column, length);
    name[length] = '\0';
    table->column += length + (table->column[length] == ',' ? 1 : 0);
}

void sf_table_add_text(struct sf_table *table, const char *words)
{
    char name[NAME_CHARS];
    take_column(table, name);
    if (table->json != NULL) {
        sf_json_add_text(table->json, name, words);
    } else {
        sf_csv_add_text(table->text, words);
    }
}

void sf_table_add_count(struct sf_table *table, uint64_t count)
{
    char name[NAME_CHARS];
    take_column(table, name);
    if (table->json != NULL) {
        sf_json_add_count(table->json, name, count);
    } else {
        sf_text_add(table->text, "%" PRIu64, count);
    }
}

static void add_missing(struct sf_table *table, const char *in_csv)
{
    char name[NAME_CHARS];
    take_column(table, name);
    if (table->json != NULL) {
        sf_json_add_null(table->json, name);
    } else {
        sf_text_add(table->text, "%s", in_csv);
    }
}

void sf_table_add_nothing(struct sf_table *table)
{
    add_missing(table, "");
}

void sf_table_add_infinity(struct sf_table *table)
{
    add_missing(table, "inf");
}

void sf_table_add_value(struct sf_table *table, enum sf_unit unit, double held)
{
    char name[NAME_CHARS];
    take_column(table, name);
    if (table->json != NULL) {
        sf_json_add_value(table->json, name, unit, held);
    } else {
        sf_figures_add_value(table->text, unit, held);
    }
}

void sf_table_add_mean(struct sf_table *table, enum sf_unit unit, double held)
{
    char name[NAME_CHARS];
    take_column(table, name);
    if (table->json != NULL) {
        sf_json_add_mean(table->json, name, unit, held);
    } else {
        sf_figures_add_mean(table->text, unit, held);
    }
}

void sf_table_add_decimal(struct sf_table *table, double number, int decimals)
{
    char name[NAME_CHARS];
    take_column(table, name);
    if (table->json != NULL) {
        sf_json_add_decimal(table->json, name, number, decimals);
    } else {
        sf_figures_add_decimal(table->text, number, decimals);
    }
}

void sf_table_add_statistic(struct sf_table *table, enum sf_unit unit,
                            const struct sf_statistic *statistic)
{
    const double moment[] = {statistic->mean, statistic->se, statistic->sd};
    const double quantile[] = {statistic->q05, statistic->q25, statistic->q50,
                               statistic->q75, statistic->q95};
    sf_table_add_count(table, statistic->runs);
    for (size_t i = 0; i < sizeof(moment) / sizeof(moment[0]); i++) {
        if (statistic->runs > 0 && statistic->has_moments) {
            sf_table_add_mean(table, unit, moment[i]);
        } else {
            sf_table_add_nothing(table);
        }
    }
    for (size_t i = 0; i < sizeof(quantile) / sizeof(quantile[0]); i++) {
        if (statistic->runs > 0) {
            sf_table_add_value(table, unit, quantile[i]);
        } else {
            sf_table_add_nothing(table);
        }
    }
}
