/**
 * Numbers as bytes, the same on every machine: seven bits a byte, the lowest first, the
 * top bit set on all but the last; signed numbers with their sign in the lowest bit.
 * A number has one such form, and a reader takes no other.
 */
#ifndef STRIKEFUND_RESULTS_BYTES_H
#define STRIKEFUND_RESULTS_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/text.h"
#include "results/series.h"

/** Adds a number from 0. */
void sf_bytes_add(struct sf_text *text, uint64_t number);

/** Adds a number of either sign, of magnitude below 2^127. */
void sf_bytes_add_signed(struct sf_text *text, sf_int128 number);

/** Adds a string: its length and its bytes. */
void sf_bytes_add_string(struct sf_text *text, const char *string);

/** Reads bytes that nobody vouches for. Once something is wrong it stays so and every
 *  reading gives 0: a caller checks at the end, and wherever it would loop or allocate
 *  by what it has read. */
struct sf_bytes {
    const unsigned char *at, *end;
    bool is_wrong;
};

/** Bytes that are left. */
size_t sf_bytes_left(const struct sf_bytes *bytes);

/** One byte. */
unsigned sf_bytes_take_one(struct sf_bytes *bytes);

/** A number from low to high. */
uint64_t sf_bytes_take(struct sf_bytes *bytes, uint64_t low, uint64_t high);

/** A number of either sign, of magnitude below 2^SF_SUM_BITS. */
sf_int128 sf_bytes_take_signed(struct sf_bytes *bytes);

/** A string of 1 to room - 1 bytes, none of them zero; string is then zero-ended. */
void sf_bytes_take_string(struct sf_bytes *bytes, char *string, size_t room);

/** Marks the bytes as wrong unless the condition holds; whether they still are good. */
bool sf_bytes_expect(struct sf_bytes *bytes, bool condition);

#endif
