#include "scenario/reading.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/sha256.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* At most SF_MAX_FILE_BYTES + 1 bytes, so that a device without end is no danger. */
static enum sf_status read_bytes(const char *path, char **bytes, size_t *length)
{
    FILE *stream = fopen(path, "rb");
    if (stream == NULL) {
        return SF_ERR_MISSING;
    }
    struct sf_text text = {0};
    char part[16384];
    size_t n;
    while ((n = fread(part, 1, sizeof(part), stream)) > 0) {
        sf_text_add_bytes(&text, part, n);
        if (text.length > SF_MAX_FILE_BYTES) {
            break;
        }
    }
    const int reason = errno;
    const bool is_broken = ferror(stream) != 0;
    fclose(stream);
    if (is_broken) {
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

enum sf_status sf_source_read(struct sf_reading *reading, const char *path,
                              const char *file, const struct sf_setting *setting,
                              struct sf_source *source)
{
    char *bytes = NULL;
    size_t length = 0;
    errno = 0;
    const enum sf_status status = read_bytes(path, &bytes, &length);
    if (status == SF_ERR_MISSING) {
        const char *reason = strerror(errno);
        if (setting != NULL) {
            sf_reading_fault(reading, setting, "'%s' cannot be read: %s", file, reason);
        } else {
            sf_faults_add(reading->faults, file, 0, "cannot be read: %s", reason);
        }
    }
    if (status != SF_OK) {
        return status;
    }
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

void sf_source_free(struct sf_source *source)
{
    free(source->bytes);
    free(source->sha256);
    *source = (struct sf_source){0};
}
