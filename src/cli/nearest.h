/**
 * The name somebody probably meant: the nearest of several by edit distance.
 */
#ifndef STRIKEFUND_CLI_NEAREST_H
#define STRIKEFUND_CLI_NEAREST_H

#include <stddef.h>

/** The nearest name so far; start from {.wanted = the mistyped name}. */
struct sf_guess {
    const char *wanted;
    const char *name; /* NULL while none is near enough */
    size_t distance;
};

/** Offers one name. Near enough is a third of the letters wrong, or the beginning of
 *  the name. */
void sf_guess_offer(struct sf_guess *guess, const char *name);

#endif
