/** What every fuzz target does when a promise is broken. */
#ifndef STRIKEFUND_TESTS_FUZZ_EXPECT_H
#define STRIKEFUND_TESTS_FUZZ_EXPECT_H

#include <stdio.h>
#include <stdlib.h>

/** A promise of the program's: aborts with its words when it is broken. */
#define EXPECT(condition)                                                              \
    do {                                                                               \
        if (!(condition)) {                                                            \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);    \
            abort();                                                                   \
        }                                                                              \
    } while (0)

#endif
