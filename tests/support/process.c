#include "support/process.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_ARGUMENTS = 30 };

static char *path_of_program(const struct process_place *place)
{
    const char *ours = getenv("STRIKEFUND");
    const char *named = place->program != NULL ? place->program
                        : ours != NULL         ? ours
                                               : "build/strikefund";
    char *path = realpath(named, NULL);
    cr_assert_not_null(path, "no program %s: build it, or set STRIKEFUND", named);
    return path;
}

/** This environment with one variable put in; the variables are not copied. */
static char **environment_with(const char *variable)
{
    size_t n = 0;
    while (environ[n] != NULL) {
        n++;
    }
    char **made = calloc(n + 2, sizeof(*made));
    cr_assert_not_null(made);
    size_t kept = 0;
    const size_t length = variable != NULL ? strcspn(variable, "=") + 1 : 0;
    for (size_t i = 0; i < n; i++) {
        if (variable == NULL || strncmp(environ[i], variable, length) != 0) {
            made[kept++] = environ[i];
        }
    }
    made[kept] = variable != NULL ? strdup(variable) : NULL;
    return made;
}

static char *read_all(int file)
{
    const off_t length = lseek(file, 0, SEEK_END);
    char *text = calloc(1, (size_t)length + 1);
    cr_assert_not_null(text);
    cr_assert_eq(pread(file, text, (size_t)length, 0), length);
    close(file);
    return text;
}

static int wait_for(pid_t child, const struct process_place *place)
{
    if (place->milliseconds > 0) {
        usleep((useconds_t)place->milliseconds * 1000);
        kill(child, place->signal);
    }
    int how = 0;
    while (waitpid(child, &how, 0) < 0) {
        cr_assert_eq(errno, EINTR);
    }
    return WIFEXITED(how) ? WEXITSTATUS(how) : -WTERMSIG(how);
}

struct process process_run(const struct process_place *place,
                           const char *const *argument)
{
    char *program = path_of_program(place);
    char *all[MAX_ARGUMENTS + 2] = {program};
    for (int i = 0; argument[i] != NULL; i++) {
        cr_assert(i < MAX_ARGUMENTS);
        all[i + 1] = strdup(argument[i]);
    }
    const int out = memfd_create("out", MFD_CLOEXEC);
    const int err = memfd_create("err", MFD_CLOEXEC);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (place->out != NULL) {
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, place->out, O_WRONLY,
                                         0);
    } else {
        posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    }
    posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO);
    if (place->directory != NULL) {
        posix_spawn_file_actions_addchdir_np(&actions, place->directory);
    }
    char **environment = environment_with(place->variable);
    pid_t child = 0;
    cr_assert_eq(posix_spawn(&child, program, &actions, NULL, all, environment), 0);
    posix_spawn_file_actions_destroy(&actions);
    struct process process = {.code = wait_for(child, place)};
    process.out = read_all(out);
    process.err = read_all(err);
    for (size_t i = 0; place->variable != NULL && environment[i] != NULL; i++) {
        if (environment[i + 1] == NULL) {
            free(environment[i]); /* the one put in */
        }
    }
    free(environment);
    for (int i = 0; all[i] != NULL; i++) {
        free(all[i]);
    }
    return process;
}

void process_free(struct process *process)
{
    free(process->out);
    free(process->err);
    *process = (struct process){0};
}

char *process_directory(void)
{
    char name[] = "/tmp/strikefund-test-XXXXXX";
    cr_assert_not_null(mkdtemp(name));
    return strdup(name);
}

static int remove_one(const char *path, const struct stat *found, int kind,
                      struct FTW *where)
{
    (void)found;
    (void)kind;
    (void)where;
    return remove(path);
}

void process_directory_end(char *directory)
{
    nftw(directory, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    free(directory);
}

static void name_file(char path[4096], const char *directory, const char *name)
{
    cr_assert_lt(snprintf(path, 4096, "%s/%s", directory, name), 4096);
}

void process_write(const char *directory, const char *name, const char *text)
{
    char path[4096];
    name_file(path, directory, name);
    FILE *stream = fopen(path, "w");
    cr_assert_not_null(stream);
    cr_assert_geq(fputs(text, stream), 0);
    cr_assert_eq(fclose(stream), 0);
}

int process_has(const char *directory, const char *name)
{
    char path[4096];
    name_file(path, directory, name);
    return access(path, F_OK) == 0;
}
