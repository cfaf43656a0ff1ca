/**
 * Decimal fractions as they are typed, held exactly: a search steps through them and
 * gives each back in as few characters as write it.
 */
#ifndef STRIKEFUND_STUDY_DECIMAL_H
#define STRIKEFUND_STUDY_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A double keeps 15 figures of any decimal number; more would be lost unsaid. */
enum { SF_DECIMAL_FIGURES = 15, SF_DECIMAL_PLACES = 12 };

/** digits / 10^decimals, exactly. */
struct sf_decimal {
    int64_t digits;
    int decimals;
};

/** 10^n; n from 0 to 18. */
int64_t sf_power_of_ten(int n);

/** "-12.50": a sign, digits, and digits behind a point; nothing else. */
bool sf_decimal_read(const char *text, size_t length, struct sf_decimal *decimal);

/** The same number with so many decimals, at least its own; false when it has too many
 *  figures then. */
bool sf_decimal_scale(struct sf_decimal *decimal, int decimals);

/** The number in as few characters as write it; a new string, NULL without memory. */
char *sf_decimal_write(struct sf_decimal decimal);

double sf_decimal_value(struct sf_decimal decimal);

/** How long the key of "KEY=..." is: up to the equals sign behind it, for one within
 *  quotes belongs to the key. */
size_t sf_key_length(const char *text);

#endif
