#include <stdlib.h>
#include <string.h>

#include "output/json.h"
#include "strikefund/facts.h"
#include "strikefund/json.h"

/** The words of "a|b" as an array. */
static void add_words(struct sf_json *json, const char *key, const char *words,
                      size_t length)
{
    sf_json_open_array(json, key);
    for (size_t at = 0; at < length;) {
        const size_t n = strcspn(words + at, "|");
        struct sf_text word = {0};
        sf_text_add_bytes(&word, words + at, n);
        if (word.is_out_of_memory) {
            json->text.is_out_of_memory = true;
        } else {
            sf_json_add_text(json, NULL, word.chars);
        }
        sf_text_free(&word);
        at += n + 1;
    }
    sf_json_close(json);
}

/** Those to choose from now, and those of a later version. */
static void add_choices(struct sf_json *json, const char *words)
{
    const char *all = words != NULL ? words : "";
    const char *later = strstr(all, "||");
    const size_t n = later != NULL ? (size_t)(later - all) : strlen(all);
    add_words(json, "choices", all, n);
    add_words(json, "choices_later", later != NULL ? later + 2 : "",
              later != NULL ? strlen(later + 2) : 0);
}

/** The default in the type of the key. */
static void add_default(struct sf_json *json, const struct sf_key_facts *key)
{
    static const char *const NUMBER[] = {"uncertain_number", "number", "whole_number"};
    if (key->initial != NULL && strcmp(key->type, "truth") == 0) {
        sf_json_add_truth(json, "default", strcmp(key->initial, "true") == 0);
        return;
    }
    for (size_t i = 0; i < sizeof(NUMBER) / sizeof(NUMBER[0]); i++) {
        if (key->initial != NULL && strcmp(key->type, NUMBER[i]) == 0) {
            sf_json_add_number(json, "default", strtod(key->initial, NULL));
            return;
        }
    }
    if (key->initial != NULL && strcmp(key->type, "numbers") == 0) {
        sf_json_open_array(json, "default"); /* one number is a list of one */
        sf_json_add_number(json, NULL, strtod(key->initial, NULL));
        sf_json_close(json);
        return;
    }
    sf_json_add_text(json, "default", key->initial);
}

static void add_key(struct sf_json *json, const struct sf_key_facts *key)
{
    sf_json_open_object(json, NULL);
    sf_json_add_text(json, "path", key->path);
    sf_json_add_text(json, "key", key->name);
    sf_json_add_text(json, "stands_in", key->stands_in);
    sf_json_add_truth(json, "in_this_version", !key->is_later);
    if (!key->is_later) {
        sf_json_add_text(json, "help", key->help);
        sf_json_add_text(json, "type", key->type);
        sf_json_add_text(json, "unit", key->unit);
        sf_json_add_truth(json, "affects_money_alone", key->is_money);
        if (key->has_range) {
            sf_json_add_number(json, "low", key->low);
            sf_json_add_number(json, "high", key->high);
        } else {
            sf_json_add_null(json, "low");
            sf_json_add_null(json, "high");
        }
        add_choices(json, key->words);
        sf_json_add_truth(json, "required", key->is_required);
        add_default(json, key);
    }
    sf_json_close(json);
}

static void add_distribution(struct sf_json *json,
                             const struct sf_distribution_facts *distribution)
{
    sf_json_open_object(json, NULL);
    sf_json_add_text(json, "dist", distribution->word);
    sf_json_open_array(json, "parameters");
    for (size_t i = 0; i < distribution->n_parameters; i++) {
        sf_json_add_text(json, NULL, distribution->parameter[i]);
    }
    sf_json_close(json);
    sf_json_add_text(json, "help", distribution->help);
    sf_json_close(json);
}

static void add_facts(struct sf_json *json, const struct sf_facts *facts)
{
    sf_json_open_object(json, NULL);
    sf_json_open_array(json, "keys");
    for (size_t i = 0; i < facts->n_keys; i++) {
        add_key(json, &facts->key[i]);
    }
    sf_json_close(json);
    sf_json_open_array(json, "distributions");
    for (size_t i = 0; i < facts->n_distributions; i++) {
        add_distribution(json, &facts->distribution[i]);
    }
    sf_json_close(json);
    sf_json_open_array(json, "grades");
    for (size_t i = 0; i < facts->n_grades; i++) {
        sf_json_open_object(json, NULL);
        sf_json_add_text(json, "grade", facts->grade[i].grade);
        sf_json_add_text(json, "help", facts->grade[i].help);
        sf_json_close(json);
    }
    sf_json_close(json);
    sf_json_close(json);
}

enum sf_status sf_json_of_keys(const char *key, char **text)
{
    struct sf_facts facts = {0};
    const enum sf_status status = sf_scenario_facts(key, &facts, text);
    if (status != SF_OK) {
        return status;
    }
    struct sf_json json = {0};
    add_facts(&json, &facts);
    sf_facts_free(&facts);
    return sf_json_take(&json, text);
}
