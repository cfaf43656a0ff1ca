/* Which key, group or distribution somebody asks about. */
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "scenario/explained.h"
#include "scenario/inputs_read.h"
#include "strikefund/scenario.h"

enum { MAX_STEPS = 8, MAX_STEP = 256, MAX_TOPICS = 64 };

/** One thing that was asked about. */
struct topic {
    enum { A_KEY, A_GROUP, A_DISTRIBUTION, NUMBERS } what;
    enum sf_group group;      /* the group, or where the key stands */
    const struct sf_key *key; /* of a group and of numbers: the one that opens them, or
                                 NULL */
    enum sf_group parent;     /* of a group: where that key stands */
    enum sf_distribution distribution;
};

/** The answer to a question, in order; or why there is none. */
struct topics {
    struct topic topic[MAX_TOPICS];
    size_t n;
    struct sf_text refusal;
};

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

static void add(struct topics *topics, struct topic topic)
{
    SF_BUG_ON(topics->n == MAX_TOPICS);
    topics->topic[topics->n++] = topic;
}

/** A key, or the group it opens. */
static void add_key(struct topics *topics, enum sf_group group,
                    const struct sf_key *key)
{
    const struct sf_door *door = sf_door_find(group, key->name);
    if (door != NULL) {
        add(topics,
            (struct topic){
                .what = A_GROUP, .group = door->child, .key = key, .parent = group});
    } else if (group == SF_GROUP_SCENARIO && strcmp(key->name, "inputs") == 0) {
        add(topics, (struct topic){.what = NUMBERS, .key = key});
    } else {
        add(topics, (struct topic){.what = A_KEY, .group = group, .key = key});
    }
}

/** All that goes by one word, wherever it stands. */
static void add_word(struct topics *topics, const char *word)
{
    for (int g = 0; g < SF_N_GROUPS; g++) {
        const struct sf_key *key = sf_schema_find((enum sf_group)g, word);
        if (key != NULL) {
            add_key(topics, (enum sf_group)g, key);
        }
    }
    for (int d = SF_UNIFORM; d <= SF_DISCRETE; d++) {
        if (strcmp(word, sf_distribution_words((enum sf_distribution)d)->word) == 0) {
            add(topics, (struct topic){.what = A_DISTRIBUTION,
                                       .distribution = (enum sf_distribution)d});
        }
    }
    if (is_part_of_number(word)) {
        add(topics, (struct topic){.what = NUMBERS});
    }
}

/** Says what is wrong with a step, and what was probably meant. */
static void refuse(struct topics *topics, const char *step,
                   const struct sf_nearest *nearest)
{
    struct sf_text *text = &topics->refusal;
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
 *  the refusal saying why, when they lead nowhere. */
static bool walk(struct topics *topics, const struct sf_door *door,
                 const struct steps *steps, size_t i)
{
    enum sf_group group = door->child;
    bool may_be_name = door->member != NULL;
    const struct sf_door *last = door;
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
            last = next;
            continue;
        }
        if (key != NULL && may_follow(key, steps, i + 1)) {
            add_key(topics, group, key);
            return true;
        }
        nearest = (struct sf_nearest){.wanted = steps->step[key != NULL ? i + 1 : i]};
        offer_group(&nearest, group);
        refuse(topics, nearest.wanted, &nearest);
        return false;
    }
    add_key(topics, last->parent, sf_schema_find(last->parent, last->key));
    return true;
}

/** Finds where a path of several steps begins. */
static bool find_path(struct topics *topics, const struct steps *steps)
{
    const struct sf_key *key = sf_schema_find(SF_GROUP_SCENARIO, steps->step[0]);
    for (size_t d = 0; sf_door_at(d) != NULL; d++) {
        if (strcmp(sf_door_at(d)->key, steps->step[0]) == 0) {
            return walk(topics, sf_door_at(d), steps, 1);
        }
    }
    if (key != NULL && may_follow(key, steps, 1)) {
        add_key(topics, SF_GROUP_SCENARIO, key);
        return true;
    }
    struct sf_nearest nearest = {.wanted = steps->step[key != NULL ? 1 : 0]};
    offer_group(&nearest, SF_GROUP_SCENARIO);
    refuse(topics, nearest.wanted, &nearest);
    return false;
}

static bool find(struct topics *topics, const char *key)
{
    struct steps steps;
    struct sf_nearest nearest = {.wanted = key};
    if (!split(key, &steps)) {
        refuse(topics, key, &nearest);
        return false;
    }
    if (steps.n > 1) {
        return find_path(topics, &steps);
    }
    add_word(topics, steps.step[0]);
    if (topics->n == 0) {
        nearest.wanted = steps.step[0];
        offer_all(&nearest);
        refuse(topics, steps.step[0], &nearest);
        return false;
    }
    return true;
}

/** Finds the topics of a question; NULL: all. */
static enum sf_status find_all(struct topics *topics, const char *key, char **message)
{
    if (key != NULL && !find(topics, key)) {
        char *taken = sf_text_take(&topics->refusal);
        if (taken == NULL) {
            return SF_ERR_MEMORY;
        }
        *message = taken;
        return SF_ERR_USAGE;
    }
    for (int g = 0; key == NULL && g < SF_N_GROUPS; g++) {
        add(topics, (struct topic){.what = A_GROUP, .group = (enum sf_group)g});
    }
    if (key == NULL) {
        add(topics, (struct topic){.what = NUMBERS});
    }
    return SF_OK;
}

static void say(struct sf_text *text, const struct topic *topic)
{
    switch (topic->what) {
    case A_KEY: {
        const struct sf_key_facts key = sf_key_facts_of(topic->group, topic->key);
        sf_explained_key(text, &key);
        return;
    }
    case A_GROUP:
        sf_explained_group(text, topic->group);
        return;
    case A_DISTRIBUTION:
        sf_explained_distribution(text, topic->distribution);
        return;
    case NUMBERS:
        sf_explained_numbers(text);
        return;
    }
}

enum sf_status sf_scenario_explain(const char *key, char **text)
{
    struct topics topics = {0};
    const enum sf_status status = find_all(&topics, key, text);
    if (status != SF_OK) {
        return status;
    }
    struct sf_text made = {0};
    for (size_t i = 0; i < topics.n; i++) {
        sf_text_add(&made, "%s", i > 0 ? "\n" : "");
        say(&made, &topics.topic[i]);
    }
    char *taken = sf_text_take(&made);
    if (taken == NULL) {
        return SF_ERR_MEMORY;
    }
    *text = taken;
    return SF_OK;
}

static void add_facts(struct sf_facts *facts, enum sf_group group,
                      const struct sf_key *key)
{
    facts->key[facts->n_keys++] = sf_key_facts_of(group, key);
}

static void add_distribution(struct sf_facts *facts, enum sf_distribution which)
{
    const struct sf_distribution_words *words = sf_distribution_words(which);
    struct sf_distribution_facts *added =
        &facts->distribution[facts->n_distributions++];
    *added = (struct sf_distribution_facts){.word = words->word,
                                            .n_parameters = words->n,
                                            .help = sf_distribution_help(which)};
    memcpy(added->parameter, words->parameter, sizeof(added->parameter));
}

static void add_numbers(struct sf_facts *facts)
{
    for (int d = SF_UNIFORM; d <= SF_DISCRETE; d++) {
        add_distribution(facts, (enum sf_distribution)d);
    }
    for (int g = SF_GRADE_A; g <= SF_GRADE_J; g++) {
        facts->grade[facts->n_grades++] = (struct sf_grade_facts){
            sf_grade_word((enum sf_grade)g), sf_grade_help((enum sf_grade)g)};
    }
}

static void add_topic(struct sf_facts *facts, const struct topic *topic)
{
    const struct sf_schema *schema = sf_schema_of(topic->group);
    switch (topic->what) {
    case A_KEY:
        add_facts(facts, topic->group, topic->key);
        return;
    case A_GROUP:
        if (topic->key != NULL) {
            add_facts(facts, topic->parent, topic->key);
        }
        for (size_t i = 0; i < schema->n_keys; i++) {
            add_facts(facts, topic->group, &schema->key[i]);
        }
        return;
    case A_DISTRIBUTION:
        add_distribution(facts, topic->distribution);
        return;
    case NUMBERS:
        if (topic->key != NULL) {
            add_facts(facts, topic->group, topic->key);
        }
        add_numbers(facts);
        return;
    }
}

/** Makes room for all there is: each topic adds a key, and each group and the numbers
 *  are a topic once. */
static enum sf_status make_room(struct sf_facts *facts)
{
    size_t n_keys = MAX_TOPICS;
    for (int g = 0; g < SF_N_GROUPS; g++) {
        n_keys += sf_schema_of((enum sf_group)g)->n_keys;
    }
    *facts = (struct sf_facts){0};
    facts->key = malloc(n_keys * sizeof(*facts->key));
    facts->distribution = malloc(2 * SF_DISCRETE * sizeof(*facts->distribution));
    facts->grade = malloc((SF_GRADE_J + 1) * sizeof(*facts->grade));
    if (facts->key == NULL || facts->distribution == NULL || facts->grade == NULL) {
        sf_facts_free(facts);
        return SF_ERR_MEMORY;
    }
    return SF_OK;
}

enum sf_status sf_scenario_facts(const char *key, struct sf_facts *facts,
                                 char **message)
{
    struct topics topics = {0};
    enum sf_status status = find_all(&topics, key, message);
    if (status == SF_OK) {
        status = make_room(facts);
    }
    for (size_t i = 0; status == SF_OK && i < topics.n; i++) {
        add_topic(facts, &topics.topic[i]);
    }
    return status;
}

bool sf_scenario_key_words(const char *key, const char **meaning, const char **unit)
{
    struct topics topics = {0};
    const bool is_found = find(&topics, key);
    const struct topic *topic = NULL;
    for (size_t i = 0; is_found && i < topics.n; i++) {
        /* A key alone is one at the top of the scenario; a path leads to one key. */
        if (topics.topic[i].what == A_KEY &&
            (topics.n == 1 || topics.topic[i].group == SF_GROUP_SCENARIO)) {
            topic = &topics.topic[i];
        }
    }
    sf_text_free(&topics.refusal);
    if (topic == NULL) {
        return false;
    }
    switch (topic->key->type) {
    case SF_KEY_INPUT:
    case SF_KEY_NUMBER:
    case SF_KEY_WHOLE:
    case SF_KEY_COUNT:
    case SF_KEY_NUMBERS:
        break;
    case SF_KEY_SPECIAL: /* levy rates, head-counts, shares, salaries; inputs */
        if (topic->group == SF_GROUP_SCENARIO) {
            return false;
        }
        break;
    case SF_KEY_SEED:
    case SF_KEY_TRUTH:
    case SF_KEY_TEXT:
    case SF_KEY_NAME:
    case SF_KEY_DAY:
    case SF_KEY_MONTH:
    case SF_KEY_DAYS:
    case SF_KEY_WORD:
    case SF_KEY_WORD_TRUTH:
    case SF_KEY_LATER:
        return false;
    }
    *meaning = topic->key->help;
    *unit = topic->key->unit;
    return true;
}
