#include "scenario/scan_hints.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

size_t sf_number_length(const char *at)
{
    size_t n = at[0] == '-' || at[0] == '+' ? 1 : 0;
    if (!is_digit(at[n]) && !(at[n] == '.' && is_digit(at[n + 1]))) {
        return 0;
    }
    const bool is_hex = at[n] == '0' && (at[n + 1] == 'x' || at[n + 1] == 'X');
    for (; at[n] != '\0'; n++) {
        const bool is_exponent =
            !is_hex && n > 0 && (at[n - 1] == 'e' || at[n - 1] == 'E');
        const bool is_sign = (at[n] == '-' || at[n] == '+') && is_exponent;
        if (!isalnum((unsigned char)at[n]) && at[n] != '.' && at[n] != '_' &&
            !is_sign) {
            break;
        }
    }
    return n;
}

static size_t digits_from(const char *token, size_t at, size_t length)
{
    while (at < length && is_digit(token[at])) {
        at++;
    }
    return at;
}

enum sf_number_kind sf_number_kind(const char *token, size_t length)
{
    size_t at = token[0] == '-' || token[0] == '+' ? 1 : 0;
    if (length > at + 2 && token[at] == '0' && tolower(token[at + 1]) == 'x') {
        at += 2;
        while (at < length && isxdigit((unsigned char)token[at])) {
            at++;
        }
        at += strncmp(token + at, "LL", 2) == 0 ? 2 : token[at] == 'L' ? 1 : 0;
        return at == length ? SF_NUMBER_WHOLE : SF_NUMBER_NONE;
    }
    at = digits_from(token, at, length);
    if (at == length || token[at] == 'L') {
        const size_t end = at + (strncmp(token + at, "LL", 2) == 0 ? 2 : 1);
        return at == length || end == length ? SF_NUMBER_WHOLE : SF_NUMBER_NONE;
    }
    if (token[at] == '.') {
        at = digits_from(token, at + 1, length);
    }
    if (at < length && (token[at] == 'e' || token[at] == 'E')) {
        at++;
        at += at < length && (token[at] == '-' || token[at] == '+') ? 1 : 0;
        const size_t end = digits_from(token, at, length);
        return end == length && end > at ? SF_NUMBER_REAL : SF_NUMBER_NONE;
    }
    return at == length ? SF_NUMBER_REAL : SF_NUMBER_NONE;
}

bool sf_whole_fits(const char *token, size_t length)
{
    char copy[128];
    if (length >= sizeof(copy)) {
        return false;
    }
    memcpy(copy, token, length);
    copy[length] = '\0';
    const bool is_hex = strpbrk(copy, "xX") != NULL;
    errno = 0;
    if (is_hex) {
        const unsigned long long number = strtoull(copy, NULL, 16);
        return errno == 0 &&
               number <= (strchr(copy, 'L') != NULL ? INT64_MAX : INT32_MAX);
    }
    const long long number = strtoll(copy, NULL, 10);
    return errno == 0 &&
           (strchr(copy, 'L') != NULL || (number >= INT32_MIN && number <= INT32_MAX));
}

/* "1,234,567" from its first comma on: how long it is, 0 when it is not one. */
static size_t thousands_length(const char *comma)
{
    size_t n = 0;
    while (comma[n] == ',' && is_digit(comma[n + 1]) && is_digit(comma[n + 2]) &&
           is_digit(comma[n + 3]) && !is_digit(comma[n + 4])) {
        n += 4;
    }
    return n;
}

bool sf_number_hint(const char *token, size_t length, char bracket,
                    char words[SF_HINT_CHARS])
{
    const char *behind = token + length;
    const int shown = (int)(length < 30 ? length : 30);
    behind += strspn(behind, " \t");
    if (*behind == '%') {
        snprintf(words, SF_HINT_CHARS, "write %.6g for %.*s %%, without the %% sign",
                 strtod(token, NULL) / 100.0, shown, token);
        return true;
    }
    if (token[length] != ',' || !is_digit(token[length + 1]) || bracket != '{') {
        return false;
    }
    const size_t thousands = thousands_length(token + length);
    if (thousands > 0) {
        char number[80];
        size_t n = 0;
        for (size_t i = 0; i < length + thousands && n < sizeof(number) - 1; i++) {
            if (token[i] != ',') {
                number[n++] = token[i];
            }
        }
        number[n] = '\0';
        snprintf(words, SF_HINT_CHARS, "write %s, without thousands commas", number);
    } else {
        const size_t decimals =
            digits_from(token, length + 1, length + 31) - length - 1;
        snprintf(words, SF_HINT_CHARS, "write %.*s.%.*s, with a decimal point", shown,
                 token, (int)decimals, token + length + 1);
    }
    return true;
}

const char *sf_character_hint(const char *at, char words[SF_HINT_CHARS])
{
    if (strncmp(at, "£", strlen("£")) == 0 || *at == '$' ||
        strncmp(at, "€", strlen("€")) == 0) {
        const char *number = at + (*at == '$' ? 1 : strcspn(at, "0123456789-.\n\";"));
        const size_t length = sf_number_length(number);
        snprintf(words, SF_HINT_CHARS, "write %.*s, without £",
                 length > 0 && length < 30 ? (int)length : 3,
                 length > 0 && length < 30 ? number : "4.0");
    } else if (*at == '%') {
        snprintf(words, SF_HINT_CHARS, "write 0.10 for 10 %%, without the %% sign");
    } else if (*at == '\'' || strncmp(at, "“", 3) == 0 || strncmp(at, "”", 3) == 0 ||
               strncmp(at, "‘", 3) == 0 || strncmp(at, "’", 3) == 0) {
        snprintf(words, SF_HINT_CHARS, "write texts in straight double quotes (\")");
    } else if (*at == '.') {
        snprintf(words, SF_HINT_CHARS, "a point without digits is not a number");
    } else {
        size_t length = 1;
        while (((unsigned char)at[length] & 0xc0) == 0x80) {
            length++;
        }
        snprintf(words, SF_HINT_CHARS, "the character '%.*s' has no meaning here",
                 (int)length, at);
    }
    return words;
}
