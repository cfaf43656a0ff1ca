#include "scenario/overrides.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/scan_hints.h"
#include "scenario/schema.h"

#define SET_FILE "--set"

enum { MAX_STEPS = 12, MAX_KEY = 1024 };

/* A dotted key in its steps; each points into `copy`. */
struct steps {
    char copy[MAX_KEY];
    const char *step[MAX_STEPS];
    size_t n;
};

/* Splits levies."No. 1".spread. NULL when good, else what is wrong. */
static const char *split(const char *key, struct steps *steps)
{
    if (strlen(key) >= sizeof(steps->copy)) {
        return "the key is too long";
    }
    char *out = steps->copy;
    steps->n = 0;
    for (;;) {
        if (steps->n == MAX_STEPS) {
            return "the key has too many steps";
        }
        steps->step[steps->n++] = out;
        if (*key == '"') {
            const size_t length = strcspn(key + 1, "\"");
            if (key[1 + length] == '\0') {
                return "a quote in the key is never closed";
            }
            memcpy(out, key + 1, length);
            out += length;
            key += length + 2;
        } else {
            const size_t length = strcspn(key, ".");
            memcpy(out, key, length);
            out += length;
            key += length;
        }
        *out++ = '\0';
        if (steps->step[steps->n - 1][0] == '\0') {
            return "the key has an empty step";
        }
        if (*key == '\0') {
            return NULL;
        }
        if (*key != '.') {
            return "after a quoted name there must be a point";
        }
        key++;
    }
}

static void set_text(struct sf_reading *reading, struct sf_setting *setting,
                     const char *value)
{
    const size_t length = strlen(value);
    const bool is_quoted = length >= 2 && value[0] == '"' && value[length - 1] == '"';
    setting->type = SF_SETTING_TEXT;
    setting->text = sf_reading_copy(reading, value);
    if (is_quoted && setting->text != NULL) {
        memmove(setting->text, setting->text + 1, length - 2);
        setting->text[length - 2] = '\0';
    }
}

/* Gives a setting the value as typed: a number, true, false or a text. */
static void set_value(struct sf_reading *reading, struct sf_setting *setting,
                      const char *value)
{
    const size_t length = sf_number_length(value);
    const enum sf_number_kind kind = length > 0 && value[length] == '\0'
                                         ? sf_number_kind(value, length)
                                         : SF_NUMBER_NONE;
    sf_setting_clear(setting);
    setting->is_override = true;
    setting->is_spoilt = false;
    setting->file = sf_reading_file(reading, SET_FILE);
    setting->line = 0;
    if (strcmp(value, "true") == 0 || strcmp(value, "false") == 0) {
        setting->type = SF_SETTING_TRUTH;
        setting->is_true = value[0] == 't';
    } else if (kind != SF_NUMBER_NONE && isfinite(strtod(value, NULL)) &&
               strpbrk(value, "xXL") == NULL) {
        setting->type = SF_SETTING_NUMBER;
        setting->number = strtod(value, NULL);
        setting->text = sf_reading_copy(reading, value); /* a seed keeps all digits */
    } else {
        set_text(reading, setting, value);
    }
}

/* Members without a name go by their number, as messages tell them: from "1". */
static struct sf_setting *find_numbered(const struct sf_setting *list, const char *step)
{
    char *end;
    const unsigned long number = strtoul(step, &end, 10);
    if (step[0] < '1' || step[0] > '9' || *end != '\0' || number > list->n_children) {
        return NULL;
    }
    struct sf_setting *member = list->child[number - 1];
    return sf_setting_given_name(member) == NULL ? member : NULL;
}

/* One member of a list by its name or number, or one setting of a group. */
static struct sf_setting *find_step(struct sf_setting *at, const char *step)
{
    if (at->type != SF_SETTING_LIST) {
        return sf_setting_find(at, step);
    }
    struct sf_setting *named = sf_setting_find_named(at, step);
    return named != NULL ? named : find_numbered(at, step);
}

static void no_member_fault(struct sf_reading *reading,
                            const struct sf_override *override,
                            const struct sf_setting *list, const char *step)
{
    struct sf_nearest nearest = {.wanted = step};
    char words[SF_SUGGESTION_CHARS];
    char path[SF_PATH_CHARS];
    for (size_t i = 0; i < list->n_children; i++) {
        const char *name = sf_setting_given_name(list->child[i]);
        if (name != NULL) {
            sf_nearest_offer(&nearest, name);
        }
    }
    sf_faults_add(reading->faults, SET_FILE, 0, "%s: there is no '%s' in '%s'%s",
                  override->key, step, sf_setting_path(list, path),
                  sf_nearest_words(&nearest, words));
}

/* Whether a file could hold the key: what is read from --set must be writable too. */
static bool is_key(const char *step)
{
    static const char LETTERS[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    const size_t length = strspn(step, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                       "abcdefghijklmnopqrstuvwxyz0123456789_-");
    return strchr(LETTERS, step[0]) != NULL && step[length] == '\0';
}

/* Follows the steps from a setting, making groups that are not there yet; whether the
 * schema knows them shows when they are read. */
static void apply(struct sf_reading *reading, const struct sf_override *override,
                  const struct steps *steps, size_t first, struct sf_setting *at)
{
    for (size_t i = first; i < steps->n; i++) {
        const bool is_last = i + 1 == steps->n;
        struct sf_setting *next = find_step(at, steps->step[i]);
        if (next == NULL && at->type == SF_SETTING_GROUP && !is_key(steps->step[i])) {
            sf_faults_add(reading->faults, SET_FILE, 0,
                          "%s: '%s' cannot be a key: those have letters, digits, '_' "
                          "and '-', with a letter first",
                          override->key, steps->step[i]);
            return;
        }
        if (next == NULL && at->type == SF_SETTING_GROUP) {
            next = sf_setting_new(at, SF_SETTING_GROUP, steps->step[i],
                                  sf_reading_file(reading, SET_FILE), 0);
            if (next == NULL) {
                reading->is_out_of_memory = true;
                return;
            }
        } else if (next == NULL) {
            no_member_fault(reading, override, at, steps->step[i]);
            return;
        }
        const bool is_branch =
            next->type == SF_SETTING_GROUP || next->type == SF_SETTING_LIST;
        if (!is_last && !is_branch) {
            /* A plain number given one parameter: it becomes a group. */
            sf_setting_clear(next);
            next->type = SF_SETTING_GROUP;
        }
        at = next;
    }
    /* { name = "lower"; pounds = 3.0; } is one value with its name. */
    struct sf_setting *pounds = sf_setting_find(at, "pounds");
    set_value(reading, pounds != NULL ? pounds : at, override->value);
}

static bool is_of_an_employer(const struct steps *steps)
{
    return steps->n >= 3 && strcmp(steps->step[0], "employers") == 0;
}

void sf_overrides_apply(struct sf_reading *reading, const struct sf_override *override,
                        size_t n_overrides, struct sf_setting *employers)
{
    struct steps *steps = sf_reading_alloc(reading, 1, sizeof(*steps));
    for (size_t i = 0; steps != NULL && i < n_overrides; i++) {
        char words[SF_UNFIT_CHARS];
        struct sf_unfit unfit;
        const char *fault = split(override[i].key, steps);
        if (fault == NULL && sf_text_find_unfit(override[i].key, false, &unfit)) {
            fault = sf_unfit_say(&unfit, words); /* names of rules come from keys */
        }
        if (fault == NULL &&
            override[i].value[strcspn(override[i].value, "\n")] != '\0') {
            fault = "a value must be on one line";
        }
        if (fault != NULL && employers == NULL) {
            sf_faults_add(reading->faults, SET_FILE, 0, "%.200s: %s", override[i].key,
                          fault);
        }
        if (fault != NULL || is_of_an_employer(steps) != (employers != NULL)) {
            continue;
        }
        if (employers == NULL) {
            apply(reading, &override[i], steps, 0, reading->root);
        } else {
            const size_t skip = strcmp(steps->step[1], "list") == 0 ? 2 : 1;
            apply(reading, &override[i], steps, skip, employers);
        }
    }
    free(steps);
}
