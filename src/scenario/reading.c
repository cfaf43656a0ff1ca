#include "scenario/reading.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *sf_reading_alloc(struct sf_reading *reading, size_t n, size_t size)
{
    void *memory = calloc(n == 0 ? 1 : n, size);
    if (memory == NULL) {
        reading->is_out_of_memory = true;
    }
    return memory;
}

char *sf_reading_copy(struct sf_reading *reading, const char *string)
{
    char *copy = strdup(string);
    if (copy == NULL) {
        reading->is_out_of_memory = true;
    }
    return copy;
}

const char *sf_reading_file(struct sf_reading *reading, const char *name)
{
    struct sf_scenario *scenario = reading->scenario;
    for (size_t i = 0; i < scenario->n_file_names; i++) {
        if (strcmp(scenario->file_name[i], name) == 0) {
            return scenario->file_name[i];
        }
    }
    char **grown = realloc(scenario->file_name,
                           (scenario->n_file_names + 1) * sizeof(*scenario->file_name));
    if (grown == NULL) {
        reading->is_out_of_memory = true;
        return "";
    }
    scenario->file_name = grown;
    char *copy = sf_reading_copy(reading, name);
    if (copy == NULL) {
        return "";
    }
    grown[scenario->n_file_names++] = copy;
    return copy;
}

void sf_reading_fault(struct sf_reading *reading, const struct sf_setting *setting,
                      const char *format, ...)
{
    if (setting->is_spoilt) {
        return;
    }
    char words[700];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(words, sizeof(words), format, arguments);
    va_end(arguments);
    sf_faults_add(reading->faults, setting->file, setting->line, "%s", words);
}

const char *sf_nearest_words(const struct sf_nearest *nearest,
                             char words[SF_SUGGESTION_CHARS])
{
    words[0] = '\0';
    if (nearest->name != NULL) {
        snprintf(words, SF_SUGGESTION_CHARS, "; did you mean '%s'?", nearest->name);
    }
    return words;
}
