#include "strikefund/key_range.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "strikefund/facts.h"
#include "study/decimal.h"

enum { FEWEST_STEPS = 10000 };

/** Whether a key counts what cannot be divided. A call-out may be a share instead: then
 *  its range is within 1. */
static enum sf_status find_whole(const char *key, const struct sf_decimal end[2],
                                 bool *is_whole)
{
    struct sf_facts facts = {0};
    char *message = NULL;
    const enum sf_status status = sf_scenario_facts(key, &facts, &message);
    *is_whole = false;
    const struct sf_key_facts *found = NULL;
    for (size_t i = 0; status == SF_OK && i < facts.n_keys; i++) {
        /* A key alone is one at the top of the scenario; a path leads to one key. */
        if (facts.n_keys == 1 || facts.key[i].is_at_top) {
            found = &facts.key[i];
        }
    }
    if (found != NULL) {
        const bool is_head_count = found->unit != NULL &&
                                   strcmp(found->unit, "members") == 0 &&
                                   end[0].decimals == 0 && end[1].decimals == 0 &&
                                   sf_decimal_value(end[1]) > 1.0;
        *is_whole = is_head_count ||
                    (found->type != NULL && strcmp(found->type, "whole_number") == 0);
    }
    free(message);
    sf_facts_free(&facts);
    /* An unknown key is found when the scenario is read, with a better answer. */
    return status == SF_ERR_MEMORY ? status : SF_OK;
}

/** Says what is wrong with the range, or reads its ends with the same decimals. */
static void read_ends(const char *option, const char *key, const char *range,
                      struct sf_decimal end[2], struct sf_text *fault)
{
    const size_t length = strcspn(range, ":");
    if (range[length] == ':' && strchr(range + length + 1, ':') != NULL) {
        sf_text_add(fault,
                    "%s %s takes LO:HI without a step, not '%s': the values between "
                    "are found",
                    option, key, range);
    } else if (range[length] != ':' || !sf_decimal_read(range, length, &end[0]) ||
               !sf_decimal_read(range + length + 1, strlen(range + length + 1),
                                &end[1])) {
        sf_text_add(fault,
                    "%s %s needs LO:HI of plain decimal numbers, as in 2:8, not '%s'",
                    option, key, range);
    } else {
        const int most =
            end[0].decimals > end[1].decimals ? end[0].decimals : end[1].decimals;
        if (!sf_decimal_scale(&end[0], most) || !sf_decimal_scale(&end[1], most)) {
            sf_text_add(fault, "%s %s: '%s' needs more than %d figures", option, key,
                        range, SF_DECIMAL_FIGURES);
        } else if (end[0].digits >= end[1].digits) {
            sf_text_add(fault, "%s %s: '%s' does not end above its beginning", option,
                        key, range);
        }
    }
}

/** What is wrong with a text whatever its range. */
static void check_key(const char *option, const char *text, struct sf_text *fault)
{
    const size_t length = sf_key_length(text);
    if (length == 0 || text[length] == '\0') {
        sf_text_add(fault,
                    "%s needs KEY=LO:HI, as in fund.opening=40000:90000, not '%s'",
                    option, text);
    } else if (strncmp(text, "seed=", 5) == 0 || strncmp(text, "runs=", 5) == 0) {
        sf_text_add(fault,
                    "'%.4s' cannot be varied: every value is simulated on the same "
                    "futures",
                    text);
    }
}

/** Steps so fine that there are enough of them. */
static void refine(struct sf_decimal end[2])
{
    while (end[1].digits - end[0].digits < FEWEST_STEPS &&
           end[0].decimals < SF_DECIMAL_PLACES) {
        struct sf_decimal finer[2] = {end[0], end[1]};
        if (!sf_decimal_scale(&finer[0], end[0].decimals + 1) ||
            !sf_decimal_scale(&finer[1], end[0].decimals + 1)) {
            return;
        }
        end[0] = finer[0];
        end[1] = finer[1];
    }
}

enum sf_status sf_key_range_read(const char *option, const char *text,
                                 struct sf_key_range *span, char **fault)
{
    struct sf_decimal end[2] = {{0, 0}, {0, 0}};
    struct sf_text wrong = {0};
    struct sf_key_range read = {0};
    bool is_whole = false;
    enum sf_status status = SF_OK;
    check_key(option, text, &wrong);
    if (wrong.length == 0) {
        const size_t length = sf_key_length(text);
        read.key = calloc(length + 1, 1);
        status = read.key == NULL ? SF_ERR_MEMORY : SF_OK;
        if (status == SF_OK) {
            memcpy(read.key, text, length);
        }
    }
    if (status == SF_OK && wrong.length == 0) {
        read_ends(option, read.key, text + strlen(read.key) + 1, end, &wrong);
    }
    if (status == SF_OK && wrong.length == 0) {
        status = find_whole(read.key, end, &is_whole);
    }
    if (wrong.length > 0 || wrong.is_out_of_memory) {
        char *words = sf_text_take(&wrong);
        status = words != NULL ? SF_ERR_USAGE : SF_ERR_MEMORY;
        *fault = words != NULL ? words : *fault;
    }
    if (status == SF_OK) {
        if (!is_whole) {
            refine(end);
        }
        read.is_whole = is_whole;
        read.low = end[0].digits;
        read.high = end[1].digits;
        read.decimals = end[0].decimals;
        *span = read;
    } else {
        sf_key_range_free(&read);
    }
    sf_text_free(&wrong);
    return status;
}

double sf_key_range_value(const struct sf_key_range *span, double place)
{
    return place / (double)sf_power_of_ten(span->decimals);
}

char *sf_key_range_text(const struct sf_key_range *span, int64_t place)
{
    return sf_decimal_write((struct sf_decimal){place, span->decimals});
}

enum sf_status sf_key_range_grid(const struct sf_key_range *span, const int64_t *place,
                                 size_t n, struct sf_sweep_grid *grid)
{
    struct sf_sweep_key *key = &grid->key[0];
    *grid = (struct sf_sweep_grid){.n_keys = 1};
    key->key = strdup(span->key);
    key->value = calloc(n, sizeof(*key->value));
    key->n_values = key->value != NULL ? n : 0;
    bool is_whole = key->key != NULL && key->value != NULL;
    for (size_t i = 0; is_whole && i < n; i++) {
        key->value[i] = sf_key_range_text(span, place[i]);
        is_whole = key->value[i] != NULL;
    }
    return is_whole ? SF_OK : SF_ERR_MEMORY;
}

size_t sf_key_range_spread(const struct sf_key_range *span, size_t n, int64_t *place)
{
    const int64_t steps = span->high - span->low;
    SF_BUG_ON(n < 2);
    if (steps < (int64_t)n) {
        n = (size_t)steps + 1;
    }
    for (size_t i = 0; i < n; i++) {
        /* In whole numbers, so that a place is the same on every machine; the steps are
           fewer than 10^15 and n is small. */
        place[i] = span->low + steps / (int64_t)(n - 1) * (int64_t)i +
                   steps % (int64_t)(n - 1) * (int64_t)i / (int64_t)(n - 1);
    }
    return n;
}

void sf_key_range_free(struct sf_key_range *span)
{
    free(span->key);
    *span = (struct sf_key_range){0};
}
