#include "scenario/scan.h"

#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/scan_hints.h"

/* Where the scanner stands in one file. */
struct scanner {
    struct sf_reading *reading;
    struct sf_scan *scan;
    size_t index; /* of the file in scan */
    const char *at;
    const char *copied; /* up to here into the whole */
    const char *line_start;
    int line;
    char opened[SF_MAX_DEPTH];
    int opened_line[SF_MAX_DEPTH];
    size_t n_keys[SF_MAX_DEPTH]; /* of the group opened there */
    int depth;
    enum sf_token before;     /* the token before this one */
    bool is_value;            /* a '=' or ':' came before it */
    bool is_seed;             /* and before that the word seed */
    int text_start, text_end; /* lines of the last text that ran over a line's end */
};

static enum sf_status scan_file(struct sf_reading *reading, struct sf_scan *scan,
                                const char *file, const char *text, int depth);

static struct sf_scanned *current(struct scanner *s)
{
    return &s->scan->scanned[s->index];
}

static void hint_at(struct scanner *s, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void hint_at(struct scanner *s, int line, const char *format, ...)
{
    struct sf_scanned *scanned = current(s);
    if (scanned->hint_line != 0) {
        return;
    }
    /* Right where a text over several lines ends, that text is what is wrong. */
    if (s->text_end == line && s->text_start != line) {
        line = s->text_start;
        format = SF_HINT_QUOTE;
    }
    scanned->hint_line = line;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(scanned->hint, sizeof(scanned->hint), format, arguments);
    va_end(arguments);
}

static char innermost(const struct scanner *s)
{
    return s->depth == 0 ? '{' : s->opened[s->depth - 1];
}

static bool open_bracket(struct scanner *s, char bracket)
{
    if (s->depth == SF_MAX_DEPTH) {
        sf_faults_add(s->reading->faults, current(s)->file, s->line,
                      "brackets are nested more than %d deep", SF_MAX_DEPTH);
        return false;
    }
    if (s->before == SF_TOKEN_NAME) {
        hint_at(s, s->line, "a '=' or ':' is missing before '%c'", bracket);
    }
    if (s->before == SF_TOKEN_CLOSE && bracket == '{' && innermost(s) == '(') {
        hint_at(s, s->line, "a comma is missing between two members of a list");
    }
    s->opened[s->depth] = bracket;
    s->opened_line[s->depth] = s->line;
    s->n_keys[s->depth] = 0;
    s->depth++;
    return true;
}

static void close_bracket(struct scanner *s, char bracket)
{
    const char wanted = bracket == '}' ? '{' : bracket == ')' ? '(' : '[';
    if (s->depth == 0) {
        hint_at(s, s->line, "this '%c' closes nothing", bracket);
        return;
    }
    if (innermost(s) != wanted) {
        hint_at(s, s->line, "this '%c' does not fit the '%c' opened on line %d",
                bracket, innermost(s), s->opened_line[s->depth - 1]);
    } else if (s->before == SF_TOKEN_COMMA && bracket != '}') {
        hint_at(s, s->line, "take away the comma before this '%c'", bracket);
    }
    s->depth--;
}

static void spoil_line(struct scanner *s)
{
    if (!sf_scanned_spoil(current(s), s->line)) {
        s->reading->is_out_of_memory = true;
    }
}

/* libconfig 1.5 wraps whole numbers that do not fit, without a word. */
static void check_whole(struct scanner *s, const char *token, size_t length)
{
    if (s->is_seed || sf_whole_fits(token, length)) {
        return;
    }
    spoil_line(s);
    sf_faults_add(s->reading->faults, current(s)->file, s->line,
                  "the whole number %.*s is too large; as an amount write %.*s.0",
                  (int)length, token, (int)length, token);
}

static void scan_number(struct scanner *s)
{
    const size_t length = sf_number_length(s->at);
    const char *token = s->at;
    const enum sf_number_kind kind = sf_number_kind(token, length);
    if (kind == SF_NUMBER_NONE) {
        hint_at(s, s->line, "'%.*s' is not a number; write numbers as 1234 or 12.5",
                (int)(length < 60 ? length : 60), token);
    } else if (kind == SF_NUMBER_WHOLE && length < 100) {
        check_whole(s, token, length);
    }
    char words[SF_HINT_CHARS];
    if (sf_number_hint(token, length, innermost(s), words)) {
        hint_at(s, s->line, "%s", words);
    }
    if (innermost(s) != '{' && s->before == SF_TOKEN_COMMA && token[-1] == ',' &&
        length > 1 && token[0] == '0' && isdigit((unsigned char)token[1])) {
        spoil_line(s);
        sf_faults_add(s->reading->faults, current(s)->file, s->line,
                      "write numbers without thousands commas: 1000, not 1,000");
    }
    s->at += length;
}

static void scan_word(struct scanner *s)
{
    const char *word = s->at;
    while (isalnum((unsigned char)*s->at) || strchr("-_*", *s->at) != NULL) {
        if (*s->at == '\0') {
            break;
        }
        s->at++;
    }
    const size_t length = (size_t)(s->at - word);
    const bool is_truth = (length == 4 && strncasecmp(word, "true", 4) == 0) ||
                          (length == 5 && strncasecmp(word, "false", 5) == 0);
    if ((s->is_value || innermost(s) != '{') && !is_truth) {
        hint_at(s, s->line, "write words in double quotes: \"%.*s\"",
                (int)(length < 60 ? length : 60), word);
    } else if (s->before == SF_TOKEN_NAME) {
        hint_at(s, s->line, "a '=' is missing, or a name with a space in it");
    }
    s->is_seed = length == 4 && strncmp(word, "seed", 4) == 0;
}

/* Counts a key of the innermost group. False when there are too many: libconfig
 * compares each key of a group with all before it, and more would take minutes. */
static bool count_key(struct scanner *s)
{
    size_t *n = s->depth == 0 ? &s->scan->n_top_keys : &s->n_keys[s->depth - 1];
    if (++*n <= SF_MAX_KEYS) {
        return true;
    }
    sf_faults_add(s->reading->faults, current(s)->file, s->line,
                  "a group has more than %d settings", SF_MAX_KEYS);
    return false;
}

/* A text in quotes. False when it has no end. */
static bool scan_text(struct scanner *s)
{
    const int start = s->line;
    if (s->before == SF_TOKEN_NAME) {
        hint_at(s, s->line, "a '=' is missing before the quote");
    }
    for (s->at++; *s->at != '"'; s->at++) {
        if (strncmp(s->at, "\\x00", 4) == 0) { /* where libconfig's text would end */
            sf_faults_add(s->reading->faults, current(s)->file, s->line,
                          "a text here holds \\x00, which is U+0000, a control "
                          "character; take it out");
        }
        if (*s->at == '\\' && s->at[1] != '\0') {
            s->at++;
        }
        if (*s->at == '\n') {
            s->line++;
        }
        if (*s->at == '\0') {
            hint_at(s, start, SF_HINT_QUOTE);
            return false;
        }
    }
    s->at++;
    if (s->line != start) {
        /* One missing quote turns all texts behind it inside out: keep the first. */
        s->text_start = s->text_end == start ? s->text_start : start;
        s->text_end = s->line;
    }
    return true;
}

/* What is open at a file's end would swallow what comes after the file. */
static void give_up(struct scanner *s)
{
    s->scan->is_hopeless = true;
    s->scan->at_fault = s->index;
}

/* A comment, if one starts here. */
static bool skip_comment(struct scanner *s)
{
    if (*s->at == '#' || (s->at[0] == '/' && s->at[1] == '/')) {
        s->at += strcspn(s->at, "\n");
        return true;
    }
    if (s->at[0] != '/' || s->at[1] != '*') {
        return false;
    }
    const int start = s->line;
    for (s->at += 2; s->at[0] != '*' || s->at[1] != '/'; s->at++) {
        if (*s->at == '\0') {
            hint_at(s, start, "the comment opened here is never closed");
            give_up(s);
            return true;
        }
        s->line += *s->at == '\n' ? 1 : 0;
    }
    s->at += 2;
    return true;
}

/* The directive @include, followed into the file it names. */
static enum sf_status scan_include(struct scanner *s, int depth)
{
    struct sf_faults *faults = s->reading->faults;
    const char *file = current(s)->file;
    const char *word = s->at;
    s->at += strlen("@include");
    s->at += strspn(s->at, " \t");
    const size_t length = *s->at == '"' ? strcspn(s->at + 1, "\"\\\n") : 0;
    const bool is_first =
        strspn(s->line_start, " \t") == (size_t)(word - s->line_start);
    if (length == 0 || s->at[1 + length] != '"' || length > 255 || !is_first) {
        sf_faults_add(faults, file, s->line,
                      "write @include \"file.cfg\" on a line of its own");
        return SF_ERR_SCENARIO;
    }
    char include[256];
    memcpy(include, s->at + 1, length);
    include[length] = '\0';
    s->at += length + 2;
    if (depth >= SF_MAX_INCLUDES || s->scan->n >= SF_MAX_FILES) {
        sf_faults_add(
            faults, file, s->line,
            "includes are nested too deep, or a file includes itself: at most "
            "%d deep and %d files",
            SF_MAX_INCLUDES, SF_MAX_FILES);
        return SF_ERR_SCENARIO;
    }
    const struct sf_setting place = {.file = file, .line = s->line};
    const char *name = NULL;
    struct sf_source source = {0};
    enum sf_status status =
        sf_source_read_named(s->reading, include, &place, &name, &source);
    if (status == SF_OK && source.has_mark) {
        sf_faults_add(faults, name, 1,
                      "an included file must not begin with a byte order mark; save it "
                      "as UTF-8 without BOM");
        status = SF_ERR_SCENARIO;
    }
    if (status == SF_OK) {
        sf_scan_copy(s->scan, s->copied, (size_t)(word - s->copied));
        sf_scan_copy(s->scan, "\n", 1);
        status = scan_file(s->reading, s->scan, name, source.bytes, depth + 1);
        sf_scan_copy(s->scan, "\n", 1);
        s->copied = s->at;
    }
    if (status == SF_OK && !sf_scan_stretch(s->scan, s->index, s->line)) {
        status = SF_ERR_MEMORY;
    }
    sf_source_free(&source);
    return status == SF_ERR_MISSING ? SF_ERR_SCENARIO : status;
}

/* A single character that is a token of its own, or none of the format's. */
static bool scan_mark(struct scanner *s)
{
    const char c = *s->at;
    if (strchr("{[(", c) != NULL) {
        if (!open_bracket(s, c)) {
            return false;
        }
        s->before = SF_TOKEN_OPEN;
    } else if (strchr("}])", c) != NULL) {
        close_bracket(s, c);
        s->before = SF_TOKEN_CLOSE;
    } else if (c == ',') {
        s->before = SF_TOKEN_COMMA;
    } else if (c == '=' || c == ':') {
        s->before = SF_TOKEN_EQUALS;
    } else if (c == ';') {
        if (innermost(s) != '{') {
            hint_at(s, s->line, "within a list write commas, not ';'");
        } else if (s->before == SF_TOKEN_EQUALS) {
            hint_at(s, s->line, "a value is missing before ';'");
        }
        s->before = SF_TOKEN_SEMICOLON;
    } else {
        char words[SF_HINT_CHARS];
        sf_character_hint(s->at, words);
        hint_at(s, s->line, "%s", words);
        if (c == '.') { /* which libconfig takes for 0 */
            sf_faults_add(s->reading->faults, current(s)->file, s->line, "%s", words);
            spoil_line(s);
        }
        s->before = SF_TOKEN_OTHER;
    }
    s->is_value = c == '=' || c == ':';
    s->at++;
    while (((unsigned char)*s->at & 0xc0) == 0x80) {
        s->at++;
    }
    return true;
}

static enum sf_status scan_text_of_file(struct scanner *s, int depth)
{
    while (*s->at != '\0') {
        if (*s->at == '\n') {
            s->line++;
            s->at++;
            s->line_start = s->at;
        } else if (isspace((unsigned char)*s->at)) {
            s->at++;
        } else if (skip_comment(s)) {
            continue;
        } else if (strncmp(s->at, "@include", 8) == 0) {
            const enum sf_status status = scan_include(s, depth);
            if (status != SF_OK) {
                return status;
            }
        } else if (*s->at == '"') {
            if (!scan_text(s)) {
                give_up(s);
                return SF_OK;
            }
            s->before = SF_TOKEN_VALUE;
            s->is_value = false;
        } else if (sf_number_length(s->at) > 0) {
            scan_number(s);
            s->before = SF_TOKEN_VALUE;
            s->is_value = false;
        } else if (isalpha((unsigned char)*s->at) || *s->at == '*') {
            const bool is_key = !s->is_value && innermost(s) == '{';
            scan_word(s);
            if (is_key && !count_key(s)) {
                return SF_ERR_SCENARIO;
            }
            s->before = is_key ? SF_TOKEN_NAME : SF_TOKEN_VALUE;
            s->is_value = false;
        } else if (!scan_mark(s)) {
            return SF_ERR_SCENARIO;
        }
    }
    if (s->depth > 0) {
        hint_at(s, s->opened_line[s->depth - 1], "the '%c' opened here is never closed",
                innermost(s));
    }
    sf_scan_copy(s->scan, s->copied, (size_t)(s->at - s->copied));
    return SF_OK;
}

static enum sf_status scan_file(struct sf_reading *reading, struct sf_scan *scan,
                                const char *file, const char *text, int depth)
{
    struct sf_scanned *grown =
        realloc(scan->scanned, (scan->n + 1) * sizeof(*scan->scanned));
    if (grown == NULL) {
        return SF_ERR_MEMORY;
    }
    scan->scanned = grown;
    grown[scan->n] = (struct sf_scanned){.file = file};
    struct scanner scanner = {.reading = reading,
                              .scan = scan,
                              .index = scan->n++,
                              .at = text,
                              .copied = text,
                              .line_start = text,
                              .line = 1};
    if (!sf_scan_stretch(scan, scanner.index, 1)) {
        return SF_ERR_MEMORY;
    }
    return scan_text_of_file(&scanner, depth);
}

enum sf_status sf_scan_read(struct sf_reading *reading, const char *file,
                            const char *text, struct sf_scan *scan)
{
    const enum sf_status status = scan_file(reading, scan, file, text, 0);
    return status == SF_OK && scan->whole.is_out_of_memory ? SF_ERR_MEMORY : status;
}
