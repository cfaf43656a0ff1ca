#include "output/points.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "output/figures.h"
#include "output/manifest.h"
#include "output/stage.h"

#define MANIFEST "manifest.json"
#define LOCK     "lock"

enum { NAME_CHARS = 32 };

static void name_point(size_t point, char name[NAME_CHARS])
{
    snprintf(name, NAME_CHARS, "%06zu.point", point + 1);
}

/** A new path in the directory; NULL without memory. */
static char *path_in(const struct sf_points *points, const char *name)
{
    char *path;
    return asprintf(&path, "%s/%s", points->directory, name) < 0 ? NULL : path;
}

/** SF_ERR_MISSING when there is no such file or it cannot be read. */
static enum sf_status read_file(const struct sf_points *points, const char *name,
                                struct sf_text *text)
{
    char *path = path_in(points, name);
    if (path == NULL) {
        return SF_ERR_MEMORY;
    }
    const int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    free(path);
    if (file < 0) {
        return SF_ERR_MISSING;
    }
    char part[16384];
    ssize_t n;
    while ((n = read(file, part, sizeof(part))) > 0 || (n < 0 && errno == EINTR)) {
        sf_text_add_bytes(text, part, n > 0 ? (size_t)n : 0);
    }
    close(file);
    return n < 0 ? SF_ERR_MISSING : sf_figures_status(text);
}

/** Puts one file in its place. */
static enum sf_status write_file(struct sf_points *points, const char *name,
                                 const struct sf_text *text)
{
    struct sf_stage stage = {0};
    enum sf_status status =
        sf_stage_open(&stage, points->directory, points->is_private);
    if (status == SF_OK) {
        status = sf_stage_add(&stage, name, text->chars, text->length);
    }
    if (status == SF_OK) {
        status = sf_stage_commit(&stage);
    }
    if (status != SF_OK && stage.failed_path != NULL) {
        free(points->failed_path);
        points->failed_path = strdup(stage.failed_path);
    }
    sf_stage_close(&stage);
    return status;
}

static bool ends_in(const char *name, const char *ending)
{
    const size_t length = strlen(name);
    const size_t n = strlen(ending);
    return length >= n && strcmp(name + length - n, ending) == 0;
}

/** How many points there are. */
static size_t count_points(const struct sf_points *points)
{
    DIR *directory = opendir(points->directory);
    size_t n = 0;
    const struct dirent *entry;
    while (directory != NULL && (entry = readdir(directory)) != NULL) {
        n += ends_in(entry->d_name, ".point");
    }
    if (directory != NULL) {
        closedir(directory);
    }
    return n;
}

/** Removes the manifest, the points and what killed sweeps left half-written. The
 *  manifest first: points without one belong to nobody and are cleared away by the next
 *  sweep, so that it may be stopped in between. */
static void remove_points(const struct sf_points *points)
{
    DIR *directory = opendir(points->directory);
    if (directory == NULL) {
        return;
    }
    unlinkat(dirfd(directory), MANIFEST, 0);
    const struct dirent *entry;
    while ((entry = readdir(directory)) != NULL) {
        const bool is_left = entry->d_name[0] == '.' && ends_in(entry->d_name, ".tmp");
        if (is_left || ends_in(entry->d_name, ".point")) {
            unlinkat(dirfd(directory), entry->d_name, 0);
        }
    }
    closedir(directory);
}

/** Whether the open file is still the one of that path: its directory may have been
 *  removed by the sweep that had it before. */
static bool is_in_place(int file, const char *path)
{
    struct stat opened;
    struct stat named;
    return fstat(file, &opened) == 0 && stat(path, &named) == 0 &&
           opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

/** Makes the directory and locks a file in it, until the file is the one in place. */
static enum sf_status take_possession(struct sf_points *points, bool *is_taken)
{
    struct sf_stage stage = {0}; /* knows how to make a directory */
    char *path = path_in(points, LOCK);
    enum sf_status status = path != NULL ? SF_OK : SF_ERR_MEMORY;
    *is_taken = false;
    while (status == SF_OK && points->lock < 0 && !*is_taken) {
        status = sf_stage_open(&stage, points->directory, points->is_private);
        if (status != SF_OK) {
            points->failed_path =
                stage.failed_path != NULL ? strdup(stage.failed_path) : NULL;
            break;
        }
        sf_stage_close(&stage);
        const int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW,
                              points->is_private ? 0600 : 0666);
        if (file < 0 && errno != ENOENT) {
            points->failed_path = strdup(path);
            status = SF_ERR_CREATE;
        } else if (file >= 0 && flock(file, LOCK_EX | LOCK_NB) != 0 &&
                   errno == EWOULDBLOCK) {
            *is_taken = true;
            close(file);
        } else if (file >= 0 && is_in_place(file, path)) {
            points->lock = file;
        } else if (file >= 0) {
            close(file);
        }
    }
    sf_stage_close(&stage);
    free(path);
    return status;
}

/** The manifest must survive a power cut: without it the points would be nobody's. */
static enum sf_status write_manifest(struct sf_points *points,
                                     const struct sf_text *manifest)
{
    const enum sf_status status = write_file(points, MANIFEST, manifest);
    const int directory =
        status == SF_OK ? open(points->directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
                        : -1;
    if (directory >= 0) {
        const int file = openat(directory, MANIFEST, O_RDONLY | O_CLOEXEC);
        if (file >= 0) {
            fsync(file);
            close(file);
        }
        close(directory);
    }
    return status;
}

static void refuse(const struct sf_points *points, const char *directory,
                   const struct sf_text *kept, const struct sf_text *manifest,
                   struct sf_text *message)
{
    const size_t n = count_points(points);
    sf_text_add(message,
                "%s holds %zu point%s of another sweep, left as %s: ", directory, n,
                n == 1 ? "" : "s", n == 1 ? "it is" : "they are");
    sf_manifest_add_differences(kept->chars, manifest->chars, message);
    sf_text_add(message, ". Give another directory (-o), or --fresh to throw %s away",
                n == 1 ? "it" : "them");
}

/** Finds out whose points are there, and makes them ours. */
static enum sf_status claim(struct sf_points *points, const char *directory,
                            const struct sf_text *manifest, bool is_fresh,
                            struct sf_text *message)
{
    struct sf_text kept = {0};
    enum sf_status status = read_file(points, MANIFEST, &kept);
    const bool is_ours = status == SF_OK && !is_fresh &&
                         kept.length == manifest->length &&
                         memcmp(kept.chars, manifest->chars, kept.length) == 0;
    if (status == SF_OK && !is_ours && !is_fresh) {
        refuse(points, directory, &kept, manifest, message);
        status = sf_figures_status(message) != SF_OK ? SF_ERR_MEMORY : SF_ERR_SCENARIO;
    } else if (status == SF_ERR_MISSING || (status == SF_OK && !is_ours)) {
        remove_points(points);
        status = write_manifest(points, manifest);
    }
    sf_text_free(&kept);
    return status;
}

enum sf_status sf_points_open(struct sf_points *points, const char *directory,
                              bool is_private, const struct sf_text *manifest,
                              bool is_fresh, struct sf_text *message)
{
    *points = (struct sf_points){.lock = -1, .is_private = is_private};
    sf_sha256_hex(manifest->chars, manifest->length, points->id);
    if (asprintf(&points->directory, "%s/points", directory) < 0) {
        points->directory = NULL;
        return SF_ERR_MEMORY;
    }
    bool is_taken;
    const enum sf_status status = take_possession(points, &is_taken);
    if (status != SF_OK) {
        return status;
    }
    if (is_taken) {
        sf_text_add(message,
                    "another sweep is writing into %s: wait for its end, or give "
                    "another directory (-o)",
                    directory);
        return SF_ERR_CREATE;
    }
    return claim(points, directory, manifest, is_fresh, message);
}

/** The two lines before a point's content. */
static void add_heading(const struct sf_points *points, const char *content,
                        size_t length, struct sf_text *text)
{
    char hash[SF_SHA256_CHARS];
    sf_sha256_hex(content, length, hash);
    sf_text_add(text, "sweep %s\ncontent %s\n", points->id, hash);
}

enum sf_status sf_points_read(const struct sf_points *points, size_t point,
                              struct sf_text *content)
{
    char name[NAME_CHARS];
    name_point(point, name);
    struct sf_text text = {0};
    enum sf_status status = read_file(points, name, &text);
    /* Both lines are as long in every file. */
    struct sf_text heading = {0};
    add_heading(points, "", 0, &heading);
    const size_t behind = heading.length;
    if (sf_figures_status(&heading) != SF_OK) {
        status = SF_ERR_MEMORY;
    }
    if (status == SF_OK && (text.chars == NULL || text.length < behind)) {
        status = SF_ERR_MISSING;
    }
    if (status == SF_OK) {
        sf_text_free(&heading);
        add_heading(points, text.chars + behind, text.length - behind, &heading);
        status = sf_figures_status(&heading);
    }
    if (status == SF_OK && memcmp(text.chars, heading.chars, behind) != 0) {
        status = SF_ERR_MISSING;
    }
    if (status == SF_OK) {
        sf_text_add_bytes(content, text.chars + behind, text.length - behind);
        status = sf_figures_status(content);
    }
    sf_text_free(&heading);
    sf_text_free(&text);
    return status;
}

enum sf_status sf_points_add(struct sf_points *points, size_t point,
                             const struct sf_text *content)
{
    char name[NAME_CHARS];
    name_point(point, name);
    struct sf_text text = {0};
    add_heading(points, content->chars, content->length, &text);
    sf_text_add_bytes(&text, content->chars, content->length);
    enum sf_status status = sf_figures_status(&text);
    if (status == SF_OK) {
        status = write_file(points, name, &text);
    }
    sf_text_free(&text);
    return status;
}

void sf_points_remove(struct sf_points *points)
{
    remove_points(points);
    const int directory = open(points->directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory >= 0) {
        unlinkat(directory, LOCK, 0);
        close(directory);
    }
    rmdir(points->directory);
}

void sf_points_close(struct sf_points *points)
{
    if (points->directory != NULL && points->lock >= 0) {
        close(points->lock); /* and with it the lock is gone */
    }
    free(points->directory);
    free(points->failed_path);
    *points = (struct sf_points){.lock = -1};
}
