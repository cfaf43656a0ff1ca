/* What the machine has of all that the program needs. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <omp.h>

#include "core/text.h"
#include "output/font.h"
#include "output/gnuplot.h"
#include "strikefund/output.h"

enum { LEAST_MAJOR = 5, LEAST_MINOR = 4 };

/** What was found; mend_* say which remedies are called for. */
struct examination {
    struct sf_text text;
    size_t n_missing;
    bool mend_packages, mend_scripts;
};

static void say(struct examination *examination, const char *finding, const char *what)
{
    sf_text_add(&examination->text, "  %-8s  %s\n", finding, what);
}

/** A thing that is needed, there or not. */
static void judge(struct examination *examination, bool is_there, const char *what,
                  bool *mend)
{
    say(examination, is_there ? "good" : "missing", what);
    if (!is_there) {
        examination->n_missing++;
        *mend = true;
    }
}

/** "gnuplot 5.4 patchlevel 4" */
static bool is_new_enough(const char *version)
{
    const char *number = strpbrk(version, "0123456789");
    if (strncmp(version, "gnuplot ", strlen("gnuplot ")) != 0 || number == NULL) {
        return false;
    }
    char *end = NULL;
    const long major = strtol(number, &end, 10);
    const long minor = *end == '.' ? strtol(end + 1, NULL, 10) : 0;
    return major > LEAST_MAJOR || (major == LEAST_MAJOR && minor >= LEAST_MINOR);
}

static enum sf_status examine_gnuplot(struct examination *examination)
{
    struct sf_text said = {0};
    const enum sf_status status = sf_gnuplot_version(&said);
    if (status == SF_ERR_MEMORY || said.is_out_of_memory) {
        sf_text_free(&said);
        return SF_ERR_MEMORY;
    }
    char what[160];
    const bool is_good =
        status == SF_OK && said.chars != NULL && is_new_enough(said.chars);
    if (is_good) {
        snprintf(what, sizeof(what), "%.120s, which draws the charts", said.chars);
    } else {
        snprintf(what, sizeof(what),
                 "gnuplot, version %d.%d or later, to draw charts%s%.60s", LEAST_MAJOR,
                 LEAST_MINOR, status == SF_OK ? "; there is " : "",
                 status == SF_OK && said.chars != NULL ? said.chars : "");
    }
    sf_text_free(&said);
    judge(examination, is_good, what, &examination->mend_packages);
    static const char *const TERMINAL[][2] = {
        {"pngcairo", "gnuplot's pngcairo, for charts in PNG"},
        {"svg", "gnuplot's svg, for charts in SVG"},
        {"pdfcairo", "gnuplot's pdfcairo, for charts in PDF"}};
    for (size_t i = 0; i < sizeof(TERMINAL) / sizeof(TERMINAL[0]) && status == SF_OK;
         i++) {
        judge(examination, sf_gnuplot_has_terminal(TERMINAL[i][0]), TERMINAL[i][1],
              &examination->mend_packages);
    }
    return SF_OK;
}

static enum sf_status examine_scripts(struct examination *examination,
                                      const char *plots)
{
    char *style = NULL;
    if (asprintf(&style, "%s/style.gp", plots) < 0) {
        return SF_ERR_MEMORY;
    }
    judge(examination, access(style, R_OK) == 0, "the chart scripts",
          &examination->mend_scripts);
    free(style);
    return SF_OK;
}

static void examine_machine(struct examination *examination)
{
    char what[160];
    snprintf(what, sizeof(what), "%ld processor core%s; a run uses %d thread%s",
             sysconf(_SC_NPROCESSORS_ONLN),
             sysconf(_SC_NPROCESSORS_ONLN) == 1 ? "" : "s", omp_get_max_threads(),
             omp_get_max_threads() == 1 ? "" : "s");
    say(examination, "good", what);
    snprintf(what, sizeof(what), "OpenMP of %d-%02d, which shares the work out",
             _OPENMP / 100, _OPENMP % 100);
    say(examination, "good", what);
}

static void conclude(struct examination *examination, const char *plots)
{
    struct sf_text *text = &examination->text;
    if (examination->n_missing == 0) {
        sf_text_add(text, "Nothing is missing.\n");
        return;
    }
    sf_text_add(text, "Runs need none of what is missing; charts do.\n");
    if (examination->mend_packages) {
        sf_text_add(text, "To mend it, on Debian and Ubuntu: %s\n", SF_GNUPLOT_INSTALL);
    }
    if (examination->mend_scripts) {
        sf_text_add(text, "To mend it, copy the folder plots of the source to %s\n",
                    plots);
    }
}

enum sf_status sf_output_doctor(const char *plots, const char *version, char **text)
{
    struct examination examination = {0};
    sf_text_add(&examination.text, "strikefund %s, contract %d of the random numbers\n",
                version, SF_CONTRACT_VERSION);
    examine_machine(&examination);
    enum sf_status status = examine_gnuplot(&examination);
    if (status == SF_OK) {
        judge(&examination, sf_font_is_there(), "DejaVu Sans, the font of the charts",
              &examination.mend_packages);
        status = examine_scripts(&examination, plots);
    }
    conclude(&examination, plots);
    char *taken = sf_text_take(&examination.text);
    if (status != SF_OK || taken == NULL) {
        free(taken);
        return SF_ERR_MEMORY;
    }
    *text = taken;
    return examination.n_missing > 0 ? SF_ERR_PROGRAM : SF_OK;
}
