/* A first scenario, written out for somebody to change. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/text.h"
#include "output/first_lines.h"
#include "strikefund/output.h"

/** The title's line, the title as the file must have it. */
static void add_title(struct sf_text *text, const char *title)
{
    sf_text_add(text, "title  = \"");
    for (const char *c = title; *c != '\0'; c++) {
        sf_text_add_bytes(text, "\\", *c == '"' || *c == '\\' ? 1 : 0);
        sf_text_add_bytes(text, c, 1);
    }
    sf_text_add(text, "\";\n");
}

static void add_scenario(struct sf_text *text, const char *title)
{
    size_t n_titles = 0;
    for (const char *const *line = SF_FIRST_LINES; *line != NULL; line++) {
        if (strncmp(*line, "title ", strlen("title ")) == 0) {
            add_title(text, title);
            n_titles++;
        } else {
            sf_text_add(text, "%s", *line);
        }
    }
    SF_BUG_ON(n_titles != 1);
}

enum sf_status sf_output_starter(const char *path, const char *title)
{
    if (!sf_text_is_showable(title, false)) {
        return SF_ERR_USAGE;
    }
    struct sf_text text = {0};
    add_scenario(&text, title);
    if (text.is_out_of_memory) {
        sf_text_free(&text);
        return SF_ERR_MEMORY;
    }
    FILE *stream = fopen(path, "wxe");
    enum sf_status status = stream == NULL ? SF_ERR_CREATE : SF_OK;
    if (stream != NULL) {
        const bool is_short = fwrite(text.chars, 1, text.length, stream) != text.length;
        if (fclose(stream) != 0 || is_short) {
            const int error = errno;
            unlink(path);
            errno = error;
            status = SF_ERR_WRITE;
        }
    }
    const int error = errno;
    sf_text_free(&text);
    errno = error;
    return status;
}
