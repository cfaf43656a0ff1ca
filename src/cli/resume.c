#include "cli/resume.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/talk.h"

enum { WORDS = 512 };

static bool has_same_strategies(const struct sf_experiment *experiment,
                                const struct sf_part *part)
{
    const struct sf_scenario *scenario = sf_experiment_scenario(experiment);
    bool is_same = part->n_strategies > 0;
    for (size_t i = 0; is_same && i < part->n_strategies; i++) {
        is_same = strcmp(scenario->strategy[sf_experiment_strategy(experiment, i)].name,
                         part->strategy[i]) == 0;
    }
    return is_same;
}

/** Why a part is not of this run, in words; false when it is. */
static bool differs(const struct sf_experiment *experiment, uint64_t first_run,
                    const struct sf_part *part, size_t n_strategies, char why[WORDS])
{
    const struct sf_scenario *scenario = sf_experiment_scenario(experiment);
    if (strcmp(part->version, SF_VERSION) != 0 ||
        part->contract_version != SF_CONTRACT_VERSION) {
        snprintf(why, WORDS, "was written by strikefund %s, and this is strikefund %s",
                 part->version, SF_VERSION);
    } else if (part->seed != scenario->seed) {
        snprintf(why, WORDS, "is of seed %" PRIu64 ", and this run of seed %" PRIu64,
                 part->seed, scenario->seed);
    } else if (part->first_run != first_run) {
        snprintf(why, WORDS,
                 "begins with run %" PRIu64 ", and this run with run %" PRIu64,
                 part->first_run, first_run);
    } else if (part->n_strategies != n_strategies ||
               !has_same_strategies(experiment, part)) {
        snprintf(why, WORDS, "holds other strategies than this run");
    } else if (strcmp(part->plan_hash, sf_experiment_plan_hash(experiment)) != 0 ||
               !sf_experiment_fits(experiment, part->results)) {
        snprintf(why, WORDS,
                 "is of another plan (%.8s...) than this run (%.8s...): the scenario, "
                 "or a --set, is not the same",
                 part->plan_hash, sf_experiment_plan_hash(experiment));
    } else {
        return false;
    }
    return true;
}

/** Reads one file; *part stays NULL when it is absent or cannot be gone on from, and
 *  why then says what is wrong with it, or nothing. */
static enum sf_status look_at(const struct sf_experiment *experiment,
                              uint64_t first_run, const char *path, char why[WORDS],
                              struct sf_part **part)
{
    const char *words = NULL;
    struct sf_part *found = NULL;
    const enum sf_status status = sf_part_read(path, &found, &words);
    if (status == SF_ERR_MISSING && errno != ENOENT && errno != ENOTDIR) {
        snprintf(why, WORDS, "cannot be read: %s", strerror(errno));
    } else if (status == SF_ERR_PART) {
        snprintf(why, WORDS, "%s", words);
    } else if (status == SF_OK &&
               differs(experiment, first_run, found,
                       sf_experiment_n_strategies(experiment), why)) {
        sf_part_free(found);
    } else if (status == SF_OK) {
        *part = found;
    }
    return status == SF_ERR_MEMORY ? status : SF_OK;
}

/** Of two parts the one with more runs; the other is freed. */
static struct sf_part *longer_of(struct sf_part *a, struct sf_part *b)
{
    const bool is_a = b == NULL || (a != NULL && a->n_runs >= b->n_runs);
    sf_part_free(is_a ? b : a);
    return is_a ? a : b;
}

static int say_found(const struct sf_options *options, uint64_t most,
                     const struct sf_part *part)
{
    if (part == NULL && !options->is_quiet) {
        sf_talk("There is nothing in %s to go on from: this run starts afresh",
                options->output);
    }
    if (part != NULL && most > 0 && part->n_runs > most) {
        sf_talk("strikefund: %s holds %" PRIu64 " runs, more than the %" PRIu64
                " of this run: without --resume it is replaced",
                options->output, part->n_runs, most);
        return sf_status_exit_code(SF_ERR_PART);
    }
    return 0;
}

int sf_resume_find(const struct sf_options *options,
                   const struct sf_experiment *experiment, uint64_t first_run,
                   uint64_t most, struct sf_part **part)
{
    static const char *const NAME[] = {SF_PART_FILE, SF_CHECKPOINT_FILE};
    struct sf_part *found[2] = {NULL, NULL};
    char why[2][WORDS] = {"", ""};
    for (size_t i = 0; i < 2; i++) {
        char *path = NULL;
        enum sf_status status = SF_ERR_MEMORY;
        if (asprintf(&path, "%s/%s", options->output, NAME[i]) >= 0) {
            status = look_at(experiment, first_run, path, why[i], &found[i]);
            free(path);
        }
        if (status != SF_OK) {
            sf_part_free(longer_of(found[0], found[1]));
            return sf_talk_status(status, NULL);
        }
    }
    struct sf_part *best = longer_of(found[0], found[1]);
    /* One good part is enough; a bad one beside it is of an earlier run. */
    for (size_t i = 0; best == NULL && i < 2; i++) {
        if (why[i][0] != '\0') {
            sf_talk("strikefund: cannot resume: %s/%s %s", options->output, NAME[i],
                    why[i]);
            return sf_status_exit_code(SF_ERR_PART);
        }
    }
    const int code = say_found(options, most, best);
    if (code == 0) {
        *part = best;
    } else {
        sf_part_free(best);
    }
    return code;
}

bool sf_resume_is_whole(const struct sf_options *options,
                        const struct sf_experiment *experiment,
                        const struct sf_part *part)
{
    char *seal = NULL;
    char *beside = NULL;
    bool is_whole = false;
    if (asprintf(&seal, "%s/manifest.json", options->output) < 0) {
        return false;
    }
    /* A checkpoint may hold what the files do not. */
    if (asprintf(&beside, "%s/%s", options->output, SF_CHECKPOINT_FILE) >= 0) {
        is_whole = access(seal, F_OK) == 0 && access(beside, F_OK) != 0 &&
                   sf_part_is_of(part, experiment);
        free(beside);
    }
    free(seal);
    return is_whole;
}
