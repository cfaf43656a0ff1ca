#include "strikefund/faults.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "strikefund/showable.h"

enum { MAX_FAULTS = 1000, MAX_WORDS = 600 };

static void add(struct sf_faults *faults, const char *file, int line, bool is_warning,
                const char *format, va_list arguments)
{
    char words[MAX_WORDS];
    vsnprintf(words, sizeof(words), format, arguments);
    sf_text_make_showable(words, false);
    if (!is_warning) {
        faults->n_errors++;
    }
    if (faults->n >= MAX_FAULTS) {
        faults->is_full = true;
        return;
    }
    struct sf_fault *grown =
        realloc(faults->fault, (faults->n + 1) * sizeof(*faults->fault));
    if (grown == NULL) {
        faults->is_full = true;
        return;
    }
    faults->fault = grown;
    struct sf_fault fault = {.line = line, .is_warning = is_warning};
    fault.file = file != NULL ? strdup(file) : NULL;
    fault.words = strdup(words);
    if (fault.words == NULL || (file != NULL && fault.file == NULL)) {
        free(fault.file);
        free(fault.words);
        faults->is_full = true;
        return;
    }
    faults->fault[faults->n++] = fault;
}

void sf_faults_add(struct sf_faults *faults, const char *file, int line,
                   const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add(faults, file, line, false, format, arguments);
    va_end(arguments);
}

void sf_faults_warn(struct sf_faults *faults, const char *file, int line,
                    const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add(faults, file, line, true, format, arguments);
    va_end(arguments);
}

static bool comes_after(const struct sf_fault *a, const struct sf_fault *b)
{
    const int by_file =
        strcmp(a->file != NULL ? a->file : "", b->file != NULL ? b->file : "");
    return by_file > 0 || (by_file == 0 && a->line > b->line);
}

void sf_faults_sort(struct sf_faults *faults)
{
    /* Insertion sort: stable, and the list is short. */
    for (size_t i = 1; i < faults->n; i++) {
        const struct sf_fault moving = faults->fault[i];
        size_t j = i;
        for (; j > 0 && comes_after(&faults->fault[j - 1], &moving); j--) {
            faults->fault[j] = faults->fault[j - 1];
        }
        faults->fault[j] = moving;
    }
}

void sf_faults_free(struct sf_faults *faults)
{
    if (faults == NULL) {
        return;
    }
    for (size_t i = 0; i < faults->n; i++) {
        free(faults->fault[i].file);
        free(faults->fault[i].words);
    }
    free(faults->fault);
    *faults = (struct sf_faults){0};
}
