#include "output/manifest.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>
#include <omp.h>

#include "core/sha256.h"
#include "output/figures.h"

/* Steals member; any failure shows as an object of the wrong size, so that the caller
   asks once. */
static void put(json_t *object, const char *key, json_t *member)
{
    (void)json_object_set_new(object, key, member);
}

static int add_part(const char *bytes, size_t length, void *text)
{
    sf_text_add_bytes(text, bytes, length);
    return 0;
}

/** Adds the object's text and frees it; it must have n_members. Not with json_dumps,
 *  which leaves out a member's name when memory for it is refused, and says it is well:
 *  our text remembers a refusal. */
static enum sf_status finish(json_t *object, size_t n_members, struct sf_text *text)
{
    int failed = -1;
    if (json_object_size(object) == n_members) {
        failed = json_dump_callback(object, add_part, text,
                                    JSON_INDENT(2) | JSON_SORT_KEYS |
                                        JSON_REAL_PRECISION(9));
    }
    json_decref(object);
    sf_text_add(text, "\n");
    return failed != 0 ? SF_ERR_MEMORY : sf_figures_status(text);
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

/** A file's name may hold any bytes, JSON may not. */
static json_t *name_of_file(const char *name)
{
    if (sf_text_is_utf8(name, strlen(name), NULL)) {
        return json_string(name);
    }
    json_t *string = NULL;
    char *plain = strdup(name);
    for (char *c = plain; c != NULL && *c != '\0'; c++) {
        if ((unsigned char)*c >= 0x80) {
            *c = '?';
        }
    }
    if (plain != NULL) {
        string = json_string(plain);
    }
    free(plain);
    return string;
}

static json_t *strategies_of(const struct sf_view *view)
{
    json_t *list = json_array();
    for (size_t i = 0; i < view->n_strategies; i++) {
        if (json_array_append_new(list, json_string(sf_view_strategy(view, i))) != 0) {
            json_decref(list);
            return NULL;
        }
    }
    return list;
}

static json_t *scenario_of(const struct sf_view *view, const char *resolved)
{
    char hash[SF_SHA256_CHARS];
    sf_sha256_hex(resolved, strlen(resolved), hash);
    json_t *object = json_object();
    put(object, "name", name_of_file(base_name(view->scenario->file)));
    put(object, "sha256", json_string(view->scenario->sha256));
    put(object, "resolved_sha256", json_string(hash));
    if (json_object_size(object) == 3) {
        return object;
    }
    json_decref(object);
    return NULL;
}

enum sf_status sf_manifest_write(const struct sf_view *view, const char *resolved,
                                 struct sf_text *text)
{
    /* A string: readers of JSON keep only 53 bits of a number. */
    char seed[24];
    snprintf(seed, sizeof(seed), "%" PRIu64, view->scenario->seed);
    const struct sf_run_record *record = view->record;
    const uint64_t last = record->first_run + record->n_runs - 1;
    json_t *object = json_object();
    put(object, "program", json_string("strikefund"));
    put(object, "version", json_string(record->version));
    put(object, "contract_version", json_integer(SF_CONTRACT_VERSION));
    put(object, "scenario", scenario_of(view, resolved));
    put(object, "plan_hash", json_string(sf_experiment_plan_hash(view->experiment)));
    put(object, "seed", json_string(seed));
    put(object, "first_run", json_integer((json_int_t)record->first_run));
    put(object, "last_run", json_integer((json_int_t)last));
    put(object, "strategies", strategies_of(view));
    put(object, "method", json_string("exact"));
    return finish(object, 10, text);
}

enum sf_status sf_build_write(const struct sf_view *view, struct sf_text *text)
{
    const int asked = view->record->n_threads;
    json_t *object = json_object();
    put(object, "compiler", json_string(__VERSION__));
    put(object, "instruction_set", json_string("scalar"));
    put(object, "threads", json_integer(asked > 0 ? asked : omp_get_max_threads()));
    put(object, "seconds", json_real(rint(view->record->seconds * 1000.0) / 1000.0));
    return finish(object, 4, text);
}
