#include "output/csv.h"

#include <string.h>

static bool is_control(char c)
{
    return (unsigned char)c < 0x20 || c == 0x7f;
}

/** What makes a spreadsheet take a cell for a formula: = + - @, plain or full width. */
static bool begins_formula(const char *words)
{
    static const char *const WIDE[] = {"\uff1d", "\uff0b", "\uff0d", "\uff20"};
    while (*words == ' ' || is_control(*words)) {
        words++;
    }
    for (size_t i = 0; i < sizeof(WIDE) / sizeof(WIDE[0]); i++) {
        if (strncmp(words, WIDE[i], strlen(WIDE[i])) == 0) {
            return true;
        }
    }
    return *words != '\0' && strchr("=+-@", *words) != NULL;
}

void sf_csv_add_text(struct sf_text *text, const char *words)
{
    const char *quote = strpbrk(words, ",;\"") != NULL ? "\"" : "";
    bool is_start = true;
    sf_text_add(text, "%s", quote);
    for (const char *c = words; *c != '\0'; c++) {
        if (is_control(*c)) {
            continue;
        }
        /* Where a comma is the decimal mark, cells are parted at semicolons. */
        if (is_start && begins_formula(c)) {
            sf_text_add(text, "'");
        }
        is_start = *c == ';';
        sf_text_add(text, *c == '"' ? "\"" : "");
        sf_text_add_bytes(text, c, 1);
    }
    sf_text_add(text, "%s", quote);
}
