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

static const char SCENARIO[] =
    "@include \"included.cfg\"\n"
    "format = \"strikefund-1\"; title = \"Small\"; start = \"2026-09\"; months = 2;\n"
    "law = \"none\"; seed = \"17\"; runs = 3;\n"
    "fund : { opening = { value = 9000.0; source = \"bank\"; grade = \"A\"; }; };\n"
    "bands = ( { name = \"all\"; net_ratio = 0.77; subscription = 13.0; } );\n"
    "employers : { file = \"employers.csv\"; };\n"
    "levies = ( { name = \"levy\"; from = \"2026-09\"; to = \"2026-10\";\n"
    "  rates = { all = 3.0; };\n"
    "  notpay = { dist = \"triangular\"; low = 0.05; mode = 0.1; high = 0.3;\n"
    "    source = \"guess\"; grade = \"J\"; }; } );\n"
    "rules : { paid = { basis = \"net\"; rate = 1.0; }; };\n"
    "ballots = ( { name = \"ballot\"; closes = \"2026-09-11\"; spread = 0.2;\n"
    "  yes_spread = 0.1; turnout = { value = 0.52; source = \"guess\"; grade =\n"
    "  \"J\"; }; yes = { value = 0.8; source = \"guess\"; grade = \"J\"; };\n"
    "  questions = [\"strike\"]; } );\n"
    "strategies = ( { name = \"depot\"; levy = \"levy\"; actions = (\n"
    "  { name = \"Depot\"; kind = \"targeted\"; employer = \"Council\";\n"
    "    rule = \"paid\"; called = { value = 40.0; source = \"list\"; grade = \"A\"; "
    "};\n"
    "    days = [\"2026-10-06\"];\n"
    "    participation = { dist = \"beta\"; mean = 0.9; sd = 0.05;\n"
    "      source = \"guess\"; grade = \"J\"; }; } ); } );\n"
    "correlations = ( { between = [\"levies.levy.notpay\",\n"
    "    \"actions.Depot.participation\"]; rho = -0.3; source = \"guess\";\n"
    "    grade = \"J\"; } );\n";
static const char INCLUDED[] = "year_starts = 4;\n";
static const char EMPLOYERS[] = "employer,members,share_all,salary_all\n"
                                "\"Council\",240,1.0,26000\n";

/* A number whose source and grade are given brings no warning, whose words may be lost.
 */
#define GIVEN(value) "{ value = " value "; source = \"s\"; grade = \"A\"; }"
static const char KINDS[] =
    "format = \"strikefund-1\"; title = \"Kinds\"; start = \"2026-09\"; months = 2;\n"
    "fund : { opening = " GIVEN(
        "9000.0") "; };\n"
                  "bands = ( { name = \"all\"; net_ratio = 0.77; } );\n"
                  "employers : { list = (\n"
                  "  { name = \"Council\"; group = \"east\"; members = 240; shares = "
                  "[1.0];\n"
                  "    salaries = [26000.0]; },\n"
                  "  { name = \"Works\"; group = \"west\"; members = 60; shares = "
                  "[1.0];\n"
                  "    salaries = [26000.0]; } ); };\n"
                  "members : { momentum = " GIVEN(
                      "0.3") "; momentum_reference = " GIVEN("0.1") "; };\n"
                                                                    "strategies = ( { "
                                                                    "name = \"all\"; "
                                                                    "actions = (\n"
                                                                    "  { name = "
                                                                    "\"Wave\"; groups "
                                                                    "= \"all\"; wave = "
                                                                    "1; from = "
                                                                    "\"2026-10-12\";\n"
                                                                    "    to = "
                                                                    "\"2026-10-14\"; "
                                                                    "when = \"docking "
                                                                    "of Ban < 0.9\"; "
                                                                    "},\n"
                                                                    "  { name = "
                                                                    "\"Ban\"; kind = "
                                                                    "\"short of "
                                                                    "strike\"; "
                                                                    "employers = "
                                                                    "\"all\";\n"
                                                                    "    docking "
                                                                    "= " GIVEN(
                                                                        "0.4") "; from "
                                                                               "= "
                                                                               "\"2026-"
                                                                               "10-"
                                                                               "12\"; "
                                                                               "to = "
                                                                               "\"2026-"
                                                                               "10-"
                                                                               "14\"; "
                                                                               "} ); } "
                                                                               ");\n";

static void write_file(const char *name, const char *text)
{
    FILE *file = fopen(name, "w");
    if (file == NULL || fputs(text, file) < 0 || fclose(file) != 0) {
        perror(name);
        exit(1);
    }
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

/** In a process of its own, so that a crash is one failure and not the end. */
static bool try_apart(const struct tried *tried, unsigned long n)
{
    fflush(stdout);
    const pid_t child = fork();
    if (child == 0) {
        const bool is_good = try_all(tried, n, n) && try_all(tried, n, ULONG_MAX);
        exit(is_good ? 0 : 1);
    }
    int ended = 0;
    if (child < 0 || waitpid(child, &ended, 0) != child || WIFSIGNALED(ended)) {
        printf("%s, request %lu: signal %d\n", tried->name, n, WTERMSIG(ended));
    }
    return child > 0 && ended == 0;
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
    for (unsigned long n = 1; n <= n_requests; n++) {
        const bool is_good = try_apart(tried, n);
        *n_passed += is_good;
        n_failed += !is_good;
    }
    return n_failed;
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
    write_file("scenario.cfg", SCENARIO);
    write_file("employers.csv", EMPLOYERS);
    write_file("included.cfg", INCLUDED);
    write_file("kinds.cfg", KINDS);
    struct tried run = {.name = "run", .all = run_all};
    struct tried compare = {.name = "compare", .all = compare_all};
    struct tried kinds = {.name = "kinds", .all = kinds_all, .is_silent = true};
    struct tried sweep = {.name = "sweep", .all = sweep_all};
    unsigned long n_passed = 0;
    unsigned long n_failed =
        try_each(&run, &n_passed) + (reckons_rightly() ? 0UL : 1UL);
    n_failed += try_each(&compare, &n_passed);
    n_failed += try_each(&sweep, &n_passed);
    n_failed += try_each(&kinds, &n_passed);
    unlink("scenario.cfg");
    unlink("employers.csv");
    unlink("included.cfg");
    unlink("kinds.cfg");
    rmdir("out/dat");
    rmdir("out");
    rmdir("kept");
    rmdir(place);
    printf("memory: %lu passed, %lu failed\n", n_passed, n_failed);
    return n_failed == 0 && n_passed > 100 ? 0 : 1;
}
