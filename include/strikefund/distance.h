/**
 * How far two words are apart: what stands behind every "did you mean".
 */
#ifndef STRIKEFUND_DISTANCE_H
#define STRIKEFUND_DISTANCE_H

#include <stddef.h>

/**
 * How many letters must be put in, taken out, changed or swapped with their neighbour
 * to turn a into b, letter case counting nothing; `limit` + 1 when it is more than
 * limit. Only the first 63 bytes of each are compared.
 */
size_t sf_text_distance(const char *a, const char *b, size_t limit);

#endif
