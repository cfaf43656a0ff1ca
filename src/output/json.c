#include "output/json.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include <jansson.h>

#include "output/figures.h"

/** A line of its own for what comes next, after a comma if it is not the first. */
static void begin(struct sf_json *json, const char *key)
{
    SF_BUG_ON(json->depth == 0 && json->text.length > 0);
    SF_BUG_ON(json->depth > 0 &&
              (json->closing[json->depth - 1] == '}') != (key != NULL));
    if (json->depth > 0) {
        sf_text_add(&json->text, "%s\n%*s", json->is_filled ? "," : "",
                    2 * (int)json->depth, "");
    }
    if (key != NULL) {
        sf_text_add(&json->text, "\"%s\": ", key);
    }
    json->is_filled = true;
}

static void open_with(struct sf_json *json, const char *key, const char *bracket,
                      char closing)
{
    SF_BUG_ON(json->depth == SF_JSON_DEPTH);
    begin(json, key);
    sf_text_add(&json->text, "%s", bracket);
    json->closing[json->depth++] = closing;
    json->is_filled = false;
}

void sf_json_open_object(struct sf_json *json, const char *key)
{
    open_with(json, key, "{", '}');
}

void sf_json_open_array(struct sf_json *json, const char *key)
{
    open_with(json, key, "[", ']');
}

void sf_json_close(struct sf_json *json)
{
    SF_BUG_ON(json->depth == 0);
    json->depth--;
    if (json->is_filled) {
        sf_text_add(&json->text, "\n%*s", 2 * (int)json->depth, "");
    }
    sf_text_add(&json->text, "%c", json->closing[json->depth]);
    json->is_filled = true;
}

static int add_part(const char *bytes, size_t length, void *text)
{
    sf_text_add_bytes(text, bytes, length);
    return 0;
}

/** Copies bytes as UTF-8, each byte that is none of it replaced. */
static void add_repaired(struct sf_text *repaired, const char *bytes)
{
    size_t left = strlen(bytes);
    size_t bad = 0;
    while (!sf_text_is_utf8(bytes, left, &bad)) {
        sf_text_add_bytes(repaired, bytes, bad);
        sf_text_add(repaired, "\xef\xbf\xbd");
        bytes += bad + 1;
        left -= bad + 1;
    }
    sf_text_add_bytes(repaired, bytes, left);
}

/** Adds the string in its quotes, escaped by Jansson. */
static void add_string(struct sf_text *text, const char *words)
{
    struct sf_text repaired = {0};
    add_repaired(&repaired, words);
    json_t *string = repaired.is_out_of_memory
                         ? NULL
                         : json_stringn(repaired.chars, repaired.length);
    /* What would turn or hide the text around it, as the name of a file may, is
     * written by its number. */
    const bool is_plain =
        string != NULL && sf_text_is_showable(json_string_value(string), true);
    const size_t flags = JSON_ENCODE_ANY | (is_plain ? 0 : JSON_ENSURE_ASCII);
    if (string == NULL || json_dump_callback(string, add_part, text, flags) != 0) {
        text->is_out_of_memory = true;
    }
    json_decref(string);
    sf_text_free(&repaired);
}

void sf_json_add_text(struct sf_json *json, const char *key, const char *words)
{
    begin(json, key);
    if (words != NULL) {
        add_string(&json->text, words);
    } else {
        sf_text_add(&json->text, "null");
    }
}

void sf_json_add_null(struct sf_json *json, const char *key)
{
    sf_json_add_text(json, key, NULL);
}

void sf_json_add_truth(struct sf_json *json, const char *key, bool truth)
{
    begin(json, key);
    sf_text_add(&json->text, "%s", truth ? "true" : "false");
}

void sf_json_add_whole(struct sf_json *json, const char *key, int64_t number)
{
    begin(json, key);
    sf_text_add(&json->text, "%" PRId64, number);
}

void sf_json_add_count(struct sf_json *json, const char *key, uint64_t count)
{
    begin(json, key);
    sf_text_add(&json->text, "%" PRIu64, count);
}

void sf_json_add_seed(struct sf_json *json, const char *key, uint64_t seed)
{
    begin(json, key);
    sf_text_add(&json->text, "\"%" PRIu64 "\"", seed);
}

void sf_json_add_number(struct sf_json *json, const char *key, double number)
{
    if (number == floor(number) && fabs(number) < 1e15) {
        sf_json_add_whole(json, key, (int64_t)number);
    } else if (isfinite(number)) {
        char words[SF_NUMBER_CHARS];
        sf_number_write(number, words);
        begin(json, key);
        sf_text_add(&json->text, "%s", words);
    } else {
        sf_json_add_null(json, key);
    }
}

void sf_json_add_digits(struct sf_json *json, const char *key, const char *digits,
                        size_t length)
{
    if (length == 0 || strspn(digits, "-.0123456789") < length) {
        sf_json_add_null(json, key);
        return;
    }
    begin(json, key);
    sf_text_add_bytes(&json->text, digits, length);
}

void sf_json_add_decimal(struct sf_json *json, const char *key, double number,
                         int decimals)
{
    if (!isfinite(number)) {
        sf_json_add_null(json, key);
        return;
    }
    begin(json, key);
    sf_figures_add_decimal(&json->text, number, decimals);
}

void sf_json_add_value(struct sf_json *json, const char *key, enum sf_unit unit,
                       double held)
{
    if (!isfinite(held)) {
        sf_json_add_null(json, key);
        return;
    }
    begin(json, key);
    sf_figures_add_value(&json->text, unit, held);
}

void sf_json_add_mean(struct sf_json *json, const char *key, enum sf_unit unit,
                      double held)
{
    if (!isfinite(held)) {
        sf_json_add_null(json, key);
        return;
    }
    begin(json, key);
    sf_figures_add_mean(&json->text, unit, held);
}

void sf_json_add_held(struct sf_json *json, const char *key, enum sf_unit unit,
                      int64_t held)
{
    switch (unit) {
    case SF_UNIT_GBP:
    case SF_UNIT_MONTHS: /* hundredths, as pence are */
        begin(json, key);
        sf_figures_add_pence(&json->text, held);
        return;
    case SF_UNIT_MEMBERS:
    case SF_UNIT_DAYS:
    case SF_UNIT_SHARE:
        sf_json_add_whole(json, key, held);
        return;
    }
}

enum sf_status sf_json_take(struct sf_json *json, char **text)
{
    SF_BUG_ON(json->depth != 0);
    sf_text_add(&json->text, "\n");
    char *taken = sf_text_take(&json->text);
    if (taken == NULL) {
        return SF_ERR_MEMORY;
    }
    *text = taken;
    return SF_OK;
}

enum sf_status sf_json_move(struct sf_json *json, struct sf_text *text)
{
    SF_BUG_ON(json->depth != 0);
    if (json->text.is_out_of_memory) {
        text->is_out_of_memory = true;
    } else {
        sf_text_add_bytes(text, json->text.chars, json->text.length);
        sf_text_add(text, "\n");
    }
    sf_text_free(&json->text);
    return sf_figures_status(text);
}
