#include "cli/simulate.h"

#include <inttypes.h>
#include <stdlib.h>

#include "cli/memory.h"
#include "cli/place.h"
#include "cli/precision.h"
#include "cli/resume.h"
#include "cli/stop.h"
#include "cli/talk.h"
#include "cli/tell.h"
#include "strikefund/output.h"
#include "strikefund/part.h"

/** A simulation under way. */
struct simulation {
    const struct sf_options *options;
    const struct sf_experiment *experiment;
    struct sf_results *results; /* NULL until the first runs are done */
    int n_threads;              /* that there is memory for */
    uint64_t first_run;
    uint64_t wanted;   /* runs in all, as far as is known */
    uint64_t at_start; /* runs that an earlier process has done */
    uint64_t before;   /* runs done before this stretch */
    struct sf_progress progress;
    bool has_no_checkpoint; /* it could not be written, and that was said */
};

static uint64_t runs_of(const struct simulation *s)
{
    return s->results != NULL ? sf_results_runs(s->results) : 0;
}

static struct sf_run_record record_of(const struct simulation *s)
{
    return (struct sf_run_record){.version = SF_VERSION,
                                  .first_run = s->first_run,
                                  .n_runs = runs_of(s),
                                  .n_threads = s->n_threads,
                                  .seconds = sf_talk_seconds() - s->progress.started};
}

static void draw(void *context, uint64_t runs_done, uint64_t runs)
{
    struct simulation *s = context;
    (void)runs;
    sf_progress_draw(&s->progress, s->before - s->at_start + runs_done,
                     s->wanted - s->at_start);
}

/** Keeps what is done so far; when that fails it is said once, and the work goes on. */
static bool keep(struct simulation *s)
{
    char *failed_path = NULL;
    const struct sf_run_record record = record_of(s);
    const enum sf_status status = sf_output_checkpoint(
        s->options->output, s->experiment, s->results, &record, &failed_path);
    if (status != SF_OK && !s->has_no_checkpoint) {
        s->has_no_checkpoint = true;
        sf_talk("strikefund: no checkpoint is kept: %s%s%s",
                failed_path != NULL ? failed_path : "", failed_path != NULL ? ": " : "",
                sf_status_words(status));
    }
    free(failed_path);
    return status == SF_OK;
}

/** Simulates on until there are so many runs. */
static enum sf_status reach(struct simulation *s, uint64_t runs)
{
    double seconds = s->options->checkpoint;
    while (runs_of(s) < runs) {
        s->before = runs_of(s);
        const struct sf_experiment_options how = {.first_run = s->first_run + s->before,
                                                  .n_runs = runs - s->before,
                                                  .n_threads = s->n_threads,
                                                  .is_stopped = sf_stop_pause_flag(),
                                                  .progress = draw,
                                                  .progress_context = s};
        sf_stop_pause_after(seconds);
        const enum sf_status status =
            s->results == NULL ? sf_experiment_run(s->experiment, &how, &s->results)
                               : sf_experiment_extend(s->experiment, &how, s->results);
        sf_stop_pause_after(0.0);
        if (status != SF_OK && status != SF_ERR_INTERRUPTED) {
            return status;
        }
        if (status == SF_ERR_INTERRUPTED && *sf_stop_flag() != 0) {
            return status;
        }
        if (runs_of(s) == s->before) {
            seconds *= 2.0; /* too short for a single block */
        } else if (status == SF_ERR_INTERRUPTED) {
            keep(s);
        }
    }
    return SF_OK;
}

/** Simulates all that is asked for. */
static enum sf_status reach_all(struct simulation *s)
{
    const double precision = s->options->precision;
    if (precision == 0.0) {
        return reach(s, s->wanted);
    }
    enum sf_status status;
    uint64_t look = sf_precision_look(runs_of(s));
    do {
        s->wanted = look;
        status = reach(s, look);
        look = sf_precision_look(look + 1);
    } while (status == SF_OK && s->wanted < SF_MAX_RUNS &&
             !sf_precision_is_met(s->results, precision));
    return status;
}

static void say_interrupted(const struct simulation *s)
{
    if (s->options->precision > 0.0) {
        sf_talk("strikefund: interrupted: the first %" PRIu64 " runs are kept, as a "
                "smaller whole run of less precision",
                runs_of(s));
    } else {
        sf_talk("strikefund: interrupted: the first %" PRIu64 " of %" PRIu64
                " runs are kept, as a smaller whole run",
                runs_of(s), s->wanted);
    }
    sf_talk("To go on from there, type the same with --resume");
}

static void say_precise(const struct simulation *s)
{
    sf_talk("%" PRIu64
            " runs were enough: every chance at the plan's end is known to within %g "
            "percentage point%s",
            runs_of(s), s->options->precision, s->options->precision == 1.0 ? "" : "s");
}

/** Writes and tells what was simulated, however it ended. */
static int finish(struct simulation *s, enum sf_status status)
{
    const struct sf_run_record record = record_of(s);
    int code = sf_tell(s->options, s->experiment, s->results, &record,
                       status == SF_ERR_INTERRUPTED);
    if (code == sf_status_exit_code(SF_ERR_WRITE) && keep(s)) {
        sf_talk("The %" PRIu64 " runs are kept in %s/%s: when there is room, type the "
                "same with --resume",
                record.n_runs, s->options->output, SF_CHECKPOINT_FILE);
    }
    const bool is_quiet = s->options->is_quiet;
    if (code == 0 && status == SF_ERR_INTERRUPTED) {
        say_interrupted(s);
        code = sf_status_exit_code(status);
    } else if (code == 0 && s->options->precision > 0.0 && !is_quiet) {
        say_precise(s);
    }
    if ((code == 0 && !is_quiet) || code == sf_status_exit_code(SF_ERR_INTERRUPTED)) {
        sf_place_say(s->options->output);
    }
    return code;
}

static bool is_all_there(const struct simulation *s)
{
    return s->options->precision == 0.0
               ? runs_of(s) == s->wanted
               : runs_of(s) == sf_precision_look(runs_of(s)) &&
                     sf_precision_is_met(s->results, s->options->precision);
}

/** Takes up what an earlier process has left; *is_whole: there is nothing to do. */
static int resume(struct simulation *s, struct sf_scenario *scenario, bool *is_whole)
{
    struct sf_part *part = NULL;
    const uint64_t most = s->options->precision > 0.0 ? 0 : s->wanted;
    const int code =
        sf_resume_find(s->options, s->experiment, s->first_run, most, &part);
    if (part == NULL) {
        return code;
    }
    s->results = part->results;
    s->at_start = runs_of(s);
    if (s->options->precision > 0.0) {
        scenario->runs = runs_of(s);
    }
    *is_whole = is_all_there(s) && sf_resume_is_whole(s->options, s->experiment, part);
    part->results = NULL; /* ours now */
    sf_part_free(part);
    if (*is_whole) {
        sf_talk("%s holds the %" PRIu64 " runs already: nothing is left to do",
                s->options->output, s->at_start);
    } else if (!s->options->is_quiet) {
        sf_talk("Going on from the %" PRIu64 " runs in %s", s->at_start,
                s->options->output);
    }
    return 0;
}

int sf_simulate(const struct sf_options *options, struct sf_scenario *scenario,
                const struct sf_experiment *experiment)
{
    const uint64_t first = options->runs_from > 0 ? options->runs_from : 1;
    struct simulation s = {.options = options,
                           .experiment = experiment,
                           .first_run = first,
                           .wanted = options->runs_to > 0 ? options->runs_to - first + 1
                                                          : scenario->runs};
    struct sf_experiment_options how = {
        .first_run = first, .n_runs = s.wanted, .n_threads = options->n_threads};
    bool is_whole = false;
    int code = sf_memory_fit(&experiment, 1, &how);
    if (code != 0) {
        return code;
    }
    s.n_threads = how.n_threads;
    code = options->is_resumed ? resume(&s, scenario, &is_whole) : 0;
    if (code == 0 && is_whole) {
        const struct sf_run_record record = record_of(&s);
        code = sf_tell_answer(options, experiment, s.results, &record, false);
    } else if (code == 0) {
        sf_progress_start(&s.progress, !options->is_quiet);
        const enum sf_status status = reach_all(&s);
        sf_progress_end(&s.progress);
        if (options->precision > 0.0) {
            scenario->runs = runs_of(&s); /* as if so many had been asked for */
        }
        if (s.results != NULL && (status == SF_OK || status == SF_ERR_INTERRUPTED)) {
            code = finish(&s, status);
        } else {
            code =
                sf_talk_status(status, status == SF_ERR_INTERRUPTED
                                           ? "no run was finished, nothing was written"
                                           : NULL);
        }
    }
    sf_results_free(s.results);
    return code;
}
