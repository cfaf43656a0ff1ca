/** scenarios/first.cfg within the program. The Makefile writes the C file. */
#ifndef STRIKEFUND_OUTPUT_FIRST_LINES_H
#define STRIKEFUND_OUTPUT_FIRST_LINES_H

/** Its lines, each with its line break, ended by NULL. */
extern const char *const SF_FIRST_LINES[];

#endif
