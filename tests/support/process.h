/**
 * The built program run as a user runs it: arguments in, exit code and words out.
 */
#ifndef STRIKEFUND_TESTS_PROCESS_H
#define STRIKEFUND_TESTS_PROCESS_H

/** How a process ended and what it said. Freed with process_free. */
struct process {
    int code; /* exit code; minus the signal's number when a signal ended it */
    char *out, *err;
};

/** Where a process runs; {0} is the test's own surroundings. */
struct process_place {
    const char *program;   /* NULL: the program under test, see process_run */
    const char *directory; /* NULL: here */
    const char *variable;  /* "PATH=/nowhere", put into the environment; or NULL */
    const char *out;  /* a file for its stdout, which is then not captured; or NULL */
    int signal;       /* sent to it ... */
    int milliseconds; /* ... after so long; 0: none is sent */
};

/**
 * Runs a program: without another name the one that the variable STRIKEFUND names, else
 * build/strikefund.
 *
 * @param argument  what follows the program's name, ended by NULL
 */
struct process process_run(const struct process_place *place,
                           const char *const *argument);

void process_free(struct process *process);

/** A new directory of its own for a test. Ended by process_directory_end. */
char *process_directory(void);

/** Removes a test's directory with all that is in it, and frees its name. */
void process_directory_end(char *directory);

/** Writes a file into a directory. */
void process_write(const char *directory, const char *name, const char *text);

/** Whether a file is in a directory. */
int process_has(const char *directory, const char *name);

#endif
