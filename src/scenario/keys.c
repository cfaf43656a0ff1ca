#include "scenario/keys.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/inputs_read.h"
#include "scenario/words_read.h"

void sf_type_fault(struct sf_reading *reading, const struct sf_setting *setting,
                   const char *wanted, const char *unit)
{
    char path[SF_PATH_CHARS];
    const bool is_quoted_number = setting->type == SF_SETTING_TEXT &&
                                  setting->text[strspn(setting->text, "£ -")] >= '0' &&
                                  setting->text[strspn(setting->text, "£ -")] <= '9' &&
                                  strncmp(wanted, "a number", 8) == 0;
    sf_reading_fault(
        reading, setting, "'%s' is %s; it must be %s (%s)%s",
        sf_setting_path(setting, path), sf_setting_type_words(setting->type), wanted,
        unit,
        is_quoted_number ? "; write it without quotes, £, % or thousands commas" : "");
}

bool sf_range_fault(struct sf_reading *reading, const struct sf_setting *setting,
                    double number, double low, double high, const char *unit,
                    const char *what)
{
    if (number >= low && number <= high) {
        return false;
    }
    char path[SF_PATH_CHARS];
    char percent[64] = "";
    if (low == 0.0 && high == 1.0 && number > 1.0 && number <= 100.0) {
        snprintf(percent, sizeof(percent), "; write %.6g for %.6g %%", number / 100.0,
                 number);
    }
    sf_reading_fault(
        reading, setting, "'%s'%s is %.10g; it must be from %.10g to %.10g (%s)%s",
        sf_setting_path(setting, path), what, number, low, high, unit, percent);
    return true;
}

bool sf_number_read(struct sf_reading *reading, const struct sf_setting *setting,
                    const struct sf_key *key, double *number)
{
    if (setting->type != SF_SETTING_NUMBER) {
        sf_type_fault(reading, setting, "a number", key->unit);
        return false;
    }
    if (setting->is_spoilt || sf_range_fault(reading, setting, setting->number,
                                             key->low, key->high, key->unit, "")) {
        return false;
    }
    *number = setting->number;
    return true;
}

static void read_whole(struct sf_reading *reading, const struct sf_setting *setting,
                       const struct sf_key *key, int64_t *whole)
{
    double number;
    if (!sf_number_read(reading, setting, key, &number)) {
        return;
    }
    if (number != floor(number)) {
        char path[SF_PATH_CHARS];
        sf_reading_fault(reading, setting,
                         "'%s' is %.10g; it must be a whole number (%s)",
                         sf_setting_path(setting, path), number, key->unit);
        return;
    }
    *whole = (int64_t)number;
}

/* A seed is a text, because libconfig wraps large whole numbers. */
static void read_seed(struct sf_reading *reading, const struct sf_setting *setting,
                      uint64_t *seed)
{
    const char *digits = setting->text;
    const bool is_text = setting->type == SF_SETTING_TEXT || setting->is_override;
    if (!is_text || digits == NULL) {
        sf_reading_fault(reading, setting,
                         "'seed' must be digits in quotes, so that none is lost: "
                         "seed = \"20221118\"");
        return;
    }
    errno = 0;
    char *end = NULL;
    const unsigned long long number = strtoull(digits, &end, 10);
    if (digits[0] < '0' || digits[0] > '9' || *end != '\0' || errno != 0) {
        sf_reading_fault(reading, setting,
                         "'seed' must be a whole number from 0 to 18446744073709551615 "
                         "in quotes: seed = \"20221118\"");
        return;
    }
    *seed = number;
}

bool sf_numbers_read(struct sf_reading *reading, const struct sf_setting *setting,
                     const struct sf_key *key, struct sf_numbers *numbers)
{
    if (setting->type != SF_SETTING_LIST) {
        sf_type_fault(reading, setting, "a list of numbers", key->unit);
        return false;
    }
    double *value = sf_reading_alloc(reading, setting->n_children, sizeof(*value));
    if (value == NULL) {
        return false;
    }
    bool is_good = true;
    for (size_t i = 0; i < setting->n_children; i++) {
        is_good &= sf_number_read(reading, setting->child[i], key, &value[i]);
    }
    if (!is_good) {
        free(value);
        return false;
    }
    free(numbers->value);
    *numbers = (struct sf_numbers){value, setting->n_children};
    return true;
}

bool sf_shares_normalise(double *share, size_t n, double tolerance)
{
    double sum = 0.0;
    for (size_t i = 0; i < n; i++) {
        sum += share[i];
    }
    if (!(fabs(sum - 1.0) <= tolerance)) {
        return false;
    }
    /* Dividing again must change nothing, or the resolved scenario would drift. */
    for (size_t i = 0; i < n && fabs(sum - 1.0) > 1e-12; i++) {
        share[i] /= sum;
    }
    return true;
}

static void set_initial(struct sf_reading *reading, const struct sf_key *key, void *at,
                        const char *prefix)
{
    if (key->type == SF_KEY_DAY || key->type == SF_KEY_MONTH) {
        *(int32_t *)at = key->type == SF_KEY_DAY ? SF_NO_DAY : SF_NO_MONTH;
        return;
    }
    if (key->type == SF_KEY_INPUT) {
        *(size_t *)at = sf_input_read(reading, NULL, key, prefix);
        return;
    }
    if (key->initial == NULL) {
        return;
    }
    switch (key->type) {
    case SF_KEY_NUMBER:
        *(double *)at = strtod(key->initial, NULL);
        break;
    case SF_KEY_WHOLE:
        *(int32_t *)at = (int32_t)strtol(key->initial, NULL, 10);
        break;
    case SF_KEY_COUNT:
    case SF_KEY_SEED:
        *(uint64_t *)at = strtoull(key->initial, NULL, 10);
        break;
    case SF_KEY_TRUTH:
        *(bool *)at = strcmp(key->initial, "true") == 0;
        break;
    case SF_KEY_NUMBERS: {
        struct sf_numbers *numbers = at;
        numbers->value = sf_reading_alloc(reading, 1, sizeof(*numbers->value));
        if (numbers->value != NULL) {
            numbers->value[0] = strtod(key->initial, NULL);
            numbers->n = 1;
        }
        break;
    }
    case SF_KEY_WORD:
        sf_word_set(key, key->initial, at);
        break;
    case SF_KEY_WORD_TRUTH: /* the first word, which zeroed memory is already */
    case SF_KEY_TEXT:
    case SF_KEY_NAME:
    case SF_KEY_DAY:
    case SF_KEY_MONTH:
    case SF_KEY_DAYS:
    case SF_KEY_INPUT:
    case SF_KEY_SPECIAL:
    case SF_KEY_LATER:
        break;
    }
}

static void read_value(struct sf_reading *reading, const struct sf_setting *setting,
                       const struct sf_key *key, void *at, const char *prefix)
{
    switch (key->type) {
    case SF_KEY_INPUT:
        *(size_t *)at = sf_input_read(reading, setting, key, prefix);
        break;
    case SF_KEY_NUMBER:
        sf_number_read(reading, setting, key, at);
        break;
    case SF_KEY_WHOLE: {
        int64_t whole = *(int32_t *)at;
        read_whole(reading, setting, key, &whole);
        *(int32_t *)at = (int32_t)whole;
        break;
    }
    case SF_KEY_COUNT: {
        int64_t whole = (int64_t) * (uint64_t *)at;
        read_whole(reading, setting, key, &whole);
        *(uint64_t *)at = (uint64_t)whole;
        break;
    }
    case SF_KEY_SEED:
        read_seed(reading, setting, at);
        break;
    case SF_KEY_TRUTH:
        if (setting->type == SF_SETTING_TRUTH) {
            *(bool *)at = setting->is_true;
        } else {
            sf_type_fault(reading, setting, "true or false", "without quotes");
        }
        break;
    case SF_KEY_NUMBERS:
        sf_numbers_read(reading, setting, key, at);
        break;
    case SF_KEY_TEXT:
    case SF_KEY_NAME:
    case SF_KEY_DAY:
    case SF_KEY_MONTH:
    case SF_KEY_DAYS:
    case SF_KEY_WORD:
    case SF_KEY_WORD_TRUTH:
        sf_words_read(reading, setting, key, at);
        break;
    case SF_KEY_SPECIAL:
    case SF_KEY_LATER:
        break;
    }
}

static void check_known(struct sf_reading *reading, const struct sf_setting *setting,
                        enum sf_group group)
{
    const struct sf_key *key = sf_schema_find(group, setting->name);
    char path[SF_PATH_CHARS];
    if (key != NULL && key->type != SF_KEY_LATER) {
        return;
    }
    sf_setting_path(setting, path);
    if (key != NULL) {
        sf_reading_fault(reading, setting, "'%s' is not in this version; leave it out",
                         path);
        return;
    }
    struct sf_nearest nearest = {.wanted = setting->name};
    const struct sf_schema *schema = sf_schema_of(group);
    for (size_t i = 0; i < schema->n_keys; i++) {
        if (schema->key[i].type != SF_KEY_LATER) {
            sf_nearest_offer(&nearest, schema->key[i].name);
        }
    }
    char words[SF_SUGGESTION_CHARS];
    sf_reading_fault(reading, setting, "unknown setting '%s'%s", path,
                     sf_nearest_words(&nearest, words));
}

void sf_keys_read(struct sf_reading *reading, const struct sf_setting *setting,
                  enum sf_group group, void *into, const char *prefix)
{
    const struct sf_schema *schema = sf_schema_of(group);
    for (size_t i = 0; i < schema->n_keys; i++) {
        const struct sf_key *key = &schema->key[i];
        const struct sf_setting *child = sf_setting_find(setting, key->name);
        void *at = (char *)into + key->offset;
        if (child == NULL && key->is_required && setting != NULL) {
            char path[SF_PATH_CHARS];
            sf_reading_fault(reading, setting, "'%s' has no '%s': %s (%s)",
                             sf_setting_path(setting, path), key->name, key->help,
                             key->unit);
        }
        if (key->type == SF_KEY_SPECIAL || key->type == SF_KEY_LATER) {
            continue;
        }
        if (child == NULL || key->type != SF_KEY_INPUT) {
            set_initial(reading, key, at, prefix);
        }
        if (child != NULL) {
            read_value(reading, child, key, at, prefix);
        }
    }
    for (size_t i = 0; setting != NULL && i < setting->n_children; i++) {
        check_known(reading, setting->child[i], group);
    }
}

void sf_keys_free(enum sf_group group, void *from)
{
    const struct sf_schema *schema = sf_schema_of(group);
    for (size_t i = 0; i < schema->n_keys; i++) {
        const struct sf_key *key = &schema->key[i];
        void *at = (char *)from + key->offset;
        if (key->type == SF_KEY_TEXT || key->type == SF_KEY_NAME) {
            free(*(char **)at);
        } else if (key->type == SF_KEY_DAYS) {
            free(((struct sf_days *)at)->day);
        } else if (key->type == SF_KEY_NUMBERS) {
            free(((struct sf_numbers *)at)->value);
        }
    }
}

const struct sf_setting *sf_keys_special(struct sf_reading *reading,
                                         const struct sf_setting *group,
                                         const char *key, enum sf_setting_type type)
{
    const struct sf_setting *setting = sf_setting_find(group, key);
    if (setting != NULL && setting->type != type) {
        char path[SF_PATH_CHARS];
        sf_reading_fault(reading, setting, "'%s' is %s; it must be %s",
                         sf_setting_path(setting, path),
                         sf_setting_type_words(setting->type),
                         sf_setting_type_words(type));
        return NULL;
    }
    return setting;
}

const struct sf_setting *sf_keys_list(struct sf_reading *reading,
                                      const struct sf_setting *group, const char *key,
                                      size_t most)
{
    const struct sf_setting *list =
        sf_keys_special(reading, group, key, SF_SETTING_LIST);
    if (list == NULL || list->n_children == 0) {
        return NULL;
    }
    char path[SF_PATH_CHARS];
    if (list->n_children > most) {
        sf_reading_fault(reading, list,
                         "'%s' has %zu members; at most %zu are possible",
                         sf_setting_path(list, path), list->n_children, most);
        return NULL;
    }
    for (size_t i = 0; i < list->n_children; i++) {
        const struct sf_setting *member = list->child[i];
        if (member->type != SF_SETTING_GROUP) {
            sf_reading_fault(
                reading, member, "'%s' is %s; write each member of the list as { ... }",
                sf_setting_path(member, path), sf_setting_type_words(member->type));
            return NULL;
        }
    }
    return list;
}
