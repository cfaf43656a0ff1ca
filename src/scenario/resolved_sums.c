/* Sums by levy class or by band, as scenario/keyed.h reads them. */
#include "scenario/keyed.h"
#include "scenario/resolved_values.h"

/* Sums by name: as a group where every name can be a key, else as a list. */
struct sum {
    const char *key;  /* in a group */
    const char *name; /* in a list */
    double pounds;
};

static void write_sums(struct sf_text *text, const struct sum *sum, size_t n,
                       bool are_keys)
{
    sf_text_add(text, are_keys ? "{ " : "( ");
    for (size_t i = 0; i < n; i++) {
        if (are_keys) {
            sf_text_add(text, "%s = ", sum[i].key);
            sf_real_write(text, sum[i].pounds);
            sf_text_add(text, "; ");
        } else {
            sf_text_add(text, "%s{ name = ", i > 0 ? ", " : "");
            sf_quoted_write(text, sum[i].name);
            sf_text_add(text, "; pounds = ");
            sf_real_write(text, sum[i].pounds);
            sf_text_add(text, "; }");
        }
    }
    sf_text_add(text, are_keys ? "}" : " )");
}

void sf_rates_write(struct sf_text *text, const struct sf_rate *rate, size_t n)
{
    struct sum sum[SF_MAX_BANDS];
    bool are_keys = true;
    for (size_t i = 0; i < n && i < SF_MAX_BANDS; i++) {
        sum[i] = (struct sum){rate[i].levy_class, rate[i].levy_class, rate[i].pounds};
        are_keys &= sf_is_key(rate[i].levy_class);
    }
    write_sums(text, sum, n, are_keys);
}

void sf_amounts_write(struct sf_text *text, const struct sf_scenario *scenario,
                      const struct sf_amount *amount, size_t n)
{
    struct sum sum[SF_MAX_BANDS];
    bool are_keys = true;
    if (n == 1 && amount[0].band == SF_NONE) {
        sf_real_write(text, amount[0].pounds);
        return;
    }
    for (size_t i = 0; i < n && i < SF_MAX_BANDS; i++) {
        const struct sf_band *band = &scenario->band[amount[i].band];
        sum[i] = (struct sum){band->column, band->name, amount[i].pounds};
        are_keys &= sf_is_key(band->column) &&
                    sf_band_find(scenario, band->column) == amount[i].band;
    }
    write_sums(text, sum, n, are_keys);
}
