#include "cli/memory.h"

#include <inttypes.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <omp.h>

#include "cli/talk.h"

/* glibc sets aside this much address space for each thread's small requests, and a
 * thread's stack is this large where no limit says otherwise. */
#define ARENA_BYTES (UINT64_C(64) << 20)
#define STACK_BYTES (UINT64_C(8) << 20)

/** The least of several limits, and which it is. */
struct room {
    uint64_t bytes;
    const char *whose;
};

static void narrow(struct room *room, uint64_t bytes, const char *whose)
{
    if (bytes < room->bytes) {
        *room = (struct room){.bytes = bytes, .whose = whose};
    }
}

static uint64_t less(uint64_t limit, uint64_t used)
{
    return limit > used ? limit - used : 0;
}

/** The number behind a word at the beginning of a line of a file of the system; of its
 *  first line where the word is "". False when there is none, as in "max". */
static bool read_number(const char *path, const char *word, uint64_t *number)
{
    FILE *stream = fopen(path, "re");
    char line[256];
    bool is_found = false;
    while (stream != NULL && !is_found && fgets(line, sizeof(line), stream) != NULL) {
        const size_t length = strlen(word);
        char *end = line;
        if (strncmp(line, word, length) == 0) {
            *number = strtoull(line + length, &end, 10);
            is_found = end != line + length;
        }
        if (length == 0) {
            break;
        }
    }
    if (stream != NULL) {
        fclose(stream);
    }
    return is_found;
}

/** What one control group leaves: its limit less its use; the file pages that it could
 *  drop are not counted as used. */
static void narrow_to_group(struct room *room, const char *folder)
{
    char path[PATH_MAX + 32];
    uint64_t most = 0;
    uint64_t used = 0;
    uint64_t droppable = 0;
    snprintf(path, sizeof(path), "%s/memory.max", folder);
    if (!read_number(path, "", &most)) {
        return;
    }
    snprintf(path, sizeof(path), "%s/memory.current", folder);
    read_number(path, "", &used);
    snprintf(path, sizeof(path), "%s/memory.stat", folder);
    read_number(path, "inactive_file ", &droppable);
    narrow(room, less(most, less(used, droppable)), "its control group leaves it");
}

/** The group of this process and all above it. */
static void narrow_to_groups(struct room *room)
{
    char line[PATH_MAX] = "";
    FILE *stream = fopen("/proc/self/cgroup", "re");
    bool is_found = false;
    while (stream != NULL && !is_found && fgets(line, sizeof(line), stream) != NULL) {
        is_found = strncmp(line, "0::/", 4) == 0;
    }
    if (stream != NULL) {
        fclose(stream);
    }
    if (!is_found) {
        return;
    }
    line[strcspn(line, "\n")] = '\0';
    char folder[PATH_MAX + 16];
    snprintf(folder, sizeof(folder), "/sys/fs/cgroup%s", line + 3);
    const size_t top = strlen("/sys/fs/cgroup");
    for (char *end = folder + strlen(folder); end != NULL && end >= folder + top;
         end = strrchr(folder, '/')) {
        *end = '\0';
        narrow_to_group(room, folder);
    }
}

/** The address space that is left to this process. */
static void narrow_to_limit(struct room *room, int n_threads)
{
    struct rlimit space;
    struct rlimit stack;
    uint64_t pages = 0;
    if (getrlimit(RLIMIT_AS, &space) != 0 || space.rlim_cur == RLIM_INFINITY) {
        return;
    }
    read_number("/proc/self/statm", "", &pages);
    const bool has_stack =
        getrlimit(RLIMIT_STACK, &stack) == 0 && stack.rlim_cur != RLIM_INFINITY;
    const uint64_t each = ARENA_BYTES + (has_stack ? stack.rlim_cur : STACK_BYTES);
    const uint64_t used =
        pages * (uint64_t)sysconf(_SC_PAGESIZE) + (uint64_t)(n_threads - 1) * each;
    narrow(room, less(space.rlim_cur, used), "its limit (ulimit -v) leaves it");
}

/** What can be had by so many threads. */
static struct room find_room(int n_threads)
{
    struct room room = {.bytes = UINT64_MAX};
    uint64_t kilobytes = 0;
    if (read_number("/proc/meminfo", "MemAvailable:", &kilobytes)) {
        narrow(&room, kilobytes * 1024, "this machine has free");
    }
    narrow_to_groups(&room);
    narrow_to_limit(&room, n_threads);
    return room;
}

static uint64_t bytes_for(const struct sf_experiment *const *experiment, size_t n,
                          uint64_t more, int n_threads)
{
    uint64_t bytes = more;
    for (size_t i = 0; i < n; i++) {
        bytes += sf_experiment_bytes(experiment[i], n_threads);
    }
    return bytes;
}

static const char *say_bytes(uint64_t bytes, char words[32])
{
    const double megabytes = (double)bytes / 1e6;
    snprintf(words, 32, megabytes < 1000.0 ? "%.0f MB" : "%.1f GB",
             megabytes < 1000.0 ? megabytes : megabytes / 1000.0);
    return words;
}

int sf_memory_fit(const struct sf_experiment *const *experiment, size_t n,
                  struct sf_experiment_options *options)
{
    return sf_memory_fit_with(experiment, n, 0, options);
}

int sf_memory_fit_with(const struct sf_experiment *const *experiment, size_t n,
                       uint64_t more, struct sf_experiment_options *options)
{
    const int wanted =
        options->n_threads > 0 ? options->n_threads : omp_get_max_threads();
    int threads = wanted;
    struct room room = find_room(threads);
    while (threads > 1 && bytes_for(experiment, n, more, threads) > room.bytes) {
        threads--;
        room = find_room(threads);
    }
    const uint64_t bytes = bytes_for(experiment, n, more, threads);
    char needed[32];
    char left[32];
    say_bytes(bytes, needed);
    say_bytes(room.bytes, left);
    if (bytes > room.bytes) {
        sf_talk("strikefund: not enough memory: this needs about %s even with one "
                "thread, and %s %s; fewer %sstrategies, months, employers or bands "
                "need less",
                needed, room.whose, left, more > 0 ? "runs, " : "");
        return sf_status_exit_code(SF_ERR_MEMORY);
    }
    if (threads < wanted) {
        sf_talk("strikefund: memory is short: %d thread%s of %d, which need about %s; "
                "the results are the same",
                threads, threads == 1 ? "" : "s", wanted, needed);
        options->n_threads = threads;
    }
    return 0;
}

int sf_memory_fit_scenario(const struct sf_scenario *scenario, const size_t *chosen,
                           size_t n, int *n_threads)
{
    struct sf_experiment *experiment = NULL;
    struct sf_experiment_options how = {.n_threads = *n_threads};
    const enum sf_status status = sf_experiment_init(scenario, chosen, n, &experiment);
    if (status != SF_OK) {
        return sf_talk_status(status, NULL);
    }
    const struct sf_experiment *const first = experiment;
    const int unfit = sf_memory_fit(&first, 1, &how);
    *n_threads = how.n_threads;
    sf_experiment_free(experiment);
    return unfit;
}
