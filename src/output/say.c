#include "output/say.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "strikefund/calendar.h"

/** Rounded to three figures, halves to even; small numbers to whole ones. */
static int64_t three_figures(double number)
{
    double unit = 1.0;
    while (rint(number / unit) >= 1000.0) {
        unit *= 10.0;
    }
    return (int64_t)(rint(number / unit) * unit);
}

void sf_say_pounds(double pence, char text[SF_SAY_CHARS])
{
    const double size = fabs(pence) / 100.0;
    if (!(size < 1e15)) {
        snprintf(text, SF_SAY_CHARS, "any sum");
        return;
    }
    /* Four figures below £10,000, where people expect every pound. */
    const int64_t pounds = size < 9999.5 ? (int64_t)rint(size) : three_figures(size);
    const char *sign = pence < 0.0 && pounds > 0 ? "-" : "";
    if (pounds < 1000000) {
        char digits[SF_NUMBER_CHARS];
        sf_count_say(pounds, digits);
        snprintf(text, SF_SAY_CHARS, "%s£%s", sign, digits);
        return;
    }
    /* Three figures of millions; from £1,000m on in whole millions. */
    const int64_t hundredths = pounds / 10000;
    const int64_t whole = hundredths / 100;
    const int part = (int)(hundredths % 100);
    if (whole < 10) {
        snprintf(text, SF_SAY_CHARS, "%s£%" PRId64 ".%02dm", sign, whole, part);
    } else if (whole < 100) {
        snprintf(text, SF_SAY_CHARS, "%s£%" PRId64 ".%dm", sign, whole, part / 10);
    } else {
        char digits[SF_NUMBER_CHARS];
        sf_count_say(whole, digits);
        snprintf(text, SF_SAY_CHARS, "%s£%sm", sign, digits);
    }
}

void sf_say_pence(int64_t pence, char text[SF_SAY_CHARS])
{
    char pounds[SF_NUMBER_CHARS];
    const int64_t size = pence < 0 ? -pence : pence;
    sf_count_say(size / 100, pounds);
    snprintf(text, SF_SAY_CHARS, "%s%.26s.%02d", pence < 0 ? "-" : "", pounds,
             (int)(size % 100));
}

void sf_say_number(double number, char text[SF_SAY_CHARS])
{
    char digits[SF_NUMBER_CHARS];
    sf_count_say(three_figures(fabs(number)), digits);
    snprintf(text, SF_SAY_CHARS, "%s%s", number < -0.5 ? "-" : "", digits);
}

enum chance_kind { NONE_SEEN, ALL_SEEN, SOME_SEEN };

/** What is said of a chance: n of (or, at the ends, fewer or more than n in) d. */
struct frequency {
    enum chance_kind kind;
    uint64_t n, d;
};

static struct frequency frequency_of(struct sf_chance chance)
{
    const double runs = (double)chance.runs;
    if (chance.count == 0) {
        return (struct frequency){NONE_SEEN, (uint64_t)ceil(chance.upper * runs),
                                  chance.runs};
    }
    if (chance.count == chance.runs) {
        return (struct frequency){ALL_SEEN, (uint64_t)floor(chance.lower * runs),
                                  chance.runs};
    }
    /* The roundest number of campaigns, up to those simulated, in which it happens,
       or fails to, at least twice: "1 of 100" may be anything between 0.5 and 1.5. */
    for (uint64_t d = 100; d <= chance.runs; d *= 10) {
        const double n = rint(chance.probability * (double)d);
        if (n >= 2.0 && n <= (double)d - 2.0) {
            return (struct frequency){SOME_SEEN, (uint64_t)n, d};
        }
    }
    return (struct frequency){SOME_SEEN, chance.count, chance.runs};
}

static void say_frequency(struct sf_chance chance, const char *fewer, const char *more,
                          char text[SF_SAY_CHARS])
{
    const struct frequency said = frequency_of(chance);
    char n[SF_NUMBER_CHARS];
    char d[SF_NUMBER_CHARS];
    sf_count_say((int64_t)said.n, n);
    sf_count_say((int64_t)said.d, d);
    switch (said.kind) {
    case NONE_SEEN:
        snprintf(text, SF_SAY_CHARS, "%s%.20s in %.20s", fewer, n, d);
        return;
    case ALL_SEEN:
        snprintf(text, SF_SAY_CHARS, "%s%.20s in %.20s", more, n, d);
        return;
    case SOME_SEEN:
        snprintf(text, SF_SAY_CHARS, "%.20s of %.20s", n, d);
        return;
    }
}

void sf_say_chance(struct sf_chance chance, char text[SF_SAY_CHARS])
{
    say_frequency(chance, "fewer than ", "more than ", text);
}

void sf_say_chance_briefly(struct sf_chance chance, char text[SF_SAY_CHARS])
{
    say_frequency(chance, "<", ">", text);
}

void sf_say_month_briefly(int32_t month, char text[SF_SAY_CHARS])
{
    char whole[24];
    sf_month_say(month, whole);
    snprintf(text, SF_SAY_CHARS, "%.3s%s", whole, strrchr(whole, ' '));
}

static int columns_of(const char *text, size_t n)
{
    int columns = 0;
    for (size_t i = 0; i < n; i++) {
        /* Continuation bytes of UTF-8 are 10xxxxxx. */
        columns += ((unsigned char)text[i] & 0xc0) != 0x80;
    }
    return columns;
}

int sf_say_columns(const char *text)
{
    return columns_of(text, strlen(text));
}

static void break_lines(struct sf_text *text, const char *words, int indent,
                        int columns)
{
    sf_text_add(text, "%*s", indent, "");
    int at = indent;
    bool is_first = true;
    for (const char *word = words + strspn(words, " "); *word != '\0';) {
        const size_t n = strcspn(word, " ");
        const int width = columns_of(word, n);
        if (is_first) {
            is_first = false;
        } else if (at + 1 + width > columns) {
            sf_text_add(text, "\n%*s", indent + 2, "");
            at = indent + 2;
        } else {
            sf_text_add(text, " ");
            at++;
        }
        sf_text_add_bytes(text, word, n);
        at += width;
        word += n;
        word += strspn(word, " ");
    }
    sf_text_add(text, "\n");
}

void sf_say_paragraph(struct sf_text *text, int indent, int columns, const char *format,
                      ...)
{
    char *words = NULL;
    va_list arguments;
    va_start(arguments, format);
    const int n = vasprintf(&words, format, arguments);
    va_end(arguments);
    if (n < 0) {
        text->is_out_of_memory = true;
        return;
    }
    break_lines(text, words, indent, columns);
    free(words);
}
