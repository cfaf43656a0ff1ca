/**
 * A JSON document in the making: members in the order in which they are added, figures
 * in the digits of the CSV files.
 *
 * It is written straight into a text. A tree of Jansson's would hold money as doubles
 * and print 1234.50 as 1234.5, and json_dumps leaves a member's name out when memory
 * for it is refused, and says that all is well. Here numbers come from figures.h,
 * Jansson writes the strings, and the text remembers a refusal: the document is whole
 * or an error.
 *
 * key is the member's name in snake_case, plain ASCII without quotes; NULL inside an
 * array, and for the document itself.
 */
#ifndef STRIKEFUND_OUTPUT_JSON_H
#define STRIKEFUND_OUTPUT_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/text.h"
#include "strikefund/measures.h"
#include "strikefund/status.h"

enum { SF_JSON_DEPTH = 16 };

/** Start from {0}. */
struct sf_json {
    struct sf_text text;
    char closing[SF_JSON_DEPTH]; /* of what is open, outermost first */
    size_t depth;
    bool is_filled; /* something stands before, in what is open */
};

/** Opens an object or an array; each ends with sf_json_close. */
void sf_json_open_object(struct sf_json *json, const char *key);
void sf_json_open_array(struct sf_json *json, const char *key);
void sf_json_close(struct sf_json *json);

/** A string of any bytes; what is not UTF-8 becomes U+FFFD. NULL: null. */
void sf_json_add_text(struct sf_json *json, const char *key, const char *words);

void sf_json_add_null(struct sf_json *json, const char *key);
void sf_json_add_truth(struct sf_json *json, const char *key, bool truth);
void sf_json_add_whole(struct sf_json *json, const char *key, int64_t number);
void sf_json_add_count(struct sf_json *json, const char *key, uint64_t count);

/** A number of 64 bits as a string: readers of JSON keep only 53 bits of a number. */
void sf_json_add_seed(struct sf_json *json, const char *key, uint64_t seed);

/** As typed: in as few digits as bring the number back; whole numbers without a
 *  point. null when it is not finite. */
void sf_json_add_number(struct sf_json *json, const char *key, double number);

/** A figure in the digits of another file; null when there are none, or anything else.
 */
void sf_json_add_digits(struct sf_json *json, const char *key, const char *digits,
                        size_t length);

/** With 0 to 9 decimals, as sf_figures_add_decimal; null when it is not finite. */
void sf_json_add_decimal(struct sf_json *json, const char *key, double number,
                         int decimals);

/** Held in the unit (pence, ...), as sf_figures_add_value shows it; null when it is not
 *  finite. */
void sf_json_add_value(struct sf_json *json, const char *key, enum sf_unit unit,
                       double held);

/** The same from a whole number held in the unit, exactly. */
void sf_json_add_held(struct sf_json *json, const char *key, enum sf_unit unit,
                      int64_t held);

/** As sf_figures_add_mean; null when it is not finite. */
void sf_json_add_mean(struct sf_json *json, const char *key, enum sf_unit unit,
                      double held);

/** Ends the document with a line break and hands it over; the caller frees it.
 *  SF_ERR_MEMORY when any addition failed, and then nothing is left to free. */
SF_MUST_USE enum sf_status sf_json_take(struct sf_json *json, char **text);

/** The same, added to another text: for files. */
SF_MUST_USE enum sf_status sf_json_move(struct sf_json *json, struct sf_text *text);

#endif
