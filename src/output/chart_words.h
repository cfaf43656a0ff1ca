/**
 * The words of the charts, dat/words.gp: read by gnuplot as a program, so that a
 * results directory from somebody else must be looked at before it is drawn.
 */
#ifndef STRIKEFUND_OUTPUT_CHART_WORDS_H
#define STRIKEFUND_OUTPUT_CHART_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/**
 * Whether every line only gives a name a number, a single-quoted text or an array of
 * such texts. gnuplot 5.4 misreads a doubled quote at the beginning of a text and two
 * in a row, so these count as harmful.
 *
 * @param[out] line  from 1: the first that does more; untouched when all is well
 */
bool sf_chart_words_are_harmless(const char *text, size_t *line);

#endif
