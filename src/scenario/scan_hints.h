/** What to write instead: hints on single tokens of a scenario's text. */
#ifndef STRIKEFUND_SCENARIO_SCAN_HINTS_H
#define STRIKEFUND_SCENARIO_SCAN_HINTS_H

#include <stdbool.h>
#include <stddef.h>

#include "scenario/scan.h"

#define SF_HINT_QUOTE "a text that begins on this line has no closing quote (\") on it"

enum sf_token {
    SF_TOKEN_NONE,
    SF_TOKEN_NAME,
    SF_TOKEN_VALUE,
    SF_TOKEN_OPEN,
    SF_TOKEN_CLOSE,
    SF_TOKEN_COMMA,
    SF_TOKEN_EQUALS,
    SF_TOKEN_SEMICOLON,
    SF_TOKEN_OTHER
};

enum sf_number_kind { SF_NUMBER_NONE, SF_NUMBER_WHOLE, SF_NUMBER_REAL };

/** Bytes that belong to the number which starts here, well written or not; 0 when no
 *  number starts here. */
size_t sf_number_length(const char *at);

/** What kind of number libconfig would take it for. */
enum sf_number_kind sf_number_kind(const char *token, size_t length);

/** Whether a whole number fits its type: 32 bits, or 64 with L behind it. */
bool sf_whole_fits(const char *token, size_t length);

/** A hint on what stands behind a number: %, a thousands or decimal comma. False when
 *  there is nothing to say. bracket: the innermost one open. */
bool sf_number_hint(const char *token, size_t length, char bracket,
                    char words[SF_HINT_CHARS]);

/** What to say of a character that has no meaning in a scenario. Returns words. */
const char *sf_character_hint(const char *at, char words[SF_HINT_CHARS]);

#endif
