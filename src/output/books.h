/** Whether a run's books balance. */
#ifndef STRIKEFUND_OUTPUT_BOOKS_H
#define STRIKEFUND_OUTPUT_BOOKS_H

#include "strikefund/experiment.h"

/** The identities of rule M3.2, and that the actions are all there is; books that break
 *  one are a bug of ours and stop the program. */
void sf_books_check(const struct sf_trace *trace);

#endif
