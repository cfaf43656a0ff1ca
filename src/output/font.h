/**
 * The font of the charts. With none, gnuplot draws charts without a word on them, and
 * is content.
 */
#ifndef STRIKEFUND_OUTPUT_FONT_H
#define STRIKEFUND_OUTPUT_FONT_H

#include <stdbool.h>

/** Whether DejaVu Sans is where Debian and Ubuntu, Fedora or Arch put it. */
bool sf_font_is_there(void);

#endif
