#include "output/stage.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/** Remembers the path to blame, and passes the status on. */
static enum sf_status fail(struct sf_stage *stage, enum sf_status status,
                           const char *path)
{
    free(stage->failed_path);
    stage->failed_path = strdup(path);
    return status;
}

/** A full disk is a failed write even when it is met on opening a file. */
static enum sf_status status_of_errno(void)
{
    switch (errno) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
    case EIO:
        return SF_ERR_WRITE;
    case ENOMEM:
        return SF_ERR_MEMORY;
    default:
        return SF_ERR_CREATE;
    }
}

static bool is_directory(const char *path)
{
    struct stat found;
    return stat(path, &found) == 0 && S_ISDIR(found.st_mode);
}

static enum sf_status make_directory(struct sf_stage *stage, const char *path,
                                     mode_t mode)
{
    if (mkdir(path, mode) == 0 || is_directory(path)) {
        return SF_OK;
    }
    return fail(stage, status_of_errno(), path);
}

enum sf_status sf_stage_open(struct sf_stage *stage, const char *directory,
                             bool is_private)
{
    *stage = (struct sf_stage){.is_private = is_private};
    stage->directory = strdup(directory[0] != '\0' ? directory : ".");
    if (stage->directory == NULL) {
        return SF_ERR_MEMORY;
    }
    const mode_t mode = is_private ? 0700 : 0777;
    /* Each parent in turn: cut the path at a slash, make it, mend the path. */
    for (char *slash = strchr(stage->directory + 1, '/'); slash != NULL;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        const enum sf_status status = make_directory(stage, stage->directory, mode);
        *slash = '/';
        if (status != SF_OK) {
            return status;
        }
    }
    return make_directory(stage, stage->directory, mode);
}

static char *path_in(const struct sf_stage *stage, const char *name)
{
    char *path;
    return asprintf(&path, "%s/%s", stage->directory, name) < 0 ? NULL : path;
}

enum sf_status sf_stage_add_directory(struct sf_stage *stage, const char *name)
{
    char *path = path_in(stage, name);
    if (path == NULL) {
        return SF_ERR_MEMORY;
    }
    const enum sf_status status =
        make_directory(stage, path, stage->is_private ? 0700 : 0777);
    free(path);
    return status;
}

/** A hidden name beside the file that no other process uses: "dir/.name.123.tmp". */
static char *temporary_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    const int directory = slash == NULL ? 0 : (int)(slash - path) + 1;
    char *temporary;
    const int n = asprintf(&temporary, "%.*s.%s.%ld.tmp", directory, path,
                           path + directory, (long)getpid());
    return n < 0 ? NULL : temporary;
}

static bool write_all(int descriptor, const char *text, size_t length)
{
    while (length > 0) {
        const ssize_t written = write(descriptor, text, length);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return false;
        }
        text += written;
        length -= (size_t)written;
    }
    return true;
}

static enum sf_status write_file(struct sf_stage *stage, const char *path,
                                 const char *temporary, const char *text, size_t length)
{
    if (is_directory(path)) {
        return fail(stage, SF_ERR_CREATE, path);
    }
    /* A file left by a killed process of the same number; O_EXCL and O_NOFOLLOW keep
       us from writing through a link somebody put there. */
    unlink(temporary);
    const int descriptor =
        open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
             stage->is_private ? 0600 : 0666);
    if (descriptor < 0) {
        return fail(stage, status_of_errno(), path);
    }
    const bool is_written = write_all(descriptor, text, length);
    /* Network file systems report a full disk only here. */
    const bool is_closed = close(descriptor) == 0;
    if (!is_written || !is_closed) {
        unlink(temporary);
        return fail(stage, SF_ERR_WRITE, path);
    }
    return SF_OK;
}

enum sf_status sf_stage_add(struct sf_stage *stage, const char *name, const char *text,
                            size_t length)
{
    struct sf_staged_file file = {.path = path_in(stage, name)};
    file.temporary = file.path != NULL ? temporary_of(file.path) : NULL;
    struct sf_staged_file *grown =
        realloc(stage->file, (stage->n_files + 1) * sizeof(*stage->file));
    if (grown != NULL) {
        stage->file = grown;
    }
    enum sf_status status = SF_ERR_MEMORY;
    if (grown != NULL && file.temporary != NULL) {
        status = write_file(stage, file.path, file.temporary, text, length);
    }
    if (status != SF_OK) {
        free(file.path);
        free(file.temporary);
        return status;
    }
    stage->file[stage->n_files++] = file;
    return SF_OK;
}

/** Holds back others who would put their files into the same directory: what is there
 *  at the end is of one run. -1 where the file system knows no locks. */
static int lock_directory(const struct sf_stage *stage)
{
    const int directory = open(stage->directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    while (directory >= 0 && flock(directory, LOCK_EX) != 0 && errno == EINTR) {
    }
    return directory;
}

static enum sf_status put_in_place(struct sf_stage *stage)
{
    /* From here until the end the directory says of itself that it is not whole. */
    const char *seal = stage->file[stage->n_files - 1].path;
    if (stage->n_files > 1 && unlink(seal) != 0 && errno != ENOENT) {
        return fail(stage, SF_ERR_CREATE, seal);
    }
    for (size_t i = 0; i < stage->n_files; i++) {
        struct sf_staged_file *file = &stage->file[i];
        if (rename(file->temporary, file->path) != 0) {
            return fail(stage, status_of_errno(), file->path);
        }
        free(file->temporary);
        file->temporary = NULL;
    }
    return SF_OK;
}

enum sf_status sf_stage_commit(struct sf_stage *stage)
{
    if (stage->n_files == 0) {
        return SF_OK;
    }
    const int lock = lock_directory(stage);
    const enum sf_status status = put_in_place(stage);
    if (lock >= 0) {
        close(lock); /* and with it the lock is gone */
    }
    return status;
}

enum sf_status sf_stage_drop(struct sf_stage *stage, const char *name)
{
    char *path = path_in(stage, name);
    if (path == NULL) {
        return SF_ERR_MEMORY;
    }
    const bool is_gone = unlink(path) == 0 || errno == ENOENT;
    const enum sf_status status = is_gone ? SF_OK : fail(stage, SF_ERR_CREATE, path);
    free(path);
    return status;
}

void sf_stage_close(struct sf_stage *stage)
{
    if (stage == NULL) {
        return;
    }
    for (size_t i = 0; i < stage->n_files; i++) {
        if (stage->file[i].temporary != NULL) {
            unlink(stage->file[i].temporary);
        }
        free(stage->file[i].temporary);
        free(stage->file[i].path);
    }
    free(stage->file);
    free(stage->directory);
    free(stage->failed_path);
    *stage = (struct sf_stage){0};
}
