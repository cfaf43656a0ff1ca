#include "scenario/reader.h"

#include <libconfig.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/scan.h"

struct parsing {
    struct sf_reading *reading;
    const struct sf_scan *scan;
    size_t n_faults, n_errors; /* before the text was looked at */
};

static void convert_scalar(const struct parsing *parsing, const config_setting_t *from,
                           const struct sf_scanned *scanned, struct sf_setting *into)
{
    struct sf_reading *reading = parsing->reading;
    switch (config_setting_type(from)) {
    case CONFIG_TYPE_INT:
    case CONFIG_TYPE_INT64:
        into->is_whole = true;
        into->whole = config_setting_type(from) == CONFIG_TYPE_INT
                          ? config_setting_get_int(from)
                          : config_setting_get_int64(from);
        into->number = (double)into->whole;
        into->is_spoilt = sf_scanned_is_spoilt(scanned, into->line);
        break;
    case CONFIG_TYPE_FLOAT:
        into->number = config_setting_get_float(from);
        if (!isfinite(into->number)) {
            char path[SF_PATH_CHARS];
            sf_reading_fault(reading, into, "'%s' is too large for a number",
                             sf_setting_path(into, path));
            into->is_spoilt = true;
        } else {
            into->is_spoilt =
                into->number == 0.0 && sf_scanned_is_spoilt(scanned, into->line);
        }
        break;
    case CONFIG_TYPE_BOOL:
        into->is_true = config_setting_get_bool(from) != 0;
        break;
    case CONFIG_TYPE_STRING: {
        const char *text = config_setting_get_string(from);
        into->text = sf_reading_copy(reading, text != NULL ? text : "");
        break;
    }
    default: /* groups and lists have no value of their own */
        break;
    }
}

static enum sf_setting_type type_of(const config_setting_t *setting)
{
    switch (config_setting_type(setting)) {
    case CONFIG_TYPE_GROUP:
        return SF_SETTING_GROUP;
    case CONFIG_TYPE_BOOL:
        return SF_SETTING_TRUTH;
    case CONFIG_TYPE_STRING:
        return SF_SETTING_TEXT;
    case CONFIG_TYPE_INT:
    case CONFIG_TYPE_INT64:
    case CONFIG_TYPE_FLOAT:
        return SF_SETTING_NUMBER;
    default:
        return SF_SETTING_LIST;
    }
}

/* Recursion goes no deeper than the scan allowed brackets to. */
static bool convert(const struct parsing *parsing, const config_setting_t *from,
                    struct sf_setting *parent)
{
    int line = (int)config_setting_source_line(from);
    const struct sf_scanned *scanned = sf_scan_find(parsing->scan, &line);
    struct sf_setting *into = sf_setting_new(
        parent, type_of(from), config_setting_name(from), scanned->file, line);
    if (into == NULL) {
        return false;
    }
    if (parent == NULL) {
        parsing->reading->root = into;
    }
    convert_scalar(parsing, from, scanned, into);
    if (!config_setting_is_aggregate(from)) {
        return into->type != SF_SETTING_TEXT || into->text != NULL;
    }
    const int n = config_setting_length(from);
    for (int i = 0; i < n; i++) {
        if (!convert(parsing, config_setting_get_elem(from, (unsigned)i), into)) {
            return false;
        }
    }
    return true;
}

/* A syntax fault stands alone: what else was seen may come from it. */
static void drop_faults(const struct parsing *parsing)
{
    struct sf_faults *faults = parsing->reading->faults;
    while (faults->n > parsing->n_faults) {
        faults->n--;
        free(faults->fault[faults->n].file);
        free(faults->fault[faults->n].words);
    }
    faults->n_errors = parsing->n_errors;
}

static void tell_syntax(const struct parsing *parsing, const config_t *config)
{
    struct sf_faults *faults = parsing->reading->faults;
    int line = config_error_line(config);
    const struct sf_scanned *scanned = sf_scan_find(parsing->scan, &line);
    const char *words = config_error_text(config);
    drop_faults(parsing);
    if (words != NULL && strstr(words, "mismatched") != NULL) {
        sf_faults_add(faults, scanned->file, line,
                      "a list in [ ] holds values of one kind; write every number of a "
                      "list alike: [3.0, 5.0]");
    } else if (words != NULL && strstr(words, "duplicate") != NULL) {
        sf_faults_add(faults, scanned->file, line,
                      "a setting on this line is there already in the same group; keep "
                      "one of them");
    } else if (scanned->hint_line > 0 && scanned->hint_line <= line) {
        sf_faults_add(faults, scanned->file, scanned->hint_line, "%s", scanned->hint);
    } else {
        sf_faults_add(faults, scanned->file, line,
                      "this is not understood; write settings as name = value;, groups "
                      "as name : { ... };, lists as name = ( ..., ... );");
    }
}

static enum sf_status parse(const struct parsing *parsing)
{
    const char *text = parsing->scan->whole.chars;
    config_t config;
    enum sf_status status = SF_OK;
    config_init(&config);
    /* Nothing is left to include; were it so, nothing is below a file. */
    config_set_include_dir(&config, "/dev/null");
    /* Automatic conversion stays off: it would read 0.93 as the whole number 0. */
    if (config_read_string(&config, text != NULL ? text : "") != CONFIG_TRUE) {
        tell_syntax(parsing, &config);
        status = SF_ERR_SCENARIO;
    } else if (!convert(parsing, config_root_setting(&config), NULL)) {
        status = SF_ERR_MEMORY;
    }
    config_destroy(&config);
    return status;
}

enum sf_status sf_settings_parse(struct sf_reading *reading, const char *text)
{
    struct sf_scan scan = {0};
    const struct parsing parsing = {reading, &scan, reading->faults->n,
                                    reading->faults->n_errors};
    enum sf_status status = sf_scan_read(reading, reading->scenario->file, text, &scan);
    if (status == SF_OK && scan.is_hopeless) {
        /* Not for libconfig, which loses memory on a text without end. */
        const struct sf_scanned *scanned = &scan.scanned[scan.at_fault];
        drop_faults(&parsing);
        sf_faults_add(reading->faults, scanned->file, scanned->hint_line, "%s",
                      scanned->hint);
        status = SF_ERR_SCENARIO;
    } else if (status == SF_OK) {
        status = parse(&parsing);
    }
    sf_scan_free(&scan);
    return status;
}
