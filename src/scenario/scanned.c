#include "scenario/scan.h"

#include <stdlib.h>
#include <string.h>

void sf_scan_free(struct sf_scan *scan)
{
    for (size_t i = 0; i < scan->n; i++) {
        free(scan->scanned[i].spoilt_line);
    }
    free(scan->scanned);
    free(scan->stretch);
    sf_text_free(&scan->whole);
    *scan = (struct sf_scan){0};
}

void sf_scan_copy(struct sf_scan *scan, const char *bytes, size_t length)
{
    sf_text_add_bytes(&scan->whole, bytes, length);
    for (size_t i = 0; i < length; i++) {
        scan->n_lines += bytes[i] == '\n' ? 1 : 0;
    }
}

bool sf_scan_stretch(struct sf_scan *scan, size_t scanned, int file_line)
{
    struct sf_stretch *grown =
        realloc(scan->stretch, (scan->n_stretches + 1) * sizeof(*scan->stretch));
    if (grown == NULL) {
        return false;
    }
    scan->stretch = grown;
    grown[scan->n_stretches++] = (struct sf_stretch){
        .line = scan->n_lines + 1, .scanned = scanned, .file_line = file_line};
    return true;
}

const struct sf_scanned *sf_scan_find(const struct sf_scan *scan, int *line)
{
    size_t i = scan->n_stretches - 1;
    while (i > 0 && scan->stretch[i].line > *line) {
        i--;
    }
    const struct sf_stretch *stretch = &scan->stretch[i];
    *line = *line - stretch->line + stretch->file_line;
    return &scan->scanned[stretch->scanned];
}

bool sf_scanned_spoil(struct sf_scanned *scanned, int line)
{
    const size_t n = scanned->n_spoilt_lines;
    if (n > 0 && scanned->spoilt_line[n - 1] == line) {
        return true;
    }
    if ((n & (n - 1)) == 0) {
        int *grown = realloc(scanned->spoilt_line,
                             (n == 0 ? 1 : 2 * n) * sizeof(*scanned->spoilt_line));
        if (grown == NULL) {
            return false;
        }
        scanned->spoilt_line = grown;
    }
    scanned->spoilt_line[scanned->n_spoilt_lines++] = line;
    return true;
}

static int compare_lines(const void *a, const void *b)
{
    const int x = *(const int *)a;
    const int y = *(const int *)b;
    return (x > y) - (x < y);
}

bool sf_scanned_is_spoilt(const struct sf_scanned *scanned, int line)
{
    return scanned->n_spoilt_lines > 0 &&
           bsearch(&line, scanned->spoilt_line, scanned->n_spoilt_lines,
                   sizeof(*scanned->spoilt_line), compare_lines) != NULL;
}
