#include "cli/nearest.h"

#include <string.h>

#include "strikefund/distance.h"

enum { MOST_LETTERS = 63 }; /* the longest distance there can be */

void sf_guess_offer(struct sf_guess *guess, const char *name)
{
    const size_t length = strlen(guess->wanted);
    const size_t d = sf_text_distance(guess->wanted, name, MOST_LETTERS);
    const int is_beginning = length > 1 && strncmp(guess->wanted, name, length) == 0;
    const int is_near = d <= 1 + length / 3 && d < strlen(name);
    if ((is_beginning || is_near) && (guess->name == NULL || d < guess->distance)) {
        guess->name = name;
        guess->distance = d;
    }
}
