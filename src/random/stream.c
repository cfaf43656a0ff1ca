#include "random/stream.h"

#include <string.h>

#include "core/maths.h"
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
    uint32_t made[4][SF_LANES / 2];
    kernels->threefry(counter, key, 1, made[0], SF_LANES);
    for (int w = 0; w < 4; w++) {
        memcpy(&out[w], made[w], sizeof(out[w]));
    }
}

/** Numbers of whole groups of runs, from the group-th on. */
static void draw_groups(const struct sf_stream *stream, const struct sf_path *path,
                        uint64_t group, size_t groups, uint32_t *word, size_t stride)
{
    const uint64_t key[4] = {stream->seed, stream->replica, 0, 0};
    const uint64_t counter[4] = {
        group * SF_COUNTERS, (uint64_t)path->subject << 32 | path->employer,
        (uint64_t)path->band << 32 | (uint64_t)path->family << 16 |
            (uint64_t)path->month,
        (uint64_t)path->part << 32 | path->pair};
    stream->kernels->threefry(counter, key, groups, word, stride);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    for (size_t i = 0; i < 2 * groups * SF_LANES; i += 2) {
        uint32_t *half =
            word + i / (groups * SF_LANES) * stride + i % (groups * SF_LANES);
        const uint32_t high = half[0]; /* the low half comes first */
        half[0] = half[1];
        half[1] = high;
    }
#endif
}

void sf_stream_pair(const struct sf_stream *stream, const struct sf_path *path,
                    uint64_t first_run, size_t n, uint32_t *word, size_t stride)
{
    enum { MOST = SF_BLOCK_MAX + SF_LANES };
    uint32_t made[2][MOST] __attribute__((aligned(64)));
    SF_BUG_ON(first_run == 0 || n > SF_BLOCK_MAX || stride < sf_whole_groups(n));
    const uint64_t group = (first_run - 1) / SF_LANES;
    const size_t skip = (size_t)((first_run - 1) % SF_LANES);
    if (stream->script != NULL) {
        stream->script(stream->context, path, first_run, n, word, stride);
    } else if (skip == 0) {
        draw_groups(stream, path, group, sf_whole_groups(n) / SF_LANES, word, stride);
    } else {
        draw_groups(stream, path, group, sf_whole_groups(skip + n) / SF_LANES, made[0],
                    MOST);
        for (size_t d = 0; d < 2; d++) {
            memcpy(word + d * stride, made[d] + skip, n * sizeof(*word));
        }
    }
}

void sf_stream_uniform(const struct sf_stream *stream, const struct sf_path *path,
                       uint64_t first_run, size_t n, double *uniform)
{
    uint32_t word[2][SF_BLOCK_MAX];
    sf_stream_pair(stream, path, first_run, n, word[0], SF_BLOCK_MAX);
    for (size_t i = 0; i < n; i++) {
        const uint64_t bits = (uint64_t)word[0][i] << 32 | word[1][i];
        /* As a double without a conversion, which vectors may lack. */
        const double whole =
            sf_double_of_bits(0x4330000000000000ull | bits >> 12) - 0x1p52;
        uniform[i] = (whole + 0.5) * 0x1p-52;
    }
}

void sf_stream_normal(const struct sf_stream *stream, const struct sf_path *path,
                      uint64_t first_run, size_t n, double *deviate)
{
    size_t i = 0;
    sf_stream_uniform(stream, path, first_run, n, deviate);
    for (; i + SF_LANES <= n; i += SF_LANES) {
        stream->kernels->normal(deviate + i);
    }
    for (; i < n; i++) {
        deviate[i] = sf_normal_quantile(deviate[i]);
    }
}
