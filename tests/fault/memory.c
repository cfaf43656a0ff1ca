/**
 * The n-th request for memory is refused, for every n: read, plan, simulate, write and
 * say. Each time the call must end with SF_ERR_MEMORY, free all it had, and leave no
 * file behind that is not whole.
 *
 * A program of its own, because the linker puts the functions below in the place of
 * the C library's (--wrap) in our objects; Jansson is told to use them too. libconfig
 * and GSL keep the library's. The baseline run, in which nothing is refused, ends with
 * nothing alive: so no source of memory is missed here.
 */
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gsl/gsl_errno.h>
#include <jansson.h>

#include "fault/memory_commands.h"
#include "strikefund/experiment.h"
#include "strikefund/scenario.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *old, size_t size);
void *__real_aligned_alloc(size_t alignment, size_t size);
char *__real_strdup(const char *string);
int __real_vasprintf(char **made, const char *format, va_list arguments);
void __real_free(void *old);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *old, size_t size);
void *__wrap_aligned_alloc(size_t alignment, size_t size);
char *__wrap_strdup(const char *string);
int __wrap_asprintf(char **made, const char *format, ...);
int __wrap_vasprintf(char **made, const char *format, va_list arguments);
void __wrap_free(void *old);

/* The functions above have no argument of ours: the only variables. */
static unsigned long n_asked, refused_from, refused_to;
static long n_alive;
static size_t bytes_asked;

static bool is_refused(void)
{
    n_asked++;
    if (n_asked >= refused_from && n_asked <= refused_to) {
        errno = ENOMEM;
        return true;
    }
    return false;
}

static void *count(void *made)
{
    n_alive += made != NULL;
    return made;
}

void *__wrap_malloc(size_t size)
{
    bytes_asked += size;
    return is_refused() ? NULL : count(__real_malloc(size));
}

void *__wrap_calloc(size_t n, size_t size)
{
    bytes_asked += n * size;
    return is_refused() ? NULL : count(__real_calloc(n, size));
}

void *__wrap_realloc(void *old, size_t size)
{
    if (is_refused()) {
        return NULL;
    }
    return old == NULL ? count(__real_realloc(old, size)) : __real_realloc(old, size);
}

void *__wrap_aligned_alloc(size_t alignment, size_t size)
{
    bytes_asked += size;
    return is_refused() ? NULL : count(__real_aligned_alloc(alignment, size));
}

char *__wrap_strdup(const char *string)
{
    return is_refused() ? NULL : count(__real_strdup(string));
}

int __wrap_vasprintf(char **made, const char *format, va_list arguments)
{
    if (is_refused()) {
        return -1;
    }
    const int length = __real_vasprintf(made, format, arguments);
    count(length >= 0 ? *made : NULL);
    return length;
}

int __wrap_asprintf(char **made, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const int length = __wrap_vasprintf(made, format, arguments);
    va_end(arguments);
    return length;
}

void __wrap_free(void *old)
{
    n_alive -= old != NULL;
    __real_free(old);
}

/** A command whose requests are refused, and how many files it writes. */
struct tried {
    const char *name;
    enum sf_status (*all)(void);
    int n_whole;
    bool is_silent; /* writes no files */
};

/** Empties a directory; how many files were in it, directories not counted. */
static int empty(const char *name)
{
    int n = 0;
    DIR *directory = opendir(name);
    const struct dirent *entry;
    while (directory != NULL && (entry = readdir(directory)) != NULL) {
        char path[512];
        snprintf(path, sizeof(path), "%s/%s", name, entry->d_name);
        n += entry->d_type != DT_DIR && unlink(path) == 0;
    }
    if (directory != NULL) {
        closedir(directory);
    }
    return n;
}

/** How many files of the results there were. A stopped sweep may leave points. */
static int empty_results(void)
{
    const int n = empty("out") + empty("out/dat");
    empty("out/points");
    rmdir("out/points");
    return n;
}

/** Runs all with some requests refused; whether the program kept its word. */
static bool try_all(const struct tried *tried, unsigned long from, unsigned long to)
{
    n_asked = 0;
    n_alive = 0;
    refused_from = from;
    refused_to = to;
    const enum sf_status status = tried->all();
    const bool was_asked = n_asked >= from;
    refused_from = 0;
    refused_to = 0;
    const int n_files = empty_results();
    const int n_kept = empty("kept");
    const bool is_good = n_kept <= 1 && status == (was_asked ? SF_ERR_MEMORY : SF_OK) &&
                         n_alive == 0 && (n_files == 0 || n_files == tried->n_whole);
    if (!is_good) {
        printf("%s, request %lu%s: %s; %ld blocks not freed, %d files of %d\n",
               tried->name, from, to > from ? " and all after it" : "",
               sf_status_words(status), n_alive, n_files, tried->n_whole);
    }
    return is_good;
}

/** A process that tries one request in a directory of its own: a crash is one failure
 *  and not the end, and several can be at work. */
struct attempt {
    unsigned long n; /* the request */
    pid_t child;
    int said; /* read end of a pipe: its words */
};

enum { MOST_AT_ONCE = 4 };

/** As many as there are processors to work on them. */
static size_t how_many_at_once(void)
{
    const long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online < 1 ? 1 : online > MOST_AT_ONCE ? MOST_AT_ONCE : (size_t)online;
}

static void enter(size_t place)
{
    const char name[] = {(char)('0' + place), '\0'};
    if (chdir(name) != 0) {
        perror(name);
        exit(1);
    }
}

static void leave(void)
{
    if (chdir("..") != 0) {
        perror("..");
        exit(1);
    }
}

static struct attempt begin(const struct tried *tried, unsigned long n, size_t place)
{
    struct attempt attempt = {.n = n, .child = -1, .said = -1};
    int words[2];
    fflush(stdout);
    if (pipe(words) != 0) {
        return attempt;
    }
    attempt.child = fork();
    if (attempt.child == 0) {
        dup2(words[1], STDOUT_FILENO);
        close(words[0]);
        close(words[1]);
        enter(place);
        const bool is_good = try_all(tried, n, n) && try_all(tried, n, ULONG_MAX);
        exit(is_good ? 0 : 1);
    }
    close(words[1]);
    attempt.said = words[0];
    return attempt;
}

/** Passes on what was said; whether all went well. */
static bool end(const struct tried *tried, const struct attempt *attempt)
{
    char words[512];
    ssize_t n;
    while (attempt->said >= 0 && (n = read(attempt->said, words, sizeof(words))) > 0) {
        fwrite(words, 1, (size_t)n, stdout);
    }
    close(attempt->said);
    int ended = 0;
    if (attempt->child < 0 || waitpid(attempt->child, &ended, 0) != attempt->child) {
        printf("%s, request %lu: could not be tried\n", tried->name, attempt->n);
        return false;
    }
    if (WIFSIGNALED(ended)) {
        printf("%s, request %lu: signal %d\n", tried->name, attempt->n,
               WTERMSIG(ended));
    }
    return ended == 0;
}

/** Whether the reckoning of what a run will ask for is what it asks for, but for a few
 *  pointers of the threads. */
static bool reckons_rightly(void)
{
    struct sf_faults faults = {0};
    struct sf_scenario *scenario = NULL;
    struct sf_experiment *experiment = NULL;
    struct sf_results *results = NULL;
    const size_t strategy[] = {0};
    const struct sf_experiment_options options = {
        .first_run = 1, .n_runs = 3, .n_threads = 1};
    bool is_right = false;
    if (sf_scenario_read("scenario.cfg", NULL, 0, &faults, &scenario) == SF_OK &&
        sf_experiment_init(scenario, strategy, 1, &experiment) == SF_OK) {
        const uint64_t reckoned = sf_experiment_bytes(experiment, 1);
        bytes_asked = 0;
        is_right = sf_experiment_run(experiment, &options, &results) == SF_OK &&
                   bytes_asked >= reckoned && bytes_asked - reckoned < 1024;
        if (!is_right) {
            printf("reckoned %lu bytes, asked for %zu\n", (unsigned long)reckoned,
                   bytes_asked);
        }
    }
    sf_results_free(results);
    sf_experiment_free(experiment);
    sf_scenario_free(scenario);
    sf_faults_free(&faults);
    return is_right;
}

/** Refuses each request of a command in turn; how many failed. */
static unsigned long try_each(struct tried *tried, unsigned long *n_passed)
{
    enter(0);
    n_asked = 0;
    n_alive = 0;
    const enum sf_status baseline = tried->all();
    const unsigned long n_requests = n_asked;
    unsigned long n_failed = 0;
    tried->n_whole = empty_results();
    empty("kept");
    if (baseline != SF_OK || n_alive != 0 ||
        (tried->n_whole < 5 && !tried->is_silent)) {
        printf("%s, nothing refused: %s; %ld blocks not freed, %d files\n", tried->name,
               sf_status_words(baseline), n_alive, tried->n_whole);
        n_failed++;
    }
    leave();
    /* Neighbours take as long as one another, and are waited for in their order. */
    const size_t at_once = how_many_at_once();
    for (unsigned long n = 1; n <= n_requests; n += at_once) {
        struct attempt attempt[MOST_AT_ONCE];
        size_t n_begun = 0;
        while (n_begun < at_once && n + n_begun <= n_requests) {
            attempt[n_begun] = begin(tried, n + n_begun, n_begun);
            n_begun++;
        }
        for (size_t i = 0; i < n_begun; i++) {
            const bool is_good = end(tried, &attempt[i]);
            *n_passed += is_good;
            n_failed += !is_good;
        }
    }
    return n_failed;
}

/** A directory with all that the commands read. */
static void make_place(size_t place)
{
    const char name[] = {(char)('0' + place), '\0'};
    if (mkdir(name, 0700) != 0) {
        perror(name);
        exit(1);
    }
    enter(place);
    commands_write_files();
    leave();
}

static void remove_place(size_t place)
{
    const char name[] = {(char)('0' + place), '\0'};
    enter(place);
    commands_remove_files();
    leave();
    rmdir(name);
}

int main(void)
{
    char place[] = "/tmp/strikefund-fault-XXXXXX";
    if (mkdtemp(place) == NULL || chdir(place) != 0) {
        perror(place);
        return 1;
    }
    gsl_set_error_handler_off();
    json_set_alloc_funcs(__wrap_malloc, __wrap_free);
    const size_t at_once = how_many_at_once();
    for (size_t i = 0; i < at_once; i++) {
        make_place(i);
    }
    struct tried tried[] = {{.name = "run", .all = run_all},
                            {.name = "compare", .all = compare_all},
                            {.name = "forecast", .all = forecast_all},
                            {.name = "sweep", .all = sweep_all},
                            {.name = "solve", .all = solve_all},
                            {.name = "kinds", .all = kinds_all, .is_silent = true}};
    unsigned long n_passed = 0;
    enter(0);
    unsigned long n_failed = reckons_rightly() ? 0 : 1;
    leave();
    for (size_t i = 0; i < sizeof(tried) / sizeof(tried[0]); i++) {
        n_failed += try_each(&tried[i], &n_passed);
    }
    for (size_t i = 0; i < at_once; i++) {
        remove_place(i);
    }
    rmdir(place);
    printf("memory: %lu passed, %lu failed\n", n_passed, n_failed);
    return n_failed == 0 && n_passed > 100 ? 0 : 1;
}
