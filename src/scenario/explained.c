#include "scenario/explained.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scenario/inputs_read.h"

enum { KEY_COLUMNS = 22 };

/** A whole number with its thousands, any other as it is. */
static void add_number(struct sf_text *text, double number)
{
    char words[SF_NUMBER_CHARS];
    if (number == floor(number) && fabs(number) < 1e15) {
        sf_count_say((int64_t)number, words);
    } else {
        snprintf(words, sizeof(words), "%.10g", number);
    }
    sf_text_add(text, "%s", words);
}

/** "a|b" as "a, b". */
static void add_words(struct sf_text *text, const char *label, const char *words,
                      size_t length)
{
    sf_text_add(text, "  %-9s ", label);
    for (size_t i = 0; i < length; i++) {
        const bool is_between = words[i] == '|';
        sf_text_add_bytes(text, is_between ? ", " : &words[i], is_between ? 2 : 1);
    }
    sf_text_add(text, "\n");
}

static void add_choice(struct sf_text *text, const char *words)
{
    const char *later = strstr(words, "||");
    add_words(text, "One of", words,
              later != NULL ? (size_t)(later - words) : strlen(words));
    if (later != NULL) {
        add_words(text, "Not yet", later + 2, strlen(later + 2));
    }
}

void sf_explained_key(struct sf_text *text, const struct sf_key_facts *key)
{
    sf_text_add(text, "%s", key->path);
    if (key->is_later) {
        sf_text_add(text, "\n  Not in this version: a file with it is refused.\n");
        return;
    }
    sf_text_add(text, "\n  Means     %s\n", key->help);
    if (key->type_words != NULL) {
        sf_text_add(text, "  Type      %s\n", key->type_words);
    }
    if (key->words != NULL) {
        add_choice(text, key->words);
    } else {
        sf_text_add(text, "  %-9s %s\n", key->type_words != NULL ? "Unit" : "Holds",
                    key->unit);
    }
    if (key->has_range) {
        sf_text_add(text, "  Range     ");
        add_number(text, key->low);
        sf_text_add(text, " to ");
        add_number(text, key->high);
        sf_text_add(text, "\n");
    }
    if (key->is_required) {
        sf_text_add(text, "  Default   none: it must be given\n");
    } else {
        sf_text_add(text, "  Default   %s\n",
                    key->initial != NULL ? key->initial : "none: it may be left out");
    }
    if (key->is_money) {
        sf_text_add(text,
                    "  Affects   money alone: what people do is the same whatever "
                    "it is, unless a\n            rule looks at the fund\n");
    }
    sf_text_add(text, "  Stands    %s%s\n", key->is_at_top ? "at the top of " : "in ",
                key->stands_in);
}

void sf_explained_group(struct sf_text *text, enum sf_group group)
{
    const struct sf_schema *schema = sf_schema_of(group);
    char path[SF_KEY_PATH_CHARS];
    sf_group_path(group, path);
    if (group == SF_GROUP_SCENARIO) {
        sf_text_add(text, "At the top of %s\n", schema->noun);
    } else {
        sf_text_add(text, "%s: %s\n", path, schema->noun);
    }
    size_t n_later = 0;
    for (size_t i = 0; i < schema->n_keys; i++) {
        const struct sf_key *key = &schema->key[i];
        if (key->type == SF_KEY_LATER) {
            n_later++;
            continue;
        }
        sf_text_add(text, "  %-*s  %s (%s", KEY_COLUMNS, key->name, key->help,
                    key->words != NULL ? "a word" : key->unit);
        if (key->is_required) {
            sf_text_add(text, "; must be given");
        } else if (key->initial != NULL) {
            sf_text_add(text, "; default %s", key->initial);
        }
        sf_text_add(text, ")\n");
    }
    const char *before = "  Not in this version: ";
    for (size_t i = 0; i < schema->n_keys && n_later > 0; i++) {
        if (schema->key[i].type == SF_KEY_LATER) {
            sf_text_add(text, "%s%s", before, schema->key[i].name);
            before = ", ";
        }
    }
    sf_text_add(text, "%s", n_later > 0 ? "\n" : "");
}

/** Adds what is to be said of the parameters, if anything. */
static void add_help(struct sf_text *text, enum sf_distribution which)
{
    const char *help = sf_distribution_help(which);
    sf_text_add(text, "%s%s\n", help != NULL ? ": " : "", help != NULL ? help : "");
}

void sf_explained_distribution(struct sf_text *text, enum sf_distribution which)
{
    const struct sf_distribution_words *words = sf_distribution_words(which);
    sf_text_add(text, "%s\n  Means     a distribution of an uncertain number\n",
                words->word);
    for (size_t i = 0; i < words->n; i++) {
        sf_text_add(text, "%s%s", i == 0 ? "  Takes     " : ", ", words->parameter[i]);
    }
    add_help(text, which);
    sf_text_add(text, "  Written   { dist = \"%s\"; ", words->word);
    for (size_t i = 0; i < words->n; i++) {
        sf_text_add(text, "%s = %s; ", words->parameter[i],
                    which == SF_DISCRETE ? "[...]" : "...");
    }
    sf_text_add(text, "source = \"...\"; grade = \"...\"; }\n"
                      "  Stands    wherever a key's type is a number, certain or not\n"
                      "  Draws     are kept within the range of the key\n");
}

void sf_explained_numbers(struct sf_text *text)
{
    sf_text_add(text, "A number, certain or not, is written in one of these ways:\n"
                      "  12.5\n"
                      "  { value = 12.5; source = \"...\"; grade = \"...\"; }\n"
                      "  { dist = \"...\"; its parameters; source = \"...\"; grade = "
                      "\"...\"; }\n"
                      "  \"a name\", which stands in inputs : { name = { ... }; }: one "
                      "number for all who name it\n\n"
                      "Distributions and their parameters:\n");
    for (int d = SF_UNIFORM; d <= SF_DISCRETE; d++) {
        const struct sf_distribution_words *words =
            sf_distribution_words((enum sf_distribution)d);
        sf_text_add(text, "  %-12s", words->word);
        for (size_t i = 0; i < words->n; i++) {
            sf_text_add(text, "%s%s", i == 0 ? "" : ", ", words->parameter[i]);
        }
        add_help(text, (enum sf_distribution)d);
    }
    sf_text_add(text, "\nGrades: how well a number is known.\n");
    for (int g = SF_GRADE_A; g <= SF_GRADE_J; g++) {
        sf_text_add(text, "  %s  %s\n", sf_grade_word((enum sf_grade)g),
                    sf_grade_help((enum sf_grade)g));
    }
}
