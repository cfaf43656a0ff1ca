#include "output/part_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/sha256.h"
#include "output/figures.h"
#include "output/stage.h"
#include "output/view.h"
#include "results/part.h"

/** All that can be read, to a byte past the largest part; false with errno set. */
static bool read_all(int descriptor, struct sf_text *text)
{
    char block[65536];
    ssize_t n;
    while ((n = read(descriptor, block, sizeof(block))) > 0 &&
           text->length <= SF_PART_MAX_BYTES && !text->is_out_of_memory) {
        sf_text_add_bytes(text, block, (size_t)n);
    }
    return n >= 0;
}

/** A named pipe is no file here: it would keep us waiting. */
static bool read_file(const char *path, struct sf_text *text)
{
    const int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat found;
    if (descriptor < 0) {
        return false;
    }
    bool is_read = fstat(descriptor, &found) == 0;
    if (is_read && !S_ISREG(found.st_mode)) {
        is_read = false;
        errno = S_ISDIR(found.st_mode) ? EISDIR : EINVAL;
    }
    is_read = is_read && read_all(descriptor, text);
    const int error = errno;
    close(descriptor);
    errno = error;
    return is_read;
}

enum sf_status sf_part_read(const char *path, struct sf_part **part, const char **why)
{
    struct sf_text text = {0};
    enum sf_status status =
        read_file(path, &text) ? sf_figures_status(&text) : SF_ERR_MISSING;
    if (status == SF_OK) {
        const char *bytes = text.chars != NULL ? text.chars : "";
        status = sf_part_decode(bytes, text.length, part, why);
    }
    const int error = errno;
    sf_text_free(&text);
    errno = error;
    return status;
}

bool sf_part_is_of(const struct sf_part *part, const struct sf_experiment *experiment)
{
    const struct sf_scenario *scenario = sf_experiment_scenario(experiment);
    const struct sf_run_record as_read = {0};
    char hash[SF_SHA256_CHARS] = "";
    char *resolved = NULL;
    if (sf_scenario_resolved(scenario, &resolved) == SF_OK) {
        sf_sha256_hex(resolved, strlen(resolved), hash);
        free(resolved);
    }
    return strcmp(part->resolved_sha256, hash) == 0 &&
           strcmp(part->scenario_sha256, scenario->sha256) == 0 &&
           strcmp(part->scenario, sf_record_scenario_name(&as_read, scenario)) == 0 &&
           strcmp(part->plan_hash, sf_experiment_plan_hash(experiment)) == 0;
}

static void copy(char *to, size_t room, const char *from)
{
    SF_BUG_ON(strlen(from) >= room);
    memcpy(to, from, strlen(from) + 1);
}

static enum sf_status encode(const struct sf_experiment *experiment,
                             const struct sf_results *results,
                             const struct sf_run_record *record, struct sf_text *text)
{
    const struct sf_scenario *scenario = sf_experiment_scenario(experiment);
    struct sf_results *const lent = (struct sf_results *)(uintptr_t)results;
    char *resolved = NULL;
    struct sf_part *part = calloc(1, sizeof(*part));
    if (part == NULL || sf_scenario_resolved(scenario, &resolved) != SF_OK) {
        free(part);
        return SF_ERR_MEMORY;
    }
    *part = (struct sf_part){.contract_version = SF_CONTRACT_VERSION,
                             .seed = scenario->seed,
                             .first_run = record->first_run,
                             .n_runs = record->n_runs,
                             .n_strategies = sf_results_n_strategies(results),
                             .results = lent};
    copy(part->version, sizeof(part->version), record->version);
    copy(part->plan_hash, sizeof(part->plan_hash), sf_experiment_plan_hash(experiment));
    copy(part->scenario, sizeof(part->scenario),
         sf_record_scenario_name(record, scenario));
    copy(part->scenario_sha256, sizeof(part->scenario_sha256),
         sf_record_scenario_sha256(record, scenario));
    sf_sha256_hex(resolved, strlen(resolved), part->resolved_sha256);
    for (size_t i = 0; i < part->n_strategies; i++) {
        copy(part->strategy[i], sizeof(part->strategy[i]),
             scenario->strategy[sf_experiment_strategy(experiment, i)].name);
    }
    sf_part_encode(part, text);
    free(resolved);
    free(part); /* and not its results, which are lent */
    return sf_figures_status(text);
}

enum sf_status sf_part_write(const struct sf_view *view, struct sf_text *text)
{
    return encode(view->experiment, view->results, view->record, text);
}

enum sf_status sf_output_checkpoint(const char *directory,
                                    const struct sf_experiment *experiment,
                                    const struct sf_results *results,
                                    const struct sf_run_record *record,
                                    char **failed_path)
{
    const struct sf_scenario *scenario = sf_experiment_scenario(experiment);
    struct sf_stage stage = {0};
    struct sf_text text = {0};
    *failed_path = NULL;
    enum sf_status status = encode(experiment, results, record, &text);
    if (status == SF_OK) {
        status = sf_stage_open(&stage, directory, scenario->is_confidential);
    }
    if (status == SF_OK) {
        status = sf_stage_add(&stage, SF_CHECKPOINT_FILE, text.chars, text.length);
    }
    if (status == SF_OK) {
        status = sf_stage_commit(&stage);
    }
    if (status != SF_OK && stage.failed_path != NULL) {
        *failed_path = strdup(stage.failed_path);
    }
    sf_stage_close(&stage);
    sf_text_free(&text);
    return status;
}
