#include "cli/nearest.h"

#include <string.h>

enum { MAX_LETTERS = 63 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/** Letters to put in, take out, change or swap with their neighbour. */
static size_t distance(const char *a, const char *b)
{
    const size_t n = strnlen(a, MAX_LETTERS);
    const size_t m = strnlen(b, MAX_LETTERS);
    size_t row[3][MAX_LETTERS + 1];
    for (size_t j = 0; j <= m; j++) {
        row[0][j] = j;
    }
    for (size_t i = 1; i <= n; i++) {
        const size_t *before = row[(i + 1) % 3];
        const size_t *last = row[(i - 1) % 3];
        size_t *now = row[i % 3];
        now[0] = i;
        for (size_t j = 1; j <= m; j++) {
            now[j] = least(least(last[j], now[j - 1]) + 1,
                           last[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                now[j] = least(now[j], before[j - 2] + 1);
            }
        }
    }
    return row[n % 3][m];
}

void sf_guess_offer(struct sf_guess *guess, const char *name)
{
    const size_t length = strlen(guess->wanted);
    const size_t d = distance(guess->wanted, name);
    const int is_beginning = length > 1 && strncmp(guess->wanted, name, length) == 0;
    const int is_near = d <= 1 + length / 3 && d < strlen(name);
    if ((is_beginning || is_near) && (guess->name == NULL || d < guess->distance)) {
        guess->name = name;
        guess->distance = d;
    }
}
