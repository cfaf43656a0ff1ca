#include "output/formats.h"

#include <string.h>

static const struct {
    const char *name;
    const char *ending;
} FORMAT[SF_N_FORMATS] = {
    {"png", "png"}, {"svg", "svg"}, {"pdf", "pdf"}, {"dumb", "ascii"}};

const char *sf_format_name(int format)
{
    return FORMAT[format].name;
}

const char *sf_format_ending(int format)
{
    return FORMAT[format].ending;
}

enum sf_status sf_formats_choose(const char *formats, bool is_chosen[SF_N_FORMATS],
                                 struct sf_text *message)
{
    for (const char *at = formats;; at++) {
        const size_t length = strcspn(at, ",");
        int chosen = -1;
        for (int i = 0; i < SF_N_FORMATS; i++) {
            if (strlen(FORMAT[i].name) == length &&
                strncmp(at, FORMAT[i].name, length) == 0) {
                chosen = i;
            }
        }
        if (chosen < 0 && message != NULL) {
            sf_text_add(message,
                        "there is no chart format '%.*s'; there are png, svg, pdf and "
                        "dumb, with commas between them",
                        (int)length, at);
        }
        if (chosen < 0) {
            return SF_ERR_USAGE;
        }
        is_chosen[chosen] = true;
        at += length;
        if (*at == '\0') {
            return SF_OK;
        }
    }
}
