#include "output/gnuplot.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_COMPLAINT = 2000, MAX_ARGUMENTS = 6 };

/** This process's environment, in UTF-8 and with numbers written as in C. */
static char **make_environment(void)
{
    static char locale[] = "LC_ALL=C.UTF-8";
    size_t n = 0;
    while (environ[n] != NULL) {
        n++;
    }
    char **made = malloc((n + 2) * sizeof(*made));
    size_t kept = 0;
    for (size_t i = 0; made != NULL && i < n; i++) {
        if (strncmp(environ[i], "LC_ALL=", strlen("LC_ALL=")) != 0) {
            made[kept++] = environ[i];
        }
    }
    if (made != NULL) {
        made[kept++] = locale;
        made[kept] = NULL;
    }
    return made;
}

/** Starts gnuplot with its output and complaints going into `to`. An errno, or 0. */
static int start(char *const *argument, char *const *environment, int to, pid_t *child)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    int error = posix_spawn_file_actions_init(&actions);
    if (error != 0) {
        return error;
    }
    error = posix_spawnattr_init(&attributes);
    if (error == 0) {
        posix_spawnattr_setsigdefault(&attributes, &signals);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY,
                                         0);
        posix_spawn_file_actions_adddup2(&actions, to, STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&actions, to, STDERR_FILENO);
        error = posix_spawnp(child, "gnuplot", &actions, &attributes, argument,
                             environment);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

/** Reads a pipe to its end; keeps the beginning, fit to be shown. */
static void read_complaint(int from, struct sf_text *complaint)
{
    char part[1024];
    ssize_t n;
    while ((n = read(from, part, sizeof(part))) > 0 || (n < 0 && errno == EINTR)) {
        for (ssize_t i = 0; i < n && complaint->length < MAX_COMPLAINT; i++) {
            const unsigned char c = (unsigned char)part[i];
            const char shown = c == '\n' || (c >= 0x20 && c != 0x7f) ? part[i] : '?';
            sf_text_add_bytes(complaint, &shown, 1);
        }
    }
    while (complaint->length > 0 && complaint->chars[complaint->length - 1] == '\n') {
        complaint->chars[--complaint->length] = '\0';
    }
}

/** Waits for the child; anything but a good end is said after its own words. */
static enum sf_status wait_for(pid_t child, const char *script,
                               struct sf_text *complaint)
{
    int how = 0;
    while (waitpid(child, &how, 0) < 0 && errno == EINTR) {
    }
    if (WIFEXITED(how) && WEXITSTATUS(how) == 0) {
        return SF_OK;
    }
    sf_text_add(complaint, "%s", complaint->length > 0 ? "\n" : "");
    if (WIFSIGNALED(how)) {
        sf_text_add(complaint, "gnuplot was ended by signal %d in %s", WTERMSIG(how),
                    script);
    } else {
        sf_text_add(complaint, "gnuplot failed in %s", script);
    }
    return SF_ERR_PROGRAM;
}

/** Starts gnuplot with all its arguments and reads what it says to the end. */
static enum sf_status call(char *const *all, const char *script, struct sf_text *said)
{
    char **environment = make_environment();
    if (environment == NULL) {
        return SF_ERR_MEMORY;
    }
    int end[2];
    int error = pipe2(end, O_CLOEXEC) == 0 ? 0 : errno;
    enum sf_status status = SF_ERR_PROGRAM;
    if (error == 0) {
        pid_t child = 0;
        error = start(all, environment, end[1], &child);
        close(end[1]);
        if (error == 0) {
            read_complaint(end[0], said);
            status = wait_for(child, script, said);
        }
        close(end[0]);
    }
    if (error == ENOENT) {
        sf_text_add(said, "gnuplot is not installed; install it with: %s",
                    SF_GNUPLOT_INSTALL);
    } else if (error != 0) {
        sf_text_add(said, "cannot start gnuplot: %s", strerror(error));
    }
    free(environment);
    return status;
}

enum sf_status sf_gnuplot_run(char *const *argument, struct sf_text *complaint)
{
    char program[] = "gnuplot";
    char no_settings[] = "-d"; /* none of the user's own */
    char script[] = "-c";
    char *all[MAX_ARGUMENTS + 4] = {program, no_settings, script};
    for (size_t i = 0; argument[i] != NULL; i++) {
        SF_BUG_ON(i >= MAX_ARGUMENTS);
        all[3 + i] = argument[i];
    }
    return call(all, argument[0], complaint);
}

enum sf_status sf_gnuplot_version(struct sf_text *said)
{
    char program[] = "gnuplot";
    char version[] = "--version";
    char *const all[] = {program, version, NULL};
    return call(all, "saying its version", said);
}

bool sf_gnuplot_has_terminal(const char *terminal)
{
    char program[] = "gnuplot";
    char no_settings[] = "-d";
    char one_line[] = "-e";
    char line[64];
    snprintf(line, sizeof(line), "set terminal %s", terminal);
    char *const all[] = {program, no_settings, one_line, line, NULL};
    struct sf_text said = {0};
    const enum sf_status status = call(all, line, &said);
    sf_text_free(&said);
    return status == SF_OK;
}
