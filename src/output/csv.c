#include "output/csv.h"

#include <string.h>

static bool is_control(char c)
{
    return (unsigned char)c < 0x20 || c == 0x7f;
}

void sf_csv_add_text(struct sf_text *text, const char *words)
{
    while (*words != '\0' && is_control(*words)) {
        words++;
    }
    const char *quote = strpbrk(words, ",\"") != NULL ? "\"" : "";
    const bool is_formula = *words != '\0' && strchr("=+-@", *words) != NULL;
    sf_text_add(text, "%s%s", quote, is_formula ? "'" : "");
    for (const char *c = words; *c != '\0'; c++) {
        if (*c == '"') {
            sf_text_add_bytes(text, "\"\"", 2);
        } else if (!is_control(*c)) {
            sf_text_add_bytes(text, c, 1);
        }
    }
    sf_text_add(text, "%s", quote);
}
