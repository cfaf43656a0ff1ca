/* Which key, group or distribution somebody asks about. */
#include <string.h>

#include "core/text.h"
#include "scenario/explained.h"
#include "scenario/inputs_read.h"
#include "strikefund/scenario.h"

enum { MAX_STEPS = 8, MAX_STEP = 256 };

/** A dotted key in its steps, quotes taken off. */
struct steps {
    char step[MAX_STEPS][MAX_STEP];
    size_t n;
};

/** levies."No. 1".spread is three steps. False when it is no key at all. */
static bool split(const char *key, struct steps *steps)
{
    steps->n = 0;
    for (bool is_done = false; !is_done;) {
        const bool is_quoted = *key == '"';
        key += is_quoted;
        const size_t length = strcspn(key, is_quoted ? "\"" : ".");
        if (steps->n == MAX_STEPS || length == 0 || length >= MAX_STEP ||
            (is_quoted && key[length] == '\0')) {
            return false;
        }
        memcpy(steps->step[steps->n], key, length);
        steps->step[steps->n++][length] = '\0';
        key += length + (is_quoted ? 1 : 0);
        if (*key != '\0' && *key != '.') {
            return false;
        }
        is_done = *key++ == '\0';
    }
    return true;
}

/** Whether a word is a part of an uncertain number: dist, source, mode, ... */
static bool is_part_of_number(const char *word)
{
    static const char *const COMMON[] = {"dist", "value", "source", "grade"};
    for (size_t i = 0; i < sizeof(COMMON) / sizeof(COMMON[0]); i++) {
        if (strcmp(word, COMMON[i]) == 0) {
            return true;
        }
    }
    for (int d = SF_FIXED; d <= SF_DISCRETE; d++) {
        const struct sf_distribution_words *words =
            sf_distribution_words((enum sf_distribution)d);
        for (size_t i = 0; i < words->n; i++) {
            if (strcmp(word, words->parameter[i]) == 0) {
                return true;
            }
        }
    }
    return false;
}

static void add_break(struct sf_text *text)
{
    sf_text_add(text, "%s", text->length > 0 ? "\n" : "");
}

/** A key, or the group it opens. */
static void add_key(struct sf_text *text, enum sf_group group, const struct sf_key *key)
{
    const struct sf_door *door = sf_door_find(group, key->name);
    add_break(text);
    if (door != NULL) {
        sf_explained_group(text, door->child);
    } else if (group == SF_GROUP_SCENARIO && strcmp(key->name, "inputs") == 0) {
        sf_explained_numbers(text);
    } else {
        sf_explained_key(text, group, key);
    }
}

/** All that goes by one word, wherever it stands. */
static void add_word(struct sf_text *text, const char *word)
{
    for (int g = 0; g < SF_N_GROUPS; g++) {
        const struct sf_key *key = sf_schema_find((enum sf_group)g, word);
        if (key != NULL) {
            add_key(text, (enum sf_group)g, key);
        }
    }
    for (int d = SF_UNIFORM; d <= SF_DISCRETE; d++) {
        if (strcmp(word, sf_distribution_words((enum sf_distribution)d)->word) == 0) {
            add_break(text);
            sf_explained_distribution(text, (enum sf_distribution)d);
        }
    }
    if (is_part_of_number(word)) {
        add_break(text);
        sf_explained_numbers(text);
    }
}

/** Says what is wrong with a step, and what was probably meant. */
static void refuse(struct sf_text *text, const char *step,
                   const struct sf_nearest *nearest)
{
    sf_text_free(text);
    sf_text_add(text, "there is no key '%s'", step);
    if (nearest->name != NULL) {
        sf_text_add(text, "; did you mean '%s'?", nearest->name);
    } else {
        sf_text_add(text, "; strikefund explain lists them all");
    }
}

static void offer_group(struct sf_nearest *nearest, enum sf_group group)
{
    const struct sf_schema *schema = sf_schema_of(group);
    for (size_t i = 0; i < schema->n_keys; i++) {
        sf_nearest_offer(nearest, schema->key[i].name);
    }
}

static void offer_all(struct sf_nearest *nearest)
{
    for (int g = 0; g < SF_N_GROUPS; g++) {
        offer_group(nearest, (enum sf_group)g);
    }
    for (int d = SF_UNIFORM; d <= SF_DISCRETE; d++) {
        sf_nearest_offer(nearest, sf_distribution_words((enum sf_distribution)d)->word);
    }
}

/** Whether steps may follow a key that opens no group: a levy class, a parameter. */
static bool may_follow(const struct sf_key *key, const struct steps *steps, size_t i)
{
    return i == steps->n || (key->type == SF_KEY_SPECIAL && steps->n - i <= 2) ||
           (key->type == SF_KEY_INPUT && i + 1 == steps->n &&
            is_part_of_number(steps->step[i]));
}

/** Walks from a group to the key that the steps from the i-th on lead to. False, with
 *  text saying why, when they lead nowhere. */
static bool walk(struct sf_text *text, const struct sf_door *door,
                 const struct steps *steps, size_t i)
{
    enum sf_group group = door->child;
    bool may_be_name = door->member != NULL;
    for (; i < steps->n; i++) {
        const char *step = steps->step[i];
        const struct sf_key *key = sf_schema_find(group, step);
        const bool is_last = i + 1 == steps->n;
        struct sf_nearest nearest = {.wanted = step};
        offer_group(&nearest, group);
        if (may_be_name &&
            (is_last
                 ? key == NULL && nearest.name == NULL
                 : key == NULL || sf_schema_find(group, steps->step[i + 1]) != NULL)) {
            may_be_name = false;
            continue;
        }
        const struct sf_door *next = key != NULL ? sf_door_find(group, step) : NULL;
        if (next != NULL) {
            group = next->child;
            may_be_name = next->member != NULL;
            continue;
        }
        if (key != NULL && may_follow(key, steps, i + 1)) {
            add_key(text, group, key);
            return true;
        }
        nearest = (struct sf_nearest){.wanted = steps->step[key != NULL ? i + 1 : i]};
        offer_group(&nearest, group);
        refuse(text, nearest.wanted, &nearest);
        return false;
    }
    sf_explained_group(text, group);
    return true;
}

/** Finds where a path of several steps begins. */
static bool find_path(struct sf_text *text, const struct steps *steps)
{
    const struct sf_key *key = sf_schema_find(SF_GROUP_SCENARIO, steps->step[0]);
    for (size_t d = 0; sf_door_at(d) != NULL; d++) {
        if (strcmp(sf_door_at(d)->key, steps->step[0]) == 0) {
            return walk(text, sf_door_at(d), steps, 1);
        }
    }
    if (key != NULL && may_follow(key, steps, 1)) {
        add_key(text, SF_GROUP_SCENARIO, key);
        return true;
    }
    struct sf_nearest nearest = {.wanted = steps->step[key != NULL ? 1 : 0]};
    offer_group(&nearest, SF_GROUP_SCENARIO);
    refuse(text, nearest.wanted, &nearest);
    return false;
}

static bool find(struct sf_text *text, const char *key)
{
    struct steps steps;
    struct sf_nearest nearest = {.wanted = key};
    if (!split(key, &steps)) {
        refuse(text, key, &nearest);
        return false;
    }
    if (steps.n > 1) {
        return find_path(text, &steps);
    }
    add_word(text, steps.step[0]);
    if (text->length == 0) {
        nearest.wanted = steps.step[0];
        offer_all(&nearest);
        refuse(text, steps.step[0], &nearest);
        return false;
    }
    return true;
}

static void list_groups(struct sf_text *text)
{
    for (int g = 0; g < SF_N_GROUPS; g++) {
        add_break(text);
        sf_explained_group(text, (enum sf_group)g);
    }
    add_break(text);
    sf_explained_numbers(text);
}

enum sf_status sf_scenario_explain(const char *key, char **text)
{
    struct sf_text made = {0};
    bool is_found = true;
    if (key == NULL) {
        list_groups(&made);
    } else {
        is_found = find(&made, key);
    }
    char *taken = sf_text_take(&made);
    if (taken == NULL) {
        return SF_ERR_MEMORY;
    }
    *text = taken;
    return is_found ? SF_OK : SF_ERR_USAGE;
}
