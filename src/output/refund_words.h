/** What a refund comes to, in words, for the summary. */
#ifndef STRIKEFUND_OUTPUT_REFUND_WORDS_H
#define STRIKEFUND_OUTPUT_REFUND_WORDS_H

#include "output/view.h"

/** Adds a paragraph for each levy that the i-th strategy gives back, and what they come
 *  to; or nothing. */
void sf_refund_add_words(const struct sf_view *view, size_t i, int columns,
                         struct sf_text *text);

#endif
