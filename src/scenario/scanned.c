#include "scenario/scan.h"

#include <stdlib.h>
#include <string.h>

void sf_scan_free(struct sf_scan *scan)
{
    for (size_t i = 0; i < scan->n; i++) {
        free(scan->scanned[i].spoilt_line);
    }
    free(scan->scanned);
    *scan = (struct sf_scan){0};
}

const struct sf_scanned *sf_scan_find(const struct sf_scan *scan, const char *include)
{
    for (size_t i = 0; include != NULL && i < scan->n; i++) {
        if (strcmp(scan->scanned[i].include, include) == 0) {
            return &scan->scanned[i];
        }
    }
    return &scan->scanned[0];
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
