/**
 * What a scenario file holds before anybody asks what it means: a tree of settings,
 * each with the file and line it was written on. The rest of the reader works on this
 * tree, whether a setting came from the file, from an employers' table or from the
 * command line.
 */
#ifndef STRIKEFUND_SCENARIO_SETTING_H
#define STRIKEFUND_SCENARIO_SETTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/text.h"
#include "strikefund/faults.h"

enum sf_setting_type {
    SF_SETTING_GROUP,  /* { key = value; ... } */
    SF_SETTING_LIST,   /* [ ... ] and ( ... ) alike */
    SF_SETTING_NUMBER, /* whole or not */
    SF_SETTING_TEXT,
    SF_SETTING_TRUTH
};

struct sf_setting {
    enum sf_setting_type type;
    char *name;       /* the key; NULL within a list */
    const char *file; /* owned by the scenario */
    int line;
    double number;
    bool is_whole; /* a whole number, and held exactly in `whole` */
    int64_t whole;
    bool is_true;
    char *text;       /* SF_SETTING_TEXT; of an override: what was typed */
    bool is_override; /* came from the command line */
    bool is_spoilt;   /* a fault was already told: say no more of it */
    struct sf_setting *parent;
    struct sf_setting **child;
    size_t n_children;
};

/**
 * Adds a setting to a group or list.
 *
 * @param parent  NULL for the root
 * @param name    copied; NULL within a list
 * @return the setting, freed with its root; NULL when out of memory
 */
struct sf_setting *sf_setting_new(struct sf_setting *parent, enum sf_setting_type type,
                                  const char *name, const char *file, int line);

/** Frees a setting and all below it; NULL is allowed. Not for one with a parent. */
void sf_setting_free(struct sf_setting *setting);

/** Empties a setting of value and children, to be given a new one. */
void sf_setting_clear(struct sf_setting *setting);

/** The setting of that key in a group; NULL when there is none, or no group. */
struct sf_setting *sf_setting_find(const struct sf_setting *group, const char *key);

/** The group of a list whose `name` is that; NULL when there is none. */
struct sf_setting *sf_setting_find_named(const struct sf_setting *list,
                                         const char *name);

/** Its `name`, where it is a group with one; else NULL. */
const char *sf_setting_given_name(const struct sf_setting *setting);

#define SF_PATH_CHARS 160

/** Writes where a setting stands, "levies.campaign levy.from", cut short from the left
 *  if need be. The root is "the scenario". Returns path. */
const char *sf_setting_path(const struct sf_setting *setting, char path[SF_PATH_CHARS]);

/** What it is, in words: "a number", "a text", "a list", "a group", "true or false". */
const char *sf_setting_type_words(enum sf_setting_type type);

#endif
