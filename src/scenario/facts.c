#include "scenario/facts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct sf_door DOORS[] = {
    {SF_GROUP_SCENARIO, "fund", SF_GROUP_FUND, NULL},
    {SF_GROUP_FUND, "one_offs", SF_GROUP_ONE_OFF, "NAME"},
    {SF_GROUP_FUND, "pots", SF_GROUP_POT, "NAME"},
    {SF_GROUP_FUND, "paid_from", SF_GROUP_PAID_FROM, NULL},
    {SF_GROUP_FUND, "loans", SF_GROUP_LOAN, "NUMBER"},
    {SF_GROUP_SCENARIO, "bands", SF_GROUP_BAND, "NAME"},
    {SF_GROUP_SCENARIO, "employers", SF_GROUP_EMPLOYERS, NULL},
    {SF_GROUP_EMPLOYERS, "list", SF_GROUP_EMPLOYER, "NAME"},
    {SF_GROUP_SCENARIO, "members", SF_GROUP_MEMBERS, NULL},
    {SF_GROUP_SCENARIO, "levies", SF_GROUP_LEVY, "NAME"},
    {SF_GROUP_LEVY, "channels", SF_GROUP_CHANNEL, "NAME"},
    {SF_GROUP_LEVY, "refund", SF_GROUP_REFUND, NULL},
    {SF_GROUP_SCENARIO, "rules", SF_GROUP_RULE, "NAME"},
    {SF_GROUP_RULE, "amounts_by_salary", SF_GROUP_BY_SALARY, "NUMBER"},
    {SF_GROUP_RULE, "tiers", SF_GROUP_TIER, "NUMBER"},
    {SF_GROUP_RULE, "steps", SF_GROUP_STEP, "NUMBER"},
    {SF_GROUP_SCENARIO, "ballots", SF_GROUP_BALLOT, "NAME"},
    {SF_GROUP_SCENARIO, "correlations", SF_GROUP_CORRELATION, "NUMBER"},
    {SF_GROUP_SCENARIO, "settlements", SF_GROUP_SETTLEMENT, "NAME"},
    {SF_GROUP_SETTLEMENT, "gains", SF_GROUP_GAIN, "NAME"},
    {SF_GROUP_SCENARIO, "strategies", SF_GROUP_STRATEGY, "NAME"},
    {SF_GROUP_STRATEGY, "pause", SF_GROUP_PAUSE, NULL},
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

/** Adds a step to a path, with a point before it when it is not the first. */
static void add_step(char path[SF_KEY_PATH_CHARS], const char *step)
{
    const size_t length = strlen(path);
    const int added = snprintf(path + length, SF_KEY_PATH_CHARS - length, "%s%s",
                               length > 0 ? "." : "", step);
    SF_BUG_ON(added < 0 || (size_t)added >= SF_KEY_PATH_CHARS - length);
}

void sf_group_path(enum sf_group group, char path[SF_KEY_PATH_CHARS])
{
    path[0] = '\0';
    for (size_t i = 0; i < sizeof(DOORS) / sizeof(DOORS[0]); i++) {
        if (DOORS[i].child == group) {
            sf_group_path(DOORS[i].parent, path);
            add_step(path, DOORS[i].key);
            if (DOORS[i].member != NULL) {
                add_step(path, DOORS[i].member);
            }
        }
    }
}

/** A type in one word, and in words for people. */
static void name_type(const struct sf_key *key, struct sf_key_facts *facts)
{
    static const struct {
        const char *type, *words;
    } TYPE[] = {
        [SF_KEY_INPUT] = {"uncertain_number",
                          "a number, certain or not (strikefund explain inputs)"},
        [SF_KEY_NUMBER] = {"number", "a number"},
        [SF_KEY_WHOLE] = {"whole_number", "a whole number"},
        [SF_KEY_COUNT] = {"whole_number", "a whole number"},
        [SF_KEY_SEED] = {"seed", "a whole number in quotes"},
        [SF_KEY_TRUTH] = {"truth", "true or false, without quotes"},
        [SF_KEY_TEXT] = {"text", "a text in quotes"},
        [SF_KEY_NAME] = {"text", "a text in quotes"},
        [SF_KEY_DAY] = {"day", "a date in quotes"},
        [SF_KEY_MONTH] = {"month", "a date in quotes"},
        [SF_KEY_DAYS] = {"days", "a list of dates in quotes"},
        [SF_KEY_NUMBERS] = {"numbers", "a list of numbers"},
        [SF_KEY_WORD] = {"word", "a word in quotes"},
        [SF_KEY_WORD_TRUTH] = {"word", "a word in quotes"},
        [SF_KEY_SPECIAL] = {"other", NULL},
        [SF_KEY_LATER] = {NULL, NULL},
    };
    facts->type = TYPE[key->type].type;
    facts->type_words = TYPE[key->type].words;
    const bool is_opening =
        strcmp(key->unit, "group") == 0 || strcmp(key->unit, "list") == 0;
    if (key->type == SF_KEY_SPECIAL && is_opening) {
        facts->type = key->unit;
    }
}

struct sf_key_facts sf_key_facts_of(enum sf_group group, const struct sf_key *key)
{
    struct sf_key_facts facts = {.name = key->name,
                                 .stands_in = sf_schema_of(group)->noun,
                                 .is_at_top = group == SF_GROUP_SCENARIO,
                                 .is_later = key->type == SF_KEY_LATER};
    sf_group_path(group, facts.path);
    add_step(facts.path, key->name);
    if (facts.is_later) {
        return facts;
    }
    name_type(key, &facts);
    facts.unit = key->unit;
    facts.help = key->help;
    facts.is_money = key->is_money;
    facts.is_required = key->is_required;
    facts.has_range = key->low < key->high;
    facts.low = key->low;
    facts.high = key->high;
    facts.initial = key->initial;
    facts.words = key->words;
    return facts;
}

const char *sf_distribution_help(enum sf_distribution which)
{
    switch (which) {
    case SF_FIXED:
    case SF_UNIFORM:
    case SF_TRIANGULAR:
        return NULL;
    case SF_PERT:
        return "smoother than triangular, with less at the ends";
    case SF_NORMAL:
    case SF_LOGNORMAL:
    case SF_BETA:
    case SF_GAMMA:
        return "of the number itself";
    case SF_LOGITNORMAL:
        return "the median from 0 to 1, the sd on the logit";
    case SF_DISCRETE:
        return "two lists of the same length";
    }
    return NULL;
}

const char *sf_grade_help(enum sf_grade grade)
{
    static const char *const HELP[] = {[SF_GRADE_A] = "official",
                                       [SF_GRADE_B] = "press",
                                       [SF_GRADE_C] = "partisan or second-hand",
                                       [SF_GRADE_D] = "worked out",
                                       [SF_GRADE_J] = "a judgement"};
    return HELP[grade];
}

void sf_facts_free(struct sf_facts *facts)
{
    if (facts == NULL) {
        return;
    }
    free(facts->key);
    free(facts->distribution);
    free(facts->grade);
    *facts = (struct sf_facts){0};
}
