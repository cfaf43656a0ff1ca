#include "cli/commands.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/answer.h"
#include "cli/talk.h"
#include "strikefund/json.h"
#include "strikefund/output.h"
#include "strikefund/scenario.h"
#include "strikefund/showable.h"

/* Where an installed program has its chart scripts; DEFINES=-DSF_PLOTS_DIR=... */
#ifndef SF_PLOTS_DIR
#define SF_PLOTS_DIR "/usr/share/strikefund/plots"
#endif

int sf_command_check(const struct sf_options *options)
{
    struct sf_faults faults = {0};
    struct sf_scenario *scenario = NULL;
    int code = sf_answer_read(options, "correct what is listed and check again",
                              &faults, &scenario);
    if (code == 0) {
        char *text = NULL;
        const enum sf_status status =
            options->is_json ? sf_json_of_scenario(scenario, &faults, &text)
                             : sf_scenario_words(scenario, &text);
        code = sf_answer(status, text, options->path);
    }
    sf_scenario_free(scenario);
    sf_faults_free(&faults);
    return code;
}

char *sf_find_plots(void)
{
    char *program = realpath("/proc/self/exe", NULL);
    char *plots = NULL;
    if (program != NULL) {
        *strrchr(program, '/') = '\0';
        if (asprintf(&plots, "%s/../plots", program) < 0) {
            plots = NULL;
        }
        free(program);
    }
    char *found = plots != NULL ? realpath(plots, NULL) : NULL;
    free(plots);
    return found != NULL ? found : strdup(SF_PLOTS_DIR);
}

/** Copies the charts drawn as text to stdout. */
static enum sf_status print_charts(const char *directory)
{
    const char *chart;
    for (size_t i = 0; (chart = sf_output_chart(directory, i)) != NULL; i++) {
        char *path = NULL;
        if (asprintf(&path, "%s/%s.ascii", directory, chart) < 0) {
            return SF_ERR_MEMORY;
        }
        FILE *stream = fopen(path, "r");
        free(path);
        if (stream == NULL) {
            return SF_ERR_MISSING;
        }
        char part[4096];
        size_t n;
        while ((n = fread(part, 1, sizeof(part), stream)) > 0) {
            fwrite(part, 1, n, stdout);
        }
        fclose(stream);
    }
    return SF_OK;
}

/** Whether a comma-separated list holds a word. */
static bool holds(const char *list, const char *word)
{
    const size_t length = strlen(word);
    for (const char *at = list; (at = strstr(at, word)) != NULL; at += length) {
        if ((at == list || at[-1] == ',') &&
            (at[length] == '\0' || at[length] == ',')) {
            return true;
        }
    }
    return false;
}

int sf_command_plot(const struct sf_options *options)
{
    char *plots = sf_find_plots();
    if (plots == NULL) {
        return sf_talk_status(SF_ERR_MEMORY, NULL);
    }
    char *message = NULL;
    enum sf_status status =
        sf_output_plot(options->path, options->formats, plots, &message);
    free(plots);
    int code = sf_status_exit_code(status);
    if (status != SF_OK && message != NULL) {
        sf_text_make_showable(message, true); /* gnuplot may say several lines */
        fprintf(stderr, "strikefund: %s\n", message);
    } else if (status != SF_OK) {
        code = sf_talk_status(status, options->path);
    }
    free(message);
    if (status == SF_OK && options->is_json) {
        char *text = NULL;
        status = sf_json_of_plot(options->path, options->formats, &text);
        code = sf_answer(status, text, options->path);
    } else if (status == SF_OK && holds(options->formats, "dumb")) {
        status = print_charts(options->path);
        code = status == SF_OK ? 0 : sf_talk_status(status, options->path);
    }
    if (status == SF_OK && !options->is_quiet &&
        (options->is_json || strcmp(options->formats, "dumb") != 0)) {
        sf_talk("The charts are in %s, each with its words beside it (.txt)",
                options->path);
    }
    return code;
}
