#include "scenario/words_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Steps through "a|b||c": the next word, and whether it is one of a later version. */
static bool next_word(const char **rest, char word[64], bool *is_later)
{
    if (**rest == '\0') {
        return false;
    }
    if (**rest == '|') {
        *is_later = true;
        (*rest)++;
    }
    const size_t length = strcspn(*rest, "|");
    snprintf(word, 64, "%.*s", (int)length, *rest);
    *rest += length;
    if (**rest == '|') {
        (*rest)++;
    }
    return true;
}

bool sf_word_set(const struct sf_key *key, const char *word, void *at)
{
    const char *rest = key->words;
    char this_word[64];
    bool is_later = false;
    for (unsigned n = 0; next_word(&rest, this_word, &is_later) && !is_later; n++) {
        if (strcmp(word, this_word) == 0) {
            if (key->type == SF_KEY_WORD_TRUTH) {
                *(bool *)at = n == 1;
            } else {
                /* An enum of enumerators from 0 on is an unsigned or an int. */
                memcpy(at, &n, sizeof(n));
            }
            return true;
        }
    }
    return false;
}

void sf_word_copy(const struct sf_key *key, size_t n, char *word, size_t room)
{
    const char *rest = key->words;
    char this_word[64] = "";
    bool is_later = false;
    for (size_t i = 0; i <= n; i++) {
        next_word(&rest, this_word, &is_later);
    }
    snprintf(word, room, "%s", this_word);
}

static void word_fault(struct sf_reading *reading, const struct sf_setting *setting,
                       const struct sf_key *key)
{
    struct sf_text allowed = {0};
    struct sf_nearest nearest = {.wanted = setting->text};
    const char *rest = key->words;
    char word[64];
    bool is_later = false;
    bool is_of_later = false;
    char candidate[8][64];
    size_t n = 0;
    while (next_word(&rest, word, &is_later)) {
        is_of_later |= is_later && strcmp(word, setting->text) == 0;
        if (!is_later && n < 8) {
            sf_text_add(&allowed, "%s\"%s\"", n > 0 ? ", " : "", word);
            memcpy(candidate[n], word, sizeof(word));
            sf_nearest_offer(&nearest, candidate[n]);
            n++;
        }
    }
    char path[SF_PATH_CHARS];
    char words[SF_SUGGESTION_CHARS];
    sf_setting_path(setting, path);
    if (is_of_later) {
        sf_reading_fault(reading, setting,
                         "'%s' is \"%s\", which is not in this version; write %s%s",
                         path, setting->text, n > 1 ? "one of " : "",
                         allowed.chars != NULL ? allowed.chars : "");
    } else {
        sf_reading_fault(reading, setting, "'%s' is \"%.60s\"; it must be %s%s%s", path,
                         setting->text, n > 1 ? "one of " : "",
                         allowed.chars != NULL ? allowed.chars : "",
                         sf_nearest_words(&nearest, words));
    }
    sf_text_free(&allowed);
}

static bool read_text(struct sf_reading *reading, const struct sf_setting *setting,
                      size_t most, bool allow_breaks, char **into)
{
    char path[SF_PATH_CHARS];
    if (setting->type != SF_SETTING_TEXT) {
        sf_type_fault(reading, setting, "a text", "in double quotes");
        return false;
    }
    const size_t length = strlen(setting->text);
    if (length > most) {
        sf_reading_fault(reading, setting,
                         "'%s' is %zu bytes long; at most %zu are possible",
                         sf_setting_path(setting, path), length, most);
        return false;
    }
    struct sf_unfit unfit;
    if (sf_text_find_unfit(setting->text, allow_breaks, &unfit)) {
        char words[SF_UNFIT_CHARS];
        sf_reading_fault(reading, setting, "'%s' holds %s; take it out",
                         sf_setting_path(setting, path), sf_unfit_say(&unfit, words));
        return false;
    }
    char *copy = sf_reading_copy(reading, setting->text);
    if (copy == NULL) {
        return false;
    }
    free(*into);
    *into = copy;
    return true;
}

bool sf_name_read(struct sf_reading *reading, const struct sf_setting *setting,
                  char **name)
{
    if (setting->type == SF_SETTING_TEXT &&
        setting->text[strspn(setting->text, " ")] == '\0') {
        char path[SF_PATH_CHARS];
        sf_reading_fault(reading, setting, "'%s' is empty",
                         sf_setting_path(setting, path));
        return false;
    }
    return read_text(reading, setting, SF_MAX_NAME, false, name);
}

static bool read_date(struct sf_reading *reading, const struct sf_setting *setting,
                      bool is_month, int32_t *date)
{
    if (setting->type != SF_SETTING_TEXT) {
        sf_type_fault(reading, setting, is_month ? "a month" : "a date",
                      is_month ? "in quotes, \"2023-02\""
                               : "in quotes, \"2023-02-01\"");
        return false;
    }
    if (is_month ? sf_month_parse(setting->text, date)
                 : sf_day_parse(setting->text, date)) {
        return true;
    }
    char path[SF_PATH_CHARS];
    sf_reading_fault(reading, setting,
                     "'%s' is \"%.40s\"; it must be %s, from 1900 to 2199",
                     sf_setting_path(setting, path), setting->text,
                     is_month ? "a month such as \"2023-02\""
                              : "a date that exists, such as \"2023-02-01\"");
    return false;
}

static int compare_days(const void *a, const void *b)
{
    const int32_t x = *(const int32_t *)a;
    const int32_t y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

static void read_days(struct sf_reading *reading, const struct sf_setting *setting,
                      struct sf_days *days)
{
    char path[SF_PATH_CHARS];
    if (setting->type != SF_SETTING_LIST) {
        sf_type_fault(reading, setting, "a list of dates", "[\"2023-02-01\"]");
        return;
    }
    if (setting->n_children > SF_MAX_DATES) {
        sf_reading_fault(
            reading, setting, "'%s' has %zu dates; at most %d are possible",
            sf_setting_path(setting, path), setting->n_children, SF_MAX_DATES);
        return;
    }
    int32_t *day = sf_reading_alloc(reading, setting->n_children, sizeof(*day));
    if (day == NULL) {
        return;
    }
    size_t n = 0;
    for (size_t i = 0; i < setting->n_children; i++) {
        n += read_date(reading, setting->child[i], false, &day[n]) ? 1 : 0;
    }
    qsort(day, n, sizeof(*day), compare_days);
    for (size_t i = 1; i < n; i++) {
        if (day[i] == day[i - 1]) {
            char date[11];
            sf_day_format(day[i], date);
            sf_reading_fault(reading, setting, "'%s' has %s twice",
                             sf_setting_path(setting, path), date);
        }
    }
    *days = (struct sf_days){day, n};
}

void sf_words_read(struct sf_reading *reading, const struct sf_setting *setting,
                   const struct sf_key *key, void *at)
{
    if (key->type == SF_KEY_TEXT) {
        read_text(reading, setting, SF_MAX_TEXT, true, at);
    } else if (key->type == SF_KEY_NAME) {
        sf_name_read(reading, setting, at);
    } else if (key->type == SF_KEY_DAY || key->type == SF_KEY_MONTH) {
        read_date(reading, setting, key->type == SF_KEY_MONTH, at);
    } else if (key->type == SF_KEY_DAYS) {
        read_days(reading, setting, at);
    } else if (setting->type != SF_SETTING_TEXT) {
        sf_type_fault(reading, setting, "a word", "in quotes");
    } else if (!sf_word_set(key, setting->text, at)) {
        word_fault(reading, setting, key);
    }
}
