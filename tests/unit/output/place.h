/** A directory of a test's own, gone when it ends. */
#ifndef STRIKEFUND_TESTS_UNIT_OUTPUT_PLACE_H
#define STRIKEFUND_TESTS_UNIT_OUTPUT_PLACE_H

enum { PATH_CHARS = 256 };

/** Makes a new directory and sets its path. */
void place_make(char place[PATH_CHARS]);

/** Removes it with all it holds. */
void place_remove(const char *place);

/** The path of a name within it. */
void place_path(const char *place, const char *name, char path[PATH_CHARS]);

#endif
