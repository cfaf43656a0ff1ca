#include "output/chart_words.h"

#include <string.h>

#include "strikefund/showable.h"

#define LETTERS "abcdefghijklmnopqrstuvwxyz_"
#define DIGITS  "0123456789"

/* Each of these takes what it is named after and gives the place behind it, or NULL. */

static const char *take(const char *at, const char *words)
{
    const size_t length = strlen(words);
    return at != NULL && strncmp(at, words, length) == 0 ? at + length : NULL;
}

static const char *take_some(const char *at, const char *of)
{
    const size_t length = at != NULL ? strspn(at, of) : 0;
    return length > 0 ? at + length : NULL;
}

static const char *take_number(const char *at)
{
    const char *unsigned_at = take(at, "-");
    const char *end = take_some(unsigned_at != NULL ? unsigned_at : at, DIGITS);
    const char *point = take(end, ".");
    return point != NULL ? take_some(point, DIGITS) : end;
}

/** 'it''s': a quote inside is doubled, not at the beginning and not next to another. */
static const char *take_text(const char *at)
{
    const char *opened = take(at, "'");
    if (opened == NULL) {
        return NULL;
    }
    const char *pair = NULL; /* where the last doubled quote was */
    for (const char *c = opened; *c != '\0' && *c != '\n'; c++) {
        if (*c != '\'') {
            continue;
        }
        if (c[1] != '\'') {
            return c + 1;
        }
        if (c == opened) {
            return NULL;
        }
        if (pair != NULL && c == pair + 2) {
            return NULL;
        }
        pair = c;
        c++;
    }
    return NULL;
}

static const char *take_value(const char *at)
{
    const char *number = take_number(at);
    return number != NULL ? number : take_text(at);
}

/** array strategy[2] = ['one', 'two'] */
static const char *take_array(const char *at)
{
    at = take_some(take(at, "array "), LETTERS);
    at = take(take_some(take(at, "["), DIGITS), "] = [");
    for (;;) {
        at = take_text(at);
        const char *next = take(at, ", ");
        if (next == NULL) {
            return take(at, "]");
        }
        at = next;
    }
}

static const char *take_line(const char *at)
{
    if (at[0] == '\n') {
        return at + 1;
    }
    const char *array = take_array(at);
    if (array != NULL) {
        return take(array, "\n");
    }
    return take(take_value(take(take_some(at, LETTERS), " = ")), "\n");
}

bool sf_chart_words_are_harmless(const char *text, size_t *line)
{
    const char *at = text;
    struct sf_unfit unfit;
    if (sf_text_find_unfit(text, true, &unfit)) {
        *line = 1;
        for (size_t i = 0; i < unfit.at; i++) {
            *line += text[i] == '\n';
        }
        return false;
    }
    for (size_t n = 1; *at != '\0'; n++) {
        at = take_line(at);
        if (at == NULL) {
            *line = n;
            return false;
        }
    }
    return true;
}
