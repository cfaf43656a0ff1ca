#include "results/bytes.h"

#include <string.h>

__extension__ typedef unsigned __int128 uint128;

static void add(struct sf_text *text, uint128 number)
{
    char byte;
    for (; number >= 0x80; number >>= 7) {
        byte = (char)(unsigned char)(0x80 | (number & 0x7f));
        sf_text_add_bytes(text, &byte, 1);
    }
    byte = (char)(unsigned char)number;
    sf_text_add_bytes(text, &byte, 1);
}

void sf_bytes_add(struct sf_text *text, uint64_t number)
{
    add(text, number);
}

void sf_bytes_add_signed(struct sf_text *text, sf_int128 number)
{
    const uint128 magnitude = number < 0 ? (uint128)-number : (uint128)number;
    /* Minus one half, so that nought has one form only. */
    add(text, number < 0 ? magnitude * 2 - 1 : magnitude * 2);
}

void sf_bytes_add_string(struct sf_text *text, const char *string)
{
    const size_t length = strlen(string);
    add(text, length);
    sf_text_add_bytes(text, string, length);
}

size_t sf_bytes_left(const struct sf_bytes *bytes)
{
    return bytes->is_wrong ? 0 : (size_t)(bytes->end - bytes->at);
}

bool sf_bytes_expect(struct sf_bytes *bytes, bool condition)
{
    bytes->is_wrong |= !condition;
    return !bytes->is_wrong;
}

unsigned sf_bytes_take_one(struct sf_bytes *bytes)
{
    return sf_bytes_expect(bytes, sf_bytes_left(bytes) > 0) ? *bytes->at++ : 0;
}

/** A number up to high, which is below 2^126. */
static uint128 take(struct sf_bytes *bytes, uint128 high)
{
    uint128 number = 0;
    unsigned shift = 0;
    unsigned byte;
    do {
        if (!sf_bytes_expect(bytes, shift < 126)) {
            return 0;
        }
        byte = sf_bytes_take_one(bytes);
        number |= (uint128)(byte & 0x7f) << shift;
        shift += 7;
    } while ((byte & 0x80) != 0);
    /* A last byte of 0 would be a second form of a shorter number. */
    const bool is_shortest = byte != 0 || shift == 7;
    return sf_bytes_expect(bytes, is_shortest && number <= high) ? number : 0;
}

uint64_t sf_bytes_take(struct sf_bytes *bytes, uint64_t low, uint64_t high)
{
    const uint64_t number = (uint64_t)take(bytes, UINT64_MAX);
    return sf_bytes_expect(bytes, number >= low && number <= high) ? number : 0;
}

sf_int128 sf_bytes_take_signed(struct sf_bytes *bytes)
{
    const uint128 number = take(bytes, ((uint128)2 << SF_SUM_BITS) - 1);
    const sf_int128 half = (sf_int128)(number / 2);
    return number % 2 == 0 ? half : -half - 1;
}

void sf_bytes_take_string(struct sf_bytes *bytes, char *string, size_t room)
{
    const size_t length = (size_t)sf_bytes_take(bytes, 1, room - 1);
    string[0] = '\0';
    if (sf_bytes_expect(bytes, length <= sf_bytes_left(bytes) &&
                                   memchr(bytes->at, '\0', length) == NULL)) {
        memcpy(string, bytes->at, length);
        string[length] = '\0';
        bytes->at += length;
    }
}
