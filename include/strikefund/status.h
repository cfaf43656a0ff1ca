/**
 * How a call ended. Every function of strikefund that can fail returns an
 * enum sf_status, and writes its results only when that is SF_OK.
 */
#ifndef STRIKEFUND_STATUS_H
#define STRIKEFUND_STATUS_H

#define SF_MUST_USE __attribute__((warn_unused_result))

/** The one list of outcomes: enumerator, exit code of the program, words. */
#define SF_STATUS_LIST(X)                                                              \
    X(SF_OK, 0, "good")                                                                \
    X(SF_ERR_USAGE, 64, "the command line is not understood")                          \
    X(SF_ERR_SCENARIO, 65, "the scenario is wrong")                                    \
    X(SF_ERR_PART, 65, "a part of a run cannot be used")                               \
    X(SF_ERR_MISSING, 66, "a file is missing or cannot be read")                       \
    X(SF_ERR_PROGRAM, 69, "another program is missing or failed")                      \
    X(SF_ERR_BUG, 70, "an internal fault: please report it")                           \
    X(SF_ERR_RANGE, 70, "an argument is outside its range")                            \
    X(SF_ERR_CREATE, 73, "an output file cannot be created")                           \
    X(SF_ERR_WRITE, 74, "an output file cannot be written")                            \
    X(SF_ERR_MEMORY, 75, "out of memory")                                              \
    X(SF_ERR_INTERRUPTED, 130, "interrupted")

enum sf_status {
#define SF_STATUS_ENUMERATOR(name, exit_code, words) name,
    SF_STATUS_LIST(SF_STATUS_ENUMERATOR)
#undef SF_STATUS_ENUMERATOR
};

/** Words for a status, in English, without a full stop. Never NULL. */
const char *sf_status_words(enum sf_status status);

/** Exit code of the program for a status (64 to 75 as in sysexits.h, 130). */
int sf_status_exit_code(enum sf_status status);

/** Stops the program with a message: a broken assumption of our own code. */
_Noreturn void sf_bug(const char *file, int line, const char *condition);

/** Checked in every build. For faults of ours, never for bad input. */
#define SF_BUG_ON(condition)                                                           \
    do {                                                                               \
        if (condition) {                                                               \
            sf_bug(__FILE__, __LINE__, #condition);                                    \
        }                                                                              \
    } while (0)

#endif
