#include "scenario/setting.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct sf_setting *sf_setting_new(struct sf_setting *parent, enum sf_setting_type type,
                                  const char *name, const char *file, int line)
{
    struct sf_setting *setting = calloc(1, sizeof(*setting));
    if (setting == NULL) {
        return NULL;
    }
    setting->type = type;
    setting->file = file;
    setting->line = line;
    setting->parent = parent;
    if (name != NULL) {
        setting->name = strdup(name);
        if (setting->name == NULL) {
            free(setting);
            return NULL;
        }
    }
    if (parent != NULL) {
        /* Grown by doubling: n is a power of two exactly when the room is used up. */
        const size_t n = parent->n_children;
        if ((n & (n - 1)) == 0) {
            struct sf_setting **grown = realloc(
                parent->child, (n == 0 ? 1 : 2 * n) * sizeof(struct sf_setting *));
            if (grown == NULL) {
                sf_setting_free(setting);
                return NULL;
            }
            parent->child = grown;
        }
        parent->child[parent->n_children++] = setting;
    }
    return setting;
}

void sf_setting_clear(struct sf_setting *setting)
{
    for (size_t i = 0; i < setting->n_children; i++) {
        sf_setting_free(setting->child[i]);
    }
    free(setting->child);
    free(setting->text);
    setting->child = NULL;
    setting->n_children = 0;
    setting->text = NULL;
    setting->is_whole = false;
}

void sf_setting_free(struct sf_setting *setting)
{
    if (setting == NULL) {
        return;
    }
    sf_setting_clear(setting);
    free(setting->name);
    free(setting);
}

struct sf_setting *sf_setting_find(const struct sf_setting *group, const char *key)
{
    if (group == NULL || group->type != SF_SETTING_GROUP) {
        return NULL;
    }
    for (size_t i = 0; i < group->n_children; i++) {
        if (strcmp(group->child[i]->name, key) == 0) {
            return group->child[i];
        }
    }
    return NULL;
}

const char *sf_setting_given_name(const struct sf_setting *setting)
{
    const struct sf_setting *name = sf_setting_find(setting, "name");
    return name != NULL && name->type == SF_SETTING_TEXT ? name->text : NULL;
}

struct sf_setting *sf_setting_find_named(const struct sf_setting *list,
                                         const char *name)
{
    if (list == NULL || list->type != SF_SETTING_LIST) {
        return NULL;
    }
    for (size_t i = 0; i < list->n_children; i++) {
        const char *given = sf_setting_given_name(list->child[i]);
        if (given != NULL && strcmp(given, name) == 0) {
            return list->child[i];
        }
    }
    return NULL;
}

static size_t index_in_parent(const struct sf_setting *setting)
{
    size_t i = 0;
    while (setting->parent->child[i] != setting) {
        i++;
    }
    return i;
}

/* Puts one step of the path before what is there; false when there is no room. */
static bool prepend(char *path, size_t *start, const char *step)
{
    const size_t length = strlen(step);
    if (length + 5 > *start) {
        memcpy(path + *start - 4, "....", 4);
        *start -= 4;
        return false;
    }
    if (path[*start] != '\0') {
        path[--*start] = '.';
    }
    *start -= length;
    memcpy(path + *start, step, length);
    return true;
}

const char *sf_setting_path(const struct sf_setting *setting, char path[SF_PATH_CHARS])
{
    size_t start = SF_PATH_CHARS - 1;
    path[start] = '\0';
    for (; setting->parent != NULL; setting = setting->parent) {
        char number[24];
        const char *step = setting->name;
        if (step == NULL) {
            step = sf_setting_given_name(setting);
        }
        if (step == NULL) {
            snprintf(number, sizeof(number), "%zu", index_in_parent(setting) + 1);
            step = number;
        }
        if (!prepend(path, &start, step)) {
            break;
        }
    }
    memmove(path, path + start, SF_PATH_CHARS - start);
    if (path[0] == '\0') {
        snprintf(path, SF_PATH_CHARS, "the scenario");
    }
    return path;
}

const char *sf_setting_type_words(enum sf_setting_type type)
{
    switch (type) {
    case SF_SETTING_GROUP:
        return "a group";
    case SF_SETTING_LIST:
        return "a list";
    case SF_SETTING_NUMBER:
        return "a number";
    case SF_SETTING_TEXT:
        return "a text";
    case SF_SETTING_TRUTH:
        return "true or false";
    }
    return "";
}
