#include "cli/document.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

json_t *document_of(struct process process, int code)
{
    json_error_t error;
    json_t *document = json_loads(process.out, JSON_REJECT_DUPLICATES, &error);
    cr_assert_not_null(document, "line %d: %s in\n%s", error.line, error.text,
                       process.out);
    const size_t length = strlen(process.out);
    cr_expect_eq(process.out[length - 1], '\n');
    cr_expect_eq(process.out[length - 2], '}');
    expect_words(process, code, NULL, NULL);
    return document;
}

json_t *document_at(const json_t *document, const char *path)
{
    json_t *found = NULL;
    for (const char *at = path; *at != '\0';) {
        char step[64];
        const size_t length = strcspn(at, ".");
        cr_assert_lt(length, sizeof(step));
        memcpy(step, at, length);
        step[length] = '\0';
        found = json_is_array(document)
                    ? json_array_get(document, strtoul(step, NULL, 10))
                    : json_object_get(document, step);
        cr_assert_not_null(found, "no %s of %s", step, path);
        document = found;
        at += length + (at[length] == '.' ? 1 : 0);
    }
    return found;
}

const char *document_text(const json_t *document, const char *path)
{
    const char *text = json_string_value(document_at(document, path));
    cr_assert_not_null(text, "%s is no text", path);
    return text;
}
