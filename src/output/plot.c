#include "strikefund/output.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/text.h"
#include "output/stage.h"
#include "output/titles.h"

#define INSTALL "sudo apt-get install gnuplot-nox fonts-dejavu-core"

enum { MAX_COMPLAINT = 2000, N_FORMATS = 4 };

/** A format and how its files' names end. */
static const struct {
    const char *name;
    const char *ending;
} FORMAT[N_FORMATS] = {
    {"png", "png"}, {"svg", "svg"}, {"pdf", "pdf"}, {"dumb", "ascii"}};

/** Where the fonts of the charts are on Debian and Ubuntu, Fedora, and Arch. */
static const char *const FONT[] = {
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf",
    "/usr/share/fonts/TTF/DejaVuSans.ttf",
};

/** One call's facts; message takes what went wrong. */
struct plotting {
    char *directory; /* begins with / or ./ */
    const char *plots;
    mode_t mode; /* of the results: charts are no more public than they are */
    char **environment;
    struct sf_text message;
};

/** Reads the comma-separated list. */
static enum sf_status choose_formats(const char *formats, bool is_chosen[N_FORMATS],
                                     struct sf_text *message)
{
    for (const char *at = formats;; at++) {
        const size_t length = strcspn(at, ",");
        int chosen = -1;
        for (int i = 0; i < N_FORMATS; i++) {
            if (strlen(FORMAT[i].name) == length &&
                strncmp(at, FORMAT[i].name, length) == 0) {
                chosen = i;
            }
        }
        if (chosen < 0) {
            sf_text_add(message,
                        "there is no chart format '%.*s'; there are png, svg, pdf and "
                        "dumb, with commas between them",
                        (int)length, at);
            return SF_ERR_USAGE;
        }
        is_chosen[chosen] = true;
        at += length;
        if (*at == '\0') {
            return SF_OK;
        }
    }
}

/** A new string made printf-style; NULL without memory. */
static char *name_of(const char *format, ...) __attribute__((format(printf, 1, 2)));

static char *name_of(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *name = NULL;
    const int length = vasprintf(&name, format, arguments);
    va_end(arguments);
    return length < 0 ? NULL : name;
}

/** Finds out whether the directory holds results, and who may read them. */
static enum sf_status check_results(struct plotting *plotting)
{
    char *words = name_of("%s/dat/words.gp", plotting->directory);
    if (words == NULL) {
        return SF_ERR_MEMORY;
    }
    struct stat found;
    const bool is_there = stat(words, &found) == 0;
    free(words);
    if (is_there) {
        plotting->mode = found.st_mode & 0777;
        return SF_OK;
    }
    if (stat(plotting->directory, &found) != 0) {
        sf_text_add(&plotting->message,
                    "%s: %s; write results first: strikefund run "
                    "SCENARIO -o DIR",
                    plotting->directory, strerror(errno));
    } else if (!S_ISDIR(found.st_mode)) {
        sf_text_add(&plotting->message,
                    "%s is no directory; plot takes the directory that run wrote (-o)",
                    plotting->directory);
    } else {
        sf_text_add(&plotting->message,
                    "%s holds no results of strikefund (no dat/words.gp); write them "
                    "with: strikefund run SCENARIO -o %s",
                    plotting->directory, plotting->directory);
    }
    return SF_ERR_MISSING;
}

/** With no font gnuplot draws charts without a word on them, and is content. */
static enum sf_status check_font(struct plotting *plotting)
{
    for (size_t i = 0; i < sizeof(FONT) / sizeof(FONT[0]); i++) {
        if (access(FONT[i], R_OK) == 0) {
            return SF_OK;
        }
    }
    sf_text_add(&plotting->message,
                "the font of the charts (DejaVu Sans) is not installed; install it "
                "with: %s",
                INSTALL);
    return SF_ERR_PROGRAM;
}

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
static int spawn(const struct plotting *plotting, char *const *argument, int to,
                 pid_t *child)
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
                             plotting->environment);
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

/** Runs gnuplot to its end; how it ended in *how, its words in the complaint. */
static enum sf_status run_gnuplot(struct plotting *plotting, char *const *argument,
                                  int *how, struct sf_text *complaint)
{
    int end[2];
    if (pipe2(end, O_CLOEXEC) != 0) {
        sf_text_add(&plotting->message, "cannot start gnuplot: %s", strerror(errno));
        return SF_ERR_PROGRAM;
    }
    pid_t child = 0;
    const int error = spawn(plotting, argument, end[1], &child);
    close(end[1]);
    if (error == 0) {
        read_complaint(end[0], complaint);
        while (waitpid(child, how, 0) < 0 && errno == EINTR) {
        }
    } else if (error == ENOENT) {
        sf_text_add(&plotting->message, "gnuplot is not installed; install it with: %s",
                    INSTALL);
    } else {
        sf_text_add(&plotting->message, "cannot start gnuplot: %s", strerror(error));
    }
    close(end[0]);
    return error == 0 ? SF_OK : SF_ERR_PROGRAM;
}

/** Draws one chart into a file that exists and is empty. */
static enum sf_status draw_into(struct plotting *plotting, const char *chart,
                                const char *format, char *file)
{
    char *script = name_of("%s/%s.gp", plotting->plots, chart);
    char *dat = name_of("%s/dat", plotting->directory);
    char *format_copy = strdup(format);
    char program[] = "gnuplot";
    char defaults[] = "-d"; /* no settings of the user's own */
    char call[] = "-c";
    char *const argument[] = {program, defaults, call,        script,
                              dat,     file,     format_copy, NULL};
    enum sf_status status = SF_ERR_MEMORY;
    struct sf_text complaint = {0};
    int how = 0;
    if (script != NULL && dat != NULL && format_copy != NULL) {
        status = run_gnuplot(plotting, argument, &how, &complaint);
    }
    struct stat drawn;
    if (status == SF_OK && (!WIFEXITED(how) || WEXITSTATUS(how) != 0 ||
                            stat(file, &drawn) != 0 || drawn.st_size == 0)) {
        sf_text_add(&plotting->message, "gnuplot could not draw %s as %s%s%s", chart,
                    format, complaint.length > 0 ? ":\n" : "",
                    complaint.length > 0 ? complaint.chars : "");
        status = SF_ERR_PROGRAM;
    }
    sf_text_free(&complaint);
    free(script);
    free(dat);
    free(format_copy);
    return status;
}

/** Draws one chart beside its place and moves it there when it is whole. */
static enum sf_status draw(struct plotting *plotting, const char *chart, int format)
{
    char *place =
        name_of("%s/%s.%s", plotting->directory, chart, FORMAT[format].ending);
    char *temporary =
        name_of("%s/.%s.%s.XXXXXX", plotting->directory, chart, FORMAT[format].ending);
    enum sf_status status = SF_ERR_MEMORY;
    int file = -1;
    if (place != NULL && temporary != NULL) {
        file = mkstemp(temporary);
        status = file < 0 ? SF_ERR_CREATE : SF_OK;
    }
    if (status == SF_OK) {
        fchmod(file, plotting->mode);
        close(file);
        status = draw_into(plotting, chart, FORMAT[format].name, temporary);
        if (status == SF_OK && rename(temporary, place) != 0) {
            status = SF_ERR_CREATE;
        }
        const int error = errno;
        if (status != SF_OK) {
            unlink(temporary);
        }
        errno = error;
    }
    if (status == SF_ERR_CREATE) {
        sf_text_add(&plotting->message, "cannot write %s: %s", place, strerror(errno));
    }
    free(place);
    free(temporary);
    return status;
}

/** Puts the words of a chart, which run has written, beside its pictures. */
static enum sf_status copy_words(struct plotting *plotting, const char *chart,
                                 struct sf_stage *stage)
{
    char *from = name_of("%s/dat/%s.txt", plotting->directory, chart);
    char *name = name_of("%s.txt", chart);
    enum sf_status status = from != NULL && name != NULL ? SF_OK : SF_ERR_MEMORY;
    struct sf_text words = {0};
    FILE *stream = status == SF_OK ? fopen(from, "r") : NULL;
    if (status == SF_OK && stream == NULL) {
        sf_text_add(&plotting->message, "%s: %s", from, strerror(errno));
        status = SF_ERR_MISSING;
    }
    if (stream != NULL) {
        char part[4096];
        size_t n;
        while ((n = fread(part, 1, sizeof(part), stream)) > 0) {
            sf_text_add_bytes(&words, part, n);
        }
        fclose(stream);
        status = words.is_out_of_memory
                     ? SF_ERR_MEMORY
                     : sf_stage_add(stage, name, words.chars != NULL ? words.chars : "",
                                    words.length);
    }
    sf_text_free(&words);
    free(from);
    free(name);
    return status;
}

static enum sf_status copy_all_words(struct plotting *plotting)
{
    struct sf_stage stage = {0};
    enum sf_status status =
        sf_stage_open(&stage, plotting->directory, (plotting->mode & 077) == 0);
    for (int i = 0; status == SF_OK && i < SF_N_CHARTS; i++) {
        status = copy_words(plotting, sf_chart_name((enum sf_chart)i), &stage);
    }
    if (status == SF_OK) {
        status = sf_stage_commit(&stage);
    }
    if (status != SF_OK && stage.failed_path != NULL && plotting->message.length == 0) {
        sf_text_add(&plotting->message, "%s: %s", stage.failed_path,
                    sf_status_words(status));
    }
    sf_stage_close(&stage);
    return status;
}

static enum sf_status plot_all(struct plotting *plotting, const char *formats)
{
    bool is_chosen[N_FORMATS] = {false};
    enum sf_status status = choose_formats(formats, is_chosen, &plotting->message);
    if (status == SF_OK) {
        status = check_results(plotting);
    }
    if (status == SF_OK && (is_chosen[0] || is_chosen[1] || is_chosen[2])) {
        status = check_font(plotting);
    }
    for (int i = 0; status == SF_OK && i < SF_N_CHARTS; i++) {
        for (int f = 0; status == SF_OK && f < N_FORMATS; f++) {
            if (is_chosen[f]) {
                status = draw(plotting, sf_chart_name((enum sf_chart)i), f);
            }
        }
    }
    return status == SF_OK ? copy_all_words(plotting) : status;
}

enum sf_status sf_output_plot(const char *directory, const char *formats,
                              const char *plots, char **message)
{
    /* gnuplot takes a name that begins with < or | for a command to be run. */
    struct plotting plotting = {
        .directory = name_of("%s%s", directory[0] == '/' ? "" : "./", directory),
        .plots = plots,
        .environment = make_environment()};
    enum sf_status status = SF_ERR_MEMORY;
    if (plotting.directory != NULL && plotting.environment != NULL) {
        status = plot_all(&plotting, formats);
    }
    if (status != SF_OK && plotting.message.length > 0) {
        *message = sf_text_take(&plotting.message);
    }
    sf_text_free(&plotting.message);
    free(plotting.directory);
    free(plotting.environment);
    return status;
}
