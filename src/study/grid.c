#include "strikefund/sweep.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"

/* A double keeps 15 figures of any decimal number; more would be lost unsaid. */
enum { MAX_DIGITS = 15, MAX_DECIMALS = 12 };

/** digits / 10^decimals, exactly. */
struct decimal {
    int64_t digits;
    int decimals;
};

static int64_t power_of_ten(int n)
{
    int64_t power = 1;
    for (int i = 0; i < n; i++) {
        power *= 10;
    }
    return power;
}

/** "-12.50": a sign, digits, and digits behind a point; nothing else. */
static bool read_decimal(const char *text, size_t length, struct decimal *decimal)
{
    const bool is_negative = length > 0 && text[0] == '-';
    struct decimal read = {0};
    size_t n_digits = 0;
    bool is_behind_point = false;
    for (size_t i = is_negative; i < length; i++) {
        if (text[i] == '.' && !is_behind_point && n_digits > 0) {
            is_behind_point = true;
            continue;
        }
        if (text[i] < '0' || text[i] > '9' || ++n_digits > MAX_DIGITS) {
            return false;
        }
        read.digits = read.digits * 10 + (text[i] - '0');
        read.decimals += is_behind_point;
    }
    if (n_digits == 0 || text[length - 1] == '.' || read.decimals > MAX_DECIMALS) {
        return false;
    }
    read.digits = is_negative ? -read.digits : read.digits;
    *decimal = read;
    return true;
}

/** The same number with so many decimals, at least its own; false when it has too many
 *  figures then. */
static bool scale(struct decimal *decimal, int decimals)
{
    const int64_t limit = power_of_ten(MAX_DIGITS);
    while (decimal->decimals < decimals) {
        if (decimal->digits >= limit / 10 || decimal->digits <= -limit / 10) {
            return false;
        }
        decimal->digits *= 10;
        decimal->decimals++;
    }
    return true;
}

/** The number in as few characters as write it. NULL without memory. */
static char *write_decimal(struct decimal decimal)
{
    while (decimal.decimals > 0 && decimal.digits % 10 == 0) {
        decimal.digits /= 10;
        decimal.decimals--;
    }
    const int64_t one = power_of_ten(decimal.decimals);
    const int64_t size = decimal.digits < 0 ? -decimal.digits : decimal.digits;
    struct sf_text text = {0};
    sf_text_add(&text, "%s%lld", decimal.digits < 0 ? "-" : "",
                (long long)(size / one));
    if (decimal.decimals > 0) {
        sf_text_add(&text, ".%0*lld", decimal.decimals, (long long)(size % one));
    }
    return sf_text_take(&text);
}

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
    struct decimal part[3]; /* LO, HI, STEP */
    const char *at = range;
    int decimals = 0;
    for (int i = 0; i < 3; i++) {
        const size_t length = strcspn(at, ":");
        if ((at[length] == ':') != (i < 2) || !read_decimal(at, length, &part[i])) {
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
        if (!scale(&part[i], decimals)) {
            sf_text_add(fault, "--vary %s: '%s' needs more than %d figures", key->key,
                        range, MAX_DIGITS);
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
        key->value[i] = write_decimal(
            (struct decimal){part[0].digits + (int64_t)i * part[2].digits, decimals});
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
    struct decimal last = {0};
    const char *at = list;
    for (size_t i = 0; key->value != NULL && i < n; i++) {
        const size_t length = strcspn(at, ",");
        struct decimal read;
        if (!read_decimal(at, length, &read)) {
            sf_text_add(fault,
                        "--vary %s needs plain decimal numbers, as in 2:8:1 or "
                        "2,3.5,8, not '%.*s'",
                        key->key, (int)length, at);
            return;
        }
        const struct decimal written = read;
        const int decimals =
            read.decimals > last.decimals ? read.decimals : last.decimals;
        if (!scale(&read, decimals) || !scale(&last, decimals)) {
            sf_text_add(fault, "--vary %s: '%s' needs more than %d figures", key->key,
                        list, MAX_DIGITS);
            return;
        }
        if (i > 0 && read.digits <= last.digits) {
            sf_text_add(fault, "--vary %s: the values of a list must rise, not '%s'",
                        key->key, list);
            return;
        }
        key->value[i] = write_decimal(written);
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

/** The place of the equals sign behind the key, which may be within quotes in it. */
static size_t length_of_key(const char *text)
{
    bool is_quoted = false;
    size_t length = 0;
    for (; text[length] != '\0' && (is_quoted || text[length] != '='); length++) {
        is_quoted ^= text[length] == '"';
    }
    return length;
}

enum sf_status sf_sweep_grid_add(struct sf_sweep_grid *grid, const char *text,
                                 char **fault)
{
    const size_t length = length_of_key(text);
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
