#include "scenario/explained.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scenario/inputs_read.h"

enum { KEY_COLUMNS = 22 };

static const struct sf_door DOORS[] = {
    {SF_GROUP_SCENARIO, "fund", SF_GROUP_FUND, NULL},
    {SF_GROUP_FUND, "one_offs", SF_GROUP_ONE_OFF, "NAME"},
    {SF_GROUP_SCENARIO, "bands", SF_GROUP_BAND, "NAME"},
    {SF_GROUP_SCENARIO, "employers", SF_GROUP_EMPLOYERS, NULL},
    {SF_GROUP_EMPLOYERS, "list", SF_GROUP_EMPLOYER, "NAME"},
    {SF_GROUP_SCENARIO, "members", SF_GROUP_MEMBERS, NULL},
    {SF_GROUP_SCENARIO, "levies", SF_GROUP_LEVY, "NAME"},
    {SF_GROUP_SCENARIO, "rules", SF_GROUP_RULE, "NAME"},
    {SF_GROUP_RULE, "tiers", SF_GROUP_TIER, "NUMBER"},
    {SF_GROUP_SCENARIO, "ballots", SF_GROUP_BALLOT, "NAME"},
    {SF_GROUP_SCENARIO, "correlations", SF_GROUP_CORRELATION, "NUMBER"},
    {SF_GROUP_SCENARIO, "strategies", SF_GROUP_STRATEGY, "NAME"},
    {SF_GROUP_STRATEGY, "actions", SF_GROUP_ACTION, "NAME"},
};

const struct sf_door *sf_door_at(size_t i)
{
    return i < sizeof(DOORS) / sizeof(DOORS[0]) ? &DOORS[i] : NULL;
}

const struct sf_door *sf_door_find(enum sf_group parent, const char *key)
{
    for (size_t i = 0; i < sizeof(DOORS) / sizeof(DOORS[0]); i++) {
        if (DOORS[i].parent == parent && strcmp(DOORS[i].key, key) == 0) {
            return &DOORS[i];
        }
    }
    return NULL;
}

/** "strategies.NAME.actions.NAME"; nothing for the scenario itself. */
static void add_path(struct sf_text *text, enum sf_group group)
{
    for (size_t i = 0; i < sizeof(DOORS) / sizeof(DOORS[0]); i++) {
        if (DOORS[i].child == group) {
            add_path(text, DOORS[i].parent);
            const char *member = DOORS[i].member;
            sf_text_add(text, "%s%s%s%s",
                        DOORS[i].parent == SF_GROUP_SCENARIO ? "" : ".", DOORS[i].key,
                        member != NULL ? "." : "", member != NULL ? member : "");
        }
    }
}

static const char *type_words(enum sf_key_type type)
{
    switch (type) {
    case SF_KEY_INPUT:
        return "a number, certain or not (strikefund explain inputs)";
    case SF_KEY_NUMBER:
        return "a number";
    case SF_KEY_WHOLE:
    case SF_KEY_COUNT:
        return "a whole number";
    case SF_KEY_SEED:
        return "a whole number in quotes";
    case SF_KEY_TRUTH:
        return "true or false, without quotes";
    case SF_KEY_TEXT:
    case SF_KEY_NAME:
        return "a text in quotes";
    case SF_KEY_DAY:
    case SF_KEY_MONTH:
        return "a date in quotes";
    case SF_KEY_DAYS:
        return "a list of dates in quotes";
    case SF_KEY_NUMBERS:
        return "a list of numbers";
    case SF_KEY_WORD:
    case SF_KEY_WORD_TRUTH:
        return "a word in quotes";
    case SF_KEY_SPECIAL:
    case SF_KEY_LATER:
        return NULL;
    }
    return NULL;
}

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

void sf_explained_key(struct sf_text *text, enum sf_group group,
                      const struct sf_key *key)
{
    add_path(text, group);
    sf_text_add(text, "%s%s", group == SF_GROUP_SCENARIO ? "" : ".", key->name);
    if (key->type == SF_KEY_LATER) {
        sf_text_add(text, "\n  Not in this version: a file with it is refused.\n");
        return;
    }
    sf_text_add(text, "\n  Means     %s\n", key->help);
    const char *type = type_words(key->type);
    if (type != NULL) {
        sf_text_add(text, "  Type      %s\n", type);
    }
    if (key->words != NULL) {
        add_choice(text, key->words);
    } else {
        sf_text_add(text, "  %-9s %s\n", type != NULL ? "Unit" : "Holds", key->unit);
    }
    if (key->low < key->high) {
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
    sf_text_add(text, "  Stands    %s%s\n",
                group == SF_GROUP_SCENARIO ? "at the top of " : "in ",
                sf_schema_of(group)->noun);
}

void sf_explained_group(struct sf_text *text, enum sf_group group)
{
    const struct sf_schema *schema = sf_schema_of(group);
    if (group == SF_GROUP_SCENARIO) {
        sf_text_add(text, "At the top of %s\n", schema->noun);
    } else {
        add_path(text, group);
        sf_text_add(text, ": %s\n", schema->noun);
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

/** What the parameters are of, where their names do not say it. */
static const char *parameters_are_of(enum sf_distribution which)
{
    switch (which) {
    case SF_FIXED:
    case SF_UNIFORM:
    case SF_TRIANGULAR:
        return "";
    case SF_PERT:
        return "; smoother than triangular, with less at the ends";
    case SF_NORMAL:
    case SF_LOGNORMAL:
    case SF_BETA:
    case SF_GAMMA:
        return " of the number itself";
    case SF_LOGITNORMAL:
        return ": the median from 0 to 1, the sd on the logit";
    case SF_DISCRETE:
        return ": two lists of the same length";
    }
    return "";
}

void sf_explained_distribution(struct sf_text *text, enum sf_distribution which)
{
    const struct sf_distribution_words *words = sf_distribution_words(which);
    sf_text_add(text, "%s\n  Means     a distribution of an uncertain number\n",
                words->word);
    for (size_t i = 0; i < words->n; i++) {
        sf_text_add(text, "%s%s", i == 0 ? "  Takes     " : ", ", words->parameter[i]);
    }
    sf_text_add(text, "%s\n  Written   { dist = \"%s\"; ", parameters_are_of(which),
                words->word);
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
    static const char *const GRADE[] = {[SF_GRADE_A] = "official",
                                        [SF_GRADE_B] = "press",
                                        [SF_GRADE_C] = "partisan or second-hand",
                                        [SF_GRADE_D] = "worked out",
                                        [SF_GRADE_J] = "a judgement"};
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
        sf_text_add(text, "%s\n", parameters_are_of((enum sf_distribution)d));
    }
    sf_text_add(text, "\nGrades: how well a number is known.\n");
    for (int g = SF_GRADE_A; g <= SF_GRADE_J; g++) {
        sf_text_add(text, "  %s  %s\n", sf_grade_word((enum sf_grade)g), GRADE[g]);
    }
}
