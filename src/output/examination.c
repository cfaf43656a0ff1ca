#include "output/examination.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <omp.h>

#include "output/font.h"
#include "output/gnuplot.h"

enum { LEAST_MAJOR = 5, LEAST_MINOR = 4 };

/** Notes a finding; the words are printf-style. */
static struct sf_finding *note(struct sf_examination *examination, const char *item,
                               bool is_there, enum sf_remedy remedy, const char *format,
                               ...) __attribute__((format(printf, 5, 6)));

static struct sf_finding *note(struct sf_examination *examination, const char *item,
                               bool is_there, enum sf_remedy remedy, const char *format,
                               ...)
{
    SF_BUG_ON(examination->n == SF_MAX_FINDINGS);
    struct sf_finding *finding = &examination->finding[examination->n++];
    *finding =
        (struct sf_finding){.item = item, .is_there = is_there, .remedy = remedy};
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(finding->words, sizeof(finding->words), format, arguments);
    va_end(arguments);
    examination->n_missing += is_there ? 0 : 1;
    return finding;
}

static void examine_machine(struct sf_examination *examination)
{
    const long n_cores = sysconf(_SC_NPROCESSORS_ONLN);
    const int n_threads = omp_get_max_threads();
    note(examination, "processor", true, SF_REMEDY_PACKAGES,
         "%ld processor core%s; a run uses %d thread%s", n_cores,
         n_cores == 1 ? "" : "s", n_threads, n_threads == 1 ? "" : "s");
    struct sf_finding *openmp = note(examination, "openmp", true, SF_REMEDY_PACKAGES,
                                     "OpenMP of %d-%02d, which shares the work out",
                                     _OPENMP / 100, _OPENMP % 100);
    snprintf(openmp->version, sizeof(openmp->version), "%d-%02d", _OPENMP / 100,
             _OPENMP % 100);
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

static enum sf_status examine_gnuplot(struct sf_examination *examination)
{
    struct sf_text said = {0};
    const enum sf_status status = sf_gnuplot_version(&said);
    if (status == SF_ERR_MEMORY || said.is_out_of_memory) {
        sf_text_free(&said);
        return SF_ERR_MEMORY;
    }
    const char *version = status == SF_OK && said.chars != NULL ? said.chars : "";
    struct sf_finding *gnuplot = NULL;
    if (is_new_enough(version)) {
        gnuplot = note(examination, "gnuplot", true, SF_REMEDY_PACKAGES,
                       "%.120s, which draws the charts", version);
    } else {
        gnuplot =
            note(examination, "gnuplot", false, SF_REMEDY_PACKAGES,
                 "gnuplot, version %d.%d or later, to draw charts%s%.60s", LEAST_MAJOR,
                 LEAST_MINOR, status == SF_OK ? "; there is " : "", version);
    }
    snprintf(gnuplot->version, sizeof(gnuplot->version), "%.120s", version);
    sf_text_free(&said);
    static const char *const TERMINAL[][2] = {
        {"pngcairo", "gnuplot's pngcairo, for charts in PNG"},
        {"svg", "gnuplot's svg, for charts in SVG"},
        {"pdfcairo", "gnuplot's pdfcairo, for charts in PDF"}};
    for (size_t i = 0; i < sizeof(TERMINAL) / sizeof(TERMINAL[0]) && status == SF_OK;
         i++) {
        note(examination, TERMINAL[i][0], sf_gnuplot_has_terminal(TERMINAL[i][0]),
             SF_REMEDY_PACKAGES, "%s", TERMINAL[i][1]);
    }
    return SF_OK;
}

static enum sf_status examine_scripts(struct sf_examination *examination,
                                      const char *plots)
{
    char *style = NULL;
    if (asprintf(&style, "%s/style.gp", plots) < 0) {
        return SF_ERR_MEMORY;
    }
    note(examination, "scripts", access(style, R_OK) == 0, SF_REMEDY_SCRIPTS,
         "the chart scripts");
    free(style);
    return SF_OK;
}

enum sf_status sf_examine(const char *plots, struct sf_examination *examination)
{
    *examination = (struct sf_examination){0};
    examine_machine(examination);
    const enum sf_status status = examine_gnuplot(examination);
    if (status != SF_OK) {
        return status;
    }
    note(examination, "font", sf_font_is_there(), SF_REMEDY_PACKAGES,
         "DejaVu Sans, the font of the charts");
    return examine_scripts(examination, plots);
}

void sf_remedy_say(struct sf_text *text, enum sf_remedy remedy, const char *plots)
{
    switch (remedy) {
    case SF_REMEDY_PACKAGES:
        sf_text_add(text, "%s", SF_GNUPLOT_INSTALL);
        return;
    case SF_REMEDY_SCRIPTS:
        sf_text_add(text, "copy the folder plots of the source to %s", plots);
        return;
    case SF_N_REMEDIES:
        return;
    }
}
