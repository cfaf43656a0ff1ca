#include "cli/commands.h"

#include <stdlib.h>

#include "cli/answer.h"
#include "cli/choice.h"
#include "cli/memory.h"
#include "cli/place.h"
#include "cli/stop.h"
#include "cli/talk.h"
#include "strikefund/json.h"
#include "strikefund/sweep.h"
#include "strikefund/sweep_files.h"

/** Progress over all points: those of one point are added to those before it. */
struct sweep_progress {
    struct sf_progress line;
    uint64_t runs_before, runs;
};

static void draw_progress(void *context, uint64_t runs_done, uint64_t runs)
{
    struct sweep_progress *progress = context;
    (void)runs;
    sf_progress_draw(&progress->line, progress->runs_before + runs_done,
                     progress->runs);
}

/** Says a status with the file it is about, which is freed. */
static int fail(enum sf_status status, char *failed_path)
{
    const int code = sf_talk_status(status, failed_path);
    free(failed_path);
    return code;
}

/** Simulates the first of some points, and others with it, and keeps them. */
static enum sf_status do_some(const struct sf_sweep *sweep, const size_t *point,
                              size_t n, int n_threads, struct sf_sweep_files *files,
                              struct sweep_progress *progress, char **failed_path)
{
    const struct sf_experiment_options how = {.n_threads = n_threads,
                                              .is_stopped = sf_stop_flag(),
                                              .progress = draw_progress,
                                              .progress_context = progress};
    struct sf_evaluation found[SF_SWEEP_ABREAST];
    size_t n_done = 0;
    enum sf_status status = sf_sweep_evaluate(sweep, point, n, &how, found, &n_done);
    for (size_t i = 0; i < n_done; i++) {
        if (status == SF_OK) {
            status = sf_sweep_files_keep(files, &found[i], failed_path);
        }
        sf_evaluation_free(&found[i]);
    }
    progress->runs_before += n_done * sf_sweep_scenario(sweep)->runs;
    return status;
}

/** The next points that are not kept, SF_SWEEP_ABREAST at most. */
static size_t find_missing(const struct sf_sweep_files *files, size_t n_points,
                           size_t point[SF_SWEEP_ABREAST])
{
    size_t n = 0;
    for (size_t p = 0; p < n_points && n < SF_SWEEP_ABREAST; p++) {
        if (!sf_sweep_files_has(files, p)) {
            point[n++] = p;
        }
    }
    return n;
}

/** Simulates all points that are not kept yet. 0 or the exit code, once it has been
 *  said why the sweep stops. */
static int do_points(const struct sf_options *options, const struct sf_sweep *sweep,
                     int n_threads, struct sf_sweep_files *files)
{
    const size_t n_points = sf_sweep_grid_points(sf_sweep_grid(sweep));
    const size_t n_before = sf_sweep_files_n_kept(files);
    if (n_before > 0 && !options->is_quiet) {
        sf_talk("Goes on where it was stopped: %zu of %zu points are kept.", n_before,
                n_points);
    }
    struct sweep_progress progress = {.runs = (n_points - n_before) *
                                              sf_sweep_scenario(sweep)->runs};
    sf_progress_start(&progress.line, !options->is_quiet);
    enum sf_status status = SF_OK;
    char *failed_path = NULL;
    size_t point[SF_SWEEP_ABREAST];
    size_t n;
    while (status == SF_OK && (n = find_missing(files, n_points, point)) > 0) {
        status = do_some(sweep, point, n, n_threads, files, &progress, &failed_path);
    }
    sf_progress_end(&progress.line);
    if (status == SF_ERR_INTERRUPTED) {
        sf_talk("strikefund: interrupted: %zu of %zu points are kept in %s; the same "
                "command goes on from there",
                sf_sweep_files_n_kept(files), n_points, options->output);
        return sf_status_exit_code(status);
    }
    if (status == SF_ERR_SCENARIO) {
        return sf_talk_status(status, "it was changed while it was swept");
    }
    return status != SF_OK ? fail(status, failed_path) : 0;
}

static int tell(const struct sf_options *options, struct sf_sweep_files *files)
{
    char *failed_path = NULL;
    char *text = NULL;
    enum sf_status status = sf_sweep_files_finish(files, &failed_path);
    if (status != SF_OK) {
        return fail(status, failed_path);
    }
    status = options->is_json ? sf_json_of_sweep(files, &text)
                              : sf_sweep_files_words(files, &text);
    return sf_answer_beside_files(options, status, text, NULL);
}

static int sweep_points(const struct sf_options *options, struct sf_sweep *sweep)
{
    size_t chosen[SF_MAX_STRATEGIES];
    const size_t n =
        sf_choice_strategies(sf_sweep_scenario(sweep), options, "sweep", chosen);
    sf_sweep_choose(sweep, chosen, n);
    int n_threads = options->n_threads;
    int code = sf_place_check(options->output);
    if (code == 0) {
        code = sf_memory_fit_scenario(sf_sweep_scenario(sweep), chosen, n, &n_threads);
    }
    if (code != 0) {
        return code;
    }
    struct sf_sweep_files *files = NULL;
    char *message = NULL;
    const enum sf_status status = sf_sweep_files_open(
        options->output, sweep, SF_VERSION, options->is_fresh, &files, &message);
    if (status != SF_OK) {
        code = sf_status_exit_code(status);
        if (message != NULL) {
            sf_talk("strikefund: %s", message);
        } else {
            code = sf_talk_status(status, options->output);
        }
        free(message);
        return code;
    }
    code = do_points(options, sweep, n_threads, files);
    if (code == 0) {
        code = tell(options, files);
    }
    sf_sweep_files_close(files);
    return code;
}

int sf_command_sweep(const struct sf_options *options)
{
    struct sf_faults faults = {0};
    struct sf_sweep *sweep = NULL;
    const struct sf_reading_options reading = sf_options_reading(options);
    sf_stop_listen();
    const enum sf_status status = sf_sweep_init(options->path, &reading, &options->grid,
                                                sf_stop_flag(), &faults, &sweep);
    sf_talk_faults(&faults, status == SF_ERR_SCENARIO ? "nothing was written" : NULL,
                   options->colour);
    int code;
    if (status == SF_OK) {
        code = sweep_points(options, sweep);
    } else if (status == SF_ERR_INTERRUPTED) {
        code = sf_talk_status(status, "nothing was written");
    } else if (faults.n_errors == 0) {
        code = sf_talk_status(status, options->path);
    } else {
        code = sf_answer_faults(options, status, &faults);
    }
    sf_sweep_free(sweep);
    sf_faults_free(&faults);
    return code;
}
