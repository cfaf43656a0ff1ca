#include "scenario/names.h"

#include <stdlib.h>
#include <string.h>

#include "random/stream.h"
#include "scenario/reading.h"

/* How every structure with a name begins. */
struct named {
    struct sf_place place;
    char *name;
};

_Static_assert(offsetof(struct sf_employer, name) == offsetof(struct named, name) &&
                   offsetof(struct sf_levy, name) == offsetof(struct named, name) &&
                   offsetof(struct sf_action, name) == offsetof(struct named, name),
               "a place and a name come first");

static struct named named_at(const struct sf_name_table *table, size_t index)
{
    struct named named;
    memcpy(&named, (const char *)table->base + index * table->stride, sizeof(named));
    return named;
}

static int compare_entries(const void *a, const void *b)
{
    const struct sf_name_entry *x = a;
    const struct sf_name_entry *y = b;
    if (x->hash != y->hash) {
        return x->hash < y->hash ? -1 : 1;
    }
    return (x->index > y->index) - (x->index < y->index);
}

/* Names of one hash are neighbours once sorted, in the order of the file. */
static void check_neighbours(struct sf_reading *reading,
                             const struct sf_name_table *table)
{
    for (size_t i = 1; i < table->n_entries; i++) {
        if (table->entry[i].hash != table->entry[i - 1].hash) {
            continue;
        }
        const struct named first = named_at(table, table->entry[i - 1].index);
        const struct named second = named_at(table, table->entry[i].index);
        if (strcmp(first.name, second.name) == 0) {
            sf_faults_add(reading->faults, second.place.file, second.place.line,
                          "the %s '%s' is there twice, first on line %d; give each its "
                          "own name",
                          table->noun, second.name, first.place.line);
        } else {
            sf_faults_add(reading->faults, second.place.file, second.place.line,
                          "'%s' and '%s' would share their random numbers, by a rare "
                          "coincidence of names; change one a little",
                          first.name, second.name);
        }
    }
}

void sf_names_collect(struct sf_reading *reading, const void *base, size_t n,
                      size_t stride, const char *noun, struct sf_name_table *table)
{
    *table =
        (struct sf_name_table){.base = base, .n = n, .stride = stride, .noun = noun};
    table->entry = sf_reading_alloc(reading, n, sizeof(*table->entry));
    if (table->entry == NULL) {
        return;
    }
    for (size_t i = 0; i < n; i++) {
        const char *name = named_at(table, i).name;
        if (name != NULL) {
            table->entry[table->n_entries++] =
                (struct sf_name_entry){sf_name_hash(name), i};
        }
    }
    qsort(table->entry, table->n_entries, sizeof(*table->entry), compare_entries);
    check_neighbours(reading, table);
}

void sf_names_free(struct sf_name_table *table)
{
    free(table->entry);
    *table = (struct sf_name_table){0};
}

static size_t names_find(const struct sf_name_table *table, const char *name)
{
    const uint32_t hash = sf_name_hash(name);
    size_t low = 0;
    for (size_t high = table->n_entries; low < high;) {
        const size_t middle = low + (high - low) / 2;
        if (table->entry[middle].hash < hash) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (; low < table->n_entries && table->entry[low].hash == hash; low++) {
        const size_t index = table->entry[low].index;
        if (strcmp(named_at(table, index).name, name) == 0) {
            return index;
        }
    }
    return SF_NONE;
}

void sf_reference_fault(struct sf_reading *reading, const struct sf_setting *setting,
                        const char *noun, const struct sf_nearest *nearest)
{
    char path[SF_PATH_CHARS];
    char words[SF_SUGGESTION_CHARS];
    sf_reading_fault(reading, setting, "'%s': there is no %s '%.100s'%s",
                     sf_setting_path(setting, path), noun, setting->text,
                     sf_nearest_words(nearest, words));
}

size_t sf_reference_read(struct sf_reading *reading, const struct sf_name_table *table,
                         const struct sf_setting *setting)
{
    if (setting->type != SF_SETTING_TEXT) {
        char path[SF_PATH_CHARS];
        sf_reading_fault(reading, setting, "'%s' is %s; it must be the name of %s %s",
                         sf_setting_path(setting, path),
                         sf_setting_type_words(setting->type),
                         table->noun[0] == 'e' ? "an" : "a", table->noun);
        return SF_NONE;
    }
    const size_t index = names_find(table, setting->text);
    /* With the list of faults full nobody reads on, and looking for the nearest of
     * thousands, for thousands, takes long. */
    if (index != SF_NONE || reading->faults->is_full) {
        return index;
    }
    struct sf_nearest nearest = {.wanted = setting->text};
    for (size_t i = 0; i < table->n_entries; i++) {
        sf_nearest_offer(&nearest, named_at(table, table->entry[i].index).name);
    }
    sf_reference_fault(reading, setting, table->noun, &nearest);
    return SF_NONE;
}

void sf_references_read(struct sf_reading *reading, const struct sf_name_table *table,
                        const struct sf_setting *setting, struct sf_indexes *indexes)
{
    const bool is_list = setting->type == SF_SETTING_LIST;
    const size_t n = is_list ? setting->n_children : 1;
    size_t *index = sf_reading_alloc(reading, n, sizeof(*index));
    bool *is_taken = sf_reading_alloc(reading, table->n, sizeof(*is_taken));
    free(indexes->index);
    *indexes = (struct sf_indexes){.index = index};
    for (size_t i = 0; index != NULL && is_taken != NULL && i < n; i++) {
        const struct sf_setting *name = is_list ? setting->child[i] : setting;
        const size_t found = sf_reference_read(reading, table, name);
        if (found != SF_NONE && is_taken[found]) {
            char path[SF_PATH_CHARS];
            sf_reading_fault(reading, name, "'%s' has '%s' twice",
                             sf_setting_path(setting, path), name->text);
        } else if (found != SF_NONE) {
            is_taken[found] = true;
            index[indexes->n++] = found;
        }
    }
    free(is_taken);
}

bool sf_indexes_all(struct sf_reading *reading, size_t n, struct sf_indexes *indexes)
{
    size_t *index = sf_reading_alloc(reading, n, sizeof(*index));
    if (index == NULL) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        index[i] = i;
    }
    free(indexes->index);
    *indexes = (struct sf_indexes){index, n};
    return true;
}
