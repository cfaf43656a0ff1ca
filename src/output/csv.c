#include "output/csv.h"

#include <inttypes.h>
#include <string.h>

#include "output/figures.h"

static bool is_control(char c)
{
    return (unsigned char)c < 0x20 || c == 0x7f;
}

void sf_csv_add_text(struct sf_text *text, const char *words)
{
    while (*words != '\0' && is_control(*words)) {
        words++;
    }
    const char *quote = strpbrk(words, ",\"") != NULL ? "\"" : "";
    const bool is_formula = *words != '\0' && strchr("=+-@", *words) != NULL;
    sf_text_add(text, "%s%s", quote, is_formula ? "'" : "");
    for (const char *c = words; *c != '\0'; c++) {
        if (*c == '"') {
            sf_text_add_bytes(text, "\"\"", 2);
        } else if (!is_control(*c)) {
            sf_text_add_bytes(text, c, 1);
        }
    }
    sf_text_add(text, "%s", quote);
}

static void add_number(struct sf_text *text, enum sf_unit unit, double held,
                       int decimals_of_counts)
{
    sf_text_add_bytes(text, ",", 1);
    switch (unit) {
    case SF_UNIT_GBP:
    case SF_UNIT_MONTHS: /* hundredths, as pence are */
        sf_figures_add_pounds(text, held);
        return;
    case SF_UNIT_MEMBERS:
    case SF_UNIT_DAYS:
        sf_figures_add_decimal(text, held, decimals_of_counts);
        return;
    }
}

void sf_csv_add_value(struct sf_text *text, enum sf_unit unit, double held)
{
    add_number(text, unit, held, 0);
}

void sf_csv_add_mean(struct sf_text *text, enum sf_unit unit, double held)
{
    add_number(text, unit, held, 4);
}

void sf_csv_add_statistic(struct sf_text *text, enum sf_unit unit,
                          const struct sf_statistic *statistic)
{
    sf_text_add(text, ",%" PRIu64, statistic->runs);
    if (statistic->runs == 0) {
        sf_text_add(text, ",,,,,,,,\n");
        return;
    }
    if (statistic->has_moments) {
        sf_csv_add_mean(text, unit, statistic->mean);
        sf_csv_add_mean(text, unit, statistic->se);
        sf_csv_add_mean(text, unit, statistic->sd);
    } else {
        sf_text_add(text, ",,,");
    }
    const double quantile[] = {statistic->q05, statistic->q25, statistic->q50,
                               statistic->q75, statistic->q95};
    for (size_t i = 0; i < sizeof(quantile) / sizeof(quantile[0]); i++) {
        sf_csv_add_value(text, unit, quantile[i]);
    }
    sf_text_add(text, "\n");
}
