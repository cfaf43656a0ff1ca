/**
 * What the tests of --json share: a process's stdout read as one JSON document.
 */
#ifndef STRIKEFUND_TESTS_CLI_DOCUMENT_H
#define STRIKEFUND_TESTS_CLI_DOCUMENT_H

#include <jansson.h>

#include "cli/words.h"

/**
 * Expects an exit code, and one document with one line break at its end and nothing
 * else on stdout. Frees the process; the caller frees the document with json_decref.
 */
json_t *document_of(struct process process, int code);

/** The member at a path of names and indexes, "strategies.0.name"; it must be there. */
json_t *document_at(const json_t *document, const char *path);

/** The text at such a path. */
const char *document_text(const json_t *document, const char *path);

#endif
