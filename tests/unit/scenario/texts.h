/** Scenario texts for the tests of the reader, written to a folder of their own. */
#ifndef STRIKEFUND_TESTS_SCENARIO_TEXTS_H
#define STRIKEFUND_TESTS_SCENARIO_TEXTS_H

#include <stddef.h>

#include "strikefund/scenario.h"

/** A small scenario in which all is well. */
extern const char *const base_text;

/** What came of reading a text. Free with attempt_free. */
struct attempt {
    enum sf_status status;
    struct sf_faults faults;
    struct sf_scenario *scenario; /* NULL unless status is SF_OK */
    char folder[32];
};

/** Writes the text as x.cfg, and a table as x.csv unless it is NULL, and reads. */
struct attempt attempt_read(const char *text, const char *table);

/** The same with bytes that may hold zeros, and with overrides. */
struct attempt attempt_read_bytes(const char *bytes, size_t length, const char *table,
                                  const struct sf_override *override, size_t n);

void attempt_free(struct attempt *attempt);

/** Reads a text, writes back what was read, reads that and writes it back again:
 * asserts that all is well and both are the same. The second reading; free with
 * attempt_free. */
struct attempt attempt_round(const char *text);

/** A text with words put in after the first occurrence of a mark; freed by the caller.
 */
char *text_after(const char *text, const char *mark, const char *words);

/** The base text with the first occurrence of `from` replaced; freed by the caller. A
 *  mark "@@" in `to` is taken out and its line put into *line, if line is not NULL. */
char *base_with(const char *from, const char *to, int *line);

/** The first error; NULL when there is none. */
const struct sf_fault *first_error(const struct attempt *attempt);

/** One mistake in the base text and what must be said of it, alone and on its line. */
struct mistake {
    const char *from, *to, *words;
};

/** Asserts it of each of n mistakes. */
void check_mistakes(const struct mistake *mistake, size_t n);

#endif
