/** The formats of the charts. */
#ifndef STRIKEFUND_OUTPUT_FORMATS_H
#define STRIKEFUND_OUTPUT_FORMATS_H

#include <stdbool.h>

#include "core/text.h"
#include "strikefund/status.h"

enum { SF_N_FORMATS = 4 };

/** "png", as a user types it, and how its files' names end. */
const char *sf_format_name(int format);
const char *sf_format_ending(int format);

/** Reads a list with commas between its members, "png,svg".
 *
 *  @param message  on SF_ERR_USAGE, what is wrong with the list; may be NULL */
SF_MUST_USE enum sf_status sf_formats_choose(const char *formats,
                                             bool is_chosen[SF_N_FORMATS],
                                             struct sf_text *message);

#endif
