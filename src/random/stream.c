#include "random/stream.h"

#include <string.h>

#include "strikefund/status.h"

uint32_t sf_name_hash(const char *name)
{
    uint32_t hash = 2166136261u;
    for (const unsigned char *c = (const unsigned char *)name; *c != '\0'; c++) {
        hash = (hash ^ *c) * 16777619u;
    }
    return hash;
}

void sf_threefry(const struct sf_kernels *kernels, const uint64_t counter[4],
                 const uint64_t key[4], uint64_t out[4])
{
    uint64_t made[4][SF_COUNTERS];
    kernels->threefry(counter, key, SF_COUNTERS, made[0], SF_COUNTERS);
    for (int w = 0; w < 4; w++) {
        out[w] = made[w][0];
    }
}

/** Puts the low half of each number first in memory. */
static void halves_in_order(uint64_t *made, size_t n)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    for (size_t i = 0; i < n; i++) {
        made[i] = made[i] << 32 | made[i] >> 32;
    }
#else
    (void)made;
    (void)n;
#endif
}

void sf_stream_quad(const struct sf_stream *stream, const struct sf_path *path,
                    uint64_t first_run, size_t n, uint32_t *word, size_t stride)
{
    enum { MOST = SF_BLOCK_MAX / 2 + SF_COUNTERS };
    uint64_t made[4][MOST] __attribute__((aligned(64)));
    SF_BUG_ON(first_run == 0 || n > SF_BLOCK_MAX || stride < n);
    if (stream->script != NULL) {
        stream->script(stream->context, path, first_run, n, word, stride);
        return;
    }
    const uint64_t key[4] = {stream->seed, stream->replica, 0, 0};
    const uint64_t counter[4] = {
        first_run / 2, (uint64_t)path->subject << 32 | path->employer,
        (uint64_t)path->band << 32 | (uint64_t)path->family << 16 |
            (uint64_t)path->month,
        path->draw};
    const size_t skip = first_run % 2; /* an odd first run starts at a high half */
    const size_t counters = (n + skip + 1) / 2;
    const size_t rounded = (counters + SF_COUNTERS - 1) / SF_COUNTERS * SF_COUNTERS;
    stream->kernels->threefry(counter, key, rounded, made[0], MOST);
    for (size_t w = 0; w < 4; w++) {
        halves_in_order(made[w], counters);
        memcpy(word + w * stride, (const uint32_t *)made[w] + skip, n * sizeof(*word));
    }
}

void sf_stream_uniform(const struct sf_stream *stream, const struct sf_path *path,
                       uint64_t first_run, size_t n, double *uniform)
{
    uint32_t word[4][SF_BLOCK_MAX];
    sf_stream_quad(stream, path, first_run, n, &word[0][0], SF_BLOCK_MAX);
    for (size_t i = 0; i < n; i++) {
        const uint64_t bits = (uint64_t)word[0][i] << 32 | word[1][i];
        uniform[i] = ((double)(bits >> 12) + 0.5) * 0x1p-52;
    }
}
