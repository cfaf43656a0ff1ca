#include "output/figures.h"

#include <inttypes.h>
#include <math.h>

/** value / 10^decimals, exactly. */
static void add_scaled(struct sf_text *text, int64_t value, int decimals)
{
    const uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    uint64_t one = 1;
    for (int i = 0; i < decimals; i++) {
        one *= 10;
    }
    sf_text_add(text, "%s%" PRIu64, value < 0 ? "-" : "", size / one);
    if (decimals > 0) {
        sf_text_add(text, ".%0*" PRIu64, decimals, size % one);
    }
}

void sf_figures_add_pence(struct sf_text *text, int64_t pence)
{
    add_scaled(text, pence, 2);
}

/** scaled / 10^decimals; a value beyond 64 bits has nothing behind its point. */
static void add_rounded(struct sf_text *text, double scaled, double value, int decimals)
{
    if (fabs(scaled) < 9e18) {
        add_scaled(text, (int64_t)rint(scaled), decimals);
    } else if (isfinite(value)) {
        sf_text_add(text, "%.0f", value);
    }
}

void sf_figures_add_pounds(struct sf_text *text, double pence)
{
    add_rounded(text, pence, pence / 100.0, 2);
}

void sf_figures_add_decimal(struct sf_text *text, double value, int decimals)
{
    SF_BUG_ON(decimals < 0 || decimals > 9);
    double one = 1.0;
    for (int i = 0; i < decimals; i++) {
        one *= 10.0;
    }
    add_rounded(text, value * one, value, decimals);
}

static void add_held(struct sf_text *text, enum sf_unit unit, double held,
                     int decimals_of_counts)
{
    switch (unit) {
    case SF_UNIT_GBP:
    case SF_UNIT_MONTHS: /* hundredths, as pence are */
        sf_figures_add_pounds(text, held);
        return;
    case SF_UNIT_MEMBERS:
    case SF_UNIT_DAYS:
    case SF_UNIT_SHARE:
        sf_figures_add_decimal(text, held, decimals_of_counts);
        return;
    }
}

void sf_figures_add_value(struct sf_text *text, enum sf_unit unit, double held)
{
    add_held(text, unit, held, 0);
}

void sf_figures_add_mean(struct sf_text *text, enum sf_unit unit, double held)
{
    add_held(text, unit, held, 4);
}

enum sf_status sf_figures_status(const struct sf_text *text)
{
    return text->is_out_of_memory ? SF_ERR_MEMORY : SF_OK;
}
