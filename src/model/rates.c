#include "model/rates.h"

#include <stdlib.h>

#include "random/stream.h"

/** Gives an input a row, unless it has one. */
static void want(struct sf_rates *rates, size_t *row)
{
    if (*row == SF_NONE) {
        *row = rates->n_rows++;
    }
}

static void want_channels(const struct sf_levy *levy, struct sf_rates *rates)
{
    for (size_t c = 0; c < levy->n_channels; c++) {
        want(rates, &rates->row[levy->channel[c].fail]);
        want(rates, &rates->row[levy->channel[c].recover]);
    }
}

static void list_rows(const struct sf_scenario *scenario, struct sf_rates *rates)
{
    for (size_t i = 0; i < rates->n_inputs; i++) {
        rates->row[i] = rates->rest[i] = SF_NONE;
    }
    want(rates, &rates->row[scenario->members.leave]);
    for (size_t i = 0; i < scenario->n_levies; i++) {
        want(rates, &rates->row[scenario->levy[i].lapse]);
        want(rates, &rates->row[scenario->levy[i].fail]);
        want(rates, &rates->row[scenario->levy[i].recover]);
        want_channels(&scenario->levy[i], rates);
    }
    for (size_t i = 0; i < scenario->n_rules; i++) {
        want(rates, &rates->row[scenario->rule[i].hardship_share]);
    }
    for (size_t i = 0; i < scenario->n_actions; i++) {
        want(rates, &rates->rest[scenario->action[i].fatigue]);
    }
}

/** Rows at most: no input needs to be looked at for that. */
static size_t most_rows(const struct sf_scenario *scenario)
{
    size_t n_channels = 0;
    for (size_t i = 0; i < scenario->n_levies; i++) {
        n_channels += scenario->levy[i].n_channels;
    }
    return 1 + 3 * scenario->n_levies + 2 * n_channels + scenario->n_rules +
           scenario->n_actions;
}

size_t sf_rates_bytes(const struct sf_scenario *scenario, size_t stride)
{
    return 2 * (scenario->n_inputs + 1) * sizeof(size_t) +
           most_rows(scenario) * sf_chances_groups(stride) * sizeof(struct sf_chances);
}

enum sf_status sf_rates_init(const struct sf_scenario *scenario, size_t stride,
                             struct sf_rates *rates)
{
    *rates = (struct sf_rates){
        .row = calloc(scenario->n_inputs + 1, sizeof(*rates->row)),
        .rest = calloc(scenario->n_inputs + 1, sizeof(*rates->rest)),
        .chances = aligned_alloc(64, most_rows(scenario) * sf_chances_groups(stride) *
                                         sizeof(*rates->chances)),
        .n_inputs = scenario->n_inputs,
        .groups = sf_chances_groups(stride)};
    if (rates->row == NULL || rates->rest == NULL || rates->chances == NULL) {
        sf_rates_free(rates);
        return SF_ERR_MEMORY;
    }
    list_rows(scenario, rates);
    return SF_OK;
}

void sf_rates_set(struct sf_rates *rates, const struct sf_kernels *kernels,
                  const double *input, size_t stride, size_t n)
{
    double rest[SF_BLOCK_MAX];
    SF_BUG_ON(n > SF_BLOCK_MAX);
    for (size_t i = 0; i < rates->n_inputs; i++) {
        const double *value = input + i * stride;
        if (rates->row[i] != SF_NONE) {
            sf_chances_set(kernels, value, n,
                           rates->chances + rates->row[i] * rates->groups);
        }
        for (size_t r = 0; r < n && rates->rest[i] != SF_NONE; r++) {
            rest[r] = 1.0 - value[r];
        }
        if (rates->rest[i] != SF_NONE) {
            sf_chances_set(kernels, rest, n,
                           rates->chances + rates->rest[i] * rates->groups);
        }
    }
}

void sf_rates_free(struct sf_rates *rates)
{
    if (rates == NULL) {
        return;
    }
    free(rates->row);
    free(rates->rest);
    free(rates->chances);
    *rates = (struct sf_rates){0};
}
