#include "core/text.h"

#include <stdio.h>
#include <string.h>

/* Length in bytes of the character that starts here, 0 when it is not UTF-8. */
static size_t decode(const unsigned char *c, size_t left, uint32_t *code)
{
    static const uint32_t smallest[5] = {0, 0, 0x80, 0x800, 0x10000};
    size_t length;
    if (c[0] < 0x80) {
        *code = c[0];
        return 1;
    }
    if ((c[0] & 0xe0) == 0xc0) {
        length = 2;
        *code = c[0] & 0x1f;
    } else if ((c[0] & 0xf0) == 0xe0) {
        length = 3;
        *code = c[0] & 0x0f;
    } else if ((c[0] & 0xf8) == 0xf0) {
        length = 4;
        *code = c[0] & 0x07;
    } else {
        return 0;
    }
    if (length > left) {
        return 0;
    }
    for (size_t i = 1; i < length; i++) {
        if ((c[i] & 0xc0) != 0x80) {
            return 0;
        }
        *code = (*code << 6) | (c[i] & 0x3fU);
    }
    const bool is_surrogate = *code >= 0xd800 && *code <= 0xdfff;
    return *code < smallest[length] || is_surrogate || *code > 0x10ffff ? 0 : length;
}

bool sf_text_is_utf8(const char *bytes, size_t length, size_t *bad)
{
    const unsigned char *c = (const unsigned char *)bytes;
    for (size_t at = 0; at < length;) {
        uint32_t code;
        const size_t step = decode(c + at, length - at, &code);
        if (step == 0) {
            if (bad != NULL) {
                *bad = at;
            }
            return false;
        }
        at += step;
    }
    return true;
}

struct range {
    uint32_t first, last;
};

static bool is_within(uint32_t code, const struct range *range, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (code >= range[i].first && code <= range[i].last) {
            return true;
        }
    }
    return false;
}

#define IS_WITHIN(code, list) is_within(code, list, sizeof(list) / sizeof((list)[0]))

/* Of Unicode's table of bidirectional controls. */
static const struct range DIRECTION[] = {
    {0x061c, 0x061c}, {0x200e, 0x200f}, {0x202a, 0x202e}, {0x2066, 0x2069}};

/* Of Unicode's default ignorable characters, with the blanks that look like none; not
 * the variation selectors, which emoji need. The last three are no characters. */
static const struct range UNSEEN[] = {
    {0x00ad, 0x00ad}, {0x034f, 0x034f},   {0x115f, 0x1160},   {0x17b4, 0x17b5},
    {0x180b, 0x180f}, {0x200b, 0x200d},   {0x2060, 0x2065},   {0x206a, 0x206f},
    {0x2800, 0x2800}, {0x3164, 0x3164},   {0xfeff, 0xfeff},   {0xffa0, 0xffa0},
    {0xfff0, 0xfffb}, {0x1bca0, 0x1bca3}, {0x1d173, 0x1d17a}, {0xe0000, 0xe0fff},
    {0xfdd0, 0xfdef}, {0xfffe, 0xffff},   {0x1fffe, 0x1ffff}};

/* Marks that are set above or below the letter before them. */
static const struct range ACCENT[] = {{0x0300, 0x036f}, {0x0483, 0x0489},
                                      {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff},
                                      {0x20d0, 0x20ff}, {0xfe20, 0xfe2f}};

/* Whether a character is not fit, given how many accents came right before it. */
static bool is_unfit(uint32_t code, bool allow_breaks, size_t n_accents,
                     enum sf_unfit_kind *kind)
{
    if (code == '\n' || code == '\t') {
        *kind = SF_UNFIT_BREAK;
        return !allow_breaks;
    }
    if (code < 0x20 || (code >= 0x7f && code <= 0x9f)) {
        *kind = SF_UNFIT_CONTROL;
    } else if (code < 0x7f) {
        return false;
    } else if (code == 0x2028 || code == 0x2029) {
        *kind = SF_UNFIT_BREAK;
    } else if (IS_WITHIN(code, DIRECTION)) {
        *kind = SF_UNFIT_DIRECTION;
    } else if (IS_WITHIN(code, UNSEEN)) {
        *kind = SF_UNFIT_UNSEEN;
    } else if (IS_WITHIN(code, ACCENT) && n_accents >= SF_MAX_ACCENTS) {
        *kind = SF_UNFIT_PILE;
    } else {
        return false;
    }
    return true;
}

/* The first unfit character from a place on, where no accent came before. */
static bool find_from(const char *string, size_t length, size_t at, bool allow_breaks,
                      struct sf_unfit *unfit)
{
    const unsigned char *c = (const unsigned char *)string;
    size_t n_accents = 0;
    while (at < length) {
        uint32_t code = 0;
        enum sf_unfit_kind kind = SF_UNFIT_BYTES;
        const size_t step = decode(c + at, length - at, &code);
        if (step == 0 || is_unfit(code, allow_breaks, n_accents, &kind)) {
            *unfit = (struct sf_unfit){.kind = kind,
                                       .code = step == 0 ? c[at] : code,
                                       .at = at,
                                       .length = step == 0 ? 1 : step};
            return true;
        }
        n_accents = IS_WITHIN(code, ACCENT) ? n_accents + 1 : 0;
        at += step;
    }
    return false;
}

bool sf_text_find_unfit(const char *string, bool allow_breaks, struct sf_unfit *unfit)
{
    return find_from(string, strlen(string), 0, allow_breaks, unfit);
}

bool sf_text_is_showable(const char *string, bool allow_breaks)
{
    struct sf_unfit unfit;
    return !sf_text_find_unfit(string, allow_breaks, &unfit);
}

const char *sf_unfit_say(const struct sf_unfit *unfit, char words[SF_UNFIT_CHARS])
{
    static const char *const WHICH[] = {
        [SF_UNFIT_CONTROL] = "a control character",
        [SF_UNFIT_BREAK] = "which breaks the line",
        [SF_UNFIT_DIRECTION] = "which turns the direction of writing",
        [SF_UNFIT_UNSEEN] = "which cannot be seen",
        [SF_UNFIT_PILE] = "one accent too many on a letter"};
    if (unfit->kind == SF_UNFIT_BYTES) {
        snprintf(words, SF_UNFIT_CHARS, "the byte 0x%02X, which is not UTF-8",
                 (unsigned)unfit->code);
    } else {
        snprintf(words, SF_UNFIT_CHARS, "U+%04X, %s", (unsigned)unfit->code,
                 WHICH[unfit->kind]);
    }
    return words;
}

void sf_text_make_showable(char *string, bool allow_breaks)
{
    const size_t length = strlen(string);
    struct sf_unfit unfit;
    size_t from = 0;
    size_t out = 0;
    while (find_from(string, length, from, allow_breaks, &unfit)) {
        memmove(string + out, string + from, unfit.at - from);
        out += unfit.at - from;
        string[out++] = '?';
        from = unfit.at + unfit.length;
    }
    memmove(string + out, string + from, length - from + 1);
}
