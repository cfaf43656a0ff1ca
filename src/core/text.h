/**
 * A string that grows, and what the program knows of words: which of several names
 * is nearest to a mistyped one, what is UTF-8, how numbers are written.
 */
#ifndef STRIKEFUND_CORE_TEXT_H
#define STRIKEFUND_CORE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "strikefund/distance.h"
#include "strikefund/showable.h"

#define SF_NUMBER_CHARS 40 /* room for any number written by this file */

/**
 * A growing string. Start from {0}. When memory runs out it is marked and stays as
 * it is, so a writer checks once, at the end.
 */
struct sf_text {
    char *chars; /* NULL while empty, else ends in a zero */
    size_t length;
    size_t room;
    bool is_out_of_memory;
};

/** Adds printf-style words. */
void sf_text_add(struct sf_text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Adds length bytes as they are. */
void sf_text_add_bytes(struct sf_text *text, const char *bytes, size_t length);

/** Hands the string over to the caller, who frees it; NULL when memory ran out. */
char *sf_text_take(struct sf_text *text);

/** Frees the string; the text may be used again. */
void sf_text_free(struct sf_text *text);

/** The nearest of several names so far; start from {.wanted = the mistyped name}. */
struct sf_nearest {
    const char *wanted;
    const char *name; /* NULL when none is near enough */
    size_t distance;
};

/** Offers one name. Near enough is a third of the letters wrong,
 *  from 2 to 4 of them; 1 in a name of three letters or fewer. */
void sf_nearest_offer(struct sf_nearest *nearest, const char *name);

/** Whether bytes are UTF-8 without surrogates or overlong forms; otherwise *bad is the
 *  offset of the first byte that is not. bad may be NULL. */
bool sf_text_is_utf8(const char *bytes, size_t length, size_t *bad);

/** Writes a number so that reading it back gives the same number, in as few digits as
 *  that takes, always with a point or an exponent: "0.1", "3.0", "1e+300". */
void sf_number_write(double number, char text[SF_NUMBER_CHARS]);

/** Writes a count for people: "1,750". text has room for 27 bytes. */
void sf_count_say(int64_t count, char *text);

/** Writes pounds for people: "£3,000,000", "-£12.50"; pence only where there are any.
 */
void sf_pounds_say(double pounds, char text[SF_NUMBER_CHARS]);

#endif
