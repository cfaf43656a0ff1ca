/** A key of the scenario, a path as in --set, as it is told to people. */
#ifndef STRIKEFUND_OUTPUT_KEY_WORDS_H
#define STRIKEFUND_OUTPUT_KEY_WORDS_H

#include "core/text.h"

/** Its last step without quotes: "lower" of levies.levy.rates.lower. */
void sf_key_add_short(const char *key, struct sf_text *text);

/** ": what it means (unit)", where the table of keys has that; else nothing. */
void sf_key_add_meaning(const char *key, struct sf_text *text);

#endif
