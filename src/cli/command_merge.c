#include "cli/commands.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/place.h"
#include "cli/talk.h"
#include "cli/tell.h"
#include "strikefund/part.h"

/** A directory to be joined, and what it holds. */
struct joined {
    const char *directory;
    char *path; /* of the part in it */
    struct sf_part *part;
};

struct joining {
    struct joined *at; /* [n], in the order of their runs once they are sorted */
    size_t n;
    struct sf_scenario *scenario;
    struct sf_experiment *experiment;
};

/** Says words on stderr without ending the line. A part's checksum vouches for none of
 *  the names in it. */
__attribute__((format(printf, 1, 2))) static void say(const char *format, ...)
{
    va_list words;
    va_start(words, format);
    sf_talk_words(false, format, words);
    va_end(words);
}

/** Says why a part cannot be joined; the exit code. */
__attribute__((format(printf, 1, 2))) static int refuse(const char *format, ...)
{
    va_list words;
    va_start(words, format);
    fputs("strikefund: ", stderr);
    sf_talk_words(false, format, words);
    va_end(words);
    fputc('\n', stderr);
    return sf_status_exit_code(SF_ERR_PART);
}

static int read_part(struct joined *at, const char *directory)
{
    const char *why = NULL;
    at->directory = directory;
    if (asprintf(&at->path, "%s/%s", directory, SF_PART_FILE) < 0) {
        at->path = NULL;
        return sf_talk_status(SF_ERR_MEMORY, NULL);
    }
    const enum sf_status status = sf_part_read(at->path, &at->part, &why);
    if (status == SF_ERR_MISSING) {
        refuse("%s: cannot be read: %s", at->path, strerror(errno));
        return sf_status_exit_code(status);
    }
    if (status == SF_ERR_PART) {
        return refuse("%s %s", at->path, why);
    }
    return status == SF_OK ? 0 : sf_talk_status(status, at->path);
}

/** Whether a part was run from the scenario.resolved.cfg of another. */
static bool is_of_resolved(const struct sf_part *part)
{
    return strcmp(part->scenario_sha256, part->resolved_sha256) == 0;
}

static bool has_same_strategies(const struct sf_part *a, const struct sf_part *b)
{
    bool is_same = a->n_strategies == b->n_strategies;
    for (size_t i = 0; is_same && i < a->n_strategies; i++) {
        is_same = strcmp(a->strategy[i], b->strategy[i]) == 0;
    }
    return is_same;
}

/** The first whose scenario is not that of another's results: a part that fills a gap
 *  was run from those. */
static const struct joined *find_named(const struct joining *joining)
{
    for (size_t i = 0; i < joining->n; i++) {
        if (!is_of_resolved(joining->at[i].part)) {
            return &joining->at[i];
        }
    }
    return &joining->at[0];
}

/** Expects a part of this program and of the same experiment as the first. */
static int compare_part(const struct joined *at, const struct joined *first)
{
    const struct sf_part *part = at->part;
    const struct sf_part *other = first->part;
    if (strcmp(part->version, SF_VERSION) != 0) {
        return refuse("%s was written by strikefund %s, and this is strikefund %s",
                      at->path, part->version, SF_VERSION);
    }
    if (part->contract_version != SF_CONTRACT_VERSION) {
        return refuse("%s has random numbers of contract %" PRIu64
                      ", and this program draws those of contract %d",
                      at->path, part->contract_version, SF_CONTRACT_VERSION);
    }
    if (part->seed != other->seed) {
        return refuse("%s is of seed %" PRIu64 ", and %s of seed %" PRIu64, at->path,
                      part->seed, first->path, other->seed);
    }
    if (strcmp(part->scenario_sha256, other->scenario_sha256) != 0 &&
        !is_of_resolved(part)) {
        return refuse("%s is of another scenario (%s, SHA-256 %.8s...) than %s (%s, "
                      "SHA-256 %.8s...)",
                      at->path, part->scenario, part->scenario_sha256, first->path,
                      other->scenario, other->scenario_sha256);
    }
    if (!has_same_strategies(part, other)) {
        return refuse("%s holds other strategies than %s: give the same --strategy, or "
                      "none, to each run",
                      at->path, first->path);
    }
    if (strcmp(part->resolved_sha256, other->resolved_sha256) != 0) {
        return refuse("%s was run with other settings than %s: give the same --set to "
                      "each run, and --runs-from and --runs-to in place of --runs",
                      at->path, first->path);
    }
    if (strcmp(part->plan_hash, other->plan_hash) != 0) {
        return refuse("%s is of another plan than %s, from the same scenario: their "
                      "machines do not compute the same numbers",
                      at->path, first->path);
    }
    return 0;
}

static int compare_ranges(const void *a_void, const void *b_void)
{
    const struct sf_part *a = ((const struct joined *)a_void)->part;
    const struct sf_part *b = ((const struct joined *)b_void)->part;
    return a->first_run < b->first_run ? -1 : a->first_run > b->first_run;
}

static uint64_t last_run(const struct sf_part *part)
{
    return part->first_run + part->n_runs - 1;
}

/** Says which runs are missing, and what to type for them. */
static int refuse_gap(const struct joining *joining, const struct joined *before,
                      uint64_t from, uint64_t to)
{
    const uint64_t most = 10000000; /* that one command takes */
    const uint64_t until = to - from < most ? to : from + most - 1;
    char *scenario = NULL;
    char *quoted = NULL;
    if (asprintf(&scenario, "%s/scenario.resolved.cfg", before->directory) >= 0) {
        quoted = sf_talk_quoted(scenario);
        free(scenario);
    }
    if (from == to) {
        refuse("run %" PRIu64 " is missing; to make it:", from);
    } else {
        refuse("runs %" PRIu64 " to %" PRIu64 " are missing; to make them:", from, to);
    }
    say("    %s run %s -o runs-%" PRIu64 "-%" PRIu64 " --runs-from %" PRIu64
        " --runs-to %" PRIu64,
        program_invocation_name, quoted != NULL ? quoted : "scenario.resolved.cfg",
        from, until, from, until);
    const struct sf_part *part = before->part;
    const bool is_all = part->n_strategies == joining->scenario->n_strategies;
    for (size_t i = 0; !is_all && i < part->n_strategies; i++) {
        char *name = sf_talk_quoted(part->strategy[i]);
        say(" --strategy %s", name != NULL ? name : part->strategy[i]);
        free(name);
    }
    fputc('\n', stderr);
    free(quoted);
    return sf_status_exit_code(SF_ERR_PART);
}

/** Expects every run once. */
static int check_ranges(const struct joining *joining)
{
    int code = 0;
    for (size_t i = 0; i + 1 < joining->n; i++) {
        const struct joined *before = &joining->at[i];
        const struct joined *after = &joining->at[i + 1];
        const uint64_t last = last_run(before->part);
        if (after->part->first_run <= last) {
            const uint64_t last_of_after = last_run(after->part);
            return refuse("runs %" PRIu64 " to %" PRIu64 " are in %s and in %s",
                          after->part->first_run,
                          last_of_after < last ? last_of_after : last, before->path,
                          after->path);
        }
        if (after->part->first_run > last + 1) {
            code = refuse_gap(joining, before, last + 1, after->part->first_run - 1);
        }
    }
    return code;
}

/** Reads the scenario that one of the directories still has as its run wrote it. */
static int read_scenario(struct joining *joining)
{
    enum sf_status status = SF_OK;
    for (size_t i = 0; i < joining->n && joining->scenario == NULL; i++) {
        char *path = NULL;
        struct sf_faults faults = {0};
        if (asprintf(&path, "%s/scenario.resolved.cfg", joining->at[i].directory) < 0) {
            return sf_talk_status(SF_ERR_MEMORY, NULL);
        }
        status = sf_scenario_read(path, NULL, 0, &faults, &joining->scenario);
        sf_faults_free(&faults);
        free(path);
        if (status == SF_OK && strcmp(joining->scenario->sha256,
                                      joining->at[i].part->resolved_sha256) != 0) {
            sf_scenario_free(joining->scenario);
            joining->scenario = NULL;
        }
        if (status == SF_ERR_MEMORY) {
            return sf_talk_status(status, NULL);
        }
    }
    if (joining->scenario != NULL) {
        return 0;
    }
    refuse("%s/scenario.resolved.cfg is %s", joining->at[0].directory,
           status == SF_ERR_MISSING ? "missing" : "not the one that the run wrote");
    return sf_status_exit_code(status == SF_ERR_MISSING ? status : SF_ERR_PART);
}

/** Makes the experiment again that the parts are of. */
static int make_experiment(struct joining *joining)
{
    const struct joined *first = &joining->at[0];
    const struct sf_part *part = first->part;
    const struct sf_scenario *scenario = joining->scenario;
    size_t chosen[SF_MAX_STRATEGIES];
    SF_BUG_ON(scenario == NULL);
    for (size_t i = 0; i < part->n_strategies; i++) {
        size_t s = 0;
        while (s < scenario->n_strategies &&
               strcmp(scenario->strategy[s].name, part->strategy[i]) != 0) {
            s++;
        }
        if (s == scenario->n_strategies) {
            return refuse("%s holds a strategy that its scenario does not have",
                          first->path);
        }
        chosen[i] = s;
    }
    const enum sf_status status =
        sf_experiment_init(scenario, chosen, part->n_strategies, &joining->experiment);
    if (status != SF_OK) {
        return sf_talk_status(status, NULL);
    }
    if (strcmp(sf_experiment_plan_hash(joining->experiment), part->plan_hash) != 0 ||
        scenario->seed != part->seed) {
        return refuse("%s is of another plan than this machine makes of its scenario",
                      first->path);
    }
    return 0;
}

/** Adds the runs of all to the first. */
static int join(struct joining *joining)
{
    for (size_t i = 0; i < joining->n; i++) {
        const struct joined *at = &joining->at[i];
        struct sf_results *into = joining->at[0].part->results;
        if (!sf_experiment_fits(joining->experiment, at->part->results) ||
            (i > 0 && sf_results_merge(into, at->part->results) != SF_OK)) {
            return refuse("%s does not fit its scenario, or is too large to be joined",
                          at->path);
        }
    }
    return 0;
}

static int write_joined(const struct sf_options *options, const struct joining *joining,
                        double started)
{
    const struct sf_part *first = joining->at[0].part;
    const struct sf_part *named = find_named(joining)->part;
    const struct sf_run_record record = {.version = SF_VERSION,
                                         .first_run = first->first_run,
                                         .n_runs = sf_results_runs(first->results),
                                         .seconds = sf_talk_seconds() - started,
                                         .scenario_name = named->scenario,
                                         .scenario_sha256 = named->scenario_sha256};
    const int code =
        sf_tell(options, joining->experiment, first->results, &record, false);
    if (code == 0 && !options->is_quiet) {
        sf_place_say(options->output);
    }
    return code;
}

static int merge(const struct sf_options *options, struct joining *joining)
{
    const double started = sf_talk_seconds();
    int code = sf_place_check(options->output);
    for (size_t i = 0; i < joining->n && code == 0; i++) {
        code = read_part(&joining->at[i], options->paths[i]);
    }
    for (size_t i = 0; i < joining->n && code == 0; i++) {
        code = compare_part(&joining->at[i], find_named(joining));
    }
    if (code == 0) {
        qsort(joining->at, joining->n, sizeof(*joining->at), compare_ranges);
        code = read_scenario(joining);
    }
    if (code == 0) {
        code = make_experiment(joining);
    }
    if (code == 0) {
        code = check_ranges(joining);
    }
    if (code == 0) {
        code = join(joining);
    }
    return code == 0 ? write_joined(options, joining, started) : code;
}

int sf_command_merge(const struct sf_options *options)
{
    struct joining joining = {.at = calloc(options->n_paths, sizeof(*joining.at)),
                              .n = options->n_paths};
    if (joining.at == NULL) {
        return sf_talk_status(SF_ERR_MEMORY, NULL);
    }
    const int code = merge(options, &joining);
    for (size_t i = 0; i < joining.n; i++) {
        sf_part_free(joining.at[i].part);
        free(joining.at[i].path);
    }
    free(joining.at);
    sf_experiment_free(joining.experiment);
    sf_scenario_free(joining.scenario);
    return code;
}
