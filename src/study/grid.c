#include "strikefund/sweep.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "study/decimal.h"

static void key_free(struct sf_sweep_key *key)
{
    for (size_t i = 0; key->value != NULL && i < key->n_values; i++) {
        free(key->value[i]);
    }
    free(key->value);
    free(key->key);
    *key = (struct sf_sweep_key){0};
}

void sf_sweep_grid_free(struct sf_sweep_grid *grid)
{
    for (size_t k = 0; k < SF_MAX_SWEEP_KEYS; k++) {
        key_free(&grid->key[k]);
    }
    grid->n_keys = 0;
}

size_t sf_sweep_grid_points(const struct sf_sweep_grid *grid)
{
    size_t n = 1;
    for (size_t k = 0; k < grid->n_keys; k++) {
        n *= grid->key[k].n_values;
    }
    return n;
}

const char *sf_sweep_grid_value(const struct sf_sweep_grid *grid, size_t point,
                                size_t k)
{
    for (size_t later = grid->n_keys - 1; later > k; later--) {
        point /= grid->key[later].n_values;
    }
    return grid->key[k].value[point % grid->key[k].n_values];
}

static bool is_out_of_memory(const struct sf_sweep_key *key)
{
    for (size_t i = 0; key->value != NULL && i < key->n_values; i++) {
        if (key->value[i] == NULL) {
            return true;
        }
    }
    return key->value == NULL || key->key == NULL;
}

/* The readers of values say in `fault` what is wrong, and leave it empty when all is
   well or memory ran out, which is_out_of_memory tells. */

static void check_size(const struct sf_sweep_grid *grid, uint64_t n_values,
                       struct sf_text *fault)
{
    const uint64_t n_points = n_values * sf_sweep_grid_points(grid);
    if (n_values > SF_MAX_SWEEP_POINTS || n_points > SF_MAX_SWEEP_POINTS) {
        sf_text_add(fault,
                    "--vary makes %llu points; a sweep has at most %d. Take a larger "
                    "step or a narrower range",
                    (unsigned long long)n_points, SF_MAX_SWEEP_POINTS);
    }
}

/** LO:HI:STEP */
static void read_range(const struct sf_sweep_grid *grid, const char *range,
                       struct sf_sweep_key *key, struct sf_text *fault)
{
    struct sf_decimal part[3]; /* LO, HI, STEP */
    const char *at = range;
    int decimals = 0;
    for (int i = 0; i < 3; i++) {
        const size_t length = strcspn(at, ":");
        if ((at[length] == ':') != (i < 2) || !sf_decimal_read(at, length, &part[i])) {
            sf_text_add(fault,
                        "--vary %s needs LO:HI:STEP or a list A,B,C of plain decimal "
                        "numbers, as in 2:8:1 or 2,3.5,8, not '%s'",
                        key->key, range);
            return;
        }
        decimals = part[i].decimals > decimals ? part[i].decimals : decimals;
        at += length + 1;
    }
    for (int i = 0; i < 3; i++) {
        if (!sf_decimal_scale(&part[i], decimals)) {
            sf_text_add(fault, "--vary %s: '%s' needs more than %d figures", key->key,
                        range, SF_DECIMAL_FIGURES);
            return;
        }
    }
    if (part[2].digits <= 0) {
        sf_text_add(fault, "--vary %s: the step must be above 0, not '%s'", key->key,
                    strrchr(range, ':') + 1);
        return;
    }
    if (part[0].digits > part[1].digits) {
        sf_text_add(fault, "--vary %s counts up: '%s' begins above its end", key->key,
                    range);
        return;
    }
    const uint64_t n =
        (uint64_t)((part[1].digits - part[0].digits) / part[2].digits) + 1;
    check_size(grid, n, fault);
    if (fault->length > 0) {
        return;
    }
    key->value = calloc(n, sizeof(*key->value));
    key->n_values = n;
    for (size_t i = 0; key->value != NULL && i < n; i++) {
        key->value[i] = sf_decimal_write((struct sf_decimal){
            part[0].digits + (int64_t)i * part[2].digits, decimals});
    }
}

/** A,B,C */
static void read_list(const struct sf_sweep_grid *grid, const char *list,
                      struct sf_sweep_key *key, struct sf_text *fault)
{
    size_t n = 1;
    for (const char *c = list; *c != '\0'; c++) {
        n += *c == ',';
    }
    check_size(grid, n, fault);
    if (fault->length > 0) {
        return;
    }
    key->value = calloc(n, sizeof(*key->value));
    key->n_values = n;
    struct sf_decimal last = {0};
    const char *at = list;
    for (size_t i = 0; key->value != NULL && i < n; i++) {
        const size_t length = strcspn(at, ",");
        struct sf_decimal read;
        if (!sf_decimal_read(at, length, &read)) {
            sf_text_add(fault,
                        "--vary %s needs plain decimal numbers, as in 2:8:1 or "
                        "2,3.5,8, not '%.*s'",
                        key->key, (int)length, at);
            return;
        }
        const struct sf_decimal written = read;
        const int decimals =
            read.decimals > last.decimals ? read.decimals : last.decimals;
        if (!sf_decimal_scale(&read, decimals) || !sf_decimal_scale(&last, decimals)) {
            sf_text_add(fault, "--vary %s: '%s' needs more than %d figures", key->key,
                        list, SF_DECIMAL_FIGURES);
            return;
        }
        if (i > 0 && read.digits <= last.digits) {
            sf_text_add(fault, "--vary %s: the values of a list must rise, not '%s'",
                        key->key, list);
            return;
        }
        key->value[i] = sf_decimal_write(written);
        last = read;
        at += length + 1;
    }
}

/** Whether two keys lead to the same place: quotes do not count. */
static bool is_same_key(const char *a, const char *b)
{
    for (;;) {
        a += strspn(a, "\"");
        b += strspn(b, "\"");
        if (*a != *b) {
            return false;
        }
        if (*a == '\0') {
            return true;
        }
        a++;
        b++;
    }
}

/** What is wrong with a key that no value could mend. */
static void check_key(const struct sf_sweep_grid *grid, const char *key,
                      struct sf_text *fault)
{
    if (grid->n_keys == SF_MAX_SWEEP_KEYS) {
        sf_text_add(fault, "a sweep varies one key or two; --vary %s is one too many",
                    key);
    } else if (strcmp(key, "seed") == 0 || strcmp(key, "runs") == 0) {
        sf_text_add(fault,
                    "'%s' cannot be varied: every point of a sweep is simulated on "
                    "the same futures",
                    key);
    }
    for (size_t k = 0; k < grid->n_keys && fault->length == 0; k++) {
        if (is_same_key(grid->key[k].key, key)) {
            sf_text_add(fault, "--vary names '%s' twice", key);
        }
    }
}

enum sf_status sf_sweep_grid_add(struct sf_sweep_grid *grid, const char *text,
                                 char **fault)
{
    const size_t length = sf_key_length(text);
    struct sf_text wrong = {0};
    struct sf_sweep_key key = {.key = malloc(length + 1)};
    enum sf_status status = key.key == NULL ? SF_ERR_MEMORY : SF_OK;
    if (status == SF_OK) {
        memcpy(key.key, text, length);
        key.key[length] = '\0';
    }
    if (status == SF_OK && (length == 0 || text[length] == '\0')) {
        sf_text_add(
            &wrong,
            "--vary needs KEY=LO:HI:STEP, as in fund.opening=40000:90000:10000, "
            "not '%s'",
            text);
    }
    if (status == SF_OK && wrong.length == 0) {
        check_key(grid, key.key, &wrong);
    }
    if (status == SF_OK && wrong.length == 0) {
        const char *values = text + length + 1;
        if (strchr(values, ':') != NULL) {
            read_range(grid, values, &key, &wrong);
        } else {
            read_list(grid, values, &key, &wrong);
        }
        status = wrong.length == 0 && is_out_of_memory(&key) ? SF_ERR_MEMORY : SF_OK;
    }
    if (wrong.length > 0 || wrong.is_out_of_memory) {
        char *words = sf_text_take(&wrong);
        status = words != NULL ? SF_ERR_USAGE : SF_ERR_MEMORY;
        *fault = words != NULL ? words : *fault;
    }
    if (status == SF_OK) {
        grid->key[grid->n_keys++] = key;
    } else {
        key_free(&key);
    }
    sf_text_free(&wrong);
    return status;
}
