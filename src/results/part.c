#include "results/part.h"

#include <stdlib.h>
#include <string.h>

#include "core/sha256.h"

static const char MAGIC[] = "strikefund part\n";

enum { MAGIC_BYTES = sizeof(MAGIC) - 1, TRAILER_BYTES = SF_SHA256_CHARS - 1 };

_Static_assert(SF_HASH_CHARS == SF_SHA256_CHARS, "one length of hash");

void sf_part_free(struct sf_part *part)
{
    if (part != NULL) {
        sf_results_free(part->results);
        free(part);
    }
}

static void add_head(const struct sf_part *part, struct sf_text *text)
{
    sf_text_add_bytes(text, MAGIC, MAGIC_BYTES);
    sf_bytes_add(text, SF_PART_FORMAT);
    sf_bytes_add_string(text, part->version);
    sf_bytes_add(text, part->contract_version);
    sf_bytes_add_string(text, part->plan_hash);
    sf_bytes_add(text, part->seed);
    sf_bytes_add(text, part->first_run);
    sf_bytes_add(text, part->n_runs);
    sf_bytes_add_string(text, part->scenario);
    sf_bytes_add_string(text, part->scenario_sha256);
    sf_bytes_add_string(text, part->resolved_sha256);
    sf_bytes_add(text, part->n_strategies);
    for (size_t i = 0; i < part->n_strategies; i++) {
        sf_bytes_add_string(text, part->strategy[i]);
    }
}

void sf_part_encode(const struct sf_part *part, struct sf_text *text)
{
    SF_BUG_ON(part->first_run != part->results->first_run ||
              part->n_runs != sf_results_runs(part->results) ||
              part->n_strategies != part->results->n_strategies);
    const size_t start = text->length;
    add_head(part, text);
    sf_part_add_results(part->results, text);
    if (!text->is_out_of_memory) {
        char digest[SF_SHA256_CHARS];
        sf_sha256_hex(text->chars + start, text->length - start, digest);
        sf_text_add_bytes(text, digest, TRAILER_BYTES);
    }
}

static void take_hash(struct sf_bytes *bytes, char hash[SF_HASH_CHARS])
{
    sf_bytes_take_string(bytes, hash, SF_HASH_CHARS);
    sf_bytes_expect(bytes, strspn(hash, "0123456789abcdef") == SF_HASH_CHARS - 1);
}

static void take_head(struct sf_bytes *bytes, struct sf_part *part)
{
    sf_bytes_take_string(bytes, part->version, sizeof(part->version));
    part->contract_version = sf_bytes_take(bytes, 0, UINT32_MAX);
    take_hash(bytes, part->plan_hash);
    part->seed = sf_bytes_take(bytes, 0, UINT64_MAX);
    part->first_run = sf_bytes_take(bytes, 1, SF_MAX_RUN_NUMBER);
    part->n_runs = sf_bytes_take(bytes, 1, UINT32_MAX);
    sf_bytes_take_string(bytes, part->scenario, sizeof(part->scenario));
    take_hash(bytes, part->scenario_sha256);
    take_hash(bytes, part->resolved_sha256);
    part->n_strategies = (size_t)sf_bytes_take(bytes, 1, SF_MAX_STRATEGIES);
    for (size_t i = 0; i < part->n_strategies; i++) {
        sf_bytes_take_string(bytes, part->strategy[i], sizeof(part->strategy[i]));
    }
}

/** Whether the bytes are whole; otherwise *why says what they are. */
static bool is_whole(const unsigned char *bytes, size_t n, const char **why)
{
    *why = "is not a part of a run";
    if (n < MAGIC_BYTES || memcmp(bytes, MAGIC, MAGIC_BYTES) != 0) {
        return false;
    }
    *why = "is damaged: it is cut short, or its checksum does not agree";
    if (n < MAGIC_BYTES + 1 + TRAILER_BYTES) {
        return false;
    }
    char digest[SF_SHA256_CHARS];
    sf_sha256_hex(bytes, n - TRAILER_BYTES, digest);
    if (memcmp(bytes + n - TRAILER_BYTES, digest, TRAILER_BYTES) != 0) {
        return false;
    }
    *why = "is of another format: it was written by another version of strikefund";
    return bytes[MAGIC_BYTES] == SF_PART_FORMAT;
}

enum sf_status sf_part_decode(const void *bytes, size_t n, struct sf_part **part,
                              const char **why)
{
    const unsigned char *start = bytes;
    if (!is_whole(start, n, why)) {
        return SF_ERR_PART;
    }
    struct sf_part *made = calloc(1, sizeof(*made));
    if (made == NULL) {
        return SF_ERR_MEMORY;
    }
    struct sf_bytes rest = {.at = start + MAGIC_BYTES + 1,
                            .end = start + n - TRAILER_BYTES};
    take_head(&rest, made);
    enum sf_status status = SF_ERR_PART;
    if (!rest.is_wrong) {
        status = sf_part_take_results(&rest, made, &made->results);
    }
    if (status != SF_OK) {
        *why = "contradicts itself, or another version of strikefund wrote it";
        sf_part_free(made);
        return status;
    }
    *part = made;
    return SF_OK;
}
