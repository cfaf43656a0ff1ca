#include "scenario/reading.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/sha256.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* At most SF_MAX_FILE_BYTES and a little more, so that a device without end is no
 * danger. Closes the file. */
static enum sf_status read_bytes(int file, char **bytes, size_t *length)
{
    struct sf_text text = {0};
    char part[16384];
    ssize_t n;
    while ((n = read(file, part, sizeof(part))) > 0 || (n < 0 && errno == EINTR)) {
        sf_text_add_bytes(&text, part, n > 0 ? (size_t)n : 0);
        if (text.length > SF_MAX_FILE_BYTES) {
            break;
        }
    }
    const int reason = errno;
    close(file);
    if (n < 0) {
        sf_text_free(&text);
        errno = reason;
        return SF_ERR_MISSING;
    }
    *length = text.length;
    *bytes = sf_text_take(&text);
    return *bytes == NULL ? SF_ERR_MEMORY : SF_OK;
}

static int line_of(const char *bytes, size_t at)
{
    int line = 1;
    for (size_t i = 0; i < at; i++) {
        line += bytes[i] == '\n' ? 1 : 0;
    }
    return line;
}

/* True when the bytes are a text; otherwise one fault is told. */
static bool check_text(struct sf_reading *reading, const char *file, const char *bytes,
                       size_t length)
{
    struct sf_faults *faults = reading->faults;
    if (length > SF_MAX_FILE_BYTES) {
        sf_faults_add(faults, file, 0, "the file is too large: at most %d megabytes",
                      SF_MAX_FILE_BYTES / (1024 * 1024));
        return false;
    }
    if (reading->bytes_read > 2U * SF_MAX_FILE_BYTES) {
        sf_faults_add(faults, file, 0,
                      "the files are too large together: at most %d "
                      "megabytes",
                      2 * SF_MAX_FILE_BYTES / (1024 * 1024));
        return false;
    }
    if (length >= 2 &&
        (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0)) {
        sf_faults_add(faults, file, 1, "the file is in UTF-16; save it as UTF-8");
        return false;
    }
    const char *zero = memchr(bytes, '\0', length);
    if (zero != NULL) {
        sf_faults_add(faults, file, line_of(bytes, (size_t)(zero - bytes)),
                      "the file holds a zero byte; save it as plain UTF-8 text");
        return false;
    }
    size_t bad = 0;
    if (!sf_text_is_utf8(bytes, length, &bad)) {
        sf_faults_add(
            faults, file, line_of(bytes, bad),
            "a character here is not UTF-8 (perhaps the file is in Latin-1 or "
            "Windows-1252); save it as UTF-8");
        return false;
    }
    return true;
}

/* What was read becomes a source if it is a text. Takes the bytes. */
static enum sf_status make_source(struct sf_reading *reading, const char *file,
                                  char *bytes, size_t length, struct sf_source *source)
{
    reading->bytes_read += length;
    if (!check_text(reading, file, bytes, length)) {
        free(bytes);
        return SF_ERR_SCENARIO;
    }
    char hex[SF_SHA256_CHARS];
    sf_sha256_hex(bytes, length, hex);
    const size_t mark = strlen(BYTE_ORDER_MARK);
    if (length >= mark && memcmp(bytes, BYTE_ORDER_MARK, mark) == 0) {
        memmove(bytes, bytes + mark, length - mark + 1);
        length -= mark;
        source->has_mark = true;
    }
    source->sha256 = sf_reading_copy(reading, hex);
    if (source->sha256 == NULL) {
        free(bytes);
        return SF_ERR_MEMORY;
    }
    source->bytes = bytes;
    source->length = length;
    return SF_OK;
}

enum sf_status sf_source_read(struct sf_reading *reading, const char *path,
                              struct sf_source *source)
{
    char *bytes = NULL;
    size_t length = 0;
    const int file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    const enum sf_status status =
        file < 0 ? SF_ERR_MISSING : read_bytes(file, &bytes, &length);
    if (status == SF_ERR_MISSING) {
        sf_faults_add(reading->faults, path, 0, "cannot be read: %s", strerror(errno));
    }
    return status != SF_OK ? status : make_source(reading, path, bytes, length, source);
}

/* Whether a path of no links is a folder or lies below it. */
static bool is_below(const char *path, const char *folder)
{
    char real[PATH_MAX];
    if (realpath(folder[0] != '\0' ? folder : ".", real) == NULL) {
        return false;
    }
    const size_t length = strlen(real);
    return strcmp(real, "/") == 0 || (strncmp(path, real, length) == 0 &&
                                      (path[length] == '/' || path[length] == '\0'));
}

static bool is_allowed(const struct sf_reading *reading, const char *real)
{
    bool is_inside = is_below(real, reading->directory);
    for (size_t i = 0; i < reading->options->n_folders && !is_inside; i++) {
        is_inside = is_below(real, reading->options->folder[i]);
    }
    return is_inside;
}

/* Opens a plain file. -1 with errno, or with *reason, when it cannot be had. The path
 * has no links: one put in its last place meanwhile is not followed. Opening a pipe
 * without waiting for who writes into it does no harm. */
static int open_plain(const char *real, const char **reason)
{
    const int flags = O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | O_NOFOLLOW;
    const int file = open(real, flags);
    struct stat found;
    if (file < 0 || fstat(file, &found) != 0 || !S_ISREG(found.st_mode)) {
        *reason = file < 0                 ? strerror(errno)
                  : S_ISDIR(found.st_mode) ? "it is a folder"
                                           : "it is a device or a pipe, not a file";
        if (file >= 0) {
            close(file);
        }
        return -1;
    }
    return file;
}

/* Finds and opens the file. -1, with the fault told, when it is not to be read. */
static int open_named(struct sf_reading *reading, const char *written, const char *path,
                      const struct sf_setting *setting)
{
    char real[PATH_MAX];
    const char *reason = NULL;
    if (realpath(path, real) == NULL) {
        sf_reading_fault(reading, setting, "'%.200s' cannot be read: %s", written,
                         strerror(errno));
        return -1;
    }
    if (!is_allowed(reading, real)) {
        *strrchr(real, '/') = '\0';
        sf_reading_fault(reading, setting,
                         "'%.200s' is outside the scenario's folder; if it is to be "
                         "read, allow its folder: --allow-include '%s'",
                         written, real[0] != '\0' ? real : "/");
        return -1;
    }
    const int file = open_plain(real, &reason);
    if (file < 0) {
        sf_reading_fault(reading, setting, "'%.200s' cannot be read: %s", written,
                         reason);
    }
    return file;
}

enum sf_status sf_source_read_named(struct sf_reading *reading, const char *written,
                                    const struct sf_setting *setting, const char **file,
                                    struct sf_source *source)
{
    struct sf_text path = {0};
    sf_text_add(&path, "%s%s", written[0] == '/' ? "" : reading->directory, written);
    const char *name =
        path.is_out_of_memory ? "" : sf_reading_file(reading, path.chars);
    sf_text_free(&path);
    if (name[0] == '\0') {
        return SF_ERR_MEMORY;
    }
    const int opened = open_named(reading, written, name, setting);
    if (opened < 0) {
        return SF_ERR_MISSING;
    }
    char *bytes = NULL;
    size_t length = 0;
    enum sf_status status = read_bytes(opened, &bytes, &length);
    if (status == SF_ERR_MISSING) {
        sf_reading_fault(reading, setting, "'%.200s' cannot be read: %s", written,
                         strerror(errno));
    }
    if (status == SF_OK) {
        status = make_source(reading, name, bytes, length, source);
    }
    if (status == SF_OK) {
        *file = name;
    }
    return status;
}

void sf_source_free(struct sf_source *source)
{
    free(source->bytes);
    free(source->sha256);
    *source = (struct sf_source){0};
}
