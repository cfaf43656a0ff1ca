/** How the rows of the table of keys are written (scenario/schema.h): for the files
 * that hold a part of it. */
#ifndef STRIKEFUND_SCENARIO_SCHEMA_ROWS_H
#define STRIKEFUND_SCENARIO_SCHEMA_ROWS_H

#include "scenario/schema.h"

/* Shapes of table rows. R: required, with no default; O: optional, with no default. The
 * help comes last, or before MONEY. */
#define MONEY      .is_money = true
#define AT(member) offsetof(struct OWNER, member)
#define ROW(key, key_type, required, ...)                                              \
    {                                                                                  \
        .name = key, .type = key_type, .is_required = required, __VA_ARGS__            \
    }
#define NUMERIC(key, type, required, member, least, most, initially, in, ...)          \
    ROW(key, type, required, .offset = AT(member), .low = least, .high = most,         \
        .initial = initially, .unit = in, .help = __VA_ARGS__)
#define INPUT(key, member, low, high, initial, unit, ...)                              \
    NUMERIC(key, SF_KEY_INPUT, false, member, low, high, initial, unit, __VA_ARGS__)
#define R_INPUT(key, member, low, high, unit, ...)                                     \
    NUMERIC(key, SF_KEY_INPUT, true, member, low, high, NULL, unit, __VA_ARGS__)
#define O_INPUT(key, member, low, high, unit, ...)                                     \
    NUMERIC(key, SF_KEY_INPUT, false, member, low, high, NULL, unit, __VA_ARGS__)
#define NUMBER(key, member, low, high, initial, unit, ...)                             \
    NUMERIC(key, SF_KEY_NUMBER, false, member, low, high, initial, unit, __VA_ARGS__)
#define R_NUMBER(key, member, low, high, unit, ...)                                    \
    NUMERIC(key, SF_KEY_NUMBER, true, member, low, high, NULL, unit, __VA_ARGS__)
#define WHOLE(key, member, low, high, initial, unit, ...)                              \
    NUMERIC(key, SF_KEY_WHOLE, false, member, low, high, initial, unit, __VA_ARGS__)
#define R_WHOLE(key, member, low, high, unit, ...)                                     \
    NUMERIC(key, SF_KEY_WHOLE, true, member, low, high, NULL, unit, __VA_ARGS__)
#define PLAIN(key, type, member, initially, in, ...)                                   \
    ROW(key, type, false, .offset = AT(member), .initial = initially, .unit = in,      \
        .help = __VA_ARGS__)
#define R_PLAIN(key, type, member, in, ...)                                            \
    ROW(key, type, true, .offset = AT(member), .unit = in, .help = __VA_ARGS__)
#define WORD(key, type, member, choice, initially, ...)                                \
    ROW(key, type, false, .offset = AT(member), .initial = initially, .words = choice, \
        .unit = "word", .help = __VA_ARGS__)
#define SPECIAL(key, required, in, ...)                                                \
    ROW(key, SF_KEY_SPECIAL, required, .unit = in, .help = __VA_ARGS__)
#define LATER(key) ROW(key, SF_KEY_LATER, false, .unit = "", .help = "")

#define SHARE "a share, 0.10 for 10 %"
#define LOGIT "on the logit"
#define SHARE_OR_THEIRS                                                                \
    "a share, or \"employers\" for each employer's own turnout or yes"
#define GBP     "pounds"
#define MONTHLY "pounds a month"
#define DATE    "a date, \"2023-02-01\""
#define MONTH   "a month, \"2023-02\""

#define SCHEMA(noun, keys)                                                             \
    {                                                                                  \
        noun, keys, sizeof(keys) / sizeof((keys)[0])                                   \
    }

/** The parts of the table about pots and about strike-pay rules; NULL for other groups.
 */
const struct sf_schema *sf_schema_of_pots(enum sf_group group);
const struct sf_schema *sf_schema_of_rules(enum sf_group group);

#endif
