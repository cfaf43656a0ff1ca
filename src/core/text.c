#include "core/text.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COMPARED = 63 };

#define POUND "£"

static bool make_room(struct sf_text *text, size_t length)
{
    if (text->is_out_of_memory) {
        return false;
    }
    const size_t needed = text->length + length + 1;
    if (needed <= text->room) {
        return true;
    }
    const size_t room = needed * 2;
    char *grown = realloc(text->chars, room);
    if (grown == NULL) {
        text->is_out_of_memory = true;
        return false;
    }
    text->chars = grown;
    text->room = room;
    return true;
}

void sf_text_add_bytes(struct sf_text *text, const char *bytes, size_t length)
{
    if (!make_room(text, length)) {
        return;
    }
    if (length > 0) {
        memcpy(text->chars + text->length, bytes, length);
    }
    text->length += length;
    text->chars[text->length] = '\0';
}

void sf_text_add(struct sf_text *text, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    const int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length >= 0 && make_room(text, (size_t)length)) {
        vsnprintf(text->chars + text->length, (size_t)length + 1, format, again);
        text->length += (size_t)length;
    }
    va_end(again);
}

char *sf_text_take(struct sf_text *text)
{
    sf_text_add_bytes(text, "", 0);
    if (text->is_out_of_memory) {
        sf_text_free(text);
        return NULL;
    }
    char *chars = text->chars;
    *text = (struct sf_text){0};
    return chars;
}

void sf_text_free(struct sf_text *text)
{
    free(text->chars);
    *text = (struct sf_text){0};
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t sf_text_distance(const char *a, const char *b, size_t limit)
{
    const size_t n = strnlen(a, COMPARED);
    const size_t m = strnlen(b, COMPARED);
    if ((n > m ? n - m : m - n) > limit) {
        return limit + 1;
    }
    /* Three rows of the usual table: a swap looks two rows back. */
    size_t rows[3][COMPARED + 1];
    for (size_t j = 0; j <= m; j++) {
        rows[0][j] = j;
    }
    for (size_t i = 1; i <= n; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3];
        const size_t *above_that = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            const bool is_same = lower(a[i - 1]) == lower(b[j - 1]);
            row[j] = least(least(above[j], row[j - 1]) + 1,
                           above[j - 1] + (is_same ? 0 : 1));
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                lower(a[i - 2]) == lower(b[j - 1])) {
                row[j] = least(row[j], above_that[j - 2] + 1);
            }
        }
    }
    return least(rows[n % 3][m], limit + 1);
}

void sf_nearest_offer(struct sf_nearest *nearest, const char *name)
{
    const size_t length = strnlen(nearest->wanted, COMPARED);
    size_t limit = length <= 3 ? 1 : least(length / 3 < 2 ? 2 : length / 3, 4);
    if (nearest->name != NULL) {
        limit = nearest->distance - 1;
    }
    if (nearest->name != NULL && nearest->distance == 0) {
        return;
    }
    const size_t distance = sf_text_distance(nearest->wanted, name, limit);
    if (distance <= limit) {
        nearest->name = name;
        nearest->distance = distance;
    }
}

void sf_number_write(double number, char text[SF_NUMBER_CHARS])
{
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, SF_NUMBER_CHARS, "%.*g", digits, number);
        if (strtod(text, NULL) == number) {
            break;
        }
    }
    if (strpbrk(text, ".e") == NULL) {
        snprintf(text + strlen(text), 3, ".0");
    }
}

void sf_count_say(int64_t count, char *text)
{
    char digits[24];
    const uint64_t size = count < 0 ? 0 - (uint64_t)count : (uint64_t)count;
    const int n = snprintf(digits, sizeof(digits), "%llu", (unsigned long long)size);
    char *out = text;
    if (count < 0) {
        *out++ = '-';
    }
    for (int i = 0; i < n; i++) {
        if (i > 0 && (n - i) % 3 == 0) {
            *out++ = ',';
        }
        *out++ = digits[i];
    }
    *out = '\0';
}

void sf_pounds_say(double pounds, char text[SF_NUMBER_CHARS])
{
    if (!(fabs(pounds) < 1e15)) {
        snprintf(text, SF_NUMBER_CHARS, POUND "%.3g", pounds);
        return;
    }
    const int64_t pence = (int64_t)llround(fabs(pounds) * 100.0);
    char *out = text;
    if (pounds < 0.0 && pence > 0) {
        *out++ = '-';
    }
    out = stpcpy(out, POUND);
    sf_count_say(pence / 100, out);
    if (pence % 100 != 0) {
        snprintf(out + strlen(out), 4, ".%02u", (unsigned)(pence % 100) % 100);
    }
}
