#include "output/key_words.h"

#include "strikefund/scenario.h"

void sf_key_add_short(const char *key, struct sf_text *text)
{
    const char *last = key;
    bool is_quoted = false;
    for (const char *c = last; *c != '\0'; c++) {
        is_quoted ^= *c == '"';
        last = *c == '.' && !is_quoted ? c + 1 : last;
    }
    for (const char *c = last; *c != '\0'; c++) {
        if (*c != '"') {
            sf_text_add_bytes(text, c, 1);
        }
    }
}

void sf_key_add_meaning(const char *key, struct sf_text *text)
{
    const char *meaning;
    const char *unit;
    if (sf_scenario_key_words(key, &meaning, &unit)) {
        sf_text_add(text, ": %s (%s)", meaning, unit);
    }
}
