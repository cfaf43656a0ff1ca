#include "strikefund/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/text.h"
#include "output/chart_words.h"
#include "output/font.h"
#include "output/formats.h"
#include "output/gnuplot.h"
#include "output/stage.h"
#include "output/titles.h"

/** One call's facts; message takes what went wrong. */
struct plotting {
    const char *directory;
    const char *plots;
    mode_t mode; /* of the results: charts are no more public than they are */
    struct sf_text message;
};

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

/** Reads a small file of ours. */
static enum sf_status read_text(const char *path, struct sf_text *text,
                                struct sf_text *message)
{
    FILE *stream = fopen(path, "r");
    if (stream == NULL) {
        sf_text_add(message, "%s: %s", path, strerror(errno));
        return SF_ERR_MISSING;
    }
    char part[4096];
    size_t n;
    while ((n = fread(part, 1, sizeof(part), stream)) > 0) {
        sf_text_add_bytes(text, part, n);
    }
    const bool is_broken = ferror(stream) != 0;
    fclose(stream);
    if (is_broken) {
        sf_text_add(message, "%s cannot be read", path);
        return SF_ERR_MISSING;
    }
    return text->is_out_of_memory ? SF_ERR_MEMORY : SF_OK;
}

/** gnuplot carries out what words.gp says: it must be only what run writes there. */
static enum sf_status check_words(struct plotting *plotting, const char *path)
{
    struct sf_text words = {0};
    enum sf_status status = read_text(path, &words, &plotting->message);
    size_t line = 0;
    if (status == SF_OK &&
        !sf_chart_words_are_harmless(words.chars != NULL ? words.chars : "", &line)) {
        sf_text_add(&plotting->message,
                    "%s:%zu: not written by strikefund; gnuplot would run it as a "
                    "program, so nothing was drawn. Write the results again: "
                    "strikefund run SCENARIO -o %s",
                    path, line, plotting->directory);
        status = SF_ERR_MISSING;
    }
    sf_text_free(&words);
    return status;
}

/** Finds out whether the directory holds results, and who may read them. */
static enum sf_status check_results(struct plotting *plotting)
{
    char *words = name_of("%s/dat/words.gp", plotting->directory);
    if (words == NULL) {
        return SF_ERR_MEMORY;
    }
    struct stat found;
    if (stat(words, &found) == 0) {
        plotting->mode = found.st_mode & 0777;
        const enum sf_status status = check_words(plotting, words);
        free(words);
        return status;
    }
    free(words);
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

/** Finds out whether the scripts are where they should be. */
static enum sf_status check_scripts(struct plotting *plotting)
{
    char *style = name_of("%s/style.gp", plotting->plots);
    if (style == NULL) {
        return SF_ERR_MEMORY;
    }
    const bool is_there = access(style, R_OK) == 0;
    free(style);
    if (!is_there) {
        sf_text_add(
            &plotting->message,
            "the chart scripts are not in %s; they belong into the folder plots "
            "beside the program's own folder",
            plotting->plots);
    }
    return is_there ? SF_OK : SF_ERR_MISSING;
}

/** With no font gnuplot draws charts without a word on them, and is content. */
static enum sf_status check_font(struct plotting *plotting)
{
    if (sf_font_is_there()) {
        return SF_OK;
    }
    sf_text_add(&plotting->message,
                "the font of the charts (DejaVu Sans) is not installed; install it "
                "with: %s",
                SF_GNUPLOT_INSTALL);
    return SF_ERR_PROGRAM;
}

/** Draws one chart into a file that exists and is empty. */
static enum sf_status draw_into(struct plotting *plotting, const char *chart,
                                const char *format, const char *file)
{
    char *script = name_of("%s/%s.gp", plotting->plots, chart);
    /* gnuplot takes a name that begins with < or | for a command to be run. */
    const char *here = plotting->directory[0] == '/' ? "" : "./";
    char *dat = name_of("%s%s/dat", here, plotting->directory);
    char *out = name_of("%s%s", here, file);
    char *format_copy = strdup(format);
    enum sf_status status = SF_ERR_MEMORY;
    if (script != NULL && dat != NULL && out != NULL && format_copy != NULL) {
        char *const argument[] = {script, dat, out, format_copy, NULL};
        struct sf_text complaint = {0};
        status = sf_gnuplot_run(argument, &complaint);
        struct stat drawn;
        if (status == SF_OK && (stat(file, &drawn) != 0 || drawn.st_size == 0)) {
            sf_text_add(&complaint, "gnuplot drew nothing with %s", script);
            status = SF_ERR_PROGRAM;
        }
        if (status != SF_OK) {
            sf_text_add(&plotting->message, "%s",
                        complaint.chars != NULL ? complaint.chars : "");
        }
        sf_text_free(&complaint);
    }
    free(script);
    free(dat);
    free(out);
    free(format_copy);
    return status;
}

/** Draws one chart beside its place and moves it there when it is whole. */
static enum sf_status draw(struct plotting *plotting, const char *chart, int format)
{
    char *place =
        name_of("%s/%s.%s", plotting->directory, chart, sf_format_ending(format));
    char *temporary = name_of("%s/.%s.%s.XXXXXX", plotting->directory, chart,
                              sf_format_ending(format));
    enum sf_status status = SF_ERR_MEMORY;
    int file = -1;
    if (place != NULL && temporary != NULL) {
        file = mkstemp(temporary);
        status = file < 0 ? SF_ERR_CREATE : SF_OK;
    }
    if (status == SF_OK) {
        fchmod(file, plotting->mode);
        close(file);
        status = draw_into(plotting, chart, sf_format_name(format), temporary);
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

enum { N_OTHERS = 9, N_CHARTS = SF_N_CHARTS + N_OTHERS };

/** The i-th of all charts there are: those of `run`, that of `compare`, those of
 *  `sweep`, of `solve` and of `forecast`, and of `run` again the one whose title holds
 *  no figure and those drawn only where ballots are left to chance, or the fund has
 *  pots. */
static const char *name_of_chart(int i)
{
    static const char *const OTHER[N_OTHERS] = {"compare",  "sweep",    "heat",
                                                "solve",    "forecast", "backtest",
                                                "calendar", "mandates", "pots"};
    return i < SF_N_CHARTS ? sf_chart_name((enum sf_chart)i) : OTHER[i - SF_N_CHARTS];
}

const char *sf_output_chart(const char *directory, size_t n)
{
    const char *found = NULL;
    const int place = open(directory, O_PATH | O_DIRECTORY | O_CLOEXEC);
    for (int i = 0; place >= 0 && found == NULL && i < N_CHARTS; i++) {
        char words[64];
        snprintf(words, sizeof(words), "dat/%s.txt", name_of_chart(i));
        if (faccessat(place, words, F_OK, 0) == 0 && n-- == 0) {
            found = name_of_chart(i);
        }
    }
    if (place >= 0) {
        close(place);
    }
    return found;
}

/** Puts the words of a chart, which run has written, beside its pictures. */
static enum sf_status copy_words(struct plotting *plotting, const char *chart,
                                 struct sf_stage *stage)
{
    char *from = name_of("%s/dat/%s.txt", plotting->directory, chart);
    char *name = name_of("%s.txt", chart);
    enum sf_status status = from != NULL && name != NULL ? SF_OK : SF_ERR_MEMORY;
    struct sf_text words = {0};
    if (status == SF_OK) {
        status = read_text(from, &words, &plotting->message);
    }
    if (status == SF_OK) {
        status = sf_stage_add(stage, name, words.chars != NULL ? words.chars : "",
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
    const char *chart;
    for (size_t i = 0;
         status == SF_OK && (chart = sf_output_chart(plotting->directory, i)) != NULL;
         i++) {
        status = copy_words(plotting, chart, &stage);
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
    bool is_chosen[SF_N_FORMATS] = {false};
    enum sf_status status = sf_formats_choose(formats, is_chosen, &plotting->message);
    if (status == SF_OK) {
        status = check_results(plotting);
    }
    if (status == SF_OK) {
        status = check_scripts(plotting);
    }
    if (status == SF_OK && (is_chosen[0] || is_chosen[1] || is_chosen[2])) {
        status = check_font(plotting);
    }
    if (status == SF_OK && sf_output_chart(plotting->directory, 0) == NULL) {
        sf_text_add(&plotting->message,
                    "%s has no words of any chart (dat/balance.txt); write the results "
                    "again: strikefund run SCENARIO -o %s",
                    plotting->directory, plotting->directory);
        status = SF_ERR_MISSING;
    }
    const char *chart;
    for (size_t i = 0;
         status == SF_OK && (chart = sf_output_chart(plotting->directory, i)) != NULL;
         i++) {
        for (int f = 0; status == SF_OK && f < SF_N_FORMATS; f++) {
            if (is_chosen[f]) {
                status = draw(plotting, chart, f);
            }
        }
    }
    return status == SF_OK ? copy_all_words(plotting) : status;
}

enum sf_status sf_output_plot(const char *directory, const char *formats,
                              const char *plots, char **message)
{
    struct plotting plotting = {.directory = directory, .plots = plots};
    const enum sf_status status = plot_all(&plotting, formats);
    if (status != SF_OK && plotting.message.length > 0) {
        *message = sf_text_take(&plotting.message);
    }
    sf_text_free(&plotting.message);
    return status;
}
