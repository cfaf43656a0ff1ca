#include "strikefund/sweep_files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "output/figures.h"
#include "output/manifest.h"
#include "output/points.h"
#include "output/stage.h"
#include "output/sweep_dat.h"
#include "output/sweep_json.h"
#include "output/sweep_view.h"
#include "output/sweep_words.h"
#include "strikefund/json.h"

struct sf_sweep_files {
    struct sf_sweep_view view; /* its cells are filled by sf_sweep_files_finish */
    const char *version;
    char *directory;
    struct sf_text manifest;
    struct sf_text rows; /* sweep.csv, made by sf_sweep_files_finish */
    struct sf_points points;
    bool *is_kept; /* one a point */
    size_t n_kept;
};

static bool is_private(const struct sf_sweep_files *files)
{
    return files->view.scenario->is_confidential;
}

/** Reads a point's cells into their place; rows may be NULL. */
static enum sf_status read_point(struct sf_sweep_files *files, size_t point,
                                 struct sf_text *rows)
{
    const size_t n = files->view.n_strategies;
    struct sf_text content = {0};
    const char *rest = NULL;
    enum sf_status status = sf_points_read(&files->points, point, &content);
    if (status == SF_OK &&
        (content.length == 0 ||
         !sf_sweep_point_read(content.chars, n, &files->view.cell[point * n], &rest))) {
        status = SF_ERR_MISSING;
    }
    if (status == SF_OK && rows != NULL) {
        sf_text_add_bytes(rows, rest, strlen(rest));
        status = sf_figures_status(rows);
    }
    sf_text_free(&content);
    return status;
}

/** Finds the points that are there from before. */
static enum sf_status find_points(struct sf_sweep_files *files)
{
    files->is_kept = calloc(files->view.n_points, sizeof(*files->is_kept));
    if (files->is_kept == NULL) {
        return SF_ERR_MEMORY;
    }
    for (size_t point = 0; point < files->view.n_points; point++) {
        const enum sf_status status = read_point(files, point, NULL);
        if (status != SF_OK && status != SF_ERR_MISSING) {
            return status;
        }
        files->is_kept[point] = status == SF_OK;
        files->n_kept += status == SF_OK;
    }
    return SF_OK;
}

/** The results of another command would lose their manifest to a sweep. */
static enum sf_status refuse_others(const char *directory, struct sf_text *message)
{
    char *manifest = NULL;
    char *of_sweep = NULL;
    enum sf_status status = SF_OK;
    if (asprintf(&manifest, "%s/manifest.json", directory) < 0) {
        manifest = NULL;
        status = SF_ERR_MEMORY;
    } else if (asprintf(&of_sweep, "%s/sweep.csv", directory) < 0) {
        of_sweep = NULL;
        status = SF_ERR_MEMORY;
    } else if (access(manifest, F_OK) == 0 && access(of_sweep, F_OK) != 0) {
        sf_text_add(message,
                    "%s holds other results; give a sweep a directory of its own "
                    "(-o)",
                    directory);
        status = SF_ERR_CREATE;
    }
    free(manifest);
    free(of_sweep);
    return status;
}

static enum sf_status open_all(struct sf_sweep_files *files, const char *version,
                               bool is_fresh, struct sf_text *message)
{
    struct sf_stage stage = {0}; /* makes the directory */
    enum sf_status status =
        sf_manifest_write_sweep(files->view.sweep, version, &files->manifest);
    if (status == SF_OK) {
        status = refuse_others(files->directory, message);
    }
    if (status == SF_OK) {
        status = sf_stage_open(&stage, files->directory, is_private(files));
    }
    if (status == SF_OK) {
        status = sf_points_open(&files->points, files->directory, is_private(files),
                                &files->manifest, is_fresh, message);
    }
    const char *blamed =
        stage.failed_path != NULL ? stage.failed_path : files->points.failed_path;
    if (status != SF_OK && message->length == 0 && blamed != NULL) {
        sf_text_add(message, "%s: %s", blamed, sf_status_words(status));
    }
    sf_stage_close(&stage);
    return status == SF_OK ? find_points(files) : status;
}

enum sf_status sf_sweep_files_open(const char *directory, const struct sf_sweep *sweep,
                                   const char *version, bool is_fresh,
                                   struct sf_sweep_files **files, char **message)
{
    *message = NULL;
    struct sf_sweep_files *made = calloc(1, sizeof(*made));
    if (made == NULL) {
        return SF_ERR_MEMORY;
    }
    struct sf_text words = {0};
    made->version = version;
    made->directory = strdup(directory);
    enum sf_status status = made->directory != NULL ? SF_OK : SF_ERR_MEMORY;
    if (status == SF_OK) {
        status = sf_sweep_view_init(&made->view, sweep);
    }
    if (status == SF_OK) {
        status = open_all(made, version, is_fresh, &words);
    }
    if (status == SF_OK) {
        *files = made;
    } else {
        *message = words.length > 0 ? sf_text_take(&words) : NULL;
        sf_sweep_files_close(made);
    }
    sf_text_free(&words);
    return status;
}

bool sf_sweep_files_has(const struct sf_sweep_files *files, size_t point)
{
    return files->is_kept[point];
}

size_t sf_sweep_files_n_kept(const struct sf_sweep_files *files)
{
    return files->n_kept;
}

enum sf_status sf_sweep_files_keep(struct sf_sweep_files *files,
                                   const struct sf_evaluation *evaluation,
                                   char **failed_path)
{
    const size_t point = evaluation->point;
    *failed_path = NULL;
    struct sf_text content = {0};
    struct sf_view found;
    enum sf_status status =
        sf_view_init(&found, evaluation->experiment, evaluation->results, NULL);
    if (status == SF_OK) {
        sf_sweep_point_write(&found, files->view.grid, point, &content);
        status = sf_figures_status(&content);
    }
    if (status == SF_OK) {
        status = sf_points_add(&files->points, point, &content);
    }
    if (status == SF_OK && !files->is_kept[point]) {
        files->is_kept[point] = true;
        files->n_kept++;
    }
    if (status != SF_OK && files->points.failed_path != NULL) {
        *failed_path = strdup(files->points.failed_path);
    }
    sf_view_free(&found);
    sf_text_free(&content);
    return status;
}

/** sweep.csv: the rows of every point as they were kept. */
static enum sf_status stage_rows(struct sf_sweep_files *files, struct sf_stage *stage)
{
    struct sf_text *rows = &files->rows;
    sf_text_free(rows);
    sf_sweep_point_add_heading(files->view.grid, rows);
    enum sf_status status = sf_figures_status(rows);
    for (size_t point = 0; status == SF_OK && point < files->view.n_points; point++) {
        status = read_point(files, point, rows);
    }
    return status == SF_OK ? sf_stage_add(stage, "sweep.csv", rows->chars, rows->length)
                           : status;
}

enum sf_status sf_sweep_files_finish(struct sf_sweep_files *files, char **failed_path)
{
    SF_BUG_ON(files->n_kept < files->view.n_points);
    *failed_path = NULL;
    struct sf_stage stage = {0};
    enum sf_status status = sf_stage_open(&stage, files->directory, is_private(files));
    if (status == SF_OK) {
        status = sf_stage_add_directory(&stage, "dat");
    }
    if (status == SF_OK) {
        status = stage_rows(files, &stage);
    }
    if (status == SF_OK) {
        status = sf_sweep_dat_stage(&files->view, &stage);
    }
    if (status == SF_OK) {
        status = sf_stage_add(&stage, "manifest.json", files->manifest.chars,
                              files->manifest.length);
    }
    if (status == SF_OK) {
        /* The words of the chart that an earlier sweep here was for, by which plot
           would know it. */
        status = sf_stage_drop(&stage, files->view.grid->n_keys == 1 ? "dat/heat.txt"
                                                                     : "dat/sweep.txt");
    }
    if (status == SF_OK) {
        status = sf_stage_commit(&stage);
    }
    if (status == SF_OK) {
        sf_points_remove(&files->points);
    } else if (stage.failed_path != NULL) {
        *failed_path = strdup(stage.failed_path);
    }
    sf_stage_close(&stage);
    return status;
}

enum sf_status sf_sweep_files_words(const struct sf_sweep_files *files, char **text)
{
    struct sf_text words = {0};
    enum sf_status status = sf_sweep_words_add(&files->view, &words);
    if (status == SF_OK) {
        *text = sf_text_take(&words);
        status = *text != NULL ? SF_OK : SF_ERR_MEMORY;
    }
    sf_text_free(&words);
    return status;
}

enum sf_status sf_json_of_sweep(const struct sf_sweep_files *files, char **text)
{
    SF_BUG_ON(files->rows.length == 0);
    return sf_sweep_json_make(&files->view, files->version, files->rows.chars,
                              files->directory, text);
}

void sf_sweep_files_close(struct sf_sweep_files *files)
{
    if (files == NULL) {
        return;
    }
    sf_points_close(&files->points);
    sf_sweep_view_free(&files->view);
    sf_text_free(&files->manifest);
    sf_text_free(&files->rows);
    free(files->is_kept);
    free(files->directory);
    free(files);
}
