#include "scenario/keyed.h"

#include <stdlib.h>
#include <string.h>

#include "scenario/keys.h"

size_t sf_band_find(const struct sf_scenario *scenario, const char *key)
{
    for (size_t i = 0; i < scenario->n_bands; i++) {
        if (scenario->band[i].name != NULL &&
            strcmp(scenario->band[i].name, key) == 0) {
            return i;
        }
    }
    for (size_t i = 0; i < scenario->n_bands; i++) {
        if (scenario->band[i].column != NULL &&
            strcmp(scenario->band[i].column, key) == 0) {
            return i;
        }
    }
    return SF_NONE;
}

/* One entry of the list form. False when it is not one, with the fault told. */
static bool read_member(struct sf_reading *reading, const struct sf_setting *member,
                        const char **key, const struct sf_setting **pounds)
{
    *key = sf_setting_given_name(member);
    *pounds = sf_setting_find(member, "pounds");
    if (*key != NULL && *pounds != NULL && member->n_children == 2) {
        return true;
    }
    char path[SF_PATH_CHARS];
    sf_reading_fault(reading, member,
                     "'%s' must be { name = \"a band or class\"; pounds = 3.0; }",
                     sf_setting_path(member, path));
    return false;
}

bool sf_keyed_read(struct sf_reading *reading, const struct sf_setting *setting,
                   double most, const char *unit, struct sf_keyed_list *list)
{
    const struct sf_key key = {
        .name = "pounds", .low = 0.0, .high = most, .unit = unit};
    const bool is_group = setting->type == SF_SETTING_GROUP;
    if (!is_group && setting->type != SF_SETTING_LIST) {
        sf_type_fault(reading, setting, "a group, { lower = 3.0; higher = 5.0; }",
                      unit);
        return false;
    }
    list->keyed = sf_reading_alloc(reading, setting->n_children, sizeof(*list->keyed));
    for (size_t i = 0; list->keyed != NULL && i < setting->n_children; i++) {
        const struct sf_setting *child = setting->child[i];
        const struct sf_setting *number = child;
        const char *name = child->name;
        double pounds = 0.0;
        if (is_group || read_member(reading, child, &name, &number)) {
            /* A number with a fault is kept as 0: it is not missing as well. */
            sf_number_read(reading, number, &key, &pounds);
            list->keyed[list->n++] = (struct sf_keyed){name, pounds, number};
        }
    }
    return list->keyed != NULL;
}
